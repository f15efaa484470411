//! A gap for the whole room: what to do, its id, band and rank, and whose it is.

use super::head;
use crate::say;
use crate::tui::large::{self, poster, poster::Part};
use crate::tui::pane::Pane;
use crate::tui::screen::detail::Stepping as _;
use crate::tui::screen::gap_filter::owner;
use crate::tui::screen::gap_page;
use crate::tui::screen::gaps::Gaps;
use crate::tui::shell::Shell;
use crate::words::{self, Word as _};
use crate::work::Work;

/// Draws the selected gap of the list as it is filtered and ordered there.
pub fn draw(shell: &Shell, gaps: &Gaps, work: &Work, pane: &mut Pane<'_>) {
    let t = shell.theme;
    // One gap is all of a page.
    shell.page.set(1);
    let strong = t.text().patch(t.strong());
    let scale = large::scale(pane, t.ascii);
    let Some(g) = gaps.gap(work) else {
        return poster::draw(&[Part::first(Gaps::nothing(shell, work), strong)], t.ascii, pane, 0);
    };
    gaps.cursor.hold(gaps.selected(work));
    let (q, a) = (work.q(), work.a());
    let id = &q.requirements[g.requirement].id;
    let (at, of) = (gaps.place(work) + 1, gaps.count(work));
    let place = say!("{at} of {all}", at, all = of);
    let place = gaps.shown(work, of).map_or(place.clone(), |shown| format!("{shown}; {place}"));
    let width = pane.width() / scale;
    large::line(
        pane,
        head(shell, id, &[q.list_title(g.requirement), q.short_title(g.requirement)], place, width),
        scale,
    );
    pane.blank();
    let parts = [
        Part::first(g.action_name(q, a), strong),
        Part::line(gap_page::place(work, g), t.accent().patch(t.strong())),
        Part::line(words::large::whose(owner(work, g.requirement), g.effort_hours), strong),
        Part::line(
            format!("{} {} {id}", t.symbol(g.status), g.status.word()),
            t.status(g.status).patch(t.strong()),
        ),
    ];
    poster::draw(&parts, t.ascii, pane, 0);
}
