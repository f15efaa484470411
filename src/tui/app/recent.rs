//! The files that were open: what each of them is, and the list taken care of.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::App;
use crate::files;
use crate::model::Questionnaire;
use crate::say;
use crate::tui::screen::Screen;
use crate::tui::screen::home::{Known, RecentFile};
use crate::tui::shell::Tone;
use crate::work::glance::glance;

/// What becomes known of files, one after the other.
pub(super) struct Looking(Receiver<(PathBuf, Known)>);

/// The last assessments as home shows them, newest first.
pub(super) fn files() -> Vec<RecentFile> {
    let row = |recent: files::Recent| RecentFile {
        name: files::shown_name(&recent.path, 48),
        folder: files::human_path(&files::folder_of(&recent.path)),
        place: files::human_path(&recent.path),
        opened: day(recent.opened),
        known: Known::NotYet,
        path: recent.path,
    };
    files::recent().into_iter().map(row).collect()
}

/// The day of so many seconds since 1970, where one lives here.
fn day(seconds: u64) -> Option<Date> {
    let at = Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Some(at.to_zoned(TimeZone::system()).date())
}

impl Looking {
    /// Begins to look at files, beside the pictures: a stick or a folder of the network takes its time.
    fn at(paths: Vec<PathBuf>, bank: Arc<Questionnaire>, today: Date) -> Self {
        let (send, known) = mpsc::channel();
        let task = move || {
            for path in paths {
                let told = if files::exists(&path) {
                    glance(bank.clone(), &path, today)
                        .map_or(Known::Closed, |told| Known::Told(Box::new(told)))
                } else {
                    Known::Gone
                };
                // Nobody is at home any more.
                if send.send((path, told)).is_err() {
                    return;
                }
            }
        };
        // Without a thread nothing is known, and everything can be opened all the same.
        let _ = std::thread::Builder::new().name("look".into()).spawn(task);
        Self(known)
    }
}

impl App {
    /// Takes in what became known of the files at home, and begins to look where nothing is on its way. Whether more
    /// will come.
    pub(super) fn look_at_files(&mut self) -> bool {
        if self.shell.screen != Screen::Home || self.home.recent.is_empty() {
            return false;
        }
        let Some(looking) = &self.looking else {
            let unknown = self.home.recent.iter().filter(|r| matches!(r.known, Known::NotYet));
            let paths: Vec<PathBuf> = unknown.map(|r| r.path.clone()).collect();
            if paths.is_empty() {
                return false;
            }
            self.looking = Some(Looking::at(paths, self.shell.bank.clone(), self.shell.today));
            return true;
        };
        loop {
            match looking.0.try_recv() {
                Ok((path, known)) => {
                    self.home.learn(&path, known);
                    self.shell.dirty = true;
                }
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => {
                    // What it could not look at stays unknown until home is shown anew.
                    return false;
                }
            }
        }
    }

    /// Shows home with its files, which are looked at again.
    pub(super) fn show_files(&mut self) {
        self.looking = None;
        self.home.show(files());
    }

    /// Takes a file off the list; what is on the disk stays.
    pub(super) fn forget(&mut self, path: &Path) {
        files::forget(path);
        self.home.drop(path);
        let name = files::shown_name(path, 40);
        self.say(Tone::Done, say!("{name} is off the list. The file stays where it is.", name));
    }
}
