//! Facts that are one decision are merged as one: never the level of one side with the words or the trace of the other. Of what
//! came back from somebody twice the later state stands; else people decide once, for the whole. Used by [`super`].

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::open::{Open, Write, Written, open_among};
use super::past::At;
use super::units::{self, Sort, Unit};
use super::{Choice, Conflict, Decided, Input, Plan, Settled, Side, Stands, Why, rules, whose};
use crate::model::assessment::may_stand;
use crate::model::hand_out::{self, Came};
use crate::model::keys;
use crate::model::level::Level;
use crate::model::record::Rid;

/// What stands of each fact of a decision.
type Facts<'p> = Vec<Option<&'p str>>;

/// One decision with all that was written of it.
pub(super) struct Whole<'p> {
    unit: Unit,
    /// The different states there were.
    states: Vec<Facts<'p>>,
    /// Their numbers, as writings name them.
    names: Vec<String>,
    /// What was written behind the common beginning, and the state it left.
    later: Vec<(At, usize)>,
    /// What both begin with.
    common: Option<(At, usize)>,
}

/// The decisions that both sides wrote at; what one chain alone wrote is taken as it is.
pub(super) fn all<'p>(input: &Input<'_, 'p>) -> Vec<Whole<'p>> {
    let units = units::of(|key| input.writes.keys_from(key));
    units.into_iter().filter_map(|unit| whole(input, unit)).collect()
}

fn whole<'p>(input: &Input<'_, 'p>, unit: Unit) -> Option<Whole<'p>> {
    let marks = marks(input, &unit);
    let all = || unit.keys.iter().chain(&marks);
    let written: Vec<Written<'p>> = all().flat_map(|key| input.writes.later(key).iter().copied()).collect();
    if input.past.is_of_one(&written) {
        return None;
    }
    let ats: BTreeSet<At> = written.iter().map(|(_, w)| w.at).collect();
    let mut states: Vec<Facts<'p>> = Vec::new();
    let mut state = |at: At| {
        let facts: Facts<'p> =
            unit.keys.iter().map(|key| input.writes.standing(input.past, key, at)).collect();
        let known = states.iter().position(|s| *s == facts);
        known.unwrap_or_else(|| {
            states.push(facts);
            states.len() - 1
        })
    };
    let common = all().filter_map(|key| Some(input.writes.before(key)?.at)).max();
    let common = common.map(|at| (at, state(at)));
    let later = ats.into_iter().map(|at| (at, state(at))).collect();
    let names = (0..states.len()).map(|n| n.to_string()).collect();
    Some(Whole { unit, states, names, later, common })
}

/// How far the hand-outs were collected that an answer came with: who collected a later state without it knew that it was taken
/// back.
fn marks(input: &Input<'_, '_>, unit: &Unit) -> Vec<String> {
    let (Sort::Apart(who), Some(came_with)) = (&unit.sort, unit.keys.last()) else { return Vec::new() };
    let later = input.writes.later(came_with).iter().map(|(_, w)| w);
    let all: BTreeSet<&str> = later.chain(input.writes.before(came_with)).filter_map(|w| w.value).collect();
    all.into_iter().map(|hand_out| hand_out::mark(who, hand_out)).collect()
}

