//! What figures and lists ask of records after every answer, kept in step fact by fact so that none of it
//! is searched for: which numbers are taken, what each piece of evidence names, what a person of the register
//! has seen, how many systems affect people, how many items are parked.
//!
//! Belongs to the assessment; it holds nothing the facts do not say.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::limits::Limit;
use super::record::{EVIDENCE, MADE, NUMBER, PARKED, PERSON, RecordKey, Rid, SYSTEM};

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Number and id of every record that ever had one, by kind.
    numbers: BTreeMap<Box<str>, BTreeSet<(u32, Rid)>>,
    /// Ids of evidence by what it names, removed pieces too.
    named: BTreeMap<Box<str>, BTreeSet<Rid>>,
    /// Evidence that exists and that somebody of the register has seen.
    seen_pieces: BTreeSet<Rid>,
    /// How many seen pieces name an id.
    seen: BTreeMap<Box<str>, u32>,
    exposed: usize,
    parked: usize,
}

/// What a fact may change beyond itself, as it is before it changes.
#[derive(Debug, Clone, Copy)]
enum Standing {
    Plain,
    /// An AI system, and whether it counts as exposed.
    System(bool),
    /// A parked item, and whether it is open.
    Parked(bool),
    Evidence,
    /// A person comes or goes.
    Person,
}

fn is(facts: &Facts, kind: &str, id: &Rid, field: &str) -> bool {
    facts.get(&format!("{kind}.{id}.{field}")).is_some()
}

fn is_exposed(facts: &Facts, id: &Rid) -> bool {
    let is = |field| is(facts, SYSTEM.key, id, field);
    is(MADE) && (is("affects") || is("legal"))
}

fn is_parked(facts: &Facts, id: &Rid) -> bool {
    is(facts, PARKED.key, id, MADE) && !is(facts, PARKED.key, id, "closed")
}

fn standing(facts: &Facts, k: &RecordKey<'_>, id: &Rid) -> Standing {
    match k.field {
        MADE | "affects" | "legal" if k.kind == SYSTEM.key => Standing::System(is_exposed(facts, id)),
        MADE | "closed" if k.kind == PARKED.key => Standing::Parked(is_parked(facts, id)),
        MADE | "shows" | "seen-by" if k.kind == EVIDENCE.key => Standing::Evidence,
        MADE if k.kind == PERSON.key => Standing::Person,
        _ => Standing::Plain,
    }
}

fn step(count: &mut usize, before: bool, after: bool) {
    match (before, after) {
        (false, true) => *count += 1,
        (true, false) => *count = count.saturating_sub(1),
        _ => {}
    }
}

impl Index {
    /// Changes a fact of a record and what follows from it. Returns the old value.
    pub(super) fn change(
        &mut self,
        facts: &mut Facts,
        key: &str,
        k: &RecordKey<'_>,
        value: Option<String>,
        limit: Option<Limit>,
    ) -> Option<String> {
        let Some(id) = Rid::parse(k.id) else { return facts.set(key, value, limit) };
        let before = standing(facts, k, &id);
        let number = |facts: &Facts| facts.get(key).and_then(|v| v.parse::<u32>().ok());
        let had = (k.field == NUMBER).then(|| number(facts)).flatten();
        let was = facts.get(key).is_some();
        let old = facts.set(key, value, limit);
        if k.field == NUMBER && k.member.is_none() {
            let slot = self.numbers.entry(k.kind.into()).or_default();
            if let Some(no) = had {
                slot.remove(&(no, id.clone()));
            }
            if let Some(no) = number(facts) {
                slot.insert((no, id.clone()));
            }
        }
        match before {
            Standing::Plain => {}
            Standing::System(before) => step(&mut self.exposed, before, is_exposed(facts, &id)),
            Standing::Parked(before) => step(&mut self.parked, before, is_parked(facts, &id)),
            Standing::Evidence => {
                if let (Some(at), "shows") = (k.member, k.field) {
                    self.name(&id, at, was, facts.get(key).is_some());
                }
                self.reckon(facts, &id);
            }
            Standing::Person => {
                for piece in facts.ids_of(EVIDENCE.key) {
                    self.reckon(facts, &piece);
                }
            }
        }
        old
    }

    fn name(&mut self, id: &Rid, at: &str, was: bool, now: bool) {
        if was == now {
            return;
        }
        let slot = self.named.entry(at.into()).or_default();
        if now {
            slot.insert(id.clone());
        } else {
            slot.remove(id);
            if slot.is_empty() {
                self.named.remove(at);
            }
        }
        if self.seen_pieces.contains(id) {
            self.count(at, now);
        }
    }

    /// Says anew whether a piece counts as seen.
    fn reckon(&mut self, facts: &Facts, id: &Rid) {
        let prefix = format!("{}.{id}.", EVIDENCE.key);
        let person = |who: &str| Rid::parse(who).is_some_and(|p| is(facts, PERSON.key, &p, MADE));
        let seen = is(facts, EVIDENCE.key, id, MADE)
            && facts.under(&format!("{prefix}seen-by.")).any(|(who, _)| person(who));
        if seen == self.seen_pieces.contains(id) {
            return;
        }
        if seen {
            self.seen_pieces.insert(id.clone());
        } else {
            self.seen_pieces.remove(id);
        }
        for (at, _) in facts.under(&format!("{prefix}shows.")) {
            self.count(at, seen);
        }
    }

    pub(super) fn count(&mut self, at: &str, more: bool) {
        let n = self.seen.entry(at.into()).or_default();
        *n = if more { n.saturating_add(1) } else { n.saturating_sub(1) };
        if *n == 0 {
            self.seen.remove(at);
        }
    }

    /// Whether somebody of the register has seen evidence that names this very id.
    pub fn seen(&self, id: &str) -> bool {
        self.seen.contains_key(id)
    }

    /// Ids of the evidence that names this very id, removed pieces too.
    pub fn naming(&self, id: &str) -> impl Iterator<Item = &Rid> {
        self.named.get(id).into_iter().flatten()
    }

    /// How many AI systems affect people or are under a legal duty.
    pub fn exposed_systems(&self) -> usize {
        self.exposed
    }

    /// How many parked items are open.
    pub fn open_parked(&self) -> usize {
        self.parked
    }

    /// Ids of every record of a kind that has a number, by number, removed ones too.
    pub fn records(&self, kind: &str) -> impl Iterator<Item = &Rid> {
        self.numbers.get(kind).into_iter().flatten().map(|(_, id)| id)
    }

    /// Ids of the records with this number: more than one after a merge at most.
    pub fn with_number(&self, kind: &str, number: u32) -> impl Iterator<Item = &Rid> {
        let all = self.numbers.get(kind).into_iter().flatten();
        all.filter(move |(no, _)| *no == number).map(|(_, id)| id)
    }

    /// The next number of a kind: behind every number ever given, so that none is given twice.
    pub fn next_number(&self, kind: &str) -> u32 {
        self.numbers.get(kind).and_then(BTreeSet::last).map_or(1, |(no, _)| no.saturating_add(1))
    }
}
