//! Several audits in the window: the header of the one worked in is selected, findings of earlier ones are answered from the next,
//! and what a finding is on is typed on, not over.

use super::harness::Driver;
use clausewise::model::record::{Draft, FINDING_CHECK, PERSON, read};
use clausewise::tui::dialog::Dialog;

/// A window on a sample with two audits: an open finding of the first is looked at again in the second.
fn two(size: (u16, u16)) -> Driver {
    let mut d = Driver::sample(size);
    let w = &mut d.app.desk.as_mut().unwrap().work;
    let named = |name: &str| Draft::from([("name".to_owned(), name.to_owned())]);
    w.put(&PERSON, None, &named("Ana Sousa")).unwrap();
    w.i_am("P-1").unwrap();
    w.audit_line("new Spring").unwrap();
    w.finding_line("major 7.2 Nobody was trained").unwrap();
    w.next_audit(&named("Autumn")).unwrap();
    d
}

fn value(d: &Driver, key: &str) -> String {
    match d.app.shell.dialogs.last() {
        Some(Dialog::Form(form)) => form.value(key),
        _ => "no form".to_owned(),
    }
}

#[test]
fn the_header_selected_is_that_of_the_audit_one_works_in() {
    let mut d = two((120, 40));
    d.keys("E left");
    assert!(d.picture().contains("[Header]"), "{}", d.picture());
    d.keys("right");
    assert!(d.words().contains("A-2 Autumn"), "{}", d.picture());
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.open_audit("A-1").unwrap();
    d.keys("left right");
    assert!(d.words().contains("A-1 Spring") && !d.words().contains("A-2 Autumn"), "{}", d.picture());
}

#[test]
fn findings_of_earlier_audits_are_checked_and_answered_from_the_next() {
    let mut d = two((120, 40));
    d.keys("E right");
    let view = d.words();
    assert!(
        view.contains("[Findings]") && view.contains("Open from earlier audits: 1 major."),
        "{}",
        d.picture()
    );
    assert!(view.contains("from audit A-1: open"), "{}", d.picture());
    d.keys("end K");
    assert_eq!(value(&d, "finding"), "F-1-1", "{}", d.picture());
    d.text("e").keys("ctrl-s");
    d.keys("esc esc");
    let work = &d.app.desk.as_ref().unwrap().work;
    let checks = read::all(work.a(), &FINDING_CHECK).len();
    assert!(checks <= 1);
    // On the card of its row too, below its fields.
    d.keys("E left tab end Y");
    assert_eq!(value(&d, "finding"), "F-1-1", "{}", d.picture());
}

#[test]
fn what_is_told_of_other_audits_is_there_once_it_is_looked_at_and_new_after_a_change() {
    let mut d = two((200, 60));
    let w = &mut d.app.desk.as_mut().unwrap().work;
    w.reply("F-1-1", &[("cause", "Nobody asked who is new")]).unwrap();
    d.keys("E right end");
    assert!(d.words().contains("Nobody asked who is new"), "{}", d.picture());
    d.keys("home");
    assert!(!d.words().contains("Nobody asked who is new"), "{}", d.picture());
    let last = |d: &Driver| d.app.desk.as_ref().unwrap().work.session().events().len();
    let before = last(&d);
    d.keys("left left");
    assert!(d.words().contains("A-2 Autumn") && d.words().contains("From A-1"), "{}", d.picture());
    d.keys("up");
    assert!(!d.words().contains("From A-1"), "{}", d.picture());
    d.keys("end");
    assert!(d.words().contains("All audits") && d.words().contains("A-2"), "{}", d.picture());
    let planned = d.words();
    // A row of the plan more, by a key: all of it is said anew.
    d.keys("right end space");
    assert!(last(&d) > before, "{}", d.picture());
    d.keys("left end");
    assert_ne!(d.words(), planned);
    assert!(d.words().contains("All audits"), "{}", d.picture());
}

#[test]
fn what_a_finding_is_on_is_typed_on_and_empty_for_a_heading() {
    let mut d = two((120, 40));
    d.keys("E home 2");
    assert!(d.words().contains("Below 4 stand 4.1"), "{}", d.picture());
    assert_eq!(value(&d, "at"), "", "{}", d.picture());
    d.keys("esc esc");
    let Some(desk) = d.app.desk.as_mut() else { return };
    let row = desk.work.q().exactly("7.3").unwrap();
    desk.audit.show_place(&desk.work, row);
    d.keys("2");
    assert_eq!(value(&d, "at"), "7.3", "{}", d.picture());
    if let Some(Dialog::Form(form)) = d.app.shell.dialogs.last_mut() {
        form.come_to("at");
    }
    d.text(", 7.2");
    assert!(value(&d, "at").starts_with("7.3, 7.2"), "{}", value(&d, "at"));
}

#[test]
fn a_finding_is_withdrawn_with_a_reason_only() {
    let mut d = two((120, 40));
    d.app.desk.as_mut().unwrap().work.finding_line("minor 7.3 Nobody knew").unwrap();
    d.keys("E right - enter");
    assert!(d.words().contains("withdraw it with a reason"), "{}", d.picture());
}
