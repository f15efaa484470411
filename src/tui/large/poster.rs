//! A few lines and figures for a whole room: each in the largest letters that leave the others room, those above first.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Large, MOST, Size, sizes};
use crate::tui::pane::Pane;

/// The most blank rows between two parts.
const APART: usize = 2;

/// The most lines under a figure.
const UNDER: usize = 2;

/// The most rows of a letter of it.
const UNDER_HIGH: usize = 6;

/// Columns between two figures, at least.
const GAP: usize = 3;

/// Columns between two figures in a size: letters of eight points have a blank of their own.
fn gap(size: Size) -> usize {
    if let Size::Blanks(wide, _) = size { GAP.max(2 * wide) } else { GAP }
}

/// A part of a poster.
pub enum Part {
    /// Words, in at most so many lines of large letters.
    Words(String, Style, usize),
    /// Figures beside each other.
    Figures(Vec<Figure>),
}

/// A figure and what it counts.
pub struct Figure {
    /// The figure.
    pub figure: String,
    /// What stands under it.
    pub word: String,
    /// Their style.
    pub style: Style,
}

/// A part in a size.
enum Fitted {
    Words(Large, Style),
    Figures(Vec<Counted>),
}

/// A figure in a size, with what stands under it.
struct Counted {
    /// None where it stands in the words.
    figure: Option<Large>,
    word: Large,
    /// Columns, the gap behind it among them.
    width: usize,
    style: Style,
}

impl Part {
    /// What matters most: large as long as it has room in three lines.
    pub fn first(words: impl Into<String>, style: Style) -> Self {
        Self::Words(words.into(), style, MOST)
    }

    /// What is large only where it has room in one line.
    pub fn line(words: impl Into<String>, style: Style) -> Self {
        Self::Words(words.into(), style, 1)
    }

    /// In this size, what is best first; nothing where it has no room in so many columns.
    fn of(&self, size: Size, columns: usize) -> Vec<Fitted> {
        match self {
            Self::Words(words, style, most) => {
                let large = Large::of(words, size, columns, *most);
                large.into_iter().map(|large| Fitted::Words(large, *style)).collect()
            }
            Self::Figures(all) => {
                let needs: Option<Vec<usize>> =
                    all.iter().map(|f| size.columns(&f.figure.to_uppercase())).collect();
                let Some(widths) = needs.and_then(|needs| widths(&needs, columns, gap(size))) else {
                    return Vec::new();
                };
                let plain = each(all, &widths).map(|(f, width)| Large::plain(&f.word, width)).collect();
                let under = [large_under(all, size, &widths), Some(plain)];
                under.into_iter().flatten().map(|under| Fitted::figures(all, size, &widths, under)).collect()
            }
        }
    }

    /// In the letters of the terminal.
    fn plain(&self, columns: usize) -> Fitted {
        match self {
            Self::Words(words, style, _) => Fitted::Words(Large::plain(words, columns), *style),
            Self::Figures(all) => {
                let width = columns / all.len().max(1);
                let one = |f: &Figure| {
                    let words = format!("{} {}", f.figure, f.word);
                    let word = Large::plain(&words, width.saturating_sub(GAP));
                    Counted { figure: None, word, width, style: f.style }
                };
                Fitted::Figures(all.iter().map(one).collect())
            }
        }
    }
}

/// Columns of figures that need as many as that, the gap behind each among them: all have the same part of what is left.
/// None where they have no room.
fn widths(needs: &[usize], columns: usize, gap: usize) -> Option<Vec<usize>> {
    let all: usize = needs.iter().map(|n| n + gap).sum();
    let more = (columns + gap).checked_sub(all)? / needs.len().max(1);
    let even = columns / needs.len().max(1);
    if needs.iter().all(|n| n + gap <= even) {
        return Some(vec![even; needs.len()]);
    }
    Some(needs.iter().map(|n| n + gap + more).collect())
}

/// Each figure with the columns for what stands under it.
fn each<'f>(all: &'f [Figure], widths: &'f [usize]) -> impl Iterator<Item = (&'f Figure, usize)> {
    all.iter().zip(widths).map(|(f, width)| (f, width.saturating_sub(GAP)))
}

/// What stands under figures of a size in the largest letters that are smaller, in as few lines as can be.
fn large_under(all: &[Figure], size: Size, widths: &[usize]) -> Option<Vec<Large>> {
    let ascii = matches!(size, Size::Blanks(..));
    let smaller = || sizes(ascii).iter().filter(|s| s.rows(1) < size.rows(1) && s.rows(1) <= UNDER_HIGH);
    let in_size =
        |s: &Size, most| each(all, widths).map(|(f, width)| Large::of(&f.word, *s, width, most)).collect();
    (1..=UNDER).find_map(|most| smaller().find_map(|s| in_size(s, most)))
}

