//! When a file is damaged, gone or was changed by mistake: its backups and what can be salvaged. Nothing here
//! changes the file itself; what is brought back goes into a new one. `words` says it all.

use std::path::{Path, PathBuf};

use crate::files;
use crate::model::text;
pub use crate::store::backup::Backup;
pub use crate::store::backup::here_or_there;
use crate::store::backup::{self, Inside};
use crate::store::{self, SalvageReport, Salvageable, StoreError, Trouble};

/// What can be done about a file that could not be opened.
#[derive(Debug, Clone)]
pub struct WaysBack {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub error: StoreError,
    /// Whether only its header seems to be another file's: what stands behind it can be salvaged.
    pub is_header: bool,
    /// Its backups, newest first.
    pub backups: Vec<Listed>,
    /// Whether only a journal beside it stands in the way, which can be set aside.
    pub journal: bool,
    /// What is in it still; none when nothing is.
    pub salvage: Option<Salvageable>,
}

/// A backup on a list, with what was read of it when the list was made.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The backup.
    pub backup: Backup,
    /// How many events it holds; none when it is damaged.
    pub events: Option<u64>,
    /// Its age, in seconds.
    pub age: u64,
}

/// Everything kept of one client.
#[derive(Debug, Clone)]
pub struct Client {
    /// Name of the organisation, fit for a terminal; empty when it has none.
    pub organisation: String,
    /// Backups of all its assessments, newest first within each.
    pub backups: Vec<Listed>,
}

/// A backup was written to a new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many events it holds.
    pub events: usize,
    /// The new file.
    pub to: PathBuf,
}

/// The journal beside a file has another name now: this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside(pub PathBuf);

/// So many backups were removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed(pub usize);

/// The ways back from a file that could not be opened; none when there are none, or when waiting or asking for
/// the right is what helps.
pub fn ways_back(path: &Path, e: &StoreError) -> Option<WaysBack> {
    let may_be_ours = match &e.trouble {
        Trouble::Missing | Trouble::StrayJournal => false,
        Trouble::Damaged(_) | Trouble::Altered { .. } | Trouble::Foreign(_) | Trouble::NotOurs(_) => true,
        Trouble::Newer(_) => !e.is_of_a_newer_version(),
        // Said by the header alone, without the file it speaks of: a flipped bit.
        Trouble::LogBeside => !files::exists(&files::beside(path, "-wal")),
        _ => return None,
    };
    let backups = listed(backup::list(path));
    let salvage = may_be_ours.then(|| store::salvageable(path).ok()).flatten();
    let journal = e.trouble == Trouble::StrayJournal;
    if backups.is_empty() && salvage.is_none() && !journal {
        return None;
    }
    let of_header = matches!(e.trouble, Trouble::NotOurs(_) | Trouble::Newer(_) | Trouble::LogBeside);
    let is_header = of_header && salvage.is_some();
    Some(WaysBack { path: path.to_path_buf(), error: e.clone(), is_header, backups, journal, salvage })
}

impl WaysBack {
    /// A new name for what is salvaged, beside the file or in the present folder.
    pub fn salvage_name(&self) -> PathBuf {
        files::unused_beside(&backup::here_or_there(&self.path), "-salvaged")
    }
}

/// Gives the journal beside a file another name, so that the file opens without it.
pub fn set_aside(path: &Path) -> Result<SetAside, StoreError> {
    store::set_aside(path).map(SetAside)
}

/// The backups of one file, newest first.
pub fn of(path: &Path) -> Vec<Listed> {
    listed(backup::list(path))
}

/// The backups of everybody, by organisation.
pub fn clients() -> Vec<Client> {
    let mut clients: Vec<Client> = Vec::new();
    for (Inside { organisation, .. }, backups) in backup::everything() {
        let organisation = text::shown(&text::clean_line(&organisation), 60);
        let backups = listed(backups);
        match clients.iter_mut().find(|c| c.organisation == organisation) {
            Some(client) => client.backups.extend(backups),
            None => clients.push(Client { organisation, backups }),
        }
    }
    for client in &mut clients {
        client.backups.sort_by(|Listed { backup: a, .. }, Listed { backup: b, .. }| {
            b.time.cmp(&a.time).then_with(|| a.path.cmp(&b.path))
        });
    }
    clients
}

fn listed(backups: Vec<Backup>) -> Vec<Listed> {
    let look = |backup: Backup| {
        let (events, age) = (backup.inside().map(|i| i.events), backup.age());
        Listed { backup, events, age }
    };
    backups.into_iter().map(look).collect()
}

/// Writes a backup to a new file.
pub fn restore(b: &Path, to: &Path) -> Result<Restored, StoreError> {
    let events = backup::restore(b, to)?;
    Ok(Restored { events, to: to.to_path_buf() })
}

/// Writes what can be read of a damaged file to a new one.
pub fn salvage(old: &Path, new: &Path) -> Result<SalvageReport, StoreError> {
    store::salvage(old, new)
}

/// Removes backups.
pub fn remove(backups: &[Backup]) -> Result<Removed, StoreError> {
    backup::remove(backups).map(Removed)
}
