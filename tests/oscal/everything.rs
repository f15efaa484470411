//! `everything.json` keeps to its published schema, the schema knows every key there is and no other, and says of each
//! what it means.

use std::collections::BTreeSet;

use super::{audit, faults, inputs};
use clausewise::model::record::KINDS;
use clausewise::model::score::Status;
use clausewise::model::{Class, Level, OrgSize};
use clausewise::report::{data, records};
use jsonschema::Validator;
use serde_json::{Value, json};

const TEXT: &str = include_str!("../../questionnaires/schema/everything.schema.json");

fn published() -> Value {
    serde_json::from_str(TEXT).unwrap()
}

/// The schema with that of the records in it, because no reader of a single text goes to other files.
fn whole() -> Value {
    let mut schema = published();
    assert_eq!(schema["properties"]["records"]["$ref"], "records.schema.json");
    let text = records::schema(KINDS).to_string().replace("\"#/$defs/", "\"#/$defs/records/$defs/");
    let mut records: Value = serde_json::from_str(&text).unwrap();
    for key in ["$id", "$schema"] {
        records.as_object_mut().unwrap().remove(key);
    }
    schema["$defs"]["records"] = records;
    schema["properties"]["records"]["$ref"] = json!("#/$defs/records");
    schema
}

/// Readers must bear keys they do not know; here none is let through that the schema forgot.
fn strict(schema: &mut Value) {
    if let Value::Object(map) = schema {
        if map.contains_key("properties") && !map.contains_key("additionalProperties") {
            map.insert("additionalProperties".to_owned(), json!(false));
        }
        map.values_mut().for_each(strict);
    } else if let Value::Array(list) = schema {
        list.iter_mut().for_each(strict);
    }
}

fn validator() -> Validator {
    let mut schema = whole();
    strict(&mut schema);
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn every_export_keeps_to_the_schema() {
    let validator = validator();
    for (name, made) in inputs::all() {
        let value = made.with(data::everything);
        assert_eq!(faults(&validator, &value), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let validator = validator();
    let right = inputs::firm(None).with(data::everything);
    for (place, wrong) in [
        ("/status/readiness/low", json!(100.1)),
        ("/status/requirements/0/status", json!("fine")),
        ("/roadmap/items/0/start", json!("23.11.2026")),
        ("/roadmap/items/0/effort_hours", json!("5 h")),
        ("/gaps/0/new", json!(1)),
    ] {
        let mut value = right.clone();
        match value.pointer_mut(place) {
            Some(at) => *at = wrong,
            None => value["gaps"][0]["new"] = wrong,
        }
        assert!(!faults(&validator, &value).is_empty(), "{place}");
    }
}

/// Every key the schema names, with the place it stands at.
fn named(schema: &Value, here: &str, into: &mut BTreeSet<String>) {
    if let Some(part) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        if part != "records" {
            named(&whole()["$defs"][part], here, into);
        }
        return;
    }
    for (key, of) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{here}/{key}");
        assert!(
            of["description"].is_string() || of["$ref"].is_string() || of["title"].is_string(),
            "{place}"
        );
        into.insert(place.clone());
        named(of, &place, into);
    }
    if schema["items"].is_object() {
        named(&schema["items"], here, into);
    }
}

fn held(value: &Value, here: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) if !matches!(here, "/records" | "/answers") => {
            for (key, of) in map {
                let place = format!("{here}/{key}");
                held(of, &place, into);
                into.insert(place);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| held(v, here, into)),
        _ => {}
    }
}

