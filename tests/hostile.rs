//! Files somebody else made, seen from outside. A file needs no secret to be valid, so its content can be
//! anything: texts that attack whoever reads them, and values no person could have typed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use clausewise::model::Change;
use clausewise::model::record::{KINDS, Type};
use clausewise::store::{self, NewEvent};
use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

/// What a terminal, a reader or a spreadsheet might obey, alone and together.
const EVIL: &str = "\u{1b}]52;c;RVZJTA==\u{7}\u{1b}[2J\u{9b}31m\u{9d}0;x\u{7}\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\
    \u{2028}\u{85}\0\u{8}\u{7f}\rEVIL<script>x</script>=1+1|x";
const ALONE: [&str; 34] = [
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1",
    "'=1",
    "\u{ff1d}1+1",
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</title><svg/onload=1>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "![x](http://x.invalid/p.png)",
    "<http://x.invalid>",
    "| a | b |",
    "```\n# H\n",
    "1. x",
    "---",
    "> q",
    "\u{1b}[6n",
    "\u{1b}Pq\u{1b}\\",
    "\u{9b}31m",
    "a\rover",
    "nul\0x",
    "\u{202e}x",
    "\u{e0041}x",
    "pass\u{200d}word",
    "a\\u{1b}b\\nc\\\\",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{639}\u{631}\u{628}\u{649} \u{6f22}\u{5b57}",
];

fn run(folder: &Path, args: &[&str], input: &str) -> (i32, Vec<u8>, Vec<u8>) {
    let mut command = Command::new(PROGRAM);
    command.args(args).current_dir(folder).env("HOME", folder).env("USER", "tester").env_remove("TERM");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let o = child.wait_with_output().unwrap();
    (o.status.code().unwrap_or(-1), o.stdout, o.stderr)
}

/// What must leave nowhere, written down here once more and on purpose: the program has its own list.
fn acts(c: char) -> bool {
    matches!(u32::from(c),
        0..=8 | 0xb..=0x1f | 0x7f..=0x9f | 0xad | 0x61c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e
        | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xfffe | 0xffff | 0xe0000..=0xe007f)
}

#[track_caller]
fn assert_inert(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{what} is not UTF-8"));
    // Line ends of a table, and the mark that tells a spreadsheet how to read it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    if let Some(at) = text.find(acts) {
        let around: String = text.get(at..).unwrap().chars().take(12).collect();
        panic!("{what}: {}", around.escape_unicode());
    }
}

fn forge(folder: &Path, facts: &[(String, String)]) -> String {
    let event = |what: &str, facts: &[(String, String)]| NewEvent {
        by: format!("me{EVIL}"),
        what: what.to_owned(),
        at: format!("4.1{EVIL}"),
        changes: facts
            .iter()
            .map(|(k, v)| Change { key: k.clone(), was: None, now: Some(v.clone()) })
            .collect(),
        ..NewEvent::default()
    };
    let path = folder.join("case.aims");
    let (first, rest) = facts.split_at(facts.len().min(8));
    let mut events = vec![event("about", first)];
    events.extend(rest.chunks(4).map(|c| event(&format!("note{EVIL}"), c)));
    store::create(&path, &events, false, None).unwrap().store.close().unwrap();
    path.display().to_string()
}

fn ids() -> Vec<String> {
    let q = clausewise::bank::embedded().unwrap();
    q.requirements.iter().map(|r| r.id.clone()).collect()
}

