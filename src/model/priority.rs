//! The gap list (method, section 6): a total, stable order, with the reason for each rank.

use super::assessment::{Assessment, keys};
use super::effort::{self, Served};
use super::held;
use super::level::Level;
use super::limits;
use super::questionnaire::{Grade, Questionnaire, Requirement, RequirementKind};
use super::score::{Scores, Status};

/// Importance, cut from the order: P1 holds at most a quarter of the list, rounded up. Says nothing of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// The first quarter.
    P1,
    /// Up to half of the list.
    P2,
    /// The rest.
    P3,
    /// Partial controls that would hardly be a major: class 5 without gates and likely majors.
    P4,
}

impl Band {
    /// All bands in order.
    pub const ALL: [Self; 4] = [Self::P1, Self::P2, Self::P3, Self::P4];

    /// The name, the same in data files and for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
            Self::P4 => "P4",
        }
    }
}

/// A check that keeps a requirement from being Met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Index of the check.
    pub check: usize,
    /// Its level; none while open.
    pub level: Option<Level>,
}

impl Missing {
    /// Where what to do next begins: at its level, or at what the registers hold, if that is more.
    pub fn stands_at(&self, q: &Questionnaire, a: &Assessment) -> Option<Level> {
        held::stands_at(q, a, self.check, self.level)
    }
}

/// One row of the gap list.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// From 1.
    pub rank: usize,
    /// Its band.
    pub band: Band,
    /// 1 to 5.
    pub class: u8,
    /// Index of the requirement.
    pub requirement: usize,
    /// Gap or Partial.
    pub status: Status,
    /// Unfinished requirements that wait for it, directly or through others.
    pub unblocks: usize,
    /// AI systems that make it more urgent.
    pub exposure: usize,
    /// Hours to close it.
    pub effort_hours: f64,
    /// Whether a person set the hours.
    pub effort_set: bool,
    /// Its checks whose work is done elsewhere and counted here a second time; none where a person set the hours.
    pub served: Vec<Served>,
    /// Checks below Proven, most important first.
    pub missing: Vec<Missing>,
    /// Unfinished requirements in this list that must come first.
    pub depends_on: Vec<usize>,
    /// Ids of all actions of the plan that come before the work on it, directly or through others.
    pub first: Vec<String>,
    /// Hours of these.
    pub first_hours: f64,
    /// The event, an unfinished requirement of this list, that what is to be done here belongs to: it comes after it.
    pub follows: Option<usize>,
    /// Rank the rule gives, and the reason, when a person set another one.
    pub overridden: Option<(usize, String)>,
}

impl Gap {
    /// Stable id, `GAP-5.2-01`: one gap a requirement, the same after every re-scoring.
    pub fn id(&self, q: &Questionnaire) -> String {
        format!("GAP-{}-01", q.requirements[self.requirement].id)
    }

    /// What to do first.
    pub fn action<'q>(&self, q: &'q Questionnaire, a: &Assessment) -> &'q str {
        self.missing.first().map_or("", |m| a.check(q, m.check).action_for(m.stands_at(q, a)))
    }

    /// What that is called.
    pub fn action_name<'q>(&self, q: &'q Questionnaire, a: &Assessment) -> &'q str {
        self.missing.first().map_or("", |m| a.check(q, m.check).action_name_for(m.stands_at(q, a)))
    }

    /// The document or record that leaves behind.
    pub fn output<'q>(&self, q: &'q Questionnaire) -> &'q str {
        self.missing.first().map_or("", |m| q.check(m.check).output.as_str())
    }

    /// All outputs of the missing checks, each once.
    pub fn outputs<'q>(&self, q: &'q Questionnaire) -> Vec<&'q str> {
        let mut list: Vec<&str> = Vec::new();
        for m in &self.missing {
            let output = q.check(m.check).output.as_str();
            if !list.contains(&output) {
                list.push(output);
            }
        }
        list
    }

    /// Why it has this rank.
    pub fn reason(&self, q: &Questionnaire, a: &Assessment) -> Reason {
        let r = &q.requirements[self.requirement];
        let weight = match (is_gate(q, r), r.stage1, a.if_absent(r), r.kind) {
            (true, _, _, _) => Weight::Gate,
            (_, true, Grade::Major, _) => Weight::Stage1Major,
            (_, true, Grade::Minor, _) => Weight::Stage1,
            (_, false, Grade::Major, _) => Weight::Major,
            (_, false, Grade::Minor, RequirementKind::Clause) => Weight::Clause,
            (_, false, Grade::Minor, RequirementKind::Control) => Weight::Control,
        };
        Reason {
            by_hand: self.overridden.clone(),
            weight,
            shortfall: self.shortfall(q, a),
            unblocks: self.unblocks,
            first: self.first.clone(),
            first_hours: self.first_hours,
            exposure: self.exposure,
            effort_hours: self.effort_hours,
            served_by: effort::served_by(q, &self.served),
        }
    }

    fn shortfall(&self, q: &Questionnaire, a: &Assessment) -> Shortfall {
        let checks: Vec<usize> = q.checks_of(self.requirement).filter(|c| a.counts(q, *c)).collect();
        let level = |c: &usize| a.level(q, *c).map(|(l, _)| l);
        let of = checks.len();
        if checks.iter().all(|c| matches!(level(c), Some(Level::Nothing | Level::Planned))) {
            return Shortfall::Everything;
        }
        if self.status == Status::Gap {
            let key = self
                .missing
                .iter()
                .find(|m| q.check(m.check).key && m.level.is_some_and(|l| q.is_gap_level(m.check, l)));
            if let Some(m) = key {
                return Shortfall::KeyCheck(q.check(m.check).id.clone());
            }
            let bare = |c: &&usize| level(c).is_some_and(|l| q.is_gap_level(**c, l));
            return Shortfall::Nothing { nothing: checks.iter().filter(bare).count(), of };
        }
        Shortfall::NotProven { missing: self.missing.len(), of }
    }
}

