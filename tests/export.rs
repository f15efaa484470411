//! What leaves the program, seen from outside: the files of an export against the headless commands.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use clausewise::model::assessment::keys;
use clausewise::model::record::value::Context;
use clausewise::model::record::{ACTION, KINDS, Kind, Type, write};
use clausewise::model::{Assessment, Edit, edit};
use clausewise::session::Session;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");
const DISCLAIMER: &str = "Indicative; not legal advice; not certification.";

fn run(args: &[&str]) -> (i32, String, String) {
    let o = Command::new(PROGRAM).args(args).output().unwrap();
    (o.status.code().unwrap(), String::from_utf8(o.stdout).unwrap(), String::from_utf8(o.stderr).unwrap())
}

fn json(args: &[&str]) -> Value {
    let (code, out, err) = run(args);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// A fresh assessment with these answers; the folder lives as long as the caller keeps it.
fn answered(folder: &Path, script: &str) -> String {
    let file = folder.join("case.aims").display().to_string();
    let (code, _, err) = run(&["new", &file, "--org", "Caf\u{e9} M\u{fc}ller", "--start", "2026-11-23"]);
    assert_eq!(code, 0, "{err}");
    let mut child = Command::new(PROGRAM)
        .args(["answer", &file, "--script", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    file
}

fn case(text: &str) -> String {
    let case: Value = serde_json::from_str(text).unwrap();
    let level = |state: &Value| match state.as_str().unwrap() {
        "conform" => "5",
        "partial" => "4",
        "gap" => "1",
        other => panic!("{other}"),
    };
    let answers = case["leaf_answers"].as_object().unwrap();
    answers.iter().map(|(id, s)| [id, " ", level(s)].concat()).collect::<Vec<_>>().join("\n")
}

fn demo(folder: &Path) -> String {
    let file = folder.join("demo.aims").display().to_string();
    assert_eq!(run(&["demo", &file]).0, 0);
    file
}

/// Exports everything and reads it back by file name.
fn exported(file: &str, to: &Path) -> BTreeMap<String, Vec<u8>> {
    let to = to.display().to_string();
    let (code, out, err) = run(&["export", file, "--to", &to]);
    assert_eq!(code, 0, "{err}");
    let read = |path: &str| {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read(path).unwrap())
    };
    let files: BTreeMap<String, Vec<u8>> = out.lines().map(read).collect();
    assert_eq!(files.len(), std::fs::read_dir(to).unwrap().count());
    files
}

/// The same as text. What is no text is opened by other programs in `outside`; what is for one other tool has only what
/// that tool knows, and is read back in `import`.
fn export(file: &str, to: &Path) -> BTreeMap<String, String> {
    let text =
        |name: &str| !["docx", "pdf", "xlsx"].iter().any(|e| is(name, e)) && name != "ciso-assistant.csv";
    let files = exported(file, to).into_iter().filter(|(name, _)| text(name));
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn is(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == ending)
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let plain = csv.strip_prefix('\u{feff}').unwrap();
    let mut r = csv::Reader::from_reader(plain.as_bytes());
    r.deserialize().map(Result::unwrap).collect()
}

fn change(file: &str, edits: impl Fn(&Session, &Assessment) -> Vec<Edit>) {
    let q = clausewise::bank::embedded().unwrap();
    let mut s = Session::open(q, Path::new(file), "test", true, Duration::from_secs(10)).unwrap();
    for e in edits(&s, s.assessment()) {
        s.apply(&e).unwrap();
    }
    s.close().unwrap();
}

/// A record with this text wherever one can be written, and something that fits elsewhere.
fn filled(s: &Session, a: &Assessment, kind: &'static Kind, text: &str) -> Edit {
    let typed = |typ: Type| match typ {
        Type::Line | Type::Who | Type::Long => text.to_owned(),
        Type::Date => "2026-11-20".into(),
        Type::Flag => if kind.key == "parked" { "no" } else { "yes" }.into(),
        Type::Choice(words) | Type::Words(words) => (*words.last().unwrap()).into(),
        // The second action is the split one: only such have parts.
        Type::Number(_) | Type::Count(_) | Type::Hours(_) | Type::Link("action") => "2".into(),
        // Nothing of its own kind is there yet.
        Type::Link(to) if to == kind.key => String::new(),
        Type::Link(_) | Type::Links(_) => "1".into(),
        Type::Document => "AI policy".into(),
        Type::Level => "3".into(),
        Type::Progress => "started".into(),

        Type::Seen => "P-1: 2026-11-20".into(),
        Type::Actions => String::new(),
        _ => "A.2.2".into(),
    };
    // A reply is due in one of three ways, of which the event is the one that is a text.
    let is_other_way = |f: &str| kind.key == "finding-reply" && ["days", "due"].contains(&f);
    let fields = kind.typed().filter(|f| !is_other_way(f.key));
    let draft = fields.map(|f| (f.key.to_owned(), typed(f.typ))).collect();
    let c = Context { q: &s.q, a, today: jiff::civil::date(2026, 11, 21), kinds: KINDS };
    write::add(c, kind, &Session::new_id(), &draft).unwrap()
}

#[test]
fn figures_are_those_of_the_commands() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path());
    let files = export(&file, &folder.path().join("out"));
    let all: Value = serde_json::from_str(&files["everything.json"]).unwrap();
    let status = json(&["status", &file, "--format", "json"]);
    assert_eq!(all["status"], status);
    assert_eq!(all["gaps"], json(&["gaps", &file, "--format", "json"]));
    assert_eq!(all["roadmap"], json(&["roadmap", &file, "--format", "json"]));
    let (_, dump, _) = run(&["dump", &file]);
    assert_eq!(all["answers"].as_object().unwrap().len(), dump.lines().count());

    let (_, text, _) = run(&["status", &file]);
    let verdict = text.lines().nth(1).unwrap();
    let c = &status["counts"];
    let counts = format!(
        "{} met, {} partial, {} gap, {} not applicable, {} open",
        c["met"], c["partial"], c["gap"], c["not_applicable"], c["open"]
    );
    let assessed = format!("over the {} of", status["readiness"]["assessed"]);
    for name in ["gap-report.md", "one-pager.md"] {
        let flat = files[name].split_whitespace().collect::<Vec<_>>().join(" ");
        for figure in [verdict, &counts, &assessed] {
            assert!(flat.contains(figure), "{name}: {figure}");
        }
    }
    for (name, bare) in [("gap-register.csv", "gaps"), ("roadmap.csv", "roadmap")] {
        let (_, out, _) = run(&[bare, &file, "--format", "csv"]);
        assert_eq!(files[name].strip_prefix('\u{feff}').unwrap(), out);
        assert_eq!(rows(&files[name]).len(), all["gaps"].as_array().unwrap().len());
    }
    for (name, bare) in [("gap-register.md", "gaps"), ("roadmap.md", "roadmap")] {
        assert_eq!(files[name], run(&[bare, &file, "--format", "md"]).1);
    }
}

