//! What is typed and picked in editors and forms, as a person does it.

use super::harness::Driver;
use clausewise::model::record::{Draft, Kind, PERSON, SYSTEM};
use clausewise::tui::dialog::Dialog;
use clausewise::tui::keymap::{InGaps, OnRoadmap, OnScreen};

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
        ("papers", "Export papers to a folder"),
    ] {
        let mut d = Driver::sample((100, 30));
        d.keys("f3 f1").text(typed);
        let Some(Dialog::Help(p)) = d.app.shell.dialogs.last() else { panic!("no help") };
        assert_eq!(p.rows.first().map(|r| r.label.as_str()), Some(first), "{typed}");
    }
}

#[test]
fn a_register_is_found_by_its_name() {
    let mut d = Driver::sample((100, 30));
    for (typed, opens) in
        [("risks", "+ add a risk"), ("peop", "+ add a person"), ("ai sys", "+ add an AI system")]
    {
        d.keys("f3 /").text(typed).keys("enter");
        assert!(d.words().contains(opens), "{typed}\n{}", d.picture());
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
    // A field of somebody who stays does not sound as if the person had gone.
    let work = &mut d.app.desk.as_mut().unwrap().work;
    let id = work.find_record(&PERSON, "P-2").unwrap();
    work.put(&PERSON, Some(&id), &Draft::from([("role".to_owned(), "Baker".to_owned())])).unwrap();
    d.keys("u");
    assert!(d.words().contains("Taken back: Role of person Bo."), "{}", d.picture());
}

#[test]
fn roles_and_size_are_picked_with_what_they_mean_and_can_be_typed() {
    let mut d = Driver::empty((100, 30));
    d.keys("a");
    let to = |d: &mut Driver, label: &str| {
        d.keys("home");
        for _ in 0..8 {
            if d.picture().lines().any(|row| row.contains("> ") && row.contains(label)) {
                return;
            }
            d.keys("down");
        }
    };
    to(&mut d, "Roles");
    d.keys("enter");
    assert!(d.words().contains("We use AI that others built"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.facts()["about.roles"], "user", "{}", d.picture());
    to(&mut d, "Size");
    d.keys("enter");
    assert!(d.words().contains("10 to 49 people"), "{}", d.picture());
    d.keys("down down enter");
    assert_eq!(d.facts()["about.size"], "small", "{}", d.picture());
    to(&mut d, "Roles");
    d.keys("enter end down down down down enter").text(", developer").keys("enter");
    assert_eq!(d.facts()["about.roles"], "user, developer", "{}", d.picture());
}

#[test]
fn a_new_assessment_lists_roles_and_sizes_where_the_field_is_empty() {
    let mut d = Driver::home((100, 30));
    d.keys("+").text("Case").keys("enter enter enter");
    assert!(d.words().contains("We offer others products or services"), "{}", d.picture());
    d.keys("down enter");
    d.text("micro").keys("enter");
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("no form: {}", d.picture()) };
    assert_eq!(
        (form.value("about.roles").as_str(), form.value("about.size").as_str()),
        ("provider", "micro")
    );
    assert_eq!(form.fields[form.at].key, "about.hours-per-week");
}

#[test]
fn a_line_longer_than_its_box_says_on_which_side_there_is_more() {
    let mut d = Driver::empty((60, 16));
    d.app.run(OnScreen::About.into());
    let long = "first ".to_owned() + &"middle ".repeat(20) + "last";
    d.keys("home down down enter").text(&long);
    let row = |d: &Driver, word: &str| {
        let picture = d.picture();
        let found = picture.lines().find(|row| row.contains(word)).map(str::to_owned);
        found.unwrap_or_else(|| panic!("{picture}"))
    };
    let end = row(&d, "last");
    assert!(end.matches('\u{2026}').count() == 1 && !end.contains("first"), "{end}");
    assert!(end.find('\u{2026}') < end.find("middle"), "{end}");
    d.keys("home");
    let begin = row(&d, "first");
    assert!(
        begin.matches('\u{2026}').count() == 1 && begin.find('\u{2026}') > begin.find("middle"),
        "{begin}"
    );
    let (_, cursor) = d.buffer();
    assert_eq!(cursor.map(|(x, _)| usize::from(x)), begin.chars().position(|c| c == 'A'), "{begin}");
}
