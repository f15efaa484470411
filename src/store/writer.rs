//! The one thread that writes, and the queue in front of it.
//!
//! A change enters the queue with its number and hash already fixed and leaves it only when its commit
//! returned. When saving fails, the connection is dropped, the file read back, and the queue kept in
//! order: the next change, or [`Store::retry`], tries again from the first one. Whatever is on the disk
//! by then is recognised and not written twice.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::chain::{self, Dice, Row};
use super::error::{StoreError, Trouble};
use super::read::Content;
use super::save::Link;
use super::{Event, NewEvent, backup, build};
use crate::files::{FileId, Lock};

/// The most changes saved in one commit.
pub(super) const MOST_AT_ONCE: usize = 64;

/// How long the queue must have been empty before a backup is made.
const QUIET: Duration = Duration::from_millis(400);

/// Files that a store of this process may be writing to.
static WRITING: Mutex<Vec<FileId>> = Mutex::new(Vec::new());

/// Whether a store of this process may hold database locks on the file.
pub(super) fn is_writing(id: FileId) -> bool {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
}

/// News from the writer thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The change is on the disk.
    Saved {
        /// What [`Store::append`] or [`Store::set_state`] answered.
        ticket: u64,
        /// Number of the last event saved.
        seq: i64,
    },
    /// The change is NOT on the disk; it is kept and will be tried again, unless its text is too long.
    Failed {
        /// The first change that waits.
        ticket: u64,
        /// Why.
        error: StoreError,
    },
}

/// A change on its way to the disk.
#[derive(Debug, Clone)]
pub(super) struct Job {
    ticket: u64,
    pub(super) row: Option<Arc<Row>>,
    pub(super) state: Vec<(String, Option<String>)>,
}

#[derive(Debug)]
struct Inner {
    /// What is on the disk.
    content: Content,
    /// What is not, oldest first.
    queue: VecDeque<Job>,
    issued: u64,
    /// All tickets up to this one are on the disk or refused.
    done: u64,
    /// Tickets up to this one wait after a failure.
    failed: Option<(u64, StoreError)>,
    refused: BTreeMap<u64, StoreError>,
    reports: Vec<Report>,
    dice: Dice,
    attempt: bool,
    stop: bool,
    changed: bool,
    backup_trouble: Option<String>,
}

#[derive(Debug)]
struct Shared {
    inner: Mutex<Inner>,
    news: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        self.news.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

/// The door for changes to one open assessment. Dropping it saves what waits and lets go of the file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    read_only: Option<String>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    /// Let go of after the thread has ended.
    _lock: Option<Lock>,
}

