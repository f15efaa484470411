//! An audit as CISO Assistant takes it in: one row an assessable entry of its framework, found there by its reference.
//! Only ids, our own short titles, results and what people wrote leave. Whoever writes tables may use it.
//!
//! What is one row there and several requirements here says the worst of them, and is open while one is open that could
//! still be worse; the notes of all of them stand in it by their ids. Which these are is data
//! (`questionnaires/exchange/`), as are the names of its framework.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Input;
use crate::doc::xlsx::{Book, Grid, Sheet};
use crate::doc::{Cell, Table};
use crate::model::assessment::keys;
use crate::model::questionnaire::Target;
use crate::model::{Level, Status};
use crate::say;

/// The heads it looks for; all have to be there, filled or not.
const HEADS: [&str; 11] = [
    "urn",
    "assessable",
    "ref_id",
    "name",
    "description",
    "typical_evidence",
    "annotation",
    "compliance_result",
    "requirement_progress",
    "score",
    "observations",
];

const FRAMEWORKS: &str = include_str!("../../questionnaires/exchange/ciso-assistant.json");

/// How its framework for a questionnaire differs from ours.
#[derive(Debug, Default, Deserialize)]
struct Framework {
    /// What stands before the reference, in small letters, in the name of a row.
    urn: String,
    /// Headings of ours that are one row there.
    one_row: Vec<String>,
}

/// The same as a workbook of one sheet.
pub fn book(input: &Input) -> Book {
    let title = say!("Audit for CISO Assistant: {title}", title = input.q.title);
    let grid = Grid { filter: false, ..Grid::new(table(input)) };
    Book {
        name: "ciso-assistant",
        title,
        about: input.about(),
        sheets: vec![Sheet::of("audit", say!("Audit"), grid)],
    }
}

/// The rows of the audit. Of a questionnaire that has no framework there the names of rows stay empty.
pub fn table(input: &Input) -> Table {
    let all: BTreeMap<String, Framework> = serde_json::from_str(FRAMEWORKS).unwrap_or_default();
    let none = Framework::default();
    let framework = all.get(&input.q.id).unwrap_or(&none);
    let mut table = Table::new(&HEADS);
    let mut folded: Vec<usize> = Vec::new();
    for r in 0..input.q.requirements.len() {
        let heading = input.q.ancestors[r].iter().find(|h| {
            let id = &input.q.headings[**h].id;
            framework.one_row.contains(id)
        });
        match heading {
            None => {
                let r = &[r][..];
                let (id, title) = (input.id(r[0]), input.q.requirements[r[0]].title.as_str());
                let row = row(input, framework, (id, title), r);
                table.rows.push(row);
            }
            Some(h) if !folded.contains(h) => {
                folded.push(*h);
                let heading = &input.q.headings[*h];
                let row = row(input, framework, (&heading.id, &heading.title), &input.q.below(*h));
                table.rows.push(row);
            }
            Some(_) => {}
        }
    }
    table
}

fn row(input: &Input, framework: &Framework, (id, title): (&str, &str), of: &[usize]) -> Vec<Cell> {
    let status = together(input, of);
    let urn = match framework.urn.as_str() {
        "" => String::new(),
        before => format!("{before}{}", id.to_lowercase()),
    };
    let cells = [
        urn,
        "x".to_owned(),
        id.to_owned(),
        title.to_owned(),
        String::new(),
        String::new(),
        String::new(),
        result(status).to_owned(),
        progress(input, status, of).to_owned(),
        String::new(),
        observations(input, id, status, of),
    ];
    cells.into_iter().map(Cell::Text).collect()
}

/// What several requirements come to in one row.
fn together(input: &Input, of: &[usize]) -> Status {
    let has = |status| of.iter().any(|r| input.scores.status(*r) == status);
    let first = [Status::Gap, Status::Partial, Status::Open, Status::Met].into_iter().find(|s| has(*s));
    first.unwrap_or(Status::NotApplicable)
}

const fn result(status: Status) -> &'static str {
    match status {
        Status::Met => "compliant",
        Status::Partial => "partially_compliant",
        Status::Gap => "non_compliant",
        Status::NotApplicable => "not_applicable",
        Status::Open => "not_assessed",
    }
}

fn progress(input: &Input, status: Status, of: &[usize]) -> &'static str {
    let levels = || of.iter().flat_map(|r| input.q.checks_of(*r)).map(|c| input.a.level(input.q, c));
    if status != Status::Open {
        "done"
    } else if levels().any(|l| l.is_some_and(|(level, _)| level == Level::DontKnow)) {
        "in_review"
    } else if levels().any(|l| l.is_some()) {
        "in_progress"
    } else {
        "to_do"
    }
}

/// Why it is left out, the note on the row itself, then those of everything below it by their ids: they come in again
/// where they belong.
fn observations(input: &Input, id: &str, status: Status, of: &[usize]) -> String {
    let out = status == Status::NotApplicable;
    let mut parts: Vec<String> = Vec::new();
    if out {
        parts.extend(of.iter().filter_map(|r| input.a.reason(input.id(*r))).map(str::to_owned));
    }
    let heading = matches!(input.q.find(id), Some(Target::Heading(_)));
    parts.extend(input.a.at(keys::NOTE, id).filter(|_| heading).map(str::to_owned));
    let notes = of.iter().flat_map(|r| input.notes(*r));
    parts.extend(
        notes.map(|(at, text)| if at == id && !out { text.to_owned() } else { format!("{at}: {text}") }),
    );
    parts.join("\n")
}
