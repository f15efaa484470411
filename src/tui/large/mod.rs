//! Letters that are read from the back of a room: the largest size in which some words still fit, and lines of any kind in
//! such letters. Knows nothing of questions.

mod letters;
pub mod poster;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::pane::Pane;
use super::text;

/// The most lines of large letters: more is a text, and nobody reads it from the back.
const MOST: usize = 3;

/// From so many columns and rows of a screen on a letter is small on the wall: every line is drawn large.
const VAST: (usize, usize) = (200, 56);

/// Whether a screen of so many columns and rows is one where a letter is small on the wall.
pub const fn is_vast(columns: usize, rows: usize) -> bool {
    columns >= VAST.0 && rows >= VAST.1
}

/// Columns and rows of a letter where whole lines are large.
const SCALE: usize = 4;

/// How large a line is drawn that is large where all of the screen is: columns and rows of a letter.
pub fn scale(pane: &Pane<'_>, ascii: bool) -> usize {
    // Without signs for a part of a cell a line of such letters would take the rows of the question.
    if !ascii && is_vast(pane.width(), pane.left()) { SCALE } else { 1 }
}

/// A size of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Letters of eight points, of which a cell holds as many as that; columns and rows of a letter.
    Blocks(PixelSize, usize, usize),
    /// Narrow letters, two points a cell one over the other.
    Narrow,
    /// Narrow letters of blanks in the opposite colours: columns and rows of a point.
    Blanks(usize, usize),
}

/// The sizes by how large they are.
const SIZES: [Size; 4] = [
    Size::Blocks(PixelSize::Full, 8, 8),
    Size::Blocks(PixelSize::HalfHeight, 8, 4),
    Size::Blocks(PixelSize::Quadrant, SCALE, SCALE),
    Size::Narrow,
];

/// Those of a terminal that shows ASCII alone.
const ASCII: [Size; 4] = [Size::Blanks(4, 2), Size::Blanks(3, 2), Size::Blanks(2, 1), Size::Blanks(1, 1)];

/// The sizes there are, the largest first.
const fn sizes(ascii: bool) -> &'static [Size] {
    if ascii { &ASCII } else { &SIZES }
}

/// The smallest size.
pub const fn smallest(ascii: bool) -> Size {
    if ascii { Size::Blanks(1, 1) } else { Size::Narrow }
}

/// The sizes of a list in so many columns, the largest first.
pub fn for_lines(columns: usize, ascii: bool) -> &'static [Size] {
    match (ascii, columns >= VAST.0) {
        (true, _) => ASCII.get(3..),
        (false, true) => SIZES.get(2..),
        (false, false) => SIZES.get(3..),
    }
    .unwrap_or_default()
}

impl Size {
    /// Rows of so many lines.
    pub const fn rows(self, lines: usize) -> usize {
        match self {
            Self::Blocks(_, _, high) => lines * high,
            // The last of its rows is half a blank already.
            Self::Narrow => lines * letters::HEIGHT.div_ceil(2),
            Self::Blanks(_, high) => lines * (letters::HEIGHT + 1) * high,
        }
    }

    /// How many letters about have room in so many columns.
    pub const fn letters(self, columns: usize) -> usize {
        match self {
            Self::Blocks(_, wide, _) => columns / wide,
            Self::Narrow => columns / SCALE,
            Self::Blanks(wide, _) => columns / (SCALE * wide),
        }
    }

    /// Columns of a line; none where a letter is missing.
    pub fn columns(self, words: &str) -> Option<usize> {
        match self {
            Self::Blocks(_, wide, _) => has_letters(words).then(|| words.chars().count() * wide),
            Self::Narrow => letters::width(words),
            Self::Blanks(wide, _) => letters::width(words).map(|points| points * wide),
        }
    }

    /// The words in lines of so many columns, without a word broken; none where one has no room or no letters.
    fn wrap(self, words: &str, columns: usize) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|line| self.columns(line).is_some_and(|needs| needs <= columns)) {
                Some(longer) => {
                    lines.pop();
                    lines.push(longer);
                }
                None if self.columns(word)? <= columns => lines.push(word.to_owned()),
                None => return None,
            }
        }
        (!lines.is_empty()).then_some(lines)
    }
}

/// Whether letters of eight points have these signs.
fn has_letters(words: &str) -> bool {
    words.chars().all(|c| matches!(c, ' '..='~' | '\u{a0}'..='\u{ff}'))
}

/// Words in a size.
#[derive(Debug, Clone)]
pub struct Large {
    /// None where only plain letters fit.
    size: Option<Size>,
    lines: Vec<String>,
}

impl Large {
    /// In this size, in at most so many columns and lines; none where they have no room.
    fn of(words: &str, size: Size, columns: usize, most: usize) -> Option<Self> {
        let lines = size.wrap(&words.to_uppercase(), columns)?;
        (lines.len() <= most).then_some(Self { size: Some(size), lines })
    }

    /// In the letters of the terminal.
    fn plain(words: &str, columns: usize) -> Self {
        Self { size: None, lines: text::wrap(words, columns) }
    }

    /// Rows it takes.
    pub fn rows(&self) -> usize {
        self.size.map_or(self.lines.len(), |size| size.rows(self.lines.len()))
    }

    /// Rows of a letter.
    fn letter(&self) -> usize {
        self.size.map_or(1, |size| size.rows(1))
    }

    /// Whether it is in large letters.
    pub const fn is_large(&self) -> bool {
        self.size.is_some()
    }

