//! The organisation, its AI systems, the people in the room. Enter edits the selected row.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{AboutRow, App, Work};
use super::super::pane::{Pane, join};
use super::super::text;
use crate::files::human_path;

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let a = work.s.assessment();
    pane.line(Span::styled(format!("Kept in {}. Enter edits.", human_path(work.s.path())), t.quiet()));
    pane.blank();
    let (systems, people) = (a.systems(), a.people());
    let rows = work.about_rows();
    super::list(app, pane, &work.about, rows.len(), |n, width| match &rows[n] {
        AboutRow::Head(title) => Line::styled(title.clone(), t.accent().patch(t.strong())),
        AboutRow::Fact(key, label, hint) => {
            let value = a.get(key).filter(|v| !v.is_empty());
            let name = Span::raw(text::fit(&format!("  {label}"), 20));
            match value {
                Some(v) => Line::from(vec![name, Span::styled(v.to_owned(), t.strong())]),
                None => Line::from(vec![name, Span::styled(format!("- {hint}"), t.quiet())]),
            }
        }
        AboutRow::System(n) => {
            let Some((_, s)) = systems.iter().find(|(m, _)| m == n) else { return Line::default() };
            let words: Vec<&str> =
                [s.purpose.as_str(), &s.vendor, &s.data].into_iter().filter(|w| !w.is_empty()).collect();
            let left = Line::from(vec![
                Span::styled(format!("  {}  ", s.name), t.strong()),
                Span::raw(words.join(", ")),
            ]);
            let role = if s.role.is_empty() { "role not decided".to_owned() } else { s.role.clone() };
            join(left, Line::styled(role, t.accent()), width)
        }
        AboutRow::AddSystem => Line::styled("  + add an AI system", t.accent()),
        AboutRow::Person(n) => {
            let Some((_, p)) = people.iter().find(|(m, _)| m == n) else { return Line::default() };
            Line::raw(format!("  {:<24}{}", p.name, p.role))
        }
        AboutRow::AddPerson => Line::styled("  + add a person", t.accent()),
    })
}
