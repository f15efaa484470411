//! What stands behind a word of an audit: a sample, a day or what comes in its place, a value with its reason, fields with their
//! values. A leaf of `work`.

use jiff::civil::Date;

use super::Refused;
use super::audit::Typed;
use super::deed::{BETWEEN, NOTHING, split};
use crate::model::after::{self, After, Long};
use crate::model::record::{Draft, Kind};
use crate::model::typed::{self, Year};

/// What stands between a value and the reason for it.
const BECAUSE: &str = " because ";

/// What stands between how many were looked at and how many there are.
pub(super) const OF: &str = "of";

/// What a text in one piece may stand in.
const QUOTE: char = '"';

/// The value and the reason behind it.
pub(super) fn reasoned(text: &str) -> (&str, &str) {
    if let Some(why) = text.strip_prefix(BECAUSE.trim_start()) {
        return ("", why.trim());
    }
    text.split_once(BECAUSE).map_or((text, ""), |(value, why)| (value.trim(), why.trim()))
}

/// What a finding says, and the number of the one it follows from where that stands last: `still late parent F-1-2`.
pub(super) fn follows(text: &str) -> (&str, Option<&str>) {
    let number = |last: &&str| {
        last.strip_prefix(['F', 'f'])
            .and_then(|rest| rest.strip_prefix('-'))
            .is_some_and(|n| !n.is_empty() && n.split('-').all(|n| n.parse::<u32>().is_ok()))
    };
    let parts = text.trim_end().rsplit_once(" parent ").map(|(what, last)| (what.trim(), last.trim()));
    match parts.filter(|(what, last)| !what.is_empty() && number(last)) {
        Some((what, last)) => (bare(what), Some(last)),
        None => (text, None),
    }
}

/// A reason without the word before it, where that was typed too: `withdraw because it was seen twice`.
pub(super) fn unreasoned(text: &str) -> &str {
    match reasoned(text) {
        ("", why) if !why.is_empty() => why,
        _ => text,
    }
}

/// A single hyphen stands for nothing.
pub(super) fn emptied(text: &str) -> &str {
    if text == NOTHING { "" } else { text }
}

/// A text without the quotes it stands in.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix(QUOTE).and_then(|rest| rest.strip_suffix(QUOTE));
    inside.filter(|inside| !inside.contains(QUOTE)).unwrap_or(text).trim()
}

/// `4 of 11 orders, by date, 1 deviating`: how many, of how many, of what, how chosen, how many were not as they should be. How
/// they were chosen stands behind the first comma, or begins with one of its own words (by, at random, picked); how many deviate is the last part, where it is said.
/// Nothing empties all of it.
pub(super) fn sample(text: &str) -> Result<Vec<Typed<'_>>, Refused> {
    if text.is_empty() {
        return Ok(["sample", "population", "of", "chosen", "deviating"].map(|f| (f, "")).to_vec());
    }
    let no_sample = || Refused::NoSample { typed: text.to_owned() };
    let (text, deviating) = deviating(bare(text)).ok_or_else(no_sample)?;
    let (size, rest) = shared(text).ok_or_else(no_sample)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (population, rest) = rest.split_at(digits);
    let ends = rest.is_empty() || rest.starts_with([' ', ',', ';']);
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    if !is_number(size) || !is_number(population) || !ends {
        return Err(no_sample());
    }
    let (what, chosen) = match rest.split_once([',', ';']) {
        Some(parts) => parts,
        None => rest.split_at(chosen_from(rest)),
    };
    let (what, chosen) = (tidy(what), tidy(chosen));
    let (what, chosen) = if chosen.is_empty() && begins_choice(what) { ("", what) } else { (what, chosen) };
    // No number gets lost.
    if deviates(what) || deviates(chosen) {
        return Err(no_sample());
    }
    let all = [("sample", size), ("population", population), ("of", what), ("chosen", chosen)];
    Ok(all.into_iter().chain(deviating.map(|n| ("deviating", n))).collect())
}

/// How many were looked at, and what begins with how many there are: `4 of 11`, `4 out of 11`, `4/11`; of `all 11` both are 11.
fn shared(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = split(text);
    if ["all", "alle"].iter().any(|all| first.eq_ignore_ascii_case(all)) {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        return Some((rest.get(..digits)?, rest));
    }
    if let Some((size, _)) = first.split_once('/') {
        return Some((size, text.split_once('/')?.1.trim_start()));
    }
    let (between, mut rest) = split(rest);
    let (next, behind) = split(rest);
    if between.eq_ignore_ascii_case("out") && next.eq_ignore_ascii_case(OF) {
        rest = behind;
    } else if ![OF, "von"].iter().any(|of| between.eq_ignore_ascii_case(of)) {
        return None;
    }
    Some((first, rest))
}

