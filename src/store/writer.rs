//! The one thread that writes, and the queue in front of it.
//!
//! A change enters the queue with its number and hash already fixed and leaves it only when its commit
//! returned. When saving fails, the connection is dropped, the file read back, and the queue kept in
//! order: the next change, or [`Store::retry`], tries again from the first one. Whatever is on the disk
//! by then is recognised and not written twice.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::arriving::{Arriving, State};
use super::branches::Branch;
use super::causes::{Cause, NoBackup, ReadOnlyBecause};
use super::chain::{self, Dice, Row};
use super::error::{StoreError, Trouble};
use super::last;
use super::migrate;
use super::queue::{Inner, Job};
use super::read::Content;
use super::save::Link;
use super::{Beside, BranchSeen, Event, Hanging, NewEvent, backup, beside, build};
use crate::files::{FileId, Lock};
use crate::model::Change;

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
    /// The change is NOT on the disk; it is kept and will be tried again.
    Failed {
        /// The first change that waits.
        ticket: u64,
        /// Why.
        error: StoreError,
    },
}

/// What a file took over from another one.
#[derive(Debug)]
pub struct TakenOver {
    /// To wait for.
    pub ticket: u64,
    /// The events as they will stand in the file.
    pub events: Vec<Event>,
    /// What lies beside the record now, by name, where that is something else.
    pub beside: State,
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

    fn queue(&self, inner: &mut Inner, job: Job) -> u64 {
        inner.issued += 1;
        let ticket = inner.issued;
        inner.queue.push_back(Job { ticket, ..job });
        inner.attempt = true;
        self.news.notify_all();
        ticket
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        self.news.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

/// The door for changes to one open assessment. Dropping it saves what waits and lets go of the file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    read_only: Option<ReadOnlyBecause>,
    shared: Arc<Shared>,
    /// What the thread will run; until the first change there is none, because most files are only read.
    idle: Option<Writer>,
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
        read_only: Option<ReadOnlyBecause>,
        dice: Dice,
    ) -> Self {
        let inner = Inner::new(content, dice);
        let shared = Arc::new(Shared { inner: Mutex::new(inner), news: Condvar::new() });
        let writer =
            Writer { shared: Arc::clone(&shared), link: Link::new(path.clone(), id), id, writing: false };
        Self { path, read_only, shared, idle: Some(writer), thread: None, _lock: lock }
    }

    /// The file, links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be saved, if so.
    pub const fn read_only(&self) -> Option<&ReadOnlyBecause> {
        self.read_only.as_ref()
    }

    /// Queues an event, with rows of the side data that belong to it (`None` removes one): both in one
    /// commit. Returns at once with a ticket and the event as it will stand in the file, last; before it, where
    /// this is the first change of a file of an earlier format, the event that brings it over. Or refuses and
    /// changes nothing: the file is open for reading only, or this is too much for one event.
    pub fn append(
        &mut self,
        event: NewEvent,
        state: &[(String, Option<String>)],
    ) -> Result<(u64, Vec<Event>), StoreError> {
        self.accepts(state)?;
        let mut inner = self.shared.lock();
        let (mut seq, mut prev) = inner.last();
        let mut rows = Vec::with_capacity(2);
        let before = inner.is_to_be_brought_over().then(migrate::format_event);
        for new in before.into_iter().chain([event]) {
            let row = Row::new(seq + 1, prev, chain::now(), new, &mut inner.dice);
            if let Some(trouble) = row.too_long() {
                return Err(StoreError::new(&self.path, trouble));
            }
            (seq, prev) = (row.seq, row.hash);
            rows.push(row);
        }
        let events = rows.iter().filter_map(Row::event).collect();
        let ticket = self.shared.queue(&mut inner, Job::new(rows, state));
        drop(inner);
        self.wake();
        Ok((ticket, events))
    }

    /// Queues all that another file brings, as one commit before which the file as it was is kept. None where this is not the file any more for which it was put together,
    /// and then nothing changes. Refuses as [`Self::append`].
    pub fn take_over(&mut self, arriving: &Arriving) -> Result<Option<TakenOver>, StoreError> {
        let mut inner = self.shared.lock();
        if inner.last_waiting().is_some() || !arriving.is_for(&inner.content) {
            return Ok(None);
        }
        let beside = arriving.state(&inner.with_waiting().state);
        let state: Vec<_> = beside.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
        self.accepts(&state)?;
        let older = inner.is_to_be_brought_over();
        let rows = arriving.rows(older, &mut inner.dice).map_err(|t| StoreError::new(&self.path, t))?;
        let events = rows.iter().filter_map(|r| r.event()).collect();
        let branches = arriving.branches.clone();
        let job = Job { rows, branches, merges: true, ..Job::new(Vec::new(), &state) };
        let ticket = self.shared.queue(&mut inner, job);
        drop(inner);
        self.wake();
        Ok(Some(TakenOver { ticket, events, beside }))
    }

    /// Queues rows of the side data alone; `None` removes one. Refuses as [`Self::append`].
    pub fn set_state(&mut self, rows: &[(String, Option<String>)]) -> Result<u64, StoreError> {
        self.accepts(rows)?;
        let ticket = self.shared.queue(&mut self.shared.lock(), Job::new(Vec::new(), rows));
        self.wake();
        Ok(ticket)
    }

    fn accepts(&self, state: &[(String, Option<String>)]) -> Result<(), StoreError> {
        if let Some(reason) = &self.read_only {
            return Err(StoreError::new(&self.path, Trouble::ReadOnly(reason.clone())));
        }
        let largest = state.iter().map(|(k, v)| k.len() + v.as_ref().map_or(0, String::len)).max();
        match largest.filter(|bytes| *bytes > chain::MAX_PAYLOAD) {
            Some(bytes) => {
                let most = chain::MAX_PAYLOAD;
                Err(StoreError::new(&self.path, Trouble::TooLong { bytes, most }))
            }
            None => Ok(()),
        }
    }

