//! Saving what can be saved from a damaged file, into a new one. The damaged file is not touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::NewEvent;
use super::build;
use super::chain::{self, Dice, Row};
use super::check::is_good;
use super::error::{StoreError, Trouble};
use super::open::{load, look_at};
use super::read::{Content, Depth};

/// What was saved and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvageReport {
    /// The new file.
    pub path: PathBuf,
    /// Events saved.
    pub kept: usize,
    /// What was lost or left out, a line each.
    pub lost: Vec<String>,
    /// Whether the record is complete and its hashes are the old ones. Otherwise events were numbered
    /// anew, and the last event of the new file says so.
    pub same_record: bool,
}

/// Builds `new` from the events of `old` that are as they were written.
pub fn salvage(old: &Path, new: &Path) -> Result<SalvageReport, StoreError> {
    let target = look_at(old)?;
    let (survey, mut dice) = load(&target, false, Depth::Salvage, &mut Vec::new(), &mut None)?;
    let mut lost: Vec<String> = survey
        .faults
        .iter()
        .map(|f| match f.seq {
            Some(seq) => format!("event {seq}: {}", f.what),
            None => f.what.clone(),
        })
        .collect();
    if survey.lost_drafts > 0 {
        lost.push(format!("{} unfinished drafts", survey.lost_drafts));
    }
    let good: Vec<Arc<Row>> = survey.content.rows.iter().filter(|r| is_good(r)).cloned().collect();
    if good.is_empty() {
        return Err(StoreError::new(old, Trouble::Damaged("no event in it can be saved".to_owned())));
    }
    let kept = good.len();
    let same_record = survey.faults.is_empty();
    let content = if same_record {
        survey.content
    } else {
        let state = survey.content.state;
        Content { state, ..numbered_anew(&good, &lost, &mut dice) }
    };
    build::write(new, &content, false)?;
    Ok(SalvageReport { path: new.to_path_buf(), kept, lost, same_record })
}

/// The same events in a new chain without gaps, and one more that tells what happened.
fn numbered_anew(good: &[Arc<Row>], lost: &[String], dice: &mut Dice) -> Content {
    let mut content = build::fresh(dice);
    let mut numbers = BTreeMap::new();
    for old in good {
        let (seq, prev) = content.head();
        let mut row = Row { seq: seq + 1, prev, ..Row::clone(old) };
        numbers.insert(old.seq, row.seq);
        if let Some(mut payload) = old.payload() {
            // What an event takes back has another number now, or is lost.
            let renumber = |n: Option<i64>| n.and_then(|n| numbers.get(&n).copied());
            let (undoes, redoes) = (renumber(payload.undoes), renumber(payload.redoes));
            if (undoes, redoes) != (payload.undoes, payload.redoes) {
                (payload.undoes, payload.redoes) = (undoes, redoes);
                row.payload = serde_json::to_string(&payload).unwrap_or_else(|_| old.payload.clone());
            }
        }
        row.seal();
        content.rows.push(row.into());
    }
    let (seq, prev) = content.head();
    let told = NewEvent {
        by: "clausewise".to_owned(),
        what: format!("salvaged; lost or damaged: {}", lost.len()),
        ..NewEvent::default()
    };
    content.rows.push(Row::new(seq + 1, prev, chain::now(), told, dice).into());
    content
}
