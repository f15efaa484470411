//! The card of an audit: one place of the standard at a time, as a working paper. The row field by field with what it lacks,
//! its findings below; beside it what it is held against and what the organisation says itself, to be read only.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::audit_found::FindingLine;
use super::audit_rows::{Kept, RowLine};
use super::frame::{self, Edges};
use crate::say;
use crate::tui::keymap::InAudit;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::audit_page::Of;
use crate::words::audit_paper::{self, Line as Field};
use crate::words::page::Labelled;
use crate::work::Work;

/// Columns of the working paper: in a narrower window, and in a wide one.
const PAPER: (u16, u16) = (62, 90);

/// Columns of the labels.
const LABEL: usize = 16;

/// Rows kept for what stands below the paper, where it cannot stand beside it.
const BELOW: usize = 8;

/// What is told of the place a card is at.
pub(super) struct Told {
    /// How far it is.
    state: String,
    /// The row, field by field.
    pub fields: Vec<Field>,
    /// Findings there or below.
    pub findings: Vec<FindingLine>,
    /// The standard, and the organisation's own side.
    pub beside: Vec<Labelled>,
}

impl Told {
    /// Reads it for a place.
    pub(super) fn of(work: &Work, row: &RowLine, kept: &Kept) -> Self {
        let of = Of { q: work.q(), a: work.a(), scores: work.scores() };
        let audit = work.audit();
        let there = audit.as_ref().and_then(|audit| audit.row_at(row.at));
        let mut beside = audit_paper::beside(of, row.at, there, work.today);
        if let Some(audit) = &audit {
            // Before what is asked and looked for, which is long.
            let at = beside.len().saturating_sub(2);
            beside.insert(at, audit_paper::to_sample(of, audit, row.at));
        }
        let again = kept.earlier.iter().filter(|f| f.again.as_ref().is_some_and(|at| at.contains(&row.id)));
        let state = match &audit {
            Some(audit) if row.state.is_some() => audit_paper::stands(work.q(), audit, row.at),
            _ => row.stands(),
        };
        Self {
            state,
            fields: audit_paper::lines(of, work.kinds, there, work.today),
            findings: kept
                .findings
                .iter()
                .filter(|f| row.findings.contains(&f.no))
                .chain(again)
                .cloned()
                .collect(),
            beside,
        }
    }

    /// How many rows the card has: its fields, then its findings.
    pub(super) const fn len(&self) -> usize {
        self.fields.len() + self.findings.len()
    }

    /// The finding of a row of the card.
    pub(super) fn finding(&self, at: usize) -> Option<&FindingLine> {
        self.findings.get(at.checked_sub(self.fields.len())?)
    }

    /// All of it in lines, to be read.
    pub(super) fn lines(&self) -> Vec<String> {
        let label = |(label, words): &Labelled| format!("{label}: {words}");
        let mut all: Vec<String> =
            self.beside.iter().filter(|(_, words)| !words.is_empty()).map(label).collect();
        all.push(String::new());
        all.push(say!("Audit: {state}", state = self.state.as_str()));
        for f in &self.fields {
            let parts: Vec<&str> = [&f.words, &f.lacks].into_iter().map(String::as_str).collect();
            let parts = parts.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("; ");
            if !parts.is_empty() {
                all.push(format!("{}: {parts}", f.label));
            }
        }
        all.extend(self.findings.iter().map(|f| format!("{} {}: {}; {}", f.no, f.grade, f.what, f.state)));
        all
    }

    /// Draws the card.
    pub(super) fn draw(
        &self,
        shell: &Shell,
        row: &RowLine,
        cursor: &Cursor,
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let t = shell.theme;
        let width = pane.width();
        let title = Span::styled(format!("{} {}", row.id, row.title), t.strong());
        pane.line(join(
            Line::from(title),
            Line::styled(text::cut(&self.state, width * 2 / 3), t.quiet()),
            width,
        ));
        let rest = say!("{key} all of it", key = shell.key(InAudit::Details));
        if width >= frame::SIDE {
            let (left, right) = frame::side_by_side(pane.rest(), PAPER.0, PAPER.1);
            let edges = Edges { title: say!("Working paper").to_owned(), ..Edges::default() };
            let inside = frame::frame(shell, pane.buffer(), left, &edges);
            let place = self.list(shell, cursor, &mut Pane::new(pane.buffer(), inside));
            let title = say!("The standard, and the organisation's answer").to_owned();
            let inside = frame::frame(shell, pane.buffer(), right, &Edges { title, ..Edges::default() });
            frame::facts(shell, &mut Pane::new(pane.buffer(), frame::text_in(inside)), &self.beside);
            return place;
        }
        let height = pane.left().saturating_sub(BELOW).max(pane.left() / 2);
        let place = self.list(shell, cursor, &mut pane.part(height));
        if pane.left() > 1 {
            // What stands at the right of it is not cut for a long title.
            let long = say!("The standard, and the organisation's answer");
            let fits = text::width(long) + text::width(&rest) + 10 <= width;
            frame::rule(shell, pane, if fits { long } else { say!("The standard") }, &rest);
            // The title stands above already.
            frame::facts(shell, pane, self.beside.get(1..).unwrap_or_default());
        }
        place
    }

    fn list(&self, shell: &Shell, cursor: &Cursor, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        super::list(shell, pane, cursor, self.len(), |n, width| {
            if let Some(f) = self.fields.get(n) {
                let room = width.saturating_sub(LABEL + 1);
                let lacks = text::cut(&f.lacks, room);
                let words = text::cut(&f.words, room.saturating_sub(text::width(&lacks) + 2).max(room / 2));
                let gap = if words.is_empty() || lacks.is_empty() { "" } else { "  " };
                return Line::from(vec![
                    Span::styled(text::fit(f.label, LABEL) + " ", t.accent()),
                    Span::styled(words, t.text()),
                    Span::styled(format!("{gap}{lacks}"), t.warning()),
                ]);
            }
            let Some(f) = self.finding(n) else { return Line::default() };
            let left = Line::from(vec![
                Span::styled(text::fit(&f.no, LABEL) + " ", t.accent()),
                Span::styled(format!("{}  {}", f.grade, f.what), if f.live { t.text() } else { t.quiet() }),
            ]);
            let style = if f.overdue { t.warning() } else { t.quiet() };
            join(left, Line::styled(f.state.clone(), style), width)
        })
    }
}
