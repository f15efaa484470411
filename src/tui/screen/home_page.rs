//! How home is drawn: the files that were open with what tells them apart, what else can be done, and beside or below
//! them what the selected row is.

use jiff::civil::Date;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::gaps::more_below;
use super::home::{ACTIONS, Home, Known, RecentFile};
use crate::say;
use crate::tui::keymap::AtHome;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, day, figures};
use crate::work::glance::Glance;

/// Columns of the list where something stands beside it: in a window of 110 columns, and in a wide one.
const LIST: (u16, u16) = (72, 110);

/// Columns of the bar of what is answered.
const BAR: usize = 10;

/// Columns of what an action is called.
const NAME: usize = 27;

/// Rows of what is told below the list, at most.
const BELOW: usize = 6;

/// A line of the list.
enum Part {
    /// The title of what follows.
    Head(&'static str),
    /// A file: its number, and whether it is the second line of it.
    File(usize, bool),
    /// Something else one can do: its number in the list, and in the table of these.
    Action(usize, usize),
}

fn parts(home: &Home, framed: bool) -> Vec<Part> {
    let files = home.recent.len();
    let mut parts = Vec::new();
    if files > 0 {
        parts.extend((!framed).then(|| Part::Head(say!("Your files"))));
        parts.extend((0..files).flat_map(|n| [Part::File(n, false), Part::File(n, true)]));
    }
    if files > 0 || !framed {
        parts.push(Part::Head(say!("Begin")));
    }
    parts.extend((0..ACTIONS.len()).map(|n| Part::Action(files + n, n)));
    parts
}

/// Draws it.
pub(super) fn draw(home: &Home, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
    let headline =
        say!("Where do you stand on {standard}, and what comes next?", standard = shell.bank.names.short);
    pane.line(Span::styled(format!(" {headline}"), shell.theme.strong()));
    if pane.width() >= frame::SIDE {
        return beside(home, shell, pane);
    }
    let parts = parts(home, false);
    let spare = pane.left().saturating_sub(parts.len());
    let below = if spare > 2 { spare.min(BELOW) } else { 0 };
    let height = pane.left() - below;
    let (place, _) = list(home, shell, &parts, &mut pane.part(height.min(parts.len())));
    if below > 0 {
        pane.blank();
        told(home, shell, &mut frame::text_pane(pane));
    }
    place
}

fn beside(home: &Home, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
    let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
    let parts = parts(home, true);
    let (place, below) = list(home, shell, &parts, &mut Pane::new(pane.buffer(), frame::inside(left)));
    let files = home.recent.len();
    let edges = Edges {
        title: if files > 0 { say!("Your files") } else { say!("Begin") }.to_owned(),
        right: if files > 0 { files.to_string() } else { String::new() },
        below_right: more_below(below),
        ..Edges::default()
    };
    frame::frame(shell, pane.buffer(), left, &edges);
    let title = match home.recent.get(home.cursor.at) {
        Some(file) => file.name.clone(),
        None => {
            let action = home.cursor.at.checked_sub(files).and_then(|n| ACTIONS.get(n));
            action.map_or_else(String::new, |(_, title, _)| words::text(title).to_owned())
        }
    };
    let inside = frame::frame(shell, pane.buffer(), right, &Edges { title, ..Edges::default() });
    told(home, shell, &mut Pane::new(pane.buffer(), frame::text_in(inside)));
    place
}

/// The rows; how many lines stand below what is shown.
fn list(home: &Home, shell: &Shell, parts: &[Part], pane: &mut Pane<'_>) -> (Option<Position>, usize) {
    let (height, selected) = (pane.left(), home.cursor.at);
    shell.page.set(height.saturating_sub(1).max(1));
    let is = |part: &Part| match part {
        Part::Head(_) => false,
        Part::File(n, _) | Part::Action(n, _) => *n == selected,
    };
    // The last line of it, so that a row of two lines is seen whole.
    let at = parts.iter().rposition(is).unwrap_or(0);
    let mut top = home.cursor.top_for(at, parts.len(), height);
    let first = parts.iter().position(is).unwrap_or(0);
    top = top.min(first.saturating_sub(usize::from(first == 1)));
    let mut place = None;
    for part in parts.iter().skip(top).take(height) {
        let (n, line) = match part {
            Part::Head(title) => {
                frame::rule(shell, pane, title, "");
                continue;
            }
            Part::File(n, second) => {
                (*n, file(shell, &home.recent[*n], *second, pane.width().saturating_sub(2)))
            }
            Part::Action(n, action) => {
                let (_, title, what) = ACTIONS[*action];
                let title = text::fit(words::text(title), NAME);
                let what = Span::styled(words::text(what), shell.theme.quiet());
                (*n, Line::from(vec![Span::raw(title), what]))
            }
        };
        if n == selected && place.is_none() {
            place = Some(Position { x: pane.column(), y: pane.row() });
        }
        shell.hits.note(pane.next_row(), n, n == selected);
        frame::row(shell, pane, line, n == selected);
    }
    (place, parts.len().saturating_sub(top + height))
}

/// The verdict on a file, as far as it may be shown.
fn verdict(shell: &Shell, told: &Glance) -> String {
    match told.verdict.filter(|_| !shell.hide_scores) {
        Some((class, would_be)) => figures::class(class, would_be),
        None => say!("scores hidden").to_owned(),
    }
}

/// How much of a file is answered.
fn answered(told: &Glance) -> String {
    say!("{done} of {of} answered", done = told.answered, of = told.of)
}

/// A file in two lines: its name and how far it is; its verdict, when it was made and where it is.
fn file(shell: &Shell, file: &RecentFile, second: bool, width: usize) -> Line<'static> {
    let t = shell.theme;
    let quiet = |words: String| Line::from(Span::styled(words, t.quiet()));
    if !second {
        let right = match &file.known {
            Known::NotYet => Line::default(),
            Known::Told(told) => {
                let share = f64::from(told.answered) / f64::from(told.of.max(1));
                let mut spans = t.bar(share, BAR).to_vec();
                spans.push(Span::raw(format!("  {}", answered(told))));
                Line::from(spans)
            }
            Known::Gone => quiet(opened(file, |day| say!("not found, last open {day}", day))),
            Known::Closed => quiet(say!("cannot be read: Enter tells why").to_owned()),
        };
        return join(Line::from(file.name.clone()), right, width);
    }
    let left = match &file.known {
        Known::Told(told) => format!("  {}", verdict(shell, told)),
        Known::Gone => {
            let key = shell.key(AtHome::Forget);
            format!("  {}", say!("{key} takes it off this list", key))
        }
        Known::NotYet | Known::Closed => "  ".to_owned(),
    };
    let made = match &file.known {
        Known::Told(told) => told.made.map(|day| format!("{}, ", say!("made {day}", day = day::whole(day)))),
        _ => None,
    };
    let made = made.unwrap_or_default();
    let room = width.saturating_sub(text::width(&left) + text::width(&made) + 2);
    let place = text::cut_middle(&file.folder, room.max(width / 4));
    join(Line::from(left), quiet(format!("{made}{place}")), width)
}

