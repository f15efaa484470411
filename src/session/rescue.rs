//! When a file is damaged, gone or was changed by mistake: its backups and what can be salvaged, in the words
//! every front end says. Nothing here changes the file itself; what is brought back goes into a new one.

use std::path::{Path, PathBuf};

use crate::files;
use crate::model::text;
pub use crate::store::backup::Backup;
pub use crate::store::backup::here_or_there;
use crate::store::backup::{self, Inside};
use crate::store::{self, Salvageable, StoreError, Trouble};

/// What can be done about a file that could not be opened.
#[derive(Debug, Clone)]
pub struct WaysBack {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it, one line.
    pub words: String,
    /// Its backups, newest first, each with a line about it.
    pub backups: Vec<(Backup, String)>,
    /// Whether only a journal beside it stands in the way, which can be set aside.
    pub journal: bool,
    /// What is in it still; none when nothing is.
    pub salvage: Option<Salvageable>,
}

/// Everything kept of one client.
#[derive(Debug, Clone)]
pub struct Client {
    /// Name of the organisation, fit for a terminal.
    pub organisation: String,
    /// Backups of all its assessments, newest first within each, each with a line about it.
    pub backups: Vec<(Backup, String)>,
}

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
    let backups = with_lines(backup::list(path));
    let salvage = may_be_ours.then(|| store::salvageable(path).ok()).flatten();
    let journal = e.trouble == Trouble::StrayJournal;
    if backups.is_empty() && salvage.is_none() && !journal {
        return None;
    }
    let header = matches!(e.trouble, Trouble::NotOurs(_) | Trouble::Newer(_) | Trouble::LogBeside);
    let words = if header && salvage.is_some() {
        format!("{} is damaged: its beginning is broken.", files::shown_name(path, 36))
    } else {
        e.to_string().lines().next().unwrap_or_default().to_owned()
    };
    let words = if e.trouble == Trouble::Missing {
        words
    } else {
        format!("{} The file itself stays as it is.", words.trim_end())
    };
    Some(WaysBack { path: path.to_path_buf(), words, backups, journal, salvage })
}

impl WaysBack {
    /// The newest backup: when it was made, how long ago, events.
    pub fn newest_words(&self) -> Option<String> {
        self.backups.first().map(|(b, _)| short(b))
    }

    /// What a salvage would bring back.
    pub fn salvage_words(&self) -> Option<String> {
        let s = self.salvage.as_ref()?;
        let last = s.last.as_ref().map_or_else(String::new, |t| format!(", the last of {}", time(t)));
        let gone = if s.gone > 0 { format!("; {} are lost", s.gone) } else { String::new() };
        Some(format!("{}{last}{gone}", counted(s.events, "event")))
    }

    /// What opening it without the journal does.
    pub fn journal_words(&self) -> Option<String> {
        let name = files::shown_name(&self.path, 30);
        self.journal.then(|| format!("it as it is, without {name}-journal; that is kept"))
    }

    /// A new name for what is salvaged, beside the file or in the present folder.
    pub fn salvage_name(&self) -> PathBuf {
        files::unused_beside(&backup::here_or_there(&self.path), "-salvaged")
    }
}

/// Gives the journal beside a file another name, so that the file opens without it. A sentence about it.
pub fn set_aside(path: &Path) -> Result<String, StoreError> {
    let kept = store::set_aside(path)?;
    Ok(format!("Opened without the journal, which is kept as {}.", files::human_path(&kept)))
}

/// The backups of one file, newest first, each with a line about it.
pub fn of(path: &Path) -> Vec<(Backup, String)> {
    with_lines(backup::list(path))
}

/// The backups of everybody, by organisation.
pub fn clients() -> Vec<Client> {
    let mut clients: Vec<Client> = Vec::new();
    for (Inside { organisation, .. }, backups) in backup::everything() {
        let organisation = text::shown(&text::clean_line(&organisation), 60);
        let name = if organisation.is_empty() { "(without a name)".to_owned() } else { organisation };
        let backups = with_lines(backups);
        match clients.iter_mut().find(|c| c.organisation == name) {
            Some(client) => client.backups.extend(backups),
            None => clients.push(Client { organisation: name, backups }),
        }
    }
    for client in &mut clients {
        client.backups.sort_by(|(a, _), (b, _)| b.time.cmp(&a.time).then_with(|| a.path.cmp(&b.path)));
    }
    clients
}

impl Client {
    /// How many there are and how old the newest is.
    pub fn words(&self) -> String {
        let age = self.backups.iter().map(|(b, _)| b.age()).min().unwrap_or(0);
        format!("{}, the newest {}", counted(self.backups.len(), "backup"), text::ago(age))
    }
}

fn with_lines(backups: Vec<Backup>) -> Vec<(Backup, String)> {
    backups
        .into_iter()
        .map(|b| {
            let line = line(&b);
            (b, line)
        })
        .collect()
}

/// When it was made, how long ago, events.
fn short(b: &Backup) -> String {
    let events = match b.inside() {
        Some(i) => counted(i.events, "event"),
        None => "damaged".to_owned(),
    };
    format!("{} ({}), {events}", time(&b.time), text::ago(b.age()))
}

/// "1 event", "2 events".
fn counted(n: impl std::fmt::Display, what: &str) -> String {
    let n = n.to_string();
    let end = if n == "1" { "" } else { "s" };
    format!("{n} {what}{end}")
}

/// As [`short`], with the size and why it was made.
fn line(b: &Backup) -> String {
    let kept = match (b.replaced, b.before_format) {
        (true, _) => ", before it was replaced",
        (_, true) => ", before the file was brought to format 2",
        _ => "",
    };
    let name = b.of.as_deref().map(|of| format!(", {}", files::shown_name(of, 24))).unwrap_or_default();
    format!("{}, {}{name}{kept}", short(b), files::size_words(b.size))
}

/// `2026-03-30T10:13:00Z` as people write it.
fn time(stamp: &str) -> String {
    format!("{} UTC", text::shown(stamp, 16).replace('T', " ").trim_end_matches('\u{2026}'))
}

/// Where a backup came from, in words.
pub fn origin(b: &Backup) -> String {
    b.of.as_deref().map_or_else(|| "(not noted)".to_owned(), files::human_path)
}

/// Writes a backup to a new file. A sentence about it.
pub fn restore(b: &Path, to: &Path) -> Result<String, StoreError> {
    let events = backup::restore(b, to)?;
    Ok(format!("The backup is in {}: {events} events.", files::human_path(to)))
}

/// Writes what can be read of a damaged file to a new one. What came back and what was lost, a line each.
pub fn salvage(old: &Path, new: &Path) -> Result<Vec<String>, StoreError> {
    let report = store::salvage(old, new)?;
    let name = files::human_path(new);
    let first = match (report.same_record, report.gone) {
        (true, _) => format!("All {} events are in {name}; it is the same record.", report.kept),
        (false, 0) => format!("{} events are in {name}.", report.kept),
        (false, gone) => format!("{} events are in {name}; {gone} are lost.", report.kept),
    };
    Ok(std::iter::once(first).chain(report.lost).collect())
}

/// Removes backups. A sentence about it.
pub fn remove(backups: &[Backup]) -> Result<String, StoreError> {
    let gone = backup::remove(backups)?;
    Ok(format!("{} removed; the assessments themselves are not touched.", counted(gone, "backup")))
}