#[test]
fn the_registers_leave_as_data_and_as_tables() {
    let folder = tempfile::tempdir().unwrap();
    let file = answered(folder.path(), "5.2 5\n");
    let add = |words: &[&str]| {
        let (code, out, err) = run(&[&["record", &file], words, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{err}");
        out.trim().to_owned()
    };
    let ana = add(&["person", "add", "name=Ana Sousa", "role=QA lead"]);
    let piece =
        add(&["evidence", "add", "what=AI policy", "shows=5.2/1,5.2/3", "seen-by=Ana Sousa:2026-11-20"]);
    add(&["system", "add", "name=Chatbot", "role=user,provider", "affects=yes"]);
    let files = export(&file, &folder.path().join("out"));
    let all: Value = serde_json::from_str(&files["everything.json"]).unwrap();
    for kind in KINDS {
        let told = json(&["record", &file, kind.key, "list", "--format", "json"]);
        assert_eq!(all["records"][kind.key], told, "{}", kind.key);
    }
    let evidence = &all["records"]["evidence"][0];
    assert_eq!(evidence["id"], piece);
    assert_eq!(evidence["shows"], serde_json::json!(["5.2/1", "5.2/3"]));
    let seen =
        serde_json::json!([{"person": ana, "name": "Ana Sousa", "removed": false, "date": "2026-11-20"}]);
    assert_eq!(evidence["seen-by"], seen);
    let row = &rows(&files["evidence.csv"])[0];
    assert_eq!((&*row["shows"], &*row["seen-by"]), ("5.2/1, 5.2/3", "Ana Sousa: 2026-11-20"));
    assert_eq!(row["head"], all["head"]["hash"].as_str().unwrap());
    let row = &rows(&files["ai-systems.csv"])[0];
    assert_eq!((&*row["name"], &*row["role"], &*row["affects"]), ("Chatbot", "provider, user", "yes"));
    assert_eq!(rows(&files["people.csv"])[0]["role"], "QA lead");
}

#[test]
fn every_document_says_whose_it_is_and_what_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path());
    for (name, text) in export(&file, &folder.path().join("out")) {
        if is(&name, "csv") && rows(&text).is_empty() {
            continue; // Nothing of that kind is in the sample: heads only.
        }
        // A line of a calendar goes on below, behind a blank; its signs and those of a chart are written in other ways.
        let text = text.replace("\r\n ", "").replace("\\;", ";").replace('\u{ff1b}', "; ");
        // A calendar and a chart have no room for the scope.
        let scope = !is(&name, "ics") && !is(&name, "mmd");
        let said = ["Harbour Bakery Supplies (sample)", "rule 2", DISCLAIMER];
        for said in said.into_iter().chain(scope.then_some("Order forecasting")) {
            assert!(text.contains(said), "{name}: {said}");
        }
        assert!(!text.contains("None"), "{name}");
    }
}

