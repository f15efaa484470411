//! How many clients are drawn: a table or a heat map of them, with what the selected one is beside or below it.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

pub use super::client_rows::ClientRow;
use super::client_rows::{Columns, is_shown};
use super::frame::{self, Edges};
use super::more_below;
use crate::model::portfolio::{Client, Order, Part, Portfolio, Unread};
use crate::model::{Class, Status};
use crate::say;
use crate::tui::keymap::InPortfolio;
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::page::Labelled;
use crate::words::{Word as _, day, portfolio as words};

/// Columns of the list where something stands beside it.
const LIST: u16 = 132;

/// Rows of the frame and of the signs beside the parts of a client.
const SIGNS: usize = 5;

/// Rows of the list above what is told of its row, at least, and rows of parts that are worth it.
const LEAST_LIST: usize = 10;
const LEAST_PARTS: usize = 16;

/// Rows of what is told below the list, at most.
const BELOW: usize = 4;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Clients with this verdict.
    Verdict(Class),
    /// What could not be read.
    Unread,
}

/// What is drawn: the rows of a folder, and which is selected.
pub(super) struct Seen<'c> {
    /// What is in the folder; none as long as it is read.
    pub all: Option<&'c Portfolio>,
    /// The rows as they are shown.
    pub rows: &'c [ClientRow],
    /// Selection.
    pub cursor: &'c Cursor,
    /// Files read and files there are, while it is read.
    pub progress: (usize, usize),
    /// In which order clients stand.
    pub order: Order,
    /// Which of them are shown.
    pub only: Only,
    /// Whether the heat map is shown in place of the table.
    pub heat: bool,
}

impl<'c> Seen<'c> {
    /// The selected client.
    pub(super) fn client(&self) -> Option<&'c Client> {
        match self.rows.get(self.cursor.at)? {
            ClientRow::Client(n) => self.all?.clients.get(*n),
            ClientRow::Unread(_) => None,
        }
    }

    /// What could not be read and is selected.
    pub(super) fn unread(&self) -> Option<&'c Unread> {
        match self.rows.get(self.cursor.at)? {
            ClientRow::Unread(n) => self.all?.unread.get(*n),
            ClientRow::Client(_) => None,
        }
    }
}

impl Only {
    /// What is shown, in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => say!("all"),
            Self::Verdict(class) => class.word(),
            Self::Unread => say!("what could not be read"),
        }
    }
}

/// Draws it.
pub(super) fn draw(clients: &Seen<'_>, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
    let Some(all) = clients.all else {
        reading(clients, shell, pane);
        return None;
    };
    let t = shell.theme;
    pane.paragraph(&words::summary(all), t.strong(), 2);
    if all.clients.is_empty() && all.unread.is_empty() {
        pane.paragraph(words::where_they_are(), t.text(), 3);
        return None;
    }
    if pane.width() >= frame::WIDE {
        let (left, right) = frame::side_by_side(pane.rest(), LIST, LIST);
        let place = list(clients, all, shell, pane, left);
        let mut inside = framed(shell, pane, right, selected(clients), "");
        told_of(clients, shell, &mut inside);
        beside(clients, all, shell, &mut inside, true);
        return place;
    }
    let parts = all.standards.iter().map(|s| s.parts.len()).max().unwrap_or(0) + SIGNS;
    let tall = pane.width() >= frame::SIDE && pane.left() >= parts.min(LEAST_PARTS) + LEAST_LIST;
    // With its frame, head and marks a list needs four rows; what is told of a row comes below it.
    let below =
        if tall { parts.min(pane.left() - LEAST_LIST) } else { BELOW.min(pane.left().saturating_sub(8)) };
    let area = Rect { height: u16::try_from(pane.left() - below).unwrap_or(u16::MAX), ..pane.rest() };
    let place = list(clients, all, shell, pane, area);
    pane.down_to(below);
    if tall {
        let rest = pane.rest();
        let left = Rect { width: rest.width / 2, ..rest };
        let right = Rect { x: rest.x + left.width, width: rest.width - left.width, ..rest };
        told_of(clients, shell, &mut framed(shell, pane, left, selected(clients), ""));
        let parts = clients.client().is_some_and(|c| is_shown(shell, c));
        let heads = if parts { (say!("Readiness that is sure"), "%") } else { ("", "") };
        beside(clients, all, shell, &mut framed(shell, pane, right, heads.0.to_owned(), heads.1), false);
    } else if below > 0 {
        frame::facts(shell, &mut frame::text_pane(pane), &in_short(clients, all, shell));
    }
    place
}