/// Registers as 0.1.0 wrote them, one text each.
fn old_records() -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut put = |key: String, value: String| facts.push((key, value));
    let text = |s: &str| format!("{s}{EVIL}");
    for (key, value) in [
        ("parked.1", json!({"at": "4.1", "what": text("p"), "owner": text("o")})),
        ("parked.2", json!({"at": text("4.1"), "what": text("p"), "owner": "=1"})),
        ("person.1", json!({"name": text("n"), "role": text("r")})),
        (
            "system.1",
            json!({"name": text("n"), "purpose": text("p"), "vendor": text("v"), "role": text("r")}),
        ),
        (
            "evidence.1",
            json!({"at": "5.2", "what": text("w"), "place": text("p"), "date": text("d"), "seen_by": text("s")}),
        ),
        (
            "action.1",
            json!({"kind": "own", "at": "5.2", "what": text("w"), "output": text("o"), "hours": 4.0, "after": [text("5.1")]}),
        ),
        (
            "action.2",
            json!({"kind": "split", "of": "4.1", "parts": [{"what": text("a"), "share": 1.0}, {"what": text("b"), "share": 2.0}]}),
        ),
        ("votes.5.2", json!({"given": {"1": "5", "2": "3"}, "shown": true, "dissent": text("d")})),
        (
            "snapshot.1",
            json!({"name": text("s"), "date": text("2026-01-01"), "rule": "rule 1", "facts": {"5.2": "1", "note.5.2": text("n")}}),
        ),
    ] {
        put(key.to_owned(), value.to_string());
    }
    facts
}

/// Registers as facts: every field of every kind holds what no person could type, and one nobody knows.
fn new_records() -> Vec<(String, String)> {
    let id = "1-a1b2c3";
    let mut facts = Vec::new();
    for kind in KINDS.iter().filter(|k| !k.is_one_fact()) {
        let mut put = |field: &str, value: String| facts.push((format!("{}.{id}.{field}", kind.key), value));
        put("made", "yes".into());
        put("no", "1".into());
        put(&format!("later{EVIL}"), EVIL.to_owned());
        for f in kind.fields {
            match f.typ {
                Type::Links(_) => put(&format!("{}.{id}", f.key), "yes".into()),
                Type::Seen => put(&format!("{}.{id}", f.key), "2026-01-01".into()),
                typ if typ.is_set() => {
                    put(&format!("{}.5.2", f.key), "yes".into());
                    put(&format!("{}.x{EVIL}", f.key), EVIL.to_owned());
                }
                Type::Link(_) => put(f.key, id.into()),
                Type::Number(_) | Type::Count(_) => put(f.key, "2".into()),
                Type::Date => put(f.key, "2026-01-01".into()),
                Type::Choice(words) => put(f.key, words.last().unwrap().to_string()),
                Type::Progress => put(f.key, "done 2026-01-01".into()),
                Type::Frozen => put(f.key, json!({"5.2": "1", "note.5.2": EVIL}).to_string()),
                _ => put(f.key, format!("{}{EVIL}", f.key)),
            }
        }
    }
    for (n, level) in [("1-a1b2c3", "5"), ("2-a1b2c3", "3")] {
        facts.push((format!("vote.{n}.5.2"), level.to_owned()));
    }
    facts.push(("votes-shown.5.2".to_owned(), "yes".to_owned()));
    facts.push(("dissent.5.2".to_owned(), EVIL.to_owned()));
    facts
}

fn texts(records: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut put = |key: String, value: String| facts.push((key, value));
    for (key, value) in [
        ("about.organisation", format!("Org{EVIL}")),
        ("about.scope", format!("Scope{EVIL}")),
        ("about.roles", "user".into()),
        ("about.size", "small".into()),
        ("about.hours-per-week", "12".into()),
        ("about.start", "2026-01-05".into()),
        ("about.target", "2026-12-01".into()),
        ("about.follows", format!("f{EVIL}")),
    ] {
        put(key.to_owned(), value);
    }
    let ids = ids();
    for (n, (id, text)) in ids.iter().zip(ALONE.iter().cycle()).enumerate() {
        put(id.clone(), (1 + n % 5).to_string());
        put(format!("note.{id}"), (*text).to_owned());
        put(format!("owner.{id}"), format!("{text}{EVIL}"));
    }
    for id in ids.iter().take(8) {
        for key in ["ask", "done-when", "reason", "review"] {
            put(format!("{key}.{id}"), EVIL.to_owned());
        }
        put(format!("rank.{id}"), format!("1 {EVIL}"));
    }
    for id in ids.iter().filter(|id| id.starts_with("A.")).take(6) {
        put(id.clone(), "n".into());
        put(format!("reason.{id}"), EVIL.to_owned());
    }
    put("4.2/1".into(), "?".into());
    put("ask.4.2/1".into(), EVIL.into());
    facts.extend(records);
    let mut put = |key: String, value: String| facts.push((key, value));
    put(format!("unknown.key={EVIL}\n"), format!("a\\b\\n\nc{EVIL}"));
    put(format!("note.ZZ{EVIL}"), EVIL.into());
    put("5.2/1".into(), format!("7{EVIL}"));
    facts
}

