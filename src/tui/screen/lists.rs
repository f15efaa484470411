//! What is not a gap but must not be forgotten: parked, to find out, excluded without a reason, marked,
//! not assessed.

use ratatui::layout::Position;
use ratatui::text::Line;

use super::super::app::{App, Desk, ListRow};
use super::super::pane::{Pane, join};
use crate::model::assessment::keys;

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let (q, a) = (desk.q(), desk.work.a());
    let rows = desk.list_rows();
    super::list(app, pane, &desk.lists, rows.len(), |n, width| match &rows[n] {
        ListRow::Head(title, 0) => Line::styled(format!("{title}: none"), t.quiet()),
        ListRow::Head(title, n) => Line::styled(format!("{title} ({n})"), t.accent().patch(t.strong())),
        ListRow::Open(r) => Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r))),
        ListRow::NoReason(r) => {
            let left = Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r)));
            join(left, Line::styled("reason missing", t.warning()), width)
        }
        ListRow::FindOut(c) => {
            let check = q.check(*c);
            let r = &q.requirements[q.check_owner[*c]];
            let ask = a.at(keys::ASK, &check.id).or_else(|| a.at(keys::ASK, &r.id));
            let ask = ask.map_or_else(|| format!("ask: {}?", r.owner_role), |w| format!("ask: {w}"));
            let left = Line::raw(format!("  {:<10}{}", check.id, check.question));
            join(left, Line::styled(super::super::text::cut(&ask, width / 3), t.accent()), width)
        }
        ListRow::Parked(p) => {
            let owner = if p.owner.is_empty() { "no owner".to_owned() } else { p.owner.clone() };
            let left = Line::raw(format!("  {:<10}{}", p.at, p.what));
            join(left, Line::styled(owner, t.accent()), width)
        }
        ListRow::Disagreed(id, words) => {
            let title = q.find(id).and_then(|x| q.requirement_of(x)).map(|r| q.list_title(r));
            let left = Line::raw(format!("  {id:<10}{}", title.unwrap_or_default()));
            join(left, Line::styled(words.clone(), t.accent()), width)
        }
        ListRow::Marked(id) => {
            let title = q.find(id).and_then(|x| q.requirement_of(x)).map(|r| q.list_title(r));
            Line::raw(format!("  {id:<10}{}", title.unwrap_or_default()))
        }
    })
}
