//! How a page looks: its edges, sizes and colours. For `pdf` only.

use super::super::{House, Tone};

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const WHITE: Colour = Colour(255, 255, 255);
/// Words.
pub(super) const INK: Colour = Colour(0x1e, 0x27, 0x30);
/// Words that stand back; 6 to 1 on white.
pub(super) const SOFT: Colour = Colour(0x56, 0x61, 0x6c);
/// Lines that part.
pub(super) const HAIR: Colour = Colour(0xc6, 0xce, 0xd6);
/// Lines to write on.
pub(super) const WRITE: Colour = Colour(0x7a, 0x86, 0x92);
/// Every second row.
pub(super) const ZEBRA: Colour = Colour(0xf5, 0xf7, 0xf9);

const OURS: Colour = Colour(0x0f, 0x4c, 0x6b);

impl Colour {
    /// How bright it is to the eye, 0 to 1, as WCAG counts.
    pub(super) fn light(self) -> f32 {
        let part = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// Contrast between two colours, 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.light() + 0.05, other.light() + 0.05);
        (a / b).max(b / a)
    }

    /// So much of this, 0 to 1, the rest of the other.
    pub(super) fn mixed(self, share: f32, other: Self) -> Self {
        let part = |a: u8, b: u8| (f32::from(a) * share + f32::from(b) * (1.0 - share)).round() as u8;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// As dark as words on white must be.
    fn readable(self) -> Self {
        let mut colour = self;
        for _ in 0..40 {
            if colour.contrast(Self(0xee, 0xf2, 0xf5)) >= 4.6 {
                break;
            }
            colour = colour.mixed(0.92, Self(0, 0, 0));
        }
        colour
    }

    /// Words on it.
    pub(super) fn words_on(self) -> Self {
        if self.contrast(WHITE) > self.contrast(INK) { WHITE } else { INK }
    }
}

/// The colour of a state. Told apart in grey as well: by how dark they are, and each has its own square.
pub(super) const fn tone(tone: Tone) -> Colour {
    match tone {
        Tone::Good => Colour(0x1b, 0x80, 0x5a),
        Tone::Half => Colour(0xf2, 0xbb, 0x45),
        Tone::Bad => Colour(0x9c, 0x1c, 0x22),
        Tone::Open => Colour(0xe3, 0xe8, 0xed),
        Tone::Out => Colour(0xb4, 0xbe, 0xc8),
        Tone::Plain => Colour(0x9f, 0xbd, 0xd3),
    }
}

/// Sizes, in points.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) accent: Colour,
    pub(super) tint: Colour,
    pub(super) long: bool,
    /// Of prose, and how far its lines are apart.
    pub(super) size: f32,
    pub(super) lead: f32,
    /// Between blocks.
    pub(super) gap: f32,
    /// Of a table: the largest, tried first.
    pub(super) table: f32,
    pub(super) small: f32,
    side: f32,
    top: f32,
    bottom: f32,
}

/// Short and long edge of A4.
const EDGES: (f32, f32) = (595.28, 841.89);
/// No table is set smaller.
pub(super) const SMALLEST: f32 = 7.0;

impl Look {
    /// `scale` is 1, or less where a document is to be held to a page.
    pub(super) fn new(house: &House, long: bool, scale: f32) -> Self {
        let accent = house.accent.map_or(OURS, |[r, g, b]| Colour(r, g, b)).readable();
        let tint = accent.mixed(0.1, WHITE);
        if long {
            let (size, lead, gap, table, small) = (9.5, 13.8, 6.5, 8.5, 8.0);
            return Self {
                accent,
                tint,
                long,
                size,
                lead,
                gap,
                table,
                small,
                side: 56.7,
                top: 70.0,
                bottom: 62.0,
            };
        }
        let (size, lead, gap) = (9.0 * scale, 11.7 * scale, 3.6 * scale);
        let (table, small) = ((8.0 * scale).max(SMALLEST), (7.8 * scale).max(SMALLEST));
        let (side, top, bottom) = (48.0, 44.0, 42.0);
        Self { accent, tint, long, size, lead, gap, table, small, side, top, bottom }
    }

    /// Width and height of the paper.
    pub(super) const fn paper(wide: bool) -> (f32, f32) {
        if wide { (EDGES.1, EDGES.0) } else { EDGES }
    }

    pub(super) const fn left(&self) -> f32 {
        self.side
    }

    pub(super) const fn top(&self) -> f32 {
        self.top
    }

    /// From the left to the right edge of what is written.
    pub(super) fn width(&self, wide: bool) -> f32 {
        Self::paper(wide).0 - 2.0 * self.side
    }

    /// From the top to the bottom of what is written.
    pub(super) fn height(&self, wide: bool) -> f32 {
        Self::paper(wide).1 - self.top - self.bottom
    }

    /// Size of a heading, how far its lines are apart, and the room above and below it.
    pub(super) fn heading(&self, level: usize) -> (f32, f32, f32, f32) {
        let k = self.size / 9.5;
        let (size, above, below) = match (level, self.long) {
            (0..=2, true) => (17.0, 26.0, 7.0),
            (3, true) => (12.5, 17.0, 4.0),
            (4, true) => (10.5, 12.0, 2.5),
            (_, true) => (9.5, 9.0, 1.5),
            (0..=2, false) => (12.2 * k, 8.0 * k, 2.5 * k),
            (3, false) => (10.4 * k, 7.0 * k, 1.5 * k),
            (_, false) => (9.5 * k, 5.0 * k, 1.0 * k),
        };
        (size, size * 1.28, above, below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_read_in_any_accent() {
        for accent in
            [None, Some([255, 255, 0]), Some([255, 255, 255]), Some([0, 0, 0]), Some([120, 200, 255])]
        {
            let look = Look::new(&House { accent, ..House::default() }, true, 1.0);
            for ground in [WHITE, ZEBRA, look.tint] {
                assert!(look.accent.contrast(ground) >= 4.5, "{accent:?} {}", look.accent.contrast(ground));
                assert!(SOFT.contrast(ground) >= 4.5 && INK.contrast(ground) >= 4.5, "{accent:?}");
            }
        }
        for t in [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain] {
            assert!(tone(t).words_on().contrast(tone(t)) >= 4.5, "{t:?}");
        }
    }

    #[test]
    fn states_differ_in_grey() {
        let order = [Tone::Bad, Tone::Good, Tone::Half, Tone::Open].map(|t| tone(t).light());
        assert!(order.windows(2).all(|w| w[1] > w[0] * 1.3), "{order:?}");
    }
}
