//! The events of files that were merged into this one, each in the file it is of, and which of them wrote what an event took
//! over.

use std::collections::BTreeMap;

use super::Session;
use super::merge::written;
use crate::model::Change;
use crate::model::merge::past::{At, Chain, Past};
use crate::model::merge::{Written, whose};
use crate::store::{Event, Hanging};

/// Which events wrote what an event took over, by the key of the fact.
pub type Taken = BTreeMap<At, BTreeMap<String, Vec<At>>>;

/// The chain of a file, the first, and those it carries.
pub struct Carried {
    hanging: Hanging,
    chains: Vec<Chain>,
}

impl Session {
    /// All events there are in the file, each in its own chain; none where no other file was merged into it.
    pub fn carried(&self) -> Option<Carried> {
        let hanging = self.store.hanging()?;
        Some(Carried { chains: hanging.chains(), hanging })
    }
}

impl Carried {
    /// An event with the facts it changed.
    pub fn event(&self, at: At) -> Option<(Event, Vec<Change>)> {
        self.hanging.event(at)
    }

    /// Where every event stands, chain by chain.
    pub fn all(&self) -> impl Iterator<Item = At> {
        (0..).zip(&self.chains).flat_map(|(chain, c)| (0..c.len).map(move |n| At { chain, n }))
    }

    /// The events of the file an event is of, up to it.
    pub fn up_to(&self, at: At) -> Vec<At> {
        let mut parts = Vec::new();
        let mut from = Some(at);
        // Each step goes back in the file, so this ends.
        while let Some(At { chain, n }) = from {
            parts.push((chain, n));
            from = self.chains.get(chain).and_then(|c| c.begins);
        }
        let of = |(chain, n)| (0..=n).map(move |n| At { chain, n });
        parts.into_iter().rev().flat_map(of).collect()
    }

    /// The last event of a chain that an event of another one knew.
    pub fn last_known(&self, by: At, chain: usize) -> Option<At> {
        let past = Past::of(&self.chains);
        let len = self.chains.get(chain)?.len;
        (0..len).rev().map(|n| At { chain, n }).find(|at| past.knew(by, *at))
    }

    /// Which events wrote what others took over.
    pub fn taken(&self) -> Taken {
        let past = Past::of(&self.chains);
        let left: Vec<_> = self.hanging.left(true).into_iter().chain(self.hanging.left(false)).collect();
        let mut by_key: BTreeMap<&str, Vec<Written<'_>>> = BTreeMap::new();
        for one in left.iter().map(written) {
            by_key.entry(one.0).or_default().push(one);
        }
        let by = |at: At| self.hanging.said(at).0.to_owned();
        let mut taken = Taken::new();
        for (key, all) in by_key {
            for (_, of) in all.iter().filter(|(_, w)| past.took_over(w.at)) {
                let whole = |parts: &[_]| whose::one(key, parts, &by);
                let from = whose::origins(&past, (None, &all), *of, &whole);
                let from: Vec<At> = from.into_iter().map(|w| w.at).filter(|at| *at != of.at).collect();
                if !from.is_empty() {
                    taken.entry(of.at).or_default().insert(key.to_owned(), from);
                }
            }
        }
        taken
    }
}
