//! The roadmap: what when, drawn as bars over the weeks; milestones; what the selected action is.

use jiff::civil::Date;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Work};
use super::super::pane::{Pane, join};
use super::super::text;
use super::plural;
use crate::model::priority::hours;
use crate::model::roadmap::{Roadmap, RoadmapItem};

pub(super) fn draw(app: &App, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.theme;
    let q = work.q();
    let map = &work.plan().1;
    summary(app, map, pane);
    if map.items.is_empty() {
        pane.line("Nothing to plan: there are no gaps among what is answered so far.");
        return None;
    }
    let chart = (pane.width() * 3 / 10).clamp(12, 80);
    let owners = pane.width() >= 90;
    let (first, last) = ends(map);
    pane.line(join(
        Line::styled("   when        what", t.quiet()),
        Line::styled(text::fit(&months(first, last, chart), chart), t.quiet()),
        pane.width(),
    ));
    let details = 6.min(pane.left().saturating_sub(4));
    let height = pane.left() - details;
    let place = super::list(app, &mut pane.part(height), &work.roadmap, map.items.len(), |n, width| {
        let i = &map.items[n];
        let owner = if i.owner.is_empty() { "-".to_owned() } else { text::cut(&i.owner, 10) };
        let left = Line::from(vec![
            Span::styled(format!("{} ", i.start), t.quiet()),
            Span::raw(format!("W{} {:<8}{}", i.wave, i.id, q.full_title(i.requirement))),
        ]);
        let style = if i.critical() { t.warning() } else { t.accent() };
        let owner = if owners { format!("{owner:<10} ") } else { String::new() };
        let right = Line::from(vec![
            Span::raw(format!("{:>6} {owner}", hours(i.effort_hours))),
            Span::styled(bar(app, i, first, last, chart), style),
        ]);
        join(left, right, width)
    });
    let Some(i) = map.items.get(work.roadmap.at) else { return place };
    pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
    let critical = if i.critical() { "critical: if it slips, the end slips" } else { "" };
    let slack = format!("{} of slack", plural(i.slack_days as usize, "working day", "working days"));
    let when = format!("{} to {}, {}", i.start, i.end, if critical.is_empty() { &slack } else { critical });
    pane.labelled("When     ", t.accent(), &when, t.text(), 1);
    pane.labelled("Do       ", t.accent(), &i.action, t.text(), 2);
    pane.labelled("Output   ", t.accent(), &i.output, t.text(), 1);
    let after = if i.depends_on.is_empty() { "nothing".to_owned() } else { i.depends_on.join(", ") };
    pane.labelled("After    ", t.accent(), &after, t.text(), 1);
    place
}

fn summary(app: &App, map: &Roadmap, pane: &mut Pane<'_>) {
    let t = app.theme;
    let hours_week = hours(map.input.hours_per_week).replace(" h", "");
    let end = match (map.finish, map.input.target) {
        (None, _) => String::new(),
        (Some(f), Some(target)) if map.misses_by_weeks > 0 => {
            let weeks = plural(map.misses_by_weeks as usize, "week", "weeks");
            format!("ends {f}, misses the target {target} by {weeks}")
        }
        (Some(f), Some(target)) => format!("ends {f}, in time for {target}"),
        (Some(f), None) => format!("ends {f}, no target set"),
    };
    let words = format!(
        "{hours_week} hours a week from {}: {} in all, {end}.",
        map.input.start,
        hours(map.total_hours)
    );
    pane.paragraph(&words, t.strong(), 2);
    let owners = plural(map.blank_owners, "action has", "actions have");
    let mut more = format!("{owners} no owner.");
    if map.open_requirements > 0 {
        let open = plural(map.open_requirements, "open requirement is", "open requirements are");
        more = format!("{more} {open} not in the plan yet.");
    }
    pane.line(Span::styled(more, t.quiet()));
    let marks: Vec<String> = map.milestones.iter().map(|m| format!("{} {}", m.date, m.title)).collect();
    if !marks.is_empty() {
        pane.labelled("Milestones ", t.accent(), &marks.join(" | "), t.text(), 3);
    }
    for w in &map.warnings {
        pane.paragraph(&format!("Note: {w}"), t.warning(), 2);
    }
}

fn ends(map: &Roadmap) -> (Date, Date) {
    let first = map.items.iter().map(|i| i.start).min().unwrap_or(map.input.start);
    let last = map.items.iter().map(|i| i.end).max().unwrap_or(first);
    (first, last)
}

fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |s| s.get_days()))
}

/// The part of the chart an action takes: at least one column.
fn bar(app: &App, i: &RoadmapItem, first: Date, last: Date, width: usize) -> String {
    let span = (days(first, last) + 1.0).max(1.0);
    let column = |d: f64| (d / span * width as f64).floor() as usize;
    let from = column(days(first, i.start)).min(width.saturating_sub(1));
    let to = column(days(first, i.end) + 1.0).clamp(from + 1, width);
    let on = if app.theme.ascii { "=" } else { "\u{2501}" };
    format!("{}{}{}", " ".repeat(from), on.repeat(to - from), " ".repeat(width - to))
}

/// The months over the chart, as far as their names fit.
fn months(first: Date, last: Date, width: usize) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let span = (days(first, last) + 1.0).max(1.0);
    let mut out = String::new();
    let mut day = first;
    while day <= last {
        let at = (days(first, day) / span * width as f64).floor() as usize;
        let name = NAMES[usize::from(day.month().unsigned_abs()).saturating_sub(1) % 12];
        if at >= out.len() && at + name.len() <= width {
            out.push_str(&" ".repeat(at - out.len()));
            out.push_str(name);
            out.push(' ');
        }
        let next = day.last_of_month().tomorrow();
        match next {
            Ok(d) => day = d,
            Err(_) => break,
        }
    }
    out
}
