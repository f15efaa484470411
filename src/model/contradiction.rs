//! Answers that cannot both be right: they stand beside the verdict with their number and go into every report.

use super::assessment::{Assessment, keys};
use super::level::Level;
use super::questionnaire::{CheckKind, Impact, Questionnaire, RequirementKind, Target, compare_ids};
use super::score::{Scores, Status};
use super::weakness::{Finding, Weakness, finding};

/// All of them, in the order of the standard.
pub fn all(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Vec<Finding> {
    let mut list = Vec::new();
    for r in 0..q.requirements.len() {
        order_of_work(q, scores, r, &mut list);
        no_record(q, a, r, &mut list);
        affects_people(q, a, r, &mut list);
    }
    pairs(q, scores, &mut list);
    no_subject(q, a, &mut list);
    claims_on_all_controls(q, a, scores, &mut list);
    list.sort_by(|x, y| compare_ids(&x.at, &y.at));
    list
}

/// Nothing to show at all: every answered check without credit.
fn empty(scores: &Scores, r: usize) -> bool {
    let s = &scores.requirements[r];
    s.status == Status::Gap && s.thirds == 0
}

/// All there, although what must come first has nothing to show.
fn order_of_work(q: &Questionnaire, scores: &Scores, r: usize, list: &mut Vec<Finding>) {
    if scores.status(r) != Status::Met {
        return;
    }
    let before: Vec<String> =
        q.depends[r].iter().filter(|d| empty(scores, **d)).map(|d| q.requirements[*d].id.clone()).collect();
    if !before.is_empty() {
        list.push(finding(&q.requirements[r].id, Weakness::WorkOrder { before }));
    }
}

/// Proven says that records show it: not while the records of the same requirement have nothing to show.
fn no_record(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    if a.excluded(r) {
        return;
    }
    let ids = |wanted: &dyn Fn(CheckKind, usize, Level) -> bool| -> Vec<String> {
        let fits = |c: &usize| {
            let check = q.check(*c);
            a.counts(q, *c) && a.level(q, *c).is_some_and(|(l, _)| wanted(check.kind, *c, l))
        };
        q.checks_of(r).filter(fits).map(|c| q.check(c).id.clone()).collect()
    };
    let done = |kind| matches!(kind, CheckKind::Practice | CheckKind::Event);
    let proven = ids(&|kind, _, level| done(kind) && level == Level::Proven);
    let records = ids(&|kind, c, level| kind == CheckKind::Record && q.is_gap_level(c, level));
    if !proven.is_empty() && !records.is_empty() {
        list.push(finding(&q.requirements[r].id, Weakness::NoRecord { proven, records }));
    }
}

/// Two that ask for the same matter, one all there and the other empty.
fn pairs(q: &Questionnaire, scores: &Scores, list: &mut Vec<Finding>) {
    for pair in &q.same_matter {
        let (clause, control) = (pair.clause.as_str(), pair.control.as_str());
        let (Some(c), Some(k)) = (q.requirement_index(clause), q.requirement_index(control)) else {
            continue;
        };
        // The other way round is a matter of the order of work where one depends on the other.
        if scores.status(c) == Status::Met && empty(scores, k) {
            list.push(finding(control, Weakness::SameMatter { met: clause.to_owned() }));
        }
        if scores.status(k) == Status::Met && empty(scores, c) && !q.depends[k].contains(&c) {
            list.push(finding(clause, Weakness::SameMatter { met: control.to_owned() }));
        }
    }
}

/// One check that speaks of every control, against the controls themselves.
fn claims_on_all_controls(q: &Questionnaire, a: &Assessment, scores: &Scores, list: &mut Vec<Finding>) {
    let proven = |id: &&String| match q.find(id) {
        Some(Target::Check(c)) => matches!(a.level(q, c), Some((Level::Proven, _))),
        _ => false,
    };
    let controls = |wanted: &dyn Fn(usize) -> bool| -> Vec<String> {
        (0..q.requirements.len())
            .filter(|r| q.requirements[*r].kind == RequirementKind::Control && wanted(*r))
            .map(|r| q.requirements[r].id.clone())
            .collect()
    };
    let undecided = controls(&|r| scores.status(r) == Status::Open);
    let unreasoned = controls(&|r| scores.requirements[r].reason_missing);
    if let Some(statement) = q.places.statement.as_ref().filter(proven)
        && !(undecided.is_empty() && unreasoned.is_empty())
    {
        list.push(finding(statement, Weakness::Statement { undecided, unreasoned }));
    }
    let empty = controls(&|r| empty(scores, r));
    if let Some(treatment) = q.places.treatment.as_ref().filter(proven)
        && !empty.is_empty()
    {
        list.push(finding(treatment, Weakness::Treatment { empty }));
    }
    let gaps = controls(&|r| scores.status(r) == Status::Gap);
    if let Some(running) = q.places.running.as_ref().filter(proven)
        && !gaps.is_empty()
    {
        list.push(finding(running, Weakness::Running { gaps }));
    }
}

/// Left out, although systems in scope affect people.
fn affects_people(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    if !a.excluded(r) {
        return;
    }
    let req = &q.requirements[r];
    let of_impact = |i: &&Impact| q.ancestors[r].iter().any(|h| q.headings[*h].id == i.controls);
    let Some(impact) = q.places.impact.as_ref().filter(of_impact) else { return };
    let affected = a.systems().iter().filter(|s| s.affects_people).count();
    if affected > 0 {
        let asked_by = impact.asked_by.clone();
        list.push(finding(&req.id, Weakness::AffectsPeople { systems: affected, asked_by }));
    }
}

/// What is claimed of a scope and of AI systems that nobody has written down.
fn no_subject(q: &Questionnaire, a: &Assessment, list: &mut Vec<Finding>) {
    let proven = |id: &String| -> Vec<String> {
        let of = q.find(id).and_then(|at| q.requirement_of(at)).filter(|r| !a.excluded(*r));
        let proven = |c: &usize| a.counts(q, *c) && matches!(a.level(q, *c), Some((Level::Proven, _)));
        of.map(|r| q.checks_of(r).filter(proven).map(|c| q.check(c).id.clone()).collect()).unwrap_or_default()
    };
    if let Some(scope) = &q.places.scope
        && a.get(keys::SCOPE).is_none_or(|s| s.trim().is_empty())
        && !proven(scope).is_empty()
    {
        list.push(finding(scope, Weakness::NoScope));
    }
    let asked_by = q.places.impact.iter().flat_map(|i| &i.asked_by);
    let claims: Vec<String> = asked_by.flat_map(proven).collect();
    if let Some(first) = claims.first().filter(|_| !a.has_systems()) {
        list.push(finding(first, Weakness::NoSystems { proven: claims.clone() }));
    }
}