#[test]
fn the_statement_of_applicability_has_38_rows_that_add_up() {
    let folder = tempfile::tempdir().unwrap();
    for (n, script) in ["", "A.7.3 n\nA.7.4 n no data of our own\nA.2.2 5\nA.6.2.4/1 4\n"].iter().enumerate()
    {
        let place = folder.path().join(n.to_string());
        std::fs::create_dir(&place).unwrap();
        let file = answered(&place, script);
        let files = export(&file, &place.join("out"));
        let all: Value = serde_json::from_str(&files["everything.json"]).unwrap();
        let soa = rows(&files["soa.csv"]);
        let table = files["soa.md"].lines().filter(|l| l.starts_with("| A.")).count();
        assert_eq!((soa.len(), table, all["soa"].as_array().unwrap().len()), (38, 38, 38));
        let count = |word: &str| soa.iter().filter(|r| r["applicable"] == word).count();
        let status = |word: &str| {
            let list = all["status"]["requirements"].as_array().unwrap();
            list.iter().filter(|r| r["id"].as_str().unwrap().starts_with("A.") && r["status"] == word).count()
        };
        assert_eq!(count("no"), status("not_applicable"));
        // One check answered says that the control applies, although its status is open till all of them are.
        let decided = soa.iter().filter(|r| r["applicable"] == "yes" && r["status"] == "Open");
        assert_eq!(count("undecided") + decided.count(), status("open"));
        assert_eq!(count("yes") + count("no") + count("undecided"), 38);
        if n == 1 {
            let reason = |id: &str| soa.iter().find(|r| r["control"] == id).unwrap()["reason"].clone();
            assert_eq!(count("yes"), 2);
            assert_eq!(reason("A.7.3"), "reason missing");
            assert_eq!(reason("A.7.4"), "no data of our own");
            assert_eq!(reason("A.7.5"), "not decided yet");
            assert!(files["open-items.md"].contains("Excluded without a reason (1)"));
        }
    }
}

fn fits_one_page(text: &str) {
    assert!(text.lines().count() <= 66, "{} lines\n{text}", text.lines().count());
    for line in text.lines() {
        assert!(line.width() <= 100, "{} columns: {line}", line.width());
    }
}

