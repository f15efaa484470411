//! What people's own words give away: reasons that argue nothing, notes that speak of the future or of
//! something missing. Knows words, nothing of assessments; used by the x-ray only.

/// Reasons that say nothing, for having something or for leaving it out.
const EMPTY_REASONS: [&str; 28] = [
    "not relevant",
    "irrelevant",
    "not applicable",
    "n a",
    "na",
    "none",
    "does not apply",
    "not needed",
    "not required",
    "no need",
    "not in scope",
    "out of scope",
    "applicable",
    "applies",
    "required",
    "mandatory",
    "needed",
    "necessary",
    "relevant",
    "important",
    "yes",
    "included",
    "in scope",
    "best practice",
    "good practice",
    "we need it",
    "it is needed",
    "required by the standard",
];

/// A reason for leaving something out shorter than this says no more than the exclusion itself: it has to argue.
const SHORTEST_REASON: usize = 25;

/// A reason for having something shorter than this names nothing: the number of a risk is enough.
const SHORTEST_INCLUSION: usize = 8;

/// Words in lower case, a space between them, nothing else.
pub(super) fn plain(words: &str) -> String {
    let letters: String =
        words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that speak of the future.
const FUTURE: [&str; 14] = [
    "planned",
    "will be",
    "next week",
    "next month",
    "next quarter",
    "next year",
    "to be done",
    "in the calendar",
    "scheduled",
    "not yet",
    "todo",
    "to do",
    "tbd",
    "intend to",
];

/// Words that hold one of the above and speak of what was done.
const NOT_FUTURE: [&str; 6] = [
    "as planned",
    "than planned",
    "planned and actual",
    "planned and worked",
    "planned hours",
    "planned changes",
];

/// Words that speak of something missing.
const MISSING: [&str; 7] =
    ["not done", "no evidence", "no record", "no records", "nobody knows", "not documented", "not approved"];

/// Whether a reason says little: nothing at all, or less than so many signs.
fn says_little(reason: &str, shortest: usize) -> bool {
    let words = plain(reason);
    EMPTY_REASONS.iter().any(|e| words == *e || words == format!("{e} to us"))
        || words.chars().count() < shortest
}

/// Whether a reason says no more than the exclusion itself.
pub(super) fn argues_nothing(reason: &str) -> bool {
    says_little(reason, SHORTEST_REASON)
}

/// Whether a reason for including a control names nothing one could ask about.
pub(super) fn names_nothing(why: &str) -> bool {
    says_little(why, SHORTEST_INCLUSION)
}

fn says(text: &str, list: &[&'static str]) -> Option<&'static str> {
    let mut words = format!(" {} ", plain(text));
    for past in NOT_FUTURE {
        words = words.replace(&format!(" {past} "), " ");
    }
    list.iter().find(|w| words.contains(&format!(" {w} "))).copied()
}

/// The words by which a note speaks of the future.
pub(super) fn future(note: &str) -> Option<&'static str> {
    says(note, &FUTURE)
}

/// The words by which a note speaks of something missing.
pub(super) fn missing(note: &str) -> Option<&'static str> {
    says(note, &MISSING)
}

/// Whether every sentence of a note speaks of the future or of something missing: of what is there it tells nothing.
pub(super) fn tells_nothing_else(note: &str) -> bool {
    let mut sentences = note.split(['.', ';', '!', '?', '\n']).filter(|s| !plain(s).is_empty());
    sentences.all(|s| future(s).is_some() || missing(s).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_beside_what_is_missing_is_no_note_of_the_future_alone() {
        assert!(tells_nothing_else("Audit is in the calendar for May. Not approved."));
        assert!(!tells_nothing_else("Table of three tools. We have not yet looked at our phones."));
        assert!(!tells_nothing_else("I have six hours in the calendar. That covers the weekly look."));
        assert_eq!(future("Planned and worked hours are compared"), None);
        assert_eq!(future("The next one is planned"), Some("planned"));
    }

    #[test]
    fn words_count_only_as_whole_words() {
        assert_eq!(future("Audit planned for May"), Some("planned"));
        assert_eq!(future("An unplanned outage was handled"), None);
        assert_eq!(missing("Minutes: NOT approved."), Some("not approved"));
        assert!(argues_nothing("N/A") && argues_nothing("Not relevant to us."));
        assert!(!argues_nothing("We train no models; suppliers' data is handled under A.10.3"));
        assert!(
            names_nothing("Best practice.") && names_nothing("Not relevant to us") && names_nothing("R-3")
        );
        assert!(argues_nothing("Risk R-3 and R-4") && !names_nothing("Risk R-3 and R-4"));
    }
}
