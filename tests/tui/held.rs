//! What registers hold, on the card: said, taken over by one key, named as evidence by one key, taken back.

use super::harness::Driver;

/// An assessment with these AI systems, at the card of the first question.
fn with_systems(names: &[(&str, &str)]) -> Driver {
    let mut d = Driver::empty((80, 24));
    for (name, purpose) in names {
        let fields = [("name", *name), ("purpose", *purpose)];
        let draft = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let desk = d.app.desk.as_mut().unwrap();
        desk.work.put(&clausewise::model::record::SYSTEM, None, &draft).unwrap();
    }
    d.keys("down down down down");
    d
}

#[test]
fn one_key_takes_what_the_register_holds_and_undo_takes_it_back() {
    let mut d = with_systems(&[("Chat", "Answers customers"), ("Mail", "Drafts letters")]);
    let words = d.words();
    assert!(words.contains("Your register holds 2 AI systems, all with \"Used for\""), "{words}");
    assert!(words.contains("Looks like In use; = takes it"), "{words}");
    assert_eq!(d.facts().get("4.1/4"), None, "nothing answers by itself");

    d.keys("=");
    assert_eq!(d.facts().get("4.1/4").map(String::as_str), Some("4"));
    assert!(d.words().contains("4.1/4 is In use now. Your register holds 2 AI systems"), "{}", d.picture());
    d.keys("u");
    assert_eq!(d.facts().get("4.1/4"), None);
    assert!(d.words().contains("answer from registers"), "{}", d.picture());
}

#[test]
fn the_register_itself_is_named_as_evidence() {
    let mut d = with_systems(&[("Chat", "Answers customers")]);
    d.keys("v");
    assert!(d.words().contains("Register in this file: AI systems"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.field("evidence", 1, "what"), "Register in this file: AI systems");
    assert_eq!(d.facts().get("4.1/4"), None, "evidence is no answer");
    d.keys("v");
    assert!(!d.words().contains("= Register"), "it is named already: {}", d.picture());
}

#[test]
fn a_register_without_what_is_asked_for_says_nothing() {
    let mut d = with_systems(&[("Chat", "")]);
    assert!(!d.words().contains("Your register"), "{}", d.picture());
    d.keys("=");
    assert!(!d.facts().contains_key("4.1/4"));
}

#[test]
fn in_a_small_window_it_is_said_in_whole_words_why_it_looks_like_that() {
    let mut d = Driver::empty((80, 24));
    for name in ["Chat", "Mail", "Forecast"] {
        let fields = [("name", name), ("purpose", "Answers customers"), ("role", "user")];
        let draft = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let desk = d.app.desk.as_mut().unwrap();
        desk.work.put(&clausewise::model::record::SYSTEM, None, &draft).unwrap();
    }
    let id = |n: usize| format!("4.1/{n}");
    for (n, note) in [(1, "one"), (2, "two"), (3, "three"), (4, "four")] {
        let desk = d.app.desk.as_mut().unwrap();
        desk.work.write(clausewise::model::said::Matter::Note, &id(n), &note.repeat(60)).unwrap();
    }
    d.keys("down down down down");
    assert!(d.words().contains("Your register holds 3 AI systems, all with \"Used for\""), "{}", d.picture());
}
