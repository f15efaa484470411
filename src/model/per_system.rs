//! Controls answered per AI system (method, section 3): what each system of the register says for itself, and what
//! all of them come to. Belongs to the assessment, which alone asks it; everything else reads
//! [`super::Assessment::level`]. Without such answers it is empty and nothing is looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::level::Level;
use super::questionnaire::{Questionnaire, Target};
use super::record::Rid;

/// A rating given at one place: a check, a requirement or a heading; of what counts, that it is open or a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rating {
    /// Nothing was said.
    None,
    /// An answer from above was withdrawn here.
    Cleared,
    /// A level.
    Rated(Level),
}

/// What one system says for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Own {
    /// Levels by place.
    ratings: BTreeMap<Target, Rating>,
    /// Where a reason for leaving out is written.
    reasons: BTreeSet<Target>,
}

/// What one answer says of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Not answered, Don't know, or a level.
    Level(Option<Level>),
    /// Not applicable, and whether it has its reason: with one it drops out, without one it stays open, is listed and
    /// keeps the verdict down.
    DropsOut(bool),
}

impl Says {
    /// A level with whether a reason for leaving out stands beside it.
    pub(super) fn of(level: Option<Level>, reasoned: bool) -> Self {
        if level == Some(Level::NotApplicable) { Self::DropsOut(reasoned) } else { Self::Level(level) }
    }
}

/// What the systems make of a requirement that one of them answered for itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rolled {
    /// The checks on which a system has its own answer, with what counts.
    checks: Vec<(usize, Option<Level>)>,
    /// Checks of it that a system leaves out without a reason.
    unreasoned: Vec<usize>,
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Systems {
    /// The systems of the register.
    listed: BTreeSet<Rid>,
    /// What systems say for themselves, removed ones too.
    own: BTreeMap<Rid, Own>,
    /// What counts for a check that a listed system answered for itself.
    checks: BTreeMap<usize, Option<Level>>,
    /// Requirements with such a check, and the checks where a reason is missing.
    rolled: BTreeMap<usize, Vec<usize>>,
    /// What is only tried, whoever says it.
    supposed: BTreeMap<usize, Level>,
}

impl Systems {
    /// Whether no system says anything for itself.
    pub(super) fn is_silent(&self) -> bool {
        self.own.is_empty()
    }

    /// A copy for a what-if: without answers nobody needs to know which systems there are.
    pub(super) fn of_figures(&self) -> Self {
        if self.is_silent() {
            Self { supposed: self.supposed.clone(), ..Self::default() }
        } else {
            self.clone()
        }
    }

    /// A system comes or goes.
    pub(super) fn list(&mut self, id: &Rid, there: bool) {
        if there {
            self.listed.insert(id.clone());
        } else {
            self.listed.remove(id);
        }
    }

    /// Keeps the answer of a system at a place: a level, or that it was withdrawn; none takes it away.
    pub(super) fn rate(&mut self, id: &Rid, at: Target, rating: Rating) {
        let own = self.own.entry(id.clone()).or_default();
        match rating {
            Rating::None => own.ratings.remove(&at),
            rating => own.ratings.insert(at, rating),
        };
        self.tidy(id);
    }

    /// Keeps that a system has a reason for leaving out what is at a place.
    pub(super) fn reason(&mut self, id: &Rid, at: Target, there: bool) {
        let own = self.own.entry(id.clone()).or_default();
        if there {
            own.reasons.insert(at);
        } else {
            own.reasons.remove(&at);
        }
        self.tidy(id);
    }

    /// What was undone leaves no trace.
    fn tidy(&mut self, id: &Rid) {
        if self.own.get(id).is_some_and(|o| o.ratings.is_empty() && o.reasons.is_empty()) {
            self.own.remove(id);
        }
    }

    /// Systems of the register that say something for themselves, in the order they were made.
    pub(super) fn speaking(&self) -> impl Iterator<Item = &Rid> {
        self.own.keys().filter(|id| self.listed.contains(*id))
    }

    /// What a system says of a check for itself; none where the general answer counts for it.
    pub(super) fn says(&self, q: &Questionnaire, id: &Rid, check: usize) -> Option<Says> {
        let own = self.own.get(id)?;
        let r = q.check_owner[check];
        let at = |t: Target| own.ratings.get(&t).copied();
        let reasoned = |t: Target| own.reasons.contains(&t);
        let whole = Target::Requirement(r);
        if at(whole) == Some(Rating::Rated(Level::NotApplicable)) {
            return Some(Says::of(Some(Level::NotApplicable), reasoned(whole)));
        }
        let one = Target::Check(check);
        let headings = q.ancestors[r].iter().map(|h| Target::Heading(*h));
        let places = [one, whole].into_iter().chain(headings);
        let Rating::Rated(level) = places.into_iter().find_map(at)? else { return None };
        Some(Says::of(Some(level), reasoned(one) || reasoned(whole)))
    }

    /// What a system says at a place itself, without what stands above it.
    pub(super) fn given(&self, id: &Rid, at: Target) -> Option<Level> {
        match self.own.get(id)?.ratings.get(&at) {
            Some(Rating::Rated(level)) => Some(*level),
            _ => None,
        }
    }

