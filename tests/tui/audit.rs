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
    d.keys("J +");
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
