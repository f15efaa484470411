//! Other copies of an assessment in its folder, as programs leave them that synchronise folders, and people. What stands in
//! one decides: the same assessment, a common beginning, events that are not here. The name only says which files are worth
//! a look, and a look reads a few pages. Nothing is locked, changed or waited for.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::causes::Beside;
use super::chain::Hash;
use super::payload;
use super::read::{Content, Depth, hash_at, meta};
use super::{migrate, sqlite};
use crate::files::{self, FileId, Kind};

/// How many files are looked into at most.
const MOST: usize = 16;

/// The copies beside a file that hold something it does not.
pub(super) fn copies(path: &Path, content: &Content) -> Vec<Beside> {
    let Some(own) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let folder = files::folder_of(path);
    let near = files::names_in(&folder).into_iter().filter(|name| files::may_be_copy(name, own));
    let Ok(own) = files::inspect(path).map(|found| found.id) else { return Vec::new() };
    let beside = |name: String| Some(Beside { more: more(&folder.join(&name), own, content)?, name });
    near.take(MOST).filter_map(beside).collect()
}

/// How many events a file holds that are not in this content; none where it is no copy, or cannot be read just now.
fn more(path: &Path, own: FileId, content: &Content) -> Option<usize> {
    let there = files::inspect(path).ok()?;
    // Another name of the file itself is never opened here: closing it would drop the locks of a writer.
    if there.kind != Kind::File || there.id == own || !(100..=sqlite::MAX_FILE).contains(&there.size) {
        return None;
    }
    let (head, ..) = files::read_head(path, 100).ok()?;
    if !is_ours(&head) || files::exists(&files::beside(path, "-wal")) {
        return None;
    }
    let conn = sqlite::look(path, there.size).ok()?;
    // Whoever is just saving there is asked another time.
    conn.busy_timeout(Duration::ZERO).ok()?;
    let schema = migrate::of(&conn).ok()?;
    migrate::compare(&conn, path, schema, Depth::Open).ok()?;
    let told = |key| meta(&conn, key).ok().flatten();
    if told("file")? != content.file_id || told("created")? != content.created {
        return None;
    }
    let (seq, head) = payload::end(&told("head")?)?;
    if holds(content, seq, &head) {
        return None;
    }
    let common = common(&conn, content, seq);
    usize::try_from(seq).ok()?.checked_sub(common).filter(|_| common > 0)
}

/// Whether the first bytes are those of an assessment that no other program has turned to a form of its own.
fn is_ours(head: &[u8]) -> bool {
    let id = i32::try_from(migrate::APPLICATION_ID).unwrap_or_default().to_be_bytes();
    head.starts_with(b"SQLite format 3\0")
        && head.get(68..72) == Some(&id)
        && head.get(18..20) != Some(&[2, 2])
}

fn holds(content: &Content, seq: i64, hash: &Hash) -> bool {
    let n = usize::try_from(seq - 1).ok();
    let own = n.and_then(|n| content.rows.get(n)).is_some_and(|r| r.hash == *hash);
    own || content.branches.iter().flat_map(|b| &b.rows).any(|r| r.seq == seq && r.hash == *hash)
}

/// How many events both begin with. A hash stands for all before it, so half of what is left is enough each time.
fn common(conn: &Connection, content: &Content, last: i64) -> usize {
    let both = content.rows.len().min(usize::try_from(last).unwrap_or(0));
    let same = |n: usize| {
        let seq = i64::try_from(n).ok().and_then(|seq| hash_at(conn, seq));
        seq.is_some() && seq == n.checked_sub(1).and_then(|n| content.rows.get(n)).map(|r| r.hash)
    };
    let (mut known, mut end) = (0, both);
    while known < end {
        let middle = known + (end - known).div_ceil(2);
        if same(middle) { known = middle } else { end = middle - 1 }
    }
    known
}
