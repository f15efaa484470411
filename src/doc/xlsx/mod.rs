//! The workbook before it has a format, and its writer: sheets of tables one can sort, filter and fill in, charts over
//! them, bars over weeks. `report` makes a [`Book`]; nobody else needs the inside. Knows no assessment, no file and no
//! clock, and holds no words of its own.
//!
//! Whatever a person wrote is a text here: no cell becomes a formula by what it begins with. The only formulas are
//! those a [`Use::follows`] or a [`Tally`] asks for, each written with its result, so that a program that does not
//! count shows the right figure.

mod chart;
mod cut;
mod ink;
mod place;
mod rules;
mod sheet;
mod size;
mod weeks;
mod writer;

pub use cut::{Cut, cut};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
pub use sheet::CELL;

use super::{About, Cell, House, Table, Tone, WriteError};
use crate::inert;

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// File name without its ending: `workbook`.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it says about itself: head and foot of each printed page, properties of the file.
    pub about: About,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: parts below each other on one set of columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What the house style and other sheets name it by.
    pub anchor: String,
    /// On its tab; cut to what a tab takes, and told apart from others by a number.
    pub name: String,
    /// From top to bottom.
    pub parts: Vec<Part>,
    /// Widths of its columns in characters; empty: those of its first table.
    pub widths: Vec<usize>,
    /// How many columns the label of a fact takes.
    pub label: usize,
    /// Printed on its side.
    pub landscape: bool,
    /// Only cells that people fill in can be changed. No password: it guards against a slip, not against anybody.
    pub locked: bool,
    /// For programs: not shown, and read back with the rest.
    pub hidden: bool,
}

/// What stands on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The title of the sheet, with the picture of the house style beside it where there is one.
    Title(String),
    /// A heading over what follows.
    Heading(String),
    /// Prose over the width of the sheet.
    Prose(String),
    /// Labels, each with what it says.
    Facts(Vec<(String, Cell)>),
    /// Rows and columns.
    Grid(Box<Grid>),
    /// A chart of a table of the same sheet.
    Chart(Chart),
    /// How many cells of other sheets have been filled in.
    Tally(Tally),
    /// What follows is printed on a new page.
    NewPage,
}

/// A table, and what can be done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Rows and columns.
    pub table: Table,
    /// Heads in place of those of the columns, where they come from what is told; the rest are as they are.
    pub heads: Vec<String>,
    /// What is particular about a column, in the order of the columns; the rest are plain.
    pub uses: Vec<Use>,
    /// A filter on each head.
    pub filter: bool,
    /// So many columns and the head stay in view, and the head is printed on each page.
    pub frozen: Option<usize>,
    /// Cells that stand out while something is missing.
    pub alarms: Vec<Alarm>,
    /// Bars over the weeks, to the right of the columns.
    pub weeks: Option<Weeks>,
}

/// What is particular about a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Use {
    /// How its numbers are shown.
    pub unit: Unit,
    /// People fill it in: its cells can be changed in a locked sheet, and look like it.
    pub fill_in: bool,
    /// Nothing but its choices is taken.
    pub only: bool,
    /// Told to whoever selects one of its cells.
    pub hint: String,
    /// Not shown.
    pub hidden: bool,
    /// Its numbers are shares of a whole in hundredths, coloured from nothing to all of it.
    pub scale: bool,
    /// Words and their tones beside those of its cells: what somebody may choose instead.
    pub tones: Vec<(String, Tone)>,
    /// How many columns of the sheet it takes; 0 is one.
    pub span: usize,
    /// Each row takes the cell of the same row of another sheet's first table: anchor and column there.
    pub follows: Option<(String, usize)>,
}

/// How numbers of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// As they are.
    #[default]
    None,
    /// Hundredths of a whole: 43 is 43 %.
    Percent,
    /// Hours of work.
    Hours,
}

/// A cell that is coloured by rule: where another column holds a word and this one nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The column that is coloured.
    pub column: usize,
    /// The column looked at.
    pub when: usize,
    /// What stands there.
    pub is: String,
    /// How much it matters.
    pub tone: Tone,
}