#[test]
fn the_one_pager_is_one_page_whatever_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let all_gaps = "4 1\n5 1\n6 1\n7 1\n8 1\n9 1\n10 1\nA.2 1\nA.3 1\nA.4 1\nA.5 1\nA.6 1\nA.7 ?\nA.8 3\n";
    let scripts = [
        String::new(),
        case(include_str!("fixtures/fixture_greenfield_retail.json")),
        case(include_str!("fixtures/twyntrust_soa_38.json")),
        all_gaps.to_owned(),
        all_gaps.replace(" 1", " 3"),
        all_gaps.replace(" 1", " 5").replace(" ?", " 5").replace(" 3", " 5") + "A.9 5\nA.10 5\n",
    ];
    for (n, script) in scripts.iter().enumerate() {
        let place = folder.path().join(n.to_string());
        std::fs::create_dir(&place).unwrap();
        let file = answered(&place, script);
        let files = export(&file, &place.join("plain"));
        fits_one_page(&files["one-pager.md"]);
        // The worst that can be typed: long, wide, without a space, full of markup.
        let long = format!("{} {}", "x".repeat(300), "\u{8a9e}_*|".repeat(200));
        change(&file, |s, a| {
            let sets = [
                (keys::ORGANISATION, long.clone()),
                (keys::SCOPE, long.clone()),
                (keys::TARGET, "2026-11-24".into()),
                (keys::HOURS, "0.5".into()),
            ];
            let mut list = vec![edit::about(a, sets).unwrap()];
            for r in &s.q.requirements {
                list.push(edit::text_at(&s.q, a, keys::OWNER, &r.id, &long).unwrap());
            }
            list
        });
        fits_one_page(&export(&file, &place.join("long"))["one-pager.md"]);
    }
    let file = demo(folder.path());
    fits_one_page(&export(&file, &folder.path().join("demo"))["one-pager.md"]);
}

#[test]
fn nothing_typed_becomes_a_formula_or_breaks_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let file = answered(folder.path(), "5.2 1\nA.2.2 5\nA.7.3 n\n6.1.4 ?\n");
    let nasty = "=HYPERLINK(\"http://x\")|a\nb `c` <script>alert(1)</script> | # d";
    change(&file, |s, a| {
        let text = |prefix, id| edit::text_at(&s.q, a, prefix, id, nasty).unwrap();
        vec![
            edit::about(a, [(keys::ORGANISATION, nasty.into()), (keys::SCOPE, format!("+{nasty}"))]).unwrap(),
            text(keys::NOTE, "5.2"),
            text(keys::NOTE, "A.2.2"),
            text(keys::REASON, "A.7.3"),
            text(keys::ASK, "6.1.4"),
            text(keys::OWNER, "5.2"),
            text(keys::OWNER, "A.2.2"),
            edit::override_rank(&s.q, a, "5.2", Some((1, nasty))).unwrap(),
        ]
    });
    for kind in KINDS.iter().filter(|k| k.is_register()) {
        change(&file, |s, a| vec![filled(s, a, kind, nasty)]);
        if kind.key == ACTION.key {
            change(&file, |s, a| {
                let draft = [("kind", "split"), ("of", "5.2")].map(|(f, v)| (f.to_owned(), v.to_owned()));
                let c = Context { q: &s.q, a, today: jiff::civil::date(2026, 11, 21), kinds: KINDS };
                vec![write::add(c, kind, &Session::new_id(), &draft.into()).unwrap()]
            });
        }
    }
    let files = export(&file, &folder.path().join("out"));
    for name in
        ["people.csv", "ai-systems.csv", "evidence.csv", "parked.csv", "actions.csv", "parts-of-actions.csv"]
    {
        let there = if name == "actions.csv" { 2 } else { 1 };
        assert_eq!(rows(&files[name]).len(), there, "{name}");
    }
    let mut live = 0;
    for (name, text) in &files {
        if is(name, "csv") {
            assert!(text.starts_with('\u{feff}') && text.contains("\r\n"), "{name}");
            for row in rows(text) {
                for cell in row.values() {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{name}: {cell}");
                    live += usize::from(cell.starts_with("'="));
                }
            }
        } else if is(name, "md") {
            assert!(
                !text.contains("<script>")
                    || text.matches("<script>").count() == text.matches("\\<script>").count()
            );
            tables_are_whole(name, text);
        }
    }
    assert!(live > 5, "the formulas must have reached the tables: {live}");
    let gap = &rows(&files["gap-register.csv"])[0];
    assert!(gap["rank"].parse::<u32>().is_ok() && gap["effort_hours"].parse::<f64>().is_ok());
    assert_eq!(gap["requirement"], "5.2");
    assert!(gap["note"].contains(nasty) && gap["owner"].contains("=HYPERLINK"));
}

/// Every line of a table has as many bars as its head.
fn tables_are_whole(name: &str, text: &str) {
    let bars = |l: &str| l.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut head = None;
    for line in text.lines() {
        if line.starts_with('|') {
            assert_eq!(bars(line), *head.get_or_insert(bars(line)), "{name}: {line}");
            assert!(line.ends_with('|'), "{name}: {line}");
        } else {
            head = None;
            // Outside tables a bar would start one, a heading would be ours only.
            assert_eq!(bars(line), 0, "{name}: {line}");
        }
    }
}

