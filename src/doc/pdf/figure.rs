//! Figures as drawings: title, legend, then rows, so that a long one goes on over the page as a table does. Shares,
//! ranges and fields of states here, what has days in `time`. For `pdf` only.

use super::super::figure::Key;
use super::super::{Figure, FigureKind, Tone, figure};
use super::face::Style;
use super::flow::{Flow, Set, base, span};
use super::sheet::{Head, Op, Shape, Strip};
use super::style::{Colour, HAIR, INK, SOFT, WHITE, tone};
use super::tags::Role;
use super::text::Run;

/// Of words in a figure.
pub(super) const SIZE: f32 = 8.0;
/// From line to line of them.
pub(super) const LEAD: f32 = 10.4;
/// How high a bar is.
pub(super) const BAR: f32 = 11.0;

/// Where words stand against the place they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// A figure on its way: the rows of its drawing, all one leaf of the tree.
pub(super) struct Drawing {
    pub(super) leaf: usize,
    pub(super) wide: bool,
    pub(super) head: Head,
    pub(super) rows: Vec<(f32, Vec<Op>)>,
}

impl Drawing {
    pub(super) fn op(&self, x: f32, y: f32, shape: Shape) -> Op {
        Op { x, y, leaf: Some(self.leaf), shape }
    }

    pub(super) fn area(&self, x: f32, y: f32, w: f32, colour: Colour) -> Op {
        self.op(x, y, Shape::Area { w, h: BAR, colour })
    }

    pub(super) fn rule(&self, x: f32, y: f32, to: (f32, f32), (line, colour): (f32, Colour)) -> Op {
        self.op(x, y, Shape::Rule { dx: to.0, dy: to.1, line, colour })
    }
}

