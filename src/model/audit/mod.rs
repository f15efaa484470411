//! What an audit says, read from its records: rows with their results, findings with their states, counts, what the
//! organisation says beside it, and warnings. Derived each time it is asked for; no fact of an audit moves a figure of the
//! organisation's own, so that no figure asks here.

mod aside;
pub mod carry;
mod figures;
mod finding;
mod known;
mod odd_days;
mod outcome;
mod people;
mod places;
mod programme;
mod reach;
mod row;
mod said_of;
pub mod sampling;
pub mod seal;
pub mod since;
pub mod stays;
mod told;
mod warn;
mod warn_before;
mod warn_of;
mod warning;

use std::sync::Arc;

use jiff::civil::Date;

use super::Scores;
use super::assessment::Assessment;
use super::questionnaire::{Questionnaire, Target};
use super::record::{AUDIT, AUDIT_ROW, FINDING, Rec, Rid, read};

use places::Places;

pub use carry::{Carried, FromBefore};
pub use figures::{Against, Beside, Clause, Counts, by_due};
pub use finding::{Due, Finding, FindingState, Grade, TAKEN_BACK, helped};
pub use known::{Earlier, Known, Standing};
pub use outcome::Outcome;
pub use people::signature;
pub use programme::{Part, Programme};
pub use reach::Reach;
pub use row::{Missing, Row, RowState};
pub use said_of::{SaidOf, said_of};
pub use seal::Version;
pub use told::{Freed, Told, WouldSign};
pub use warn::is_of_team;
pub use warn_of::{checked_by_owner, closed_on_nothing, due_early};
pub use warning::Warning;

/// One audit with everything in it.
#[derive(Debug, Clone)]
pub struct Audit<'a> {
    /// Its header.
    pub header: Rec<'a>,
    /// Its rows in the order of the standard.
    pub rows: Vec<Row<'a>>,
    /// Its findings by number, withdrawn ones too.
    pub findings: Vec<Finding<'a>>,
    /// Its signed versions.
    pub versions: Vec<Version<'a>>,
    /// The day it is read on, which says what is overdue.
    pub today: Date,
    /// What only the history knows; nothing until it is handed over.
    pub known: Arc<Known>,
    /// Which rows are where: every count and list asks it of every requirement, and an audit may have thousands.
    places: Places,
}

/// The findings of an audit by number.
fn findings<'a>(
    q: &Questionnaire,
    a: &'a Assessment,
    audit: &Rid,
    (versions, today): (&[Version<'_>], Date),
) -> Vec<Finding<'a>> {
    let answers = finding::Answers::of(a, audit);
    let reported: Vec<Date> = versions.iter().filter_map(|v| v.on).collect();
    let recs = read::all_in(a, &FINDING, audit).into_iter();
    recs.map(|r| Finding::of(q, r, &answers, (today, &reported))).collect()
}

/// The findings of an audit by number, as the whole audit has them: without its rows, which are most of what reading it costs.
pub fn findings_alone<'a>(
    q: &Questionnaire,
    a: &'a Assessment,
    audit: &Rid,
    today: Date,
) -> Vec<Finding<'a>> {
    findings(q, a, audit, (&seal::versions(a, audit), today))
}

/// The row at this very place alone, as the whole audit has it: of a large one that spares all the others.
pub fn row_alone<'a>(
    q: &Questionnaire,
    a: &'a Assessment,
    audit: &Rid,
    (at, today): (Target, Date),
) -> Option<Row<'a>> {
    let rec = read::first_in(a, &AUDIT_ROW, audit, ("at", q.id_of(at)))?;
    let findings = findings_alone(q, a, audit, today);
    Row::of(q, a, rec, &finding::Near::of(q, &findings), today)
}

impl<'a> Audit<'a> {
    /// Reads an audit; `today` says what is overdue.
    pub fn of(q: &Questionnaire, a: &'a Assessment, audit: &Rid, today: Date) -> Self {
        let versions = seal::versions(a, audit);
        let findings = findings(q, a, audit, (&versions, today));
        let near = finding::Near::of(q, &findings);
        let rows = read::all_in(a, &AUDIT_ROW, audit).into_iter();
        let mut rows: Vec<Row<'a>> = rows.filter_map(|r| Row::of(q, a, r, &near, today)).collect();
        rows.sort_by_cached_key(|row| (place(q, row.at), row.rec.no()));
        let (known, places) = (Arc::default(), Places::of(q, &rows));
        Self { header: read::at(a, &AUDIT, audit), rows, findings, versions, today, known, places }
    }

