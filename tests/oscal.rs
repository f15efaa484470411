//! What programs read, held against schemas and other programs' rules: OSCAL against those of NIST, the data file
//! against ours, calendar and chart against the plan. The only tests that need a validator of JSON schemas.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/audit.rs"]
mod audit;
#[path = "oscal/everything.rs"]
mod everything;
#[path = "common/inputs.rs"]
mod inputs;
#[path = "oscal/plan.rs"]
mod plan;
#[path = "common/state.rs"]
mod state;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clausewise::report::{Input, data, oscal};
use inputs::{Made, answered, firm};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

static VALIDATORS: LazyLock<[Validator; 3]> = LazyLock::new(|| {
    [
        include_str!("fixtures/oscal/oscal_catalog_schema.json"),
        include_str!("fixtures/oscal/oscal_assessment-results_schema.json"),
        include_str!("fixtures/oscal/oscal_poam_schema.json"),
    ]
    .map(|text| {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
    })
});

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// Every value of a document with the keys that lead to it.
fn walk<'v>(value: &'v Value, key: &str, see: &mut dyn FnMut(&str, &'v Value)) {
    see(key, value);
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| walk(v, k, see)),
        Value::Array(list) => list.iter().for_each(|v| walk(v, key, see)),
        _ => {}
    }
}

/// What no schema says: no name is given twice, what is referred to is there, no list is empty.
fn sound(name: &str, value: &Value) {
    let (mut given, mut asked, mut twice) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    walk(value, "", &mut |key, v| {
        assert!(v.as_array().is_none_or(|list| !list.is_empty()), "{name}: {key} is an empty list");
        let Some(text) = v.as_str() else { return };
        match key {
            "uuid" if !given.insert(text.to_owned()) => twice.push(text.to_owned()),
            "uuid" => {}
            _ if key.ends_with("-uuid") || key == "party-uuids" => drop(asked.insert(text.to_owned())),
            "href" => asked.extend(text.strip_prefix('#').map(str::to_owned)),
            _ => {}
        }
    });
    assert_eq!(twice, Vec::<String>::new(), "{name}");
    assert_eq!(asked.difference(&given).collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
}

/// Ids of controls and statements the catalog gives.
fn ids(catalog: &Value) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    walk(catalog, "", &mut |key, v| {
        if key == "id" {
            ids.insert(v.as_str().unwrap().to_owned());
        }
    });
    ids
}

fn check(name: &str, made: &Made) {
    made.with(|input| {
        let all = oscal::all(input);
        for ((file, value), validator) in all.iter().zip(&*VALIDATORS) {
            assert_eq!(faults(validator, value), Vec::<String>::new(), "{name} {file}");
            sound(&format!("{name} {file}"), value);
            // It leaves in characters that act nowhere, and comes back the same.
            let text = data::pretty(value).unwrap();
            assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), value, "{name} {file}");
            assert_eq!(
                text,
                data::pretty(&oscal::all(input)[all.iter().position(|x| &x.0 == file).unwrap()].1).unwrap()
            );
            let acts =
                |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2028}' | '\u{feff}');
            assert!(!text.contains(acts), "{name} {file}");
        }
        let given = ids(&all[0].1);
        for (file, value) in &all[1..] {
            walk(value, "", &mut |key, v| {
                if key == "control-id" || key == "target-id" {
                    assert!(given.contains(v.as_str().unwrap()), "{name} {file}: {v}");
                }
            });
        }
        figures(name, input, &all[1].1, &all[2].1);
    });
}

/// Values of our properties by name, in order.
fn props<'v>(of: &'v Value, name: &str) -> Vec<&'v str> {
    let all = of["props"].as_array().unwrap().iter();
    let mine = all.filter(|p| p["name"] == name && p["ns"] == oscal::NAMESPACE);
    mine.map(|p| p["value"].as_str().unwrap()).collect()
}

/// A figure of data as a property says it.
fn said(figure: &Value) -> Vec<String> {
    match figure {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(said).collect(),
        Value::Number(n) => vec![n.as_f64().unwrap().to_string()],
        other => vec![other.to_string()],
    }
}

