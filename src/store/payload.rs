//! The payload of an event, as it is written and read.
//!
//! Opening reads every payload of a file. Nearly all are letter by letter in the form we write, with nothing
//! escaped: those are passed over without copying a text. Whatever looks different in any way goes to the
//! JSON reader, so the short way decides nothing by itself.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::chain::Hash;
use super::questionnaire::QUESTIONNAIRE_FACT;
use crate::model::Change;

/// What is written.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    changes: Vec<PayloadChange>,
    #[serde(default)]
    pub(super) undoes: Option<i64>,
    #[serde(default)]
    pub(super) redoes: Option<i64>,
    /// Of an event that took another file over: number and hash of that file's last event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) merges: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PayloadChange {
    key: String,
    was: Option<String>,
    now: Option<String>,
}

/// What an event points to: the events it takes back or does again, a questionnaire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) undoes: Option<i64>,
    pub(super) redoes: Option<i64>,
    /// Whether it names a questionnaire, or none any more.
    pub(super) questionnaire: bool,
    /// Of an event that took another file over: number and hash of that file's last event.
    pub(super) merges: Option<(i64, Hash)>,
}

/// A payload as it is read: its texts stay where they are wherever nothing in them is escaped.
#[derive(Deserialize)]
struct Seen<'p> {
    #[serde(borrow)]
    changes: Vec<SeenChange<'p>>,
    #[serde(default)]
    undoes: Option<i64>,
    #[serde(default)]
    redoes: Option<i64>,
    #[serde(borrow, default)]
    merges: Option<Text<'p>>,
}

#[derive(Deserialize)]
struct SeenChange<'p> {
    #[serde(borrow)]
    key: Text<'p>,
    #[serde(borrow)]
    was: Option<Text<'p>>,
    #[serde(borrow)]
    now: Option<Text<'p>>,
}

#[derive(Deserialize)]
struct Text<'p>(#[serde(borrow)] Cow<'p, str>);

impl Payload {
    pub(super) fn new(changes: Vec<Change>, undoes: Option<i64>, redoes: Option<i64>) -> Self {
        let change = |c: Change| PayloadChange { key: c.key, was: c.was, now: c.now };
        let changes = changes.into_iter().map(change).collect();
        Self { changes, undoes, redoes, merges: None }
    }
}

/// What a payload says of other events; none when it is not in our form.
pub(super) fn links(payload: &str) -> Option<Links> {
    let mut questionnaire = false;
    let short = plain(payload, |key, _, _| questionnaire |= key == QUESTIONNAIRE_FACT);
    let (undoes, redoes, merges) = if let Some((undoes, redoes)) = short {
        (undoes, redoes, None)
    } else {
        let seen: Seen<'_> = serde_json::from_str(payload).ok()?;
        questionnaire = seen.changes.iter().any(|c| c.key.0 == QUESTIONNAIRE_FACT);
        // One that names nothing is not in our form.
        let merges = seen.merges.map(|m| end(&m.0)).map_or(Some(None), |m| m.map(Some))?;
        (seen.undoes, seen.redoes, merges)
    };
    Some(Links { undoes, redoes, questionnaire, merges })
}

/// Number and hash of an event as they are written; none when they are not.
pub(super) fn end(written: &str) -> Option<(i64, Hash)> {
    let (seq, hash) = written.split_once(' ')?;
    Some((seq.parse().ok().filter(|n| *n > 0)?, hash_of(hash)?))
}

/// A hash as it is written, 64 hexadecimal digits in small letters; none when it is not.
pub(super) fn hash_of(written: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    if written.len() != 64 || !written.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return None;
    }
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(written.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The changes in a payload; none when it is not in our form.
pub(super) fn changes(payload: &str) -> Vec<Change> {
    let mut all = Vec::new();
    let own = |t: Option<&str>| t.map(str::to_owned);
    let short = plain(payload, |key, was, now| {
        all.push(Change { key: key.to_owned(), was: own(was), now: own(now) });
    });
    if short.is_some() {
        return all;
    }
    let seen: Option<Seen<'_>> = serde_json::from_str(payload).ok();
    let own = |t: Option<Text<'_>>| t.map(|t| t.0.into_owned());
    let change = |c: SeenChange<'_>| Change { key: c.key.0.into_owned(), was: own(c.was), now: own(c.now) };
    seen.map(|s| s.changes.into_iter().map(change).collect()).unwrap_or_default()
}

/// One change as it stands in a payload: the key, and what holds after it.
pub(super) type Left<'p> = (Cow<'p, str>, Option<Cow<'p, str>>);

/// What a payload leaves, change by change; texts stay where they are wherever nothing in them is escaped.
pub(super) fn leaves<'p>(payload: &'p str, all: &mut Vec<Left<'p>>) {
    let before = all.len();
    let short = plain(payload, |key, _, now| all.push((Cow::Borrowed(key), now.map(Cow::Borrowed))));
    if short.is_some() {
        return;
    }
    all.truncate(before);
    let seen: Option<Seen<'_>> = serde_json::from_str(payload).ok();
    let changes = seen.into_iter().flat_map(|s| s.changes);
    all.extend(changes.map(|c| (c.key.0, c.now.map(|t| t.0))));
}

