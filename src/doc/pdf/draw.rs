//! Pages to bytes: the only file that draws with the library. For `pdf` only; decides nothing about what stands where.

use std::collections::BTreeMap;
use std::ops::Range;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Glyph, GlyphId};
use krilla::{Document, SerializeSettings};

use super::super::{Doc, House};
use super::face::Faces;
use super::sheet::{Op, Place, Shape, Sheet};
use super::style::{Colour, Look};
use super::tags::{Tree, clipped};
use super::text::{Drawn, Run};

/// The longest entry of the outline.
const ENTRY: usize = 300;

impl Glyph for Drawn {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.glyph)
    }

    fn text_range(&self) -> Range<usize> {
        self.range.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

/// A document that is written page by page.
pub(super) struct Pen<'a> {
    document: Document,
    faces: &'a Faces<'a>,
    logo: Option<&'a Image>,
    places: BTreeMap<&'a str, (usize, f32)>,
    /// Signs drawn without a picture of their own.
    pub(super) unseen: usize,
}

/// Tagged and fit for archives at once, checked while it is written.
fn configuration() -> Result<Configuration, String> {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| format!("{e:?}"))
}

impl<'a> Pen<'a> {
    pub(super) fn new(
        faces: &'a Faces<'a>,
        logo: Option<&'a Image>,
        places: &'a [Place],
    ) -> Result<Self, String> {
        let configuration = configuration()?;
        let document =
            Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let places = places.iter().map(|p| (p.anchor.name.as_str(), (p.sheet, p.y))).collect();
        Ok(Self { document, faces, logo, places, unseen: 0 })
    }

    /// Draws a page; its ornaments that repeat come after what is its own.
    pub(super) fn page(&mut self, sheet: &Sheet, around: &[Op], tree: &mut Tree) -> Result<(), String> {
        let (w, h) = Look::paper(sheet.wide);
        let settings = PageSettings::from_wh(w, h).ok_or("a page without size")?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let mut open: Option<Option<usize>> = None;
        for op in sheet.ops.iter().chain(around) {
            if matches!(op.shape, Shape::Link { .. }) {
                continue;
            }
            if open != Some(op.leaf) {
                if open.is_some() {
                    surface.end_tagged();
                }
                match op.leaf {
                    Some(leaf) => tree.drawn(leaf, surface.start_tagged(ContentTag::Span(SpanTag::empty()))),
                    None => {
                        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    }
                }
                open = Some(op.leaf);
            }
            draw(&mut surface, op, self.faces, self.logo)?;
            if let (Shape::Words(run), Some(_)) = (&op.shape, op.leaf) {
                self.unseen += run.unseen;
            }
        }
        if open.is_some() {
            surface.end_tagged();
        }
        surface.finish();
        for op in &sheet.ops {
            let Shape::Link { w, h, anchor, words } = &op.shape else { continue };
            let (Some((sheet, y)), Some(leaf)) = (self.places.get(anchor.as_str()), op.leaf) else {
                continue;
            };
            let Some(rect) = Rect::from_xywh(op.x, op.y, w.max(1.0), h.max(1.0)) else { continue };
            let to = XyzDestination::new(*sheet, Point::from_xy(0.0, (y - 12.0).max(0.0)));
            let link = LinkAnnotation::new(rect, Target::Destination(to.into()));
            tree.drawn(leaf, page.add_tagged_annotation(Annotation::new_link(link, Some(clipped(words)))));
        }
        page.finish();
        Ok(())
    }

    /// What the file says about itself, its outline and tree, and its bytes.
    pub(super) fn finish(
        mut self,
        doc: &Doc,
        house: &House,
        tree: &Tree,
        places: &[Place],
    ) -> Result<Vec<u8>, String> {
        let made = doc.about.made;
        let date = DateTime::new(u16::try_from(made.year()).unwrap_or_default());
        let date = date.month(made.month().unsigned_abs()).day(made.day().unsigned_abs());
        let date = date.hour(0).minute(0).second(0).utc_offset_hour(0);
        let author = house.prepared_by.as_deref().filter(|p| !p.trim().is_empty());
        let author = author.unwrap_or(&doc.about.organisation);
        let title = short(&doc.title);
        let metadata = Metadata::new().title(title.clone()).authors(vec![short(author)]);
        let metadata = metadata.language(doc.about.language.to_owned()).creation_date(date);
        // By it a program finds what the foot of every page says: what the paper was made from.
        let stamp = short(&doc.about.stamp);
        let metadata = if stamp.is_empty() { metadata } else { metadata.keywords(vec![stamp]) };
        self.document.set_metadata(metadata.creator("Clausewise".to_owned()));
        self.document.set_outline(outline(places, &title));
        self.document.set_tag_tree(tree.finish(doc.about.language));
        self.document.finish().map_err(|e| match e {
            KrillaError::Validation(rules) => format!("{rules:?}"),
            KrillaError::Image(_, _, why) => format!("logo: {why}"),
            other => other.to_string(),
        })
    }
}

