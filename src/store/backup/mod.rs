//! Backups the user never has to think of: a verified copy in the user's own folder at most every five
//! minutes while something changes, one before an assessment is replaced or another one merged into it, and one before a file of an earlier
//! format is changed for the first time, which is never removed by itself.
//!
//! They lie in the state folder and not beside the assessment, so that a folder shared with a client stays
//! clean (`shelf`); `clock` makes them and removes those no longer needed. They are found by the path of the
//! assessment and by the id inside it, so a renamed, moved, damaged or deleted file finds them either way. A
//! backup counts only after it was read back and ends with the same hash. Names of organisations stand in the
//! backups themselves and nowhere else.

mod clock;
mod shelf;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::build;
use super::causes::{NoBackup, Notice};
use super::error::{StoreError, Trouble};
use super::open::{load, look_at};
use super::read::{self, Content, Depth};
use super::salvage::{Traces, traces};
use super::sqlite;
use crate::files;
pub(super) use clock::{Clock, keep_unsaved};
use shelf::Shelf;

/// For how many days a backup is kept that was made before its assessment was replaced, or another file merged into it.
pub const REPLACED_DAYS: i64 = 90;

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made: RFC 3339, UTC.
    pub time: String,
    /// Its size in bytes.
    pub size: u64,
    /// The file it is a backup of, at that time; none when it was made by a version that did not note it.
    pub of: Option<PathBuf>,
    /// Whether it was made because its assessment was about to be replaced.
    pub replaced: bool,
    /// Whether it was made because its assessment was about to be brought to another format; it stays until
    /// somebody removes it.
    pub before_format: bool,
    /// Whether it was made because another file was about to be merged into its assessment.
    pub before_merge: bool,
    made: DateTime,
}

/// What is in a backup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside {
    /// Id of the assessment.
    pub id: String,
    /// Name of the organisation, as somebody wrote it.
    pub organisation: String,
    /// How many events it holds.
    pub events: u64,
}

impl Backup {
    /// Seconds since it was made; a clock that was put back makes none negative.
    pub fn age(&self) -> u64 {
        now().duration_since(self.made).as_secs().max(0).unsigned_abs()
    }

    /// What is in it, without reading all of it; none when it cannot be read.
    pub fn inside(&self) -> Option<Inside> {
        glance(&self.path)
    }

    /// A new name for it beside the file it was made of, or in the present folder when that one is gone.
    pub fn new_name(&self, of: &Path) -> PathBuf {
        let of = here_or_there(self.of.as_deref().unwrap_or(of));
        files::unused_beside(&of, &self.made.strftime("-%Y-%m-%d-%H%M").to_string())
    }
}

/// The path where its folder takes new files, else the same name in the present folder.
pub fn here_or_there(path: &Path) -> PathBuf {
    let folder = files::folder_of(path);
    if folder.is_dir() && files::writable(&folder) {
        return path.to_path_buf();
    }
    path.file_name().map_or_else(|| PathBuf::from("assessment.aims"), PathBuf::from)
}

/// All backups of an assessment, newest first: those made under its path, and those of files with its id.
/// The assessment itself may be gone, renamed or damaged.
pub fn list(path: &Path) -> Vec<Backup> {
    let real = shelf::real(path);
    let own = shelf::folder(&real);
    let is_own = |shelf: &Shelf| Some(&shelf.folder) == own.as_ref() || shelf.path.as_ref() == Some(&real);
    let shelves = shelf::all();
    let whose: Vec<Traces> = if let Some(traces) = traces_of(path) {
        vec![traces]
    } else {
        // Of a file that is gone, the notes know which assessments lived at its path.
        let ids = shelves.iter().filter(|s| is_own(s)).flat_map(|s| s.ids.clone());
        ids.map(|id| Traces { id: Some(id), events: Vec::new() }).collect()
    };
    let mut all: Vec<Backup> = Vec::new();
    for shelf in &shelves {
        if is_own(shelf) {
            all.extend(shelf.backups());
        } else {
            all.extend(whose.iter().flat_map(|w| of_one(shelf, w)));
        }
    }
    all.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| a.path.cmp(&b.path)));
    all.dedup_by(|a, b| a.path == b.path);
    all
}

/// The backups of one assessment among those on a shelf: several may have lived at that path in turn.
fn of_one(shelf: &Shelf, whose: &Traces) -> Vec<Backup> {
    let backups = shelf.backups();
    match (&shelf.ids[..], &whose.id) {
        ([only], Some(id)) if only == id => backups,
        // A sound file: its id is the whole truth, and nothing need be opened.
        (ids, Some(id)) if whose.events.is_empty() && !ids.is_empty() && !ids.contains(id) => Vec::new(),
        ([_, _, ..], _) => backups.into_iter().filter(|b| is_of(b, whose)).collect(),
        // One alone, or an earlier version noted nothing: the newest tells whose they are.
        _ if backups.iter().find(|b| b.inside().is_some()).is_some_and(|b| is_of(b, whose)) => backups,
        _ => Vec::new(),
    }
}

