//! What is typed and picked in editors and forms, as a person does it.

use super::harness::Driver;
use clausewise::model::record::{Draft, Kind, PERSON, SYSTEM};
use clausewise::tui::dialog::Dialog;
use clausewise::tui::keymap::{InGaps, OnRoadmap};

#[test]
fn hours_are_written_anew_and_a_slip_is_said_before_it_is_kept() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5");
    let effort = |d: &Driver| d.facts().into_iter().find(|(k, _)| k.starts_with("effort."));
    let before = effort(&d);
    d.app.run(InGaps::Effort.into());
    d.text("12").keys("enter");
    assert_ne!(effort(&d), before, "{}", d.picture());
    let twelve = effort(&d);
    d.app.run(InGaps::Effort.into());
    d.text("1212").keys("enter");
    assert!(d.words().contains("1212 h is much for one action: 31 weeks of one person."), "{}", d.picture());
    assert_eq!(effort(&d), twelve, "nothing is kept by the first Enter");
    d.keys("enter");
    assert_eq!(effort(&d).map(|(_, v)| v).as_deref(), Some("1212"));
    d.app.run(InGaps::Effort.into());
    d.text("34").keys("enter");
    assert_eq!(
        effort(&d).map(|(_, v)| v).as_deref(),
        Some("34"),
        "the first letter replaces what stood there"
    );
    d.app.run(OnRoadmap::WhatIf.into());
    d.text("20").keys("tab").text("3");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("no form") };
    assert_eq!((form.value("hours").as_str(), form.value("people").as_str()), ("20", "3"));
}

#[test]
fn the_first_row_for_a_word_begins_with_it_and_is_a_screen_before_a_rare_command() {
    for (typed, first) in [
        ("res", "Results: score and verdict"),
        ("com", "Compare with a frozen state"),
        ("gap", "Gap list: all gaps, ranked"),
        ("roa", "Roadmap: the plan"),
        ("sna", "Freeze this state under a name"),
        ("big", "Large type for the room"),
        ("plan", "Roadmap: the plan"),
    ] {
        let mut d = Driver::sample((100, 30));
        d.keys("f3 f1").text(typed);
        let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("no help") };
        assert_eq!(p.rows.first().map(|r| r.label.as_str()), Some(first), "{typed}");
    }
}

#[test]
fn a_former_key_is_told_for_the_bare_letter_alone() {
    let mut d = Driver::sample((100, 30));
    d.keys("f4 s");
    assert!(d.words().contains("s was:"), "{}", d.picture());
    d.keys("esc f4 ctrl-s");
    assert!(!d.words().contains("was:"), "{}", d.picture());
    d.keys("f3 ctrl-s");
    assert!(!d.words().contains("was:"), "{}", d.picture());
}

#[test]
fn what_is_taken_back_is_said_by_its_name() {
    let mut d = Driver::empty((100, 30));
    let put = |d: &mut Driver, kind: &'static Kind, field: &str, name: &str| {
        let draft = Draft::from([(field.to_owned(), name.to_owned())]);
        d.app.desk.as_mut().unwrap().work.put(kind, None, &draft).unwrap();
    };
    put(&mut d, &PERSON, "name", "Bo");
    put(&mut d, &SYSTEM, "name", "Chatbot");
    d.keys("f3 u");
    assert!(d.words().contains("Taken back: AI system Chatbot."), "{}", d.picture());
    d.keys("u");
    assert!(d.words().contains("Taken back: person Bo."), "{}", d.picture());
    d.keys("U");
    assert!(d.words().contains("Made again: person Bo."), "{}", d.picture());
}
