//! The tables for databases, loaded by databases: `DuckDB` through its Python package and a `PostgreSQL` that is made for
//! this test alone, on a socket in a folder of its own. Where one of them is missing its test passes without it, unless
//! `CLAUSEWISE_OUTSIDE=1` demands it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]
#![allow(clippy::print_stdout, reason = "how many rows were loaded is worth seeing in a log")]

#[allow(dead_code, reason = "each test takes the cases it needs")]
#[path = "common/inputs.rs"]
mod inputs;
#[path = "common/state.rs"]
mod state;

use std::path::Path;
use std::process::Command;

use clausewise::doc::Table;
use clausewise::report::warehouse::{self, Client};
use inputs::HOSTILE;
use serde_json::{Value, json};

/// Names as consultants give them, and worse.
const NAMES: [&str; 10] = [
    "bakery/2026.aims",
    "software, Ltd.aims",
    "bank.aims",
    "=cmd.aims",
    "\u{6f22}\u{5b57}.aims",
    "all \"proven\".aims",
    "out.aims",
    "mixed.aims",
    "one (alone).aims",
    "hostile;DROP TABLE gaps.aims",
];

/// Exit code of a script that lacks the program it is about.
const MISSING: i32 = 99;

const DUCKDB: &str = r#"
import json, sys
try:
    import duckdb
except ImportError:
    sys.exit(99)
c = duckdb.connect()
c.execute(open("load-duckdb.sql", encoding="utf-8").read())
one = lambda sql: c.execute(sql).fetchall()
print(json.dumps({
    "rows": [one(f"SELECT count(*) FROM {t}")[0][0] for t in ("assessments", "requirements", "gaps", "actions")],
    "met": int(one("SELECT sum(met) FROM assessments")[0][0]),
    "met_rows": one("SELECT count(*) FROM requirements WHERE status = 'met'")[0][0],
    "hours": round(one("SELECT sum(effort_hours) FROM actions")[0][0], 2),
    "clients": [r[0] for r in one("SELECT client FROM assessments ORDER BY client_no")],
    "organisation": one("SELECT organisation FROM assessments ORDER BY client_no DESC")[0][0],
    "note": one("SELECT note FROM requirements WHERE requirement = '5.2' ORDER BY client_no DESC")[0][0],
    "last": str(one('SELECT max("end") FROM actions')[0][0]),
}))
"#;

