//! Which action depends on which: dependencies of the questionnaire, running time of records,
//! what people asked for. Used by [`super::action`] only.

use super::action::{Actions, Own};
use super::priority::{Gap, GapList};
use super::questionnaire::{Marker, Pdca, Questionnaire};
use super::score::{Scores, Status};

impl Actions {
    /// Who waits for whom, by the dependencies of the requirements they close.
    pub(super) fn connect(&mut self, q: &Questionnaire, scores: &Scores, gaps: &GapList, record_weeks: u32) {
        let mut closing = vec![Vec::new(); q.requirements.len()];
        for (t, x) in self.list.iter().enumerate() {
            for r in &x.closes {
                closing[*r].push(t);
            }
        }
        let mut at = vec![None; q.requirements.len()];
        for g in &gaps.gaps {
            at[g.requirement] = Some(g);
        }
        for t in 0..self.list.len() {
            if self.list[t].id.starts_with("H-") {
                continue;
            }
            let mut after: Vec<(usize, u32)> = Vec::new();
            for g in self.list[t].closes.iter().filter_map(|r| at[*r]) {
                let of = |r: usize| closing[r].iter().copied().filter(|x| *x != t);
                // Joined with work that must come before the event it cannot wait for it.
                let joined = self.list[t].closes.len() > 1;
                let waits = before(q, scores, g);
                // What belongs to an event is waited for last of all: see [`Self::events_whole`].
                let held = |event: usize| waits.contains(&event) || self.list[t].closes.contains(&event);
                let later = |r: usize| at[r].and_then(|o: &Gap| o.follows).is_some_and(held);
                let waits = waits.iter().copied();
                let waits = waits.filter(|r| !(later(*r) || joined && g.follows == Some(*r)));
                after.extend(waits.flat_map(of).map(|x| (x, 0)));
                if q.requirements[g.requirement].marker == Some(Marker::InternalAudit) {
                    // Records start to run when the work that leaves them is done, however far before
                    // the audit that work lies.
                    let running = everything_before(q, g.requirement).into_iter();
                    let running = running.filter(|r| q.requirements[*r].operates && !later(*r));
                    after.extend(running.flat_map(of).map(|x| (x, record_weeks)));
                }
            }
            // Of several reasons to wait for the same action the longest counts.
            after.sort_unstable_by_key(|(x, weeks)| (*x, std::cmp::Reverse(*weeks)));
            after.dedup_by_key(|(x, _)| *x);
            self.list[t].after = after;
        }
    }

    /// Nobody audits what is not built: what the Plan and Do clauses still miss comes before the internal
    /// audit. No dependency asks for it, so it gives way where it would close a circle.
    pub(super) fn audit_last(&mut self, q: &Questionnaire) {
        for t in 0..self.list.len() {
            let audits = self.list[t]
                .closes
                .iter()
                .find(|r| q.requirements[**r].marker == Some(Marker::InternalAudit));
            let Some(audit) = audits.copied() else { continue };
            let built = built_before(q, audit);
            for x in 0..self.list.len() {
                let wanted = x != t && self.list[x].closes.iter().any(|r| built.contains(r));
                let known = self.list[t].after.iter().any(|(y, _)| *y == x);
                if wanted && !known && !self.depends_on(x, t) {
                    self.list[t].after.push((x, 0));
                }
            }
        }
    }

    /// Who waits for an event waits for what belongs to it, in the shape people gave the work: as the gaps ask for it,
    /// and as somebody asked for with an action of their own. It gives way where joined work would close a circle.
    pub(super) fn events_whole(&mut self, gaps: &GapList) {
        let followers: Vec<(usize, usize)> =
            gaps.gaps.iter().filter_map(|g| Some((g.requirement, g.follows?))).collect();
        for (follower, event) in followers {
            let closing = |list: &[super::action::Action], r: usize| -> Vec<usize> {
                (0..list.len()).filter(|x| list[*x].closes.contains(&r)).collect()
            };
            let (held, later) = (closing(&self.list, event), closing(&self.list, follower));
            for t in (0..self.list.len()).filter(|t| !held.contains(t) && !later.contains(t)) {
                if !self.list[t].after.iter().any(|(x, _)| held.contains(x)) {
                    continue;
                }
                for x in &later {
                    let known = self.list[t].after.iter().any(|(y, _)| y == x);
                    if !known && !self.depends_on(*x, t) {
                        self.list[t].after.push((*x, 0));
                    }
                }
            }
        }
    }

    /// Whether `x` waits for `t`, directly or through others.
    fn depends_on(&self, x: usize, t: usize) -> bool {
        let mut seen = vec![false; self.list.len()];
        let mut stack = vec![x];
        while let Some(y) = stack.pop() {
            if y == t {
                return true;
            }
            if !std::mem::replace(&mut seen[y], true) {
                stack.extend(self.list[y].after.iter().map(|(z, _)| *z));
            }
        }
        false
    }

