//! What the screens of the record show by themselves: what a register supports, a row of the statement, lists to choose from
//! without a sentence cut, forms that keep what is typed.

use super::harness::{Driver, today};
use clausewise::model::format::Firm;
use clausewise::tui::dialog::Dialog;
use clausewise::tui::screen::Screen;
use clausewise::{bank, sample};

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

fn firm(size: (u16, u16)) -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    sample::create(bank::embedded().unwrap(), Some(Firm::Software), &path, today(), false).unwrap();
    let mut d = Driver::home(size);
    d.app.open(&path).unwrap();
    (folder, d)
}

/// The value in the focused form's field of this label.
fn value(d: &Driver, key: &str) -> String {
    match d.app.shell.dialogs.last() {
        Some(Dialog::Form(form)) => form.value(key),
        _ => panic!("no form: {}", d.picture()),
    }
}

fn type_into(d: &mut Driver, key: &str, words: &str) {
    for _ in 0..40 {
        match d.app.shell.dialogs.last() {
            Some(Dialog::Form(form)) if form.fields[form.at].key == key => break,
            Some(Dialog::Form(_)) => {
                d.keys("down");
            }
            _ => panic!("no form: {}", d.picture()),
        }
    }
    d.text(words);
}

#[test]
fn a_register_says_which_checks_it_supports_and_leads_to_them() {
    for size in SIZES {
        let (_folder, mut d) = firm(size);
        d.keys("a tab tab");
        assert!(
            d.words().contains("Supports 13 of 14 checks so far: 4.1/4, /5"),
            "overview: {}",
            d.picture()
        );
        d.keys("enter");
        assert!(d.words().contains("Supports 13 of 14 checks so far"), "register: {}", d.picture());
        d.keys("J");
        assert!(
            d.words().contains("Your register holds 3 AI systems, all with \"Used for\""),
            "{}",
            d.picture()
        );
        d.keys("end");
        assert!(d.words().contains("Not yet. It looks for:"), "{}", d.picture());
        d.keys("home enter");
        assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
        assert!(d.words().contains("4.1 "), "{}", d.picture());
    }
    // Where nothing stands it says so, and evidence supports nothing by itself.
    let mut d = Driver::empty((80, 24));
    d.keys("a tab tab enter");
    assert!(d.words().contains("checks, none so far"), "{}", d.picture());
    assert!(!d.words().contains("not yet"), "{}", d.picture());
    d.keys("tab J");
    assert!(
        d.app.shell.dialogs.is_empty() && d.words().contains("evidence proves those it names"),
        "{}",
        d.picture()
    );
}

#[test]
fn a_row_of_the_statement_is_told_without_a_key() {
    for (size, least) in [((80, 24), 8), ((60, 16), 4)] {
        let (_folder, mut d) = firm(size);
        d.keys("I home");
        let words = d.words();
        for part in [
            "version 0.9, a draft, owner Jonas Vik",
            "Jonas Vik; AI systems: all",
            "E-1 current, 15 Feb 2026: Policy on AI",
        ] {
            assert!(words.contains(part), "{part}: {}", d.picture());
        }
        let rows = d.picture().lines().filter(|l| l.contains(" in  ")).count();
        assert!(rows >= least, "{rows} rows: {}", d.picture());
    }
}

#[test]
fn no_sentence_of_a_list_to_choose_from_is_cut() {
    for size in SIZES {
        let mut d = Driver::empty(size);
        d.keys("a end enter end up up up up up up up up up up +");
        let words = d.words();
        assert!(words.contains("How do you weigh a risk?"), "{}", d.picture());
        for whole in [
            "Ready ones go into your own registers, where you change them.",
            "unlikely, possible, likely; minor, serious, severe; low, medium, high",
        ] {
            assert!(words.contains(whole), "{size:?} {whole}: {}", d.picture());
        }
    }
}

#[test]
fn labels_of_the_overview_line_up_and_its_filter_filters() {
    for size in SIZES {
        let (_folder, mut d) = firm(size);
        d.keys("a f");
        let is_row = |l: &&str| (l.starts_with(" > ") || l.starts_with("     ")) && l.contains(')');
        let rows: Vec<String> = d.picture().lines().filter(is_row).map(str::to_owned).collect();
        let begins = |row: &String| {
            let behind = row.split_once(')')?.1;
            let name = behind.chars().take_while(|c| *c == ' ').count();
            Some(row.split_once(')')?.0.chars().count() + 1 + name)
        };
        let columns: std::collections::BTreeSet<_> = rows.iter().map(begins).collect();
        assert!(rows.len() > 3 && columns.len() == 1, "{}", d.picture());
        d.keys("f");
        let lacking = d.picture().lines().filter(|l| l.contains("something") && l.contains(')')).count();
        assert_eq!(lacking, 5, "{}", d.picture());
        d.keys("f home");
        assert!(d.words().contains("Organisation and plan"), "{}", d.picture());
    }
}

#[test]
fn what_is_typed_where_words_are_few_keeps_its_blanks() {
    let mut d = Driver::empty((80, 24));
    d.keys("a tab tab tab +");
    type_into(&mut d, "how", "two words");
    assert_eq!(value(&d, "how"), "two words");
    // Of an empty one they are listed.
    d.keys("ctrl-u").text(" ");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::People(_))), "{}", d.picture());
}

#[test]
fn a_refusal_goes_with_the_mending() {
    let mut d = Driver::empty((80, 24));
    d.keys("a tab tab tab +");
    d.text("Policy").keys("down").text("5.2/1");
    type_into(&mut d, "how", "shelf");
    d.keys("ctrl-s");
    assert!(d.words().contains("not one of"), "{}", d.picture());
    d.keys("ctrl-u").text(" ").keys("enter");
    assert!(!d.words().contains("not one of"), "{}", d.picture());
}

#[test]
fn the_kind_of_place_follows_what_is_typed_as_the_place() {
    let mut d = Driver::empty((80, 24));
    d.keys("a tab tab tab +");
    type_into(&mut d, "place", "https://wiki.example/policy");
    d.keys("enter");
    assert_eq!(value(&d, "how"), "link");
    // Another place, another kind; what somebody said stays.
    d.keys("up ctrl-u").text("policy.pdf").keys("enter");
    assert_eq!(value(&d, "how"), "file");
    d.keys("ctrl-u").text("number").keys("up ctrl-u").text("www.example.org").keys("enter");
    assert_eq!(value(&d, "how"), "number");
}

#[test]
fn a_field_of_own_controls_says_how_one_is_made() {
    let mut d = Driver::empty((80, 24));
    d.keys("a end enter end up up up up up up up up up up + end enter");
    d.text("Wrong answer").keys("ctrl-s a end up up up up up up up up up up enter enter end enter");
    type_into(&mut d, "treatment", "");
    d.text("reduce");
    type_into(&mut d, "own-controls", "");
    assert!(d.words().contains("I, then + adds a control of your own"), "{}", d.picture());
}
