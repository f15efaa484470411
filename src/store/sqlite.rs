//! Connections: how they are opened, limited and made durable, and what their failures mean.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::causes::{Cause, Defect, InUse, Moved, ReadOnlyBecause};
use super::error::{StoreError, Trouble};
use crate::files;

/// The largest file, in bytes.
pub(super) const MAX_FILE: u64 = 2 << 30;

/// Somebody wrote half a transaction and stopped: the journal must be rolled back first.
const READONLY_ROLLBACK: i32 = 8 | (3 << 8);
/// The file under this name is no longer the one that was opened.
const READONLY_DBMOVED: i32 = 8 | (4 << 8);

/// What a connection was doing when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Reading,
    Saving,
}

/// What the database keeps of a file in memory unless told otherwise, in bytes.
const USUAL_CACHE: u64 = 2_000_000;

/// Opens for looking: nothing in the file can be run, and nothing can be changed.
pub(super) fn look(path: &Path, size: u64) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Reading);
    let conn = connect(path, flags, size).map_err(err)?;
    // The structure is judged first and the events are read then: without room for both looks every page would
    // come from the disk two or three times. The room is given back when this connection closes.
    if size > USUAL_CACHE {
        conn.execute_batch("PRAGMA cache_size=-12288").map_err(err)?;
    }
    Ok(conn)
}

/// Opens for writing, with settings that survive a power cut; refuses when they did not take.
pub(super) fn write(path: &Path, size: u64) -> Result<Connection, StoreError> {
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Saving);
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, size).map_err(err)?;
    // EXTRA and not FULL: the commit is the removal of the journal, and only EXTRA pushes the folder to
    // the disk too.
    conn.execute_batch(
        "PRAGMA synchronous=EXTRA; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON; PRAGMA secure_delete=ON;
         PRAGMA foreign_keys=ON; PRAGMA max_page_count=524288;",
    )
    .map_err(err)?;
    let mode: String = conn.query_row("PRAGMA journal_mode=DELETE", [], |r| r.get(0)).map_err(err)?;
    let sync: i64 = conn.query_row("PRAGMA synchronous", [], |r| r.get(0)).map_err(err)?;
    let erase: i64 = conn.query_row("PRAGMA secure_delete", [], |r| r.get(0)).map_err(err)?;
    if mode != "delete" || sync != 3 || erase != 1 {
        return Err(StoreError::new(path, Trouble::NotSaved(Cause::NoSafeWriting)));
    }
    Ok(conn)
}

fn connect(path: &Path, flags: OpenFlags, size: u64) -> rusqlite::Result<Connection> {
    let guard = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut conn = Connection::open_with_flags(path, flags | guard)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 16 << 20)?;
    conn.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000)?;
    conn.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 50)?;
    conn.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    // Two seconds for any honest assessment; a second more for each 64 MiB.
    set_deadline(&mut conn, Some(Duration::from_secs(2 + (size >> 26))))?;
    conn.execute_batch(
        "PRAGMA hard_heap_limit=268435456; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;",
    )?;
    Ok(conn)
}

/// Work on this connection is broken off after this time; `None`: never.
pub(super) fn set_deadline(conn: &mut Connection, limit: Option<Duration>) -> rusqlite::Result<()> {
    match limit {
        Some(limit) => {
            let start = Instant::now();
            conn.progress_handler(10_000, Some(move || start.elapsed() > limit))
        }
        None => conn.progress_handler(0, None::<fn() -> bool>),
    }
}

/// What a failure means, in our words.
pub(super) fn explain(path: &Path, e: &rusqlite::Error, doing: Doing) -> StoreError {
    StoreError::new(path, meaning(path, e, doing))
}

fn meaning(path: &Path, e: &rusqlite::Error, doing: Doing) -> Trouble {
    let rusqlite::Error::SqliteFailure(cause, _) = e else {
        return Trouble::Damaged(Defect::WrongKind);
    };
    match cause.extended_code {
        READONLY_ROLLBACK => return Trouble::Interrupted,
        READONLY_DBMOVED => return Trouble::Moved(Moved::Elsewhere),
        _ => {}
    }
    let reading = doing == Doing::Reading;
    match cause.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
            Trouble::Busy(InUse::Program)
        }
        ErrorCode::DiskFull if files::inspect(path).is_ok_and(|f| f.size + (1 << 20) > MAX_FILE) => {
            Trouble::TooLarge
        }
        ErrorCode::DiskFull => Trouble::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied if reading => Trouble::Permission,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Trouble::ReadOnly(ReadOnlyBecause::NoRight),
        ErrorCode::CannotOpen if reading => files::read_head(path, 0).err().map_or_else(
            || Trouble::Unreadable(Cause::CannotOpen),
            |e| StoreError::reading(path, &e).trouble,
        ),
        ErrorCode::CannotOpen if !files::writable(&files::folder_of(path)) => {
            Trouble::ReadOnly(ReadOnlyBecause::NoRight)
        }
        ErrorCode::CannotOpen => Trouble::NotSaved(Cause::NothingBeside),
        ErrorCode::SystemIoFailure if reading => Trouble::Unreadable(Cause::Disk),
        ErrorCode::SystemIoFailure => Trouble::NotSaved(Cause::Disk),
        ErrorCode::OperationInterrupted => Trouble::Damaged(Defect::TooSlow),
        ErrorCode::OutOfMemory | ErrorCode::TooBig => Trouble::Damaged(Defect::TooMuchMemory),
        _ if reading => Trouble::Damaged(Defect::StructureUnreadable),
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Trouble::Damaged(Defect::StructureUnreadable),
        _ => Trouble::NotSaved(Cause::NotAccepted),
    }
}