/// Why a gap has its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Rank the rule gives, and the reason, when a person set another one.
    pub by_hand: Option<(usize, String)>,
    /// How much its absence weighs.
    pub weight: Weight,
    /// What of it is missing.
    pub shortfall: Shortfall,
    /// Unfinished requirements that wait for it, directly or through others.
    pub unblocks: usize,
    /// Ids of all actions that must come first.
    pub first: Vec<String>,
    /// Hours of these.
    pub first_hours: f64,
    /// AI systems that make it more urgent.
    pub exposure: usize,
    /// Hours to close it.
    pub effort_hours: f64,
    /// Ids of checks elsewhere whose work is counted here a second time.
    pub served_by: Vec<String>,
}

/// How much the absence of a requirement weighs in an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A gate of the verdict lies in it.
    Gate,
    /// Stage 1 looks at it, and its absence is likely a major nonconformity.
    Stage1Major,
    /// Stage 1 looks at it.
    Stage1,
    /// Its absence is likely a major nonconformity.
    Major,
    /// Any other clause requirement.
    Clause,
    /// Any other control.
    Control,
}

/// What of a requirement is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortfall {
    /// All of its checks have nothing to show.
    Everything,
    /// This key check.
    KeyCheck(String),
    /// Some checks have nothing to show.
    Nothing {
        /// So many.
        nothing: usize,
        /// Of so many.
        of: usize,
    },
    /// Something is there, but some checks are not Proven.
    NotProven {
        /// So many.
        missing: usize,
        /// Of so many.
        of: usize,
    },
}

/// Hours as people read them.
pub fn hours(h: f64) -> String {
    // An empty sum is minus zero.
    let h = if h == 0.0 { 0.0 } else { h };
    if (h - h.round()).abs() < 0.05 { format!("{h:.0} h") } else { format!("{h:.1} h") }
}

/// Requirements not assessed yet, and questions to find out; never mixed into the gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenLists {
    /// Requirements with status Open and no Don't know: not assessed yet.
    pub not_assessed: Vec<usize>,
    /// Checks answered Don't know.
    pub to_find_out: Vec<usize>,
    /// Controls excluded without a reason: open items of 6.1.3.
    pub without_reason: Vec<usize>,
    /// Controls excluded although no reason for it can stand: open items of the same requirement, whatever is written.
    pub cannot_stand: Vec<usize>,
    /// Controls excluded with a reason that argues nothing.
    pub weak_reason: Vec<usize>,
}

/// The gap list with the lists beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct GapList {
    /// Rows in rank order.
    pub gaps: Vec<Gap>,
    /// What is open.
    pub open: OpenLists,
}

