//! Results: verdict with its reasons, counts first, readiness with its denominator, a row per clause.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, ResultRow, Work};
use super::super::pane::{Pane, join};
use super::super::text;
use crate::model::score::{Total, percent};
use crate::model::{DISCLAIMER, RULE, Status, explain};

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let (s, all) = (&work.scores, &work.scores.all);
    pane.paragraph(&work.verdict.sentence(), t.strong(), 3);
    let mut counts = Vec::new();
    for status in Status::ALL {
        let words =
            format!("{} {} {}   ", t.symbol(status), all.counts.of(status), status.word().to_lowercase());
        counts.push(Span::styled(words, t.status(status)));
    }
    counts.push(Span::raw(format!("of {}", all.counts.total())));
    pane.line(Line::from(counts));
    let so_far = all.so_far.map_or_else(|| "none yet".into(), percent);
    let most = if pane.width() < 70 { 2 } else { 1 };
    let figures = format!(
        "Readiness so far {so_far} over {} of {} applicable; whole {}.",
        all.assessed,
        all.applicable,
        explain::interval(all)
    );
    pane.paragraph(&figures, t.text(), most);
    let figures = format!(
        "Checks answered {} of {}. Proven: {} claimed, {} verified (evidence seen).",
        all.checks_answered, all.checks_applicable, s.claimed, s.verified
    );
    pane.paragraph(&figures, t.text(), most);
    pane.paragraph(&format!("{RULE}. {DISCLAIMER} w: why?"), t.quiet(), most);
    if pane.left() > 8 {
        pane.blank();
    }
    let rows = work.result_rows();
    super::list(app, pane, &work.results, rows.len(), |n, width| match rows[n] {
        ResultRow::All => total(app, work, "Everything", 0..work.q().requirements.len(), &s.all, width),
        ResultRow::Clauses => total(app, work, "Clauses 4-10", 0..0, &s.clauses, width),
        ResultRow::Annex => total(app, work, "Annex A", 0..0, &s.annex, width),
        ResultRow::Group(g) => {
            let (h, total_of) = &s.groups[g];
            let name = format!("  {} {}", work.q().headings[*h].id, work.q().headings[*h].title);
            total(app, work, &name, work.q().below(*h).into_iter(), total_of, width)
        }
        ResultRow::Gate(g) => {
            let gate = &work.q().gates[g];
            let state = work.verdict.gates[g];
            let left = Line::raw(format!("Gate: {} ({})", gate.title, gate.checks.join(", ")));
            join(left, Line::from(Span::styled(state.word(), t.strong())), width)
        }
    })
}

/// Name, one symbol a requirement (few enough), a bar, the percentage with its denominator.
fn total(
    app: &App,
    work: &Work,
    name: &str,
    below: impl Iterator<Item = usize>,
    of: &Total,
    width: usize,
) -> Line<'static> {
    let t = app.theme;
    let bar = if width >= 100 { 20 } else { 10 };
    let figures = 19;
    let below: Vec<usize> = below.collect();
    let cells = if below.len() > 12 || below.is_empty() { 0 } else { 12 };
    let named = width.saturating_sub(bar + figures + 13).max(8);
    let mut spans = vec![Span::raw(text::fit(name, named)), Span::raw(" ")];
    if cells > 0 {
        for r in &below {
            let status = work.scores.status(*r);
            spans.push(Span::styled(t.symbol(status), t.status(status)));
        }
        spans.push(Span::raw(" ".repeat(cells - below.len())));
    } else {
        let c = &of.counts;
        let words = format!("{}+ {}~ {}!", c.met, c.partial, c.gap);
        spans.push(Span::styled(text::fit(&words, 12), t.quiet()));
    }
    spans.extend(t.bar(of.so_far.unwrap_or(0.0) / 100.0, bar));
    let words = of.so_far.map_or_else(
        || format!("  not assessed ({})", of.applicable),
        |p| format!(" {:>4} of {}/{}", percent(p), of.assessed, of.applicable),
    );
    spans.push(Span::raw(text::fit(&words, figures)));
    Line::from(spans)
}
