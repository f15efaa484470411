//! Registers from outside: the command, its published schema, and what `check` says of records it cannot read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::path::Path;
use std::process::Command;

use clausewise::model::Change;
use clausewise::model::record::KINDS;
use clausewise::store::{self, NewEvent};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../questionnaires/schema/records.schema.json");

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder).env("HOME", folder.join("home"));
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    let o = command.output().unwrap();
    (o.status.code().unwrap(), String::from_utf8(o.stdout).unwrap(), String::from_utf8(o.stderr).unwrap())
}

/// A file with these facts, one event each.
fn forged(facts: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let event = |(key, value): &(&str, String)| NewEvent {
        by: "me".into(),
        what: "about".into(),
        changes: vec![Change { key: (*key).into(), was: None, now: Some(value.clone()) }],
        ..NewEvent::default()
    };
    let first = ("about.organisation", "Case".to_owned());
    let events: Vec<NewEvent> = std::iter::once(&first).chain(facts).map(event).collect();
    store::create(&folder.path().join("case.aims"), &events, false, None).unwrap().store.close().unwrap();
    folder
}

#[test]
fn what_hangs_on_a_record_is_told_before_it_goes_and_a_script_is_not_asked() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    run(&["record", "case.aims", "person", "add", "name=Ana"]);
    run(&["record", "case.aims", "evidence", "add", "what=Policy", "shows=5.2/1", "seen-by=Ana: 2026-03-01"]);
    let remove = ["record", "case.aims", "person", "remove", "P-1"];
    let (code, said, _) = run(&[&remove[..], &["--dry-run"]].concat());
    assert!(code == 0 && said.contains("1 piece of evidence counts as not seen then"), "{said}");
    let (_, said, _) = run(&[&remove[..], &["--dry-run", "--format", "json"]].concat());
    let told: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&told["number"], &told["follows"][0]["what"]), (&json!("P-1"), &json!("not-seen")));
    let (_, there, _) = run(&["record", "case.aims", "person", "list"]);
    assert!(there.contains("Ana"), "nothing was removed: {there}");
    assert_eq!(run(&["record", "case.aims", "person", "list", "--dry-run"]).0, 2);
    // Nobody is at the other end of a pipe: it is done, and told afterwards.
    let (code, _, wrong) = run(&remove);
    assert!(code == 0 && wrong.contains("1 piece of evidence counts as not seen now"), "{wrong}");
}

#[test]
fn check_names_records_it_cannot_read() {
    let yes = || "yes".to_owned();
    let facts = [
        ("evidence.3-a1b2c3.made", yes()),
        ("evidence.3-a1b2c3.no", "3".into()),
        ("evidence.3-a1b2c3.what", "AI policy".into()),
        ("evidence.4-a1b2c3.place", "binder".into()),
        ("person.1-a1b2c3.made", yes()),
        ("person.1-a1b2c3.name", "Ana".into()),
        ("part.7-a1b2c3.made", yes()),
        ("part.7-a1b2c3.no", "7".into()),
        ("part.7-a1b2c3.what", "draft".into()),
        ("part.7-a1b2c3.share", "1".into()),
        ("part.7-a1b2c3.action", "9-a1b2c3".into()),
        ("system.2-a1b2c3.made", yes()),
        ("system.2-a1b2c3.no", "2".into()),
        ("system.2-a1b2c3.name", "x".repeat(70_000)),
    ];
    let folder = forged(&facts);
    let (code, said, _) = run(folder.path(), &["check", "case.aims"]);
    assert_eq!(code, 1, "{said}");
    for fault in [
        "fault=evidence E-3 (3-a1b2c3): Proves is missing",
        "fault=evidence (4-a1b2c3): it was never made: only parts of it stand in the file",
        "fault=person (1-a1b2c3): it has no number",
        "fault=part T-7 (7-a1b2c3): Of action names an action that is not there",
        "fault=system.2-a1b2c3.name counts as not given; expected: at most 65536 bytes",
        "fault=system S-2 (2-a1b2c3): Name is missing",
    ] {
        assert!(said.lines().any(|l| l == fault), "{fault}\n{said}");
    }
    assert_eq!(said.matches("fault=").count(), 6, "{said}");
}

