//! Pictures to the terminal in few bytes. Over a slow line a moved row has to be seen at once, so of a changed picture
//! only what looks different is written: styles by what changes in them, short runs of letters that stayed are written
//! again where that is shorter than a way around them, and long blanks are erased. Knows nothing of what is drawn.

use std::io::{self, Write};

use crossterm::{cursor, queue, terminal};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use super::text;

/// What shows on a blank too.
const ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// Each property of letters with the number that turns it on and the one that turns it off.
const PROPERTIES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The most letters that stayed and are looked at: a way around more is always shorter.
const BRIDGE: u16 = 16;

/// How the next letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    is: Modifier,
}

/// As a terminal writes that was told nothing.
const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, is: Modifier::empty() };

impl Pen {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, is: cell.modifier }
    }

    /// What this cell has to be written with. A blank takes over what does not show on it.
    fn for_cell(self, cell: &Cell) -> Self {
        if cell.symbol() != " " || cell.modifier.contains(Modifier::REVERSED) {
            return Self::of(cell);
        }
        let unseen = self.is.difference(ON_BLANK);
        Self { fg: self.fg, bg: cell.bg, is: cell.modifier.intersection(ON_BLANK).union(unseen) }
    }

    /// Writes what leads from this pen to another, the shorter of two ways: by what changes, or from a plain one.
    fn turn(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let mut by_change: Vec<String> = Vec::new();
        let gone = self.is.difference(to.is);
        let mut on = to.is.difference(self.is);
        for (property, _, off) in PROPERTIES {
            if gone.contains(property) && !by_change.contains(&off.to_string()) {
                by_change.push(off.to_string());
                // Bold and dim are turned off by one number.
                if off == 22 {
                    on |= to.is.intersection(Modifier::BOLD.union(Modifier::DIM));
                }
            }
        }
        by_change.extend(numbers(on));
        by_change.extend((self.fg != to.fg).then(|| colour(to.fg, 30)));
        by_change.extend((self.bg != to.bg).then(|| colour(to.bg, 40)));
        let mut anew: Vec<String> = numbers(to.is).collect();
        anew.extend((to.fg != Color::Reset).then(|| colour(to.fg, 30)));
        anew.extend((to.bg != Color::Reset).then(|| colour(to.bg, 40)));
        if !anew.is_empty() {
            anew.insert(0, "0".into());
        }
        let (by_change, anew) = (by_change.join(";"), anew.join(";"));
        let shorter = if anew.len() < by_change.len() { anew } else { by_change };
        out.extend_from_slice(format!("\x1b[{shorter}m").as_bytes());
    }
}

fn numbers(is: Modifier) -> impl Iterator<Item = String> {
    PROPERTIES
        .into_iter()
        .filter(move |(property, ..)| is.contains(*property))
        .map(|(_, on, _)| on.to_string())
}

