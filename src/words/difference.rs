//! What an import would change, in lines: what stands here and what the file says, long texts below each other and
//! whole, so that one sees where they differ. Of our own data what a fact is called, as a history says it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Word as _, history, text};
use crate::import::{About, Difference, Place, is_frame};
use crate::inert::one_line;
use crate::model::change::{Change, Edit};
use crate::model::record::value::{self, Context};
use crate::model::record::{Field, Kind, MADE, Rid, read, record_key};
use crate::model::said::Matter;
use crate::model::{Assessment, Level, text as texts};
use crate::say;

/// The longest value that stands in a line with another, in characters.
const SHORT: usize = 60;
/// The longest part of a text that is shown whole, in characters.
const WHOLE: usize = 600;
/// So much is shown of what both begin with, in characters.
const BEFORE: usize = 40;

/// How two values are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// One becomes the other.
    Change,
    /// Each stands where it stands.
    Apart,
}

/// A place in front of what stands there; empty for the whole file.
fn place(at: &Place) -> String {
    let Place { sheet, row, column } = at;
    let (sheet, column) = (one_line(sheet), one_line(column));
    match (sheet.is_empty(), *row, column.is_empty()) {
        (true, 0, true) => String::new(),
        (true, 0, false) => say!("{column}:", column),
        (true, row, true) => say!("Row {row}:", row),
        (true, row, false) => say!("Row {row}, column {column}:", row, column),
        (false, 0, _) => say!("Sheet {sheet}:", sheet),
        (false, row, true) => say!("Sheet {sheet}, row {row}:", sheet, row),
        (false, row, false) => say!("Sheet {sheet}, row {row}, column {column}:", sheet, row, column),
    }
}

pub(super) fn placed(at: &Place, words: &str) -> String {
    let place = place(at);
    if place.is_empty() { words.to_owned() } else { format!("{place} {words}") }
}

/// Records that a file of ours brings and that are not here yet, by their prefix.
pub(super) struct News<'c> {
    c: Context<'c>,
    records: BTreeMap<String, New>,
}

