//! Results: verdict with its reasons, counts first, readiness with its denominator, a row per clause.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Desk, ResultRow};
use super::super::keymap::OnScreen;
use super::super::pane::{Pane, join};
use super::super::text;
use crate::model::priority::hours;
use crate::model::score::{Total, percent};
use crate::model::{DISCLAIMER, RULE, Status};
use crate::words::figures::interval;
use crate::words::{Word as _, Words as _};

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    pane.paragraph(&desk.work.verdict().words(), t.strong(), 3);
    pane.paragraph(
        &format!("{RULE}. {DISCLAIMER} {} asks a row why.", app.shell.key(OnScreen::Explain)),
        t.quiet(),
        2,
    );
    if pane.left() > 12 {
        pane.blank();
    }
    let rows = desk.result_rows();
    super::list(app, pane, &desk.results, rows.len(), |n, width| row(app, desk, rows[n], width))
}

fn row(app: &App, desk: &Desk, row: ResultRow, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let (s, all) = (desk.work.scores(), desk.work.scores().all);
    let said = |label: &str, words: String| {
        Line::from(vec![Span::styled(format!("{label:<11}"), t.accent()), Span::raw(words)])
    };
    match row {
        ResultRow::Verdict => said("Verdict", "why, and what would lift it".into()),
        ResultRow::Counts => {
            let mut line = said("Counts", String::new());
            for status in Status::ALL {
                let word = status.word().to_lowercase();
                let words = format!("{} {} {word} ", t.symbol(status), all.counts.of(status));
                line.spans.push(Span::styled(words, t.status(status)));
            }
            line.spans.push(Span::raw(format!("of {}", all.counts.total())));
            line
        }
        ResultRow::Readiness => {
            let so_far = all.so_far.map_or_else(|| "none yet".into(), percent);
            let over = format!("{} of {} applicable", all.assessed, all.applicable);
            said("Readiness", format!("so far {so_far} over {over}; whole {}", interval(&all)))
        }
        ResultRow::Coverage => {
            let unknown = format!("{} don't know", all.dont_know);
            said(
                "Coverage",
                format!("{} of {} checks answered, {unknown}", all.checks_answered, all.checks_applicable),
            )
        }
        ResultRow::Claimed => said(
            "Proven",
            format!("{} claimed, {} verified (evidence seen by somebody)", s.claimed, s.verified),
        ),
        ResultRow::Finish => {
            let map = &desk.work.plan().1;
            let end = match (map.finish, map.misses_by_weeks) {
                (None, _) => "nothing to plan".to_owned(),
                (Some(d), 0) => format!("ends {d}"),
                (Some(d), w) => format!("ends {d}, misses the target by {w} weeks"),
            };
            said("Roadmap", format!("{end}; {} of work", hours(map.total_hours)))
        }
        ResultRow::Documents => said("Documents", "what must exist and what is there".into()),
        ResultRow::Trend => said("Over time", trend(app, desk)),
        ResultRow::All => total(app, desk, "Everything", 0..desk.q().requirements.len(), &s.all, width),
        ResultRow::Clauses => total(app, desk, &desk.q().names.clauses_short, 0..0, &s.clauses, width),
        ResultRow::Annex => total(app, desk, &desk.q().names.controls, 0..0, &s.annex, width),
        ResultRow::Group(g) => {
            let (h, total_of) = &s.groups[g];
            let name = format!("  {} {}", desk.q().headings[*h].id, desk.q().headings[*h].title);
            total(app, desk, &name, desk.q().below(*h).into_iter(), total_of, width)
        }
        ResultRow::Gate(g) => {
            let gate = &desk.q().gates[g];
            let state = desk.work.verdict().gates[g];
            let left = Line::raw(format!("Gate: {} ({})", gate.title, gate.checks.join(", ")));
            join(left, Line::from(Span::styled(state.word(), t.strong())), width)
        }
    }
}

/// Readiness so far at each frozen state and now, by the same rule only.
fn trend(app: &App, desk: &Desk) -> String {
    let trend = desk.work.trend();
    let points: Vec<String> = trend
        .points
        .iter()
        .map(|p| {
            let so_far = p.so_far.map_or_else(|| "none".into(), percent);
            format!("{} {so_far} of {}", if p.name == "now" { "now" } else { &p.date }, p.assessed)
        })
        .collect();
    let arrow = if app.shell.theme.ascii { " > " } else { " \u{2192} " };
    let left_out = if trend.left_out.is_empty() { "" } else { " (others by another rule)" };
    format!("{}{left_out}", points.join(arrow))
}

/// Name, one symbol a requirement (few enough), a bar, the percentage with its denominator.
fn total(
    app: &App,
    desk: &Desk,
    name: &str,
    below: impl Iterator<Item = usize>,
    of: &Total,
    width: usize,
) -> Line<'static> {
    let t = app.shell.theme;
    let bar = if width >= 100 { 20 } else { 10 };
    let figures = 19;
    let below: Vec<usize> = below.collect();
    let cells = if below.len() > 12 || below.is_empty() { 0 } else { 12 };
    let named = width.saturating_sub(bar + figures + 13).max(8);
    let mut spans = vec![Span::raw(text::fit(name, named)), Span::raw(" ")];
    if cells > 0 {
        for r in &below {
            let status = desk.work.scores().status(*r);
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