impl<'p> Whole<'p> {
    /// The keys of its facts.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.unit.keys.iter().map(String::as_str)
    }

    fn write(&self, (at, state): (At, usize)) -> Write<'_> {
        let is_there = self.states.get(state).is_some_and(|s| s.iter().any(Option::is_some));
        Write { at, value: self.names.get(state).map(String::as_str).filter(|_| is_there) }
    }

    fn written(&self) -> (Option<Write<'_>>, Vec<Written<'_>>) {
        let later = self.later.iter().map(|one| (self.unit.key(), self.write(*one)));
        (self.common.map(|one| self.write(one)), later.collect())
    }

    fn state_of(&self, at: At) -> Option<&Facts<'p>> {
        let all = self.later.iter().chain(&self.common);
        all.into_iter().find(|(a, _)| *a == at).and_then(|(_, n)| self.states.get(*n))
    }

    /// Puts what stands of it behind `stands`, or asks people.
    pub(super) fn settle(&self, input: &Input<'_, 'p>, plan: &mut Plan, stands: &mut Stands) {
        let (common, later) = self.written();
        let Open { writes, gave_way } = open_among(input.past, common, &later);
        let mut open: Vec<(At, &Facts<'p>)> = Vec::new();
        open.extend(writes.iter().filter_map(|w| Some((w.at, self.state_of(w.at)?))));
        let Some((_, first)) = open.first() else { return };
        if open.iter().all(|(_, facts)| facts == first) {
            if gave_way {
                let value = first.first().copied().flatten().map(str::to_owned);
                plan.settled.push(Settled::GaveWay { key: self.unit.key().to_owned(), value });
            }
            return self.put(input, plan, stands, first, gave_way);
        }
        match &self.unit.sort {
            Sort::Agreed if same(&open, 0) && traces(&open) <= 1 => {
                // Who says what it was made of says more of the same.
                let traced = open.iter().find(|(_, facts)| facts.get(1).is_some_and(Option::is_some));
                let facts = traced.map_or(*first, |(_, facts)| facts);
                self.put(input, plan, stands, facts, true);
            }
            Sort::Apart(who) => match self.later_state(input, who, &open) {
                Some(facts) => {
                    plan.later_answers(who, Some(&self.unit.id));
                    self.put(input, plan, stands, facts, true);
                }
                None => self.ask(input, plan, stands, &open),
            },
            Sort::Agreed => self.ask(input, plan, stands, &open),
        }
    }

    /// What stands; `is_said` where the event that merges has to say it.
    fn put(
        &self,
        input: &Input<'_, 'p>,
        plan: &mut Plan,
        stands: &mut Stands,
        facts: &[Option<&str>],
        is_said: bool,
    ) {
        for (key, value) in self.unit.keys.iter().zip(facts).filter(|(key, _)| is_written(input, key)) {
            stands.push((key.clone(), value.map(str::to_owned)));
            if is_said {
                plan.said.insert(key.clone());
            }
        }
    }

    /// The state of what somebody answered apart that is later than every other there is.
    fn later_state<'f>(
        &self,
        input: &Input<'_, 'p>,
        who: &Rid,
        open: &[(At, &'f Facts<'p>)],
    ) -> Option<&'f Facts<'p>> {
        let is_last = |(at, facts): &(At, &'f Facts<'p>)| {
            let before = |(other, theirs): &(At, &'f Facts<'p>)| {
                theirs == facts
                    || self.order(input, who, (*at, facts), (*other, theirs)) == Some(Ordering::Greater)
            };
            open.iter().all(before)
        };
        open.iter().find(|one| is_last(one)).map(|(_, facts)| *facts)
    }

    /// Which of two states is the later: that of the later hand-out; of one hand-out the one that went on from the other. Nobody
    /// knows of a workbook, which counts no events, and of two that went on apart.
    fn order(
        &self,
        input: &Input<'_, 'p>,
        who: &Rid,
        (one, facts): (At, &Facts<'p>),
        (other, theirs): (At, &Facts<'p>),
    ) -> Option<Ordering> {
        let with = |facts: &Facts<'p>| facts.last().copied().flatten();
        let came = |hand_out: &str, at: At| {
            input.writes.standing(input.past, &hand_out::mark(who, hand_out), at).and_then(Came::parse)
        };
        // An answer that is not there went with the hand-out it had come with, here or in the other file.
        let gone = |at: At, of: &'p str| {
            let before = input.past.before(at);
            let before = before.and_then(|at| input.writes.standing(input.past, self.unit.keys.last()?, at));
            if came(of, at).is_some() { Some(of) } else { before }
        };
        let (mine, other_one) = match (with(facts), with(theirs)) {
            (Some(mine), Some(other)) => (mine, other),
            (Some(mine), None) => (mine, gone(other, mine)?),
            (None, Some(theirs)) => (gone(one, theirs)?, theirs),
            (None, None) => return None,
        };
        if mine != other_one {
            return Some(mine.cmp(other_one));
        }
        match (came(mine, one), came(mine, other)) {
            (Some(x), Some(y)) => x.order(&y),
            (x, y) => Some(x.is_some().cmp(&y.is_some())),
        }
    }

    /// Asks people once for all of it.
    fn ask(&self, input: &Input<'_, 'p>, plan: &mut Plan, stands: &mut Stands, open: &[(At, &Facts<'p>)]) {
        let (common, later) = self.written();
        let key = self.unit.key();
        let known = |w: &&Write<'_>| open.iter().all(|(at, _)| *at != w.at && input.past.knew(*at, w.at));
        let base = later.iter().map(|(_, w)| w).rfind(known).or(common.as_ref());
        let base = base.and_then(|w| self.state_of(w.at)).and_then(|facts| facts[0]).map(str::to_owned);
        let here = [0, 1].map(|n| -> Facts<'_> {
            self.unit.keys.iter().map(|key| input.facts[n].get(key).map(String::as_str)).collect()
        });
        let mut sides: Vec<(&Facts<'p>, Side)> = Vec::new();
        for (at, facts) in open {
            let of = whose::origins(input.past, (common, &later), self.write_at(*at), &|_| None);
            let said = input.first_said(&of);
            let side = Side {
                value: facts[0].map(str::to_owned),
                beside: self.beside(facts),
                stands: [0, 1].map(|n| here[n] == **facts),
                said,
            };
            match sides.iter_mut().find(|(other, _)| other == facts) {
                Some((_, same)) if side.said < same.said => *same = side,
                Some(_) => {}
                None => sides.push((facts, side)),
            }
        }
        sides.sort_by(|(x, one), (y, other)| other.stands.cmp(&one.stands).then_with(|| x.cmp(y)));
        let (states, sides): (Vec<_>, Vec<_>) = sides.into_iter().unzip();
        let decided = self.decided(input, plan, &states, &sides);
        if let Some((facts, _)) = &decided {
            self.put(input, plan, stands, &facts.iter().map(Option::as_deref).collect::<Facts<'_>>(), true);
        }
        let decided = decided.map(|(facts, by_rule)| {
            let facts: Facts<'_> = facts.iter().map(Option::as_deref).collect();
            Decided { value: facts[0].map(str::to_owned), beside: self.beside(&facts), by_rule }
        });
        plan.conflicts.push(Conflict { base, decided, ..Conflict::new(key, Why::Both, sides) });
    }

    fn write_at(&self, at: At) -> Write<'_> {
        let all = self.later.iter().chain(&self.common);
        all.into_iter().find(|(a, _)| *a == at).map_or(Write { at, value: None }, |one| self.write(*one))
    }

    /// What goes with the level: keys and values of the others that are there, but by which hand-out it came.
    fn beside(&self, facts: &Facts<'_>) -> Vec<(String, String)> {
        let others = self.unit.keys.iter().zip(facts).skip(1);
        let told =
            |key: &str| !key.strip_prefix(&self.unit.prefix).is_some_and(|k| k.starts_with(keys::CAME_WITH));
        others
            .filter(|(key, _)| told(key))
            .filter_map(|(key, v)| Some((key.clone(), (*v)?.to_owned())))
            .collect()
    }

    /// What people or the stated rule make of it, and whether it was the rule.
    fn decided(
        &self,
        input: &Input<'_, 'p>,
        plan: &mut Plan,
        states: &[&Facts<'p>],
        sides: &[Side],
    ) -> Option<(Vec<Option<String>>, bool)> {
        let own = |facts: &Facts<'_>| -> Vec<Option<String>> {
            facts.iter().map(|v| v.map(str::to_owned)).collect()
        };
        let key = self.unit.key();
        let standing = |n: usize| sides.iter().position(|s| s.stands[n]).map(|at| own(states[at]));
        let Some(choice) = input.decisions.by_key.get(key) else {
            return if input.decisions.worst {
                self.worst(input, states).map(|f| (own(f), true))
            } else {
                None
            };
        };
        let decided = match choice {
            Choice::First => standing(0),
            Choice::Second => standing(1),
            Choice::Both | Choice::One => None,
            Choice::Value(value) => {
                let mut of = states.iter().filter(|facts| facts[0] == value.as_deref());
                match (of.next(), of.next()) {
                    (Some(facts), None) => Some(own(facts)),
                    _ => self.other(input, value.as_deref()),
                }
            }
        };
        if decided.is_none() {
            plan.refused.push(key.to_owned());
        }
        decided.map(|facts| (facts, false))
    }

    /// A level that no side gives with a trace of its own is made of nobody's answers. Nobody answers in place of who answered
    /// apart.
    fn other(&self, input: &Input<'_, 'p>, level: Option<&str>) -> Option<Vec<Option<String>>> {
        let may = level.is_none_or(|l| may_stand(input.q, self.unit.key(), l));
        (may && self.unit.sort == Sort::Agreed).then(|| vec![level.map(str::to_owned), None])
    }

    /// The state with the worst level; of several with one level that which was made by the rule, else the first.
    fn worst<'f>(&self, input: &Input<'_, 'p>, states: &[&'f Facts<'p>]) -> Option<&'f Facts<'p>> {
        let levels: Vec<Option<&str>> = states.iter().map(|facts| facts[0]).collect();
        let worst = rules::worst(input.q, self.unit.key(), &levels)?;
        let mut of: Vec<&'f Facts<'p>> =
            states.iter().copied().filter(|f| f[0].and_then(Level::parse) == Level::parse(&worst)).collect();
        of.sort();
        // In this order: nothing, what people settled on, the rule.
        of.last().copied()
    }
}

impl Plan {
    /// That the later state of what somebody answered apart stands, here perhaps on this id.
    pub(super) fn later_answers(&mut self, who: &Rid, id: Option<&str>) {
        let is_theirs = |s: &&mut Settled| matches!(s, Settled::Later { who: w, .. } if w == who);
        if self.settled.iter_mut().find(is_theirs).is_none() {
            self.settled.push(Settled::Later { who: who.clone(), at: Vec::new() });
        }
        for s in &mut self.settled {
            if let Settled::Later { who: w, at } = s
                && w == who
            {
                at.extend(id.map(str::to_owned));
            }
        }
    }
}

fn is_written(input: &Input<'_, '_>, key: &str) -> bool {
    !input.writes.later(key).is_empty()
}

/// Whether the fact at this place is the same in all of them.
fn same(open: &[(At, &Facts<'_>)], at: usize) -> bool {
    open.windows(2).all(|w| w[0].1.get(at) == w[1].1.get(at))
}

/// How many different traces there are.
fn traces(open: &[(At, &Facts<'_>)]) -> usize {
    let all: BTreeSet<&str> = open.iter().filter_map(|(_, facts)| facts.get(1).copied().flatten()).collect();
    all.len()
}
