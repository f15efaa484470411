//! Which event knew which: the chains of two files as they hang together, and what of them an event had behind it.
//!
//! Clocks of computers decide nothing. An event knows those before it in its chain and, where it took another file over,
//! those of that file too. Used by [`super`] alone and by whoever builds the chains; knows no fact and no rule.

/// The place of an event: which chain, and which of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Number of the chain; 0 is what both files begin with.
    pub chain: usize,
    /// Which event of it, from 0.
    pub n: usize,
}

/// Events that follow each other: what both files begin with, what one of them has behind that, a branch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// The event it goes on from; none where it begins a file.
    pub begins: Option<At>,
    /// How many events it has.
    pub len: usize,
    /// The number the first of them has in its file.
    pub first: i64,
    /// Events that took another file over, in their order, each with the last event of that file.
    pub merges: Vec<(usize, At)>,
    /// Events that take one back, in their order, each with the number that one has in its file.
    pub undoes: Vec<(usize, i64)>,
}

/// How many events of each chain are behind an event.
type Clock = Vec<usize>;

/// What every event knew.
#[derive(Debug)]
pub struct Past<'c> {
    chains: &'c [Chain],
    /// By chain: from which event on, what was known of the others.
    epochs: Vec<Vec<(usize, Clock)>>,
}

impl<'c> Past<'c> {
    /// Reads it from the chains, in whatever order they stand.
    pub fn of(chains: &'c [Chain]) -> Self {
        let mut past = Self { chains, epochs: vec![Vec::new(); chains.len()] };
        // How many events of each chain are told already.
        let mut told = vec![0; chains.len()];
        loop {
            let before = told.clone();
            for chain in 0..chains.len() {
                past.go_on(chain, &mut told);
            }
            if told == before {
                return past;
            }
        }
    }

    /// Tells the events of a chain up to one that takes over what is not told yet.
    fn go_on(&mut self, at: usize, told: &mut [usize]) {
        let chain = &self.chains[at];
        if self.epochs[at].is_empty() {
            let clock = match chain.begins {
                Some(from) if told[from.chain] <= from.n => return,
                Some(from) => self.clock(from),
                None => vec![0; self.chains.len()],
            };
            self.epochs[at].push((0, clock));
        }
        for (n, other) in &chain.merges {
            if *n < told[at] {
                continue;
            }
            if told[other.chain] <= other.n {
                told[at] = *n;
                return;
            }
            let (mine, theirs) = (self.clock(At { chain: at, n: *n }), self.clock(*other));
            let both = mine.into_iter().zip(theirs).map(|(a, b)| a.max(b)).collect();
            self.epochs[at].push((*n, both));
            told[at] = n + 1;
        }
        told[at] = chain.len;
    }

    fn epoch(&self, at: At) -> Option<&Clock> {
        let epochs = self.epochs.get(at.chain)?;
        let later = epochs.partition_point(|(from, _)| *from <= at.n);
        epochs.get(later.checked_sub(1)?).map(|(_, clock)| clock)
    }

    fn clock(&self, at: At) -> Clock {
        let mut clock = self.epoch(at).cloned().unwrap_or_else(|| vec![0; self.chains.len()]);
        clock[at.chain] = clock[at.chain].max(at.n + 1);
        clock
    }

    /// Whether an event knew another, or is it.
    pub fn knew(&self, later: At, earlier: At) -> bool {
        if later.chain == earlier.chain {
            return later.n >= earlier.n;
        }
        self.epoch(later).is_some_and(|clock| clock[earlier.chain] > earlier.n)
    }

    /// Whether every event of a chain knew all that both files begin with.
    pub(super) fn knows_the_beginning(&self, chain: usize) -> bool {
        let end = self.chains.first().and_then(|common| common.len.checked_sub(1));
        end.is_none_or(|n| self.knew(At { chain, n: 0 }, At { chain: 0, n }))
    }

    /// Whether neither of two events knew the other.
    pub fn apart(&self, one: At, other: At) -> bool {
        !self.knew(one, other) && !self.knew(other, one)
    }

    /// The event that this one takes back.
    pub fn taken_back(&self, at: At) -> Option<At> {
        let undoes = &self.chains[at.chain].undoes;
        let found = undoes.binary_search_by_key(&at.n, |(n, _)| *n).ok()?;
        self.numbered(at.chain, undoes[found].1)
    }

    /// The event with this number in the file a chain is of.
    fn numbered(&self, mut chain: usize, number: i64) -> Option<At> {
        loop {
            let c = &self.chains[chain];
            if let Some(n) = number.checked_sub(c.first).and_then(|n| usize::try_from(n).ok()) {
                return Some(At { chain, n });
            }
            chain = c.begins?.chain;
        }
    }

    /// The event a chain goes on from.
    pub(super) fn begins(&self, chain: usize) -> Option<At> {
        self.chains.get(chain)?.begins
    }

    /// Whether an event took another file over.
    pub fn took_over(&self, at: At) -> bool {
        let merges = self.chains.get(at.chain).map_or(&[][..], |c| c.merges.as_slice());
        merges.binary_search_by_key(&at.n, |(n, _)| *n).is_ok()
    }

    /// Whether an event of a chain took another file over.
    pub(super) fn merged_in(&self, chain: usize) -> bool {
        self.chains.get(chain).is_some_and(|c| !c.merges.is_empty())
    }

    /// The event before this one in its file.
    pub fn before(&self, at: At) -> Option<At> {
        match at.n.checked_sub(1) {
            Some(n) => Some(At { chain: at.chain, n }),
            None => self.chains[at.chain].begins,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(chain: usize, n: usize) -> At {
        At { chain, n }
    }

    #[test]
    fn an_event_knows_what_stood_before_it_and_what_it_took_over() {
        let on = |begins, len, first| Chain { begins, len, first, ..Chain::default() };
        // Two events in common; one side has three more, the other two, which the second of the three took over.
        let one = Chain { merges: vec![(1, at(2, 0))], ..on(Some(at(0, 1)), 3, 3) };
        let other = Chain { undoes: vec![(1, 3)], ..on(Some(at(0, 1)), 2, 3) };
        let chains = [on(None, 2, 1), one, other];
        let past = Past::of(&chains);
        assert!(past.knew(at(1, 0), at(0, 1)) && past.knew(at(2, 1), at(0, 0)));
        assert!(past.apart(at(1, 0), at(2, 0)) && past.apart(at(1, 2), at(2, 1)));
        assert!(past.knew(at(1, 1), at(2, 0)) && past.knew(at(1, 2), at(2, 0)));
        assert!(!past.knew(at(1, 2), at(2, 1)) && !past.knew(at(0, 1), at(1, 0)));
        assert_eq!(past.taken_back(at(2, 1)), Some(at(2, 0)));
        assert_eq!(past.before(at(2, 0)), Some(at(0, 1)));
    }
}
