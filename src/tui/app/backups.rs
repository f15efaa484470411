//! Backups on a screen of their own, and the ways back from a file that cannot be opened: its newest backup,
//! or what can be salvaged, always as a new file.

use std::path::{Path, PathBuf};

use super::App;
use crate::files;
use crate::model::text;
use crate::say;
use crate::session::rescue::{self, Backup, Client, Listed, WaysBack};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Rescue};
use crate::tui::pane::Cursor;
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;
use crate::words::Words as _;
use crate::words::rescue::{client_name, newest, origin, salvageable, salvaged, without_journal};

/// What the screen of backups shows, and the file whose ways back are offered.
#[derive(Default)]
pub struct Backups {
    /// Those of the open file's organisation; at home everybody's.
    pub clients: Vec<Client>,
    /// Selection on the screen.
    pub cursor: Cursor,
    /// A file that could not be opened.
    ways: Option<WaysBack>,
}

/// A row of the screen.
pub enum BackupRow<'b> {
    /// An organisation.
    Client(&'b Client),
    /// A backup, and whose it is.
    Backup(&'b Listed, &'b Client),
}

impl Backups {
    /// What the rows stand for.
    pub fn rows(&self) -> Vec<BackupRow<'_>> {
        self.clients
            .iter()
            .flat_map(|c| {
                let backups = c.backups.iter().map(move |b| BackupRow::Backup(b, c));
                std::iter::once(BackupRow::Client(c)).chain(backups)
            })
            .collect()
    }

    /// The file the selected one was made of, in words.
    pub fn origin(&self) -> String {
        match self.selected() {
            Some(BackupRow::Backup(b, _)) => origin(&b.backup),
            _ => String::new(),
        }
    }

    fn selected(&self) -> Option<BackupRow<'_>> {
        self.rows().into_iter().nth(self.cursor.at)
    }
}

impl App {
    /// Opens the screen at the backups of the open file, else at the first.
    pub(super) fn open_backups(&mut self) {
        let path = self.desk.as_ref().map(|w| w.work.session().path().to_path_buf());
        self.show_backups(path.as_deref());
        let trouble = self.desk.as_ref().and_then(|w| w.no_backup.clone());
        if let Some(why) = trouble {
            self.say(
                Tone::Warning,
                say!("No backup of the last changes: {why}. It is tried again.", why = why.words()),
            );
        } else if path.is_some_and(|p| rescue::of(&p).is_empty()) {
            self.say(Tone::Done, say!("This assessment has no backup yet: one is made soon after a change."));
        }
    }

