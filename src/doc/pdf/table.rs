//! Tables: how wide each column is, which size and way round, and the rows as strips. For `pdf` only.

use super::super::{Cell, Table, Tone};
use super::face::Style;
use super::flow::{Flow, base, span};
use super::sheet::{Head, Op, Shape, Strip, moved};
use super::style::{Colour, HAIR, INK, Look, SMALLEST, SOFT, WHITE, ZEBRA, tone};
use super::tags::Role;
use super::text::{Line, Shaped};

/// Left and right of the words of a cell.
const PAD: f32 = 4.0;
/// Above and below them.
const AIR: f32 = 2.6;
/// States up to this width, in parts of the size, stay on one line.
const STATE: f32 = 9.0;
/// Heads up to this width stay on one line too.
const HEAD: f32 = 4.2;
/// Tables up to this many rows stay on one page.
const FEW: usize = 6;
/// So many rows are asked which widths suit them.
const ASKED: usize = 250;

/// A cell on its way: its words with pictures, and what else decides how it is set.
struct Words {
    shaped: Shaped,
    tone: Option<Tone>,
}

impl Words {
    /// What must stand on one line, in parts of the size: a word, or a state.
    fn least(&self) -> f32 {
        let line = self.shaped.widest();
        let whole = if self.tone.is_some() && line < STATE { line } else { self.shaped.longest_word() };
        whole + mark_width(self.tone, 1.0)
    }

    fn widest(&self) -> f32 {
        self.shaped.widest() + mark_width(self.tone, 1.0)
    }
}

/// What a column asks for, in parts of the size.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// Its longest word.
    word: f32,
    /// Its widest line.
    line: f32,
}

/// How a table is set.
struct Plan {
    size: f32,
    wide: bool,
    columns: Vec<f32>,
    right: Vec<bool>,
}

impl Plan {
    fn width(&self) -> f32 {
        self.columns.iter().sum()
    }

    fn lead(&self) -> f32 {
        self.size * 1.34
    }
}

