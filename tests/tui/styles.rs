//! Looks: what has which style, that no look leaves anything unreadable, and that colour never says
//! anything alone.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::harness::{Driver, PLACES};
use clausewise::model::{Level, Status};
use clausewise::tui::keymap::OnScreen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::words::Word;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Every size a screen has to stand at.
const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// A picture in every look: each row of text, and below it a letter for each style in it. Styles are lettered as they
/// come, so that looks that tell the same things apart have the same letters; what they are stands at the end.
fn in_every_look(d: &mut Driver) -> String {
    let looks: Vec<(Vec<String>, String)> = Look::ALL
        .into_iter()
        .map(|look| {
            d.app.shell.theme.look = look;
            lettered(&d.buffer().0, look)
        })
        .collect();
    let mut out = String::new();
    for (y, text) in d.stable().lines().enumerate() {
        let _ = writeln!(out, "|{text}");
        let mut before: Option<&String> = None;
        // What is taken out of a line is of another length from run to run.
        for (n, (rows, _)) in looks.iter().enumerate().filter(|_| text != "(a line with a path)") {
            if before != Some(&rows[y]) && !(before.is_none() && rows[y].is_empty()) {
                let _ = writeln!(out, "{}{}", n + 1, rows[y]);
            }
            before = Some(&rows[y]);
        }
    }
    for (n, (_, legend)) in looks.iter().enumerate() {
        let _ = writeln!(out, "{} {}: {legend}", n + 1, Look::ALL[n].word());
    }
    out
}

/// A letter for the style of each cell, row by row, and what the letters are.
fn lettered(buffer: &Buffer, look: Look) -> (Vec<String>, String) {
    let plain = Theme { look, ascii: false }.text();
    let plain = (plain.fg.unwrap_or(Color::Reset), plain.bg.unwrap_or(Color::Reset));
    let mut styles: Vec<String> = Vec::new();
    let rows = buffer.content.chunks(usize::from(buffer.area.width)).map(|row| {
        let letters: String = row
            .iter()
            .map(|cell| {
                if (cell.fg, cell.bg) == plain && cell.modifier.is_empty() {
                    return ' ';
                }
                let style = name(cell);
                let at = styles.iter().position(|s| *s == style).unwrap_or_else(|| {
                    styles.push(style);
                    styles.len() - 1
                });
                char::from(b'a' + u8::try_from(at).unwrap())
            })
            .collect();
        letters.trim_end().to_owned()
    });
    let rows = rows.collect();
    let legend = styles.iter().enumerate().map(|(at, s)| format!("{} {s}", char::from(b'a' + at as u8)));
    (rows, legend.collect::<Vec<_>>().join(", "))
}

