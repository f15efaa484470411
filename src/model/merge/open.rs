//! What of each fact nobody has answered yet: of all that was written, what no later writing knew of. Used by [`super`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::past::{At, Past};
use super::{given, units};
use crate::model::{hand_out, runs};

/// One writing of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Write<'p> {
    /// The event that wrote it.
    pub at: At,
    /// What it wrote; none where it took the fact away.
    pub value: Option<&'p str>,
}

/// A writing with the key of its fact.
pub type Written<'p> = (&'p str, Write<'p>);

/// Everything that was written, by the key of the fact.
#[derive(Debug, Default)]
pub struct Writes<'p> {
    /// What both files begin with, in its order, of the facts where it matters.
    common: HashMap<&'p str, Vec<Write<'p>>>,
    /// All that came behind it on either side, by key, each chain in its order.
    later: Vec<Written<'p>>,
    /// Where in `later` the writings of each fact begin.
    begins: Vec<u32>,
    /// What is given once and was given anew by a merge: its keys.
    given_anew: HashSet<&'p str>,
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
    /// What came behind the common beginning, each chain in its order, and the common beginning in its own.
    pub fn of(
        past: &Past<'_>,
        all: &[Written<'p>],
        common: impl Iterator<Item = Written<'p>> + Clone,
    ) -> Self {
        let mut later: Vec<Written<'p>> = Vec::with_capacity(all.len());
        let mut begins = Vec::new();
        // Keeps the order of each chain.
        runs::in_order(
            all,
            |(key, _)| *key,
            |alike| {
                begins.push(later.len() as u32);
                later.extend(alike.iter().filter_map(|n| all.get(*n as usize)));
            },
        );
        let mut writes = Self { later, begins, ..Self::default() };
        // Of what one chain alone wrote, which knew all of the common beginning, nobody asks what stood before; but of
        // facts that are one decision with others.
        let mut matters: HashSet<Cow<'_, str>> =
            writes.each().filter(|(_, of)| !past.is_of_one(of)).map(|(key, _)| key.into()).collect();
        let units = units::of(|key| writes.keys_from(key));
        matters.extend(units.into_iter().flat_map(|u| u.keys).map(Cow::Owned));
        let came = |key: &&str| hand_out::is_mark(key);
        matters.extend(writes.keys_from("@").filter(came).map(Cow::Borrowed));
        let by_merge = |(key, w): &Written<'p>| past.took_over(w.at) && given::is_given(key);
        let mut given_anew: HashSet<&'p str> =
            writes.later.iter().filter(|one| by_merge(one)).map(|(key, _)| *key).collect();
        if past.merged_in(0) {
            given_anew.extend(common.clone().filter(by_merge).map(|(key, _)| key));
        }
        matters.extend(given_anew.iter().map(|key| Cow::Borrowed(*key)));
        let mut before: HashMap<&'p str, Vec<Write<'p>>> = HashMap::new();
        for (key, write) in common.filter(|(key, _)| matters.contains(*key)) {
            before.entry(key).or_default().push(write);
        }
        (writes.common, writes.given_anew) = (before, given_anew);
        writes
    }

    /// The values of what is given once as people wrote them last, where a merge gave another; none where no merge did.
    pub(super) fn by_hand(&self, past: &Past<'_>, key: &str) -> Vec<&'p str> {
        if !self.given_anew.contains(key) {
            return Vec::new();
        }
        let common = self.common.get(key).into_iter().flatten();
        let all = common.chain(self.later(key).iter().map(|(_, w)| w));
        let own: Vec<&Write<'p>> = all.filter(|w| !past.took_over(w.at)).collect();
        let last = own.iter().filter(|w| !own.iter().any(|x| x.at != w.at && past.knew(x.at, w.at)));
        let mut values: Vec<&str> = last.filter_map(|w| w.value).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// The facts that were written behind the common beginning, in the order of their keys, each with its writings.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'p str, &[Written<'p>])> {
        (0..self.begins.len()).filter_map(|n| {
            let of = self.at(n);
            Some((of.first()?.0, of))
        })
    }

    /// Their keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'p str> {
        self.each().map(|(key, _)| key)
    }

    /// Their keys from this one on.
    pub(super) fn keys_from(&self, key: &str) -> impl Iterator<Item = &'p str> {
        let from = self.begins.partition_point(|at| self.key(*at) < key);
        (from..self.begins.len()).filter_map(|n| self.at(n).first()).map(|(key, _)| *key)
    }

    /// What was written of a fact behind the common beginning.
    pub(super) fn later(&self, key: &str) -> &[Written<'p>] {
        self.begins.binary_search_by(|at| self.key(*at).cmp(key)).map_or(&[], |n| self.at(n))
    }

    /// What stood of it before.
    pub(super) fn before(&self, key: &str) -> Option<&Write<'p>> {
        self.common.get(key)?.last()
    }

    /// What stands of a fact at an event, in the file that event is of.
    pub(super) fn standing(&self, past: &Past<'_>, key: &str, at: At) -> Option<&'p str> {
        let later = self.later(key);
        let mut from = Some(at);
        // Each step goes back in the file, so this ends.
        while let Some(at) = from {
            let is_here = |w: &&Write<'p>| w.at.chain == at.chain && w.at.n <= at.n;
            let here = match at.chain {
                0 => self.common.get(key).and_then(|all| all.iter().rfind(is_here)),
                _ => later.iter().map(|(_, w)| w).rfind(is_here),
            };
            if let Some(write) = here {
                return write.value;
            }
            from = past.begins(at.chain);
        }
        None
    }

    fn key(&self, at: u32) -> &'p str {
        self.later.get(at as usize).map_or("", |(key, _)| key)
    }

    fn at(&self, n: usize) -> &[Written<'p>] {
        let end = self.begins.get(n + 1).map_or(self.later.len(), |end| *end as usize);
        self.begins.get(n).and_then(|from| self.later.get(*from as usize..end)).unwrap_or_default()
    }

    /// What stands open of a fact that was written behind the common beginning.
    pub(super) fn open(&self, past: &Past<'_>, key: &str) -> Open<'p> {
        self.open_of(past, key, self.later(key))
    }

    /// The same of these writings of it.
    pub(super) fn open_of(&self, past: &Past<'_>, key: &str, later: &[Written<'p>]) -> Open<'p> {
        if let Some((_, last)) = later.last()
            && past.is_of_one(later)
        {
            return Open { writes: vec![*last], gave_way: false };
        }
        open_among(past, self.before(key).copied(), later)
    }
}

