//! Audits of CISO Assistant, its sheet for import and its exports alike. A row is found by its reference, else by the
//! last part of its name there. An empty cell says nothing. One row there may stand for several requirements here: it
//! is taken for each of them where that invents nothing, and listed where it would.

use super::gather::{Gathered, Said};
use super::head::{column, is_one_of, plain, told};
use super::ids::Ids;
use super::sheet::{Book, Row, Sheet};
use super::{Column, Fault, Incoming, Proposal, Stood, Trouble, Want};
use crate::model::questionnaire::Questionnaire;
use crate::model::said::Matter;
use crate::model::{Level, text};

const REF: &[&str] = &["refid"];
const URN: &[&str] = &["urn"];
const RESULT: &[&str] = &["complianceresult"];
const PROGRESS: &[&str] = &["requirementprogress"];
const ASSESSABLE: &[&str] = &["assessable"];
const NOTE: &[&str] = &["observations", "observation"];

fn is_head(head: &str) -> bool {
    [REF, URN, RESULT, PROGRESS].iter().any(|known| is_one_of(head, known))
}

fn table(sheet: &Sheet) -> Option<(&Row, &[Row])> {
    let (head, rows) = sheet.below_head(2, is_head)?;
    (0..head.cells.len()).any(|c| is_one_of(head.text(c), RESULT)).then_some((head, rows))
}

/// Whether a file looks like one.
pub(super) fn is_one(book: &Book) -> bool {
    book.sheets.iter().any(|s| table(s).is_some())
}

/// What the audit proposes.
pub(super) fn read(q: &Questionnaire, book: &Book) -> Incoming {
    let ids = Ids::new(q);
    let mut into = Incoming::default();
    let mut all = Gathered::default();
    for sheet in &book.sheets {
        let Some((head, rows)) = table(sheet) else { continue };
        let heads = head.heads();
        if into.columns.is_empty() {
            into.columns = columns(&heads, rows);
        }
        for row in rows {
            match of_row(&heads, sheet, row) {
                Ok(None) => {}
                Ok(Some((id, one))) => {
                    let notes = by_id(&ids, &mut into, &id, one);
                    all.put(&ids, &mut into, (&id, ids.find(&id)), notes);
                }
                Err((n, trouble)) => {
                    let head = heads.get(n).map_or("", String::as_str);
                    into.faults.push(Fault { place: sheet.place(row).in_column(head), trouble });
                }
            }
        }
    }
    if into.columns.is_empty() {
        into.faults.push(Fault::whole(Trouble::NoHead {
            wanted: vec!["ref_id", "compliance_result"],
            seen: book.first_row(),
        }));
    }
    all.propose(q, &mut into);
    into
}

fn columns(heads: &[String], rows: &[Row]) -> Vec<Column> {
    let of = |(n, head): (usize, &String)| {
        let field = [(REF, "id"), (URN, "id"), (RESULT, "level"), (NOTE, "note")];
        let field = field.iter().find(|(known, _)| is_one_of(head, known)).map(|(_, field)| *field);
        told(n, head, field, rows)
    };
    heads.iter().enumerate().map(of).collect()
}

/// What is written for a row, without the notes that name what they are about: those are proposed there at once.
fn by_id(ids: &Ids<'_>, into: &mut Incoming, row: &str, mut one: Said) -> Said {
    let mut own = None;
    for text in [&mut one.notes, &mut one.reasons].into_iter().flatten() {
        let mut apart: Vec<(Option<String>, Vec<&str>)> = vec![(None, Vec::new())];
        for line in text.lines() {
            match line.split_once(": ").and_then(|(id, rest)| Some((ids.exactly(id)?, rest))) {
                Some((id, rest)) => apart.push((Some(id), vec![rest])),
                None => apart.last_mut().into_iter().for_each(|(_, lines)| lines.push(line)),
            }
        }
        let mut mine = String::new();
        for (id, lines) in apart {
            let words = lines.join("\n").trim().to_owned();
            match id {
                _ if words.is_empty() => {}
                None => mine = words,
                Some(at) => {
                    let want = Want::Text { matter: Matter::Note, at, text: words };
                    into.proposals.push(Proposal { place: one.place.clone(), want, stood: Stood::Unsaid });
                }
            }
        }
        own = Some(mine);
    }
    // Of a row that is unknown here nothing is split.
    if ids.find(row).is_some()
        && let Some(mine) = own
    {
        let to = if one.reasons.is_empty() { &mut one.notes } else { &mut one.reasons };
        *to = Some(mine).filter(|m| !m.is_empty()).into_iter().collect();
    }
    one
}

type OfRow = Option<(String, Said)>;

fn of_row(heads: &[String], sheet: &Sheet, row: &Row) -> Result<OfRow, (usize, Trouble)> {
    let cell = |known| match column(heads, known) {
        Some(n) => row.value(n).map_err(|t| (n, t)),
        None => Ok(""),
    };
    let assessable = plain(cell(ASSESSABLE)?);
    if matches!(assessable.as_str(), "no" | "false" | "0" | "n") {
        return Ok(None);
    }
    let mut one = Said { place: sheet.place(row), ..Said::default() };
    let result = cell(RESULT)?;
    one.level = match plain(result).as_str() {
        "" | "notassessed" => None,
        "compliant" => Some(Level::Proven),
        "partiallycompliant" => Some(Level::InUse),
        "noncompliant" => Some(Level::Nothing),
        "notapplicable" => Some(Level::NotApplicable),
        _ => {
            let typed = text::shown(result, 40);
            return Err((column(heads, RESULT).unwrap_or_default(), Trouble::NoLevel { typed }));
        }
    };
    one.notes = Some(cell(NOTE)?.to_owned()).filter(|n| !n.is_empty()).into_iter().collect();
    if one.level.is_none() && one.notes.is_empty() {
        return Ok(None);
    }
    // What is left out is argued in the observations there: there is no other place for it.
    if one.level == Some(Level::NotApplicable) {
        one.reasons = std::mem::take(&mut one.notes);
    }
    let named = match cell(REF)? {
        "" => cell(URN)?.rsplit(':').next().unwrap_or_default(),
        id => id,
    };
    Ok((!named.is_empty()).then(|| (named.to_owned(), one)))
}
