//! Our own data is held to what its schema promises: a field takes what a person could have chosen, and nothing else.

use clausewise::import::{Choice, Trouble};
use clausewise::model::record::{KINDS, Kind, Type};
use clausewise::words::Words as _;
use serde_json::json;

use super::{Open, said};

const ID: &str = "0000000000000z";
const OTHER: &str = "0000000000000y";

/// Our own data with these facts, of a record that is there and named, and one beside it.
fn ours(kind: &Kind, facts: &[(String, &str)]) -> Vec<u8> {
    let mut answers = serde_json::Map::new();
    answers.insert("about.questionnaire".to_owned(), json!("iso42001-2023 2.0"));
    answers.insert(format!("{}.made", stem(kind)), json!("yes"));
    answers.insert(format!("{}.no", stem(kind)), json!("7"));
    for (key, value) in facts {
        answers.insert(key.clone(), json!(value));
    }
    json!({ "answers": answers }).to_string().into_bytes()
}

/// What stands before the fields of that record, as an audit's are kept in its own layer.
fn stem(kind: &Kind) -> String {
    let layer = if kind.is_in_audit() { format!("@audit.{ID}/") } else { String::new() };
    format!("{layer}{}.{ID}", kind.key)
}

/// What stands behind the field's key, and its value.
type Samples = Vec<(String, &'static str)>;

/// Some that fit, and some that do not.
fn samples(typ: Type) -> (Samples, Samples) {
    let one = |all: &[&'static str]| all.iter().map(|v| (String::new(), *v)).collect::<Vec<_>>();
    let set =
        |all: &[(&str, &'static str)]| all.iter().map(|(m, v)| (format!(".{m}"), *v)).collect::<Samples>();
    match typ {
        Type::Line | Type::Who | Type::Long => (one(&["banana"]), set(&[("banana", "yes")])),
        Type::Date => (one(&["2026-05-05"]), one(&["banana", "2026-02-30"])),
        Type::Flag => (one(&["yes", "no"]), one(&["banana", "perhaps", "Yes"])),
        Type::Number(_) | Type::Hours(_) => (one(&["2"]), one(&["banana", "0", "-1", "1e99"])),
        Type::Choice(words) => (one(words), one(&["banana", "Banana, yes"])),
        Type::Words(words) => {
            let right = words.iter().map(|w| (format!(".{w}"), "yes")).collect();
            let mut wrong = set(&[("banana", "yes"), (words[0], "banana")]);
            wrong.extend(one(&["banana"]));
            (right, wrong)
        }
        Type::Link(_) => (one(&[OTHER]), one(&["banana"])),
        Type::Links(_) => (set(&[(OTHER, "yes")]), set(&[("banana", "yes"), (OTHER, "banana")])),
        Type::Id => (one(&["5.2", "5.2/1"]), one(&["banana", "99.9"])),
        Type::Ids => (set(&[("5.2", "yes"), ("5.2/1", "yes")]), set(&[("banana", "yes"), ("5.2", "banana")])),
        Type::Places => {
            (set(&[("5.2", "yes"), ("5.2/1", "yes"), ("5", "yes")]), set(&[("banana", "yes"), ("5.2", "no")]))
        }
        Type::Requirements => (set(&[("5.2", "yes")]), set(&[("5.2/1", "yes"), ("banana", "yes")])),
        Type::Actions => (set(&[("5.2", "yes"), (OTHER, "yes")]), set(&[("banana", "yes"), ("5.2", "no")])),
        Type::Document => (one(&["AI policy", "AI handbook"]), one(&["banana", "ai POLICY"])),
        Type::Level => (one(&["3", "?"]), one(&["banana", "9"])),
        Type::Progress => (one(&["started", "done 2026-05-05"]), one(&["banana", "done banana"])),
        Type::Seen => (set(&[(OTHER, "2026-05-05")]), set(&[(OTHER, "banana"), ("banana", "2026-05-05")])),
        Type::Frozen => (one(&[r#"{"5.2":"3"}"#]), one(&["banana"])),
        Type::Sha256 => (Vec::new(), one(&["banana"])),
        Type::Count(_) => (one(&["0", "17"]), one(&["banana", "-1", "1.5", "1e99"])),
        Type::Bytes => (one(&["17"]), one(&["banana", "-1"])),
    }
}

#[test]
fn a_field_takes_no_value_that_its_type_does_not_allow() {
    let mut o = Open::new("Firm");
    let mut asked = 0;
    for kind in KINDS.iter().filter(|k| !k.is_one_fact()) {
        let naming = kind.naming().unwrap();
        // Which audit a record is of is what its layer says.
        let layer = kind.layer_field().map(|f| f.key).filter(|key| kind.is_layer(key));
        let of = kind.layer_field().filter(|f| !kind.is_layer(f.key));
        // What a signed version came in with is told by what brings it in, and never read.
        let told = |key: &str| kind.key == "audit-seal" && key == "brought";
        for f in kind.fields.iter().filter(|f| Some(f.key) != layer && !told(f.key)) {
            let (right, wrong) = samples(f.typ);
            let facts = |(behind, value): &(String, &'static str)| {
                let mut facts = vec![(format!("{}.{}{behind}", stem(kind), f.key), *value)];
                if let Some(of) = of.filter(|of| of.key != f.key) {
                    facts.push((format!("{}.{}", stem(kind), of.key), OTHER));
                }
                if f.key != naming.key {
                    let named = format!("{}.{}", stem(kind), naming.key);
                    match naming.typ {
                        Type::Line | Type::Long => facts.push((named, "Chatbot")),
                        Type::Id if kind.is_in_audit() => facts.push((named, "5.2")),
                        Type::Ids if kind.is_in_audit() => facts.push((format!("{named}.5.2"), "yes")),
                        _ => {}
                    }
                }
                facts
            };
            for one in &right {
                let looked = o.look(&ours(kind, &facts(one)), None, Choice::Theirs);
                assert_eq!(
                    looked.planned.report.faults,
                    [],
                    "{} {} {one:?}\n{}",
                    kind.key,
                    f.key,
                    said(&looked)
                );
            }
            for one in &wrong {
                let bytes = ours(kind, &facts(one));
                let looked = o.look(&bytes, None, Choice::Theirs);
                let told = looked
                    .planned
                    .report
                    .faults
                    .iter()
                    .map(clausewise::words::Words::words)
                    .collect::<Vec<_>>()
                    .join("\n");
                let troubles = o.refused(&bytes, None);
                assert!(
                    matches!(&troubles[..], [Trouble::BadField { word, .. }] if *word == f.word),
                    "{} {} {one:?} {troubles:?}",
                    kind.key,
                    f.key
                );
                assert!(told.contains(f.word) && told.contains("-7"), "{told}");
                asked += 1;
            }
        }
    }
    assert!(asked > 200, "{asked}");
}

#[test]
fn a_refusal_says_which_record_which_field_and_what_it_may_be() {
    let mut o = Open::new("Firm");
    let key = |field: &str| format!("system.{ID}.{field}");
    let system = KINDS.iter().find(|k| k.key == "system").unwrap();
    let bytes = ours(system, &[(key("name"), "Chatbot"), (key("stage"), "banana")]);
    let faults = o.look(&bytes, None, Choice::Ours).planned.report.faults;
    let told = faults[0].words();
    assert!(
        told.starts_with("S-7 Chatbot: \"Life-cycle stage\"") || told.starts_with("S-7 Chatbot: \""),
        "{told}"
    );
    assert!(told.contains("\"banana\" is not one of: "), "{told}");
    o.refused(&bytes, None);
    // Facts of the whole say it too.
    for (key, value, may) in [
        ("about.start", "banana", "a day from 1990"),
        ("again.A.7.3", "soon", "a day from 1990"),
        ("5.2", "9", "1 to 5"),
    ] {
        let bytes = ours(system, &[(key.to_owned(), value)]);
        let told = o.look(&bytes, None, Choice::Ours).planned.report.faults[0].words();
        assert!(told.contains(key) && told.contains(value) && told.contains(may), "{told}");
    }
}

/// Where no key and no word is named.
struct Nobody;

impl clausewise::words::Names for Nobody {
    fn verb(&self, _: clausewise::model::said::Verb) -> Option<String> {
        None
    }
}

#[test]
fn what_this_version_does_not_know_is_kept_and_counted() {
    let mut o = Open::new("Firm");
    let system = KINDS.iter().find(|k| k.key == "system").unwrap();
    let facts = [
        ("nonsense.key", "x"),
        ("system.zzz.name", "y"),
        ("system.0000000000000z.colour", "red"),
        ("@later.x/5.2", "3"),
        ("about.colour", "red"),
        ("note.5.2", "known"),
        ("system.0000000000000z.name", "Chatbot"),
    ];
    let facts: Vec<_> = facts.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect();
    let bytes = ours(system, &facts);
    let looked = o.look(&bytes, None, Choice::Ours);
    assert!(said(&looked).contains("5 facts are unknown to this version"), "{}", said(&looked));
    assert_eq!(looked.planned.report.unread.len(), 5);
    let done = o.w.take_over(&looked).unwrap();
    let told = clausewise::words::outcome(&done.said, &Nobody);
    assert!(told.contains("5 facts are unknown"), "{told}");
    assert_eq!(o.w.a().get("nonsense.key"), Some("x"));
    // What stands here already is not told again, and a value of another version that stands here is no fault.
    assert_eq!(o.look(&bytes, None, Choice::Ours).planned.report.unread.len(), 0);
}
