//! When a backup is due, making it, and which may go: kept are the last ten and one a day for twelve days,
//! fifty megabytes at most, the newest two whatever their size; those made before a replacement or a merge for ninety
//! days; those made before a file was brought to another format for good. Only the rest of `backup` may use this.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::DateTime;

use super::shelf::{self, Why};
use super::{Backup, Content, REPLACED_DAYS, StoreError, Trouble, now, read};
use crate::files;
use crate::store::build;
use crate::store::causes::{Cause, Defect};

/// Time between two backups, in seconds.
const APART: i64 = 300;
/// Time until one that failed is tried again, in seconds.
const AGAIN: i64 = 60;
/// How many of the newest are kept.
const NEWEST: usize = 10;
/// For how many days one a day is kept.
const DAYS: i64 = 12;
/// The most bytes all backups of one file may take; the newest two are kept whatever their size.
const ROOM: u64 = 50 << 20;

/// Knows when the next backup of one assessment is due. Touches no folder before the first change.
#[derive(Debug)]
pub(in crate::store) struct Clock {
    path: PathBuf,
    /// When the newest was made, or tried.
    newest: Option<DateTime>,
    /// The folder was looked through.
    looked: bool,
    /// The last one failed.
    failed: bool,
}

impl Clock {
    pub(in crate::store) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), newest: None, looked: false, failed: false }
    }

    /// Time until the next backup may be made.
    pub(in crate::store) fn due_in(&mut self) -> Duration {
        if !self.looked {
            let folder = shelf::folder(&shelf::real(&self.path));
            self.newest = folder.and_then(|f| newest_in(&f));
            self.looked = true;
        }
        let apart = if self.failed { AGAIN } else { APART };
        // A clock that was put back must not stop backups until it has caught up.
        match self.newest.map(|n| now().duration_since(n).as_secs()) {
            Some(age) if (0..apart).contains(&age) => Duration::from_secs((apart - age).unsigned_abs()),
            _ => Duration::ZERO,
        }
    }

    /// Makes a backup, reads it back, and removes those that are no longer needed.
    pub(in crate::store) fn make(&mut self, content: &Content) -> Result<(), StoreError> {
        let made = now();
        // Set first: a place that refuses is not asked again at every change.
        (self.newest, self.looked, self.failed) = (Some(made), true, true);
        let real = shelf::real(&self.path);
        let folder = place(&real)?;
        let shelf = shelf::prepare(&real, &folder, &content.file_id)?;
        put(&shelf::name(&folder, made, Why::Usual), content)?;
        self.failed = false;
        for old in no_longer_needed(&shelf.backups(), made) {
            let _ = files::remove(&old.path);
        }
        Ok(())
    }
}

/// Makes a backup of a window that ends with something it could not save.
pub(in crate::store) fn keep_unsaved(path: &Path, content: &Content) -> Result<(), StoreError> {
    // The next one may be due only minutes from now; this one is not asked when.
    Clock::new(path).make(content)
}

/// Makes a backup of a file before it is brought to another format or another one is merged into it; one that is there
/// already and the same is enough, as after a try that failed.
pub(super) fn keep_once(path: &Path, content: &Content, why: Why) -> Result<(), StoreError> {
    let real = shelf::real(path);
    let folder = place(&real)?;
    let shelf = shelf::prepare(&real, &folder, &content.file_id)?;
    let of_this = |b: &Backup| if why == Why::Format { b.before_format } else { b.before_merge };
    let mut there = shelf.backups().into_iter().filter(of_this);
    if there.any(|b| read(&b.path).is_ok_and(|c| c.same_as(content))) {
        return Ok(());
    }
    put(&shelf::name(&folder, now(), why), content)
}

fn newest_in(folder: &Path) -> Option<DateTime> {
    // Names begin with the time; those before a replacement are of another assessment.
    let names = files::names_in(folder);
    let mut stems = names.iter().rev().filter_map(|n| n.strip_suffix(".aims"));
    stems.find_map(shelf::time_of)
}

fn place(real: &Path) -> Result<PathBuf, StoreError> {
    shelf::folder(real).ok_or_else(|| StoreError::new(real, Trouble::CannotCreate(Cause::NoHome)))
}

