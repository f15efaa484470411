//! The x-ray: answers that will not stand when somebody asks, most serious first. It changes no figure. Owns its
//! selection.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::label;
use crate::say;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::Shell;
use crate::words::{
    Word as _,
    xray::{advice, problem},
};
use crate::work::Work;

/// The x-ray.
#[derive(Default)]
pub struct Xray {
    /// Selected row.
    pub cursor: Cursor,
}

impl Xray {
    /// The id of the selected finding.
    pub fn selected(&self, work: &Work) -> Option<String> {
        Some(work.findings().get(self.cursor.at)?.at.clone()).filter(|id| !id.is_empty())
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let found = work.findings();
        if found.is_empty() {
            pane.line(Span::styled(say!("Nothing found."), t.strong()));
            let words = say!("No answer contradicts another, and every Proven has its evidence.");
            pane.paragraph(words, t.text(), 2);
            return None;
        }
        let words = say!("{n|answer|answers} that will not stand when somebody asks.", n = found.len());
        pane.line(Span::styled(words, t.strong()));
        pane.line(Span::styled(say!("No figure is changed by this. Enter goes to the question."), t.quiet()));
        pane.blank();
        let details = 6.min(pane.left().saturating_sub(4));
        let height = pane.left() - details;
        let place = super::list(shell, &mut pane.part(height), &self.cursor, found.len(), |n, width| {
            let f = &found[n];
            let left =
                Line::from(vec![Span::styled(format!("{:<10}", f.at), t.accent()), Span::raw(problem(f))]);
            if width < 100 { left } else { join(left, Line::styled(f.kind().word(), t.quiet()), width) }
        });
        let Some(f) = found.get(self.cursor.at) else { return place };
        pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
        pane.labelled(
            &label(say!("What")),
            t.accent(),
            &format!("{}. {}", f.kind().word(), problem(f)),
            t.text(),
            3,
        );
        pane.labelled(&label(say!("Do")), t.accent(), &advice(f), t.text(), 2);
        place
    }
}
