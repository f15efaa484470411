//! What changed since an audit was signed: answers, scope, AI systems and other registers, the Statement of Applicability, evidence.
//! Two states of a file beside each other; derived each time.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::applies::Applicable;
use crate::model::assessment::{Assessment, keys};
use crate::model::level::Level;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{
    CONTROL, DOCUMENT, EVIDENCE, Field, IMPACT, Kind, RISK, Rec, Rid, SUPPLIER, SYSTEM, read,
};
use crate::model::score::{Scores, Status};
use crate::model::statement::{self, Row};

/// Facts about the organisation that an audit rests on.
const ABOUT: [&str; 4] = [keys::ORGANISATION, keys::SCOPE, keys::ROLES, keys::SIZE];

/// Registers that are compared, in the order they are told.
const KINDS: [&Kind; 7] = [&SYSTEM, &SUPPLIER, &IMPACT, &RISK, &CONTROL, &DOCUMENT, &EVIDENCE];

/// What changed since a version was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceSigned {
    /// Number of the audit.
    pub no: String,
    /// Which version.
    pub version: u32,
    /// The day it was signed.
    pub on: Date,
    /// Hash of the event it was signed at.
    pub head: String,
    /// The changes.
    pub all: Vec<Since>,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// What stands about the organisation, by its key.
    About {
        /// The key.
        key: &'static str,
        /// What stood there; may be empty.
        was: String,
        /// What stands there now; may be empty.
        now: String,
    },
    /// Answers of a requirement.
    Answers {
        /// Which.
        requirement: usize,
        /// Its status then and now.
        status: (Status, Status),
        /// The checks that were answered otherwise, with both levels.
        checks: Vec<(usize, Option<Level>, Option<Level>)>,
    },
    /// Whether a control applies.
    Applies {
        /// Its id.
        at: String,
        /// Then and now.
        applicable: (Applicable, Applicable),
    },
    /// Why it applies or does not.
    Reason {
        /// Its id.
        at: String,
    },
    /// A record came.
    Added(&'static Kind, String),
    /// A record went.
    Gone(&'static Kind, String),
    /// A record says something else in these fields.
    Changed(&'static Kind, String, Vec<&'static Field>),
    /// Evidence ran out in the meantime.
    RanOut(u32, String, Date),
}

/// Everything that changed from one state to the other, what the scope says first; `signed` is the day of the first.
pub fn since(
    q: &Questionnaire,
    (then, then_scores): (&Assessment, &Scores),
    (now, now_scores): (&Assessment, &Scores),
    signed: Date,
) -> Vec<Since> {
    let mut all: Vec<Since> = ABOUT.iter().filter_map(|key| about(then, now, key)).collect();
    all.extend(KINDS.iter().take(1).flat_map(|kind| records(then, now, kind)));
    let of = |r: usize| answers(q, (then, then_scores), (now, now_scores), r);
    all.extend((0..q.requirements.len()).filter_map(of));
    let was = statement::rows(q, then, then_scores);
    all.extend(statement::rows(q, now, now_scores).iter().filter_map(|row| of_row(&was, row)));
    all.extend(KINDS.iter().skip(1).flat_map(|kind| records(then, now, kind)));
    let late = now.evidence().into_iter().filter_map(|e| Some((e.no, e.what.clone(), e.ran_out?)));
    all.extend(late.filter(|(.., day)| *day >= signed).map(|(no, what, day)| Since::RanOut(no, what, day)));
    all
}

fn about(then: &Assessment, now: &Assessment, key: &&'static str) -> Option<Since> {
    let of = |a: &Assessment| a.get(key).unwrap_or_default().to_owned();
    let (was, now) = (of(then), of(now));
    (was != now).then_some(Since::About { key, was, now })
}

fn answers(
    q: &Questionnaire,
    (then, then_scores): (&Assessment, &Scores),
    (now, now_scores): (&Assessment, &Scores),
    requirement: usize,
) -> Option<Since> {
    let level = |a: &Assessment, c: usize| a.level(q, c).map(|(level, _)| level);
    let both = |c: usize| (c, level(then, c), level(now, c));
    let checks: Vec<_> = q.checks_of(requirement).map(both).filter(|(_, was, is)| was != is).collect();
    let status = (then_scores.status(requirement), now_scores.status(requirement));
    (!checks.is_empty()).then_some(Since::Answers { requirement, status, checks })
}

fn of_row(was: &[Row], row: &Row) -> Option<Since> {
    // One of one's own that came or went is told as a record.
    let before = was.iter().find(|r| r.id == row.id)?;
    let applicable = (before.applicable, row.applicable);
    if applicable.0 != applicable.1 {
        return Some(Since::Applies { at: row.id.clone(), applicable });
    }
    let other = before.why != row.why || before.against != row.against;
    other.then(|| Since::Reason { at: row.id.clone() })
}

fn records(then: &Assessment, now: &Assessment, kind: &'static Kind) -> Vec<Since> {
    let ids = |a: &Assessment| -> BTreeSet<Rid> { read::all(a, kind).into_iter().map(|r| r.id).collect() };
    let (before, after) = (ids(then), ids(now));
    let called = |rec: &Rec<'_>| format!("{} {}", rec.shown_no(), rec.name());
    let gone = before.difference(&after).map(|id| Since::Gone(kind, called(&read::at(then, kind, id))));
    let mut all: Vec<(u32, Since)> =
        before.difference(&after).map(|id| read::at(then, kind, id).no()).zip(gone).collect();
    for id in &after {
        let rec = read::at(now, kind, id);
        if !before.contains(id) {
            all.push((rec.no(), Since::Added(kind, called(&rec))));
            continue;
        }
        let fields = changed(&read::at(then, kind, id), &rec);
        if !fields.is_empty() {
            all.push((rec.no(), Since::Changed(kind, called(&rec), fields)));
        }
    }
    all.sort_by_key(|(no, _)| *no);
    all.into_iter().map(|(_, since)| since).collect()
}

/// The fields in which a record says something else.
fn changed(was: &Rec<'_>, now: &Rec<'_>) -> Vec<&'static Field> {
    let differs =
        |f: &&'static Field| was.get(f.key) != now.get(f.key) || was.members(f.key) != now.members(f.key);
    was.kind.typed().filter(differs).collect()
}
