//! Making a whole new assessment file: in memory first, then put in place in one step.
//!
//! New files, copies, backups and salvaged files all come from here, so that no half-made one is ever
//! seen and every one is as clean as a first one: nothing erased lingers in it.

use std::path::Path;

use rusqlite::{Connection, params};

use super::chain;
use super::error::{StoreError, Trouble};
use super::migrate::{APPLICATION_ID, SCHEMA};
use super::read::{Content, head_text, statements};
use crate::files;

/// Writes the content to a new file, or over an old one.
pub(super) fn write(path: &Path, content: &Content, overwrite: bool) -> Result<(), StoreError> {
    refuse_siblings(path)?;
    let bytes = bytes(content)
        .map_err(|_| StoreError::new(path, Trouble::CannotCreate("it is too large".to_owned())))?;
    files::write_atomic(path, &bytes, overwrite).map_err(StoreError::writing)
}

/// A left-over journal or log at this name would be applied to the new file, and destroy it.
fn refuse_siblings(path: &Path) -> Result<(), StoreError> {
    if files::exists(&files::beside(path, "-journal")) {
        return Err(StoreError::new(path, Trouble::StrayJournal));
    }
    if files::exists(&files::beside(path, "-wal")) {
        return Err(StoreError::new(path, Trouble::LogBeside));
    }
    Ok(())
}

fn bytes(content: &Content) -> rusqlite::Result<Vec<u8>> {
    let mut conn = Connection::open_in_memory()?;
    conn.execute_batch(&format!(
        "PRAGMA page_size=4096; PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={SCHEMA};"
    ))?;
    let tx = conn.transaction()?;
    for sql in statements() {
        tx.execute_batch(sql)?;
    }
    {
        let mut meta = tx.prepare("INSERT INTO meta VALUES (?1, ?2)")?;
        let schema = SCHEMA.to_string();
        let head = head_text(content.head());
        for (key, value) in [
            ("file", content.file_id.as_str()),
            ("created", &content.created),
            ("head", &head),
            ("min_reader", &schema),
            ("min_writer", &schema),
        ] {
            meta.execute([key, value])?;
        }
        let mut insert = tx.prepare(INSERT)?;
        for row in &content.rows {
            insert_row(&mut insert, row)?;
        }
        let mut state = tx.prepare("INSERT INTO state VALUES (?1, ?2, ?3)")?;
        for (key, value) in &content.state {
            state.execute(params![key, value, chain::draft_sum(key, value)])?;
        }
    }
    tx.commit()?;
    Ok(conn.serialize("main")?.to_vec())
}

/// Puts one event into the table.
pub(super) const INSERT: &str =
    "INSERT INTO events (seq, uuid, time, who, what, at, salt, payload, commitment, prev, hash)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/// Binds the columns of [`INSERT`].
pub(super) fn insert_row(insert: &mut rusqlite::Statement<'_>, row: &chain::Row) -> rusqlite::Result<()> {
    insert
        .execute(params![
            row.seq,
            row.uuid,
            row.time,
            row.who,
            row.what,
            row.at,
            row.salt,
            row.payload,
            row.commitment,
            row.prev,
            row.hash
        ])
        .map(|_| ())
}

/// An empty content with a fresh id.
pub(super) fn fresh(dice: &mut chain::Dice) -> Content {
    Content { file_id: files::hex(&dice.throw()), created: chain::now(), ..Content::default() }
}
