//! The events of a sitting with all they changed, and what of them stands that audits ask the history for. For the parts of `work` that
//! read the history; changes nothing.

use std::sync::Arc;

use crate::model::Recorded;
use crate::model::audit::{Known, Standing};
use crate::session::Session;

/// The event at this place of the history, from 0.
pub(super) fn recorded(s: &Session, n: usize) -> Option<Recorded> {
    let e = s.events().get(n)?;
    Some(Recorded {
        seq: e.seq,
        time: e.time.clone(),
        by: e.by.clone(),
        what: e.what.clone(),
        at: e.at.clone(),
        undoes: e.undoes,
        redoes: e.redoes,
        changes: s.changes_of(e.seq),
        hash: e.hash.clone(),
    })
}

/// What stands behind the events up to this one, of what audits ask the history for.
pub(super) fn standing_at(s: &Session, seq: i64) -> Standing {
    let mut standing = Standing::default();
    let upto = s.events().iter().take_while(|e| e.seq <= seq).count();
    (0..upto).filter_map(|n| recorded(s, n)).for_each(|e| standing.take(&s.q, &e));
    standing
}

/// The same kept from one change to the next: the history only grows, but for what was tried.
#[derive(Default)]
pub(super) struct Followed {
    standing: Standing,
    events: usize,
    hash: String,
    known: Arc<Known>,
}

impl Followed {
    pub(super) fn known(&mut self, s: &Session) -> Arc<Known> {
        let events = s.events();
        let goes_on =
            self.events.checked_sub(1).is_none_or(|n| events.get(n).is_some_and(|e| e.hash == self.hash));
        if !goes_on {
            *self = Self::default();
        }
        if self.events < events.len() {
            let new = (self.events..events.len()).filter_map(|n| recorded(s, n));
            new.for_each(|e| self.standing.take(&s.q, &e));
            self.events = events.len();
            self.hash = events.last().map(|e| e.hash.clone()).unwrap_or_default();
            self.known = Arc::new(self.standing.known(&s.q, s.assessment()));
        }
        Arc::clone(&self.known)
    }
}
