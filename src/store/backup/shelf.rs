//! Where backups lie: one private folder for each path an assessment had, named by a digest of the path,
//! with a note of that path and of the ids of the assessments that lived there. Only the rest of `backup` may
//! use this.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::Backup;
use super::StoreError;
use crate::files;

/// Times in file names, UTC.
const FORM: &str = "%Y%m%dT%H%M%SZ";
/// What stands behind the time in the name of a backup made before a replacement.
const REPLACED: &str = "-replaced";
/// What stands behind the time in the name of a backup made before a file was brought to another format.
const FORMAT: &str = "-format";
/// What stands behind the time in the name of a backup made before another file was merged in.
const MERGED: &str = "-merged";
/// Name of the note.
const NOTE: &str = "known.json";

/// A folder of backups.
pub(super) struct Shelf {
    pub(super) folder: PathBuf,
    /// The path of the assessment, where noted.
    pub(super) path: Option<PathBuf>,
    /// Ids of the assessments that lived there, where noted.
    pub(super) ids: Vec<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct Note {
    path: Option<String>,
    #[serde(default)]
    ids: Vec<String>,
}

impl Shelf {
    fn at(folder: PathBuf) -> Self {
        let note = note(&folder);
        Self { folder, path: note.path.map(PathBuf::from), ids: note.ids }
    }

    /// What lies on it, newest first.
    pub(super) fn backups(&self) -> Vec<Backup> {
        let mut all: Vec<Backup> =
            files::names_in(&self.folder).iter().filter_map(|name| self.backup(name)).collect();
        all.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| a.path.cmp(&b.path)));
        all
    }

    fn backup(&self, name: &str) -> Option<Backup> {
        let stem = name.strip_suffix(".aims")?;
        let mark = [REPLACED, FORMAT, MERGED].into_iter().find(|m| stem.contains(m));
        let (time, number) = mark.and_then(|m| stem.split_once(m)).unwrap_or((stem, ""));
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let is = |why: &str| mark == Some(why);
        let (replaced, before_format, before_merge) = (is(REPLACED), is(FORMAT), is(MERGED));
        let made = DateTime::strptime(FORM, time).ok()?;
        let path = self.folder.join(name);
        let size = files::inspect(&path).ok().filter(|f| f.kind == files::Kind::File)?.size;
        let time = made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Some(Backup { path, time, size, of: self.path.clone(), replaced, before_format, before_merge, made })
    }
}

/// The time in the name of a usual backup, without its ending.
pub(super) fn time_of(stem: &str) -> Option<DateTime> {
    DateTime::strptime(FORM, stem).ok()
}

/// The real path as far as it exists: links followed up to the first part that is gone.
pub(super) fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let found = whole.ancestors().find_map(|a| Some((files::canonical(a).ok()?, a)));
    match found {
        Some((real, there)) => {
            let rest = whole.strip_prefix(there).unwrap_or(Path::new(""));
            if rest.as_os_str().is_empty() { real } else { real.join(rest) }
        }
        None => whole,
    }
}

/// The folder for the backups of an assessment at a real path, whether or not it exists; none when the
/// system does not say where the user's files live.
pub(super) fn folder(real: &Path) -> Option<PathBuf> {
    Some(files::backups_dir()?.join(files::path_digest(real).get(..32)?))
}

/// Every folder of backups.
pub(super) fn all() -> Vec<Shelf> {
    let Some(folder) = files::backups_dir() else { return Vec::new() };
    files::names_in(&folder).into_iter().map(|name| Shelf::at(folder.join(name))).collect()
}

/// The shelf of an assessment, made when it is not there, with path and id noted.
pub(super) fn prepare(real: &Path, folder: &Path, id: &str) -> Result<Shelf, StoreError> {
    files::make_private_dir(folder).map_err(|e| StoreError::reading(folder, &e))?;
    for part in files::names_in(folder).iter().filter(|n| n.starts_with(".clausewise-")) {
        // Left half made by a program that was killed; who holds the assessment is alone here.
        let _ = files::remove(&folder.join(part));
    }
    let mut note = note(folder);
    let path = real.to_str().map(str::to_owned);
    let known = note.path == path && (id.is_empty() || note.ids.iter().any(|i| i == id));
    if !known {
        // Made by a version that noted nothing: the newest tells whose the others are.
        let before = Shelf::at(folder.to_path_buf()).backups();
        let newest = before.first().filter(|_| note.ids.is_empty()).and_then(Backup::inside);
        note.ids.extend(newest.map(|i| i.id).filter(|i| i != id));
        note.path = path;
        note.ids.extend(Some(id.to_owned()).filter(|i| !i.is_empty() && !note.ids.contains(i)));
        let text = serde_json::to_vec(&note).unwrap_or_default();
        files::write_atomic(&folder.join(NOTE), &text, true).map_err(StoreError::writing)?;
    }
    Ok(Shelf::at(folder.to_path_buf()))
}

/// Why a backup is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Something changed.
    Usual,
    /// The assessment is about to be replaced.
    Replaced,
    /// The assessment is about to be brought to another format.
    Format,
    /// Another file is about to be merged into it.
    Merged,
}

/// The name of a backup made now. Only a usual one may take the name of another.
pub(super) fn name(folder: &Path, made: DateTime, why: Why) -> PathBuf {
    let time = made.strftime(FORM);
    let mark = match why {
        Why::Usual => "",
        Why::Replaced => REPLACED,
        Why::Format => FORMAT,
        Why::Merged => MERGED,
    };
    if mark.is_empty() {
        // Two in one second only when a window ends right after a backup: the second is named a little later.
        let times = (0..10).filter_map(|s| made.checked_add(jiff::Span::new().seconds(s)).ok());
        let free =
            times.map(|t| folder.join(format!("{}.aims", t.strftime(FORM)))).find(|p| !files::exists(p));
        return free.unwrap_or_else(|| folder.join(format!("{time}.aims")));
    }
    let numbers = std::iter::once(String::new()).chain((2..1000).map(|n: u32| n.to_string()));
    let mut all = numbers.map(|n| folder.join(format!("{time}{mark}{n}.aims")));
    all.find(|p| !files::exists(p)).unwrap_or_else(|| folder.join(format!("{time}{mark}.aims")))
}

/// Removes the note and the folder when no backup is left in it.
pub(super) fn clear_away(folder: &Path) {
    if Shelf::at(folder.to_path_buf()).backups().is_empty() {
        for name in files::names_in(folder) {
            // The note, and what a killed program left half made.
            let _ = files::remove(&folder.join(name));
        }
        let _ = files::remove_empty_folder(folder);
    }
}

fn note(folder: &Path) -> Note {
    let read = files::read_head(&folder.join(NOTE), 1 << 16);
    read.ok().and_then(|(bytes, ..)| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}
