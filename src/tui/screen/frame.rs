//! Panes with a title, of the edges in [`edge`]: a frame around a list and one around what is told of its selected row
//! beside it, or titled rules where a window is too narrow for both. Knows nothing of what stands in them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::edge::{self, Edge};
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::page::Labelled;

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

/// The list and the detail side by side; the list takes `narrow` columns, and `wide` where the window has them.
pub(super) fn side_by_side(area: Rect, narrow: u16, wide: u16) -> (Rect, Rect) {
    let detail = DETAIL as u16;
    let list = if usize::from(area.width) >= WIDE { wide.min(area.width - detail) } else { narrow };
    let list = list.min(area.width.saturating_sub(detail));
    (Rect { width: list, ..area }, Rect { x: area.x + list, width: area.width - list, ..area })
}

/// Draws a frame along the edge of this part of the screen; what is inside.
pub(super) fn frame(shell: &Shell, buf: &mut Buffer, area: Rect, edges: &Edges) -> Rect {
    let (t, width) = (shell.theme, usize::from(area.width));
    if area.height < 2 || width < 4 {
        return Rect { height: 0, ..area };
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    edge::draw_edge(t, Edge::Top, buf, Rect { height: 1, ..area }, &edges.title, &edges.right);
    edge::draw_edge(t, Edge::Bottom, buf, last, "", &edges.below_right);
    if !edges.below.is_empty() {
        let words = text::cut(&edges.below, width.saturating_sub(text::width(&edges.below_right) + 9));
        let place = Rect { x: area.x + 2, width: area.width - 4, ..last };
        Pane::new(buf, place).line(Span::styled(format!(" {words} "), t.quiet()));
    }
    edge::sides(t, buf, area);
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
    edge::draw_edge(shell.theme, Edge::Between, inside.buffer(), outer, title, right);
    inside.blank();
}

/// A rule with a title over the whole width.
pub(super) fn rule(shell: &Shell, pane: &mut Pane<'_>, title: &str, right: &str) {
    pane.line(edge::edge(shell.theme, Edge::Rule, pane.width(), title, right));
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

/// Columns of the marker before a row.
const MARKER: u16 = 2;

/// A row of a list with its marker; the selected one is marked over its whole width.
pub(super) fn row(shell: &Shell, pane: &mut Pane<'_>, mut line: Line<'_>, selected: bool) {
    let mark = if selected { edge::marker(shell.theme) } else { " " };
    line.spans.insert(0, Span::raw(format!("{mark} ")));
    if selected {
        pane.selected(line, shell.theme.selected());
    } else {
        pane.line(line);
    }
}

/// As [`row`], where the chart at its end, of so many columns, keeps its colours: a bar whose colour is turned round is a
/// hole in the selection.
pub(super) fn row_with_chart(
    shell: &Shell,
    pane: &mut Pane<'_>,
    line: Line<'static>,
    selected: bool,
    chart: usize,
) {
    let (area, drawn) = (pane.next_row(), line.clone());
    row(shell, pane, line, selected);
    if !selected {
        return;
    }
    let columns = area.width.saturating_sub(u16::try_from(chart).unwrap_or(u16::MAX));
    let mut x = area.x.saturating_add(MARKER);
    for span in drawn.spans {
        for grapheme in span.styled_graphemes(shell.theme.text()) {
            let wide = u16::try_from(text::width(grapheme.symbol)).unwrap_or(0);
            let inside = x >= area.x.saturating_add(columns) && x < area.right();
            if let Some(cell) = pane.buffer().cell_mut((x, area.y)).filter(|_| inside && area.height > 0) {
                cell.set_style(Style::reset().patch(shell.theme.text()).patch(grapheme.style));
            }
            x = x.saturating_add(wide);
        }
    }
}

/// Columns of the labels.
fn labels(facts: &[Labelled]) -> usize {
    text::widest(facts.iter().filter(|(_, words)| !words.is_empty()).map(|(label, _)| *label)).max(9) + 1
}

/// Whether labelled texts have room in what is left of a pane.
pub(super) fn have_room(facts: &[Labelled], pane: &Pane<'_>) -> bool {
    let room = pane.width().saturating_sub(labels(facts)).max(1);
    let told = facts.iter().filter(|(_, words)| !words.is_empty());
    told.map(|(_, words)| text::wrap(words, room).len()).sum::<usize>() <= pane.left()
}

/// As [`facts`], where each text has a line as long as there are lines, and those that come first have the rest.
pub(super) fn each_fact(shell: &Shell, pane: &mut Pane<'_>, facts: &[Labelled]) {
    tell(shell, pane, facts, true);
}

/// Labelled texts one below the other, each in a column of its own. What has no room is left out from the end, and the
/// last line that is shown then says so. Empty texts are left out.
pub(super) fn facts(shell: &Shell, pane: &mut Pane<'_>, facts: &[Labelled]) {
    tell(shell, pane, facts, false);
}

/// How many lines such texts take in so many columns.
pub(super) fn lines(facts: &[Labelled], width: usize) -> usize {
    let room = width.saturating_sub(labels(facts)).max(1);
    facts.iter().filter(|(_, words)| !words.is_empty()).map(|(_, words)| text::wrap(words, room).len()).sum()
}

fn tell(shell: &Shell, pane: &mut Pane<'_>, facts: &[Labelled], each: bool) {
    let t = shell.theme;
    let told: Vec<&Labelled> = facts.iter().filter(|(_, words)| !words.is_empty()).collect();
    let column = labels(facts);
    let room = pane.width().saturating_sub(column).max(1);
    for (n, (label, words)) in told.iter().enumerate() {
        let behind = told.len() - n - 1;
        let lines = text::wrap(words, room);
        let most = pane.left().saturating_sub(if each { behind } else { 0 }).max(pane.left().min(1));
        let mine = lines.len().min(most);
        // What is left out behind the last one is missed, too.
        let cut = lines.len() > mine || mine == pane.left() && behind > 0;
        for (n, mut line) in lines.into_iter().take(mine).enumerate() {
            if cut && n + 1 == mine {
                line = text::cut(&format!("{line} \u{2026}\u{2026}"), room.min(text::width(&line) + 2));
            }
            let label = Span::styled(text::fit(if n == 0 { label } else { "" }, column), t.accent());
            pane.line(Line::from(vec![label, Span::styled(line, t.text())]));
        }
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
