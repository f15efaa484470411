//! What would change the verdict, found by trying: answers are set on a copy, everything is computed
//! again by the one rule, and only what really improves the verdict is kept.

use super::assessment::{Assessment, keys};
use super::level::Level;
use super::questionnaire::{Questionnaire, RequirementKind};
use super::record::Layer;
use super::score::{Scores, Status};
use super::verdict::{Class, GateState, Verdict};

/// Something a person could bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// This check at Proven.
    Proven(usize),
    /// Evidence named for this check.
    Named(usize),
    /// Evidence for this check, seen by somebody.
    Seen(usize),
    /// A reason for leaving out this control.
    Reason(usize),
    /// This control, left out where no reason can stand, taken back in and Proven.
    Include(usize),
}

/// What would improve the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Improvement {
    /// Single steps that lift it alone, with the class each leads to.
    pub alone: Vec<(Need, Class)>,
    /// A set that lifts it together and of which nothing can be left out; empty when one step is
    /// enough, or nothing counts against it.
    pub together: Vec<Need>,
    /// The class `together` leads to.
    pub to: Option<Class>,
    /// While something is open: the class if every open answer turned out Nothing, and if Proven with its evidence
    /// seen.
    pub open: Option<(Class, Class)>,
}

/// The class that counts against it, or the highest while nothing does.
fn height(v: &Verdict) -> Class {
    if v.class == Class::Incomplete { v.would_be.unwrap_or(Class::Stage2) } else { v.class }
}

/// A copy on which steps are tried, with its scores kept in step.
struct Trial<'q> {
    q: &'q Questionnaire,
    a: Assessment,
    scores: Scores,
    /// Reasons systems have not written, by requirement: the facts that would hold them.
    unwritten: Vec<(usize, String)>,
}

impl<'q> Trial<'q> {
    fn new(q: &'q Questionnaire, a: &Assessment, scores: &Scores) -> Self {
        let unwritten = |r: usize| {
            let all = a.system_exclusions(q, r).into_iter().filter(|(_, _, reason)| reason.is_none());
            all.map(move |(id, at, _)| {
                let layer = Layer::System(id.clone()).prefix();
                (r, format!("{layer}{}{at}", keys::REASON))
            })
        };
        let unwritten = (0..q.requirements.len()).flat_map(unwritten).collect();
        Self { q, a: a.for_figures(), scores: scores.clone(), unwritten }
    }

    /// Takes a step; with `original` puts back what that says.
    fn put(&mut self, need: Need, original: Option<&Assessment>) {
        let (q, there) = (self.q, original.is_none());
        let r = match need {
            Need::Reason(r) => {
                let key = format!("{}{}", keys::REASON, q.requirements[r].id);
                let was = original.and_then(|a| a.facts().get(&key).cloned());
                let written = || Some("written".to_owned());
                self.a.set(q, &key, if there { written() } else { was });
                for (_, key) in self.unwritten.iter().filter(|(of, _)| *of == r) {
                    self.a.set(q, key, if there { written() } else { None });
                }
                r
            }
            Need::Proven(c) => {
                self.a.suppose(c, there.then_some(Level::Proven));
                q.check_owner[c]
            }
            Need::Include(r) => {
                let key = &q.requirements[r].id;
                let was = original.and_then(|a| a.facts().get(key).cloned());
                self.a.set(q, key, if there { Some(Level::Proven.key().to_owned()) } else { was });
                r
            }
            Need::Named(c) => {
                self.a.pretend_named(&q.check(c).id, there);
                q.check_owner[c]
            }
            Need::Seen(c) => {
                self.a.pretend_seen(&q.check(c).id, there);
                q.check_owner[c]
            }
        };
        self.scores.update(q, &self.a, r);
    }

    fn set(&mut self, need: Need) {
        self.put(need, None);
    }

    /// Puts back what `original` says.
    fn unset(&mut self, need: Need, original: &Assessment) {
        self.put(need, Some(original));
    }

    fn verdict(&self) -> Verdict {
        Verdict::compute(self.q, &self.a, &self.scores)
    }
}