/// Writes one and reads it back.
fn put(path: &Path, content: &Content) -> Result<(), StoreError> {
    build::write(path, content, false)?;
    if !read(path).is_ok_and(|c| c.same_as(content)) {
        let _ = files::remove(path);
        return Err(StoreError::new(path, Trouble::Damaged(Defect::NotReadBack)));
    }
    Ok(())
}

/// Keeps what is at this path, read back when it is sound, byte by byte when it is damaged. Where it is now,
/// and how many events it holds.
pub(super) fn keep(path: &Path) -> Result<(PathBuf, Option<usize>), StoreError> {
    let real = shelf::real(path);
    let folder = place(&real)?;
    let content = read(path).ok();
    let id = match &content {
        Some(c) => c.file_id.clone(),
        None => super::traces_of(path).and_then(|t| t.id).unwrap_or_default(),
    };
    let shelf = shelf::prepare(&real, &folder, &id)?;
    let made = now();
    let kept = shelf::name(&folder, made, Why::Replaced);
    match &content {
        Some(content) => put(&kept, content)?,
        None => files::copy_private(&real, &kept).map_err(|e| {
            let _ = files::remove(&kept);
            StoreError::reading(&kept, &e)
        })?,
    }
    for old in no_longer_needed(&shelf.backups(), made) {
        let _ = files::remove(&old.path);
    }
    Ok((kept, content.map(|c| c.rows.len())))
}

/// Which of these, newest first, may go.
fn no_longer_needed(all: &[Backup], now: DateTime) -> Vec<&Backup> {
    let age = |b: &Backup| now.duration_since(b.made).as_hours();
    let may_go = all.iter().filter(|b| !b.before_format);
    let (replaced, usual): (Vec<&Backup>, Vec<&Backup>) = may_go.partition(|b| b.replaced || b.before_merge);
    let mut days = BTreeSet::new();
    let mut used = 0;
    let usual = usual.into_iter().enumerate().filter(|(i, b)| {
        let first_of_day = days.insert(b.made.date());
        used += b.size;
        let wanted = *i < NEWEST || (first_of_day && age(b) < DAYS * 24);
        !(wanted && (used <= ROOM || *i < 2))
    });
    let usual: Vec<&Backup> = usual.map(|(_, b)| b).collect();
    replaced.into_iter().filter(|b| age(b) >= REPLACED_DAYS * 24).chain(usual).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, size: u64) -> Backup {
        let made: DateTime = text.parse().unwrap();
        let (path, time, of) = (PathBuf::from(text), String::new(), None);
        Backup { path, time, size, of, replaced: false, before_format: false, before_merge: false, made }
    }

    #[test]
    fn ten_newest_and_one_a_day_for_twelve_days_stay() {
        let start: DateTime = "2026-03-30T18:00:00".parse().unwrap();
        let all: Vec<Backup> = (0..30 * 20)
            .map(|i| {
                let made = start - jiff::Span::new().minutes(i * 72);
                Backup { made, ..at("2026-03-30T18:00:00", 1000) }
            })
            .collect();
        let gone = no_longer_needed(&all, start);
        let kept = all.len() - gone.len();
        assert!((21..=22).contains(&kept), "{kept}");
        assert!(gone.iter().all(|b| all[..10].iter().all(|k| k != *b)));
    }

    #[test]
    fn fifty_megabytes_but_always_two() {
        let now: DateTime = "2026-03-30T18:00:00".parse().unwrap();
        let all = [
            at("2026-03-30T17:00:00", 40 << 20),
            at("2026-03-30T16:00:00", 40 << 20),
            at("2026-03-30T15:00:00", 1),
        ];
        assert_eq!(no_longer_needed(&all, now), [&all[2]]);
    }

    #[test]
    fn what_was_replaced_stays_for_its_days_and_takes_no_room_of_the_others() {
        let now: DateTime = "2026-03-30T18:00:00".parse().unwrap();
        let replaced = |text| Backup { replaced: true, ..at(text, 40 << 20) };
        let all = [
            at("2026-03-30T17:00:00", 40 << 20),
            replaced("2026-03-30T16:00:00"),
            replaced("2026-01-01T16:00:00"),
            replaced("2025-12-29T16:00:00"),
            Backup { before_format: true, ..at("2025-12-29T15:30:00", 90 << 20) },
            Backup { before_merge: true, ..at("2026-03-01T15:30:00", 90 << 20) },
            at("2025-12-29T15:00:00", 1),
        ];
        assert_eq!(no_longer_needed(&all, now), [&all[3]]);
    }
}
