//! What an import came to, or would come to, for programs. Makes data of it and changes nothing.

use serde_json::{Value, json};

use crate::import::{About, As, Column, Difference, Fault, Left, Place, Side};
use crate::model::goes::Goes;
use crate::model::statement::Applicable;
use crate::words::Words;
use crate::words::import::{Door, others_differ};
use crate::words::left::Teller;
use crate::work::Looked;

/// All of it. `said` is what was said when it was taken over; none where nothing was.
pub(super) fn data(looked: &Looked, dry_run: bool, said: Option<&str>) -> Value {
    let r = &looked.planned.report;
    let to = Teller { file: &looked.file, door: Door::Command, whole: true };
    let words = |all: Vec<String>| all.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
    let mut warnings: Vec<String> = r.turned.iter().map(Words::words).collect();
    warnings.extend(r.sides.iter().filter(|s| !s.changes()).map(Words::words));
    warnings.push(others_differ(&r.differ_beside()));
    json!({
        "read_as": looked.is.map(As::key),
        "dry_run": dry_run,
        "taken_over": said.is_some() && !looked.planned.edit.is_empty(),
        "said": said,
        "counts": {
            "rows": r.rows,
            "matched": r.matched,
            "same": r.same,
            "changed": r.changed.len(),
            "conflicting": r.conflicting.len(),
            "left_alone": r.unknown.len(),
            "gone_from_the_sheet": r.left_alone().away,
            "refused": r.faults.len(),
            "sides": r.changing_sides(),
        },
        "sides": r.sides.iter().filter(|s| s.changes()).map(side).collect::<Vec<_>>(),
        "refused": r.faults.iter().map(refused).collect::<Vec<_>>(),
        "columns": r.columns.iter().map(column).collect::<Vec<_>>(),
        "changes": r.changed.iter().map(difference).collect::<Vec<_>>(),
        "conflicts": r.conflicting.iter().map(difference).collect::<Vec<_>>(),
        "left_alone": r.unknown.iter().map(|l| left(l, to)).collect::<Vec<_>>(),
        "in_several_rows": r.joined.iter().map(|l| left(l, to)).collect::<Vec<_>>(),
        "other_numbers": r.renumbered.iter().map(|l| left(l, to)).collect::<Vec<_>>(),
        "goes_with_it": r.goes.iter().map(goes).collect::<Vec<_>>(),
        "warnings": words(warnings),
        "unread_facts": r.unread,
        "sheets_not_read": r
            .beside
            .iter()
            .map(|s| json!({"sheet": s.sheet, "register": s.kind.map(|k| k.key), "rows_that_differ": s.rows}))
            .collect::<Vec<_>>(),
    })
}

/// An object with the place first; no row is about the whole file, no sheet one that has none.
fn placed(at: &Place, rest: Value) -> Value {
    let text = |s: &str| Some(s.to_owned()).filter(|s| !s.is_empty());
    let mut all = json!({
        "sheet": text(&at.sheet),
        "row": Some(at.row).filter(|row| *row > 0),
        "column": text(&at.column),
    });
    if let (Value::Object(all), Value::Object(rest)) = (&mut all, rest) {
        all.extend(rest);
    }
    all
}

fn refused(fault: &Fault) -> Value {
    placed(&fault.place, json!({"words": fault.words()}))
}

/// A control that changes sides, with both reasons; none where no reason stands.
fn side(side: &Side) -> Value {
    let (on, text) = (Applicable::key, |s: &str| Some(s.to_owned()).filter(|s| !s.is_empty()));
    json!({
        "at": side.at,
        "was": on(side.from),
        "now": on(side.to),
        "reason_was": text(&side.was),
        "reason_now": text(&side.now),
        "reads_like_the_other_side": side.doubt,
        "words": side.words(),
    })
}

fn column(c: &Column) -> Value {
    json!({"head": c.head, "field": c.field, "sample": c.sample, "by_cells": c.by_cells})
}

/// Texts that were not taken stand whole in it: whoever reads it has no file to look into.
fn left(left: &Left, to: Teller<'_>) -> Value {
    placed(&left.place, json!({"id": left.id, "words": left.told(to), "texts": left.why.texts()}))
}

fn difference(d: &Difference) -> Value {
    let (was, now) = (&d.was, &d.now);
    let about = match &d.about {
        About::Level(at) => json!({"about": "level", "at": at, "was": was, "now": now}),
        About::Text(matter, at) => {
            let field = matter.prefix().trim_end_matches('.');
            json!({"about": "text", "at": at, "field": field, "was": was, "now": now})
        }
        About::Fact(key) => json!({"about": "fact", "at": key, "was": was, "now": now}),
        About::NewRecord(kind, name, fields) => {
            let fields: serde_json::Map<String, Value> =
                fields.iter().map(|(label, typed)| ((*label).to_owned(), json!(typed))).collect();
            json!({"about": "new record", "register": kind.key, "at": name, "fields": fields})
        }
        About::Linked(kind, at) => {
            json!({"about": "link", "register": kind.key, "at": at, "was": was, "now": now})
        }
        About::Field(kind, record, label) => json!({
            "about": "field", "register": kind.key, "at": record, "field": label, "was": was, "now": now
        }),
    };
    placed(&d.place, about)
}

fn goes(goes: &Goes) -> Value {
    let (about, at) = match goes {
        Goes::Answer { at, .. } => ("answer", at.clone()),
        Goes::LookAgain { at, .. } => ("day to look again", at.clone()),
        Goes::Moved(moves) => {
            ("another risk level", moves.iter().map(|m| m.risk.as_str()).collect::<Vec<_>>().join("; "))
        }
        Goes::WhyOut { at, .. } => ("reason left out", at.clone()),
        Goes::WhyIn { at, .. } => ("reason needed", at.clone()),
        Goes::CannotStand { at, .. } => ("left out and cannot be", at.clone()),
        Goes::InUse { at, .. } => ("left out and in use", at.clone()),
        Goes::OutFor { at, .. } => ("left out for systems", at.clone()),
        Goes::Over { record, .. } => ("said of what stood before", record.clone()),
        Goes::Rescaled { record, .. } => ("accepted by another scale", record.clone()),
        Goes::Renamed { record, .. } => ("renamed elsewhere", record.clone()),
        Goes::Namesake { no, .. } => ("same name", no.clone()),
    };
    json!({"about": about, "at": at, "words": goes.words()})
}
