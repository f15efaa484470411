//! The screens by name.

/// What fills the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Start.
    Home,
    /// Outline of the standard.
    Outline,
    /// The question card.
    Question,
    /// The question in large type.
    Room,
    /// Verdict, counts, bars.
    Results,
    /// Gap list.
    Gaps,
    /// Roadmap.
    Roadmap,
    /// Open, to find out, parked, marked.
    Lists,
    /// All changes.
    History,
    /// Organisation, AI systems, people.
    About,
    /// The quick check.
    Quick,
    /// What will not stand.
    Xray,
    /// Backups.
    Backups,
}

impl Screen {
    /// Its name in the header.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Outline => "Outline",
            Self::Question => "Question",
            Self::Room => "Room",
            Self::Results => "Results",
            Self::Gaps => "Gap list",
            Self::Roadmap => "Roadmap",
            Self::Lists => "Open and parked",
            Self::History => "History",
            Self::About => "About",
            Self::Quick => "Quick check",
            Self::Xray => "X-ray",
            Self::Backups => "Backups",
        }
    }
}
