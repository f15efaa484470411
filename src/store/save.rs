//! One commit: the file is still ours, the events follow the last one, what was written can be read
//! back, and only then does it count. After a failure the connection is thrown away, because a bare
//! second try may succeed on pages that never reached the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::backup;
use super::branches::{self, Branch};
use super::build::{INSERT, insert_row};
use super::causes::{Cause, Moved, ReadOnlyBecause};
use super::chain::{self, Row};
use super::error::{StoreError, Trouble};
use super::journal;
use super::migrate::{self, Age};
use super::queue::Job;
use super::read::{self, COLUMNS, Content, Depth, head_text, row_of};
use super::sqlite::{self, Doing, explain};
use crate::files::{self, FileId, Kind, Print};

/// The way to the file: closed until the first change.
#[derive(Debug)]
pub(super) struct Link {
    path: PathBuf,
    id: FileId,
    open: Option<Open>,
    /// A commit failed: the next one must write something even if the file holds it all already.
    force: bool,
}

#[derive(Debug)]
struct Open {
    conn: Connection,
    /// Changes when another connection changes the file.
    version: i64,
    /// How many of the waiting events are in the file already: their commit failed after it had taken hold.
    present: usize,
    /// The file as this connection left it. Whoever writes over it in place (a copy, a sync client) leaves
    /// another print, even where the database's own counters happen to agree.
    print: Option<Print>,
    /// The head that stands in the file.
    head: String,
}

impl Link {
    pub(super) fn new(path: PathBuf, id: FileId) -> Self {
        Self { path, id, open: None, force: false }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the changes into the file in one commit; `known` is what was there before.
    pub(super) fn save(&mut self, batch: &[Job], known: &Content) -> Result<(), StoreError> {
        self.still_the_same_file()?;
        self.forget_if_touched();
        if self.open.is_none() {
            self.open = Some(self.connect(batch, known)?);
        }
        self.keep_before(batch, known)?;
        let mut result = self.commit(batch, known);
        if matches!(&result, Ok(false)) {
            // Somebody changed the file, perhaps only the drafts: read it again, and stop unless the
            // events are ours.
            self.open = None;
            self.open = Some(self.connect(batch, known)?);
            result = self.commit(batch, known);
        }
        match result {
            Ok(true) => {
                self.force = false;
                Ok(())
            }
            Ok(false) => {
                self.open = None;
                Err(StoreError::new(&self.path, Trouble::Moved(Moved::Changed)))
            }
            Err(e) => {
                self.open = None;
                self.force = true;
                if self.still_the_same_file().is_ok() {
                    self.open = self.connect(batch, known).ok();
                }
                Err(e)
            }
        }
    }

    /// A file of an earlier format is kept as it is before its first change brings it over, and any file before another
    /// one is taken over.
    fn keep_before(&mut self, batch: &[Job], known: &Content) -> Result<(), StoreError> {
        let Some(open) = &self.open else { return Ok(()) };
        let merges = !open.merging(batch).is_empty();
        match (open.brings_over(batch, known), merges) {
            (false, false) => return Ok(()),
            (true, _) => backup::before_format(&self.path, known)?,
            (false, true) => {}
        }
        if merges {
            backup::before_merge(&self.path, known)?;
        }
        // That took its time: whoever came meanwhile is seen as at any other saving.
        self.still_the_same_file()?;
        self.forget_if_touched();
        if self.open.is_none() {
            self.open = Some(self.connect(batch, known)?);
        }
        Ok(())
    }

    /// Touched since it was last written or read here: everything is read again, nothing is taken from what
    /// this connection remembers.
    fn forget_if_touched(&mut self) {
        if self.open.as_ref().is_some_and(|o| o.print != files::print_of(&self.path).ok()) {
            self.open = None;
        }
    }

    fn still_the_same_file(&self) -> Result<(), StoreError> {
        let moved = |how| Err(StoreError::new(&self.path, Trouble::Moved(how)));
        match files::inspect(&self.path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => moved(Moved::Gone),
            Err(e) => Err(StoreError::new(&self.path, Trouble::NotSaved(Cause::System(files::why(&e))))),
            Ok(found) if found.id != self.id || found.kind != Kind::File => moved(Moved::Replaced),
            Ok(_) if files::exists(&files::beside(&self.path, "-wal")) => moved(Moved::Opened),
            // Only a commit of ours that failed leaves a journal between two commits; any other would be
            // applied to the file, and roll back what was acknowledged.
            Ok(_) if !self.force && journal::would_be_applied(&self.path) => moved(Moved::StrayJournal),
            Ok(_) if !files::writable(&self.path) => {
                Err(StoreError::new(&self.path, Trouble::ReadOnly(ReadOnlyBecause::MadeReadOnly)))
            }
            Ok(_) => Ok(()),
        }
    }

    /// Opens for writing and reads everything back.
    fn connect(&self, batch: &[Job], known: &Content) -> Result<Open, StoreError> {
        let size = files::inspect(&self.path).map_or(0, |f| f.size);
        let mut conn = sqlite::write(&self.path, size)?;
        let saving = |e: rusqlite::Error| explain(&self.path, &e, Doing::Saving);
        let version = data_version(&conn).map_err(saving)?;
        let changed = || StoreError::new(&self.path, Trouble::Moved(Moved::Changed));
        let (found, _) = read::survey(&conn, &self.path, Depth::Open)
            .and_then(|s| s.sound(&self.path))
            .map_err(|e| match e.trouble {
                Trouble::Busy(_) => e,
                Trouble::Unreadable(why) => StoreError::new(&self.path, Trouble::NotSaved(why)),
                _ => changed(),
            })?;
        let waiting = batch.iter().flat_map(|j| &j.rows);
        let ours = known.rows.iter().chain(waiting).map(|r| r.hash);
        let same = found.rows.iter().zip(ours).filter(|(a, b)| a.hash == *b).count();
        if found.file_id != known.file_id || same != found.rows.len() || same < known.rows.len() {
            return Err(changed());
        }
        // The first event of a file of an earlier format goes in together with what brings it over.
        let present = same - known.rows.len();
        if found.schema != if present > 0 { migrate::SCHEMA } else { known.schema } {
            return Err(changed());
        }
        sqlite::set_deadline(&mut conn, None).map_err(saving)?;
        let print = files::print_of(&self.path).ok();
        Ok(Open { conn, version, present, print, head: head_text(found.head()) })
    }

    /// `Ok(false)`: another program changed the file since it was read, nothing was done.
    fn commit(&mut self, batch: &[Job], known: &Content) -> Result<bool, StoreError> {
        let path = &self.path;
        let Some(open) = &mut self.open else { return Ok(false) };
        let err = |e: rusqlite::Error| explain(path, &e, Doing::Saving);
        // The head is read from the file and not from the pages this connection remembers.
        open.conn.release_memory().map_err(err)?;
        open.conn.execute_batch("BEGIN IMMEDIATE").map_err(err)?;
        if data_version(&open.conn).map_err(err)? != open.version
            || head_in(&open.conn).map_err(err)? != open.head
        {
            open.conn.execute_batch("ROLLBACK").map_err(err)?;
            return Ok(false);
        }
        if self.force {
            // The database leaves out writing what is there already, and with it the way to the disk.
            open.conn.execute_batch("UPDATE meta SET value = '' WHERE key = 'head'").map_err(err)?;
        }
        let bring_over = open.brings_over(batch, known);
        if bring_over {
            migrate::bring_over(&open.conn).map_err(err)?;
        }
        let rows: Vec<&Arc<Row>> = batch.iter().flat_map(|j| &j.rows).collect();
        let head = rows.last().map_or_else(|| known.head(), |r| (r.seq, r.hash));
        let branches: Vec<&Branch> = open.merging(batch).iter().flat_map(|j| &j.branches).collect();
        put(&open.conn, batch, &rows[open.present.min(rows.len())..], &head_text(head)).map_err(err)?;
        if !branches.is_empty() {
            branches::put(&open.conn, branches.iter().copied()).map_err(err)?;
        }
        let schema = if rows.is_empty() { known.schema } else { migrate::SCHEMA };
        let there = migrate::of(&open.conn).map_err(err)? == schema
            && (!bring_over || migrate::compare(&open.conn, path, schema, Depth::Open).is_ok());
        let carried = branches.is_empty() || branches::reads_back(&open.conn, &branches).map_err(err)?;
        if !there || !carried || !reads_back(&open.conn, &rows, &head_text(head)).map_err(err)? {
            // Dropping the connection rolls back.
            return Err(StoreError::new(path, Trouble::NotSaved(Cause::ReadsBackOtherwise)));
        }
        open.conn.execute_batch("COMMIT").map_err(err)?;
        open.present = 0;
        open.head = head_text(head);
        open.print = files::print_of(path).ok();
        Ok(true)
    }
}

impl Open {
    /// Whether saving these changes brings the file over from an earlier format. Drafts alone do not: they are
    /// no part of the record.
    fn brings_over(&self, batch: &[Job], known: &Content) -> bool {
        migrate::age(known.schema) == Age::Older
            && self.present == 0
            && batch.iter().any(|j| !j.rows.is_empty())
    }
}

impl Open {
    /// The changes of those that wait by which another file is taken over, without those that are in the file already: they
    /// went in with all that belongs to them.
    fn merging<'j>(&self, batch: &'j [Job]) -> Vec<&'j Job> {
        let mut rows = 0;
        let behind = |j: &&Job| {
            rows += j.rows.len();
            j.merges && rows > self.present
        };
        batch.iter().filter(behind).collect()
    }
}