impl Fitted {
    /// Figures in a size, with what stands under each.
    fn figures(all: &[Figure], size: Size, widths: &[usize], under: Vec<Large>) -> Self {
        let counted = all.iter().zip(widths).zip(under).map(|((f, width), word)| Counted {
            figure: Large::of(&f.figure, size, *width, 1),
            word,
            width: *width,
            style: f.style,
        });
        Self::Figures(counted.collect())
    }

    fn rows(&self) -> usize {
        match self {
            Self::Words(large, _) => large.rows(),
            Self::Figures(all) => {
                let figure = all.iter().filter_map(|c| c.figure.as_ref()).map(Large::rows).max();
                figure.unwrap_or(0) + all.iter().map(|c| c.word.rows()).max().unwrap_or(0)
            }
        }
    }

    /// Rows of a letter, or of a figure.
    fn letter(&self) -> usize {
        match self {
            Self::Words(large, _) => large.letter(),
            Self::Figures(all) => {
                all.iter().filter_map(|c| c.figure.as_ref()).map(Large::letter).max().unwrap_or(1)
            }
        }
    }

    fn draw(&self, pane: &mut Pane<'_>) {
        match self {
            Self::Words(large, style) => large.draw(pane, *style),
            Self::Figures(all) => {
                let mut area = pane.rest();
                area.height = area.height.min(u16::try_from(self.rows()).unwrap_or(0));
                for counted in all {
                    let width = u16::try_from(counted.width).unwrap_or(0);
                    let mut here = Pane::new(pane.buffer(), Rect { width, ..area });
                    if let Some(figure) = &counted.figure {
                        figure.draw(&mut here, counted.style);
                    }
                    counted.word.draw(&mut here, counted.style);
                    area.x = area.x.saturating_add(width);
                }
                pane.part(self.rows());
            }
        }
    }
}

/// The parts in so many columns and rows. All begin in the letters of the terminal; then each in turn has the next size,
/// as long as there are rows for it. No words are larger than those that come first.
fn fitted(parts: &[Part], ascii: bool, (columns, room): (usize, usize)) -> Vec<Fitted> {
    let mut fitted: Vec<Fitted> = parts.iter().map(|part| part.plain(columns)).collect();
    let rows = |all: &[Fitted]| all.iter().map(Fitted::rows).sum::<usize>();
    for size in sizes(ascii).iter().rev() {
        for (n, part) in parts.iter().enumerate() {
            let lesser = n > 0 && matches!(part, Part::Words(..));
            if lesser && fitted.first().is_some_and(|first| first.letter() < size.rows(1)) {
                continue;
            }
            let others = rows(&fitted) - fitted.get(n).map_or(0, Fitted::rows);
            let larger = part.of(*size, columns).into_iter().find(|larger| others + larger.rows() <= room);
            if let Some((place, larger)) = fitted.get_mut(n).zip(larger) {
                *place = larger;
            }
        }
    }
    fitted
}

/// Draws the parts one below the other, above `keep` rows that are left free.
pub fn draw(parts: &[Part], ascii: bool, pane: &mut Pane<'_>, keep: usize) {
    let room = pane.left().saturating_sub(keep);
    let fitted = fitted(parts, ascii, (pane.width(), room));
    let left = room.saturating_sub(fitted.iter().map(Fitted::rows).sum());
    let apart = (left / fitted.len().max(1)).min(APART);
    for part in &fitted {
        part.draw(pane);
        pane.part(apart);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part> {
        let figure = |figure: &str, word: &str| Figure {
            figure: figure.into(),
            word: word.into(),
            style: Style::new(),
        };
        vec![
            Part::first("Incomplete, already not ready", Style::new()),
            Part::Figures(vec![figure("12", "met"), figure("28", "partial"), figure("1,200 h", "of work")]),
            Part::line("no owner, 12 h", Style::new()),
            Part::line("a line that is too long to be read from the back of any room there is", Style::new()),
        ]
    }

    #[test]
    fn all_parts_have_room_and_the_first_is_never_the_smaller() {
        for ascii in [false, true] {
            for columns in (58..240).step_by(7) {
                for room in 8..64 {
                    let all = fitted(&parts(), ascii, (columns, room));
                    let rows: usize = all.iter().map(Fitted::rows).sum();
                    assert!(rows <= room, "{columns}x{room}: {rows}");
                    let lesser = all.iter().skip(2).map(Fitted::letter).max();
                    assert!(lesser <= all.first().map(Fitted::letter), "{columns}x{room}");
                }
            }
        }
    }

    #[test]
    fn more_room_is_larger_letters() {
        for ascii in [false, true] {
            let sizes = [(78, 20), (118, 36), (238, 63)];
            let letters =
                sizes.map(|size| fitted(&parts(), ascii, size).iter().map(Fitted::letter).sum::<usize>());
            assert!(letters.is_sorted() && letters[0] < letters[2] && letters[0] > 4, "{letters:?}");
        }
    }
}
