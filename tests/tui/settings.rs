//! Settings reach what they set: keys in dispatch, footer, help and words; faults at the start.

use super::harness::Driver;
use clausewise::model::record::{Draft, PERSON};
use clausewise::tui::dialog::Dialog;
use clausewise::tui::input::Input;
use clausewise::tui::keymap::{OnScreen, names};
use clausewise::tui::keys::Keys;
use clausewise::tui::screen::Screen;
use clausewise::tui::settings::parse;

/// The sample with these lines below `[keys]`.
fn with(keys: &str) -> Driver {
    let (settings, faults) = parse(&format!("[keys]\n{keys}"));
    assert_eq!(faults, Vec::<String>::new());
    let mut d = Driver::sample((120, 40));
    d.app.shell.keys = settings.keys;
    d
}

/// People have these names in their files: a name that changes here breaks them.
#[test]
fn the_names_of_commands_stay() {
    insta::assert_snapshot!("command-names", names());
}

#[test]
fn other_keys_reach_dispatch_footer_help_and_words() {
    let mut d =
        with("gaps = \"F12\"\nundo = \"Ctrl-U\"\nnote = \"Q\"\nhide-scores = \"j\"\nhelp = \"F10\"\n");
    d.size = (160, 40);
    d.keys("f5");
    assert_ne!(d.app.shell.screen, Screen::Gaps, "the key it had is free");
    let footer = d.picture().lines().last().unwrap().to_owned();
    for words in ["F12 gaps", "Q note", "Ctrl-U undo", "F10 help"] {
        assert!(footer.contains(words), "{words} in {footer}");
    }
    for words in ["F5 gaps", " e note", " u undo", "F1 "] {
        assert!(!footer.contains(words), "{words} in {footer}");
    }
    d.keys("f12");
    assert_eq!(d.app.shell.screen, Screen::Gaps);
    d.keys("j");
    assert!(d.picture().contains("j shows them"), "{}", d.picture());
    d.keys("j f3 Q").text("Mine.").keys("ctrl-s");
    assert!(d.picture().contains("Ctrl-U takes it back"), "{}", d.picture());
    let kept = d.facts();
    d.keys("u");
    assert_eq!(d.facts(), kept);
    d.keys("ctrl-u");
    assert_ne!(d.facts(), kept);
    d.keys("f10").text("gap list");
    let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("no help") };
    assert!(p.rows.iter().any(|r| r.key == "F12" && r.label.starts_with("Gap list")));
    assert!(p.rows.iter().all(|r| r.key != "F5"));
}

#[test]
fn the_guides_open_over_a_form_by_their_own_key() {
    let mut d = with("guides = \"F11\"\n");
    d.keys("k f7");
    assert!(!d.picture().contains("The way to a certificate"), "{}", d.picture());
    d.keys("f11");
    assert!(d.picture().contains("way to a certificate"), "{}", d.picture());
    // A letter is text there, whatever it is elsewhere.
    let mut d = with("guides = \"Q\"\n");
    d.keys("k Q");
    assert_eq!(d.app.shell.dialogs.len(), 1);
    d.keys("esc Q");
    assert!(d.picture().contains("way to a certificate"), "{}", d.picture());
}

/// What a press does and what a picture says are one table: no word of the program names a key that a
/// changed table does not have.
#[test]
fn no_words_name_a_key_that_was_given_up() {
    let mut d =
        with("explain = \"Q\"\nlists = \"F11\"\nundo = \"Ctrl-U\"\nfilter = \"Ctrl-F\"\nreturn = \"j\"\n");
    for (keys, gone) in [("f4", "w asks"), ("f5", "(l)"), ("i", "u takes"), ("f2 ctrl-f", "f changes")] {
        d.keys(keys);
        assert!(!d.picture().contains(gone), "{gone}: {}", d.picture());
    }
    assert!(d.picture().contains("Ctrl-F changes it"), "{}", d.picture());
}

