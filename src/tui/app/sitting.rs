//! Sitting down with a file and getting up again: opening, closing, leaving with something unsaved.

use std::path::{Path, PathBuf};

use super::{App, Screen, Tone, Work};
use crate::files;
use crate::session::{Saving, Session, StoreError};
use crate::tui::dialog::{Dialog, FormKind};
use crate::tui::keymap::Command;
use crate::words::Words;

impl App {
    /// Whether the file may be let go: everything is saved, or it was asked for twice.
    pub(super) fn may_let_go(&mut self) -> bool {
        let unsaved = self.work.as_ref().is_some_and(|w| matches!(w.saving, Saving::NotSaved(_)));
        self.leaving = if unsaved { self.leaving + 1 } else { 0 };
        if self.leaving == 1 {
            let copy = self.key(Command::SaveCopy);
            let words = format!(
                "The same again leaves, and what is not saved becomes a backup; {copy} saves a copy elsewhere."
            );
            self.say(Tone::Warning, words);
        }
        self.leaving != 1
    }

    /// Tries again to save; called from time to time while saving fails.
    pub fn retry(&mut self) {
        if let Some(work) = &mut self.work
            && matches!(work.saving, Saving::NotSaved(_))
        {
            work.s.retry();
        }
    }

    /// Keeps unfinished text, waits for the disk and lets go of the file. Words when it failed.
    pub fn close(&mut self) -> Result<(), (u8, String)> {
        self.closing()()
    }

    /// Keeps unfinished text and leaves the screens without a file.
    pub(super) fn let_go(&mut self) -> Option<Session> {
        self.keep_drafts();
        for dialog in std::mem::take(&mut self.dialogs) {
            if let Dialog::Poll(poll) = dialog {
                self.keep_poll(&poll);
            }
        }
        // What is half filled in belongs to this file.
        self.kept.retain(|f| matches!(f.kind, FormKind::New | FormKind::OpenFile | FormKind::Tools));
        self.work.take().map(|w| w.s)
    }

    /// Opens a file; the words of what went wrong with the exit code a command would give.
    pub fn open(&mut self, path: &Path) -> Result<(), (u8, String)> {
        self.try_open(path).map_err(|e| (e.exit_code(), e.to_string()))
    }

    pub(super) fn try_open(&mut self, path: &Path) -> Result<(), StoreError> {
        let s = Session::open(self.bank.clone(), path, &self.by, true, std::time::Duration::ZERO)?;
        // The guided start and the quick check were for a new file.
        (self.pending, self.carry) = (None, None);
        self.take(s);
        Ok(())
    }

    /// The path an assessment is remembered by.
    fn absolute(path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
    }

    /// Notes the open file among the recent ones.
    pub(super) fn note_recent(&mut self) {
        let Some(work) = self.work.as_ref().filter(|_| self.remembers) else { return };
        // Beside the first picture, not before it: on a slow disk this takes seconds.
        let path = Self::absolute(work.s.path());
        let noting = std::thread::Builder::new().name("recent".into());
        self.noting = noting.spawn(move || files::remember(&path)).ok();
    }

    /// Shows a session that was just opened or created.
    pub(super) fn take(&mut self, s: Session) {
        let notice = s.read_only.as_ref().map(Words::words).or_else(|| s.notices.first().map(Words::words));
        let started = !s.events().is_empty() && s.place().is_some();
        let work = Work::with_kinds(s, self.today, self.kinds);
        let id = work.id_of(work.spot);
        self.hide_scores = work.s.draft("scores-hidden").is_some();
        self.work = Some(work);
        self.note_recent();
        self.take_left_texts();
        let draft = self.work.as_ref().is_some_and(|w| w.s.draft(&format!("note.{id}")).is_some());
        self.screen = Screen::Question;
        self.dialogs.clear();
        self.message = None;
        // A warning comes first; the card itself shows that a note is unfinished.
        if let Some(words) = notice {
            self.say(Tone::Warning, words);
        } else if draft {
            let key = self.key(Command::Note);
            self.say(
                Tone::Done,
                format!("An unfinished note on {id} was kept. Press {key} to go on with it."),
            );
        } else if started {
            self.say(Tone::Done, format!("Welcome back. You were at {id}."));
        }
        self.dirty = true;
    }
}
