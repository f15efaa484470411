//! Beside the checks: what was written here, then what helps to answer, as far as there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::card::Here;
use super::checks;
use super::edge::{self, Edge};
use super::parts::{Part, share};
use super::yours;
use crate::say;
use crate::tui::keymap::OnCard;
use crate::tui::pane::Pane;
use crate::words::{Word as _, advice, asked};

/// A title and what stands under it.
pub(super) type Help = (&'static str, String);

/// Draws both into one frame; what helps and has no row there.
pub(super) fn draw(here: &Here<'_>, buf: &mut Buffer, area: Rect) -> Vec<Help> {
    let (shell, t) = (here.shell, here.shell.theme);
    let inside = edge::sides(t, buf, area);
    let width = usize::from(inside.width);
    let row = |y: u16| Rect { y, height: 1, ..area };
    let keys = say!(
        "{note} note  {evidence} evidence",
        note = shell.key(OnCard::Note),
        evidence = shell.key(OnCard::Evidence)
    );
    edge::draw_edge(t, Edge::Top, buf, row(area.y), say!("Yours"), &keys);
    let kept = yours::parts(here, width, false);
    let (given, _) = share(&kept.iter().collect::<Vec<_>>(), &[], usize::from(inside.height));
    let mut y = inside.y;
    let put = |part: &Part, rows: usize, buf: &mut Buffer, y: &mut u16| {
        for line in part.rows(rows, width) {
            buf.set_line(inside.x, *y, &line, inside.width);
            *y += 1;
        }
    };
    for (part, rows) in kept.iter().zip(given) {
        put(part, rows, buf, &mut y);
    }
    let more = say!("{key} more", key = shell.key(OnCard::Details));
    let mut right = more.as_str();
    let mut untold = Vec::new();
    for (title, words) in helps(here) {
        // A title and a row of text at least.
        let left = usize::from(inside.bottom().saturating_sub(y));
        if left < 2 || !untold.is_empty() {
            untold.push((title, words));
            continue;
        }
        edge::draw_edge(t, Edge::Between, buf, row(y), title, right);
        right = "";
        y += 1;
        let part = Part::new(vec![Span::raw(" ")], &words, t.text(), width);
        put(&part, part.whole().min(left - 1), buf, &mut y);
    }
    edge::draw_edge(t, Edge::Bottom, buf, row(area.bottom().saturating_sub(1)), "", "");
    untold
}

/// In the rows left under the checks: what had no room beside them, then how an auditor looks at it. A part stands there
/// whole or not at all.
pub(super) fn under(here: &Here<'_>, pane: &mut Pane<'_>, frame: Rect, untold: &[Help]) {
    let t = here.shell.theme;
    for (title, words) in untold.iter().cloned().chain(judged(here)) {
        let part = Part::new(vec![Span::raw(" ")], &words, t.text(), pane.width());
        if part.whole() + 1 > pane.left() {
            continue;
        }
        let row = Rect { y: pane.row(), height: 1, ..frame };
        edge::draw_edge(t, Edge::Between, pane.buffer(), row, title, "");
        pane.blank();
        let width = pane.width();
        part.rows(part.whole(), width).into_iter().for_each(|line| pane.line(line));
    }
}

/// How the selected row is judged: answers that would stand and that would not, what an auditor asks and finds, what
/// often goes wrong.
fn judged(here: &Here<'_>) -> Vec<Help> {
    let r = here.r;
    let answers = here.check(here.card.spot.row).and_then(|c| c.answers.as_ref());
    let mut all: Vec<Help> = Vec::new();
    if let Some(answers) = answers {
        all.push((say!("An answer that would stand"), answers.good.clone()));
        all.push((say!("An answer that would not"), answers.bad.clone()));
    }
    all.push((say!("An auditor asks"), r.auditor.asks.join(" ")));
    all.push((say!("Mistakes often made"), r.mistakes.join("; ")));
    let found = r.finding.as_ref().map(|f| format!("{}: {}", f.grade.word(), f.text));
    all.push((say!("What an auditor typically finds"), found.unwrap_or_default()));
    // What the firm most like one's own wrote stands with what helps.
    let q = here.work.q();
    let firms = q.firms_like(here.work.a());
    let wrote = firms.iter().filter_map(|f| advice::wrote(q, r, *f)).skip(1);
    all.extend(wrote.map(|words| (say!("What other firms wrote"), words)));
    all.retain(|(_, words)| !words.is_empty());
    all
}

/// What helps to answer the selected row, what matters most here first: title and words.
fn helps(here: &Here<'_>) -> Vec<Help> {
    let (q, a, r) = (here.work.q(), here.work.a(), here.r);
    let mut all = Vec::new();
    let check = here.check(here.card.spot.row);
    if check.is_none() {
        all.extend(r.exclude.as_ref().map(|e| (say!("Leave out"), advice::leaving_out(e))));
    }
    all.extend(asked::at_own_size(a, r).map(|words| (say!("For you"), words.to_owned())));
    let asks = here.index(here.card.spot.row).is_none_or(|c| a.asks(q, c));
    all.extend(check.filter(|_| asks).map(|c| checks::next(here, c)));
    all.push((say!("Why"), r.why.clone()));
    if check.is_none() {
        all.push((say!("Met by"), here.evidence()));
    }
    all.push((say!("What good looks like"), r.good.clone()));
    // The firm most like one's own; the details tell of all of them.
    let firms = q.firms_like(a);
    all.extend(firms.iter().find_map(|f| advice::wrote(q, r, *f)).map(|words| (say!("Others"), words)));
    all.extend(r.enough.iter().flat_map(|e| {
        [(say!("Enough for Stage 1"), e.stage1.clone()), (say!("Enough for Stage 2"), e.stage2.clone())]
    }));
    all.push((say!("AI today"), r.ai_today.clone()));
    all.retain(|(_, words)| !words.is_empty());
    all
}
