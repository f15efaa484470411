//! The history as a document, a table and data: every event with its time in UTC to the second, who, and every fact it
//! changed with what was and what is in full. With the hashes it is evidence: whoever has the file can hold a paper against it.

use serde_json::{Value, json};

use super::{Input, ReportError};
use crate::doc::{Cell, Doc, Table};
use crate::model::record::KINDS;
use crate::model::{Assessment, Questionnaire, Recorded, SHORT};
use crate::say;
use crate::words::trail::{self, Line};

/// Name of its files without ending.
pub const NAME: &str = "history";

fn lines(q: &Questionnaire, a: &Assessment, e: &Recorded) -> Vec<Line> {
    trail::lines(q, a, KINDS, &e.changes)
}

fn events<'i>(input: &Input<'i>) -> &'i [Recorded] {
    input.head.events_in_full.as_ref().map(|all| all.as_slice()).unwrap_or_default()
}

/// As a document for people, oldest first: a row for each thing an event changed, named once.
pub fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, say!("History"));
    page.paragraph(say!(
        "Every change that was recorded, oldest first. Times are in UTC, as the clock of that computer said. An event ends with the first {digits} digits of its hash, which stands for it and everything before it; clausewise check FILE --hash tells what such digits stand for in a file.",
        digits = SHORT
    ));
    let mut table = Table::new(&[say!("Event"), say!("When (UTC), who"), say!("What was changed")]);
    for e in events(input) {
        let hash: String = e.hash.chars().take(SHORT).collect();
        let (when, who, what) = (trail::when(&e.time), trail::who(&e.by), trail::what(e));
        let mut beside = [format!("{} {hash}", e.seq), format!("{when}, {who}: {what}")];
        let mut said: Vec<String> =
            trail::said(input.q, input.a, KINDS, &e.changes).iter().map(trail::Said::words).collect();
        if said.is_empty() {
            said.push(say!("nothing").to_owned());
        }
        for words in said {
            // A row behind a page break says by its number which event it belongs to.
            let again = [e.seq.to_string(), String::new()];
            let beside = std::mem::replace(&mut beside, again);
            table.row(beside.into_iter().chain([words]).map(Cell::from).collect());
        }
    }
    page.table(table);
    page.finish()
}

/// As a table for programs: a row a fact, with its event in every row.
pub(super) fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input.q, input.a, events(input)))
}

/// The columns of [`csv`], without what every table of an export ends with.
pub fn table(q: &Questionnaire, a: &Assessment, all: &[Recorded]) -> Table {
    let mut table = Table::new(&[
        "number",
        "time_utc",
        "who",
        "what",
        "id",
        "name",
        "fact",
        "key",
        "was",
        "now",
        "stored_was",
        "stored_now",
        "undoes",
        "redoes",
        "hash",
    ]);
    let number = |n: Option<i64>| n.map_or(Cell::from(""), |n| Cell::Number(n.to_string()));
    for e in all {
        let mut row = |line: Option<Line>| {
            let line = line.unwrap_or_else(|| Line {
                id: e.at.clone(),
                name: String::new(),
                key: String::new(),
                fact: String::new(),
                was: String::new(),
                now: String::new(),
                stored_was: None,
                stored_now: None,
            });
            table.row(vec![
                number(Some(e.seq)),
                e.time.as_str().into(),
                e.by.as_str().into(),
                e.what.as_str().into(),
                line.id.into(),
                line.name.into(),
                line.fact.into(),
                line.key.into(),
                line.was.into(),
                line.now.into(),
                line.stored_was.unwrap_or_default().into(),
                line.stored_now.unwrap_or_default().into(),
                number(e.undoes),
                number(e.redoes),
                e.hash.as_str().into(),
            ]);
        };
        let lines = lines(q, a, e);
        if lines.is_empty() {
            row(None);
        }
        for line in lines {
            row(Some(line));
        }
    }
    table
}

/// As data: an object an event.
pub fn data(input: &Input) -> Value {
    let line = |l: Line| {
        json!({"id": l.id, "name": l.name, "fact": l.fact, "key": l.key, "was": l.was, "now": l.now,
            "stored_was": l.stored_was, "stored_now": l.stored_now})
    };
    let event = |e: &Recorded| {
        let changes: Vec<Value> = lines(input.q, input.a, e).into_iter().map(line).collect();
        json!({"number": e.seq, "time_utc": e.time, "who": e.by, "what": e.what, "at": e.at, "undoes": e.undoes,
            "redoes": e.redoes, "hash": e.hash, "changes": changes})
    };
    json!({"organisation": input.a.organisation(), "made_on": input.made.to_string(), "head": input.head.json(),
        "redacted": input.head.redacted, "events": events(input).iter().map(event).collect::<Vec<_>>()})
}
