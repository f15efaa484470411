//! A document as PDF: A4, typefaces inside, tagged, fit for archives. Own layout in two steps: blocks become strips
//! (`flow`, `table`, `figure`, `front`), strips are laid on pages (`sheet`); then everything is drawn (`draw`). A pure
//! function; whoever has a `Doc` may use it. Touches no file and asks no clock: the same document gives the same bytes.

mod draw;
mod face;
mod figure;
mod flow;
mod front;
mod sheet;
mod style;
mod table;
mod tags;
mod text;
mod time;

#[cfg(test)]
mod tests;

use krilla::geom::Size;
use krilla::image::Image;

use super::{Doc, House, WriteError};
use draw::Pen;
use face::Faces;
use flow::Flow;
use sheet::{Op, Place, Shape, Sheet, Strip, paginate};
use style::{HAIR, Look};
use tags::{Role, Tree};

/// A written document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has, cover and contents included.
    pub pages: usize,
    /// Signs no typeface has a picture of: drawn as U+FFFD, kept as text.
    pub unseen: usize,
}

/// How far a short document, or the contents of a long one, may be set closer so as not to spill over on one more page.
const CLOSER: [f32; 5] = [0.96, 0.92, 0.88, 0.84, 0.8];
/// A section with a wide table is turned as a whole when the rest of it is no higher than this.
const TURNED: f32 = 260.0;

/// A document on its pages, before it is drawn.
struct Laid {
    tree: Tree,
    sheets: Vec<Sheet>,
    places: Vec<Place>,
    /// Head and foot of each page.
    around: Vec<Vec<Op>>,
}

/// Writes a document. An error says which typeface, picture or rule of the format stood against it.
pub fn write(doc: &Doc, house: &House) -> Result<Written, WriteError> {
    let wrong = |why: String| WriteError { format: "PDF", why };
    let faces = Faces::new(house).map_err(|n| wrong(format!("typeface {n} cannot be read")))?;
    let logo = match &house.logo {
        Some(png) => {
            Some(Image::from_png(png.clone().into(), false).map_err(|e| wrong(format!("logo: {e}")))?)
        }
        None => None,
    };
    let size = logo.as_ref().and_then(|l| Size::from_wh(l.size().0 as f32, l.size().1 as f32));
    let mut laid = laid(doc, house, &faces, size, 1.0);
    if !doc.about.long && laid.sheets.len() == 2 {
        let closer = CLOSER.iter().map(|scale| self::laid(doc, house, &faces, size, *scale));
        if let Some(one) = closer.into_iter().find(|l| l.sheets.len() == 1) {
            laid = one;
        }
    }
    let mut pen = Pen::new(&faces, logo.as_ref(), &laid.places).map_err(wrong)?;
    for (sheet, around) in laid.sheets.iter().zip(&laid.around) {
        pen.page(sheet, around, &mut laid.tree).map_err(wrong)?;
    }
    let (pages, unseen) = (laid.sheets.len(), pen.unseen);
    let bytes = pen.finish(doc, house, &laid.tree, &laid.places).map_err(wrong)?;
    Ok(Written { bytes, pages, unseen })
}