impl Store {
    pub(super) fn start(
        path: PathBuf,
        id: FileId,
        content: Content,
        lock: Option<Lock>,
        read_only: Option<String>,
        dice: Dice,
    ) -> Self {
        let inner = Inner {
            content,
            queue: VecDeque::new(),
            issued: 0,
            done: 0,
            failed: None,
            refused: BTreeMap::new(),
            reports: Vec::new(),
            dice,
            attempt: false,
            stop: false,
            changed: false,
            backup_trouble: None,
        };
        let shared = Arc::new(Shared { inner: Mutex::new(inner), news: Condvar::new() });
        let writer = Writer {
            shared: Arc::clone(&shared),
            read_only: read_only.clone(),
            link: Link::new(path.clone(), id),
            id,
            writing: false,
        };
        // Without a thread nothing can be saved; that is said at the first change.
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || writer.run()).ok();
        Self { path, read_only, shared, thread, _lock: lock }
    }

    /// The file, links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be saved, if so.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Queues an event, with rows of the side data that belong to it (`None` removes one): both in one
    /// commit. Returns at once with a ticket. A text that is too long is refused for good, and reported
    /// so.
    pub fn append(&self, event: NewEvent, state: &[(String, Option<String>)]) -> u64 {
        self.enqueue(Some(event), state)
    }

    /// Queues rows of the side data alone; `None` removes one.
    pub fn set_state(&self, rows: &[(String, Option<String>)]) -> u64 {
        self.enqueue(None, rows)
    }

    fn enqueue(&self, event: Option<NewEvent>, state: &[(String, Option<String>)]) -> u64 {
        let mut inner = self.shared.lock();
        inner.issued += 1;
        let ticket = inner.issued;
        let small =
            state.iter().all(|(k, v)| k.len() + v.as_ref().map_or(0, String::len) <= chain::MAX_PAYLOAD);
        if !small || event.as_ref().is_some_and(|e| !chain::fits(e)) {
            let error = StoreError::new(&self.path, Trouble::TooLong);
            inner.refused.insert(ticket, error.clone());
            inner.reports.push(Report::Failed { ticket, error });
            if inner.queue.is_empty() {
                inner.done = ticket;
            }
            self.shared.news.notify_all();
            return ticket;
        }
        let row = event.map(|e| {
            let (seq, prev) = inner.last();
            Arc::new(Row::new(seq + 1, prev, chain::now(), e, &mut inner.dice))
        });
        inner.queue.push_back(Job { ticket, row, state: state.to_vec() });
        inner.attempt = true;
        self.shared.news.notify_all();
        ticket
    }

    /// Tries again to save what waits.
    pub fn retry(&self) {
        let mut inner = self.shared.lock();
        if !inner.queue.is_empty() {
            inner.attempt = true;
            inner.failed = None;
            self.shared.news.notify_all();
        }
    }

    /// News since the last call; never waits for the disk.
    pub fn poll(&self) -> Vec<Report> {
        std::mem::take(&mut self.shared.lock().reports)
    }

    /// Waits until a change is on the disk, or could not be put there.
    pub fn wait(&self, ticket: u64) -> Result<(), StoreError> {
        let mut inner = self.shared.lock();
        loop {
            if let Some(error) = inner.refused.get(&ticket) {
                return Err(error.clone());
            }
            if inner.done >= ticket {
                return Ok(());
            }
            match &inner.failed {
                Some((upto, error)) if *upto >= ticket => return Err(error.clone()),
                _ if self.thread.is_none() => {
                    let why = "this computer is out of resources".to_owned();
                    return Err(StoreError::new(&self.path, Trouble::NotSaved(why)));
                }
                _ => inner = self.shared.wait(inner),
            }
        }
    }

    /// How many changes are not on the disk yet.
    pub fn pending(&self) -> usize {
        self.shared.lock().queue.len()
    }

    /// Why the last saving failed, while something still waits.
    pub fn failure(&self) -> Option<StoreError> {
        self.shared.lock().failed.as_ref().map(|(_, e)| e.clone())
    }

    /// Why no backup could be made, if so.
    pub fn backup_trouble(&self) -> Option<String> {
        self.shared.lock().backup_trouble.clone()
    }

    /// The last event, saved or waiting.
    pub fn last_event(&self) -> Option<Event> {
        let inner = self.shared.lock();
        let waiting = inner.queue.iter().rev().find_map(|j| j.row.as_deref());
        waiting.or(inner.content.rows.last().map(Arc::as_ref)).and_then(Row::event)
    }

    /// Count and hash of the events that are on the disk.
    pub fn head(&self) -> (i64, String) {
        let (seq, hash) = self.shared.lock().content.head();
        (seq, crate::files::hex(&hash))
    }

    /// Writes everything, what waits included, to a new file. Works when the file itself is gone, full
    /// or read-only.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        let content = self.shared.lock().with_waiting();
        build::write(to, &content, false)
    }

    /// Saves what waits and lets go of the file.
    pub fn close(self) -> Result<(), StoreError> {
        self.close_and_tell().map(|_| ())
    }

    /// As [`Self::close`]; why the last changes have no backup, if so.
    pub fn close_and_tell(mut self) -> Result<Option<String>, StoreError> {
        self.end();
        let inner = self.shared.lock();
        match &inner.failed {
            Some((_, error)) if !inner.queue.is_empty() => Err(error.clone()),
            _ => Ok(inner.backup_trouble.clone()),
        }
    }

    fn end(&mut self) {
        {
            let mut inner = self.shared.lock();
            inner.stop = true;
            inner.attempt = true;
            self.shared.news.notify_all();
        }
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was reported where it happened; there is nothing left to do with it.
            let _ = thread.join();
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end();
    }
}

