//! Backups the user never has to think of: a verified copy in the user's own folder at most every five
//! minutes while something changes. Kept are the last ten and one a day for twelve days, fifty
//! megabytes at most.
//!
//! They lie in the state folder and not beside the assessment, under a digest of its path, so that a
//! folder shared with a client stays clean. A backup counts only after it was read back and ends with
//! the same hash.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::DateTime;

use super::build;
use super::error::{StoreError, Trouble};
use super::open::{load, look_at};
use super::read::{Content, Depth};
use crate::files;

/// Time between two backups, in seconds.
const APART: i64 = 300;
/// How many of the newest are kept.
const NEWEST: usize = 10;
/// For how many days one a day is kept.
const DAYS: i64 = 12;
/// The most bytes all backups of one file may take; the newest two are kept whatever their size.
const ROOM: u64 = 50 << 20;
/// Times in file names, UTC.
const FORM: &str = "%Y%m%dT%H%M%SZ";

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made: RFC 3339, UTC.
    pub time: String,
    /// Its size in bytes.
    pub size: u64,
    made: DateTime,
}

/// All backups of an assessment, newest first. The assessment itself may be gone.
pub fn list(path: &Path) -> Vec<Backup> {
    folder(path).map(|f| list_in(&f)).unwrap_or_default()
}

/// Writes a backup to a new file, after reading all of it. Returns how many events it holds.
pub fn restore(backup: &Path, to: &Path) -> Result<usize, StoreError> {
    let content = read(backup)?;
    build::write(to, &content, false)?;
    Ok(content.rows.len())
}

/// Removes all backups of an assessment. Returns how many there were.
pub fn purge(path: &Path) -> Result<usize, StoreError> {
    let Some(folder) = folder(path) else { return Ok(0) };
    let mut gone = 0;
    for name in files::names_in(&folder) {
        let file = folder.join(name);
        files::remove(&file).map_err(|e| StoreError::reading(&file, &e))?;
        gone += 1;
    }
    let _ = files::remove_empty_folder(&folder);
    Ok(gone)
}

/// The folder of the backups of an assessment, whether or not it exists.
pub fn folder(path: &Path) -> Option<PathBuf> {
    let real = files::canonical(path).ok().or_else(|| {
        let folder = files::canonical(&files::folder_of(path)).ok()?;
        Some(folder.join(path.file_name()?))
    })?;
    let digest = files::path_digest(&real);
    Some(files::state_dir()?.join("backups").join(digest.get(..32)?))
}

fn list_in(folder: &Path) -> Vec<Backup> {
    let mut all: Vec<Backup> = files::names_in(folder)
        .into_iter()
        .filter_map(|name| {
            let made = DateTime::strptime(FORM, name.strip_suffix(".aims")?).ok()?;
            let path = folder.join(&name);
            let size = files::inspect(&path).ok()?.size;
            Some(Backup { path, time: made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), size, made })
        })
        .collect();
    all.reverse();
    all
}

fn read(path: &Path) -> Result<Content, StoreError> {
    let target = look_at(path)?;
    if let Some(what) = target.torn {
        return Err(StoreError::damaged(path, what));
    }
    let (survey, _) = load(&target, false, Depth::Open, &mut Vec::new(), &mut None)?;
    Ok(survey.sound(path)?.0)
}

/// Knows when the next backup of one assessment is due.
#[derive(Debug)]
pub(super) struct Clock {
    folder: Option<PathBuf>,
    /// When the newest was made.
    newest: Option<DateTime>,
    /// The folder was looked through; not done before it is needed.
    looked: bool,
}

impl Clock {
    pub(super) fn new(path: &Path) -> Self {
        Self { folder: folder(path), newest: None, looked: false }
    }

    /// Time until the next backup may be made; `None` when there is no place for backups.
    pub(super) fn due_in(&mut self) -> Option<Duration> {
        let folder = self.folder.as_ref()?;
        if !self.looked {
            self.newest = list_in(folder).first().map(|b| b.made);
            self.looked = true;
        }
        // A clock that was put back must not stop backups until it has caught up.
        Some(match self.newest.map(|n| now().duration_since(n).as_secs()) {
            Some(age) if (0..APART).contains(&age) => Duration::from_secs((APART - age).unsigned_abs()),
            _ => Duration::ZERO,
        })
    }

    /// Makes a backup, reads it back, and removes those that are no longer needed.
    pub(super) fn make(&mut self, content: &Content) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let made = now();
        // Set first: a place that refuses is not asked again at every change.
        (self.newest, self.looked) = (Some(made), true);
        let path = folder.join(format!("{}.aims", made.strftime(FORM)));
        files::make_private_dir(folder).map_err(|e| StoreError::reading(folder, &e))?;
        build::write(&path, content, false)?;
        let good = read(&path).is_ok_and(|c| c.head() == content.head() && c.state == content.state);
        if !good {
            let _ = files::remove(&path);
            return Err(StoreError::new(&path, Trouble::Damaged("the backup did not read back".to_owned())));
        }
        for old in no_longer_needed(&list_in(folder), made) {
            let _ = files::remove(&old.path);
        }
        Ok(())
    }
}

fn now() -> DateTime {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now())
}

/// Which of these, newest first, may go.
fn no_longer_needed(all: &[Backup], now: DateTime) -> Vec<&Backup> {
    let mut days = BTreeSet::new();
    let mut used = 0;
    all.iter()
        .enumerate()
        .filter(|(i, b)| {
            let first_of_day = days.insert(b.made.date());
            let recent = now.duration_since(b.made).as_hours() < DAYS * 24;
            used += b.size;
            let wanted = *i < NEWEST || (first_of_day && recent);
            !(wanted && (used <= ROOM || *i < 2))
        })
        .map(|(_, b)| b)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, size: u64) -> Backup {
        let made: DateTime = text.parse().unwrap();
        Backup { path: PathBuf::from(text), time: String::new(), size, made }
    }

    #[test]
    fn ten_newest_and_one_a_day_for_twelve_days_stay() {
        let start: DateTime = "2026-03-30T18:00:00".parse().unwrap();
        let all: Vec<Backup> = (0..30 * 20)
            .map(|i| {
                let made = start - jiff::Span::new().minutes(i * 72);
                Backup { path: PathBuf::new(), time: String::new(), size: 1000, made }
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
}
