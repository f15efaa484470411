//! Whom a name in this file means: people are renamed, and what was written of them before stays theirs. By number, by id, and by
//! every name somebody of the register has ever had. Follows the events; [`super::known`] alone asks it.

use std::collections::BTreeMap;

use crate::model::record::{NUMBER, PERSON, Rid, record_key};
use crate::model::{Change, Layer};

/// The field that holds the name.
const NAME: &str = "name";

/// From which event to which somebody had a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    who: String,
    from: i64,
    until: Option<i64>,
}

/// Who was called what, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct People {
    /// Who had each name.
    names: BTreeMap<String, Vec<Held>>,
    /// Who had each number: merging gives one of two another.
    numbers: BTreeMap<u32, Vec<Held>>,
}

/// The name and the number somebody signed with: `Ana Sousa (P-1)`, or either alone.
pub fn signature(typed: &str) -> (&str, Option<&str>) {
    let is_number = |no: &&str| no.split_once('-').is_some_and(|(letter, _)| PERSON.is_letter(letter));
    if is_number(&typed) {
        return ("", Some(typed));
    }
    let parts = typed.rsplit_once('(').and_then(|(name, no)| Some((name.trim(), no.strip_suffix(')')?)));
    match parts.filter(|(_, no)| is_number(no)) {
        Some((name, no)) => (name, Some(no)),
        None => (typed, None),
    }
}

/// A name as it is compared: capitals and blanks make no difference.
fn plain(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl People {
    /// Takes in what an event says of the register of people.
    pub(super) fn take(&mut self, seq: i64, changes: &[Change]) {
        for c in changes.iter().filter(|c| c.was != c.now) {
            let Some(k) = record_key(&c.key).filter(|k| k.kind == PERSON.key) else { continue };
            if !matches!(Layer::of(&c.key), Some((Layer::Own, _))) {
                continue;
            }
            match k.field {
                NUMBER => {
                    close(self.numbers.values_mut(), k.id, seq);
                    if let Some(no) = c.now.as_deref().and_then(|no| no.parse().ok()) {
                        let held = Held { who: k.id.to_owned(), from: seq, until: None };
                        self.numbers.entry(no).or_default().push(held);
                    }
                }
                NAME => self.call(k.id, c.now.as_deref().unwrap_or_default(), seq),
                _ => {}
            }
        }
    }

    fn call(&mut self, who: &str, name: &str, from: i64) {
        close(self.names.values_mut(), who, from);
        let name = plain(name);
        if !name.is_empty() {
            self.names.entry(name).or_default().push(Held { who: who.to_owned(), from, until: None });
        }
    }

    /// Whom a text means that was written at an event, by their ids; nobody where it names none of the register. Of a name that
    /// several have had, whoever had it then, else whoever has it now.
    pub(super) fn meant(&self, typed: &str, at: i64) -> Vec<&str> {
        let typed = typed.trim();
        let whole = self.one(typed, at);
        if !whole.is_empty() {
            return whole;
        }
        // One line may name several.
        let parts = typed.split([',', ';', '/', '&']).flat_map(|part| part.split(" and "));
        parts.flat_map(|part| self.one(part.trim(), at)).collect()
    }

    fn one(&self, typed: &str, at: i64) -> Vec<&str> {
        // As a sitting signs: the name and, so that two of one name are two, the number.
        let number = signature(typed).1.and_then(|number| number.split_once('-'));
        let numbered = number.and_then(|(_, no)| self.numbers.get(&no.parse().ok()?));
        if let Some(of) = numbered.map(|all| at_the_time(all, at)).filter(|of| !of.is_empty()) {
            return of;
        }
        let mut all = self.numbers.values().flatten();
        if let Some(held) = Rid::parse(typed).and_then(|id| all.find(|held| held.who == id.as_str())) {
            return vec![&held.who];
        }
        at_the_time(self.names.get(&plain(typed)).map_or(&[][..], Vec::as_slice), at)
    }
}

/// Whoever had it at an event, else whoever has it now, else whoever ever had.
fn at_the_time(all: &[Held], at: i64) -> Vec<&str> {
    let then = |h: &&Held| h.from <= at && h.until.is_none_or(|until| at < until);
    let now = |h: &&Held| h.until.is_none();
    let of = |fits: &dyn Fn(&&Held) -> bool| -> Vec<&str> {
        all.iter().filter(fits).map(|h| h.who.as_str()).collect()
    };
    let (then, now) = (of(&then), of(&now));
    if !then.is_empty() {
        then
    } else if !now.is_empty() {
        now
    } else {
        of(&|_| true)
    }
}

/// From this event on somebody has it no more.
fn close<'h>(all: impl Iterator<Item = &'h mut Vec<Held>>, who: &str, from: i64) {
    let open = all.flatten().filter(|h| h.who == who && h.until.is_none());
    open.for_each(|h| h.until = Some(from));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, was: Option<&str>, now: Option<&str>) -> Change {
        Change { key: key.to_owned(), was: was.map(str::to_owned), now: now.map(str::to_owned) }
    }

    #[test]
    fn a_name_is_whose_it_was_when_it_was_written() {
        let mut p = People::default();
        p.take(
            1,
            &[set("person.1-aaaaaa.no", None, Some("1")), set("person.1-aaaaaa.name", None, Some("Ben"))],
        );
        p.take(3, &[set("person.1-aaaaaa.name", Some("Ben"), Some("Ana"))]);
        p.take(
            5,
            &[set("person.2-bbbbbb.no", None, Some("2")), set("person.2-bbbbbb.name", None, Some("Ben"))],
        );
        assert_eq!(p.meant("ben", 2), ["1-aaaaaa"]);
        assert_eq!(p.meant("Ben", 4), ["2-bbbbbb"], "nobody had it then, and one has it now");
        assert_eq!(p.meant(" Ben ", 6), ["2-bbbbbb"]);
        assert_eq!(p.meant("Ana", 1), ["1-aaaaaa"]);
        assert_eq!(p.meant("Ben (P-1)", 6), ["1-aaaaaa"]);
        assert_eq!(p.meant("p-2", 1), ["2-bbbbbb"]);
        assert_eq!(p.meant("2-bbbbbb", 1), ["2-bbbbbb"]);
        assert_eq!(p.meant("Ana and Ben", 6), ["1-aaaaaa", "2-bbbbbb"]);
        assert!(p.meant("Zoe", 6).is_empty() && p.meant("P-9", 6).is_empty());
        // A merge gives P-1 to somebody else: what was signed before stays theirs.
        p.take(
            6,
            &[set("person.1-aaaaaa.no", Some("1"), Some("3")), set("person.3-cccccc.no", None, Some("1"))],
        );
        assert_eq!((p.meant("Ana (P-1)", 5), p.meant("Zoe (P-1)", 6)), (vec!["1-aaaaaa"], vec!["3-cccccc"]));
        p.take(7, &[set("person.1-aaaaaa.name", Some("Ana"), None)]);
        assert_eq!(p.meant("Ana", 8), ["1-aaaaaa"], "whoever left the register was somebody");
    }
}
