//! An event of the history with everything it says: what a document of the history is made of. A leaf but for changes.

use super::Change;

/// Digits of a hash that tell it from others for an eye: as many stand on a paper, and as many are enough to look it up.
pub const SHORT: usize = 12;

/// All digits of a hash.
const ALL: usize = 64;

/// What an event is called that takes over a file of somebody else.
pub const IMPORT: &str = "import";

/// One event as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When, RFC 3339 in UTC, whole seconds. A claim of that computer's clock.
    pub time: String,
    /// Who did it, as typed.
    pub by: String,
    /// What it is.
    pub what: String,
    /// The id it is about, or the file an import came from.
    pub at: String,
    /// Number of the event it takes back.
    pub undoes: Option<i64>,
    /// Number of the event it does again.
    pub redoes: Option<i64>,
    /// The facts it changed, each with what was and what is.
    pub changes: Vec<Change>,
    /// Its hash, 64 hexadecimal digits; it stands for everything up to it.
    pub hash: String,
}

/// Who set a fact to what it is, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetBy {
    /// Number of the event.
    pub seq: i64,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// Who did it.
    pub by: String,
    /// Whether that was in another copy, which the event took over.
    pub elsewhere: bool,
}

/// The digits of a head as they were typed, in small letters: alone, or with the last line of a paper around them.
pub fn hash_in(typed: &str) -> Option<String> {
    let is_hash =
        |word: &&str| (SHORT..=ALL).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit());
    let words = || typed.split(|c: char| c.is_whitespace() || ",;:.\"()".contains(c));
    let behind = words().skip_while(|w| !w.eq_ignore_ascii_case("head")).find(is_hash);
    let mut all = words().filter(|w| !w.is_empty());
    let alone = || all.next().filter(|_| all.next().is_none()).filter(is_hash);
    behind.or_else(alone).map(str::to_lowercase)
}

/// What a printed hash stands for in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// It is none: too few digits, too many, or others.
    NoHash,
    /// Several events begin so.
    Several,
    /// No event begins so; number and time of the last one.
    Nowhere {
        /// How many events there are.
        events: usize,
        /// Time of the last.
        until: String,
    },
    /// An event of a file that was merged into this one.
    Merged {
        /// The event; of its changes nothing is said here.
        event: Box<Recorded>,
        /// Number of the event here that merged that file.
        by: Option<i64>,
    },
    /// This event, and how many came after.
    At {
        /// The event; of its changes nothing is said here.
        event: Box<Recorded>,
        /// Events after it.
        after: usize,
        /// The versions of audits that were signed over it: the number of the audit and of the version.
        signed: Vec<(String, u32)>,
    },
}
