//! What a moved row writes to the terminal, and that the terminal shows what was drawn.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use super::harness::Driver;
use clausewise::tui::ink::Ink;
use clausewise::tui::text;
use clausewise::tui::theme::Look;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

/// What was written, to be looked at while it is written.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of a fixed size, as it understands what it is written.
struct Wire {
    terminal: Terminal<Ink<Written>>,
    written: Written,
    screen: vt100::Parser,
}

impl Wire {
    fn new((width, height): (u16, u16)) -> Self {
        let written = Written::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let terminal =
            Terminal::with_options(Ink::new(written.clone()), TerminalOptions { viewport }).unwrap();
        Self {
            terminal,
            written,
            screen: vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0),
        }
    }

    /// Draws a picture; how many bytes that took.
    fn show(&mut self, picture: &Buffer, cursor: Option<(u16, u16)>) -> usize {
        self.terminal
            .draw(|frame| {
                frame.buffer_mut().clone_from(picture);
                if let Some(at) = cursor {
                    frame.set_cursor_position(at);
                }
            })
            .unwrap();
        let bytes = std::mem::take(&mut *self.written.0.borrow_mut());
        self.screen.process(&bytes);
        bytes.len()
    }

    fn show_driver(&mut self, d: &Driver) -> usize {
        let (picture, cursor) = d.buffer();
        self.show(&picture, cursor)
    }

    /// Where the terminal shows something else than was drawn.
    fn faults(&self, picture: &Buffer, cursor: Option<(u16, u16)>) -> Vec<String> {
        let mut faults = Vec::new();
        let screen = self.screen.screen();
        for y in 0..picture.area.height {
            let mut x = 0;
            while x < picture.area.width {
                let drawn = &picture[(x, y)];
                let seen = screen.cell(y, x).unwrap();
                let letters = if seen.has_contents() { seen.contents() } else { " " };
                let has = |modifier| drawn.modifier.contains(modifier);
                let blank = drawn.symbol() == " " && !has(Modifier::REVERSED);
                let same = letters == drawn.symbol()
                    && seen.inverse() == has(Modifier::REVERSED)
                    && seen.underline() == has(Modifier::UNDERLINED)
                    && seen.bgcolor() == colour(drawn.bg)
                    && (blank
                        || seen.fgcolor() == colour(drawn.fg)
    // This terminal knows one of the two at a time.
                            && seen.bold() == (has(Modifier::BOLD) && !has(Modifier::DIM))
                            && seen.dim() == has(Modifier::DIM)
                            && seen.italic() == has(Modifier::ITALIC));
                if !same {
                    faults.push(format!("{x},{y}: {drawn:?} is {seen:?}"));
                }
                x += u16::try_from(text::width(drawn.symbol()).max(1)).unwrap();
            }
        }
        let shown = (!screen.hide_cursor()).then(|| screen.cursor_position()).map(|(y, x)| (x, y));
        if shown != cursor {
            faults.push(format!("the cursor stands at {shown:?}, not at {cursor:?}"));
        }
        faults
    }
}

fn colour(drawn: Color) -> vt100::Color {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match drawn {
        Color::Reset => vt100::Color::Default,
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        named => vt100::Color::Idx(u8::try_from(NAMED.iter().position(|c| *c == named).unwrap()).unwrap()),
    }
}

/// What has to be written of a picture after another, in bytes: every letter that is another or of another style.
fn changed(before: &Buffer, after: &Buffer) -> usize {
    let both = before.content.iter().zip(&after.content);
    both.filter(|(a, b)| a != b).map(|(_, b)| b.symbol().len()).sum()
}

/// Every screen with a list, and how it is reached.
const LISTS: [(&str, &str); 10] = [
    ("outline", "f2"),
    ("results", "f4"),
    ("gaps", "f5"),
    ("roadmap", "f6"),
    ("lists", "l"),
    ("history", "i"),
    ("registers", "a"),
    ("xray", "X"),
    ("card", "f3"),
    ("find", "f1"),
];

/// Bytes a moved row may write in a list alone, and beside the letters of a detail that are others.
const MOST: usize = 400;

/// Bytes it may write for each row that changed where these are many: to get there, and for the styles in it.
const A_ROW: usize = 32;

/// How many rows are others.
fn rows(before: &Buffer, after: &Buffer) -> usize {
    let width = usize::from(before.area.width);
    before.content.chunks(width).zip(after.content.chunks(width)).filter(|(a, b)| a != b).count()
}

