//! The seven answers a check can have (method, section 2).

use super::questionnaire::CheckKind;

/// The answer given to a check. "Not answered" is the absence of a level, never a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is there.
    Nothing,
    /// Intended or scheduled. Counts as nothing: an audit in the calendar has not been held.
    Planned,
    /// Drafted, proposed, defined on paper; of an event only the preparation, of a record only the form.
    Written,
    /// Practised, agreed or held in part, or without full records.
    InUse,
    /// There throughout, and records show it.
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

    /// The levels one can give: that something does not apply only where it can be left out at all.
    pub fn offered(excludable: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |level| *level != Self::NotApplicable || excludable)
    }

    /// Whether it says how far something is: 1 to 5.
    pub const fn is_an_answer(self) -> bool {
        !matches!(self, Self::DontKnow | Self::NotApplicable)
    }

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

    /// The sign by which people give this level: its key, but `0` for Don't know, which files keep as `?`.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::DontKnow => "0",
            other => other.key(),
        }
    }

    /// Reads a key or a word as people type it: `4`, `in-use`, `In use`, `0`, `?`, `unknown`, `na`.
    pub fn parse(text: &str) -> Option<Self> {
        let t = text.trim().to_lowercase().replace([' ', '_'], "-").replace('\u{2019}', "'");
        // As it is chosen from a list, key and word: `5 Proven`.
        if let Some((key, word)) = t.split_once('-').filter(|(key, _)| key.chars().count() == 1) {
            return Self::parse(word).filter(|level| Self::parse(key) == Some(*level));
        }
        Some(match t.as_str() {
            "1" | "nothing" | "none" => Self::Nothing,
            "2" | "planned" => Self::Planned,
            "3" | "written" => Self::Written,
            "4" | "in-use" | "inuse" => Self::InUse,
            "5" | "proven" => Self::Proven,
            "0" | "?" | "unknown" | "don't-know" | "dont-know" => Self::DontKnow,
            "n" | "na" | "n/a" | "not-applicable" => Self::NotApplicable,
            _ => return None,
        })
    }

    /// Whether it says what is there, as Don't know and Not applicable do not.
    pub const fn says(self) -> bool {
        !matches!(self, Self::DontKnow | Self::NotApplicable)
    }

    /// Credit in thirds of a point: 0, 0, 1, 2, 3, for an event or a record 0, 0, 0, 2, 3: what is prepared has
    /// not been held, and an empty form proves nothing. None for Don't know and Not applicable.
    pub const fn credit(self, kind: CheckKind) -> Option<u32> {
        match self {
            Self::Nothing | Self::Planned => Some(0),
            Self::Written => Some(if matches!(kind, CheckKind::Event | CheckKind::Record) { 0 } else { 1 }),
            Self::InUse => Some(2),
            Self::Proven => Some(3),
            Self::DontKnow | Self::NotApplicable => None,
        }
    }

    /// Gap-level: Nothing or Planned; of an event, a record or a check of a gate also Written.
    pub const fn is_gap(self, kind: CheckKind, of_gate: bool) -> bool {
        match self {
            Self::Nothing | Self::Planned => true,
            Self::Written => of_gate || matches!(kind, CheckKind::Event | CheckKind::Record),
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
            assert_eq!(Level::parse(level.sign()), Some(level));
            assert_eq!(Level::parse(level.word()), Some(level));
        }
        assert_eq!(Level::parse("6"), None);
        assert_eq!(Level::parse(""), None);
    }

    #[test]
    fn planned_is_nothing_and_neither_a_programme_nor_an_empty_form_counts() {
        use CheckKind::{Decision, Document, Event, Practice, Record};
        for kind in [Document, Decision, Practice, Event, Record] {
            assert!(Level::Planned.is_gap(kind, false) && !Level::InUse.is_gap(kind, true));
            assert!(Level::Written.is_gap(kind, true), "a drafted policy is not a policy");
            let alone = matches!(kind, Event | Record);
            assert_eq!(Level::Written.is_gap(kind, false), alone);
            let credits = Level::ALL.map(|l| l.credit(kind));
            let written = u32::from(!alone);
            assert_eq!(credits, [Some(0), Some(0), Some(written), Some(2), Some(3), None, None]);
        }
    }
}
