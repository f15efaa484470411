//! How long something may take after a report, and whether what is typed as a moment names one. A leaf beside [`super::typed`], which
//! reads days; nothing here knows what day it is.

use super::typed::{NUMBERS, TENS, amount, month, spelt_out};

/// How long something takes, by itself: `30 days`, `4 weeks`, `a month`. Not from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Long {
    /// So many days.
    Days(u32),
    /// Months or years, whose days depend on where they begin: about so many.
    Longer(u32),
}

/// A length of time without anything that says from when; none where it is something else.
pub fn long(typed: &str) -> Option<Long> {
    let typed = typed.trim().to_lowercase();
    let (n, unit) = match spelt_out(&typed) {
        Some(spelt) => spelt,
        None => amount(&typed).and_then(|(n, unit)| Some((n.parse().ok()?, unit)))?,
    };
    let n = u32::try_from(n).ok()?;
    let days = |each: u32| Some(Long::Days(n.checked_mul(each)?));
    match unit.strip_prefix("calendar ").map_or(unit, str::trim) {
        "d" | "day" | "days" | "tag" | "tage" | "tagen" => days(1),
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" => days(7),
        "m" | "mo" | "month" | "months" | "monat" | "monate" | "monaten" => {
            Some(Long::Longer((n / 12).checked_mul(365)?.checked_add(n % 12 * 30)?))
        }
        "y" | "year" | "years" | "jahr" | "jahre" | "jahren" => Some(Long::Longer(n.checked_mul(365)?)),
        _ => None,
    }
}

/// How long something may take after the report of an audit, as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// How long.
    pub long: Long,
    /// Whether it says itself that it is counted from the report.
    pub said: bool,
}

/// The same where it may say that it is counted from the report of an audit: `30 days after the report`, `within two weeks`, `no
/// later than 30 days from the audit report`. What is `in 30 days` is counted from today, unless it names the report.
pub fn report(typed: &str) -> Option<After> {
    let typed = typed.trim().to_lowercase();
    let german = REPORTS.iter().find_map(|words| typed.strip_suffix(words)).map(str::trim_end);
    let end = typed.strip_suffix("report").and_then(|rest| {
        let rest = rest.trim_end();
        let rest = rest.strip_suffix(" audit").unwrap_or(rest);
        let rest = rest.strip_suffix(" the").unwrap_or(rest);
        FROM.iter().find_map(|word| rest.strip_suffix(word)).map(str::trim_end)
    });
    let (rest, said) = end.or(german).map_or((typed.as_str(), false), |rest| (rest, true));
    let within = WITHIN.iter().find_map(|word| rest.strip_prefix(word));
    let rest = within.or_else(|| rest.strip_prefix("in ").filter(|_| said)).unwrap_or(rest);
    Some(After { long: long(rest)?, said })
}

/// What stands between a length of time and the report it is counted from.
const FROM: [&str; 4] = [" after", " from", " of", " following"];

/// That it is counted from the report, in German.
const REPORTS: [&str; 4] = ["nach dem auditbericht", "nach dem bericht", "nach auditbericht", "nach bericht"];

/// What stands before a length of time that may not be exceeded.
const WITHIN: [&str; 6] =
    ["innerhalb von ", "within ", "no later than ", "not later than ", "at most ", "latest "];

/// Whether a text speaks of nothing but a day or a length of time, be it one that can be read or not: `31.02.2027`, `20 Nov 26 8`,
/// `end of the quarter`. What will happen is told by other words: `before the next release`.
pub fn looks_like_a_day(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let is_of_a_day = |word: &str| {
        let at = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (figures, rest) = word.split_at_checked(at).unwrap_or((word, ""));
        let of_figures = ["", "st", "nd", "rd", "th", "d", "w", "m", "mo", "y"].contains(&rest);
        (!figures.is_empty() && of_figures)
            || DAY_WORDS.split_whitespace().any(|w| w == word)
            || month(word).is_some()
    };
    let links = |word: &str| LINK_WORDS.split_whitespace().any(|w| w == word);
    words().any(is_of_a_day) && words().all(|word| is_of_a_day(word) || links(word))
}

