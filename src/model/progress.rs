//! How far an action is. A leaf.

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    Started,
    /// Done; its checks wait for new levels.
    Done,
}

impl Progress {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Started, Self::Done];

    /// The word shown to people, stored and in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Done => "done",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word.trim().to_lowercase())
    }
}
