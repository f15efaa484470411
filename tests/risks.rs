//! The starter list of risks and what a risk can begin with: the list is sound, nothing of it is a record before somebody picks it,
//! and an impact assessment feeds a risk with what it says and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::path::Path;

use clausewise::bank;
use clausewise::model::proposed::CommonRisks;
use clausewise::model::record::SYSTEM;
use program::{output, run};
use serde_json::Value;

fn records(here: &Path, kind: &str) -> Value {
    serde_json::from_str(&output(here, &["record", "a.aims", kind, "list", "--format", "json"])).unwrap()
}

fn with_a_system(here: &Path) {
    output(here, &["new", "a.aims", "--org", "Bakery"]);
    output(here, &["record", "a.aims", "system", "add", "name=Order helper"]);
    output(here, &["record", "a.aims", "system", "set", "1", "nature=generative"]);
}

#[test]
fn the_list_is_sound() {
    let (all, q) = (bank::risks().unwrap(), bank::embedded().unwrap());
    let mut names = BTreeSet::new();
    let mut said = BTreeSet::new();
    assert!(all.kinds.len() >= 7);
    for kind in &all.kinds {
        assert!((6..=10).contains(&kind.risks.len()), "{}", kind.id);
        assert!(names.insert(kind.id.clone()));
        for (field, values) in &kind.fits {
            assert!(SYSTEM.field(field).is_some() && !values.is_empty(), "{}: {field}", kind.id);
        }
        for risk in &kind.risks {
            assert!(risk.id.starts_with(&format!("{}-", kind.id)), "{}", risk.id);
            assert!(names.insert(risk.id.clone()), "{} is there twice", risk.id);
            // A risk of the register is known by its sentence or its cause.
            for words in [&risk.what, &risk.cause] {
                assert!(said.insert(words.to_lowercase()), "said twice: {words}");
            }
            for words in [&risk.what, &risk.cause, &risk.organisation, &risk.people, &risk.society] {
                assert!(!words.is_empty() && !words.ends_with('.') && words.len() < 120, "{words}");
            }
            assert_eq!(risk.controls(&q).len(), risk.controls.len(), "{}: a control nobody has", risk.id);
        }
    }
}

/// The published schema and the list agree: what one of them says of an extra or a missing word the other says too.
#[test]
fn the_list_keeps_to_its_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let read = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let (schema, list) = (read("schema/risks.schema.json"), read("risks/common.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&list));
    let mut wrong = list.clone();
    wrong["kinds"][0]["risks"][0]["likelihood"] = "often".into();
    assert!(!validator.is_valid(&wrong));
    assert!(serde_json::from_value::<CommonRisks>(wrong).is_err());
}

#[test]
fn what_is_picked_is_a_proposal_and_not_offered_twice() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    with_a_system(here);
    assert!(output(here, &["risks", "a.aims", "--kind", "text"]).contains("text-secrets"));
    assert_eq!(records(here, "risk"), serde_json::json!([]), "looking at the list adds nothing");
    let (code, out, err) =
        run(here, &["risks", "a.aims", "text-made-up,text-secrets", "--systems", "S-1"], "");
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("2 risks"), "{err}");
    let all = records(here, "risk");
    assert_eq!(all.as_array().unwrap().len(), 2);
    for risk in all.as_array().unwrap() {
        for field in ["likelihood", "consequence", "owner", "treatment", "level", "accepted-by"] {
            assert_eq!(risk[field], Value::Null, "{field}");
        }
        assert_eq!(risk["controls"], serde_json::json!([]), "controls to look at are not chosen by that");
        assert_eq!(risk["systems"], serde_json::json!(["Order helper"]));
        assert!(["cause", "on-organisation", "on-people", "on-society"].iter().all(|f| risk[f].is_string()));
    }
    // Reworded it is still the same risk, by its cause.
    output(here, &["record", "a.aims", "risk", "set", "1", "what=It invents allergens"]);
    let list = output(here, &["risks", "a.aims", "--kind", "text"]);
    assert!(!list.contains("text-made-up:") && list.contains("R-1, R-2"), "{list}");
    run(here, &["risks", "a.aims", "text-made-up"], "");
    assert_eq!(records(here, "risk").as_array().unwrap().len(), 2);
    let (code, _, err) = run(here, &["risks", "a.aims", "text-copied,text-nothing"], "");
    assert!(code == 2 && err.contains("text-nothing"), "{err}");
    assert_eq!(records(here, "risk").as_array().unwrap().len(), 2, "all or none");
}

