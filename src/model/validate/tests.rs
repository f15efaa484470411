use serde_json::{Value, json};

use super::*;

/// A small questionnaire without a fault, as a head file that holds its own groups.
fn sound() -> Value {
    let effort = json!({"solo": 2, "small": 4, "medium": 8, "large": 16});
    let check = |id: &str, key: bool| {
        json!({"id": id, "question": "Is it there?", "kind": "document", "key": key, "mandatory": true,
            "evidence": "The page", "action": "Write it", "output": "Page"})
    };
    let requirement = |id: &str, depends: Value| {
        json!({"id": id, "title": "Title", "parent": "1", "kind": "clause", "pdca": "plan", "wave": 1,
            "stage1": true, "if_absent": "major", "question": "Is it there?", "why": "Because.",
            "checks": [check(&format!("{id}/1"), true), check(&format!("{id}/2"), false)],
            "roles": ["user"], "depends_on": depends, "effort_hours": effort, "owner_role": "Owner",
            "iso27001": "new"})
    };
    json!({"format": 1, "id": "house", "title": "House rules", "version": "1",
        "gates": [{"id": "first", "title": "First", "checks": ["1.1/1"]}],
        "waves": [{"number": 1, "title": "Start", "pdca": "plan", "milestone": "Started"}],
        "groups": [{"headings": [{"id": "1", "title": "Rules"}],
            "requirements": [requirement("1.1", json!([])), requirement("1.2", json!(["1.1"])),
                requirement("1.3", json!(["1.2"]))]}]})
}

/// The same in format 2, with a control.
fn second() -> Value {
    let mut whole = sound();
    whole["format"] = json!(2);
    for r in whole.pointer_mut("/groups/0/requirements").unwrap().as_array_mut().unwrap() {
        r["short"] = json!("Is it there?");
        r["finding"] = json!({"grade": "opportunity", "text": "It is thin."});
        r["enough"] = json!({"stage1": "A page.", "stage2": "A page in use."});
        r["effort_hours"]["micro"] = json!(3);
        for c in r["checks"].as_array_mut().unwrap() {
            let check = c.as_object_mut().unwrap();
            check.remove("action");
            check.insert("actions".into(), json!({"start": "Write", "use": "Use", "prove": "Approve"}));
            if check["key"] == true {
                check.insert("levels".into(), json!({"2": "b", "3": "c", "4": "d", "5": "e"}));
                check.insert("answers".into(), json!({"good": "'Here.'", "bad": "'Somewhere.'"}));
            }
        }
    }
    let control = whole.pointer_mut("/groups/0/requirements/2").unwrap();
    control["kind"] = json!("control");
    control["exclusion"] = json!({"credible": "Rare.", "not_credible": "'No.'", "reason_must": "Why."});
    control["exclude"] = json!({"when": "You have none."});
    control["checks"][0]["kind"] = json!("event");
    control["checks"][0]["same_as"] = json!(["1.1/1"]);
    whole["groups"][0]["requirements"][0]["checks"][0]["same_as"] = json!(["1.3/1"]);
    whole
}

fn faults(value: &Value) -> Vec<Fault> {
    let text = serde_json::to_string_pretty(value).unwrap();
    problems(&Source { name: "questionnaire.json".into(), text: Ok(text) }, &[]).faults
}

#[test]
fn a_sound_questionnaire_of_either_format_has_no_fault() {
    assert_eq!(faults(&sound()), []);
    assert_eq!(faults(&second()), []);
}

