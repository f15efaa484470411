//! What is not a gap but must not be forgotten: parked, to find out, excluded without a reason, marked,
//! not assessed. Owns its selection and rows.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::Line;

use crate::model::assessment::keys;
use crate::model::register::Parked;
use crate::model::spread::{self, Row};
use crate::model::votes::{self, Outcome};
use crate::say;
use crate::tui::keymap::InLists;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{Words as _, asked, called, spread as said};
use crate::work::Work;

/// Open and parked items.
#[derive(Default)]
pub struct Lists {
    /// Selected row.
    pub cursor: Cursor,
    rows: OnceCell<Vec<ListRow>>,
}

/// A row of the lists screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListRow {
    /// A title with the number of rows below it.
    Head(String, usize),
    /// A requirement not assessed yet.
    Open(usize),
    /// A check nobody could answer.
    FindOut(usize),
    /// A control excluded without a reason.
    NoReason(usize),
    /// A control excluded although no reason can stand.
    CannotStand(usize),
    /// A control excluded with a reason that says little.
    WeakReason(usize),
    /// A parked item.
    Parked(Parked),
    /// An id marked for review.
    Marked(String),
    /// An id on which people do not agree.
    Disagreed(String, String),
    /// A check that is not asked because one works alone.
    NotAsked(usize),
}

impl Lists {
    /// Its rows; made once after a change.
    pub fn rows(&self, work: &Work) -> &[ListRow] {
        self.rows.get_or_init(|| Self::made(work))
    }

    fn made(work: &Work) -> Vec<ListRow> {
        let open = &work.plan().0.open;
        let a = work.a();
        let mut rows = Vec::new();
        let mut part = |title: &str, more: Vec<ListRow>| {
            rows.push(ListRow::Head(title.to_owned(), more.len()));
            rows.extend(more);
        };
        let (closed, parked): (Vec<_>, Vec<_>) = a.all_parked().into_iter().partition(|p| p.closed);
        part(say!("Parked"), parked.into_iter().map(ListRow::Parked).collect());
        let find_out = called::to_find_out(work.q(), &open.to_find_out);
        part(&find_out, open.to_find_out.iter().map(|c| ListRow::FindOut(*c)).collect());
        part(
            &called::without_reason(work.q()),
            open.without_reason.iter().map(|r| ListRow::NoReason(*r)).collect(),
        );
        if !open.cannot_stand.is_empty() {
            let rows = open.cannot_stand.iter().map(|r| ListRow::CannotStand(*r)).collect();
            part(&called::cannot_stand(work.q()), rows);
        }
        if !open.weak_reason.is_empty() {
            let rows = open.weak_reason.iter().map(|r| ListRow::WeakReason(*r)).collect();
            part(called::weak_reason(), rows);
        }
        let marked = a.facts().range(keys::REVIEW.to_owned()..);
        let marked = marked.map_while(|(k, _)| k.strip_prefix(keys::REVIEW));
        part(say!("Marked for review"), marked.map(|k| ListRow::Marked(k.to_owned())).collect());
        // The same that "Who said what" calls open; what a room was not shown is counted alone.
        let mut open_rows = spread::rows(work.q(), a);
        open_rows.retain(Row::is_open);
        let not_agreed =
            open_rows.iter().map(|row| ListRow::Disagreed(row.at.clone(), said::in_list(a, row)));
        part(say!("Not agreed on"), not_agreed.collect());
        let came = |to| votes::that_are(a, to).into_iter().map(|(id, v)| ListRow::Disagreed(id, v.words()));
        part(say!("Agreed with dissent"), came(Outcome::AgreedWithDissent).collect());
        let not_assessed = called::not_assessed(open.not_assessed.len(), work.scores().all.counts.open);
        part(&not_assessed, open.not_assessed.iter().map(|r| ListRow::Open(*r)).collect());
        part(say!("Parked and closed"), closed.into_iter().map(ListRow::Parked).collect());
        let not_asked = a.not_asked(work.q());
        if !not_asked.is_empty() {
            part(
                say!("Not asked, because you work alone"),
                not_asked.into_iter().map(ListRow::NotAsked).collect(),
            );
        }
        rows
    }

