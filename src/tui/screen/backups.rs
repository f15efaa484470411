//! Backups of every assessment, by organisation, newest first. Owns its selection and rows; what becomes of one is
//! done where files are opened.

use std::path::PathBuf;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::text;
use crate::say;
use crate::session::rescue::{Client, Listed};
use crate::tui::dialog::{Form, FormKind};
use crate::tui::keymap::InBackups;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::words::Words as _;
use crate::words::rescue::{client_name, origin};

/// What the screen of backups shows.
#[derive(Default)]
pub struct Backups {
    /// Those of the open file's organisation; at home everybody's.
    pub clients: Vec<Client>,
    /// Selection.
    pub cursor: Cursor,
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

    fn selected(&self) -> Option<BackupRow<'_>> {
        self.rows().into_iter().nth(self.cursor.at)
    }

    /// Opens the selected row: a backup is restored, an organisation leads to its first one.
    pub fn open(&mut self, shell: &mut Shell) -> Next {
        match self.selected() {
            Some(BackupRow::Backup(b, client)) => {
                return Next::Restore(Box::new(b.clone()), client_name(client).to_owned());
            }
            Some(BackupRow::Client(_)) => self.cursor.step(1, self.rows().len()),
            None => shell.say(Tone::Done, say!("There is no backup to restore.")),
        }
        Next::Stay
    }

    /// Does what a key of the backups asks for.
    pub fn update(&self, command: InBackups, shell: &mut Shell) {
        match command {
            InBackups::Purge => self.ask_purge(shell),
        }
    }

    /// Asks before every backup of the selected organisation is removed.
    fn ask_purge(&self, shell: &mut Shell) {
        let Some(BackupRow::Client(client) | BackupRow::Backup(_, client)) = self.selected() else {
            return shell.say(Tone::Done, say!("There is no backup to remove."));
        };
        let name = text::shown(client_name(client), 40);
        let paths: Vec<PathBuf> = client.backups.iter().map(|b| b.backup.path.clone()).collect();
        let fields = [(
            "name",
            say!("Its name"),
            say!("typed as it stands here; Enter removes, Esc does not"),
            String::new(),
        )];
        let words = say!("all {n} of {name}; the assessments stay", n = paths.len(), name);
        let mut form = Form::new(
            FormKind::Purge(client_name(client).to_owned(), paths),
            say!("Remove these backups for good?"),
            &fields,
        );
        form.note = words;
        shell.open_form(form);
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let rows = self.rows();
        if rows.is_empty() {
            pane.line(Span::styled(say!("There are no backups yet."), t.strong()));
            pane.paragraph(
                say!(
                    "One is made by itself soon after a change, at most every five minutes, in your own folder. Here each \
                     can become a new file."
                ),
                t.text(),
                3,
            );
            return None;
        }
        let purge = shell.key(InBackups::Purge);
        pane.paragraph(
            &say!(
                "Enter makes a new file of a backup; nothing is replaced. {purge} removes all backups of an organisation.",
                purge
            ),
            t.quiet(),
            2,
        );
        pane.blank();
        let details = 2.min(pane.left().saturating_sub(3));
        let height = pane.left() - details;
        let list = &mut pane.part(height);
        let place = super::list(shell, list, &self.cursor, rows.len(), |n, width| match rows[n] {
            BackupRow::Client(c) => join(
                Line::from(Span::styled(client_name(c).to_owned(), t.accent().patch(t.strong()))),
                Line::from(Span::styled(c.words(), t.quiet())),
                width,
            ),
            BackupRow::Backup(b, _) => Line::from(format!("  {}", b.words())),
        });
        if let Some(BackupRow::Backup(b, _)) = rows.get(self.cursor.at).filter(|_| details > 0) {
            pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
            pane.labelled(&super::label(say!("Made of")), t.accent(), &origin(&b.backup), t.text(), 1);
        }
        place
    }
}