#[test]
fn the_schema_names_no_key_that_never_comes() {
    let (mut ours, mut theirs) = (BTreeSet::new(), BTreeSet::new());
    named(&whole(), "", &mut ours);
    for (_, made) in inputs::all() {
        held(&made.with(data::everything), "", &mut theirs);
    }
    // Answers of single AI systems are in none of the cases, and an audit that is walked through stands in a test of its own; what it
    // says of controls is told only where a reader may know.
    let of_audits = |p: &str| p.starts_with("/audits") || p.starts_with("/soa/audit");
    let rare = |p: &&String| !p.contains("by_system") && !of_audits(p);
    let never: Vec<&String> = ours.difference(&theirs).filter(rare).collect();
    assert_eq!(never, Vec::<&String>::new());
    assert!(ours.len() > 150, "{}", ours.len());
}

#[test]
fn an_audit_keeps_to_the_schema_and_says_all_it_names() {
    let (_folder, mut w) = audit::audit();
    audit::paper(&mut w, "5.2");
    for line in ["7.3 seen a list", "A.9.2 skip next cycle", "7.3 limitation the site was closed"] {
        w.row_line(line).unwrap();
    }
    w.finding_line("minor 7.2 Two began late").unwrap();
    w.finding_line("1 due 30 days").unwrap();
    w.rate("5.2", Some(Level::Planned), None, true).unwrap();
    let signed = audit::draft(&[("conclusion", "Works"), ("prepared", "P-1"), ("prepared-on", "2026-11-20")]);
    w.sign_off(&signed).unwrap();
    let value = data::everything(&w.input(&w.head()));
    assert_eq!(faults(&validator(), &value), Vec::<String>::new());
    let (mut ours, mut theirs) = (BTreeSet::new(), BTreeSet::new());
    named(&whole()["properties"]["audits"], "/audits", &mut ours);
    held(&value["audits"], "/audits", &mut theirs);
    assert_eq!(ours.difference(&theirs).collect::<Vec<_>>(), Vec::<&String>::new());
    let one = &value["audits"][0];
    assert_eq!(one["counts"]["findings"]["minor"], 1);
    assert_eq!(one["findings"][0]["due"]["on"], "2026-12-22");
    assert_eq!(
        (&one["signed"][0]["version"], &one["differences"][0]["requirement"]),
        (&json!(1), &json!("5.2"))
    );
}

#[test]
fn words_of_data_are_those_of_the_program() {
    let schema = whole();
    let words = |place: &str| -> Vec<Value> {
        let all = schema.pointer(place).unwrap()["enum"].as_array().unwrap();
        all.iter().filter(|v| !v.is_null()).cloned().collect()
    };
    let status = "/$defs/status/properties";
    let all: Vec<Value> = Status::ALL.iter().map(|s| json!(s.key())).collect();
    assert_eq!(words(&format!("{status}/requirements/items/properties/status")), all);
    assert_eq!(words("/$defs/control/properties/status"), all);
    let all: Vec<Value> = OrgSize::ALL.iter().map(|s| json!(s.key())).collect();
    assert_eq!(words(&format!("{status}/size")), all);
    let classes =
        [Class::Incomplete, Class::Early, Class::NotReady, Class::NearlyReady, Class::Stage1, Class::Stage2];
    let all: Vec<Value> = classes.iter().map(|c| json!(c.key())).collect();
    assert_eq!(words(&format!("{status}/verdict/properties/class")), all);
    let all: Vec<Value> = Level::ALL.iter().map(|l| json!(l.key())).collect();
    assert_eq!(words("/$defs/by_system/items/properties/counts"), all);
}

/// Which unit a figure has is said where it stands.
#[test]
fn every_figure_says_its_unit() {
    fn walk(schema: &Value, key: &str) {
        let typ = &schema["type"];
        if *typ == "number" || *typ == json!(["number", "null"]) {
            let words = schema["description"].as_str().unwrap();
            assert!(words.contains("Percent") || words.contains("Hours"), "{key}: {words}");
        }
        match schema {
            Value::Object(map) => map.iter().for_each(|(k, v)| walk(v, k)),
            Value::Array(list) => list.iter().for_each(|v| walk(v, key)),
            _ => {}
        }
    }
    walk(&published(), "");
}
