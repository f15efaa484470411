//! Making a whole new assessment file: in memory first, or beside its place when it is large, then put in
//! place in one step.
//!
//! New files, copies, backups and salvaged files all come from here, so that no half-made one is ever
//! seen and every one is as clean as a first one: nothing erased lingers in it.

use std::path::Path;

use rusqlite::{Connection, params};

use super::causes::Cause;
use super::chain;
use super::error::{StoreError, Trouble};
use super::migrate::{self, APPLICATION_ID};
use super::read::{Content, head_text};
use super::{branches, questionnaire};
use crate::files;

/// The most bytes of texts that are put together in memory: twice as much is needed there.
const IN_MEMORY: usize = 32 << 20;

/// Writes the content to a new file, or over an old one.
pub(super) fn write(path: &Path, content: &Content, overwrite: bool) -> Result<(), StoreError> {
    write_by(path, content, overwrite, IN_MEMORY)
}

fn write_by(path: &Path, content: &Content, overwrite: bool, in_memory: usize) -> Result<(), StoreError> {
    refuse_siblings(path)?;
    if size(content) > in_memory {
        let make = |part: &Path| on_disk(part, content);
        return files::build_atomic(path, overwrite, make).map_err(StoreError::writing);
    }
    let bytes = bytes(content).map_err(|_| StoreError::new(path, Trouble::CannotCreate(Cause::TooLarge)))?;
    files::write_atomic(path, &bytes, overwrite).map_err(StoreError::writing)
}

fn size(content: &Content) -> usize {
    let carried = content.branches.iter().flat_map(|b| &b.rows);
    let rows = content
        .rows
        .iter()
        .chain(carried)
        .map(|r| r.payload.len() + r.who.len() + r.what.len() + r.at.len() + 200);
    let rows = rows.chain(content.state.iter().map(|(k, v)| k.len() + v.len()));
    rows.chain(content.questionnaires.iter().map(|q| q.len())).sum()
}

/// Fills a file that nobody else knows yet; a failure leaves nothing that is used.
fn on_disk(part: &Path, content: &Content) -> std::io::Result<()> {
    let mut conn = Connection::open(part).map_err(|e| plain(&e))?;
    conn.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;")
        .and_then(|()| fill(&mut conn, content))
        .map_err(|e| plain(&e))?;
    conn.close().map_err(|(_, e)| plain(&e))
}

fn plain(e: &rusqlite::Error) -> std::io::Error {
    use std::io::ErrorKind as K;
    match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => K::StorageFull.into(),
        Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => K::PermissionDenied.into(),
        _ => std::io::Error::other("the disk reports an error"),
    }
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

/// All of a new file.
pub(super) fn bytes(content: &Content) -> rusqlite::Result<Vec<u8>> {
    let mut conn = Connection::open_in_memory()?;
    // Nothing is taken back there: what fails is thrown away.
    conn.execute_batch("PRAGMA journal_mode=OFF;")?;
    fill(&mut conn, content)?;
    Ok(conn.serialize("main")?.to_vec())
}

fn fill(conn: &mut Connection, content: &Content) -> rusqlite::Result<()> {
    let schema = content.schema;
    conn.execute_batch(&format!(
        "PRAGMA page_size=4096; PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={schema};"
    ))?;
    let tx = conn.transaction()?;
    // What guards the tables is put there when they are full: it would be asked for every row, and all of them are known.
    let (tables, guards): (Vec<_>, Vec<_>) =
        migrate::statements(schema).partition(|sql| sql.starts_with("CREATE TABLE"));
    for sql in tables {
        tx.execute_batch(sql)?;
    }
    {
        let mut meta = tx.prepare("INSERT INTO meta VALUES (?1, ?2)")?;
        let schema = schema.to_string();
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
    if content.schema > migrate::FIRST {
        questionnaire::put(&tx, content)?;
        branches::put(&tx, &content.branches)?;
    }
    for sql in guards {
        tx.execute_batch(sql)?;
    }
    tx.commit()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::check;

    #[test]
    fn a_large_file_is_the_same_as_a_small_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut dice = chain::Dice::new([3; 32]);
        let mut content = fresh(&mut dice);
        for n in 0..40 {
            let (seq, prev) = content.head();
            let event = crate::store::NewEvent { what: format!("event {n}"), ..Default::default() };
            content.rows.push(chain::Row::new(seq + 1, prev, chain::now(), event, &mut dice).into());
        }
        content.state.insert("place".into(), "4.1".into());
        let (small, large) = (dir.path().join("small.aims"), dir.path().join("large.aims"));
        write_by(&small, &content, false, usize::MAX).unwrap();
        write_by(&large, &content, false, 0).unwrap();
        for path in [&small, &large] {
            let report = check(path).unwrap();
            assert!(report.is_sound() && report.events == 40 && report.drafts == 1, "{report:?}");
        }
        assert_eq!(write_by(&large, &content, false, 0).unwrap_err().trouble, Trouble::Exists);
        write_by(&large, &content, true, 0).unwrap();
        assert_eq!(files::names_in(dir.path()), ["large.aims", "small.aims"], "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&large).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
