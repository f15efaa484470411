//! Everybody's answers side by side as a table: a row an answer.

use crate::doc::{Table, WriteError, csv};
use crate::model::spread::{Given, Row};
use crate::model::{Assessment, Level, Questionnaire};
use crate::words::{Word as _, spread as words};

/// For spreadsheets.
pub fn csv(q: &Questionnaire, a: &Assessment, rows: &[Row]) -> Result<Vec<u8>, WriteError> {
    let heads = [
        "id", "asks", "steps", "person", "name", "role", "level", "word", "given", "note", "agreed",
        "settled", "dissent",
    ];
    let mut t = Table::new(&heads);
    for row in rows {
        for v in &row.voices {
            let p = a.person(&v.who);
            let given = match v.given {
                Given::Room => "room",
                Given::Apart => "apart",
                Given::Whole => "whole",
            };
            t.row(vec![
                row.at.as_str().into(),
                words::asks(q, a, &row.at).into(),
                usize::from(row.steps()).into(),
                format!("P-{}", p.no).into(),
                p.name.into(),
                p.role.into(),
                v.level.key().into(),
                v.level.word().into(),
                given.into(),
                v.notes.join("\n").into(),
                row.agreed.map_or("", Level::key).into(),
                if row.is_settled() { "yes" } else { "no" }.into(),
                row.dissent.as_str().into(),
            ]);
        }
    }
    csv::write(&t)
}
