//! How far an action is, and how one sees that it is done. A leaf.

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

    /// Its stored form, also in data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Done => "done",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.key() == text.trim().to_lowercase())
    }
}

/// How one sees that an action is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DoneWhen {
    /// As a person wrote it.
    Text(String),
    /// The document or record it leaves behind is there.
    Output(String),
    /// Its checks are Proven.
    Proven {
        /// What shows it, as the questionnaire says it.
        evidence: Option<String>,
        /// The checks.
        checks: Vec<String>,
    },
}
