//! The rehearsal in the window: a stage as a list, a card of each thing, and from its lines the way to question, register and
//! statement, and back.

use super::harness::Driver;

#[test]
fn it_is_walked_thing_by_thing_and_each_line_leads_somewhere() {
    let mut d = Driver::sample((80, 24));
    d.keys("G");
    let list = d.picture();
    assert!(list.contains("[Stage 1]") && list.contains("1 Scope and AI inventory"), "{list}");
    assert!(list.contains("What is outside, and who decided that?"), "{list}");
    d.keys("right");
    assert!(d.picture().contains("[Stage 2]") && d.picture().contains("One AI system"), "{}", d.picture());
    d.keys("left enter");
    let card = d.picture();
    assert!(card.contains("1. Scope and AI inventory") && card.contains("Missing "), "{card}");
    d.keys("right");
    assert!(d.picture().contains("2. Statement of Applicability"), "{}", d.picture());
    // Its line about the statement leads there; back to where one was.
    d.keys("down down down enter");
    assert!(
        d.picture().contains("Statement of Applicability") && d.picture().contains("A.2.2"),
        "{}",
        d.picture()
    );
    d.keys("b");
    assert!(d.picture().contains("2. Statement of Applicability"), "{}", d.picture());
    // The first line leads to the question; one step out leads back to the card, another one to the list.
    d.keys("home enter");
    assert!(d.picture().contains("6.1.3"), "{}", d.picture());
    d.keys("esc");
    assert!(d.picture().contains("2. Statement of Applicability"), "{}", d.picture());
    d.keys("esc");
    assert!(d.picture().contains(">  2 Statement of Applicability"), "{}", d.picture());
    d.keys("d");
    assert!(d.picture().contains("Why does this control not apply to you?"), "{}", d.picture());
}

#[test]
fn it_follows_an_answer_and_the_next_that_is_not_ready_is_found() {
    let mut d = Driver::sample((120, 40));
    d.keys("G tab");
    assert!(d.picture().contains(">  2 Statement of Applicability"), "{}", d.picture());
    d.keys("tab");
    assert!(d.picture().contains(">  3 AI policy"), "{}", d.picture());
    d.keys("enter home enter 1");
    d.keys("G");
    assert!(d.picture().contains("3. AI policy") && d.picture().contains("Nothing"), "{}", d.picture());
}

#[test]
fn a_register_is_opened_from_its_line() {
    let mut d = Driver::sample((80, 24));
    d.keys("G enter");
    let card = d.picture();
    let line = card.lines().position(|l| l.contains("AI systems: none")).unwrap();
    let first = card.lines().position(|l| l.contains("Opened ")).unwrap();
    for _ in first..line {
        d.keys("down");
    }
    d.keys("enter");
    assert!(d.picture().contains("AI systems"), "{}", d.picture());
    d.keys("b");
    assert!(d.picture().contains("1. Scope and AI inventory"), "{}", d.picture());
}
