//! Backups of every assessment, by organisation, newest first.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, BackupRow};
use super::super::pane::{Pane, join};
use crate::say;
use crate::tui::keymap::InBackups;
use crate::words::Words as _;
use crate::words::rescue::client_name;

pub fn draw(app: &App, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let rows = app.backups.rows();
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
    let purge = app.shell.key(InBackups::Purge);
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
    let place = super::list(
        &app.shell,
        &mut pane.part(height),
        &app.backups.cursor,
        rows.len(),
        |n, width| match rows[n] {
            BackupRow::Client(c) => join(
                Line::from(Span::styled(client_name(c).to_owned(), t.accent().patch(t.strong()))),
                Line::from(Span::styled(c.words(), t.quiet())),
                width,
            ),
            BackupRow::Backup(b, _) => Line::from(format!("  {}", b.words())),
        },
    );
    if details > 0 && matches!(rows.get(app.backups.cursor.at), Some(BackupRow::Backup(..))) {
        pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
        pane.labelled(&super::label(say!("Made of")), t.accent(), &app.backups.origin(), t.text(), 1);
    }
    place
}
