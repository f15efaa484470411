//! The chart of a plan: months as columns, bars, and what is drawn over all rows. Days become columns here and nowhere
//! else.

use jiff::civil::{Date, Weekday};
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

/// Days up to which a plan has days for columns.
const FEW: usize = 62;

/// How many times as long as the work its way to the last milestone may be for both to be drawn.
const FAR: usize = 4;

/// How many months in how many columns: whole columns a month where it has its name over them, else as many as there are.
pub(super) struct Chart {
    first: Date,
    months: usize,
    width: usize,
    /// Days of a short plan, which has its days for columns; none where months are drawn.
    days: Option<usize>,
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

/// Days from one to the other, both counted; 1 where the other is not later.
fn days(from: Date, to: Date) -> usize {
    usize::try_from(to.since(from).map_or(0, |s| s.get_days())).unwrap_or(0) + 1
}

impl Chart {
    /// The chart of a plan, with its milestones, in at most `width` columns.
    pub(super) fn of(map: &Roadmap, width: usize) -> Self {
        let start = map.items.iter().map(|i| i.start).min().unwrap_or(map.input.start);
        let worked = map.items.iter().map(|i| i.end).chain(map.reserves.iter().map(|r| r.end));
        let worked = worked.max().unwrap_or(start);
        let last = map.milestones.iter().map(|m| m.date).max().unwrap_or(worked).max(worked);
        // Milestones far behind the work would squeeze its bars: they then have an arrow at the end.
        let last = if days(start, worked) * FAR < days(start, last) { worked } else { last };
        Self::over(start, last, width.max(1), map.input.target)
    }

    /// From one day to another in at most `width` columns, with the day one wants to be ready where it lies between.
    fn over(start: Date, last: Date, width: usize, target: Option<Date>) -> Self {
        let first = start.first_of_month();
        let mut chart = match days(start, last) {
            few if few <= FEW => Self { first: start, months: 1, width, days: Some(few), target: None },
            _ => Self::months(first, months(first, last) + 1, width),
        };
        let ends = |t: &Date| *t >= chart.first && !chart.is_beyond(*t);
        chart.target = target.filter(ends).map(|t| chart.column(t));
        chart
    }

    /// Whether a day lies behind its end.
    fn is_beyond(&self, day: Date) -> bool {
        match self.days {
            Some(shown) => days(self.first, day) > shown,
            None => months(self.first, day) >= self.months,
        }
    }

    /// So many months in at most `room` columns.
    const fn months(first: Date, months: usize, room: usize) -> Self {
        let whole = room / months;
        let width = if whole >= NAMED { whole * months } else { room };
        Self { first, months, width, days: None, target: None }
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
        if let Some(shown) = self.days {
            let into = if day < self.first { 0 } else { days(self.first, day) - 1 };
            return (into * self.width / shown).min(self.width.saturating_sub(1));
        }
        let in_month = usize::try_from(day.days_in_month()).unwrap_or(DAYS).max(1);
        let into = usize::from(day.day().unsigned_abs()).saturating_sub(1) * DAYS / in_month;
        let at = (months(self.first, day) * DAYS + into) * self.width / (self.months * DAYS);
        at.min(self.width.saturating_sub(1))
    }

