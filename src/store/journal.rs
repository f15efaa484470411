//! The journal beside a file: what a session that ended in the middle of saving leaves behind, and what
//! a restored folder or a synchronising program may bring back long after.
//!
//! A journal holds the pages as they were before one commit. The true one belongs to the commit that was
//! under way, so it is exactly one commit older than what the file says of itself, or not older at all.
//! Any other would take back changes that were shown as saved; it is never applied. Both files stay, and
//! the person is asked.

use std::path::{Path, PathBuf};

use super::chain::Dice;
use super::error::{StoreError, Trouble};
use super::open::{Target, number, page_size, read_at, sizes_agree};
use super::read::{Content, Depth, Survey};
use super::sqlite;
use crate::files::{self, Kind};

/// Where the number of commits stands in the header of a database.
const COMMITS: usize = 24;

/// How a commit that was under way ends.
pub(super) struct End {
    /// The assessment after it.
    pub(super) found: (Survey, Dice),
    way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The file is half new: the journal takes it back.
    Back,
    /// Everything reached the file, only the journal was not removed: removing it is the commit.
    Forward,
}

/// The name of the journal of a file.
pub(super) fn of(path: &Path) -> PathBuf {
    files::beside(path, "-journal")
}

/// Whether the database would apply the journal of a file: one whose beginning was never written, as a kill
/// early in a commit leaves it, is passed over and replaced by the next commit.
pub(super) fn would_be_applied(path: &Path) -> bool {
    match files::read_head(&of(path), 1) {
        Ok((head, found, _)) => found.kind != Kind::File || head.first().is_some_and(|b| *b != 0),
        Err(e) => e.kind() != std::io::ErrorKind::NotFound,
    }
}

/// Refuses a pipe, a folder or a link at the name of the journal: the database would wait for the first
/// for ever, and follow the last.
pub(super) fn refuse_odd(path: &Path) -> Result<(), StoreError> {
    match files::inspect(&of(path)) {
        Ok(found) if found.kind != Kind::File => Err(StoreError::new(path, Trouble::StrayJournal)),
        _ => Ok(()),
    }
}

/// Gives a journal that is not from the last saving another name, so that the file can be opened without
/// it. Both are kept. Returns the new name.
pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let real = files::canonical(path).map_err(|e| StoreError::reading(path, &e))?;
    let time = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let to = files::beside(&real, &format!("-journal-set-aside-{time}"));
    files::rename_beside(&of(&real), &to).map_err(|e| StoreError::reading(&of(&real), &e))?;
    Ok(to)
}

/// Judges the journal in a private copy; `Err` when it is not the one of the commit that was under way.
pub(super) fn judge(target: &Target, depth: Depth) -> Result<End, StoreError> {
    let err = |e: std::io::Error| StoreError::reading(&target.path, &e);
    let stray = || StoreError::new(&target.path, Trouble::StrayJournal);
    let journal = of(&target.path);
    if !is_plausible(&journal, &target.path) {
        return Err(stray());
    }
    let temporary = files::private_temp_dir().map_err(err)?;
    // Nothing is opened through a link, and on macOS the temporary folder lies behind one.
    let folder = files::canonical(temporary.path()).map_err(err)?;
    let (whole, alone) = (folder.join("copy.aims"), folder.join("alone.aims"));
    files::copy_private(&target.path, &whole).map_err(err)?;
    files::copy_private(&target.path, &alone).map_err(err)?;
    files::copy_private(&journal, &of(&whole)).map_err(err)?;
    let recover = || -> Result<(Survey, Dice), StoreError> {
        roll_back(&whole, target.size)?;
        read_at(&whole, target.size, depth)
    };
    let recovered = recover();
    let without = read_at(&alone, target.size, Depth::Open)
        .and_then(|(survey, dice)| Ok((survey.sound(&alone)?.0, dice)));
    let later = commits(&alone).wrapping_sub(commits(&whole));
    let (back, without) = match (recovered, without) {
        (Ok(back), without) if back.0.faults.is_empty() || without.is_err() => (back, without.ok()),
        (Err(e), Err(_)) => return Err(StoreError { path: target.path.clone(), ..e }),
        _ => return Err(stray()),
    };
    if depth.stops() && !back.0.faults.is_empty() {
        // Neither way leads to a sound file: nothing is touched.
        back.0.sound(&target.path)?;
        return Err(stray());
    }
    let own = without.as_ref().is_none_or(|(alone, _)| a_step_before(&back.0.content, alone));
    match (later, without) {
        _ if !own => Err(stray()),
        (0, _) | (1, None) => Ok(End { found: back, way: Way::Back }),
        (1, Some((content, dice))) => {
            let complete = files::read_head(&alone, 100).is_ok_and(|(head, f, _)| sizes_agree(&head, f.size));
            if !complete {
                return Ok(End { found: back, way: Way::Back });
            }
            let survey = Survey { schema: content.schema, content, ..Survey::default() };
            Ok(End { found: (survey, dice), way: Way::Forward })
        }
        _ => Err(stray()),
    }
}

impl End {
    /// Ends the commit in the file itself.
    pub(super) fn carry_out(&self, target: &Target) -> Result<(), StoreError> {
        let err = |e: std::io::Error| StoreError::reading(&target.path, &e);
        match self.way {
            Way::Back => roll_back(&target.path, target.size),
            Way::Forward => {
                files::sync(&target.path).map_err(err)?;
                files::remove(&of(&target.path)).map_err(err)?;
                files::sync(&target.path).map_err(err)
            }
        }
    }
}

/// The database's own recovery.
fn roll_back(path: &Path, size: u64) -> Result<(), StoreError> {
    let conn = sqlite::write(path, size)?;
    conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK;")
        .map_err(|e| sqlite::explain(path, &e, sqlite::Doing::Saving))
}

/// How many commits a file says it has seen (32 bits that wrap).
fn commits(path: &Path) -> u32 {
    files::read_head(path, 100).map_or(0, |(head, ..)| u32::try_from(number(&head, COMMITS)).unwrap_or(0))
}

/// Whether what the journal would bring back is the same record, as it was or shorter.
fn a_step_before(recovered: &Content, without: &Content) -> bool {
    recovered.file_id == without.file_id
        && recovered.rows.len() <= without.rows.len()
        && recovered.rows.iter().zip(&without.rows).all(|(a, b)| a.hash == b.hash)
}

/// Whether the first bytes of a journal are those of one, for pages of the size of the file.
fn is_plausible(journal: &Path, file: &Path) -> bool {
    let read =
        |p: &Path, n| files::read_head(p, n).ok().filter(|(_, f, _)| f.kind == Kind::File).map(|r| r.0);
    let (Some(head), Some(own)) = (read(journal, 28), read(file, 100)) else { return false };
    let sector = number(&head, 20);
    head.len() == 28
        && head.starts_with(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])
        && (32..=65_536).contains(&sector)
        && sector & (sector - 1) == 0
        && u64::try_from(number(&head, 24)).is_ok_and(|n| n == page_size(&own))
}