#[test]
fn check_names_records_of_0_1_0_it_cannot_read() {
    let facts = [
        ("person.1", json!({"name": "Ana"}).to_string()),
        ("evidence.1", "no JSON".to_owned()),
        ("parked.2", json!({"owner": "Ana"}).to_string()),
        ("person.02", json!({"name": "Bo"}).to_string()),
    ];
    let folder = forged(&facts);
    let (code, said, _) = run(folder.path(), &["check", "case.aims"]);
    assert_eq!(code, 1, "{said}");
    for key in ["evidence.1", "parked.2", "person.02"] {
        let fault = format!("fault={key} counts as not given; expected: a record this version can read");
        assert!(said.lines().any(|l| l.starts_with(&fault)), "{fault}\n{said}");
    }
    assert_eq!(said.matches("fault=").count(), 3, "{said}");
    let sound = forged(&facts[..1]);
    assert_eq!(run(sound.path(), &["check", "case.aims"]).0, 0);
}

#[test]
fn the_published_schema_is_what_the_command_tells_and_what_the_tables_say() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["record", "kinds", "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, SCHEMA, "written by: clausewise record kinds --format json");
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let defs = schema["$defs"].as_object().unwrap();
    assert_eq!(defs.keys().collect::<Vec<_>>(), KINDS.iter().map(|k| k.key).collect::<Vec<_>>());
    for kind in KINDS {
        let properties = defs[kind.key]["properties"].as_object().unwrap();
        let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
        let fields = kind.fields.iter().map(|f| f.key).chain(kind.derived.iter().map(|d| d.key));
        assert_eq!(keys, ["id", "number"].into_iter().chain(fields).chain(["unknown"]).collect::<Vec<_>>());
        for f in kind.fields {
            let property = &properties[f.key];
            assert_eq!(property["title"], f.word);
            assert!(property["description"].as_str().unwrap().starts_with(f.hint), "{property}");
        }
    }
}

/// Words are no eyes: "nobody yet" was taken for a person who had seen it.
#[test]
fn words_on_who_has_seen_it_are_told_and_verify_nothing() {
    let piece = |seen: &str| json!({"at": "A.2.2", "what": "AI policy", "seen_by": seen}).to_string();
    for (seen, counts) in [("nobody yet", false), ("Ana", true)] {
        let person = json!({"name": "Ana"}).to_string();
        let folder = forged(&[("person.1", person), ("A.2.2", "5".to_owned()), ("evidence.1", piece(seen))]);
        let export = ["export", "case.aims", "--to", "out"];
        assert_eq!(run(folder.path(), &export).0, 0);
        let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        let soa = read("soa.md").split_whitespace().collect::<Vec<_>>().join(" ");
        let proves = "AI policy, no date";
        assert_eq!(soa.contains(&format!("{proves}, seen by Ana on ")), counts, "{soa}");
        let unseen = format!("{proves}, not seen yet, in words only, on who has seen it: nobody yet");
        assert_eq!(soa.contains(&unseen), !counts, "{soa}");
        let report = read("gap-report.md");
        assert_eq!(report.contains("as claimed, evidence not seen"), !counts, "{report}");
        assert_eq!(report.contains("but nobody is named who has seen the evidence"), !counts, "{report}");
        let all: Value = serde_json::from_str(&read("everything.json")).unwrap();
        let piece = &all["records"]["evidence"][0];
        assert_eq!(piece["seen-by"].as_array().unwrap().len(), usize::from(counts));
        assert_eq!(piece["seen-note"].as_str(), (!counts).then_some(seen));
        let said = run(folder.path(), &["record", "case.aims", "evidence"]).1;
        assert_eq!(said.contains("seen by"), counts, "{said}");
    }
}