fn short(text: &str) -> String {
    let text = clipped(text);
    if text.chars().count() <= ENTRY { text } else { text.chars().take(ENTRY).chain(['\u{2026}']).collect() }
}

/// Headings below headings, however their levels jump. A document without any leads to its beginning.
fn outline(places: &[Place], title: &str) -> Outline {
    let to = |place: &Place| XyzDestination::new(place.sheet, Point::from_xy(0.0, (place.y - 12.0).max(0.0)));
    let mut outline = Outline::new();
    // Open nodes, outermost first, with their levels.
    let mut open: Vec<(usize, OutlineNode)> = Vec::new();
    let close = |open: &mut Vec<(usize, OutlineNode)>, outline: &mut Outline, level: usize| {
        while open.last().is_some_and(|(l, _)| *l >= level) {
            let Some((_, node)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for place in places {
        close(&mut open, &mut outline, place.anchor.level);
        open.push((place.anchor.level, OutlineNode::new(short(&place.anchor.text), to(place))));
    }
    close(&mut open, &mut outline, 0);
    if places.is_empty() {
        outline
            .push_child(OutlineNode::new(title.to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    }
    outline
}

fn fill(colour: Colour) -> Fill {
    let paint = rgb::Color::new(colour.0, colour.1, colour.2).into();
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn stroke(colour: Colour, width: f32) -> Stroke {
    let paint = rgb::Color::new(colour.0, colour.1, colour.2).into();
    Stroke { paint, width, ..Stroke::default() }
}

fn area(x: f32, y: f32, w: f32, h: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, w.max(0.01), h.max(0.01))?);
    path.finish()
}

fn bends(x: f32, y: f32, points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (n, (a, b)) in points.iter().enumerate() {
        if n == 0 { path.move_to(x + a, y + b) } else { path.line_to(x + a, y + b) }
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn draw(surface: &mut Surface, op: &Op, faces: &Faces, logo: Option<&Image>) -> Result<(), String> {
    let (path, filled, line) = match &op.shape {
        Shape::Words(run) => return words(surface, op.x, op.y, run, faces),
        Shape::Area { w, h, colour } => (area(op.x, op.y, *w, *h), Some(fill(*colour)), None),
        Shape::Edge { w, h, line, colour } => (area(op.x, op.y, *w, *h), None, Some(stroke(*colour, *line))),
        Shape::Rule { dx, dy, line, colour } => {
            let path = bends(op.x, op.y, &[(0.0, 0.0), (*dx, *dy)], false);
            (path, None, Some(stroke(*colour, *line)))
        }
        Shape::Corners { points, colour } => (bends(op.x, op.y, points, true), Some(fill(*colour)), None),
        Shape::Bends { points, line, colour } => {
            (bends(op.x, op.y, points, false), None, Some(stroke(*colour, *line)))
        }
        Shape::Logo { w, h } => {
            if let (Some(image), Some(size)) = (logo, Size::from_wh(*w, *h)) {
                surface.push_transform(&Transform::from_translate(op.x, op.y));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
            return Ok(());
        }
        Shape::Link { .. } | Shape::Nothing => return Ok(()),
    };
    if let Some(path) = path {
        surface.set_fill(filled);
        surface.set_stroke(line);
        surface.draw_path(&path);
    }
    Ok(())
}

fn words(surface: &mut Surface, x: f32, y: f32, run: &Run, faces: &Faces) -> Result<(), String> {
    let font = faces.font(run.face).ok_or("a typeface could not be put into the document")?;
    surface.set_fill(Some(fill(run.colour)));
    surface.set_stroke(None);
    surface.draw_glyphs(Point::from_xy(x, y), &run.signs, font, &run.text, run.size, false);
    Ok(())
}
