//! What comes in: the bytes of somebody else's file, read as proposals and as faults, each with the row and column it stands in.
//! Pure: touches no file, changes no assessment and says nothing; `work` applies, `words` says.
//!
//! The way of a file: [`sheet`] makes rows of text of its bytes, within [`Limits`]; a reader (one module a kind of file)
//! makes [`Incoming`] of them; `weigh` holds that against what stands and makes one [`Edit`] of it and a [`Report`]. A
//! dry run is the same without the last step.

mod answers;
mod beside;
mod ciso;
mod gather;
mod german;
pub mod hand_out;
mod head;
mod ids;
mod left;
mod ours;
mod reason;
pub mod register;
mod register_numbers;
mod register_words;
mod renamed;
pub mod sheet;
mod shown;
mod sides;
mod soa;
mod soa_columns;
mod soa_evidence;
mod soa_found;
mod soa_head_row;
mod soa_heads;
mod soa_map;
mod soa_not_for;
mod soa_own;
mod soa_stated;
mod soa_whole;
mod status;
mod told;
mod wanted;
mod way;
mod weigh;
mod whole;
pub mod workbook;

pub use beside::{Beside, Unread};
pub use left::{Left, OfRecords, Why};
pub use register::Map;
pub use renamed::as_it_stood;
pub use sides::{Side, Turned};
pub use soa_heads::NAMES as STATED;
pub use told::{Statement, as_told};
pub use wanted::{Own, Proposal, Shown, Stood, Want};
pub use way::{As, How, read};
pub use weigh::{IMPORT, is_frame, weigh};
pub use whole::{Cell, Whole, WholeOf, asks_what_stood};

use std::sync::Arc;

use crate::model::goes::Goes;
use crate::model::limits::Limit;
use crate::model::record::Kind;
use crate::model::record::sound::Unsound;
use crate::model::record::takes::Misfit;
use crate::model::said::Matter;
use crate::model::{Assessment, Edit, Refusal};

/// Where something stands in a file of rows: counted from 1, as a spreadsheet counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Name of the sheet; empty in a file that has none.
    pub sheet: String,
    /// Row, the head being 1; 0 where it is about the whole file.
    pub row: usize,
    /// Head of the column; empty where it is about the whole row.
    pub column: String,
}

impl Place {
    /// The same row, in this column.
    #[must_use]
    pub fn in_column(&self, column: &str) -> Self {
        Self { column: column.to_owned(), ..self.clone() }
    }
}

/// What a file may hold at most. All of it is looked at before a cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes of all parts of a packed file, unpacked.
    pub unpacked: u64,
    /// How many times larger a part may be unpacked than packed, from a megabyte on.
    pub ratio: u64,
    /// Parts of a packed file.
    pub parts: usize,
    /// Rows of a sheet, empty ones between them too.
    pub rows: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells over all sheets, the empty ones before one that is not too.
    pub cells: usize,
    /// Signs of a cell.
    pub cell: usize,
}

/// The limits that hold.
pub const LIMITS: Limits = Limits {
    file: 20 << 20,
    unpacked: 64 << 20,
    ratio: 200,
    parts: 2_000,
    rows: 20_000,
    columns: 200,
    cells: 1_000_000,
    cell: 65_536,
};

/// Something that keeps a file from being taken over. One is enough: then nothing of it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub trouble: Trouble,
}

impl Fault {
    /// About the whole file.
    pub fn whole(trouble: Trouble) -> Self {
        Self { place: Place::default(), trouble }
    }
}

/// Where a row says that a control is left out, and where that it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// As what it is done, as it stands there.
    pub done: String,
    /// Head of the column that leaves it out; empty where the file has none.
    pub applies: String,
    /// Whether that column asks what is left out.
    pub reversed: bool,
}

