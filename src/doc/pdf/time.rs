//! Figures with days along their foot: bars of a plan, and how figures moved. For `pdf` only.

use jiff::civil::Date;

use super::super::{Tone, figure::Bar};
use super::figure::{BAR, Drawing, LEAD, SIZE, Side, block, finite, line};
use super::flow::Flow;
use super::sheet::{Head, Op, Shape};
use super::style::{HAIR, INK, SOFT, WHITE};

/// Room for half a sign at the end of a line of days.
const EDGE: f32 = 6.0;
/// The least a bar is drawn as.
const THIN: f32 = 3.0;

/// Days along a line.
struct Scale {
    first: i64,
    days: i64,
    left: f32,
    width: f32,
}

/// Days since some day long ago.
fn number(day: Date) -> i64 {
    // A day that cannot be counted is one at the beginning.
    day.since(Date::new(1970, 1, 1).unwrap_or(Date::ZERO)).map_or(0, |span| i64::from(span.get_days()))
}

impl Scale {
    fn new(days: impl Iterator<Item = Date> + Clone, left: f32, width: f32) -> Option<Self> {
        let first = number(days.clone().min()?);
        let last = number(days.max()?);
        Some(Self { first, days: (last - first).max(1), left, width })
    }

    fn at(&self, day: Date) -> f32 {
        self.left + self.width * ((number(day) - self.first) as f32 / self.days as f32)
    }

    /// Days to name: firsts of months as long as they fit, else of years.
    fn ticks(&self, from: Date, apart: f32) -> Vec<(f32, String)> {
        let mut ticks: Vec<(f32, String)> = Vec::new();
        let months = self.days / 30 + 2;
        let step = [1, 3, 6, 12, 60, 120, 600, 2400]
            .into_iter()
            .find(|s| self.width / (months as f32 / *s as f32) >= apart);
        let step = step.unwrap_or(12_000);
        let mut month = i64::from(from.year()) * 12 + i64::from(from.month()) - 1;
        month = month.div_euclid(step) * step;
        for _ in 0..200 {
            let (year, m) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let day =
                i16::try_from(year).ok().zip(i8::try_from(m).ok()).and_then(|(y, m)| Date::new(y, m, 1).ok());
            let Some(day) = day else { break };
            let x = self.at(day);
            if x > self.left + self.width + 0.1 {
                break;
            }
            if x >= self.left - 0.1 {
                let words = if step >= 12 { format!("{year}") } else { format!("{year}-{m:02}") };
                ticks.push((x, words));
            }
            month += step;
        }
        if ticks.len() < 2 {
            let middle = from.saturating_add(jiff::Span::new().days(self.days / 2));
            let end = from.saturating_add(jiff::Span::new().days(self.days));
            return [from, middle, end].iter().map(|d| (self.at(*d), d.to_string())).collect();
        }
        ticks
    }
}

