//! Everybody's answers side by side as a table, a row an answer or what somebody wrote without one; and as data.

use serde_json::{Value, json};

use crate::doc::{Table, WriteError, csv};
use crate::model::apart::Note;
use crate::model::record::Rid;
use crate::model::spread::{Given, Row, Voice, Wrote};
use crate::model::{Assessment, Level, Questionnaire};
use crate::words::{Word as _, spread as said};

/// How an answer was given, for programs.
const fn given(v: &Voice) -> &'static str {
    match v.given {
        Given::Room => "room",
        Given::Apart => "apart",
        Given::Whole => "whole",
    }
}

fn words(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|n| n.words.as_str()).collect()
}

/// Whom somebody would ask.
fn asks(notes: &[Note]) -> Vec<&str> {
    notes.iter().filter(|n| n.asks).map(|n| n.words.as_str()).collect()
}

/// For spreadsheets.
pub fn csv(q: &Questionnaire, a: &Assessment, rows: &[Row]) -> Result<Vec<u8>, WriteError> {
    let heads = [
        "id", "asks", "steps", "person", "name", "role", "level", "word", "given", "note", "agreed",
        "settled", "dissent", "apart",
    ];
    let mut t = Table::new(&heads);
    for row in rows {
        let mut one = |who: &Rid, (level, word, given, apart): (&str, &str, &str, &str), notes: &[Note]| {
            let p = a.person(who);
            t.row(vec![
                row.at.as_str().into(),
                said::asks(q, a, &row.at).into(),
                usize::from(row.steps()).into(),
                format!("P-{}", p.no).into(),
                p.name.into(),
                p.role.into(),
                level.into(),
                word.into(),
                given.into(),
                words(notes).join("\n").into(),
                row.agreed.map_or("", Level::key).into(),
                if row.is_settled() { "yes" } else { "no" }.into(),
                row.dissent.as_str().into(),
                apart.into(),
            ]);
        };
        for v in &row.voices {
            let apart = v.apart.map_or("", Level::key);
            one(&v.who, (v.level.key(), v.level.word(), given(v), apart), &v.notes);
        }
        for w in &row.wrote {
            one(&w.who, ("", "", "apart", ""), &w.notes);
        }
    }
    csv::write(&t)
}

/// A row for programs.
pub fn data(q: &Questionnaire, a: &Assessment, row: &Row) -> Value {
    let person = |who: &Rid| {
        let p = a.person(who);
        json!({"id": p.id.to_string(), "no": p.no, "name": p.name, "role": p.role})
    };
    let voice = |v: &Voice| {
        json!({"person": person(&v.who), "level": v.level.key(), "word": v.level.word(), "given": given(v),
            "apart": v.apart.map(Level::key), "apart_word": v.apart.map(|l| l.word()),
            "notes": words(&v.notes), "to_find_out_from": asks(&v.notes)})
    };
    let wrote = |w: &Wrote| json!({"person": person(&w.who), "notes": words(&w.notes), "to_find_out_from": asks(&w.notes)});
    json!({
        "id": row.at, "asks": said::asks(q, a, &row.at), "steps": row.steps(),
        "differs": row.differs(), "lowest": row.lowest().map(Level::key),
        "agreed": row.agreed.map(Level::key), "settled": row.is_settled(),
        "by_rule": row.trace.as_ref().map(|t| t.worst), "dissent": row.dissent,
        "answers": row.voices.iter().map(voice).collect::<Vec<_>>(),
        "without_level": row.wrote.iter().map(wrote).collect::<Vec<_>>(),
    })
}
