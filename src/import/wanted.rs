//! What a file wants, as its reader understood it: levels, texts, facts and records. Read by the weighing alone; what
//! becomes of it stands in its report.

use super::Place;
use crate::model::Level;
use crate::model::record::{Draft, Kind};
use crate::model::said::Matter;

/// What stood in our file where the file that comes in was made from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stood {
    /// The file does not say.
    #[default]
    Unsaid,
    /// This did, as stored; empty for nothing.
    This(String),
}

/// One thing a file proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Where it stands.
    pub place: Place,
    /// What it wants.
    pub want: Want,
    /// What stood here when the file was made, where it says so: who changed it since can then be told.
    pub stood: Stood,
}

/// A control of one's own, as a statement has it in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// What its fields hold, as typed.
    pub draft: Draft,
    /// Its number where the sheet is ours.
    pub number: Option<u32>,
    /// Cells that name AI systems.
    pub systems: Vec<String>,
    /// Cells that name risks.
    pub risks: Vec<String>,
    /// Pieces of evidence: number where the sheet is ours, and name.
    pub evidence: Vec<(Option<u32>, String)>,
}

/// A piece of evidence, as a statement names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// What its fields hold, as typed; who has seen it is not in it.
    pub draft: Draft,
    /// Its number where the sheet is ours.
    pub number: Option<u32>,
    /// Who has seen it, by name, and the day.
    pub seen_by: Vec<(String, String)>,
    /// That the sheet is ours: what it calls by a number alone is the piece of that number.
    pub ours: bool,
}

/// What a file wants to stand here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// A level at a requirement or check; none withdraws.
    Level {
        /// Its id, as the questionnaire writes it.
        at: String,
        /// The level.
        level: Option<Level>,
    },
    /// What a status of another tool comes to at a requirement: the level where nothing stands. Where our own status says
    /// the same, in whatever levels, it is the same.
    Status {
        /// Its id, as the questionnaire writes it.
        at: String,
        /// The level that says it best.
        level: Level,
    },
    /// A text on an id: a note, a reason, an owner.
    Text {
        /// Which text.
        matter: Matter,
        /// Its id, as the questionnaire writes it.
        at: String,
        /// As written; never empty.
        text: String,
    },
    /// A fact as files of ours hold it.
    Fact {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// That a control is in, where the file says no level of it.
    In {
        /// Its id, as the questionnaire writes it.
        at: String,
        /// That nothing else says so: no reason, and nothing it is needed for.
        alone: bool,
        /// That a reason alone says so, and the cell is empty that should: nothing against an exclusion that stands.
        by_reason: bool,
    },
    /// A reason of a control of which nothing in the file says on which side it is: for the side it stands on.
    Reason {
        /// The control.
        at: String,
        /// As written; never empty.
        text: String,
    },
    /// A control of one's own, with what it is linked with.
    Own(Own),
    /// Records of a kind that a control is linked with, as a cell names them.
    Named {
        /// Their kind: AI systems or risks.
        kind: &'static Kind,
        /// The control.
        at: String,
        /// The cell.
        cell: String,
        /// That the sheet is ours: each stands in a line of its own, with its number before its name. Else signs between
        /// may part them, and their numbers are not ours.
        ours: bool,
    },
    /// AI systems for which our own sheet says that a control, or checks of it, does not count.
    NotFor {
        /// The control.
        at: String,
        /// Number and name of each, the checks in brackets, and its reason, as they stand.
        all: Vec<String>,
        /// Cells that name the systems it counts for.
        systems: Vec<String>,
        /// That the control is left out there by that alone.
        out: bool,
    },
    /// A piece of evidence a statement names.
    Piece(Shown),
    /// A record: that of the same id, number or name, else a new one.
    Record {
        /// Its kind.
        kind: &'static Kind,
        /// Id or number, where the file has one.
        named: Option<String>,
        /// Its number, where the sheet is ours: it counts only where that was made from the open file.
        number: Option<u32>,
        /// What its fields hold, as typed; what is empty in the file is not in it.
        draft: Draft,
        /// Head of the column of each field.
        columns: Vec<(&'static str, String)>,
    },
}
