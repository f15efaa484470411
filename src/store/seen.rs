//! A whole assessment read once, verified, and let go: for those who look at many files and change none. Nothing is
//! locked, made or listed beside the file, and no thread waits for a change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::open::{load, look_at};
use super::read::{Content, Depth};
use super::{Event, chain::Row, last, migrate, questionnaire};
use crate::model::Change;

/// What was in a file at one moment. Texts in it are what somebody wrote: clean them before they reach a terminal.
#[derive(Debug)]
pub struct Seen {
    path: PathBuf,
    pub(super) content: Content,
}

/// Reads an assessment and verifies it as opening does: structure, every event, the chain. The file and all that lies
/// beside it stay as they are, whichever version made them.
pub fn read(path: &Path) -> Result<Seen, StoreError> {
    seen(path, Depth::Open)
}

/// The same for who takes what stands in it into another file: every event and the chain are verified, and no page is looked
/// through that nothing of it stands in.
pub fn read_to_take(path: &Path) -> Result<Seen, StoreError> {
    seen(path, Depth::Take)
}

fn seen(path: &Path, depth: Depth) -> Result<Seen, StoreError> {
    let target = look_at(path)?;
    if let Some(what) = target.torn {
        return Err(StoreError::damaged(&target.path, what));
    }
    // Of a session that ended while it saved, what counts is found in a private copy.
    let (survey, _) = load(&target, false, depth, &mut Vec::new(), &mut None)?;
    let (content, _) = survey.sound(&target.path)?;
    Ok(Seen { path: target.path, content })
}

impl Seen {
    /// The file, links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file calls itself, given once when it was made; copies of it keep it.
    pub fn file_id(&self) -> &str {
        &self.content.file_id
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.content.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.content.rows.is_empty()
    }

    /// The first event.
    pub fn first(&self) -> Option<Event> {
        self.content.rows.first().and_then(|row| row.event())
    }

    /// The last event.
    pub fn last(&self) -> Option<Event> {
        self.content.rows.last().and_then(|row| row.event())
    }

    /// The hashes of all events, of those that were merged into it first and of its own last, oldest first.
    pub fn hashes(&self) -> Vec<String> {
        let merged = self.content.branches.iter().flat_map(|b| &b.rows);
        merged.chain(&self.content.rows).map(|r| crate::files::hex(&r.hash)).collect()
    }

    /// Every event with the facts it changed, oldest first.
    pub fn events(&self) -> impl Iterator<Item = (Event, Vec<Change>)> {
        let of = |row: &Row| Some((row.event()?, row.changes()));
        self.content.rows.iter().filter_map(move |row| of(row))
    }

    /// What stands after all events: each key once, with its last value, in the order of the keys.
    pub fn last_values(&self) -> Vec<(String, String)> {
        last::values(self.content.rows.iter().map(|r| r.payload.as_str()))
    }

    /// Whether changes of an earlier format may stand in it.
    pub fn has_an_earlier_format(&self) -> bool {
        migrate::holds_an_earlier_format(&self.content)
    }

    /// What is no part of the record: where the cursor was, unfinished drafts.
    pub fn state(&self) -> &BTreeMap<String, String> {
        &self.content.state
    }

    /// The questionnaire it answers, where one is kept in the file; its hash was verified.
    pub fn questionnaire(&self) -> Option<String> {
        questionnaire::of(&self.content)
    }
}
