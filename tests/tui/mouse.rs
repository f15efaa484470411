//! The mouse does what keys do; the clipboard gets the current item, on request only.

use super::harness::{Driver, PLACES};
use clausewise::model::{Change, Edit};
use clausewise::session::Session;
use clausewise::tui::dialog::Dialog;
use clausewise::tui::input::Input;
use clausewise::tui::screen::Screen;
use proptest::prelude::*;
use ratatui::layout::Position;

/// Draws, then clicks on the first row that shows these words.
fn click(d: &mut Driver, words: &str) {
    let picture = d.picture();
    let y = picture.lines().position(|l| l.contains(words));
    let y = y.unwrap_or_else(|| panic!("{words} is not in\n{picture}"));
    let x = picture.lines().nth(y).unwrap().split(words).next().unwrap().chars().count();
    let place = Position { x: u16::try_from(x).unwrap(), y: u16::try_from(y).unwrap() };
    d.app.update(Input::Click(place));
}

fn wheel(d: &mut Driver, up: bool) {
    d.picture();
    d.app.update(Input::Wheel { up });
}

/// The row with the mark of the selected one.
fn selected(d: &Driver) -> String {
    let picture = d.picture();
    let marked = |l: &&str| l.trim_start_matches(['\u{2502}', ' ']).starts_with(['>', '\u{258c}']);
    let row = picture.lines().find(marked);
    row.unwrap_or_else(|| panic!("nothing is selected\n{picture}")).to_owned()
}

#[test]
fn a_key_turns_the_mouse_on_and_off_but_not_while_typing() {
    let mut d = Driver::sample((80, 24));
    assert!(!d.app.shell.mouse, "off until asked for");
    for (_, keys) in PLACES.iter().filter(|(_, keys)| keys.len() == 2 || *keys == "i" || *keys == "a") {
        d.keys(keys).keys("M");
        assert!(d.app.shell.mouse && d.picture().contains("The mouse is on"), "{}", d.picture());
        d.keys("M");
        assert!(!d.app.shell.mouse && d.picture().contains("The mouse is off"));
    }
    d.keys("f3 e M");
    assert!(!d.app.shell.mouse);
    let mut home = Driver::home((80, 24));
    home.keys("M");
    assert!(home.app.shell.mouse);
}

#[test]
fn the_wheel_moves_three_rows_and_stops_at_the_ends() {
    for (keys, at) in [("f2", 3), ("f4", 3), ("f5", 3), ("f6", 3), ("l", 3), ("i", 3), ("a", 3)] {
        let mut d = Driver::sample((80, 24));
        d.keys(keys).keys("home");
        let mut by_keys = Driver::sample((80, 24));
        by_keys.keys(keys).keys("home");
        for _ in 0..at {
            by_keys.keys("down");
        }
        // Two samples may be made in two seconds: what an event did tells which it is.
        let row = |d: &Driver| match selected(d).split_once("  sample ") {
            Some((_, did)) if keys == "i" => did.to_owned(),
            _ => selected(d),
        };
        wheel(&mut d, false);
        assert_eq!(row(&d), row(&by_keys), "{keys}");
        wheel(&mut d, true);
        wheel(&mut d, true);
        by_keys.keys("home");
        assert_eq!(row(&d), row(&by_keys), "{keys}");
    }
    // In a list of a dialog and in a text to read.
    let mut d = Driver::sample((80, 24));
    d.keys("f1");
    wheel(&mut d, false);
    let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("no help") };
    assert_eq!(p.cursor.at, 3);
    let mut d = Driver::sample((80, 24));
    d.keys("f3 d");
    wheel(&mut d, false);
    let Some(Dialog::Read(r)) = d.app.shell.dialogs.last() else { panic!("nothing to read") };
    assert_eq!(r.top, 3);
    // The quick check goes on by answers alone, and fields by Enter.
    let mut d = Driver::home((80, 24));
    d.keys("home down down enter");
    let before = d.picture();
    wheel(&mut d, false);
    assert_eq!(d.picture(), before);
    let mut d = Driver::home((80, 24));
    d.keys("+");
    let before = d.picture();
    wheel(&mut d, false);
    assert_eq!(d.picture(), before);
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut d = Driver::sample((80, 24));
    d.keys("f2 home");
    click(&mut d, "4.3");
    assert!(selected(&d).contains("4.3"), "{}", d.picture());
    assert_eq!(d.app.shell.screen, Screen::Outline);
    click(&mut d, "4.3");
    assert_eq!(d.app.shell.screen, Screen::Question);
    assert!(d.picture().contains(" 4.3 "), "{}", d.picture());
    click(&mut d, "/2 ");
    assert!(selected(&d).contains("/2 "), "{}", d.picture());
    let before = d.facts();
    click(&mut d, "/2 ");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Read(_))), "{}", d.picture());
    // What lies under a dialog takes no click.
    let shown = d.picture();
    for y in 0..24 {
        for x in (0..80).step_by(7) {
            d.picture();
            d.app.update(Input::Click(Position { x, y }));
        }
    }
    assert_eq!((d.picture(), d.facts()), (shown, before));
}

#[test]
fn rows_of_dialogs_and_of_home_can_be_clicked() {
    let mut d = Driver::sample((80, 24));
    d.keys("f3 f1").text("gap").keys("down");
    click(&mut d, "Gap list:");
    let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("ran at the first click") };
    assert!(p.rows[p.cursor.at].label.starts_with("Gap list"));
    click(&mut d, "Gap list:");
    assert_eq!(d.app.shell.screen, Screen::Gaps);
    let mut d = Driver::home((80, 24));
    click(&mut d, "Open a file");
    click(&mut d, "Open a file");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Form(_))), "{}", d.picture());
    // A click before the next picture would be meant for the one before.
    let mut d = Driver::sample((80, 24));
    d.keys("f2 home").picture();
    d.keys("f5");
    let at = d.app.desk.as_ref().unwrap().gaps.cursor.at;
    d.app.update(Input::Click(Position { x: 4, y: 10 }));
    assert_eq!((d.app.shell.screen, d.app.desk.as_ref().unwrap().gaps.cursor.at), (Screen::Gaps, at));
}

