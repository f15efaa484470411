//! The picture of the results: sections under titles, in a frame where there is room for one. What does not fit lies
//! below a fold that says what is there; a row is never cut in half.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::edge::{self, Edge};
use super::parts::Part;
use super::result_rows::{self, ResultRow};
use super::results::Results;
use crate::model::standing::{self, Standing};
use crate::model::verdict::GateState;
use crate::model::{DISCLAIMER, RULE};
use crate::say;
use crate::tui::keymap::{InList, OnScreen};
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, figures, headline};
use crate::work::Work;

/// From this width on there is a frame.
const FRAMED: u16 = 110;

/// A line of the page.
enum Shown {
    /// The title of a section, and what belongs to it.
    Edge(String, String),
    /// A line of a row that can be selected.
    Row(usize, Line<'static>),
    /// A line that belongs to no row.
    Text(Line<'static>),
}

impl Results {
    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let t = shell.theme;
        // A pane has its own margins.
        let area = Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area };
        let framed = area.width >= FRAMED;
        let inside = if framed {
            edge::sides(t, buf, area)
        } else {
            Rect { width: area.width.saturating_sub(1), ..area }
        };
        let lines = page(shell, work, &self.rows(work), usize::from(inside.width));
        let height = usize::from(inside.height);
        let (top, shown) = self.window(&lines, height, usize::from(!framed));
        let end = top + shown;
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
        let mut pane = Pane::new(buf, inside);
        if !framed && top > 0 {
            pane.line(edge::edge(t, Edge::Rule, pane.width(), over.0, over.1));
        }
        let mut place = None;
        let sentences = self.row(work) == Some(ResultRow::Verdict);
        for line in lines.iter().skip(top).take(shown) {
            match line {
                Shown::Edge(title, right) if framed => {
                    let row = Rect { y: pane.row(), height: 1, ..area };
                    pane.blank();
                    edge::draw_edge(t, Edge::Between, pane.buffer(), row, title, right);
                }
                Shown::Edge(title, right) => {
                    pane.line(edge::edge(t, Edge::Rule, pane.width(), title, right));
                }
                Shown::Text(line) => pane.line(marked(line, Span::raw(" "))),
                Shown::Row(n, line) => {
                    let selected = *n == self.cursor.at;
                    shell.hits.note(pane.next_row(), *n, selected);
                    if selected {
                        place = place.or(Some(Position { x: pane.column(), y: pane.row() }));
                        // Of the sentences the first is strong, selected or not.
                        let strong =
                            if sentences { line.clone() } else { line.clone().patch_style(t.strong()) };
                        pane.line(marked(&strong, Span::styled(edge::marker(t), t.accent())));
                    } else {
                        pane.line(marked(line, Span::raw(" ")));
                    }
                }
            }
        }
        if !framed && end < lines.len() {
            pane.line(edge::edge(t, Edge::Rule, pane.width(), under.0, under.1));
        }
        place
    }