fn data_version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA data_version")?.query_row([], |r| r.get(0))
}

fn put(conn: &Connection, batch: &[Job], rows: &[&Arc<Row>], head: &str) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(INSERT)?;
    for row in rows {
        insert_row(&mut insert, row)?;
    }
    conn.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'head'")?.execute([head])?;
    for (key, value) in batch.iter().flat_map(|j| &j.state) {
        match value {
            Some(v) => conn
                .prepare_cached(
                    "INSERT INTO state VALUES (?1, ?2, ?3)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value, sum = excluded.sum",
                )?
                .execute(params![key, v, chain::draft_sum(key, v)])?,
            None => conn.prepare_cached("DELETE FROM state WHERE key = ?1")?.execute([key])?,
        };
    }
    Ok(())
}

/// Whether the file now says what it should (Fossil's habit, and how it never lost anything).
fn reads_back(conn: &Connection, rows: &[&Arc<Row>], head: &str) -> rusqlite::Result<bool> {
    let mut one = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE seq = ?1"))?;
    for row in rows {
        let back = one.query_row([row.seq], row_of)?;
        if back != ***row || back.fault().is_some() {
            return Ok(false);
        }
    }
    Ok(head_in(conn)? == head)
}

/// The head the file names.
fn head_in(conn: &Connection) -> rusqlite::Result<String> {
    conn.prepare_cached("SELECT value FROM meta WHERE key = 'head'")?.query_row([], |r| r.get(0))
}
