//! Panes with titles: a frame where there is room for one, else a rule over the full width. Also the signs that
//! mark a selected row and what lies above and below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::pane::shorten;
use crate::tui::text;
use crate::tui::theme::Theme;

/// Which edge of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// A rule without a frame.
    Rule,
    /// The upper edge of a frame.
    Top,
    /// Between two parts of a frame.
    Between,
    /// The lower edge of a frame.
    Bottom,
}

/// The sign before every row of the selected item.
pub(super) const fn marker(t: Theme) -> &'static str {
    if t.ascii { ">" } else { "\u{258c}" }
}

/// The sign before the level that holds.
pub(super) const fn arrow(t: Theme) -> &'static str {
    if t.ascii { "*" } else { "\u{25b6}" }
}

/// The signs of what lies above and what lies below.
pub(super) const fn above_and_below(t: Theme) -> (&'static str, &'static str) {
    if t.ascii { ("^", "v") } else { ("\u{25b2}", "\u{25bc}") }
}

/// An edge of `width` columns with a title at its left and what belongs to it at its right; where there is no room the
/// end of the right gives way, then the end of the title.
pub(super) fn edge(t: Theme, kind: Edge, width: usize, title: &str, right: &str) -> Line<'static> {
    edge_with(t, kind, width, title, &Line::from(right.to_owned()))
}

/// As [`edge`], where parts of the right have a colour of their own.
fn edge_with(t: Theme, kind: Edge, width: usize, title: &str, right: &Line<'static>) -> Line<'static> {
    let line = if t.ascii { "-" } else { "\u{2500}" };
    let (first, last) = match (kind, t.ascii) {
        (Edge::Rule, _) => (line, line),
        (_, true) => ("+", "+"),
        (Edge::Top, false) => ("\u{256d}", "\u{256e}"),
        (Edge::Between, false) => ("\u{251c}", "\u{2524}"),
        (Edge::Bottom, false) => ("\u{2570}", "\u{256f}"),
    };
    // A blank before and behind what stands in the line.
    let around = |columns: usize| if columns == 0 { 0 } else { columns + 2 };
    let room = width.saturating_sub(4);
    let title = text::cut(title, room.saturating_sub(4));
    let left = room.saturating_sub(around(text::width(&title)));
    let right = if left > 6 { shorten(right.clone(), left - 2) } else { Line::default() };
    let fill = left.saturating_sub(around(right.width()));
    let mut spans = vec![Span::styled(format!("{first}{line}"), t.quiet())];
    if !title.is_empty() {
        spans.push(Span::styled(format!(" {title} "), t.accent().patch(t.strong())));
    }
    spans.push(Span::styled(line.repeat(fill), t.quiet()));
    if right.width() > 0 {
        let own = |s: &Span<'_>| if s.style == Style::default() { t.quiet() } else { s.style };
        spans.push(Span::styled(" ", t.quiet()));
        spans.extend(right.spans.into_iter().map(|s| Span::styled(s.content.clone(), own(&s))));
        spans.push(Span::styled(" ", t.quiet()));
    }
    spans.push(Span::styled(format!("{line}{last}"), t.quiet()));
    Line::from(spans)
}

/// Draws an edge into this row of the frame.
pub(super) fn draw_edge(t: Theme, kind: Edge, buf: &mut Buffer, row: Rect, title: &str, right: &str) {
    draw_edge_with(t, kind, buf, row, title, &Line::from(right.to_owned()));
}

/// As [`draw_edge`], where parts of the right have a colour of their own.
pub(super) fn draw_edge_with(
    t: Theme,
    kind: Edge,
    buf: &mut Buffer,
    row: Rect,
    title: &str,
    right: &Line<'static>,
) {
    let row = row.intersection(buf.area);
    if row.height > 0 {
        buf.set_line(row.x, row.y, &edge_with(t, kind, usize::from(row.width), title, right), row.width);
    }
}

/// Draws the sides of a frame, around the edges that were drawn through it; what is inside them, without a column of
/// its own on the left: that is the marker's.
pub(super) fn sides(t: Theme, buf: &mut Buffer, area: Rect) -> Rect {
    let side = if t.ascii { "|" } else { "\u{2502}" };
    let inside = Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(3),
        height: area.height.saturating_sub(2),
    };
    for y in inside.y..inside.bottom() {
        for x in [area.x, area.right().saturating_sub(1)] {
            if let Some(cell) = buf.cell_mut((x, y)).filter(|cell| cell.symbol() == " ") {
                cell.set_symbol(side).set_style(t.quiet());
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Look;

    #[test]
    fn an_edge_has_its_width_and_gives_up_its_right_first() {
        let t = Theme { look: Look::Mono, ascii: true };
        for width in [12, 20, 40] {
            let line = edge(t, Edge::Top, width, "A long title", "right");
            assert_eq!(line.width(), width, "{line}");
            assert_eq!(line.to_string().contains("right"), width == 40);
        }
        assert_eq!(edge(t, Edge::Rule, 16, "Yours", "").to_string(), "-- Yours -------");
    }
}