/// What will happen, without the words that only say that it is something that happens and the quotes around it: `by event "the
/// certification audit"`. Empty where nothing else was typed.
pub fn event(typed: &str) -> &str {
    let mut rest = typed.trim();
    for word in ["due", "by", "at", "on", "with", "the", "event"] {
        let (first, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let said = first.trim_end_matches([':', ',']).eq_ignore_ascii_case(word);
        // A word of the sentence belongs to what happens, unless "event" comes behind it.
        if said && (word == "event" || is_event(behind)) {
            rest = behind.trim_start();
        }
    }
    let inside = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(rest).trim()
}

/// Whether the first words of a text come to "event".
fn is_event(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let links = |w: &&str| !["by", "at", "on", "with", "the"].iter().any(|link| w.eq_ignore_ascii_case(link));
    words.find(links).is_some_and(|w| w.eq_ignore_ascii_case("event"))
}

/// Whether a text names nothing that will happen: a day or a length of time, be it one that can be read or not, or a word that puts it
/// off. What has a number beside a word of time is meant as a day, and would never be overdue as anything else.
pub fn names_no_event(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_number =
        |word: &str| halves(word).0 || NUMBERS.contains(&word) || TENS.iter().any(|(ten, _)| *ten == word);
    let is_time = |word: &str| {
        let unit = halves(word).1;
        TIME_WORDS.split_whitespace().any(|w| w == unit) || month(unit).is_some()
    };
    let counted = words.windows(2).any(|two| ["a", "an"].contains(&two[0]) && is_time(two[1]));
    let links = |word: &str| LINK_WORDS.split_whitespace().any(|w| w == word);
    let puts_off = PUT_OFF.contains(&words.join(" ").as_str());
    looks_like_a_day(typed)
        || event(typed).is_empty()
        || puts_off
        || words.iter().any(|w| is_time(w)) && words.iter().all(|w| is_time(w) || links(w))
        || words.iter().any(|w| is_time(w)) && (counted || words.iter().any(|w| is_number(w)))
}

/// Whether a word begins with figures, and what stands behind them: `30days` is two words.
fn halves(word: &str) -> (bool, &str) {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < word.len(), rest)
}

/// Words of time; a number beside one of them is a day or a length of time. Those of a neighbour's months are no names of events.
const TIME_WORDS: &str = "day days wk wks week weeks month months year years januar jänner februar märz maerz mai juni \
    juli oktober okt dezember dez";

/// What puts something off and says neither when nor what has to happen first.
const PUT_OFF: [&str; 20] = [
    "n a",
    "na",
    "tbd",
    "tba",
    "tbc",
    "none",
    "no",
    "nothing",
    "not applicable",
    "to be determined",
    "to be decided",
    "to be defined",
    "later",
    "soon",
    "sometime",
    "asap",
    "as soon as possible",
    "open",
    "unknown",
    "todo",
];

/// Words that a day or a length of time is made of.
const DAY_WORDS: &str = "today tomorrow yesterday day days week weeks month months quarter quarters year years monday tuesday \
    wednesday thursday friday saturday sunday mon tue wed thu fri sat sun q1 q2 q3 q4";

/// Words that stand between those.
const LINK_WORDS: &str = "a an the in on by of at to or end start beginning middle mid early late next this last coming until ende anfang mitte bis im \
    before after from now half one two three four five six seven eight nine ten eleven twelve first second third fourth";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_day_is_told_from_what_will_happen() {
        for day in [
            "31.02.2027",
            "03/04/2026",
            "31/31/2026",
            "20 Nov 26 8",
            "end of the quarter",
            "Q1 2027",
            "next Friday",
            "before the end of March",
            "in 9 months",
            "4 weeks",
            "12",
            "March",
        ] {
            assert!(looks_like_a_day(day), "{day}");
        }
        for event in [
            "before the next release",
            "next audit",
            "after the meeting in March 2027",
            "with version 3.2",
            "when the 2 contractors are back",
            "the end",
            "?",
            "",
        ] {
            assert!(!looks_like_a_day(event), "{event}");
        }
        let all = ["30 days", "4 weeks", "two weeks", "1d", "3 months", "a year", "in 4 weeks", "soon"];
        let long_of = |n| Some(Long::Days(n));
        let longer = |n| Some(Long::Longer(n));
        assert_eq!(
            all.map(long),
            [long_of(30), long_of(28), long_of(14), long_of(1), longer(90), longer(365), None, None]
        );
        for event in
            ["before the next release", "with version 3.2", "when the 2 contractors are back", "the end"]
        {
            assert!(!names_no_event(event), "{event}");
        }
    }
}