/// Room a tone takes before its word.
fn mark_width(tone: Option<Tone>, size: f32) -> f32 {
    if tone.is_some_and(|t| t != Tone::Plain) { size * 1.15 } else { 0.0 }
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let head: Vec<Words> =
            table.columns.iter().map(|c| self.cell(&c.title, Style::Bold, self.look.accent, None)).collect();
        let rows: Vec<Vec<Words>> = table.rows.iter().map(|row| self.row(row, table.columns.len())).collect();
        let numbers = (0..table.columns.len()).map(|c| table.is_numbers(c)).collect();
        let plan = plan(self.look, &head, &rows, numbers);
        let part = self.tree.part(self.root, Role::Table);
        let repeated = self.table_head(&head, &plan, part);
        let body = self.tree.part(part, Role::Rows);
        let count = rows.len();
        for (n, row) in rows.iter().enumerate() {
            let last = n + 1 == count;
            let first = self.strips.len();
            self.table_row(row, &plan, body, repeated, (n, last));
            if count <= FEW
                && let Some(strip) = self.strips.get_mut(first)
            {
                strip.glued = true;
            }
        }
        self.space = self.look.gap * 1.5;
    }

    fn cell(&self, words: &str, style: Style, colour: Colour, tone: Option<Tone>) -> Words {
        Words { shaped: self.shaped(&[span(words, style, colour)]), tone }
    }

    fn row(&self, row: &[Cell], columns: usize) -> Vec<Words> {
        let mut cells: Vec<Words> = row
            .iter()
            .take(columns)
            .map(|cell| {
                let tone = if let Cell::Toned(tone, _) = cell { Some(*tone) } else { None };
                self.cell(&cell.words(), Style::Regular, INK, tone)
            })
            .collect();
        while cells.len() < columns {
            cells.push(self.cell("", Style::Regular, INK, None));
        }
        cells
    }

    /// The head; gives back its place among those that are repeated.
    fn table_head(&mut self, head: &[Words], plan: &Plan, part: usize) -> Option<usize> {
        let group = self.tree.part(part, Role::Head);
        let row = self.tree.part(group, Role::Row);
        let cells = set_cells(head, plan);
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        let height = lines as f32 * plan.lead() + 2.0 * AIR + 1.0;
        let area = Shape::Area { w: plan.width(), h: height, colour: self.look.tint };
        let mut ops = vec![Op { x: 0.0, y: 0.0, leaf: None, shape: area }];
        let line = Shape::Rule { dx: plan.width(), dy: 0.0, line: 0.9, colour: self.look.accent };
        ops.push(Op { x: 0.0, y: height, leaf: None, shape: line });
        self.cells(cells, head, plan, (row, Role::HeadCell), &mut ops);
        let repeated = self.repeated(&ops, height, plan);
        let before = self.look.gap * 1.2;
        self.push(Strip { height, before, wide: plan.wide, ops, ..Strip::default() });
        self.stick = true;
        repeated
    }

    /// The head once more without a place in the tree, with a word that this goes on.
    fn repeated(&mut self, ops: &[Op], height: f32, plan: &Plan) -> Option<usize> {
        if height > self.look.height(plan.wide) * 0.35 {
            return None;
        }
        let size = self.look.small;
        let note = self.shaped(&[span(&self.labels.continued, Style::Italic, SOFT)]);
        let note = note.lines(size, plan.width()).into_iter().next().unwrap_or_default();
        let down = if self.labels.continued.is_empty() { 0.0 } else { size * 1.5 };
        let mut head = Head { height: height + down, ops: Vec::new() };
        for run in note.runs {
            head.ops.push(Op { x: run.x, y: size, leaf: None, shape: Shape::Words(run) });
        }
        head.ops.extend(ops.iter().map(|op| Op { leaf: None, ..moved(op.clone(), 0.0, down) }));
        self.heads.push(head);
        Some(self.heads.len() - 1)
    }

    /// A row; one that no page can hold is cut between its lines.
    fn table_row(
        &mut self,
        row: &[Words],
        plan: &Plan,
        body: usize,
        head: Option<usize>,
        (n, last): (usize, bool),
    ) {
        let part = self.tree.part(body, Role::Row);
        let cells = set_cells(row, plan);
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        let height = lines as f32 * plan.lead() + 2.0 * AIR;
        let ground = if n % 2 == 1 { Some(ZEBRA) } else { None };
        let above = head.and_then(|h| self.heads.get(h)).map_or(0.0, |h| h.height);
        let page = self.look.height(plan.wide) - above;
        if height <= page {
            let mut ops = ground_ops(ground, plan.width(), height, last);
            self.cells(cells, row, plan, (part, Role::Cell), &mut ops);
            // The last row is not left alone on the next page.
            let glued = last && n > 1 && height < page * 0.2;
            self.push(Strip { height, glued, wide: plan.wide, head, ops, ..Strip::default() });
            return;
        }
        // Lines in the middle of a row stand a little below the head.
        let aired =
            head.and_then(|h| self.heads.get(h)).map(|h| Head { height: h.height + AIR, ops: h.ops.clone() });
        let head = aired.map(|h| {
            self.heads.push(h);
            self.heads.len() - 1
        });
        let leaves: Vec<usize> = cells.iter().map(|_| self.tree.part(part, Role::Cell)).collect();
        let leaves: Vec<usize> = leaves.into_iter().map(|cell| self.tree.leaf(cell)).collect();
        let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
        for k in 0..lines {
            let (top, bottom) = (if k == 0 { AIR } else { 0.0 }, if k + 1 == lines { AIR } else { 0.0 });
            let height = plan.lead() + top + bottom;
            let mut ops = ground_ops(ground, plan.width(), height, last && k + 1 == lines);
            let mut x = 0.0;
            for (c, cell) in cells.iter_mut().enumerate() {
                let leaf = leaves.get(c).copied();
                let width = plan.columns.get(c).copied().unwrap_or_default();
                let tone = row.get(c).and_then(|w| w.tone);
                let line = cell.next();
                if k == 0 {
                    mark(tone, x + PAD, top + base(plan.size, plan.lead()), plan.size, &mut ops);
                    if line.as_ref().is_none_or(|l| l.runs.is_empty()) {
                        ops.push(Op { x, y: 0.0, leaf, shape: Shape::Nothing });
                    }
                }
                let x0 = x + PAD + mark_width(tone, plan.size);
                for run in line.into_iter().flat_map(|l| l.runs) {
                    let y = top + base(plan.size, plan.lead());
                    ops.push(Op { x: x0 + run.x, y, leaf, shape: Shape::Words(run) });
                }
                x += width;
            }
            let glued = k == 1 || (k > 0 && k + 1 == lines);
            self.push(Strip { height, glued, wide: plan.wide, head, ops, ..Strip::default() });
        }
    }

    /// The words of a row, each cell a part of the tree.
    fn cells(
        &mut self,
        cells: Vec<Vec<Line>>,
        row: &[Words],
        plan: &Plan,
        (part, role): (usize, Role),
        ops: &mut Vec<Op>,
    ) {
        let mut x = 0.0;
        for (c, lines) in cells.into_iter().enumerate() {
            let width = plan.columns.get(c).copied().unwrap_or_default();
            let tone = row.get(c).and_then(|w| w.tone);
            let right = plan.right.get(c).copied().unwrap_or_default();
            let cell = self.tree.part(part, role.clone());
            let leaf = self.tree.leaf(cell);
            let mut y = AIR + base(plan.size, plan.lead());
            mark(tone, x + PAD, y, plan.size, ops);
            if lines.iter().all(|l| l.runs.is_empty()) {
                ops.push(Op { x, y: 0.0, leaf: Some(leaf), shape: Shape::Nothing });
            }
            for line in lines {
                let inner =
                    if right { x + width - PAD - line.width } else { x + PAD + mark_width(tone, plan.size) };
                for run in line.runs {
                    ops.push(Op { x: inner + run.x, y, leaf: Some(leaf), shape: Shape::Words(run) });
                }
                y += plan.lead();
            }
            x += width;
        }
    }
}

