//! What an import left alone, counted by what it is: a row of which nothing was taken is something else than a link that was not made
//! in a row that was taken.

/// How much of a file was left alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftAlone {
    /// Rows, or entries, of which nothing was taken.
    pub rows: usize,
    /// Rows of which something was not taken.
    pub parts: usize,
    /// Links that were not made.
    pub links: usize,
    /// What those name, each once.
    pub named: Vec<String>,
    /// Whether all of that are numbers of somebody else's.
    pub theirs: bool,
    /// What is gone from a sheet and stays here.
    pub away: usize,
}

impl LeftAlone {
    /// Whether nothing was.
    pub const fn is_none(&self) -> bool {
        self.rows == 0 && self.parts == 0 && self.links == 0 && self.away == 0
    }
}
