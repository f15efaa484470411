//! The index of all facts at once, the same as of one fact after the other ([`Index::change`]). Facts stand sorted by key, so that
//! those of one record come together: what follows from a record is known with its last fact, and nothing is looked up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Index, OUT, SCOPE, VALID_UNTIL, member};
use crate::model::own_case::Roles;
use crate::model::record::{
    EVIDENCE, MADE, NUMBER, PARKED, PERSON, RecordKey, Rid, SYSTEM, VOTE, says_yes as is_yes,
};

/// What the facts of one record say of it.
#[derive(Default)]
struct One {
    id: Option<Rid>,
    made: bool,
    /// A system that affects people or is under a legal duty, a parked item that is closed.
    marked: bool,
    out: bool,
    roles: Roles,
}

/// A piece of evidence.
struct Piece {
    id: Rid,
    made: bool,
    seen: bool,
}

/// Takes in facts in the order of their keys.
#[derive(Default)]
pub(in crate::model) struct Intake<'f> {
    index: Index,
    one: One,
    kind: &'f str,
    numbers: Vec<(&'f str, (u32, Rid))>,
    pieces: Vec<Piece>,
    /// What pieces name, by their place among the pieces.
    named: Vec<(&'f str, usize)>,
    looked_at: Vec<(Rid, usize)>,
    ends: Vec<(Date, usize)>,
    people: BTreeSet<Rid>,
    /// The AI systems, and whether they are in scope.
    systems: Vec<(Rid, bool)>,
    roles: Roles,
}

impl<'f> Intake<'f> {
    /// From here on the facts are those of this record.
    pub(in crate::model) fn next(&mut self, kind: &'f str, id: Option<Rid>) {
        self.settle();
        self.kind = kind;
        if let Some(id) = id.clone().filter(|_| kind == EVIDENCE.key) {
            self.pieces.push(Piece { id, made: false, seen: false });
        }
        self.one = One { id, ..One::default() };
    }

    /// Takes in a fact of the record that counts.
    pub(in crate::model) fn take_in(&mut self, k: &RecordKey<'f>, value: &str) {
        let id = || self.one.id.clone();
        if k.kind == VOTE.key {
            member(&mut self.index.voted, k.field, id(), true);
            return;
        }
        match (k.field, k.member) {
            (NUMBER, None) => {
                self.numbers.extend(value.parse().ok().zip(id()).map(|numbered| (k.kind, numbered)));
                self.index.place(k, true);
            }
            (MADE, None) => self.one.made = true,
            (SCOPE, None) => self.one.out = value == OUT,
            ("role", Some(role)) if k.kind == SYSTEM.key => self.one.roles.add(role),
            ("affects" | "legal", None) if k.kind == SYSTEM.key => self.one.marked |= is_yes(value),
            ("closed", None) if k.kind == PARKED.key => self.one.marked = is_yes(value),
            (field, at) if k.kind == EVIDENCE.key => self.take_in_of_piece(field, at, value),
            _ => {}
        }
    }

    fn take_in_of_piece(&mut self, field: &'f str, at: Option<&'f str>, value: &str) {
        let Some(piece) = self.pieces.len().checked_sub(1).filter(|_| self.one.id.is_some()) else { return };
        match (field, at) {
            ("shows", Some(at)) => self.named.push((at, piece)),
            ("seen-by", Some(who)) => self.looked_at.extend(Rid::parse(who).map(|who| (who, piece))),
            (VALID_UNTIL, None) => self.ends.extend(value.parse().ok().map(|day| (day, piece))),
            _ => {}
        }
    }

    /// Says what follows from the record all of whose facts were taken in.
    fn settle(&mut self) {
        let One { id, made, marked, out, roles } = std::mem::take(&mut self.one);
        let Some(id) = id else { return };
        let kind = self.kind;
        if kind == SYSTEM.key {
            self.index.exposed += usize::from(made && !out && marked);
            self.systems.push((id, made && !out));
            if made && !out {
                self.roles = self.roles.instead(Roles::default(), roles);
            }
        } else if kind == PARKED.key {
            self.index.parked += usize::from(made && !marked);
        } else if kind == PERSON.key && made {
            self.people.insert(id);
        } else if let Some(piece) = self.pieces.last_mut().filter(|_| kind == EVIDENCE.key) {
            piece.made = made;
        }
    }

    /// The index, the AI systems with whether they are in scope, and the roles those in scope name.
    pub(in crate::model) fn done(mut self) -> (Index, Vec<(Rid, bool)>, Roles) {
        self.settle();
        let Self { mut index, mut numbers, mut pieces, mut named, mut looked_at, mut ends, people, .. } =
            self;
        numbers.sort_unstable();
        index.numbers = sets(&numbers, |kind| (*kind).into(), Clone::clone);
        looked_at.sort_unstable();
        for (who, piece) in &looked_at {
            if let Some(p) = pieces.get_mut(*piece) {
                p.seen |= p.made && people.contains(who);
            }
        }
        let id = |piece: &usize| pieces.get(*piece).map_or(Rid::FIRST, |p| p.id.clone());
        index.looked_at = sets(&looked_at, Clone::clone, id);
        ends.sort_unstable();
        index.ends = sets(&ends, |day| *day, id);
        named.sort_unstable();
        index.named = sets(&named, |at| (*at).into(), id);
        let all = |counts: fn(&Piece) -> bool| pieces.iter().filter(move |p| counts(p)).map(|p| p.id.clone());
        (index.pieces, index.seen_pieces) = (all(|p| p.made).collect(), all(|p| p.seen).collect());
        let counted = |counts: fn(&Piece) -> bool| {
            let of = |of: &[(&str, usize)]| {
                let n = of.iter().filter(|(_, piece)| pieces.get(*piece).is_some_and(counts)).count();
                Some((of.first()?.0.into(), u32::try_from(n).ok().filter(|n| *n > 0)?))
            };
            named.chunk_by(|x, y| x.0 == y.0).filter_map(of).collect()
        };
        (index.shown, index.seen) = (counted(|p| p.made), counted(|p| p.seen));
        (index, self.systems, self.roles)
    }
}

/// What stands under the same key, of what is sorted by keys.
fn sets<A: PartialEq, B, K: Ord, V: Ord>(
    sorted: &[(A, B)],
    key: impl Fn(&A) -> K,
    value: impl Fn(&B) -> V,
) -> BTreeMap<K, BTreeSet<V>> {
    let set = |of: &[(A, B)]| Some((key(&of.first()?.0), of.iter().map(|(_, b)| value(b)).collect()));
    sorted.chunk_by(|x, y| x.0 == y.0).filter_map(set).collect()
}
