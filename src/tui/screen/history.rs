//! All changes, newest first: when, who, what was, what is.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Desk};
use super::super::keymap::OnScreen;
use super::super::pane::Pane;
use crate::model::text;

/// From this width on, everything stands in columns.
const WIDE: usize = 76;

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let events = desk.work.session().events();
    let words = format!(
        "{} changes, newest first (times in UTC). {} takes the last one back.",
        events.len(),
        app.shell.key(OnScreen::Undo)
    );
    pane.line(Span::styled(words, t.quiet()));
    pane.blank();
    super::list(app, pane, &desk.history, events.len(), |n, width| {
        let e = &events[events.len() - 1 - n];
        let change = desk.told(n);
        let what = match (e.undoes, e.redoes) {
            (Some(_), _) => format!("undo of {}", e.what),
            (_, Some(_)) => format!("redo of {}", e.what),
            _ => e.what.clone(),
        };
        let time: String = e.time.chars().take(16).collect::<String>().replace('T', " ");
        let time = Span::styled(format!("{time}  "), t.quiet());
        if width < WIDE {
            // What changed matters more than columns.
            let at = if e.at.is_empty() { String::new() } else { format!(" {}", e.at) };
            let what = Span::raw(format!("{}{at}: ", text::shown(&what, 14)));
            return Line::from(vec![time, what, Span::styled(change, t.accent())]);
        }
        Line::from(vec![
            time,
            Span::raw(format!("{:<10} ", text::shown(&e.by, 10))),
            Span::raw(format!("{} {:<10} ", crate::tui::text::fit(&what, 14), e.at)),
            Span::styled(change, t.accent()),
        ])
    })
}
