//! What of a workbook is longer than a cell takes, so that whoever makes one can be told.

use super::place::Places;
use super::sheet::is_cut;
use super::{Book, Part};
use crate::doc::House;

/// A cell that holds less than it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The sheet, as its tab says.
    pub sheet: String,
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// What stands first in the row.
    pub of: String,
    /// The head of the column; empty where there is none.
    pub head: String,
}

/// The cells of a workbook that are cut, in its order.
pub fn cut(book: &Book, house: &House) -> Vec<Cut> {
    let long = |part: &Part| match part {
        Part::Grid(grid) => grid.table.rows.iter().flatten().any(|c| is_cut(&c.words())),
        Part::Facts(facts) => facts.iter().any(|(_, c)| is_cut(&c.words())),
        Part::Prose(words) => is_cut(words),
        _ => false,
    };
    // Where each row lies is worked out only for the few books that need it.
    if !book.sheets.iter().flat_map(|s| &s.parts).any(long) {
        return Vec::new();
    }
    let (places, mut all) = (Places::of(book, house), Vec::new());
    for place in places.sheets() {
        let Some(sheet) = book.sheets.get(place.sheet).filter(|s| !s.hidden) else { continue };
        for (part, first) in sheet.parts.iter().zip(&place.rows) {
            let first = *first as usize + 1;
            let mut put = |row: usize, of: &str, head: &str| {
                let (sheet, of, head) = (place.name.clone(), of.to_owned(), head.to_owned());
                all.push(Cut { sheet, row, of, head });
            };
            match part {
                Part::Grid(grid) => {
                    for (n, row) in grid.table.rows.iter().enumerate() {
                        let of = row.first().map(crate::doc::Cell::words).unwrap_or_default();
                        for (c, _) in row.iter().enumerate().filter(|(_, cell)| is_cut(&cell.words())) {
                            put(first + 1 + n, if c == 0 { "" } else { &of }, grid.head(c));
                        }
                    }
                }
                Part::Facts(facts) => {
                    for (n, (label, _)) in facts.iter().enumerate().filter(|(_, f)| is_cut(&f.1.words())) {
                        put(first + n, label, "");
                    }
                }
                Part::Prose(words) if is_cut(words) => put(first, "", ""),
                _ => {}
            }
        }
    }
    all
}
