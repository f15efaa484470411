//! Warnings that need more than a row or a finding: findings outside the plan, and people on both sides of the audit.

use super::finding::Finding;
use super::warn::Warning;
use super::{Audit, is_below};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::Questionnaire;

impl Warning {
    /// What of it is new beside those there were: of places only those that were not named before; none where nothing is.
    pub fn since(self, before: &[Self]) -> Option<Self> {
        let known = |of: &dyn Fn(&Self) -> Option<&Vec<String>>| -> Vec<String> {
            before.iter().filter_map(of).flatten().cloned().collect()
        };
        let new = |at: Vec<String>, known: &[String]| -> Vec<String> {
            at.into_iter().filter(|id| !known.contains(id)).collect()
        };
        let (now, was) = match &self {
            Self::Owns { who, at } => {
                let was = known(&|w| match w {
                    Self::Owns { who: x, at } if x == who => Some(at),
                    _ => None,
                });
                (at.clone(), was)
            }
            Self::Answered { who, at } => {
                let was = known(&|w| match w {
                    Self::Answered { who: x, at } if x == who => Some(at),
                    _ => None,
                });
                (at.clone(), was)
            }
            _ => return (!before.contains(&self)).then_some(self),
        };
        let at = new(now, &was);
        match self {
            _ if at.is_empty() => None,
            Self::Owns { who, .. } => Some(Self::Owns { who, at }),
            Self::Answered { who, .. } => Some(Self::Answered { who, at }),
            other => Some(other),
        }
    }
}

impl Audit<'_> {
    /// Who audits and is one of those who are audited, by the header alone.
    pub(super) fn on_both_sides(&self, a: &Assessment) -> Vec<Warning> {
        let audited = self.header.members("auditees");
        let is_in = |id: &str| audited.iter().any(|(x, _)| *x == id);
        let both = self.auditors(a).into_iter().filter(|(id, _)| is_in(id.as_str()));
        both.map(|(_, r)| Warning::OnBothSides { who: r.name().trim().to_owned() }).collect()
    }

    /// Findings on what was left out, or on what no row of the plan is about. Nothing is refused for it: an auditor notices
    /// what was not planned, and who reads the report has to know it.
    pub fn outside_plan(&self, q: &Questionnaire) -> Vec<Warning> {
        let of = |f: &Finding<'_>| {
            let (out, none) = self.outside(q, f);
            let finding = f.rec.shown_no();
            let out = (!out.is_empty()).then(|| Warning::NotAudited { finding: finding.clone(), at: out });
            out.into_iter().chain((!none.is_empty()).then_some(Warning::NoRow { finding, at: none }))
        };
        self.findings.iter().filter(|f| f.is_live()).flat_map(of).collect()
    }

    /// Of what a finding is on: what was left out, and what no row of the plan is about.
    pub fn outside(&self, q: &Questionnaire, f: &Finding<'_>) -> (Vec<String>, Vec<String>) {
        let has_row = |id: &str| {
            let mut rows = self.rows.iter().filter(|row| row.is_in_plan()).map(|row| row.at);
            let at = q.exactly(id);
            at.is_none_or(|at| rows.any(|row| is_below(q, at, row) || is_below(q, row, at)))
        };
        let is_out = |id: &String| {
            let r = q.exactly(id).and_then(|at| q.requirement_of(at));
            r.is_some_and(|r| self.is_left_out(q, r))
        };
        let all = f.at.iter().map(|id| (*id).to_owned());
        all.filter(|id| is_out(id) || !has_row(id)).partition(is_out)
    }
}
