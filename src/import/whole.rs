//! Rows of a sheet of ours: each says all there is of what its columns are about, so that what is not in it any more was taken
//! away there. Held against what stood when the sheet was made; made by the readers, read by the weighing. Of a sheet of
//! somebody else an empty cell says nothing, and no such row is made.

use std::sync::Arc;

use super::{Incoming, Place};
use crate::model::record::{Draft, Kind};
use crate::model::said::Matter;

/// A row of a sheet of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Where.
    pub place: Place,
    /// What it is about.
    pub of: WholeOf,
}

/// What such a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WholeOf {
    /// A control of the questionnaire: its id, and what its cells are about, each with the head.
    Control {
        /// Its id.
        at: String,
        /// Cells that hold nothing, and those that hold a list.
        cells: Vec<(Cell, String)>,
        /// Numbers of the evidence it names; none where the sheet has no column of them.
        evidence: Option<Vec<u32>>,
    },
    /// A record, found by what its row proposes.
    Record {
        /// Its kind.
        kind: &'static Kind,
        /// What its cells hold, as typed; what is empty is not in it.
        draft: Draft,
        /// The fields the sheet has a column of, each with the head.
        fields: Arc<Vec<(&'static str, String)>>,
    },
}

/// What a cell of a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A text, of which nothing stands there.
    Empty(Matter),
    /// What the control is needed for.
    Drivers,
    /// The AI systems it is for.
    Systems,
    /// The risks that name it.
    Risks,
    /// The AI systems it does not count for.
    NotFor,
}

/// Whether what stood when the file was made has to be known.
pub fn asks_what_stood(incoming: &Incoming) -> bool {
    let of_beside = || incoming.beside.iter().filter_map(|s| s.of.as_ref()).any(|(_, i)| !i.whole.is_empty());
    !incoming.made_at.is_empty() && (!incoming.whole.is_empty() || of_beside())
}