    fn show_backups(&mut self, of: Option<&Path>) {
        let mut clients = rescue::clients();
        let open = self.desk.as_ref().map(|w| w.work.session().path());
        let first = of.or(open).map(rescue::of).and_then(|own| own.into_iter().next());
        let mine = |c: &Client| {
            first.as_ref().is_some_and(|b| c.backups.iter().any(|other| other.backup.path == b.backup.path))
        };
        if self.desk.is_some() {
            // Somebody else may be looking at the screen: other clients are named at home only.
            clients.retain(mine);
        } else {
            // A stable sort: the others stay in the order of their names.
            clients.sort_by_key(|c| !mine(c));
        }
        self.backups.clients = clients;
        let wanted = |row: &BackupRow<'_>| match (row, &first) {
            (BackupRow::Backup(b, _), Some(own)) => b.backup.path == own.backup.path,
            (BackupRow::Backup(..), None) => true,
            (BackupRow::Client(_), _) => false,
        };
        let at = self.backups.rows().iter().position(wanted).unwrap_or(0);
        self.backups.cursor = Cursor::on(at);
        self.show(Screen::Backups);
    }

    /// Asks for the new file of the selected backup.
    pub(super) fn open_restore(&mut self) {
        match self.backups.selected() {
            Some(BackupRow::Backup(b, client)) => {
                let (b, name) = (b.clone(), client_name(client).to_owned());
                self.restore_form(&b, &files::file_for("", &name));
            }
            Some(BackupRow::Client(_)) => self.step(1),
            None => self.say(Tone::Done, say!("There is no backup to restore.")),
        }
    }

    fn restore_form(&mut self, listed: &Listed, of: &Path) {
        let b = &listed.backup;
        let path = b.new_name(of).to_string_lossy().into_owned();
        let fields = [("path", say!("New file"), say!("nothing is replaced; Enter makes it"), path)];
        let mut form =
            Form::new(FormKind::Restore(b.path.clone()), say!("Restore a backup to a new file"), &fields);
        form.note = listed.words();
        self.shell.open_form(form);
    }

    /// Writes a backup to the file that was named; opens it when nothing else is open.
    pub(super) fn restore(&mut self, backup: &Path, to: &str) -> Result<(), String> {
        let to = files::file_for(to, "");
        let restored = rescue::restore(backup, &to).map_err(|e| self.shell.error(&e))?;
        self.enter_new(&to)?;
        self.say(Tone::Done, restored.words());
        Ok(())
    }

    /// Writes what can be read of a damaged file to the one that was named.
    pub(super) fn salvage(&mut self, old: &Path, to: &str) -> Result<(), String> {
        let to = files::file_for(to, "");
        let lines = salvaged(&rescue::salvage(old, &to).map_err(|e| self.shell.error(&e))?);
        self.enter_new(&to)?;
        self.say(Tone::Done, lines.first().cloned().unwrap_or_default());
        if lines.len() > 1 {
            self.shell.read(say!("What was salvaged"), lines);
        }
        Ok(())
    }

    fn enter_new(&mut self, path: &Path) -> Result<(), String> {
        if self.desk.is_some() {
            return Ok(());
        }
        self.open(path).map_err(|(_, words)| words)
    }

    /// Opens a file; one that is damaged or gone leads to the choice of ways back, where there are any.
    pub fn open_or_offer(&mut self, path: &Path) -> Result<(), (u8, String)> {
        let Err(e) = self.try_open(path) else { return Ok(()) };
        let Some(ways) = rescue::ways_back(path, &e) else {
            return Err((e.exit_code(), e.to_string()));
        };
        let row = |key, label: String, what| PickRow::new(key, label, Pick::Rescue(what));
        let mut rows = Vec::new();
        rows.extend(without_journal(&ways).map(|words| row(say!("Open"), words, Rescue::Aside)));
        rows.extend(
            newest(&ways).map(|words| row(say!("Restore"), say!("newest: {words}", words), Rescue::Newest)),
        );
        rows.extend(salvageable(&ways).map(|words| row(say!("Salvage"), words, Rescue::Salvage)));
        if ways.backups.len() > 1 {
            let words = say!("all {n}, to choose from", n = ways.backups.len());
            rows.push(row(say!("Backups"), words, Rescue::Every));
        }
        rows.push(row(say!("Leave"), say!("the file as it is").to_owned(), Rescue::Leave));
        let picker = Picker { rows, note: Some(ways.words()), ..Picker::default() };
        self.backups.ways = Some(ways);
        self.shell.dialogs.push(Dialog::Choose(say!("How do you go on with this file?"), picker));
        self.shell.dirty = true;
        Ok(())
    }

    pub(super) fn take_rescue(&mut self, what: Rescue) {
        self.shell.dialogs.pop();
        let ways = self.backups.ways.clone();
        match (what, ways) {
            (Rescue::Newest, Some(ways)) => {
                if let Some(b) = ways.backups.first() {
                    self.restore_form(b, &ways.path);
                }
            }
            (Rescue::Aside, Some(ways)) => self.open_without_journal(&ways.path),
            (Rescue::Every, Some(ways)) => self.show_backups(Some(&ways.path)),
            (Rescue::Salvage, Some(ways)) => {
                let path = ways.salvage_name().to_string_lossy().into_owned();
                let fields = [("path", say!("New file"), say!("nothing is replaced; Enter makes it"), path)];
                let kind = FormKind::Salvage(ways.path.clone());
                let mut form = Form::new(kind, say!("Salvage what can be read to a new file"), &fields);
                form.note = salvageable(&ways).unwrap_or_default();
                self.shell.open_form(form);
            }
            (Rescue::Remove(paths), _) => self.remove_backups(&paths),
            _ => {}
        }
    }

    fn open_without_journal(&mut self, path: &Path) {
        let done = rescue::set_aside(path).map_err(|e| self.shell.error(&e)).and_then(|aside| {
            self.open(path).map_err(|(_, words)| words)?;
            Ok(aside.words())
        });
        match done {
            Ok(words) => self.say(Tone::Done, words),
            Err(words) => self.say(Tone::Warning, words),
        }
    }

    /// Asks before every backup of the selected organisation is removed.
    pub(super) fn ask_purge(&mut self) {
        let Some(BackupRow::Client(client) | BackupRow::Backup(_, client)) = self.backups.selected() else {
            return self.say(Tone::Done, say!("There is no backup to remove."));
        };
        let name = text::shown(client_name(client), 40);
        let paths: Vec<PathBuf> = client.backups.iter().map(|b| b.backup.path.clone()).collect();
        let words = say!("all {n} of {name}; the assessments stay", n = paths.len(), name);
        let row = |key, label: String, what| PickRow::new(key, label, Pick::Rescue(what));
        let rows = vec![
            row(say!("Keep"), say!("them all").to_owned(), Rescue::Leave),
            row(say!("Remove"), words, Rescue::Remove(paths)),
        ];
        self.shell.dialogs.push(Dialog::Choose(
            say!("Remove these backups for good?"),
            Picker { rows, ..Picker::default() },
        ));
    }

    fn remove_backups(&mut self, paths: &[PathBuf]) {
        let all = self.backups.clients.iter().flat_map(|c| &c.backups).map(|b| &b.backup);
        let doomed: Vec<Backup> = all.filter(|b| paths.contains(&b.path)).cloned().collect();
        let done = rescue::remove(&doomed);
        self.show_backups(None);
        match done {
            Ok(removed) => self.say(Tone::Done, removed.words()),
            Err(e) => {
                let words = self.shell.error(&e);
                self.say(Tone::Warning, words);
            }
        }
    }
}
