//! A register from a spreadsheet: each row a record, each column a field. Which column is which is guessed from the
//! table of the kind, its keys and labels, and from what others call the same; whoever imports can say it otherwise.
//! What a cell holds is read as if it were typed into the form.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::head::{is_one_of, plain, told};
use super::register_words::{CALLED, LAST, ours};
use super::sheet::{Book, Row, Sheet, letters};
use super::{
    Column, Fault, Incoming, Left, Place, Proposal, Stood, Trouble, Want, Whole, WholeOf, Why,
    register_numbers, workbook,
};
use crate::model::record::{Draft, Field, Kind, PARKED, Rid};
use crate::model::text;

/// What a column is to become, as somebody said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Map {
    /// The column with this head, or this letter, goes to the field of this key or label; to none where it is empty.
    Named(String, String),
    /// The column of this number, from 0, goes there.
    At(usize, Option<&'static str>),
}

impl Map {
    /// `Column head=field`, split at the last sign.
    pub fn parse(typed: &str) -> Option<Self> {
        let (head, field) = typed.rsplit_once('=')?;
        (!head.trim().is_empty()).then(|| Self::Named(head.trim().to_owned(), field.trim().to_owned()))
    }

    /// Head and field, where somebody named them.
    pub fn named(&self) -> Option<(&str, &str)> {
        if let Self::Named(head, field) = self { Some((head, field)) } else { None }
    }
}

/// The head of the column in which our own tables have the permanent id.
const ID: &[&str] = &["id"];
/// The heads of the column in which they have the number, and what it is told as.
const NUMBER: &[&str] = &["no", "number"];
const TOLD_NUMBER: &str = "number";

/// The heads of our table of what is still parked, which tells less than the register.
const OPEN_ITEMS: [&str; 4] = ["number", "at", "owner", "what"];

/// The kind of a register as we write it: id and number before all fields of its table.
pub(super) fn of_ours(kinds: &[&'static Kind], book: &Book) -> Option<&'static Kind> {
    let [sheet] = book.sheets.as_slice() else { return None };
    let head = sheet.rows.first()?;
    let begins =
        |keys: &mut dyn Iterator<Item = &'static str>| keys.enumerate().all(|(n, key)| head.text(n) == key);
    let is_of = |kind: &&'static Kind| {
        let mut keys = ["id", "number"].into_iter().chain(kind.fields.iter().map(|f| f.key));
        kind.is_register() && begins(&mut keys)
    };
    let open = || kinds.iter().find(|k| **k == &PARKED).filter(|_| begins(&mut OPEN_ITEMS.into_iter()));
    kinds.iter().find(|k| is_of(k)).or_else(open).copied()
}

/// By which names a field is known.
#[derive(Debug, Clone, Copy)]
enum By {
    /// Its key and its label.
    Own,
    /// What others call it.
    Others,
    /// What others call something else first.
    Last,
}

/// The field a head means by itself, among those that fit.
fn guess(kind: &'static Kind, head: &str, by: By, fits: impl Fn(&Field) -> bool) -> Option<&'static Field> {
    let called = |all: &[(&str, &'static [&'static str])], f: &Field| {
        all.iter().find(|(key, _)| *key == f.key).map_or(&[][..], |(_, names)| *names)
    };
    let counted = register_numbers::is_of_numbers(kind, head);
    let fits = |f: &Field| fits(f) && !(counted && kind.naming().is_some_and(|n| n.key == f.key));
    let names = |f: &&'static Field| match by {
        By::Own => [plain(f.key), plain(f.word)].iter().any(|n| is_one_of(head, &[n])),
        By::Others => is_one_of(head, called(CALLED, f)),
        By::Last => is_one_of(head, called(LAST, f)),
    };
    kind.typed().filter(|f| fits(f)).find(names)
}

