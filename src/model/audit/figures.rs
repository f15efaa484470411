//! Counts of an audit, planned against done, and the organisation's own answer beside what the audit says.

use super::finding::{Finding, Grade};
use super::outcome::Outcome;
use super::row::RowState;
use super::{Audit, Reach, covers};
use crate::model::questionnaire::Questionnaire;
use crate::model::{Scores, Status};

/// How an audit adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Findings that stand by grade, in the order of [`Grade::ALL`]; each once, on however many ids.
    pub findings: [usize; 5],
    /// Findings that were withdrawn.
    pub withdrawn: usize,
    /// Findings that something is still to be done about.
    pub open: usize,
    /// Of those the ones whose day has passed.
    pub overdue: usize,
    /// Rows of the plan.
    pub rows: usize,
    /// Requirements they are about.
    pub covered: usize,
    /// All requirements.
    pub of: usize,
    /// Rows of the plan nothing was written in.
    pub planned: usize,
    /// Rows that lack something.
    pub incomplete: usize,
    /// Rows somebody else could repeat.
    pub complete: usize,
    /// Requirements that are left out with a reason.
    pub not_audited: usize,
}

impl Counts {
    /// Counts an audit.
    pub fn of(q: &Questionnaire, audit: &Audit<'_>) -> Self {
        let mut counts = Self { of: q.requirements.len(), ..Self::default() };
        for f in &audit.findings {
            counts.withdrawn += usize::from(!f.is_live());
            counts.open += usize::from(f.is_open());
            counts.overdue += usize::from(f.overdue);
            let at = f.grade.and_then(|g| Grade::ALL.iter().position(|x| *x == g));
            if let Some(n) = at.filter(|_| f.is_live()).and_then(|at| counts.findings.get_mut(at)) {
                *n += 1;
            }
        }
        for row in audit.rows.iter().filter(|row| row.is_in_plan()) {
            counts.rows += 1;
            match row.state {
                RowState::Planned => counts.planned += 1,
                RowState::Incomplete(_) => counts.incomplete += 1,
                RowState::Complete => counts.complete += 1,
                RowState::NotAudited | RowState::NotPlanned => {}
            }
        }
        for r in 0..counts.of {
            match audit.reach(q, r) {
                Reach::Audited | Reach::Planned => counts.covered += 1,
                Reach::LeftOut => counts.not_audited += 1,
                Reach::None => {}
            }
        }
        counts
    }

    /// How many findings of a grade stand.
    pub fn of_grade(&self, grade: Grade) -> usize {
        Grade::ALL.iter().zip(self.findings).find(|(g, _)| **g == grade).map_or(0, |(_, n)| n)
    }
}

/// Rows of one clause: how many are planned, and how many of them are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// Its heading.
    pub heading: usize,
    /// Rows of the plan.
    pub planned: usize,
    /// Of those the complete ones.
    pub done: usize,
}

impl Clause {
    /// Every clause with rows in the plan, in the order of the standard.
    pub fn all(q: &Questionnaire, audit: &Audit<'_>) -> Vec<Self> {
        let of = |heading: usize| {
            let below = q.below(heading);
            let mine = |at| below.iter().any(|r| covers(q, at, *r));
            let rows = || audit.rows.iter().filter(|row| row.is_in_plan() && mine(row.at));
            let done = rows().filter(|row| row.state == RowState::Complete).count();
            Self { heading, planned: rows().count(), done }
        };
        q.top_headings().into_iter().map(of).filter(|c| c.planned > 0).collect()
    }
}

/// The organisation's own answer against what the audit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// The audit says less good than the organisation.
    Stricter,
    /// The audit says better than the organisation.
    Milder,
    /// They say the same.
    Agree,
    /// The organisation has not answered.
    NotAnswered,
    /// The organisation leaves it out.
    LeftOut,
    /// The audit says nothing.
    NotAudited,
}

/// A requirement as the organisation and the audit see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The requirement.
    pub requirement: usize,
    /// The organisation's own answer.
    pub own: Status,
    /// What the audit concludes; nothing of what is not complete.
    pub result: Option<Outcome>,
    /// How the two compare.
    pub against: Against,
}

impl Beside {
    pub(super) fn of(q: &Questionnaire, scores: &Scores, audit: &Audit<'_>, requirement: usize) -> Self {
        let (own, result) = (scores.status(requirement), audit.concluded(q, requirement));
        Self { requirement, own, result, against: against(own, result) }
    }
}

fn against(own: Status, result: Option<Outcome>) -> Against {
    let Some(result) = result else { return Against::NotAudited };
    let said = match own {
        Status::Met => Outcome::Conforms,
        Status::Partial => Outcome::Minor,
        Status::Gap => Outcome::Major,
        Status::NotApplicable => return Against::LeftOut,
        Status::Open => return Against::NotAnswered,
    };
    match result.cmp(&said) {
        std::cmp::Ordering::Less => Against::Stricter,
        std::cmp::Ordering::Equal => Against::Agree,
        std::cmp::Ordering::Greater => Against::Milder,
    }
}

/// Findings in the order they are dealt with: those with a day by it, then those with days after the report, then those at an
/// event, then the others; of the same by number.
pub fn by_due(findings: &mut [&Finding<'_>]) {
    findings.sort_by(|x, y| x.due.cmp(&y.due).then_with(|| x.rec.no().cmp(&y.rec.no())));
}
