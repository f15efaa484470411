//! The audit: which there are with their headers, the rows of the one that is worked in, the card of one of them, its findings.
//! Right and Left lead from one view to the next, on the card from one place of the standard to the next; all of what is
//! selected stands beside or below the list. Owns its selections, its filter and what it keeps of the audit.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::audit_card::Told;
use super::audit_found::FindingLine;
use super::audit_line::{Columns, row_line};
use super::audit_rows::{Kept, RowLine};
use super::audit_shown::Shown;
pub use super::audit_view::View;
use super::frame::{self, Edges};
use crate::model::audit;
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT, FINDING, Rid};
use crate::say;
use crate::tui::keymap::{Command, InAudit, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::page::Labelled;
use crate::work::{Done, Refused, Work};

/// Columns of the list beside the detail: in a narrower window, and in a wide one.
const LIST: (u16, u16) = (70, 110);

/// Rows kept for the detail below the list.
const BELOW: usize = 10;

/// Lines of a window that has none to spare.
const FEW: usize = 8;

/// The audit.
#[derive(Default)]
pub struct AuditScreen {
    cursors: [Cursor; 5],
    view: View,
    shown: Shown,
    /// The audit these rows were chosen in; in another one all are shown.
    shown_in: Option<Rid>,
    /// The audit that was worked in when the headers were last shown or anything changed.
    worked: Option<Rid>,
    /// The place whose card is open.
    card: Option<String>,
    kept: OnceCell<Kept>,
    told: OnceCell<Told>,
}

impl AuditScreen {
    /// What it keeps of the audit; made once after a change.
    pub fn kept(&self, work: &Work) -> &Kept {
        self.kept.get_or_init(|| Kept::of(work))
    }

    /// After a change it is made again; a filter belongs to the audit it was set in.
    pub fn forget(&mut self, work: &Work) {
        self.kept = OnceCell::new();
        self.told = OnceCell::new();
        if self.worked != work.audit_id() {
            self.select_worked(work);
        }
        if self.shown != Shown::All && self.shown_in != work.audit_id() {
            self.shown = Shown::All;
            self.cursors[View::Rows as usize] = Cursor::default();
        }
    }

    /// What the footer offers on what is selected, the most needed first.
    pub fn offers(&self, work: &Work) -> Vec<Command> {
        self.view(work).offers(self.finding(work).is_some())
    }

    /// Shows all audits together.
    pub fn show_programme(&mut self) {
        self.card = None;
        self.view = View::Programme;
    }

    /// Which view is shown: that of the headers while there is no audit, the card while one is open.
    pub fn view(&self, work: &Work) -> View {
        if self.kept(work).audits.is_empty() {
            View::Header
        } else if self.view == View::Rows && self.carded(work).is_some() {
            View::Card
        } else {
            self.view
        }
    }

    /// The place whose card is open.
    fn carded(&self, work: &Work) -> Option<&RowLine> {
        let id = self.card.as_ref()?;
        self.kept(work).rows.iter().find(|row| row.id == *id)
    }

    /// What its card tells; read once after a change.
    fn told(&self, work: &Work, row: &RowLine) -> &Told {
        self.told.get_or_init(|| Told::of(work, row, self.kept(work)))
    }

    /// Opens the card of a place.
    pub fn open_card(&mut self, id: String) {
        if self.card.as_ref() != Some(&id) {
            self.cursors[View::Card as usize] = Cursor::default();
        }
        self.card = Some(id);
        self.told = OnceCell::new();
    }

    /// Leaves the card for the rows, onto its own; false where none was open.
    pub fn leave_card(&mut self, work: &Work) -> bool {
        if self.view(work) != View::Card {
            return false;
        }
        let id = self.card.take().unwrap_or_default();
        self.select_row(work, &id);
        true
    }

    fn select_row(&mut self, work: &Work, id: &str) {
        let at = self.rows(work).iter().position(|row| row.id == id);
        let last = self.rows(work).len().saturating_sub(1);
        let cursor = &mut self.cursors[View::Rows as usize];
        cursor.at = at.unwrap_or(cursor.at).min(last);
    }

    /// Shows the row of a place: of a check that has none that of its requirement. Where the filter leaves it out all are shown.
    pub fn show_place(&mut self, work: &Work, at: Target) -> Option<RowLine> {
        let q = work.q();
        let all = &self.kept(work).rows;
        let own = all.iter().find(|row| row.at == at);
        let above =
            || q.requirement_of(at).and_then(|r| all.iter().find(|row| row.at == Target::Requirement(r)));
        let row = own.or_else(above)?.clone();
        if !self.shown.fits(&row) {
            self.shown = Shown::All;
        }
        (self.card, self.view) = (None, View::Rows);
        self.select_row(work, &row.id);
        Some(row)
    }

    /// Shows the headers with that of the audit one works in selected.
    pub fn show_header(&mut self, work: &Work) {
        self.card = None;
        self.view = View::Header;
        self.select_worked(work);
    }

    /// Selects among the headers that of the audit one works in.
    fn select_worked(&mut self, work: &Work) {
        self.worked = work.audit_id();
        let at = audit::all(work.a()).iter().position(|rec| Some(&rec.id) == self.worked.as_ref());
        self.cursors[View::Header as usize].at = at.unwrap_or_default();
    }

    /// From a finding to the row it is on, and from a row to the first finding there.
    fn across(&mut self, shell: &mut Shell, work: &Work) {
        let place = |f: &FindingLine| work.q().find(f.at.first()?);
        if self.view(work) == View::Findings {
            let to = self.finding(work).and_then(place).and_then(|at| self.show_place(work, at));
            if to.is_none() {
                shell.say(
                    Tone::Warning,
                    say!("Select a finding first; from there this key leads to its row."),
                );
            }
            return;
        }
        let found = self.row(work).and_then(|row| row.findings.into_iter().next());
        match found.and_then(|no| self.kept(work).findings.iter().position(|f| f.no == no)) {
            Some(at) => {
                (self.card, self.view) = (None, View::Findings);
                self.cursors[View::Findings as usize].at = at;
            }
            None => shell.say(Tone::Warning, say!("No finding stands on this row.")),
        }
    }

    /// Opens the card of the next row that lacks something or is still to do, going round; false where there is none.
    fn next_open(&mut self, work: &Work) -> bool {
        let all = &self.kept(work).rows;
        let now = self.row(work).and_then(|now| all.iter().position(|row| row.id == now.id));
        let (before, after) = all.split_at(now.map_or(0, |n| n + 1).min(all.len()));
        let open = |row: &&RowLine| Shown::Incomplete.fits(row);
        let next = after.iter().chain(before).find(open).map(|row| row.id.clone());
        let is_there = next.is_some();
        if let Some(id) = next {
            self.view = View::Rows;
            self.open_card(id);
        }
        is_there
    }

    /// The card of the place before or after, in the order of the standard.
    fn turn_card(&mut self, work: &Work, forward: bool) {
        let all = &self.kept(work).rows;
        let Some(now) = all.iter().position(|row| Some(&row.id) == self.card.as_ref()) else { return };
        let to = if forward { now + 1 } else { now.wrapping_sub(1) };
        if let Some(id) = all.get(to).map(|row| row.id.clone()) {
            let at = self.cursors[View::Card as usize].at;
            self.open_card(id);
            // The same field of the next paper; findings differ from place to place.
            self.cursors[View::Card as usize].at = at.min(self.len(work).saturating_sub(1));
        }
    }

    /// The field of the card that is selected; none on a finding.
    pub fn field(&self, work: &Work) -> Option<&'static str> {
        let row = self.carded(work).filter(|_| self.view(work) == View::Card)?;
        self.told(work, row).fields.get(self.at(work)).map(|f| f.field)
    }

    /// The selection of the view.
    pub fn cursor(&mut self, work: &Work) -> &mut Cursor {
        let at = self.view(work) as usize;
        &mut self.cursors[at]
    }

    fn at(&self, work: &Work) -> usize {
        self.cursors[self.view(work) as usize].at
    }

    fn rows<'s>(&'s self, work: &Work) -> Vec<&'s RowLine> {
        self.kept(work).rows.iter().filter(|row| self.shown.fits(row)).collect()
    }

    /// How many rows the view has; the last one of the headers begins an audit, that of the findings raises one.
    pub fn len(&self, work: &Work) -> usize {
        match self.view(work) {
            View::Header => self.kept(work).audits.len() + 1,
            View::Rows => self.rows(work).len(),
            View::Findings => self.kept(work).findings.len() + 1 + self.kept(work).earlier.len(),
            View::Programme => self.kept(work).together(work).cycle.len(),
            View::Card => self.carded(work).map_or(0, |row| self.told(work, row).len()),
        }
    }

    /// The selected audit; none on the row that begins one.
    pub fn audit(&self, work: &Work) -> Option<Rid> {
        self.kept(work).audits.get(self.at(work)).map(|a| a.id.clone())
    }

    /// The selected row of the standard.
    pub fn row(&self, work: &Work) -> Option<RowLine> {
        match self.view(work) {
            View::Rows => self.rows(work).get(self.at(work)).map(|row| (*row).clone()),
            View::Card => self.carded(work).cloned(),
            View::Header | View::Findings | View::Programme => None,
        }
    }

    /// The selected finding.
    pub fn finding(&self, work: &Work) -> Option<&FindingLine> {
        match self.view(work) {
            View::Findings => self.kept(work).finding(self.at(work)),
            View::Card => self.told(work, self.carded(work)?).finding(self.at(work)),
            View::Header | View::Rows | View::Programme => None,
        }
    }

    /// The id that is selected; none where the row stands for none.
    pub fn selected(&self, work: &Work) -> Option<String> {
        self.row(work).map(|row| row.id).or_else(|| self.finding(work)?.at.first().cloned())
    }

    /// Where a header is selected, that audit is worked in from here on.
    pub fn work_in(&mut self, work: &mut Work) -> Option<Result<Done, Refused>> {
        let id = self.audit(work).filter(|_| self.view(work) == View::Header)?;
        let done = work.open_audit(id.as_str());
        self.forget(work);
        Some(done)
    }

    /// Does what a key of this screen asks for, but for what the desk does itself.
    pub fn update(&mut self, command: InAudit, shell: &mut Shell, work: &mut Work) -> Next {
        match command {
            InAudit::NextView | InAudit::PreviousView => {
                let now = self.view(work);
                if now == View::Card {
                    self.turn_card(work, command == InAudit::NextView);
                    return Next::Stay;
                }
                let done = self.work_in(work);
                self.view = now.beside(command == InAudit::NextView);
                if self.view == View::Header {
                    self.select_worked(work);
                }
                if let Some(done) = done {
                    return Next::Say(None, done);
                }
            }
            InAudit::Programme if self.kept(work).audits.is_empty() => {
                shell.say(Tone::Warning, shell.refused(&Refused::NoAudit));
            }
            InAudit::Programme => self.show_programme(),
            InAudit::NextOpen => {
                if !self.next_open(work) {
                    shell.say(Tone::Done, say!("No row of the plan is left to do, and none lacks anything."));
                }
            }
            InAudit::Details => {
                let (title, facts) = self.detail(shell, work);
                let lines = match self.carded(work).filter(|_| self.view(work) == View::Card) {
                    Some(row) => self.told(work, row).lines(),
                    None => facts
                        .iter()
                        .filter(|(_, w)| !w.is_empty())
                        .map(|(l, w)| format!("{l}: {w}"))
                        .collect(),
                };
                if !title.is_empty() {
                    shell.read(title, lines);
                }
            }
            InAudit::Across => self.across(shell, work),
            InAudit::Filter => {
                self.leave_card(work);
                let on = self.row(work).map(|row| row.id);
                self.shown = self.shown.next();
                self.shown_in = work.audit_id();
                let at = on.and_then(|id| self.rows(work).iter().position(|row| row.id == id));
                self.cursors[View::Rows as usize].at = at.unwrap_or(0);
            }
            InAudit::Add => {
                let kind = if self.view(work) == View::Header { &AUDIT } else { &FINDING };
                return Next::Record(kind, None);
            }
            InAudit::Result(_)
            | InAudit::Toggle
            | InAudit::Skip
            | InAudit::Drop
            | InAudit::Reply
            | InAudit::Check
            | InAudit::Evidence
            | InAudit::Sample
            | InAudit::Person
            | InAudit::Sign
            | InAudit::FollowUp
            | InAudit::Compare
            | InAudit::Note => {}
        }
        Next::Stay
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let kept = self.kept(work);
        let view = self.view(work);
        let names: Vec<Span<'_>> = View::ALL
            .into_iter()
            .flat_map(|v| {
                let is = v == view || (v == View::Rows && view == View::Card);
                let style = if is { t.strong() } else { t.quiet() };
                let word = if is { format!("[{}]", v.word()) } else { format!(" {} ", v.word()) };
                [Span::styled(word, style), Span::raw(" ")]
            })
            .collect();
        let me = if let Some(name) = work.my_name() {
            Span::styled(say!("{name} writes", name), t.quiet())
        } else {
            let key = shell.key(OnScreen::IAm);
            Span::styled(say!("who are you? {key}", key), t.warning())
        };
        let width = pane.width();
        pane.line(join(Line::from(names), Line::from(me), width));
        if let Some(row) = self.carded(work).filter(|_| view == View::Card) {
            let cursor = &self.cursors[View::Card as usize];
            return self.told(work, row).draw(shell, row, cursor, pane);
        }
        let sums = match (view, self.shown.word()) {
            (View::Rows, "") => kept.of_rows("", width),
            (View::Rows, shown) => {
                kept.of_rows(&format!("{} ", say!("Shown: {which}.", which = shown)), width)
            }
            (View::Findings, _) => kept.sum(&kept.sums[1], width),
            (View::Programme, _) => kept.together(work).sum.clone(),
            (View::Header | View::Card, _) => kept.sum(&kept.sums[2], width),
        };
        if view == View::Programme && pane.left() > FEW {
            // All audits together are one sentence, of which the end tells what is still to come.
            pane.paragraph(&sums, t.quiet(), 2);
        } else {
            pane.line(Span::styled(text::cut(&sums, width), t.quiet()));
        }
        let (title, facts) = self.detail(shell, work);
        if width >= frame::SIDE {
            let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
            let edges = Edges { title: view.word().to_owned(), ..Edges::default() };
            let inside = frame::frame(shell, pane.buffer(), left, &edges);
            let place = self.list(shell, work, &mut Pane::new(pane.buffer(), inside));
            if !title.is_empty() {
                let edges = Edges { title, ..Edges::default() };
                let inside = frame::text_in(frame::frame(shell, pane.buffer(), right, &edges));
                frame::facts(shell, &mut Pane::new(pane.buffer(), inside), &facts);
            }
            return place;
        }
        // What little there is to tell of a row leaves the rest to the list.
        let below = (frame::lines(&facts, width) + 1).min(BELOW).min(pane.left() / 2);
        let height = pane.left().saturating_sub(below).max(pane.left().min(4));
        let place = self.list(shell, work, &mut pane.part(height));
        if !title.is_empty() && pane.left() > 1 {
            frame::rule(shell, pane, &title, "");
            frame::facts(shell, pane, &facts);
        }
        place
    }

    /// Title and facts of what is selected.
    fn detail(&self, shell: &Shell, work: &Work) -> (String, Vec<Labelled>) {
        if let Some(row) = self.row(work) {
            return (format!("{} {}", row.id, row.title), row.facts(work));
        }
        if let Some(f) = self.finding(work) {
            return (format!("{} {}", f.no, f.grade), f.facts(work).to_vec());
        }
        match (self.view(work), self.kept(work).audits.get(self.at(work))) {
            (View::Programme, _) => match self.kept(work).together(work).cycle.get(self.at(work)) {
                Some(part) => (part.title.clone(), part.facts.clone()),
                None => (String::new(), Vec::new()),
            },
            (View::Header, Some(audit)) => {
                (format!("{} {}", audit.no, audit.name), audit.facts(work).to_vec())
            }
            (View::Header, None) if !self.kept(work).audits.is_empty() => {
                (say!("All audits").to_owned(), self.kept(work).together(work).programme.clone())
            }
            (View::Header, None) => {
                let me = shell.key(OnScreen::IAm);
                let words = say!(
                    "An audit has a layer of its own: what it says changes no answer and no figure of yours. First say who you are ({me}); then begin one here.",
                    me
                );
                (say!("Begin an audit").to_owned(), vec![(say!("Audits"), words)])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    fn list(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let kept = self.kept(work);
        let cursor = &self.cursors[self.view(work) as usize];
        let adds = |words: &str| Line::styled(format!("+ {words}"), t.accent());
        match self.view(work) {
            View::Header => super::list(shell, pane, cursor, self.len(work), |n, width| {
                let Some(audit) = kept.audits.get(n) else { return adds(say!("begin an audit")) };
                let left = Line::from(vec![
                    Span::styled(text::fit(&audit.no, 6), t.accent()),
                    Span::raw(audit.name.clone()),
                ]);
                // Which audit it is comes before what is said of it.
                let room = width.saturating_sub(left.width() + 2).max(width / 3);
                join(left, Line::styled(text::cut(&audit.kind, room), t.quiet()), width)
            }),
            View::Rows => {
                let rows = self.rows(work);
                if rows.is_empty() {
                    pane.line(Span::styled(say!("No row is like that."), t.quiet()));
                    return None;
                }
                let columns = Columns::of(&rows);
                super::list(shell, pane, cursor, rows.len(), |n, width| {
                    row_line(shell, rows[n], &columns, width)
                })
            }
            View::Programme => super::list(shell, pane, cursor, self.len(work), |n, width| {
                let part = &kept.together(work).cycle[n];
                let right = text::width(&part.right) + if part.right.is_empty() { 0 } else { 2 };
                let words = text::cut_words(&part.words, width.saturating_sub(10 + right));
                let left =
                    Line::from(vec![Span::styled(text::fit(&part.label, 10), t.accent()), Span::raw(words)]);
                join(left, Line::raw(part.right.clone()), width)
            }),
            View::Findings | View::Card => super::list(shell, pane, cursor, self.len(work), |n, width| {
                let Some(f) = kept.finding(n) else { return adds(say!("raise a finding")) };
                let style = if f.live { t.text() } else { t.quiet() };
                let left = Line::from(vec![
                    Span::styled(text::fit(&f.no, 8), t.accent()),
                    Span::styled(text::fit(f.short, 15), style),
                    Span::styled(format!("{}  {}", f.at.join(", "), f.what), style),
                ]);
                let style = if f.overdue { t.warning() } else { t.quiet() };
                join(left, Line::styled(f.state.clone(), style), width)
            }),
        }
    }
}
