//! The rehearsal of a certification audit: the table is sound, what stands there follows from the file, nothing is changed by
//! looking, and the sheet for the meeting is no longer than it may be.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::path::Path;

use clausewise::bank;
use clausewise::model::questionnaire::Target;
use clausewise::model::record::KINDS;
use clausewise::model::rehearsal::Rehearsal;
use program::{output, run};
use serde_json::Value;

fn rehearsed(here: &Path, file: &str) -> Vec<Value> {
    let all = output(here, &["rehearsal", file, "--format", "json"]);
    serde_json::from_str::<Value>(&all).unwrap().as_array().unwrap().clone()
}

fn one(here: &Path, stage: u64, id: &str) -> Value {
    let all = rehearsed(here, "a.aims");
    all.into_iter().find(|s| s["stage"] == stage && s["id"] == id).unwrap()
}

fn answer(here: &Path, lines: &str) {
    std::fs::write(here.join("s.txt"), lines).unwrap();
    output(here, &["answer", "a.aims", "--script", "s.txt"]);
}

fn begun() -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    output(here.path(), &["new", "a.aims", "--org", "Bakery", "--role", "user"]);
    here
}

/// Every id, register and paper of the table is there, every gate is opened at Stage 1, and words are whole sentences.
#[test]
fn the_table_is_sound() {
    let (all, q) = (bank::rehearsal().unwrap(), bank::embedded().unwrap());
    assert_eq!(all.stages.iter().map(|s| s.stage).collect::<Vec<_>>(), [1, 2]);
    let papers: BTreeSet<&str> = bank::papers().unwrap().iter().map(|t| t.id.as_str()).collect();
    let mut names = BTreeSet::new();
    for stage in &all.stages {
        assert!((8..=14).contains(&stage.items.len()), "a page holds no more");
        for item in &stage.items {
            assert!(names.insert(&item.id), "{} is there twice", item.id);
            for id in &item.checks {
                assert!(matches!(q.exactly(id), Some(Target::Check(_))), "{}: {id}", item.id);
            }
            for key in &item.registers {
                assert!(KINDS.iter().any(|k| k.key == key && k.is_register()), "{}: {key}", item.id);
            }
            for name in &item.papers {
                assert!(papers.contains(name.as_str()), "{}: {name}", item.id);
            }
            for words in [&item.opens, &item.asks, &item.say, &item.if_not] {
                assert!(words.ends_with(['.', '?']) && words.len() < 260, "{words}");
            }
            assert!(item.title.len() < 48 && !item.title.ends_with('.'), "{}", item.title);
        }
    }
    let first: BTreeSet<&str> =
        all.stages[0].items.iter().flat_map(|i| &i.checks).map(String::as_str).collect();
    for check in q.gates.iter().flat_map(|g| &g.checks) {
        assert!(first.contains(check.as_str()), "the gate check {check} is opened at Stage 1");
    }
}

