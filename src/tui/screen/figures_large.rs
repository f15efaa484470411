//! Figures to be read from the back row of a room: three rows high, in half blocks, each over its sign and its word.

use ratatui::text::{Line, Span};

use crate::model::Status;
use crate::model::score::Counts;
use crate::tui::large;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;

/// The figures of a count beside each other, in so many columns: the rows of the digits, and a row of signs and words.
/// What is left out stands in words elsewhere: it is neither good nor bad.
pub(super) fn lines(shell: &Shell, counts: &Counts, width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let all = [Status::Met, Status::Partial, Status::Gap, Status::Open];
    let column = width / all.len();
    let mut lines: Vec<Line<'static>> = Vec::new();
    for status in all {
        let style = t.status(status).patch(t.strong());
        let digits = large::narrow(&counts.of(status).to_string());
        lines.resize(digits.len() + 1, Line::default());
        for (drawn, line) in digits.iter().zip(&mut lines) {
            line.spans.push(Span::styled(text::fit(drawn, column), style));
        }
        if let Some(line) = lines.last_mut() {
            let word = text::fit(&status.word().to_lowercase(), column.saturating_sub(2));
            line.spans.push(Span::styled(format!("{} ", t.symbol(status)), t.status(status)));
            line.spans.push(Span::raw(word));
        }
    }
    lines
}
