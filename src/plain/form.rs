//! Fields asked one after the other. An empty line keeps what stands there, a wrong one is asked again with
//! the reason.

use std::io;

use super::talk::Talk;
use crate::model::assessment::{Person, System, keys};
use crate::model::text;

/// What empties a field or a text.
pub(super) const NOTHING: &str = "-";

/// One field: key, label, hint, what stands there now.
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) value: String,
}

pub(super) fn field(key: &'static str, label: &'static str, hint: &'static str, value: &str) -> Field {
    Field { key, label, hint, value: value.to_owned() }
}

/// Asks every field; `check` gives the value to keep or says what is wrong with it. False when the input
/// ended before the last field.
pub(super) fn fill(
    talk: &mut Talk<'_>,
    fields: &mut [Field],
    mut check: impl FnMut(&'static str, &str) -> Result<String, String>,
) -> io::Result<bool> {
    for f in fields {
        let now = if f.value.is_empty() {
            String::new()
        } else {
            format!(" Now: {}. An empty line keeps it, {NOTHING} empties it.", f.value)
        };
        let question = format!("{}: {}.{now}", f.label, f.hint);
        loop {
            let Some(line) = talk.ask(&question)? else { return Ok(false) };
            let typed = text::clean_line(&line);
            let value = match typed.as_str() {
                "" => f.value.clone(),
                NOTHING => String::new(),
                _ => typed,
            };
            match check(f.key, &value) {
                Ok(value) => {
                    f.value = value;
                    break;
                }
                Err(why) => talk.say(why)?,
            }
        }
    }
    Ok(true)
}

/// What stands in a field.
pub(super) fn value(fields: &[Field], key: &str) -> String {
    fields.iter().find(|f| f.key == key).map(|f| f.value.clone()).unwrap_or_default()
}

/// The facts about an organisation: key, label, hint.
pub(super) const ABOUT: [(&str, &str, &str); 10] = [
    (keys::ORGANISATION, "Organisation", "name as it should stand on reports"),
    (
        keys::SCOPE,
        "Scope",
        "one sentence: which AI systems, sites and people. May wait, but 4.3 stays a blocker",
    ),
    (
        keys::ROLES,
        "Roles",
        "user (you use AI), provider (you offer it), developer (you build it); with commas",
    ),
    (keys::SIZE, "Size", "solo, small (up to 50 people), medium (up to 250) or large"),
    (keys::HOURS, "Hours a week", "that can go into this work, for example 6 or 16"),
    (keys::START, "Start", "year-month-day; when the work begins"),
    (keys::TARGET, "Target", "year-month-day you want to be ready; may stay empty"),
    (keys::ISO27001, "ISO/IEC 27001", "no, or who holds a certificate and its scope"),
    (keys::RECORD_WEEKS, "Weeks of records", "before the internal audit; 8 if empty"),
    (keys::STAGE2_WEEKS, "Weeks to Stage 2", "after Stage 1; 6 if empty"),
];

/// The fields of an AI system.
pub(super) fn system_fields(s: &System) -> Vec<Field> {
    let yes = |b: bool| if b { "yes" } else { "" };
    vec![
        field(
            "name",
            "Name",
            "think also of features in other products, and of tools people brought along",
            &s.name,
        ),
        field("purpose", "Used for", "what it does for you", &s.purpose),
        field("vendor", "Supplier", "who supplies it; empty if built here", &s.vendor),
        field("data", "Data", "what goes in", &s.data),
        field(
            "role",
            "Your role",
            "user (you use it), provider (you offer it to others), developer (you build it)",
            &s.role,
        ),
        field(
            "affects",
            "Affects people",
            "yes if it touches people's rights, chances or safety",
            yes(s.affects_people),
        ),
        field("legal", "Legal duty", "yes if a law already asks something of it", yes(s.legal_duty)),
    ]
}

/// Checks a field of an AI system.
pub(super) fn system_check(key: &'static str, value: &str) -> Result<String, String> {
    let lower = value.to_lowercase();
    let role = |r: &str| matches!(r.trim(), "user" | "provider" | "developer");
    match key {
        "affects" | "legal" => match lower.as_str() {
            "" | "no" | "n" => Ok(String::new()),
            "yes" | "y" => Ok("yes".into()),
            _ => Err("Write yes or no.".into()),
        },
        "role" if !value.is_empty() && !lower.split(',').all(role) => {
            Err("Write user, provider or developer, or several with commas.".into())
        }
        "role" => Ok(lower),
        _ => Ok(value.to_owned()),
    }
}

/// The AI system the fields describe.
pub(super) fn system_of(fields: &[Field]) -> System {
    let v = |key| value(fields, key);
    System {
        name: v("name"),
        purpose: v("purpose"),
        vendor: v("vendor"),
        data: v("data"),
        role: v("role"),
        affects_people: !v("affects").is_empty(),
        legal_duty: !v("legal").is_empty(),
    }
}

/// The fields of a person.
pub(super) fn person_fields(p: &Person) -> Vec<Field> {
    vec![
        field("name", "Name", "as it should stand in the report", &p.name),
        field("role", "Role", "in the organisation, for example QA lead", &p.role),
    ]
}
