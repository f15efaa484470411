//! Rows and columns, once for every format: a table on a page, a sheet of a workbook, a file of comma-separated values.

use std::borrow::Cow;

use jiff::civil::Date;

/// How a value is to be taken, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As it should be: met, done, in place.
    Good,
    /// Partly there, a warning.
    Half,
    /// Missing, urgent.
    Bad,
    /// Not known yet.
    Open,
    /// Left out for a reason.
    Out,
    /// Says nothing either way.
    Plain,
}

/// What a value is, so that a spreadsheet sorts it, a page colours it and a file of values guards it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, as it is shown everywhere: at most hundredths.
    Number(String),
    /// A day.
    Day(Date),
    /// A word of a state or band.
    Toned(Tone, String),
}

impl Cell {
    /// As it is read.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Text(t) | Self::Number(t) | Self::Toned(_, t) => Cow::Borrowed(t),
            Self::Day(day) => Cow::Owned(day.to_string()),
        }
    }

    /// A number stays one in a spreadsheet and stands to the right on a page.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

impl From<&str> for Cell {
    fn from(t: &str) -> Self {
        Self::Text(t.to_owned())
    }
}

impl From<String> for Cell {
    fn from(t: String) -> Self {
        Self::Text(t)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => { $(impl From<$kind> for Cell {
        fn from(n: $kind) -> Self {
            Self::Number(n.to_string())
        }
    })* };
}

numbers!(u8, u32, usize);

/// Hours and shares as they leave: more than the hundredth is noise of a product, or finer than anybody plans. Figures
/// are added up before, so that a sum is never off by what was cut.
pub fn hundredths(n: f64) -> f64 {
    (n * 100.0).round() / 100.0 + 0.0
}

impl From<f64> for Cell {
    fn from(n: f64) -> Self {
        Self::Number(hundredths(n).to_string())
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head: a word for people, or a key in a table for programs.
    pub title: Cow<'static, str>,
    /// Width in characters where a format has widths; none is found from the values.
    pub width: Option<usize>,
    /// What somebody may put into it: a drop-down in a workbook. Empty: nothing is offered.
    pub choices: Vec<String>,
}

impl From<&'static str> for Column {
    fn from(title: &'static str) -> Self {
        Self { title: title.into(), width: None, choices: Vec::new() }
    }
}

impl From<String> for Column {
    fn from(title: String) -> Self {
        Self { title: title.into(), width: None, choices: Vec::new() }
    }
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these heads and no rows.
    pub fn new(head: &[&'static str]) -> Self {
        Self { columns: head.iter().map(|h| Column::from(*h)).collect(), rows: Vec::new() }
    }

    /// Two states side by side, a matter a row under no head; where there are no columns a row is told as the way from one
    /// state to the other.
    pub fn sides(before: &'static str, after: &'static str) -> Self {
        Self::new(&["", before, after])
    }

    /// The matter of a row and both its states, where two states stand side by side.
    pub fn side_by_side<'a>(&self, row: &'a [Cell]) -> Option<[&'a Cell; 3]> {
        match (self.columns.first(), row) {
            (Some(first), [what, before, after]) if first.title.is_empty() => Some([what, before, after]),
            _ => None,
        }
    }

    /// Adds a row of as many cells as there are columns.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len());
        self.rows.push(cells);
    }

    /// The same columns at the end of every row.
    pub fn append(&mut self, more: &[(&'static str, String)]) {
        self.columns.extend(more.iter().map(|(name, _)| Column::from(*name)));
        for row in &mut self.rows {
            row.extend(more.iter().map(|(_, value)| Cell::from(value.as_str())));
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether everything in this column is a number; an empty table has none.
    pub fn is_numbers(&self, column: usize) -> bool {
        !self.is_empty() && self.rows.iter().all(|r| r.get(column).is_some_and(Cell::is_number))
    }
}
