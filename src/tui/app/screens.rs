//! The screens by name.

use crate::say;

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
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => say!("Home"),
            Self::Outline => say!("Outline"),
            Self::Question => say!("Question"),
            Self::Room => say!("Room"),
            Self::Results => say!("Results"),
            Self::Gaps => say!("Gap list"),
            Self::Roadmap => say!("Roadmap"),
            Self::Lists => say!("Open and parked"),
            Self::History => say!("History"),
            Self::About => say!("About"),
            Self::Quick => say!("Quick check"),
            Self::Xray => say!("X-ray"),
            Self::Backups => say!("Backups"),
        }
    }
}