#[test]
fn the_table_keeps_to_its_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let read = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let (schema, table) = (read("schema/rehearsal.schema.json"), read("rehearsal/stages.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&table));
    let mut wrong = table.clone();
    wrong["stages"][0]["items"][0]["owner"] = "Ana".into();
    assert!(!validator.is_valid(&wrong));
    assert!(serde_json::from_value::<Rehearsal>(wrong).is_err());
}

#[test]
fn what_stands_there_follows_from_answers_and_evidence() {
    let here = begun();
    let here = here.path();
    let head = output(here, &["check", "a.aims"]);
    assert!(rehearsed(here, "a.aims").iter().all(|s| s["standing"] == "open"), "nothing was answered");
    assert_eq!(one(here, 1, "policy")["checks"][0]["level"], Value::Null);
    answer(here, "5.2 5\nA.2.2 5\n");
    let policy = one(here, 1, "policy");
    assert_eq!(policy["standing"], "in-part", "claimed, and nothing shows it: {policy}");
    assert!(policy["missing"].to_string().contains("no evidence is named"), "{policy}");
    output(here, &["record", "a.aims", "evidence", "add", "what=Signed policy", "shows=5.2,A.2.2"]);
    let policy = one(here, 1, "policy");
    assert_eq!(policy["standing"], "ready", "{policy}");
    assert!(policy["there"].to_string().contains("Signed policy"), "{policy}");
    assert!(policy["missing"].to_string().contains("nobody of the register has seen"), "{policy}");
    output(here, &["record", "a.aims", "evidence", "set", "1", "valid-until=2020-01-31"]);
    let policy = one(here, 1, "policy");
    assert_eq!(policy["standing"], "in-part");
    assert!(policy["missing"].to_string().contains("E-1 ran out"), "{policy}");
    answer(here, "5.2/5 3\n");
    assert_eq!(one(here, 1, "policy")["standing"], "in-part", "a draft beside what is there");
    answer(here, "A.8.2 n We put nothing before users that they could take for people\n");
    assert_eq!(one(here, 2, "users")["standing"], "left-out");
    assert_ne!(output(here, &["check", "a.aims"]), head);
}

#[test]
fn registers_statement_audits_and_findings_are_told() {
    let here = begun();
    let here = here.path();
    output(here, &["record", "a.aims", "system", "add", "name=Chat assistant"]);
    output(here, &["record", "a.aims", "person", "add", "name=Ana Sousa"]);
    let by = ["approved-by=Ana Sousa", "approved-on=2026-01-10"];
    let policy = ["record", "a.aims", "document", "add", "name=AI policy", "state=approved", "version=2"];
    output(here, &[&policy[..], &by].concat());
    assert!(one(here, 1, "scope")["there"].to_string().contains("1 AI system"));
    assert!(one(here, 1, "policy")["there"].to_string().contains("AI policy: approved, version 2"));
    let statement = one(here, 1, "statement");
    assert!(statement["missing"].to_string().contains("38 controls undecided"), "{statement}");
    assert!(one(here, 1, "internal-audit")["missing"].to_string().contains("no internal audit"));
    output(here, &["audit", "a.aims", "new", "Spring", "--by", "Ana Sousa"]);
    output(here, &["audit", "a.aims", "finding", "--by", "Ana Sousa", "minor", "5.2", "Nobody knows it"]);
    let audit = one(here, 1, "internal-audit");
    assert!(audit["there"].to_string().contains("A-1 Spring"), "{audit}");
    assert!(audit["missing"].to_string().contains("A-1 is not signed"), "{audit}");
    let findings = one(here, 2, "corrective-action");
    assert!(findings["there"].to_string().contains("1 finding: 1 open (1 minor F-1-1)"), "{findings}");
    assert!(findings["missing"].to_string().contains("open without an owner: F-1-1"), "{findings}");
}

/// What an auditor would ask about first is said first: an open finding on what a card rests on, whatever was answered there.
#[test]
fn an_open_finding_stands_first_on_every_card_it_touches_and_at_the_top_of_the_sheet() {
    let here = begun();
    let here = here.path();
    output(here, &["record", "a.aims", "person", "add", "name=Ana Sousa"]);
    output(here, &["record", "a.aims", "person", "add", "name=Ruth Okafor", "role=Head", "duties=approves"]);
    answer(here, "8.1 5\nA.10.3 5\nA.10.2 5\n5.2 5\nA.2.2 5\n9.2.1 5\n9.2.2 5\n");
    output(
        here,
        &["record", "a.aims", "evidence", "add", "what=Supplier file", "shows=8.1,A.10.2,A.10.3,5.2,A.2.2"],
    );
    assert_eq!(one(here, 2, "suppliers")["standing"], "ready");
    output(here, &["audit", "a.aims", "new", "Spring", "--by", "P-1"]);
    let raise = |grade: &str, on: &str, what: &str| {
        output(here, &["audit", "a.aims", "finding", "--by", "P-1", grade, on, what]);
    };
    raise("minor", "5.2", "Nobody knows it");
    raise("major", "8.1,A.10.3", "A changed part went live unassessed");
    raise("good-practice", "A.3.3", "Everybody who raises a concern is answered");
    for id in ["suppliers", "controls"] {
        let card = one(here, 2, id);
        assert_eq!(card["findings"][0]["number"], "F-1-2", "{card}");
        let lines = output(here, &["rehearsal", "a.aims", id]);
        let first = lines.lines().next().unwrap();
        assert!(first.contains("F-1-2 major on 8.1, A.10.3: A changed part"), "{lines}");
    }
    assert_eq!(one(here, 2, "suppliers")["standing"], "in-part", "an open major is not ready to show");
    let list = output(here, &["rehearsal", "a.aims"]);
    assert!(list.contains("Suppliers of AI: in part; open: major F-1-2; 3 checks: 3 Proven"), "{list}");
    let sheet = output(here, &["rehearsal", "a.aims", "--format", "md"]);
    let flat = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("3 findings: 2 open (1 major F-1-2; 1 minor F-1-1), 1 noted."), "{sheet}");
    let (top, _) = flat.split_once("## Stage 1").unwrap();
    assert!(top.contains("F-1-2 major on 8.1") && top.contains("F-1-1 minor on 5.2"), "{top}");
    // Whom the register names speaks; what lacks evidence is named, and what to say is there.
    assert!(flat.contains("Ruth Okafor (Head): "), "{sheet}");
    assert!(flat.contains("Audit programme (9.2.2/1)"), "{sheet}");
    assert!(flat.contains("bring: Management review minutes"), "{sheet}");
    assert!(flat.contains("E-1 Supplier file"), "{sheet}");
    // A signed audit is evidence of itself.
    assert!(one(here, 1, "internal-audit")["missing"].to_string().contains("Internal audit report"));
    answer(
        here,
        "i-am P-1\nrow 5.2 plan\nrow 5.2 limitation nobody was there\naudit seal conclusion=Works; prepared=P-1; prepared-on=2026-11-21\n",
    );
    let audit = one(here, 1, "internal-audit");
    assert!(!audit["missing"].to_string().contains("Internal audit report"), "{audit}");
    assert!(audit["there"].to_string().contains("is itself the evidence for 9.2.1/1, 9.2.2/7"), "{audit}");
}

