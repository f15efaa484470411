//! Where one is in the whole, beside a card on a wide screen: each clause with a sign for each of its requirements, and
//! the requirements of the clause one is in.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::card::Here;
use super::edge::{self, Edge};
use crate::model::Status;
use crate::say;
use crate::tui::pane::{Pane, join};
use crate::tui::text;

/// Draws it into a frame of its own.
pub(super) fn draw(here: &Here<'_>, buf: &mut Buffer, area: Rect) {
    let t = here.shell.theme;
    let (q, scores) = (here.work.q(), here.work.scores());
    let inside = edge::sides(t, buf, area);
    let counts = scores.all.counts;
    let title = say!("The {n|requirement|requirements}", n = counts.total());
    let done = say!("{done} answered", done = counts.total() - counts.open);
    edge::draw_edge(t, Edge::Top, buf, Rect { height: 1, ..area }, &title, &done);
    let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    edge::draw_edge(t, Edge::Bottom, buf, last, "", "");
    let at = here.card.spot.requirement;
    let mut pane = Pane::new(buf, inside);
    let width = pane.width();
    let room = pane.left();
    let own = scores.groups.iter().map(|(h, _)| q.below(*h)).find(|all| all.contains(&at));
    // A blank row between two clauses, where all have room.
    let rows = scores.groups.len() + own.map_or(0, |all| all.len());
    let spaced = rows + scores.groups.len() <= room;
    for (h, _) in &scores.groups {
        let heading = &q.headings[*h];
        let below = q.below(*h);
        let here_in = below.contains(&at);
        let style = if here_in { t.strong() } else { t.text() };
        let name = Line::styled(format!(" {:<4} {}", heading.id, heading.title), style);
        let signs = below.iter().map(|r| sign(here, *r)).collect::<Vec<_>>();
        pane.line(join(name, Line::from(signs), width));
        let id = text::widest(below.iter().map(|r| q.requirements[*r].id.as_str()));
        for r in below.iter().filter(|_| here_in) {
            let mark = if *r == at { edge::marker(t) } else { " " };
            let style = if *r == at { t.strong() } else { t.text() };
            let before = format!(" {} ", text::fit(&q.requirements[*r].id, id));
            let left = width.saturating_sub(3 + text::width(&before));
            let title = q.title_in(*r, |title| text::width(title) <= left);
            pane.line(Line::from(vec![
                Span::styled(mark, t.accent()),
                Span::raw(" "),
                sign(here, *r),
                Span::styled(format!("{before}{title}"), style),
            ]));
        }
        if spaced {
            pane.blank();
        }
    }
}

/// The sign of a requirement; while scores are hidden only whether it is answered.
fn sign(here: &Here<'_>, r: usize) -> Span<'static> {
    let t = here.shell.theme;
    match here.work.scores().status(r) {
        status @ Status::Open => Span::styled(t.symbol(status), t.status(status)),
        _ if here.shell.hide_scores => Span::styled("x", t.quiet()),
        status => Span::styled(t.symbol(status), t.status(status)),
    }
}
