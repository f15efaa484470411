//! The sides controls are on, and what an import does to them: who changes sides is told first, with both reasons.

use crate::model::statement::Applicable;

/// A control that changes sides, and takes what its row gives as the reason with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The control.
    pub at: String,
    /// Whether it is in now; else it is left out.
    pub into: bool,
}

/// A control that is on another side after an import, or has a reason now that sounds like one for the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The control.
    pub at: String,
    /// On which side it stood.
    pub from: Applicable,
    /// On which side it will be.
    pub to: Applicable,
    /// Its reason where it stood; empty for none.
    pub was: String,
    /// Its reason where it will be; empty for none.
    pub now: String,
    /// Whether that reason sounds like one for the other side.
    pub doubt: bool,
}

impl Side {
    /// Whether it changes sides: what nobody had decided was on none.
    pub fn changes(&self) -> bool {
        matches!((self.from, self.to), (Applicable::Yes, Applicable::No) | (Applicable::No, Applicable::Yes))
    }
}
