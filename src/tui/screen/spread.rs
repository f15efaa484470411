//! Who said what: everybody's answers side by side, the widest spread first, with all that is said of the selected one below. From
//! here questions are handed out, files that came back are collected, and one answer is agreed on. Owns its selection.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::Level;
use crate::model::spread::Row;
use crate::say;
use crate::tui::keymap::InSpread;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{apart, spread as words};
use crate::work::Work;

/// Columns of the id of a row.
const ID: usize = 10;

/// Columns of a level in a row.
const CELL: usize = 4;

/// Rows below which only what is said is shown.
const LOW: usize = 12;

/// The most lines one thing that is said may take.
const LINES: usize = 2;

/// Everybody's answers.
#[derive(Default)]
pub struct SpreadScreen {
    /// Selected row.
    pub cursor: Cursor,
    rows: OnceCell<Vec<Row>>,
    /// Ids in the order in which they were first shown.
    order: Vec<String>,
}

impl SpreadScreen {
    /// Its rows; made once after a change. As long as one looks at them they keep their places: a level that is typed twice
    /// must not meet another row the second time. What is new comes behind them.
    pub fn rows(&self, work: &Work) -> &[Row] {
        self.rows.get_or_init(|| {
            let mut rows = work.spread();
            let place = |row: &Row| self.order.iter().position(|at| *at == row.at);
            rows.sort_by_cached_key(|row| place(row).unwrap_or(usize::MAX));
            rows
        })
    }

    /// After a change the rows are made again.
    pub fn forget(&mut self) {
        if let Some(rows) = self.rows.take() {
            self.order = rows.into_iter().map(|row| row.at).collect();
        }
    }

    /// Whoever comes here sees the widest spread first, and who comes back the row that was left.
    pub fn enter(&mut self, work: &Work) {
        let left = self.selected(work).filter(|_| self.cursor.at > 0);
        self.rows = OnceCell::new();
        self.order.clear();
        let at = left.and_then(|left| self.rows(work).iter().position(|row| row.at == left));
        self.cursor = Cursor::on(at.unwrap_or(0));
    }

    /// The id of the selected row.
    pub fn selected(&self, work: &Work) -> Option<String> {
        Some(self.rows(work).get(self.cursor.at)?.at.clone())
    }

    /// All that is said of the selected row: its name, and the lines.
    pub fn whole(&self, work: &Work) -> Option<(String, Vec<String>)> {
        let row = self.rows(work).get(self.cursor.at)?;
        let mut lines = words::lines(work.q(), work.a(), row).into_iter();
        Some((lines.next()?, lines.map(|line| line.trim().to_owned()).collect()))
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        if let Some(hand) = work.handed_out() {
            pane.line(Span::styled(apart::questions_for(work.q(), work.a(), &hand), t.strong()));
            pane.paragraph(&apart::how_far(work.q(), work.a()), t.text(), 3);
            return None;
        }
        let rows = self.rows(work);
        pane.paragraph(&words::headline(rows), t.strong(), 3);
        if rows.is_empty() {
            pane.blank();
            let (out, back) = (shell.key(InSpread::Export), shell.key(InSpread::Add));
            let words = say!(
                "{out} writes a small file or a workbook for each colleague: their questions and no one else's answers. {back} takes in what \
                 comes back, beside the agreed answers and never over them. Then everybody's answers stand here side by side.",
                out,
                back
            );
            pane.paragraph(&words, t.text(), 6);
            return None;
        }
        // In a low window the list comes first: the footer tells the same.
        if pane.left() > LOW {
            let rule = say!(
                "1-5, 0, n agrees on a level; {key} on the lowest level given.",
                key = shell.key(InSpread::Same)
            );
            pane.line(Span::styled(rule, t.quiet()));
            pane.blank();
        }
        let whole = self.whole(work);
        // What is said of the selected one has what the list leaves, and half of the room at least.
        let need = whole.as_ref().map_or(0, |(_, lines)| lines.len() + LINES + 1);
        let free = pane.left().saturating_sub(rows.len() + 1).max(pane.left() / 2);
        let height = pane.left() - need.min(free);
        let place = super::list(shell, &mut pane.part(height), &self.cursor, rows.len(), |n, width| {
            line(shell, work, &rows[n], width)
        });
        pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
        if let Some((name, lines)) = whole {
            pane.paragraph(&name, t.strong(), LINES);
            for (n, line) in lines.iter().enumerate() {
                let more = lines.len() - n;
                if pane.left() <= 1 && more > 1 {
                    let key = shell.key(InSpread::Details);
                    pane.line(Span::styled(say!("{more|more line|more lines}: {key}", more, key), t.quiet()));
                    break;
                }
                let style = if n == 0 { t.accent() } else { t.text() };
                let most = pane.left().min(LINES);
                pane.paragraph(line, style, most);
            }
        }
        place
    }
}

/// A row: id, how many gave each level, what is asked, how far it came.
fn line<'a>(shell: &Shell, work: &Work, row: &Row, width: usize) -> Line<'a> {
    let t = shell.theme;
    let mut spans = vec![Span::styled(format!("{:<ID$}", row.at), t.accent())];
    for level in Level::ALL {
        let n = row.voices.iter().filter(|v| v.level == level).count();
        // Who does not know, or says that it does not apply, is seen where there is one.
        if n == 0 && !level.says() {
            continue;
        }
        let (cell, style) = match n {
            0 => (if t.ascii { "." } else { "\u{b7}" }.to_owned(), t.quiet()),
            1 => (level.sign().to_owned(), t.level(Some(level))),
            n => (format!("{}x{n}", level.sign()), t.level(Some(level))),
        };
        let cell = format!("{cell:<CELL$}");
        spans.push(Span::styled(cell, style));
    }
    spans.push(Span::raw(format!(" {}", words::asks(work.q(), work.a(), &row.at))));
    let came = words::came_to(row);
    let style = if row.is_settled() { t.quiet() } else { t.warning() };
    let left = Line::from(spans);
    if width < 70 { left } else { join(left, Line::styled(text::cut(&came, width / 3), style), width) }
}
