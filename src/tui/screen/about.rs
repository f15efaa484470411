//! The organisation and every register people fill in. Enter edits the selected row.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{AboutRow, App, Desk};
use super::super::pane::{Pane, join};
use super::super::text;
use crate::files::human_path;
use crate::model::record::read;
use crate::words::KindWords as _;

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let a = desk.work.a();
    pane.line(Span::styled(
        format!("Kept in {}. Enter edits.", human_path(desk.work.session().path())),
        t.quiet(),
    ));
    pane.blank();
    let rows = desk.about_rows();
    super::list(app, pane, &desk.about, rows.len(), |n, width| match &rows[n] {
        AboutRow::Head(title) => Line::styled(*title, t.accent().patch(t.strong())),
        AboutRow::Register(kind, 0) => Line::styled(kind.words, t.accent().patch(t.strong())),
        AboutRow::Register(kind, n) => {
            Line::styled(format!("{} ({n})", kind.words), t.accent().patch(t.strong()))
        }
        AboutRow::Fact(key, label, hint) => {
            let value = a.get(key).filter(|v| !v.is_empty());
            let name = Span::raw(text::fit(&format!("  {label}"), 20));
            match value {
                Some(v) => Line::from(vec![name, Span::styled(v.to_owned(), t.strong())]),
                None => Line::from(vec![name, Span::styled(format!("- {hint}"), t.quiet())]),
            }
        }
        AboutRow::Record(kind, id) => {
            let rec = read::at(a, kind, id);
            let left = Line::from(vec![
                Span::styled(text::fit(&format!("  {}", rec.name()), 25) + " ", t.strong()),
                Span::raw(desk.summary(kind, id)),
            ]);
            join(left, Line::styled(rec.shown_no(), t.quiet()), width)
        }
        AboutRow::Add(kind) => Line::styled(format!("  + add {}", kind.a_new()), t.accent()),
    })
}
