//! Size of an organisation. A leaf.

/// Size of the organisation; decides effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrgSize {
    /// One person.
    Solo,
    /// Up to about 50 people.
    Small,
    /// 50 to 500.
    Medium,
    /// More than 500.
    Large,
}

impl OrgSize {
    /// The size of an organisation of so many people.
    pub const fn of_people(people: u32) -> Self {
        match people {
            0..=1 => Self::Solo,
            2..=50 => Self::Small,
            51..=500 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::Solo, Self::Small, Self::Medium, Self::Large];

    /// The stored word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Solo => "solo",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == word.trim().to_lowercase())
    }
}
