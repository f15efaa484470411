//! What people fill in about an organisation: key, label, hint. One place, so
//! that every front end asks the same in the same words.

use super::keys;
use super::size::OrgSize;

/// Key, label (at most 16 columns), hint.
pub type Field = (&'static str, &'static str, &'static str);

/// The facts about an organisation, in the order they are asked.
pub const ABOUT: [Field; 13] = [
    (keys::ORGANISATION, "Organisation", "name as it should stand on reports"),
    (
        keys::SCOPE,
        "Scope",
        "one sentence: which AI systems, sites and people. May wait, but stays a blocker until it is written",
    ),
    (
        keys::ROLES,
        "Roles",
        "user (you use AI), provider (you offer it), developer (you build it); with commas",
    ),
    (
        keys::SIZE,
        "Size",
        "solo, micro (2 to 9 people), small (to 49), medium (to 499), large, or a number of people",
    ),
    (keys::HOURS, "Hours a week", "that can go into this work, for example 6 or 16"),
    (keys::START, "Start", "when the work begins: 20 Nov, in 9 months or 2026-11-20"),
    (
        keys::TARGET,
        "Target",
        "by when you want to be ready: 20 Nov, in 9 months or 2026-11-20; may stay empty",
    ),
    (
        keys::DAYS_OFF,
        "Days off",
        "yours beside 24-26 and 31 December and 1 January: 05-17 each year, 2027-05-17 once",
    ),
    (keys::ISO27001, "ISO/IEC 27001", "no, or who holds a certificate and its scope"),
    (keys::RECORD_WEEKS, "Weeks of records", "before the internal audit; 8 if empty"),
    (keys::CORRECTIVE_WEEKS, "Weeks to correct", "after audit and review, before Stage 1; 4 if empty"),
    (keys::STAGE2_WEEKS, "Weeks to Stage 2", "after Stage 1; 6 if empty"),
    (
        keys::ASK_ALL,
        "Ask everything",
        "yes or no; a firm of one is not asked what needs other people unless yes",
    ),
];

/// A size word as it is stored; a number of people is understood: `9`, `9 people`.
pub fn size_word(typed: &str) -> Option<String> {
    let lower = typed.trim().to_lowercase();
    let counted =
        ["people", "persons", "person", "employees"].iter().find_map(|word| lower.strip_suffix(word));
    let size = match counted.unwrap_or(&lower).trim().parse::<u32>() {
        Ok(people) => OrgSize::of_people(people),
        Err(_) => OrgSize::parse(typed)?,
    };
    Some(size.key().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_words_or_people_and_labels_fit() {
        for (typed, size) in [
            ("1", "solo"),
            ("2", "micro"),
            ("9", "micro"),
            ("10", "small"),
            ("49", "small"),
            ("50", "medium"),
            ("500", "large"),
            ("9 people", "micro"),
            ("1 Person", "solo"),
            ("Large", "large"),
        ] {
            assert_eq!(size_word(typed).as_deref(), Some(size), "{typed}");
        }
        assert_eq!(["many", "people", "9 cats"].map(size_word), [None, None, None]);
        for (_, label, _) in &ABOUT {
            assert!(label.len() <= 16, "{label}");
        }
    }
}
