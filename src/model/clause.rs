//! A clause in short: what came out of its cards, and what comes next. Read where one has finished it.

use super::assessment::Assessment;
use super::questionnaire::{Questionnaire, RequirementKind};
use super::score::{Scores, Status};

/// A clause, or an objective of controls, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its heading, a topmost one.
    pub heading: usize,
    /// What stands below it: each requirement and its status, in the order of the standard.
    pub rows: Vec<(usize, Status)>,
    /// What comes next; none where every card is answered.
    pub next: Option<Ahead>,
}

/// What comes after a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The first open requirement after it, round the end.
    pub requirement: usize,
    /// Open requirements under the heading it stands under.
    pub open_here: usize,
    /// Open requirements in all.
    pub open: usize,
    /// Of arriving at the controls, with none of them answered yet.
    pub controls: Option<Controls>,
}

/// What one should know on arriving at the controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controls {
    /// How many there are.
    pub count: usize,
    /// Controls that ask for work a clause asks for too: the control and the requirement of the clause, one each, in the
    /// order of the standard.
    pub again: Vec<(usize, usize)>,
}

impl Clause {
    /// The clause a requirement stands under; none where it stands under nothing.
    pub fn of(q: &Questionnaire, a: &Assessment, scores: &Scores, requirement: usize) -> Option<Self> {
        let heading = q.top_heading(requirement)?;
        let below = q.below(heading);
        let last = below.last().copied().unwrap_or(requirement);
        let n = q.requirements.len();
        let is_open = |r: &usize| scores.status(*r) == Status::Open;
        let next = (1..=n).map(|d| (last + d) % n).find(is_open).map(|r| Ahead {
            requirement: r,
            open_here: q.top_heading(r).map_or(1, |h| q.below(h).iter().filter(|r| is_open(r)).count()),
            open: (0..n).filter(is_open).count(),
            controls: controls(q, a, scores, r),
        });
        let rows = below.into_iter().map(|r| (r, scores.status(r))).collect();
        Some(Self { heading, rows, next })
    }

    /// Whether the answer just given at a requirement ends it: its last open card was answered (`was_open` is how many
    /// were open before), or one goes from its last card to the controls, of which none is answered yet.
    pub fn is_over(&self, requirement: usize, was_open: usize) -> bool {
        let arrives = self.next.as_ref().is_some_and(|n| n.controls.is_some());
        let at_end = self.rows.last().is_some_and(|(r, _)| *r == requirement);
        was_open > 0 && self.open() == 0 || arrives && at_end
    }

    /// How many of its requirements are open.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|(_, status)| *status == Status::Open).count()
    }
}

/// What to know of the controls where the next card is one and nothing of them was answered.
fn controls(q: &Questionnaire, a: &Assessment, scores: &Scores, next: usize) -> Option<Controls> {
    let is_control = |r: usize| q.requirements[r].kind == RequirementKind::Control;
    let all: Vec<usize> = (0..q.requirements.len()).filter(|r| is_control(*r)).collect();
    let is_new = all.iter().all(|r| scores.status(*r) == Status::Open && !a.touched(q, *r));
    let clause_of = |r: usize| {
        let mut twins = q.checks_of(r).flat_map(|c| q.twins(c)).map(|t| q.check_owner[t]);
        twins.find(|owner| !is_control(*owner))
    };
    let again = || all.iter().filter_map(|r| Some((*r, clause_of(*r)?))).collect();
    (is_control(next) && is_new).then(|| Controls { count: all.len(), again: again() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::questionnaire::Target;

    #[test]
    fn what_came_out_and_what_comes_next() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let first = q.top_headings()[0];
        let of = |a: &Assessment, r: usize| Clause::of(&q, a, &Scores::compute(&q, a), r).unwrap();
        assert_eq!(of(&a, 0).open(), q.below(first).len());
        a.set(&q, &q.headings[first].id.clone(), Some("3".into()));
        let clause = of(&a, 0);
        let ahead = clause.next.clone().unwrap();
        assert_eq!((clause.open(), ahead.requirement), (0, q.below(first).len()));
        assert!(clause.is_over(0, 1) && !clause.is_over(0, 0), "told once, with the answer that ends it");
        assert_eq!(ahead.controls, None);
    }

    #[test]
    fn on_arrival_at_the_controls_it_is_told_which_of_them_ask_again() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let clauses = |r: &&usize| q.requirements[**r].kind == RequirementKind::Clause;
        let all: Vec<usize> = (0..q.requirements.len()).collect();
        for r in all.iter().filter(clauses) {
            a.set(&q, &q.requirements[*r].id.clone(), Some("4".into()));
        }
        let last = all.iter().rfind(clauses).copied().unwrap();
        let of = |a: &Assessment| Clause::of(&q, a, &Scores::compute(&q, a), last).unwrap().next.unwrap();
        let controls = of(&a).controls.unwrap();
        assert!(controls.count > 0 && !controls.again.is_empty());
        for (control, clause) in &controls.again {
            let shares = q.checks_of(*control).any(|c| q.twins(c).any(|t| q.check_owner[t] == *clause));
            assert!(shares && q.requirements[*clause].kind == RequirementKind::Clause);
        }
        let Some(Target::Requirement(one)) = q.find(&q.requirements[controls.again[0].0].id) else {
            panic!()
        };
        a.set(&q, &q.requirements[one].id.clone(), Some("2".into()));
        assert_eq!(of(&a).controls, None, "told once: not where a control was answered");
    }
}
