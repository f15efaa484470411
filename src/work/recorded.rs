//! The history to be read and handed on: events with all they changed, who set a fact, and what a printed hash stands for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::standing::recorded;
use super::whose::{self, Whose};
use super::{Work, seal};
use crate::model::audit::{self, Known};
use crate::model::hash_in;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::Layer;
use crate::model::redact::{self, LeftOut};
use crate::model::{Printed, Recorded, SetBy};
use crate::report::Head;
use crate::session::Session;

/// What a printed hash stands for in the file of a sitting: its first twelve digits are enough.
pub fn printed(s: &Session, typed: &str) -> Printed {
    let Some(hash) = hash_in(typed) else { return Printed::NoHash };
    let events = s.events();
    let mut found = (0..events.len()).filter(|n| events.get(*n).is_some_and(|e| e.hash.starts_with(&hash)));
    match (found.next().and_then(|n| Some((n, recorded(s, n)?))), found.next()) {
        (Some((n, event)), None) => {
            let signed = seal::signed_over(s, event.seq);
            Printed::At { event: Box::new(event), after: events.len().saturating_sub(n + 1), signed }
        }
        (Some(_), Some(_)) => Printed::Several,
        (None, _) => of_merged(s, &hash).unwrap_or_else(|| Printed::Nowhere {
            events: events.len(),
            until: events.last().map(|e| e.time.clone()).unwrap_or_default(),
        }),
    }
}

/// What a hash stands for among the events of files that were merged into this one; none where it is none of them.
fn of_merged(s: &Session, hash: &str) -> Option<Printed> {
    let branches = s.branches();
    let mut found = branches
        .iter()
        .flat_map(|b| b.events.iter().map(move |e| (b, e)))
        .filter(|(_, e)| e.hash.starts_with(hash));
    let (branch, e) = found.next()?;
    if found.next().is_some() {
        return Some(Printed::Several);
    }
    let by = s.events().iter().find(|m| m.merges.as_deref() == Some(branch.head.as_str())).map(|m| m.seq);
    let event = whose::with(e, Vec::new());
    Some(Printed::Merged { event: Box::new(event), by })
}

impl Work {
    /// What was written into records, by the event that wrote it: of each event what is about them alone.
    pub fn recorded_of(&self, is: impl Fn(&str) -> bool) -> Vec<Recorded> {
        let mut all = Vec::new();
        for n in 0..self.session().events().len() {
            let Some(mut e) = self.told(n) else { continue };
            e.changes.retain(|c| is(&c.key));
            if !e.changes.is_empty() {
                all.push(e);
            }
        }
        all
    }

    /// An event with all it changed.
    pub fn recorded(&self, seq: i64) -> Option<Recorded> {
        let n = self.session().events().iter().position(|e| e.seq == seq)?;
        self.told(n)
    }

    /// The event at this place of the history as it is told: by who it was, as they sign now.
    fn told(&self, n: usize) -> Option<Recorded> {
        let mut e = recorded(self.session(), n)?;
        if let Some(now) = self.renumbered().get(&e.seq) {
            e.by.clone_from(now);
        }
        Some(e)
    }

    /// What only the history knows of audits; nothing in a file that has none.
    pub(super) fn of_history(&self) -> Arc<Known> {
        if audit::all(self.a()).is_empty() {
            return Arc::default();
        }
        self.followed.borrow_mut().known(self.session())
    }

    /// How far the history goes, with all of it; names and texts of people left out where that is asked for.
    pub fn head_in_full(&self, redact: Option<LeftOut>) -> Head {
        let s = self.session();
        let all: Vec<Recorded> = (0..s.events().len()).filter_map(|n| self.told(n)).collect();
        let all = match redact {
            Some(left_out) => redact::history(self.q(), self.a(), left_out, all),
            None => all,
        };
        Head { events_in_full: Some(Arc::new(all)), redacted: redact.is_some(), ..self.head() }
    }

    /// What a printed hash stands for in this file.
    pub fn printed(&self, typed: &str) -> Printed {
        printed(self.session(), typed)
    }

    /// Who set what is said of a place and of what answers for it, and when: by the key of each fact that stands there now.
    pub fn set_by(&self, at: Target) -> BTreeMap<String, SetBy> {
        let q = self.q();
        let ids = places(q, at);
        let is_here = |key: &str| {
            let Some((Layer::Own | Layer::System(_), inner)) = Layer::of(key) else { return false };
            // An id stands for itself before what follows its first dot is one: A.8.2 is no fact on 8.2.
            let id = match q.exactly(inner) {
                Some(_) => inner,
                None => inner.split_once('.').map_or(inner, |(_, id)| id),
            };
            ids.contains(id)
        };
        let mut open: Vec<&str> =
            self.a().facts().keys().map(String::as_str).filter(|k| is_here(k)).collect();
        let mut all = BTreeMap::new();
        let (mut merged, renumbered): (Option<Whose>, _) = (None, self.renumbered());
        for e in self.session().events().iter().rev() {
            if open.is_empty() {
                break;
            }
            for c in self.session().changes_of(e.seq).iter().filter(|c| c.was != c.now) {
                if let Some(n) = open.iter().position(|key| *key == c.key) {
                    let key = open.swap_remove(n).to_owned();
                    let by = || renumbered.get(&e.seq).unwrap_or(&e.by).clone();
                    let own = || SetBy { seq: e.seq, time: e.time.clone(), by: by(), elsewhere: false };
                    let taken = e.merges.as_ref().and_then(|_| {
                        let whose = merged.get_or_insert_with(|| Whose::of(self.session()));
                        whose.set_by(q, self.a(), e.seq, &key)
                    });
                    let by = taken.unwrap_or_else(own);
                    all.insert(key, by);
                }
            }
        }
        all
    }
}

/// A place, everything below it, and what stands above it, which may answer for it.
fn places(q: &Questionnaire, at: Target) -> BTreeSet<&str> {
    let mut ids: BTreeSet<&str> = q.ids_below(at).into_iter().collect();
    ids.insert(q.id_of(at));
    let Some(r) = q.requirement_of(at) else { return ids };
    if let Target::Check(_) = at {
        ids.insert(q.id_of(Target::Requirement(r)));
    }
    // Headings above one share it with every requirement below it.
    let from = match at {
        Target::Heading(h) => q.ancestors[r].iter().skip_while(|x| **x != h).collect::<Vec<_>>(),
        _ => q.ancestors[r].iter().collect(),
    };
    ids.extend(from.into_iter().map(|h| q.id_of(Target::Heading(*h))));
    ids
}
