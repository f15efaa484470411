//! Texts of 0.1.0: under which keys its records stood, and what their JSON says field by field.

use serde_json::{Map, Value};

use super::{ACTION, EVIDENCE, Kind, MADE, NUMBER, PARKED, PERSON, SNAPSHOT, SYSTEM};
use crate::model::delta::Change;
use crate::model::{keys, limits};

/// Kinds of which 0.1.0 kept numbered records; people first, because others name them.
pub(super) const NUMBERED: [&Kind; 6] = [&PERSON, &SYSTEM, &EVIDENCE, &PARKED, &ACTION, &SNAPSHOT];
/// Answers of several people, by id.
pub(super) const VOTES: &str = "votes.";
/// The most parts a split action could have, and the room for their numbers.
pub(super) const PARTS: u32 = 100;
/// What people said of an action stood under these, by the id they see.
pub(super) const SAYINGS: [&str; 6] =
    [keys::OWNER, keys::EFFORT, keys::PIN, keys::DUE, keys::DONE_WHEN, keys::ACTION_STATUS];

/// Whether a key, cut behind its first dot, is one of 0.1.0's records.
pub(crate) fn is_old(name: &str, rest: &str) -> bool {
    if name == VOTES {
        return true;
    }
    let kind = name.strip_suffix('.');
    !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_digit())
        && NUMBERED.iter().any(|k| Some(k.key) == kind)
}

/// Whether a key is one of 0.1.0's records.
pub fn is_old_key(key: &str) -> bool {
    let (name, rest) = cut(key);
    is_old(name, rest)
}

pub(super) fn cut(key: &str) -> (&str, &str) {
    key.split_at(key.find('.').map_or(0, |at| at + 1))
}

/// Where a change is upgraded among those of one event: people first, because others name them, then the actions
/// that others wait for, states last.
pub(super) fn order(c: &Change) -> (u8, String) {
    let (name, rest) = cut(&c.key);
    let own = c.now.as_deref().is_some_and(|text| text.contains("\"after\":[\""));
    let place = match name.strip_suffix('.') {
        Some(kind) if kind == PERSON.key => 0,
        Some(kind) if kind == ACTION.key => 1 + u8::from(own),
        Some(kind) if kind == SNAPSHOT.key => 5,
        _ if SAYINGS.contains(&name) => 3,
        _ => 4,
    };
    // Numbers by their size: what waits for another action was added behind it.
    (place, format!("{name}{rest:0>8}"))
}

/// Whether a text of 0.1.0 is an action as that version could plan it.
pub(super) fn is_action(map: &Map<String, Value>) -> bool {
    let text = |key: &str| map.get(key).and_then(Value::as_str);
    match text("kind") {
        Some("split") => {
            let parts = map.get("parts").and_then(Value::as_array);
            text("of").is_some()
                && parts.is_some_and(|p| p.len() <= limits::PARTS && p.iter().all(Value::is_object))
        }
        Some("merge") => map.get("of").is_some_and(Value::is_array),
        Some("own") => map.get("hours").is_some_and(Value::is_number),
        _ => false,
    }
}

/// The fields of a record whose JSON names are today's, but for a few; names nobody knows are kept.
pub(super) fn plain(kind: &Kind, map: &Map<String, Value>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in map {
        let text = match value {
            Value::String(t) => t.clone(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) | Value::Null => continue,
            other => other.to_string(),
        };
        let field = match name.as_str() {
            "affects_people" => "affects",
            "legal_duty" => "legal",
            other => other,
        };
        if text.is_empty() || field.is_empty() || field.contains('.') || field == MADE || field == NUMBER {
            continue;
        }
        match kind.field(field) {
            Some(f) if f.typ.is_set() => {
                let words = text.split(',').map(str::trim).filter(|w| !w.is_empty());
                fields.extend(words.map(|w| (format!("{field}.{w}"), "yes".to_owned())));
            }
            _ => fields.push((field.to_owned(), text)),
        }
    }
    fields
}
