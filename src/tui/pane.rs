//! Drawing line by line into an area: nothing is ever written outside it, and what does not fit is
//! cut with an ellipsis. Also the scrolling of lists. Knows nothing of the program's data.

use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text;

/// The selected row of a list, and as drawing remembers them and nothing else does, the first row shown and by what name
/// the selected one is found again.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    /// Selected row.
    pub at: usize,
    top: Cell<usize>,
    held: RefCell<Option<(usize, String)>>,
}

impl Cursor {
    /// On this row.
    pub fn on(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// The first row to show of `len` rows in `height`, moved as little as needed.
    pub fn top(&self, len: usize, height: usize) -> usize {
        self.top_for(self.at, len, height)
    }

    /// As [`Self::top`], where the selected row stands in line `at` of `len` lines.
    pub fn top_for(&self, at: usize, len: usize, height: usize) -> usize {
        let last = len.saturating_sub(height.max(1));
        let at = at.min(len.saturating_sub(1));
        let mut top = self.top.get().min(last);
        if at < top {
            top = at;
        } else if at >= top + height.max(1) {
            top = at + 1 - height.max(1);
        }
        self.top.set(top);
        top
    }

    /// Remembers by what name the selected row is found again, wherever a change puts it.
    pub fn hold(&self, name: Option<String>) {
        *self.held.borrow_mut() = name.map(|name| (self.at, name));
    }

    /// The name of the row that was drawn as selected; none where another was selected since.
    pub fn held(&self) -> Option<String> {
        self.held.borrow().as_ref().filter(|(at, _)| *at == self.at).map(|(_, name)| name.clone())
    }

    /// To the first row, whichever that is.
    pub fn to_first(&mut self) {
        self.at = 0;
        self.hold(None);
    }

    /// Moves by `by` rows within `len`.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }
}

/// An area filled from the top.
pub struct Pane<'b> {
    buf: &'b mut Buffer,
    area: Rect,
    used: u16,
}

impl<'b> Pane<'b> {
    /// An empty pane over this part of the screen.
    pub fn new(buf: &'b mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area, used: 0 }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Rows still free.
    pub fn left(&self) -> usize {
        usize::from(self.area.height.saturating_sub(self.used))
    }

    /// The screen row the next line goes to.
    pub fn row(&self) -> u16 {
        self.area.y.saturating_add(self.used)
    }

    /// The part of the screen the next line goes to; empty when the pane is full.
    pub fn next_row(&self) -> Rect {
        Rect { y: self.row(), height: u16::from(self.left() > 0), ..self.area }
    }

    /// The part of the screen that is still free.
    pub fn rest(&self) -> Rect {
        Rect { y: self.row(), height: self.area.height.saturating_sub(self.used), ..self.area }
    }

    /// The left edge.
    pub fn column(&self) -> u16 {
        self.area.x
    }

    /// The screen underneath, for widgets that draw themselves.
    pub fn buffer(&mut self) -> &mut Buffer {
        self.buf
    }

    /// One line; ignored when the pane is full.
    pub fn line<'a>(&mut self, line: impl Into<Line<'a>>) {
        if self.left() == 0 {
            return;
        }
        let line = shorten(line.into(), self.width());
        self.buf.set_line(self.area.x, self.row(), &line, self.area.width);
        self.used += 1;
    }