/// Breaks one place and says what must be found there, with which word in it.
#[test]
fn each_kind_of_fault_is_found_where_it_is() {
    let r = "/groups/0/requirements";
    let cases: Vec<(String, Value, String, &str)> = vec![
        (format!("{r}/0/qestion"), json!("x"), format!("{r}/0/qestion"), "did you mean \"question\""),
        (format!("{r}/0/kind"), json!("clauses"), format!("{r}/0/kind"), "did you mean \"clause\""),
        (format!("{r}/0/roles/0"), json!("painter"), format!("{r}/0/roles/0"), "developer"),
        (format!("{r}/0/wave"), json!(7), format!("{r}/0/wave"), "wave 7"),
        (format!("{r}/0/wave"), json!("one"), format!("{r}/0/wave"), "a text stands"),
        (format!("{r}/1/id"), json!("1.1"), format!("{r}/1/id"), "given twice"),
        (format!("{r}/1/id"), json!("2.2"), format!("{r}/1/parent"), "does not begin with"),
        (format!("{r}/1/parent"), json!("9"), format!("{r}/1/parent"), "no heading"),
        (format!("{r}/0/depends_on"), json!(["8.8"]), format!("{r}/0/depends_on/0"), "8.8"),
        (
            format!("{r}/0/depends_on"),
            json!(["1.3"]),
            format!("{r}/0/depends_on"),
            "1.1 -> 1.3 -> 1.2 -> 1.1",
        ),
        (format!("{r}/0/depends_on"), json!(["1.1"]), format!("{r}/0/depends_on"), "1.1 -> 1.1"),
        (format!("{r}/0/why"), json!("  "), format!("{r}/0/why"), "empty"),
        (format!("{r}/0/why"), json!("a\u{1b}[2J"), format!("{r}/0/why"), "control sign"),
        (format!("{r}/0/question"), json!("x".repeat(191)), format!("{r}/0/question"), "190 is the most"),
        (format!("{r}/0/checks/1/id"), json!("1.2/7"), format!("{r}/0/checks/1/id"), "begin with 1.1/"),
        (format!("{r}/0/checks/1/demand"), json!("1.9#1"), format!("{r}/0/checks/1/demand"), "1.1#"),
        (format!("{r}/0/checks"), json!([]), format!("{r}/0/checks"), "empty"),
        (format!("{r}/0/exclusion"), json!({}), format!("{r}/0/exclusion"), "cannot be excluded"),
        (format!("{r}/2/kind"), json!("control"), format!("{r}/2"), "may be excluded"),
        (format!("{r}/0/effort_hours/solo"), json!(0), format!("{r}/0/effort_hours/solo"), "above 0"),
        (format!("{r}/0/effort_hours/large"), json!(1), format!("{r}/0/effort_hours"), "do not grow"),
        ("/gates/0/checks/0".into(), json!("1.1/9"), "/gates/0/checks/0".into(), "no check"),
        ("/gates/0/checks/0".into(), json!("1.1/2"), "/gates/0/checks/0".into(), "no key check"),
        ("/waves/0/number".into(), json!(2), "/waves".into(), "numbered"),
        ("/places".into(), json!({"scope": "7.7"}), "/places/scope".into(), "no requirement"),
        ("/places".into(), json!({"statement": "1.1/9"}), "/places/statement".into(), "no check"),
        (
            "/places".into(),
            json!({"impact": {"controls": "1.1", "asked_by": ["1.2"]}}),
            "/places/impact/controls".into(),
            "no heading",
        ),
        (
            "/same_matter".into(),
            json!([{"clause": "1.1", "control": "1.2"}]),
            "/same_matter/0/control".into(),
            "no control",
        ),
        ("/names".into(), json!({"short": "House"}), "/names".into(), "no \"clauses\""),
        ("/format".into(), json!(3), "/format".into(), "the number 2"),
        (format!("{r}/0/short"), json!("Is it?"), format!("{r}/0/short"), "no key \"short\" in format 1"),
        (format!("{r}/0/checks/0/kind"), json!("event"), format!("{r}/0/checks/0/kind"), "one of document,"),
        ("/files".into(), json!(["../secret.json"]), "/files/0".into(), "beside questionnaire.json"),
    ];
    each_is_found(&sound(), cases);
}

