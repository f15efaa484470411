//! The picture of the results: panes under titles, in a frame where there is room for one. What does not fit lies below
//! a fold that says what is there; a row is never cut in half.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::edge::{self, Edge};
use super::result_rows::ResultRow;
use super::results::Results;
use super::results_layout::{self, Cell, FRAMED, Shown};
use crate::model::RULE;
use crate::say;
use crate::tui::keymap::InList;
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::work::Work;

/// Where a page is drawn.
struct Ground<'a> {
    shell: &'a Shell,
    area: Rect,
    framed: bool,
    at: usize,
    /// Whether the selected row has a style of its own: sentences, large figures.
    styled: bool,
}

impl Results {
    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let t = shell.theme;
        // A pane has its own margins.
        let area = Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area };
        let framed = usize::from(area.width) >= FRAMED;
        let inside = if framed { edge::sides(t, buf, area) } else { area };
        let height = usize::from(inside.height);
        let rows = self.rows(work);
        let lines =
            results_layout::page(shell, work, &rows, (usize::from(area.width), height), self.cursor.at);
        let (top, shown) = self.window(&lines, height, usize::from(!framed));
        // A title with nothing under it stands below the fold.
        let orphan = matches!(lines.get((top + shown).saturating_sub(1)), Some(Shown::Edge(_)));
        let shown = shown - usize::from(orphan && shown > 1);
        let end = top + shown;
        let seen = lines.iter().skip(top).take(shown).flat_map(Shown::rows);
        let (first, last) = seen.fold((usize::MAX, 0), |(first, last), n| (first.min(n), last.max(n)));
        // A page on is the first row below the fold, wherever one is above it.
        shell.page.set((last + 1).saturating_sub(self.cursor.at.max(first)).max(1));
        let (up, down) = edge::above_and_below(t);
        let above = format!("{up} {}", say!("Above: where you stand"));
        let below = format!("{down} {}", say!("More below: {titles}", titles = below(&lines, end)));
        let rule = format!("{RULE}, {}", say!("indicative, no certification"));
        let keys = (shell.key(InList::PageUp), shell.key(InList::PageDown));
        let over = if top > 0 {
            (above.as_str(), keys.0.as_str())
        } else {
            (say!("Where you stand"), rule.as_str())
        };
        let under = if end < lines.len() { (below.as_str(), keys.1.as_str()) } else { ("", "") };
        if framed {
            edge::draw_edge(t, Edge::Top, buf, Rect { height: 1, ..area }, over.0, over.1);
            let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            edge::draw_edge(t, Edge::Bottom, buf, last, under.0, under.1);
        }
        let mut y = inside.y;
        let rule_at = |y: u16| Rect { y, height: 1, width: area.width.saturating_sub(1), ..area };
        if !framed && top > 0 {
            edge::draw_edge(t, Edge::Rule, buf, rule_at(y), over.0, over.1);
            y += 1;
        }
        let styled = matches!(rows.get(self.cursor.at), Some(ResultRow::Verdict | ResultRow::Counts));
        let ground = Ground { shell, area, framed, at: self.cursor.at, styled };
        let mut place = None;
        for line in lines.iter().skip(top).take(shown) {
            place = place.or(ground.line(buf, y, line));
            y += 1;
        }
        if !framed && end < lines.len() {
            edge::draw_edge(t, Edge::Rule, buf, rule_at(y), under.0, under.1);
        }
        place
    }

    /// The first line shown, and how many: the selected row among them. `folds` is how many lines a sign that there is
    /// more takes.
    fn window(&self, lines: &[Shown], height: usize, folds: usize) -> (usize, usize) {
        let all = lines.len();
        let is = |line: &Shown| match line {
            Shown::Cells(panes, _) => panes.iter().any(|(_, cell)| cell.row == Some(self.cursor.at)),
            Shown::Edge(_) => false,
        };
        let from = lines.iter().position(is).unwrap_or(0);
        let to = lines.iter().rposition(is).map_or(0, |last| last + 1);
        // What stands below the last row is seen with it.
        let is_row = |line: &Shown| match line {
            Shown::Cells(panes, _) => panes.iter().any(|(_, cell)| cell.row.is_some()),
            Shown::Edge(_) => false,
        };
        let to = if lines.iter().skip(to).any(is_row) { to } else { all };
        let first = if all <= height { all } else { height.saturating_sub(folds) };
        let (top, shown) = if to <= first {
            (0, first)
        } else {
            // With a sign at either end.
            let room = height.saturating_sub(2 * folds).max(1);
            let section = lines.iter().take(from).rposition(|l| matches!(l, Shown::Edge(_))).unwrap_or(from);
            let start = if to - section <= room { section } else { to.saturating_sub(room) };
            let stays = self.top.get() > 0 && self.top.get() <= from && to <= self.top.get() + room;
            let top = if stays { self.top.get() } else { start };
            let top = top.min(all.saturating_sub(room));
            (top, room.min(all - top))
        };
        self.top.set(top);
        (top, shown)
    }
}

