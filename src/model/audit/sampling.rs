//! How many to look at, and which: two habits of auditors, the square root of how many there are and that root by risk. Neither is
//! asked for by the standard; an auditor decides. Said in words; derived each time.

use super::{Finding, covers};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::{Grade as IfAbsent, Questionnaire, Target};
use crate::model::record::{EVIDENCE, KINDS, Kind, Rec, SYSTEM, read};
use crate::model::score::{Scores, Status};

/// Up to so many all are looked at.
const ALL: usize = 4;

/// The least that is looked at by risk, where there are as many: of a low, a middle and a high one.
const LEAST: [usize; 3] = [2, 3, 4];

/// By which share of the root, in tenths.
const SHARE: [usize; 3] = [6, 10, 15];

/// What there are so many of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// As the row says: what, or nothing where it does not say.
    Row(String),
    /// Records of a register.
    Register(&'static Kind),
}

/// What speaks for looking at more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A major nonconformity would be likely if it were missing.
    LikelyMajor,
    /// AI systems in scope affect people or a legal duty is in force, and it has to do with that.
    Exposed,
    /// Findings stand there, or were looked at again, by their numbers.
    Found(Vec<String>),
    /// The organisation says itself that it is a gap or there in part.
    OwnAnswer(Status),
    /// It says that all of it is there, and nothing shows it.
    NotShown,
}

/// How much speaks for looking at more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Nothing.
    Low,
    /// One thing.
    Middle,
    /// More than that.
    High,
}

/// How many to look at, of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampling {
    /// What they are.
    pub of: What,
    /// How many there are; at least one.
    pub population: usize,
    /// The square root of that, rounded up.
    pub root: usize,
    /// How many by risk.
    pub by_risk: usize,
    /// How much that is.
    pub risk: Risk,
    /// By date every so-manieth of them.
    pub every: usize,
    /// Beginning with this one, so that it is neither always the newest nor always the oldest.
    pub from: usize,
}

impl Sampling {
    /// Of so many, at this risk; none of nothing.
    pub fn of(of: What, population: usize, risk: Risk) -> Option<Self> {
        if population == 0 {
            return None;
        }
        let root = population.isqrt();
        let root = if root * root < population { root + 1 } else { root };
        let at = risk as usize;
        let by_risk = if population <= ALL {
            population
        } else {
            (root * SHARE[at]).div_ceil(10).max(LEAST[at]).min(population)
        };
        let every = (population / by_risk).max(1);
        Some(Self { of, population, root, by_risk, risk, every, from: every.div_ceil(2) })
    }
}

/// What a place asks an auditor to sample: of what its row says, else of every register that supports it and holds something; and
/// what speaks for looking at more. `carried` are numbers of findings that are looked at again there.
pub fn at(
    (q, a, scores): (&Questionnaire, &Assessment, &Scores),
    at: Target,
    row: Option<&Rec<'_>>,
    found: &[String],
) -> (Vec<Sampling>, Vec<Why>) {
    let why = why((q, a, scores), at, found);
    let risk = match why.len() {
        0 => Risk::Low,
        1 => Risk::Middle,
        _ => Risk::High,
    };
    let said = row.and_then(|r| Some((r.get("of").to_owned(), r.get("population").parse::<usize>().ok()?)));
    let all = match said {
        Some((of, n)) => vec![(What::Row(of), n)],
        None => registers(q, a, at),
    };
    (all.into_iter().filter_map(|(of, n)| Sampling::of(of, n, risk)).collect(), why)
}

fn requirements(q: &Questionnaire, at: Target) -> Vec<usize> {
    (0..q.requirements.len()).filter(|r| covers(q, at, *r)).collect()
}

fn checks(q: &Questionnaire, at: Target) -> Vec<usize> {
    match at {
        Target::Check(c) => vec![c],
        _ => requirements(q, at).into_iter().flat_map(|r| q.checks_of(r)).collect(),
    }
}

