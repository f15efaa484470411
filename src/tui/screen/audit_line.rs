//! A row of the standard in the list of the audit: its columns, and what each of them has room for.

use ratatui::text::{Line, Span};

use super::audit_rows::RowLine;
use crate::model::audit::{Outcome, RowState};
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;
use crate::words::audit::short_state;

/// Columns the rows need beside their titles.
pub(super) struct Columns {
    id: usize,
    own: usize,
    /// Result, findings and state.
    audit: usize,
}

/// Columns of what the audit says in a row: result, findings, state.
fn said(row: &RowLine) -> usize {
    let state = row.state.as_ref().map(short_state).unwrap_or_default();
    let findings: usize = row.findings.iter().map(|no| text::width(no) + 1).sum();
    text::width(row.result.map_or("", |r| r.word())) + findings + text::width(&state) + 2
}

impl Columns {
    pub(super) fn of(rows: &[&RowLine]) -> Self {
        Self {
            id: text::widest(rows.iter().map(|row| row.id.as_str())) + 2,
            own: text::widest(rows.iter().map(|row| row.own.as_str())) + 1,
            audit: rows.iter().map(|row| said(row)).max().unwrap_or(0),
        }
    }

    /// Columns of a title where so many are there for the row, and of the organisation's own answer, which a narrow list
    /// leaves out.
    fn title(&self, width: usize) -> (usize, usize) {
        // A row that says much more than the others is cut itself.
        let left = width.saturating_sub(self.id + self.audit.min(width * 2 / 5) + 1);
        if left >= self.own + LEAST { (left - self.own, self.own) } else { (left, 0) }
    }
}

/// Columns a title has before the organisation's own answer is left out.
const LEAST: usize = 20;

pub(super) fn row_line(shell: &Shell, row: &RowLine, columns: &Columns, width: usize) -> Line<'static> {
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
    let (title, own) = columns.title(width);
    let mut left = vec![Span::styled(text::fit(&row.id, columns.id), t.accent())];
    // A heading has no answer of its own and goes on where that would stand.
    if row.own.is_empty() {
        let words = text::cut(&row.title, width.saturating_sub(columns.id + said(row) + 1));
        let room = (title + 1 + own).max(text::width(&words) + 1);
        left.push(Span::styled(text::fit(&words, room), style));
    } else {
        left.push(Span::styled(text::fit(&text::cut(&row.title, title), title + 1), style));
        left.push(Span::styled(text::fit(&row.own, own), t.quiet()));
    }
    left.push(Span::styled(result, result_style));
    if !row.findings.is_empty() {
        left.push(Span::styled(format!(" {}", row.findings.join(" ")), t.accent()));
    }
    join(Line::from(left), Line::styled(state, state_style), width)
}
