//! How wide a column and how high a row has to be. Nothing is measured while a workbook is opened: LibreOffice shows
//! the heights it finds in the file, so they are estimated here.

use unicode_width::UnicodeWidthStr;

/// Narrowest and widest column found from its values, in characters.
const NARROW: usize = 6;
const WIDE: usize = 46;
/// Height of a line of text in points.
pub(super) const LINE: f64 = 13.5;
/// Above and below the text of a row, in points.
const MARGIN: f64 = 3.0;
/// No row can be higher, in points.
const HIGHEST: f64 = 409.0;

/// Lines a text takes in so many characters, broken between words and longer words anywhere.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    text.split('\n').map(|line| broken(line, width)).sum()
}

fn broken(line: &str, width: usize) -> usize {
    let (mut lines, mut at) = (1, 0);
    for word in line.split_whitespace() {
        let long = word.width();
        let beside = if at == 0 { long } else { at + 1 + long };
        if beside <= width {
            at = beside;
            continue;
        }
        if at > 0 {
            lines += 1;
        }
        lines += long.saturating_sub(1) / width;
        at = (long.saturating_sub(1) % width) + usize::from(long > 0);
    }
    lines
}

/// Height of a row with so many lines, in points.
pub(super) fn height(lines: usize) -> f64 {
    // No row has more lines than a number holds exactly.
    let lines = f64::from(u32::try_from(lines.max(1)).unwrap_or(u32::MAX));
    lines.mul_add(LINE, MARGIN).min(HIGHEST)
}

/// The width of a column from its head and values: of prose enough to read it, of a word all of it.
pub(super) fn width<'a>(head: &str, values: impl Iterator<Item = &'a str>) -> usize {
    let word = head.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default();
    // A mark to filter by stands in the head.
    let longest = values.flat_map(str::lines).map(UnicodeWidthStr::width).max().unwrap_or_default();
    longest.min(WIDE).max(word + 3).max(head.width().min(12) + 3).max(NARROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_anywhere() {
        for (text, width, n) in [
            ("", 10, 1),
            ("one two", 10, 1),
            ("one two three", 7, 2),
            ("one\n\ntwo", 10, 3),
            ("abcdefghijklmno", 5, 3),
            ("ab abcdefghijklmno ab", 5, 5),
            ("\u{682a}\u{5f0f}\u{4f1a}\u{793e}", 4, 2),
        ] {
            assert_eq!(lines(text, width), n, "{text:?} in {width}");
        }
        assert!((height(10_000) - HIGHEST).abs() < 1e-9);
        assert!(height(1) < height(2));
    }

    #[test]
    fn a_column_is_as_wide_as_it_is_read_best() {
        assert_eq!(width("Id", std::iter::empty()), NARROW);
        assert_eq!(width("Id", ["9.2.1/1"].into_iter()), 7);
        assert_eq!(width("Requirement", ["9"].into_iter()), 14);
        assert_eq!(width("Note", ["x".repeat(900).as_str()].into_iter()), WIDE);
    }
}