/// A record that is new: its kind, its name, and what its other fields hold, as one would type it.
struct New {
    kind: &'static Kind,
    name: String,
    fields: Vec<(&'static str, String)>,
}

impl New {
    /// As it will be once the change is made.
    fn of(kinds: &[&'static Kind], then: &Assessment, kind: &'static Kind, id: &Rid) -> Self {
        let rec = read::at(then, kind, id);
        let shown = |f: &'static Field| (f.word, value::shown(then, kinds, &rec, f));
        let fields = kind.typed().filter(|f| kind.naming() != Some(*f)).map(shown);
        let fields = fields.filter(|(_, typed)| !typed.is_empty()).collect();
        Self { kind, name: rec.name().to_owned(), fields }
    }

    /// Its name, and below it what its fields hold.
    fn lines(at: &Place, kind: &Kind, name: &str, fields: &[(&'static str, String)]) -> Vec<String> {
        let name = texts::shown(&one_line(name), SHORT);
        let first = placed(at, &say!("new {kind}: {name}", kind = text(kind.word), name));
        let field = |(word, typed): &(&'static str, String)| {
            let what = texts::shown(&in_a_line(typed), SHORT);
            format!("    {}", say!("{field}: {what}", field = text(word), what))
        };
        std::iter::once(first).chain(fields.iter().map(field)).collect()
    }
}

impl<'c> News<'c> {
    /// Those of a change that was not made yet; none where the file tells its records itself.
    pub(super) fn of(c: Context<'c>, edit: Option<&Edit>) -> Self {
        let made = |x: &Change| {
            let k = record_key(&x.key).filter(|k| k.field == MADE && k.member.is_none())?;
            let kind = c.kinds.iter().find(|kind| kind.key == k.kind).copied()?;
            let id = k.rid().filter(|_| x.was.is_none() && !kind.is_one_fact())?;
            Some((k.prefix(), kind, id))
        };
        let made: Vec<_> = edit.into_iter().flat_map(|e| &e.changes).filter_map(made).collect();
        let Some(edit) = edit.filter(|_| !made.is_empty()) else {
            return Self { c, records: BTreeMap::new() };
        };
        let mut facts = c.a.facts().clone();
        for x in &edit.changes {
            match &x.now {
                Some(now) => facts.insert(x.key.clone(), now.clone()),
                None => facts.remove(&x.key),
            };
        }
        let then = Assessment::of(c.q, facts.into_iter().collect());
        let new = |(prefix, kind, id)| (prefix, New::of(c.kinds, &then, kind, &id));
        let records = made.into_iter().map(new).collect();
        Self { c, records }
    }

    /// Differences under a title; nothing where there are none.
    pub(super) fn under(&self, title: &str, all: &[Difference], how: Shown) -> Vec<String> {
        let mut told = BTreeSet::new();
        let lines: Vec<String> = all.iter().flat_map(|d| self.lines(d, how, &mut told)).collect();
        if lines.is_empty() {
            return lines;
        }
        std::iter::once(title.to_owned()).chain(lines.into_iter().map(|l| format!("  {l}"))).collect()
    }

    /// One difference. A record that is new is told once, whatever its facts.
    fn lines(&self, d: &Difference, how: Shown, told: &mut BTreeSet<String>) -> Vec<String> {
        let (what, was, now) = match &d.about {
            About::NewRecord(kind, name, fields) => return New::lines(&d.place, kind, name, fields),
            About::Fact(key) => {
                let prefix = record_key(key).map(|k| k.prefix()).unwrap_or_default();
                if let Some(New { kind, name, fields }) = self.records.get(&prefix) {
                    let first = told.insert(prefix);
                    return if first { New::lines(&d.place, kind, name, fields) } else { Vec::new() };
                }
                if is_frame(key) {
                    return Vec::new();
                }
                let some = |v: &str| Some(v.to_owned()).filter(|v| !v.is_empty());
                let change = Change { key: key.clone(), was: some(&d.was), now: some(&d.now) };
                let c = &self.c;
                let words = history::in_full(c.q, c.a, c.kinds, &change);
                let label = words.label();
                (if label.is_empty() { one_line(key) } else { label }, words.was, words.now)
            }
            About::Level(at) => (at.clone(), levels(&d.was), levels(&d.now)),
            About::Text(of, at) => (matter(*of, at), in_a_line(&d.was), in_a_line(&d.now)),
            About::Linked(kind, at) => {
                let what = say!("{at}, linked: {words}", at, words = text(kind.words));
                (what, in_a_line(&d.was), one_line(&d.now))
            }
            About::Field(_, record, field) => {
                let what = format!("{}, {}", texts::shown(&one_line(record), 40), text(field));
                (what, in_a_line(&d.was), in_a_line(&d.now))
            }
        };
        // What stands here and in no cell of the sheet that had it was taken away there.
        let away = d.now.is_empty() && !d.was.is_empty();
        let now = if away { say!("taken away").to_owned() } else { now };
        beside(&what, &was, &now, how).into_iter().enumerate().map(|(n, line)| first(d, n, &line)).collect()
    }
}

/// Where it stands before the first line; the others stand below it.
fn first(d: &Difference, n: usize, line: &str) -> String {
    if n == 0 { placed(&d.place, line) } else { format!("    {line}") }
}

/// What is and what would be: in a line where one is short, long ones below each other; what is put below a text alone.
fn beside(what: &str, was: &str, now: &str, how: Shown) -> Vec<String> {
    let short = |words: &str| words.chars().count() <= SHORT;
    if short(was) || short(now) {
        let (was, now) = (texts::shown(was, WHOLE), texts::shown(now, WHOLE));
        return vec![match how {
            Shown::Change => say!("{what}: {was} -> {now}", what, was, now),
            Shown::Apart => say!("{what}: here: {was}; in the file: {now}", what, was, now),
        }];
    }
    if let Some(added) = now.strip_prefix(was).and_then(|rest| rest.strip_prefix(" / ")) {
        return vec![say!("{what}, put below what stands there:", what), texts::shown(added, WHOLE)];
    }
    let (was, now) = apart(was, now, WHOLE);
    vec![format!("{what}:"), say!("here: {was}", was), say!("in the file: {now}", now)]
}

/// Two long texts, each from shortly before where they part, and no longer than `most` characters.
pub(super) fn apart(was: &str, now: &str, most: usize) -> (String, String) {
    let same = was.chars().zip(now.chars()).take_while(|(a, b)| a == b).count();
    // What is left out has to be worth the sign of it.
    let skip = if same > 2 * BEFORE { same - BEFORE } else { 0 };
    let from = |words: &str| {
        let rest: String = words.chars().skip(skip).collect();
        let rest = if skip > 0 { format!("\u{2026}{rest}") } else { rest };
        texts::shown(&rest, most)
    };
    (from(was), from(now))
}

/// A text in one line; its own lines stay apart.
fn in_a_line(stored: &str) -> String {
    if stored.is_empty() { say!("nothing yet").to_owned() } else { one_line(&stored.replace('\n', " / ")) }
}

fn levels(stored: &str) -> String {
    let word = |key: &str| Level::parse(key).map_or_else(|| key.to_owned(), |l| l.word().to_owned());
    if stored.is_empty() {
        return say!("nothing yet").to_owned();
    }
    stored.split(", ").map(word).collect::<Vec<_>>().join(", ")
}

fn matter(of: Matter, at: &str) -> String {
    match of {
        Matter::Note => say!("note on {at}", at),
        Matter::Reason => say!("reason on {at}", at),
        Matter::Owner => say!("owner of {at}", at),
        Matter::Ask => say!("whom to ask about {at}", at),
        Matter::WhyIn => say!("why {at} is needed", at),
        Matter::How => say!("how {at} is done", at),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_show_where_they_differ() {
        let same = "word ".repeat(300);
        let (was, now) = (format!("{same}then one"), format!("{same}then another"));
        let lines = beside("note on 4.1", &was, &now, Shown::Change);
        assert!(lines[1].starts_with("here: \u{2026}") && lines[1].ends_with("then one"), "{lines:?}");
        assert!(
            lines[2].starts_with("in the file: \u{2026}") && lines[2].ends_with("then another"),
            "{lines:?}"
        );
        let grown = beside("note on 4.1", &was, &format!("{was} / from them"), Shown::Change);
        assert_eq!(grown, ["note on 4.1, put below what stands there:", "from them"]);
        let both = |how| beside("4.1", "Written", "In use", how).concat();
        assert_eq!(both(Shown::Change), "4.1: Written -> In use");
        assert_eq!(both(Shown::Apart), "4.1: here: Written; in the file: In use");
    }
}