/// What the selected row is called.
fn selected(clients: &Seen<'_>) -> String {
    let title = clients.client().map(|c| c.name().to_owned());
    title.or_else(|| clients.unread().map(|u| u.file.clone())).unwrap_or_default()
}

/// The inside of a frame with this title.
fn framed<'p>(shell: &Shell, pane: &'p mut Pane<'_>, area: Rect, title: String, right: &str) -> Pane<'p> {
    let edges = Edges { title, right: right.to_owned(), ..Edges::default() };
    let inside = frame::frame(shell, pane.buffer(), area, &edges);
    Pane::new(pane.buffer(), frame::text_in(inside))
}

/// How far the reading is.
fn reading(clients: &Seen<'_>, shell: &Shell, pane: &mut Pane<'_>) {
    let (done, of) = clients.progress;
    let share = done as f64 / of.max(1) as f64;
    pane.line(Span::styled(say!("Reading {done} of {n|file|files}", done, n = of), shell.theme.strong()));
    let width = pane.width().min(60);
    pane.line(Line::from(shell.theme.bar(share, width).to_vec()));
    pane.paragraph(say!("Each is verified and left as it is. Esc stops."), shell.theme.quiet(), 2);
}

/// The list in its frame.
fn list(
    clients: &Seen<'_>,
    all: &Portfolio,
    shell: &Shell,
    pane: &mut Pane<'_>,
    area: Rect,
) -> Option<Position> {
    let rows = clients.rows;
    let inside = frame::inside(area);
    let mut body = Pane::new(pane.buffer(), inside);
    let width = body.width().saturating_sub(2);
    let columns = Columns::of((clients.rows, clients.heat), all, width);
    for line in columns.heads(shell) {
        body.line(line);
    }
    let height = body.left();
    shell.page.set(height.saturating_sub(1).max(1));
    let top = clients.cursor.top(rows.len(), height);
    let mut place = None;
    for (n, row) in rows.iter().enumerate().skip(top).take(height) {
        let selected = n == clients.cursor.at;
        if selected {
            place = Some(Position { x: body.column(), y: body.row() });
        }
        shell.hits.note(body.next_row(), n, selected);
        let line = match row {
            ClientRow::Client(c) => columns.row(shell, &all.clients[*c]),
            ClientRow::Unread(u) => {
                let u = &all.unread[*u];
                let why = Span::styled(say!("could not be read").to_owned(), shell.theme.warning());
                let name = text::fit(&text::cut_middle(&u.file, columns.name), columns.name + 2);
                Line::from(vec![Span::raw(name), why])
            }
        };
        let chart = if matches!(row, ClientRow::Client(_)) { columns.chart() } else { 0 };
        if chart > 0 {
            frame::row_with_chart(shell, &mut body, line, selected, chart);
        } else {
            frame::row(shell, &mut body, line, selected);
        }
    }
    if rows.is_empty() {
        body.line(Span::styled(say!("Nothing of this kind."), shell.theme.quiet()));
    }
    let title = match clients.only {
        Only::All => clients.order.word().to_owned(),
        only => say!("only {which}, {order}", which = only.word(), order = clients.order.word()),
    };
    let right =
        if rows.is_empty() { String::new() } else { format!("{}/{}", clients.cursor.at + 1, rows.len()) };
    let below = rows.len().saturating_sub(top + height);
    frame::frame(
        shell,
        pane.buffer(),
        area,
        &Edges { title, right, below_right: more_below(below), ..Edges::default() },
    );
    place
}

