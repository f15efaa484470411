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
            match self.size {
                None => pane.line(Span::styled(line.clone(), style)),
                Some(Size::Blocks(size, _, rows)) => big(pane, Line::styled(line.clone(), style), size, rows),
                Some(Size::Narrow) => {
                    for row in narrow(line) {
                        pane.line(Span::styled(row, style));
                    }
                }
                Some(Size::Blanks(wide, high)) => {
                    blanks(pane, line, style, (wide, high));
                    pane.part(high);
                }
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
        let mut line = line;
        // The letters have no such sign.
        for span in &mut line.spans {
            span.content = span.content.replace('\u{2026}', ".").into();
        }
        big(pane, line, PixelSize::Quadrant, SCALE);
    } else {
        pane.line(line);
    }
}

fn big(pane: &mut Pane<'_>, line: Line<'static>, size: PixelSize, rows: usize) {
    if pane.left() < rows {
        return;
    }
    let area = Rect {
        x: pane.column(),
        y: pane.row(),
        width: u16::try_from(pane.width()).unwrap_or(0),
        height: u16::try_from(rows).unwrap_or(0),
    };
    BigText::builder().pixel_size(size).lines(vec![line]).build().render(area, pane.buffer());
    pane.part(rows);
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

/// A line in large letters as its rows, each part of it in its style. Without signs for a part of a cell its points are
/// those signs that programs of old drew with: a row of a list has colours of its own.
pub fn rows_of(line: &Line<'static>, size: Size) -> Vec<Line<'static>> {
    let rows = size.rows(1);
    let of = |span: &Span<'static>| -> Vec<String> {
        let words = span.content.replace('\u{2026}', ".");
        match size {
            // What has no such letters stands in the middle as it is.
            _ if size.columns(&words).is_none() => {
                let blank = " ".repeat(text::width(&words));
                (0..rows).map(|row| if row == rows / 2 { words.clone() } else { blank.clone() }).collect()
            }
            Size::Blocks(size, wide, high) => blocks(&words, size, (wide, high)),
            Size::Narrow => narrow(&words).into_iter().map(|row| row + " ").collect(),
            Size::Blanks(..) => (0..rows).map(|row| points(&words, row) + " ").collect(),
        }
    };
    let mut lines = vec![Line::default(); rows];
    for span in &line.spans {
        let style = line.style.patch(span.style);
        for (row, drawn) in lines.iter_mut().zip(of(span)) {
            row.spans.push(Span::styled(drawn, style));
        }
    }
    lines
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

/// Draws words in blanks of the opposite colours.
fn blanks(pane: &mut Pane<'_>, words: &str, style: Style, (wide, high): (usize, usize)) {
    let style = style.add_modifier(Modifier::REVERSED);
    for row in 0..letters::HEIGHT {
        let points = points(words, row);
        let ink = |point: char| if point == '#' { style } else { Style::new() };
        let line: Vec<Span<'_>> =
            points.chars().map(|point| Span::styled(" ".repeat(wide), ink(point))).collect();
        for _ in 0..high {
            pane.line(Line::from(line.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
