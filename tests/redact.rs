//! What is handed out without names: the same figures, and none of the names, notes and places that stand in the file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use clausewise::model::Assessment;
use clausewise::model::redact::redacted;
use clausewise::words::export::left_out;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

fn run(args: &[&str]) -> String {
    let o = Command::new(PROGRAM).args(args).output().unwrap();
    assert!(o.status.success(), "{args:?}: {}", String::from_utf8_lossy(&o.stderr));
    String::from_utf8(o.stdout).unwrap()
}

fn exported(folder: &Path, name: &str, more: &[&str]) -> Vec<(String, Vec<u8>)> {
    let (file, to) = (folder.join("x.aims").display().to_string(), folder.join(name).display().to_string());
    run(&[&["export", &file, "--to", &to, "--format", "md,html,csv,json,ics,mermaid,oscal"], more].concat());
    let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(to)
        .unwrap()
        .map(|e| e.unwrap())
        .map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap()))
        .collect();
    all.sort();
    all
}

fn everything(files: &[(String, Vec<u8>)]) -> Value {
    let (_, bytes) = files.iter().find(|(n, _)| n == "everything.json").unwrap();
    serde_json::from_slice(bytes).unwrap()
}

/// Everything people wrote that names somebody or something or tells of it.
fn written(all: &Value) -> BTreeSet<String> {
    let mut list = BTreeSet::new();
    list.insert(all["organisation"].as_str().unwrap().to_owned());
    list.insert(all["scope"].as_str().unwrap().to_owned());
    let texts = |kind: &str, fields: &[&str]| -> Vec<String> {
        let records = all["records"][kind].as_array().unwrap();
        let of =
            |r: &Value| fields.iter().filter_map(|f| r[*f].as_str().map(str::to_owned)).collect::<Vec<_>>();
        records.iter().flat_map(of).collect()
    };
    list.extend(texts("person", &["name", "role"]));
    list.extend(texts("system", &["name", "purpose", "vendor", "data"]));
    list.extend(texts("evidence", &["what", "place", "version"]));
    list.extend(texts("parked", &["what", "owner"]));
    for (key, value) in all["answers"].as_object().unwrap() {
        if ["note.", "dissent.", "ask.", "owner.", "done-when."].iter().any(|p| key.starts_with(p)) {
            list.insert(value.as_str().unwrap().to_owned());
        }
    }
    // A word of one or two letters, or one that the questions use too, would be found anywhere.
    list.retain(|t| t.chars().count() > 6);
    list
}

#[test]
fn names_notes_and_places_stay_behind_and_the_figures_are_the_same() {
    for firm in ["bakery", "software", "bank"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.aims").display().to_string();
        run(&["demo", &file, "--firm", firm]);
        run(&["record", &file, "person", "add", "name=Zenobia Quillfeather", "role=Head of proofing"]);
        run(&[
            "record",
            &file,
            "evidence",
            "add",
            "what=Quillfeather minutes",
            "shows=5.2",
            "place=/srv/quill/5.pdf",
        ]);
        let (open, closed) =
            (exported(folder.path(), "open", &[]), exported(folder.path(), "closed", &["--redact"]));
        assert_eq!(
            open.iter().map(|f| &f.0).collect::<Vec<_>>(),
            closed.iter().map(|f| &f.0).collect::<Vec<_>>()
        );
        let (mut before, mut after) = (everything(&open), everything(&closed));
        let said = written(&before);
        assert!(said.len() > 5, "{said:?}");
        let whole: BTreeSet<&str> = said.iter().map(String::as_str).collect();
        for (name, bytes) in &closed {
            let text = String::from_utf8_lossy(bytes).replace("\\\"", "\"");
            for secret in &whole {
                assert!(!text.contains(secret), "{firm}: {name} still says {secret:?}");
            }
        }
        for figure in ["status", "contradictions", "open"] {
            assert_eq!(before[figure].take(), after[figure].take(), "{firm}: {figure}");
        }
        let dates = |all: &Value| -> Vec<Value> {
            let items = all["roadmap"]["items"].as_array().unwrap();
            items
                .iter()
                .map(|i| serde_json::json!([i["id"], i["start"], i["end"], i["effort_hours"]]))
                .collect()
        };
        assert_eq!(dates(&before), dates(&after), "{firm}: the plan");
    }
}

/// A file may hold what no version here knows, and text where a day should stand: nobody can tell what they say.
#[test]
fn what_nobody_knows_is_left_out() {
    let q = clausewise::bank::embedded().unwrap();
    let facts = [
        ("about.hours-per-week", "6"),
        ("about.target", "ask Zenobia"),
        ("contact.x", "Zenobia"),
        (q.check(0).id.as_str(), "3"),
        (q.check(1).id.as_str(), "Zenobia"),
        ("4.1.zenobia", "5"),
    ];
    let a = Assessment::of(&q, facts.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());
    let closed = redacted(&q, &a, left_out());
    let left: Vec<&str> = closed.facts().keys().map(String::as_str).collect();
    assert_eq!(left, [q.check(0).id.as_str(), "about.hours-per-week"]);
}

/// What stands in place of names and notes is nobody's: it never comes back over what people wrote.
#[test]
fn a_redacted_export_is_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("x.aims"), folder.path().join("out"));
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    run(&["demo", "--firm", "bakery", file]);
    let json = |name: &str| folder.path().join(name).join("everything.json");
    let plain = exported(folder.path(), "plain", &[]);
    let marked = exported(folder.path(), "out", &["--redact"]);
    assert_eq!(
        (&everything(&plain)["redacted"], &everything(&marked)["redacted"]),
        (&Value::Bool(false), &Value::Bool(true))
    );
    let facts = run(&["dump", file]);
    for more in [&[][..], &["--dry-run"], &["--theirs"], &["--as", "json", "--theirs", "--dry-run"]] {
        let json = json(out);
        let args = [&["import", file, json.to_str().unwrap()], more].concat();
        let o = Command::new(PROGRAM).args(&args).output().unwrap();
        let words = String::from_utf8(o.stderr).unwrap();
        assert_eq!((o.status.code(), o.stdout.len()), (Some(65), 0), "{args:?} {words}");
        for part in ["This is a redacted export", "nothing was changed", "made without redaction"] {
            assert!(words.contains(part), "{words}");
        }
        assert!(!words.contains("Mend the file"), "{words}");
        assert_eq!(run(&["dump", file]), facts);
    }
    // So are its tables and its workbook.
    for (to, more) in [("plain", None), ("out", Some("--redact"))] {
        let to = folder.path().join(to).join("books").display().to_string();
        let args = [&["export", file, "--to", &to, "--format", "xlsx"][..], more.as_slice()].concat();
        run(&args);
    }
    for name in ["soa.csv", "ai-systems.csv", "books/workbook.xlsx"] {
        let table = folder.path().join("out").join(name);
        let o = Command::new(PROGRAM).args(["import", file, table.to_str().unwrap()]).output().unwrap();
        let words = String::from_utf8(o.stderr).unwrap();
        assert_eq!((o.status.code(), o.stdout.len()), (Some(65), 0), "{name} {words}");
        assert!(words.contains("This is a redacted export"), "{name} {words}");
        assert_eq!(run(&["dump", file]), facts);
        let plain = folder.path().join("plain").join(name);
        run(&["import", file, plain.to_str().unwrap(), "--dry-run"]);
    }
    // A file without the mark is read as ever.
    let told = run(&["import", file, json("plain").to_str().unwrap(), "--theirs", "--dry-run"]);
    assert!(told.contains("Nothing was changed: this was a dry run."), "{told}");
}
