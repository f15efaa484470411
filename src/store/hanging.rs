//! Chains of events as they hang together: of two files that were copied from each other, or of one file with those that were
//! merged into it. Used by [`super::pair`] and by whoever asks whose an event is.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::Event;
use super::chain::{Hash, Row};
use super::payload;
use crate::model::Change;
use crate::model::merge::past::{At, Chain};

/// Events that follow each other.
#[derive(Debug)]
struct Part {
    begins: Option<At>,
    rows: Vec<Arc<Row>>,
}

/// Chains and where each goes on from another. The first is what all of them begin with.
#[derive(Debug)]
pub struct Hanging {
    parts: Vec<Part>,
    /// Where an event stands that is none of the first chain.
    at: HashMap<Hash, At>,
}

/// One fact an event left: the event, the key, and what holds after it.
pub type Left<'p> = (At, Cow<'p, str>, Option<Cow<'p, str>>);

impl Hanging {
    /// A chain, and others that begin in it or in one another; of those what is known already is left out.
    pub(super) fn of<'r>(first: &[Arc<Row>], others: impl Iterator<Item = &'r [Arc<Row>]>) -> Self {
        let first = Part { begins: None, rows: first.to_vec() };
        let mut all = Self { parts: vec![first], at: HashMap::new() };
        others.for_each(|rows| all.add(rows));
        all
    }

    /// Adds what is not known yet of a chain: its end, because who knows an event knows all before it.
    fn add(&mut self, rows: &[Arc<Row>]) {
        let known = rows.iter().take_while(|r| self.place(r.seq, &r.hash).is_some()).count();
        let rows = rows.get(known..).unwrap_or_default().to_vec();
        let Some(first) = rows.first() else { return };
        let begins = self.place(first.seq - 1, &first.prev);
        let chain = self.parts.len();
        self.at.extend((0..).zip(&rows).map(|(n, r)| (r.hash, At { chain, n })));
        self.parts.push(Part { begins, rows });
    }

    /// Where an event stands.
    fn place(&self, seq: i64, hash: &Hash) -> Option<At> {
        let n = usize::try_from(seq - 1).ok()?;
        let common = self.parts.first()?.rows.get(n).filter(|r| r.hash == *hash);
        common.map(|_| At { chain: 0, n }).or_else(|| self.at.get(hash).copied())
    }

    /// The chains as they hang together, the first first.
    pub fn chains(&self) -> Vec<Chain> {
        let chain = |part: &Part| {
            let links = || (0..).zip(&part.rows).filter_map(|(n, r)| Some((n, r.links?)));
            let merges = links().filter_map(|(n, l)| {
                let (seq, hash) = l.merges?;
                Some((n, self.place(seq, &hash)?))
            });
            Chain {
                begins: part.begins,
                len: part.rows.len(),
                first: part.rows.first().map_or(1, |r| r.seq),
                merges: merges.collect(),
                undoes: links().filter_map(|(n, l)| Some((n, l.undoes?))).collect(),
            }
        };
        self.parts.iter().map(chain).collect()
    }

    /// What events left, in the order of their chains: of the first chain, or of all others.
    pub fn left(&self, first: bool) -> Vec<Left<'_>> {
        let mut all = Vec::new();
        let mut one = Vec::new();
        let parts = self.parts.iter().enumerate().filter(|(chain, _)| (*chain == 0) == first);
        for (chain, part) in parts {
            for (n, row) in part.rows.iter().enumerate() {
                payload::leaves(&row.payload, &mut one);
                let at = At { chain, n };
                all.extend(one.drain(..).map(|(key, value)| (at, key, value.filter(|v| !v.is_empty()))));
            }
        }
        all
    }

    /// Who wrote an event, and when.
    pub fn said(&self, at: At) -> (&str, &str) {
        self.row(at).map_or(("", ""), |r| (&r.who, &r.time))
    }

    /// An event with the facts it changed.
    pub fn event(&self, at: At) -> Option<(Event, Vec<Change>)> {
        self.row(at).and_then(|r| Some((r.event()?, r.changes())))
    }

    fn row(&self, at: At) -> Option<&Arc<Row>> {
        self.parts.get(at.chain)?.rows.get(at.n)
    }
}
