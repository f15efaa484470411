//! Backups as the open file's own or everybody's, and the ways back from a file that cannot be opened: its newest
//! backup, or what can be salvaged, always as a new file.

use std::path::{Path, PathBuf};

use super::App;
use crate::files;
use crate::say;
use crate::session::rescue::{self, Backup, Client, Listed, WaysBack};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Rescue};
use crate::tui::pane::Cursor;
use crate::tui::screen::Screen;
use crate::tui::screen::backups::{BackupRow, Backups};
use crate::tui::shell::{Shell, Tone};
use crate::words::Words as _;
use crate::words::rescue::{newest, salvageable, salvaged, without_journal};

/// What the screen shows, at the backups of the file `of`. While a file is open only those of its organisation:
/// somebody else may be looking, and other clients are named at home alone.
fn listed(of: Option<&Path>, is_open: bool) -> Backups {
    let mut clients = rescue::clients();
    let first = of.map(rescue::of).and_then(|own| own.into_iter().next());
    let mine = |c: &Client| {
        first.as_ref().is_some_and(|b| c.backups.iter().any(|other| other.backup.path == b.backup.path))
    };
    if is_open {
        clients.retain(mine);
    } else {
        // A stable sort: the others stay in the order of their names.
        clients.sort_by_key(|c| !mine(c));
    }
    let wanted = |row: &BackupRow<'_>| match (row, &first) {
        (BackupRow::Backup(b, _), Some(own)) => b.backup.path == own.backup.path,
        (BackupRow::Backup(..), None) => true,
        (BackupRow::Client(_), _) => false,
    };
    let mut backups = Backups { clients, cursor: Cursor::default() };
    backups.cursor = Cursor::on(backups.rows().iter().position(wanted).unwrap_or(0));
    backups
}

/// Asks for the new file of a backup; `of` is where the file was, for one that does not note it.
pub(super) fn ask_restore(listed: &Listed, of: &Path, shell: &mut Shell) {
    let b = &listed.backup;
    ask_new_file(
        FormKind::Restore(b.path.clone()),
        say!("Restore a backup to a new file"),
        (&b.new_name(of), listed.words()),
        shell,
    );
}

/// Asks for the new file of what can be read of a damaged one.
fn ask_salvage(ways: &WaysBack, shell: &mut Shell) {
    ask_new_file(
        FormKind::Salvage(ways.path.clone()),
        say!("Salvage what can be read to a new file"),
        (&ways.salvage_name(), salvageable(ways).unwrap_or_default()),
        shell,
    );
}

fn ask_new_file(kind: FormKind, title: &str, (to, note): (&Path, String), shell: &mut Shell) {
    let path = to.to_string_lossy().into_owned();
    let fields = [("path", say!("New file"), say!("nothing is replaced; Enter makes it"), path)];
    let mut form = Form::new(kind, title, &fields);
    form.note = note;
    shell.open_form(form);
}

/// Asks how to go on with a file that could not be opened.
fn ask_way_back(ways: &WaysBack, shell: &mut Shell) {
    let row = |key, label: String, what| PickRow::new(key, label, Pick::Rescue(what));
    let mut rows = Vec::new();
    rows.extend(without_journal(ways).map(|words| row(say!("Open"), words, Rescue::Aside)));
    rows.extend(
        newest(ways).map(|words| row(say!("Restore"), say!("newest: {words}", words), Rescue::Newest)),
    );
    rows.extend(salvageable(ways).map(|words| row(say!("Salvage"), words, Rescue::Salvage)));
    if ways.backups.len() > 1 {
        let words = say!("all {n}, to choose from", n = ways.backups.len());
        rows.push(row(say!("Backups"), words, Rescue::Every));
    }
    rows.push(row(say!("Leave"), say!("the file as it is").to_owned(), Rescue::Leave));
    let picker = Picker { rows, note: Some(ways.words()), ..Picker::default() };
    shell.dialogs.push(Dialog::Choose(say!("How do you go on with this file?"), picker));
    shell.dirty = true;
}

impl App {
    /// Opens the screen at the backups of the open file, else at the first.
    pub(super) fn open_backups(&mut self) {
        self.show_backups(None);
        let Some(desk) = &self.desk else { return };
        if let Some(why) = &desk.no_backup {
            let words = say!("No backup of the last changes: {why}. It is tried again.", why = why.words());
            self.say(Tone::Warning, words);
        } else if rescue::of(desk.work.session().path()).is_empty() {
            self.say(Tone::Done, say!("This assessment has no backup yet: one is made soon after a change."));
        }
    }

    /// Shows the backups of a file, else of the open one.
    fn show_backups(&mut self, of: Option<&Path>) {
        let open = self.desk.as_ref().map(|w| w.work.session().path());
        self.backups = listed(of.or(open), open.is_some());
        self.show(Screen::Backups);
    }

    /// Writes a backup, or what can be read of a damaged file, to the one that was named; opens it when nothing else
    /// is open.
    pub(super) fn bring_back(&mut self, kind: &FormKind, to: &str) -> Result<(), String> {
        let to = files::file_for(to, "");
        let lines = match kind {
            FormKind::Restore(backup) => rescue::restore(backup, &to).map(|restored| vec![restored.words()]),
            FormKind::Salvage(old) => rescue::salvage(old, &to).map(|report| salvaged(&report)),
            _ => return Ok(()),
        };
        let lines = lines.map_err(|e| self.shell.error(&e))?;
        if self.desk.is_none() {
            self.open(&to).map_err(|(_, words)| words)?;
        }
        self.say(Tone::Done, lines.first().cloned().unwrap_or_default());
        if lines.len() > 1 {
            self.shell.read(say!("What was salvaged"), lines);
        }
        Ok(())
    }

    /// Opens a file; one that is damaged or gone leads to the choice of ways back, where there are any.
    pub fn open_or_offer(&mut self, path: &Path) -> Result<(), (u8, String)> {
        let Err(e) = self.try_open(path) else { return Ok(()) };
        let Some(ways) = rescue::ways_back(path, &e) else {
            return Err((e.exit_code(), e.to_string()));
        };
        ask_way_back(&ways, &mut self.shell);
        self.ways_back = Some(ways);
        Ok(())
    }

    pub(super) fn take_rescue(&mut self, what: Rescue) {
        self.shell.dialogs.pop();
        match (what, self.ways_back.clone()) {
            (Rescue::Newest, Some(ways)) => {
                if let Some(b) = ways.backups.first() {
                    ask_restore(b, &ways.path, &mut self.shell);
                }
            }
            (Rescue::Aside, Some(ways)) => {
                let aside = rescue::set_aside(&ways.path).map_err(|e| self.shell.error(&e));
                match aside.and_then(|aside| {
                    self.open(&ways.path).map_err(|(_, words)| words)?;
                    Ok(aside.words())
                }) {
                    Ok(words) => self.say(Tone::Done, words),
                    Err(words) => self.say(Tone::Warning, words),
                }
            }
            (Rescue::Every, Some(ways)) => self.show_backups(Some(&ways.path)),
            (Rescue::Salvage, Some(ways)) => ask_salvage(&ways, &mut self.shell),
            _ => {}
        }
    }

    pub(super) fn remove_backups(&mut self, paths: &[PathBuf]) {
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