#[test]
fn a_second_export_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path());
    let to = folder.path().join("out");
    let to_text = to.display().to_string();
    let first = export(&file, &to);
    std::fs::write(to.join("soa.md"), "the client's own notes").unwrap();
    std::fs::remove_file(to.join("parked.md")).unwrap();
    let (code, out, err) = run(&["export", &file, "--to", &to_text]);
    assert_eq!((code, out.as_str()), (73, ""));
    assert!(err.contains("gap-report.md") && err.contains("another folder or --force"), "{err}");
    assert_eq!(std::fs::read_to_string(to.join("soa.md")).unwrap(), "the client's own notes");
    assert!(!to.join("parked.md").exists());
    // Only what would be written stands in the way.
    let (code, _, _) = run(&["export", &file, "--to", &to_text, "--format", "json"]);
    assert_eq!(code, 73);
    std::fs::remove_file(to.join("everything.json")).unwrap();
    let (code, out, err) = run(&["export", &file, "--to", &to_text, "--format", "json"]);
    assert_eq!((code, out.lines().count()), (0, 1), "{err}");
    let (code, _, err) = run(&["export", &file, "--to", &to_text, "--force"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(std::fs::read_to_string(to.join("soa.md")).unwrap(), first["soa.md"]);
}

/// Killed at whatever moment, the folder holds one export or the other, and what somebody else keeps in it.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_export_leaves_the_old_files_or_the_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    let one = demo(folder.path());
    let two = answered(folder.path(), "4.1 5\n4.2 1\n");
    let to = folder.path().join("out");
    let to_text = to.display().to_string();
    let states = [&one, &two].map(|file| {
        let _ = std::fs::remove_dir_all(&to);
        exported(file, &to)
    });
    std::fs::write(to.join("theirs.txt"), "kept").unwrap();
    let whole = std::time::Instant::now();
    run(&["export", &two, "--to", &to_text, "--force"]);
    let whole = whole.elapsed();
    for n in 0..24 {
        let file = [&one, &two][n % 2];
        let args = ["export", file, "--to", &to_text, "--force"];
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_clausewise"))
            .args(args)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // From the middle on: before, nothing is written yet.
        std::thread::sleep(whole.mul_f64(0.4 + 0.6 * f64::from(u32::try_from(n).unwrap()) / 24.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut found: BTreeMap<String, Vec<u8>> = std::fs::read_dir(&to)
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| (p.file_name().unwrap().to_str().unwrap().into(), std::fs::read(p).unwrap()))
            .collect();
        assert_eq!(found.remove("theirs.txt").as_deref(), Some(b"kept".as_slice()));
        assert!(states.contains(&found), "{:?}", found.keys());
    }
    let (code, _, err) = run(&["export", &one, "--to", &to_text, "--force"]);
    assert_eq!(code, 0, "{err}");
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 3, "{beside:?}");
}

#[test]
fn refusals_have_their_codes() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("out").display().to_string();
    let file = demo(folder.path());
    assert_eq!(run(&["export", &file, "--to", &to, "--format", "odt"]).0, 2);
    assert_eq!(run(&["export", &file, "--to", &to, "--for", "customer", "--format", "csv"]).0, 2);
    assert_eq!(run(&["export", &file, "--to", &to, "--date", "soon"]).0, 2);
    assert_eq!(run(&["export", &file, "--to", &to, "--style", &to]).0, 65);
    let text = folder.path().join("text.aims").display().to_string();
    std::fs::write(&text, "no assessment").unwrap();
    assert_eq!(run(&["export", &text, "--to", &to]).0, 65);
    assert_eq!(run(&["export", &file, "--to", &to, "--without", "gap-repot"]).0, 2);
    assert_eq!(run(&["export", &file, "--to", &format!("{text}/a/b")]).0, 73);
    assert_eq!(run(&["export", &file, "--to", &text]).0, 73);
    assert!(!Path::new(&to).exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::create_dir(&to).unwrap();
        std::fs::set_permissions(&to, std::fs::Permissions::from_mode(0o500)).unwrap();
        assert_eq!(run(&["export", &file, "--to", &to]).0, 77);
    }
}

