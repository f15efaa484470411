//! Two files that were copied from each other and went on apart: what they begin with, what each has behind that, and the
//! file that holds both. Reading needs no lock and changes nothing; what is made is a new file.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::arriving::Arriving;
use super::branches::Branch;
use super::build;
use super::chain::{Dice, Hash, Row};
use super::error::{StoreError, Trouble};
use super::hanging::Hanging;
use super::migrate::{self, Age};
use super::payload;
use super::read::{Content, head_text};
use super::seen::Seen;
use super::{Event, NewEvent};

/// Two files with one beginning.
#[derive(Debug)]
pub struct Pair {
    files: [Seen; 2],
    /// How many events both begin with.
    common: usize,
    /// The common beginning, what each file has behind it, and the branches both know.
    hanging: Hanging,
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

impl Pair {
    /// Two files of which one was copied from the other, or both from a third; else they are given back.
    pub fn of(first: Seen, second: Seen) -> Result<Self, Box<[Seen; 2]>> {
        let (a, b) = (&first.content, &second.content);
        let same = a.rows.iter().zip(&b.rows).take_while(|(x, y)| x.hash == y.hash).count();
        if a.file_id != b.file_id || a.created != b.created || same == 0 {
            return Err(Box::new([first, second]));
        }
        let (common, one) = a.rows.split_at(same);
        let other = b.rows.get(same..).unwrap_or_default();
        let branches = a.branches.iter().chain(&b.branches).map(|b| b.rows.as_slice());
        let hanging = Hanging::of(common, [one, other].into_iter().chain(branches));
        Ok(Self { common: same, hanging, files: [first, second] })
    }

    /// The files.
    pub const fn files(&self) -> &[Seen; 2] {
        &self.files
    }

    /// The last event both begin with.
    pub fn common(&self) -> Option<Event> {
        self.files[0].content.rows.get(self.common.checked_sub(1)?)?.event()
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
    pub const fn hanging(&self) -> &Hanging {
        &self.hanging
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
