//! The outline of the standard with status and progress.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, OutlineFilter, Work};
use super::super::keymap::Command;
use super::super::pane::{Pane, join};
use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::questionnaire::Node;
use crate::words::Word as _;

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let rows = work.outline_rows();
    if work.outline_filter != OutlineFilter::All {
        let words = format!(
            "Shown: {} ({}). {} changes it.",
            work.outline_filter.word(),
            rows.len(),
            app.key(Command::Filter)
        );
        pane.line(Span::styled(words, t.warning()));
    }
    if rows.is_empty() {
        pane.line("Nothing fits this filter.");
        return None;
    }
    super::list(app, pane, &work.outline, rows.len(), |n, width| {
        let (node, depth) = rows[n];
        let indent = "  ".repeat(depth);
        match node {
            Node::Heading(h) => heading(app, work, h, &indent, width),
            Node::Requirement(r) => requirement(app, work, r, &indent, width),
        }
    })
}

fn heading(app: &App, work: &Work, h: usize, indent: &str, width: usize) -> Line<'static> {
    let t = app.theme;
    let q = work.q();
    let below = q.below(h);
    let answered = below.iter().filter(|r| work.scores.status(**r) != Status::Open).count();
    let share = answered as f64 / below.len().max(1) as f64;
    let note = work.s.assessment().at(keys::NOTE, &q.headings[h].id);
    let note = note.map_or_else(String::new, |words| format!("  {}", words.replace('\n', " / ")));
    let left = Line::from(vec![
        Span::raw(indent.to_owned()),
        Span::styled(format!("{} {}", q.headings[h].id, q.headings[h].title), t.strong()),
        Span::styled(note, t.warning()),
    ]);
    let mut right = t.bar(share, 10).to_vec();
    right.push(Span::raw(format!(" {answered:>2} of {:<2}        ", below.len())));
    join(left, Line::from(right), width)
}

fn requirement(app: &App, work: &Work, r: usize, indent: &str, width: usize) -> Line<'static> {
    let t = app.theme;
    let q = work.q();
    let status = work.scores.status(r);
    let score = &work.scores.requirements[r];
    let mark = if work.marked(r) { "  marked" } else { "" };
    let left = Line::from(vec![
        Span::raw(indent.to_owned()),
        if app.hide_scores {
            Span::raw("  ")
        } else {
            Span::styled(format!("{} ", t.symbol(status)), t.status(status))
        },
        Span::raw(format!("{} {}", q.requirements[r].id, q.requirements[r].title)),
        Span::styled(mark, t.warning()),
    ]);
    let word = if app.hide_scores && status != Status::Open { "answered" } else { status.word() };
    let part = if status == Status::Open && score.answered > 0 {
        format!("{} of {} checks  ", score.answered, score.of)
    } else {
        String::new()
    };
    let style = if app.hide_scores { t.quiet() } else { t.status(status) };
    let right = Line::from(vec![Span::styled(part, t.quiet()), Span::styled(format!("{word:<14}"), style)]);
    join(left, right, width)
}
