//! What an audit takes over from those before it: findings something is still to be done about, and those of the one it
//! follows that were closed, so that somebody looks whether they still are, or only noted, so that somebody looks what became of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::finding::{Due, Finding, FindingState, Grade};
use super::row::RowState;
use super::{Audit, all, findings_alone};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{FINDING, Rec, Rid, read};

/// The set of a row that names findings of earlier audits.
pub const CARRIED: &str = "carried";

/// A finding of an earlier audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Its id.
    pub finding: Rid,
    /// Its number.
    pub no: String,
    /// Its grade.
    pub grade: Option<Grade>,
    /// How far it is now.
    pub state: FindingState,
    /// What it says.
    pub what: String,
    /// What it is on.
    pub at: Vec<String>,
    /// Who does what is to be done about it; empty for nobody.
    pub owner: String,
    /// When that is due.
    pub due: Due,
    /// Whether that day has passed and it is not done.
    pub overdue: bool,
}

impl Carried {
    fn of(f: &Finding<'_>) -> Self {
        Self {
            finding: f.rec.id.clone(),
            no: f.rec.shown_no(),
            grade: f.grade,
            state: f.state,
            what: f.rec.name().to_owned(),
            at: f.at.iter().map(|id| (*id).to_owned()).collect(),
            owner: f.owner().to_owned(),
            due: f.due.clone(),
            overdue: f.overdue,
        }
    }

    /// Whether it is an opportunity or an observation nobody had to reply to.
    pub fn is_noted(&self) -> bool {
        self.state == FindingState::Noted
    }

    /// Whether it helped, so that only this is asked: does it still?
    pub fn is_closed(&self) -> bool {
        self.state == FindingState::Closed
    }
}

/// What an audit that follows this one looks at again: open findings of every audit; of this one closed ones too, and opportunities
/// and observations nobody had to reply to. Of good practice nothing is left to look at. What this one was to look at again and did
/// not stays to be looked at, unless it was answered since.
pub fn to_carry(q: &Questionnaire, a: &Assessment, follows: &Rid, today: Date) -> Vec<Carried> {
    let mut found = Vec::new();
    let unseen = not_looked_at(&Audit::of(q, a, follows, today));
    for header in all(a) {
        let of_this = |f: &Finding<'_>| match f.state {
            FindingState::Closed => true,
            FindingState::Noted => f.grade != Some(Grade::GoodPractice),
            _ => false,
        };
        let left = |f: &Finding<'_>| {
            let answered = f.state == FindingState::Noted && f.reply.is_some();
            unseen.contains(f.rec.id.as_str()) && !answered && of_this(f)
        };
        let again = |f: &&Finding<'_>| f.is_open() || header.id == *follows && of_this(f) || left(f);
        let all = findings_alone(q, a, &header.id, today);
        found.extend(all.iter().filter(again).map(Carried::of));
    }
    found
}

/// The findings of earlier audits that rows of an audit name and no row that is complete.
fn not_looked_at<'a>(audit: &Audit<'a>) -> BTreeSet<&'a str> {
    let named = |whole: bool| {
        let rows = audit.rows.iter().filter(move |row| (row.state == RowState::Complete) == whole);
        rows.flat_map(|row| row.rec.members(CARRIED)).map(|(id, _)| id).collect::<BTreeSet<&str>>()
    };
    let seen = named(true);
    named(false).into_iter().filter(|id| !seen.contains(id)).collect()
}

/// The findings of earlier audits that a row is to look at again.
pub fn of_row(q: &Questionnaire, a: &Assessment, row: &Rec<'_>, today: Date) -> Vec<Carried> {
    let named = row.members(CARRIED).into_iter().filter_map(|(id, _)| Rid::parse(id));
    // Several of them are of one audit, which is read once.
    let mut read: BTreeMap<Rid, Vec<Finding<'_>>> = BTreeMap::new();
    named
        .filter_map(|id| {
            let audit = read::at(a, &FINDING, &id).id.audit()?;
            let all = read.entry(audit).or_insert_with_key(|audit| findings_alone(q, a, audit, today));
            all.iter().find(|f| f.rec.id.as_str() == id.as_str()).map(Carried::of)
        })
        .collect()
}

/// A finding of an earlier audit that is open, or that a row of this one looks at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromBefore {
    /// The finding.
    pub finding: Carried,
    /// Number of its audit.
    pub audit: String,
    /// The rows that look at it, by their places in [`Audit::rows`].
    pub rows: Vec<usize>,
}

impl FromBefore {
    /// Whether it is closed, and no row that is complete says yet whether it still is.
    pub fn is_to_confirm(&self, audit: &Audit<'_>) -> bool {
        let whole = |n: &usize| audit.rows.get(*n).is_some_and(|row| row.state == RowState::Complete);
        self.finding.is_closed() && !self.rows.iter().any(whole)
    }
}

/// What the audits before this one leave to it, by number: findings that are open, and those its rows look at again.
pub fn from_before(q: &Questionnaire, a: &Assessment, audit: &Audit<'_>) -> Vec<FromBefore> {
    in_full(q, a, audit).into_iter().map(|(_, before)| before).collect()
}

/// As [`from_before`], each with the finding itself.
pub fn in_full<'a>(
    q: &Questionnaire,
    a: &'a Assessment,
    audit: &Audit<'_>,
) -> Vec<(Finding<'a>, FromBefore)> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, row) in audit.rows.iter().enumerate() {
        for (id, _) in row.rec.members(CARRIED) {
            rows.entry(id).or_default().push(n);
        }
    }
    let mut found = Vec::new();
    for header in all(a).into_iter().filter(|h| h.no() < audit.header.no()) {
        for f in findings_alone(q, a, &header.id, audit.today) {
            let rows = rows.get(f.rec.id.as_str()).cloned().unwrap_or_default();
            if f.is_open() || !rows.is_empty() {
                let before = FromBefore { finding: Carried::of(&f), audit: header.shown_no(), rows };
                found.push((f, before));
            }
        }
    }
    found
}

/// Whether the file has an audit before this one.
pub fn has_before(a: &Assessment, audit: &Audit<'_>) -> bool {
    all(a).iter().any(|h| h.no() < audit.header.no())
}
