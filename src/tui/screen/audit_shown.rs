//! Which rows of the audit its screen shows.

use super::audit_rows::RowLine;
use crate::model::audit::RowState;
use crate::say;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of the standard.
    #[default]
    All,
    /// What is in the plan.
    Plan,
    /// Rows that lack something, or are still to do.
    Incomplete,
    /// Where audit and organisation differ.
    Differing,
    /// What is left out with a reason.
    NotAudited,
}

impl Shown {
    /// What comes after it.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::All => Self::Plan,
            Self::Plan => Self::Incomplete,
            Self::Incomplete => Self::Differing,
            Self::Differing => Self::NotAudited,
            Self::NotAudited => Self::All,
        }
    }

    /// Whether a row is shown.
    pub(super) fn fits(self, row: &RowLine) -> bool {
        match self {
            Self::All => true,
            Self::Plan => row.state.as_ref().is_some_and(|s| *s != RowState::NotAudited),
            Self::Incomplete => matches!(row.state, Some(RowState::Incomplete(_) | RowState::Planned)),
            Self::Differing => row.differs,
            Self::NotAudited => row.state == Some(RowState::NotAudited),
        }
    }

    /// What is shown, in words; empty of all.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Plan => say!("what is planned"),
            Self::Incomplete => say!("to do and incomplete"),
            Self::Differing => say!("where the organisation and the audit differ"),
            Self::NotAudited => say!("not audited"),
        }
    }
}