impl Flow<'_> {
    pub(super) fn gantt(
        &self,
        rows: &[Bar],
        milestones: &[(Date, String)],
        today: Date,
        drawing: &mut Drawing,
    ) {
        let width = self.look.width(false);
        // Days that count are named beside their signs, so that the bars have the room.
        let left = self.names(rows.iter().map(|r| r.label.as_str()), width);
        let days =
            rows.iter().flat_map(|r| [r.start, r.end]).chain(milestones.iter().map(|m| m.0)).chain([today]);
        let first = days.clone().min().unwrap_or(today);
        let Some(scale) = Scale::new(days, left + 4.0, width - left - 4.0 - EDGE) else { return };
        let ticks = scale.ticks(first, 34.0);
        let now = scale.at(today);
        let mut ops = Vec::new();
        for (x, words) in &ticks {
            let x = (x - 25.0).min(width - 50.0);
            self.put(words, (x, 0.0, 50.0), (7.0, SOFT, Side::Middle), drawing.leaf, &mut ops);
        }
        let named = (now - 25.0).clamp(left, width - 50.0);
        self.put(
            &today.to_string(),
            (named, LEAD, 50.0),
            (7.0, self.look.accent, Side::Middle),
            drawing.leaf,
            &mut ops,
        );
        let point = vec![(-2.6, -3.4), (2.6, -3.4), (0.0, 0.0)];
        ops.push(drawing.op(
            now,
            LEAD * 2.0 + 3.0,
            Shape::Corners { points: point, colour: self.look.accent },
        ));
        drawing.head = Head { height: LEAD * 2.0 + 3.0, ops };
        for bar in rows {
            let (mut ops, height) = self.line(&bar.label, left, &ticks, now, drawing);
            let (from, to) = (scale.at(bar.start.min(bar.end)), scale.at(bar.end.max(bar.start)));
            let day = scale.width / scale.days as f32;
            block(bar.tone, drawing, (from, 2.0, (to - from + day).max(THIN)), &mut ops);
            drawing.rows.push((height, ops));
        }
        for (day, name) in milestones {
            let (mut ops, height) = self.line("", left, &ticks, now, drawing);
            let (x, r) = (scale.at(*day), BAR * 0.48);
            let diamond = vec![(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)];
            ops.push(drawing.op(x, 2.0 + BAR / 2.0, Shape::Corners { points: diamond, colour: INK }));
            let words = format!("{day}  {name}");
            let wide = self.measured(&words, 7.0) + 1.0;
            let (before, after) = (x - r - 4.0, width - x - r - 4.0);
            let (room, right) =
                if wide <= after || after >= before { (after, true) } else { (before, false) };
            let wide = wide.min(room);
            let beside = if right { x + r + 4.0 } else { x - r - 4.0 - wide };
            let mut said = Vec::new();
            let high = self.put(&words, (beside, 3.0, wide), (7.0, INK, Side::Left), drawing.leaf, &mut said);
            let height = height.max(high + 5.0);
            ops.push(drawing.op(beside, 2.0, Shape::Area { w: wide, h: high + 1.0, colour: WHITE }));
            ops.extend(said);
            drawing.rows.push((height, ops));
        }
    }

    /// A row with its name, the lines of the months and of today.
    fn line(
        &self,
        name: &str,
        left: f32,
        ticks: &[(f32, String)],
        now: f32,
        drawing: &Drawing,
    ) -> (Vec<Op>, f32) {
        let mut ops = Vec::new();
        let height = self.put(name, (0.0, 2.0, left - 8.0), (SIZE, INK, Side::Left), drawing.leaf, &mut ops);
        let height = (height + 3.5).max(BAR + 4.0);
        for (x, _) in ticks {
            ops.push(drawing.rule(*x, 0.0, (0.0, height), (0.4, HAIR)));
        }
        ops.push(drawing.rule(now, 0.0, (0.0, height), (0.9, self.look.accent)));
        (ops, height)
    }

    pub(super) fn trend(
        &self,
        points: &[(Date, f64, f64)],
        legend: &[(Tone, String)],
        drawing: &mut Drawing,
    ) {
        let (left, height, top) = (34.0, if self.look.long { 150.0 } else { 96.0 }, 6.0);
        let width = self.look.width(false);
        let days = points.iter().map(|p| p.0);
        let Some(scale) = Scale::new(days, left + 14.0, width - left - 46.0) else { return };
        let y = |share: f64| top + height * (1.0 - finite(share).clamp(0.0, 100.0) / 100.0) as f32;
        let mut ops = Vec::new();
        for share in [0.0, 25.0, 50.0, 75.0, 100.0] {
            ops.push(drawing.rule(left, y(share), (width - left, 0.0), (0.4, HAIR)));
            let place = (0.0, y(share) - LEAD / 2.0, left - 5.0);
            self.put(&format!("{share} %"), place, (7.0, SOFT, Side::Right), drawing.leaf, &mut ops);
        }
        let mut sorted: Vec<_> = points.to_vec();
        sorted.sort_by_key(|p| p.0);
        let low: Vec<(f32, f32)> = sorted.iter().map(|p| (scale.at(p.0), y(p.1.min(p.2)))).collect();
        let high: Vec<(f32, f32)> = sorted.iter().map(|p| (scale.at(p.0), y(p.2.max(p.1)))).collect();
        let colour = self.lead_colour(legend);
        let between = high.iter().chain(low.iter().rev()).copied().collect();
        let pale = colour.mixed(0.16, WHITE);
        if sorted.len() > 1 {
            ops.push(drawing.op(0.0, 0.0, Shape::Corners { points: between, colour: pale }));
            for (n, points) in [(1, high.clone()), (0, low.clone())] {
                let (line, colour) = line(n, colour);
                ops.push(drawing.op(0.0, 0.0, Shape::Bends { points, line, colour }));
            }
        }
        for (low, high) in low.iter().zip(&high) {
            ops.push(drawing.rule(low.0, low.1, (0.0, high.1 - low.1), (0.6, SOFT)));
            for (x, y) in [low, high] {
                let shape = Shape::Area { w: 3.6, h: 3.6, colour };
                ops.push(drawing.op(x - 1.8, y - 1.8, shape));
            }
        }
        let mut taken = f32::MIN;
        for (n, (day, ..)) in sorted.iter().enumerate() {
            let x = scale.at(*day);
            let last = sorted.last().map_or(x, |p| scale.at(p.0));
            if x - taken < 52.0 || (n + 1 < sorted.len() && last - x < 52.0) {
                continue;
            }
            taken = x;
            let place = (x - 26.0, top + height + 3.0, 52.0);
            self.put(&day.to_string(), place, (7.0, SOFT, Side::Middle), drawing.leaf, &mut ops);
        }
        drawing.rows.push((top + height + LEAD + 6.0, ops));
    }
}
