//! A spreadsheet or a table of text as rows of text: XLSX, and CSV with `,` `;` or tab, in UTF-8, UTF-16 or Windows-1252.
//!
//! Everything here is somebody else's file. Sizes are looked at before anything is read, a packed file is unpacked once
//! within its limits and only what came out of it is read on, values are taken and formulas only marked, and nothing in
//! it is followed, run or loaded. Readers of `import` may use it; it knows no questionnaire.

mod json;
mod packed;
mod text;

use super::{Fault, LIMITS, Limits, Place, Trouble};
use crate::model::text::clean_line;

/// A file of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// Its sheets in their order; a table of text is one without a name.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; empty in a table of text.
    pub name: String,
    /// Whether it is not shown to people.
    pub hidden: bool,
    /// Its rows that hold anything, in their order.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number, from 1, as the spreadsheet shows it.
    pub number: usize,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it shows, as text: a number without needless places, a day as year-month-day.
    pub text: String,
    /// What it is beside its text.
    pub is: Is,
}

/// What a cell is beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Is {
    /// A value.
    #[default]
    Value,
    /// The last result of a formula, which is not read.
    Formula,
    /// An error of the spreadsheet.
    Error,
}

impl Row {
    /// The row as heads of columns: each on one line.
    pub(in crate::import) fn heads(&self) -> Vec<String> {
        (0..self.cells.len()).map(|c| clean_line(self.text(c))).collect()
    }

    /// The text of a column from 0, without blanks around it; empty where nothing stands.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |c| c.text.trim())
    }

    /// How many of its cells are known heads.
    pub(in crate::import) fn known(&self, known: impl Fn(&str) -> bool) -> usize {
        (0..self.cells.len()).filter(|c| known(self.text(*c))).count()
    }

    /// As [`Self::text`], but what is no value is the fault: formulas and errors are not read.
    pub fn value(&self, column: usize) -> Result<&str, Trouble> {
        match self.cells.get(column) {
            Some(Cell { is: Is::Formula, .. }) => Err(Trouble::Formula),
            Some(Cell { is: Is::Error, text }) => Err(Trouble::CellError { shown: text.clone() }),
            _ => Ok(self.text(column)),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|c| c.text.trim().is_empty() && c.is == Is::Value)
    }
}

impl Book {
    /// What the first row of its first sheet holds, cell by cell: what stands where heads should.
    pub(in crate::import) fn first_row(&self) -> Vec<String> {
        let row = self.sheets.iter().filter(|s| !s.hidden).find_map(|s| s.rows.first());
        row.map(Row::heads).unwrap_or_default().into_iter().filter(|h| !h.is_empty()).collect()
    }
}

impl Sheet {
    /// The place of a row.
    pub fn place(&self, row: &Row) -> Place {
        Place { sheet: self.name.clone(), row: row.number, column: String::new() }
    }

    /// The heads and the rows below them: of the first rows the one of which most cells are known heads, at least
    /// `least`; titles may stand above it.
    pub fn below_head(&self, least: usize, known: impl Fn(&str) -> bool) -> Option<(&Row, &[Row])> {
        let at = self.best_row(least, |row| row.known(&known))?;
        let (head, below) = self.rows.get(at..)?.split_first()?;
        Some((head, below))
    }

    /// Of the first rows the place of the one that counts most, the first of several; at least `least`.
    pub(in crate::import) fn best_row(&self, least: usize, count: impl Fn(&Row) -> usize) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (at, row) in self.rows.iter().take(HEAD_WITHIN).enumerate() {
            let n = count(row);
            if n >= least && best.is_none_or(|(most, _)| n > most) {
                best = Some((n, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// In how many rows the heads are looked for.
pub(super) const HEAD_WITHIN: usize = 30;

/// Whether a file is packed as spreadsheets are.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The rows of a file within the limits that hold.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    read_within(bytes, &LIMITS)
}

/// The rows of a file within these limits.
pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Book, Fault> {
    if bytes.len() as u64 > limits.file {
        return Err(Fault::whole(Trouble::TooLarge { most: limits.file }));
    }
    let book = if is_packed(bytes) {
        packed::read(bytes, limits)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Fault::whole(Trouble::OldOrLocked));
    } else {
        let read = if json::is_one(bytes) { json::read } else { text::read };
        Book { sheets: vec![read(bytes, limits)?] }
    };
    if book.sheets.iter().all(|s| s.rows.is_empty()) {
        return Err(Fault::whole(Trouble::Empty));
    }
    Ok(book)
}

/// Text of a file that is no spreadsheet, in whatever of the usual encodings it is written.
pub fn text_of(bytes: &[u8]) -> Result<String, Fault> {
    text::decode(bytes)
}

/// Keeps count of what was read, so that a limit stops a file where it breaks it.
struct Counted<'l> {
    limits: &'l Limits,
    cells: usize,
}

impl Counted<'_> {
    /// Puts a cell that is not empty into its row.
    fn put(&mut self, sheet: &mut Sheet, (row, column): (usize, usize), cell: Cell) -> Result<(), Fault> {
        let place = || Place { sheet: sheet.name.clone(), row, column: letters(column) };
        let limits = self.limits;
        let fault = |trouble| Err(Fault { place: place(), trouble });
        if row > limits.rows {
            return fault(Trouble::Rows { most: limits.rows });
        }
        if column >= limits.columns {
            return fault(Trouble::Columns { most: limits.columns });
        }
        // Bytes are counted first: signs are never more.
        if cell.text.len() > limits.cell && cell.text.chars().count() > limits.cell {
            return fault(Trouble::LongCell { most: limits.cell });
        }
        let there = sheet.rows.last().filter(|r| r.number == row).map_or(0, |r| r.cells.len());
        self.cells += (column + 1).saturating_sub(there);
        if self.cells > limits.cells {
            return fault(Trouble::Cells { most: limits.cells });
        }
        if sheet.rows.last().is_none_or(|r| r.number != row) {
            sheet.rows.push(Row { number: row, cells: Vec::new() });
        }
        if let Some(last) = sheet.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, Cell::default());
            }
            if let Some(to) = last.cells.get_mut(column) {
                *to = cell;
            }
        }
        Ok(())
    }
}

/// A column as a spreadsheet names it: A, B, ... AA.
pub fn letters(column: usize) -> String {
    let (mut n, mut out) = (column, Vec::new());
    loop {
        out.push(b'A' + u8::try_from(n % 26).unwrap_or(0));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}
