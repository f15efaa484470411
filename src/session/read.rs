//! Looking at many files, one after the other and several at once: each is read, verified and let go. Nothing is
//! locked or changed, and files that answer the same questionnaire share it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{DRAFT, StoreError, answered};
use crate::model::record::upgrade::{Origin, Turn, Upgrader, is_old_key};
use crate::model::{Assessment, Questionnaire, keys};
use crate::store::{self, Event, Seen};

/// How many questionnaires of files are kept for the next one: who uses one of their own uses one or two.
const KEPT: usize = 8;

/// Reads files; may be asked from several threads.
#[derive(Debug)]
pub struct Reader {
    bank: Arc<Questionnaire>,
    kept: Mutex<Vec<Arc<Questionnaire>>>,
}

/// What a file held at one moment.
#[derive(Debug)]
pub struct Read {
    /// The questionnaire it answers: the one it keeps, else the one that comes with the program.
    pub q: Arc<Questionnaire>,
    /// The answers.
    pub a: Assessment,
    /// What the file calls itself; copies of it keep it.
    pub id: String,
    /// How many events it holds.
    pub events: usize,
    /// Its first event.
    pub first: Option<Event>,
    /// Its last event.
    pub last: Option<Event>,
    /// Names of its unfinished texts and marks, without their texts.
    drafts: Vec<String>,
}

impl Read {
    /// Whether an unfinished text or a mark of this name stands in it.
    pub fn has_draft(&self, name: &str) -> bool {
        self.drafts.iter().any(|draft| draft == name)
    }
}

impl Reader {
    /// For files of which those that keep no questionnaire answer this one.
    pub fn new(bank: impl Into<Arc<Questionnaire>>) -> Self {
        Self { bank: bank.into(), kept: Mutex::new(Vec::new()) }
    }

    /// Reads a file, of whichever version; it and what lies beside it stay as they are.
    pub fn read(&self, path: &Path) -> Result<Read, StoreError> {
        self.of(&store::read(path)?)
    }

    /// The same with the hashes of all its events, of those that were merged into it first and of its own last.
    pub fn read_with_hashes(&self, path: &Path) -> Result<(Read, Vec<String>), StoreError> {
        let seen = store::read(path)?;
        Ok((self.of(&seen)?, seen.hashes()))
    }

    fn of(&self, seen: &Seen) -> Result<Read, StoreError> {
        let q = self.questionnaire(seen)?;
        let a = facts(&q, seen);
        answered::judge(&q, a.get(keys::QUESTIONNAIRE), seen.path())?;
        let drafts = seen.state().keys().filter_map(|key| key.strip_prefix(DRAFT)).map(str::to_owned);
        Ok(Read {
            a,
            id: seen.file_id().to_owned(),
            events: seen.len(),
            first: seen.first(),
            last: seen.last(),
            drafts: drafts.collect(),
            q,
        })
    }

    /// The questionnaire of a file, made once for all files that keep the same.
    pub(super) fn questionnaire(&self, seen: &Seen) -> Result<Arc<Questionnaire>, StoreError> {
        let Some(text) = seen.questionnaire() else { return Ok(Arc::clone(&self.bank)) };
        let held = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held().iter().find(|q| q.kept.as_deref() == Some(text.as_str())).cloned();
        if let Some(q) = known {
            return Ok(q);
        }
        let q = answered::questionnaire(&self.bank, Some(text), seen.path())?;
        let mut kept = held();
        if !Arc::ptr_eq(&q, &self.bank) && kept.len() < KEPT {
            kept.push(Arc::clone(&q));
        }
        Ok(q)
    }
}

/// The facts of a file, records of 0.1.0 as records of today.
pub(super) fn facts(q: &Questionnaire, seen: &Seen) -> Assessment {
    if !seen.has_an_earlier_format() {
        let a = Assessment::of(q, seen.last_values());
        // Records in the form of 0.1.0 have to be upgraded event by event, wherever they stand.
        if !a.beyond().keys().any(|key| is_old_key(key)) {
            return a;
        }
    }
    let (mut a, mut upgrader) = (Assessment::new(q), Upgrader::default());
    for (e, changes) in seen.events() {
        let from = Origin { hash: &e.hash, time: &e.time, turn: Turn::of(e.undoes, e.redoes) };
        for c in upgrader.upgrade(q, &a, from, changes).0 {
            a.set(q, &c.key, c.now);
        }
    }
    a
}