#[test]
fn it_is_said_by_command_and_line_by_line_and_changes_nothing() {
    let here = begun();
    let here = here.path();
    let head = output(here, &["check", "a.aims"]);
    let both = output(here, &["rehearsal", "a.aims"]);
    let first = output(here, &["rehearsal", "a.aims", "--stage", "1"]);
    assert!(both.starts_with(first.split("\n\n").next().unwrap()) && both.len() > first.len());
    assert!(first.contains("1. Scope and AI inventory: not answered") && !first.contains("Stage 2:"));
    assert!(output(here, &["rehearsal", "a.aims", "scope"]).contains("What is outside"));
    let (code, _, err) = run(here, &["rehearsal", "a.aims", "lunch"], "");
    assert!(code == 2 && err.contains("lunch") && err.contains("scope, statement"), "{err}");
    assert_eq!(run(here, &["rehearsal", "a.aims", "--stage", "3"], "").0, 2);
    let typed = "rehearsal 2\nrehearsal policy\nrehearsal next\nrehearsal lunch\nrehearsal 3\nquit\n";
    let (code, said, _) = run(here, &["--plain", "a.aims"], typed);
    assert_eq!(code, 0);
    for words in [
        "Stage 2: 12 things are opened first",
        "Who at the top approved this",
        "What is outside, and who decided that?",
        "Nothing in the rehearsal is called \"lunch\"",
        "There is stage 1 and stage 2.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(output(here, &["check", "a.aims"]), head);
}

/// The sheet for the meeting: in every format, and on three pages at most however much stands in the file.
#[test]
fn the_sheet_is_two_or_three_pages_in_every_format() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    for firm in ["bakery", "software", "bank"] {
        let file = format!("{firm}.aims");
        output(here, &["demo", &file, "--firm", firm]);
        output(here, &["export", &file, "--to", firm, "--format", "md,html,docx,pdf"]);
        for ending in ["md", "html", "docx", "pdf"] {
            assert!(here.join(firm).join(format!("readiness-sheet.{ending}")).exists(), "{ending}");
        }
        let pdf = std::fs::read(here.join(firm).join("readiness-sheet.pdf")).unwrap();
        let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count()
            + String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
        assert!(pages <= 3, "{firm}: {pages} pages");
        let sheet = std::fs::read_to_string(here.join(firm).join("readiness-sheet.md")).unwrap();
        let command = output(here, &["rehearsal", &file, "--format", "md"]);
        for s in rehearsed(here, &file) {
            let title = s["title"].as_str().unwrap();
            assert!(sheet.contains(title) && command.contains(title), "{firm}: {title}");
        }
    }
}
