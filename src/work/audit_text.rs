//! What stands behind a word of an audit: a sample, a day or what comes in its place, a value with its reason, fields with their
//! values. A leaf of `work`.

use super::Refused;
use super::audit::Typed;
use super::deed::{BETWEEN, NOTHING, split};
use crate::model::record::{Draft, Kind};

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
    text.rsplit_once(BECAUSE).map_or((text, ""), |(value, why)| (value.trim(), why.trim()))
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

/// `4 of 11 orders, by date`: how many, of how many, of what, how chosen. How they were chosen stands behind the first comma, or
/// begins with "by". Nothing empties all of it.
pub(super) fn sample(text: &str) -> Result<[Typed<'_>; 4], Refused> {
    if text.is_empty() {
        return Ok([("sample", ""), ("population", ""), ("of", ""), ("chosen", "")]);
    }
    let no_sample = || Refused::NoSample { typed: text.to_owned() };
    let (size, rest) = split(bare(text));
    let (of, rest) = split(rest);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (population, rest) = rest.split_at(digits);
    let ends = rest.is_empty() || rest.starts_with([' ', ',', ';']);
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    if !of.eq_ignore_ascii_case(OF) || !is_number(size) || !is_number(population) || !ends {
        return Err(no_sample());
    }
    let (what, chosen) = match rest.split_once([',', ';']) {
        Some(parts) => parts,
        None => rest.find(" by ").map_or((rest, ""), |at| rest.split_at(at)),
    };
    let (what, chosen) = match tidy(what) {
        what if chosen.is_empty() && what.starts_with("by ") => ("", what),
        what => (what, tidy(chosen)),
    };
    Ok([("sample", size), ("population", population), ("of", what), ("chosen", chosen)])
}

/// A part of a sample without the commas around it.
fn tidy(part: &str) -> &str {
    part.trim_matches([' ', ',', ';'])
}

/// When something is due: a day, `30 days` after the report, or anything else as something that will happen.
pub(super) fn due(text: &str) -> [Typed<'_>; 3] {
    let (first, rest) = split(text);
    let is_number = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    if is_number && rest.to_lowercase().starts_with("day") {
        return [("due", ""), ("days", first), ("event", "")];
    }
    let is_day = text.is_empty() || text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.');
    if is_day {
        [("due", text), ("days", ""), ("event", "")]
    } else {
        [("due", ""), ("days", ""), ("event", text)]
    }
}

/// `Spring; kind=internal; lead=Ana`: what stands before the first field, and fields with their values. A field begins behind `;`,
/// one of this kind behind a blank too where `blanks` lets it; any other `;` belongs to the text, and a value in quotes keeps
/// all of its signs.
pub(super) fn fields(kind: &Kind, text: &str, blanks: bool) -> (String, Draft) {
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
            ("4 of 11, by date", "", "by date"),
            ("4 of 11 orders, by date", "orders", "by date"),
            ("\"4 of 11 orders, by date\"", "orders", "by date"),
            ("4 of 11 documents, at random", "documents", "at random"),
            ("4 of 11 papers by others, at random, twice", "papers by others", "at random, twice"),
            ("4 of 11 orders,, by date,", "orders", "by date"),
        ] {
            let expected = [("sample", "4"), ("population", "11"), ("of", of), ("chosen", chosen)];
            assert_eq!(sample(typed), Ok(expected), "{typed}");
        }
        for typed in ["some", "4", "4 of", "4 of many", "4 of 11b", "x of 11"] {
            assert!(sample(typed).is_err(), "{typed}");
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
