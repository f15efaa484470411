//! Figures along time as drawings: bars between days, and how figures went. Used by `svg` only.

// Writing into a string cannot fail, so what `write!` gives back is let go here.
use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;

use super::super::figure::{percent, span};
use super::super::{Bar, Tone};
use super::css::{COMING, class};
use super::svg::{Draw, LETTER, LINE, WIDE, parts, wrapped};

/// Days from the first to the last.
struct Axis {
    first: Date,
    days: f64,
    left: f64,
    right: f64,
}

impl Axis {
    fn new(dates: impl Iterator<Item = Date> + Clone, left: f64, right: f64) -> Option<Self> {
        let (first, last) = (dates.clone().min()?, dates.max()?);
        Some(Self { first, days: between(first, last).max(1.0), left, right })
    }

    fn at(&self, day: Date) -> f64 {
        self.left + (self.right - self.left) * between(self.first, day) / self.days
    }

    /// Days to write at the axis with what is written there: so many that they do not touch.
    fn ticks(&self) -> Vec<(Date, String)> {
        let months = self.days / 30.4;
        if months < 2.5 {
            let step = (self.days / 6.0).ceil().max(1.0);
            let count = (self.days / step) as i64;
            return (0..=count)
                .filter_map(|n| self.first.checked_add(jiff::Span::new().days(n * step as i64)).ok())
                .map(|d| (d, d.to_string()))
                .collect();
        }
        let step =
            [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|s| months / f64::from(*s) <= 11.0).unwrap_or(240);
        let mut ticks = Vec::new();
        let mut day = self.first.first_of_month();
        while let Ok(next) = day.checked_add(jiff::Span::new().months(1)) {
            day = next;
            if between(self.first, day) > self.days || ticks.len() > 40 {
                break;
            }
            if (i32::from(day.month()) - 1) % step.min(12) == 0
                && (step <= 12 || i32::from(day.year()) % (step / 12) == 0)
            {
                ticks.push((day, format!("{:04}-{:02}", day.year(), day.month())));
            }
        }
        ticks
    }
}

/// Days from one to the other.
fn between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |s| f64::from(s.get_days()))
}

/// A line of the chart: a bar, or a day that counts with what it is called.
enum Line<'f> {
    Bar(&'f Bar),
    Day(Date, &'f str),
}

impl Line<'_> {
    fn label(&self) -> &str {
        match self {
            Self::Bar(bar) => &bar.label,
            Self::Day(_, words) => words,
        }
    }
}

/// How high a line is at least.
const ROW: f64 = 23.0;

/// Bars between days, a line where today is, and below them the days that count; in parts with the days above each.
pub(super) fn gantt(rows: &[Bar], milestones: &[(Date, String)], today: Date) -> Vec<Draw> {
    let dates =
        rows.iter().flat_map(|b| [b.start, b.end]).chain(milestones.iter().map(|m| m.0)).chain([today]);
    let mut empty = Draw::new();
    empty.make_room(rows.iter().map(|b| &b.label).chain(milestones.iter().map(|m| &m.1)));
    let Some(axis) = Axis::new(dates, empty.left + 6.0, WIDE - 20.0) else { return Vec::new() };
    let days = milestones.iter().map(|(day, words)| Line::Day(*day, words));
    let lines: Vec<Line<'_>> = rows.iter().map(Line::Bar).chain(days).collect();
    let heights: Vec<f64> = lines.iter().map(|l| empty.height(l.label(), ROW)).collect();
    let part =
        |part: Range<usize>| between_days(empty.clone(), &axis, lines.get(part).unwrap_or_default(), today);
    parts(&heights).into_iter().map(part).collect()
}