#[test]
fn nothing_a_file_of_0_1_0_holds_reaches_a_terminal_or_a_document() {
    let facts = texts(old_records());
    let all = inert(&facts);
    // Its registers are other facts today, which hold the same texts.
    let values: Vec<&str> =
        all["answers"].as_object().unwrap().values().map(|v| v.as_str().unwrap()).collect();
    let mut texts = 0;
    let facts: BTreeMap<String, String> = facts.into_iter().collect();
    for (key, value) in &facts {
        let record: Option<Value> = serde_json::from_str(value).ok();
        for (name, text) in record.iter().filter_map(Value::as_object).flatten() {
            let Some(text) = text.as_str().filter(|t| t.contains(EVIL)) else { continue };
            texts += 1;
            let there = values.contains(&text) || all.to_string().contains(&json!(text).to_string());
            assert!(there, "{key} {name}");
        }
        if record.is_none_or(|r| !r.is_object()) {
            assert_eq!(all["answers"][key.as_str()].as_str(), Some(value.as_str()), "{key:?}");
        }
    }
    assert!(texts > 15, "{texts}");
}

#[test]
fn nothing_in_any_field_of_any_kind_reaches_a_terminal_or_a_document() {
    let facts = texts(new_records());
    says_the_same(&inert(&facts), &facts);
}

