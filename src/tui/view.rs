//! The whole picture: header, screen, message, footer, dialogs. Takes the program's state and changes
//! nothing.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::app::{App, Screen, Tone};
use super::keymap::{BINDINGS, Command};
use super::pane::{Pane, join};
use super::{dialog, screen};
use crate::model::text;
use crate::session::Saving;

/// The smallest terminal everything is readable in.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(frame, area);
    }
    frame.buffer_mut().set_style(area, app.theme.text());
    let row = |y| Rect { y, height: 1, ..area };
    Pane::new(frame.buffer_mut(), row(0)).line(header(app, usize::from(area.width)));
    Pane::new(frame.buffer_mut(), row(1))
        .line(Span::styled(app.theme.rule(usize::from(area.width)), app.theme.quiet()));
    let body = Rect { x: 1, y: 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let mut cursor = screen::draw(app, frame.buffer_mut(), body);
    let last = area.height.saturating_sub(1);
    Pane::new(frame.buffer_mut(), Rect { x: 1, y: last.saturating_sub(1), width: body.width, height: 1 })
        .line(message(app));
    Pane::new(frame.buffer_mut(), row(last)).line(footer(app, usize::from(area.width)));
    for d in &app.dialogs {
        cursor = dialog::draw::draw(app, d, frame.buffer_mut(), area).or(cursor);
    }
    if let Some(Position { x, y }) = cursor {
        frame.set_cursor_position((x.min(area.width.saturating_sub(1)), y.min(last)));
    }
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let mut pane = Pane::new(frame.buffer_mut(), area);
    let words = format!(
        "Terminal too small: {}x{}, needs {}x{}. Everything is saved; Ctrl-Q quits.",
        area.width, area.height, SMALLEST.0, SMALLEST.1
    );
    pane.paragraph(&words, ratatui::style::Style::new(), usize::from(area.height));
}

fn header(app: &App, width: usize) -> Line<'static> {
    let t = app.theme;
    let mut left = vec![Span::styled(" Clausewise", t.accent().patch(t.strong()))];
    let mut right = Vec::new();
    if let Some(work) = app.work.as_ref().filter(|_| app.screen != Screen::Home) {
        left.push(Span::raw(format!("  {}", text::clean_line(work.s.assessment().organisation()))));
        left.push(Span::styled(format!("  {}", app.screen.word()), t.quiet()));
        if app.hide_scores {
            right.push(Span::styled("scores hidden  ", t.warning()));
        } else {
            right.push(Span::styled(format!("{}  ", work.verdict.class.words()), t.strong()));
        }
        let c = &work.scores.all.counts;
        right.push(Span::raw(format!("{} of {} answered  ", c.total() - c.open, c.total())));
        let parked = work.s.assessment().parked().iter().filter(|(_, p)| !p.closed).count();
        if parked > 0 {
            right.push(Span::raw(format!("{parked} parked  ")));
        }
        right.push(match (&work.s.read_only, &work.saving) {
            (Some(_), _) => Span::styled("READ ONLY ", t.warning()),
            (None, Saving::Saved) => Span::styled("saved ", t.quiet()),
            (None, Saving::Saving) => Span::styled("saving ", t.quiet()),
            (None, Saving::NotSaved(_)) => Span::styled("NOT SAVED ", t.warning()),
        });
    }
    join(Line::from(left), Line::from(right), width)
}

fn message(app: &App) -> Line<'static> {
    if let Some(work) = &app.work
        && let Saving::NotSaved(why) = &work.saving
    {
        return Line::styled(format!("NOT SAVED: {why}"), app.theme.warning());
    }
    match &app.message {
        Some((Tone::Done, words)) => Line::styled(words.clone(), app.theme.accent()),
        Some((Tone::Warning, words)) => Line::styled(format!("! {words}"), app.theme.warning()),
        None => Line::default(),
    }
}

/// The keys worth knowing here, as many as fit; the runnable list is always the last.
fn footer(app: &App, width: usize) -> Line<'static> {
    let t = app.theme;
    let hint = |key: String, word: &str| {
        [Span::styled(format!(" {key}"), t.strong()), Span::styled(format!(" {word} "), t.quiet())]
    };
    if let Some(d) = app.dialogs.last() {
        let keys: &[(&str, &str)] = dialog::draw::keys(d);
        return Line::from(keys.iter().flat_map(|(k, w)| hint((*k).to_owned(), w)).collect::<Vec<_>>());
    }
    let help = hint("F1".into(), "all keys");
    let mut left = width.saturating_sub(help.iter().map(Span::width).sum());
    let mut spans = Vec::new();
    for context in app.contexts() {
        for b in BINDINGS.iter().filter(|b| b.context == *context && !b.footer.is_empty()) {
            let shown = b.command != Command::Help && app.unavailable(b.command).is_none();
            let part = hint(b.key_name(), b.footer);
            let w: usize = part.iter().map(Span::width).sum();
            if shown && w <= left {
                left -= w;
                spans.extend(part);
            }
        }
    }
    spans.extend(help);
    Line::from(spans)
}