impl GapList {
    /// Ranks everything from scratch.
    pub fn compute(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Self {
        let waiting = waiting_counts(q, scores);
        let exposed = a.index().exposed_systems();
        let set_by_hand = a.any(keys::EFFORT);
        let gaps: Vec<Gap> = (0..q.requirements.len())
            .filter(|r| matches!(scores.status(*r), Status::Gap | Status::Partial))
            .map(|r| {
                let req = &q.requirements[r];
                let effort = effort::of(q, a, r, set_by_hand);
                Gap {
                    rank: 0,
                    band: Band::P3,
                    class: class(req, a.if_absent(req), scores.status(r)),
                    requirement: r,
                    status: scores.status(r),
                    unblocks: waiting[r],
                    exposure: if req.exposure { exposed } else { 0 },
                    effort_hours: effort.hours,
                    effort_set: effort.set,
                    served: effort.served,
                    missing: missing(q, a, r),
                    depends_on: unfinished_before(q, scores, r),
                    first: Vec::new(),
                    first_hours: 0.0,
                    follows: None,
                    overridden: None,
                }
            })
            .collect();
        let mut list = Self { gaps, open: open_lists(q, a, scores) };
        list.events_first(q);
        let gaps = &mut list.gaps;
        let gates: Vec<bool> = q.requirements.iter().map(|r| is_gate(q, r)).collect();
        // What comes first in its class: a gate, a likely major, a gap before what is partly there.
        let weight = |g: &Gap| {
            let major = a.if_absent(&q.requirements[g.requirement]) == Grade::Major;
            (!gates[g.requirement], !major, g.status != Status::Gap)
        };
        gaps.sort_by(|x, y| {
            x.class
                .cmp(&y.class)
                .then_with(|| weight(x).cmp(&weight(y)))
                .then(y.exposure.cmp(&x.exposure))
                .then(y.unblocks.cmp(&x.unblocks))
                .then(x.effort_hours.total_cmp(&y.effort_hours))
                .then(x.requirement.cmp(&y.requirement))
        });
        if a.any(keys::RANK) {
            apply_overrides(q, a, gaps);
        }
        cut_bands(q, a, &gates, gaps);
        list.count_first(q, a, scores);
        list
    }

    /// The gap of a requirement.
    pub fn of(&self, requirement: usize) -> Option<&Gap> {
        self.gaps.iter().find(|g| g.requirement == requirement)
    }

    /// Hours over the whole list.
    pub fn total_hours(&self) -> f64 {
        super::hours::sum(self.gaps.iter().map(|g| g.effort_hours))
    }
}

/// Priority class 1 to 5 (method, section 6).
fn class(r: &Requirement, if_absent: Grade, status: Status) -> u8 {
    let gate = r.stage1 && if_absent == Grade::Major;
    match (status, r.kind) {
        (Status::Gap, _) if gate => 1,
        (Status::Gap, RequirementKind::Clause) => 2,
        (Status::Partial, _) if gate => 3,
        (Status::Gap, RequirementKind::Control) if if_absent == Grade::Major => 3,
        (Status::Gap, RequirementKind::Control) | (_, RequirementKind::Clause) => 4,
        (_, RequirementKind::Control) => 5,
    }
}

/// Whether a gate of the verdict lies in this requirement.
pub fn is_gate(q: &Questionnaire, r: &Requirement) -> bool {
    q.gates.iter().any(|g| g.checks.iter().any(|c| c.split('/').next() == Some(r.id.as_str())))
}

/// Checks below Proven: key checks first, then the lowest level, then the order of the standard.
fn missing(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<Missing> {
    let mut list: Vec<Missing> = q
        .checks_of(r)
        .filter(|c| a.counts(q, *c))
        .filter_map(|check| {
            let level = a.level(q, check).map(|(l, _)| l);
            match level {
                Some(Level::Proven | Level::NotApplicable) => None,
                Some(Level::DontKnow) | None => Some(Missing { check, level: None }),
                level => Some(Missing { check, level }),
            }
        })
        .collect();
    list.sort_by_key(|m| in_turn(q, m.check, m.level));
    list
}

/// Which of the checks of a requirement is worked on first: see [`missing`].
pub(super) fn in_turn(q: &Questionnaire, check: usize, level: Option<Level>) -> (bool, u8, usize) {
    let at_gap = level.is_some_and(|l| q.is_gap_level(check, l));
    (!(q.check(check).key && at_gap), level.map_or(9, |l| l as u8), check)
}

/// Whether work on a requirement is still to be done or decided.
fn unfinished(status: Status) -> bool {
    matches!(status, Status::Gap | Status::Partial | Status::Open)
}

/// For each requirement, how many unfinished ones wait for it directly or through others.
fn waiting_counts(q: &Questionnaire, scores: &Scores) -> Vec<usize> {
    let n = q.requirements.len();
    let words = n.div_ceil(64);
    let order = super::schedule::topological(&q.depends);
    let dependents = q.dependents();
    let mut reach = vec![0u64; n * words];
    // From the end of every chain backwards: what waits for r is its dependents and what waits for them.
    for r in order.into_iter().rev() {
        for d in &dependents[r] {
            for w in 0..words {
                let bits = reach[d * words + w];
                reach[r * words + w] |= bits;
            }
            reach[r * words + d / 64] |= 1 << (d % 64);
        }
    }
    let mut counted = vec![0u64; words];
    for r in (0..n).filter(|r| unfinished(scores.status(*r))) {
        counted[r / 64] |= 1 << (r % 64);
    }
    (0..n)
        .map(|r| (0..words).map(|w| (reach[r * words + w] & counted[w]).count_ones() as usize).sum())
        .collect()
}

/// Gap and Partial requirements that must come before `r`, looking through those that are finished,
/// excluded or not assessed.
pub fn unfinished_before(q: &Questionnaire, scores: &Scores, r: usize) -> Vec<usize> {
    let is_gap = |d: usize| matches!(scores.status(d), Status::Gap | Status::Partial);
    // Nothing to look through: the usual case, and far cheaper in a questionnaire of thousands.
    if q.depends[r].iter().all(|d| is_gap(*d)) {
        let mut direct = q.depends[r].clone();
        direct.sort_unstable();
        direct.dedup();
        return direct;
    }
    let mut found = Vec::new();
    let mut seen = vec![false; q.requirements.len()];
    let mut stack: Vec<usize> = q.depends[r].clone();
    while let Some(d) = stack.pop() {
        if std::mem::replace(&mut seen[d], true) {
            continue;
        }
        if is_gap(d) {
            found.push(d);
        } else {
            stack.extend(&q.depends[d]);
        }
    }
    found.sort_unstable();
    found
}

/// Moves rows a person ranked to the place they were given; the others keep their order around them.
fn apply_overrides(q: &Questionnaire, a: &Assessment, gaps: &mut Vec<Gap>) {
    let wished = |g: &Gap| limits::rank(a.at(keys::RANK, &q.requirements[g.requirement].id)?).ok();
    for (i, g) in gaps.iter_mut().enumerate() {
        if let Some((_, reason)) = wished(g) {
            g.overridden = Some((i + 1, reason.to_owned()));
        }
    }
    let (mut fixed, mut rest): (Vec<Gap>, Vec<Gap>) =
        std::mem::take(gaps).into_iter().partition(|g| g.overridden.is_some());
    let wish = |g: &Gap| wished(g).map_or(usize::MAX, |(n, _)| n as usize);
    fixed.sort_by_key(|g| (wish(g), g.requirement));
    for g in fixed {
        let at = wish(&g).saturating_sub(1).min(rest.len());
        rest.insert(at, g);
    }
    *gaps = rest;
}

/// P4 is told by what it is; the other bands are cut from the order of the whole list.
fn cut_bands(q: &Questionnaire, a: &Assessment, gates: &[bool], gaps: &mut [Gap]) {
    let n = gaps.len();
    let (first, second) = (n.div_ceil(4), n.div_ceil(2));
    for (i, g) in gaps.iter_mut().enumerate() {
        g.rank = i + 1;
        let weighs = gates[g.requirement] || a.if_absent(&q.requirements[g.requirement]) == Grade::Major;
        g.band = if g.class == 5 && !weighs {
            Band::P4
        } else if i < first {
            Band::P1
        } else if i < second {
            Band::P2
        } else {
            Band::P3
        };
    }
}

fn open_lists(q: &Questionnaire, a: &Assessment, scores: &Scores) -> OpenLists {
    let mut lists = OpenLists::default();
    for (r, s) in scores.requirements.iter().enumerate() {
        if s.status == Status::Open && s.dont_know == 0 {
            lists.not_assessed.push(r);
        }
        if s.cannot_stand {
            lists.cannot_stand.push(r);
        } else if s.reason_missing {
            lists.without_reason.push(r);
        } else if a.is_weakly_excluded(q, r) {
            lists.weak_reason.push(r);
        }
        if s.status != Status::NotApplicable {
            lists
                .to_find_out
                .extend(q.checks_of(r).filter(|c| a.asked_level(q, *c) == Some(Level::DontKnow)));
        }
    }
    lists
}