/// Every figure of `status` stands in the results, under its own name.
fn figures(name: &str, input: &Input, results: &Value, plan: &Value) {
    let status = data::status(input);
    let result = &results["assessment-results"]["results"][0];
    let mut seen = 0;
    let mut held = |of: &Value, prop: &str, figure: &Value| {
        assert_eq!(props(of, prop), said(figure), "{name}: {prop}");
        seen += 1;
    };
    for (key, value) in status.as_object().unwrap() {
        match (key.as_str(), value) {
            ("requirements", _) => {}
            ("rule", rule) => held(&results["assessment-results"]["metadata"], "rule", rule),
            ("not_asked", list) => {
                let ids: Value = list.as_array().unwrap().iter().map(|c| c["id"].clone()).collect();
                held(result, "not-asked", &ids);
            }
            (_, Value::Object(parts)) => {
                for (part, figure) in parts {
                    held(result, &format!("{key}-{part}").replace('_', "-"), figure);
                }
            }
            _ => held(result, &key.replace('_', "-"), value),
        }
    }
    assert!(seen > 20, "{seen}");
    let none = Vec::new();
    let list = |key: &str| result[key].as_array().unwrap_or(&none).iter();
    for r in status["requirements"].as_array().unwrap() {
        let is = |x: &&Value| props(x, "requirement") == [r["id"].as_str().unwrap()];
        let found: Vec<&Value> = list("findings").chain(list("observations")).filter(is).collect();
        assert_eq!(found.len(), 1, "{name} {}", r["id"]);
        for key in ["status", "low", "high"] {
            assert_eq!(props(found[0], key), said(&r[key]), "{name} {} {key}", r["id"]);
        }
        let met = r["status"] == "met";
        let state = &found[0]["target"]["status"]["state"];
        let expected = if met { json!("satisfied") } else { json!("not-satisfied") };
        assert!(
            *state == expected || (r["status"] == "not_applicable" && state.is_null()),
            "{name} {}",
            r["id"]
        );
    }
    let plan = &plan["plan-of-action-and-milestones"];
    let roadmap = data::roadmap(input);
    let items = plan["poam-items"].as_array().unwrap();
    let actions: Vec<&str> = items.iter().flat_map(|i| props(i, "action")).collect();
    let expected: Vec<&str> =
        roadmap["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert_eq!(actions, expected, "{name}");
    assert_eq!(items.len(), expected.len().max(1), "{name}");
    let milestones = roadmap["milestones"].as_array().unwrap();
    let dates: Vec<&str> = milestones.iter().map(|m| m["date"].as_str().unwrap()).collect();
    assert_eq!(props(&plan["metadata"], "milestone"), dates, "{name}");
    for key in ["finish", "earliest", "target", "misses_by_weeks", "total_hours", "hours_low", "hours_high"] {
        assert_eq!(props(&plan["metadata"], &key.replace('_', "-")), said(&roadmap[key]), "{name} {key}");
    }
    assert_eq!(plan["risks"].as_array().unwrap_or(&none).len(), input.gaps.gaps.len(), "{name}");
}

#[test]
fn every_document_keeps_to_the_schemas_of_nist_and_holds_every_figure() {
    for (name, made) in inputs::all() {
        check(name, &made);
    }
}

#[test]
fn the_schemas_find_what_is_wrong() {
    firm(None).with(|input| {
        let [(_, catalog), (_, results), (_, plan)] = oscal::all(input);
        let mut wrong = results.clone();
        wrong["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] =
            json!("partly");
        assert!(!faults(&VALIDATORS[1], &wrong).is_empty(), "a state that is none");
        let mut wrong = results;
        wrong["assessment-results"]["results"][0]["observations"] = json!([]);
        assert!(!faults(&VALIDATORS[1], &wrong).is_empty(), "an empty list");
        let mut wrong = plan.clone();
        wrong["plan-of-action-and-milestones"]["uuid"] = json!("00000000-0000-1000-8000-000000000000");
        assert!(!faults(&VALIDATORS[2], &wrong).is_empty(), "a UUID by clock and network card");
        let mut wrong = plan;
        wrong["plan-of-action-and-milestones"]["metadata"]["last-modified"] = json!("2026-11-23");
        assert!(!faults(&VALIDATORS[2], &wrong).is_empty(), "a day is no moment");
        let mut wrong = catalog;
        wrong["catalog"]["groups"][0]["controls"][0]["id"] = json!("42001 a");
        assert!(!faults(&VALIDATORS[0], &wrong).is_empty(), "an id with a blank");
    });
}

/// A uuid by what it belongs to: title or text beside it.
fn names(value: &Value) -> BTreeSet<(String, String)> {
    let mut names = BTreeSet::new();
    walk(value, "", &mut |_, v| {
        if let (Some(id), Some(title)) = (v["uuid"].as_str(), v["title"].as_str()) {
            names.insert((title.to_owned(), id.to_owned()));
        }
    });
    names
}

#[test]
fn the_same_thing_keeps_its_name_and_another_assessment_has_others() {
    let before = firm(None);
    let mut later =
        Made { q: before.q.clone(), a: before.a.clone(), head: before.head.clone(), today: before.today };
    later = later.fact("note.5.2", "seen since").fact("4.1", "5");
    (later.head.events, later.head.hash) = (later.head.events + 2, "ab".repeat(32));
    later.today = later.today.tomorrow().unwrap();
    let of = |made: &Made| made.with(|input| oscal::all(input).map(|(_, v)| names(&v)));
    let (one, two) = (of(&before), of(&later));
    for (one, two) in one.iter().zip(&two) {
        let kept = one.intersection(two).count();
        assert!(kept > 3 && kept * 10 >= one.len() * 8, "{kept} of {}", one.len());
    }
    let mut other = before;
    other.head.first = "cd".repeat(32);
    let ids = |all: [BTreeSet<(String, String)>; 3]| -> BTreeSet<String> {
        all.into_iter().flatten().map(|(_, id)| id).collect()
    };
    assert!(ids(of(&other)).is_disjoint(&ids(one)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_answered_the_documents_are_valid(
        levels in prop::collection::vec(prop::sample::select(vec!["1", "2", "3", "4", "5", "?", "n"]), 1..40),
        organisation in any::<String>(), note in any::<String>(),
    ) {
        let made = answered(&levels).fact("about.organisation", &organisation).fact("note.5.2", &note);
        check("random", &made);
        plan::check("random", &made);
    }
}