/// One part of the chart.
fn between_days(mut draw: Draw, axis: &Axis, lines: &[Line<'_>], today: Date) -> Draw {
    let top = LINE * 2.0 + 4.0;
    draw.high = top;
    let mut drawn = draw.clone();
    for line in lines {
        let high = drawn.label(line.label(), ROW);
        match line {
            Line::Bar(bar) => {
                let (from, to) = (axis.at(bar.start.min(bar.end)), axis.at(bar.end.max(bar.start)));
                let y = drawn.high + (high - 13.0) / 2.0;
                let said = format!("{}: {} \u{2013} {}", bar.label, bar.start, bar.end);
                let look = if bar.tone == Tone::Plain { COMING } else { class(bar.tone) };
                drawn.bar([from, y, (to - from).max(4.0), 13.0], look, &said);
            }
            Line::Day(day, _) => {
                let (x, y) = (axis.at(*day), drawn.high + high / 2.0);
                drawn.rule([x, top], [x, y], "mile");
                let _ = writeln!(
                    drawn.out,
                    "<path d=\"M{x:.1} {:.1}l6.5 6.5l-6.5 6.5l-6.5 -6.5z\" class=\"{}\"/>",
                    y - 6.5,
                    class(Tone::Plain)
                );
                let (end, shift) = if x > WIDE - 110.0 { ("end", -12.0) } else { ("start", 12.0) };
                drawn.words(x + shift, y + 4.0, end, "small", &day.to_string());
            }
        }
        drawn.high += high;
    }
    for (day, words) in axis.ticks() {
        let x = axis.at(day);
        draw.rule([x, top - 2.0], [x, drawn.high], "grid");
        draw.words(x, top - 6.0, "middle", "small", &words);
    }
    draw.out.push_str(&drawn.out);
    draw.high = drawn.high + 4.0;
    let x = axis.at(today);
    draw.rule([x, LINE - 2.0], [x, drawn.high], "now");
    let end = if x > WIDE - 60.0 {
        "end"
    } else if x < draw.left + 60.0 {
        "start"
    } else {
        "middle"
    };
    draw.words(x, 11.0, end, "small", &today.to_string());
    draw
}

/// How the low and the high end went: two lines and what lies between them.
pub(super) fn trend(draw: &mut Draw, points: &[(Date, f64, f64)], low: Tone, high: Tone) {
    let (left, right, top, bottom) = (50.0, WIDE - 70.0, 12.0, 232.0);
    let mut points: Vec<(Date, f64, f64)> =
        points.iter().map(|(d, l, h)| (*d, percent(*l), percent(*h).max(percent(*l)))).collect();
    points.sort_by_key(|p| p.0);
    let Some(axis) = Axis::new(points.iter().map(|p| p.0), left + 6.0, right) else { return };
    let y = |n: f64| bottom - (bottom - top) * n / 100.0;
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        draw.rule([left, y(tick)], [right + 6.0, y(tick)], "grid");
        draw.words(left - 8.0, y(tick) + 4.0, "end", "small", &span(tick, tick));
    }
    let line = |end: fn(&(Date, f64, f64)) -> f64| -> Vec<String> {
        points.iter().map(|p| format!("{:.1} {:.1}", axis.at(p.0), y(end(p)))).collect()
    };
    let (lows, highs) = (line(|p| p.1), line(|p| p.2));
    let around: Vec<String> = lows.iter().chain(highs.iter().rev()).cloned().collect();
    let _ = writeln!(draw.out, "<path d=\"M{}z\" class=\"between\"/>", around.join("L"));
    for (path, tone) in [(&highs, high), (&lows, low)] {
        let _ = writeln!(draw.out, "<path d=\"M{}\" class=\"trace line-{}\"/>", path.join("L"), class(tone));
    }
    for (day, l, h) in &points {
        let said = format!("{day}: {}", span(*l, *h));
        for (n, tone) in [(*h, high), (*l, low)] {
            let _ = writeln!(
                draw.out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.2\" class=\"{}\"><title>{said}</title></circle>",
                axis.at(*day),
                y(n),
                class(tone)
            );
        }
    }
    if let Some((_, l, h)) = points.last() {
        draw.words(right + 14.0, y(f64::midpoint(*l, *h)) + 4.0, "start", "", &span(*l, *h));
    }
    // Days are written where points are, the last for certain, and none over another.
    let mut free = f64::MAX;
    for (day, ..) in points.iter().rev() {
        let x = axis.at(*day);
        if x + 42.0 < free {
            let words = wrapped(&day.to_string(), 12, 1).concat();
            draw.words(x.max(left + 30.0), bottom + 18.0, "middle", "small", &words);
            free = x - LETTER * 6.5;
        }
    }
    draw.high = bottom + 26.0;
}
