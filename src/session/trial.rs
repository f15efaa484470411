//! Trying changes in memory, and saving several as one. A script is tried whole before anything of it is kept:
//! while one tries, changes are numbered, taken back and made again as ever, and nothing of them reaches the store.

use std::collections::BTreeMap;

use super::{Session, StoreError};
use crate::model::record::upgrade::Upgrader;
use crate::model::{Assessment, Change};
use crate::store::{Event, NewEvent};

/// A session as it was before something was tried.
pub(super) struct Before {
    a: Assessment,
    events: usize,
    undo: Vec<i64>,
    redo: Vec<i64>,
    earlier_form: bool,
    upgraded: BTreeMap<i64, Vec<Change>>,
    upgrader: Upgrader,
}

impl Session {
    /// From here on changes are only tried, until [`Self::put_back`].
    pub fn try_out(&mut self) {
        self.trial = Some(Box::new(Before {
            a: self.a.clone(),
            events: self.events.len(),
            undo: self.undo.clone(),
            redo: self.redo.clone(),
            earlier_form: self.of_before,
            upgraded: self.upgraded.clone(),
            upgrader: self.upgrader.clone(),
        }));
    }

    /// Forgets what was tried.
    pub fn put_back(&mut self) {
        let Some(before) = self.trial.take() else { return };
        self.a = before.a;
        self.events.truncate(before.events);
        (self.undo, self.redo, self.of_before) = (before.undo, before.redo, before.earlier_form);
        (self.upgraded, self.upgrader) = (before.upgraded, before.upgrader);
    }

    /// Takes a tried change in as if it had been recorded. Its facts are kept here, where the store keeps those
    /// of real ones.
    pub(super) fn tried(&mut self, new: NewEvent) {
        let last = self.events.last();
        let seq = last.map_or(1, |e| e.seq + 1);
        let e = Event {
            seq,
            time: last.map(|e| e.time.clone()).unwrap_or_default(),
            by: new.by,
            what: new.what,
            at: new.at,
            undoes: new.undoes,
            redoes: new.redoes,
            merges: new.merges,
            hash: String::new(),
        };
        self.take_in(e, new.changes.clone());
        self.upgraded.entry(seq).or_insert(new.changes);
    }

    /// Waits until every change made so far is on the disk, or could not be put there.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.last.map_or(Ok(()), |ticket| self.store.wait(ticket))
    }

    /// Collects changes until [`Self::let_go`]: nothing of them is saved before.
    pub fn hold(&self) {
        self.store.hold();
    }

    /// Saves what was collected in one commit, or gives all of it up.
    pub fn let_go(&self, all: bool) -> Result<(), StoreError> {
        if !all {
            self.store.give_up();
            return Ok(());
        }
        self.store.let_go();
        self.settle().inspect_err(|_| self.store.give_up())
    }
}
