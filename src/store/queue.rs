//! What is on the disk and what waits to get there: the state that [`super::Store`] and its thread share. It
//! knows neither threads nor the disk.

use std::collections::VecDeque;
use std::sync::Arc;

use super::branches::Branch;
use super::causes::NoBackup;
use super::chain::{self, Dice, Row};
use super::error::StoreError;
use super::migrate::{self, Age};
use super::read::Content;
use super::writer::Report;

/// A change on its way to the disk.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) ticket: u64,
    /// The event, and before it the one that brings the file over: in one commit.
    pub(super) rows: Vec<Arc<Row>>,
    pub(super) state: Vec<(String, Option<String>)>,
    /// What of another file is kept beside them, where they take one over.
    pub(super) branches: Vec<Branch>,
    /// Whether they take another file over: the file as it was is kept first.
    pub(super) merges: bool,
}

impl Job {
    /// An event with the side data that belongs to it; the ticket is given by the queue.
    pub(super) fn new(rows: Vec<Row>, state: &[(String, Option<String>)]) -> Self {
        let rows = rows.into_iter().map(Arc::new).collect();
        Self { ticket: 0, rows, state: state.to_vec(), branches: Vec::new(), merges: false }
    }
}

#[derive(Debug)]
pub(super) struct Inner {
    /// What is on the disk.
    pub(super) content: Content,
    /// What is not, oldest first.
    pub(super) queue: VecDeque<Job>,
    pub(super) issued: u64,
    /// All tickets up to this one are on the disk.
    pub(super) done: u64,
    /// Tickets up to this one wait after a failure.
    pub(super) failed: Option<(u64, StoreError)>,
    pub(super) reports: Vec<Report>,
    pub(super) dice: Dice,
    pub(super) attempt: bool,
    /// Changes are only collected: they belong together.
    pub(super) held: bool,
    /// How many of the first ones go into one commit, however many they are.
    pub(super) together: usize,
    pub(super) stop: bool,
    pub(super) changed: bool,
    pub(super) backup_trouble: Option<NoBackup>,
}

impl Inner {
    /// Nothing waits.
    pub(super) fn new(content: Content, dice: Dice) -> Self {
        Self {
            content,
            queue: VecDeque::new(),
            issued: 0,
            done: 0,
            failed: None,
            reports: Vec::new(),
            dice,
            attempt: false,
            held: false,
            together: 0,
            stop: false,
            changed: false,
            backup_trouble: None,
        }
    }

    /// Number and hash of the last event, saved or waiting.
    pub(super) fn last(&self) -> (i64, chain::Hash) {
        self.last_waiting().map_or_else(|| self.content.head(), |r| (r.seq, r.hash))
    }

    pub(super) fn last_waiting(&self) -> Option<&Row> {
        self.queue.iter().rev().find_map(|j| j.rows.last().map(|r| &**r))
    }

    /// Whether the next event is the first one in a file of an earlier format.
    pub(super) fn is_to_be_brought_over(&self) -> bool {
        migrate::age(self.content.schema) == Age::Older && self.last_waiting().is_none()
    }

    pub(super) fn with_waiting(&self) -> Content {
        let mut content = self.content.clone();
        for job in &self.queue {
            take_in(&mut content, job);
        }
        content
    }

    /// The first changes are on the disk; fewer wait by now when the file was given up meanwhile.
    pub(super) fn saved(&mut self, count: usize) {
        for job in self.queue.drain(..count.min(self.queue.len())).collect::<Vec<_>>() {
            take_in(&mut self.content, &job);
            self.done = job.ticket;
            let seq = self.content.head().0;
            self.reports.push(Report::Saved { ticket: job.ticket, seq });
        }
        if self.queue.is_empty() {
            self.done = self.issued;
        }
        self.failed = None;
        self.together = 0;
        self.changed = true;
    }

    pub(super) fn could_not_save(&mut self, error: StoreError) {
        if let Some(first) = self.queue.front() {
            self.reports.push(Report::Failed { ticket: first.ticket, error: error.clone() });
        }
        self.failed = Some((self.issued, error));
        self.attempt = false;
    }
}

fn take_in(content: &mut Content, job: &Job) {
    if !job.rows.is_empty() {
        content.schema = migrate::SCHEMA;
    }
    content.rows.extend(job.rows.iter().cloned());
    content.branches.extend(job.branches.iter().cloned());
    for (key, value) in &job.state {
        match value {
            Some(v) => content.state.insert(key.clone(), v.clone()),
            None => content.state.remove(key),
        };
    }
}