/// When a file was open last, said by `say`; where that is not known, nothing.
fn opened(file: &RecentFile, say: impl Fn(String) -> String) -> String {
    file.opened.map_or_else(|| say!("not found").to_owned(), |day: Date| say(day::whole(day)))
}

/// What the selected row is: all that is known of a file, and what this program is.
fn told(home: &Home, shell: &Shell, pane: &mut Pane<'_>) {
    let t = shell.theme;
    if let Some(file) = home.recent.get(home.cursor.at) {
        let told = match &file.known {
            Known::Told(told) => Some(told),
            _ => None,
        };
        let state = match &file.known {
            Known::Told(told) => format!("{}, {}", verdict(shell, told), answered(told)),
            Known::Gone => {
                say!("It is not found there. It may have been moved, or a stick is not in.").to_owned()
            }
            Known::Closed => say!("It cannot be read.").to_owned(),
            Known::NotYet => say!("It is being looked at.").to_owned(),
        };
        let facts = [
            (say!("Place"), file.place.clone()),
            (say!("State"), state),
            (say!("For"), told.map(|t| t.organisation.clone()).unwrap_or_default()),
            (say!("Made"), told.and_then(|t| t.made).map(day::whole).unwrap_or_default()),
            (say!("Last open"), file.opened.map(day::whole).unwrap_or_default()),
        ];
        frame::facts(shell, pane, &facts);
        if pane.left() > 0 {
            pane.blank();
        }
    }
    pane.paragraph(
        say!(
            "Plain questions, one key an answer: an hour for a first picture, half a day for all of it. You get \
             a verdict, a ranked gap list and a roadmap."
        ),
        t.text(),
        4,
    );
    pane.paragraph(
        say!(
            "Answers stay in one file on this machine; nothing is sent anywhere. Indicative; not legal advice; \
             not certification."
        ),
        t.quiet(),
        4,
    );
}
