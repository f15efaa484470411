//! What stands beside the plan: what this week asks for, what is told of the selected row, and the way to the audit.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::gantt::Bar;
use super::gap_page::more_of;
use super::road_filter::owner;
use super::road_rows::RoadRow;
use crate::model::priority::hours;
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::say;
use crate::tui::keymap::{OnRoadmap, OnScreen};
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, Words as _, day, page, reached};
use crate::work::Work;

/// Actions of this week in its pane; each takes two rows.
const WEEK: usize = 3;

/// Rows of a part below the facts, at least: its edge and two lines.
const PART: usize = 3;

/// The widest distance between a name and what stands at the end of its row.
const NEAR: usize = 60;

/// How much this week asks for, of what there is; empty where it asks for nothing.
fn load(work: &Work) -> String {
    words::week_load(&work.plan().1, work.today).unwrap_or_default()
}

/// What comes first where this week asks for nothing.
fn nothing_yet(work: &Work) -> String {
    match work.plan().1.next(work.today).next() {
        Some(i) => say!(
            "Nothing this week; next: {name} ({id}), {day}",
            name = i.name,
            id = i.id,
            day = day::whole(i.start)
        ),
        None => words::nothing_this_week().to_owned(),
    }
}

/// This week in a line: the first action, how many more, and the key that shows them alone.
pub(super) fn week_line(shell: &Shell, work: &Work) -> String {
    let map = &work.plan().1;
    let week: Vec<&RoadmapItem> = map.week(work.today).collect();
    let Some(first) = week.first() else { return nothing_yet(work) };
    let (load, key) = (load(work), shell.key(OnRoadmap::Filter));
    match week.len() - 1 {
        0 => say!("This week: {name} ({id}), {load}", name = first.name, id = first.id, load),
        more => say!(
            "This week: {name} ({id}) and {more} more, {load}: {key}",
            name = first.name,
            id = first.id,
            more,
            load,
            key
        ),
    }
}

/// The pane of this week; the part of the screen it took.
pub(super) fn week(shell: &Shell, work: &Work, pane: &mut Pane<'_>, area: Rect) -> Rect {
    let (t, map) = (shell.theme, &work.plan().1);
    let week: Vec<&RoadmapItem> = map.week(work.today).collect();
    let last = work.today.checked_add(jiff::Span::new().days(6)).unwrap_or(work.today);
    let title = say!("This week, to {day}", day = day::short(last));
    let rows = if week.is_empty() { 2 } else { week.len().min(WEEK) * 2 };
    let area = Rect { height: u16::try_from(rows + 2).unwrap_or(2).min(area.height), ..area };
    let more = match week.len().saturating_sub(WEEK) {
        0 => String::new(),
        n => say!("\u{2026} and {n} more: {key}", n, key = shell.key(OnRoadmap::Filter)),
    };
    let right = load(work);
    let edges = Edges { title, right, below_right: more, ..Edges::default() };
    let inside = frame::text_in(frame::frame(shell, pane.buffer(), area, &edges));
    let mut inside = Pane::new(pane.buffer(), inside);
    if week.is_empty() {
        inside.paragraph(&nothing_yet(work), t.text(), 2);
    }
    for i in week.iter().take(WEEK) {
        let width = inside.width();
        inside.line(join(
            Line::from(i.name.clone()),
            Line::from(words::week_share(map, i, work.today)),
            width,
        ));
        let who = owner(work, i);
        let who = if who.is_empty() { say!("no owner") } else { who };
        let line = format!("  {}, {}, {who}, {}", i.id, day::short_span(i.start, i.end), i.output);
        inside.line(Span::styled(line, t.quiet()));
    }
    area
}

