//! The table of keys and what the program promises about them.

use super::harness::Driver;
use clausewise::tui::dialog::{Dialog, Pick};
use clausewise::tui::input::{Input, MAX_PASTE};
use clausewise::tui::keymap::{BINDINGS, table};

#[test]
fn the_readme_lists_the_keys_as_they_are() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(readme.contains(&table(true)), "README.md: put in what `clausewise keys --format md` prints");
}

#[test]
fn help_lists_every_key_and_runs_what_is_usable() {
    let mut d = Driver::sample((80, 24));
    d.keys("f3 f1");
    let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("no help") };
    assert_eq!(p.rows.len(), BINDINGS.len());
    let usable = p.rows.iter().filter(|r| r.why_not.is_none());
    let commands: Vec<_> = usable.map(|r| r.pick.clone()).collect();
    for pick in commands {
        let (Pick::Run(command) | Pick::There(_, command, _)) = pick else {
            panic!("a row that runs nothing")
        };
        let mut d = Driver::sample((80, 24));
        d.keys("f3");
        d.app.run(command);
        d.buffer();
    }
    d.keys("r o a d m a p enter");
    assert_eq!(d.app.shell.screen, clausewise::tui::screen::Screen::Roadmap);
    d.keys("f1 f i l t e r");
    d.buffer();
}

#[test]
fn guides_open_over_a_form_and_lead_back_to_it() {
    let mut d = Driver::home((80, 24));
    d.keys("+").text("Case").keys("f7 enter");
    assert!(d.picture().contains("Which role are we?"), "{}", d.picture());
    d.keys("esc esc");
    assert!(d.picture().contains("New assessment") && d.picture().contains("Case"), "{}", d.picture());
}

#[test]
fn words_of_the_card_come_first_and_are_told() {
    let mut d = Driver::sample((80, 24));
    d.keys("/").text("6.1.3").keys("enter z");
    let Some(Dialog::Words(p)) = d.app.shell.dialogs.last() else { panic!("no words") };
    assert!(p.rows[0].detail == "here" && p.rows.iter().any(|r| r.detail.is_empty()));
    d.text("statement of app").keys("enter");
    assert!(d.picture().contains("Statement of Applicability"), "{}", d.picture());
    d.keys("esc esc d end");
    assert!(d.picture().contains("more lines") || d.picture().contains(": "), "{}", d.picture());
}

#[test]
fn a_key_that_needs_an_assessment_says_so() {
    let mut d = Driver::home((80, 24));
    for keys in ["f2", "f3", "f4", "f5", "f6", "l", "i", "a", "x", "u", "w", "b", "h"] {
        d.keys(keys);
        assert!(d.picture().contains("Open or create an assessment first"), "{keys}");
    }
}

#[test]
fn esc_loses_no_text() {
    let mut d = Driver::empty((80, 24));
    d.keys("e").text("a note").keys("esc");
    assert!(!d.facts().contains_key("note.4.1"), "Esc saves nothing by surprise");
    assert!(d.words().contains("Draft kept, not saved: e goes on, Ctrl-S saves."), "{}", d.picture());
    d.keys("right left");
    assert!(d.words().contains("unfinished note, e goes on with it: a note"), "{}", d.picture());
    d.keys("e").text(" more").keys("ctrl-s");
    assert_eq!(d.facts()["note.4.1"], "a note more");
    assert!(!d.words().contains("unfinished note"), "{}", d.picture());
    d.keys("k").text("a worry").keys("esc k");
    assert!(d.picture().contains("a worry"));
    d.keys("esc f5 f3 a down enter").text(" and more").keys("esc enter");
    assert!(d.picture().contains("and more"), "{}", d.picture());
    let mut d = Driver::home((80, 24));
    d.keys("+").text("Half Ltd").keys("esc +");
    assert!(d.picture().contains("Half Ltd"));
}

#[test]
fn a_paste_is_one_edit_and_never_a_command() {
    let mut d = Driver::empty((80, 24));
    let before = d.facts();
    d.app.update(Input::Paste("5555q".into()));
    assert_eq!(d.facts(), before);
    assert!(!d.app.asked.quit);
    d.keys("e");
    d.app.update(Input::Paste("one\ntwo".into()));
    d.keys("ctrl-z ctrl-s");
    assert!(!d.facts().contains_key("note.4.1"));
    d.keys("e");
    d.app.update(Input::Paste("x".repeat(MAX_PASTE + 1)));
    assert!(d.picture().contains("Not pasted"), "{}", d.picture());
}

#[test]
fn while_text_is_typed_every_letter_types_itself() {
    for open in ["e", "k", "/", "f1", "a down enter"] {
        let mut d = Driver::empty((80, 24));
        d.keys(open);
        let dialogs = d.app.shell.dialogs.len();
        for b in BINDINGS {
            if let crossterm::event::KeyCode::Char(c) = b.code
                && b.modifiers.is_empty()
            {
                d.text(&c.to_string());
            }
        }
        assert_eq!(d.app.shell.dialogs.len(), dialogs, "{open}");
        assert!(!d.app.asked.quit);
    }
}

