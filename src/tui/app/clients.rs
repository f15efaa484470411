//! Many clients: which folder, reading it beside the pictures, and the way from it to one of its files and back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::App;
use crate::files;
use crate::model::portfolio::Portfolio;
use crate::say;
use crate::tui::dialog::{Form, FormKind};
use crate::tui::job::{self, Job};
use crate::tui::keymap::{Global, InPortfolio};
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;
use crate::words::{Words as _, language, portfolio as words};
use crate::work::portfolio::{self, Asked, NoPortfolio, Progress};

/// A folder that is being read.
pub(super) struct Reading {
    progress: Arc<Progress>,
    done: Receiver<Result<Portfolio, NoPortfolio>>,
}

impl Drop for Reading {
    /// Nobody waits for it any more.
    fn drop(&mut self) {
        self.progress.stop();
    }
}

impl App {
    /// Asks for the folder.
    pub(super) fn ask_folder(&mut self) {
        if self.desk.is_some() {
            let home = self.shell.key(Global::Home);
            return self.say(Tone::Warning, say!("Close this assessment first: {home}.", home));
        }
        let hint = say!(
            "with the .aims files of your clients, in folders of their own too; empty: {folder}",
            folder = files::human_path(&self.usual_folder())
        );
        let fields = [("path", say!("Folder"), "", String::new())];
        let mut form = Form::new(FormKind::Portfolio, say!("Many clients side by side"), &fields);
        form.fields.iter_mut().for_each(|field| field.hint.clone_from(&hint));
        form.note = say!("Each file is read and left as it is; nothing is kept of it.").into();
        self.shell.open_form(form);
    }

    /// The folder looked at last, else that of the file that was open last, else the present one.
    pub(super) fn usual_folder(&self) -> PathBuf {
        let last = || self.home.recent.first().map(|file| files::folder_of(&file.path));
        let here = || std::path::absolute(".").unwrap_or_else(|_| PathBuf::from("."));
        self.clients.folder.clone().or_else(last).unwrap_or_else(here)
    }

    /// Begins to read a folder and shows how far it is; words where there is no such folder.
    pub(super) fn read_clients(&mut self, folder: &Path) -> Result<(), String> {
        portfolio::is_folder(folder).map_err(|e| e.words())?;
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let progress = Arc::new(Progress::default());
        let (send, done) = mpsc::channel();
        let (bank, today, language) = (self.shell.bank.clone(), self.shell.today, language::now());
        let (to_read, seen) = (folder.clone(), Arc::clone(&progress));
        let task = move || {
            language::set(language);
            let (words, nameless) = (&words::obstacle, &words::nameless);
            let asked = Asked { folder: &to_read, bank, today, redact: false, words, nameless };
            // The receiver is gone when nobody waits any more.
            let _ = send.send(portfolio::rows(&asked, &seen));
        };
        let spawned = std::thread::Builder::new().name(job::THREAD.into()).spawn(task);
        spawned.map_err(|e| {
            let why = files::why(&e).words();
            say!(
                "The folder was not read: this computer has no room for more work now ({why}). Try again.",
                why
            )
        })?;
        self.reading = Some(Reading { progress, done });
        self.clients = self.clients.anew(folder);
        self.show(Screen::Portfolio);
        Ok(())
    }

    /// Takes in how far the reading is, and what came of it. Whether more will come.
    pub(super) fn look_at_clients(&mut self) -> bool {
        let Some(reading) = &self.reading else { return false };
        let result = match reading.done.try_recv() {
            Err(TryRecvError::Empty) => {
                let now = reading.progress.now();
                self.shell.dirty |= std::mem::replace(&mut self.clients.progress, now) != now;
                return true;
            }
            Ok(result) => result.map_err(|e| e.words()),
            Err(TryRecvError::Disconnected) => {
                Err(say!("Reading stopped because of a fault of the program. No file was touched.")
                    .to_owned())
            }
        };
        self.reading = None;
        self.shell.dirty = true;
        match result {
            Ok(all) => self.clients.take(all),
            Err(words) => {
                self.clients.take(Portfolio::default());
                self.say(Tone::Warning, words);
                if self.shell.screen == Screen::Portfolio {
                    self.show(Screen::Home);
                }
            }
        }
        false
    }

    /// One step out: reading stops, or home is shown.
    pub(super) fn leave_clients(&mut self) {
        if self.reading.take().is_some() {
            self.say(Tone::Done, say!("Stopped. No file was changed."));
        }
        self.clients = self.clients.closed();
        self.show(Screen::Home);
    }

    /// Asks where tables of all clients go; of an export that runs, whether it goes on.
    pub(super) fn ask_for_tables(&mut self) {
        if let Some(job) = &self.job {
            return job.ask_to_stop(&mut self.shell);
        }
        if self.clients.all.as_ref().is_none_or(|all| all.clients.is_empty()) {
            return self.say(Tone::Done, say!("There is no client to write tables of."));
        }
        let hint = say!(
            "assessments, requirements, gaps and actions as CSV, and a workbook; empty: {folder}",
            folder = files::human_path(&self.tables_folder())
        );
        let fields = [("path", say!("Folder"), "", String::new())];
        let mut form = Form::new(FormKind::Tables, say!("Tables of all clients"), &fields);
        form.fields.iter_mut().for_each(|field| field.hint.clone_from(&hint));
        form.note =
            say!("All clients, whatever the filter shows. Files that are there already are left alone.")
                .into();
        self.shell.open_form(form);
    }

    /// Where tables go that nobody named a folder for.
    fn tables_folder(&self) -> PathBuf {
        files::unused(&self.usual_folder().join(say!("tables")))
    }

    /// Writes tables of all clients into the folder that was typed.
    pub(super) fn write_tables(&mut self, typed: &str) {
        let to = if typed.is_empty() { self.tables_folder() } else { files::path_of(typed) };
        let job = Job::tables(self.usual_folder(), to, &self.shell);
        self.job = Some(job);
        let key = self.shell.key(InPortfolio::Export);
        self.say(Tone::Done, say!("Exporting\u{2026} {key} stops it.", key));
    }

    /// Opens the file of the selected row; closing it leads back here.
    pub(super) fn open_client(&mut self) {
        let Some(path) = self.clients.path() else {
            return self.say(Tone::Done, say!("There is no file in this row."));
        };
        match self.rejoin(&path) {
            Ok(()) => self.clients.left = self.desk.is_some().then_some(self.shell.screen),
            Err((_, words)) => self.say(Tone::Warning, words),
        }
    }

    /// Whether one step out of this screen leads back to the clients one came from: it is the first one saw of the file, or
    /// the list of all its questions.
    pub(super) fn leads_to_clients(&self) -> bool {
        let (Some(first), Some(desk)) = (self.clients.left, &self.desk) else { return false };
        let screen = self.shell.screen;
        screen == Screen::Outline
            || screen == first && desk.from.of(screen).is_none() && !desk.is_in_row(screen)
    }

    /// Whether nothing was gone to since a file was opened from the clients.
    pub(super) fn began_at_clients(&self) -> bool {
        self.clients.left == Some(self.shell.screen)
            && self.desk.as_ref().is_some_and(|desk| !desk.has_trail())
    }

    /// Shows the clients again after one of their files was closed, with what is in them now.
    pub(super) fn come_back_to_clients(&mut self) {
        if self.clients.left.take().is_none() {
            return;
        }
        let Some(folder) = self.clients.folder.clone() else { return };
        if let Err(words) = self.read_clients(&folder) {
            self.say(Tone::Warning, words);
        }
    }
}