/// Tries everything that could lift the verdict. Some hundred recomputations: some milliseconds.
pub fn verdict(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Improvement {
    let needs = candidates(q, a, scores, v);
    let mut trial = Trial::new(q, a, scores);
    let (was, complete) = (height(v), v.open.is_empty());
    let improves = |t: &Trial| {
        let new = t.verdict();
        let better = height(&new) > was || (!complete && new.open.is_empty() && height(&new) >= was);
        better.then(|| height(&new))
    };
    let mut found = Improvement { open: open_ends(q, a, v), ..Improvement::default() };
    for need in &needs {
        trial.set(*need);
        if let Some(class) = improves(&trial) {
            found.alone.push((*need, class));
        }
        trial.unset(*need, a);
    }
    // A set must lift what counts against it: deciding all that is open says nothing by itself.
    let improves = |t: &Trial| Some(height(&t.verdict())).filter(|new| *new > was);
    if found.alone.iter().all(|(_, class)| *class <= was) && was < Class::Stage2 {
        for need in &needs {
            trial.set(*need);
        }
        if improves(&trial).is_some() {
            // Leave out what is not needed, ordinary checks first, so that the key checks remain.
            let mut order = needs.clone();
            order.sort_by_key(|n| matches!(n, Need::Proven(c) if q.check(*c).key));
            let mut left = needs;
            for need in order {
                trial.unset(need, a);
                if improves(&trial).is_some() {
                    left.retain(|n| *n != need);
                } else {
                    trial.set(need);
                }
            }
            found.to = improves(&trial);
            found.together = left;
        }
    }
    found
}

/// Steps that could count: checks below Proven in the clauses, the gates and where controls cap; missing reasons;
/// evidence once nothing is open: for the gates, and near the top for every check.
fn candidates(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Vec<Need> {
    let top = v.class == Class::Stage1;
    let mut needs = Vec::new();
    for (r, (req, s)) in q.requirements.iter().zip(&scores.requirements).enumerate() {
        if s.reason_missing && !s.cannot_stand {
            needs.push(Need::Reason(r));
        }
        if a.excluded(r) {
            needs.extend(s.cannot_stand.then_some(Need::Include(r)));
            continue;
        }
        let caps = req.kind == RequirementKind::Clause || s.status == Status::Gap || s.is_open() || top;
        for c in q.checks_of(r).filter(|c| a.counts(q, *c)) {
            match a.level(q, c).map(|(l, _)| l) {
                Some(Level::Proven) if top && !q.is_of_gate(c) && !a.is_shown(q, c) => {
                    needs.push(Need::Named(c));
                }
                Some(Level::NotApplicable) if s.cannot_stand => needs.push(Need::Proven(c)),
                Some(Level::Proven | Level::NotApplicable) => {}
                _ if caps => needs.push(Need::Proven(c)),
                _ => {}
            }
        }
    }
    for (gate, state) in v.gates.iter().enumerate() {
        for c in q.checks_of_gate(gate).filter(|c| !a.excluded(q.check_owner[*c])) {
            let proven = matches!(a.level(q, c), Some((Level::Proven, _)));
            let evidence = match (a.is_shown(q, c), state) {
                (_, GateState::Seen) => None,
                (true, _) => top.then_some(Need::Seen(c)),
                (false, _) => Some(Need::Named(c)),
            };
            for need in (!proven).then_some(Need::Proven(c)).into_iter().chain(evidence) {
                if !needs.contains(&need) {
                    needs.push(need);
                }
            }
        }
    }
    needs
}

/// The class if everything open turned out Nothing, and if Proven with its evidence seen.
fn open_ends(q: &Questionnaire, a: &Assessment, v: &Verdict) -> Option<(Class, Class)> {
    if v.open.is_empty() {
        return None;
    }
    let mut trial = a.for_figures();
    for c in 0..q.check_count() {
        let open = matches!(a.level(q, c), None | Some((Level::DontKnow, _)));
        if open && a.counts(q, c) && !a.excluded(q.check_owner[c]) {
            trial.suppose(c, Some(Level::Nothing));
        }
    }
    let worst = Verdict::compute(q, &trial, &Scores::compute(q, &trial)).class;
    Some((worst, height(v)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(levels: &[(&str, &str)]) -> (Questionnaire, Assessment, Improvement) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for (id, level) in levels {
            a.set(&q, id, Some((*level).to_owned()));
        }
        let scores = Scores::compute(&q, &a);
        let v = Verdict::compute(&q, &a, &scores);
        let found = verdict(&q, &a, &scores, &v);
        (q, a, found)
    }

    const TOPS: [&str; 16] =
        ["4", "5", "6", "7", "8", "9", "10", "A.2", "A.3", "A.4", "A.5", "A.6", "A.7", "A.8", "A.9", "A.10"];

    fn all_but(levels: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
        TOPS.map(|t| (t, "5")).into_iter().chain(levels.iter().copied()).collect()
    }

    fn names(q: &Questionnaire, needs: &[Need]) -> Vec<String> {
        needs
            .iter()
            .map(|n| if let Need::Proven(c) = n { q.check(*c).id.clone() } else { format!("{n:?}") })
            .collect()
    }

    /// Everything at Proven but these, with evidence on every requirement.
    fn shown_but(levels: &[(&'static str, &'static str)]) -> (Questionnaire, Assessment) {
        let (q, mut a, _) = tried(&all_but(levels));
        let mut yes = |key: String| a.set(&q, &key, Some("yes".to_owned()));
        yes("evidence.1-abcdef.made".to_owned());
        for r in &q.requirements {
            yes(format!("evidence.1-abcdef.shows.{}", r.id));
        }
        (q, a)
    }

    fn improved(q: &Questionnaire, a: &Assessment) -> Improvement {
        let scores = Scores::compute(q, a);
        verdict(q, a, &scores, &Verdict::compute(q, a, &scores))
    }

    #[test]
    fn one_answer_that_lifts_is_found_and_nothing_else() {
        let (q, a) = shown_but(&[("9.2.1/1", "1")]);
        let found = improved(&q, &a);
        assert_eq!(names(&q, &[found.alone[0].0]), ["9.2.1/1"]);
        assert_eq!((found.alone.len(), found.alone[0].1), (1, Class::Stage1));
    }

    #[test]
    fn what_lifts_together_is_enough_and_all_needed() {
        let (q, mut a, found) = tried(&all_but(&[("9.2.1", "1"), ("5.2", "1"), ("4.1", "3")]));
        assert!(found.alone.is_empty());
        assert_eq!(found.to, Some(Class::NearlyReady));
        let ids = names(&q, &found.together);
        assert!(ids.contains(&"9.2.1/1".to_owned()) && ids.contains(&"5.2/1".to_owned()), "{ids:?}");
        assert!(!ids.iter().any(|i| i.starts_with("4.1/")), "4.1 is only partial: {ids:?}");
        let class = |a: &Assessment| Verdict::compute(&q, a, &Scores::compute(&q, a)).class;
        for id in &ids {
            a.set(&q, id, Some("5".into()));
        }
        assert_eq!(class(&a), Class::NearlyReady);
        for id in &ids {
            let was = a.set(&q, id, Some("1".into()));
            assert_eq!(class(&a), Class::NotReady, "{id} is needed");
            a.set(&q, id, was);
        }
    }

    /// The checks of all gates, each once.
    fn gate_checks(q: &Questionnaire) -> usize {
        (0..q.check_count()).filter(|c| q.is_of_gate(*c)).count()
    }

    #[test]
    fn with_ticks_alone_evidence_for_the_gates_is_what_is_missing() {
        let (q, _, found) = tried(&all_but(&[]));
        assert_eq!(found.to, Some(Class::Stage1));
        assert!(found.together.iter().all(|n| matches!(n, Need::Named(_))), "{:?}", found.together);
        assert_eq!(found.together.len(), gate_checks(&q));
    }

    #[test]
    fn at_the_top_somebody_has_to_see_the_evidence_of_the_gates() {
        let (q, a) = shown_but(&[]);
        let found = improved(&q, &a);
        assert_eq!(found.to, Some(Class::Stage2));
        assert!(found.together.iter().all(|n| matches!(n, Need::Seen(_))), "{:?}", found.together);
        assert_eq!(found.together.len(), gate_checks(&q));
    }

    #[test]
    fn while_something_is_open_both_ends_are_tried() {
        let (_, _, found) = tried(&[("4", "5"), ("5.2", "1")]);
        assert_eq!(found.open, Some((Class::Early, Class::NotReady)));
        let (q, mut a) = shown_but(&[]);
        a.set(&q, "A.7.3", Some("?".into()));
        assert_eq!(improved(&q, &a).open, Some((Class::NearlyReady, Class::Stage2)));
    }
}
