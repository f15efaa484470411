//! The roadmap: what when, drawn as bars over the weeks; milestones; what the selected action is.

use jiff::civil::Date;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::super::app::{App, Desk, RoadRow};
use super::super::keymap::OnScreen;
use super::super::pane::{Pane, join};
use super::super::text;
use super::plural;
use crate::model::priority::hours;
use crate::model::progress::Progress;
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::model::score::percent;
use crate::words::{Word as _, Words as _};

pub(super) fn draw(app: &App, desk: &Desk, pane: &mut Pane<'_>) -> Option<Position> {
    let t = app.shell.theme;
    let q = desk.q();
    let map = &desk.work.plan().1;
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
    let details = 8.min(pane.left().saturating_sub(5));
    let height = pane.left() - details;
    let rows = desk.road_rows();
    let place =
        super::list(app, &mut pane.part(height), &desk.roadmap, rows.len(), |n, width| match rows[n] {
            RoadRow::Wave(w) => wave(app, map, w, width),
            RoadRow::Mark(m) => {
                let mark = &map.milestones[m];
                let sign = if t.ascii { "*" } else { "\u{25c6}" };
                let left = Line::styled(format!("{} {sign} {}", mark.date, mark.words()), t.strong());
                let at = column(mark.date, first, last, chart).min(chart.saturating_sub(1));
                let right = format!("{}{sign}{}", " ".repeat(at), " ".repeat(chart.saturating_sub(at + 1)));
                join(left, Line::styled(right, t.strong()), width)
            }
            RoadRow::Item(i) => {
                let i = &map.items[i];
                let owner = if i.owner.is_empty() { "-".to_owned() } else { text::cut(&i.owner, 10) };
                let state = match (i.late(), i.progress) {
                    (_, Progress::Done) => "done ",
                    (true, _) => "LATE ",
                    (_, Progress::Started) => "started ",
                    (_, Progress::Planned) => "",
                };
                let title = if i.id == q.requirements[i.requirement].id {
                    q.list_title(i.requirement)
                } else {
                    i.action.clone()
                };
                let left = Line::from(vec![
                    Span::styled(format!("{} ", i.start), t.quiet()),
                    Span::raw(format!("W{} {:<8}", i.wave, i.id)),
                    Span::styled(state, t.warning()),
                    Span::raw(title),
                ]);
                let style = if i.critical() { t.warning() } else { t.accent() };
                let owner = if owners { format!("{owner:<10} ") } else { String::new() };
                let right = Line::from(vec![
                    Span::raw(format!("{:>6} {owner}", hours(i.effort_hours))),
                    Span::styled(bar(app, i, first, last, chart), style),
                ]);
                join(left, right, width)
            }
        });
    pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
    match rows.get(desk.roadmap.at) {
        Some(RoadRow::Item(i)) => item_details(app, &map.items[*i], pane),
        Some(RoadRow::Mark(m)) => {
            let mark = &map.milestones[*m];
            pane.labelled("Milestone", t.accent(), &format!(" {} {}", mark.date, mark.words()), t.text(), 3);
            pane.labelled(
                "         ",
                t.accent(),
                &format!("{} tells what leads to it.", app.shell.key(OnScreen::Explain)),
                t.quiet(),
                1,
            );
        }
        Some(RoadRow::Wave(_)) | None => {}
    }
    place
}

fn wave(app: &App, map: &Roadmap, w: usize, width: usize) -> Line<'static> {
    let t = app.shell.theme;
    let wave = &map.waves[w];
    let left = Line::styled(format!("Wave {}: {}", wave.number, wave.title), t.accent().patch(t.strong()));
    let right = format!("{}, then readiness {}", hours(wave.hours), percent(wave.readiness_after));
    join(left, Line::styled(right, t.strong()), width)
}

fn item_details(app: &App, i: &RoadmapItem, pane: &mut Pane<'_>) {
    let t = app.shell.theme;
    let slack = if i.critical() {
        "critical: if it slips, the end slips".to_owned()
    } else {
        format!("{} of slack", plural(i.slack_days as usize, "working day", "working days"))
    };
    let mut when = format!("{} to {}, {slack}, {}", i.start, i.end, i.pdca.word());
    if let Some(d) = i.pinned {
        when = format!("{when}, not before {d}");
    }
    if let Some(d) = i.due {
        when = format!("{when}, due {d}");
    }
    pane.labelled("When     ", t.accent(), &when, t.text(), 1);
    pane.labelled("Do       ", t.accent(), &i.action, t.text(), 2);
    pane.labelled("Output   ", t.accent(), &i.output, t.text(), 1);
    let after = if i.depends_on.is_empty() { "nothing".to_owned() } else { i.depends_on.join(", ") };
    pane.labelled("After    ", t.accent(), &after, t.text(), 1);
    pane.labelled("Done when ", t.accent(), &i.done_when.words(), t.text(), 2);
}

fn summary(app: &App, map: &Roadmap, pane: &mut Pane<'_>) {
    let t = app.shell.theme;
    let hours_week = hours(map.input.hours_per_week).replace(" h", "");
    let end = crate::words::ends(map.ends());
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
    for w in &map.warnings {
        pane.paragraph(&format!("Note: {}", w.words()), t.warning(), 2);
    }
}

fn ends(map: &Roadmap) -> (Date, Date) {
    let first = map.items.iter().map(|i| i.start).min().unwrap_or(map.input.start);
    let ends = map.items.iter().map(|i| i.end).chain(map.milestones.iter().map(|m| m.date));
    let last = ends.max().unwrap_or(first);
    (first, last)
}

fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |s| s.get_days()))
}

/// The column of a day.
fn column(day: Date, first: Date, last: Date, width: usize) -> usize {
    let span = (days(first, last) + 1.0).max(1.0);
    ((days(first, day) / span * width as f64).floor().max(0.0) as usize).min(width)
}

/// The part of the chart an action takes: at least one column.
fn bar(app: &App, i: &RoadmapItem, first: Date, last: Date, width: usize) -> String {
    let from = column(i.start, first, last, width).min(width.saturating_sub(1));
    let to = column(i.end.tomorrow().unwrap_or(i.end), first, last, width).clamp(from + 1, width);
    let on = if app.shell.theme.ascii { "=" } else { "\u{2501}" };
    format!("{}{}{}", " ".repeat(from), on.repeat(to - from), " ".repeat(width - to))
}

/// The months over the chart: by name where four columns are there for each, else by letter. January
/// is the year.
fn months(first: Date, last: Date, width: usize) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let letters = width as f64 * 30.0 / (days(first, last) + 1.0).max(1.0) < 4.5;
    let mut out = String::new();
    let mut day = first;
    while day <= last {
        let at = column(day, first, last, width);
        let month = usize::from(day.month().unsigned_abs()).saturating_sub(1) % 12;
        let name = match (letters, month) {
            (true, _) => NAMES[month].chars().take(1).collect(),
            (false, 0) => format!("'{:02}", day.year() % 100),
            (false, _) => NAMES[month].to_owned(),
        };
        let space = usize::from(!letters && !out.is_empty());
        if at >= out.len() + space && at + name.len() <= width {
            out.push_str(&" ".repeat(at - out.len()));
            out.push_str(&name);
        }
        match day.last_of_month().tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    out
}
