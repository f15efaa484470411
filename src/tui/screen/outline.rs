//! The outline of the standard with status and progress.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Desk, OutlineFilter};
use super::super::keymap::InOutline;
use super::super::pane::{Pane, join};
use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::questionnaire::Node;
use crate::words::Word as _;

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let rows = desk.outline_rows();
    if desk.outline_filter != OutlineFilter::All {
        let words = format!(
            "Shown: {} ({}). {} changes it.",
            desk.outline_filter.word(),
            rows.len(),
            app.shell.key(InOutline::Filter)
        );
        pane.line(Span::styled(words, t.warning()));
    }
    if rows.is_empty() {
        pane.line("Nothing fits this filter.");
        return None;
    }
    super::list(app, pane, &desk.outline, rows.len(), |n, width| {
        let (node, depth) = rows[n];
        let indent = "  ".repeat(depth);
        match node {
            Node::Heading(h) => heading(app, desk, h, &indent, width),
            Node::Requirement(r) => requirement(app, desk, r, &indent, width),
        }
    })
}

fn heading(app: &App, desk: &Desk, h: usize, indent: &str, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let q = desk.q();
    let below = q.below(h);
    let answered = below.iter().filter(|r| desk.work.scores().status(**r) != Status::Open).count();
    let share = answered as f64 / below.len().max(1) as f64;
    let note = desk.work.a().at(keys::NOTE, &q.headings[h].id);
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

fn requirement(app: &App, desk: &Desk, r: usize, indent: &str, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let q = desk.q();
    let status = desk.work.scores().status(r);
    let score = desk.work.scores().requirements[r];
    let mark = if desk.marked(r) { "  marked" } else { "" };
    let left = Line::from(vec![
        Span::raw(indent.to_owned()),
        if app.shell.hide_scores {
            Span::raw("  ")
        } else {
            Span::styled(format!("{} ", t.symbol(status)), t.status(status))
        },
        Span::raw(format!("{} {}", q.requirements[r].id, q.requirements[r].title)),
        Span::styled(mark, t.warning()),
    ]);
    let word = if app.shell.hide_scores && status != Status::Open { "answered" } else { status.word() };
    let part = if status == Status::Open && score.answered > 0 {
        format!("{} of {} checks  ", score.answered, score.of)
    } else {
        String::new()
    };
    let style = if app.shell.hide_scores { t.quiet() } else { t.status(status) };
    let right = Line::from(vec![Span::styled(part, t.quiet()), Span::styled(format!("{word:<14}"), style)]);
    join(left, right, width)
}