/// What is wrong in a file. Texts are of the file: whoever says them makes them harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The file is too large, in bytes.
    TooLarge {
        /// The most.
        most: u64,
    },
    /// It unpacks to more than it may, or far more than it was packed in.
    Unpacks {
        /// The most bytes.
        most: u64,
    },
    /// It has too many parts.
    Parts {
        /// The most.
        most: usize,
    },
    /// A sheet has too many rows.
    Rows {
        /// The most.
        most: usize,
    },
    /// A row has too many columns.
    Columns {
        /// The most.
        most: usize,
    },
    /// There are too many cells.
    Cells {
        /// The most.
        most: usize,
    },
    /// A cell holds too much.
    LongCell {
        /// The most signs.
        most: usize,
    },
    /// Nothing stands in it.
    Empty,
    /// Heads stand in it, and no row below them says anything.
    NoRows,
    /// It is cut off, or none of the files that can be read.
    Unreadable,
    /// A spreadsheet of before 2007, or one with a password.
    OldOrLocked,
    /// A spreadsheet of another program.
    OpenDocument,
    /// It is binary where text should stand.
    NotText,
    /// It has macros.
    Macros,
    /// A part of it declares entities or a document type, or is written in an encoding of its own.
    Declares,
    /// A quote that is opened in this row is never closed.
    OpenQuote,
    /// A cell that is read holds a formula.
    Formula,
    /// A cell that is read holds an error of the spreadsheet, as `#REF!`.
    CellError {
        /// The error.
        shown: String,
    },
    /// No row of heads was found that this kind of file has.
    NoHead {
        /// Heads it should have, one of each.
        wanted: Vec<&'static str>,
        /// What its first row holds, the cells one after the other.
        seen: Vec<String>,
    },
    /// What this kind of file is was not found out.
    WhatIsIt,
    /// A word that stands for no level and no status.
    NoLevel {
        /// As it stands there.
        typed: String,
    },
    /// A word that says neither that a control applies nor that it does not.
    NoApplicability {
        /// As it stands there.
        typed: String,
    },
    /// A row says that a control does not apply, and that it is done.
    Contradiction {
        /// The id.
        at: String,
        /// Where each of the two stands.
        sides: Box<Sides>,
    },
    /// A row says that a control applies, and by its status that it does not.
    InAndOut {
        /// The id.
        at: String,
    },
    /// Two rows say different things of the same.
    Twice {
        /// The id.
        at: String,
        /// The other row.
        row: usize,
    },
    /// The change is refused as it would be if somebody typed it.
    Refused(Box<Refusal>),
    /// What stands in a cell is refused so.
    RefusedCell {
        /// As it stands there.
        typed: String,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// A workbook of questions that was handed out to one person: it is collected, and not imported.
    HandedOut,
    /// A row of a workbook that was handed out is about something that was not asked.
    NotAsked {
        /// What stands there.
        id: String,
    },
    /// The question of a row is not the one that was asked.
    Altered {
        /// The id.
        at: String,
    },
    /// A workbook of questions without the hidden sheet that says what it was made from.
    StateLost,
    /// It is no data of ours: what should stand there does not.
    NotOurs {
        /// What is missing.
        missing: &'static str,
    },
    /// Our own data, out of which names, notes and places were left.
    Redacted,
    /// It answers another questionnaire.
    OtherQuestionnaire {
        /// Which one the file answers.
        file: String,
        /// Which one is open.
        here: String,
    },
    /// A file of ours that was made from another assessment.
    OtherAssessment {
        /// Whose it is, as the file says; empty where it does not.
        file: String,
        /// Whose the open one is.
        here: String,
    },
    /// A fact of a file of ours that may not stand so.
    BadFact {
        /// Its key.
        key: String,
        /// What stands there, and what may; none where no fact may be so.
        may: Option<Box<(String, Limit)>>,
    },
    /// A field of a record in a file of ours that does not take what stands there.
    BadField {
        /// The record: its number and name, or its kind and id.
        record: String,
        /// The field's label.
        word: &'static str,
        /// What stands there.
        holds: Box<str>,
        /// Why it does not.
        why: Box<Misfit>,
    },
    /// A record of a file of ours would be there without what it needs.
    Unsound {
        /// Its kind, its number and its id.
        record: String,
        /// What is wrong with it.
        what: Box<Unsound>,
    },
    /// A column was named that the file does not have.
    NoColumn {
        /// As typed.
        typed: String,
    },
    /// A field was named that the register does not have.
    NoField {
        /// The kind.
        kind: &'static Kind,
        /// As typed.
        typed: String,
    },
    /// A column of a statement was named that there is not.
    NoStatedField {
        /// As typed.
        typed: String,
        /// Those there are.
        known: Vec<&'static str>,
    },
    /// Two columns lead to one field.
    SameField {
        /// The field's label.
        word: &'static str,
    },
    /// No column leads to the field that names a record.
    NoNaming {
        /// The kind.
        kind: &'static Kind,
        /// The field's label.
        word: &'static str,
    },
}

