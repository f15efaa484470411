//! The evidence a row of a Statement of Applicability names, with what other cells of the row say of it: its date, where it
//! is, who has seen it. Used by the readers of such tables.

use std::collections::BTreeMap;

use super::head::plain;
use super::sheet::Row;
use super::soa_columns::{Columns, told_apart};
use super::soa_heads::Col;
use super::soa_stated::is_placeholder;
use super::{Trouble, status};
use crate::model::text;

/// A piece of evidence as a row names it; what the row does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Piece {
    pub(super) what: String,
    pub(super) date: String,
    pub(super) until: String,
    /// Ids it shows; the row's own where none are named.
    pub(super) shows: String,
    /// Its number, where the sheet is ours.
    pub(super) number: Option<u32>,
    pub(super) place: String,
    pub(super) version: String,
    /// Who has seen it, by name, and the day.
    pub(super) seen_by: Vec<(String, String)>,
    pub(super) seen_note: String,
    /// That the sheet is ours.
    pub(super) ours: bool,
}

impl Piece {
    fn set(&mut self, col: Col, said: String) {
        match col {
            Col::Dates => self.date = said,
            Col::Until => self.until = said,
            Col::Shows => self.shows = said,
            Col::Places => self.place = said,
            Col::Versions => self.version = said,
            Col::SeenNotes => self.seen_note = said,
            Col::Seen => {
                self.seen_by = seen_by(&said);
                // Without a day it is no more than words on who has looked at it.
                if self.seen_by.is_empty() {
                    self.seen_note = said;
                }
            }
            _ => {}
        }
    }

    fn named(what: String) -> Self {
        Self { what, ..Self::default() }
    }

    /// Whether what another cell says of a piece of that name can be said of this one: two of one name and two dates are two.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let alike = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        self.number.is_some() && self.number == other.number
            || alike(&self.date, &other.date)
                && alike(&self.until, &other.until)
                && alike(&self.place, &other.place)
                && alike(&self.version, &other.version)
    }

    /// Takes what another row says of the same piece, where nothing stands yet.
    pub(super) fn take(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.date, &other.date),
            (&mut self.until, &other.until),
            (&mut self.place, &other.place),
            (&mut self.version, &other.version),
            (&mut self.seen_note, &other.seen_note),
        ] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        for seen in &other.seen_by {
            if !self.seen_by.contains(seen) {
                self.seen_by.push(seen.clone());
            }
        }
    }

    /// Whether both are about one piece: its number says it where both have one, else its name.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (Some(a), Some(b)) => a == b,
            _ => self.what.eq_ignore_ascii_case(&other.what),
        }
    }
}

/// What a row has as evidence.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) evidence: Vec<Piece>,
    /// What is kept in words.
    pub(super) notes: Vec<String>,
    /// Numbers of evidence in a list of theirs.
    pub(super) numbers: Vec<String>,
}

/// What columns beside a piece of evidence hold of it.
const FACTS: [Col; 7] =
    [Col::Dates, Col::Until, Col::Shows, Col::Places, Col::Versions, Col::Seen, Col::SeenNotes];

/// Reads the evidence of a row. In a table of ours each piece has a line in each column.
pub(super) fn read(columns: &Columns, row: &Row) -> Result<Named, (String, Trouble)> {
    let mut one = Named::default();
    let mut cells = BTreeMap::new();
    for col in columns.cols.iter().flatten() {
        let first = columns.values(row, *col)?.first().map(|(_, t)| (*t).to_owned());
        cells.insert(*col, first.unwrap_or_default());
    }
    let cell = |col| cells.get(&col).cloned().unwrap_or_default();
    if columns.of_us() && columns.pieces {
        one.evidence = pieces(cell);
        return Ok(one);
    }
    let whats = columns.values(row, Col::Evidence)?;
    let whats: Vec<String> =
        whats.iter().flat_map(|(_, t)| t.split(['\n', ';'])).map(text::clean_line).collect();
    let mut all: Vec<Piece> = whats
        .into_iter()
        .filter(|w| !w.is_empty() && !status::is_tick(w))
        .map(|what| Piece { ours: columns.of_us(), ..Piece::named(what) })
        .collect();
    for col in FACTS {
        let said = cell(col);
        if is_placeholder(&said) || said == "-" {
            continue;
        }
        let Some(parts) = beside(&said, all.len()) else {
            // Nobody can say which piece is meant; what stands there is kept.
            one.notes.push(told_apart(columns, col, &said));
            continue;
        };
        for (piece, said) in all.iter_mut().zip(parts).filter(|(_, said)| !is_placeholder(said)) {
            piece.set(col, said);
        }
    }
    for piece in all.into_iter().filter(|p| !is_placeholder(&p.what)) {
        if !columns.of_us() && is_number_of_evidence(&piece.what) {
            let facts = [&piece.date, &piece.until, &piece.place, &piece.version];
            let words = std::iter::once(&piece.what).chain(facts.into_iter().filter(|f| !f.is_empty()));
            let words = words.map(String::as_str).collect::<Vec<_>>().join(", ");
            one.notes.push(told_apart(columns, Col::Evidence, &words));
            one.numbers.push(piece.what);
        } else {
            one.evidence.push(piece);
        }
    }
    Ok(one)
}

