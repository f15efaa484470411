//! The chart of a plan: months as columns, bars, and what is drawn over all rows. Days become columns here and nowhere
//! else.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::model::roadmap::Roadmap;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::day;

/// Columns a month from which it has its name over them.
const NAMED: usize = 4;

/// Months of a quarter.
const QUARTER: usize = 3;

/// Days a month is counted with, so that each takes the same part of the chart.
const DAYS: usize = 31;

/// How many months in how many columns: whole columns a month where it has its name over them, else as many as there are.
pub(super) struct Chart {
    first: Date,
    months: usize,
    width: usize,
    target: Option<usize>,
}

/// What a row shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// Work that can start later.
    Slack,
    /// Work that cannot.
    Critical,
    /// Work that is done.
    Done,
    /// Time that is kept for what is open.
    Kept,
    /// A day on which something is reached.
    Reached,
}

/// Months from one to the other.
fn months(from: Date, to: Date) -> usize {
    let years = i32::from(to.year()) - i32::from(from.year());
    let months = years * 12 + i32::from(to.month()) - i32::from(from.month());
    usize::try_from(months).unwrap_or(0)
}

impl Chart {
    /// The chart of a plan, with its milestones, in at most `width` columns.
    pub(super) fn of(map: &Roadmap, width: usize) -> Self {
        let start = map.items.iter().map(|i| i.start).min().unwrap_or(map.input.start);
        let ends = map.items.iter().map(|i| i.end).chain(map.milestones.iter().map(|m| m.date));
        let last = ends.chain(map.reserves.iter().map(|r| r.end)).max().unwrap_or(start);
        let (first, width) = (start.first_of_month(), width.max(1));
        let mut chart = Self::months(first, months(first, last) + 1, width);
        chart.target = map.input.target.filter(|t| *t >= first && *t <= last).map(|t| chart.column(t));
        chart
    }

    /// So many months in at most `room` columns.
    const fn months(first: Date, months: usize, room: usize) -> Self {
        let whole = room / months;
        let width = if whole >= NAMED { whole * months } else { room };
        Self { first, months, width, target: None }
    }

    /// Columns it takes.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The column in which a month begins.
    const fn begins(&self, month: usize) -> usize {
        month * self.width / self.months
    }

    /// The column of a day.
    fn column(&self, day: Date) -> usize {
        let days = usize::try_from(day.days_in_month()).unwrap_or(DAYS).max(1);
        let into = usize::from(day.day().unsigned_abs()).saturating_sub(1) * DAYS / days;
        let at = (months(self.first, day) * DAYS + into) * self.width / (self.months * DAYS);
        at.min(self.width.saturating_sub(1))
    }

    /// The months over it: by name where there is room, else by letter. January is the year where that fits, and where
    /// several months share a column and the years alone tell where one is.
    pub(super) fn heads(&self) -> String {
        let mut out = String::new();
        let mut month = self.first;
        let years = self.width >= self.months * QUARTER || self.width < self.months;
        for n in 0..self.months {
            let name = match month.month() {
                1 if years => format!("'{:02}", month.year() % 100),
                _ if self.width >= self.months * NAMED => day::month(month).to_owned(),
                _ => day::month(month).chars().take(1).collect(),
            };
            let (at, drawn) = (self.begins(n), text::width(&out));
            if at >= drawn && at + text::width(&name) <= self.width {
                out.push_str(&" ".repeat(at - drawn));
                out.push_str(&name);
            }
            match month.last_of_month().tomorrow() {
                Ok(next) => month = next,
                Err(_) => break,
            }
        }
        text::fit(&out, self.width)
    }

    /// The columns in which a quarter of the year begins; where several months share a column, a year.
    fn lines(&self) -> Vec<usize> {
        let of_year = usize::from(self.first.month().unsigned_abs()).saturating_sub(1);
        let every = if self.width < self.months { QUARTER * 4 } else { QUARTER };
        (1..self.months).filter(|n| (of_year + n).is_multiple_of(every)).map(|n| self.begins(n)).collect()
    }

    /// A row: its bar over the quarters and the target, and behind it a label where there is room.
    pub(super) fn row(&self, shell: &Shell, on: (Date, Date), bar: Bar, label: &str) -> Vec<Span<'static>> {
        let (from, to) = (self.column(on.0), self.column(on.1) + 1);
        let label = if label.is_empty() { String::new() } else { format!(" {label} ") };
        let behind = to + text::width(&label);
        let mut spans = self.empty(shell, 0..from);
        spans.push(Span::styled(bar.ink(shell).repeat(to.max(from + 1) - from), bar.style(shell)));
        let after = if behind <= self.width && to > from {
            spans.push(Span::styled(label, shell.theme.quiet()));
            behind
        } else {
            to.max(from + 1)
        };
        spans.extend(self.empty(shell, after..self.width));
        spans
    }

    /// Columns without a bar.
    fn empty(&self, shell: &Shell, columns: std::ops::Range<usize>) -> Vec<Span<'static>> {
        let t = shell.theme;
        let (quarter, target) = if t.ascii { (":", "|") } else { ("\u{250a}", "\u{2502}") };
        let lines = self.lines();
        let mut spans: Vec<Span<'static>> = Vec::new();
        let mut blanks = 0;
        for column in columns {
            let sign = if self.target == Some(column) {
                Span::styled(target, t.warning())
            } else if lines.contains(&column) {
                Span::styled(quarter, t.quiet())
            } else {
                blanks += 1;
                continue;
            };
            spans.push(Span::raw(" ".repeat(blanks)));
            spans.push(sign);
            blanks = 0;
        }
        spans.push(Span::raw(" ".repeat(blanks)));
        spans
    }
}

impl Bar {
    /// What it is drawn with: told apart without colour.
    pub(super) const fn ink(self, shell: &Shell) -> &'static str {
        match (self, shell.theme.ascii) {
            (Self::Slack, false) => "\u{2593}",
            (Self::Slack, true) => "=",
            (Self::Critical, false) => "\u{2588}",
            (Self::Critical, true) => "#",
            (Self::Done, false) => "\u{2500}",
            (Self::Done, true) => "-",
            (Self::Kept, false) => "\u{2591}",
            (Self::Kept, true) => ".",
            (Self::Reached, false) => "\u{25c6}",
            (Self::Reached, true) => "*",
        }
    }

    pub(super) fn style(self, shell: &Shell) -> Style {
        let t = shell.theme;
        match self {
            Self::Slack => t.accent(),
            Self::Critical => t.warning(),
            Self::Done | Self::Kept => t.quiet(),
            Self::Reached => t.strong(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn chart(months: usize, room: usize) -> Chart {
        Chart::months(date(2026, 11, 1), months, room)
    }

    #[test]
    fn days_stand_in_the_column_of_their_month_however_narrow_the_chart() {
        for (months, width) in [(3, 60), (14, 28), (14, 14), (40, 12)] {
            let chart = chart(months, width);
            assert!(chart.width() <= width, "{months} {width}");
            let mut last = 0;
            let mut day = chart.first;
            for _ in 0..months * 28 {
                let column = chart.column(day);
                assert!((last..chart.width()).contains(&column), "{day} {column}");
                last = column;
                day = day.tomorrow().unwrap();
            }
        }
    }

    #[test]
    fn months_have_names_where_there_is_room_and_letters_else() {
        assert_eq!(chart(3, 15).heads(), "Nov  Dec  '27  ");
        assert_eq!(chart(3, 7).heads(), "N D J  ");
        assert_eq!(chart(30, 15).heads(), "N'27JSN'28JSNFM");
    }
}
