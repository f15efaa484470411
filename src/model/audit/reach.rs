//! How far an audit is with a requirement. One rule for every count, list and paper: what its own row says, or those of its checks,
//! goes before what is said of a heading above, and a nearer heading before one further up.

use super::row::{Row, RowState};
use super::{Audit, Finding, is_below};
use crate::model::questionnaire::{Questionnaire, Target};

/// How far an audit is with a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Its rows there are complete.
    Audited,
    /// A row there is to do, or lacks something.
    Planned,
    /// Left out with a reason.
    LeftOut,
    /// Nothing is said of it.
    None,
}

impl<'a> Audit<'a> {
    /// How far it is with a requirement.
    pub fn reach(&self, q: &Questionnaire, requirement: usize) -> Reach {
        let rows = self.deciding(q, requirement);
        let mut planned = rows.iter().filter(|row| row.is_in_plan()).peekable();
        if planned.peek().is_some() {
            let whole = planned.all(|row| row.state == RowState::Complete);
            return if whole { Reach::Audited } else { Reach::Planned };
        }
        if rows.is_empty() { Reach::None } else { Reach::LeftOut }
    }

    /// Whether a requirement is left out with a reason, and no row of the plan is about it.
    pub fn is_left_out(&self, q: &Questionnaire, requirement: usize) -> bool {
        self.reach(q, requirement) == Reach::LeftOut
    }

    /// Why a requirement is left out, in the words of the rows that leave it out.
    pub fn left_out_because(&self, q: &Questionnaire, requirement: usize) -> String {
        let mut all: Vec<&str> = Vec::new();
        for row in self.deciding(q, requirement) {
            let why = row.rec.get("skip").trim();
            if row.state == RowState::NotAudited && !all.contains(&why) {
                all.push(why);
            }
        }
        all.join("; ")
    }

    /// The rows that decide on a requirement: of those that say something its own and those of its checks, else those of the
    /// nearest heading that has one. That one of its checks is left out does not leave it out where a heading has it planned.
    pub(super) fn deciding<'s>(&'s self, q: &Questionnaire, requirement: usize) -> Vec<&'s Row<'a>> {
        let says = |row: &&Row<'_>| row.state != RowState::NotPlanned;
        let about = self.places.about(requirement).iter().filter_map(|n| self.rows.get(*n));
        let (above, own): (Vec<&Row<'a>>, Vec<&Row<'a>>) =
            about.filter(says).partition(|row| matches!(row.at, Target::Heading(_)));
        if own.iter().any(|row| row.is_in_plan() || row.at == Target::Requirement(requirement)) {
            return own;
        }
        let near =
            |row: &&Row<'_>| q.ancestors[requirement].iter().position(|h| row.at == Target::Heading(*h));
        let Some(nearest) = above.iter().filter_map(near).min() else { return own };
        above.into_iter().filter(|row| near(row) == Some(nearest)).collect()
    }

    /// Whether a row is the one that says how far the audit is with what a finding is on.
    pub fn decides_on(&self, q: &Questionnaire, row: &Row<'_>, f: &Finding<'_>) -> bool {
        let decides = |r: usize| self.deciding(q, r).iter().any(|other| other.at == row.at);
        let of = |place: &Target| *place == row.at || q.requirement_of(*place).is_some_and(decides);
        f.places.iter().filter(|place| is_below(q, **place, row.at)).any(of)
    }

    /// The findings that stand at a place or below it where the audit has not looked and does not plan to: by the requirement each of
    /// them is on, which may be audited although what is above it is left out.
    pub fn raised_unseen(&self, q: &Questionnaire, at: Target) -> Vec<&Finding<'a>> {
        let unseen = |place: &Target| {
            is_below(q, *place, at)
                && q.requirement_of(*place).is_some_and(|r| self.reach(q, r) > Reach::Planned)
        };
        self.findings.iter().filter(|f| f.is_live() && f.places.iter().any(unseen)).collect()
    }

    /// The requirements below the heading of a row that are otherwise than it: left out of what is planned, each with its own
    /// reason, or in the plan although the heading is left out.
    pub fn but_for(&self, q: &Questionnaire, row: &Row<'_>) -> Vec<usize> {
        let Target::Heading(h) = row.at else { return Vec::new() };
        let other = |r: &usize| match self.reach(q, *r) {
            Reach::LeftOut => row.is_in_plan(),
            Reach::Audited | Reach::Planned => row.state == RowState::NotAudited,
            Reach::None => false,
        };
        q.below(h).into_iter().filter(other).collect()
    }
}
