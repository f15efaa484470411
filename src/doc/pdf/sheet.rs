//! What is written, cut into strips, and the strips laid on pages. A strip is never cut; strips that are glued stay on
//! one page as long as a page can hold them. For `pdf` only; knows no block and draws nothing.

use super::style::{Colour, Look};
use super::text::Run;

/// Something to draw. Positions are from the top left of a strip, later of the page.
#[derive(Debug, Clone)]
pub(super) struct Op {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The leaf of the tree it belongs to; none is an ornament.
    pub(super) leaf: Option<usize>,
    pub(super) shape: Shape,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Words; `y` is the line they stand on.
    Words(Run),
    /// A filled rectangle.
    Area { w: f32, h: f32, colour: Colour },
    /// The edge of a rectangle.
    Edge { w: f32, h: f32, line: f32, colour: Colour },
    /// A line to here.
    Rule { dx: f32, dy: f32, line: f32, colour: Colour },
    /// A filled shape with corners.
    Corners { points: Vec<(f32, f32)>, colour: Colour },
    /// A line with bends.
    Bends { points: Vec<(f32, f32)>, line: f32, colour: Colour },
    /// The picture of the house.
    Logo { w: f32, h: f32 },
    /// Leads to a heading.
    Link { w: f32, h: f32, anchor: String, words: String },
    /// Only there so that an empty cell is one.
    Nothing,
}

/// A heading, where it lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Anchor {
    pub(super) level: usize,
    pub(super) text: String,
    pub(super) name: String,
}

/// A piece of the flow from edge to edge that is never cut.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    pub(super) height: f32,
    /// Room above it, except on top of a page.
    pub(super) before: f32,
    /// Not parted from what is above.
    pub(super) glued: bool,
    /// On a page turned to its long side.
    pub(super) wide: bool,
    /// Begins a page.
    pub(super) fresh: bool,
    /// What is repeated above it on top of a page: a place in the list of heads.
    pub(super) head: Option<usize>,
    pub(super) anchor: Option<Anchor>,
    pub(super) ops: Vec<Op>,
}

/// What is repeated on top of a page when a table or figure goes on there.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) height: f32,
    pub(super) ops: Vec<Op>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) wide: bool,
    pub(super) ops: Vec<Op>,
}

/// Where a heading came to lie.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) anchor: Anchor,
    pub(super) sheet: usize,
    pub(super) y: f32,
}

struct Pages<'a> {
    look: &'a Look,
    heads: &'a [Head],
    sheets: Vec<Sheet>,
    places: Vec<Place>,
    /// How far down the last page is written.
    used: f32,
}

/// Lays strips on pages, top to bottom. No strips: no page.
pub(super) fn paginate(strips: Vec<Strip>, heads: &[Head], look: &Look) -> (Vec<Sheet>, Vec<Place>) {
    let mut pages = Pages { look, heads, sheets: Vec::new(), places: Vec::new(), used: 0.0 };
    let mut run: Vec<Strip> = Vec::new();
    for strip in strips {
        if !strip.glued && !run.is_empty() {
            pages.run(std::mem::take(&mut run));
        }
        run.push(strip);
    }
    if !run.is_empty() {
        pages.run(run);
    }
    (pages.sheets, pages.places)
}

impl Pages<'_> {
    fn run(&mut self, run: Vec<Strip>) {
        let wide = run.iter().any(|s| s.wide);
        let fresh = run.first().is_some_and(|s| s.fresh);
        let turned = self.sheets.last().is_none_or(|s| s.wide != wide);
        let page = self.look.height(wide);
        let needed: f32 = run.iter().map(|s| s.height + s.before).sum();
        let head = run.first().map_or(0.0, |s| self.head(s));
        let whole = needed + head - run.first().map_or(0.0, |s| s.before);
        let holds = self.used + needed <= page;
        // What no page can hold is begun here when a good part of the page is left.
        let begun = whole > page && self.used < page * 0.6;
        if turned || (fresh && self.used > 0.0) || (self.used > 0.0 && !holds && !begun) {
            self.turn(wide);
        }
        for strip in run {
            let mut y = if self.used > 0.0 { self.used + strip.before } else { 0.0 };
            if self.used > 0.0 && y + strip.height > page {
                self.turn(wide);
                y = 0.0;
            }
            self.put(strip, y);
        }
    }

    fn head(&self, strip: &Strip) -> f32 {
        strip.head.and_then(|h| self.heads.get(h)).map_or(0.0, |h| h.height)
    }

    fn turn(&mut self, wide: bool) {
        self.sheets.push(Sheet { wide, ops: Vec::new() });
        self.used = 0.0;
    }

    fn put(&mut self, strip: Strip, y: f32) {
        let (left, top) = (self.look.left(), self.look.top());
        let sheet = self.sheets.len().saturating_sub(1);
        let Some(last) = self.sheets.last_mut() else { return };
        let mut y = y;
        if y <= 0.0
            && let Some(head) = strip.head.and_then(|h| self.heads.get(h))
        {
            last.ops.extend(head.ops.iter().map(|op| moved(op.clone(), left, top)));
            y = head.height;
        }
        if let Some(anchor) = strip.anchor {
            self.places.push(Place { anchor, sheet, y: top + y });
        }
        self.used = y + strip.height;
        last.ops.extend(strip.ops.into_iter().map(|op| moved(op, left, top + y)));
    }
}

/// The same, further right and down.
pub(super) fn moved(op: Op, x: f32, y: f32) -> Op {
    Op { x: op.x + x, y: op.y + y, ..op }
}

#[cfg(test)]
mod tests {
    use super::super::super::House;
    use super::*;

    fn strip(height: f32) -> Strip {
        Strip {
            height,
            ops: vec![Op { x: 0.0, y: 0.0, leaf: None, shape: Shape::Nothing }],
            ..Strip::default()
        }
    }

    fn pages(strips: Vec<Strip>, heads: &[Head]) -> Vec<usize> {
        let look = Look::new(&House::default(), true, 1.0);
        paginate(strips, heads, &look).0.iter().map(|s| s.ops.len()).collect()
    }

    #[test]
    fn glued_strips_go_over_together_and_what_no_page_holds_is_cut() {
        assert_eq!(pages(vec![], &[]), Vec::<usize>::new());
        assert_eq!(pages(vec![strip(600.0), strip(50.0), strip(100.0)], &[]), [2, 1]);
        let glued = Strip { glued: true, ..strip(100.0) };
        assert_eq!(pages(vec![strip(600.0), strip(50.0), glued.clone()], &[]), [1, 2]);
        let many = std::iter::once(strip(100.0)).chain((0..20).map(|_| glued.clone())).collect();
        assert_eq!(pages(many, &[]), [7, 7, 7]);
        let wide = Strip { wide: true, ..strip(50.0) };
        assert_eq!(pages(vec![strip(50.0), wide, strip(50.0)], &[]), [1, 1, 1]);
        let fresh = Strip { fresh: true, ..strip(50.0) };
        assert_eq!(pages(vec![fresh.clone(), fresh], &[]), [1, 1]);
    }

    #[test]
    fn a_head_stands_on_top_of_each_page_its_rows_go_on() {
        let head = Head { height: 20.0, ops: strip(20.0).ops };
        let row = Strip { head: Some(0), ..strip(100.0) };
        let strips = std::iter::once(strip(20.0)).chain((0..14).map(|_| row.clone())).collect();
        assert_eq!(
            pages(strips, &[head]),
            [7, 7, 3],
            "the head of its own, then six rows and the head again"
        );
    }
}
