//! OSCAL 1.2: what an assessment found and what is planned, for tools that read the format of NIST. Three documents
//! that refer to each other: a skeleton catalog (ids and our own short titles, no text of any standard), assessment
//! results, and a plan of action and milestones. Pure values; [`super::data::pretty`] makes them text.
//!
//! OSCAL knows two states, satisfied or not. Everything finer (partial, open, shares, verdict, hours) stands in
//! properties of our own namespace, as data has it. Names that OSCAL asks for are made from the assessment and the
//! thing alone, so the same thing keeps its UUID in every export.

mod catalog;
mod plan;
mod results;

pub use catalog::catalog;
pub use plan::plan;
pub use results::results;

use std::fmt::Display;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Format, Input, identity};
use crate::doc::markdown::escape;
use crate::inert;
use crate::model::{DISCLAIMER, RULE};
use crate::say;
use crate::words::{self, called};

/// The version whose schemas the documents keep to.
const VERSION: &str = "1.2.1";

/// Whose names the properties have.
pub const NAMESPACE: &str = "urn:clausewise:oscal";

/// Makes one of the documents.
type Make = fn(&Input) -> Value;

/// The three documents by the names of their files without ending.
const DOCUMENTS: [(&str, Make); 3] = [
    ("oscal-catalog", catalog),
    ("oscal-assessment-results", results),
    ("oscal-plan-of-action-and-milestones", plan),
];

/// Their names.
pub fn names() -> [&'static str; 3] {
    DOCUMENTS.map(|(name, _)| name)
}

/// A document by its name.
pub fn one(input: &Input, name: &str) -> Option<Value> {
    DOCUMENTS.iter().find(|d| d.0 == name).map(|(_, make)| make(input))
}

/// The three documents with their names.
pub fn all(input: &Input) -> [(&'static str, Value); 3] {
    DOCUMENTS.map(|(name, make)| (name, make(input)))
}

/// An object without what says nothing: OSCAL takes no empty list, and no empty text where one line stands.
fn object<const N: usize>(parts: [(&str, Value); N]) -> Value {
    let says = |v: &Value| match v {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    Value::Object(
        parts.into_iter().filter(|(_, v)| says(v)).map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>(),
    )
}

/// A property of ours; null, and so left out of [`list`], where there is nothing to say.
fn prop(name: &str, value: impl Display) -> Value {
    let value = inert::one_line(&value.to_string()).trim().to_owned();
    if value.is_empty() { Value::Null } else { json!({"name": name, "ns": NAMESPACE, "value": value}) }
}

/// Without what is null.
fn list(values: impl IntoIterator<Item = Value>) -> Value {
    values.into_iter().filter(|v| !v.is_null()).collect()
}

/// One line in which nothing is markup.
fn line(text: &str) -> String {
    let line = escape(&inert::one_line(text)).trim().to_owned();
    if line.is_empty() { say!("(nothing written)").to_owned() } else { line }
}

/// Text of several lines in which nothing is markup; empty when nothing is said.
fn prose(text: &str) -> String {
    let clean = inert::text(&text.replace("\r\n", "\n")).into_owned();
    clean.trim().lines().map(escape).collect::<Vec<_>>().join("\n")
}

/// A day as OSCAL writes a moment: at its beginning, in UTC.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// A time of the record if it is one; else the day of the report.
fn recorded(input: &Input, time: &str) -> String {
    let is_time = time.parse::<jiff::Timestamp>().is_ok();
    if is_time { time.to_owned() } else { moment(input.made) }
}

/// The latest of the last change and the day of the report: both change what is said.
fn modified(input: &Input) -> String {
    recorded(input, &input.head.until).max(moment(input.made))
}

fn uuid(input: &Input, what: &str, id: &str) -> Value {
    identity::of(input, what, id).to_string().into()
}

/// The id of a control in the catalog: `iso42001-a.6.2.3`. The year of the edition is no part of it, as long as ids
/// do not change their meaning between editions.
fn control(input: &Input, id: &str) -> String {
    let edition = input.q.id.rsplit_once('-').filter(|(_, year)| year.bytes().all(|b| b.is_ascii_digit()));
    let of = edition.map_or(input.q.id.as_str(), |(name, _)| name);
    token(&format!("{of}-{id}"))
}

/// The id of the one statement of a control.
fn statement(input: &Input, id: &str) -> String {
    format!("{}_smt", control(input, id))
}

/// A text as OSCAL takes it for an id: it begins with a letter, and holds letters, digits, `.`, `-` and `_`.
fn token(text: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let text: String = text.to_lowercase().chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if text.starts_with(char::is_alphabetic) { text } else { format!("_{text}") }
}

/// What each of the three says about itself.
fn metadata(input: &Input, title: &str) -> Value {
    let organisation = uuid(input, "party", "organisation");
    let head = input.head;
    let props = [
        prop("rule", RULE),
        prop("made-on", input.made),
        prop("events", head.events),
        prop("head", &head.hash),
        prop("questionnaire", &input.q.id),
        prop("questionnaire-version", &input.q.version),
        prop("scope", input.scope()),
        prop("disclaimer", DISCLAIMER),
    ];
    let hash: String = head.hash.chars().take(12).collect();
    object([
        ("title", line(title).into()),
        ("last-modified", modified(input).into()),
        ("version", format!("{}.{}", head.events, if hash.is_empty() { "0" } else { &hash }).into()),
        ("oscal-version", VERSION.into()),
        ("props", list(props)),
        (
            "roles",
            json!([{"id": "assessed-organization", "title": line(say!("The organisation that is assessed"))}]),
        ),
        (
            "parties",
            json!([{"uuid": organisation, "type": "organization", "name": name(called::organisation(input.a))}]),
        ),
        ("responsible-parties", json!([{"role-id": "assessed-organization", "party-uuids": [organisation]}])),
        ("remarks", prose(words::text(DISCLAIMER)).into()),
    ])
}

/// A name as it is: one line, no markup in this place.
fn name(text: &str) -> String {
    let name = inert::one_line(text).trim().to_owned();
    if name.is_empty() { say!("(no name)").to_owned() } else { name }
}

/// What the documents rest on that is no document of OSCAL, and where the others are.
fn back_matter(input: &Input) -> Value {
    let [catalog, results, plan] = names();
    let file = |what: &str, title: &str, name: &str| {
        let file = Format::Oscal.file(name);
        json!({"uuid": uuid(input, "resource", what), "title": line(title),
            "rlinks": [{"href": file, "media-type": "application/json"}]})
    };
    json!({"resources": [
        {"uuid": uuid(input, "resource", "no-plan"), "title": line(say!("No assessment plan of OSCAL")),
            "description": prose(&say!(
                "There is no such document. What was assessed is what this questionnaire asks: {questionnaire}. What \
                 counts and how figures are made says {rule} of the method.",
                questionnaire = called::questionnaire(input.q),
                rule = RULE
            ))},
        file("catalog", say!("Skeleton catalog: ids and short titles of what is assessed"), catalog),
        file("results", say!("Assessment results"), results),
        file("plan", say!("Plan of action and milestones"), plan),
    ]})
}

/// The reference to a resource of the back matter.
fn resource(input: &Input, what: &str) -> String {
    format!("#{}", identity::of(input, "resource", what))
}
