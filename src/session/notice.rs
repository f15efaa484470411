//! What a session tells beside its answers: what happened on opening or with a change, and why nothing was taken
//! back. Data, which `words` says.

use std::path::PathBuf;

use crate::store;

/// What the person should know although nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something about the file itself.
    File(store::Notice),
    /// So many values are beyond their limits and count as not given.
    BeyondLimits {
        /// How many.
        values: usize,
        /// The file.
        file: PathBuf,
    },
    /// So many pieces of evidence say in free words who has seen them, which counts no more.
    SeenInWords {
        /// How many.
        pieces: usize,
    },
    /// Made by the rule before this one: told until the first change says that it is counted by this one.
    EarlierRule,
    /// The size was given when its word meant something else: told until it is given again.
    SizeAgain,
    /// Made with another version of the questions.
    OtherVersion {
        /// That version.
        made_with: String,
        /// The version of this program.
        asked: String,
        /// How many ids with answers or notes have no question any more.
        gone: usize,
        /// The file.
        file: PathBuf,
    },
    /// The first change brought a file of an earlier format over.
    NowInThisFormat {
        /// The file.
        file: PathBuf,
    },
}

impl Notice {
    /// Whether another copy lies beside the file that holds what is not here.
    pub const fn is_of_a_copy(&self) -> bool {
        matches!(self, Self::File(store::Notice::SecondVersion(_)))
    }
}