/// The title of what is told of a row.
pub(super) fn title(work: &Work, row: RoadRow) -> String {
    let map = &work.plan().1;
    match row {
        RoadRow::Item(i) => format!("{} {}", map.items[i].id, map.items[i].name),
        RoadRow::Mark(_) => say!("Milestone").to_owned(),
        RoadRow::Wave(_) => say!("Wave").to_owned(),
        RoadRow::Reserve(_) => say!("What is open").to_owned(),
    }
}

/// What is told of a row.
pub(super) fn facts(shell: &Shell, work: &Work, row: RoadRow, pane: &mut Pane<'_>) {
    let (t, map) = (shell.theme, &work.plan().1);
    match row {
        RoadRow::Item(i) => {
            frame::facts(shell, pane, &page::named(page::of_action(work.q(), work.a(), map, &map.items[i])));
        }
        RoadRow::Mark(_) => {
            pane.paragraph(&told(work, row), t.text(), 5);
            let why = say!("{key} tells what leads to it.", key = shell.key(OnScreen::Explain));
            pane.paragraph(&why, t.quiet(), 1);
        }
        RoadRow::Wave(_) => pane.paragraph(&told(work, row), t.text(), 3),
        RoadRow::Reserve(_) => pane.paragraph(&told(work, row), t.quiet(), 3),
    }
}

/// What a row says that is no action.
pub(super) fn told(work: &Work, row: RoadRow) -> String {
    let map = &work.plan().1;
    match row {
        RoadRow::Item(i) => map.items[i].name.clone(),
        RoadRow::Mark(m) => {
            let mark = &map.milestones[m];
            format!("{}: {}", mark.date, mark.words())
        }
        RoadRow::Wave(w) => {
            let wave = &map.waves[w];
            let n = say!("{n|action|actions}", n = wave.actions);
            let days = wave.span.map_or_else(String::new, |(start, end)| day::span(start, end));
            format!("{}. {n}. {days}", wave.title)
        }
        RoadRow::Reserve(_) => {
            say!("Kept as if all that is open were Nothing. Answers make it actions, or free it.").to_owned()
        }
    }
}

/// What is told of the selected row in a frame of its own, and with it what waits for it, the way to the audit, the
/// hours of the waves and the plan in sentences, as there is room.
pub(super) fn beside(shell: &Shell, work: &Work, row: Option<RoadRow>, pane: &mut Pane<'_>, area: Rect) {
    let map = &work.plan().1;
    let title = row.map_or_else(String::new, |row| title(work, row));
    let edges = Edges { title, ..Edges::default() };
    let inside = frame::text_in(frame::frame(shell, pane.buffer(), area, &edges));
    let mut inside = Pane::new(pane.buffer(), inside);
    if let Some(row) = row {
        facts(shell, work, row, &mut inside);
    }
    let waiting = match row {
        Some(RoadRow::Item(i)) => waiting(map, &map.items[i]),
        _ => Vec::new(),
    };
    let mut left = inside.left();
    let mut take = |rows: usize| {
        let given = if rows > 1 && left >= PART { rows.min(left) } else { 0 };
        left -= given;
        given
    };
    let way_rows = take(map.milestones.len() + 1);
    let wait_rows = take(waiting.len() + 1).min(PART * 4);
    let said = sentences(shell, work);
    if wait_rows > 0 {
        let mut part = inside.part(wait_rows);
        waits(shell, map, &waiting, &mut part);
    }
    if way_rows > 0 {
        let mut part = inside.part(way_rows);
        way(shell, map, &mut part);
    }
    if inside.left() > map.waves.len() {
        let mut part = inside.part(map.waves.len() + 1);
        waves(shell, map, &mut part);
    }
    if inside.left() >= PART && !said.is_empty() {
        frame::divider(shell, &mut inside, say!("The plan"), "");
        let most = inside.left();
        inside.paragraph(&said.join(" "), shell.theme.quiet(), most);
    }
}