/// What a cell says of each of so many pieces: a line or a part each, or one thing of all of them. None where that cannot
/// be told.
fn beside(cell: &str, pieces: usize) -> Option<Vec<String>> {
    let dash = |l: &str| if l.trim() == "-" { String::new() } else { text::clean_line(l) };
    let lines: Vec<String> = cell.lines().map(dash).collect();
    if pieces == 0 {
        return None;
    }
    if lines.len() == pieces {
        return Some(lines);
    }
    let parts: Vec<String> = cell.split(['\n', ';']).map(dash).collect();
    if parts.len() == pieces {
        return Some(parts);
    }
    (parts.len() == 1 || pieces == 1).then(|| vec![text::clean_line(cell); pieces])
}

/// Whether a cell is a number in a list of evidence and nothing else: `E-4`, `EV 12`, `Evidence no. 3`. A document has a
/// number by which people find it; this one says nothing without that list.
fn is_number_of_evidence(cell: &str) -> bool {
    let word = plain(cell);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let lists = ["e", "ev", "evd", "evi", "evid", "evidence", "evidenceno", "evidencenr", "proof"];
    letters.len() < word.len() && lists.contains(&letters)
}

/// Pieces of evidence a line each, with what stands beside them in the same line of other cells: `cell` gives that of a
/// column.
fn pieces(cell: impl Fn(Col) -> String) -> Vec<Piece> {
    let whats = cell(Col::Evidence);
    // A dash keeps the line of what one piece does not have; a cell that began with an empty line, as we wrote it once,
    // has the sign of a text before it.
    let lines = |col| {
        let cell = cell(col);
        let all = cell.strip_prefix("'\n").map_or_else(|| cell.clone(), |rest| format!("\n{rest}"));
        all.split('\n').map(text::clean_line).map(|l| if l == "-" { String::new() } else { l }).collect()
    };
    let columns: [Vec<String>; 8] = [
        Col::Dates,
        Col::Until,
        Col::Shows,
        Col::Numbers,
        Col::Places,
        Col::Versions,
        Col::Seen,
        Col::SeenNotes,
    ]
    .map(lines);
    let of = |(n, what): (usize, &str)| {
        let [date, until, shows, number, place, version, seen, seen_note] =
            columns.each_ref().map(|all| all.get(n).cloned().unwrap_or_default());
        let number = number.rsplit_once('-').and_then(|(_, n)| n.parse().ok());
        let what = text::clean_line(what);
        let seen_by = seen_by(&seen);
        Piece { what, date, until, shows, number, place, version, seen_by, seen_note, ours: true }
    };
    whats.split('\n').enumerate().map(of).filter(|p| !p.what.is_empty()).collect()
}

/// Names of people, each with a day behind the last colon, with semicolons between.
fn seen_by(line: &str) -> Vec<(String, String)> {
    let one = |part: &str| {
        let (who, day) = part.rsplit_once(':')?;
        Some((who.trim().to_owned(), day.trim().to_owned())).filter(|(who, _)| !who.is_empty())
    };
    line.split(';').filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_list_is_told_from_that_of_a_document() {
        for number in ["E-4", "e4", "EV-012", "Evidence no. 3", "Proof 7"] {
            assert!(is_number_of_evidence(number), "{number}");
        }
        for name in ["AI-POL-001", "E-mail of 3 May", "D-4", "Policy A.2", "Evidence", "ISO 42001", ""] {
            assert!(!is_number_of_evidence(name), "{name}");
        }
    }
}
