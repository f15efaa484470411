//! About which page each heading will stand on. Whoever opens the file works it out anew; programs that do not are
//! shown these. Used by the DOCX writer only.

use super::super::measure::{self, SIDEWAYS, UPRIGHT, lines};
use super::super::{Block, Doc, FigureKind, Item, Table};

/// Height of the text of an upright page, in points.
const HIGH: f64 = 720.0;

/// The same of a page on its side.
const HIGH_SIDE: f64 = 473.0;

/// Characters on a line of prose, and its height.
const PROSE: (f64, f64) = (114.0, 14.1);

/// The page of each heading, in the order they come.
pub(super) fn pages(doc: &Doc, turned: &[bool]) -> Vec<usize> {
    let entries =
        doc.blocks.iter().filter(|b| matches!(b, Block::Heading { level, .. } if *level <= 3)).count();
    // The cover, the contents, and then the first section.
    let front = 2 + (entries as f64 * 15.5 / (HIGH - 40.0)).ceil().max(1.0) as usize;
    let mut at = Place { page: front, used: 0.0, gap: 0.0, side: false };
    let mut pages = Vec::new();
    for (n, (block, turn)) in doc.blocks.iter().zip(turned).enumerate() {
        if *turn != at.side {
            if at.used > 0.0 || n > 0 {
                at.next();
            }
            at.side = *turn;
        }
        match block {
            Block::Heading { level, text, .. } => {
                let (before, size, after) = match level {
                    0..=2 => (20.0, 20.7, 10.5),
                    3 => (15.0, 16.5, 4.5),
                    4 => (12.0, 14.0, 3.5),
                    _ => (10.0, 12.8, 3.0),
                };
                let own = lines(text, PROSE.0 * 12.0 / size) * size;
                // A heading goes over with what follows it.
                at.keep(before + own + after + doc.blocks.get(n + 1).map_or(0.0, least));
                at.flow(before, own, after);
                pages.push(at.page);
            }
            Block::Paragraph(words) => {
                at.flow(4.0, lines(&words.words(), at.wide(PROSE.0)) * PROSE.1, 5.0);
            }
            Block::List(items) => list(&mut at, items, 0),
            Block::Table(table) => rows(&mut at, table),
            Block::Figure(figure) => at.whole(9.0, figure_height(&figure.kind) + CAPTION, 10.0),
            Block::Sign(signs) => at.flow(28.0, signs.len() as f64 * 41.0 - 28.0, 3.0),
            Block::NewPage => at.next(),
        }
    }
    pages
}

/// Title and legend of a figure.
const CAPTION: f64 = 34.0;

/// Where the writing has come to.
struct Place {
    page: usize,
    used: f64,
    /// What the last block asks for below it; of two spaces that meet the larger counts.
    gap: f64,
    side: bool,
}

impl Place {
    fn high(&self) -> f64 {
        if self.side { HIGH_SIDE } else { HIGH }
    }

    fn wide(&self, upright: f64) -> f64 {
        if self.side { upright * SIDEWAYS / UPRIGHT } else { upright }
    }

    fn next(&mut self) {
        self.page += 1;
        self.used = 0.0;
        self.gap = 0.0;
    }

    /// On this page if so much has room on it.
    fn keep(&mut self, height: f64) {
        if self.used > 0.0 && self.used + height > self.high() {
            self.next();
        }
    }

    /// What goes on over the page where it must.
    fn flow(&mut self, before: f64, height: f64, after: f64) {
        if self.used > 0.0 {
            self.used += before.max(self.gap);
        }
        self.used += height;
        self.gap = after;
        while self.used > self.high() {
            self.page += 1;
            self.used -= self.high();
        }
    }

    /// What is not parted.
    fn whole(&mut self, before: f64, height: f64, after: f64) {
        self.keep(before.max(self.gap) + height);
        self.flow(before, height, after);
    }
}

/// How much of a block has to stand below its heading.
fn least(block: &Block) -> f64 {
    match block {
        Block::Figure(figure) => figure_height(&figure.kind) + CAPTION,
        Block::Table(_) => 34.0,
        _ => 2.0 * PROSE.1,
    }
}

fn figure_height(kind: &FigureKind) -> f64 {
    let each =
        |labels: &mut dyn Iterator<Item = &String>| labels.map(|l| lines(l, 33.0) * 10.6 + 3.4).sum::<f64>();
    match kind {
        FigureKind::Shares(rows) => each(&mut rows.iter().map(|r| &r.0)),
        FigureKind::Ranges(rows) => each(&mut rows.iter().map(|r| &r.0)),
        FigureKind::Gantt { rows, milestones, .. } => {
            each(&mut rows.iter().map(|b| &b.label)) + each(&mut milestones.iter().map(|m| &m.1)) + 26.0
        }
        FigureKind::Trend(points) => points.len().min(24) as f64 * 14.0,
        FigureKind::Heat { rows, .. } => each(&mut rows.iter().map(|r| &r.0)) + 24.0,
    }
}

fn list(at: &mut Place, items: &[Item], depth: usize) {
    for item in items {
        let label = item.label.as_ref().map_or(0, |l| l.len() + 2);
        let words = " ".repeat(label) + &item.text.words();
        let room = at.wide(PROSE.0) - 3.6 * (depth + 1) as f64;
        if !item.text.is_empty() || item.room.is_empty() {
            at.whole(0.0, lines(&words, room) * PROSE.1, 3.0);
        }
        if !item.room.is_empty() {
            at.whole(5.0, 11.6, 2.0);
        }
        list(at, &item.below, depth + 1);
    }
}

fn rows(at: &mut Place, table: &Table) {
    let room = if at.side { SIDEWAYS } else { UPRIGHT };
    let shares = measure::shares(table, room);
    let head = 17.0;
    at.flow(0.0, head, 0.0);
    for row in &table.rows {
        let most = row
            .iter()
            .zip(&shares)
            .map(|(c, s)| lines(&c.words(), s * room * 1.04 - 2.6))
            .fold(1.0, f64::max);
        let height = most * 11.0 + 5.4;
        let page = at.page;
        if height > at.high() / 2.0 {
            at.flow(0.0, height, 0.0);
        } else {
            at.whole(0.0, height, 0.0);
        }
        if at.page > page {
            at.flow(0.0, head, 0.0);
        }
    }
    at.flow(0.0, 8.0, 0.0);
}
