//! A picture of a terminal as SVG, the same bytes for the same cells on every machine. Used by the
//! pictures alone; it may not look at files, the clock or the fonts of this machine.

use std::fmt::Write;

use clausewise::tui::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Width, height and baseline of a cell, and the size of its letters, in pixels. Whole numbers keep the
/// bytes the same everywhere; the width is that of most monospace fonts at this size (0.6 em).
const CELL: (usize, usize, usize, usize) = (12, 25, 19, 20);
/// Empty border around the cells.
const EDGE: usize = 14;
/// The ground and the ordinary text: a terminal's own colours, which the program leaves alone.
const GROUND: Rgb = Rgb(0x16, 0x1a, 0x20);
const TEXT: Rgb = Rgb(0xd5, 0xda, 0xe1);
/// Share of the ink that dim text keeps, in percent.
const DIM: u16 = 66;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl Rgb {
    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// This colour with `percent` of its strength on a ground.
    fn on(self, ground: Self, percent: u16) -> Self {
        let mix = |a: u8, b: u8| {
            u8::try_from((u16::from(a) * percent + u16::from(b) * (100 - percent)) / 100).unwrap_or(a)
        };
        Self(mix(self.0, ground.0), mix(self.1, ground.1), mix(self.2, ground.2))
    }
}

/// The 16 named colours; the program uses no others. `otherwise` stands for the terminal's own.
fn named(colour: Color, otherwise: Rgb) -> Rgb {
    match colour {
        Color::Black => Rgb(0x00, 0x00, 0x00),
        Color::Red => Rgb(0xe0, 0x6c, 0x6c),
        Color::Green => Rgb(0x8c, 0xc2, 0x6b),
        Color::Yellow => Rgb(0xe0, 0xb4, 0x5c),
        Color::Blue => Rgb(0x6d, 0x9f, 0xe8),
        Color::Magenta => Rgb(0xc3, 0x82, 0xd9),
        Color::Cyan => Rgb(0x5c, 0xc4, 0xcf),
        Color::Gray => Rgb(0xb4, 0xba, 0xc4),
        Color::DarkGray => Rgb(0x6f, 0x78, 0x85),
        Color::LightRed => Rgb(0xff, 0x8f, 0x8a),
        Color::LightGreen => Rgb(0xae, 0xe0, 0x8c),
        Color::LightYellow => Rgb(0xff, 0xd9, 0x80),
        Color::LightBlue => Rgb(0x96, 0xc0, 0xff),
        Color::LightMagenta => Rgb(0xe0, 0xa8, 0xf2),
        Color::LightCyan => Rgb(0x8c, 0xe3, 0xec),
        Color::White => Rgb(0xff, 0xff, 0xff),
        _ => otherwise,
    }
}

/// How a cell looks once reverse and dim are worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ink {
    letters: Rgb,
    ground: Rgb,
    bold: bool,
    underlined: bool,
}

impl Ink {
    fn of(cell: &Cell) -> Self {
        let (mut letters, mut ground) = (named(cell.fg, TEXT), named(cell.bg, GROUND));
        if cell.modifier.contains(Modifier::REVERSED) {
            (letters, ground) = (ground, letters);
        }
        if cell.modifier.contains(Modifier::DIM) {
            letters = letters.on(ground, DIM);
        }
        let bold = cell.modifier.contains(Modifier::BOLD);
        Self { letters, ground, bold, underlined: cell.modifier.contains(Modifier::UNDERLINED) }
    }
}

