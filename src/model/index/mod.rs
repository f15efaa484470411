//! What figures and lists ask of records after every answer, kept in step fact by fact so that none of it
//! is searched for: which numbers are taken, what each piece of evidence names, what a person of the register
//! has seen, how many systems affect people, how many items are parked. Evidence that ran out before the day figures
//! are made on counts as if it were not there; what it names is still known.
//!
//! Belongs to the assessment; it holds nothing the facts do not say.

mod called;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::facts::Facts;
use super::holding::{ByCheck, Kept, System};
use super::limits::Limit;
use super::record::{
    ACTION, EVIDENCE, Kind, MADE, NUMBER, PARKED, PART, PERSON, RecordKey, Rid, SYSTEM, VOTE,
    says_yes as is_yes,
};
use called::{Called, names_it};
pub(super) use whole::Intake;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// The day figures are made on; none while nobody said it, and then nothing has run out.
    day: Option<Date>,
    /// Number and id of every record that ever had one, by kind.
    numbers: BTreeMap<Box<str>, BTreeSet<(u32, Rid)>>,
    /// Records by their names, removed ones too.
    called: Called,
    /// Ids of evidence by what it names, removed pieces too.
    named: BTreeMap<Box<str>, BTreeSet<Rid>>,
    /// Evidence that exists, holds on the day, and that somebody of the register has seen.
    seen_pieces: BTreeSet<Rid>,
    /// Evidence by the people who have looked at it, in the register or not, so that a person who comes or
    /// goes needs no look at all evidence.
    looked_at: BTreeMap<Rid, BTreeSet<Rid>>,
    /// How many seen pieces name an id.
    seen: BTreeMap<Box<str>, u32>,
    /// Evidence that exists and holds on the day.
    pieces: BTreeSet<Rid>,
    /// Evidence by the last day it holds, removed pieces too, so that another day needs no look at all evidence.
    ends: BTreeMap<Date, BTreeSet<Rid>>,
    /// How many of these pieces name an id.
    shown: BTreeMap<Box<str>, u32>,
    /// Who answered a question for themselves, by its id.
    voted: BTreeMap<Box<str>, BTreeSet<Rid>>,
    exposed: usize,
    parked: usize,
    /// The audit a record of one stands in, by the id of the record.
    audits: BTreeMap<Box<str>, Box<str>>,
    /// What the registers hold for each check.
    held: ByCheck,
    /// The AI systems in scope, as figures and cards ask them.
    systems: Kept<System>,
}

/// What a fact may change beyond itself, as it is before it changes.
#[derive(Debug, Clone, Copy)]
enum Standing {
    Plain,
    /// An AI system, and whether it counts as exposed.
    System(bool),
    /// A parked item, and whether it is open.
    Parked(bool),
    /// Who looked at a piece of evidence, until when it holds, or whether there is one.
    Evidence(Option<Date>),
    /// What a piece of evidence names.
    Names,
    /// A person comes or goes.
    Person,
    /// One person's answer to one question.
    Vote,
}

fn is(facts: &Facts, kind: &str, id: &Rid, field: &str) -> bool {
    facts.get(&format!("{kind}.{id}.{field}")).is_some()
}

/// Until when a piece of evidence holds, as its field is called.
pub(super) const VALID_UNTIL: &str = "valid-until";

/// Whether an AI system is in scope, as its field is called; empty counts as in.
pub(super) const SCOPE: &str = "in-scope";
/// What stands there of one that is not.
pub(super) const OUT: &str = "out";

/// Whether what holds until a day has run out on another; what is no day, as old files may say, never does.
fn ran_out(valid_until: &str, day: Option<Date>) -> Option<Date> {
    let last = valid_until.parse::<Date>().ok()?;
    day.is_some_and(|day| last < day).then_some(last)
}

/// The last day of a piece of evidence, where it says one that can be read.
fn end(facts: &Facts, id: &Rid) -> Option<Date> {
    facts.get(&EVIDENCE.key_of(id, VALID_UNTIL))?.parse().ok()
}

