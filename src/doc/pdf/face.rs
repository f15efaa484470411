//! The typefaces of the PDF: which face has a picture of a sign and how wide it is. Ours are in the program; those of
//! the house style come before them, its faces for other signs after. For `pdf` only; draws nothing.

use std::sync::{Arc, OnceLock};

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};

use super::super::House;

static OURS: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/OpenSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/OpenSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/OpenSans-Italic.ttf"),
];

/// Signs below are looked up once a face: Latin, Greek and Cyrillic.
const QUICK: u32 = 0x530;
/// More faces than this are not asked; the number of a face is one byte.
const MOST: usize = 40;

/// The weight or slope of words, also the place of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Regular = 0,
    Bold = 1,
    Italic = 2,
}

/// A picture of a sign in one of the faces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picture {
    /// Which face: its place in [`Faces`].
    pub(super) face: u8,
    /// Its number in that face.
    pub(super) glyph: u32,
    /// In parts of the size.
    pub(super) advance: f32,
    /// No face has it: this one stands for a sign that is kept as text only.
    pub(super) unseen: bool,
}

/// A face that can be read.
#[derive(Clone)]
struct Face<'a> {
    map: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    unit: f32,
    quick: Arc<[(u32, f32)]>,
    bytes: &'a [u8],
    font: OnceLock<Font>,
}

impl<'a> Face<'a> {
    /// None when it cannot be read, or may not be put into a document.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let font = FontRef::from_index(bytes, 0).ok()?;
        let outlined = font.glyf().is_ok() || font.cff().is_ok();
        let restricted = font.os2().is_ok_and(|os2| os2.fs_type() & 0xf == 2);
        if !outlined || restricted {
            return None;
        }
        let unit = f32::from(font.head().ok()?.units_per_em()).max(1.0);
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let quick = Arc::new([]);
        let mut face = Self { map: font.charmap(), metrics, unit, quick, bytes, font: OnceLock::new() };
        let look_up = |c| char::from_u32(c).map_or((0, 0.0), |c| face.look_up(c));
        face.quick = (0..QUICK).map(look_up).collect();
        Some(face)
    }

    fn look_up(&self, c: char) -> (u32, f32) {
        let Some(glyph) = self.map.map(c) else { return (0, 0.0) };
        (glyph.to_u32(), self.metrics.advance_width(glyph).unwrap_or_default() / self.unit)
    }

    fn picture(&self, c: char) -> Option<(u32, f32)> {
        let found = self.quick.get(c as usize).copied().unwrap_or_else(|| self.look_up(c));
        (found.0 != 0).then_some(found)
    }
}

/// Ours, read once in the life of the program.
fn ours() -> &'static [Face<'static>] {
    static READ: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    READ.get_or_init(|| {
        let faces: Vec<Face<'static>> = OURS.iter().filter_map(|bytes| Face::read(bytes)).collect();
        for face in &faces {
            if let Some(font) = Font::new(face.bytes.into(), 0) {
                let _ = face.font.set(font);
            }
        }
        faces
    })
}

/// The faces a document is written with, in the order they are asked.
pub(super) struct Faces<'a> {
    all: Vec<Face<'a>>,
    /// Ours begin here.
    own: usize,
}

impl<'a> Faces<'a> {
    /// Says which face of the house style cannot be used, counted from 1. One for other signs that cannot be is left
    /// out: its signs are counted as unseen.
    pub(super) fn new(house: &'a House) -> Result<Self, usize> {
        let mut all = Vec::new();
        for (n, bytes) in house.faces.iter().take(3).enumerate() {
            all.push(Face::read(bytes).ok_or(n + 1)?);
        }
        for face in ours().iter().skip(all.len()) {
            all.push(face.clone());
        }
        let own = if house.faces.is_empty() { 0 } else { all.len() };
        if own > 0 {
            all.extend(ours().iter().cloned());
        }
        let further = house.fallback_faces.iter().filter_map(|bytes| Face::read(bytes));
        all.extend(further.take(MOST - all.len()));
        Ok(Self { all, own })
    }

    /// The picture of a sign, in the style asked for if there is one.
    pub(super) fn picture(&self, c: char, style: Style) -> Picture {
        let first = [style as usize, self.own + style as usize];
        let found = |face: usize, c: char| {
            let (glyph, advance) = self.all.get(face)?.picture(c)?;
            Some(Picture { face: face as u8, glyph, advance, unseen: false })
        };
        let asked = |c| first.into_iter().chain(0..self.all.len()).find_map(|face| found(face, c));
        let stand_in = || asked('\u{fffd}').or_else(|| asked('?')).map(|p| Picture { unseen: true, ..p });
        let nothing = Picture { face: 0, glyph: 0, advance: 0.5, unseen: true };
        asked(c).or_else(stand_in).unwrap_or(nothing)
    }

    /// The face as it is put into the document; read when first used, because one for other signs can be large.
    pub(super) fn font(&self, face: u8) -> Option<Font> {
        let face = self.all.get(usize::from(face))?;
        if let Some(font) = face.font.get() {
            return Some(font.clone());
        }
        let font = Font::new(face.bytes.to_vec().into(), 0)?;
        Some(face.font.get_or_init(|| font).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_have_what_papers_use() {
        let house = House::default();
        let faces = Faces::new(&house).unwrap();
        assert_eq!(ours().len(), 3);
        for style in [Style::Regular, Style::Bold, Style::Italic] {
            for c in "AzÆøŐűŁßΩЖяđệ€–—…“”„•→←↔■□☐☑✓✗●▲≥≤\u{2011}\u{fffd} ".chars()
            {
                let picture = faces.picture(c, style);
                assert!(!picture.unseen && picture.glyph > 0 && picture.advance > 0.0, "{c:?} {style:?}");
                assert_eq!(picture.face, style as u8, "{c:?}");
            }
        }
        assert!(faces.picture('海', Style::Bold).unseen);
    }

    #[test]
    fn a_face_that_cannot_be_read_is_named_and_one_for_other_signs_is_left_out() {
        let house = House { faces: vec![OURS[0].to_vec(), b"no face".to_vec()], ..House::default() };
        assert_eq!(Faces::new(&house).err(), Some(2));
        let house = House { fallback_faces: vec![b"no face".to_vec()], ..House::default() };
        assert_eq!(Faces::new(&house).unwrap().all.len(), 3);
        let house = House { faces: vec![OURS[2].to_vec()], ..House::default() };
        let faces = Faces::new(&house).unwrap();
        assert_eq!((faces.all.len(), faces.own), (6, 3));
    }
}