/// The plan in sentences: who owns it, what its end depends on, and what comes beside it.
fn sentences(shell: &Shell, work: &Work) -> Vec<String> {
    let map = &work.plan().1;
    let said = words::owners(map).into_iter().chain(words::running(map));
    let said = said.chain(words::certification(map));
    let mut said: Vec<String> = said.collect();
    let why = say!("{key} on a milestone tells what leads to it.", key = shell.key(OnScreen::Explain));
    said.push(why);
    said
}

/// The actions that wait for one.
pub(super) fn waiting<'w>(map: &'w Roadmap, i: &RoadmapItem) -> Vec<&'w RoadmapItem> {
    map.items.iter().filter(|x| x.first.contains(&i.id)).collect()
}

fn waits(shell: &Shell, map: &Roadmap, waiting: &[&RoadmapItem], pane: &mut Pane<'_>) {
    let n = say!("{n|action|actions}", n = waiting.len());
    frame::divider(shell, pane, say!("Waits for it"), &n);
    let id = text::widest(map.items.iter().map(|i| i.id.as_str())) + 1;
    for (n, i) in waiting.iter().enumerate() {
        if pane.left() == 1 && n + 1 < waiting.len() {
            return pane.line(Span::styled(more_of(shell, waiting.len() - n), shell.theme.quiet()));
        }
        let right = format!("{}{:>6}", text::fit(&i.id, id), day::short(i.start));
        let width = pane.width().min(NEAR);
        pane.line(join(
            Line::from(i.name.clone()),
            Line::from(Span::styled(right, shell.theme.quiet())),
            width,
        ));
    }
}

/// What is reached on the way, with its days: as planned and, while anything is open and there is room, at the earliest.
fn way(shell: &Shell, map: &Roadmap, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let early = map.milestones.iter().any(|m| m.earliest != m.date) && pane.width() >= frame::SIDE / 2;
    let right = if early { say!("planned, earliest") } else { say!("planned") };
    frame::divider(shell, pane, say!("The way to the audit"), right);
    let days: Vec<(String, String)> =
        map.milestones.iter().map(|m| (day::whole(m.date), day::whole(m.earliest))).collect();
    let column = text::widest(days.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]));
    for (n, (m, (date, earliest))) in map.milestones.iter().zip(&days).enumerate() {
        if pane.left() == 1 && n + 1 < days.len() {
            return pane.line(Span::styled(more_of(shell, days.len() - n), t.quiet()));
        }
        let left = Line::from(vec![
            Span::styled(format!("{} ", Bar::Reached.ink(shell)), t.accent()),
            Span::raw(reached(&m.reached)),
        ]);
        let mut right = format!("{date:>column$}");
        if early {
            right = format!("{right}  {earliest:>column$}");
        }
        let width = pane.width().min(NEAR + 10);
        pane.line(join(left, Line::from(Span::styled(right, t.quiet())), width));
    }
}

/// The hours of each wave, as bars.
fn waves(shell: &Shell, map: &Roadmap, pane: &mut Pane<'_>) {
    let t = shell.theme;
    frame::divider(shell, pane, say!("Hours by wave"), &hours(map.total_hours));
    let most = map.waves.iter().map(|w| w.hours).fold(1.0, f64::max);
    let figures =
        text::widest(map.waves.iter().map(|w| hours(w.hours)).collect::<Vec<_>>().iter().map(String::as_str));
    let bars = (pane.width() / 4).max(6);
    let named = pane.width().saturating_sub(bars + figures + 2);
    for w in &map.waves {
        let least = usize::from(w.hours > 0.0);
        let full = ((w.hours / most * bars as f64).round() as usize).clamp(least, bars);
        let name = format!("{} {}", w.number, w.title);
        pane.line(Line::from(vec![
            Span::raw(format!("{} ", text::fit(&name, named))),
            Span::styled(Bar::Slack.ink(shell).repeat(full), t.accent()),
            Span::raw(" ".repeat(bars - full)),
            Span::raw(format!(" {:>figures$}", hours(w.hours))),
        ]));
    }
}