/// As far as the schema of records goes.
fn fits(schema: &Value, value: &Value, here: &str) {
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{here}: {value}");
    }
    let is = |typ: &Value| match typ.as_str().unwrap() {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    };
    match &schema["type"] {
        Value::Array(types) => assert!(types.iter().any(is), "{here}: {value}"),
        Value::Null => {}
        typ => assert!(is(typ), "{here}: {value}"),
    }
    for item in value.as_array().into_iter().flatten() {
        fits(&schema["items"], item, here);
    }
    if let (Some(map), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        for key in schema["required"].as_array().unwrap() {
            assert!(map.contains_key(key.as_str().unwrap()), "{here}: {key}");
        }
        for (key, v) in map {
            fits(known.get(key).unwrap_or_else(|| panic!("{here}: {key}")), v, &format!("{here}.{key}"));
        }
    }
}

#[test]
fn what_an_export_says_of_records_keeps_to_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let good = |args: &[&str]| {
        let (code, out, err) = run(folder.path(), args);
        assert_eq!(code, 0, "{args:?} {err}");
        out
    };
    good(&["demo", "case.aims"]);
    let record = |words: &[&str]| good(&[&["record", "case.aims"], words].concat());
    record(&["person", "add", "name=Ana Sousa"]);
    record(&["evidence", "add", "what=AI policy", "shows=5.2", "seen-by=Ana Sousa"]);
    record(&["system", "add", "name=Chatbot"]);
    record(&["parked", "add", "what=tools", "at=5.2"]);
    for (kind, named) in
        [("document", "name"), ("control", "name"), ("objective", "what"), ("supplier", "name")]
    {
        record(&[kind, "add", &format!("{named}=One")]);
    }
    for (kind, named) in [
        ("incident", "what"),
        ("change", "what"),
        ("message", "what"),
        ("party", "name"),
        ("agenda", "what"),
        ("decision", "what"),
        ("request", "what"),
    ] {
        record(&[kind, "add", &format!("{named}=One")]);
    }
    record(&["likelihood", "add", "name=rare", "weight=1"]);
    record(&["consequence", "add", "name=severe", "weight=3", "people=harm"]);
    record(&["risk-level", "add", "name=low", "from=1", "accept=yes"]);
    record(&["impact", "add", "name=Chat", "system=Chatbot", "severity=severe"]);
    record(&[
        "risk",
        "add",
        "what=Wrong answer",
        "systems=Chatbot",
        "likelihood=rare",
        "treatment=reduce",
        "controls=A.9.2",
    ]);
    record(&[
        "competence",
        "add",
        "must=Read logs",
        "person=Ana Sousa",
        "has=no",
        "step=a day with the supplier",
    ]);
    record(&["audit", "add", "name=Spring", "lead=Ana Sousa", "--by", "Ana Sousa"]);
    record(&["audit-row", "add", "audit=A-1", "at=5.2", "methods=interview, record", "--by", "Ana Sousa"]);
    record(&["finding", "add", "audit=A-1", "at=5.2", "grade=minor", "what=Late", "--by", "Ana Sousa"]);
    record(&["finding-reply", "add", "finding=F-1-1", "cause=Nobody told them", "--by", "Ana Sousa"]);
    record(&["finding-check", "add", "finding=F-1-1", "effect=partly", "--by", "Ana Sousa"]);
    let audit = |words: &[&str]| good(&[&["audit", "case.aims", "--by", "Ana Sousa"], words].concat());
    audit(&["row", "5.2", "limitation", "No time for it."]);
    audit(&["seal", "conclusion=One late record.", "prepared=Ana Sousa", "prepared-on=2026-05-01"]);
    record(&["action", "add", "kind=own", "what=Ask the board", "at=5.2", "hours=2", "closes=5.2"]);
    record(&["vote", "add", "person=Ana Sousa", "at=5.2", "level=?"]);
    good(&["snapshot", "case.aims", "First"]);
    good(&["export", "case.aims", "--to", "out", "--format", "json"]);
    let text = std::fs::read_to_string(folder.path().join("out/everything.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for kind in KINDS.iter().filter(|k| k.key != "part") {
        let list = all["records"][kind.key].as_array().unwrap();
        assert!(!list.is_empty(), "{}", kind.key);
        for record in list {
            fits(&schema["$defs"][kind.key], record, kind.key);
        }
    }
}

