//! What is asked before it is done: quitting, and what takes something away. And what is done then.

use super::App;
use crate::say;
use crate::session::Saving;
use crate::tui::desk::Desk;
use crate::tui::dialog::Dialog;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::shell::Next;

impl App {
    /// Asks whether the program is to end. Where something is not saved that is said, and asked, on the way out; what
    /// was asked already is done.
    pub(super) fn quit(&mut self) {
        let asked = matches!(self.shell.dialogs.last(), Some(Dialog::Ask(ask)) if ask.act == Act::Quit);
        let unsaved = self.desk.as_ref().is_some_and(|desk| matches!(desk.saving, Saving::NotSaved(_)));
        if asked || unsaved {
            if asked {
                self.shell.dialogs.pop();
            }
            return self.part(false);
        }
        self.at_desk(|desk, shell| desk.keep_drafts(shell));
        let words = self.what_quitting_leaves();
        self.shell.dialogs.push(Dialog::Ask(Box::new(Ask::new(say!("Quit?"), words, Act::Quit))));
    }

    fn what_quitting_leaves(&self) -> String {
        let saved = self.what_is_saved();
        if self.job.is_none() {
            return saved;
        }
        say!("{saved} An export is running: leaving waits until it is written.", saved)
    }

    fn what_is_saved(&self) -> String {
        let Some(desk) = &self.desk else {
            return match self.shell.kept.len() {
                0 => say!("Nothing is open.").to_owned(),
                n => say!("Nothing is open; what is typed into {n|a form|forms} is not kept.", n),
            };
        };
        if desk.work.read_only().is_some() {
            return say!("The file is open for reading only; nothing was changed.").to_owned();
        }
        match desk.drafts() {
            0 => say!("Everything is saved.").to_owned(),
            n => say!("Everything is saved; {n} {n?draft is|drafts are} kept.", n),
        }
    }

    /// Does what was asked.
    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Quit => self.part(false),
            Act::Drop(id) => {
                let Some(desk) = &mut self.desk else { return };
                let done = desk.change(|desk| desk.work.drop_action(&id));
                self.follow(Next::Say(None, done));
            }
            Act::Remove(kind, id) => self.at_desk(|desk, shell| desk.remove_record(kind, &id, shell)),
            Act::Join(name) => self.take_new_name(&name),
            Act::Sign => self.sign_surely(),
            Act::Forget(path) => self.forget(&path),
            Act::OfAnother => self.at_desk(Desk::import_of_another),
        }
    }
}