/// The style of a cell in words; none for the terminal's own.
fn name(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    for (one, word) in [(Modifier::BOLD, "bold"), (Modifier::DIM, "dim"), (Modifier::REVERSED, "reversed")] {
        if cell.modifier.contains(one) {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}

fn in_look(look: Look, keys: &str) -> Driver {
    let mut d = Driver::sample((80, 24));
    d.app.shell.theme.look = look;
    d.keys(keys);
    d
}

#[test]
fn every_screen_in_every_look_at_every_size() {
    let sample = ["question", "outline", "results", "gaps", "roadmap", "quick", "find", "help"];
    for name in sample {
        let (_, keys) = PLACES.into_iter().find(|(n, _)| *n == name).unwrap();
        at_every_size(name, |size| {
            let mut d = Driver::sample(size);
            d.keys(keys).settle();
            d
        });
    }
    at_every_size("home", Driver::home);
    at_every_size("start", |size| {
        let mut d = super::way::begun(size);
        d.settle();
        d
    });
    for (name, command) in [("ten", OnScreen::FirstTen), ("clause", OnScreen::Clause)] {
        at_every_size(name, |size| {
            let mut d = Driver::sample(size);
            d.app.run(command.into());
            d.settle();
            d
        });
    }
}

fn at_every_size(name: &str, open: impl Fn((u16, u16)) -> Driver) {
    let pictures = SIZES.map(|size| format!("{} x {}\n{}", size.0, size.1, in_every_look(&mut open(size))));
    insta::assert_snapshot!(format!("{name}-in-every-look"), pictures.join("\n"));
}

#[test]
fn the_key_goes_through_every_look() {
    let mut d = Driver::sample((80, 24));
    let mut seen = Vec::new();
    for _ in Look::ALL {
        seen.push(d.app.shell.theme.look);
        d.keys("f9");
    }
    assert_eq!(seen, Look::ALL);
    assert_eq!(d.app.shell.theme.look, Look::Standard);
}

#[test]
fn a_look_is_tried_and_kept_or_given_back() {
    let mut d = Driver::sample((100, 30));
    d.keys("f4 f9");
    assert!(
        d.words().contains("Look: light, 2 of 4. F9: next, Enter keeps it, Esc back."),
        "{}",
        d.picture()
    );
    d.keys("f9 esc");
    assert_eq!(d.app.shell.theme.look, Look::Standard);
    assert_eq!(d.app.shell.screen, clausewise::tui::screen::Screen::Results, "Esc was for the look");
    // Any other key does what it does, in the look that is tried.
    d.keys("f9 f5 esc");
    assert_eq!(d.app.shell.theme.look, Look::Light);
    // Kept in the settings, where there are some; in a test there are none but these.
    let path = d.folder.path().join("settings.toml");
    d.app.settings = Some(path.clone());
    d.keys("f9 enter");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "look = \"high-contrast\"\n");
    assert!(d.words().contains("Look: high contrast, kept in"), "{}", d.picture());
}

#[test]
fn colour_never_says_anything_alone() {
    let statuses = [Status::Met, Status::Partial, Status::Gap, Status::NotApplicable, Status::Open];
    for look in Look::ALL {
        let theme = Theme { look, ascii: false };
        let symbols: BTreeSet<&str> = statuses.iter().map(|s| theme.symbol(*s)).collect();
        let words: BTreeSet<&str> = statuses.iter().map(Word::word).collect();
        assert_eq!((symbols.len(), words.len()), (statuses.len(), statuses.len()));
    }
    let levels: BTreeSet<(&str, &str)> = Level::ALL.iter().map(|l| (l.key(), l.word())).collect();
    assert_eq!(levels.len(), Level::ALL.len());
    // The same letters in every look: what the colours say is there without them.
    for (name, keys) in PLACES {
        // What is on its way to the disk at one moment is there at the next, in any look.
        let plain = in_look(Look::Mono, keys).settle().stable();
        for look in Look::ALL {
            assert_eq!(in_look(look, keys).settle().stable(), plain, "{name}");
        }
    }
}

#[test]
fn on_a_light_background_nothing_is_bright() {
    let dark = [Color::Black, Color::Blue, Color::Magenta, Color::Red, Color::Green, Color::DarkGray];
    for (name, keys) in PLACES {
        let (buffer, _) = in_look(Look::Light, keys).buffer();
        for cell in &buffer.content {
            // Its own background: in a dark terminal dark letters would be gone.
            assert!(dark.contains(&cell.fg) && cell.bg == Color::White, "{name}: {cell:?}");
        }
        assert!(buffer.content.iter().any(|c| c.fg == Color::Blue), "{name}");
    }
}

#[test]
fn for_projectors_every_cell_has_text_and_background() {
    let check = |name: &str, d: &Driver| {
        for cell in &d.buffer().0.content {
            let dark = [Color::Reset, Color::Black, Color::DarkGray, Color::Blue].contains(&cell.fg);
            assert!(!dark && cell.bg == Color::Black, "{name}: {cell:?}");
            assert!(!cell.modifier.contains(Modifier::DIM), "{name}: {cell:?}");
        }
    };
    for (name, keys) in PLACES {
        let mut d = in_look(Look::HighContrast, keys);
        check(name, &d);
        d.size = (40, 10);
        check("too small", &d);
    }
    let mut home = Driver::home((80, 24));
    home.app.shell.theme.look = Look::HighContrast;
    check("home", &home);
    home.keys("+");
    check("new", &home);
}

#[test]
fn only_the_theme_names_colours_and_none_by_its_shade() {
    fn files(folder: &std::path::Path, into: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, into);
            } else {
                into.push(path);
            }
        }
    }
    let mut all = Vec::new();
    files(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut all);
    // What writes to the terminal knows every colour there is, and chooses none; paper has colours of its own.
    for path in all.iter().filter(|path| !path.ends_with("tui/ink.rs")) {
        let code = std::fs::read_to_string(path).unwrap();
        if path.components().any(|c| c.as_os_str() == "doc" || c.as_os_str() == "report") {
            continue;
        }
        let shade = ["Rgb(", "Indexed(", "from_u32"].iter().any(|w| code.contains(w));
        assert!(!shade, "{}", path.display());
        assert_eq!(code.contains("Color::"), path.ends_with("tui/theme.rs"), "{}", path.display());
    }
}
