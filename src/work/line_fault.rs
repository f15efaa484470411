//! What is wrong with a line that was typed, as data.

use super::deed::Deed;
use crate::model::Refusal;
use crate::model::record::Kind;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing may stand behind the word.
    StandsAlone {
        /// The deed.
        deed: Deed,
        /// What stood behind it.
        typed: String,
    },
    /// Something has to stand behind the word.
    TooShort {
        /// The deed.
        deed: Deed,
        /// A line that would do.
        example: String,
    },
    /// The script has no place yet.
    NoPlace {
        /// The deed.
        deed: Deed,
    },
    /// No level stands where one should.
    NoLevel {
        /// What stands there.
        typed: String,
    },
    /// A record is changed field by field, which takes more than a line.
    FieldByField {
        /// Its kind.
        kind: &'static Kind,
        /// Its number, as typed.
        typed: String,
    },
    /// There is no such place.
    Unknown(Refusal),
}