#[test]
fn one_picks_by_numbers_line_by_line_and_one_undo_takes_them_back() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    with_a_system(here);
    let (code, said, _) = run(here, &["--plain", "a.aims"], "risks\nrisks text\n1, 3\nS-1\nquit\n");
    assert_eq!(code, 0);
    assert!(said.contains("Of yours: S-1 Order helper") && said.contains("2 risks"), "{said}");
    let all = records(here, "risk");
    assert_eq!(all.as_array().unwrap().len(), 2);
    let (code, ..) = run(here, &["--plain", "a.aims"], "undo\nquit\n");
    assert_eq!(code, 0);
    let left = records(here, "risk").as_array().unwrap().len();
    let (_, said, _) = run(here, &["--plain", "a.aims"], "risks text\n99\nquit\n");
    assert!(said.contains("99 is no number from 1 to"), "{said}");
    assert!(left == 0 || left == 2, "in one step: {left}");
    // A script takes them, and takes all of them back in one step.
    let script = here.join("s.txt");
    std::fs::write(&script, "risks text-copied, text-unfair-words; S-1\nundo\n").unwrap();
    output(here, &["answer", "a.aims", "--script", "s.txt"]);
    assert_eq!(records(here, "risk").as_array().unwrap().len(), left);
}

#[test]
fn an_impact_assessment_feeds_a_risk_with_what_it_says() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    with_a_system(here);
    output(here, &["record", "a.aims", "consequence", "add", "name=serious", "weight=2"]);
    let (code, _, told) = run(
        here,
        &[
            "record",
            "a.aims",
            "impact",
            "add",
            "name=Orders by phone",
            "system=S-1",
            "effect=A wrong allergen makes a guest ill",
            "severity=serious",
            "measures=A person reads each label",
        ],
        "",
    );
    assert!(code == 0 && told.contains("This is no data-protection assessment"), "{told}");
    std::fs::write(here.join("s.txt"), "risk I-1; It mixes up allergens\n").unwrap();
    output(here, &["answer", "a.aims", "--script", "s.txt"]);
    let all = records(here, "risk");
    let risk = &all[0];
    assert_eq!(risk["what"], "It mixes up allergens");
    assert_eq!(risk["systems"], serde_json::json!(["Order helper"]));
    assert_eq!(risk["on-people"], "A wrong allergen makes a guest ill");
    assert_eq!(risk["from"]["name"], "Orders by phone");
    assert_eq!(risk["consequence"]["name"], "serious");
    for field in ["cause", "on-organisation", "on-society", "likelihood", "owner", "treatment"] {
        assert_eq!(risk[field], Value::Null, "{field} was said nowhere");
    }
    // Line by line the rest is asked, and what the assessment says is told first.
    let rest = "risk 1\n-\nIt answers in the wrong language\n\n\n\n\n\nleave\nyes\nquit\n";
    let (_, said, _) = run(here, &["--plain", "a.aims"], rest);
    assert!(
        said.contains("From the assessment") && said.contains("A wrong allergen makes a guest ill"),
        "{said}"
    );
    let all = records(here, "risk");
    assert_eq!(all[1]["from"]["name"], "Orders by phone", "{said}");
    // Without what could happen a script is refused, and nothing is made up.
    std::fs::write(here.join("s.txt"), "risk I-1\n").unwrap();
    let (code, _, err) = run(here, &["answer", "a.aims", "--script", "s.txt"], "");
    assert!(code != 0 && err.contains("risk I-1; "), "{err}");
}

