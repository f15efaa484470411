//! How an assessment is kept: one file, every change an event in an append-only, hash-chained table,
//! each saved by a commit that survives a power cut before it is called saved.
//!
//! Uses [`crate::model`] for the shape of a change and [`crate::files`] for the disk; nothing else of
//! ours. It prints nothing and knows no screen. Used by the session and by the commands that judge and
//! save files.
//!
//! - `open`: from a path to an [`Opened`], `seen`: read once and let go; `read` judges what is there, `sqlite` sets up connections
//! - `writer`: [`Store`] and the one thread that may write, with `queue` of changes between them
//! - `chain`: the events and their hashes, `payload` what stands in one; `build`: whole new files; `migrate`: schemas and the way from one to
//!   the next; `questionnaire`, `branches`: what else a file keeps;
//!   `beside`: other copies in the same folder; `hanging`: chains with those merged into them; `pair`, `arriving`: two files that went on apart, and the one that holds both
//! - `check`, `salvage` with `carve`, which reads raw bytes, [`backup`]: when something went wrong
//! - `error`: all of it in words

mod arriving;
pub mod backup;
mod beside;
mod branches;
mod build;
mod carve;
mod causes;
mod chain;
mod check;
mod error;
mod hanging;
mod journal;
mod last;
mod migrate;
mod open;
mod pair;
mod payload;
mod questionnaire;
mod queue;
mod read;
mod salvage;
mod save;
mod seen;
mod sqlite;
#[cfg(test)]
mod tests;
mod writer;

use std::collections::BTreeMap;

pub use arriving::Arriving;
pub use causes::{
    Beside, Cause, Defect, InUse, Instead, Lost, Moved, NoBackup, Notice, ReadOnlyBecause, Seems,
};
pub use check::{CheckReport, check};
pub use error::{StoreError, Trouble};
pub use hanging::{Hanging, Left};
pub use journal::set_aside;
pub use migrate::{FORMAT, SCHEMA};
pub use open::{create, may_be_one, open, open_waiting, packed};
pub use pair::{Knows, Pair};
pub use questionnaire::QUESTIONNAIRE_FACT;
pub use read::Fault;
pub use salvage::{SalvageReport, Salvageable, salvage, salvageable};
pub use seen::{Seen, read, read_to_take};
pub use writer::{Report, Store, TakenOver};

/// A change about to be recorded. Number, time and hash are given by the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEvent {
    /// Who did it, as typed.
    pub by: String,
    /// What it is ("answer", "note", ...).
    pub what: String,
    /// The id it is about; empty when about the whole.
    pub at: String,
    /// Number of the event it takes back.
    pub undoes: Option<i64>,
    /// Number of the event it does again.
    pub redoes: Option<i64>,
    /// Of one that takes another file over: number and hash of that file's last event, `214 3f2a...`.
    pub merges: Option<String>,
    /// The facts it changes.
    pub changes: Vec<crate::model::Change>,
}

/// A recorded change. The facts it changed are kept once, by the store: [`Store::changes_of`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When, RFC 3339 in UTC, whole seconds. A claim of that computer's clock.
    pub time: String,
    /// Who did it, as typed.
    pub by: String,
    /// What it is.
    pub what: String,
    /// The id it is about.
    pub at: String,
    /// Number of the event it takes back.
    pub undoes: Option<i64>,
    /// Number of the event it does again.
    pub redoes: Option<i64>,
    /// Of one that took another file over: number and hash of that file's last event.
    pub merges: Option<String>,
    /// Its hash, 64 hexadecimal digits; that of the last event stands for the whole record.
    pub hash: String,
}

/// Events of another file that was merged into this one, as they stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchSeen {
    /// The id of that file: the same as of this one, unless work was handed out.
    pub file: String,
    /// Number and hash of its last event, which the event that merged it names.
    pub head: String,
    /// Its events behind what both begin with, oldest first.
    pub events: Vec<Event>,
}

/// An open assessment. Texts in it are what somebody wrote: clean them before they reach a terminal.
#[derive(Debug)]
pub struct Opened {
    /// All events, oldest first, verified.
    pub events: Vec<Event>,
    /// What is no part of the record: where the cursor was, unfinished drafts.
    pub state: BTreeMap<String, String>,
    /// The questionnaire it answers, where one is kept in the file; its hash was verified.
    pub questionnaire: Option<String>,
    /// Why nothing can be saved, if so.
    pub read_only: Option<ReadOnlyBecause>,
    /// What the user should know.
    pub notices: Vec<Notice>,
    /// The door for changes.
    pub store: Store,
}
