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
use crate::words::{advice, asked};

/// Draws both into one frame.
pub(super) fn draw(here: &Here<'_>, buf: &mut Buffer, area: Rect) {
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
            Pane::new(buf, Rect { y: *y, height: 1, ..inside }).line(line);
            *y += 1;
        }
    };
    for (part, rows) in kept.iter().zip(given) {
        put(part, rows, buf, &mut y);
    }
    let more = say!("{key} more", key = shell.key(OnCard::Details));
    let mut right = more.as_str();
    for (title, words) in helps(here) {
        // A blank row, a title and a row of text at least.
        let left = usize::from(inside.bottom().saturating_sub(y));
        if left < 2 {
            break;
        }
        edge::draw_edge(t, Edge::Between, buf, row(y), title, right);
        right = "";
        y += 1;
        let part = Part::new(vec![Span::raw(" ")], &words, t.text(), width);
        put(&part, part.whole().min(left - 1), buf, &mut y);
    }
    edge::draw_edge(t, Edge::Bottom, buf, row(area.bottom().saturating_sub(1)), "", "");
}

/// What helps to answer the selected row, what matters most here first: title and words.
fn helps(here: &Here<'_>) -> Vec<(&'static str, String)> {
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
    all.retain(|(_, words)| !words.is_empty());
    all
}
