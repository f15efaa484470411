//! The question for the whole room: large id, few words, no scores.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Work};
use super::super::pane::Pane;
use super::super::text;
use crate::model::Level;

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let r = &work.q().requirements[work.spot.requirement];
    let check = work.spot.row.checked_sub(1).and_then(|n| r.checks.get(n));
    let id = check.map_or(r.id.as_str(), |c| c.id.as_str());
    for line in big(id, t.ascii) {
        pane.line(Line::styled(line, t.accent()));
    }
    pane.blank();
    pane.line(Span::styled(work.q().full_title(work.spot.requirement), t.accent().patch(t.strong())));
    pane.blank();
    let question = check.map_or(r.question.as_str(), |c| c.question.as_str());
    // Half the width: on a projector short lines are read faster.
    let width = pane.width().saturating_sub(pane.width() / 6);
    for line in text::wrap(question, width) {
        pane.line(Span::styled(line, t.strong()));
    }
    pane.down_to(1);
    let mut spans = Vec::new();
    for level in Level::ALL {
        if level != Level::NotApplicable || r.exclusion.is_some() {
            spans.push(Span::styled(format!("{} ", level.key()), t.accent().patch(t.strong())));
            spans.push(Span::raw(format!("{} ", level.word())));
        }
    }
    pane.line(Line::from(spans));
    None
}

/// The characters of an id, five rows high, drawn from blocks.
fn big(id: &str, ascii: bool) -> [String; 5] {
    let mut rows: [String; 5] = Default::default();
    let on = if ascii { "##" } else { "\u{2588}\u{2588}" };
    for c in id.chars() {
        for (row, bits) in rows.iter_mut().zip(shape(c)) {
            for bit in [4u8, 2, 1] {
                row.push_str(if bits & bit == 0 { "  " } else { on });
            }
            row.push_str("  ");
        }
    }
    rows
}

/// Three columns by five rows, a bit a cell.
const fn shape(c: char) -> [u8; 5] {
    match c {
        '0' => [7, 5, 5, 5, 7],
        '1' => [2, 6, 2, 2, 7],
        '2' => [7, 1, 7, 4, 7],
        '3' => [7, 1, 7, 1, 7],
        '4' => [5, 5, 7, 1, 1],
        '5' => [7, 4, 7, 1, 7],
        '6' => [7, 4, 7, 5, 7],
        '7' => [7, 1, 1, 2, 2],
        '8' => [7, 5, 7, 5, 7],
        '9' => [7, 5, 7, 1, 7],
        'A' => [2, 5, 7, 5, 5],
        '.' => [0, 0, 0, 0, 2],
        '/' => [1, 1, 2, 4, 4],
        _ => [0, 0, 0, 0, 0],
    }
}
