//! Which step the room is at, and what comes next.

use ratatui::text::{Line, Span};

use crate::model::Level;
use crate::model::card_flow::Step;
use crate::tui::keymap::{InList, OnCard};
use crate::tui::large;
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::words::room;

/// The steps in a line, the present one marked; at the right what the key does now, as far as there is room. With
/// `is_large` the present one stands before them in large letters, and what the key does below them.
/// `standing` is the level that stood before the room answered.
pub(super) fn lines(
    shell: &Shell,
    (at, standing): (Step, Option<Level>),
    width: usize,
    is_large: bool,
) -> Vec<Line<'static>> {
    let t = shell.theme;
    let mut spans = Vec::new();
    for step in Step::ALL {
        if !spans.is_empty() {
            spans.push(Span::styled(" > ", t.text()));
        }
        spans.push(if step == at {
            Span::styled(format!("[{}]", room::step(step)), t.selected().patch(t.strong()))
        } else {
            Span::styled(room::step(step), t.text())
        });
    }
    let steps = Line::from(spans);
    let words = match standing.filter(|_| at == Step::Agree) {
        Some(level) => room::agrees_on(level, &shell.key(InList::Open)),
        None => room::next(at, &shell.key(OnCard::Step)),
    };
    let next = Span::styled(words, t.accent());
    if is_large {
        let word = Line::styled(room::step(at).to_uppercase(), t.text().patch(t.strong()));
        let mut lines = large::rows_of(&word, large::smallest(t.ascii));
        lines.truncate(lines.len() - usize::from(t.ascii));
        let beside = [steps.clone(), Line::from(next.clone())];
        if lines.iter().all(|line| line.width() + steps.width() + 2 <= width) {
            for (line, right) in lines.iter_mut().rev().zip(beside.into_iter().rev()) {
                *line = join(std::mem::take(line), right, width);
            }
            return lines;
        }
    }
    // Where both do not fit, the present step and what comes next say enough.
    if steps.width() + next.width() + 2 <= width {
        return vec![join(steps, Line::from(next), width)];
    }
    let now = Span::styled(format!("[{}]", room::step(at)), t.selected().patch(t.strong()));
    vec![join(Line::from(now), Line::from(next), width)]
}
