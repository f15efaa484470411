//! The one door for changes: questionnaire, assessment and store together. Every front end goes through
//! [`Session::apply`]; memory changes at once, the store's writer thread makes it durable.

use std::path::Path;
use std::time::Duration;

use crate::model::{Assessment, Change, Edit, GapList, Questionnaire, Roadmap, Scores, Verdict, roadmap};
use crate::store::{self, Event, NewEvent, Store, StoreError};

/// An open assessment.
pub struct Session {
    /// The questionnaire it answers.
    pub q: Questionnaire,
    a: Assessment,
    store: Store,
    events: Vec<Event>,
    /// Why nothing can be saved, in words; none when it can.
    pub read_only: Option<String>,
    /// What happened on opening, in words.
    pub notices: Vec<String>,
    /// Who makes the changes, as typed.
    pub by: String,
}

impl Session {
    /// Creates a file with these first facts and opens it.
    pub fn create(
        q: Questionnaire,
        path: &Path,
        by: &str,
        first: &Edit,
        overwrite: bool,
    ) -> Result<Self, StoreError> {
        let opened = store::create(path, &[event(by, first)], overwrite)?;
        Ok(Self::from_opened(q, opened, by))
    }

    /// Opens a file; waits up to `patience` for another window to let go when writing is wanted.
    pub fn open(
        q: Questionnaire,
        path: &Path,
        by: &str,
        write: bool,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        let opened = if write && !patience.is_zero() {
            store::open_waiting(path, patience)?
        } else {
            store::open(path, write)?
        };
        Ok(Self::from_opened(q, opened, by))
    }

    fn from_opened(q: Questionnaire, opened: store::Opened, by: &str) -> Self {
        let mut a = Assessment::new(&q);
        for e in &opened.events {
            for c in &e.changes {
                a.set(&q, &c.key, c.now.clone());
            }
        }
        Self {
            a,
            store: opened.store,
            events: opened.events,
            read_only: opened.read_only,
            notices: opened.notices,
            by: by.to_owned(),
            q,
        }
    }

    /// The answers.
    pub fn assessment(&self) -> &Assessment {
        &self.a
    }

    /// Everything that was recorded before this session.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Applies an edit and queues it for the disk. Returns the ticket to wait for; none when nothing
    /// changes.
    pub fn apply(&mut self, edit: &Edit) -> Option<u64> {
        if edit.is_empty() {
            return None;
        }
        for Change { key, now, .. } in &edit.changes {
            self.a.set(&self.q, key, now.clone());
        }
        Some(self.store.append(event(&self.by, edit), &[]))
    }

    /// Changes memory only: a what-if on a file that was opened for reading.
    pub fn imagine(&mut self, edit: &Edit) {
        for Change { key, now, .. } in &edit.changes {
            self.a.set(&self.q, key, now.clone());
        }
    }

    /// Applies an edit and waits until it is durable. After an error the change is not in the file.
    pub fn apply_durably(&mut self, edit: &Edit) -> Result<(), StoreError> {
        match self.apply(edit) {
            Some(ticket) => self.store.wait(ticket),
            None => Ok(()),
        }
    }

    /// Waits for everything and lets go of the file.
    pub fn close(self) -> Result<(), StoreError> {
        self.store.close()
    }

    /// All figures, computed by the one rule.
    pub fn figures(&self, input: roadmap::PlanInput) -> Figures {
        let scores = Scores::compute(&self.q, &self.a);
        let verdict = Verdict::compute(&self.q, &self.a, &scores);
        let gaps = GapList::compute(&self.q, &self.a, &scores);
        let roadmap = Roadmap::compute(&self.q, &self.a, &scores, &gaps, input);
        Figures { scores, verdict, gaps, roadmap }
    }
}

/// Everything derived from the answers.
pub struct Figures {
    /// Status and scores.
    pub scores: Scores,
    /// Verdict.
    pub verdict: Verdict,
    /// Ranked gaps.
    pub gaps: GapList,
    /// Plan.
    pub roadmap: Roadmap,
}

fn event(by: &str, edit: &Edit) -> NewEvent {
    NewEvent {
        by: by.to_owned(),
        what: edit.what.clone(),
        at: edit.at.clone(),
        undoes: None,
        redoes: None,
        changes: edit.changes.clone(),
    }
}