/// Whether there is such a piece of evidence, and it holds on the day.
fn holds(facts: &Facts, id: &Rid, day: Option<Date>) -> bool {
    let until = || facts.get(&EVIDENCE.key_of(id, VALID_UNTIL));
    is(facts, EVIDENCE.key, id, MADE) && until().and_then(|u| ran_out(u, day)).is_none()
}

/// Whether an AI system is in the register and in scope: figures are made of those alone.
pub(super) fn is_in_scope(facts: &Facts, id: &Rid) -> bool {
    is(facts, SYSTEM.key, id, MADE) && facts.get(&SYSTEM.key_of(id, SCOPE)) != Some(OUT)
}

/// Whether a flag of a record says yes.
fn says_yes(facts: &Facts, kind: &Kind, id: &Rid, field: &str) -> bool {
    facts.get(&kind.key_of(id, field)).is_some_and(is_yes)
}

fn is_exposed(facts: &Facts, id: &Rid) -> bool {
    let is = |field| says_yes(facts, &SYSTEM, id, field);
    is_in_scope(facts, id) && (is("affects") || is("legal"))
}

fn is_parked(facts: &Facts, id: &Rid) -> bool {
    is(facts, PARKED.key, id, MADE) && !says_yes(facts, &PARKED, id, "closed")
}

/// Whether anything can follow from a fact: of most it is known by its name, and a file has thousands of them.
fn follows(k: &RecordKey<'_>) -> bool {
    k.kind == VOTE.key
        || names_it(k)
        || matches!(
            k.field,
            MADE | NUMBER | SCOPE | "affects" | "legal" | "closed" | "shows" | "seen-by" | VALID_UNTIL
        )
}

