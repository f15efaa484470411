//! What came of collecting what colleagues answered apart, and of agreeing on one answer; said in `words`.

use super::collect::Collected;
use super::level::Level;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// What somebody answered apart came in.
    Collected {
        /// Their name, or their number where they have none.
        who: String,
        /// How many requirements they were asked.
        asked: usize,
        /// How many of them they answered.
        answered: usize,
        /// What it came to.
        came: Box<Collected>,
        /// How many records they made in their file, which stay there.
        beside: usize,
        /// The version of the questions they answered, where it is another one.
        version: Option<String>,
    },
    /// One agreed answer was made of several.
    Agreed {
        /// Where.
        at: String,
        /// The level.
        level: Level,
        /// What stood there before.
        was: Option<Level>,
        /// Whether it was by the rule that takes the worst.
        worst: bool,
        /// How many answers it was made of.
        of: usize,
        /// How many of them say something else.
        other: usize,
        /// Whether a line of dissent stands beside it.
        dissent: bool,
    },
}