/// Every command and document on a file with these facts; what the data file says.
#[expect(clippy::too_many_lines, reason = "a list of all there is")]
fn inert(facts: &[(String, String)]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = forge(folder.path(), facts);
    // Left by a program that synchronises folders; `check` tells of it. Not every system takes such a name.
    let beside = folder.path().join("case (conflicted copy \u{1b}]0;x\u{7}\u{202e}\nhead=0).aims");
    let told = std::fs::copy(&file, &beside).is_ok();
    if told {
        let mut copy = store::open(&beside, true).unwrap().store;
        copy.append(NewEvent { what: "note".into(), ..NewEvent::default() }, &[]).unwrap();
        copy.close().unwrap();
    }

    let mut commands: Vec<Vec<&str>> = vec![
        vec!["dump", &file],
        vec!["status", &file],
        vec!["status", &file, "--format", "json"],
        vec!["xray", &file],
        vec!["xray", &file, "--format", "json"],
        vec!["check", &file],
        vec!["backups", &file],
        vec!["export", &file, "--to", "out"],
    ];
    for kind in KINDS {
        commands.extend(
            ["text", "json", "csv"].map(|of| vec!["record", &file, kind.key, "list", "--format", of]),
        );
        commands.extend(
            ["text", "json", "csv"].map(|of| vec!["record", &file, kind.key, "show", "1", "--format", of]),
        );
    }
    for of in ["gaps", "roadmap"] {
        commands.extend(["text", "json", "csv", "md"].map(|format| vec![of, &file, "--format", format]));
    }
    commands.extend(["text", "json", "md"].map(|format| vec!["compare", &file, "--format", format]));
    let names = ["verdict", "readiness", "counts", "coverage", "claimed", "finish", "H-1", "4.1-a", EVIL];
    let ids = ids();
    let of = names.into_iter().filter(|n| !n.contains('\0'));
    commands.extend(of.chain(ids.iter().map(String::as_str)).map(|what| vec!["explain", &file, what]));
    commands.push(vec!["explain", &file, "\u{1b}[2J"]);
    commands.push(vec!["explain", &file, "4.1", "--format", "md"]);
    commands.push(vec!["\u{1b}]52;c;QQ==\u{7}", "\u{202e}"]);
    commands.push(vec!["status", "no\u{1b}[2J\u{9b}such.aims"]);
    for args in commands {
        let (code, out, err) = run(folder.path(), &args, "");
        assert!(matches!(code, 0..=2 | 65), "{args:?} ends with {code}: {}", String::from_utf8_lossy(&err));
        assert_inert(&format!("{args:?}"), &out);
        assert_inert(&format!("the words of {args:?}"), &err);
    }
    let (_, out, _) = run(folder.path(), &["check", &file], "");
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.lines().filter(|l| l.starts_with("head=")).count(), 1, "{out}");
    assert!(!told || out.contains("conflicted copy \\u{1b}]0;x"), "{out}");

    let words = "results\ngaps\nroadmap\nhistory\nabout\nlists\nparked\nevidence\nxray\n4\nnotes\ngo 5.2\nxray\n\
        say \u{1b}[2J\nundo\nundo\nrecord person 1\n\n\nrecord evidence 1\n\n\n\n\n\n\n\n\n\nquit\n";
    let (code, out, err) = run(folder.path(), &["--plain", &file], words);
    assert_eq!(code, 0);
    assert_inert("plain mode", &out);
    assert_inert("the words of plain mode", &err);

    let out = folder.path().join("out");
    let exported = std::fs::read_dir(&out).unwrap().map(|f| f.unwrap().path());
    let exported: Vec<_> = exported.map(|p| (p.display().to_string(), std::fs::read(&p).unwrap())).collect();
    assert!(exported.len() > 15);
    let mut data = Value::Null;
    for (name, bytes) in &exported {
        let ending = name.rsplit('.').next().unwrap();
        match ending {
            "docx" | "xlsx" => nothing_packed_lives(name, bytes),
            "pdf" => nothing_drawn_lives(name, bytes),
            _ => {
                assert_inert(name, bytes);
                let text = String::from_utf8(bytes.clone()).unwrap();
                match ending {
                    "md" => nothing_lives(name, &text),
                    "html" => no_tag_of_a_stranger(name, &text),
                    "csv" => no_formula(name, &text),
                    "json" if name.ends_with("everything.json") => {
                        data = serde_json::from_str(&text).unwrap();
                    }
                    _ => {}
                }
            }
        }
    }
    data
}

/// No part of a packed file acts, leads out of it or is a formula of a stranger.
fn nothing_packed_lives(name: &str, bytes: &[u8]) {
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for n in 0..packed.len() {
        let mut part = packed.by_index(n).unwrap();
        let place = format!("{name}: {}", part.name().unwrap());
        let mut inside = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut inside).unwrap();
        assert!(
            !place.contains("vbaProject") && !place.contains("oleObject") && !place.contains(".bin"),
            "{place}"
        );
        if inside.starts_with(b"\x89PNG") {
            continue;
        }
        assert_inert(&place, &inside);
        let text = String::from_utf8(inside).unwrap();
        for live in
            ["TargetMode=\"External\"", "<!DOCTYPE", "<!ENTITY", "<script", "<w:object", "INCLUDETEXT</"]
        {
            assert!(!text.contains(live), "{place}: {live}");
        }
        for formula in text.split("<f>").skip(1).map(|rest| rest.split("</f>").next().unwrap()) {
            let strange = ["HYPERLINK", "WEBSERVICE", "cmd|", "DDE", "http"];
            assert!(!strange.iter().any(|s| formula.contains(s)), "{place}: {formula}");
        }
    }
}

