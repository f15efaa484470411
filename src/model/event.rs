//! What belongs to an event comes with it or after it: findings are dealt with once an audit has found them, what a
//! review goes through is gone through at the review. What waits for the event waits for that too. Used by
//! [`super::priority`] only.

use super::level::Level;
use super::priority::{Gap, GapList, in_turn};
use super::questionnaire::{CheckKind, Marker, Questionnaire};

impl GapList {
    /// Turns round the dependency of an audit or a review on what can only be done at it or after it. What is to be
    /// prepared still comes first.
    pub(super) fn events_first(&mut self, q: &Questionnaire) {
        let marked = headings(q);
        let mut row = vec![None; q.requirements.len()];
        for (n, g) in self.gaps.iter().enumerate() {
            row[g.requirement] = Some(n);
        }
        for n in 0..self.gaps.len() {
            let here = self.gaps[n].requirement;
            let held = marked.contains(&q.requirements[here].parent.as_str());
            if !held || is_event(q, here) || !belongs(q, &self.gaps[n]) {
                continue;
            }
            let Some((event, at)) = event_of(q, here).and_then(|e| Some((e, row[e]?))) else { continue };
            let before: Vec<usize> = self.gaps[n].depends_on.clone();
            // They wait for each other: a circle is named, not hidden.
            if before.contains(&event) {
                continue;
            }
            let waits = &mut self.gaps[at].depends_on;
            waits.retain(|d| *d != here);
            waits.extend(before);
            waits.sort_unstable();
            waits.dedup();
            let follows = &mut self.gaps[n];
            follows.depends_on.push(event);
            follows.depends_on.sort_unstable();
            follows.follows = Some(event);
        }
        self.events_whole();
    }

    /// What waits for an event waits for all that belongs to it. No circle comes of this: nothing waited for a
    /// follower but its event, and it waits for nothing but its event and what that waits for too; so in any order
    /// that obeyed the waits before, each follower can be put right behind its event, and before all that waits for it.
    fn events_whole(&mut self) {
        let followers: Vec<(usize, usize)> =
            self.gaps.iter().filter_map(|g| Some((g.requirement, g.follows?))).collect();
        for g in &mut self.gaps {
            let late = |(f, event): &&(usize, usize)| {
                g.follows != Some(*event) && *f != g.requirement && g.depends_on.contains(event)
            };
            let more: Vec<usize> = followers.iter().filter(late).map(|(f, _)| *f).collect();
            g.depends_on.extend(more);
            g.depends_on.sort_unstable();
            g.depends_on.dedup();
        }
    }
}

/// The headings under which an audit or a review is held.
fn headings(q: &Questionnaire) -> Vec<&str> {
    let marks = |m: Option<Marker>| matches!(m, Some(Marker::InternalAudit | Marker::ManagementReview));
    q.requirements.iter().filter(|r| marks(r.marker)).map(|r| r.parent.as_str()).collect()
}

/// Whether it is an event: its first check asks whether it was held, and nothing stands without that.
fn is_event(q: &Questionnaire, r: usize) -> bool {
    let first = q.checks_of(r).next().map(|c| q.check(c));
    first.is_some_and(|c| c.kind == CheckKind::Event && c.key)
}

/// Whether what is to be done first is done at an event that is prepared, or is the record of one. What nobody
/// answered yet counts as not there, as for the latest end of a plan: else the two would turn the order differently.
fn belongs(q: &Questionnaire, g: &Gap) -> bool {
    let missing = g.missing.iter().map(|m| (m.check, m.level.or(Some(Level::Nothing))));
    missing.min_by_key(|(check, level)| in_turn(q, *check, *level)).is_some_and(|(check, level)| {
        match q.check(check).kind {
            CheckKind::Record => true,
            CheckKind::Event => matches!(level, Some(Level::Written | Level::InUse)),
            CheckKind::Document | CheckKind::Decision | CheckKind::Practice => false,
        }
    })
}

/// The event under the same heading that waits for this requirement; nothing else may wait for it, or the order would
/// close a circle.
fn event_of(q: &Questionnaire, r: usize) -> Option<usize> {
    let mut waiting = (0..q.requirements.len()).filter(|o| q.depends[*o].contains(&r));
    let event = waiting.next()?;
    let same = q.requirements[event].parent == q.requirements[r].parent;
    (same && is_event(q, event) && waiting.next().is_none()).then_some(event)
}
