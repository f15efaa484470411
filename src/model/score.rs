//! Status, score and totals (method, sections 3 and 4).

use super::assessment::{Assessment, Given};
use super::level::Level;
use super::questionnaire::{Questionnaire, RequirementKind};

/// What the checks say of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Every applicable mandatory check is Proven.
    Met,
    /// Something is there.
    Partial,
    /// A key check or more than half of the checks have nothing to show.
    Gap,
    /// An excluded control.
    NotApplicable,
    /// A check is unanswered or Don't know.
    Open,
}

impl Status {
    /// All, in the order counts are given.
    pub const ALL: [Self; 5] = [Self::Met, Self::Partial, Self::Gap, Self::NotApplicable, Self::Open];

    /// Its sign in a list and in a line: all different, one column wide everywhere.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Met => "+",
            Self::Partial => "~",
            Self::Gap => "!",
            Self::NotApplicable => "-",
            Self::Open => ".",
        }
    }

    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Gap => "gap",
            Self::NotApplicable => "not_applicable",
            Self::Open => "open",
        }
    }
}

/// The score of one requirement. Credits are thirds of a point, so sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequirementScore {
    /// Its status.
    pub status: Status,
    /// Applicable mandatory checks.
    pub of: u32,
    /// Those answered with a level 1 to 5.
    pub answered: u32,
    /// Those answered Don't know.
    pub dont_know: u32,
    /// Sum of credits of the answered ones, in thirds.
    pub thirds: u32,
    /// Answered ones at gap-level.
    pub at_gap: u32,
    /// Whether a key check is at gap-level.
    pub key_at_gap: bool,
    /// Excluded or partly excluded without a written reason.
    pub reason_missing: bool,
    /// Excluded or partly excluded although the questionnaire says that no reason for it can stand.
    pub cannot_stand: bool,
    /// Mandatory checks at Proven.
    pub claimed: u32,
    /// Those of them with evidence.
    pub named: u32,
    /// Those whose evidence a person of the register has seen on a date.
    pub seen: u32,
}

impl RequirementScore {
    /// Whether a check of it is unanswered or Don't know, whatever the status.
    pub const fn is_open(&self) -> bool {
        self.answered < self.of
    }

    /// Mean credit of the answered checks, 0 to 1; none while nothing is answered.
    pub fn score(&self) -> Option<f64> {
        (self.answered > 0).then(|| f64::from(self.thirds) / f64::from(3 * self.answered))
    }

    /// Score if every open check turned out Nothing, 0 to 1.
    pub fn low(&self) -> f64 {
        if self.of == 0 { 0.0 } else { f64::from(self.thirds) / f64::from(3 * self.of) }
    }

    /// Score if every open check turned out Proven, 0 to 1.
    pub fn high(&self) -> f64 {
        if self.of == 0 {
            0.0
        } else {
            f64::from(self.thirds + 3 * (self.of - self.answered)) / f64::from(3 * self.of)
        }
    }
}

/// Counts of the five statuses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Met.
    pub met: u32,
    /// Partial.
    pub partial: u32,
    /// Gap.
    pub gap: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Open.
    pub open: u32,
}

impl Counts {
    /// One of them.
    pub fn of(&self, status: Status) -> u32 {
        match status {
            Status::Met => self.met,
            Status::Partial => self.partial,
            Status::Gap => self.gap,
            Status::NotApplicable => self.not_applicable,
            Status::Open => self.open,
        }
    }

    /// All together: the number of requirements counted.
    pub fn total(&self) -> u32 {
        self.met + self.partial + self.gap + self.not_applicable + self.open
    }

    fn add(&mut self, status: Status) {
        match status {
            Status::Met => self.met += 1,
            Status::Partial => self.partial += 1,
            Status::Gap => self.gap += 1,
            Status::NotApplicable => self.not_applicable += 1,
            Status::Open => self.open += 1,
        }
    }
}

/// Figures over a set of requirements. Readiness is 0 to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    /// Counts first.
    pub counts: Counts,
    /// Mean score of the applicable requirements that have an answer; none while there is none.
    pub so_far: Option<f64>,
    /// How many requirements that mean is over.
    pub assessed: u32,
    /// Applicable requirements.
    pub applicable: u32,
    /// Lower end over all applicable requirements.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Answered applicable mandatory checks.
    pub checks_answered: u32,
    /// Applicable mandatory checks.
    pub checks_applicable: u32,
    /// Checks answered Don't know.
    pub dont_know: u32,
}

/// How much of what is said rests on evidence, in mandatory checks (method, section 4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backing {
    /// At Proven.
    pub claimed: u32,
    /// Of these, those that evidence names, itself or through its requirement.
    pub named: u32,
    /// Of these, those whose evidence a person of the register has seen on a date.
    pub seen: u32,
}

/// All scores of an assessment: derived, never stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// One per requirement, in the order of the standard.
    pub requirements: Vec<RequirementScore>,
    /// Everything.
    pub all: Total,
    /// Clauses 4 to 10.
    pub clauses: Total,
    /// Annex A.
    pub annex: Total,
    /// Per topmost heading, in order.
    pub groups: Vec<(usize, Total)>,
    /// What is claimed, named and seen.
    pub evidence: Backing,
}

impl Scores {
    /// Computes everything from scratch; well under a tenth of a millisecond for 256 checks.
    pub fn compute(q: &Questionnaire, a: &Assessment) -> Self {
        let mut scores = Self {
            requirements: (0..q.requirements.len()).map(|r| requirement(q, a, r)).collect(),
            all: Total::default(),
            clauses: Total::default(),
            annex: Total::default(),
            groups: q.top_headings().into_iter().map(|h| (h, Total::default())).collect(),
            evidence: Backing::default(),
        };
        scores.add_up(q);
        scores
    }

