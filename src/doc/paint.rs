//! Colours and sizes that the writers of pages share, so that a paper looks the same whatever its format. For writers
//! only; draws nothing by itself and knows no format.

use super::{House, Tone};

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// The accent where the house style names none: a calm deep blue.
const ACCENT: Rgb = [0x1d, 0x4f, 0x72];

/// Contrast that text needs against its ground.
const READABLE: f64 = 4.5;

/// The colours of one paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// For headings, rules and heads of tables; dark enough to be read on white, and white on it.
    pub(super) accent: Rgb,
}

impl Paint {
    /// The accent of the house style, darkened until it can be read.
    pub(super) fn of(house: &House) -> Self {
        let mut accent = house.accent.unwrap_or(ACCENT);
        while contrast(accent, WHITE) < READABLE {
            accent = accent.map(|c| (f64::from(c) * 0.92) as u8);
        }
        Self { accent }
    }

    /// The accent thinned with white; `share` of it is left, 0 to 1.
    pub(super) fn tint(self, share: f64) -> Rgb {
        self.accent.map(|c| (255.0 - (255.0 - f64::from(c)) * share).round() as u8)
    }

    /// How a tone is drawn. They differ in how dark they are as well, for paper printed in grey and eyes that mix
    /// up red and green.
    pub(super) const fn tone(self, tone: Tone) -> Rgb {
        match tone {
            Tone::Good => [0x2f, 0x85, 0x57],
            Tone::Half => [0xe8, 0xb0, 0x2e],
            Tone::Bad => [0xa8, 0x2a, 0x2a],
            Tone::Open => [0xdd, 0xe2, 0xe8],
            Tone::Out => [0xa9, 0xb2, 0xbd],
            Tone::Plain => self.accent,
        }
    }

    /// Bars of what is still to come: pale, whatever the accent, so that what is critical stands out in grey as well.
    pub(super) fn coming(self) -> Rgb {
        self.tint(0.3)
    }

    /// The tone as a thin line on white, of a trend or around a square: those that are too pale for it are darker.
    pub(super) const fn square(self, tone: Tone) -> Rgb {
        match tone {
            Tone::Open => [0x9d, 0xa7, 0xb3],
            Tone::Out => [0x7b, 0x86, 0x93],
            Tone::Half => [0xd0, 0x94, 0x0e],
            other => self.tone(other),
        }
    }

    /// Black or white, whichever is read better on `ground`.
    pub(super) fn ink_on(ground: Rgb) -> Rgb {
        if contrast(ground, WHITE) >= READABLE { WHITE } else { INK }
    }
}

/// The ground of a bar where there is none.
pub(super) const BASE: Rgb = [0xf1, 0xf3, 0xf5];

/// Paper.
pub(super) const WHITE: Rgb = [255, 255, 255];

/// Text.
pub(super) const INK: Rgb = [0x1b, 0x22, 0x2b];

/// Six digits, without a sign before them.
pub(super) fn hex(c: Rgb) -> String {
    format!("{:02x}{:02x}{:02x}", c[0], c[1], c[2])
}

/// How a colour weighs to the eye, 0 to 1.
fn luminance(c: Rgb) -> f64 {
    let part = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2])
}

/// Contrast of two colours, 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

/// The size of a picture in points of the screen, if it is a PNG that says one a page can hold.
pub(super) fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    if rest.get(4..8)? != b"IHDR" {
        return None;
    }
    let number = |at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?)).filter(|n| (1..=20_000).contains(n))
    };
    Some((number(8)?, number(12)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_accent_it_can_be_read() {
        for accent in [[255, 255, 255], [255, 255, 0], [0, 0, 0], [120, 200, 255]] {
            let paint = Paint::of(&House { accent: Some(accent), ..House::default() });
            assert!(contrast(paint.accent, WHITE) >= READABLE, "{accent:?}");
            for tone in [Tone::Good, Tone::Half, Tone::Bad, Tone::Open, Tone::Out, Tone::Plain] {
                let ground = paint.tone(tone);
                assert!(contrast(ground, Paint::ink_on(ground)) >= READABLE, "{tone:?}");
            }
        }
    }

    #[test]
    fn only_a_png_has_a_size() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10".to_vec();
        assert_eq!(png_size(&png), Some((32, 16)));
        png[0] = b'x';
        assert_eq!(png_size(&png), None);
        assert_eq!(png_size(b"<svg onload=x>"), None);
        assert_eq!(png_size(b""), None);
    }
}