    /// Draws it from where the pane is.
    pub fn draw(&self, pane: &mut Pane<'_>, style: Style) {
        for line in &self.lines {
            let line = Line::styled(line.clone(), style);
            match self.size {
                None => pane.line(line),
                Some(size) => put(pane, &line, size),
            }
        }
    }
}

/// The words in the largest letters that leave no word broken and stay within these rows; else in plain ones.
pub fn fit(words: &str, width: usize, rows: usize, ascii: bool) -> Large {
    let large = sizes(ascii).iter().filter_map(|size| Large::of(words, *size, width, MOST));
    large.into_iter().find(|large| large.rows() <= rows).unwrap_or_else(|| Large::plain(words, width))
}

/// A line: in large letters where all of the screen is so, else as it is.
pub fn line(pane: &mut Pane<'_>, line: Line<'static>, scale: usize) {
    if scale == SCALE {
        put(pane, &line, Size::Blocks(PixelSize::Quadrant, SCALE, SCALE));
    } else {
        pane.line(line);
    }
}

/// Draws a line in a size, where there are rows for it.
fn put(pane: &mut Pane<'_>, line: &Line<'static>, size: Size) {
    if pane.left() >= size.rows(1) {
        for row in rows_of(line, size) {
            pane.line(row);
        }
    }
}

/// The points of a row of narrow letters, a blank between two letters.
fn points(words: &str, row: usize) -> String {
    let rows = words.chars().filter_map(letters::of).filter_map(|letter| letter.get(row).copied());
    rows.collect::<Vec<_>>().join(" ")
}

/// Words in narrow letters: their rows, two points a cell one over the other.
pub fn narrow(words: &str) -> Vec<String> {
    let cell = |above: char, below: Option<char>| match (above == '#', below == Some('#')) {
        (true, true) => '\u{2588}',
        (true, false) => '\u{2580}',
        (false, true) => '\u{2584}',
        (false, false) => ' ',
    };
    let row = |at: usize| {
        let below = points(words, at + 1);
        let mut below = below.chars();
        points(words, at).chars().map(|above| cell(above, below.next())).collect()
    };
    (0..letters::HEIGHT).step_by(2).map(row).collect()
}

/// A line in large letters as its rows, each part of it in its style.
pub fn rows_of(line: &Line<'static>, size: Size) -> Vec<Line<'static>> {
    let between = match size {
        // These letters have a blank of their own.
        Size::Blocks(..) => 0,
        Size::Narrow => 1,
        Size::Blanks(wide, _) => wide,
    };
    let mut rows = vec![Line::default(); size.rows(1)];
    for (n, span) in line.spans.iter().enumerate() {
        let style = line.style.patch(span.style);
        let drawn = drawn(&span.content.replace('\u{2026}', "."), style, size);
        for (row, drawn) in rows.iter_mut().zip(drawn) {
            if n > 0 {
                row.spans.push(Span::raw(" ".repeat(between)));
            }
            row.spans.extend(drawn);
        }
    }
    rows
}

/// The rows of words in a style. What has no such letters stands in the middle as it is.
fn drawn(words: &str, style: Style, size: Size) -> Vec<Vec<Span<'static>>> {
    let all = size.rows(1);
    if size.columns(words).is_none() {
        let blank = " ".repeat(text::width(words));
        let row = |row| if row == all / 2 { words.to_owned() } else { blank.clone() };
        return (0..all).map(|n| vec![Span::styled(row(n), style)]).collect();
    }
    let whole = |rows: Vec<String>| rows.into_iter().map(|row| vec![Span::styled(row, style)]).collect();
    match size {
        Size::Blocks(size, wide, high) => whole(blocks(words, size, (wide, high))),
        Size::Narrow => whole(narrow(words)),
        Size::Blanks(wide, high) => {
            let rows = (0..=letters::HEIGHT).map(|row| blanks(&points(words, row), style, wide));
            rows.flat_map(|row| std::iter::repeat_n(row, high)).collect()
        }
    }
}

/// Points as blanks in the opposite colours.
fn blanks(points: &str, style: Style, wide: usize) -> Vec<Span<'static>> {
    let ink = style.add_modifier(Modifier::REVERSED);
    let points: Vec<char> = points.chars().collect();
    let runs = points.chunk_by(|one, next| one == next);
    let run = |run: &[char]| {
        let style = if run.first() == Some(&'#') { ink } else { Style::new() };
        Span::styled(" ".repeat(run.len() * wide), style)
    };
    runs.map(run).collect()
}

/// Words in letters of eight points as their rows.
fn blocks(words: &str, size: PixelSize, (wide, high): (usize, usize)) -> Vec<String> {
    let columns = u16::try_from(words.chars().count() * wide).unwrap_or(u16::MAX);
    let area = Rect { x: 0, y: 0, width: columns, height: u16::try_from(high).unwrap_or(0) };
    let mut buf = Buffer::empty(area);
    BigText::builder()
        .pixel_size(size)
        .lines(vec![Line::raw(words.to_owned())])
        .build()
        .render(area, &mut buf);
    let rows = buf.content.chunks(usize::from(columns).max(1));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
}

/// The words in at most so many columns of such letters; what is cut ends in a stop.
pub fn cut(words: &str, size: Size, columns: usize) -> String {
    let fits = |words: &String| size.columns(words).is_none_or(|needs| needs <= columns);
    let whole = words.to_owned();
    let all = text::width(words);
    let shorter = (1..all).rev().map(|n| text::cut(words, n).replace('\u{2026}', "."));
    std::iter::once(whole).chain(shorter).find(fits).unwrap_or_default()
}

#[cfg(test)]
mod tests;
