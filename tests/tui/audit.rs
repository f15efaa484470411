//! The audit in the window: who sits here is asked before anything is typed, a result and a finding land on the row that is
//! selected, and a reason is asked where one is needed.

use super::harness::Driver;
use clausewise::model::record::{Draft, PERSON};

/// A window on a sample with somebody in the register.
fn window(size: (u16, u16)) -> Driver {
    let mut d = Driver::sample(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    let person = Draft::from([("name".to_owned(), "Ana Sousa".to_owned())]);
    work.put(&PERSON, None, &person).unwrap();
    d
}

#[test]
fn an_audit_is_begun_planned_and_written_by_somebody() {
    let mut d = window((120, 40));
    d.keys("E +");
    assert!(d.picture().contains("Who sits here?"), "{}", d.picture());
    d.keys("enter");
    assert!(d.picture().contains("You are Ana Sousa"), "{}", d.picture());
    d.keys("+").text("Spring").keys("ctrl-s");
    assert!(d.picture().contains("[Rows]") && d.picture().contains("A-1 Spring"), "{}", d.picture());
    d.keys("down space");
    assert!(d.picture().contains("1 row, 1 requirement of 70"), "{}", d.picture());
    d.keys("2").text("Nobody wrote it down").keys("ctrl-s");
    assert!(d.picture().contains("minor F-1-1"), "{}", d.picture());
    // What stands against it needs a reason to go.
    d.keys("5");
    assert!(d.picture().contains("conform all the same?"), "{}", d.picture());
    d.text("It lay in the other folder").keys("enter");
    assert!(d.picture().contains("conforms") && !d.picture().contains("minor F-1-1"), "{}", d.picture());
    d.keys("right");
    assert!(d.picture().contains("[Findings]") && d.picture().contains("withdrawn"), "{}", d.picture());
}

#[test]
fn the_card_is_a_working_paper_that_names_what_it_lacks_and_stays_until_one_leaves_it() {
    let mut d = window((120, 40));
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.i_am("P-1").unwrap();
    work.audit_line("new Spring").unwrap();
    work.row_line("7.2,7.3 plan").unwrap();
    d.keys("E tab");
    let card = d.picture();
    assert!(card.contains("Working paper") && card.contains("missing: a stranger has to find"), "{card}");
    assert!(card.contains("7.2 ") && card.contains("Own answer") && card.contains("To look for"), "{card}");
    // Evidence, sample and role by their keys; each form begins at its field, and the card stays where it is.
    d.keys("v").text("List of trainings, 2026-10-01").keys("ctrl-s");
    assert!(d.picture().contains("List of trainings, 2026-10-01"), "{}", d.picture());
    d.keys("s").text("6").keys("tab").text("9").keys("tab").text("joiners").keys("ctrl-s");
    assert!(d.picture().contains("6 of 9 joiners"), "{}", d.picture());
    d.keys("P").text("Team lead").keys("ctrl-s");
    assert!(d.picture().contains("Team lead") && d.picture().contains("7.2 "), "{}", d.picture());
    d.keys("2").text("Two were late").keys("ctrl-s");
    let card = d.picture();
    assert!(card.contains("minor (F-1-1)") && card.contains("Two were late"), "{card}");
    // What is still missing is in the head and at its field.
    assert!(
        card.contains("incomplete, no method") && card.contains("missing: how it was found out"),
        "{card}"
    );
    d.keys("right");
    assert!(d.picture().contains("7.3 ") && !d.picture().contains("Team lead"), "{}", d.picture());
    d.keys("tab");
    assert!(d.picture().contains("Team lead"), "{}", d.picture());
    // From its finding the reply and the check are a key away.
    d.keys("end Y");
    assert!(d.picture().contains("Lasting fix"), "{}", d.picture());
    d.keys("esc K");
    assert!(d.picture().contains("Did it help"), "{}", d.picture());
    d.keys("esc esc");
    assert!(d.picture().contains("A-1 Spring") && d.picture().contains("> 7.2"), "{}", d.picture());
    // On the question's card the audit stands beside the own answer.
    d.keys("f2 /").text("7.2").keys("enter");
    assert!(d.picture().contains("[audit: minor F-1-1]"), "{}", d.picture());
}