/// Who works alone has a name to choose everywhere: one change, taken back with the size.
#[test]
fn who_works_alone_stands_in_the_register_of_people() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    output(here, &["new", "a.aims", "--org", "Bakery"]);
    let said = run(here, &["--plain", "a.aims"], "size solo\nquit\n").1;
    assert!(said.contains("tester now stands in the register of people"), "{said}");
    assert_eq!(records(here, "person")[0]["name"], "tester");
    // Whoever took the name out again is not put back.
    output(here, &["record", "a.aims", "person", "remove", "1"]);
    run(here, &["--plain", "a.aims"], "size micro\nsize solo\nquit\n");
    assert_eq!(records(here, "person"), serde_json::json!([]));
    output(here, &["new", "b.aims", "--org", "Bakery"]);
    std::fs::write(here.join("s.txt"), "size solo\nundo\n").unwrap();
    output(here, &["answer", "b.aims", "--script", "s.txt"]);
    assert_eq!(output(here, &["record", "b.aims", "person"]), "", "one undo takes both back");
}

/// What registers lack is found where people look, and in the data.
#[test]
fn what_records_lack_is_found_by_the_xray_and_counted_in_the_data() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    with_a_system(here);
    run(here, &["risks", "a.aims", "text-made-up"], "");
    let (code, out, _) = run(here, &["xray", "a.aims", "--format", "json"], "");
    let found: Value = serde_json::from_str(&out).unwrap();
    let lack = found.as_array().unwrap().iter().filter(|f| f["kind"] == "records_lack");
    let lack: Vec<&str> = lack.filter_map(|f| f["finding"].as_str()).collect();
    assert_eq!(code, 1);
    assert_eq!(lack, ["1 of 1 AI system lacks something: S-1.", "1 of 1 risk lacks something: R-1."]);
    let lacks = |kind: &str, no: &str| output(here, &["record", "a.aims", kind, "show", no]);
    // A system that scores people says whether it touches them; the others are not asked again.
    assert!(!lacks("system", "S-1").contains("Affects people (whoever"));
    output(here, &["record", "a.aims", "system", "add", "name=Ranking", "nature=scores-people"]);
    assert!(
        lacks("system", "S-2")
            .contains("Affects people (whoever scores, ranks or decides on people touches them)")
    );
    output(here, &["record", "a.aims", "system", "set", "S-2", "affects=yes"]);
    assert!(!lacks("system", "S-2").contains("Affects people (whoever"));
    output(here, &["export", "a.aims", "--to", "out"]);
    let everything = std::fs::read_to_string(here.join("out/everything.json")).unwrap();
    let everything: Value = serde_json::from_str(&everything).unwrap();
    let fields = &everything["lacking"]["risk"][0]["fields"];
    assert!(fields.as_array().unwrap().contains(&"owner".into()), "{fields}");
}

/// The matrix leaves in words: level and numbers of the risks, highest likelihood first, in the report and in the papers.
#[test]
fn the_matrix_of_risks_leaves_in_words() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    output(here, &["demo", "--firm", "software", "a.aims"]);
    output(here, &["export", "a.aims", "--to", "out"]);
    let report = std::fs::read_to_string(here.join("out/gap-report.md")).unwrap();
    let rows: Vec<&str> = report.lines().filter(|l| l.starts_with("| Possible")).collect();
    assert!(rows.first().is_some_and(|r| r.contains("High: R-1, R-3")), "{rows:?}");
    assert!(report.contains("may not stay as they are by your risk levels"));
    output(here, &["papers", "a.aims", "--to", "drafts", "--format", "md"]);
    let read = |name: &str| std::fs::read_to_string(here.join("drafts").join(name)).unwrap();
    assert!(read("risk-results.md").contains("High: R-1, R-3"));
    let method = read("risk-method.md");
    assert!(method.contains("Likelihood \\\\ consequence") || method.contains("Likelihood \\ consequence"));
    assert!(!method.contains("R-1"), "the method shows the levels alone");
    // A treatment that is accepted and may stay asks for nothing more than who accepted it.
    let plan = read("treatment-plan.md");
    assert!(plan.contains("R-1") && plan.contains("| -"), "{plan}");
}