#[test]
fn folders_above_are_made_and_papers_stay_behind() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("out/of/may");
    let file = demo(folder.path());
    let deep = to.display().to_string();
    let without = "gap-report,gap-report-short,workbook";
    assert_eq!(run(&["export", &file, "--to", &deep, "--for", "client", "--without", without]).0, 0);
    assert_eq!(clausewise::files::names_in(&to), ["one-pager.pdf"]);
}

#[test]
fn every_gap_is_once_in_each_list() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path());
    let files = export(&file, &folder.path().join("out"));
    let all: Value = serde_json::from_str(&files["everything.json"]).unwrap();
    let gaps = all["gaps"].as_array().unwrap();
    assert!(gaps.len() > 40);
    let (register, plan) = (rows(&files["gap-register.csv"]), rows(&files["roadmap.csv"]));
    for gap in gaps {
        let (id, requirement) = (gap["id"].as_str().unwrap(), gap["requirement"].as_str().unwrap());
        for name in ["gap-register.md", "gap-report.md"] {
            assert_eq!(files[name].matches(&format!(" {id} ")).count(), 1, "{name}: {id}");
        }
        assert_eq!(register.iter().filter(|r| r["id"] == id).count(), 1, "{id}");
        assert_eq!(plan.iter().filter(|r| r["id"] == requirement).count(), 1, "{requirement}");
        let row = format!(" {requirement} ");
        let starts = |l: &&str| l.starts_with("| 20") && l.split('|').nth(3).unwrap().starts_with(&row);
        assert_eq!(files["roadmap.md"].lines().filter(starts).count(), 1, "{requirement}");
    }
    assert_eq!((register.len(), plan.len()), (gaps.len(), gaps.len()));
    let general = register.iter().find(|r| r["requirement"] == "9.2.1").unwrap();
    assert_eq!(general["title"], "Internal audit: General");
}

#[test]
fn what_is_handed_round_before_the_meeting_holds_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let papers = |name: &str, script: &str| {
        let here = folder.path().join(name);
        std::fs::create_dir(&here).unwrap();
        export(&answered(&here, script), &here.join("out"))
    };
    let full = papers("full", "4 3 heard from Ana\n9 5\nA.7.3 n we hold no data of our own\nA.8 ?\n");
    let empty = papers("empty", "");
    let q = clausewise::bank::embedded().unwrap();
    for name in ["questions.md", "evidence-requests.md"] {
        // The last line says from which state of which file it was made.
        let body = |text: &str| {
            let body = text.split_once(DISCLAIMER).unwrap().1;
            body.trim_end().rsplit_once('\n').unwrap().0.to_owned()
        };
        assert_eq!(body(&full[name]), body(&empty[name]), "{name}");
        for c in 0..q.check_count() {
            assert!(full[name].contains(&format!("- [ ] {} ", q.check(c).id)), "{name}");
        }
    }
}

#[test]
fn every_document_of_the_questionnaire_is_on_the_checklist() {
    let folder = tempfile::tempdir().unwrap();
    let files = export(&demo(folder.path()), &folder.path().join("out"));
    let list = rows(&files["document-checklist.csv"]);
    let q = clausewise::bank::embedded().unwrap();
    for r in &q.requirements {
        for d in &r.documents {
            let row: Vec<_> = list.iter().filter(|x| x["name"] == d.name).collect();
            assert_eq!(row.len(), 1, "{}", d.name);
            assert!(row[0]["asked_at"].split(' ').any(|id| id == r.id), "{}", d.name);
            assert!(files["document-checklist.md"].contains(&format!("| {} ", d.name)), "{}", d.name);
        }
    }
    let state = |name: &str| list.iter().find(|x| x["name"] == name).unwrap()["state"].clone();
    assert_eq!(state("AIMS scope statement"), "Proven");
    // 5.2 and A.2 are both Written in the sample.
    assert_eq!(state("AI policy"), "Written");
    assert_eq!(state("Dataset register"), "Not applicable");
    assert_eq!(state("Disclosure decisions"), "Don't know");
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let (code, man, _) = run(&["man"]);
    assert_eq!(code, 0);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = run(&["completions", shell]);
        assert_eq!(code, 0);
        for command in ["export", "roadmap", "record", "completions"] {
            assert!(script.contains(command), "{shell}: {command}");
            assert!(man.contains(&format!("clausewise {command}")), "{command}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).0, 2);
}
