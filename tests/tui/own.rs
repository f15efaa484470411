//! A file that answers a questionnaire of one's own, and notes on headings, on the screen.

use std::path::Path;

use super::harness::Driver;
use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::{Level, edit};
use clausewise::session::Session;

fn own() -> Driver {
    let mut d = Driver::home((80, 24));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/examples/meeting-assistants");
    let q = bank::from_folder(&folder).unwrap();
    let first = edit::founding(&q, [(keys::ORGANISATION, "Acme".to_owned())]).unwrap();
    let path = d.folder.path().join("own.aims");
    Session::create(q, &path, "t", &first, false).unwrap().close().unwrap();
    d.app.open(&path).unwrap();
    d
}

#[test]
fn its_questions_are_answered_and_give_figures_and_documents() {
    let mut d = own();
    d.keys("f3 1").keys("/").text("X.1").keys("enter 1").settle();
    assert_eq!(d.facts().get("1.1").map(String::as_str), Some("1"));
    assert_eq!(d.facts().get("X.1").map(String::as_str), Some("1"));
    let mut seen = String::new();
    for keys in ["f2", "f4", "f5", "f6", "l", "a"] {
        d.keys(keys);
        seen.push_str(&d.picture());
    }
    assert!(seen.contains("Before meetings") && seen.contains("Controls"), "{seen}");
    assert!(seen.contains("2 gaps"), "{seen}");
    for foreign in ["42001", "Annex A", "6.1.3", "A.4.2", "Clauses 4-10"] {
        assert!(!seen.contains(foreign), "{foreign} in {seen}");
    }
    let desk = d.app.desk.as_ref().unwrap();
    assert_eq!(desk.q().id, "meeting-assistants");
}

#[test]
fn guides_that_speak_of_other_questions_are_not_offered() {
    let mut d = own();
    d.keys("f3 f7");
    let seen = d.picture();
    assert!(seen.contains("Document checklist") && seen.contains("they are for ISO/IEC 42001"), "{seen}");
    assert!(!seen.contains("way to a certificate") && !seen.contains("Quick check"), "{seen}");
    d.keys("esc z").text("statement of app");
    assert!(!d.picture().contains("6.1.3"), "{}", d.picture());
}

#[test]
fn a_note_on_a_heading_is_read_in_the_outline_and_on_the_card() {
    let mut d = Driver::home((120, 40));
    let q = bank::embedded().unwrap();
    let first = edit::founding(&q, [(keys::ORGANISATION, "Acme".to_owned())]).unwrap();
    let path = d.folder.path().join("a.aims");
    let mut s = Session::create(q, &path, "t", &first, false).unwrap();
    let e = edit::rate(&s.q, s.assessment(), "4", Some(Level::Written), Some("ask Ana first")).unwrap();
    s.apply(&e).unwrap();
    s.close().unwrap();
    d.app.open(&path).unwrap();
    d.keys("f2 home");
    assert!(d.picture().contains("ask Ana first"), "{}", d.picture());
    d.keys("d");
    assert!(d.picture().contains("ask Ana first"), "{}", d.picture());
    d.keys("esc f3");
    assert!(d.picture().contains("on 4: ask Ana first"), "{}", d.picture());
}
