//! A simple table of answers: id, level, note. With heads in any order, or without and in this one.

use super::head::{column, is_one_of, told};
use super::ids::Ids;
use super::sheet::{Book, Row, Sheet};
use super::{Column, Fault, Incoming, Left, Proposal, Stood, Trouble, Want, Why};
use crate::model::questionnaire::Questionnaire;
use crate::model::said::Matter;
use crate::model::{Level, text};

const ID: &[&str] = &[
    "id",
    "checkid",
    "check",
    "questionid",
    "requirementid",
    "requirement",
    "ref",
    "refid",
    "reference",
    "question",
];
const LEVEL: &[&str] = &["level", "answer", "rating", "ourlevel"];
const NOTE: &[&str] =
    &["note", "notes", "comment", "comments", "remark", "remarks", "observation", "observations"];

/// Whether a file looks like one: heads for an id and a level.
pub(super) fn is_one(book: &Book) -> bool {
    book.sheets.iter().any(|s| s.below_head(2, |h| is_one_of(h, ID) || is_one_of(h, LEVEL)).is_some())
}

/// What the first sheet that holds answers proposes.
pub(super) fn read(q: &Questionnaire, book: &Book) -> Incoming {
    let ids = Ids::new(q);
    let known = |h: &str| is_one_of(h, ID) || is_one_of(h, LEVEL);
    let mut into = Incoming::default();
    if let Some((sheet, (head, rows))) = book.sheets.iter().find_map(|s| Some((s, s.below_head(2, known)?))) {
        let heads = head.heads();
        if let (Some(id), Some(level)) = (column(&heads, ID), column(&heads, LEVEL)) {
            let at = [Some(id), Some(level), column(&heads, NOTE)];
            into.columns = heads.iter().enumerate().map(|(n, h)| of_column(n, h, at, rows)).collect();
            for row in rows {
                one(&ids, &mut into, sheet, row, at, &heads);
            }
            return into;
        }
    }
    // Without heads the first column has to be one of ids.
    let bare = book.sheets.iter().find(|s| s.rows.first().is_some_and(|r| ids.find(r.text(0)).is_some()));
    match bare {
        Some(sheet) => {
            for row in &sheet.rows {
                one(&ids, &mut into, sheet, row, [Some(0), Some(1), Some(2)], &[]);
            }
        }
        None => into
            .faults
            .push(Fault::whole(Trouble::NoHead { wanted: vec!["id", "level"], seen: book.first_row() })),
    }
    into
}

fn of_column(n: usize, head: &str, [id, level, note]: [Option<usize>; 3], rows: &[Row]) -> Column {
    let field = match Some(n) {
        at if at == id => Some("id"),
        at if at == level => Some("level"),
        at if at == note => Some("note"),
        _ => None,
    };
    told(n, head, field, rows)
}

fn one(
    ids: &Ids<'_>,
    into: &mut Incoming,
    sheet: &Sheet,
    row: &Row,
    at: [Option<usize>; 3],
    heads: &[String],
) {
    let place = sheet.place(row);
    let [id, level, note] = at.map(|c| c.map_or(Ok(""), |c| row.value(c)).map_err(|t| (c, t)));
    for (column, trouble) in [&id, &level, &note].into_iter().filter_map(|v| v.as_ref().err()) {
        let head = column.and_then(|c| heads.get(c)).map_or("", String::as_str);
        into.faults.push(Fault { place: place.in_column(head), trouble: trouble.clone() });
    }
    let (Ok(id), Ok(level), Ok(note)) = (id, level, note) else { return };
    if row.is_empty() || (level.is_empty() && note.is_empty()) {
        return;
    }
    into.rows += 1;
    let Some(target) = ids.find(id) else {
        into.left.push(Left { place, id: text::shown(id, 60), why: Why::Unknown });
        return;
    };
    let id = ids.id_of(target).to_owned();
    let mut propose = |want| {
        into.proposals.push(Proposal { place: place.clone(), want, stood: Stood::Unsaid });
    };
    if !note.is_empty() {
        propose(Want::Text { matter: Matter::Note, at: id.clone(), text: note.to_owned() });
    }
    if !level.is_empty() {
        if let Some(level) = Level::parse(level) {
            propose(Want::Level { at: id, level: Some(level) });
        } else {
            let column = at[1].and_then(|c| heads.get(c)).map_or("", String::as_str);
            let trouble = Trouble::NoLevel { typed: text::shown(level, 40) };
            into.faults.push(Fault { place: place.in_column(column), trouble });
        }
    }
}