    /// What stands over it: the years where a January stands, and the names of as many months as have room, each second,
    /// third or sixth where not all have. Over days, those on which a week begins.
    pub(super) fn heads(&self) -> String {
        let mut out: Vec<String> = vec![" ".to_owned(); self.width];
        let mut put = |at: usize, name: &str| {
            let end = at + text::width(name);
            let from = at.saturating_sub(1);
            if end <= out.len() && out.iter().take((end + 1).min(out.len())).skip(from).all(|c| c == " ") {
                for (cell, letter) in out.iter_mut().skip(at).zip(name.chars()) {
                    letter.to_string().clone_into(cell);
                }
            }
        };
        if let Some(days) = self.days {
            put(0, &day::short(self.first));
            for n in 1..days {
                let on = self
                    .first
                    .checked_add(jiff::Span::new().days(i64::try_from(n).unwrap_or(0)))
                    .unwrap_or(self.first);
                if on.weekday() == Weekday::Monday {
                    put(self.column(on), &day::short(on));
                }
            }
            return out.concat();
        }
        let month = |n: usize| {
            self.first
                .checked_add(jiff::Span::new().months(i64::try_from(n).unwrap_or(0)))
                .unwrap_or(self.first)
        };
        let of_year = |n: usize| usize::from(month(n).month().unsigned_abs()).saturating_sub(1);
        let years = (0..self.months).filter(|n| of_year(*n) == 0);
        for n in years {
            let year = month(n).year();
            put(
                self.begins(n),
                &if self.width * 12 / self.months > NAMED {
                    year.to_string()
                } else {
                    format!("'{:02}", year % 100)
                },
            );
        }
        let every = [1, 2, QUARTER, QUARTER * 2].into_iter().find(|n| n * self.width / self.months >= NAMED);
        if let Some(every) = every {
            put(0, day::month(self.first));
            for n in (0..self.months).filter(|n| of_year(*n).is_multiple_of(every)) {
                put(self.begins(n), day::month(month(n)));
            }
        }
        out.concat()
    }

    /// The columns in which a quarter of the year begins; where several months share a column, a year.
    fn lines(&self) -> Vec<usize> {
        if self.days.is_some() {
            return Vec::new();
        }
        let of_year = usize::from(self.first.month().unsigned_abs()).saturating_sub(1);
        let every = if self.width < self.months { QUARTER * 4 } else { QUARTER };
        (1..self.months).filter(|n| (of_year + n).is_multiple_of(every)).map(|n| self.begins(n)).collect()
    }

    /// A row: its bar over the quarters and the target, and behind it a label where there is room.
    pub(super) fn row(&self, shell: &Shell, on: (Date, Date), bar: Bar, label: &str) -> Vec<Span<'static>> {
        if self.is_beyond(on.0) {
            return self.beyond(shell, on.0);
        }
        let (from, to) = (self.column(on.0), self.end(on.1));
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

    /// The column behind a day.
    fn end(&self, day: Date) -> usize {
        match self.days {
            Some(shown) => (days(self.first, day) * self.width / shown).clamp(1, self.width),
            None => self.column(day) + 1,
        }
    }

    /// A row of what lies behind the end: its day and an arrow.
    fn beyond(&self, shell: &Shell, on: Date) -> Vec<Span<'static>> {
        let arrow = if shell.theme.ascii { ">" } else { "\u{25b8}" };
        let words = [day::whole(on), day::short(on), String::new()].map(|day| format!("{day} {arrow}"));
        let said = words.into_iter().find(|words| text::width(words) < self.width);
        let said = said.unwrap_or_else(|| arrow.to_owned());
        let mut spans = self.empty(shell, 0..self.width.saturating_sub(text::width(&said)));
        spans.push(Span::styled(said, shell.theme.strong()));
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
    fn years_stand_at_their_january_and_months_have_names_where_there_is_room() {
        assert_eq!(chart(3, 15).heads(), "Nov  Dec  2027 ");
        assert_eq!(chart(14, 30).heads(), "Nov 2027    May  Jul Sep Nov  ");
        for (months, width) in [(14, 28), (30, 15), (40, 12), (20, 24)] {
            let heads = chart(months, width).heads();
            assert!(heads.contains("27"), "{heads}");
            assert!(heads.split(' ').all(|w| w.is_empty() || w.chars().count() > 2), "{heads}");
        }
    }

    #[test]
    fn a_short_plan_has_its_days_over_the_whole_chart() {
        let chart = Chart::over(date(2026, 11, 23), date(2026, 12, 7), 40, None);
        assert_eq!(
            (chart.width(), chart.column(date(2026, 11, 23)), chart.end(date(2026, 12, 7))),
            (40, 0, 40)
        );
        assert!(chart.heads().starts_with("23 Nov") && chart.heads().contains("30 Nov"), "{}", chart.heads());
        assert!(!chart.is_beyond(date(2026, 12, 7)) && chart.is_beyond(date(2026, 12, 8)));
    }
}