    pub(super) fn own_order(&mut self, q: &Questionnaire, own: &[(usize, &Own)]) {
        for (t, o) in own {
            for id in &o.after {
                // A requirement whose action was split or merged is waited for in that shape.
                let requirement = q.requirement_index(id);
                let named = |x: &super::action::Action| {
                    &x.id == id
                        || requirement.is_some_and(|r| !x.id.starts_with("H-") && x.closes.contains(&r))
                };
                let before: Vec<usize> =
                    (0..self.list.len()).filter(|b| b != t && named(&self.list[*b])).collect();
                // None: its gap is closed by now, there is nothing to wait for.
                self.list[*t].after.extend(before.into_iter().map(|b| (b, 0)));
            }
        }
    }

    /// Ids of actions that wait for themselves through others, if there are any.
    pub fn circle(&self) -> Vec<&str> {
        let after: Vec<Vec<usize>> =
            self.list.iter().map(|x| x.after.iter().map(|(b, _)| *b).collect()).collect();
        super::schedule::circle(&after).into_iter().map(|t| self.list[t].id.as_str()).collect()
    }
}

/// Gaps that must be closed before this one: those it depends on, and all controls where it waits for
/// all of them.
fn before(q: &Questionnaire, scores: &Scores, g: &Gap) -> Vec<usize> {
    let mut before = g.depends_on.clone();
    if q.requirements[g.requirement].after_all_controls {
        let gap = |c: &usize| matches!(scores.status(*c), Status::Gap | Status::Partial);
        before.extend(controls_before(q, g.requirement).into_iter().filter(gap));
    }
    before.sort_unstable();
    before.dedup();
    before
}

/// Controls that do not wait for `r` themselves: an edge from them closes no circle.
fn controls_before(q: &Questionnaire, r: usize) -> Vec<usize> {
    not_behind(q, r).into_iter().filter(|o| q.requirements[*o].exclusion.is_some()).collect()
}

/// Requirements of the Plan and Do clauses that do not wait for `r` themselves.
fn built_before(q: &Questionnaire, r: usize) -> Vec<usize> {
    let built = |o: &usize| {
        let other = &q.requirements[*o];
        other.exclusion.is_none() && matches!(other.pdca, Pdca::Plan | Pdca::Do)
    };
    not_behind(q, r).into_iter().filter(built).collect()
}

/// Every requirement that does not wait for `r`, directly or through others.
fn not_behind(q: &Questionnaire, r: usize) -> Vec<usize> {
    let dependents = q.dependents();
    let mut behind = vec![false; q.requirements.len()];
    let mut stack = vec![r];
    while let Some(x) = stack.pop() {
        if !std::mem::replace(&mut behind[x], true) {
            stack.extend(&dependents[x]);
        }
    }
    (0..q.requirements.len()).filter(|o| !behind[*o]).collect()
}

/// Everything that comes before `r`, directly or through others, whatever its status.
fn everything_before(q: &Questionnaire, r: usize) -> Vec<usize> {
    let mut stack = q.depends[r].clone();
    if q.requirements[r].after_all_controls {
        stack.extend(controls_before(q, r));
    }
    let mut seen = vec![false; q.requirements.len()];
    while let Some(x) = stack.pop() {
        if x != r && !std::mem::replace(&mut seen[x], true) {
            stack.extend(&q.depends[x]);
        }
    }
    (0..seen.len()).filter(|x| seen[*x]).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::roadmap::PlanInput;
    use crate::model::{Assessment, GapList, Roadmap, Scores};

    #[test]
    fn the_audit_comes_after_everything_planned_and_done_and_before_the_review() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for r in &q.requirements {
            a.set(&q, &r.id, Some("1".into()));
        }
        let scores = Scores::compute(&q, &a);
        let gaps = GapList::compute(&q, &a, &scores);
        let map = Roadmap::compute(&q, &a, &scores, &gaps, PlanInput::of(&a, jiff::civil::date(2027, 1, 4)));
        let item = |id: &str| map.item(id).unwrap();
        for i in map.items.iter().filter(|i| i.id.starts_with(['4', '5', '6', '7', '8', 'A'])) {
            assert!(i.end < item("9.2.1").start, "{}", i.id);
        }
        assert!(item("9.2.1").end < item("9.3.1").start && item("9.3.3").end < item("10.1").start);
        let date = |id: &str| map.milestones.iter().find(|m| m.id == id).unwrap().date;
        assert!(date("internal-audit") < date("management-review"));
        assert!(
            date("management-review") <= date("corrective-action")
                && date("corrective-action") <= date("stage-1")
        );
    }
}