#[test]
fn faults_are_named_a_line_each_and_nothing_stops() {
    let mut d = Driver::sample((80, 24));
    let (_, faults) = parse("look = \"pink\"\nmouse = 3\n");
    d.app.name_faults(&faults);
    let picture = d.picture();
    assert!(
        picture.contains("line 1 ignored: look is") && picture.contains("line 2 ignored: mouse is"),
        "{picture}"
    );
    d.keys("3");
    assert!(!d.picture().contains("settings.toml"), "gone with the next key");
    let (_, faults) = parse("a = 1\nb = 1\nc = 1\nd = 1\ne = 1\nf = 1\n");
    d.app.name_faults(&faults);
    assert!(d.picture().contains("6 settings ignored; clausewise settings names all"), "{}", d.picture());
    // What was being said already is not lost.
    let path = d.folder.path().join("sample.aims");
    let mut second = Driver::home((80, 24));
    second.app.open(&path).unwrap();
    let before = second.app.shell.message.clone().unwrap().1;
    second.app.name_faults(&faults[..1]);
    let after = second.app.shell.message.clone().unwrap().1;
    assert!(after.starts_with(&before) && after.contains("line 1 ignored:"), "{after}");
    assert_eq!(second.app.shell.keys.of(OnScreen::Undo), "u");
}

/// Whatever a message names is the key that holds.
#[test]
fn messages_name_the_keys_of_the_settings() {
    let mut d = Driver::empty((120, 40));
    let wish = |name: &str, key: &str| (name.to_owned(), key.to_owned());
    let (keys, faults) = Keys::with(&[wish("undo", "F10"), wish("lists", "Q"), wish("evidence", "F11")]);
    assert_eq!(faults, []);
    d.app.shell.keys = keys;
    let mut said = Vec::new();
    for keys in [
        "e x ctrl-s",
        "right c",
        "3 left c",
        "m",
        "k x ctrl-s",
        "f11 x ctrl-s",
        "f2 home 3 c",
        "f3 5",
        "0 x enter",
        "f6 W backspace 9 ctrl-s enter",
        "a home enter x enter",
        "f3 r",
        "f3 D x enter",
    ] {
        d.keys(keys);
        while !d.app.shell.dialogs.is_empty() {
            d.keys("esc");
        }
        said.push(d.app.shell.message.clone().map(|(_, words)| words).unwrap_or_default());
        said.push(d.app.shell.undo_line.clone().map(|line| line.words).unwrap_or_default());
    }
    let said = said.join("\n");
    assert!(said.contains("F10 takes it back") && said.contains("F10 brings it back"), "{said}");
    for word in said.split([' ', '\n']) {
        assert!(!matches!(word, "u" | "l" | "v"), "an old key is named:\n{said}");
    }
}

/// What the mouse does in a dialog, and what a refusal there names, goes by the keys that hold.
#[test]
fn dialogs_go_by_the_keys_that_hold() {
    let mut d = with("up = \"F10\"\ndown = \"F11\"\nchoose = \"F12\"\ntake-away = \"Ctrl-T\"\n");
    d.keys("f1");
    d.picture();
    let at = |d: &mut Driver| d.app.shell.dialogs.last_mut().and_then(Dialog::picker).map(|p| p.cursor.at);
    d.app.update(Input::Wheel { up: false });
    assert_eq!(at(&mut d), Some(3), "{}", d.picture());
    d.app.update(Input::Wheel { up: true });
    assert_eq!(at(&mut d), Some(0), "{}", d.picture());
    for name in ["Ann", "Ben"] {
        let person = Draft::from([("name".to_owned(), name.to_owned())]);
        d.app.desk.as_mut().unwrap().work.put(&PERSON, None, &person).unwrap();
    }
    d.keys("esc f3 r 3 up");
    assert!(!d.picture().contains("has answered"), "the arrow is no key here: {}", d.picture());
    d.keys("f10 4");
    assert!(d.words().contains("has answered; Ctrl-T takes the answer away first"), "{}", d.picture());
    d.keys("esc f3 / ").text("A.6.2.4").keys("enter n");
    assert!(d.words().contains("Enter saves"), "{}", d.picture());
    let mut d = with("switch = \"F11\"\nnext-or-switch = \"F12\"\nsave = \"Ctrl-W\"\n");
    d.keys("f3 / ").text("4.1").keys("enter 3 e");
    assert!(d.words().contains("F11: for 4.2"), "{}", d.picture());
    d.keys("esc 3 v");
    assert!(d.words().contains("F12: for"), "{}", d.picture());
    d.keys("esc / ").text("A.6.2.4").keys("enter n x enter");
    assert!(d.app.shell.dialogs.is_empty(), "Enter saves a line whatever settings say: {}", d.picture());
}