fn laid(doc: &Doc, house: &House, faces: &Faces, logo: Option<Size>, scale: f32) -> Laid {
    let look = Look::new(house, doc.about.long, scale);
    let mut flow = Flow::new(doc, &look, faces);
    let [front, list, body] = [(); 3].map(|()| flow.tree.part(0, Role::Section));
    flow.root = front;
    let mut sheets = Vec::new();
    if doc.about.long {
        flow.cover(doc, house, logo);
        sheets = paginate(flow.take(), &[], &look).0;
    } else {
        flow.compact(doc, house, logo);
        // What follows stands on the same page; its part of the tree begins here.
        flow.space = look.gap;
    }
    let bare = sheets.len();
    flow.root = body;
    flow.blocks(&doc.blocks);
    let mut strips = flow.take();
    turn_sections(&mut strips, &look);
    let (pages, mut places) = paginate(strips, &flow.heads, &look);
    if doc.about.long && !places.is_empty() {
        flow.root = list;
        // Laid once to see how many pages it takes; numbers have a column of their own and change nothing.
        let mut long = |close: f32| {
            flow.contents(&places, close, |_| String::new());
            paginate(flow.take(), &[], &look).0.len()
        };
        let most = long(1.0);
        // A few lines are not to take a page of their own.
        let closer = CLOSER.into_iter().filter(|_| most > 1).map(|close| (close, long(close)));
        let (close, count) = closer.into_iter().find(|(_, count)| *count < most).unwrap_or((1.0, most));
        let before = bare + count;
        flow.contents(&places, close, |p| (p.sheet + before + 1).to_string());
        sheets.extend(paginate(flow.take(), &[], &look).0);
    }
    let before = sheets.len();
    for place in &mut places {
        place.sheet += before;
    }
    sheets.extend(pages);
    if sheets.is_empty() {
        sheets.push(Sheet::default());
    }
    let around = around(doc, &flow, &sheets, bare);
    let tree = std::mem::replace(&mut flow.tree, Tree::new());
    Laid { tree, sheets, places, around }
}

/// Turns what little stands with a wide table under the same heading, so that it does not get a page of its own.
fn turn_sections(strips: &mut [Strip], look: &Look) {
    let starts: Vec<usize> =
        strips.iter().enumerate().filter(|(_, s)| s.anchor.is_some()).map(|(n, _)| n).collect();
    let ends = starts.iter().skip(1).copied().chain([strips.len()]);
    for (start, end) in
        std::iter::once(0).chain(starts.iter().copied()).zip(starts.first().copied().into_iter().chain(ends))
    {
        let Some(section) = strips.get_mut(start..end) else { continue };
        let rest: f32 = section.iter().filter(|s| !s.wide).map(|s| s.height + s.before).sum();
        if section.iter().any(|s| s.wide) && rest <= TURNED {
            for strip in section.iter_mut().filter(|s| !s.wide) {
                strip.wide = true;
                for op in &mut strip.ops {
                    // Only the line below a heading goes from edge to edge.
                    if let Shape::Rule { dx, .. } = &mut op.shape
                        && (*dx - look.width(false)).abs() < 0.1
                    {
                        *dx = look.width(true);
                    }
                }
            }
        }
    }
}

/// Head and foot of each page but the cover: whose it is and what, where it comes from and which page.
fn around(doc: &Doc, flow: &Flow, sheets: &[Sheet], bare: usize) -> Vec<Vec<Op>> {
    let look = flow.look;
    let name: Vec<&str> =
        [doc.about.organisation.as_str(), doc.title.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    let name = name.join(" \u{2013} ");
    let size = 7.6;
    let page = |n: usize, sheet: &Sheet| {
        let mut ops = Vec::new();
        if n < bare {
            return ops;
        }
        let ((_, paper), width, left) = (Look::paper(sheet.wide), look.width(sheet.wide), look.left());
        let (head, foot) = (look.top() * 0.55, paper - look.top() * 0.42);
        let mut put = |words: &str, y: f32, room: f32, right: bool| {
            let Some(line) = front::one_line(flow, words, size, room) else { return 0.0 };
            let x = if right { left + width - line.width } else { left };
            for run in line.runs {
                ops.push(Op { x: x + run.x, y, leaf: None, shape: Shape::Words(run) });
            }
            line.width
        };
        let number = put(&doc.about.labels.page_of(n + 1, sheets.len()), foot, width * 0.4, true);
        put(&doc.about.stamp, foot, width - number - 20.0, false);
        let on_top = doc.about.long || n > 0;
        if on_top {
            put(&name, head, width, false);
        }
        let mut rule = |y: f32| {
            let shape = Shape::Rule { dx: width, dy: 0.0, line: 0.5, colour: HAIR };
            ops.push(Op { x: left, y, leaf: None, shape });
        };
        rule(foot - size * 1.35);
        if on_top {
            rule(head + size * 0.75);
        }
        ops
    };
    sheets.iter().enumerate().map(|(n, sheet)| page(n, sheet)).collect()
}