#[test]
fn hours_are_taken_as_people_type_them() {
    let folder = forged(&[]);
    let add = |hours: &str| {
        let fields = ["kind=own", "at=4.1", "what=Book a room", "output=Booking"];
        let hours = format!("hours={hours}");
        let mut args = vec!["record", "case.aims", "action", "add"];
        args.extend(fields);
        args.push(&hours);
        run(folder.path(), &args)
    };
    for (typed, kept) in [("1.5 d", 12.0), ("12 h", 12.0), ("6", 6.0)] {
        let (code, said, wrong) = add(typed);
        assert_eq!(code, 0, "{typed}: {said}{wrong}");
        let (_, listed, _) =
            run(folder.path(), &["record", "case.aims", "action", "list", "--format", "json"]);
        let all: Value = serde_json::from_str(&listed).unwrap();
        assert!(listed.contains(&format!("\"hours\": {kept:.1}")), "{typed}: {all}");
    }
    let (code, _, wrong) = add("a while");
    assert!(code != 0 && wrong.contains("1.5 d"), "{wrong}");
}

/// "No" and "not said" are two things: a person who says that nobody is affected has answered.
#[test]
fn a_no_is_kept_shown_and_given_out_as_no() {
    let folder = forged(&[]);
    let record = |args: &[&str]| {
        let args = [&["record", "case.aims", "system"], args].concat();
        let (code, out, err) = run(folder.path(), &args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    };
    record(&["add", "name=Bot", "affects=no", "legal=yes"]);
    record(&["add", "name=Mail"]);
    assert!(record(&["show", "S-1"]).contains("\naffects: no\n"));
    assert!(record(&["show", "S-2"]).contains("\naffects: \n"));
    let list = record(&["list"]);
    assert!(list.contains("Bot, affects people: no, legal duty\n"), "{list}");
    let json: Value = serde_json::from_str(&record(&["list", "--format", "json"])).unwrap();
    assert_eq!((&json[0]["affects"], &json[0]["legal"]), (&json!(false), &json!(true)));
    assert_eq!((&json[1]["affects"], &json[1]["legal"]), (&Value::Null, &Value::Null));
    let csv = record(&["list", "--format", "csv"]);
    assert!(csv.contains(",no,yes,"), "{csv}");
    record(&["set", "S-1", "affects=yes"]);
    record(&["set", "S-1", "affects=false"]);
    assert!(record(&["show", "S-1"]).contains("\naffects: no\n"));
    record(&["set", "S-1", "affects="]);
    assert!(record(&["show", "S-1"]).contains("\naffects: \n"));
}

/// A link has two ends, and whoever removes a record is told what hangs on it.
#[test]
fn a_record_tells_what_names_it_and_what_it_lacks() {
    let folder = forged(&[]);
    let go = |args: &[&str]| {
        let (code, out, err) = run(folder.path(), args);
        assert_eq!(code, 0, "{args:?}: {err}");
        (out, err)
    };
    let record = |args: &[&str]| go(&[&["record", "case.aims"], args].concat());
    record(&["person", "add", "name=Ana"]);
    record(&["system", "add", "name=Bot", "owner=ana", "affects=yes"]);
    record(&["risk", "add", "what=It errs", "systems=Bot", "owner=Ana", "accepted-by=Ana"]);
    record(&["evidence", "add", "what=Minutes", "shows=5.2/1, 5.2/2"]);
    record(&["evidence", "add", "what=Policy", "shows=5.2/2"]);
    let bot = record(&["system", "show", "S-1"]).0;
    assert!(bot.contains("\nin Risks: R-1 It errs\n"), "{bot}");
    assert!(bot.contains("\nLacks: ") && bot.contains("People touched (think also"), "{bot}");
    let ana = record(&["person", "show", "P-1"]).0;
    assert!(ana.contains("\nin AI systems: Owner: S-1 Bot\n"), "{ana}");
    assert!(ana.contains("\nin Risks: Owner: R-1 It errs; Accepted by: R-1 It errs\n"), "{ana}");
    let (found, _) = go(&["find", "--in", "case.aims", "errs"]);
    assert!(found.starts_with("R-1 It errs (Risks): clausewise record case.aims risk show R-1\n"), "{found}");
    let (found, _) = go(&["find", "--in", "case.aims", "s-1"]);
    assert!(found.starts_with("S-1 Bot (AI systems):"), "{found}");
    // A role that one person alone holds leads to them, however it is spelt; that record goes on naming the role.
    record(&["person", "set", "P-1", "role=IT lead"]);
    record(&["risk", "add", "what=It stops", "owner=the it  leads"]);
    let ana = record(&["person", "show", "P-1"]).0;
    assert!(ana.contains("in Risks: Owner: R-1 It errs, R-2 It stops; Accepted by: R-1 It errs"), "{ana}");
    let gone = record(&["person", "remove", "P-1"]).1;
    assert!(gone.contains("1 AI system still names Ana; 1 risk still names Ana"), "{gone}");
    let gone = record(&["evidence", "remove", "E-1"]).1;
    assert!(gone.contains("2 checks lose it, 1 of them has no other evidence"), "{gone}");
    let kinds = run(folder.path(), &["record", "kinds"]).1;
    assert!(kinds.contains("  on-organisation   a line of text"), "{kinds}");
}

/// In plain mode one field is changed alone, and a record is told whole.
#[test]
fn plain_mode_changes_one_field_and_tells_a_record_whole() {
    let folder = forged(&[]);
    let add = ["record", "case.aims", "system", "add", "name=Bot"];
    assert_eq!(run(folder.path(), &add).0, 0);
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(["--plain", "case.aims"]).current_dir(folder.path()).env("HOME", folder.path().join("home"));
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.path().join("home"));
    }
    let lines = "system 1 affects people no\nrecord system 1 purpose\nAnswers mail\nrecord AI systems Bot show\n\
        system 1 colour red\nsystem 1 show\nfind bot\nquit\n";
    let input = folder.path().join("lines");
    std::fs::write(&input, lines).unwrap();
    let output = command.stdin(std::fs::File::open(&input).unwrap()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("\nUsed for: Answers mail\n"), "{said}");
    assert!(said.contains("\nAffects people: no\n"), "{said}");
    assert!(said.contains("\nLacks: Your role (what is asked of you depends on it); Owner"), "{said}");
    assert!(said.contains("There is no field \"colour red\" there."), "{said}");
    assert!(said.contains("S-1 Bot (AI systems): record system S-1 show\n"), "{said}");
}