/// The cells as an SVG file. `title` is what a screen reader says of the picture.
pub(crate) fn picture(buffer: &Buffer, title: &str) -> String {
    let (w, h, _, size) = CELL;
    let wide = usize::from(buffer.area.width) * w + 2 * EDGE;
    let high = usize::from(buffer.area.height) * h + 2 * EDGE;
    let title = escaped(title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" \
         height=\"{high}\" role=\"img\" font-size=\"{size}\" font-family=\"ui-monospace, SFMono-Regular, \
         Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n<title>{title}</title>\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"10\" fill=\"{}\"/>\n",
        GROUND.hex()
    );
    for y in 0..buffer.area.height {
        row(buffer, y, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// One row: first the grounds, then what stands on them.
fn row(buffer: &Buffer, y: u16, out: &mut String) {
    let cells: Vec<(usize, &str, Ink)> = cells(buffer, y);
    let top = EDGE + usize::from(y) * CELL.1;
    for run in cells.chunk_by(|a, b| a.2.ground == b.2.ground) {
        let (first, ink) = (run[0].0, run[0].2);
        if ink.ground != GROUND {
            rect(out, left(first), top, (end(run) - first) * CELL.0, CELL.1, ink.ground);
        }
    }
    for run in cells.chunk_by(|a, b| a.2 == b.2 && drawn(a.1) == drawn(b.1)) {
        if drawn(run[0].1) {
            shapes(run, top, out);
        } else {
            words(run, top, out);
        }
    }
}

/// Column, symbol and ink of each symbol of a row; the second half of a wide one is left out.
fn cells(buffer: &Buffer, y: u16) -> Vec<(usize, &str, Ink)> {
    let mut found = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        found.push((usize::from(x), cell.symbol(), Ink::of(cell)));
        x += u16::try_from(text::width(cell.symbol())).unwrap_or(1).max(1);
    }
    found
}

/// The column after the last symbol.
fn end(run: &[(usize, &str, Ink)]) -> usize {
    run.last().map_or(0, |(x, symbol, _)| x + text::width(symbol).max(1))
}

fn left(column: usize) -> usize {
    EDGE + column * CELL.0
}

fn rect(out: &mut String, x: usize, y: usize, w: usize, h: usize, fill: Rgb) {
    let fill = fill.hex();
    let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>");
}

/// Text of one ink. Spaces in a row would be taken for one, so each gap of two or more ends a piece; the
/// given length keeps columns straight in whatever font the reader has.
fn words(run: &[(usize, &str, Ink)], top: usize, out: &mut String) {
    let mut at = 0;
    while at < run.len() {
        if run[at].1 == " " {
            at += 1;
            continue;
        }
        let mut to = at + 1;
        while to < run.len() && !(run[to].1 == " " && run.get(to + 1).is_none_or(|next| next.1 == " ")) {
            to += 1;
        }
        let piece = &run[at..to];
        let (first, ink) = (piece[0].0, piece[0].2);
        let letters: String = piece.iter().map(|(_, symbol, _)| *symbol).collect();
        let (x, y, length) = (left(first), top + CELL.2, (end(piece) - first) * CELL.0);
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" fill=\"{}\"{}{}>{}</text>",
            ink.letters.hex(),
            if ink.bold { " font-weight=\"bold\"" } else { "" },
            if ink.underlined { " text-decoration=\"underline\"" } else { "" },
            escaped(&letters)
        );
        at = to;
    }
}

/// Whether a symbol is drawn as a shape: rules, frames, bars and blocks have to meet their neighbours,
/// which no font promises.
fn drawn(symbol: &str) -> bool {
    arms(symbol).is_some() || quarters(symbol).is_some()
}

/// Arms of a line (left, right, up, down) and its thickness in pixels.
fn arms(symbol: &str) -> Option<([bool; 4], usize)> {
    Some(match symbol {
        "\u{2500}" => ([true, true, false, false], 2),
        "\u{2501}" => ([true, true, false, false], 6),
        "\u{2502}" => ([false, false, true, true], 2),
        "\u{250c}" => ([false, true, false, true], 2),
        "\u{2510}" => ([true, false, false, true], 2),
        "\u{2514}" => ([false, true, true, false], 2),
        "\u{2518}" => ([true, false, true, false], 2),
        _ => return None,
    })
}

/// Filled quarters of a block: upper left, upper right, lower left, lower right.
fn quarters(symbol: &str) -> Option<[bool; 4]> {
    let bits = match symbol {
        "\u{2598}" => 0b1000,
        "\u{259d}" => 0b0100,
        "\u{2580}" => 0b1100,
        "\u{2596}" => 0b0010,
        "\u{258c}" => 0b1010,
        "\u{259e}" => 0b0110,
        "\u{259b}" => 0b1110,
        "\u{2597}" => 0b0001,
        "\u{259a}" => 0b1001,
        "\u{2590}" => 0b0101,
        "\u{259c}" => 0b1101,
        "\u{2584}" => 0b0011,
        "\u{2599}" => 0b1011,
        "\u{259f}" => 0b0111,
        "\u{2588}" => 0b1111,
        _ => return None,
    };
    Some([8, 4, 2, 1].map(|bit| bits & bit != 0))
}

/// Symbols of one ink as shapes: straight lines and blocks that touch become one shape.
fn shapes(run: &[(usize, &str, Ink)], top: usize, out: &mut String) {
    let (w, h, ..) = CELL;
    for same in run.chunk_by(|a, b| a.1 == b.1) {
        let (first, symbol, ink) = same[0];
        match arms(symbol) {
            Some(([true, true, false, false], thick)) => {
                rect(out, left(first), top + (h - thick) / 2, same.len() * w, thick, ink.letters);
            }
            Some((arms, thick)) => {
                for (column, ..) in same {
                    corner(arms, thick, (left(*column), top), ink.letters, out);
                }
            }
            None => {}
        }
    }
    // A cell has an odd number of pixel rows: the upper half is the smaller.
    for (half, y, high) in [(0, top, h / 2), (2, top + h / 2, h - h / 2)] {
        let filled: Vec<(usize, Rgb)> = run
            .iter()
            .filter_map(|(column, symbol, ink)| Some((column * 2, quarters(symbol)?, ink.letters)))
            .flat_map(|(at, q, fill)| [(at, q[half], fill), (at + 1, q[half + 1], fill)])
            .filter_map(|(at, filled, fill)| filled.then_some((at, fill)))
            .collect();
        for block in filled.chunk_by(|a, b| a.0 + 1 == b.0) {
            rect(out, EDGE + block[0].0 * w / 2, y, block.len() * w / 2, high, block[0].1);
        }
    }
}

/// A line with arms that is not straight across: uprights and the corners of a frame.
fn corner(arms: [bool; 4], thick: usize, (x, y): (usize, usize), fill: Rgb, out: &mut String) {
    let [to_left, to_right, up, down] = arms;
    let (w, h, ..) = CELL;
    let (middle, centre) = ((w - thick) / 2, (h - thick) / 2);
    if to_left || to_right {
        let (from, to) = (if to_left { 0 } else { middle }, if to_right { w } else { middle + thick });
        rect(out, x + from, y + centre, to - from, thick, fill);
    }
    let (from, to) = (if up { 0 } else { centre }, if down { h } else { centre + thick });
    rect(out, x + middle, y + from, thick, to - from, fill);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