    /// After a change the rows are made again.
    pub fn forget(&mut self) {
        self.rows = OnceCell::new();
    }

    /// The id the selected row stands for.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let q = work.q();
        match self.rows(work).get(self.cursor.at)? {
            ListRow::Head(..) => None,
            ListRow::Open(r) | ListRow::NoReason(r) | ListRow::CannotStand(r) | ListRow::WeakReason(r) => {
                Some(q.requirements[*r].id.clone())
            }
            ListRow::FindOut(c) | ListRow::NotAsked(c) => Some(q.check(*c).id.clone()),
            ListRow::Parked(p) => Some(p.at.clone()),
            ListRow::Marked(id) | ListRow::Disagreed(id, _) => Some(id.clone()),
        }
    }

    /// The selected parked item.
    fn parked(&self, work: &Work) -> Option<Parked> {
        match self.rows(work).get(self.cursor.at)? {
            ListRow::Parked(p) => Some(p.clone()),
            _ => None,
        }
    }

    /// Does what a key of the lists asks for.
    pub fn update(&mut self, command: InLists, shell: &mut Shell, work: &mut Work) -> Next {
        let parked = self.parked(work);
        match (command, parked) {
            (InLists::Toggle, Some(item)) => {
                let done = work.close(&item.id);
                if done.is_ok() {
                    // Its row moves to another part of the list; the cursor goes with it.
                    self.forget();
                    let mine = |row: &ListRow| matches!(row, ListRow::Parked(p) if p.id == item.id);
                    self.cursor.at = self.rows(work).iter().position(mine).unwrap_or(self.cursor.at);
                }
                return Next::Say(None, done);
            }
            (InLists::Toggle, None) => {
                let words = say!("Only parked items are closed here; answer a question to close it.");
                shell.say(Tone::Warning, words);
            }
            (InLists::Promote, Some(item)) => {
                super::add_form(shell, work.promotion(&item.id));
            }
            (InLists::Promote, None) => shell.say(Tone::Warning, say!("Select a parked item first.")),
        }
        Next::Stay
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let (q, a) = (work.q(), work.a());
        let rows = self.rows(work);
        super::list(shell, pane, &self.cursor, rows.len(), |n, width| match &rows[n] {
            ListRow::Head(title, 0) => Line::styled(say!("{title}: none", title), t.quiet()),
            ListRow::Head(title, n) => Line::styled(format!("{title} ({n})"), t.accent().patch(t.strong())),
            ListRow::Open(r) => Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r))),
            ListRow::NoReason(r) => {
                let left = Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r)));
                join(left, Line::styled(say!("reason missing"), t.warning()), width)
            }
            ListRow::CannotStand(r) => {
                let left = Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r)));
                join(left, Line::styled(say!("cannot stand"), t.warning()), width)
            }
            ListRow::WeakReason(r) => {
                let left = Line::raw(format!("  {:<8}{}", q.requirements[*r].id, q.list_title(*r)));
                join(left, Line::styled(say!("says little"), t.warning()), width)
            }
            ListRow::FindOut(c) => {
                let check = a.check(q, *c);
                let r = &q.requirements[q.check_owner[*c]];
                let ask = a.at(keys::ASK, &check.id).or_else(|| a.at(keys::ASK, &r.id));
                let ask = ask.map_or_else(
                    || say!("ask: {role}?", role = asked::usual_role(a, r)),
                    |whom| say!("ask: {whom}", whom),
                );
                let left = Line::raw(format!("  {:<10}{}", check.id, check.question));
                join(left, Line::styled(text::cut(&ask, width / 3), t.accent()), width)
            }
            ListRow::NotAsked(c) => {
                let check = q.check(*c);
                let why = check.not_alone.as_deref().unwrap_or_default();
                Line::raw(text::cut(&format!("  {:<10}{why}", check.id), width))
            }
            ListRow::Parked(p) => {
                let owner = if p.owner.is_empty() { say!("no owner").to_owned() } else { p.owner.clone() };
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
}
