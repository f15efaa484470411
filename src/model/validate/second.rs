//! What a questionnaire of format 2 is held to beyond format 1: leaving out, twin checks, key checks with words of
//! their own, what a firm of one is asked. Works on files that may have other faults. Only
//! [`super`] may use it.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::record::{KINDS, Type};

use super::sense::{Row, Rows, Sink, flag, grows, list, under, word};
use super::wrong::{Sort, Wrong};

/// Levels a key check describes in words of its own: what makes it there, and what does not yet.
const OWN_LEVELS: [&str; 4] = ["2", "3", "4", "5"];

/// Everything format 2 adds.
pub(super) fn problems(head: &Value, rows: &Rows<'_>, sink: &mut Sink<'_>) {
    certification(head, sink);
    for (i, r) in rows.requirements.iter().enumerate() {
        leaving_out(r, sink);
        let mandatory: Vec<&Row<'_>> = rows
            .checks
            .iter()
            .filter(|(owner, c)| *owner == i && flag(c.value, "mandatory"))
            .map(|(_, c)| c)
            .collect();
        if !mandatory.is_empty() && mandatory.iter().all(|c| c.value.get("not_alone").is_some()) {
            sink(&under(&r.place, "checks"), Wrong::NothingAlone { id: r.id.to_owned() });
        }
        if !grows(r, "yearly_hours", false) {
            sink(&under(&r.place, "yearly_hours"), Wrong::YearlyHoursDoNotGrow { id: r.id.to_owned() });
        }
    }
    for (_, c) in rows.checks.iter().filter(|(_, c)| flag(c.value, "key")) {
        key_check(c, sink);
    }
    let known: HashMap<&str, &Row<'_>> = rows.checks.iter().map(|(_, c)| (c.id, c)).collect();
    for (_, c) in &rows.checks {
        twins(&known, c, sink);
        for (n, row) in list(c.value, "held").iter().enumerate() {
            held(c.id, row, &under(&c.place, &format!("held/{n}")), sink);
        }
    }
}

/// What supports a check is a register there is, and fields it has, or a measure.
fn held(id: &str, row: &Value, place: &(usize, String), sink: &mut Sink<'_>) {
    let name = word(row, "kind");
    if row.get("measure").is_some() == row.get("kind").is_some() {
        return sink(place, Wrong::KindOrMeasure { id: id.to_owned() });
    }
    if name.is_empty() {
        return;
    }
    let Some(kind) = KINDS.iter().find(|k| k.key == name && k.is_register()) else {
        return sink(&under(place, "kind"), Wrong::NoRegister { name: name.to_owned() });
    };
    let mut known = |field: &str, place: &(usize, String)| {
        let found = kind.field(field);
        if found.is_none() {
            let fields = kind.fields.iter().map(|f| f.key).collect();
            sink(place, Wrong::NoField { name: field.to_owned(), register: kind.key, fields });
        }
        found
    };
    for key in ["or_with", "with"] {
        for (n, field) in list(row, key).iter().enumerate() {
            known(field.as_str().unwrap_or_default(), &under(place, &format!("{key}/{n}")));
        }
    }
    let mut strange = Vec::new();
    for key in ["where", "being"] {
        for (n, value) in list(row, key).iter().enumerate() {
            let here = under(place, &format!("{key}/{n}"));
            let found = known(word(value, "field"), &under(&here, "field"));
            let Some(Type::Choice(words) | Type::Words(words)) = found.map(|f| f.typ) else { continue };
            for (n, is) in list(value, "is").iter().enumerate() {
                let is = is.as_str().unwrap_or_default().to_owned();
                if !words.contains(&is.as_str()) {
                    let near = None;
                    strange.push((
                        under(&here, &format!("is/{n}")),
                        Wrong::UnknownWord { word: is, words, near },
                    ));
                }
            }
        }
    }
    for (place, wrong) in strange {
        sink(&place, wrong);
    }
    let each = word(row, "each");
    if !each.is_empty() && !kind.fields.iter().any(|f| f.typ.links_to() == Some(each)) {
        sink(&under(place, "each"), Wrong::NoLink { register: kind.key, to: each.to_owned() });
    }
}

/// A larger organisation is not certified with less.
fn certification(head: &Value, sink: &mut Sink<'_>) {
    let Some(value) = head.get("certification_hours") else { return };
    let row = Row { id: "", value, place: (0, "/certification_hours".to_owned()) };
    for part in ["stage1", "stage2", "findings"] {
        if !grows(&row, part, false) {
            sink(&under(&row.place, part), Wrong::CertificationHoursDoNotGrow { part });
        }
    }
}

/// Controls say when they can be left out or why never; clauses never say it, and no firm leaves one out.
fn leaving_out(r: &Row<'_>, sink: &mut Sink<'_>) {
    let id = || r.id.to_owned();
    let clause = word(r.value, "kind") == "clause";
    let exclude = r.value.get("exclude");
    let says = |key: &str| exclude.is_some_and(|e| e.get(key).is_some());
    match exclude {
        Some(_) if clause => {
            sink(&under(&r.place, "exclude"), Wrong::ClauseExcluded { id: id(), key: "exclude" });
        }
        None if word(r.value, "kind") == "control" => {
            sink(&r.place, Wrong::ControlNotExcluded { id: id(), key: "exclude" });
        }
        Some(Value::Object(_)) if says("when") == says("never") => {
            sink(&under(&r.place, "exclude"), Wrong::WhenOrNever { id: id() });
        }
        _ => {}
    }
    if clause || says("never") {
        for (firm, wrote) in r.value.get("worked").and_then(Value::as_object).into_iter().flatten() {
            if word(wrote, "level") == "n" {
                sink(&under(&r.place, &format!("worked/{firm}/level")), Wrong::LeftOutInVain { id: id() });
            }
        }
    }
}

/// Key checks decide alone, so their levels are told apart in words of their own, and answers shown.
fn key_check(c: &Row<'_>, sink: &mut Sink<'_>) {
    let levels = c.value.get("levels");
    for level in OWN_LEVELS.into_iter().filter(|l| levels.is_none_or(|v| v.get(l).is_none())) {
        sink(&c.place, Wrong::KeyWithoutLevel { id: c.id.to_owned(), level });
    }
    if c.value.get("not_alone").is_some() {
        sink(&under(&c.place, "not_alone"), Wrong::KeyNotAlone { id: c.id.to_owned() });
    }
    if c.value.get("answers").is_none() {
        sink(&c.place, Wrong::KeyWithoutAnswers { id: c.id.to_owned() });
    }
}

/// An answer that serves elsewhere serves both ways.
fn twins(known: &HashMap<&str, &Row<'_>>, c: &Row<'_>, sink: &mut Sink<'_>) {
    let named = list(c.value, "same_as");
    for (n, other) in named.iter().enumerate() {
        let Some(other) = other.as_str() else { continue };
        let (id, name) = (c.id.to_owned(), other.to_owned());
        let wrong = if other == c.id {
            Wrong::SameAsItself { id }
        } else if let Some(twin) = known.get(other) {
            let back = list(twin.value, "same_as").iter().any(|x| x.as_str() == Some(c.id));
            if named.iter().take(n).any(|x| x.as_str() == Some(other)) {
                Wrong::SameTwice { id, other: name }
            } else if back {
                continue;
            } else {
                Wrong::SameOneWay { id, other: name }
            }
        } else {
            Wrong::NoSuch { id: name, what: Sort::Check }
        };
        sink(&under(&c.place, &format!("same_as/{n}")), wrong);
    }
}
