//! The audit: which there are with their headers, the rows of the one that is worked in, its findings. Right and Left lead
//! from one view to the next; all of what is selected stands beside or below the list. Owns its selections, its filter and
//! what it keeps of the audit.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::audit_rows::{FindingLine, Kept, RowLine, Shown};
use super::frame::{self, Edges};
use crate::model::audit::{Outcome, RowState};
use crate::model::record::{AUDIT, FINDING, Rid};
use crate::say;
use crate::tui::keymap::{InAudit, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell};
use crate::tui::text;
use crate::words::Word as _;
use crate::words::audit::short_state;
use crate::words::page::Labelled;
use crate::work::Work;

/// Columns of the list beside the detail: in a narrower window, and in a wide one.
const LIST: (u16, u16) = (66, 110);

/// Rows kept for the detail below the list.
const BELOW: usize = 10;

/// What of an audit is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The audits there are, and their headers.
    Header,
    /// The standard with what the plan and the working papers say.
    #[default]
    Rows,
    /// The findings.
    Findings,
}

impl View {
    const ALL: [Self; 3] = [Self::Header, Self::Rows, Self::Findings];

    fn word(self) -> &'static str {
        match self {
            Self::Header => say!("Header"),
            Self::Rows => say!("Rows"),
            Self::Findings => say!("Findings"),
        }
    }
}

/// The audit.
#[derive(Default)]
pub struct AuditScreen {
    cursors: [Cursor; 3],
    view: View,
    shown: Shown,
    kept: OnceCell<Kept>,
}

impl AuditScreen {
    /// What it keeps of the audit; made once after a change.
    pub fn kept(&self, work: &Work) -> &Kept {
        self.kept.get_or_init(|| Kept::of(work))
    }

    /// After a change it is made again.
    pub fn forget(&mut self) {
        self.kept = OnceCell::new();
    }