/// Who approved a document and when is asked for where it is set to approved, and is gone with the approval: what is approved anew is
/// approved by somebody on a day.
#[test]
fn an_approval_names_who_and_when_and_ends_with_the_version_it_was_of() {
    let folder = forged(&[]);
    let here = folder.path();
    let record = |rest: &[&str]| run(here, &[&["record", "case.aims", "document"], rest].concat());
    assert_eq!(record(&["add", "name=AI policy", "state=draft"]).0, 0);
    let (code, _, told) = record(&["set", "D-1", "state=approved"]);
    assert!(code == 0 && told.contains("It lacks Approved by"), "{told}");
    assert!(
        told.contains("record case.aims document set D-1 approved-by=WHO approved-on=YYYY-MM-DD"),
        "{told}"
    );
    let whole = ["approved-by=Ana Sousa", "approved-on=2026-01-10"];
    assert_eq!(record(&[&["set", "D-1"], &whole[..]].concat()).2, "");
    let shown = || record(&["show", "D-1"]).1;
    assert!(shown().contains("approved-by: Ana Sousa") && shown().contains("approved-on: 2026-01-10"));
    let (_, _, told) = record(&["set", "D-1", "state=draft"]);
    assert!(told.contains("Approved by Ana Sousa, Approved on 10 Jan 2026"), "{told}");
    assert!(!shown().contains("Ana Sousa") && !shown().contains("2026-01-10"), "{}", shown());
    assert!(record(&["set", "D-1", "state=approved"]).2.contains("It lacks Approved by"));
    // What is said in the same step stays, and so does what was approved and is withdrawn.
    assert_eq!(record(&[&["set", "D-1"], &whole[..]].concat()).2, "");
    assert_eq!(record(&["set", "D-1", "state=withdrawn"]).2, "");
    assert!(shown().contains("Ana Sousa"));
    assert_eq!(record(&["set", "D-1", "state=approved", "approved-by=Bo", "approved-on=2026-02-01"]).2, "");
    assert!(shown().contains("approved-by: Bo"), "{}", shown());
    // One step takes the state back with what went with it.
    assert_eq!(record(&["set", "D-1", "state=in-use"]).0, 0);
    let typed = here.join("lines");
    std::fs::write(&typed, "undo\nrecord document 1 state draft\nrecord document 1 state approved\nquit\n")
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(["--plain", "case.aims"]).current_dir(here).env("HOME", here.join("home"));
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, here.join("home"));
    }
    let output = command.stdin(std::fs::File::open(&typed).unwrap()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains(
            "How that is said: record document 1 approved-by ...; record document 1 approved-on ..."
        ),
        "{said}"
    );
    assert!(
        said.contains("as it was said of what stood before: Approved by Bo, Approved on 1 Feb 2026."),
        "{said}"
    );
}