impl Flow<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let width = self.look.width(false);
        if !figure.title.is_empty() {
            let set = Set { x: 0.0, width, size: self.look.size, lead: self.look.lead };
            let first = self.strips.len();
            self.words(&[span(&figure.title, Style::Bold, INK)], set, self.look.gap * 1.6);
            for strip in self.strips.iter_mut().skip(first + 1) {
                strip.glued = true;
            }
            self.stick = true;
        }
        let before = if self.labels.chart_of.is_empty() {
            String::new()
        } else {
            format!("{} ", self.labels.chart_of)
        };
        let alt = format!("{before}{}: {}", figure.title, figure.alt);
        let part = self.tree.part(self.root, Role::Figure(alt));
        let leaf = self.tree.leaf(part);
        let mut drawing = Drawing { leaf, wide: false, head: Head::default(), rows: Vec::new() };
        match &figure.kind {
            FigureKind::Shares(parts) => self.shares(parts, &figure.legend, &mut drawing),
            FigureKind::Ranges(parts) => self.ranges(parts, &figure.legend, &mut drawing),
            FigureKind::Gantt { rows, milestones, today } => {
                self.gantt(rows, milestones, *today, &mut drawing);
            }
            FigureKind::Trend(points) => self.trend(points, &figure.legend, &mut drawing),
            FigureKind::Heat { columns, rows } => self.heat(columns, rows, &mut drawing),
        }
        self.legend(figure, &drawing);
        self.drawn(drawing);
    }

    /// Lays a drawing down: in one piece if it is not high, else cut between its rows with its head repeated.
    fn drawn(&mut self, drawing: Drawing) {
        let height: f32 = drawing.head.height + drawing.rows.iter().map(|r| r.0).sum::<f32>();
        // What has a head that is repeated loses little where it is cut.
        let most = if drawing.head.height > LEAD * 2.0 { 0.45 } else { 0.8 };
        let whole = height < self.look.height(drawing.wide) * most;
        let wide = drawing.wide;
        let mut head = None;
        if drawing.head.height > 0.0 {
            let ops = drawing.head.ops.clone();
            self.push(Strip { height: drawing.head.height, glued: true, wide, ops, ..Strip::default() });
            self.stick = true;
            let ornaments = drawing.head.ops.into_iter().map(|op| Op { leaf: None, ..op }).collect();
            self.heads.push(Head { height: drawing.head.height, ops: ornaments });
            head = Some(self.heads.len() - 1);
        }
        for (n, (height, ops)) in drawing.rows.into_iter().enumerate() {
            self.push(Strip { height, glued: n < 3 || whole, wide, head, ops, ..Strip::default() });
        }
        self.space = self.look.gap * 1.8;
    }

    fn legend(&mut self, figure: &Figure, drawing: &Drawing) {
        let legend = &figure.legend;
        let (lines, ranges) = match figure.kind {
            FigureKind::Trend(_) => (true, false),
            FigureKind::Ranges(_) => (false, true),
            _ => (false, false),
        };
        let width = self.look.width(drawing.wide);
        let mut ops = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for (n, (sign, words)) in figure.keys().enumerate() {
            let shaped = self.shaped(&[span(words, Style::Regular, INK)]);
            let wide = (shaped.widest() * SIZE).min(width - SIZE * 1.3);
            if x > 0.0 && x + wide + SIZE * 1.3 > width {
                (x, y) = (0.0, y + LEAD + 1.0);
            }
            if lines {
                let how = line(n, self.lead_colour(legend));
                ops.push(drawing.rule(x, y + LEAD / 2.0, (SIZE, 0.0), how));
            } else {
                let (state, colour) = match sign {
                    // Drawn as what is open is, with an edge, but empty.
                    Key::Rest => (Tone::Open, WHITE),
                    Key::Of(state) if ranges && n == 0 => (state, self.lead_colour(legend)),
                    Key::Of(state) => (state, tone(state)),
                    Key::Coming => (Tone::Plain, tone(Tone::Plain)),
                };
                key((state, colour), drawing, x, y + base(SIZE, LEAD), &mut ops);
            }
            for line in shaped.lines(SIZE, wide + 0.5) {
                put_runs(line.runs, x + SIZE * 1.3, y + base(SIZE, LEAD), drawing.leaf, &mut ops);
                y += LEAD;
            }
            y -= LEAD;
            x += SIZE * 1.3 + wide + 14.0;
        }
        if !ops.is_empty() {
            let (height, before) = (y + LEAD + 5.0, 3.0);
            self.push(Strip { height, before, glued: true, wide: drawing.wide, ops, ..Strip::default() });
            self.stick = true;
        }
    }

    /// Words in a drawing, cut into lines of this width; gives back how high they are. `y` is their top.
    pub(super) fn put(
        &self,
        words: &str,
        at: (f32, f32, f32),
        set: (f32, Colour, Side),
        leaf: usize,
        ops: &mut Vec<Op>,
    ) -> f32 {
        let ((x, mut y, width), (size, colour, side)) = (at, set);
        let lead = size * LEAD / SIZE;
        let from = y;
        for line in self.shaped(&[span(words, Style::Regular, colour)]).lines(size, width) {
            let inset = match side {
                Side::Left => 0.0,
                Side::Middle => (width - line.width) / 2.0,
                Side::Right => width - line.width,
            };
            put_runs(line.runs, x + inset, y + base(size, lead), leaf, ops);
            y += lead;
        }
        y - from
    }

    /// The colour of what a figure is about: of its first tone, or the accent where that says nothing.
    pub(super) fn lead_colour(&self, legend: &[(Tone, String)]) -> Colour {
        let first = legend.first().map(|l| l.0).filter(|t| *t != Tone::Plain);
        first.map_or(self.look.accent, tone)
    }

    pub(super) fn measured(&self, words: &str, size: f32) -> f32 {
        self.shaped(&[span(words, Style::Regular, INK)]).widest() * size
    }

    /// How wide the names of the rows are: what they need, at most a share of the width.
    pub(super) fn names<'t>(&self, names: impl Iterator<Item = &'t str>, width: f32) -> f32 {
        let most = names.map(|n| self.measured(n, SIZE)).fold(30.0f32, f32::max);
        most.min(width * 0.36) + 8.0
    }

    fn shares(&self, parts: &[(String, Vec<u32>)], legend: &[(Tone, String)], drawing: &mut Drawing) {
        let width = self.look.width(false);
        let left = self.names(parts.iter().map(|p| p.0.as_str()), width);
        let totals: Vec<u64> = parts.iter().map(|p| p.1.iter().map(|n| u64::from(*n)).sum()).collect();
        let right = totals.iter().map(|t| self.measured(&t.to_string(), SIZE)).fold(0.0f32, f32::max) + 8.0;
        let full = width - left - right;
        for ((name, counts), total) in parts.iter().zip(&totals) {
            let mut ops = Vec::new();
            let height =
                self.put(name, (0.0, 2.0, left - 8.0), (SIZE, INK, Side::Left), drawing.leaf, &mut ops);
            let (air, least) = if self.look.long { (4.0, 5.0) } else { (1.5, 1.5) };
            let height = (height + air).max(BAR + least);
            let y = 2.0;
            let mut x = left;
            for (n, count) in counts.iter().enumerate() {
                if *count == 0 {
                    continue;
                }
                let state = legend.get(n).map_or(Tone::Plain, |l| l.0);
                let w = full * (f64::from(*count) / (*total).max(1) as f64) as f32;
                block(state, drawing, (x, y, w), &mut ops);
                let words = count.to_string();
                if self.measured(&words, SIZE) + 3.0 < w {
                    let ink = tone(state).words_on();
                    let at = (x, y + (BAR - LEAD) / 2.0, w);
                    if state == Tone::Out {
                        let ground = self.measured(&words, SIZE) + 3.0;
                        let shape = Shape::Area { w: ground, h: BAR - 1.0, colour: tone(state) };
                        ops.push(drawing.op(x + (w - ground) / 2.0, y + 0.5, shape));
                    }
                    self.put(&words, at, (SIZE, ink, Side::Middle), drawing.leaf, &mut ops);
                }
                x += w;
            }
            if *total == 0 {
                let edge = Shape::Edge { w: full, h: BAR, line: 0.5, colour: HAIR };
                ops.push(drawing.op(left, y, edge));
            }
            let at = (left + full, y + (BAR - LEAD) / 2.0, right);
            self.put(&total.to_string(), at, (SIZE, SOFT, Side::Right), drawing.leaf, &mut ops);
            drawing.rows.push((height, ops));
        }
    }

    fn ranges(&self, parts: &[(String, f64, f64)], legend: &[(Tone, String)], drawing: &mut Drawing) {
        let width = self.look.width(false);
        let left = self.names(parts.iter().map(|p| p.0.as_str()), width);
        let right = 64.0;
        let full = width - left - right;
        let at = |share: f64| full * (share.clamp(0.0, 100.0) / 100.0) as f32;
        let first = self.lead_colour(legend);
        let second = legend.get(1).map_or(Tone::Open, |l| l.0);
        let mut ops = Vec::new();
        for share in [0.0, 25.0, 50.0, 75.0, 100.0] {
            let place = (left + at(share) - 20.0, 0.0, 40.0);
            self.put(&format!("{share} %"), place, (7.0, SOFT, Side::Middle), drawing.leaf, &mut ops);
        }
        drawing.head = Head { height: LEAD, ops };
        for (name, low, high) in parts {
            let (low, high) = (finite(*low), finite(*high));
            let (low, high) = (low.min(high), low.max(high));
            let mut ops = Vec::new();
            let height =
                self.put(name, (0.0, 2.0, left - 8.0), (SIZE, INK, Side::Left), drawing.leaf, &mut ops);
            let (air, least) = if self.look.long { (4.0, 5.0) } else { (1.5, 1.5) };
            let height = (height + air).max(BAR + least);
            for share in [0.0, 25.0, 50.0, 75.0, 100.0] {
                ops.push(drawing.rule(left + at(share), 0.0, (0.0, height), (0.4, HAIR)));
            }
            let edge = Shape::Edge { w: full - 0.5, h: BAR - 0.5, line: 0.5, colour: HAIR };
            ops.push(drawing.op(left + 0.25, 2.25, edge));
            if at(low) > 0.0 {
                ops.push(drawing.area(left, 2.0, at(low), first));
            }
            if high > low {
                block(second, drawing, (left + at(low), 2.0, at(high) - at(low)), &mut ops);
            }
            let words = figure::span(low, high);
            let place = (left + full + 6.0, 2.0 + (BAR - LEAD) / 2.0, right - 6.0);
            self.put(&words, place, (SIZE, INK, Side::Right), drawing.leaf, &mut ops);
            drawing.rows.push((height, ops));
        }
    }

    fn heat(&self, columns: &[String], rows: &[(String, Vec<(Tone, String)>)], drawing: &mut Drawing) {
        let count = columns.len().max(rows.iter().map(|r| r.1.len()).max().unwrap_or_default()).max(1) as f32;
        drawing.wide = (self.look.width(false) * 0.68) / count < 25.0;
        let width = self.look.width(drawing.wide);
        let left = self.names(rows.iter().map(|r| r.0.as_str()), width);
        let cell = ((width - left) / count).min(92.0);
        let mut ops = Vec::new();
        let mut high = 0.0f32;
        for (n, title) in columns.iter().enumerate() {
            let place = (left + cell * n as f32 + 1.5, 0.0, cell - 3.0);
            high = high.max(self.put(title, place, (7.0, SOFT, Side::Middle), drawing.leaf, &mut ops));
        }
        drawing.head = Head { height: high + 2.0, ops };
        for (name, cells) in rows {
            let mut words = Vec::new();
            let mut height =
                self.put(name, (0.0, 3.0, left - 8.0), (SIZE, INK, Side::Left), drawing.leaf, &mut words)
                    + 6.0;
            let mut inks = Vec::new();
            for (n, (state, word)) in cells.iter().enumerate() {
                let ink = tone(*state).words_on();
                let place = (left + cell * n as f32 + 2.0, 3.0, cell - 4.0);
                height = height
                    .max(self.put(word, place, (7.4, ink, Side::Middle), drawing.leaf, &mut inks) + 6.0);
            }
            let mut ops: Vec<Op> = Vec::new();
            for (n, (state, _)) in cells.iter().enumerate() {
                let shape = Shape::Area { w: cell - 1.2, h: height - 1.2, colour: tone(*state) };
                ops.push(drawing.op(left + cell * n as f32, 0.0, shape));
            }
            ops.extend(words);
            ops.extend(inks);
            drawing.rows.push((height, ops));
        }
    }
}

