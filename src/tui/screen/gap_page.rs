//! What is told of the selected gap: beside the list, or below it where a window is narrow.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use crate::model::Level;
use crate::model::priority::Gap;
use crate::say;
use crate::tui::keymap::OnScreen;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, page};
use crate::work::Work;

/// Rows of a part below the facts, at least: its edge and two lines.
const PART: usize = 3;

/// The requirement of a gap with its state.
pub(super) fn title(work: &Work, g: &Gap) -> String {
    let (r, q) = (&work.q().requirements[g.requirement], work.q());
    format!("{} {}, {}", r.id, q.list_title(g.requirement), g.status.word())
}

/// Its place in the list.
pub(super) fn place(work: &Work, g: &Gap) -> String {
    let (band, rank, of) = (g.band.word(), g.rank, work.plan().0.gaps.len());
    say!("{band}, rank {rank} of {of}", band, rank, of)
}

/// All there is to say of it, one below the other.
pub(super) fn facts(shell: &Shell, work: &Work, g: &Gap, pane: &mut Pane<'_>) {
    frame::facts(shell, pane, &page::named(page::of_gap(work.q(), work.a(), &work.plan().1, g)));
}

/// The same in a frame of its own, with its checks where there is room, and with what waits for it.
pub(super) fn beside(shell: &Shell, work: &Work, g: &Gap, pane: &mut Pane<'_>, area: Rect) {
    let edges = Edges { title: title(work, g), right: place(work, g), ..Edges::default() };
    let inside = frame::text_in(frame::frame(shell, pane.buffer(), area, &edges));
    let mut inside = Pane::new(pane.buffer(), inside);
    facts(shell, work, g, &mut inside);
    let waiting = waiting(work, g);
    let kept = if waiting.is_empty() { 0 } else { PART + 1 };
    if inside.width() >= frame::SIDE / 2 && inside.left() > kept + PART {
        checks(shell, work, g, &mut inside, kept);
    }
    if !waiting.is_empty() && inside.left() >= PART {
        waits(shell, work, &waiting, &mut inside);
    }
}

/// The checks that keep it from being met, most important first, above `kept` rows that are left free.
fn checks(shell: &Shell, work: &Work, g: &Gap, pane: &mut Pane<'_>, kept: usize) {
    let t = shell.theme;
    let n = say!("{n|check|checks} below Proven", n = g.missing.len());
    frame::divider(shell, pane, say!("What is missing"), &n);
    let level = |l: Option<Level>| l.map_or(say!("open"), |l| l.word());
    let (id, word) = (
        text::widest(g.missing.iter().map(|m| work.q().check(m.check).id.as_str())) + 1,
        text::widest(g.missing.iter().map(|m| level(m.level))) + 1,
    );
    for (n, m) in g.missing.iter().enumerate() {
        let more = g.missing.len() - n;
        if pane.left() <= kept + 1 && more > 1 {
            return pane.line(Span::styled(more_of(shell, more), t.quiet()));
        }
        let check = work.a().check(work.q(), m.check);
        pane.line(Line::from(vec![
            Span::styled(text::fit(&check.id, id), t.quiet()),
            Span::styled(text::fit(level(m.level), word), t.level(m.level)),
            Span::raw(check.question.clone()),
        ]));
    }
}

/// The gaps that wait for it, those that wait for it directly first.
pub(super) fn waiting<'w>(work: &'w Work, g: &Gap) -> Vec<(&'w Gap, bool)> {
    let (list, map) = work.plan();
    let mine: Vec<&str> =
        map.items.iter().filter(|i| i.closes.contains(&g.requirement)).map(|i| i.id.as_str()).collect();
    let waits = |x: &&Gap| x.first.iter().any(|id| mine.contains(&id.as_str()));
    let directly = |x: &Gap| x.depends_on.contains(&g.requirement);
    let mut all: Vec<(&Gap, bool)> =
        list.gaps.iter().filter(|x| x.rank != g.rank).filter(waits).map(|x| (x, directly(x))).collect();
    all.sort_by_key(|(_, directly)| !directly);
    all
}

fn waits(shell: &Shell, work: &Work, waiting: &[(&Gap, bool)], pane: &mut Pane<'_>) {
    let t = shell.theme;
    let (all, directly) = (waiting.len(), waiting.iter().filter(|(_, directly)| *directly).count());
    frame::divider(
        shell,
        pane,
        say!("Waits for it"),
        &say!("{all|gap|gaps}, {directly} directly", all, directly),
    );
    let sign = if t.ascii { ">" } else { "\u{203a}" };
    for (n, (g, directly)) in waiting.iter().enumerate() {
        if pane.left() == 1 && n + 1 < all {
            return pane.line(Span::styled(more_of(shell, all - n), t.quiet()));
        }
        let sign = if *directly { sign } else { " " };
        let name = Line::from(vec![
            Span::styled(format!("{sign} "), t.accent()),
            Span::raw(g.action_name(work.q(), work.a()).to_owned()),
        ]);
        let id = Span::styled(work.q().requirements[g.requirement].id.clone(), t.quiet());
        // Names and ids stand close, however wide the pane is.
        let width = pane.width().min(46);
        pane.line(join(name, Line::from(id), width));
    }
}

/// That there are more, and the key that tells them.
pub(super) fn more_of(shell: &Shell, n: usize) -> String {
    say!("\u{2026} and {n} more: {key}", n, key = shell.key(OnScreen::Explain))
}
