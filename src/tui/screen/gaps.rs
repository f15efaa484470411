//! The gap list: rank, band and the reason in words; what to do about the selected one.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Desk, GapFilter, GapRow};
use super::super::keymap::{InGaps, OnScreen};
use super::super::pane::{Pane, join};
use super::super::text;
use super::plural;
use crate::model::priority::hours;
use crate::words::{Word as _, Words as _};

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let (q, a) = (desk.q(), desk.work.a());
    let list = &desk.work.plan().0;
    let rows = desk.gap_rows();
    let open = &list.open;
    let mut words =
        format!("{}, {} of work.", plural(list.gaps.len(), "gap", "gaps"), hours(list.total_hours()));
    if desk.gap_filter != GapFilter::All {
        let shown = rows.iter().filter(|r| r.gap().is_some()).count();
        words = format!("{words} Shown: {} ({shown}).", desk.gap_filter.word(desk));
    }
    pane.line(Span::styled(words, t.strong()));
    let apart = format!(
        "Apart: {} not assessed yet, {} to find out, {} excluded without reason ({}).",
        open.not_assessed.len(),
        open.to_find_out.len(),
        open.without_reason.len(),
        app.shell.key(OnScreen::Lists)
    );
    pane.line(Span::styled(apart, t.quiet()));
    pane.blank();
    if rows.is_empty() {
        pane.line(if list.gaps.is_empty() {
            "No gaps among what is answered so far.".to_owned()
        } else {
            format!("No gap fits this filter. {} shows others.", app.shell.key(InGaps::Filter))
        });
        return None;
    }
    let details = 7.min(pane.left().saturating_sub(5));
    let height = pane.left() - details;
    let place = super::list(app, &mut pane.part(height), &desk.gaps, rows.len(), |n, width| {
        let g = match &rows[n] {
            GapRow::Head(title, count) => {
                return Line::styled(format!("{title} ({count})"), t.accent().patch(t.strong()));
            }
            GapRow::Gap(g) => &list.gaps[*g],
        };
        let r = &q.requirements[g.requirement];
        let left = Line::from(vec![
            Span::raw(format!("{:>2} ", g.rank)),
            Span::styled(format!("{:<7}", g.band.word()), t.accent()),
            Span::styled(format!("{} ", t.symbol(g.status)), t.status(g.status)),
            Span::raw(format!("{:<8}", r.id)),
            Span::raw(q.list_title(g.requirement)),
        ]);
        let owner = desk.owner(g.requirement);
        let owner = if owner.is_empty() { "no owner".to_owned() } else { text::cut(&owner, 12) };
        // On a narrow terminal the symbol has to do for the word.
        let word = if width < 70 { String::new() } else { format!("{:<8}", g.status.word()) };
        let right = format!("{word} {:>7}  {owner:<12}", hours(g.effort_hours));
        join(left, Line::raw(right), width)
    });
    let Some(g) = rows.get(desk.gaps.at).and_then(GapRow::gap).map(|g| &list.gaps[g]) else { return place };
    pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
    let ids = |v: &[usize]| v.iter().map(|r| q.requirements[*r].id.as_str()).collect::<Vec<_>>().join(", ");
    pane.labelled("Rank     ", t.accent(), &g.reason(q, a).words(), t.text(), 2);
    pane.labelled("Do       ", t.accent(), g.action(q), t.text(), 2);
    pane.labelled("Output   ", t.accent(), &g.outputs(q).join("; "), t.text(), 1);
    if !g.depends_on.is_empty() {
        pane.labelled("Waits for", t.accent(), &format!(" {}", ids(&g.depends_on)), t.text(), 1);
    }
    place
}
