//! Judging a file without touching it.

use std::path::{Path, PathBuf};

use super::beside;
use super::causes::{Defect, Notice};
use super::chain::Row;
use super::error::{StoreError, Trouble};
use super::migrate::{self, Age};
use super::open::{load, look_at};
use super::read::{Content, Depth, Fault};
use super::salvage::salvageable;
use crate::files;

/// What is in a file and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// The file, links followed.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// Its schema number.
    pub schema: i64,
    /// How many events could be read.
    pub events: usize,
    /// How many of them are as they were written, and can be salvaged.
    pub good: usize,
    /// Hash of the last event: compare it with the one in an earlier report.
    pub head: String,
    /// Time of the first event.
    pub first: Option<String>,
    /// Time of the last event.
    pub last: Option<String>,
    /// Files that were merged into it: behind which event each began, and how many events of it are kept.
    pub merged: Vec<(i64, usize)>,
    /// How many rows of side data (drafts, place) there are.
    pub drafts: usize,
    /// What is wrong, worst first for the structure, then in the order of the events.
    pub faults: Vec<Fault>,
    /// What the user should know although nothing is wrong.
    pub notices: Vec<Notice>,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The first fault as an error, an event's before the structure's; `None` when nothing is wrong.
    pub fn error(&self) -> Option<StoreError> {
        let trouble = match self.faults.iter().find(|f| f.seq.is_some()).or(self.faults.first())? {
            Fault { seq: Some(seq), what } => Trouble::Altered { seq: *seq, how: what.clone() },
            Fault { seq: None, what } => Trouble::Damaged(what.clone()),
        };
        Some(StoreError::new(&self.path, trouble))
    }
}

/// Reads the whole file and names every fault. `Err` when it is no assessment at all, or so broken that
/// the database cannot read it; that error says what a salvage would bring back.
pub fn check(path: &Path) -> Result<CheckReport, StoreError> {
    let mut report = judge(path).map_err(|e| with_what_is_left(path, e))?;
    if !report.is_sound()
        && let Ok(left) = salvageable(path)
    {
        report.good = left.events;
    }
    Ok(report)
}

/// A header that refuses may have lost a bit only: what stands behind it decides whether it was ours.
fn with_what_is_left(path: &Path, e: StoreError) -> StoreError {
    let what = match &e.trouble {
        Trouble::Damaged(what) => what.clone(),
        Trouble::NotOurs(_) | Trouble::Newer(_) | Trouble::LogBeside | Trouble::Foreign(_) => {
            Defect::Beginning
        }
        _ => return e,
    };
    // Another program that has it open is no damage, and a newer version reads more than we do.
    let in_use = files::exists(&files::beside(path, "-wal"));
    match salvageable(path) {
        Ok(left) if !in_use && !e.is_of_a_newer_version() => {
            StoreError::damaged(path, Defect::Salvageable { what: Box::new(what), events: left.events })
        }
        _ => e,
    }
}

fn judge(path: &Path) -> Result<CheckReport, StoreError> {
    let target = look_at(path)?;
    let mut notices = target.notices.clone();
    let (survey, _) = load(&target, false, Depth::Check, &mut notices, &mut None)?;
    notices.extend(beside::copies(&target.path, &survey.content).into_iter().map(Notice::SecondVersion));
    if migrate::age(survey.schema) == Age::Older {
        notices.push(Notice::EarlierFormat(survey.schema));
    }
    let mut faults = survey.faults;
    if let Some(what) = target.torn {
        faults.insert(0, Fault { seq: None, what });
    }
    if survey.lost_drafts > 0 {
        faults.push(Fault { seq: None, what: Defect::Drafts(survey.lost_drafts) });
    }
    let Content { rows, state, branches, .. } = &survey.content;
    Ok(CheckReport {
        size: target.size,
        schema: survey.schema,
        events: rows.len(),
        good: rows.iter().filter(|r| is_good(r)).count(),
        head: files::hex(&survey.content.head().1),
        first: rows.first().map(|r| r.time.clone()),
        last: rows.last().map(|r| r.time.clone()),
        merged: branches.iter().map(|b| (b.rows.first().map_or(0, |r| r.seq - 1), b.rows.len())).collect(),
        drafts: state.len(),
        faults,
        notices,
        path: target.path,
    })
}

/// Whether an event, taken alone, is what was written.
pub(super) fn is_good(row: &Row) -> bool {
    row.fault().is_none() && row.links.is_some()
}
