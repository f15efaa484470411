//! The format exists three times: the reading types, the validator's table, the published JSON Schemas.
//! These tests hold all three to each other, key by key, and to the real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clausewise::model::questionnaire as q;
use clausewise::model::validate::fields::{self, Record, Shape};
use clausewise::model::validate::{Source, problems};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const GROUP: &str = include_str!("../questionnaires/schema/group.schema.json");
const HEAD: &str = include_str!("../questionnaires/schema/questionnaire.schema.json");

/// Every part the schemas describe, by its title.
fn schemas() -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for text in [GROUP, HEAD] {
        let root: Value = serde_json::from_str(text).unwrap();
        assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
        for part in root["$defs"].as_object().unwrap().values().chain([&root]) {
            let before = found.insert(part["title"].as_str().unwrap().to_owned(), part.clone());
            // A part that both need stands in both, in the same words.
            assert!(before.is_none_or(|b| b == *part), "{}", part["title"]);
        }
    }
    found
}

/// The part a reference leads to, by its title.
fn title_of(reference: &str) -> String {
    if reference == "group.schema.json" {
        return "group".into();
    }
    let (_, name) = reference.split_once("#/$defs/").unwrap();
    let roots = [GROUP, HEAD].map(|t| serde_json::from_str::<Value>(t).unwrap());
    roots.iter().find_map(|r| r["$defs"][name]["title"].as_str()).unwrap().to_owned()
}

#[test]
fn the_schemas_say_what_the_table_says() {
    let schemas = schemas();
    assert_eq!(schemas.len(), fields::ALL.len());
    for record in fields::ALL {
        let schema = &schemas[record.name];
        assert_eq!(schema["additionalProperties"], false, "{}", record.name);
        assert!(schema["description"].is_string(), "{}", record.name);
        let keys: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let fields = || record.in_format(fields::FORMAT);
        assert_eq!(keys, fields().map(|f| f.key).collect::<Vec<_>>(), "{}", record.name);
        let needed: Vec<&str> = fields().filter(|f| f.needed).map(|f| f.key).collect();
        assert_eq!(schema["required"], json!(needed), "{}", record.name);
        for field in fields() {
            let here = format!("{}.{}", record.name, field.key);
            let property = &schema["properties"][field.key];
            assert!(property["description"].as_str().is_some_and(|d| d.ends_with('.')), "{here}");
            same(&field.shape, property, &here);
        }
    }
}

fn same(shape: &Shape, schema: &Value, here: &str) {
    match shape {
        Shape::Text(most) => {
            assert_eq!((&schema["minLength"], &schema["maxLength"]), (&json!(1), &json!(most)), "{here}");
        }
        Shape::Id | Shape::CheckId | Shape::Demand | Shape::Slug | Shape::FileName => {
            assert!(schema["pattern"].is_string() && schema["maxLength"].is_u64(), "{here}");
        }
        Shape::Flag => assert_eq!(schema["type"], "boolean", "{here}"),
        Shape::Whole(least, most) => {
            assert_eq!(schema["type"], "integer", "{here}");
            assert_eq!((&schema["minimum"], &schema["maximum"]), (&json!(least), &json!(most)), "{here}");
        }
        Shape::Hours => {
            assert_eq!(schema["exclusiveMinimum"], 0, "{here}");
            assert_eq!(schema["maximum"].as_f64(), Some(fields::MOST_HOURS), "{here}");
        }
        Shape::Word(words) => assert_eq!(schema["enum"], json!(words), "{here}"),
        Shape::List(inner, least, most) => {
            assert_eq!((&schema["minItems"], &schema["maxItems"]), (&json!(least), &json!(most)), "{here}");
            same(inner, &schema["items"], here);
        }
        Shape::Record(r) => assert_eq!(title_of(schema["$ref"].as_str().unwrap()), r.name, "{here}"),
        Shape::Levels => {
            assert_eq!(schema["propertyNames"]["enum"], json!(fields::LEVELS), "{here}");
            same(&Shape::Text(fields::LINE_CHARS), &schema["additionalProperties"], here);
        }
    }
}

/// Something small that fits a shape in one format.
fn sample(shape: &Shape, format: u64) -> Value {
    match shape {
        Shape::Text(_) => json!("Text"),
        Shape::Id => json!("A.1"),
        Shape::CheckId => json!("A.1/1"),
        Shape::Demand => json!("A.1#1"),
        Shape::Slug => json!("name"),
        Shape::FileName => json!("name.json"),
        Shape::Flag => json!(true),
        Shape::Whole(least, _) => json!(least),
        Shape::Hours => json!(1.5),
        Shape::Word(words) => json!(words[0]),
        Shape::List(inner, ..) => json!([sample(inner, format)]),
        Shape::Record(r) => full(r, format),
        Shape::Levels => json!({"3": "Text"}),
    }
}

