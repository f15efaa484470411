//! Two files that were copied from each other and went on apart: what they begin with, what each has behind that, and the
//! file that holds both. Reading needs no lock and changes nothing; what is made is a new file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::arriving::Arriving;
use super::branches::Branch;
use super::build;
use super::chain::{Dice, Hash, Row};
use super::error::{StoreError, Trouble};
use super::migrate::{self, Age};
use super::payload;
use super::read::{Content, head_text};
use super::seen::Seen;
use super::{Event, NewEvent};
use crate::model::merge::past::{At, Chain};

/// Events that follow each other.
#[derive(Debug)]
struct Part {
    begins: Option<At>,
    rows: Vec<Arc<Row>>,
}

/// Two files with one beginning.
#[derive(Debug)]
pub struct Pair {
    files: [Seen; 2],
    /// How many events both begin with.
    common: usize,
    /// The common beginning, what each file has behind it, and the branches both know.
    parts: Vec<Part>,
    /// Where an event stands that is none of the common beginning.
    at: HashMap<Hash, At>,
}

/// How far two files know each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    /// The first holds all of the second.
    First,
    /// The second holds all of the first, and more.
    Second,
    /// Each has something the other has not.
    Neither,
}

/// One fact an event left: the event, the key, and what holds after it.
pub type Left<'p> = (At, Cow<'p, str>, Option<Cow<'p, str>>);

impl Pair {
    /// Two files of which one was copied from the other, or both from a third; else they are given back.
    pub fn of(first: Seen, second: Seen) -> Result<Self, Box<[Seen; 2]>> {
        let (a, b) = (&first.content, &second.content);
        let same = a.rows.iter().zip(&b.rows).take_while(|(x, y)| x.hash == y.hash).count();
        if a.file_id != b.file_id || a.created != b.created || same == 0 {
            return Err(Box::new([first, second]));
        }
        let mut pair = Self { common: same, parts: Vec::new(), at: HashMap::new(), files: [first, second] };
        let of = |n: usize| pair.files[n].content.rows.clone();
        let [mut one, mut other] = [of(0), of(1)];
        let behind = [one.split_off(same), other.split_off(same)];
        pair.parts.push(Part { begins: None, rows: one });
        let branches: Vec<_> =
            pair.files.iter().flat_map(|f| &f.content.branches).map(|b| b.rows.clone()).collect();
        for rows in behind.into_iter().chain(branches) {
            pair.add(&rows);
        }
        Ok(pair)
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

    /// The files.
    pub const fn files(&self) -> &[Seen; 2] {
        &self.files
    }

    /// The last event both begin with.
    pub fn common(&self) -> Option<Event> {
        self.parts.first()?.rows.last()?.event()
    }

    /// How many events one of them has behind that.
    pub fn behind(&self, n: usize) -> usize {
        self.files[n].len() - self.common
    }

    /// How far they know each other.
    pub fn knows(&self) -> Knows {
        let holds = |n: usize| {
            let (seq, hash) = self.files[1 - n].content.head();
            let mine = &self.files[n].content;
            let is = |r: &Arc<Row>| r.seq == seq && r.hash == hash;
            mine.rows.iter().rev().chain(mine.branches.iter().flat_map(|b| b.rows.iter().rev())).any(is)
        };
        match (holds(0), holds(1)) {
            (true, _) => Knows::First,
            (_, true) => Knows::Second,
            _ => Knows::Neither,
        }
    }

    /// Whether the chain of a file, without its branches, holds an event with this hash.
    pub fn is_in_chain(&self, n: usize, hash: &str) -> bool {
        let Some(hash) = payload::hash_of(hash) else { return false };
        self.files[n].content.rows.iter().any(|r| r.hash == hash)
    }

    /// The chains as they hang together, the common beginning first.
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

    /// What events left, in the order of their chains: of the common beginning, or of everything behind it.
    pub fn left(&self, common: bool) -> Vec<Left<'_>> {
        let mut all = Vec::new();
        let mut one = Vec::new();
        let parts = self.parts.iter().enumerate().filter(|(chain, _)| (*chain == 0) == common);
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
        let row = self.parts.get(at.chain).and_then(|p| p.rows.get(at.n));
        row.map_or(("", ""), |r| (&r.who, &r.time))
    }

    /// Whether one of them is where both parted still: then the other goes on from it as it stands.
    pub fn is_behind(&self, n: usize) -> bool {
        self.behind(n) == 0
    }

    /// What one of them takes over from the other: these events, each of which takes the other over, and the other's own
    /// beside them. Without events the other goes on from this one, and its events follow as they are.
    pub fn arriving(&self, into: usize, events: Vec<NewEvent>) -> Arriving {
        let [mine, other] = [into, 1 - into].map(|n| &self.files[n].content);
        let head = head_text(other.head());
        let behind = other.rows.get(self.common..).unwrap_or_default();
        let rows = if events.is_empty() { behind.to_vec() } else { Vec::new() };
        let branches = self.carried(mine, other, &rows);
        let events = events.into_iter().map(|e| NewEvent { merges: Some(head.clone()), ..e }).collect();
        Arriving { onto: mine.head(), rows, events, branches, state: other.state.clone() }
    }

    /// Writes a new file that continues the chain of one of them by these events, each of which takes the other over, and
    /// carries the other's events as they are. Without events it is that file as it is.
    pub fn write(&self, into: usize, events: Vec<NewEvent>, to: &Path) -> Result<(), StoreError> {
        let mine = &self.files[into].content;
        if events.is_empty() {
            return build::write(to, mine, false);
        }
        let arriving = self.arriving(into, events);
        let failed = |trouble| StoreError::new(to, trouble);
        let mut dice = Dice::seeded().map_err(|cause| failed(Trouble::CannotCreate(cause)))?;
        let mut content = mine.clone();
        let older = migrate::age(content.schema) == Age::Older;
        content.schema = migrate::SCHEMA;
        content.rows.extend(arriving.rows(older, &mut dice).map_err(failed)?);
        content.state.extend(arriving.state(&mine.state));
        content.branches.extend(arriving.branches);
        build::write(to, &content, false)
    }

    /// The other's events that become branches of the file, whose chain goes on by `rows`: what it has behind the common
    /// beginning first, because its own branches may begin there.
    fn carried(&self, mine: &Content, other: &Content, rows: &[Arc<Row>]) -> Vec<Branch> {
        let mut known: HashSet<Hash> = mine.branches.iter().flat_map(|b| &b.rows).map(|r| r.hash).collect();
        let behind = mine.rows.get(self.common..).unwrap_or_default();
        known.extend(behind.iter().chain(rows).map(|r| r.hash));
        let main = Branch::of(other, other.rows.get(self.common..).unwrap_or_default().to_vec());
        let mut carried = Vec::new();
        for branch in [main].iter().chain(&other.branches) {
            let is_known = |r: &Arc<Row>| {
                let common = usize::try_from(r.seq - 1).ok().and_then(|n| mine.rows.get(n));
                known.contains(&r.hash) || common.is_some_and(|c| c.hash == r.hash)
            };
            let from = branch.rows.iter().take_while(|r| is_known(r)).count();
            let rows = branch.rows.get(from..).unwrap_or_default().to_vec();
            if rows.is_empty() {
                continue;
            }
            known.extend(rows.iter().map(|r| r.hash));
            carried.push(branch.with(rows));
        }
        carried
    }
}
