//! A row of the roadmap for the whole room: what to do, when, whose it is, what it waits for, and where in the plan it is.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::head;
use crate::model::roadmap::Roadmap;
use crate::say;
use crate::tui::large::{self, poster, poster::Part};
use crate::tui::pane::Pane;
use crate::tui::screen::detail::Stepping as _;
use crate::tui::screen::gantt::{Bar, Chart};
use crate::tui::screen::road_filter::owner;
use crate::tui::screen::road_page;
use crate::tui::screen::road_rows::{self, RoadRow};
use crate::tui::screen::roadmap::Road;
use crate::tui::shell::Shell;
use crate::words::{self, day, reached};
use crate::work::Work;

/// Rows of the bar, in letters as high as those around it.
const BAR: usize = 2;

/// Draws the selected row of the roadmap as it is filtered and ordered there.
pub fn draw(shell: &Shell, road: &Road, work: &Work, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let map = &work.plan().1;
    // One row is all of a page.
    shell.page.set(1);
    let strong = t.text().patch(t.strong());
    let scale = large::scale(pane, t.ascii);
    let Some(row) = road.row(work).filter(|_| !map.items.is_empty()) else {
        return poster::draw(&[Part::first(Road::nothing(shell, work), strong)], t.ascii, pane, 0);
    };
    road.cursor.hold(road.name_at(road.place(work), work));
    let (at, of) = (road.place(work) + 1, road.count(work));
    let place = say!("{at} of {all}", at, all = of);
    let place = road.shown(work, of).map_or(place.clone(), |shown| format!("{shown}; {place}"));
    let width = pane.width() / scale;
    let (id, titles) = match row {
        RoadRow::Item(i) => {
            let (item, q) = (&map.items[i], work.q());
            (item.id.clone(), vec![q.list_title(item.requirement), q.short_title(item.requirement)])
        }
        _ => (String::new(), vec![road_page::title(work, row)]),
    };
    large::line(pane, head(shell, &id, &titles, place, width), scale);
    pane.blank();
    let when = road_rows::place(map, row);
    let keep = if when.is_some() { (BAR + 1) * scale } else { 0 };
    poster::draw(&parts(work, row, strong), t.ascii, pane, keep);
    if let Some((on, bar)) = when {
        pane.down_to(keep);
        strip(shell, map, (on, bar), scale, pane);
    }
}

/// What is said of a row, what matters most first.
fn parts(work: &Work, row: RoadRow, strong: Style) -> Vec<Part> {
    let map = &work.plan().1;
    let name = match row {
        RoadRow::Item(i) => map.items[i].name.clone(),
        RoadRow::Mark(m) => reached(&map.milestones[m].reached),
        RoadRow::Wave(w) => map.waves[w].title.clone(),
        RoadRow::Reserve(r) => words::kept(&map.reserves[r]),
    };
    let mut parts = vec![Part::first(name, strong)];
    // The year stands over the bar.
    if let Some(((start, end), _)) = road_rows::place(map, row) {
        parts.push(Part::line(day::short_span(start, end), strong));
    }
    match row {
        RoadRow::Item(i) => {
            let item = &map.items[i];
            parts.push(Part::line(words::large::whose(owner(work, item), item.effort_hours), strong));
            parts.extend(words::large::waits(map, item).map(|words| Part::line(words, strong)));
        }
        RoadRow::Wave(w) => {
            let n = map.waves[w].actions;
            parts.push(Part::line(say!("{n|action|actions}", n), strong));
        }
        RoadRow::Mark(_) | RoadRow::Reserve(_) => {}
    }
    parts
}

/// The months of the plan and under them the bar of the row, as wide as the screen; of what lies behind its end the day.
fn strip(shell: &Shell, map: &Roadmap, (on, bar): ((Date, Date), Bar), scale: usize, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let chart = Chart::of(map, pane.width() / scale);
    large::line(pane, Line::styled(chart.heads(), t.text().patch(t.strong())), scale);
    let row = chart.row(shell, on, bar, "");
    let ink = bar.ink(shell);
    if !row.iter().any(|span| span.content.contains(ink)) {
        return large::line(pane, Line::from(row), scale);
    }
    // A bar is as wide as the months over it; a line stays a line.
    let cell = |c: char| {
        let c = c.to_string();
        if c == ink { c.repeat(scale) } else { c + &" ".repeat(scale - 1) }
    };
    let wide =
        |span: Span<'static>| Span::styled(span.content.chars().map(cell).collect::<String>(), span.style);
    let line: Line<'static> = row.into_iter().map(wide).collect();
    for _ in 0..BAR * scale {
        pane.line(line.clone());
    }
}
