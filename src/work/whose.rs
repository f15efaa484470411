//! Whose it is what a merge took over: of the event in the other copy, by the people of that copy. Numbers of people differ from
//! one copy to the next, so that a name is resolved there and is then somebody's by the record's id. For the parts of `work`
//! that read the history.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Work;
use crate::model::audit::{Standing, signature};
use crate::model::merge::past::At;
use crate::model::record::{PERSON, Rid, read};
use crate::model::{Assessment, Change, Questionnaire, Recorded, SetBy};
use crate::session::{Carried, Event, Session, Taken};

/// An event with all it changed.
pub(super) fn with(e: &Event, changes: Vec<Change>) -> Recorded {
    Recorded {
        seq: e.seq,
        time: e.time.clone(),
        by: e.by.clone(),
        what: e.what.clone(),
        at: e.at.clone(),
        undoes: e.undoes,
        redoes: e.redoes,
        changes,
        hash: e.hash.clone(),
    }
}

/// The events a file carries with what each of them took over.
pub(super) struct Whose {
    carried: Option<Carried>,
    taken: Taken,
    /// What stood behind events that were asked for.
    stood: HashMap<At, Standing>,
}

/// Where an event of the file itself stands.
fn own(seq: i64) -> Option<At> {
    Some(At { chain: 0, n: usize::try_from(seq - 1).ok()? })
}

impl Whose {
    pub(super) fn of(s: &Session) -> Self {
        let carried = s.carried();
        Self {
            taken: carried.as_ref().map(Carried::taken).unwrap_or_default(),
            carried,
            stood: HashMap::new(),
        }
    }

    /// Of whom the facts are that an event of the file took over, by their keys.
    pub(super) fn theirs(&mut self, q: &Questionnaire, seq: i64) -> BTreeMap<String, Vec<String>> {
        own(seq).map(|at| self.theirs_at(q, at)).unwrap_or_default()
    }

    fn theirs_at(&mut self, q: &Questionnaire, at: At) -> BTreeMap<String, Vec<String>> {
        let taken = self.taken.get(&at).cloned().unwrap_or_default();
        let mut theirs = BTreeMap::new();
        for (key, from) in taken {
            let mut all: Vec<String> = Vec::new();
            for one in from.into_iter().filter(|one| one.chain != at.chain) {
                // Who said the same once more is named, too.
                let last = self.carried.as_ref().and_then(|c| c.last_known(at, one.chain)).unwrap_or(one);
                all.extend(self.stood(q, last).whose(&key));
            }
            if !all.is_empty() {
                all.sort();
                all.dedup();
                theirs.insert(key, all);
            }
        }
        theirs
    }

    /// What stood behind an event in the file it is of.
    fn stood(&mut self, q: &Questionnaire, at: At) -> &Standing {
        if !self.stood.contains_key(&at) {
            let mut standing = Standing::default();
            let events = self.carried.as_ref().map(|c| c.up_to(at)).unwrap_or_default();
            for at in events {
                let Some((e, mut changes)) = self.carried.as_ref().and_then(|c| c.event(at)) else {
                    continue;
                };
                changes.retain(|c| c.was != c.now);
                let theirs = if e.merges.is_some() { self.theirs_at(q, at) } else { BTreeMap::new() };
                standing.take_over(q, &with(&e, changes), &theirs);
            }
            self.stood.insert(at, standing);
        }
        self.stood.entry(at).or_default()
    }

    /// Who set a fact that an event of the file took over, and when, as it is in the other copy; none where it was decided here.
    pub(super) fn set_by(&mut self, q: &Questionnaire, a: &Assessment, seq: i64, key: &str) -> Option<SetBy> {
        let from = self.taken.get(&own(seq)?)?.get(key)?.clone();
        let at = from.iter().copied().find(|at| at.chain != 0)?;
        let (e, _) = self.carried.as_ref()?.event(at)?;
        let by = self.signed(q, a, at, (&e.by, e.seq)).unwrap_or(e.by);
        Some(SetBy { seq, time: e.time, by, elsewhere: true })
    }

    /// Who signed at an event under a number that is another here, as they sign now.
    fn signed(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        at: At,
        (typed, seq): (&str, i64),
    ) -> Option<String> {
        let number = signature(typed).1?;
        let [one] = self.stood(q, at).meant(typed, seq).try_into().ok()?;
        let person = read::at(a, &PERSON, &Rid::parse(&one)?);
        let is_other = person.no() != 0 && !person.shown_no().eq_ignore_ascii_case(number);
        is_other.then(|| format!("{} ({})", person.name(), person.shown_no()))
    }
}

/// By the number of an event who signed it as they sign now, where a merge gave them another number since; up to which event.
#[derive(Default)]
pub(super) struct Renumbered {
    hash: String,
    signed: Arc<BTreeMap<i64, String>>,
}

impl Work {
    /// Who signed events under numbers that a merge gave to somebody else, as they sign now; by the number of the event.
    pub fn renumbered(&self) -> Arc<BTreeMap<i64, String>> {
        let s = self.session();
        let hash = s.events().last().map(|e| e.hash.as_str()).unwrap_or_default();
        let mut known = self.renumbered.borrow_mut();
        if known.hash != hash {
            let all = if s.events().iter().any(|e| e.merges.is_some()) {
                self.signed_before()
            } else {
                BTreeMap::new()
            };
            *known = Renumbered { hash: hash.to_owned(), signed: Arc::new(all) };
        }
        Arc::clone(&known.signed)
    }

    fn signed_before(&self) -> BTreeMap<i64, String> {
        let (s, mut whose) = (self.session(), Whose::of(self.session()));
        let Some(last) = s.events().last().and_then(|e| own(e.seq)) else { return BTreeMap::new() };
        let of = |e: &Event| Some((e.seq, whose.signed(&s.q, self.a(), last, (&e.by, e.seq))?));
        s.events().iter().filter_map(of).collect()
    }
}