/// Bars by rule: whoever changes a day moves the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Weeks {
    /// A day of the first week.
    pub first: Date,
    /// A day of the last week.
    pub last: Date,
    /// Column of the first days.
    pub start: usize,
    /// Column of the last days.
    pub end: usize,
    /// Column, word and the tone of rows with that word there, the first that fits; other rows are `Plain`.
    pub tones: Vec<(usize, String, Tone)>,
    /// Drawn as a line.
    pub today: Date,
}

/// A chart over columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Above it.
    pub title: String,
    /// What somebody is told who cannot see it.
    pub alt: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Which table of the sheet it shows, counted from 0.
    pub of: usize,
    /// Column of the names.
    pub names: usize,
    /// Columns of the figures, each with its tone, in the order they are stacked.
    pub series: Vec<(usize, Tone)>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar a row, cut into counts.
    Shares,
    /// A bar a row from 0 to 100.
    Ranges,
    /// A line a column over the rows, from 0 to 100.
    Trend,
}

/// Counts cells that have been filled in, by formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Heads of its three columns: what, filled in, of.
    pub head: [String; 3],
    /// Name, anchor of the sheet, and the column of its first table that is counted.
    pub rows: Vec<(String, String, usize)>,
}

impl Grid {
    /// A table as it is: filtered, its head in view.
    pub fn new(table: Table) -> Self {
        Self {
            table,
            heads: Vec::new(),
            uses: Vec::new(),
            filter: true,
            frozen: Some(0),
            alarms: Vec::new(),
            weeks: None,
        }
    }

    /// A small table among other parts: neither filtered nor in view.
    pub fn small(table: Table) -> Self {
        Self { filter: false, frozen: None, ..Self::new(table) }
    }

    /// Says what is particular about a column.
    #[must_use]
    pub fn with(mut self, column: usize, which: Use) -> Self {
        if self.uses.len() <= column {
            self.uses.resize(column + 1, Use::default());
        }
        if let Some(at) = self.uses.get_mut(column) {
            *at = which;
        }
        self
    }

    /// What stands over a column.
    fn head(&self, column: usize) -> &str {
        let own = self.heads.get(column).map(String::as_str);
        own.or_else(|| self.table.columns.get(column).map(|c| c.title.as_ref())).unwrap_or_default()
    }

    /// What is particular about a column.
    fn of(&self, column: usize) -> Use {
        self.uses.get(column).cloned().unwrap_or_default()
    }
}

impl From<Grid> for Part {
    fn from(grid: Grid) -> Self {
        Self::Grid(Box::new(grid))
    }
}

impl Sheet {
    /// A sheet of one table.
    pub fn of(anchor: &str, name: &str, grid: Grid) -> Self {
        Self {
            anchor: anchor.to_owned(),
            name: name.to_owned(),
            parts: vec![grid.into()],
            label: 1,
            landscape: true,
            ..Self::default()
        }
    }

    /// Its first table.
    fn grid(&self) -> Option<&Grid> {
        self.parts.iter().find_map(|p| match p {
            Part::Grid(grid) => Some(grid.as_ref()),
            _ => None,
        })
    }
}

/// The workbook as a file; the same book gives the same bytes.
pub fn write(book: &Book, house: &House) -> Result<Vec<u8>, WriteError> {
    made(book, house).map_err(|e| WriteError { format: "XLSX", why: e.to_string() })
}

fn made(book: &Book, house: &House) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let inks = ink::Inks::of(house);
    let places = place::Places::of(book, house);
    file.set_properties(&properties(book, house)?);
    for at in places.sheets() {
        sheet::write(&mut file, book, house, &inks, &places, at)?;
    }
    places.write_lists(&mut file)?;
    file.save_to_buffer()
}

fn properties(book: &Book, house: &House) -> Result<DocProperties, XlsxError> {
    // Without a day the clock would be asked, and no two files would be the same.
    let made = day(book.about.made)?;
    let line = |text: &str| inert::line(text).into_owned();
    Ok(DocProperties::new()
        .set_title(line(&book.title))
        .set_company(line(&book.about.organisation))
        .set_author(line(house.prepared_by.as_deref().unwrap_or_default()))
        .set_comment(line(&book.about.disclaimer))
        .set_keywords(line(&book.about.stamp))
        .set_status(line(house.version.as_deref().unwrap_or_default()))
        .set_creation_datetime(&made))
}

/// A day as spreadsheets keep it; what they cannot keep is the first they can.
fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))
}

#[cfg(test)]
mod tests;