fn standing(facts: &Facts, k: &RecordKey<'_>, id: &Rid) -> Standing {
    match k.field {
        _ if k.kind == VOTE.key => Standing::Vote,
        MADE | SCOPE | "affects" | "legal" if k.kind == SYSTEM.key => Standing::System(is_exposed(facts, id)),
        MADE | "closed" if k.kind == PARKED.key => Standing::Parked(is_parked(facts, id)),
        MADE | "seen-by" if k.kind == EVIDENCE.key => Standing::Evidence(None),
        VALID_UNTIL if k.kind == EVIDENCE.key => Standing::Evidence(end(facts, id)),
        "shows" if k.kind == EVIDENCE.key => Standing::Names,
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

/// Puts something into the set of a key or takes it out; an empty set does not stay, so that what was undone
/// leaves no trace.
fn member<K, V>(sets: &mut BTreeMap<K, BTreeSet<V>>, key: impl Into<K>, value: Option<V>, there: bool)
where
    K: Ord,
    V: Ord,
{
    let (key, Some(value)) = (key.into(), value) else { return };
    if there {
        sets.entry(key).or_default().insert(value);
    } else if let Some(set) = sets.get_mut(&key) {
        set.remove(&value);
        if set.is_empty() {
            sets.remove(&key);
        }
    }
}

/// Puts a piece into a set or takes it out; whether that changed anything.
fn put(pieces: &mut BTreeSet<Rid>, id: &Rid, there: bool) -> bool {
    if there { pieces.insert(id.clone()) } else { pieces.remove(id) }
}

/// One more or one less; none leaves no trace.
fn tally(counts: &mut BTreeMap<Box<str>, u32>, at: &str, more: bool) {
    let n = counts.entry(at.into()).or_default();
    *n = if more { n.saturating_add(1) } else { n.saturating_sub(1) };
    if *n == 0 {
        counts.remove(at);
    }
}

impl Index {
    /// Says anew what holds on this day.
    pub(super) fn on(&mut self, facts: &Facts, day: Date) {
        let before = self.day.replace(day);
        if before == Some(day) {
            return;
        }
        // While there was no day nothing had run out; else only what ends between the two days runs out or holds again.
        let (from, to) = before.map_or((Date::MIN, day), |before| (before.min(day), before.max(day)));
        let between: Vec<Rid> = self.ends.range(from..to).flat_map(|(_, ids)| ids).cloned().collect();
        for id in &between {
            self.reckon(facts, id);
        }
    }

    /// The day figures are made on, if somebody said it.
    pub(super) const fn day(&self) -> Option<Date> {
        self.day
    }

    /// The last day of what holds until then, if that is before the day figures are made on.
    pub(super) fn ran_out(&self, valid_until: &str) -> Option<Date> {
        ran_out(valid_until, self.day)
    }

    /// What figures ask, without the registers behind it: for a what-if.
    pub(super) fn of_figures(&self) -> Self {
        let planned = |kind: &&Kind| Some((kind.key.into(), self.numbers.get(kind.key)?.clone()));
        Self {
            day: self.day,
            numbers: [&ACTION, &PART].iter().filter_map(planned).collect(),
            seen: self.seen.clone(),
            shown: self.shown.clone(),
            exposed: self.exposed,
            parked: self.parked,
            held: self.held.of_figures(),
            ..Self::default()
        }
    }

    /// Changes a fact of a record and what follows from it. Returns the old value.
    pub(super) fn change(
        &mut self,
        facts: &mut Facts,
        key: &str,
        k: &RecordKey<'_>,
        value: Option<String>,
        limit: Option<Limit>,
    ) -> Option<String> {
        // Of what changes most often no check says anything.
        if ![&EVIDENCE, &ACTION, &PART, &PARKED, &VOTE].iter().any(|x| x.key == k.kind) {
            self.held.forget();
        }
        if k.kind == SYSTEM.key {
            self.systems.forget();
        }
        if !follows(k) {
            return facts.set(key, value, limit);
        }
        let Some(id) = k.rid() else { return facts.set(key, value, limit) };
        let before = standing(facts, k, &id);
        if k.field == NUMBER && k.member.is_none() && k.kind != VOTE.key {
            let number = |facts: &Facts| Some((facts.get(key)?.parse::<u32>().ok()?, id.clone()));
            let had = number(facts);
            let old = facts.set(key, value, limit);
            member(&mut self.numbers, k.kind, had, false);
            member(&mut self.numbers, k.kind, number(facts), true);
            self.place(k, number(facts).is_some());
            return old;
        }
        if names_it(k) {
            let name = |facts: &Facts| facts.get(key).map(str::to_owned);
            let had = name(facts);
            let old = facts.set(key, value, limit);
            self.called.change(k, &id, had.as_deref(), facts.get(key));
            return old;
        }
        if matches!(before, Standing::Plain) {
            return facts.set(key, value, limit);
        }
        let was = facts.get(key).is_some();
        let old = facts.set(key, value, limit);
        let now = facts.get(key).is_some();
        match before {
            Standing::Plain => {}
            Standing::System(before) => step(&mut self.exposed, before, is_exposed(facts, &id)),
            Standing::Parked(before) => step(&mut self.parked, before, is_parked(facts, &id)),
            Standing::Names => {
                if let Some(at) = k.member.filter(|_| was != now) {
                    self.name(&id, at, now);
                }
            }
            Standing::Evidence(ended) => {
                let ends = end(facts, &id).filter(|_| k.field == VALID_UNTIL);
                if ended != ends {
                    if let Some(day) = ended {
                        member(&mut self.ends, day, Some(id.clone()), false);
                    }
                    if let Some(day) = ends {
                        member(&mut self.ends, day, Some(id.clone()), true);
                    }
                }
                if let Some(who) = k.member.and_then(Rid::parse) {
                    member(&mut self.looked_at, who, Some(id.clone()), now);
                }
                self.reckon(facts, &id);
            }
            Standing::Person => {
                for piece in self.looked_at.get(&id).cloned().unwrap_or_default() {
                    self.reckon(facts, &piece);
                }
            }
            Standing::Vote => member(&mut self.voted, k.field, Some(id), now),
        }
        old
    }

    /// Keeps in which audit a record stands, or forgets it.
    fn place(&mut self, k: &RecordKey<'_>, there: bool) {
        let Some(audit) = k.audit else { return };
        if there {
            self.audits.insert(k.id.into(), audit.into());
        } else {
            self.audits.remove(k.id);
        }
    }

    /// The audit a record of one stands in, an audit in itself.
    pub fn audit_of(&self, id: &Rid) -> Option<&str> {
        self.audits.get(id.as_str()).map(|audit| &**audit)
    }

    fn name(&mut self, id: &Rid, at: &str, now: bool) {
        member(&mut self.named, at, Some(id.clone()), now);
        if self.pieces.contains(id) {
            self.count_shown(at, now);
        }
        if self.seen_pieces.contains(id) {
            self.count_seen(at, now);
        }
    }

    /// Says anew whether a piece is there and holds, and whether it counts as seen.
    fn reckon(&mut self, facts: &Facts, id: &Rid) {
        let prefix = format!("{}.{id}.", EVIDENCE.key);
        let person = |who: &str| Rid::parse(who).is_some_and(|p| is(facts, PERSON.key, &p, MADE));
        let there = holds(facts, id, self.day);
        let seen = there && facts.under(&format!("{prefix}seen-by.")).any(|(who, _)| person(who));
        let there_now = put(&mut self.pieces, id, there);
        let seen_now = put(&mut self.seen_pieces, id, seen);
        for (at, _) in facts.under(&format!("{prefix}shows.")).filter(|_| there_now || seen_now) {
            if there_now {
                self.count_shown(at, there);
            }
            if seen_now {
                self.count_seen(at, seen);
            }
        }
    }

    pub(super) fn count_shown(&mut self, at: &str, more: bool) {
        tally(&mut self.shown, at, more);
    }

    pub(super) fn count_seen(&mut self, at: &str, more: bool) {
        tally(&mut self.seen, at, more);
    }

    /// Whether evidence that is there and holds names this very id.
    pub fn shown(&self, id: &str) -> bool {
        self.shown.contains_key(id)
    }

    /// Whether somebody of the register has seen evidence that holds and names this very id.
    pub fn seen(&self, id: &str) -> bool {
        self.seen.contains_key(id)
    }

    /// Ids of the evidence that names this very id, removed pieces too.
    pub fn naming(&self, id: &str) -> impl Iterator<Item = &Rid> {
        self.named.get(id).into_iter().flatten()
    }

    /// Who answered the question with this very id for themselves.
    pub fn voters(&self, id: &str) -> impl Iterator<Item = &Rid> {
        self.voted.get(id).into_iter().flatten()
    }

    /// Ids of the questions somebody answered for themselves.
    pub fn voted(&self) -> impl Iterator<Item = &str> {
        self.voted.keys().map(|id| &**id)
    }

    /// Something else changed on which it depends what registers hold.
    pub(super) fn forget_held(&mut self) {
        self.held.forget();
    }

    /// What the registers hold, made when it is asked for the first time after one of them changed; see [`ByCheck`].
    pub(super) const fn held(&self) -> &ByCheck {
        &self.held
    }

    /// The AI systems in scope, made when they are asked for the first time after one of them changed.
    pub(super) fn systems(&self, make: impl FnOnce() -> Vec<System>) -> &[System] {
        self.systems.get(make)
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

    /// Ids of the records of a kind with this name in this field, whatever its capitals, removed ones too; none where names
    /// in that field are not kept, and then they are searched for.
    pub(super) fn called(
        &self,
        facts: &Facts,
        kind: &Kind,
        field: &str,
        name: &str,
    ) -> Option<impl Iterator<Item = &Rid>> {
        self.called.ids(facts, kind.key, field, name)
    }

    /// Ids of the records with this number: more than one after a merge at most.
    pub fn with_number(&self, kind: &str, number: u32) -> impl Iterator<Item = &Rid> {
        let all = self.numbers.get(kind).into_iter().flatten();
        all.skip_while(move |(no, _)| *no < number).take_while(move |(no, _)| *no == number).map(|(_, id)| id)
    }

    /// The next number of a kind within an audit.
    pub fn next_number_in(&self, kind: &str, audit: &Rid) -> u32 {
        let all = self.numbers.get(kind).into_iter().flatten().rev();
        let mut mine = all.filter(|(_, id)| id.audit().as_ref() == Some(audit));
        mine.next().map_or(1, |(no, _)| no.saturating_add(1))
    }

    /// The next number of a kind: behind every number ever given, so that none is given twice.
    pub fn next_number(&self, kind: &str) -> u32 {
        self.numbers.get(kind).and_then(BTreeSet::last).map_or(1, |(no, _)| no.saturating_add(1))
    }
}