    /// Brings the scores up to date after a change to one requirement: a level of it or of its checks, a
    /// reason, its evidence. After a change to a heading, [`Self::compute`].
    pub fn update(&mut self, q: &Questionnaire, a: &Assessment, requirement: usize) {
        self.requirements[requirement] = self::requirement(q, a, requirement);
        self.add_up(q);
    }

    /// The totals of the requirements as they stand.
    fn add_up(&mut self, q: &Questionnaire) {
        let kind = |k| {
            sum(self.requirements.iter().zip(&q.requirements).filter(|(_, r)| r.kind == k).map(|(s, _)| s))
        };
        (self.clauses, self.annex) = (kind(RequirementKind::Clause), kind(RequirementKind::Control));
        self.all = sum(self.requirements.iter());
        let mut place = vec![None; q.headings.len()];
        for (i, (h, _)) in self.groups.iter().enumerate() {
            place[*h] = Some(i);
        }
        let mut members: Vec<Vec<&RequirementScore>> = vec![Vec::new(); self.groups.len()];
        for (r, s) in self.requirements.iter().enumerate() {
            if let Some(group) = q.top_heading(r).and_then(|h| place[h]) {
                members[group].push(s);
            }
        }
        let totals: Vec<Total> = members.into_iter().map(|m| sum(m.into_iter())).collect();
        for ((_, group), sum) in self.groups.iter_mut().zip(totals) {
            *group = sum;
        }
        let all = |of: fn(&RequirementScore) -> u32| self.requirements.iter().map(of).sum();
        self.evidence =
            Backing { claimed: all(|s| s.claimed), named: all(|s| s.named), seen: all(|s| s.seen) };
    }

    /// Status of a requirement.
    pub fn status(&self, requirement: usize) -> Status {
        self.requirements[requirement].status
    }
}

/// The score of one requirement (method, section 3).
pub fn requirement(q: &Questionnaire, a: &Assessment, r: usize) -> RequirementScore {
    let mut s = RequirementScore {
        status: Status::NotApplicable,
        of: 0,
        answered: 0,
        dont_know: 0,
        thirds: 0,
        at_gap: 0,
        key_at_gap: false,
        reason_missing: false,
        cannot_stand: false,
        claimed: 0,
        named: 0,
        seen: 0,
    };
    let req = &q.requirements[r];
    if a.excluded(r) {
        s.reason_missing = a.reason(&req.id).is_none();
        s.cannot_stand = q.never_left_out(r).is_some();
        return s;
    }
    for c in q.checks_of(r) {
        let check = q.check(c);
        if !a.counts(q, c) {
            continue;
        }
        s.reason_missing |= a.system_lacks_reason(r, c);
        match a.level(q, c) {
            Some((Level::NotApplicable, Given::Systems)) => s.cannot_stand |= q.never_left_out(r).is_some(),
            Some((Level::NotApplicable, _)) => {
                s.reason_missing |= a.reason(&check.id).is_none() && a.reason(&req.id).is_none();
                s.cannot_stand |= q.never_left_out(r).is_some();
            }
            None => s.of += 1,
            Some((level, _)) => {
                s.of += 1;
                match level.credit(check.kind) {
                    Some(credit) => {
                        s.answered += 1;
                        s.thirds += credit;
                        if q.is_gap_level(c, level) {
                            s.at_gap += 1;
                            s.key_at_gap |= check.key;
                        }
                        if level == Level::Proven {
                            s.claimed += 1;
                            s.named += u32::from(a.is_shown(q, c));
                            s.seen += u32::from(a.is_seen(q, c));
                        }
                    }
                    None => s.dont_know += 1,
                }
            }
        }
    }
    s.status = if s.of == 0 {
        Status::NotApplicable
    } else if s.key_at_gap || s.at_gap * 2 > s.of {
        Status::Gap
    } else if s.answered < s.of {
        Status::Open
    } else if s.thirds == 3 * s.of {
        Status::Met
    } else {
        Status::Partial
    };
    s
}

/// The figures over some requirements.
pub fn sum<'a>(scores: impl Iterator<Item = &'a RequirementScore>) -> Total {
    let mut t = Total::default();
    let (mut sum, mut low, mut high) = (0.0, 0.0, 0.0);
    for s in scores {
        t.counts.add(s.status);
        if s.status == Status::NotApplicable {
            continue;
        }
        t.applicable += 1;
        t.checks_applicable += s.of;
        t.checks_answered += s.answered;
        t.dont_know += s.dont_know;
        low += s.low();
        high += s.high();
        if let Some(score) = s.score() {
            sum += score;
            t.assessed += 1;
        }
    }
    t.so_far = (t.assessed > 0).then(|| 100.0 * sum / f64::from(t.assessed));
    if t.applicable > 0 {
        t.low = 100.0 * low / f64::from(t.applicable);
        t.high = 100.0 * high / f64::from(t.applicable);
    }
    t
}

/// A percentage as people see it: whole, never rounded up to 100 nor down to 0.
pub fn percent(value: f64) -> String {
    format!("{:.0} %", percent_shown(value))
}

/// The same as a number, for what draws it: a bar says what the words beside it say.
pub fn percent_shown(value: f64) -> f64 {
    if value >= 100.0 {
        100.0
    } else if value > 99.0 {
        99.0
    } else if value > 0.0 && value < 1.0 {
        1.0
    } else {
        value.round()
    }
}

/// A percentage as data: one decimal, 100 only when it is.
pub fn percent_value(value: f64) -> f64 {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded >= 100.0 && value < 100.0 { 99.9 } else { rounded }
}