#[test]
fn a_second_window_reads_only_and_says_who_has_the_file() {
    let first = Driver::empty((80, 24));
    let path = first.folder.path().join("case.aims");
    let mut second = Driver::home((80, 24));
    second.app.open(&path).unwrap();
    assert!(second.picture().contains("READ ONLY"), "{}", second.picture());
    let before = second.facts();
    second.keys("3");
    assert_eq!(second.facts(), before);
    assert!(second.picture().contains("reading only"), "{}", second.picture());
    second.keys("e").text("kept on screen").keys("esc");
    assert!(second.picture().contains("kept on screen"), "what was typed stays: {}", second.picture());
}

#[test]
fn a_broken_file_is_refused_in_words() {
    let mut d = Driver::home((80, 24));
    let path = d.folder.path().join("broken.aims");
    std::fs::write(&path, b"not an assessment").unwrap();
    d.keys("end up up enter").text(&path.display().to_string()).keys("enter");
    let picture = d.picture();
    assert!(d.app.desk.is_none() && picture.contains("broken.aims"), "{picture}");
}

#[test]
fn a_form_left_in_one_file_never_comes_back_in_another() {
    let mut first = Driver::empty((80, 24));
    first
        .keys("a home tab +")
        .text("Alice")
        .keys("enter enter a home tab enter enter")
        .text(" A")
        .keys("esc");
    let mut other = Driver::empty((80, 24));
    let path = other.folder.path().join("case.aims");
    other.app.close().unwrap();
    first.app.close().unwrap();
    first.app.open(&path).unwrap();
    first.keys("a home tab +").text("Bob").keys("enter enter a home tab enter enter");
    assert!(!first.picture().contains("Alice"), "{}", first.picture());
    first.keys("ctrl-s");
    assert!(first.field("person", 2, "name") == "Bob");
}

#[test]
fn a_digit_meant_for_a_requirement_never_reaches_a_heading() {
    let mut d = Driver::empty((80, 24));
    d.keys("f2 f down down down down 3 3 3");
    let facts = d.facts();
    assert_eq!(facts.get("4.4").map(String::as_str), Some("3"));
    assert!(!facts.contains_key("5") && !facts.contains_key("6"), "{facts:?}");
}

#[test]
fn a_reader_scrolls_back_from_its_end_and_answers_of_people_survive_leaving() {
    let mut d = Driver::empty((80, 24));
    d.keys("d end");
    let end = d.picture();
    d.keys("up");
    assert_ne!(d.picture(), end);
    d.keys("esc a home tab +").text("Kim").keys("enter enter f3 r 3");
    d.app.close().unwrap();
    d.app.open(&d.folder.path().join("case.aims")).unwrap();
    assert!(
        d.facts().iter().any(|(k, v)| k.starts_with("vote.") && k.ends_with(".4.1") && v == "3"),
        "{:?}",
        d.facts()
    );
    d.keys("l");
    assert!(d.picture().contains("Not agreed on: none"), "hidden answers stay hidden: {}", d.picture());
}

/// What is half typed into a form stays with the place it was typed for, over leaving and over the end of the program.
#[test]
fn a_form_left_at_one_place_never_turns_up_at_another() {
    let mut d = Driver::empty((80, 24));
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    d.keys("k").text("Worry of the first").keys("esc right k");
    assert!(!d.picture().contains("Worry of the first"), "{}", d.picture());
    d.text("Of the second").keys("esc left k");
    assert!(d.words().contains("Worry of the first"), "{}", d.picture());
    assert!(d.words().contains("This is unfinished text from before."), "{}", d.picture());
    d.keys("esc");
    d.app.close().unwrap();
    let mut again = Driver::home((80, 24));
    again.app.open(&path).unwrap();
    again.keys("k");
    assert!(again.words().contains("Worry of the first"), "{}", again.picture());
    again.keys("ctrl-s k");
    assert!(!again.words().contains("Worry of the first"), "what was kept is done with: {}", again.picture());
    again.keys("esc right k");
    assert!(again.words().contains("Of the second"), "{}", again.picture());
}

/// An action half typed in the roadmap stays with the row it was begun at.
#[test]
fn an_action_half_typed_stays_with_its_row() {
    let mut d = Driver::sample((120, 40));
    d.keys("f6 down down + tab").text("own action draft").keys("esc down +");
    assert!(!d.words().contains("own action draft"), "{}", d.picture());
    d.keys("esc up +");
    assert!(d.words().contains("own action draft"), "{}", d.picture());
    assert!(d.words().contains("This is unfinished text from before."), "{}", d.picture());
}

/// What a form says of the card it can go to holds while it can.
#[test]
fn a_form_says_that_it_goes_to_the_card_only_while_it_does() {
    let mut d = Driver::empty((120, 40));
    d.keys("3 v");
    assert!(d.words().contains("For 4.1, which you just answered; the card shows 4.2. Tab: for 4.2."));
    d.text("Minutes");
    assert!(d.words().contains("For 4.1, which you just answered."), "{}", d.picture());
    assert!(!d.words().contains("for 4.2"), "{}", d.picture());
}

/// A program killed with the first letters of a note opens where they were typed.
#[test]
fn an_unfinished_note_takes_its_place_to_the_file() {
    let mut d = Driver::empty((80, 24));
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    d.keys("2").settle();
    d.keys("right e").text("half");
    d.app.tick(std::time::Instant::now() + std::time::Duration::from_secs(1));
    d.settle();
    let mut other = Driver::home((80, 24));
    other.app.open(&path).unwrap();
    assert!(other.picture().contains("4.3  "), "{}", other.picture());
}
