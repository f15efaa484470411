//! The screens: what fills the terminal between header and footer. They read the program's state and
//! draw; they change nothing and know neither files nor clocks.

mod about;
mod backups;
mod gaps;
mod history;
mod home;
mod lists;
mod outline;
mod question;
mod quick;
mod reading;
mod results;
mod roadmap;
mod room;
mod xray;

use super::keymap::OnScreen;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::app::{App, Screen};
use super::pane::{Cursor, Pane};

pub use reading::details;

/// Draws the screen; where the terminal's cursor belongs.
pub fn draw(app: &App, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let mut pane = Pane::new(buf, area);
    if app.shell.screen == Screen::Quick {
        return quick::draw(app, &mut pane);
    }
    if app.shell.screen == Screen::Backups {
        return backups::draw(app, &mut pane);
    }
    let Some(desk) = app.desk.as_ref().filter(|_| app.shell.screen != Screen::Home) else {
        return home::draw(app, &mut pane);
    };
    let hidden = matches!(app.shell.screen, Screen::Results | Screen::Gaps | Screen::Roadmap | Screen::Xray);
    if app.shell.hide_scores && hidden {
        pane.blank();
        pane.line(Span::styled("Scores are hidden while people vote.", app.shell.theme.strong()));
        pane.line(format!("{} shows them again.", app.shell.key(OnScreen::HideScores)));
        return None;
    }
    match app.shell.screen {
        Screen::Home | Screen::Quick | Screen::Backups => None,
        Screen::Outline => outline::draw(app, desk, &mut pane),
        Screen::Question => question::draw(app, desk, buf, area),
        Screen::Room => room::draw(app, desk, &mut pane),
        Screen::Results => results::draw(app, desk, &mut pane),
        Screen::Gaps => gaps::draw(app, desk, &mut pane),
        Screen::Roadmap => roadmap::draw(app, desk, &mut pane),
        Screen::Lists => lists::draw(app, desk, &mut pane),
        Screen::History => history::draw(app, desk, &mut pane),
        Screen::About => about::draw(app, desk, &mut pane),
        Screen::Xray => xray::draw(app, desk, &mut pane),
    }
}

/// A list of one-line rows that fills the pane and keeps the selected row in it. `row` gives the line.
fn list<'a>(
    app: &App,
    pane: &mut Pane<'_>,
    cursor: &Cursor,
    len: usize,
    mut row: impl FnMut(usize, usize) -> Line<'a>,
) -> Option<Position> {
    let height = pane.left();
    app.shell.page.set(height.saturating_sub(1).max(1));
    let top = cursor.top(len, height);
    let mut place = None;
    for n in (top..len).take(height) {
        if n == cursor.at {
            place = Some(Position { x: pane.column(), y: pane.row() });
        }
        app.shell.hits.note(pane.next_row(), n, n == cursor.at);
        let mark = if n == cursor.at { "> " } else { "  " };
        let mut line = row(n, pane.width().saturating_sub(2));
        line.spans.insert(0, Span::raw(mark));
        if n == cursor.at {
            pane.selected(line, app.shell.theme.selected());
        } else {
            pane.line(line);
        }
    }
    place
}

/// "1 row" and "2 rows".
fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
