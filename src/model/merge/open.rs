//! What of each fact nobody has answered yet: of all that was written, what no later writing knew of. Used by [`super`].

use std::collections::{BTreeMap, HashMap};

use super::past::{At, Past};

/// One writing of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Write<'p> {
    /// The event that wrote it.
    pub at: At,
    /// What it wrote; none where it took the fact away.
    pub value: Option<&'p str>,
}

/// Everything that was written, by the key of the fact.
#[derive(Debug, Default)]
pub struct Writes<'p> {
    /// The last of what both files begin with.
    pub common: HashMap<&'p str, Write<'p>>,
    /// All that came behind it on either side, each chain in its order.
    pub later: BTreeMap<&'p str, Vec<Write<'p>>>,
}

/// What stands open of one fact.
#[derive(Debug, Default)]
pub(super) struct Open<'p> {
    /// What no later writing knew of.
    pub(super) writes: Vec<Write<'p>>,
    /// Whether a change that was taken back gave way: what stands then has to be said, or it is asked again.
    pub(super) gave_way: bool,
}

impl<'p> Open<'p> {
    /// The different values, nothing first.
    pub(super) fn values(&self) -> Vec<Option<&'p str>> {
        let mut values: Vec<_> = self.writes.iter().map(|w| w.value).collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}

impl<'p> Writes<'p> {
    /// What stands open of a fact that was written behind the common beginning.
    pub(super) fn open(&self, past: &Past<'_>, key: &str) -> Open<'p> {
        let later = self.later.get(key).map_or(&[][..], Vec::as_slice);
        // Only the last of each chain can be open: it knew all before it.
        let mut last: Vec<Write<'p>> = self.common.get(key).into_iter().copied().collect();
        for write in later {
            match last.iter_mut().find(|w| w.at.chain == write.at.chain) {
                Some(before) => *before = *write,
                None => last.push(*write),
            }
        }
        let known = |w: &Write<'p>| last.iter().any(|x| x.at != w.at && past.knew(x.at, w.at));
        let open: Vec<Write<'p>> = last.iter().filter(|w| !known(w)).copied().collect();
        if open.len() < 2 || open.windows(2).all(|w| w[0].value == w[1].value) {
            return Open { writes: open, gave_way: false };
        }
        let stands = |u: &Write<'p>| !open.iter().any(|w| gives_way(past, later, u.at, w.at));
        let writes: Vec<_> = open.iter().filter(|u| stands(u)).copied().collect();
        let gave_way = writes.len() < open.len();
        Open { writes, gave_way }
    }
}

/// Whether a change that was taken back gives way to a writing of the other side: that one did not know the change, and
/// knew what stands again without it. Who only tried something asks nobody.
fn gives_way(past: &Past<'_>, later: &[Write<'_>], undo: At, other: At) -> bool {
    if undo == other || past.taken_back(other).is_some() {
        return false;
    }
    let Some(tried) = past.taken_back(undo) else { return false };
    !past.knew(other, tried) && restored(past, later, tried).is_none_or(|w| past.knew(other, w))
}

/// The writing that stands again when this event is taken back; none for one that both sides begin with.
fn restored(past: &Past<'_>, later: &[Write<'_>], tried: At) -> Option<At> {
    let mut from = past.before(tried);
    // Each step goes back in the file, so this ends.
    while let Some(at) = from {
        let mine = later.iter().rev().map(|w| w.at).find(|w| w.chain == at.chain && w.n <= at.n);
        let Some(write) = mine else {
            from = if at.chain == 0 { None } else { past.before(At { chain: at.chain, n: 0 }) };
            continue;
        };
        match past.taken_back(write) {
            Some(other) if past.knew(write, other) && other != write => from = past.before(other),
            _ => return Some(write),
        }
    }
    None
}