    /// Starts the thread at the first change. Without a thread nothing can be saved; waiting says so.
    fn wake(&mut self) {
        if let Some(writer) = self.idle.take() {
            let named = std::thread::Builder::new().name("writer".to_owned());
            self.thread = named.spawn(move || writer.run()).ok();
        }
    }

    /// Collects changes until [`Self::let_go`]: nothing of them is saved before, and then all in one commit
    /// or none.
    pub fn hold(&self) {
        self.shared.lock().held = true;
    }

    /// Lets the changes collected since [`Self::hold`] go to the disk.
    pub fn let_go(&self) {
        let mut inner = self.shared.lock();
        inner.held = false;
        inner.together = inner.queue.len();
        inner.attempt = true;
        self.shared.news.notify_all();
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
            if inner.done >= ticket {
                return Ok(());
            }
            match &inner.failed {
                Some((upto, error)) if *upto >= ticket => return Err(error.clone()),
                _ if self.thread.is_none() => {
                    return Err(StoreError::new(&self.path, Trouble::NotSaved(Cause::NoResources)));
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
    pub fn backup_trouble(&self) -> Option<NoBackup> {
        self.shared.lock().backup_trouble.clone()
    }

    /// Count and hash of the events that are on the disk.
    pub fn head(&self) -> (i64, String) {
        let (seq, hash) = self.shared.lock().content.head();
        (seq, crate::files::hex(&hash))
    }

    /// The facts an event changed, saved or waiting; none when there is no such event.
    pub fn changes_of(&self, seq: i64) -> Vec<Change> {
        let inner = self.shared.lock();
        let before = seq.checked_sub(1).and_then(|n| usize::try_from(n).ok());
        let saved = before.and_then(|n| inner.content.rows.get(n));
        let mut waiting = inner.queue.iter().flat_map(|j| &j.rows);
        let row = saved.or_else(|| waiting.find(|r| r.seq == seq)).cloned();
        drop(inner);
        row.map(|r| r.changes()).unwrap_or_default()
    }

    /// The files that were merged into this one, in the order they were.
    pub fn branches(&self) -> Vec<BranchSeen> {
        self.shared.lock().content.branches.iter().map(Branch::seen).collect()
    }

    /// Its chain with those of the files that were merged into it; none where none was.
    pub fn hanging(&self) -> Option<Hanging> {
        let inner = self.shared.lock();
        let (rows, branches) = (inner.content.rows.clone(), inner.content.branches.clone());
        let waiting: Vec<_> = inner.queue.iter().flat_map(|j| &j.rows).cloned().collect();
        drop(inner);
        let chain: Vec<_> = rows.into_iter().chain(waiting).collect();
        let others = branches.iter().map(|b| b.rows.as_slice());
        (!branches.is_empty()).then(|| Hanging::of(&chain, others))
    }

    /// What stands after all saved events: each key once, with its last value, in the order of the keys.
    pub fn last_values(&self) -> Vec<(String, String)> {
        let inner = self.shared.lock();
        last::values(inner.content.rows.iter().map(|r| r.payload.as_str()))
    }

    /// Copies of it in its folder that hold what it does not.
    pub fn copies(&self) -> Vec<Beside> {
        let content = self.shared.lock().content.clone();
        beside::copies(&self.path, &content)
    }

    /// Whether changes of an earlier format may stand in the file.
    pub fn has_an_earlier_format(&self) -> bool {
        migrate::holds_an_earlier_format(&self.shared.lock().content)
    }

    /// Whether the file has the form of an earlier version, and no change waits that brings it over.
    pub fn is_of_an_earlier_format(&self) -> bool {
        self.shared.lock().is_to_be_brought_over()
    }

    /// Writes everything, what waits included, to a new file. Works when the file itself is gone, full
    /// or read-only.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        let content = self.shared.lock().with_waiting();
        build::write(to, &content, false)
    }

    /// Saves what waits and lets go of the file. What cannot be saved is kept as a backup, and the error
    /// says so.
    pub fn close(self) -> Result<(), StoreError> {
        self.close_and_tell().map(|_| ())
    }

    /// As [`Self::close`]; why the last changes have no backup, if so.
    pub fn close_and_tell(mut self) -> Result<Option<NoBackup>, StoreError> {
        self.end();
        let inner = self.shared.lock();
        match &inner.failed {
            Some((_, error)) if !inner.queue.is_empty() => {
                // The last moment in which anybody holds what was not saved.
                let kept = backup::keep_unsaved(&self.path, &inner.with_waiting()).is_ok();
                Err(if kept {
                    StoreError::new(&self.path, Trouble::LeftUnsaved(Box::new(error.trouble.clone())))
                } else {
                    error.clone()
                })
            }
            _ => Ok(inner.backup_trouble.clone()),
        }
    }

    /// Lets go of the file without trying again to save what waits: it is kept elsewhere, or given up.
    pub fn abandon(self) {
        self.give_up();
    }

    /// Forgets what waits.
    pub(crate) fn give_up(&self) {
        let mut inner = self.shared.lock();
        inner.queue.clear();
        inner.held = false;
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

#[derive(Debug)]
struct Writer {
    shared: Arc<Shared>,
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
            if guard.attempt && !guard.queue.is_empty() && !guard.held {
                let most = MOST_AT_ONCE.max(guard.together);
                let batch: Vec<Job> = guard.queue.iter().take(most).cloned().collect();
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
        if !self.writing {
            WRITING.lock().unwrap_or_else(PoisonError::into_inner).push(self.id);
            self.writing = true;
        }
        self.link.save(batch, known)
    }
}