impl Inner {
    /// Number and hash of the last event, saved or waiting.
    fn last(&self) -> (i64, chain::Hash) {
        let waiting = self.queue.iter().rev().find_map(|j| j.row.as_deref());
        waiting.map_or_else(|| self.content.head(), |r| (r.seq, r.hash))
    }

    fn with_waiting(&self) -> Content {
        let mut content = self.content.clone();
        for job in &self.queue {
            take_in(&mut content, job);
        }
        content
    }

    /// The first changes are on the disk.
    fn saved(&mut self, count: usize) {
        for job in self.queue.drain(..count).collect::<Vec<_>>() {
            take_in(&mut self.content, &job);
            self.done = job.ticket;
            let seq = self.content.head().0;
            self.reports.push(Report::Saved { ticket: job.ticket, seq });
        }
        if self.queue.is_empty() {
            self.done = self.issued;
        }
        self.failed = None;
        self.changed = true;
    }

    fn could_not_save(&mut self, error: StoreError) {
        if let Some(first) = self.queue.front() {
            self.reports.push(Report::Failed { ticket: first.ticket, error: error.clone() });
        }
        self.failed = Some((self.issued, error));
        self.attempt = false;
    }
}

fn take_in(content: &mut Content, job: &Job) {
    content.rows.extend(job.row.clone());
    for (key, value) in &job.state {
        match value {
            Some(v) => content.state.insert(key.clone(), v.clone()),
            None => content.state.remove(key),
        };
    }
}

struct Writer {
    shared: Arc<Shared>,
    read_only: Option<String>,
    link: Link,
    id: FileId,
    /// Whether the file is in [`WRITING`] because of this store.
    writing: bool,
}

impl Writer {
    fn run(mut self) {
        let mut guard = self.shared.lock();
        let mut clock = backup::Clock::new(self.link.path());
        loop {
            if guard.attempt && !guard.queue.is_empty() {
                let batch: Vec<Job> = guard.queue.iter().take(MOST_AT_ONCE).cloned().collect();
                let known = guard.content.clone();
                drop(guard);
                let outcome = self.save(&batch, &known);
                guard = self.shared.lock();
                match outcome {
                    Ok(()) => guard.saved(batch.len()),
                    Err(e) => guard.could_not_save(e),
                }
                self.shared.news.notify_all();
                continue;
            }
            guard.attempt = false;
            let due = if guard.changed { Some(clock.due_in()) } else { None };
            if guard.stop && due != Some(Duration::ZERO) {
                break;
            }
            let Some(due) = due else {
                guard = self.shared.wait(guard);
                continue;
            };
            if !guard.stop {
                let pause = due.max(QUIET);
                let (g, time) =
                    self.shared.news.wait_timeout(guard, pause).unwrap_or_else(PoisonError::into_inner);
                guard = g;
                if !time.timed_out() || guard.attempt || clock.due_in() != Duration::ZERO {
                    continue;
                }
            }
            guard.changed = false;
            let content = guard.content.clone();
            drop(guard);
            let trouble = clock.make(&content).err().map(|e| backup::why(&e));
            guard = self.shared.lock();
            // Tried again a little later, even if nothing changes any more.
            guard.changed |= trouble.is_some();
            guard.backup_trouble = trouble;
        }
        drop(guard);
        drop(self.link);
        if self.writing {
            let mut writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = writing.iter().position(|id| *id == self.id) {
                writing.swap_remove(at);
            }
        }
    }

    fn save(&mut self, batch: &[Job], known: &Content) -> Result<(), StoreError> {
        if let Some(reason) = &self.read_only {
            return Err(StoreError::new(self.link.path(), Trouble::ReadOnly(reason.clone())));
        }
        if !self.writing {
            WRITING.lock().unwrap_or_else(PoisonError::into_inner).push(self.id);
            self.writing = true;
        }
        self.link.save(batch, known)
    }
}