/// The field somebody named.
fn named(kind: &'static Kind, typed: &str) -> Option<&'static Field> {
    kind.typed().find(|f| plain(f.key) == plain(typed)).or_else(|| guess(kind, typed, By::Own, |_| true))
}

/// What the sheet with most known heads proposes for a register.
pub fn read(kind: &'static Kind, book: &Book, maps: &[Map]) -> Incoming {
    read_of(kind, book, maps, workbook::made_from(book).is_some_and(|from| !from.back))
}

/// The same; `of_us` says that the sheet is one of ours, in which an empty cell says that nothing is to stand there.
pub(super) fn read_of(kind: &'static Kind, book: &Book, maps: &[Map], of_us: bool) -> Incoming {
    let mut into = Incoming::default();
    let heads_named =
        |h: &str| maps.iter().any(|m| matches!(m, Map::Named(head, _) if plain(head) == plain(h)));
    let known = |h: &str| {
        let by = |by| guess(kind, h, by, |_| true).is_some();
        !h.is_empty() && ([By::Own, By::Others, By::Last].into_iter().any(by) || heads_named(h))
    };
    let count = |head: &Row| (0..head.cells.len()).filter(|c| known(head.text(*c))).count();
    let mut best: Option<(usize, &Sheet, &Row, &[Row])> = None;
    for sheet in book.sheets.iter().filter(|s| !s.hidden) {
        if let Some((head, rows)) = sheet.below_head(1, known)
            && best.is_none_or(|(most, ..)| count(head) > most)
        {
            best = Some((count(head), sheet, head, rows));
        }
    }
    // Where no head says anything, the first row is taken for heads, so that somebody can say what they are.
    let first = || {
        let sheet = book.sheets.iter().find(|s| !s.hidden && !s.rows.is_empty())?;
        let (head, rows) = sheet.rows.split_first()?;
        Some((0, sheet, head, rows))
    };
    let Some((_, sheet, head, rows)) = best.or_else(first) else {
        into.faults.push(Fault::whole(Trouble::Empty));
        return into;
    };
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0).max(head.cells.len());
    let heads: Vec<String> = (0..width).map(|c| text::clean_line(head.text(c))).collect();
    let mut fields = guessed(kind, &heads);
    if !of_us {
        register_numbers::elsewhere(kind, &heads, rows, &mut fields);
    }
    let place = sheet.place(head);
    if let Err(trouble) = said(kind, &heads, maps, &mut fields) {
        into.faults.push(Fault { place: place.clone(), trouble });
    }
    into.columns = columns(&heads, &fields, rows);
    let number = number_column(&heads, &fields, maps).filter(|_| of_us);
    if let Some(column) = number.and_then(|n| into.columns.get_mut(n)) {
        column.field = Some(TOLD_NUMBER);
    }
    if let Some(naming) = kind.naming().filter(|n| !fields.iter().flatten().any(|f| f.key == n.key)) {
        into.faults.push(Fault { place, trouble: Trouble::NoNaming { kind, word: naming.word } });
    }
    if into.faults.is_empty() {
        into.register = of_us.then(|| (kind, sheet.name.clone()));
        let id = heads.iter().position(|h| is_one_of(h, ID));
        let mut names = BTreeMap::new();
        let headed = |(n, f): (usize, Option<&'static Field>)| Some((f?.key, heads.get(n)?.clone()));
        let headed: Arc<Vec<_>> = Arc::new(fields.iter().copied().enumerate().filter_map(headed).collect());
        let naming = kind.naming().and_then(|f| fields.iter().position(|g| *g == Some(f)));
        for row in rows.iter().filter(|r| !r.is_empty()) {
            if !of_us && register_numbers::is_total(row, naming) {
                into.rows += 1;
                into.left.push(Left { place: sheet.place(row), id: String::new(), why: Why::Total });
                continue;
            }
            let faults = into.faults.len();
            let (named, draft, columns) = one(&mut into, (sheet, row), &heads, &fields, id);
            if into.faults.len() == faults {
                if of_us {
                    let of = WholeOf::Record { kind, draft: draft.clone(), fields: Arc::clone(&headed) };
                    into.whole.push(Whole { place: sheet.place(row), of });
                }
                let number = number.and_then(|n| own_number(kind, row.text(n)));
                propose(kind, &mut into, sheet.place(row), (named, number, draft, columns), &mut names);
            }
        }
    }
    into
}

/// A field for each column: its own names first, then what others call it, each field once.
fn guessed(kind: &'static Kind, heads: &[String]) -> Vec<Option<&'static Field>> {
    let mut fields: Vec<Option<&'static Field>> = vec![None; heads.len()];
    for by in [By::Own, By::Others, By::Last] {
        for (n, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
            if fields.get(n).is_none_or(Option::is_some) {
                continue;
            }
            let free = |f: &Field| !fields.iter().flatten().any(|g| g.key == f.key);
            let found = guess(kind, head, by, free);
            if let Some(to) = fields.get_mut(n) {
                *to = found;
            }
        }
    }
    fields
}

/// Puts what somebody said over what was guessed.
fn said(
    kind: &'static Kind,
    heads: &[String],
    maps: &[Map],
    fields: &mut [Option<&'static Field>],
) -> Result<(), Trouble> {
    let mut fixed = vec![false; fields.len()];
    for map in maps {
        let (at, field) = match map {
            Map::At(n, key) => (*n, key.and_then(|k| kind.field(k))),
            Map::Named(head, key) => {
                let by_head = heads.iter().position(|h| plain(h) == plain(head) && !plain(h).is_empty());
                let by_letter = || (0..heads.len()).find(|n| letters(*n).eq_ignore_ascii_case(head.trim()));
                let no_column = || Trouble::NoColumn { typed: text::shown(head, 60) };
                let at = by_head.or_else(by_letter).ok_or_else(no_column)?;
                let no_field = || Trouble::NoField { kind, typed: text::shown(key, 40) };
                let field = if key.is_empty() { None } else { Some(named(kind, key).ok_or_else(no_field)?) };
                (at, field)
            }
        };
        if let Some(field) = field {
            for (n, other) in fields.iter_mut().enumerate().filter(|(n, _)| *n != at) {
                if other.is_some_and(|f| f.key == field.key) {
                    if fixed.get(n) == Some(&true) {
                        return Err(Trouble::SameField { word: field.word });
                    }
                    *other = None;
                }
            }
        }
        if let (Some(to), Some(is_fixed)) = (fields.get_mut(at), fixed.get_mut(at)) {
            (*to, *is_fixed) = (field, true);
        }
    }
    Ok(())
}

fn columns(heads: &[String], fields: &[Option<&'static Field>], rows: &[Row]) -> Vec<Column> {
    let of = |(n, head): (usize, &String)| {
        let head = if head.is_empty() { &letters(n) } else { head };
        let field = fields.get(n).copied().flatten().map(|f| f.key);
        told(n, head, field, rows)
    };
    heads.iter().enumerate().map(of).collect()
}

/// Id of the record a row is about, what its fields hold, and the head of the column of each.
type Read = (Option<String>, Draft, Vec<(&'static str, String)>);

/// The same with its own number.
type Named = (Option<String>, Option<u32>, Draft, Vec<(&'static str, String)>);

/// The column of our own numbers, unless somebody says that it is something else, or nothing.
fn number_column(heads: &[String], fields: &[Option<&'static Field>], maps: &[Map]) -> Option<usize> {
    let n = heads.iter().position(|h| is_one_of(h, NUMBER))?;
    let said = maps.iter().any(|m| match m {
        Map::At(at, to) => *at == n && *to != Some(TOLD_NUMBER),
        Map::Named(head, _) => heads.get(n).is_some_and(|h| plain(h) == plain(head)),
    });
    (!said && fields.get(n) == Some(&None)).then_some(n)
}

/// A number as we write it: the letter of the kind, a dash, figures; in a table of ours the figures alone.
fn own_number(kind: &Kind, cell: &str) -> Option<u32> {
    let figures = match cell.split_once('-') {
        Some((letter, figures)) => Some(figures).filter(|_| kind.is_letter(letter))?,
        None => cell,
    };
    figures.parse().ok().filter(|_| figures.bytes().all(|b| b.is_ascii_digit()))
}

/// What a row says. What cannot be read is a fault.
fn one(
    into: &mut Incoming,
    (sheet, row): (&Sheet, &Row),
    heads: &[String],
    fields: &[Option<&'static Field>],
    id: Option<usize>,
) -> Read {
    into.rows += 1;
    let mut draft = Draft::new();
    let mut columns = Vec::new();
    for (n, field) in fields.iter().enumerate().filter_map(|(n, f)| Some((n, (*f)?))) {
        let head = heads.get(n).map_or("", String::as_str);
        match row.value(n) {
            Ok("") => {}
            Ok(value) => {
                // Members of a set are parted by commas in a form, and by lines or semicolons in other people's cells.
                let many = field.typ.is_set();
                let value = if many { value.replace(['\n', ';'], ",") } else { value.to_owned() };
                draft.insert(field.key.to_owned(), ours(field, value));
                columns.push((field.key, head.to_owned()));
            }
            Err(trouble) => into.faults.push(Fault { place: sheet.place(row).in_column(head), trouble }),
        }
    }
    (id.and_then(|n| Rid::parse(row.text(n))).map(|id| id.to_string()), draft, columns)
}

/// What tells records apart that may bear one name: minutes of two days, one question at two places. Systems and people
/// have their name alone.
const APART: [&str; 6] = ["date", "version", "place", "shows", "at", "due"];

/// Proposes what a row says. One without a name, and a second one of the same, are left alone and listed; an id that
/// stands beside them says which is meant.
fn propose(
    kind: &'static Kind,
    into: &mut Incoming,
    place: Place,
    (named, number, mut draft, columns): Named,
    names: &mut BTreeMap<Vec<String>, usize>,
) {
    if let Some(naming) = kind.naming().filter(|_| named.is_none()) {
        let Some(name) = draft.get(naming.key).filter(|n| !text::clean_line(n).is_empty()) else {
            let id = draft.values().next().map_or_else(String::new, |v| text::shown(v, 60));
            into.left.push(Left { place, id, why: Why::NoName { word: naming.word } });
            return;
        };
        let more = APART
            .iter()
            .filter(|_| naming.key != "name")
            .map(|key| draft.get(*key).map_or("", String::as_str));
        let mut same: Vec<String> =
            std::iter::once(name.as_str()).chain(more).map(|v| text::clean_line(v).to_lowercase()).collect();
        // Two of one name and two numbers of ours are two.
        same.extend(number.map(|n| n.to_string()));
        if let Some(row) = names.get(&same) {
            into.left.push(Left { place, id: text::shown(name, 60), why: Why::StandsTwice { row: *row } });
            return;
        }
        if number.is_some() {
            let bare = same.len().saturating_sub(1);
            names.entry(same.iter().take(bare).cloned().collect()).or_insert(place.row);
        }
        names.insert(same, place.row);
    }
    if draft.is_empty() {
        return;
    }
    implied(kind, &mut draft);
    into.proposals.push(Proposal {
        place,
        want: Want::Record { kind, named, number, draft, columns },
        stood: Stood::Unsaid,
    });
}

/// What kind of record a row is where the table of a kind has several and the file does not say: the last that is
/// named like a row is, which is what somebody adds by hand.
fn implied(kind: &'static Kind, draft: &mut Draft) {
    if let Some((other, values)) = kind.naming().and_then(|f| f.when)
        && !draft.contains_key(other)
        && let Some(last) = values.last()
    {
        draft.insert(other.to_owned(), (*last).to_owned());
    }
}

/// What a draft says beside what names it, in the order of the form.
pub(super) fn others(kind: &'static Kind, draft: &Draft) -> Vec<(&'static str, String)> {
    let fields = kind.typed().filter(|f| kind.naming() != Some(*f));
    fields.filter_map(|f| Some((f.word, draft.get(f.key)?.clone()))).collect()
}