/// Whether a backup is of the assessment that left these traces.
fn is_of(backup: &Backup, whose: &Traces) -> bool {
    if whose.id.is_some() && backup.inside().map(|i| i.id) == whose.id {
        return true;
    }
    // The id of a damaged file may be damaged too.
    let open = || sqlite::look(&backup.path, backup.size).ok();
    !whose.events.is_empty() && open().is_some_and(|c| read::holds_one_of(&c, &whose.events))
}

/// The backups of every assessment, newest first within each; by organisation, then by the file.
pub fn everything() -> Vec<(Inside, Vec<Backup>)> {
    let mut by_id: BTreeMap<String, (Inside, Vec<Backup>)> = BTreeMap::new();
    for shelf in shelf::all() {
        let backups = shelf.backups();
        let newest = backups.iter().find_map(Backup::inside).unwrap_or_else(|| Inside {
            id: shelf.ids.first().cloned().unwrap_or_default(),
            ..Inside::default()
        });
        for backup in backups {
            // One assessment at this path, and the newest told which: no need to look into the others.
            let other = if shelf.ids.len() < 2 { None } else { backup.inside() };
            let inside = other.unwrap_or_else(|| newest.clone());
            let (group, all) = by_id.entry(inside.id.clone()).or_default();
            if all.first().is_none_or(|b: &Backup| b.made <= backup.made) {
                *group = inside;
            }
            all.push(backup);
        }
    }
    let mut all: Vec<_> = by_id.into_values().collect();
    for (_, backups) in &mut all {
        backups.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| a.path.cmp(&b.path)));
    }
    all.sort_by_cached_key(|(i, _)| (i.organisation.to_lowercase(), i.id.clone()));
    all
}

/// Writes a backup to a new file, after reading all of it. Returns how many events it holds.
pub fn restore(backup: &Path, to: &Path) -> Result<usize, StoreError> {
    let content = read(backup)?;
    build::write(to, &content, false)?;
    Ok(content.rows.len())
}

/// Removes these backups, and what was noted of a file of which none is left. Returns how many there were.
pub fn remove(backups: &[Backup]) -> Result<usize, StoreError> {
    for b in backups {
        files::remove(&b.path).map_err(|e| StoreError::reading(&b.path, &e))?;
    }
    for gone in backups.iter().filter_map(|b| b.of.as_deref()).filter(|of| !files::exists(of)) {
        // A name on the list of recent files is the last trace of it.
        files::forget(gone);
    }
    for folder in backups.iter().filter_map(|b| b.path.parent()).collect::<std::collections::BTreeSet<_>>() {
        shelf::clear_away(folder);
    }
    Ok(backups.len())
}

/// Keeps what is about to be replaced. A notice of it; an error when nothing may be replaced.
pub(super) fn before_replacing(path: &Path) -> Result<Notice, StoreError> {
    let (kept, events) = clock::keep(path).map_err(|e| StoreError::new(path, Trouble::NotKept(why(&e))))?;
    Ok(Notice::Replaced { events, kept })
}

/// Keeps a file of an earlier format as it is, before its first change brings it over. An error when it may
/// not be changed.
pub(super) fn before_format(path: &Path, content: &Content) -> Result<(), StoreError> {
    clock::keep_once(path, content, shelf::Why::Format)
        .map_err(|e| StoreError::new(path, Trouble::NotBroughtOver(why(&e))))
}

/// Keeps a file as it is before another one is taken over. An error when that may not be done.
pub(super) fn before_merge(path: &Path, content: &Content) -> Result<(), StoreError> {
    clock::keep_once(path, content, shelf::Why::Merged)
        .map_err(|e| StoreError::new(path, Trouble::NotKeptBeforeMerge(why(&e))))
}

/// Why no backup could be made.
pub(super) fn why(e: &StoreError) -> NoBackup {
    match &e.trouble {
        Trouble::NoRoom | Trouble::DiskFull => NoBackup::DiskFull,
        Trouble::Permission | Trouble::ReadOnly(_) => NoBackup::NoRight,
        Trouble::CannotCreate(cause) | Trouble::Unreadable(cause) => NoBackup::Cause(cause.clone()),
        Trouble::Damaged(defect) => NoBackup::Damaged(defect.clone()),
        Trouble::NotReplaced(what) => NoBackup::NoFolder(*what),
        Trouble::Exists => NoBackup::NameTaken,
        _ => NoBackup::Folder,
    }
}

/// What tells which assessment a file is, damaged or not; none when there is no file.
fn traces_of(path: &Path) -> Option<Traces> {
    files::inspect(&files::canonical(path).ok()?).ok()?;
    match glance(path) {
        Some(inside) => Some(Traces { id: Some(inside.id), events: Vec::new() }),
        None => traces(path),
    }
}

fn glance(path: &Path) -> Option<Inside> {
    let target = look_at(path).ok()?;
    let conn = sqlite::look(&target.path, target.size).ok()?;
    let seen = read::glance(&conn, &target.path).ok()?;
    Some(Inside { id: seen.file_id, organisation: seen.organisation, events: seen.events })
}

fn read(path: &Path) -> Result<Content, StoreError> {
    let target = look_at(path)?;
    if let Some(what) = target.torn {
        return Err(StoreError::damaged(path, what));
    }
    let (survey, _) = load(&target, false, Depth::Open, &mut Vec::new(), &mut None)?;
    Ok(survey.sound(path)?.0)
}

fn now() -> DateTime {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now())
}
