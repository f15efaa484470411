//! Panes with a title: a frame around a list and one around what is told of its selected row beside it, or titled rules
//! where a window is too narrow for both. Knows nothing of what stands in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;

/// Columns of a screen from which its list has the detail beside it: those of a terminal of 110 with its margins.
pub(super) const SIDE: usize = 108;

/// Columns from which there is room for what a narrower window leaves to the keys.
pub(super) const WIDE: usize = 148;

/// Least columns of the detail beside a list.
const DETAIL: usize = 38;

/// What stands in the edges of a frame; each may be empty.
#[derive(Default)]
pub(super) struct Edges {
    /// At the left of the upper edge.
    pub title: String,
    /// At its right.
    pub right: String,
    /// At the left of the lower edge.
    pub below: String,
    /// At its right.
    pub below_right: String,
}

/// The corners and lines of a frame.
struct Ink {
    top: (&'static str, &'static str),
    middle: (&'static str, &'static str),
    bottom: (&'static str, &'static str),
    side: &'static str,
    line: &'static str,
}

const fn ink(shell: &Shell) -> Ink {
    if shell.theme.ascii {
        Ink { top: ("+", "+"), middle: ("+", "+"), bottom: ("+", "+"), side: "|", line: "-" }
    } else {
        Ink {
            top: ("\u{256d}", "\u{256e}"),
            middle: ("\u{251c}", "\u{2524}"),
            bottom: ("\u{2570}", "\u{256f}"),
            side: "\u{2502}",
            line: "\u{2500}",
        }
    }
}

/// The list and the detail side by side; the list takes `narrow` columns, and `wide` where the window has them.
pub(super) fn side_by_side(area: Rect, narrow: u16, wide: u16) -> (Rect, Rect) {
    let detail = DETAIL as u16;
    let list = if usize::from(area.width) >= WIDE { wide.min(area.width - detail) } else { narrow };
    let list = list.min(area.width.saturating_sub(detail));
    (Rect { width: list, ..area }, Rect { x: area.x + list, width: area.width - list, ..area })
}

/// One edge: a line between two corners with a title at its left and something at its right, which gives way first.
fn edge(shell: &Shell, width: usize, corners: (&str, &str), title: &str, right: &str) -> Line<'static> {
    let (t, line) = (shell.theme, ink(shell).line);
    let room = width.saturating_sub(4);
    let title = text::cut(title, room.saturating_sub(4));
    // A line, and blanks around what stands in it.
    let around = |words: &str| if words.is_empty() { 0 } else { text::width(words) + 2 };
    let left = room.saturating_sub(around(&title));
    let right = if left > 6 { text::cut(right, left - 2) } else { String::new() };
    let fill = (room + 2).saturating_sub(around(&title) + around(&right));
    let quiet = |words: String| Span::styled(words, t.quiet());
    let mut spans = vec![quiet(format!("{}{line}", corners.0))];
    if !title.is_empty() {
        spans.push(Span::styled(format!(" {title} "), t.accent().patch(t.strong())));
    }
    spans.push(quiet(line.repeat(fill.saturating_sub(2))));
    if !right.is_empty() {
        spans.push(Span::styled(format!(" {right} "), t.quiet()));
    }
    spans.push(quiet(format!("{line}{}", corners.1)));
    Line::from(spans)
}

/// Draws a frame along the edge of this part of the screen; what is inside.
pub(super) fn frame(shell: &Shell, buf: &mut Buffer, area: Rect, edges: &Edges) -> Rect {
    let (ink, width) = (ink(shell), usize::from(area.width));
    if area.height < 2 || width < 4 {
        return Rect { height: 0, ..area };
    }
    let row = |y: u16| Rect { y: area.y + y, height: 1, ..area };
    Pane::new(buf, row(0)).line(edge(shell, width, ink.top, &edges.title, &edges.right));
    let bottom = edge(shell, width, ink.bottom, "", &edges.below_right);
    Pane::new(buf, row(area.height - 1)).line(bottom);
    if !edges.below.is_empty() {
        let words = text::cut(&edges.below, width.saturating_sub(text::width(&edges.below_right) + 9));
        let place = Rect { x: area.x + 2, width: area.width - 4, ..row(area.height - 1) };
        Pane::new(buf, place).line(Span::styled(format!(" {words} "), shell.theme.quiet()));
    }
    for y in 1..area.height - 1 {
        for x in [area.x, area.right() - 1] {
            // An edge that was drawn through the frame stays.
            if buf.cell((x, area.y + y)).is_some_and(|cell| cell.symbol() != " ") {
                continue;
            }
            Pane::new(buf, Rect { x, width: 1, ..row(y) }).line(Span::styled(ink.side, shell.theme.quiet()));
        }
    }
    inside(area)
}

