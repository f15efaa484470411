//! The chart of a plan: days as columns, bars, and the months over them.

use jiff::civil::Date;

use crate::model::roadmap::Roadmap;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words;

/// The first and the last day of a plan, its milestones included.
pub(super) fn ends(map: &Roadmap) -> (Date, Date) {
    let first = map.items.iter().map(|i| i.start).min().unwrap_or(map.input.start);
    let ends = map.items.iter().map(|i| i.end).chain(map.milestones.iter().map(|m| m.date));
    let last = ends.max().unwrap_or(first);
    (first, last)
}

fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |s| s.get_days()))
}

/// The column of a day.
pub(super) fn column(day: Date, first: Date, last: Date, width: usize) -> usize {
    let span = (days(first, last) + 1.0).max(1.0);
    ((days(first, day) / span * width as f64).floor().max(0.0) as usize).min(width)
}

/// The part of the chart an action takes: at least one column.
pub(super) fn bar(shell: &Shell, on: (Date, Date), (first, last, width): (Date, Date, usize)) -> String {
    let from = column(on.0, first, last, width).min(width.saturating_sub(1));
    let to = column(on.1.tomorrow().unwrap_or(on.1), first, last, width).clamp(from + 1, width);
    let ink = if shell.theme.ascii { "=" } else { "\u{2501}" };
    format!("{}{}{}", " ".repeat(from), ink.repeat(to - from), " ".repeat(width - to))
}

/// The months over the chart: by name where four columns are there for each, else by letter. January
/// is the year.
pub(super) fn months(first: Date, last: Date, width: usize) -> String {
    let columns = width as f64 * 30.0 / (days(first, last) + 1.0).max(1.0);
    let letters = columns < 4.5;
    let mut out = String::new();
    let mut day = first;
    while day <= last {
        let at = column(day, first, last, width);
        let month = usize::from(day.month().unsigned_abs()).saturating_sub(1) % 12;
        let name = match (letters, month) {
            (_, 0) if columns >= 3.0 => format!("'{:02}", day.year() % 100),
            (true, _) => words::day::month(day).chars().take(1).collect(),
            (false, _) => words::day::month(day).to_owned(),
        };
        let space = usize::from(!letters && !out.is_empty());
        let drawn = text::width(&out);
        if at >= drawn + space && at + text::width(&name) <= width {
            out.push_str(&" ".repeat(at - drawn));
            out.push_str(&name);
        }
        match day.last_of_month().tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    out
}