/// A file that is made for one person has that person in it, in its first and only change.
#[test]
fn a_file_made_for_one_person_begins_with_that_person() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    output(here, &["new", "a.aims", "--org", "Bakery", "--size", "solo"]);
    assert_eq!(records(here, "person")[0]["name"], "tester");
    let said = run(here, &["--plain", "a.aims"], "history\nundo\nquit\n").1;
    assert!(said.contains("1 of 1 change") && said.contains("facts, added P-1 tester"), "{said}");
    output(here, &["new", "b.aims", "--org", "Bakery", "--size", "micro"]);
    assert_eq!(output(here, &["record", "b.aims", "person"]), "");
}

/// A day that is past is said of a record wherever it stands, and no longer once it is moved.
#[test]
fn days_that_are_past_are_said_of_their_record() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    output(here, &["new", "a.aims", "--org", "Bakery"]);
    let add = ["record", "a.aims", "document", "add", "name=Policy", "owner=Kim", "place=Binder"];
    let (code, _, err) = run(here, &[&add[..], &["state=approved", "review=2020-01-02"]].concat(), "");
    assert!(code == 0 && err.contains("document set D-1 approved-by=WHO approved-on=YYYY-MM-DD"), "{err}");
    let shown = || output(here, &["record", "a.aims", "document", "show", "1"]);
    let said = shown();
    assert!(said.contains("Look again on 2 Jan 2020 is past (look at it again)"), "{said}");
    assert!(said.contains("Approved by (somebody stands for it)"), "{said}");
    let found = run(here, &["xray", "a.aims"], "").1;
    assert!(found.contains("D-1"), "{found}");
    output(here, &["record", "a.aims", "document", "set", "1", "review=2035-01-02"]);
    assert!(!shown().contains("is past"));
    output(here, &["record", "a.aims", "document", "set", "1", "review=2020-01-02", "state=withdrawn"]);
    assert!(!shown().contains("is past"), "what is withdrawn is not looked at again");
}

/// The level and what is left stand in every list, and the matrix has a word.
#[test]
fn a_risk_says_its_level_in_plain_lists_and_the_matrix_has_a_word() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    output(here, &["demo", "a.aims", "--firm", "bakery"]);
    let list = output(here, &["record", "a.aims", "risk", "list"]);
    assert!(list.contains("level: High, level left: Middle, may stay: no"), "{list}");
    let shown = output(here, &["record", "a.aims", "risk", "show", "1"]);
    assert!(shown.contains("\nlevel: High\nlevel-left: Middle\nmay-stay: no\n"), "{shown}");
    let said = run(here, &["--plain", "a.aims"], "matrix\nabout\nquit\n").1;
    assert!(said.contains("Severe (High) R-1") && said.contains("level left: Middle"), "{said}");
}

/// A risk of the list is of the one system of its kind; where there are several, or somebody says none, it lacks which.
#[test]
fn a_risk_of_the_list_is_of_the_one_system_of_its_kind() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    with_a_system(here);
    let shown = |no: &str| output(here, &["record", "a.aims", "risk", "show", no]);
    output(
        here,
        &[
            "record",
            "a.aims",
            "system",
            "add",
            "name=Old bot",
            "nature=generative",
            "in-scope=out",
            "why-out=Sold",
        ],
    );
    run(here, &["risks", "a.aims", "text-made-up"], "");
    assert!(
        shown("R-1").contains("systems: Order helper")
            && !shown("R-1").contains("which of them it can happen"),
        "{}",
        shown("R-1")
    );
    let (_, said, _) = run(here, &["--plain", "a.aims"], "risks text\n1\n-\nquit\n");
    assert!(said.contains("an empty line: S-1 Order helper, the only one of this kind"), "{said}");
    assert!(shown("R-2").contains("which of them it can happen with"), "{}", shown("R-2"));
    output(here, &["record", "a.aims", "system", "add", "name=Letters", "nature=generative"]);
    run(here, &["risks", "a.aims", "text-copied"], "");
    assert!(shown("R-3").contains("which of them it can happen with"), "{}", shown("R-3"));
}