#[test]
fn a_moved_row_writes_little_beside_the_letters_that_are_others() {
    let mut faults = Vec::new();
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        for (place, keys) in LISTS {
            let mut d = Driver::sample(size);
            d.keys(keys).settle();
            let mut wire = Wire::new(size);
            wire.show_driver(&d);
            for n in 0..5 {
                let before = d.buffer().0;
                d.keys("down");
                let after = d.buffer().0;
                let (bytes, letters) = (wire.show_driver(&d), changed(&before, &after));
                let beside = bytes.saturating_sub(letters);
                let most = MOST.max(A_ROW * rows(&before, &after));
                // A bar over 200 columns is written over its whole width, and what was under it anew.
                let alone = beside_nothing(place) && size.0 < 200;
                if beside > most || alone && bytes > MOST {
                    faults.push(format!("{place} {size:?} row {n}: {bytes} bytes for {letters} letters"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The lists without a detail that changes with the row.
fn beside_nothing(place: &str) -> bool {
    ["lists", "history", "registers", "find"].contains(&place)
}

#[test]
fn the_terminal_shows_what_was_drawn_in_every_look() {
    for look in Look::ALL {
        for size in [(60, 16), (120, 40)] {
            let mut d = Driver::sample(size);
            d.app.shell.theme.look = look;
            let mut wire = Wire::new(size);
            let walk = "f2 down down f3 down 3 e H i ctrl-s f4 down f5 down down f6 down space f1 r e p esc l i a X f8";
            for key in walk.split(' ') {
                d.keys(key);
                wire.show_driver(&d);
                let (picture, cursor) = d.buffer();
                let faults = wire.faults(&picture, cursor);
                assert!(faults.is_empty(), "{look:?} {size:?} {key}: {}", faults.join("\n"));
            }
        }
    }
}

/// Some cells of a picture: place, words, style.
type Drop = (u16, u16, usize, usize);

const WORDS: [&str; 9] = [
    "a",
    "  ",
    "some words",
    "\u{2502}",
    "\u{2500}\u{2500}\u{2500}\u{2500}",
    "\u{6f22}\u{5b57}",
    "e\u{301}x",
    "                    ",
    "~ ab",
];

fn style(n: usize) -> Style {
    match n {
        0 => Style::reset(),
        1 => Style::reset().add_modifier(Modifier::BOLD),
        2 => Style::reset().add_modifier(Modifier::DIM).fg(Color::Cyan),
        3 => Style::reset().add_modifier(Modifier::REVERSED),
        4 => Style::reset().bg(Color::Black).fg(Color::White),
        5 => Style::reset().add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
        _ => Style::reset().fg(Color::LightYellow).add_modifier(Modifier::ITALIC),
    }
}

proptest! {
    #[test]
    fn whatever_is_drawn_over_whatever_the_terminal_shows_it(
        pictures in prop::collection::vec(
            prop::collection::vec((0u16..40, 0u16..6, 0usize..WORDS.len(), 0usize..7), 0..12), 1..6),
    ) {
        let area = Rect::new(0, 0, 40, 6);
        let mut wire = Wire::new((40, 6));
        let mut picture = Buffer::empty(area);
        for (n, drops) in pictures.iter().enumerate() {
            if n % 3 == 2 {
                picture = Buffer::empty(area);
            }
            let drops: &Vec<Drop> = drops;
            for (x, y, words, how) in drops {
                picture.set_string(*x, *y, WORDS[*words], style(*how));
            }
            mend(&mut picture);
            let cursor = drops.first().map(|(x, y, ..)| (*x, *y));
            wire.show(&picture, cursor);
            let faults = wire.faults(&picture, cursor);
            prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }
}

/// A wide letter written over in its middle is no letter any more.
fn mend(picture: &mut Buffer) {
    for y in 0..picture.area.height {
        for x in 0..picture.area.width {
            let wide = text::width(picture[(x, y)].symbol()) > 1;
            let whole = picture.cell((x + 1, y)).is_some_and(|next| *next == Cell::default());
            if wide && !whole {
                picture[(x, y)].set_symbol("?");
            }
        }
    }
}

#[test]
fn what_did_not_change_is_not_written() {
    let d = Driver::sample((120, 40));
    let mut wire = Wire::new((120, 40));
    assert!(wire.show_driver(&d) > 1000);
    assert_eq!(wire.show_driver(&d), 0, "the same picture again");
}
