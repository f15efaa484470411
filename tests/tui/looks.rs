//! Pictures: every screen and dialog in three sizes, without colour, at every odd size.

use super::harness::{Driver, PLACES};
use clausewise::tui::theme::Look;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 16)];

#[test]
fn every_screen_and_dialog_in_three_sizes() {
    for size in SIZES {
        let home = Driver::home(size);
        insta::assert_snapshot!(format!("home-{}x{}", size.0, size.1), home.stable());
        let mut new = Driver::home(size);
        new.keys("+");
        insta::assert_snapshot!(format!("new-{}x{}", size.0, size.1), new.stable());
        for (name, keys) in PLACES {
            let mut d = Driver::sample(size);
            d.keys(keys).settle();
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), d.stable());
        }
    }
}

#[test]
fn nothing_breaks_at_any_size() {
    for (_, keys) in PLACES {
        let mut d = Driver::sample((80, 24));
        d.keys(keys);
        for w in (0..=64).step_by(3) {
            for h in (0..=20).step_by(2) {
                d.size = (w, h);
                d.buffer();
            }
        }
        for size in [(59, 16), (60, 15), (300, 100), (1, 200), (200, 1), (61, 17), (107, 24), (108, 16)] {
            d.size = size;
            d.buffer();
        }
    }
}

#[test]
fn too_small_says_so_and_growing_returns_to_the_same_place() {
    let mut d = Driver::sample((80, 24));
    d.keys("f6 down down");
    let before = d.picture();
    d.size = (52, 12);
    assert!(d.picture().contains("too small: 52x12, needs 60x16"));
    d.size = (80, 24);
    assert_eq!(d.picture(), before);
}

/// Style names in runs, so that a lost emphasis shows.
fn colours(buffer: &Buffer) -> usize {
    buffer.content.iter().filter(|c| c.fg != Color::Reset || c.bg != Color::Reset).count()
}

#[test]
fn without_colour_nothing_has_a_colour_and_the_selection_still_shows() {
    for (name, keys) in PLACES {
        let mut d = Driver::sample((80, 24));
        d.app.shell.theme.look = Look::Mono;
        d.keys(keys);
        let (buffer, _) = d.buffer();
        assert_eq!(colours(&buffer), 0, "{name}");
        if ![
            "room",
            "room-results",
            "room-gap",
            "room-action",
            "why",
            "more",
            "note",
            "park",
            "evidence",
            "one-change",
            "guide-roles",
            "quick",
            "what-if",
        ]
        .contains(&name)
        {
            let selected = buffer
                .content
                .iter()
                .any(|c| c.modifier.contains(Modifier::REVERSED) || c.symbol() == "\u{258c}");
            assert!(selected, "{name}");
        }
        d.app.shell.theme.look = Look::Standard;
        assert!(colours(&d.buffer().0) > 0, "{name}");
    }
}

#[test]
fn ascii_is_ascii() {
    for (name, keys) in PLACES {
        let mut d = Driver::sample((80, 24));
        d.app.shell.theme.ascii = true;
        d.keys(keys);
        let odd: Vec<char> = d.picture().chars().filter(|c| !c.is_ascii()).collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
    }
}

#[test]
fn wide_and_odd_text_keeps_the_frame() {
    let odd = "漢字 e\u{301} 👩\u{200d}👩\u{200d}👧 \u{1F1E9}\u{1F1EA} עברית \u{200b}xy";
    let mut d = Driver::empty((80, 24));
    d.keys("e").text(odd).keys("ctrl-s");
    assert_eq!(d.facts()["note.4.1"], clausewise::model::text::clean(odd).trim_end());
    d.keys("e");
    // The frame of the box: its right edge stands in one column on every row.
    let (buffer, _) = d.buffer();
    let edges: Vec<u16> = (0..24u16)
        .filter_map(|y| (0..80u16).rev().find(|x| buffer[(*x, y)].symbol() == "\u{2502}"))
        .collect();
    assert!(edges.len() > 8 && edges.iter().all(|x| *x == edges[0]), "{edges:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn random_keys_never_break_and_everything_can_be_taken_back(
        picks in prop::collection::vec(0usize..64, 1..70),
        sizes in prop::collection::vec((60u16..130, 16u16..42), 1..4),
    ) {
        const KEYS: [&str; 44] = [
            "1", "2", "3", "4", "5", "0", "n", "c", "e", "v", "k", "d", "?", "m", "g", "p", "o", "t", "r", "f",
            "up", "down", "pgup", "pgdn", "home", "end", "enter", "left", "right", "tab", "/", "b", "w", "u",
            "U", "h", "a", "l", "i", "esc", "backspace", "space", "f2", "f5",
        ];
        let mut d = Driver::empty((80, 24));
        let start = d.facts();
        for (n, pick) in picks.iter().enumerate() {
            d.keys(KEYS.get(*pick).unwrap_or(&"esc"));
            d.size = sizes[n % sizes.len()];
            let (buffer, cursor) = d.buffer();
            let (x, y) = cursor.unwrap_or((0, 0));
            prop_assert!(x < buffer.area.width && y < buffer.area.height);
        }
        for _ in 0..6 {
            d.keys("esc");
        }
        prop_assert!(d.app.shell.dialogs.is_empty());
        // What memory holds is what a fresh look at the file holds.
        let path = d.folder.path().join("case.aims");
        let held = d.facts();
        d.app.close().unwrap();
        d.app.open(&path).unwrap();
        prop_assert_eq!(d.facts(), held);
        for _ in 0..200 {
            d.keys("u");
        }
        prop_assert_eq!(d.facts(), start);
    }
}