fn put_runs(runs: Vec<Run>, x: f32, y: f32, leaf: usize, ops: &mut Vec<Op>) {
    ops.extend(runs.into_iter().map(|run| Op {
        x: x + run.x,
        y,
        leaf: Some(leaf),
        shape: Shape::Words(run),
    }));
}

/// How the first and the second line of a trend are drawn: width and colour.
pub(super) fn line(n: usize, colour: Colour) -> (f32, Colour) {
    if n == 0 { (2.2, colour) } else { (1.0, colour.mixed(0.6, WHITE)) }
}

/// What is no number counts as nothing.
pub(super) fn finite(n: f64) -> f64 {
    if n.is_finite() { n } else { 0.0 }
}

/// A piece of a bar; states that are pale have an edge or lines, so that they stand out from paper and from each other.
pub(super) fn block(state: Tone, drawing: &Drawing, (x, y, w): (f32, f32, f32), ops: &mut Vec<Op>) {
    ops.push(drawing.area(x, y, w, tone(state)));
    if state == Tone::Out {
        let mut from = 3.0;
        while from < w {
            let dx = BAR.min(w - from);
            ops.push(drawing.rule(x + from, y + BAR, (dx, -dx), (0.7, WHITE)));
            from += 6.0;
        }
    }
    if matches!(state, Tone::Open | Tone::Out) {
        let edge = Shape::Edge { w: (w - 0.5).max(0.1), h: BAR - 0.5, line: 0.5, colour: SOFT };
        ops.push(drawing.op(x + 0.25, y + 0.25, edge));
    }
    ops.push(drawing.rule(x, y, (0.0, BAR), (0.8, WHITE)));
}

/// The sign of a state in the legend: a piece as it is drawn in the bars.
fn key((state, colour): (Tone, Colour), drawing: &Drawing, x: f32, y: f32, ops: &mut Vec<Op>) {
    let side = SIZE * 0.8;
    let y = y - side * 0.93;
    ops.push(drawing.op(x, y, Shape::Area { w: side, h: side, colour }));
    if state == Tone::Out {
        for (from, to) in [((0.0, 0.5), (0.5, -0.5)), ((0.25, 1.0), (0.75, -0.75))] {
            let to = (side * to.0, side * to.1);
            ops.push(drawing.rule(x + side * from.0, y + side * from.1, to, (0.7, WHITE)));
        }
    }
    if matches!(state, Tone::Open | Tone::Out) {
        let edge = Shape::Edge { w: side - 0.5, h: side - 0.5, line: 0.5, colour: SOFT };
        ops.push(drawing.op(x + 0.25, y + 0.25, edge));
    }
}