fn ground_ops(ground: Option<Colour>, width: f32, height: f32, last: bool) -> Vec<Op> {
    let mut ops = Vec::new();
    if let Some(colour) = ground {
        // A hair higher, so that no white line shows between the strips of one row.
        ops.push(Op { x: 0.0, y: 0.0, leaf: None, shape: Shape::Area { w: width, h: height + 0.2, colour } });
    }
    if last {
        let line = Shape::Rule { dx: width, dy: 0.0, line: 0.7, colour: HAIR };
        ops.push(Op { x: 0.0, y: height, leaf: None, shape: line });
    }
    ops
}

/// The square of a state on a line of words: another one each, so that it needs no colour.
pub(super) fn mark(state: Option<Tone>, x: f32, y: f32, size: f32, ops: &mut Vec<Op>) {
    let Some(state) = state.filter(|t| *t != Tone::Plain) else { return };
    let side = size * 0.78;
    let (y, colour) = (y - side * 0.94, tone(state));
    let mut put = |x: f32, y: f32, shape: Shape| ops.push(Op { x, y, leaf: None, shape });
    match state {
        Tone::Open => {
            let inset = 0.4;
            let edge = Shape::Edge { w: side - 2.0 * inset, h: side - 2.0 * inset, line: 0.8, colour: SOFT };
            put(x + inset, y + inset, edge);
        }
        Tone::Half => {
            put(x, y, Shape::Area { w: side, h: side, colour });
            let half = vec![(0.0, 0.0), (0.0, side), (side, side)];
            put(x, y, Shape::Corners { points: half, colour: Colour(0x8a, 0x5a, 0x00) });
        }
        Tone::Out => {
            put(x, y, Shape::Area { w: side, h: side, colour });
            put(x, y + side * 0.5, Shape::Rule { dx: side, dy: 0.0, line: side * 0.2, colour: WHITE });
        }
        Tone::Bad => {
            put(x, y, Shape::Area { w: side, h: side, colour });
            let (a, b) = (side * 0.26, side * 0.48);
            put(x + a, y + a, Shape::Rule { dx: b, dy: b, line: 0.9, colour: WHITE });
            put(x + a, y + a + b, Shape::Rule { dx: b, dy: -b, line: 0.9, colour: WHITE });
        }
        Tone::Good | Tone::Plain => put(x, y, Shape::Area { w: side, h: side, colour }),
    }
}

fn set_cells(row: &[Words], plan: &Plan) -> Vec<Vec<Line>> {
    let width = |c: usize| plan.columns.get(c).copied().unwrap_or_default();
    let inner = |c: usize, w: &Words| width(c) - 2.0 * PAD - mark_width(w.tone, plan.size);
    row.iter().enumerate().map(|(c, w)| w.shaped.lines(plan.size, inner(c, w))).collect()
}

fn needs(head: &[Words], rows: &[Vec<Words>]) -> Vec<Need> {
    let column = |c: usize, title: &Words| {
        let whole = title.shaped.widest();
        let word = if whole < HEAD { whole } else { title.shaped.longest_word() };
        let mut need = Need { word, line: whole };
        for cell in rows.iter().filter_map(|row| row.get(c)) {
            need.word = need.word.max(cell.least());
            need.line = need.line.max(cell.widest());
        }
        need
    };
    head.iter().enumerate().map(|(c, title)| column(c, title)).collect()
}

