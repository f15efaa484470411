//! Files that evidence names, read beside the screen: beginning, how far it is, stopping, what came of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, TryRecvError};

use super::App;
use crate::model::record::Rid;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Reader};
use crate::tui::job;
use crate::tui::keymap::OnScreen;
use crate::tui::shell::Tone;
use crate::words::{Words as _, cited as words, language};
use crate::work::cited::{self, Course, Looked, Purpose};
use crate::{files, say};

/// Bytes of a megabyte, as people count them.
const MEGABYTE: u64 = 1_000_000;

/// Files that are read.
pub(super) struct Reading {
    course: Arc<Course>,
    done: mpsc::Receiver<Option<Vec<Looked>>>,
    purpose: Purpose,
    /// Whose evidence it is: another file may be open by the time it ends.
    of: PathBuf,
    count: usize,
    /// What was said last of how far it is.
    said: String,
}

impl App {
    /// Asks what to do with files of evidence; of files that are read just now, whether that goes on.
    pub(super) fn choose_cited(&mut self) {
        let Some(reading) = &self.cited else {
            return self.at_desk(|desk, shell| desk.choose_cited(shell));
        };
        let rows = vec![
            PickRow::new("1", say!("Go on").to_owned(), Pick::Nothing),
            PickRow::new("2", say!("Stop; nothing is kept").to_owned(), Pick::StopReading),
        ];
        let picker = Picker { rows, note: Some(reading.how_far()), ..Picker::default() };
        self.shell.dialogs.push(Dialog::Choose(say!("Files of evidence"), picker));
    }

    /// Begins to read the files of these pieces.
    pub(super) fn read_cited(&mut self, purpose: Purpose, only: &[Rid]) {
        let Some(desk) = &self.desk else { return };
        let (pieces, of) = (desk.work.cited_pieces(only), desk.work.path().to_path_buf());
        let (count, course) = (pieces.len(), Arc::new(Course::default()));
        let (send, done) = mpsc::channel();
        let (seen, language) = (Arc::clone(&course), language::now());
        let task = move || {
            language::set(language);
            // The receiver is gone when nobody waits any more.
            let _ = send.send(cited::look(pieces, purpose, &seen));
        };
        match std::thread::Builder::new().name(job::THREAD.into()).spawn(task) {
            Ok(_) => self.cited = Some(Reading { course, done, purpose, of, count, said: String::new() }),
            Err(e) => {
                let why = files::why(&e).words();
                self.say(
                    Tone::Warning,
                    say!(
                        "Nothing was read: this computer has no room for more work now ({why}). Try again.",
                        why
                    ),
                );
            }
        }
    }

    /// Stops reading, and lets go of what was read.
    pub(super) fn stop_cited(&mut self) -> bool {
        let Some(reading) = self.cited.take() else { return false };
        reading.course.stop();
        true
    }

    /// Takes in how far reading is, and what came of it. Whether more will come.
    pub(super) fn look_at_cited(&mut self) -> bool {
        let Some(reading) = &mut self.cited else { return false };
        let result = match reading.done.try_recv() {
            Err(TryRecvError::Empty) => {
                let far = reading.how_far();
                let words =
                    format!("{far} {}", say!("{key} stops it.", key = self.shell.key(OnScreen::Cited)));
                let free = self.shell.message.as_ref().is_none_or(|(_, shown)| *shown == reading.said);
                if free && words != reading.said {
                    self.shell.say(Tone::Done, words.clone());
                    reading.said = words;
                }
                return true;
            }
            result => result,
        };
        let Some(reading) = self.cited.take() else { return false };
        self.shell.dirty = true;
        let same = self.desk.as_ref().is_some_and(|desk| desk.work.path() == reading.of);
        match (result, reading.purpose) {
            (Ok(Some(looked)), Purpose::Keep) if same => {
                self.at_desk(|desk, shell| desk.keep_looked(&looked, shell));
            }
            (Ok(Some(looked)), Purpose::Check) if same => self.tell_cited(&looked),
            (Ok(_), _) => {}
            (Err(_), _) => self.say(
                Tone::Warning,
                say!("Reading stopped because of a fault of the program. Nothing was kept."),
            ),
        }
        false
    }

    /// Says which files changed: a line each, unless something is written just now.
    fn tell_cited(&mut self, looked: &[Looked]) {
        let short = words::in_short(looked);
        let problem = looked.iter().any(|l| l.outcome().is_a_problem());
        if self.shell.dialogs.is_empty() {
            let mut lines = vec![short.clone(), String::new()];
            lines.extend(looked.iter().map(words::line));
            let title = say!("Files of evidence").to_owned();
            self.shell.dialogs.push(Dialog::Read(Reader { title, lines, top: 0, by: None }));
        }
        self.say(if problem { Tone::Warning } else { Tone::Done }, short);
    }
}

impl Reading {
    /// How far it is.
    fn how_far(&self) -> String {
        let (read, bytes) = self.course.now();
        let n = (read + 1).min(self.count);
        say!(
            "Reading file {n} of {all} of your evidence, {megabytes} MB so far.",
            n,
            all = self.count,
            megabytes = bytes / MEGABYTE
        )
    }
}