/// A part with every key it may have in one format.
fn full(record: &Record, format: u64) -> Value {
    record
        .in_format(format)
        .map(|f| (f.key.to_owned(), sample(&f.shape, format)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Holds one reading type to its part in both formats: every key is read, none beside them, each key all formats
/// need is needed, and every word the table allows is understood while another is not.
fn holds<T: DeserializeOwned>(record: &Record) {
    let read = |v: &Value| serde_json::from_value::<T>(v.clone()).map(|_| ()).map_err(|e| e.to_string());
    for format in [fields::OLDEST_FORMAT, fields::FORMAT] {
        let whole = full(record, format);
        assert_eq!(read(&whole), Ok(()), "{} {format}", record.name);

        let mut strange = whole.clone();
        strange["strange"] = json!(1);
        let complaint = read(&strange).unwrap_err();
        let known: BTreeSet<&str> = complaint.split('`').skip(3).step_by(2).collect();
        let table: BTreeSet<&str> = record.fields.iter().map(|f| f.key).collect();
        assert_eq!(known, table, "{}: {complaint}", record.name);

        for field in record.in_format(format) {
            let mut without = whole.clone();
            without.as_object_mut().unwrap().remove(field.key);
            let always = |f: u64| record.in_format(f).any(|x| x.key == field.key && x.needed);
            let needed = always(fields::OLDEST_FORMAT) && always(fields::FORMAT);
            assert_eq!(read(&without).is_err(), needed, "{}.{}", record.name, field.key);
            let words = match &field.shape {
                Shape::Word(words) | Shape::List(Shape::Word(words), ..) => *words,
                _ => continue,
            };
            for word in words {
                let mut with = whole.clone();
                with[field.key] = if with[field.key].is_array() { json!([word]) } else { json!(word) };
                assert_eq!(read(&with), Ok(()), "{}.{} {word}", record.name, field.key);
            }
        }
    }
}

#[test]
fn the_reading_types_know_exactly_the_keys_of_the_table() {
    holds::<q::Manifest>(&fields::MANIFEST);
    holds::<q::Names>(&fields::NAMES);
    holds::<q::Places>(&fields::PLACES);
    holds::<q::Impact>(&fields::IMPACT);
    holds::<q::SameMatter>(&fields::SAME_MATTER);
    holds::<q::Firms>(&fields::FIRMS);
    holds::<q::WorkedFirm>(&fields::FIRM);
    holds::<q::FirmMember>(&fields::MEMBER);
    holds::<q::FirmSystem>(&fields::FIRM_SYSTEM);
    holds::<q::Gate>(&fields::GATE);
    holds::<q::Wave>(&fields::WAVES);
    holds::<q::Group>(&fields::GROUP);
    holds::<q::Heading>(&fields::HEADING);
    holds::<q::Requirement>(&fields::REQUIREMENT);
    holds::<q::Check>(&fields::CHECK);
    holds::<q::RequirementForOne>(&fields::FOR_ONE);
    holds::<q::CheckForOne>(&fields::CHECK_FOR_ONE);
    holds::<q::AuditorView>(&fields::AUDITOR);
    holds::<q::BySize>(&fields::SIZE);
    holds::<q::Document>(&fields::DOCUMENT);
    holds::<q::Exclusion>(&fields::EXCLUSION);
    holds::<q::Related>(&fields::RELATED);
    holds::<q::EffortHours>(&fields::EFFORT);
    holds::<q::HoursBySize>(&fields::HOURS_BY_SIZE);
    holds::<q::CertificationHours>(&fields::CERTIFICATION);
    holds::<q::Finding>(&fields::FINDING);
    holds::<q::Enough>(&fields::ENOUGH);
    holds::<q::Exclude>(&fields::EXCLUDE);
    holds::<q::Pointer>(&fields::POINTER);
    holds::<q::Sectors>(&fields::SECTORS);
    holds::<q::Worked>(&fields::WORKED);
    holds::<q::Wrote>(&fields::WROTE);
    holds::<q::Answers>(&fields::ANSWERS);
    holds::<q::Actions>(&fields::ACTIONS);
    holds::<q::ActionNames>(&fields::ACTION_NAMES);
    holds::<q::HeldRow>(&fields::HELD);
    holds::<q::HeldValue>(&fields::HELD_VALUE);
}

fn questionnaires() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires")
}

/// Editors find the schema by this key, so it has to lead to a file that is there.
#[test]
fn every_file_names_a_schema_that_is_there() {
    let mut seen = 0;
    for folder in ["iso42001-2023", "examples/meeting-assistants"] {
        for entry in std::fs::read_dir(questionnaires().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let schema = path.parent().unwrap().join(value["$schema"].as_str().unwrap());
            let head = path.ends_with("questionnaire.json");
            assert!(schema.ends_with(if head { "questionnaire.schema.json" } else { "group.schema.json" }));
            assert!(schema.is_file(), "{}", path.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 18);
}

fn validate(path: &Path) -> (i32, String, String) {
    let out = assert_cmd::cargo::cargo_bin_cmd!("clausewise")
        .args(["questionnaire", "validate"])
        .arg(path)
        .output()
        .unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

#[test]
fn the_command_tells_sound_from_faulty_from_unreadable() {
    let (code, out, _) = validate(&questionnaires().join("examples/meeting-assistants"));
    assert_eq!((code, out.as_str()), (0, "valid: 6 requirements, 10 checks\n"));

    let dir = tempfile::tempdir().unwrap();
    let text =
        std::fs::read_to_string(questionnaires().join("examples/meeting-assistants/questionnaire.json"));
    let file = dir.path().join("own.json");
    std::fs::write(&file, text.unwrap().replace("\"wave\": 3", "\"wave\": 9").replace("\"1.2\"", "\"1.1\""))
        .unwrap();
    let (code, out, err) = validate(&file);
    assert_eq!(code, 1, "{out}");
    assert!(out.lines().all(|l| l.starts_with("own.json:") && l.contains(". Fix: ")), "{out}");
    assert!(out.contains("the id 1.1 is given twice") && out.contains("wave 9"), "{out}");
    assert!(err.contains("faults. Nothing was changed."), "{err}");

    std::fs::write(&file, "{\"format\": 1,\n}").unwrap();
    let (code, out, _) = validate(&file);
    assert!(code == 65 && out.starts_with("own.json:2: this is no JSON"), "{code} {out}");
    assert_eq!(validate(&dir.path().join("nowhere")).0, 65);
}

/// The example goes through the whole model: a house rule of six requirements has scores and a plan too.
#[test]
fn another_questionnaire_can_be_scored_and_planned() {
    use clausewise::model::{Assessment, GapList, Roadmap, Scores, roadmap::PlanInput};
    let q = clausewise::bank::from_folder(&questionnaires().join("examples/meeting-assistants")).unwrap();
    let mut a = Assessment::new(&q);
    for id in ["1", "2", "3", "X.1"] {
        a.set(&q, id, Some("1".into()));
    }
    a.set(&q, "1.1", Some("5".into()));
    let scores = Scores::compute(&q, &a);
    assert_eq!((scores.all.counts.met, scores.all.counts.gap, scores.all.counts.total()), (1, 5, 6));
    let gaps = GapList::compute(&q, &a, &scores);
    let plan = Roadmap::compute(&q, &a, &scores, &gaps, PlanInput::of(&a, jiff::civil::date(2027, 3, 1)));
    assert_eq!(plan.items.len(), 5);
}

/// Every place of a JSON value, as pointers.
fn places(value: &Value, here: &str, into: &mut Vec<String>) {
    into.push(here.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| places(v, &format!("{here}/{k}"), into)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, v)| places(v, &format!("{here}/{i}"), into));
        }
        _ => {}
    }
}

fn strange() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(-1.5), Just(0.0), Just(1.0), Just(2.5), Just(1e300)].prop_map(|n: f64| json!(n)),
        (0u64..400).prop_map(Value::from),
        "[A-Za-z0-9./#-]{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["1.1", "1.1"])),
        Just(json!({"5": "x", "9": 1})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands at whatever place: the validator answers, its faults are one line each, and what it
    /// finds sound the program can read, take ids from and outline.
    #[test]
    fn what_the_validator_lets_through_can_be_used(at in any::<prop::sample::Index>(), new in strange(), drop in any::<bool>()) {
        let text = include_str!("../questionnaires/examples/meeting-assistants/questionnaire.json");
        let mut value: Value = serde_json::from_str(text).unwrap();
        let mut all = Vec::new();
        places(&value, "", &mut all);
        let place = at.get(&all).clone();
        match place.rsplit_once('/') {
            Some((parent, key)) if drop => match value.pointer_mut(parent).unwrap() {
                Value::Object(map) => std::mem::drop(map.remove(key)),
                Value::Array(list) => std::mem::drop(list.remove(key.parse().unwrap())),
                _ => unreachable!(),
            },
            _ => *value.pointer_mut(&place).unwrap() = new,
        }
        let source = Source { name: "q.json".into(), text: Ok(value.to_string()) };
        let report = problems(&source, &[]);
        for fault in &report.faults {
            let line = fault.to_string();
            prop_assert!(!line.chars().any(char::is_control) && line.starts_with("q.json"), "{line:?}");
        }
        if report.faults.is_empty() {
            let manifest: q::Manifest = serde_json::from_value(value).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let used = q::Questionnaire::assemble(manifest, Vec::new());
            prop_assert_eq!((used.requirements.len(), used.check_count()), (report.requirements, report.checks));
            let ids = used.headings.iter().map(|h| &h.id).chain(used.requirements.iter().map(|r| &r.id));
            for id in ids {
                prop_assert!(used.find(id).is_some());
            }
            prop_assert_eq!(used.outline.len(), used.headings.len() + used.requirements.len());
        }
    }

    /// No text, however broken, stops the validator.
    #[test]
    fn any_text_is_answered(cut in any::<prop::sample::Index>(), new in any::<char>()) {
        let text = include_str!("../questionnaires/examples/meeting-assistants/questionnaire.json");
        let mut chars: Vec<char> = text.chars().collect();
        let at = cut.index(chars.len());
        chars[at] = new;
        let source = |t: String| Source { name: "q.json".into(), text: Ok(t) };
        problems(&source(chars.iter().collect()), &[]);
        problems(&source(chars.iter().take(at).collect()), &[]);
    }
}
