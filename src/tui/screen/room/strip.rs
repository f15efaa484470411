//! Which step the room is at, and what comes next.

use ratatui::text::{Line, Span};

use crate::model::card_flow::Step;
use crate::tui::keymap::OnCard;
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::words::room;

/// The steps in a line, the present one marked; at the right what the key does now, as far as there is room.
pub(super) fn line(shell: &Shell, at: Step, width: usize) -> Line<'static> {
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
    let next = Span::styled(room::next(at, &shell.key(OnCard::Step)), t.accent());
    // Where both do not fit, the present step and what comes next say enough.
    if steps.width() + next.width() + 2 <= width {
        return join(steps, Line::from(next), width);
    }
    let now = Span::styled(format!("[{}]", room::step(at)), t.selected().patch(t.strong()));
    join(Line::from(now), Line::from(next), width)
}
