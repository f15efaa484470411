//! A document before it has a format: what is said, in order, and nothing about how it looks. `report` makes one
//! through [`Page`]; each writer here reads it and is a pure function from a [`Doc`] to bytes or lines. Knows no
//! assessment, no file and no clock: a cell has a tone and a word, not a status.

pub mod csv;
pub mod docx;
mod figure;
#[cfg(test)]
mod hostile;
mod house;
pub mod html;
mod labels;
pub mod lines;
pub mod markdown;
mod measure;
mod page;
mod paint;
pub mod pdf;
pub mod table;
mod unparted;
pub mod xlsx;

pub use figure::{Bar, Figure, Kind as FigureKind};
pub use house::House;
pub use labels::Labels;
pub use page::Page;
pub use table::{Cell, Column, Table, Tone};

use jiff::civil::Date;

/// A finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    /// File name without its ending: `gap-report`. Opaque to writers.
    pub name: &'static str,
    /// What it is called on its first page.
    pub title: String,
    /// What it says about itself.
    pub about: About,
    /// What it says, in the order of reading.
    pub blocks: Vec<Block>,
}

/// What every document says about itself: its first page, the head and foot of each, the properties of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Whose it is.
    pub organisation: String,
    /// Label and text, in order: organisation, scope, made on, made from.
    pub facts: Vec<(String, String)>,
    /// What it is not.
    pub disclaimer: String,
    /// One line for the foot of each page: rule, events, head hash in short.
    pub stamp: String,
    /// The day printed on it, also the creation date of the file: the same input gives the same bytes.
    pub made: Date,
    /// BCP 47, for the voice that reads it out: `en`.
    pub language: &'static str,
    /// Long enough for a cover, a list of contents and an outline.
    pub long: bool,
    /// Words a writer sets of itself, in the language of the document.
    pub labels: Labels,
}

/// Why a document could not be written. Nothing was kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    /// Which format: `PDF`.
    pub format: &'static str,
    /// What the library below says; for who mends it, not for a reader.
    pub why: String,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 2 to 6. The anchor is stable and the only one of its name in the document: the key of a
    /// section, the id of a requirement or a gap.
    Heading {
        /// 2 to 6; 1 is the title.
        level: usize,
        /// As it is read.
        text: String,
        /// What links and the house style name it by.
        anchor: String,
    },
    /// Prose.
    Paragraph(Text),
    /// Points, steps, boxes to tick: one list whatever its marks.
    List(Vec<Item>),
    /// Rows and columns.
    Table(Table),
    /// A picture of figures that the text holds as well.
    Figure(Figure),
    /// Lines to sign by hand, each with its labels. No writer ever fills them in.
    Sign(Vec<Vec<String>>),
    /// What follows begins a new page where there are pages.
    NewPage,
}

/// Prose of few kinds of pieces; each writer escapes them in its own way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text(pub Vec<Piece>);

/// A piece of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// As it stands.
    Plain(String),
    /// Set off.
    Strong(String),
    /// Leads to a heading of this document; only its words where a format has no links.
    Link {
        /// The anchor of the heading.
        anchor: String,
        /// What is read.
        words: String,
    },
}

impl Piece {
    /// What is read.
    pub fn words(&self) -> &str {
        match self {
            Self::Plain(words) | Self::Strong(words) | Self::Link { words, .. } => words,
        }
    }
}

impl Text {
    /// Without any marks.
    pub fn words(&self) -> String {
        self.0.iter().map(Piece::words).collect()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|p| p.words().is_empty())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self(vec![Piece::Plain(words.to_owned())])
    }
}

impl From<&String> for Text {
    fn from(words: &String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self(vec![Piece::Plain(words)])
    }
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What stands before it.
    pub mark: Mark,
    /// Set off before the text, with a colon: `Scope: ...`.
    pub label: Option<String>,
    /// What it says.
    pub text: Text,
    /// Room to write by hand behind it: label and width in characters. A label may be empty; of width 0 the label stands
    /// alone, something to be ringed.
    pub room: Vec<(String, usize)>,
    /// The list below it, one level deeper.
    pub below: Vec<Item>,
}

/// What stands before a line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A point.
    Bullet,
    /// Its number, which need not be the one after the last.
    Number(usize),
    /// A box to tick by hand.
    Box,
    /// Nothing: a row behind a figure, whose id leads it.
    None,
}
