//! What a field of a form can hold is listed and picked, what is wrong is said when the field is left, and moving never keeps.

use super::harness::Driver;
use clausewise::model::record::{Draft, LIKELIHOOD, RISK, SYSTEM};
use clausewise::tui::dialog::{Dialog, Form};

fn form(d: &Driver) -> &Form {
    let form =
        d.app.shell.dialogs.iter().rev().find_map(|x| if let Dialog::Form(f) = x { Some(f) } else { None });
    form.unwrap_or_else(|| panic!("no form: {}", d.picture()))
}

/// Moves down to a field.
fn to(d: &mut Driver, key: &str) {
    for _ in 0..30 {
        if form(d).fields[form(d).at].key == key {
            return;
        }
        d.keys("down");
    }
    panic!("no {key}: {}", d.picture());
}

/// At the form of the first record of a register.
fn open(mut d: Driver, register: &str) -> Driver {
    d.keys("a home");
    for _ in 0..30 {
        d.keys("tab");
        if d.picture().lines().any(|row| row.contains("> ") && row.contains(register)) {
            d.keys("enter enter");
            return d;
        }
    }
    panic!("no {register}: {}", d.picture());
}

/// A file with one AI system and two steps of likelihood, at the form of the system.
fn at_system() -> Driver {
    let mut d = Driver::empty((100, 32));
    let desk = d.app.desk.as_mut().unwrap();
    let draft = |list: &[(&str, &str)]| -> Draft {
        list.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    desk.work.put(&SYSTEM, None, &draft(&[("name", "Bot"), ("purpose", "x")])).unwrap();
    for (name, weight) in [("abba", "1"), ("none", "2")] {
        desk.work.put(&LIKELIHOOD, None, &draft(&[("name", name), ("weight", weight)])).unwrap();
    }
    let risk = [("what", "It errs"), ("treatment", "reduce"), ("systems", "Bot")];
    desk.work.put(&RISK, None, &draft(&risk)).unwrap();
    d.keys("f3");
    open(d, "AI systems (1)")
}

/// The same, at the form of the risk.
fn at_risk() -> Driver {
    let mut d = at_system();
    d.keys("esc b");
    let mut d = open(d, "Risks (1)");
    // Scales are offered first, where there are none yet; the last row goes on without.
    d.keys("end enter");
    d
}

#[test]
fn down_on_the_last_field_moves_nowhere_and_keeps_nothing() {
    let mut d = at_system();
    d.keys("end").text("!");
    for _ in 0..40 {
        d.keys("down");
    }
    let last = form(&d).asked().last().unwrap();
    assert_eq!(form(&d).at, last, "{}", d.picture());
    assert_eq!(d.field("system", 1, "name"), "Bot");
    d.keys("up down enter");
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    assert_eq!(d.field("system", 1, "name"), "Bot!");
}

#[test]
fn space_lists_what_a_field_can_hold_with_what_it_means() {
    let mut d = at_system();
    to(&mut d, "autonomy");
    assert!(d.words().contains("Space lists them"), "{}", d.picture());
    d.keys("space");
    assert!(d.words().contains("it decides, people check"), "{}", d.picture());
    d.keys("down enter");
    assert_eq!(form(&d).value("autonomy"), "checked");
    d.keys("up space");
    d.text("al").keys("enter");
    assert_eq!(form(&d).value("autonomy"), "alone", "what stood there is replaced");
    for _ in 0..30 {
        d.keys("up");
    }
    to(&mut d, "role");
    d.text("user, ");
    d.text("dev").keys("enter");
    assert_eq!(form(&d).value("role"), "user, developer");
    d.keys("up space down enter");
    assert_eq!(form(&d).value("role"), "user, developer, provider", "{}", d.picture());
    to(&mut d, "affects");
    d.keys("space end enter ctrl-s");
    assert_eq!(
        (d.field("system", 1, "affects"), d.field("system", 1, "role")),
        ("no".into(), "developer, provider, user".into())
    );
}

#[test]
fn controls_of_a_risk_are_picked_by_a_word_or_an_id() {
    let mut d = at_risk();
    to(&mut d, "controls");
    d.keys("space");
    assert!(d.words().contains("A.2.2"), "the controls first: {}", d.picture());
    d.text("supplier");
    assert!(d.words().contains("A.10.3"), "{}", d.picture());
    let picked = |d: &Driver| form(d).value("controls");
    d.keys("esc ctrl-u").text("A.9.2, A.10.3").keys("enter");
    assert_eq!(picked(&d), "A.9.2, A.10.3");
    d.keys("up").text(", A.99.1");
    assert!(d.words().contains("no requirement A.99.1"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.app.shell.dialogs.len(), 2, "what is wrong is not taken: {}", d.picture());
    d.keys("esc down");
    assert!(d.words().contains("Controls: There is no requirement A.99.1"), "{}", d.picture());
    assert_eq!(picked(&d), "A.9.2, A.10.3, A.99.1");
}

#[test]
fn a_comma_stands_once_where_one_is_named() {
    let mut d = at_risk();
    to(&mut d, "likelihood");
    d.text("ab, cd");
    d.keys("esc");
    assert_eq!(form(&d).value("likelihood"), "ab, cd");
    d.keys("down");
    assert!(d.words().contains("Likelihood: There is no likelihood \"ab, cd\""), "{}", d.picture());
    d.keys("up ctrl-u space enter");
    assert_eq!(form(&d).value("likelihood"), "abba");
}

#[test]
fn a_wrong_word_is_said_when_its_field_is_left() {
    let mut d = at_system();
    to(&mut d, "stage");
    d.text("lively").keys("enter");
    assert_ne!(form(&d).fields[form(&d).at].key, "stage");
    assert!(
        d.words().contains("Stage: \"lively\" is not one of: idea, trial, live, retired"),
        "{}",
        d.picture()
    );
    d.keys("up ctrl-u").text("Live").keys("down");
    assert!(!d.words().contains("is not one of"), "{}", d.picture());
}

#[test]
fn what_was_typed_before_is_thrown_away_by_the_key_that_is_named() {
    let mut d = Driver::empty((100, 32));
    d.keys("a home tab tab +").text("Bot").keys("enter").text("Answers").keys("esc +");
    assert_eq!(form(&d).value("name"), "Bot");
    assert!(d.words().contains("unfinished text from before. Ctrl-X throws it away"), "{}", d.picture());
    d.keys("ctrl-x");
    assert_eq!((form(&d).value("name").as_str(), form(&d).value("purpose").as_str()), ("", ""));
    d.keys("esc +");
    assert!(!d.words().contains("unfinished"), "{}", d.picture());
}

#[test]
fn a_record_shows_what_names_it_and_is_found_by_name_and_number() {
    let mut d = at_system();
    d.keys("esc");
    assert!(d.words().contains("in Risks"), "{}", d.picture());
    assert!(d.words().contains("R-1 It errs"), "{}", d.picture());
    d.keys("f3 /").text("it er");
    assert!(d.words().contains("R-1"), "{}", d.picture());
    d.keys("enter");
    assert!(d.words().contains("Risks (1)") && d.words().contains("It errs"), "{}", d.picture());
    d.keys("f3 /").text("S-1").keys("enter");
    assert!(d.words().contains("AI systems (1)") && d.words().contains("Bot"), "{}", d.picture());
}

/// What is typed and taken back again stays in sight: a field that looks empty is empty.
#[test]
fn what_became_shorter_is_seen_from_its_beginning() {
    let mut d = at_system();
    to(&mut d, "purpose");
    d.keys("end").text(&"ab ".repeat(60));
    for _ in 0..150 {
        d.keys("backspace");
    }
    let left = form(&d).fields[form(&d).at].area.lines()[0].clone();
    assert_eq!(left.chars().count(), 31);
    assert!(d.picture().contains(left.trim_end()), "{left:?} in {}", d.picture());
}