/// Words with which begins how they were chosen: `by date`, `picked by date`; `at random` is two.
const CHOSEN: [&str; 7] = ["by", "randomly", "random", "picked", "chosen", "selected", "drawn"];

/// Whether a text begins with how they were chosen.
fn begins_choice(text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_lowercase);
    match (words.next().as_deref(), words.next().as_deref()) {
        (Some("at"), Some(next)) => next.starts_with("random"),
        (Some(first), _) => CHOSEN.contains(&first),
        (None, _) => false,
    }
}

/// Where what they are ends and how they were chosen begins; at the end where nothing says so.
fn chosen_from(text: &str) -> usize {
    let mut blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks.find(|at| text.get(at + 1..).is_some_and(begins_choice)).unwrap_or(text.len())
}

/// A sample without its last part where that says how many deviate, and how many; none where it says it in a way that cannot be
/// read.
fn deviating(text: &str) -> Option<(&str, Option<&str>)> {
    let Some((before, last)) = text.rsplit_once([',', ';']).filter(|(_, last)| deviates(last)) else {
        return Some((text, None));
    };
    let mut words = last.split_whitespace().filter(|w| !BESIDE.contains(&w.to_lowercase().as_str()));
    let n = match (words.next(), words.next(), words.next()) {
        (Some(n), Some(word), None) if word.to_lowercase().starts_with(DEVIATE) => n,
        (Some(word), Some(n), None) if word.to_lowercase().starts_with(DEVIATE) => n,
        _ => return None,
    };
    let n = if n.eq_ignore_ascii_case("none") || n.eq_ignore_ascii_case("no") { "0" } else { n };
    n.bytes().all(|b| b.is_ascii_digit()).then_some((before.trim_end(), Some(n)))
}

/// Whether a part tells how many are not as they should be: `2 deviating`, `1 deviation`. Deviations alone may be what was
/// looked at.
fn deviates(part: &str) -> bool {
    let lower = part.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let counted = words.iter().any(|w| w.bytes().all(|b| b.is_ascii_digit()) || ["none", "no"].contains(w));
    words.iter().any(|w| w.starts_with(DEVIATE) && (counted || !w.starts_with("deviation")))
}

/// How a word begins that tells of those that are not as they should be.
const DEVIATE: &str = "deviat";

/// Words beside the number of them that say nothing more.
const BESIDE: [&str; 6] = ["and", "of", "them", "with", "were", "was"];

/// A part of a sample without the commas around it.
fn tidy(part: &str) -> &str {
    part.trim_matches([' ', ',', ';'])
}

/// When something is due: so long after the report (`30 days`, `4 weeks after the report`), a day, or else something that will
/// happen. What looks like a day goes where days are read, and is refused there if it is none. Months and years alone do not say
/// from when, and from the report they are no number of days.
pub(super) fn due(text: &str, today: Date) -> Result<[(&'static str, String); 3], Refused> {
    let of = |due: &str, days: &str, event: &str| {
        Ok([("due", due.to_owned()), ("days", days.to_owned()), ("event", event.to_owned())])
    };
    match after::report(text) {
        Some(After { long: Long::Days(n), .. }) => return of("", &n.to_string(), ""),
        Some(After { long: Long::Longer(days), said }) => {
            return Err(Refused::FromWhen { typed: text.to_owned(), days, said });
        }
        None => {}
    }
    let is_day = text.is_empty()
        || typed::day(text, today, Year::Ahead).is_some()
        || after::looks_like_a_day(text)
        || !text.chars().any(char::is_alphabetic);
    if is_day {
        return of(text, "", "");
    }
    let event = after::event(text);
    if after::names_no_event(event) {
        return Err(Refused::NoEvent { typed: text.to_owned() });
    }
    of("", "", event)
}

/// A yes or no behind a word; the word alone is yes, a hyphen is no. None where it is neither.
pub(super) fn is_on(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "" | "yes" | "y" | "true" => Some(true),
        NOTHING | "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

/// `Spring; kind=internal; lead=Ana`: what stands before the first field, and fields with their values. A field begins behind `;`,
/// one of this kind behind a blank too where `blanks` lets it; any other `;` belongs to the text, and a value in quotes keeps
/// all of its signs.
pub fn fields(kind: &Kind, text: &str, blanks: bool) -> (String, Draft) {
    let (mut head, mut draft) = (String::new(), Draft::new());
    let (mut rest, mut key) = (text.trim(), None::<String>);
    loop {
        let (value, next) = value(kind, rest, (blanks, key.is_none()));
        let value = bare(value.trim_end_matches(|c: char| c == BETWEEN || c.is_whitespace())).to_owned();
        match key {
            Some(key) => drop(draft.insert(key, value)),
            None => head = value,
        }
        let Some((field, behind)) = next else { return (head, draft) };
        (key, rest) = (Some(field), behind);
    }
}

/// A value up to the next field, and that field with what stands behind it; what comes `first` may be a field at once.
fn value<'t>(
    kind: &Kind,
    text: &'t str,
    (blanks, first): (bool, bool),
) -> (&'t str, Option<(String, &'t str)>) {
    // Only quotes in which the whole value stands keep a field from beginning.
    let closes = |(at, _): &(usize, &str)| {
        let behind = text.get(at + 1..).unwrap_or_default().trim_start();
        *at > 0 && (behind.is_empty() || behind.starts_with(BETWEEN) || (blanks && named(kind, behind, true)))
    };
    let quoted = text.starts_with(QUOTE).then(|| text.match_indices(QUOTE).find(closes)).flatten();
    let from = quoted.map_or(0, |(at, _)| at);
    let mut before = if first { Some(BETWEEN) } else { None };
    for (at, c) in text.char_indices() {
        if at >= from && before.is_some() && !c.is_whitespace() && c != BETWEEN {
            let (value, rest) = text.split_at(at);
            if named(kind, rest, before != Some(BETWEEN))
                && let Some((field, behind)) = rest.split_once('=')
            {
                return (value, Some((field.trim().to_lowercase(), behind.trim_start())));
            }
            before = None;
        }
        if c == BETWEEN {
            before = Some(BETWEEN);
        } else if c.is_whitespace() && blanks && before.is_none() {
            before = Some(c);
        }
    }
    (text, None)
}