#[test]
fn the_current_item_is_copied_as_plain_text() {
    let mut d = Driver::sample((80, 24));
    d.keys("/").text("6.1.2").keys("enter down e").text("Ask the owner.").keys("ctrl-s");
    assert_eq!(d.app.text_to_copy(), None, "only on request");
    d.keys("C");
    let text = d.app.text_to_copy().unwrap();
    for words in ["6.1.2/1 ", "\nQuestion: ", "\nLevel: ", "\nNote: Ask the owner."] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert_eq!(d.app.text_to_copy(), None, "once");
    let picture = d.picture();
    assert!(picture.contains("Handed to the terminal: 6.1.2/1") && picture.contains("OSC 52"), "{picture}");
    d.keys("home C");
    let text = d.app.text_to_copy().unwrap();
    assert!(text.starts_with("6.1.2 ") && text.contains("\nStatus: "), "{text}");
    d.keys("h C");
    assert!(!d.app.text_to_copy().unwrap().contains("Status:"), "hidden is hidden");
    d.keys("f5 C");
    assert_eq!(d.app.text_to_copy(), None);
    d.keys("h C");
    let text = d.app.text_to_copy().unwrap();
    for words in ["\nQuestion: ", "\nWhy this rank: ", "\nDo: ", "\nOutput: "] {
        assert!(text.contains(words), "{words} in {text}");
    }
    d.keys("f6 home C");
    let text = d.app.text_to_copy().unwrap();
    for words in ["\nDo: ", "\nOutput: ", "\nFrom: 20", "\nTo: 20", "\nDone when: "] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn every_screen_copies_something_or_says_why_not() {
    for (name, keys) in PLACES {
        let mut d = Driver::sample((80, 24));
        d.keys(keys);
        if !d.app.shell.dialogs.is_empty() {
            continue;
        }
        let screen = d.app.shell.screen;
        d.keys("C");
        let copied = d.app.text_to_copy().is_some_and(|t| t.trim().len() > 3);
        assert_eq!(copied, d.picture().contains("Handed to the terminal"), "{name}");
        assert!(copied || d.picture().contains("Nothing was copied"), "{name}: {}", d.picture());
        assert_eq!(copied, !["about", "quick"].contains(&name), "{name}");
        assert_eq!(d.app.shell.screen, screen);
    }
}

#[test]
fn a_copy_is_clean_and_not_longer_than_terminals_take() {
    let mut d = Driver::sample((80, 24));
    let path = d.app.desk.as_ref().unwrap().work.path().to_owned();
    d.app.close().unwrap();
    // What no verb lets in may stand in a file that comes from elsewhere.
    let q = clausewise::bank::embedded().unwrap();
    let mut s = Session::open(q, &path, "t", true, std::time::Duration::from_secs(10)).unwrap();
    let note = format!("a\u{1b}]0;own\u{7}b\u{202e}c{}", "\u{e4}".repeat(30_000));
    let changes = vec![Change { key: "note.4.1".into(), was: None, now: Some(note) }];
    s.apply(&Edit { what: "x".into(), at: "4.1".into(), changes }).unwrap();
    s.close().unwrap();
    d.app.open(&path).unwrap();
    d.keys("/").text("4.1").keys("enter C");
    let text = d.app.text_to_copy().unwrap();
    assert!(text.len() <= 48 * 1024 && text.len() > 48_000, "{}", text.len());
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    assert!(d.picture().contains("48 KiB"), "{}", d.picture());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn random_clicks_and_turns_never_break_and_change_no_answer(
        moves in prop::collection::vec((0u16..84, 0u16..26, 0u8..6), 1..60),
        start in 0usize..PLACES.len(),
    ) {
        // A click in the list of commands runs what the person points at, answers too.
        prop_assume!(PLACES[start].0 != "help");
        let mut d = Driver::sample((80, 24));
        d.keys(PLACES[start].1);
        let levels = |d: &Driver| {
            let facts = d.facts().into_iter();
            facts.filter(|(k, _)| k.starts_with(|c: char| c.is_ascii_digit() || c == 'A')).collect::<Vec<_>>()
        };
        let before = levels(&d);
        for (x, y, kind) in moves {
            let (buffer, cursor) = d.buffer();
            let (column, row) = cursor.unwrap_or((0, 0));
            prop_assert!(column < buffer.area.width && row < buffer.area.height);
            let click = Input::Click(Position { x, y });
            match kind {
                0 => d.app.update(Input::Wheel { up: true }),
                1 => d.app.update(Input::Wheel { up: false }),
                2 => {
                    // The same place twice: select, then open.
                    d.app.update(click.clone());
                    d.buffer();
                    d.app.update(click);
                }
                _ => d.app.update(click),
            }
        }
        prop_assert_eq!(levels(&d), before);
    }
}

#[test]
fn the_wheel_moves_the_cursor_of_a_note() {
    let mut d = Driver::empty((80, 24));
    d.keys("e").text("one").keys("enter").text("two").keys("enter").text("three").keys("enter").text("four");
    wheel(&mut d, true);
    d.text("x").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.1"], "onex\ntwo\nthree\nfour");
}