/// What is inside a frame along the edge of this part of the screen.
pub(super) const fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Draws an edge through a frame, in the row in which its text has its next line.
pub(super) fn divider(shell: &Shell, inside: &mut Pane<'_>, title: &str, right: &str) {
    across(shell, inside, 2, title, right);
}

/// The same in the row in which its list has its next line, which begins beside the frame.
pub(super) fn list_divider(shell: &Shell, inside: &mut Pane<'_>, title: &str) {
    across(shell, inside, 1, title, "");
}

fn across(shell: &Shell, inside: &mut Pane<'_>, margin: u16, title: &str, right: &str) {
    let row = inside.next_row();
    let outer = Rect { x: row.x.saturating_sub(margin), width: row.width + 2 * margin, ..row };
    let line = edge(shell, usize::from(outer.width), ink(shell).middle, title, right);
    Pane::new(inside.buffer(), outer).line(line);
    inside.blank();
}

/// A rule with a title over the whole width.
pub(super) fn rule(shell: &Shell, pane: &mut Pane<'_>, title: &str, right: &str) {
    let line = ink(shell).line;
    let line = edge(shell, pane.width(), (line, line), title, right);
    pane.line(line);
}

/// The inside of a frame without the columns of the marker: for text.
pub(super) fn text_in(inside: Rect) -> Rect {
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

/// What is left of a pane, without the columns of the marker.
pub(super) fn text_pane<'p>(pane: &'p mut Pane<'_>) -> Pane<'p> {
    let area = text_in(pane.rest());
    Pane::new(pane.buffer(), area)
}

/// A row of a list with its marker; the selected one is marked over its whole width.
pub(super) fn row(shell: &Shell, pane: &mut Pane<'_>, mut line: Line<'_>, selected: bool) {
    let mark = match (selected, shell.theme.ascii) {
        (false, _) => "  ",
        (true, true) => "> ",
        (true, false) => "\u{258c} ",
    };
    line.spans.insert(0, Span::raw(mark));
    if selected {
        pane.selected(line, shell.theme.selected());
    } else {
        pane.line(line);
    }
}

/// Labelled texts one below the other, each in a column of its own. What has no room is left out from the end, and the
/// last line that is shown then says so. Empty texts are left out.
pub(super) fn facts(shell: &Shell, pane: &mut Pane<'_>, facts: &[(&'static str, String)]) {
    let t = shell.theme;
    let told: Vec<&(&str, String)> = facts.iter().filter(|(_, words)| !words.is_empty()).collect();
    let column = text::widest(told.iter().map(|(label, _)| *label)).max(9) + 1;
    let room = pane.width().saturating_sub(column).max(1);
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (label, words) in told {
        for (n, line) in text::wrap(words, room).into_iter().enumerate() {
            lines.push((if n == 0 { label } else { "" }, line));
        }
    }
    let most = pane.left();
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some((_, last)) = lines.last_mut().filter(|_| cut) {
        *last = text::cut(&format!("{last} \u{2026}\u{2026}"), room.min(text::width(last) + 2));
    }
    for (label, line) in lines {
        let label = Span::styled(text::fit(label, column), t.accent());
        pane.line(Line::from(vec![label, Span::styled(line, t.text())]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{Look, Theme};

    fn shell() -> Shell {
        let theme = Theme { look: Look::Standard, ascii: false };
        Shell::new(crate::bank::embedded().unwrap(), theme, jiff::civil::date(2026, 11, 23), "")
    }

    #[test]
    fn an_edge_is_as_wide_as_asked_whatever_stands_in_it() {
        let shell = shell();
        for (width, title, right) in [
            (80, "48 gaps", "18 open"),
            (20, "A long title that does not fit", "x"),
            (40, "", "more"),
            (12, "", ""),
        ] {
            let line = edge(&shell, width, ("<", ">"), title, right).to_string();
            assert_eq!(text::width(&line), width, "{line}");
            assert!(line.starts_with('<') && line.ends_with('>'));
        }
    }

    #[test]
    fn what_has_no_room_is_said_to_be_missing() {
        let shell = shell();
        let all =
            [("Do", "Write the page".to_owned()), ("", String::new()), ("Why", "It is asked for".to_owned())];
        for (rows, whole) in [(2, true), (1, false)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, rows));
            facts(&shell, &mut Pane::new(&mut buf, Rect::new(0, 0, 40, rows)), &all);
            let seen: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert_eq!(seen.contains("It is asked for") && !seen.contains('\u{2026}'), whole, "{seen}");
        }
    }
}
