//! Figures along time as tables of shaded cells: a column a week, a month or a longer time. Used by `chart` only.

use jiff::ToSpan as _;
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr as _;

use super::super::{Bar, Tone};
use super::chart::{BASE, Sheet, bar, ground, over, row_of, sign};
use super::table::{cell, widths};
use super::xml::{paragraph, run};

/// Most columns of time a page holds.
const MOST: i32 = 36;

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

/// Columns of time: the first day of each, and what is written above it.
struct Times {
    starts: Vec<Date>,
    heads: Vec<String>,
}

impl Times {
    fn new(first: Date, last: Date) -> Self {
        let days = first.until(last).map_or(0, |s| s.get_days());
        if days <= 7 * (MOST - 1) {
            let back = i64::from(first.weekday().to_monday_zero_offset());
            let monday = first.checked_sub(back.days()).unwrap_or(first);
            let starts = steps(monday, last, 7.days());
            let heads = starts.iter().map(|d| format!("{:04}-{:02}", d.year(), d.month())).collect();
            return Self { starts, heads };
        }
        let months = days / 28;
        let step = [1, 3, 12, 60].into_iter().find(|s| months / s < MOST - 2).unwrap_or(600);
        let mut from = first.first_of_month();
        while (i32::from(from.month()) - 1) % step.min(12) != 0 {
            from = from.checked_sub(1.month()).unwrap_or(first);
        }
        let starts = steps(from, last, i64::from(step).months());
        let heads = starts.iter().map(|d| format!("{:04}", d.year())).collect();
        Self { starts, heads }
    }

    /// The column a day falls into.
    fn of(&self, day: Date) -> usize {
        self.starts.partition_point(|s| *s <= day).saturating_sub(1)
    }
}

/// Days from one on in equal steps, until past the last.
fn steps(from: Date, last: Date, step: jiff::Span) -> Vec<Date> {
    let mut days = vec![from];
    while let Some(next) = days.last().and_then(|d| d.checked_add(step).ok()) {
        if next > last || days.len() > MOST as usize + 2 {
            break;
        }
        days.push(next);
    }
    days
}

/// Bars between days, with today and the days that count.
pub(super) fn gantt(sheet: &Sheet<'_>, rows: &[Bar], milestones: &[(Date, String)], today: Date) -> String {
    let dates =
        || rows.iter().flat_map(|b| [b.start, b.end]).chain(milestones.iter().map(|m| m.0)).chain([today]);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return String::new() };
    let times = Times::new(first, last);
    let longest =
        rows.iter().map(|b| &b.label).chain(milestones.iter().map(|m| &m.1)).map(|l| l.width()).max();
    let (label, said) = ((longest.unwrap_or(0) * 85 + 300).clamp(1_800, 3_600), 1_750);
    let n = times.starts.len();
    let units = widths(&vec![1.0 / n as f64; n], sheet.width - label - said);
    let columns = [vec![label], units, vec![said]].concat();
    let mut out = sheet.head(&columns);
    out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    out += &cell(label, "", &paragraph("ChartAxis", "", ""));
    let mut at = 0;
    for group in times.heads.chunk_by(|a, b| a == b) {
        let wide: usize = columns.iter().skip(at + 1).take(group.len()).sum();
        // A time cut short at the edge has no room for its name.
        let words = if wide > 500 { group.first().map_or("", String::as_str) } else { "" };
        out +=
            &cell(wide, &[&over(group.len()), EDGE].concat(), &paragraph("ChartAxis", "", &run("", words)));
        at += group.len();
    }
    out += &cell(said, "", &paragraph("ChartAxis", "", ""));
    out += "</w:tr>\n";
    out += &point(&columns, "", times.of(today), &sign(Tone::Plain, "\u{25bc}"), &today.to_string());
    for b in rows {
        let (from, to) = (times.of(b.start.min(b.end)), times.of(b.end.max(b.start)));
        out += &row_of(&columns, &b.label);
        for (from, to, colour) in [(0, from, BASE), (from, to + 1, ground(sheet, b.tone)), (to + 1, n, BASE)]
        {
            if to > from {
                out += &bar(&columns, from + 1, to - from, colour, "");
            }
        }
        out += &days(&columns, &format!("{} \u{2013} {}", b.start, b.end));
    }
    for (day, words) in milestones {
        out += &point(&columns, words, times.of(*day), &sign(Tone::Plain, "\u{25c6}"), &day.to_string());
    }
    out + "</w:tbl>\n"
}

/// Where a month or year begins.
const EDGE: &str =
    "<w:tcBorders><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A9B2BD\"/></w:tcBorders>";

/// A row with a sign in one column only.
fn point(columns: &[usize], label: &str, at: usize, sign: &str, said: &str) -> String {
    let n = columns.len() - 2;
    let mut out = row_of(columns, label);
    for (from, to, runs) in [(0, at, ""), (at, at + 1, sign), (at + 1, n, "")] {
        if to > from {
            let wide: usize = columns.iter().skip(from + 1).take(to - from).sum();
            let tight =
                "<w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>";
            out += &cell(wide, &[&over(to - from), tight].concat(), &paragraph("ChartValue", "", runs));
        }
    }
    out + &days(columns, said)
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
    fn whatever_the_days_they_have_a_column() {
        let first = date(2026, 11, 22);
        for last in [first, date(2027, 1, 3), date(2027, 12, 1), date(2031, 2, 2), date(2300, 1, 1)] {
            let times = Times::new(first, last);
            assert!((1..=MOST as usize + 3).contains(&times.starts.len()), "{last} {}", times.starts.len());
            assert!(times.starts[0] <= first && times.starts.len() == times.heads.len());
            assert_eq!(times.of(first), 0);
            assert_eq!(times.of(last), times.starts.len() - 1);
        }
        assert_eq!(trend(&[]), []);
    }
}
