//! Which record that stands here a row is about: that of its id; in a sheet made from this very file that of its own number;
//! that of its number elsewhere; else that of its name. Part of the weighing.

use std::collections::BTreeMap;

use super::Weighing;
use super::parts::{bare_number, folded, is_called, without_number};
use crate::import::{Incoming, Left, Place, Want, Why};
use crate::model::Assessment;
use crate::model::record::{CONTROL, Draft, EVIDENCE, Field, Kind, Rid, read, value};
use crate::model::text;

/// The field of a number in another register.
pub(super) const REF: &str = "ref";

/// Records that rows are about by their numbers: known before a row is looked at, so that no other takes them by their words.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The proposal a record is of.
    of: BTreeMap<Rid, usize>,
    /// What a proposal is about so.
    about: BTreeMap<usize, Rid>,
    /// Proposals whose number stands in another row, too: that row.
    twice: BTreeMap<usize, usize>,
    /// Records that stand, by their number elsewhere.
    refs: BTreeMap<&'static str, BTreeMap<String, Vec<Rid>>>,
}

/// What a row is about.
pub(super) enum Which {
    There(Rid),
    New,
    /// Nobody can tell: it is left alone, and was told.
    Left,
}

/// A row that names a record, as far as its numbers go.
struct Row<'p> {
    n: usize,
    at: &'p Place,
    kind: &'static Kind,
    name: String,
    own: Option<u32>,
    elsewhere: String,
}

/// What a row names beside its id: none of one with an id, or that names no record.
fn row_of<'p>(n: usize, at: &'p Place, want: &Want) -> Option<Row<'p>> {
    let (kind, own, draft) = match want {
        Want::Record { kind, named: None, number, draft, .. } => (*kind, *number, draft),
        Want::Piece(shown) => (&EVIDENCE, shown.number, &shown.draft),
        Want::Own(own) => (&CONTROL, own.number, &own.draft),
        _ => return None,
    };
    let name = kind.naming().and_then(|f| draft.get(f.key)).cloned().unwrap_or_default();
    Some(Row { n, at, kind, name, own, elsewhere: elsewhere(kind, draft) })
}

/// The number elsewhere a row has, in small letters; empty where it has none.
pub(super) fn elsewhere(kind: &Kind, draft: &Draft) -> String {
    let code = draft.get(REF).filter(|_| kind.field(REF).is_some());
    code.map(|code| folded(code)).unwrap_or_default()
}

/// Records by their number elsewhere; one that is called by a number and nothing else has that one.
fn by_number(a: &Assessment, kind: &'static Kind) -> BTreeMap<String, Vec<Rid>> {
    let mut all: BTreeMap<String, Vec<Rid>> = BTreeMap::new();
    for rec in read::all(a, kind) {
        let code = match rec.get(REF) {
            "" => bare_number(&rec),
            code => Some(folded(code)),
        };
        if let Some(code) = code.filter(|c| !c.is_empty()) {
            all.entry(code).or_default().push(rec.id);
        }
    }
    all
}

