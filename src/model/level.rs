//! The seven answers a check can have (method, section 2).

use super::questionnaire::CheckKind;

/// The answer given to a check. "Not answered" is the absence of a level, never a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is there.
    Nothing,
    /// Intended or scheduled. Counts as nothing: an audit in the calendar has not been held.
    Planned,
    /// Drafted or defined on paper, not practised; of a record, only the form exists.
    Written,
    /// Practised, but not throughout or without full records.
    InUse,
    /// Practised throughout, and records show it.
    Proven,
    /// Asked; nobody in the room knows. Stays open and joins the "to find out" list.
    DontKnow,
    /// Annex A controls only, with a reason.
    NotApplicable,
}

impl Level {
    /// All levels in the order of their keys.
    pub const ALL: [Self; 7] = [
        Self::Nothing,
        Self::Planned,
        Self::Written,
        Self::InUse,
        Self::Proven,
        Self::DontKnow,
        Self::NotApplicable,
    ];

    /// The key that gives this level, also its stored form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "1",
            Self::Planned => "2",
            Self::Written => "3",
            Self::InUse => "4",
            Self::Proven => "5",
            Self::DontKnow => "?",
            Self::NotApplicable => "n",
        }
    }

    /// Reads a key or a word as people type it: `4`, `in-use`, `In use`, `?`, `unknown`, `na`.
    pub fn parse(text: &str) -> Option<Self> {
        let t = text.trim().to_lowercase().replace([' ', '_'], "-");
        Some(match t.as_str() {
            "1" | "nothing" | "none" => Self::Nothing,
            "2" | "planned" => Self::Planned,
            "3" | "written" => Self::Written,
            "4" | "in-use" | "inuse" => Self::InUse,
            "5" | "proven" => Self::Proven,
            "?" | "unknown" | "don't-know" | "dont-know" => Self::DontKnow,
            "n" | "na" | "n/a" | "not-applicable" => Self::NotApplicable,
            _ => return None,
        })
    }

    /// Credit in thirds of a point: 0, 0, 1, 2, 3; none for Don't know and Not applicable.
    pub const fn credit(self) -> Option<u32> {
        match self {
            Self::Nothing | Self::Planned => Some(0),
            Self::Written => Some(1),
            Self::InUse => Some(2),
            Self::Proven => Some(3),
            Self::DontKnow | Self::NotApplicable => None,
        }
    }

    /// Gap-level: Nothing or Planned; of a record also Written (an empty form proves nothing).
    pub fn is_gap(self, kind: CheckKind) -> bool {
        match self {
            Self::Nothing | Self::Planned => true,
            Self::Written => kind == CheckKind::Record,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Word as _;

    #[test]
    fn keys_and_words_read_back() {
        for level in Level::ALL {
            assert_eq!(Level::parse(level.key()), Some(level));
            assert_eq!(Level::parse(level.word()), Some(level));
        }
        assert_eq!(Level::parse("6"), None);
        assert_eq!(Level::parse(""), None);
    }

    #[test]
    fn planned_is_nothing_and_an_empty_form_is_no_record() {
        assert!(Level::Planned.is_gap(CheckKind::Practice));
        assert_eq!(Level::Planned.credit(), Some(0));
        assert!(Level::Written.is_gap(CheckKind::Record));
        assert!(!Level::Written.is_gap(CheckKind::Document));
    }
}