const POSTGRESQL: &str = r#"
set -eu
newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH=${newest:-}:$PATH
command -v initdb >/dev/null && command -v psql >/dev/null || exit 99
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
place=$(mktemp -d)
if [ "$(id -u)" = 0 ]; then chown postgres "$place"; fi
trap 'as pg_ctl -D "$place/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$place"' EXIT
(cd "$place" && as initdb -D "$place/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null)
(cd "$place" && as pg_ctl -D "$place/data" -o "-k $place -h '' -F" -w -l "$place/log" start >/dev/null)
ask() { psql -X -q -h "$place" -U postgres -d postgres -v ON_ERROR_STOP=1 "$@"; }
ask -o /dev/null -f load-postgresql.sql
ask -At -c "SELECT json_build_object(
  'rows', json_build_array((SELECT count(*) FROM assessments), (SELECT count(*) FROM requirements),
    (SELECT count(*) FROM gaps), (SELECT count(*) FROM actions)),
  'met', (SELECT sum(met) FROM assessments),
  'met_rows', (SELECT count(*) FROM requirements WHERE status = 'met'),
  'hours', (SELECT round(sum(effort_hours)::numeric, 2) FROM actions),
  'clients', (SELECT json_agg(client ORDER BY client_no) FROM assessments),
  'organisation', (SELECT organisation FROM assessments ORDER BY client_no DESC LIMIT 1),
  'note', (SELECT note FROM requirements WHERE requirement = '5.2' ORDER BY client_no DESC LIMIT 1),
  'last', (SELECT max(\"end\") FROM actions))"
"#;

/// What is loaded, by the tables themselves.
struct Expected {
    tables: Vec<[Table; 4]>,
    redact: bool,
}

/// Writes the files into a folder.
fn written(folder: &Path, redact: bool) -> Expected {
    let mut tables = Vec::new();
    let mut lines = Vec::new();
    for (n, ((_, made), name)) in inputs::all().into_iter().zip(NAMES).enumerate() {
        let client = Client { no: n + 1, name, redact };
        made.with(|input| {
            tables.push([
                warehouse::assessments(&client, input),
                warehouse::requirements(&client, input),
                warehouse::gaps(&client, input),
                warehouse::actions(&client, input),
            ]);
            lines.push(warehouse::lines(&client, input).unwrap());
        });
    }
    assert_eq!(tables.len(), NAMES.len());
    for (name, bytes) in warehouse::files(lines) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    Expected { tables, redact }
}

/// The words of a cell.
fn cell(table: &Table, row: usize, column: &str) -> String {
    let at = table.columns.iter().position(|c| c.title == column).unwrap();
    table.rows[row][at].words().into_owned()
}

fn numbers(table: &Table, column: &str) -> f64 {
    (0..table.rows.len()).map(|r| cell(table, r, column).parse::<f64>().unwrap()).sum()
}

impl Expected {
    fn holds(&self, told: &Value) {
        let rows: Vec<usize> = (0..4).map(|t| self.tables.iter().map(|c| c[t].rows.len()).sum()).collect();
        assert_eq!(told["rows"], json!(rows));
        assert!(rows[1] == 70 * NAMES.len() && rows[2] > 100 && rows[3] > 100, "{rows:?}");
        let met: f64 = self.tables.iter().map(|c| numbers(&c[0], "met")).sum();
        assert_eq!(told["met"].as_f64(), Some(met));
        assert_eq!(told["met_rows"].as_f64(), Some(met), "what is counted are rows");
        let hours: f64 = self.tables.iter().map(|c| numbers(&c[3], "effort_hours")).sum();
        assert!((told["hours"].as_f64().unwrap() - hours).abs() < 0.01);
        let ends = self.tables.iter().flat_map(|c| (0..c[3].rows.len()).map(|r| cell(&c[3], r, "end")));
        assert_eq!(told["last"].as_str().unwrap(), ends.max().unwrap());
        if self.redact {
            let names: Vec<String> = (1..=NAMES.len()).map(|n| format!("Client-{n}")).collect();
            assert_eq!((&told["clients"], &told["organisation"]), (&json!(names), &Value::Null));
            assert_eq!(told["note"], Value::Null);
            return;
        }
        let shown = |n: &str| if n.starts_with('=') { format!("'{n}") } else { n.to_owned() };
        assert_eq!(told["clients"], json!(NAMES.map(shown)));
        // What acts is written out, and a formula is text; line ends stay.
        let organisation = told["organisation"].as_str().unwrap();
        assert!(organisation.starts_with("'=HYPERLINK(\"x\"),\\u{1b}]52;c"), "{organisation}");
        let lines = |t: &str| t.split('\n').count();
        assert_eq!(lines(organisation), lines(HOSTILE), "{organisation:?}");
        assert!(
            told["note"].as_str().unwrap().contains("`c` **d** \\e | 'f' \u{6f22}\u{5b57}"),
            "{}",
            told["note"]
        );
    }
}

/// Runs a script in a folder; what it printed, none where its program is missing and nobody demands it.
fn told(folder: &Path, program: &str, script: &str) -> Option<Value> {
    let demanded = std::env::var("CLAUSEWISE_OUTSIDE").is_ok_and(|v| v == "1");
    let out = Command::new(program).args(["-c", script]).current_dir(folder).output();
    let Ok(out) = out else {
        assert!(!demanded, "{program} is not there");
        return None;
    };
    if out.status.code() == Some(MISSING) {
        assert!(!demanded, "{program} lacks what loads the tables");
        return None;
    }
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    assert!(out.status.success(), "{}\n{}", text(&out.stdout), text(&out.stderr));
    Some(serde_json::from_slice(&out.stdout).unwrap())
}

fn loads(program: &str, script: &str) {
    for redact in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let expected = written(folder.path(), redact);
        let Some(told) = told(folder.path(), program, script) else { return };
        println!("{program}: {}", told["rows"]);
        expected.holds(&told);
    }
}

#[test]
fn duckdb_loads_every_row() {
    loads("python3", DUCKDB);
}

#[test]
fn postgresql_loads_every_row() {
    loads("bash", POSTGRESQL);
}

/// Nothing that a person wrote is left, whoever wrote it where: every text fact is marked, and no mark comes out.
#[test]
fn a_redacted_export_holds_no_words_of_people() {
    let mark = "Zyx0wv";
    let mut made = inputs::hostile();
    let facts: Vec<(String, String)> = made.a.facts().iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    for (key, value) in facts {
        if value == HOSTILE {
            made.a.set(&made.q, &key, Some(format!("{mark} {key}")));
        }
    }
    let name = format!("{mark}/case.aims");
    let whole = |redact| {
        let client = Client { no: 3, name: &name, redact };
        let files = made.with(|input| warehouse::files([warehouse::lines(&client, input).unwrap()]));
        files.into_iter().map(|(n, b)| (n, String::from_utf8(b).unwrap())).collect::<Vec<_>>()
    };
    let (open, closed) = (whole(false), whole(true));
    for ((name, open), (_, closed)) in open.iter().zip(&closed) {
        assert!(!closed.contains(mark) && closed.lines().count() > 1, "{name}: {closed}");
        assert_eq!(open.contains(mark), is_table(name), "{name}");
        assert_eq!(open.lines().next(), closed.lines().next(), "the columns stay");
    }
}

fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "csv")
}
