//! Figures along time: bars drawn in from both ends of a cell, so that they begin and end on their days. Used by `chart` only.

use jiff::ToSpan as _;
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr as _;

use super::super::Bar;
use super::super::paint::{BASE, hex};
use super::chart::{Sheet, ground, over, row_of, sign};
use super::table::cell;
use super::xml::{paragraph, run};

/// A time narrower than this has no room for its name.
const NAMED: usize = 560;

/// What a day is drawn as at least.
const THIN: usize = 50;

/// How wide a sign is.
const SIGN: usize = 160;

/// Most points of a trend; of more the last and some of the others are shown.
const POINTS: usize = 24;

/// Points as ranges a day.
pub(super) fn trend(points: &[(Date, f64, f64)]) -> Vec<(String, f64, f64)> {
    let mut points = points.to_vec();
    points.sort_by_key(|p| p.0);
    let every = points.len().div_ceil(POINTS).max(1);
    let last = points.len().saturating_sub(1);
    let shown = points.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every));
    shown.map(|(_, (day, low, high))| (day.to_string(), *low, *high)).collect()
}

/// A line of time as wide as its cell, in twentieths of a point.
struct Times {
    first: Date,
    days: i32,
    wide: usize,
}

impl Times {
    fn new(first: Date, last: Date, wide: usize) -> Self {
        Self { first, days: days_between(first, last).max(0) + 1, wide }
    }

    /// How far along a day begins.
    fn at(&self, day: Date) -> usize {
        let days = days_between(self.first, day).clamp(0, self.days);
        (f64::from(days) * self.wide as f64 / f64::from(self.days)).round() as usize
    }

    /// How far along a day ends.
    fn end(&self, day: Date) -> usize {
        day.tomorrow().map_or(self.wide, |next| self.at(next))
    }

    /// Months, or longer times where there are many: how wide each is and what is written above it. A time cut short at
    /// the edge has no room for its name.
    fn heads(&self) -> Vec<(usize, String)> {
        let months = self.days / 28 + 1;
        let most = i32::try_from(self.wide / NAMED).unwrap_or(i32::MAX);
        let step = [1, 3, 12, 60, 120, 600].into_iter().find(|s| months / s <= most).unwrap_or(1_200);
        let mut from = self.first.first_of_month();
        while (i32::from(from.year()) * 12 + i32::from(from.month()) - 1) % step != 0 {
            let Ok(before) = from.checked_sub(1.month()) else { break };
            from = before;
        }
        let mut heads = Vec::new();
        let mut at = 0;
        while at < self.wide {
            let next = from.checked_add(i64::from(step).months()).ok();
            let to = next.map_or(self.wide, |n| self.at(n));
            if to > at {
                // The first of them may have begun before the line does.
                let named = from.max(self.first);
                let name = if step < 12 {
                    format!("{:04}-{:02}", named.year(), named.month())
                } else {
                    format!("{:04}", named.year())
                };
                heads.push((to - at, if to - at > NAMED { name } else { String::new() }));
                at = to;
            }
            let Some(next) = next else { break };
            from = next;
        }
        heads
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |s| s.get_days())
}

/// Bars between days, with today and the days that count. A bar is a line of its own ground, drawn in at both ends, so
/// that it begins and ends on its very days.
pub(super) fn gantt(sheet: &Sheet<'_>, rows: &[Bar], milestones: &[(Date, String)], today: Date) -> String {
    let dates =
        || rows.iter().flat_map(|b| [b.start, b.end]).chain(milestones.iter().map(|m| m.0)).chain([today]);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return String::new() };
    let longest =
        rows.iter().map(|b| &b.label).chain(milestones.iter().map(|m| &m.1)).map(|l| l.width()).max();
    let (label, said) = ((longest.unwrap_or(0) * 85 + 300).clamp(1_800, 3_600), 1_750);
    let times = Times::new(first, last, sheet.width - label - said);
    let heads = times.heads();
    let columns = [vec![label], heads.iter().map(|h| h.0).collect(), vec![said]].concat();
    let mut out = sheet.head(&columns);
    out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    out += &cell(label, "", &paragraph("ChartAxis", "", ""));
    for (wide, words) in &heads {
        out += &cell(*wide, EDGE, &paragraph("ChartAxis", "", &run("", words)));
    }
    out += &cell(said, "", &paragraph("ChartAxis", "", ""));
    out += "</w:tr>\n";
    out += &point(&columns, "", times.at(today), &sign("\u{25bc}"), &today.to_string());
    for b in rows {
        let from = times.at(b.start.min(b.end)).min(times.wide - THIN);
        let to = times.end(b.end.max(b.start)).max(from + THIN);
        let drawn = format!(
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/><w:ind w:left=\"{from}\" w:right=\"{}\"/>",
            hex(ground(sheet, b.tone)),
            times.wide.saturating_sub(to)
        );
        out += &row_of(&columns, &b.label);
        out += &line(
            &columns,
            &format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", hex(BASE)),
            &drawn,
            "",
        );
        out += &days(&columns, &format!("{} \u{2013} {}", b.start, b.end));
    }
    for (day, words) in milestones {
        out += &point(&columns, words, times.at(*day), &sign("\u{25c6}"), &day.to_string());
    }
    out + "</w:tbl>\n"
}

/// Where a month or year begins.
const EDGE: &str =
    "<w:tcBorders><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A9B2BD\"/></w:tcBorders>";

/// The cell of a row that is the line of time, from edge to edge.
fn line(columns: &[usize], more: &str, drawn: &str, runs: &str) -> String {
    let n = columns.len() - 2;
    let wide: usize = columns.iter().skip(1).take(n).sum();
    let tight = "<w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>";
    cell(wide, &[&over(n), more, tight].concat(), &paragraph("ChartValue", drawn, runs))
}

/// A row with a sign at one day only.
fn point(columns: &[usize], label: &str, at: usize, sign: &str, said: &str) -> String {
    let wide: usize = columns.iter().skip(1).take(columns.len() - 2).sum();
    let left = at.saturating_sub(SIGN / 2).min(wide.saturating_sub(SIGN));
    let drawn = format!("<w:ind w:left=\"{left}\"/><w:jc w:val=\"left\"/>");
    row_of(columns, label) + &line(columns, "", &drawn, sign) + &days(columns, said)
}

/// The last cell of a row: its days in words.
fn days(columns: &[usize], said: &str) -> String {
    let wide = columns.last().copied().unwrap_or(1);
    let edge = "<w:tcMar><w:left w:w=\"90\" w:type=\"dxa\"/></w:tcMar>";
    [cell(wide, edge, &paragraph("ChartAxis", "", &run("", said))), "</w:tr>\n".to_owned()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn whatever_the_days_they_have_their_place() {
        let first = date(2026, 11, 22);
        for last in [first, date(2027, 1, 3), date(2027, 12, 1), date(2031, 2, 2), date(2300, 1, 1)] {
            let times = Times::new(first, last, 9_000);
            let heads = times.heads();
            assert!((1..=19).contains(&heads.len()), "{last} {}", heads.len());
            assert_eq!(heads.iter().map(|h| h.0).sum::<usize>(), 9_000);
            assert_eq!((times.at(first), times.end(last)), (0, 9_000));
        }
        assert_eq!(trend(&[]), []);
    }

    #[test]
    fn a_bar_is_as_long_as_its_days() {
        // January of 31 days, a bar of the second week of it.
        let times = Times::new(date(2027, 1, 1), date(2027, 1, 31), 3_100);
        assert_eq!((times.at(date(2027, 1, 8)), times.end(date(2027, 1, 14))), (700, 1_400));
    }
}
