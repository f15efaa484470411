//! Figures to be read from the back row of a room: three rows high, in half blocks, each over its sign and its word.

use ratatui::text::{Line, Span};

use crate::model::Status;
use crate::model::score::Counts;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;

/// Rows of a figure, its words not among them.
pub(super) const HEIGHT: usize = 3;

/// Columns of a digit with the blank behind it.
const DIGIT: usize = 4;

/// The rows of each digit.
const DIGITS: [[&str; HEIGHT]; 10] = [
    ["\u{2588}\u{2580}\u{2588}", "\u{2588} \u{2588}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2584}\u{2588} ", " \u{2588} ", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2580}\u{2580}\u{2588}", "\u{2588}\u{2580}\u{2580}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2580}\u{2580}\u{2588}", " \u{2580}\u{2588}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2588} \u{2588}", "\u{2580}\u{2580}\u{2588}", "  \u{2580}"],
    ["\u{2588}\u{2580}\u{2580}", "\u{2580}\u{2580}\u{2588}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2588}\u{2580}\u{2580}", "\u{2588}\u{2580}\u{2588}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2580}\u{2580}\u{2588}", "  \u{2588}", "  \u{2580}"],
    ["\u{2588}\u{2580}\u{2588}", "\u{2588}\u{2580}\u{2588}", "\u{2580}\u{2580}\u{2580}"],
    ["\u{2588}\u{2580}\u{2588}", "\u{2580}\u{2580}\u{2588}", "\u{2580}\u{2580}\u{2580}"],
];

/// The figures of a count beside each other, in so many columns: the rows of the digits, and a row of signs and words.
/// What is left out stands in words elsewhere: it is neither good nor bad.
pub(super) fn lines(shell: &Shell, counts: &Counts, width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let all = [Status::Met, Status::Partial, Status::Gap, Status::Open];
    let column = width / all.len();
    let mut lines = vec![Line::default(); HEIGHT + 1];
    for status in all {
        let digits: Vec<usize> =
            counts.of(status).to_string().bytes().map(|b| usize::from(b.saturating_sub(b'0'))).collect();
        let style = t.status(status).patch(t.strong());
        for (row, line) in lines.iter_mut().take(HEIGHT).enumerate() {
            let drawn: String = digits
                .iter()
                .map(|d| text::fit(DIGITS.get(*d).map_or("", |rows| rows[row]), DIGIT))
                .collect();
            line.spans.push(Span::styled(text::fit(&drawn, column), style));
        }
        if let Some(line) = lines.last_mut() {
            let word = text::fit(&status.word().to_lowercase(), column.saturating_sub(2));
            line.spans.push(Span::styled(format!("{} ", t.symbol(status)), t.status(status)));
            line.spans.push(Span::raw(word));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_another_and_has_its_rows() {
        for (n, rows) in DIGITS.iter().enumerate() {
            assert!(rows.iter().all(|row| text::width(row) < DIGIT), "{n}");
            assert!(DIGITS.iter().take(n).all(|other| other != rows), "{n}");
        }
    }
}