impl Weighing<'_, '_> {
    /// Looks through all rows for the records their numbers mean.
    pub(super) fn by_numbers(&mut self, from: &Incoming) {
        let (a, mut found) = (self.c.a, Numbers::default());
        let mut wanted: BTreeMap<Rid, Vec<(Row<'_>, bool)>> = BTreeMap::new();
        let all = from.proposals.iter().enumerate();
        for row in all.filter_map(|(n, p)| row_of(n, &p.place, &p.want)) {
            if row.kind.field(REF).is_some() {
                found.refs.entry(row.kind.key).or_insert_with(|| by_number(a, row.kind));
            }
            let own = row.own.and_then(|number| self.of_own_number(row.kind, number));
            let by_ref = || match found.refs.get(row.kind.key)?.get(&row.elsewhere)?.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            };
            let is_own = own.is_some();
            if let Some(id) = own.or_else(by_ref) {
                wanted.entry(id).or_default().push((row, is_own));
            }
        }
        for (id, rows) in wanted {
            let exact =
                |(row, _): &&(Row<'_>, bool)| is_called(&read::at(a, row.kind, &id), &folded(&row.name));
            // Of several rows the one with its words; a number elsewhere without them means none of them more than another.
            let first = |own: &&(Row<'_>, bool)| own.1 || rows.len() == 1;
            let taken = rows.iter().find(exact).or_else(|| rows.iter().find(first)).map(|(row, _)| row);
            let other = |n: usize| rows.iter().map(|(r, _)| r).find(|r| r.n != n);
            for (row, _) in rows.iter().filter(|(r, _)| taken.is_none_or(|t| t.n != r.n)) {
                if let Some(beside) = taken.or_else(|| other(row.n)) {
                    found.twice.insert(row.n, beside.at.row);
                }
            }
            if let Some(row) = taken {
                found.of.insert(id.clone(), row.n);
                found.about.insert(row.n, id);
            }
        }
        self.by_number = found;
    }

    /// The record of a number in a sheet of ours that was made from this very file: that which had it then.
    pub(super) fn of_own_number(&self, kind: &'static Kind, number: u32) -> Option<Rid> {
        let then = self.then.as_deref()?;
        let stood = |id: &&Rid| read::at(then, kind, id).exists();
        let id = then.index().with_number(kind.key, number).find(stood)?;
        read::at(self.c.a, kind, id).exists().then(|| id.clone())
    }

    /// What a row is about. What its numbers and its words say against each other is told.
    pub(super) fn which(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        (named, number): (Option<&str>, Option<u32>),
        draft: &Draft,
    ) -> Which {
        if let Some(rec) = named.and_then(|n| read::named(self.c.a, kind, n)) {
            return Which::There(rec.id);
        }
        let name = kind.naming().and_then(|f| draft.get(f.key)).cloned().unwrap_or_default();
        let own = number.and_then(|n| self.of_own_number(kind, n));
        let code = elsewhere(kind, draft);
        let by_ref = self.by_number.refs.get(kind.key).and_then(|all| all.get(&code)).cloned();
        let by_ref = by_ref.unwrap_or_default();
        let by_words = self.called(kind, &name);
        if let Some(row) = self.by_number.twice.get(&self.now).copied() {
            let id = own.as_ref().map(|id| read::at(self.c.a, kind, id).shown_no());
            let id = id.unwrap_or_else(|| draft.get(REF).cloned().unwrap_or_default());
            self.tell(place, &id, Why::NumberTwice { row });
        } else if let Some(id) = self.by_number.about.get(&self.now).cloned() {
            let words_of_another =
                || by_words.iter().find(|other| **other != id).filter(|_| !by_words.contains(&id));
            if own.is_none()
                && let Some(other) = words_of_another().cloned()
            {
                let why =
                    Why::NumberOfAnother { number: self.told(kind, &id), words: self.told(kind, &other) };
                return self.left_alone(place, draft, why);
            }
            return Which::There(id);
        } else if by_ref.len() > 1 && !by_words.iter().any(|id| by_ref.contains(id)) {
            let why = Why::NumberOfSeveral { of: by_ref.iter().map(|id| self.told(kind, id)).collect() };
            return self.left_alone(place, draft, why);
        }
        self.of_name(kind, &name, number, draft).map_or(Which::New, Which::There)
    }

    fn told(&self, kind: &'static Kind, id: &Rid) -> String {
        let rec = read::at(self.c.a, kind, id);
        format!("{} {}", rec.shown_no(), text::shown(rec.name(), 60))
    }

    fn tell(&mut self, place: &Place, id: &str, why: Why) {
        self.report.unknown.push(Left { place: place.clone(), id: text::shown(id, 40), why });
    }

    fn left_alone(&mut self, place: &Place, draft: &Draft, why: Why) -> Which {
        let code = draft.get(REF).cloned().unwrap_or_default();
        self.tell(place, &code, why);
        Which::Left
    }

    /// Records that stood before and go by a name.
    fn called(&mut self, kind: &'static Kind, name: &str) -> Vec<Rid> {
        let a = self.c.a;
        let names = self.names.entry(kind.key).or_insert_with(|| {
            let mut by: BTreeMap<String, Vec<Rid>> = BTreeMap::new();
            for rec in read::all(a, kind).into_iter().filter(|r| !r.name().is_empty()) {
                if let Some(bare) = without_number(&rec) {
                    by.entry(bare).or_default().push(rec.id.clone());
                }
                by.entry(folded(rec.name())).or_default().push(rec.id);
            }
            by
        });
        names.get(&folded(name)).cloned().unwrap_or_default()
    }

    /// The record of that name that stood before and no row was about yet: of several the one that says most of the
    /// same, before all the one of that number.
    fn of_name(
        &mut self,
        kind: &'static Kind,
        name: &str,
        number: Option<u32>,
        draft: &Draft,
    ) -> Option<Rid> {
        let a = self.c.a;
        let all = self.called(kind, name);
        let alike = |id: &&Rid| {
            let rec = read::at(a, kind, id);
            let same =
                |f: &&Field| draft.get(f.key).is_some_and(|d| *d == value::shown(a, self.c.kinds, &rec, f));
            (number == Some(rec.no()), kind.typed().filter(same).count())
        };
        // The first of those that are equally alike.
        let mut best: Option<((bool, usize), &Rid)> = None;
        let of_another = |id: &Rid| self.by_number.of.get(id).is_some_and(|n| *n != self.now);
        for id in all.iter().filter(|id| !self.taken.contains(*id) && !of_another(id)) {
            let n = alike(&id);
            if best.is_none_or(|(most, _)| n > most) {
                best = Some((n, id));
            }
        }
        best.map(|(_, id)| id.clone())
    }
}