/// The number of a colour: of letters on 30, of what lies behind them on 40.
fn colour(colour: Color, base: u8) -> String {
    let bright = |n: u8| (base + 60 + n).to_string();
    let dark = |n: u8| (base + n).to_string();
    match colour {
        Color::Reset => dark(9),
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

/// Whether a cell looks as an erased one.
fn is_erased(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(ON_BLANK)
}

/// Whether two cells cannot be told apart on the screen.
fn look_alike(a: &Cell, b: &Cell) -> bool {
    a.symbol() == b.symbol() && Pen::of(b).for_cell(a) == Pen::of(b)
}

/// Whether every terminal takes one column for it, so that one knows where the next letter goes.
fn is_one_column(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 || (symbol.chars().count() == 1 && text::width(symbol) == 1)
}

/// A terminal that is written to as little as possible.
pub struct Ink<W: Write> {
    out: W,
    /// What was not handed on yet.
    bytes: Vec<u8>,
    /// What the screen shows, row by row; none where it is not known, as under the second half of a wide letter.
    shown: Vec<Vec<Option<Cell>>>,
    pen: Pen,
    /// Where the next letter goes, column and row; none when that is not known.
    at: Option<(u16, u16)>,
    /// Whether the cursor is shown, as far as that is known.
    cursor: Option<bool>,
}

impl<W: Write> Ink<W> {
    /// On an empty screen.
    pub const fn new(out: W) -> Self {
        Self { out, bytes: Vec::new(), shown: Vec::new(), pen: PLAIN, at: None, cursor: None }
    }

    /// Nothing is known of what the screen shows, except that it is empty.
    fn forget(&mut self) {
        self.shown.clear();
        (self.pen, self.at, self.cursor) = (PLAIN, None, None);
    }

    /// What is known of a cell.
    fn known(&self, x: u16, y: u16) -> Option<&Cell> {
        self.shown.get(usize::from(y))?.get(usize::from(x))?.as_ref()
    }

    /// Notes what a row will show; the columns in which that looks different.
    fn note(&mut self, y: u16, cells: &[(u16, u16, &Cell)]) -> Vec<u16> {
        let rows = self.shown.len().max(usize::from(y) + 1);
        self.shown.resize_with(rows, Vec::new);
        let Some(row) = self.shown.get_mut(usize::from(y)) else { return Vec::new() };
        let mut dirty = Vec::new();
        for (x, _, cell) in cells {
            let wide = text::width(cell.symbol()).max(1);
            let end = usize::from(*x) + wide;
            if row.len() < end {
                row.resize_with(end, || Some(Cell::default()));
            }
            let mut under = row.iter_mut().skip(usize::from(*x)).take(wide);
            let Some(first) = under.next() else { continue };
            if first.as_ref().is_none_or(|was| !look_alike(was, cell)) {
                dirty.push(*x);
            }
            *first = Some((*cell).clone());
            under.for_each(|covered| *covered = None);
        }
        // The second half of a wide letter that is gone is nobody's: blank, in whatever style the letter had.
        let mut covered = 0;
        for (x, cell) in (0u16..).zip(row) {
            match cell {
                Some(cell) => covered = text::width(cell.symbol()).saturating_sub(1),
                None if covered > 0 => covered -= 1,
                None => {
                    *cell = Some(Cell::default());
                    dirty.push(x);
                }
            }
        }
        dirty.sort_unstable();
        dirty
    }

    /// Writes one cell where the cursor is.
    fn put(&mut self, cell: &Cell) {
        let pen = self.pen.for_cell(cell);
        self.pen.turn(pen, &mut self.bytes);
        self.pen = pen;
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        self.at = self.at.filter(|_| is_one_column(cell)).map(|(x, y)| (x + 1, y));
    }

    /// Goes to a column of a row: over the letters between, or around them.
    fn go(&mut self, x: u16, y: u16, next: &Cell) {
        let from = match self.at {
            Some((from, row)) if row == y && from <= x => from,
            _ => {
                self.bytes.extend_from_slice(format!("\x1b[{};{}H", y + 1, x + 1).as_bytes());
                self.at = Some((x, y));
                return;
            }
        };
        if from == x {
            return;
        }
        let around = if x == from + 1 { "\x1b[C".to_owned() } else { format!("\x1b[{}C", x - from) };
        let over = (x - from <= BRIDGE).then(|| self.over(from, x, y, next)).flatten();
        let mut turned = Vec::new();
        self.pen.turn(self.pen.for_cell(next), &mut turned);
        match over {
            Some((bytes, pen, all)) if all < around.len() + turned.len() => {
                self.bytes.extend(bytes);
                self.pen = pen;
            }
            _ => self.bytes.extend_from_slice(around.as_bytes()),
        }
        self.at = Some((x, y));
    }

    /// The letters between two columns as they are written, the pen after them, and the bytes up to the next letter;
    /// none where one of them is not known for certain.
    fn over(&self, from: u16, to: u16, y: u16, next: &Cell) -> Option<(Vec<u8>, Pen, usize)> {
        let (mut bytes, mut pen) = (Vec::new(), self.pen);
        for x in from..to {
            let cell = self.known(x, y).filter(|cell| is_one_column(cell))?;
            let with = pen.for_cell(cell);
            pen.turn(with, &mut bytes);
            pen = with;
            bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        let mut turned = Vec::new();
        pen.turn(pen.for_cell(next), &mut turned);
        let all = bytes.len() + turned.len();
        Some((bytes, pen, all))
    }

    /// How many cells from here on look erased, up to the last of them that changed.
    fn blanks(&self, dirty: &[u16], y: u16) -> u16 {
        let Some(first) = dirty.first() else { return 0 };
        let mut last = None;
        for x in dirty {
            let between =
                (last.map_or(*first, |last| last + 1)..=*x).all(|x| self.known(x, y).is_some_and(is_erased));
            if !between {
                break;
            }
            last = Some(*x);
        }
        last.map_or(0, |last| last + 1 - first)
    }

    fn write_row(&mut self, y: u16, mut dirty: &[u16]) {
        while let Some((x, rest)) = dirty.split_first() {
            let Some(cell) = self.known(*x, y).cloned() else {
                dirty = rest;
                continue;
            };
            self.go(*x, y, &cell);
            let blanks = self.blanks(dirty, y);
            let rest_of = dirty.iter().position(|d| *d >= x + blanks).unwrap_or(dirty.len());
            let erase = format!("\x1b[{blanks}X");
            let on = if rest_of < dirty.len() { erase.len() } else { 0 };
            if usize::from(blanks) > erase.len() + on {
                // Some terminals erase in the colour of the pen.
                let mut pen = self.pen;
                (pen.bg, pen.is) = (Color::Reset, pen.is.difference(ON_BLANK));
                self.pen.turn(pen, &mut self.bytes);
                self.pen = pen;
                self.bytes.extend_from_slice(erase.as_bytes());
                dirty = dirty.get(rest_of..).unwrap_or_default();
                continue;
            }
            self.put(&cell);
            dirty = rest;
        }
    }
}

impl<W: Write> Backend for Ink<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        for row in cells.chunk_by(|a, b| a.1 == b.1) {
            let Some((_, y, _)) = row.first() else { continue };
            let dirty = self.note(*y, row);
            self.write_row(*y, &dirty);
        }
        self.pen.turn(PLAIN, &mut self.bytes);
        self.pen = PLAIN;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(false) != Some(false) {
            queue!(self.bytes, cursor::Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.replace(true) != Some(true) {
            queue!(self.bytes, cursor::Show)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        cursor::position().map(|(x, y)| Position { x, y })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        if self.at.replace((x, y)) != Some((x, y)) {
            queue!(self.bytes, cursor::MoveTo(x, y))?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Only the whole screen is ever cleared; of a part nothing would be known afterwards, so it is the whole then too.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.forget();
        queue!(self.bytes, terminal::Clear(terminal::ClearType::All))?;
        self.flush()
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let size = terminal::window_size()?;
        Ok(WindowSize {
            columns_rows: Size { width: size.columns, height: size.rows },
            pixels: Size { width: size.width, height: size.height },
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.bytes);
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}