/// Nothing in a PDF runs, opens or leads out.
fn nothing_drawn_lives(name: &str, bytes: &[u8]) {
    assert!(bytes.starts_with(b"%PDF-"), "{name}");
    for live in
        ["/JavaScript", "/JS ", "/URI", "/Launch", "/OpenAction", "/EmbeddedFile", "/AcroForm", "/AA "]
    {
        assert!(!bytes.windows(live.len()).any(|w| w == live.as_bytes()), "{name}: {live}");
    }
}

/// No tag, address or handler of a stranger in a page.
fn no_tag_of_a_stranger(name: &str, text: &str) {
    for live in
        ["<script", "<img src=\"h", "<iframe", "<object", "<form", "javascript:\"", "href=\"h", "src=\"h"]
    {
        assert!(!text.contains(live), "{name}: {live}");
    }
    for tag in text.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.contains(" on") && !tag.contains("url("), "{name}: <{tag}>");
    }
}

/// No markup, link or picture of a stranger in a document of ours.
fn nothing_lives(name: &str, text: &str) {
    let bare = text.replace("\\\\", "");
    for tag in ["<script", "<img", "<svg", "</title", "<http"] {
        assert_eq!(bare.matches(tag).count(), bare.matches(&format!("\\{tag}")).count(), "{name}: {tag}");
    }
    assert!(!bare.contains("]("), "{name}");
    assert!(!bare.replace("\\://", "").contains("://"), "{name}: a live address");
    assert!(!bare.lines().any(|l| l == "1. x" || l == "# H" || l == "> q"), "{name}");
}

fn no_formula(name: &str, text: &str) {
    let plain = text.trim_start_matches('\u{feff}');
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_bytes());
    for row in rows.records() {
        for cell in &row.unwrap() {
            let live = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}']);
            assert!(!live || cell.parse::<f64>().is_ok(), "{name}: {cell:?}");
        }
    }
}

/// The data file gives every stored text back, to the byte.
fn says_the_same(all: &Value, facts: &[(String, String)]) {
    let stored: BTreeMap<&String, &String> = facts.iter().map(|(k, v)| (k, v)).collect();
    let told = all["answers"].as_object().unwrap();
    assert_eq!(told.len(), stored.len());
    for (key, value) in stored {
        assert_eq!(told[key].as_str(), Some(value.as_str()), "{key:?}");
    }
}

/// One line of `dump` as key and value, by the way back that `dump` promises.
fn stored(line: &str) -> (String, String) {
    let (key, value) = line.split_once('=').unwrap();
    let back = |text: &str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('\\') {
            out.push_str(rest.get(..at).unwrap());
            rest = rest.get(at + 1..).unwrap();
            if let Some(tail) = rest.strip_prefix("u{") {
                let (code, tail) = tail.split_once('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                rest = tail;
            } else {
                out.push(if rest.starts_with('n') { '\n' } else { '\\' });
                rest = rest.get(1..).unwrap();
            }
        }
        out + rest
    };
    (back(key), back(value))
}

#[test]
fn a_dump_is_one_line_a_fact_and_leads_back() {
    let folder = tempfile::tempdir().unwrap();
    let facts = texts(new_records());
    let file = forge(folder.path(), &facts);
    let (code, out, _) = run(folder.path(), &["dump", &file], "");
    assert_eq!(code, 0);
    let told: BTreeMap<String, String> = String::from_utf8(out).unwrap().lines().map(stored).collect();
    let wanted: BTreeMap<String, String> = facts.into_iter().collect();
    assert_eq!(told, wanted);
}

