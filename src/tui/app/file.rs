//! Sitting down with a file and getting up again: opening, closing, leaving with something unsaved.

use std::path::{Path, PathBuf};

use super::App;
use crate::files;
use crate::say;
use crate::session::{Notice, Saving, Session, StoreError};
use crate::tui::desk::Desk;
use crate::tui::dialog::{Form, FormKind};
use crate::tui::keymap::{Global, OnCard, OnScreen};
use crate::tui::screen::Screen;
use crate::tui::shell::{Tone, Wrong};
use crate::words::{Words, apart};
use crate::work::{HIDDEN, Work};

impl App {
    /// Whether the file may be let go: everything is saved, or it was asked for twice.
    pub(super) fn may_let_go(&mut self) -> bool {
        let unsaved = self.desk.as_ref().is_some_and(|w| matches!(w.saving, Saving::NotSaved(_)));
        self.exit.asked = if unsaved { self.exit.asked + 1 } else { 0 };
        if self.exit.asked == 1 {
            let copy = self.shell.key(OnScreen::SaveCopy);
            let words = say!(
                "The same again leaves, and what is not saved becomes a backup; {copy} saves a copy elsewhere.",
                copy
            );
            self.say(Tone::Warning, words);
        }
        self.exit.asked != 1
    }

    /// Tries again to save; called from time to time while saving fails.
    pub fn retry(&mut self) {
        if let Some(desk) = &mut self.desk
            && matches!(desk.saving, Saving::NotSaved(_))
        {
            desk.work.retry();
        }
    }

    /// Keeps unfinished text, waits for the disk and lets go of the file. Words when it failed.
    pub fn close(&mut self) -> Result<(), (u8, String)> {
        self.closing()().map(|_| ())
    }

    /// Keeps unfinished text and leaves the screens without a file.
    pub(super) fn let_go(&mut self) -> Option<Session> {
        self.at_desk(|desk, shell| desk.keep_drafts(shell));
        self.shell.dialogs.clear();
        // What is half filled in belongs to this file.
        self.shell.kept.retain(|f| matches!(f.kind, FormKind::New | FormKind::OpenFile | FormKind::Begin));
        self.desk.take().map(|w| w.work.into_session())
    }

    /// Opens a file; the words of what went wrong with the exit code a command would give.
    pub fn open(&mut self, path: &Path) -> Result<(), (u8, String)> {
        self.try_open(path).map_err(|e| (e.exit_code(), e.to_string()))
    }

    pub(super) fn try_open(&mut self, path: &Path) -> Result<(), StoreError> {
        let s =
            Session::open(self.shell.bank.clone(), path, &self.shell.by, true, std::time::Duration::ZERO)?;
        // The quick check was for a new file.
        self.home.carry = None;
        self.take(s);
        Ok(())
    }

    /// Opens the first of two copies and looks into the other, to be merged into it.
    pub(super) fn merge_two(&mut self, form: &Form) -> Result<(), Wrong> {
        let path = |key| Some(form.value(key)).filter(|typed| !typed.is_empty());
        let missing = |key| (key, say!("Write the path of an .aims file.").to_owned());
        let first = path("path").ok_or_else(|| missing("path"))?;
        let other = path("other").ok_or_else(|| missing("other"))?;
        self.open(&files::path_of(&first)).map_err(|(_, words)| ("path", words))?;
        self.at_desk(|desk, shell| {
            if let Err(words) = desk.look_at_copy(&files::path_of(&other), shell) {
                shell.say(Tone::Warning, words);
            }
        });
        Ok(())
    }

    /// The path an assessment is remembered by.
    fn absolute(path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
    }

    /// Notes the open file among the recent ones.
    pub(super) fn note_recent(&mut self) {
        let Some(desk) = self.desk.as_ref().filter(|_| self.home.remembers) else { return };
        // Beside the first picture, not before it: on a slow disk this takes seconds.
        let path = Self::absolute(desk.work.session().path());
        let noting = std::thread::Builder::new().name("recent".into());
        self.exit.noting = noting.spawn(move || files::remember(&path)).ok();
    }

    /// Shows a session that was just opened or created.
    pub(super) fn take(&mut self, s: Session) {
        let mut notices: Vec<String> = s.notices.iter().map(Words::words).collect();
        if s.notices.iter().any(Notice::is_of_a_copy) {
            let help = self.shell.key(Global::Help);
            notices
                .push(say!("{help} and merge: shows what it brings. Nothing is taken over by itself.", help));
        }
        let notice = s.read_only.as_ref().map(Words::words);
        let notice = notice.or_else(|| Some(notices.join("\n")).filter(|all| !all.is_empty()));
        let started = !s.events().is_empty() && s.place().is_some();
        let desk = Desk::of(Work::with_kinds(s, self.shell.today, self.shell.kinds));
        let id = desk.id_of(desk.card.spot);
        let on_way = desk.work.is_on_way();
        let (q, a) = (desk.work.q(), desk.work.a());
        let asked = desk
            .work
            .handed_out()
            .map(|hand| format!("{}. {}", apart::questions_for(q, a, &hand), apart::how_far(q, a)));
        self.shell.hide_scores = desk.work.session().draft(HIDDEN).is_some();
        self.desk = Some(desk);
        self.note_recent();
        self.take_left_texts();
        let draft = self.desk.as_mut().and_then(|desk| desk.resume_note(&id));
        self.shell.large = false;
        self.shell.screen = Screen::Question;
        self.shell.dialogs.clear();
        self.shell.message = None;
        // A warning comes first; the card itself shows that a note is unfinished.
        if let Some(words) = notice {
            self.say(Tone::Warning, words);
        } else if let Some(at) = draft {
            let key = self.shell.key(OnCard::Note);
            self.say(
                Tone::Done,
                say!("An unfinished note on {at} was kept. Press {key} to go on with it.", at, key),
            );
        } else if let Some(words) = asked {
            self.say(Tone::Done, words);
        } else if started && !on_way {
            self.say(Tone::Done, say!("Welcome back. You were at {id}.", id));
        }
        self.shell.dirty = true;
    }
}