/// The size and way round at which no word is cut and long cells are not squeezed; the smallest on its side otherwise.
fn plan(look: &Look, head: &[Words], rows: &[Vec<Words>], right: Vec<bool>) -> Plan {
    let needs = needs(head, rows);
    let mut size = look.table;
    let mut tries = Vec::new();
    while size > SMALLEST {
        tries.push(size);
        size -= 0.5;
    }
    tries.push(SMALLEST);
    for wide in [false, true] {
        for size in &tries {
            let width = look.width(wide);
            let least: Vec<f32> = needs.iter().map(|n| least(*n, *size, width)).collect();
            if least.iter().sum::<f32>() <= width {
                let columns = share(rows, &needs, &least, *size, width);
                return Plan { size: *size, wide, columns, right };
            }
        }
    }
    let width = look.width(true);
    let least: Vec<f32> = needs.iter().map(|n| least(*n, SMALLEST, width)).collect();
    let all: f32 = least.iter().sum();
    let columns = least.iter().map(|w| w * width / all).collect();
    Plan { size: SMALLEST, wide: true, columns, right }
}

/// What a column cannot do with less of: its longest word, and some room for cells of many words.
fn least(need: Need, size: f32, width: f32) -> f32 {
    let word = (need.word * size).min(width * 0.3);
    let comfort = if need.line > 40.0 {
        12.0
    } else if need.line > 14.0 {
        8.0
    } else {
        0.0
    };
    word.max(comfort * size).min(need.line * size) + 2.0 * PAD + 0.5
}

/// Widths that fill the page, except for small tables. What is left after the least goes bit by bit to the column that
/// makes the most rows high.
fn share(rows: &[Vec<Words>], needs: &[Need], least: &[f32], size: f32, width: f32) -> Vec<f32> {
    let most: Vec<f32> =
        needs.iter().zip(least).map(|(n, l)| (n.line * size + 2.0 * PAD + 0.5).max(*l)).collect();
    let all: f32 = most.iter().sum();
    if all <= width {
        let full = if all < width * 0.62 { all.max((all * 1.25).min(width * 0.5)) } else { width };
        let extra = (full - all) / all.max(1.0);
        return most.iter().map(|m| m + m * extra).collect();
    }
    let every = rows.len() / ASKED + 1;
    let extents: Vec<Vec<(f32, f32)>> = rows.iter().step_by(every).map(|row| extents(row, size)).collect();
    let mut columns = least.to_vec();
    for _ in 0..90 {
        let left = width - columns.iter().sum::<f32>();
        if left < 0.5 {
            break;
        }
        let step = (width / 80.0).min(left);
        let open = |c: usize, w: f32| most.get(c).is_some_and(|m| m - w > 0.2);
        let wish = wishes(&extents, &columns);
        let chosen = columns.iter().enumerate().filter(|(c, w)| open(*c, **w));
        let chosen = chosen.map(|(c, _)| (c, wish.get(c).copied().unwrap_or_default()));
        let Some((best, _)) = chosen.max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        if let (Some(w), Some(m)) = (columns.get_mut(best), most.get(best)) {
            *w += step.min(m - *w);
        }
    }
    columns
}

/// Of each cell: how wide its words are all in one, and how many lines it has before any is cut.
fn extents(row: &[Words], size: f32) -> Vec<(f32, f32)> {
    let cell = |w: &Words| {
        let (area, lines) = w.shaped.extent();
        ((area + mark_width(w.tone, 1.0)) * size, lines)
    };
    row.iter().map(cell).collect()
}

/// How much lower the rows would be if only this column were wider; for equal ones, how full its cells are.
fn wishes(rows: &[Vec<(f32, f32)>], columns: &[f32]) -> Vec<f32> {
    let mut wishes = vec![0.0; columns.len()];
    for row in rows {
        // Lines are never quite full.
        let lines = |c: usize, cell: &(f32, f32)| {
            let inner = columns.get(c).map_or(1.0, |w| (w - 2.0 * PAD).max(1.0));
            (cell.1 - 1.0) + (cell.0 * 1.08 / inner).max(1.0)
        };
        let heights: Vec<f32> = row.iter().enumerate().map(|(c, cell)| lines(c, cell)).collect();
        let top = heights.iter().copied().fold(1.0f32, f32::max);
        for (wish, height) in wishes.iter_mut().zip(&heights) {
            if *height > 1.0 {
                *wish += (height / top).powi(6) * (height - 1.0) + 0.001 * height;
            }
        }
    }
    wishes
}
