//! Colours, and the formats made of them once for a whole workbook.

use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder,
};

use super::Unit;
use crate::doc::paint::Paint;
use crate::doc::{House, Tone};

/// Lines between cells.
const LINE: u32 = 0xD5_DB_E1;
/// Behind cells that people fill in.
const ROOM: u32 = 0xFF_FB_E6;
/// Text that stands back.
const QUIET: u32 = 0x5F_6B_76;
/// Size of text in points.
const TEXT: f64 = 10.0;

/// Behind a word of this tone, and the word itself: seven to one or more, also when printed grey.
pub(super) const fn pair(tone: Tone) -> (u32, u32) {
    match tone {
        Tone::Good => (0xD3_EB_D9, 0x12_46_25),
        Tone::Half => (0xFC_E7_B8, 0x5A_3B_00),
        Tone::Bad => (0xF8_D0_CB, 0x7A_14_0E),
        Tone::Open => (0xDC_E6_F2, 0x1F_3A_57),
        Tone::Out => (0xE9_EA_EC, 0x45_4C_54),
        Tone::Plain => (0xFF_FF_FF, 0x00_00_00),
    }
}

/// A bar of this tone.
pub(super) const fn solid(tone: Tone) -> u32 {
    match tone {
        Tone::Good => 0x3C_8D_5A,
        Tone::Half => 0xE0_A0_30,
        Tone::Bad => 0xC2_48_3B,
        Tone::Open => 0xA9_BB_CE,
        Tone::Out => 0xD3_D7_DB,
        Tone::Plain => 0x4A_78_A6,
    }
}

/// What a cell holds, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    Number(Unit),
    Day,
}

/// The formats of a workbook.
pub(super) struct Inks {
    font: Option<String>,
    accent: u32,
}

impl Inks {
    pub(super) fn of(house: &House) -> Self {
        // As on paper: dark enough to be read on white, and white on it.
        let [r, g, b] = Paint::of(house).accent;
        Self { font: house.font.clone(), accent: u32::from_be_bytes([0, r, g, b]) }
    }

    fn base(&self) -> Format {
        let base = Format::new().set_font_size(TEXT).set_align(FormatAlign::Top);
        match &self.font {
            Some(font) => base.set_font_name(font),
            None => base,
        }
    }

    pub(super) fn title(&self) -> Format {
        self.base().set_font_size(18).set_bold().set_text_wrap().set_font_color(Color::RGB(self.accent))
    }

    pub(super) fn heading(&self) -> Format {
        let under = self.base().set_font_size(13).set_bold().set_font_color(Color::RGB(self.accent));
        under.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(self.accent))
    }

    pub(super) fn prose(&self) -> Format {
        self.base().set_text_wrap().set_align(FormatAlign::Left)
    }

    pub(super) fn label(&self) -> Format {
        self.prose().set_bold().set_font_color(Color::RGB(QUIET))
    }

    /// Beside a label: numbers to the left like words.
    pub(super) fn fact(&self, look: Look) -> Format {
        shown(self.prose(), look)
    }

    pub(super) fn head(&self, number: bool) -> Format {
        let align = if number { FormatAlign::Right } else { FormatAlign::Left };
        lined(self.base().set_bold().set_text_wrap())
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(self.accent))
            .set_align(align)
            .set_indent(1)
            .set_align(FormatAlign::VerticalCenter)
    }

    /// Head of a week: the day of its Monday, upright.
    pub(super) fn week(&self) -> Format {
        self.head(false)
            .set_num_format("d mmm")
            .set_rotation(90)
            .set_align(FormatAlign::Center)
            .set_indent(0)
            .set_font_size(8)
            .unset_text_wrap()
    }

    /// A cell of a table in the middle of its row.
    pub(super) fn middle(&self, look: Look) -> Format {
        self.cell(look, false, false).set_align(FormatAlign::VerticalCenter)
    }

    /// A cell of a table.
    pub(super) fn cell(&self, look: Look, fill_in: bool, locked: bool) -> Format {
        let align = if matches!(look, Look::Number(_)) { FormatAlign::Right } else { FormatAlign::Left };
        let cell = shown(lined(self.base()), look).set_align(align);
        let cell = if matches!(look, Look::Text) { cell.set_text_wrap() } else { cell };
        // Else words and figures lean against the line, and against each other.
        let cell = cell.set_indent(1);
        // A text is one whatever somebody types: `=` and `-` begin no formula there.
        let cell = if fill_in && look == Look::Text { cell.set_num_format("@") } else { cell };
        match (fill_in, locked) {
            (false, _) => cell,
            (true, false) => cell.set_unlocked(),
            (true, true) => cell.set_unlocked().set_background_color(Color::RGB(ROOM)),
        }
    }

    /// A square of the field of weeks.
    pub(super) fn square(&self) -> Format {
        lined(self.base())
    }
}

fn lined(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE))
}

fn shown(format: Format, look: Look) -> Format {
    match look {
        Look::Day => format.set_num_format("yyyy-mm-dd"),
        Look::Number(Unit::Percent) => format.set_num_format("0\" %\""),
        Look::Number(Unit::Hours) => format.set_num_format("0.0"),
        Look::Text | Look::Number(Unit::None) => format,
    }
}

/// What a rule makes of a cell with a word of this tone.
pub(super) fn toned(tone: Tone) -> Format {
    let (back, front) = pair(tone);
    Format::new().set_background_color(Color::RGB(back)).set_font_color(Color::RGB(front))
}

/// What a rule makes of shares: colours from nothing to all of it.
pub(super) fn scale() -> ConditionalFormat3ColorScale {
    let colour = |tone| Color::RGB(pair(tone).0);
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 50)
        .set_maximum(ConditionalFormatType::Number, 100)
        .set_minimum_color(colour(Tone::Bad))
        .set_midpoint_color(colour(Tone::Half))
        .set_maximum_color(colour(Tone::Good))
}

/// What a rule makes of a week of a bar.
pub(super) fn bar(tone: Tone) -> Format {
    // What is still to come is pale: what is critical stands out of it in grey as well.
    let ground = if tone == Tone::Plain { COMING } else { solid(tone) };
    Format::new().set_background_color(Color::RGB(ground))
}

/// The ground of a week somebody has something to do in.
const COMING: u32 = 0xB9_CD_E1;

/// What a rule makes of the week of today.
pub(super) fn today() -> Format {
    Format::new().set_border_left(FormatBorder::Thin).set_border_left_color(Color::RGB(solid(Tone::Bad)))
}
