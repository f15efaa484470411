//! The strip of steps above the screens of the way: which lie behind, which one is at, which come.

use ratatui::text::{Line, Span};

use crate::model::journey::Step;
use crate::say;
use crate::tui::keymap::Global;
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, journey};
use crate::work::Work;

/// Draws it, and a blank line; one line of words where the names do not fit.
pub(super) fn draw(shell: &Shell, work: Option<&Work>, at: Step, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let way = work.map(Work::journey);
    // Without a file nothing of the way lies behind but what comes before.
    let behind = |step: Step| way.as_ref().map_or(step < at, |way| way.is_behind(step));
    let asked = |step: &Step| *step != Step::Quick || way.as_ref().is_none_or(|way| way.quick.is_some());
    let (done, here, ahead, link) = if t.ascii {
        ("*", ">", "o", " -- ")
    } else {
        ("\u{25cf}", "\u{25c9}", "\u{25cb}", " \u{2500}\u{2500} ")
    };
    let mut spans = Vec::new();
    for step in Step::ALL.into_iter().filter(asked) {
        if !spans.is_empty() {
            spans.push(Span::styled(link, t.quiet()));
        }
        let (sign, style) = match step {
            step if step == at => (here, t.accent().patch(t.strong())),
            step if behind(step) => (done, t.text()),
            _ => (ahead, t.quiet()),
        };
        spans.push(Span::styled(format!("{sign} {}", step.word()), style));
    }
    let width: usize = spans.iter().map(|s| text::width(&s.content)).sum();
    if width <= pane.width() {
        pane.line(Line::from(spans));
    } else {
        pane.line(Span::styled(journey::step(at), t.accent().patch(t.strong())));
    }
    if pane.left() > TIGHT {
        pane.blank();
    }
}

/// That the quick check was left half-way, and how to go on with it.
pub(super) fn quick_open(shell: &Shell, work: &Work) -> Option<String> {
    journey::quick_open(work, &say!("{help} quick check", help = shell.key(Global::Help)))
}

/// Rows below which no row is left blank.
pub(super) const TIGHT: usize = 14;

/// A bar over the width with words at its right end.
pub(super) fn how_far(shell: &Shell, share: f64, words: &str, pane: &mut Pane<'_>) {
    let bar = pane.width().saturating_sub(text::width(words) + 2).min(60);
    let mut spans = shell.theme.bar(share, bar).to_vec();
    spans.push(Span::raw(format!("  {words}")));
    pane.line(Line::from(spans));
}