/// Reads the very form that is written, as long as nothing is escaped; none at the first other letter, after
/// `each` may have seen some changes.
fn plain<'p>(
    payload: &'p str,
    mut each: impl FnMut(&'p str, Option<&'p str>, Option<&'p str>),
) -> Option<(Option<i64>, Option<i64>)> {
    let mut rest = behind(payload, b"{\"changes\":[")?;
    let mut first = true;
    while rest.as_bytes().first() != Some(&b']') {
        if !first {
            rest = behind(rest, b",")?;
        }
        first = false;
        let (key, after) = text(behind(rest, b"{\"key\":")?)?;
        let (was, after) = text(behind(after, b",\"was\":")?)?;
        let (now, after) = text(behind(after, b",\"now\":")?)?;
        rest = behind(after, b"}")?;
        each(key?, was, now);
    }
    let (undoes, rest) = number(behind(rest, b"],\"undoes\":")?)?;
    let (redoes, rest) = number(behind(rest, b",\"redoes\":")?)?;
    (rest == "}").then_some((undoes, redoes))
}

/// What follows these signs, which are ASCII; none where something else stands. How many they are is known when this is compiled:
/// comparing them takes no call, and a large payload has a million such places.
#[inline]
fn behind<'p, const N: usize>(from: &'p str, signs: &[u8; N]) -> Option<&'p str> {
    (from.as_bytes().first_chunk() == Some(signs)).then(|| from.get(N..)).flatten()
}

/// A text without anything escaped, or `null`, and what follows it.
fn text(from: &str) -> Option<(Option<&str>, &str)> {
    if let Some(rest) = behind(from, b"null") {
        return Some((None, rest));
    }
    let inside = behind(from, b"\"")?;
    let end = memchr::memchr2(b'"', b'\\', inside.as_bytes())?;
    let (text, rest) = inside.split_at(end);
    let rest = behind(rest, b"\"")?;
    text.bytes().all(|b| b >= 0x20).then_some((Some(text), rest))
}

/// The number of an event, or `null`, and what follows it.
fn number(from: &str) -> Option<(Option<i64>, &str)> {
    if let Some(rest) = behind(from, b"null") {
        return Some((None, rest));
    }
    let end = from.bytes().position(|b| !b.is_ascii_digit())?;
    let (digits, rest) = from.split_at(end);
    let number = digits.parse().ok().filter(|_| !digits.starts_with('0'))?;
    Some((Some(number), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_json(payload: &str) -> Option<(Links, Vec<Change>)> {
        let seen: Payload = serde_json::from_str(payload).ok()?;
        let questionnaire = seen.changes.iter().any(|c| c.key == QUESTIONNAIRE_FACT);
        let merges = seen.merges.as_deref().map(end).map_or(Some(None), |m| m.map(Some))?;
        let links = Links { undoes: seen.undoes, redoes: seen.redoes, questionnaire, merges };
        let change = |c: PayloadChange| Change { key: c.key, was: c.was, now: c.now };
        Some((links, seen.changes.into_iter().map(change).collect()))
    }

    fn by_us(payload: &str) -> Option<(Links, Vec<Change>)> {
        links(payload).map(|l| (l, changes(payload)))
    }

    #[test]
    fn what_we_write_goes_the_short_way() {
        let change = |now: Option<&str>| Change {
            key: if now == Some("x") { QUESTIONNAIRE_FACT.into() } else { "4.1".into() },
            was: Some("\u{fc}ber \u{6f22}\u{5b57}".into()),
            now: now.map(str::to_owned),
        };
        for changes in [vec![], vec![change(None)], vec![change(Some("")), change(Some("x"))]] {
            for undoes in [None, Some(1), Some(i64::MAX)] {
                let redoes = undoes.map(|n| n - 1).filter(|n| *n > 0);
                let written = serde_json::to_string(&Payload::new(changes.clone(), undoes, redoes)).unwrap();
                assert_eq!(plain(&written, |_, _, _| {}), Some((undoes, redoes)), "{written}");
                let links = Links { undoes, redoes, questionnaire: changes.len() == 2, merges: None };
                assert_eq!(by_us(&written), Some((links, changes.clone())));
                assert_eq!(by_json(&written), by_us(&written));
            }
        }
    }

    proptest! {
        /// Both ways agree on what is written, and on the same with one byte changed, cut or added.
        #[test]
        fn both_ways_read_the_same(
            texts in proptest::collection::vec((".{0,6}", proptest::option::of(".{0,6}")), 0..4),
            undoes in proptest::option::of(any::<i64>()),
            at in any::<prop::sample::Index>(),
            put in prop::sample::select(vec!['"', '\\', ',', '0', '-', 'n', ' ', '}', ']', '\u{1}', 'e']),
            how in 0..4,
        ) {
            let changes =
                texts.into_iter().map(|(key, now)| Change { key, was: now.clone(), now }).collect();
            let payload = Payload::new(changes, undoes, None);
            let mut written: Vec<char> = serde_json::to_string(&payload).unwrap().chars().collect();
            let at = at.index(written.len());
            match how {
                0 => {}
                1 => written[at] = put,
                2 => { written.remove(at); }
                _ => written.insert(at, put),
            }
            let written: String = written.into_iter().collect();
            prop_assert_eq!(by_us(&written), by_json(&written));
        }
    }
}
