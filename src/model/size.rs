//! Size of an organisation. A leaf.

/// Size of the organisation; decides effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrgSize {
    /// One person.
    Solo,
    /// 2 to 9 people.
    Micro,
    /// 10 to 49.
    Small,
    /// 50 to 499.
    Medium,
    /// 500 and more.
    Large,
}

impl OrgSize {
    /// The size of an organisation of so many people.
    pub const fn of_people(people: u32) -> Self {
        match people {
            0..=1 => Self::Solo,
            2..=9 => Self::Micro,
            10..=49 => Self::Small,
            50..=499 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// All sizes, smallest first.
    pub const ALL: [Self; 5] = [Self::Solo, Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The stored word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Solo => "solo",
            Self::Micro => "micro",
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