    /// Whether a system of the register answered this very check for itself, or its level is only tried.
    pub(super) fn is_answered_itself(&self, check: usize) -> bool {
        let given = |id: &Rid| self.given(id, Target::Check(check)).is_some();
        self.supposed.contains_key(&check) || self.speaking().any(given)
    }

    /// What the listed systems make of a requirement; `general` is what counts for those without an answer of their
    /// own, `excluded` whether it leaves the requirement out as a whole. None where no system has an answer.
    pub(super) fn roll(
        &self,
        q: &Questionnaire,
        r: usize,
        excluded: bool,
        general: &dyn Fn(usize) -> Says,
    ) -> Option<Rolled> {
        let own = |c: usize| self.speaking().filter_map(|id| self.says(q, id, c)).collect::<Vec<_>>();
        let all: Vec<(usize, Vec<Says>)> = q.checks_of(r).map(|c| (c, own(c))).collect();
        if all.iter().all(|(_, said)| said.is_empty()) {
            return None;
        }
        let mut rolled = Rolled::default();
        // What is left out as a whole has no level check by check, so each of its checks says it here.
        for (c, mut said) in all.into_iter().filter(|(_, said)| excluded || !said.is_empty()) {
            if said.len() < self.listed.len() {
                said.push(general(c));
            }
            if said.contains(&Says::DropsOut(false)) {
                rolled.unreasoned.push(c);
            }
            rolled.checks.push((c, together(&said)));
        }
        Some(rolled)
    }

    /// Keeps what the systems make of a requirement.
    pub(super) fn keep(&mut self, q: &Questionnaire, r: usize, rolled: Option<Rolled>) {
        for c in q.checks_of(r) {
            self.checks.remove(&c);
        }
        match rolled {
            Some(rolled) => {
                self.checks.extend(rolled.checks);
                self.rolled.insert(r, rolled.unreasoned);
            }
            None => {
                self.rolled.remove(&r);
            }
        }
    }

    /// What counts for a check; none where no system has an answer of its own.
    pub(super) fn level(&self, check: usize) -> Rating {
        match (self.supposed.get(&check), self.checks.get(&check)) {
            (Some(level), _) | (None, Some(Some(level))) => Rating::Rated(*level),
            (None, Some(None)) => Rating::Cleared,
            (None, None) => Rating::None,
        }
    }

    /// Whether a system of the register answered a check of this requirement for itself.
    pub(super) fn is_rolled(&self, r: usize) -> bool {
        self.rolled.contains_key(&r)
    }

    /// Whether a system leaves this check of a requirement out without a reason.
    pub(super) fn lacks_reason(&self, r: usize, check: usize) -> bool {
        self.rolled.get(&r).is_some_and(|unreasoned| unreasoned.contains(&check))
    }

    /// How many systems the register has.
    pub(super) fn count(&self) -> usize {
        self.listed.len()
    }

    /// Takes a level for granted, for every system; none lets go of it.
    pub(super) fn suppose(&mut self, check: usize, level: Option<Level>) {
        match level {
            Some(level) => self.supposed.insert(check, level),
            None => self.supposed.remove(&check),
        };
    }
}

/// Requirements at a place or below it.
pub(super) fn below(q: &Questionnaire, at: Target) -> Vec<usize> {
    match at {
        Target::Heading(h) => q.below(h),
        Target::Requirement(r) => vec![r],
        Target::Check(c) => vec![q.check_owner[c]],
    }
}

/// Who drops out with a reason counts no more; one left open makes it open, Don't know if somebody was asked; else the lowest.
fn together(said: &[Says]) -> Option<Level> {
    // Left out without a reason is not decided yet.
    let counts = |s: &Says| match s {
        Says::DropsOut(true) => None,
        Says::DropsOut(false) => Some(None),
        Says::Level(level) => Some(*level),
    };
    let left: Vec<Option<Level>> = said.iter().filter_map(counts).collect();
    if left.is_empty() {
        return Some(Level::NotApplicable);
    }
    if left.contains(&Some(Level::DontKnow)) {
        return Some(Level::DontKnow);
    }
    let open = |l: &Option<Level>| l.is_none_or(|l| !l.says());
    if left.iter().any(open) { None } else { left.into_iter().flatten().min() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_counts_an_open_one_opens_and_a_reasoned_exclusion_drops_out() {
        use Level::{DontKnow, InUse, NotApplicable, Nothing, Proven};
        let level = |l| Says::of(Some(l), true);
        let open = Says::Level(None);
        for (said, wanted) in [
            (vec![level(Proven), level(Nothing)], Some(Nothing)),
            (vec![level(Proven), level(NotApplicable)], Some(Proven)),
            (vec![level(NotApplicable), level(NotApplicable)], Some(NotApplicable)),
            (vec![level(Nothing), open], None),
            (vec![level(Proven), level(DontKnow), open], Some(DontKnow)),
            (vec![level(InUse), Says::of(Some(NotApplicable), false)], None),
        ] {
            assert_eq!(together(&said), wanted, "{said:?}");
        }
    }
}