/// The same for what format 2 adds.
#[test]
fn each_kind_of_fault_of_format_2_is_found_where_it_is() {
    let r = "/groups/0/requirements";
    let in_r = |rest: &str, value: Value, at: &str, word: &'static str| {
        (format!("{r}/{rest}"), value, format!("{r}/{at}"), word)
    };
    let hours = json!({"solo": 1, "micro": 3, "small": 2, "medium": 4, "large": 8});
    let (falling, rising) =
        (&hours.clone(), &json!({"solo": 1, "micro": 2, "small": 2, "medium": 4, "large": 8}));
    let alone = json!([{"id": "1.2/1", "mandatory": true, "not_alone": "No team."}]);
    let cases = vec![
        in_r(
            "0/checks/0/action",
            json!("Write"),
            "0/checks/0/action",
            "in format 2. Fix: remove it; a check has",
        ),
        in_r("0/checks/0/kind", json!("events"), "0/checks/0/kind", "did you mean \"event\""),
        in_r("0/short", json!("x".repeat(41)), "0/short", "40 is the most"),
        in_r("0/exclude", json!({"when": "Never mind."}), "0/exclude", "cannot be excluded"),
        in_r("2/exclude", json!({}), "2/exclude", "either when it can be left out or why"),
        in_r("2/exclude", json!({"when": "x", "never": "y"}), "2/exclude", "keep one of"),
        in_r("1/kind", json!("control"), "1", "add \"exclude\""),
        in_r("1/effort_hours", hours.clone(), "1/effort_hours", "do not grow"),
        in_r("1/yearly_hours", hours, "1/yearly_hours", "the yearly hours of 1.2 do not grow"),
        in_r(
            "1/worked",
            json!({"bank": {"level": "n", "wrote": "No."}}),
            "1/worked/bank/level",
            "cannot be left",
        ),
        in_r("1/checks", alone, "1/checks", "left for a firm of one"),
        in_r("1/checks/0/levels", json!({"2": "b", "3": "c", "5": "e"}), "1/checks/0", "own for level 4"),
        in_r("1/checks/0/answers", json!({"good": "'Here.'"}), "1/checks/0/answers", "no \"bad\""),
        in_r("1/checks/0/same_as", json!(["1.2/1"]), "1/checks/0/same_as/0", "names itself"),
        in_r("1/checks/0/same_as", json!(["1.1/1"]), "1/checks/0/same_as/0", "does not name 1.2/1"),
        in_r("1/checks/0/same_as", json!(["9.9/1"]), "1/checks/0/same_as/0", "is no check"),
        in_r("2/checks/0/same_as", json!(["1.1/1", "1.1/1"]), "2/checks/0/same_as/1", "names 1.1/1 twice"),
        in_r("0/checks/0/held", json!([{}]), "0/checks/0/held/0", "name one of them"),
        in_r("0/checks/0/held", json!([{"kind": "toy"}]), "0/checks/0/held/0/kind", "is no register"),
        in_r(
            "0/checks/0/held",
            json!([{"kind": "risk", "with": ["owners"]}]),
            "0/checks/0/held/0/with/0",
            "is no field of the register risk",
        ),
        in_r(
            "0/checks/0/held",
            json!([{"kind": "risk", "where": [{"field": "treatment", "is": ["pray"]}]}]),
            "0/checks/0/held/0/where/0/is/0",
            "reduce",
        ),
        in_r(
            "0/checks/0/held",
            json!([{"kind": "person", "each": "system"}]),
            "0/checks/0/held/0/each",
            "name none of",
        ),
        ("/gates/0/checks/0".into(), json!("1.1/9"), "/gates/0/checks/0".into(), "no check"),
        (
            "/certification_hours".into(),
            json!({"stage1": falling, "stage2": rising, "findings": rising}),
            "/certification_hours/stage1".into(),
            "the hours of \"stage1\" do not grow",
        ),
    ];
    each_is_found(&second(), cases);
    let mut bare = second();
    bare.pointer_mut(&format!("{r}/1/checks/0")).unwrap().as_object_mut().unwrap().remove("answers");
    bare.pointer_mut(&format!("{r}/1/effort_hours")).unwrap().as_object_mut().unwrap().remove("micro");
    let found = faults(&bare);
    assert!(found.iter().any(|f| f.to_string().contains("without a good and a bad answer")), "{found:#?}");
    assert!(found.iter().any(|f| f.to_string().contains("no \"micro\"")), "{found:#?}");
    assert_eq!(found.len(), 2, "{found:#?}");
}

/// Sets each place of a sound questionnaire to a value and looks for a fault at a pointer with a word in it.
fn each_is_found(whole: &Value, cases: Vec<(String, Value, String, &str)>) {
    for (place, value, pointer, word) in cases {
        let mut broken = whole.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        match broken.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.insert(key.to_owned(), value)),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
            _ => panic!("{place}"),
        }
        let found = faults(&broken);
        assert!(
            found.iter().any(|f| f.pointer == pointer && f.to_string().contains(word) && f.line.is_some()),
            "{place} -> {pointer} {word}: {found:#?}"
        );
    }
}

#[test]
fn a_missing_key_is_named_and_checks_without_a_duty_are_refused() {
    let mut broken = sound();
    let r = broken.pointer_mut("/groups/0/requirements/0").unwrap().as_object_mut().unwrap();
    r.remove("why");
    for c in r["checks"].as_array_mut().unwrap() {
        c["mandatory"] = json!(false);
    }
    let found = faults(&broken);
    assert!(found.iter().any(|f| f.to_string().contains("no \"why\"")), "{found:#?}");
    assert!(found.iter().any(|f| f.to_string().contains("no mandatory check")), "{found:#?}");
}

#[test]
fn keys_written_twice_and_broken_json_are_told_with_their_line() {
    let text = serde_json::to_string_pretty(&sound()).unwrap();
    let twice = text.replacen("\"format\": 1,", "\"format\": 1,\n  \"format\": 1,", 1);
    let head = |text: &str| Source { name: "q.json".into(), text: Ok(text.to_owned()) };
    let report = problems(&head(&twice), &[]);
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
    assert_eq!((report.faults[0].pointer.as_str(), report.faults[0].line), ("/format", Some(3)));

    let report = problems(&head("{\n \"format\": 1\n \"id\": 2\n}"), &[]);
    assert!(report.unreadable);
    assert_eq!(report.faults[0].line, Some(3));
    assert!(!report.faults[0].to_string().contains(" at line "), "{}", report.faults[0]);
}

/// A part that cannot be read must not make every reference into it look dangling.
#[test]
fn a_missing_part_is_one_fault() {
    let mut head = sound();
    head["files"] = json!(["more.json"]);
    head["groups"] = json!([]);
    let head = Source { name: "questionnaire.json".into(), text: Ok(head.to_string()) };
    let part = Source { name: "more.json".into(), text: Err(Unreadable::System("it is not there".into())) };
    let report = problems(&head, &[part]);
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
    assert!(report.unreadable && report.faults[0].to_string().starts_with("more.json: "));
}
