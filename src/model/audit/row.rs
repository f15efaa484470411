//! A row of an audit: its result, and whether its working paper is whole.

use jiff::civil::Date;

use super::finding::Near;
use super::outcome::Outcome;
use crate::model::assessment::Assessment;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{Field, Rec, wants};

/// Something a working paper does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Whether it conforms, or what was found.
    Result,
    /// A field of the row.
    Field(&'static Field),
}

/// How far a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowState {
    /// To be audited; nothing was written yet.
    Planned,
    /// Begun; what it lacks, in the order of its form.
    Incomplete(Vec<Missing>),
    /// Somebody else could repeat it.
    Complete,
    /// Left out, with a reason.
    NotAudited,
    /// In no plan, and nothing was written.
    NotPlanned,
}

/// A row with what follows from it.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The record.
    pub rec: Rec<'a>,
    /// Where it stands.
    pub at: Target,
    /// Whether it says that what was seen keeps to it.
    pub conforms: bool,
    /// The worst that stands there or below, else that it conforms if that was said.
    pub result: Option<Outcome>,
    /// Numbers of the findings there or below that stand.
    pub findings: Vec<String>,
    /// How far it is.
    pub state: RowState,
}

/// Fields that are filled in while auditing, and not while planning.
const WORKED: [&str; 10] =
    ["conforms", "seen", "sample", "population", "role", "on", "note", "limitation", "deviating", "of"];

/// Sets of the same.
const WORKED_SETS: [&str; 2] = ["methods", "evidence"];

impl<'a> Row<'a> {
    /// Reads a row; none for a place this questionnaire has not.
    pub(super) fn of(
        q: &Questionnaire,
        a: &'a Assessment,
        rec: Rec<'a>,
        findings: &Near<'_, 'a>,
        today: Date,
    ) -> Option<Self> {
        let at = q.exactly(rec.get("at"))?;
        let here = findings.live_at(q, at);
        // What is not audited concludes nothing, whatever was noted before it was left out.
        let conforms = rec.is("conforms") && !rec.is("skip");
        let worst = here.iter().filter_map(|f| f.against()).min();
        let result = worst.or(conforms.then_some(Outcome::Conforms));
        let numbers: Vec<String> = here.iter().map(|f| f.rec.shown_no()).collect();
        let state = state((a, today), &rec, result, !numbers.is_empty());
        Some(Self { rec, at, conforms, result, findings: numbers, state })
    }

    /// Whether it belongs to the plan and is not left out.
    pub fn is_in_plan(&self) -> bool {
        !matches!(self.state, RowState::NotAudited | RowState::NotPlanned)
    }
}

fn state((a, today): (&Assessment, Date), rec: &Rec<'_>, result: Option<Outcome>, found: bool) -> RowState {
    if rec.is("skip") {
        return RowState::NotAudited;
    }
    let worked = WORKED.iter().any(|f| rec.is(f)) || WORKED_SETS.iter().any(|f| rec.has_members(f)) || found;
    if !worked {
        return if rec.is("planned") { RowState::Planned } else { RowState::NotPlanned };
    }
    let no_result = result.is_none().then_some(Missing::Result);
    let lacks = wants::lacks(a, rec, today).into_iter().map(|lack| Missing::Field(lack.field));
    let missing: Vec<Missing> = no_result.into_iter().chain(lacks).collect();
    if missing.is_empty() { RowState::Complete } else { RowState::Incomplete(missing) }
}