/// What of these writings no later one knew of: of what stood when both were the same, and of what came behind it, each chain
/// in its order.
pub(super) fn open_among<'w>(past: &Past<'_>, common: Option<Write<'w>>, later: &[Written<'w>]) -> Open<'w> {
    // Only the last of each chain can be open: it knew all before it.
    let mut last: Vec<Write<'w>> = common.into_iter().collect();
    for (_, write) in later {
        match last.iter_mut().find(|w| w.at.chain == write.at.chain) {
            Some(before) => *before = *write,
            None => last.push(*write),
        }
    }
    let known = |w: &Write<'w>| last.iter().any(|x| x.at != w.at && past.knew(x.at, w.at));
    let open: Vec<Write<'w>> = last.iter().filter(|w| !known(w)).copied().collect();
    if open.len() < 2 || open.windows(2).all(|w| w[0].value == w[1].value) {
        return Open { writes: open, gave_way: false };
    }
    let stands = |u: &Write<'w>| !open.iter().any(|w| gives_way(past, later, u.at, w.at));
    let writes: Vec<_> = open.iter().filter(|u| stands(u)).copied().collect();
    let gave_way = writes.len() < open.len();
    Open { writes, gave_way }
}

/// Whether a change that was taken back gives way to a writing of the other side: that one did not know the change, and
/// knew what stands again without it. Who only tried something asks nobody.
fn gives_way(past: &Past<'_>, later: &[Written<'_>], undo: At, other: At) -> bool {
    if undo == other || past.taken_back(other).is_some() {
        return false;
    }
    let Some(tried) = past.taken_back(undo) else { return false };
    !past.knew(other, tried) && restored(past, later, tried).is_none_or(|w| past.knew(other, w))
}

/// The writing that stands again when this event is taken back; none for one that both sides begin with.
fn restored(past: &Past<'_>, later: &[Written<'_>], tried: At) -> Option<At> {
    let mut from = past.before(tried);
    // Each step goes back in the file, so this ends.
    while let Some(at) = from {
        let mine = later.iter().rev().map(|(_, w)| w.at).find(|w| w.chain == at.chain && w.n <= at.n);
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

impl Past<'_> {
    /// Whether these writings of a fact are all of one chain that knew the whole common beginning: then the last of them is
    /// all there is to know.
    pub(super) fn is_of_one(&self, later: &[Written<'_>]) -> bool {
        later.first().is_some_and(|(_, first)| {
            self.knows_the_beginning(first.at.chain)
                && later.iter().all(|(_, w)| w.at.chain == first.at.chain)
        })
    }
}
