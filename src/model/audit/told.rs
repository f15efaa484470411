//! What a verb on an audit came to, as data. A leaf.

use super::finding::{Due, FindingState, Grade};
use super::outcome::Outcome;
use super::row::RowState;
use super::warning::Warning;
use crate::model::record::Field;

/// A finding that let go of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freed {
    /// Its number.
    pub no: String,
    /// What it is still on; nothing where it was withdrawn.
    pub still: Vec<String>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// From here on one works in this audit.
    Opened {
        /// Its number.
        no: String,
        /// Its title.
        name: String,
        /// Whether it was begun just now.
        new: bool,
    },
    /// The plan is another.
    Plan {
        /// Rows in it.
        rows: usize,
        /// Requirements they are about.
        covered: usize,
        /// Requirements left out with a reason.
        left_out: usize,
        /// All requirements.
        of: usize,
        /// Who would audit own work there.
        warnings: Vec<Warning>,
    },
    /// Something was written into a row.
    Row {
        /// Where.
        at: String,
        /// Its result.
        result: Option<Outcome>,
        /// How far it is.
        state: RowState,
        /// Findings that let go of it.
        freed: Vec<Freed>,
        /// Who should rather not have written it, and who would audit own work.
        warnings: Vec<Warning>,
    },
    /// Something was found.
    Found {
        /// Its number.
        no: String,
        /// Its grade.
        grade: Grade,
        /// What it is on.
        at: Vec<String>,
        /// Who should rather not have raised it.
        warnings: Vec<Warning>,
    },
    /// Something was written at a finding.
    Finding {
        /// Its number.
        no: String,
        /// How far it is.
        state: FindingState,
        /// When it is due, where that was written.
        due: Option<Due>,
        /// What stood there and said the same in another way, which went with it.
        gone: Vec<(&'static Field, String)>,
        /// What it is on, where that was written; else empty.
        at: Vec<String>,
        /// The grade before and the one it has now, where that changed.
        grade: Option<(Grade, Grade)>,
        /// What speaks against it.
        warnings: Vec<Warning>,
    },
    /// It was signed: rows and findings are frozen.
    Signed {
        /// Its number.
        no: String,
        /// Which version.
        version: u32,
        /// The last event it holds.
        event: i64,
        /// Hash of that event.
        head: String,
        /// What a reader of the report should know.
        warnings: Vec<Warning>,
    },
    /// The audit after another was begun.
    Followed {
        /// Its number.
        no: String,
        /// Its title.
        name: String,
        /// Rows in its plan.
        rows: usize,
        /// Findings that are open.
        open: usize,
        /// Opportunities and observations nobody had to reply to.
        noted: usize,
        /// Findings that were closed, to be confirmed.
        closed: usize,
    },
    /// A new version is worked on.
    Reopened {
        /// Its number.
        no: String,
        /// Which version comes next.
        version: u32,
    },
}

/// What signing would come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WouldSign {
    /// Number of the audit.
    pub no: String,
    /// As which version.
    pub version: u32,
    /// What to think about first.
    pub warnings: Vec<Warning>,
}

impl Told {
    /// What signing would come to, of what was told when it was only tried; none where that signed nothing.
    pub fn would_sign(&self) -> Option<WouldSign> {
        match self {
            Self::Signed { no, version, warnings, .. } => {
                Some(WouldSign { no: no.clone(), version: *version, warnings: warnings.clone() })
            }
            _ => None,
        }
    }
}