/// The agenda of a workshop from a script: items in a line, one after the other, and what was planned against used.
#[test]
#[allow(clippy::too_many_lines, reason = "one agenda from its first line to its last")]
fn an_agenda_is_written_in_lines_and_goes_on_item_by_item() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    run(&["record", "case.aims", "person", "add", "name=Jo Meyer", "role=IT lead"]);
    // Nobody joins the register by a line of the agenda, and of two of one name nobody is taken for the other.
    let line = ["agenda", "case.aims", "4 Context 20 min Jo, Mara"];
    let (code, _, said) = run(&line);
    assert!(code != 0 && said.contains("There is no person \"Mara\" in your register"), "{said}");
    assert!(
        said.contains("record FILE person add name=\"Mara\"") && said.contains("Nothing was changed"),
        "{said}"
    );
    run(&["record", "case.aims", "person", "add", "name=Mara Holt"]);
    run(&["record", "case.aims", "person", "add", "name=Mara Lind", "role=HR"]);
    let (code, _, said) = run(&line);
    assert!(
        code != 0 && said.contains("2 people can be meant by \"Mara\": P-2 Mara Holt; P-3 Mara Lind, HR."),
        "{said}"
    );
    run(&["record", "case.aims", "person", "remove", "P-3"]);
    let (code, _, said) = run(&["agenda", "case.aims", "99 foo 10 min"]);
    assert!(code != 0 && said.contains("There is no 99 in this questionnaire"), "{said}");
    let (code, _, said) = run(&["agenda", "case.aims", "4 Context 20 min Jo Meyer and Mara"]);
    assert!(code == 0 && said.contains("Kept."), "{said}");
    run(&["agenda", "case.aims", "Break", "10", "min"]);
    run(&["agenda", "case.aims", "5 Leadership 15 min IT lead"]);
    // Jo is known by the first name and by the role.
    let (_, people, _) = run(&["record", "case.aims", "person", "list"]);
    assert!(people.lines().count() == 2 && people.contains("Mara"), "{people}");
    let (_, list, _) = run(&["agenda", "case.aims"]);
    assert!(list.starts_with("3 items, 45 minutes planned, 0 used."), "{list}");
    assert!(list.contains("W-1 Context: 4; 0 of 20 min; ") && list.contains("Jo Meyer"), "{list}");
    let (code, _, said) = run(&["agenda", "case.aims", "next"]);
    assert!(code == 0 && said.contains("Context begins: 20 minutes. 4 requirements are open."), "{said}");
    run(&["agenda", "case.aims", "next"]);
    let (_, _, said) = run(&["agenda", "case.aims", "pause"]);
    assert!(said.contains("Break is paused: 0 of 10 min."), "{said}");
    let (_, data, _) = run(&["agenda", "case.aims", "--format", "json"]);
    let data: Value = serde_json::from_str(&data).unwrap();
    let states: Vec<&str> =
        data["items"].as_array().unwrap().iter().map(|i| i["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["done", "paused", "planned"]);
    assert_eq!((data["planned"].as_u64(), data["left"]["items"].as_u64()), (Some(45), Some(2)));
    // A number nobody gave changes nothing.
    let (code, _, said) = run(&["agenda", "case.aims", "done", "W-9"]);
    assert!(code != 0 && said.contains("W-9") && said.contains("Nothing was changed"), "{said}");
    let (code, _, said) = run(&["agenda", "case.aims", "4 Context 900 min"]);
    assert!(code != 0 && said.contains("600") && said.contains("Nothing was changed"), "{said}");
    // A field the register has not is refused, or it would end in the text.
    for (word, fields) in [("park", "owner"), ("decision", "by")] {
        let line = format!("go 5.2\n{word} tools of contractors; who=Jo\n");
        std::fs::write(folder.path().join("s.txt"), line).unwrap();
        let (code, _, said) = run(&["answer", "case.aims", "--script", "s.txt"]);
        assert!(code != 0 && said.contains("There is no field who in") && said.contains(fields), "{said}");
        let (_, list, _) =
            run(&["record", "case.aims", if word == "park" { "parked" } else { word }, "list"]);
        assert!(!list.contains("contractors"), "{list}");
    }
    // What was decided and asked for stands in the minutes and the reminders, and the file is sound.
    run(&[
        "record",
        "case.aims",
        "decision",
        "add",
        "what=Only listed tools",
        "at=5.2",
        "by=Mara",
        "why=customers ask",
    ]);
    run(&[
        "record",
        "case.aims",
        "request",
        "add",
        "what=Signed policy",
        "of=Mara",
        "shows=5.2/1",
        "due=2026-01-20",
    ]);
    run(&["record", "case.aims", "request", "add", "what=Old list", "of=Jo Meyer", "state=not-there"]);
    let (code, _, said) = run(&["export", "case.aims", "--to", "out", "--format", "md"]);
    assert_eq!(code, 0, "{said}");
    let paper = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let minutes = paper("minutes.md");
    for words in
        ["## Agenda", "## Decisions (1)", "Only listed tools", "## Still asked for (1)", "Signed policy"]
    {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    assert!(!minutes.contains("Old list"), "{minutes}");
    let reminders = paper("reminders.md");
    assert!(reminders.contains("## Mara") && reminders.contains("20 Jan 2026, past"), "{reminders}");
    assert!(paper("evidence-by-person.md").contains("Signed policy (by 20 Jan 2026)"));
    assert_eq!(run(&["check", "case.aims"]).0, 0);
}

/// What was taken out of a register is named by every link to it as what it was, and no event of before is told otherwise for it.
#[test]
fn a_link_to_what_was_removed_is_readable_everywhere_and_the_past_stays() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    let record = |args: &[&str]| run(&[&["record", "case.aims"], args].concat());
    record(&["system", "add", "name=Screening"]);
    let (_, told, wrong) =
        record(&["impact", "add", "name=Screening of applicants, spring 2026", "system=Screening"]);
    assert!(wrong.contains("This is no data-protection assessment"), "{wrong}");
    let id = told.trim().to_owned();
    record(&["risk", "add", "what=Somebody is turned down", "from=I-1", "systems=Screening"]);
    record(&["system", "add", "name=Letters, and mail"]);
    record(&["risk", "set", "R-1", "systems=S-1, S-2"]);
    let before = run(&["history", "case.aims"]).1;
    assert!(before.contains("Screening of applicants, spring 2026"), "{before}");
    record(&["impact", "remove", "I-1"]);
    record(&["system", "remove", "S-2"]);
    let (_, said, _) = record(&["risk", "show", "R-1"]);
    assert!(said.contains("from: Screening of applicants, spring 2026 (removed)\n"), "{said}");
    let systems = said.lines().find(|l| l.starts_with("systems: ")).unwrap();
    assert!(
        systems.contains("Screening") && systems.contains("S-2 (removed)"),
        "a comma would part the name: {said}"
    );
    let csv = record(&["risk", "list", "--format", "csv"]).1;
    let after = run(&["history", "case.aims"]).1;
    for text in [&csv, &after, &said] {
        assert!(!text.contains(&id), "no id where people read: {text}");
    }
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let events = lines(&before).len();
    assert_eq!(lines(&after)[..events], lines(&before)[..], "what was said then is said still");
    assert!(before.contains("Comes from: Screening of applicants, spring 2026"), "{before}");
    // What is shown can be typed again, and means the same.
    let dump = run(&["dump", "case.aims"]).1;
    let again = ["from=Screening of applicants, spring 2026 (removed)", "systems=Screening, S-2 (removed)"];
    let (code, _, wrong) = record(&["risk", "set", "R-1", again[0], again[1]]);
    assert_eq!((code, wrong.as_str()), (0, ""));
    assert_eq!(run(&["dump", "case.aims"]).1, dump);
}

/// What cannot be, or contradicts itself, is told by the command as everywhere.
#[test]
fn two_levels_are_refused_by_name_with_what_to_type() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    run(&["record", "case.aims", "risk-level", "add", "name=low", "from=1"]);
    let (code, said, wrong) = run(&["record", "case.aims", "risk-level", "add", "name=high", "from=1"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(
        wrong.contains("from: Z-1 low has 1 there already") && wrong.contains("Nothing was changed."),
        "{wrong}"
    );
    assert!(wrong.contains("clausewise record case.aims risk-level list"), "{wrong}");
    run(&["record", "case.aims", "person", "add", "name=Maya Ness"]);
    let (_, _, wrong) = run(&["record", "case.aims", "person", "add", "name=Maya Ness"]);
    assert!(wrong.contains("another person called Maya Ness (P-1)"), "{wrong}");
    let (_, _, wrong) = run(&[
        "record",
        "case.aims",
        "document",
        "add",
        "name=Rules",
        "state=draft",
        "approved-by=Maya Ness",
    ]);
    assert!(wrong.contains("State: it names who approved it and is called a draft"), "{wrong}");
    assert!(
        wrong.contains("clausewise record case.aims document set D-1 state=approved approved-on="),
        "{wrong}"
    );
}

/// A name that is nobody's of the register is kept as typed and told, with what adds a person.
#[test]
fn a_name_of_nobody_is_told_by_the_command_too() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    let document = |who: &str| run(&["record", "case.aims", "document", "set", "D-1", who]);
    run(&["record", "case.aims", "document", "add", "name=Rules"]);
    run(&["record", "case.aims", "person", "add", "name=Ana Sousa"]);
    let (code, _, told) = document("approved-by=Zorro");
    let words =
        "Zorro is not in the register of people: kept as typed; clausewise record case.aims person add";
    assert!(code == 0 && told.contains(words), "{code} {told}");
    for known in ["approved-by=ana sousa", "approved-by=P-1", "owner=Ana Sousa"] {
        let (code, _, told) = document(known);
        assert!(code == 0 && !told.contains("register of people"), "{known}: {told}");
    }
}

/// Of two steps of a scale with one weight or one name one would hide the other: a second one is refused by command, form and file.
#[test]
fn steps_of_a_scale_share_neither_weight_nor_name() {
    let folder = forged(&[]);
    let run = |args: &[&str]| run(folder.path(), args);
    for (kind, no) in [("likelihood", "L-1"), ("consequence", "Y-1")] {
        run(&["record", "case.aims", kind, "add", "name=Rare", "weight=1"]);
        for (field, other) in [("weight=1", "name=Often"), ("name=rare", "weight=2")] {
            let (code, said, wrong) = run(&["record", "case.aims", kind, "add", other, field]);
            assert!(code == 2 && said.is_empty(), "{kind} {field}: {code} {said}");
            assert!(
                wrong.contains(&format!("{no} Rare has ")) && wrong.contains("Nothing was changed"),
                "{wrong}"
            );
        }
        let file = folder.path().join("steps.csv");
        for row in ["Often,1", "Often,2\nSeldom,2"] {
            std::fs::write(&file, format!("Name,Value\n{row}\n")).unwrap();
            let (code, said, wrong) = run(&["import", "case.aims", "steps.csv", "--as", kind]);
            assert!(code == 65 && wrong.contains("there already"), "{code} {said} {wrong}");
        }
        std::fs::write(&file, "Name,Value\nOften,2\n").unwrap();
        assert_eq!(run(&["import", "case.aims", "steps.csv", "--as", kind]).0, 0);
        // Taken out and changed as before.
        assert_eq!(run(&["record", "case.aims", kind, "set", no, "weight=3"]).0, 0);
        assert_eq!(run(&["record", "case.aims", kind, "set", no, "name=RARE"]).0, 0);
    }
}