    /// The first line shown, and how many: the selected row among them. `folds` is how many lines a sign that there is
    /// more takes.
    fn window(&self, lines: &[Shown], height: usize, folds: usize) -> (usize, usize) {
        let all = lines.len();
        let is = |line: &Shown| matches!(line, Shown::Row(n, _) if *n == self.cursor.at);
        let from = lines.iter().position(is).unwrap_or(0);
        let to = lines.iter().rposition(is).map_or(0, |last| last + 1);
        let first = if all <= height { all } else { height.saturating_sub(folds) };
        let (top, shown) = if to <= first {
            (0, first)
        } else {
            // With a sign at either end.
            let room = height.saturating_sub(2 * folds).max(1);
            let section = lines.iter().take(from).rposition(|l| matches!(l, Shown::Edge(..))).unwrap_or(from);
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

fn marked(line: &Line<'static>, mark: Span<'static>) -> Line<'static> {
    let mut line = line.clone();
    line.spans.insert(0, mark);
    line
}

/// The titles of what lies below a line; of the last section its own.
fn below(lines: &[Shown], end: usize) -> String {
    let title = |line: &Shown| match line {
        Shown::Edge(title, _) => Some(title.clone()),
        Shown::Row(..) | Shown::Text(_) => None,
    };
    let later: Vec<String> = lines.iter().skip(end).filter_map(title).collect();
    if later.is_empty() {
        lines.iter().take(end).rev().find_map(title).unwrap_or_default()
    } else {
        later.join(", ")
    }
}

/// All lines of the page in these columns.
fn page(shell: &Shell, work: &Work, rows: &[ResultRow], width: usize) -> Vec<Shown> {
    let t = shell.theme;
    let gates = standing::of_gates(work.q(), work.a(), work.verdict());
    let columns = width.saturating_sub(1);
    let mut lines = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        match row {
            ResultRow::Verdict => {
                let style = [t.strong(), t.text(), t.text()];
                for (sentence, style) in sentences(shell, work).iter().zip(style) {
                    let part = Part::new(Vec::new(), sentence, style, columns.min(READ));
                    lines.extend(part.rows(part.whole(), columns).into_iter().map(|l| Shown::Row(n, l)));
                }
                continue;
            }
            ResultRow::Counts => {
                lines
                    .extend(result_rows::strip(shell, &work.scores().all, columns).map(|l| Shown::Row(n, l)));
            }
            ResultRow::Gate(0) => lines.extend(stops(work, &gates, width)),
            ResultRow::Action(_) if !matches!(rows.get(n.wrapping_sub(1)), Some(ResultRow::Action(_))) => {
                let of = work.plan().1.items.iter().filter(|i| !i.done()).count();
                let many = rows.iter().filter(|r| matches!(r, ResultRow::Action(_))).count();
                let right = say!("{many} of {of|action|actions}, in the order of work", many, of);
                lines.push(Shown::Edge(say!("Start here").to_owned(), right));
            }
            ResultRow::All => lines.push(Shown::Edge(say!("Clause by clause").to_owned(), String::new())),
            ResultRow::Readiness => lines.push(Shown::Edge(say!("More figures").to_owned(), String::new())),
            _ => {}
        }
        // Where a questionnaire has no gates, what the verdict rests on stands with the counts.
        if *row == ResultRow::Counts && gates.is_empty() {
            let rests = figures::in_short(&work.scores().evidence, work.contradictions());
            lines.extend(text::wrap(&rests, columns).into_iter().map(|l| Shown::Text(Line::raw(l))));
        }
        lines.push(Shown::Row(n, result_rows::row(shell, work, &gates, *row, columns)));
    }
    let why = say!("{key} asks a row why.", key = shell.key(OnScreen::Explain));
    let rule = format!("{RULE}. {} {why}", words::text(DISCLAIMER));
    lines.extend(text::wrap(&rule, columns).into_iter().map(|l| Shown::Text(Line::styled(l, t.quiet()))));
    lines
}

/// The longest line of running text.
const READ: usize = 116;

fn sentences(shell: &Shell, work: &Work) -> [String; 3] {
    headline::sentences(work.q(), work.a(), work.scores(), work.verdict(), &work.plan().1, shell.today)
}

/// The title over the gates with how many of them hold it back, and what the verdict rests on: beside it, or where
/// there is no room in a line of its own.
fn stops(work: &Work, gates: &[Standing], width: usize) -> Vec<Shown> {
    let proven = |s: &&Standing| !matches!(s.state, GateState::Named | GateState::Seen);
    let (n, of) = (gates.iter().filter(proven).count(), gates.len());
    let title = say!("Stops a Stage 1 audit: {n} of {of|gate|gates}", n, of);
    let rests = figures::in_short(&work.scores().evidence, work.contradictions());
    if text::width(&title) + text::width(&rests) + 10 <= width {
        return vec![Shown::Edge(title, rests)];
    }
    let mut lines: Vec<Shown> =
        text::wrap(&rests, width.saturating_sub(1)).into_iter().map(|l| Shown::Text(Line::raw(l))).collect();
    lines.push(Shown::Edge(title, String::new()));
    lines
}