/// Whether a text begins with a word and `=`, of the fields of a kind alone where only they may be meant.
fn named(kind: &Kind, text: &str, known: bool) -> bool {
    let Some((word, _)) = text.split_once('=') else { return false };
    let word = word.trim_end().to_lowercase();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_word && (!known || kind.typed().any(|f| f.key == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{AUDIT, AUDIT_SEAL};

    #[test]
    fn a_sample_is_read_up_to_how_it_was_chosen() {
        for (typed, of, chosen) in [
            ("4 of 11", "", ""),
            ("4 of 11 orders", "orders", ""),
            ("4 of 11 orders by date", "orders", "by date"),
            ("4 of 11 by date", "", "by date"),
            ("4 of 11 tickets at random", "tickets", "at random"),
            ("4 of 11 at random", "", "at random"),
            ("4 of 11 At random", "", "At random"),
            ("4 of 11 joiners picked by date", "joiners", "picked by date"),
            ("4 of 11 tickets of byte size", "tickets of byte size", ""),
            ("4 of 11, by date", "", "by date"),
            ("4 of 11 orders, by date", "orders", "by date"),
            ("\"4 of 11 orders, by date\"", "orders", "by date"),
            ("4 of 11 documents, at random", "documents", "at random"),
            ("4 of 11 papers by others, at random, twice", "papers by others", "at random, twice"),
            ("4 of 11 orders,, by date,", "orders", "by date"),
            ("4 of 11 deviations, by date", "deviations", "by date"),
            ("4 out of 11 orders", "orders", ""),
            ("4/11 orders by date", "orders", "by date"),
            ("4 von 11 by date", "", "by date"),
        ] {
            let expected = vec![("sample", "4"), ("population", "11"), ("of", of), ("chosen", chosen)];
            assert_eq!(sample(typed), Ok(expected), "{typed}");
        }
        for typed in ["all 11 orders", "alle 11 orders"] {
            let expected = vec![("sample", "11"), ("population", "11"), ("of", "orders"), ("chosen", "")];
            assert_eq!(sample(typed), Ok(expected), "{typed}");
        }
        for typed in
            ["all", "all orders", "4/", "/11", "4/x", "some", "4", "4 of", "4 of many", "4 of 11b", "x of 11"]
        {
            assert!(sample(typed).is_err(), "{typed}");
        }
        for (typed, of, chosen, n) in [
            ("6 of 9, 2 deviating", "", "", "2"),
            ("6 of 9 orders, by date, 2 deviating", "orders", "by date", "2"),
            ("6 of 9 orders by date; and 2 of them deviate", "orders", "by date", "2"),
            ("6 of 9, none deviating", "", "", "0"),
            ("6 of 9, 1 deviation", "", "", "1"),
        ] {
            let expected =
                [("sample", "6"), ("population", "9"), ("of", of), ("chosen", chosen), ("deviating", n)];
            assert_eq!(sample(typed), Ok(expected.to_vec()), "{typed}");
        }
        for typed in [
            "6 of 9 2 deviating",
            "6 of 9, some deviating",
            "6 of 9, 2 deviating, by date",
            "6 of 9 deviating",
        ] {
            assert!(sample(typed).is_err(), "{typed}");
        }
        assert!(sample("").is_ok_and(|all| all.contains(&("deviating", ""))));
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of what is typed")]
    fn when_something_is_due_is_a_day_first_and_only_else_what_will_happen() {
        let today = jiff::civil::date(2026, 11, 22);
        let read = |text| due(text, today).map(|all| all.map(|(_, v)| v)).ok();
        let of = |n: usize, text: &str| {
            Some(std::array::from_fn(|i| if i == n { text.to_owned() } else { String::new() }))
        };
        for day in [
            "31 Dec 2026",
            "20 Nov",
            "in 9 months",
            "31/12/2026",
            "in 30 days",
            "by 31 Dec 2026",
            "2026-12-31",
        ] {
            assert_eq!(read(day), of(0, day), "{day}");
        }
        // What cannot be read as a day is refused where days are read.
        for day in ["03/04/2026", "31.02.2027", "end of the quarter", "Q1 2027", "12", "?", ""] {
            assert_eq!(read(day), of(0, day), "{day}");
        }
        for (text, days) in [
            ("30 Tage", "30"),
            ("30 Tage nach dem Bericht", "30"),
            ("30 days", "30"),
            ("4 weeks", "28"),
            ("30 days after the report", "30"),
            ("two weeks", "14"),
        ] {
            assert_eq!(read(text), of(1, days), "{text}");
        }
        for event in
            ["before the next release", "after the meeting in March", "next audit", "with the release"]
        {
            assert_eq!(read(event), of(2, event), "{event}");
        }
        for text in [
            "by event \"the next audit\"",
            "event the next audit",
            "at the event: the next audit",
            "due by event \"the next audit\"",
            "\"the next audit\"",
        ] {
            assert_eq!(read(text), of(2, "the next audit"), "{text}");
        }
        for text in ["3 months", "a year", "2 months after the report"] {
            assert!(matches!(due(text, today), Err(Refused::FromWhen { .. })), "{text}");
        }
        for (text, days) in [
            ("within 30 days", "30"),
            ("within two weeks", "14"),
            ("no later than 30 days after the report", "30"),
            ("in 30 days after the report", "30"),
            ("30 days from report", "30"),
            ("30 days after the audit report", "30"),
            ("30 calendar days", "30"),
            ("thirty days", "30"),
            ("2 wks", "14"),
        ] {
            assert_eq!(read(text), of(1, days), "{text}");
        }
        for (text, days, said) in
            [("within a month", 30, false), ("2 months after the report", 60, true), ("a year", 365, false)]
        {
            let typed = text.to_owned();
            assert_eq!(due(text, today), Err(Refused::FromWhen { typed, days, said }), "{text}");
        }
        // What has a number beside a word of time is no event, and neither is what puts it off.
        for text in [
            "31. Dezember 2026",
            "Ende Dezember",
            "10 working days",
            "30days of work",
            "in a month or so",
            "n/a",
            "tbd",
            "Later",
            "asap",
            "event",
            "by event",
            "at the event",
            "by event \"\"",
            "by event tbd",
        ] {
            assert_eq!(due(text, today), Err(Refused::NoEvent { typed: text.to_owned() }), "{text}");
        }
    }

    #[test]
    fn only_a_field_ends_a_value() {
        let read = |kind, text, blanks| {
            let (head, draft) = fields(kind, text, blanks);
            (head, draft.into_iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" | "))
        };
        for (text, head, rest) in [
            ("Spring", "Spring", ""),
            ("Spring; at last", "Spring; at last", ""),
            ("Spring kind=internal lead=Ana Sousa", "Spring", "kind=internal | lead=Ana Sousa"),
            ("Spring; kind = internal; lead=Ana", "Spring", "kind=internal | lead=Ana"),
            ("\"Spring; kind=none\" kind=internal", "Spring; kind=none", "kind=internal"),
            ("Spring; nonsense=1", "Spring", "nonsense=1"),
            ("Spring a=b", "Spring a=b", ""),
        ] {
            assert_eq!(read(&AUDIT, text, true), (head.to_owned(), rest.to_owned()), "{text}");
        }
        for (text, rest) in [
            (
                "conclusion=It works; four minors; prepared=Ana; prepared-on=2026-11-20",
                "conclusion=It works; four minors | prepared=Ana | prepared-on=2026-11-20",
            ),
            (
                "conclusion=\"Works; reviewed=no matter\"; prepared=Ana",
                "conclusion=Works; reviewed=no matter | prepared=Ana",
            ),
            ("conclusion=He said \"yes\"; prepared=Ana", "conclusion=He said \"yes\" | prepared=Ana"),
            ("conclusion=Ready prepared=Ana", "conclusion=Ready prepared=Ana"),
        ] {
            assert_eq!(read(&AUDIT_SEAL, text, false), (String::new(), rest.to_owned()), "{text}");
        }
        assert_eq!(read(&AUDIT_SEAL, "Works; prepared=Ana", false).0, "Works");
    }
}