    /// A selected row: its whole width takes the style, and no word in it keeps a colour of its own (a coloured word in a
    /// reversed row is a stain).
    pub fn selected<'a>(&mut self, line: impl Into<Line<'a>>, style: Style) {
        if self.left() == 0 {
            return;
        }
        let row = Rect { y: self.row(), height: 1, ..self.area };
        let mut line = line.into();
        line.style = Style::new();
        for span in &mut line.spans {
            span.style = Style::new();
        }
        self.line(line);
        self.buf.set_style(row.intersection(self.buf.area), style);
    }

    /// One line with something at its right end; the left part gives way.
    pub fn pair<'a>(&mut self, left: impl Into<Line<'a>>, right: impl Into<Line<'a>>) {
        if self.left() == 0 {
            return;
        }
        self.line(join(left.into(), right.into(), self.width()));
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.used = (self.used + 1).min(self.area.height);
    }

    /// Wrapped text in at most `most` lines; the last one shows that something was cut.
    pub fn paragraph(&mut self, words: &str, style: Style, most: usize) {
        let width = self.width();
        self.hanging(&[], words, style, most, width);
    }

    /// Wrapped text after a label that the following lines are indented by.
    pub fn labelled(&mut self, label: &str, label_style: Style, words: &str, style: Style, most: usize) {
        let width = self.width();
        self.hanging(&[Span::styled(label.to_owned(), label_style)], words, style, most, width);
    }

    fn hanging(&mut self, label: &[Span<'static>], words: &str, style: Style, most: usize, width: usize) {
        let indent: usize = label.iter().map(|s| text::width(&s.content)).sum();
        let room = width.saturating_sub(indent).max(1);
        let most = most.min(self.left());
        let lines = text::wrap(words, room);
        let cut = lines.len() > most;
        for (n, mut line) in lines.into_iter().take(most).enumerate() {
            if cut && n + 1 == most {
                line = text::cut(&format!("{line} \u{2026}\u{2026}"), room.min(text::width(&line) + 2));
            }
            let mut spans = if n == 0 { label.to_vec() } else { vec![Span::raw(" ".repeat(indent))] };
            spans.push(Span::styled(line, style));
            self.line(Line::from(spans));
        }
    }

    /// Moves to the row that leaves `rows` free at the bottom.
    pub fn down_to(&mut self, rows: usize) {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        self.used = self.used.max(self.area.height.saturating_sub(rows));
    }

    /// The next `rows` rows as a pane of their own.
    pub fn part(&mut self, rows: usize) -> Pane<'_> {
        let rows = u16::try_from(rows.min(self.left())).unwrap_or(0);
        let area = Rect { y: self.row(), height: rows, ..self.area };
        self.used += rows;
        Pane { area, used: 0, buf: self.buf }
    }
}

/// Columns a line takes.
fn columns(line: &Line<'_>) -> usize {
    line.spans.iter().map(|s| text::width(&s.content)).sum()
}

/// Left and right part in exactly `width` columns.
pub fn join<'a>(left: Line<'a>, right: Line<'a>, width: usize) -> Line<'a> {
    let beside = columns(&right);
    let room = width.saturating_sub(beside + 1);
    let mut line = shorten(left, room);
    let gap = width.saturating_sub(columns(&line) + beside);
    line.spans.push(Span::raw(" ".repeat(gap)));
    line.spans.extend(right.spans);
    line
}

/// The line in at most `width` columns.
pub fn shorten(line: Line<'_>, width: usize) -> Line<'_> {
    if columns(&line) <= width {
        return line;
    }
    let mut left = width;
    let mut spans = Vec::new();
    for span in line.spans {
        let w = text::width(&span.content);
        if w < left || (w == left && spans.is_empty()) {
            left -= w;
            spans.push(span);
            continue;
        }
        if left > 0 {
            let content = text::cut(&format!("{}\u{2026}", span.content), left);
            spans.push(Span::styled(content, span.style));
        }
        break;
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_always_inside_what_is_shown() {
        let mut c = Cursor::default();
        for (by, len, height) in [(5, 20, 4), (30, 20, 4), (-3, 20, 9), (0, 2, 9), (1, 0, 3), (9, 40, 1)] {
            c.step(by, len);
            let top = c.top(len, height);
            assert!(c.at >= top && c.at < top + height, "{} {top} {height}", c.at);
        }
    }

    #[test]
    fn a_shortened_line_says_so() {
        let line = Line::from(vec![Span::raw("abc"), Span::raw("defgh")]);
        let out = shorten(line.clone(), 6);
        assert!(out.width() <= 6 && out.to_string().ends_with('\u{2026}'), "{out}");
        assert_eq!(shorten(line, 8).to_string(), "abcdefgh");
    }

    #[test]
    fn nothing_is_drawn_outside_a_pane() {
        for (w, h) in [(0, 0), (1, 1), (5, 2)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, 8, 4));
            let mut pane = Pane::new(&mut buf, Rect::new(1, 1, w, h));
            for _ in 0..4 {
                pane.paragraph("some words that wrap", Style::new(), 3);
                pane.pair("left", "right");
            }
            for y in 0..4u16 {
                for x in 0..8u16 {
                    let inside = x >= 1 && x < 1 + w && y >= 1 && y < 1 + h;
                    assert!(inside || buf[(x, y)].symbol() == " ");
                }
            }
        }
    }
}