#[test]
fn values_beyond_their_limits_count_as_not_given_and_are_named() {
    let own = |hours: Value| json!({"kind": "own", "at": "5.2", "what": "w", "hours": hours}).to_string();
    let part = json!({"what": "x", "share": 1.0});
    let cases: Vec<(&str, String)> = vec![
        ("action.1", own(json!(1e308))),
        ("action.1", own(json!(-5.0))),
        ("action.4294967295", own(json!(1.0))),
        ("action.1", json!({"kind": "split", "of": "5.2", "parts": vec![part; 20_000]}).to_string()),
        ("effort.5.2", "1e308".into()),
        ("effort.5.2", "inf".into()),
        ("effort.5.2", "NaN".into()),
        ("about.hours-per-week", "inf".into()),
        ("about.hours-per-week", "1e999".into()),
        ("about.record-weeks", "4294967295".into()),
        ("about.stage2-weeks", "4294967295".into()),
        ("about.start", "9999-12-31".into()),
        ("about.target", "-9999-01-01".into()),
        ("pin.5.2", "9999-12-31".into()),
        ("rank.5.2", "99999999999999999999 x".into()),
        ("action-status.5.2", "done 9999-12-31".into()),
        ("evidence.4294967295", json!({"at": "5.2", "what": "w"}).to_string()),
        ("evidence.01", json!({"at": "5.2", "what": "w"}).to_string()),
        ("votes.5.2", json!({"given": {"4294967295": "5"}, "shown": true}).to_string()),
        ("plan.order", json!([["5.2", "x"]]).to_string()),
        ("about.organisation", "O".repeat(1_300_000)),
        ("owner.5.2", "O".repeat(1_300_000)),
        ("5.2", "n".into()),
        ("6", "n".into()),
        ("5.2/1", "1e308".into()),
    ];
    let base: Vec<(String, String)> = [("about.scope", "s"), ("4", "1"), ("5", "2"), ("9", "1")]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .to_vec();
    let clean = {
        let folder = tempfile::tempdir().unwrap();
        let file = forge(folder.path(), &base);
        figures(folder.path(), &file)
    };
    for (key, value) in cases {
        let folder = tempfile::tempdir().unwrap();
        let mut facts = base.clone();
        facts.push((key.to_owned(), value.clone()));
        let file = forge(folder.path(), &facts);
        let (code, out, err) = run(folder.path(), &["check", &file], "");
        let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap());
        assert_eq!(code, 1, "{key}: {out}{err}");
        let fault = out.lines().find(|l| l.starts_with("fault="));
        assert!(fault.is_some_and(|l| l.contains(key) && l.contains("expected: ")), "{key}: {out}");
        // A withdrawn answer takes the place of one that cannot be read; all else is as if it were not there.
        let answer = clausewise::bank::embedded().unwrap().find(key).is_some();
        let told = figures(folder.path(), &file);
        assert!(answer || told == clean, "{key} moves a figure");
        let (code, _, err) = run(folder.path(), &["export", &file, "--to", "out"], "");
        assert_eq!(code, 0, "{key}: {}", String::from_utf8_lossy(&err));
        // The history says every value in full, once a format; every other paper leaves out what is beyond its limit.
        let size: u64 = std::fs::read_dir(folder.path().join("out"))
            .unwrap()
            .map(Result::unwrap)
            .filter(|f| !f.file_name().to_string_lossy().starts_with("history."))
            .map(|f| f.metadata().unwrap().len())
            .sum();
        assert!(size < 8 << 20, "{key}: {size} bytes of reports");
        // What is kept aside is not lost: the dump still says it.
        let (_, dump, _) = run(folder.path(), &["dump", &file], "");
        let dump = String::from_utf8(dump).unwrap();
        let line = match serde_json::from_str::<Value>(&value).ok().filter(|r| r["hours"].is_f64()) {
            // Its registers are facts of their own today.
            Some(record) if key.ends_with(".1") => format!(".hours={}", record["hours"]),
            _ => format!("{key}={value}"),
        };
        assert!(dump.lines().any(|l| l == line || (line.starts_with('.') && l.ends_with(&line))), "{key}");
    }
}

fn figures(folder: &Path, file: &str) -> Vec<Vec<u8>> {
    ["status", "gaps", "roadmap"]
        .map(|of| {
            let args = [of, file, "--format", "json", "--start", "2026-01-05"];
            let (code, out, err) =
                run(folder, if of == "roadmap" { &args } else { args.get(..4).unwrap() }, "");
            assert_eq!(code, 0, "{of}: {}", String::from_utf8_lossy(&err));
            out
        })
        .to_vec()
}
