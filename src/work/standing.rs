//! The events of a sitting with all they changed, and what of them stands that audits ask the history for. For the parts of `work` that
//! read the history; changes nothing.

use std::sync::Arc;

use super::whose::{Whose, with};
use crate::model::Recorded;
use crate::model::audit::{Known, Standing};
use crate::session::Session;

/// The event at this place of the history, from 0.
pub(super) fn recorded(s: &Session, n: usize) -> Option<Recorded> {
    let e = s.events().get(n)?;
    Some(with(e, s.changes_of(e.seq)))
}

/// Takes events in, what one took over from another file as of whom it was there.
fn take(s: &Session, events: std::ops::Range<usize>, standing: &mut Standing) {
    let mut whose: Option<Whose> = None;
    for n in events {
        let (Some(e), Some(event)) = (recorded(s, n), s.events().get(n)) else { continue };
        if event.merges.is_some() {
            let theirs = whose.get_or_insert_with(|| Whose::of(s)).theirs(&s.q, e.seq);
            standing.take_over(&s.q, &e, &theirs);
        } else {
            standing.take(&s.q, &e);
        }
    }
}

/// What stands behind the events up to this one, of what audits ask the history for.
pub(super) fn standing_at(s: &Session, seq: i64) -> Standing {
    let mut standing = Standing::default();
    let upto = s.events().iter().take_while(|e| e.seq <= seq).count();
    take(s, 0..upto, &mut standing);
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
            take(s, self.events..events.len(), &mut self.standing);
            self.events = events.len();
            self.hash = events.last().map(|e| e.hash.clone()).unwrap_or_default();
            self.known = Arc::new(self.standing.known(&s.q, s.assessment()));
        }
        Arc::clone(&self.known)
    }
}
