//! The workshop in the window: an agenda in lines, its items begun one after the other, decisions made at a card, requests, and the
//! closing from which one goes to each card.

use super::harness::Driver;
use clausewise::model::record::{AGENDA, DECISION, PERSON, REQUEST, read};

/// A file with an agenda of three items.
fn with_agenda(size: (u16, u16)) -> Driver {
    let mut d = Driver::sample(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for name in ["Jo", "Mara"] {
        work.put(&PERSON, None, &[("name".to_owned(), name.to_owned())].into()).unwrap();
    }
    d.settle();
    for line in ["4 Context 20 min Jo, Mara", "Break 15 min", "5.2, 5.3 Policy and roles 25 min"] {
        d.keys("L +").text(line).keys("enter");
    }
    d
}

#[test]
fn an_agenda_is_written_in_lines_and_walked_item_by_item() {
    let mut d = with_agenda((80, 24));
    let list = d.picture();
    assert!(list.contains("[Agenda]") && list.contains("3 items, 60 minutes planned, 0 used"), "{list}");
    assert!(list.contains("Context") && list.contains("0 of 20 min"), "{list}");
    // Nobody is made of a name that was typed in haste: it is said who is not there, and the line stays to be mended.
    let count = |d: &Driver| read::all(d.app.desk.as_ref().unwrap().work.a(), &PERSON).len();
    let before = count(&d);
    d.keys("+").text("6 Planning 20 min Zed").keys("enter");
    assert!(d.words().contains("There is no person \"Zed\" in your register"), "{}", d.picture());
    assert_eq!((count(&d), d.app.shell.dialogs.len()), (before, 1));
    d.keys("esc");
    // Enter begins it and goes to its first open question; in the corner stands where the room is.
    d.keys("home enter");
    let card = d.picture();
    assert!(card.contains("Context: 0 of 20 min") && card.contains(" 4."), "{card}");
    // One key goes on: a break asks nothing, so one stays; the item behind it leads to its own question.
    d.keys("H");
    assert!(d.picture().contains("Break: 0 of 15 min"), "{}", d.picture());
    d.keys("p H");
    let room = d.picture();
    assert!(room.contains("Policy and ro") && room.contains("5.") && room.contains("Room"), "{room}");
    d.keys("L");
    assert!(d.picture().contains("1 item") || d.picture().contains("items"), "{}", d.picture());
    let work = &d.app.desk.as_ref().unwrap().work;
    let states: Vec<String> =
        read::all(work.a(), &AGENDA).iter().map(|r| r.get("state").to_owned()).collect();
    assert_eq!(states, ["done", "done", "running"]);
    d.keys("space");
    assert!(d.picture().contains("Policy and roles is paused: 0 of 25 min."), "{}", d.picture());
    // The last row says what else can be asked in what is left.
    d.keys("end enter");
    assert!(d.picture().contains("In 60 min"), "{}", d.picture());
}

#[test]
fn what_was_decided_at_a_card_stands_in_the_closing_and_leads_back_there() {
    let mut d = Driver::sample((120, 40));
    d.keys("f3 / ").text("5.2").keys("enter +").text("Only tools of the list are used").keys("ctrl-s");
    let work = &d.app.desk.as_ref().unwrap().work;
    let all = read::all(work.a(), &DECISION);
    assert_eq!(all.len(), 1, "{}", d.picture());
    assert_eq!(all[0].get("at"), "5.2");
    d.keys("L left left");
    let closing = d.picture();
    assert!(closing.contains("[Closing]") && closing.contains("Decisions (1)"), "{closing}");
    assert!(closing.contains("5.2") && closing.contains("Only tools of the list are used"), "{closing}");
    d.keys("home down enter");
    assert!(d.picture().contains("Question") && d.picture().contains("5.2"), "{}", d.picture());
    d.keys("esc");
    assert!(d.picture().contains("[Closing]"), "{}", d.picture());
    // One key offers the minutes alone.
    d.keys("x");
    let papers = d.picture();
    assert!(papers.contains("2 files") && papers.contains("[x] minutes"), "{papers}");
}

#[test]
fn a_request_is_asked_got_or_not_there_and_reminded_of() {
    let mut d = Driver::sample((120, 40));
    d.keys("L right +").text("The signed policy").keys("enter").text("Zoe").keys("ctrl-s");
    if d.picture().contains("joins") || d.picture().contains("register") {
        d.keys("enter");
    }
    let state = |d: &Driver| {
        let work = &d.app.desk.as_ref().unwrap().work;
        read::all(work.a(), &REQUEST).first().map(|r| r.get("state").to_owned())
    };
    assert_eq!(state(&d).as_deref(), Some(""), "{}", d.picture());
    assert!(d.picture().contains("Zoe (1)"), "{}", d.picture());
    d.keys("left");
    d.keys("left");
    assert!(
        d.picture().contains("[Reminders]") && d.picture().contains("The signed policy"),
        "{}",
        d.picture()
    );
    d.keys("right right home down space");
    assert_eq!(state(&d).as_deref(), Some("got"), "{}", d.picture());
    d.keys("left left");
    assert!(!d.picture().contains("The signed policy"), "{}", d.picture());
}
