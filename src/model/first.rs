//! What must be done before something else, directly and through others, and how many hours that is: once for actions,
//! and of the same actions for gaps. Used by [`super::roadmap`] and by [`super::priority`].

use super::action::Actions;
use super::assessment::Assessment;
use super::hours;
use super::priority::GapList;
use super::progress::Progress;
use super::questionnaire::Questionnaire;
use super::score::Scores;

impl Actions {
    /// Ids of all actions that must be done before any of these, in the order of the standard, and their hours. What is
    /// marked done is left out, but not what it waited for.
    pub(super) fn first(&self, of: &[usize]) -> (Vec<String>, f64) {
        let mut seen = vec![false; self.list.len()];
        for x in of {
            seen[*x] = true;
        }
        let before = |x: usize| self.list[x].after.iter().map(|(b, _)| *b);
        let mut stack: Vec<usize> = of.iter().flat_map(|x| before(*x)).collect();
        let mut found = Vec::new();
        while let Some(x) = stack.pop() {
            if std::mem::replace(&mut seen[x], true) {
                continue;
            }
            stack.extend(before(x));
            if self.list[x].progress != Progress::Done {
                found.push(x);
            }
        }
        found.sort_by_key(|x| (self.list[*x].requirement, *x));
        let hours = hours::sum(found.iter().map(|x| self.list[*x].hours));
        (found.into_iter().map(|x| self.list[x].id.clone()).collect(), hours)
    }
}

impl GapList {
    /// Says of each gap what must be done before the work on it, as the plan orders it.
    pub(super) fn count_first(&mut self, q: &Questionnaire, a: &Assessment, scores: &Scores) {
        let actions = Actions::of(q, a, scores, self, 0);
        let mut closing = vec![Vec::new(); q.requirements.len()];
        for (x, action) in actions.list.iter().enumerate() {
            for r in &action.closes {
                closing[*r].push(x);
            }
        }
        for g in &mut self.gaps {
            (g.first, g.first_hours) = actions.first(&closing[g.requirement]);
        }
    }
}