    /// The same with what the history knows.
    #[must_use]
    pub fn knowing(self, known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), ..self }
    }

    /// The day a finding was withdrawn; none where nobody says.
    pub fn withdrawn_on(&self, f: &Finding<'_>) -> Option<Date> {
        self.known.withdrawn(&f.rec.id)
    }

    /// What a finding was before it was changed with a reason; nothing where nobody says.
    pub fn earlier(&self, f: &Finding<'_>) -> &[Earlier] {
        self.known.earlier(&f.rec.id)
    }

    /// The finding with this id.
    pub fn finding(&self, id: &Rid) -> Option<&Finding<'a>> {
        self.findings.iter().find(|f| f.rec.id.as_str() == id.as_str())
    }

    /// The row at this very place, the first where there are several.
    pub fn row_at(&self, at: Target) -> Option<&Row<'a>> {
        self.rows.get(self.places.first(at)?)
    }

    /// Findings on an id or below it, withdrawn ones too.
    pub fn findings_at<'s>(
        &'s self,
        q: &'s Questionnaire,
        at: Target,
    ) -> impl Iterator<Item = &'s Finding<'a>> {
        self.findings.iter().filter(move |f| f.is_at(q, at))
    }

    /// Numbers of the findings on an id or below it that stand.
    fn live_at(&self, q: &Questionnaire, at: Target) -> Vec<String> {
        self.findings_at(q, at).filter(|f| f.is_live()).map(|f| f.rec.shown_no()).collect()
    }

    /// What the audit says of a requirement: the worst that stands against it or one of its checks, else that it
    /// conforms, where a row of the plan says so of it or of a heading above.
    pub fn result(&self, q: &Questionnaire, requirement: usize) -> Option<Outcome> {
        let conforms = || self.deciding(q, requirement).iter().any(|row| row.is_in_plan() && row.conforms);
        self.worst(q, requirement).or_else(|| conforms().then_some(Outcome::Conforms))
    }

    /// What may stand beside the organisation's own answer: a nonconformity stands on its own evidence, that it conforms only
    /// on a working paper that is whole. Of what was left out the audit says nothing.
    pub fn concluded(&self, q: &Questionnaire, requirement: usize) -> Option<Outcome> {
        if self.is_left_out(q, requirement) {
            return None;
        }
        let whole = |row: &&Row<'_>| row.conforms && row.state == RowState::Complete;
        let conforms = || self.deciding(q, requirement).iter().any(whole).then_some(Outcome::Conforms);
        self.worst(q, requirement).or_else(conforms)
    }

    fn worst(&self, q: &Questionnaire, requirement: usize) -> Option<Outcome> {
        self.findings_at(q, Target::Requirement(requirement)).filter_map(Finding::against).min()
    }
}

/// The audits of a file by number.
pub fn all(a: &Assessment) -> Vec<Rec<'_>> {
    read::all(a, &AUDIT)
}

/// Whether what stands at a place is about this requirement, or about one of its checks.
fn covers(q: &Questionnaire, at: Target, requirement: usize) -> bool {
    match at {
        Target::Heading(h) => q.ancestors[requirement].contains(&h),
        Target::Requirement(r) => r == requirement,
        Target::Check(c) => q.check_owner[c] == requirement,
    }
}

/// Whether an id lies at a place or below it.
pub fn is_below(q: &Questionnaire, id: Target, place: Target) -> bool {
    match (place, id) {
        (Target::Check(c), Target::Check(i)) => c == i,
        (Target::Check(_), _) | (_, Target::Heading(_)) => false,
        (place, id) => q.requirement_of(id).is_some_and(|r| covers(q, place, r)),
    }
}

/// Where a place comes in the standard: a heading before what is below it, a requirement before its checks.
fn place(q: &Questionnaire, at: Target) -> (usize, usize, usize) {
    match at {
        Target::Heading(h) => {
            let first = q.below(h).first().copied().unwrap_or_default();
            let depth =
                q.ancestors[first].len() - q.ancestors[first].iter().position(|x| *x == h).unwrap_or(0);
            (first, 0, depth)
        }
        Target::Requirement(r) => (r, 1, 0),
        Target::Check(c) => (q.check_owner[c], 2, c),
    }
}

/// What an audit says of every requirement, beside the organisation's own answer.
pub fn beside(q: &Questionnaire, scores: &Scores, audit: &Audit<'_>) -> Vec<Beside> {
    (0..q.requirements.len()).map(|r| Beside::of(q, scores, audit, r)).collect()
}