/// Registers the checks there look at, by the questionnaire, as far as they hold something; evidence that names them behind.
fn registers(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<(What, usize)> {
    let checks = checks(q, at);
    let mut kinds: Vec<&'static Kind> = Vec::new();
    for row in checks.iter().flat_map(|c| q.check(*c).held.iter().flatten()) {
        let kind = row.kind.as_deref().and_then(|key| KINDS.iter().copied().find(|k| k.key == key));
        kinds.extend(kind.filter(|k| k.is_register() && !kinds.contains(k)));
    }
    let count = |kind: &'static Kind| match kind.key {
        key if key == SYSTEM.key => a.systems().len(),
        _ => read::all(a, kind).len(),
    };
    let mut all: Vec<(What, usize)> =
        kinds.into_iter().map(|k| (What::Register(k), count(k))).filter(|(_, n)| *n > 0).collect();
    let own = requirements(q, at).into_iter().map(|r| q.requirements[r].id.as_str());
    let ids = checks.iter().map(|c| q.check(*c).id.as_str()).chain(own);
    let pieces = a.pieces_naming(ids).len();
    if pieces > 0 {
        all.push((What::Register(&EVIDENCE), pieces));
    }
    all
}

fn why((q, a, scores): (&Questionnaire, &Assessment, &Scores), at: Target, found: &[String]) -> Vec<Why> {
    let mut all = Vec::new();
    let of = requirements(q, at);
    let any = |is: &dyn Fn(usize) -> bool| of.iter().any(|r| is(*r));
    if any(&|r| q.requirements[r].if_absent == IfAbsent::Major) {
        all.push(Why::LikelyMajor);
    }
    if a.index().exposed_systems() > 0 && any(&|r| q.requirements[r].exposure) {
        all.push(Why::Exposed);
    }
    if !found.is_empty() {
        all.push(Why::Found(found.to_vec()));
    }
    let worst = [Status::Gap, Status::Partial].into_iter().find(|s| any(&|r| scores.status(r) == *s));
    all.extend(worst.map(Why::OwnAnswer));
    let met = |r: usize| scores.status(r) == Status::Met;
    if worst.is_none() && any(&|r| met(r) && q.checks_of(r).any(|c| a.counts(q, c) && !a.is_shown(q, c))) {
        all.push(Why::NotShown);
    }
    all
}

/// Numbers of the findings that stand at a place, and of those that are looked at again there.
pub fn found_at(findings: &[&Finding<'_>], again: &[super::Carried]) -> Vec<String> {
    let here = findings.iter().filter(|f| f.against().is_some()).map(|f| f.rec.shown_no());
    here.chain(again.iter().map(|f| f.no.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_never_larger_than_what_there_is_and_grows_with_the_risk() {
        for population in 1..=2000 {
            let [low, middle, high] = [Risk::Low, Risk::Middle, Risk::High]
                .map(|risk| Sampling::of(What::Row(String::new()), population, risk).unwrap());
            assert!(low.by_risk <= middle.by_risk && middle.by_risk <= high.by_risk, "{population}");
            assert!(high.by_risk <= population && low.by_risk >= population.min(2), "{population}");
            for s in [&low, &middle, &high] {
                assert!(s.root * s.root >= population && (s.root - 1) * (s.root - 1) < population);
                // Every so-manieth, beginning there, finds as many as are to be looked at.
                let picked = (s.from..=population).step_by(s.every).count();
                assert!((s.by_risk..=2 * s.by_risk).contains(&picked), "{population}: {s:?}");
            }
        }
        assert_eq!(Sampling::of(What::Row(String::new()), 0, Risk::High), None);
    }

    #[test]
    fn of_few_all_are_looked_at() {
        let s = Sampling::of(What::Register(&SYSTEM), 3, Risk::Low).unwrap();
        assert_eq!((s.by_risk, s.every, s.from), (3, 1, 1));
        let s = Sampling::of(What::Row("orders".into()), 40, Risk::Middle).unwrap();
        assert_eq!((s.root, s.by_risk, s.every, s.from), (7, 7, 5, 3));
    }
}