/// All that is told of a client, scores or not.
pub(super) fn facts(c: &Client) -> Vec<Labelled> {
    vec![
        (say!("File"), c.file.clone()),
        (say!("Verdict"), words::verdict(c)),
        (say!("Readiness"), words::readiness(c)),
        (say!("Counts"), words::counts(c)),
        (
            say!("Answered"),
            say!("{n} of {of} checks", n = c.all.checks_answered, of = c.all.checks_applicable),
        ),
        (
            say!("Evidence"),
            say!(
                "{n|check|checks} claimed, {named} with evidence named, {seen} seen",
                n = c.evidence.claimed,
                named = c.evidence.named,
                seen = c.evidence.seen
            ),
        ),
        (say!("Blocks"), words::blocker(c)),
        (say!("Target"), words::target(c)),
        (say!("Changed"), words::changed(c)),
    ]
}

/// What may be told of a client on the screen.
pub(super) fn told(c: &Client, hidden: bool) -> Vec<Labelled> {
    if hidden || c.hidden {
        return vec![
            (say!("File"), c.file.clone()),
            (say!("Scores"), say!("hidden while people vote").to_owned()),
            (say!("Target"), words::target(c)),
            (say!("Changed"), words::changed(c)),
        ];
    }
    facts(c).into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

/// The parts of a client: the part, its id and title, the figure.
pub(super) fn parts<'p>(all: &'p Portfolio, c: &'p Client) -> Vec<(&'p Part, String, String)> {
    let standard = all.standards.get(c.standard);
    let named = standard.iter().flat_map(|s| &s.parts).zip(&c.parts);
    named.map(|((id, title), part)| (part, format!("{id} {title}"), words::part(part))).collect()
}

/// What is told of the selected row.
fn told_of(clients: &Seen<'_>, shell: &Shell, pane: &mut Pane<'_>) {
    if let Some(u) = clients.unread() {
        pane.paragraph(&u.why, shell.theme.text(), 8);
    } else if let Some(c) = clients.client() {
        frame::facts(shell, pane, &told(c, !is_shown(shell, c)));
    }
}

/// The parts of the selected client with their bars; below what is told of it where they share a frame.
fn beside(clients: &Seen<'_>, all: &Portfolio, shell: &Shell, pane: &mut Pane<'_>, shared: bool) {
    let t = shell.theme;
    let Some(c) = clients.client() else { return };
    let parts = parts(all, c);
    if !is_shown(shell, c) || pane.left() < 4 || parts.is_empty() {
        return;
    }
    if shared {
        frame::divider(shell, pane, say!("Readiness that is sure"), "%");
    }
    let bar = (pane.width() / 4).min(24);
    let name = pane.width().saturating_sub(bar + 6);
    for (part, title, figure) in parts {
        let mut spans = vec![Span::raw(format!("{} ", text::fit(&title, name)))];
        let shown = part.status != Status::NotApplicable;
        spans.extend(t.bar(f64::from(if shown { part.low } else { 0.0 }) / 100.0, bar));
        spans.push(Span::styled(format!(" {figure:>4}"), t.status(part.status)));
        pane.line(Line::from(spans));
    }
    let signs = words::signs();
    if pane.left() > text::wrap(&signs, pane.width()).len() {
        pane.blank();
        pane.paragraph(&signs, t.quiet(), 4);
    }
}

/// What is told of the selected row below the list.
fn in_short(clients: &Seen<'_>, all: &Portfolio, shell: &Shell) -> Vec<Labelled> {
    if let Some(u) = clients.unread() {
        return vec![(say!("Not read"), u.why.clone())];
    }
    let Some(c) = clients.client() else { return Vec::new() };
    if !is_shown(shell, c) {
        return told(c, true);
    }
    if clients.heat {
        return vec![(say!("Signs"), words::signs()), (say!("Gaps"), words::gaps(all, c))];
    }
    let key = shell.key(InPortfolio::Details);
    let blocks = match c.target {
        Some(day) => say!("{blocker}; target {day}", blocker = words::blocker(c), day = day::whole(day)),
        None => words::blocker(c),
    };
    vec![
        (say!("Blocks"), blocks),
        (
            say!("File"),
            say!("{file}, changed {day}; {key} tells all", file = c.file, day = words::changed(c), key),
        ),
        (say!("Verdict"), format!("{}, {}", words::verdict(c), words::counts(c))),
        (
            say!("Answered"),
            say!("{n} of {of} checks", n = c.all.checks_answered, of = c.all.checks_applicable),
        ),
    ]
}