/// Where a column of the file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Key of what it fills; none where it is left out.
    pub field: Option<&'static str>,
    /// The first value below it, to know it by.
    pub sample: String,
    /// That each of its cells is the number of a control or a requirement, as far as one can tell without knowing them.
    pub numbers: bool,
    /// That nearly each of its cells says whether something applies.
    pub decides: bool,
    /// That its cells say what it is, as nobody knows its head.
    pub by_cells: bool,
    /// That it asks what is left out, so that a yes there leaves a control out.
    pub asks_out: bool,
}

/// What a file proposes, as its reader understood it, before it is held against what stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Rows that say anything.
    pub rows: usize,
    /// What they propose, in their order.
    pub proposals: Vec<Proposal>,
    /// Rows left alone.
    pub left: Vec<Left>,
    /// Ids of which several rows speak, and what became of them.
    pub joined: Vec<Left>,
    /// What keeps all of it from being taken over.
    pub faults: Vec<Fault>,
    /// Where each column goes; empty where the file has no columns of free choice.
    pub columns: Vec<Column>,
    /// Facts of our own data that this version does not know and that do not stand here yet, by their keys. They are kept: a newer
    /// version may have written them.
    pub unread: Vec<String>,
    /// Sheets that are not read.
    pub beside: Vec<Beside>,
    /// Of a sheet of ours that holds a register whole, which one, and the sheet's name.
    pub register: Option<(&'static Kind, String)>,
    /// Of a sheet of ours its rows, each as all there is of what its columns are about.
    pub whole: Vec<Whole>,
    /// Hash of the event such a sheet was made behind; empty where it is none of ours.
    pub made_at: String,
    /// What stood behind that event; none where the open file has no such event.
    pub then: Option<Arc<Assessment>>,
}

/// What is done where something else stands here than in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// Ours stays, and the difference is listed.
    #[default]
    Ours,
    /// Theirs is taken over.
    Theirs,
}

/// One difference: what stands, and what the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the file.
    pub place: Place,
    /// What it is about: a level, a text, a fact, a record.
    pub about: About,
    /// What stands here, as people type it; empty for nothing.
    pub was: String,
    /// What the file says, the same way; empty where it was taken away there.
    pub now: String,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The level of an id.
    Level(String),
    /// A text on an id.
    Text(Matter, String),
    /// A stored fact.
    Fact(String),
    /// A new record, by its name, with its other fields: label, and what stands there as typed.
    NewRecord(&'static Kind, String, Vec<(&'static str, String)>),
    /// That a record of this kind is linked with a control.
    Linked(&'static Kind, String),
    /// A field of a record that is there: kind, number and name, label of the field.
    Field(&'static Kind, String, &'static str),
}

/// What an import comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Rows that say anything.
    pub rows: usize,
    /// Things that found their place here: same, changed and conflicting together.
    pub matched: usize,
    /// Of these, what stands so already.
    pub same: usize,
    /// What changes.
    pub changed: Vec<Difference>,
    /// Where something else stands here.
    pub conflicting: Vec<Difference>,
    /// Rows nothing here answers to.
    pub unknown: Vec<Left>,
    /// Ids of which several rows speak, and what became of them.
    pub joined: Vec<Left>,
    /// Records of our own sheet that have another number here than there.
    pub renumbered: Vec<Left>,
    /// What goes with what changes, and no row says.
    pub goes: Vec<Goes>,
    /// Controls that change sides with a reason of which the file does not say for which side it is.
    pub turned: Vec<Turned>,
    /// Controls that change sides, and those with a reason now that sounds like one for the other side.
    pub sides: Vec<Side>,
    /// What keeps all of it from being taken over.
    pub faults: Vec<Fault>,
    /// Where each column goes.
    pub columns: Vec<Column>,
    /// Facts that are taken over although this version does not know them, by their keys.
    pub unread: Vec<String>,
    /// Sheets that are not read.
    pub beside: Vec<Unread>,
}

impl Report {
    /// The sheets beside the one that is read that say something else than what stands here, by name.
    pub fn differ_beside(&self) -> Vec<String> {
        self.beside.iter().filter(|s| s.rows > 0).map(|s| s.sheet.clone()).collect()
    }

    /// How many controls change sides.
    pub fn changing_sides(&self) -> usize {
        self.sides.iter().filter(|s| s.changes()).count()
    }
}

/// What would be done, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The change, as one step; empty where there are faults.
    pub edit: Edit,
    /// What it comes to.
    pub report: Report,
}
