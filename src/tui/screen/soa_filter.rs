//! Which rows of the Statement of Applicability are shown.

use crate::model::statement::{Applicable, Row};
use crate::say;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    All,
    Undecided,
    NoReason,
    Weak,
    LookAgain,
    LeftOut,
    Own,
}

impl Shown {
    /// What comes after it.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::All => Self::Undecided,
            Self::Undecided => Self::NoReason,
            Self::NoReason => Self::Weak,
            Self::Weak => Self::LookAgain,
            Self::LookAgain => Self::LeftOut,
            Self::LeftOut => Self::Own,
            Self::Own => Self::All,
        }
    }

    /// Whether a row is shown.
    pub(super) fn fits(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Undecided => row.applicable == Applicable::Undecided,
            Self::NoReason => row.lacks_reason(),
            Self::Weak => row.is_weak(),
            Self::LookAgain => row.look_again(),
            // Also for a single system.
            Self::LeftOut => row.applicable == Applicable::No || !row.not_for.is_empty(),
            Self::Own => row.requirement().is_none(),
        }
    }

    /// Whether one adds a control of one's own here.
    pub(super) const fn adds(self) -> bool {
        matches!(self, Self::All | Self::Own)
    }

    /// What is shown, in words; empty of all.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Undecided => say!("undecided"),
            Self::NoReason => say!("without a reason"),
            Self::Weak => say!("with a weak reason"),
            Self::LookAgain => say!("to look at again, for whatever reason"),
            Self::LeftOut => say!("left out"),
            Self::Own => say!("controls of your own"),
        }
    }
}