impl Ground<'_> {
    /// Draws a line of the page into this row; where the selected row is, if it is in it.
    fn line(&self, buf: &mut Buffer, y: u16, line: &Shown) -> Option<Position> {
        let t = self.shell.theme;
        let mut x = self.area.x;
        let mut place = None;
        match line {
            Shown::Edge(panes) => {
                let kind = if self.framed { Edge::Between } else { Edge::Rule };
                for (columns, title, right) in panes {
                    let width = u16::try_from(*columns).unwrap_or(0);
                    let drawn = if self.framed { width } else { width.saturating_sub(1) };
                    edge::draw_edge_with(t, kind, buf, Rect { x, y, width: drawn, height: 1 }, title, right);
                    x += width;
                }
            }
            Shown::Cells(panes, apart) => {
                for (n, (columns, cell)) in panes.iter().enumerate() {
                    let width = u16::try_from(*columns).unwrap_or(0);
                    let row = Rect { x, y, width, height: 1 };
                    if self.framed && *apart && n > 0 {
                        self.between(buf, row);
                    }
                    place = place.or(self.cell(buf, row, cell));
                    x += width;
                }
            }
        }
        place
    }

    /// The frames of two panes that touch.
    fn between(&self, buf: &mut Buffer, row: Rect) {
        let side = if self.shell.theme.ascii { "|" } else { "\u{2502}" };
        for x in [row.x.saturating_sub(1), row.x] {
            if let Some(cell) = buf.cell_mut((x, row.y)) {
                cell.set_symbol(side).set_style(self.shell.theme.quiet());
            }
        }
    }

    fn cell(&self, buf: &mut Buffer, row: Rect, cell: &Cell) -> Option<Position> {
        let t = self.shell.theme;
        let inside = if self.framed {
            Rect { x: row.x + 1, width: row.width.saturating_sub(3), ..row }
        } else {
            Rect { width: row.width.saturating_sub(1), ..row }
        };
        let selected = cell.row == Some(self.at);
        if let Some(n) = cell.row {
            self.shell.hits.note(inside, n, selected);
        }
        let mut line = cell.line.clone();
        if selected && !self.styled {
            line = line.patch_style(t.strong());
        }
        let mark = if selected { Span::styled(edge::marker(t), t.accent()) } else { Span::raw(" ") };
        line.spans.insert(0, mark);
        Pane::new(buf, inside).line(line);
        selected.then_some(Position { x: inside.x, y: inside.y })
    }
}

/// The titles of what lies below a line; of the last section its own.
fn below(lines: &[Shown], end: usize) -> String {
    let title = |line: &Shown| match line {
        Shown::Edge(panes) => {
            let titles: Vec<&str> = panes.iter().map(|(_, title, _)| title.as_str()).collect();
            Some(titles.join(", "))
        }
        Shown::Cells(..) => None,
    };
    let later: Vec<String> = lines.iter().skip(end).filter_map(title).collect();
    if later.is_empty() {
        lines.iter().take(end).rev().find_map(title).unwrap_or_default()
    } else {
        later.join(", ")
    }
}
