//! Letters that are read from the back of a room: the largest size in which some words still fit, and lines of any kind in
//! such letters. Knows nothing of questions.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::tui::pane::Pane;
use crate::tui::text;

/// The most lines of large letters: more is a text, and nobody reads it from the back.
const MOST: usize = 3;

/// The sizes by how large they are, each with the columns and rows of a letter.
const SIZES: [(PixelSize, usize, usize); 3] =
    [(PixelSize::Full, 8, 8), (PixelSize::HalfHeight, 8, 4), (PixelSize::Quadrant, 4, 4)];

/// Columns and rows of a letter where whole lines are large.
pub(super) const SCALE: usize = 4;

/// Words in the size that fits.
pub(super) struct Large {
    /// None where only plain letters fit.
    size: Option<(PixelSize, usize)>,
    lines: Vec<String>,
}

impl Large {
    /// Rows it takes.
    pub(super) fn rows(&self) -> usize {
        self.lines.len() * self.size.map_or(1, |(_, rows)| rows)
    }

    /// Whether it is in large letters.
    #[cfg(test)]
    const fn is_large(&self) -> bool {
        self.size.is_some()
    }

    /// Draws it from where the pane is.
    pub(super) fn draw(&self, pane: &mut Pane<'_>, style: Style) {
        for line in &self.lines {
            match self.size {
                Some((size, rows)) => big(pane, Line::styled(line.clone(), style), size, rows),
                None => pane.line(Span::styled(line.clone(), style)),
            }
        }
    }
}

/// Whether the letters have these signs.
fn has_letters(words: &str) -> bool {
    words.chars().all(|c| matches!(c, ' '..='~' | '\u{a0}'..='\u{ff}'))
}

/// The words in the largest letters that leave no word broken and stay within these rows; else in plain ones. Without
/// block signs there is one size.
pub(super) fn fit(words: &str, width: usize, rows: usize, ascii: bool) -> Large {
    let capitals = words.to_uppercase();
    let longest = capitals.split_whitespace().map(text::width).max().unwrap_or(0);
    let sizes = SIZES.iter().take(if ascii { 1 } else { SIZES.len() });
    for (size, columns, high) in sizes.filter(|_| has_letters(&capitals)) {
        let columns = width / columns;
        if longest > columns {
            continue;
        }
        let lines = text::wrap(&capitals, columns);
        if lines.len() <= MOST && lines.len() * high <= rows {
            return Large { size: Some((*size, *high)), lines };
        }
    }
    Large { size: None, lines: text::wrap(words, width) }
}

/// A line: in large letters where all of the screen is so, else as it is.
pub(super) fn line(pane: &mut Pane<'_>, line: Line<'static>, scale: usize) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The short form of every question is in large letters in the smallest window, and in larger ones in a larger window.
    #[test]
    fn every_short_form_is_large_at_every_size() {
        let q = crate::bank::embedded().unwrap();
        for r in &q.requirements {
            let small = fit(r.short_question(), 78, 12, false);
            assert!(small.is_large() && small.rows() <= 12, "{}: {}", r.id, r.short_question());
            let wide = fit(r.short_question(), 238, 24, false);
            assert!(wide.size.is_some_and(|(_, rows)| rows == 8), "{}", r.id);
        }
    }

    #[test]
    fn what_has_no_such_letters_or_no_room_is_plain() {
        assert!(!fit("\u{8aad}\u{3080}", 78, 12, false).is_large());
        assert!(!fit("Who accepted what is left?", 78, 3, false).is_large());
        assert!(!fit("Who accepted what is left?", 78, 12, true).is_large(), "one size without blocks");
        assert!(fit("Who?", 78, 12, true).is_large());
    }
}