    /// Which view is shown: that of the headers while there is no audit.
    pub fn view(&self, work: &Work) -> View {
        if self.kept(work).audits.is_empty() { View::Header } else { self.view }
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
            View::Findings => self.kept(work).findings.len() + 1,
        }
    }

    /// The selected audit; none on the row that begins one.
    pub fn audit(&self, work: &Work) -> Option<Rid> {
        self.kept(work).audits.get(self.at(work)).map(|a| a.id.clone())
    }

    /// The selected row of the standard.
    pub fn row(&self, work: &Work) -> Option<RowLine> {
        let is_shown = self.view(work) == View::Rows;
        self.rows(work).get(self.at(work)).filter(|_| is_shown).map(|row| (*row).clone())
    }

    /// The selected finding.
    pub fn finding(&self, work: &Work) -> Option<FindingLine> {
        let is_shown = self.view(work) == View::Findings;
        self.kept(work).findings.get(self.at(work)).filter(|_| is_shown).cloned()
    }

    /// The id that is selected; none where the row stands for none.
    pub fn selected(&self, work: &Work) -> Option<String> {
        self.row(work).map(|row| row.id).or_else(|| self.finding(work)?.at.into_iter().next())
    }

    /// Does what a key of this screen asks for, but for what the desk does itself.
    pub fn update(&mut self, command: InAudit, work: &mut Work) -> Next {
        match command {
            InAudit::NextView | InAudit::PreviousView => {
                let now = self.view(work);
                if now == View::Header
                    && let Some(id) = self.audit(work)
                {
                    // The one that is selected is worked in from here on.
                    let done = work.open_audit(id.as_str());
                    self.forget();
                    self.turn(now, command == InAudit::NextView);
                    return Next::Say(None, done);
                }
                self.turn(now, command == InAudit::NextView);
            }
            InAudit::Filter => {
                let on = self.row(work).map(|row| row.id);
                self.shown = self.shown.next();
                let at = on.and_then(|id| self.rows(work).iter().position(|row| row.id == id));
                self.cursors[View::Rows as usize].at = at.unwrap_or(0);
            }
            InAudit::Add => {
                let kind = if self.view(work) == View::Header { &AUDIT } else { &FINDING };
                return Next::Record(kind, None);
            }
            InAudit::Result(_) | InAudit::Toggle | InAudit::Skip | InAudit::Drop | InAudit::Reply => {}
        }
        Next::Stay
    }

    fn turn(&mut self, from: View, forward: bool) {
        let n = View::ALL.len();
        let at = from as usize;
        self.view = View::ALL[if forward { at + 1 } else { at + n - 1 } % n];
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let kept = self.kept(work);
        let view = self.view(work);
        let names: Vec<Span<'_>> = View::ALL
            .into_iter()
            .flat_map(|v| {
                let style = if v == view { t.strong() } else { t.quiet() };
                let word = if v == view { format!("[{}]", v.word()) } else { format!(" {} ", v.word()) };
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
        let shown = self.shown.word();
        let sums = match view {
            View::Rows if !shown.is_empty() => {
                say!("Shown: {shown}. {missing}", shown, missing = kept.sums[0])
            }
            View::Rows => kept.sums[0].clone(),
            View::Findings => kept.sums[1].clone(),
            View::Header => kept.sums[2].clone(),
        };
        pane.line(Span::styled(text::cut(&sums, width), t.quiet()));
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
        let height = pane.left().saturating_sub(BELOW).max(pane.left().min(4));
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
            return (format!("{} {}", f.no, f.grade), f.facts.clone());
        }
        match (self.view(work), self.kept(work).audits.get(self.at(work))) {
            (View::Header, Some(audit)) => (format!("{} {}", audit.no, audit.name), audit.facts.clone()),
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
                join(left, Line::styled(audit.kind.clone(), t.quiet()), width)
            }),
            View::Rows => {
                let rows = self.rows(work);
                if rows.is_empty() {
                    pane.line(Span::styled(say!("No row is like that."), t.quiet()));
                    return None;
                }
                super::list(shell, pane, cursor, rows.len(), |n, width| row_line(shell, rows[n], width))
            }
            View::Findings => super::list(shell, pane, cursor, self.len(work), |n, width| {
                let Some(f) = kept.findings.get(n) else { return adds(say!("raise a finding")) };
                let style = if f.live { t.text() } else { t.quiet() };
                let left = Line::from(vec![
                    Span::styled(text::fit(&f.no, 8), t.accent()),
                    Span::styled(text::fit(f.grade, 14), style),
                    Span::styled(format!("{}  {}", f.at.join(", "), f.what), style),
                ]);
                let style = if f.overdue { t.warning() } else { t.quiet() };
                join(left, Line::styled(f.state.clone(), style), width)
            }),
        }
    }
}

fn row_line(shell: &Shell, row: &RowLine, width: usize) -> Line<'static> {
    let t = shell.theme;
    let style = if row.is_heading { t.strong() } else { t.text() };
    let result = row.result.map_or("", |r| r.word());
    let result_style = match row.result {
        Some(Outcome::Major | Outcome::Minor) => t.warning(),
        _ => t.text(),
    };
    let state = row.state.as_ref().map(short_state).unwrap_or_default();
    let state_style =
        if matches!(row.state, Some(RowState::Incomplete(_))) { t.warning() } else { t.quiet() };
    let mut left = vec![Span::styled(text::fit(&row.id, 10), t.accent())];
    if width >= 60 {
        left.push(Span::styled(text::fit(&row.title, (width - 48).min(44)) + " ", style));
        left.push(Span::styled(text::fit(&row.own, 15), t.quiet()));
    } else {
        left.push(Span::styled(text::fit(&row.title, width.saturating_sub(38)) + " ", style));
    }
    left.push(Span::styled(result, result_style));
    if !row.findings.is_empty() {
        left.push(Span::styled(format!(" {}", row.findings.join(" ")), t.accent()));
    }
    join(Line::from(left), Line::styled(state, state_style), width)
}
