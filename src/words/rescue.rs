//! The ways back from a file that is damaged, gone or was changed by mistake: what is wrong, its backups, what a
//! salvage brings, and what came of each.

use super::Words;
use super::files::size_words;
use crate::files::{human_path, shown_name};
use crate::model::text::shown;
use crate::say;
use crate::session::rescue::{Backup, Client, Listed, Removed, Restored, SetAside, WaysBack};
use crate::store::{SalvageReport, Trouble};
use crate::words::store::happened;

impl Words for WaysBack {
    /// What is wrong with the file, one line.
    fn words(&self) -> String {
        let wrong = if self.is_header {
            say!("{name} is damaged: its beginning is broken.", name = shown_name(&self.path, 36))
        } else {
            happened(&self.error)
        };
        if self.error.trouble == Trouble::Missing {
            return wrong;
        }
        say!("{wrong} The file itself stays as it is.", wrong = wrong.trim_end())
    }
}

/// The newest backup: when it was made, how long ago, events.
pub fn newest(ways: &WaysBack) -> Option<String> {
    ways.backups.first().map(short)
}

/// What a salvage would bring back.
pub fn salvageable(ways: &WaysBack) -> Option<String> {
    let s = ways.salvage.as_ref()?;
    let (events, gone) = (s.events, s.gone);
    Some(match (s.last.as_deref().map(time), gone > 0) {
        (Some(last), true) => {
            say!("{events|event|events}, the last of {last}; {gone} {gone?is|are} lost", events, last, gone)
        }
        (Some(last), false) => say!("{events|event|events}, the last of {last}", events, last),
        (None, true) => say!("{events|event|events}; {gone} {gone?is|are} lost", events, gone),
        (None, false) => say!("{n|event|events}", n = events),
    })
}

/// What opening it without the journal does.
pub fn without_journal(ways: &WaysBack) -> Option<String> {
    let name = shown_name(&ways.path, 30);
    ways.journal.then(|| say!("it as it is, without {name}-journal; that is kept", name))
}

/// What the organisation is called on a list.
pub fn client_name(client: &Client) -> &str {
    if client.organisation.is_empty() { say!("(without a name)") } else { &client.organisation }
}

impl Words for Client {
    /// How many there are and how old the newest is.
    fn words(&self) -> String {
        let age = self.backups.iter().map(|b| b.backup.age()).min().unwrap_or(0);
        say!("{n|backup|backups}, the newest {ago}", n = self.backups.len(), ago = ago(age))
    }
}

/// A stretch of time up to now, in seconds, as people say it.
fn ago(seconds: u64) -> String {
    match seconds {
        0..60 => say!("just now").to_owned(),
        60..3_600 => say!("{n|minute|minutes} ago", n = seconds / 60),
        3_600..86_400 => say!("{n|hour|hours} ago", n = seconds / 3_600),
        _ => say!("{n|day|days} ago", n = seconds / 86_400),
    }
}

/// When it was made, how long ago, events.
fn short(b: &Listed) -> String {
    let (time, ago) = (time(&b.backup.time), ago(b.age));
    match b.events {
        Some(events) => say!("{time} ({ago}), {events|event|events}", time, ago, events),
        None => say!("{time} ({ago}), damaged", time, ago),
    }
}

impl Words for Listed {
    /// When it was made, how long ago, events, the size and why it was made.
    fn words(&self) -> String {
        let b = &self.backup;
        let kept = match (b.replaced, b.before_format, b.before_merge) {
            (true, ..) => say!(", before it was replaced"),
            (_, true, _) => say!(", before the file was brought to format 2"),
            (.., true) => say!(", before another file was merged into it"),
            _ => "",
        };
        let name = b.of.as_deref().map(|of| format!(", {}", shown_name(of, 24))).unwrap_or_default();
        format!("{}, {}{name}{kept}", short(self), size_words(b.size))
    }
}

/// `2026-03-30T10:13:00Z` as people write it.
fn time(stamp: &str) -> String {
    format!("{} UTC", shown(stamp, 16).replace('T', " ").trim_end_matches('\u{2026}'))
}

/// Where a backup came from.
pub fn origin(b: &Backup) -> String {
    b.of.as_deref().map_or_else(|| say!("(not noted)").to_owned(), human_path)
}

impl Words for SetAside {
    fn words(&self) -> String {
        say!("Opened without the journal, which is kept as {file}.", file = human_path(&self.0))
    }
}

impl Words for Restored {
    fn words(&self) -> String {
        say!("The backup is in {file}: {events} events.", file = human_path(&self.to), events = self.events)
    }
}

impl Words for Removed {
    fn words(&self) -> String {
        say!("{n|backup|backups} removed; the assessments themselves are not touched.", n = self.0)
    }
}

/// What a salvage brought back and what was lost, a line each.
pub fn salvaged(report: &SalvageReport) -> Vec<String> {
    let (kept, name) = (report.kept, human_path(&report.path));
    let first = match (report.same_record, report.gone) {
        (true, _) => say!("All {kept} events are in {name}; it is the same record.", kept, name),
        (false, 0) => say!("{kept} events are in {name}.", kept, name),
        (false, gone) => say!("{kept} events are in {name}; {gone} {gone?is|are} lost.", kept, name, gone),
    };
    std::iter::once(first).chain(report.lost.iter().map(Words::words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_say_them() {
        let said = [0, 59, 60, 3_599, 7_200, 86_400].map(ago);
        let wanted = ["just now", "just now", "1 minute ago", "59 minutes ago", "2 hours ago", "1 day ago"];
        assert_eq!(said, wanted);
    }
}
