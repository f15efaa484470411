//! Colleagues answer apart, in the window: questions are handed out by a form, come back, stand side by side and are agreed on.

use std::path::PathBuf;

use super::harness::{Driver, today};
use clausewise::model::Level;
use clausewise::model::record::{Draft, PERSON};
use clausewise::session::Session;
use clausewise::work::{Call, Work};

fn with_people(size: (u16, u16)) -> Driver {
    let mut d = Driver::empty(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for (name, role) in [("Mara Holt", "HR"), ("Bo Zimt", "Top management")] {
        let draft = Draft::from([("name".to_owned(), name.to_owned()), ("role".to_owned(), role.to_owned())]);
        work.call(&Call::Put { kind: &PERSON, id: None, draft }).unwrap();
    }
    d.settle();
    d
}

/// Hands the questions of 5.2 to both by the form, and answers them in their files.
fn handed_out(d: &mut Driver) -> Vec<PathBuf> {
    d.keys("f2 r");
    assert!(d.words().contains("Nobody has answered for themselves yet"), "{}", d.picture());
    d.keys("x")
        .text("Mara Holt, Bo Zimt")
        .keys("tab")
        .text("5.2")
        .keys("tab")
        .text("2027-03-03")
        .keys("tab")
        .text("Jo")
        .keys("tab tab ctrl-s");
    assert!(d.picture().contains("Handed out"), "{}", d.picture());
    d.keys("esc");
    let folder = d.folder.path().join("case-questions");
    let answers = [("mara-holt", Level::Nothing, "never seen it"), ("bo-zimt", Level::Proven, "I signed it")];
    answers
        .into_iter()
        .map(|(who, level, note)| {
            let path = folder.join(format!("questions-{who}.aims"));
            let q = clausewise::bank::embedded().unwrap();
            let s = Session::open(q, &path, "", true, std::time::Duration::ZERO).unwrap();
            let mut w = Work::new(s, today());
            w.rate("5.2", Some(level), Some(note), false).unwrap();
            w.into_session().close().unwrap();
            path
        })
        .collect()
}

#[test]
fn questions_go_out_come_back_and_are_agreed_on() {
    let mut d = with_people((120, 40));
    for path in handed_out(&mut d) {
        d.keys("+").text(&path.display().to_string()).keys("enter");
        assert!(d.words().contains("(1 of 1 requirement answered)"), "{}", d.picture());
    }
    let list = d.words();
    assert!(
        list.contains("1 question answered by people for themselves: 1 not alike, 1 not agreed on yet"),
        "{list}"
    );
    assert!(list.contains("from Nothing to Proven, 4 steps apart"), "{list}");
    assert!(list.contains("Nothing: Mara Holt, HR: \"never seen it\""), "{list}");
    // By the rule; one undo; by hand, with dissent.
    d.keys("=");
    assert_eq!(d.facts()["5.2"], "1", "{}", d.picture());
    assert!(
        d.words().contains("the worst of 2 answers") && d.words().contains("agreed as Nothing"),
        "{}",
        d.picture()
    );
    d.keys("u");
    assert!(!d.facts().contains_key("5.2") && !d.facts().keys().any(|k| k.starts_with("agreed-from.")));
    d.keys("3");
    let facts = d.facts();
    assert!(facts["5.2"] == "3" && facts["agreed-from.5.2"].starts_with("hand "), "{facts:?}");
    d.keys("D").text("Mara: nobody reads it").keys("enter");
    assert!(d.words().contains("agreed as Written, with dissent"), "{}", d.picture());
    // The card tells what each wrote beside what they said.
    d.keys("enter");
    let card = d.words();
    assert!(card.contains("I signed it") && card.contains("never"), "{card}");
    // Twice the same, and what is none: the form stays open and says why.
    let folder = d.folder.path().join("case-questions");
    d.keys("f2 r +").text(&folder.join("questions-bo-zimt.aims").display().to_string()).keys("enter");
    assert!(d.words().contains("this very file was collected before"), "{}", d.picture());
    let own = d.folder.path().join("case.aims").display().to_string();
    d.keys("f2 r +").text(&own).keys("enter");
    assert!(d.words().contains("is no file that was handed out"), "{}", d.picture());
}

/// Whoever types a level twice in a row meets the same row twice: the list keeps its order while one looks at it, and says what
/// a second level takes the place of. Whoever comes back sees the widest spread first again.
#[test]
fn the_list_keeps_its_order_and_says_what_a_second_key_replaces() {
    for size in [(120, 40), (80, 24)] {
        let mut d = with_people(size);
        let work = &mut d.app.desk.as_mut().unwrap().work;
        for (at, levels) in [("5.2", [1, 5]), ("7.2", [1, 4])] {
            for (who, level) in ["P-1", "P-2"].into_iter().zip(levels) {
                let level = Level::parse(&level.to_string());
                work.call(&Call::Vote { at: at.to_owned(), who: who.to_owned(), level }).unwrap();
            }
            work.call(&Call::Reveal { at: at.to_owned() }).unwrap();
        }
        d.settle();
        d.keys("f2 r");
        let order = |d: &mut Driver| {
            let picture = d.picture();
            picture.find("7.2 ").unwrap() > picture.find("5.2 ").unwrap()
        };
        assert!(order(&mut d), "{}", d.picture());
        d.keys("3");
        assert!(order(&mut d), "{}", d.picture());
        d.keys("2");
        let facts = d.facts();
        assert!(facts["5.2"] == "2" && !facts.contains_key("7.2"), "{facts:?}\n{}", d.picture());
        assert!(
            d.words().contains("It replaces Written, which stood here. u takes it back."),
            "{}",
            d.picture()
        );
        d.keys("u");
        assert_eq!(d.facts()["5.2"], "3");
        // Dissent has its turn on the same row, then the next one.
        d.keys("D").text("Mara: nobody reads it").keys("enter down 4");
        let facts = d.facts();
        assert_eq!((&*facts["dissent.5.2"], &*facts["7.2"]), ("Mara: nobody reads it", "4"), "{facts:?}");
        // To a card and back: on the same requirement, in the order of what is open.
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.call(&Call::Vote { at: "5.2".to_owned(), who: "P-1".to_owned(), level: Some(Level::InUse) })
            .unwrap();
        d.settle();
        d.keys("enter f2 r 3");
        assert_eq!(d.facts()["7.2"], "3", "{}", d.picture());
    }
}

#[test]
fn a_file_that_was_handed_out_says_whose_it_is_and_asks_no_more() {
    let mut d = with_people((80, 24));
    let files = handed_out(&mut d);
    let mut other = Driver::home((80, 24));
    other.app.open(&files[0]).unwrap();
    assert!(
        other.words().contains("questions for Mara Holt, to be sent back to Jo by 3 Mar 2027"),
        "{}",
        other.picture()
    );
    other.keys("f2");
    let outline = other.picture();
    assert!(outline.contains("5.2") && !outline.contains("6.1") && !outline.contains("A.2"), "{outline}");
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        other.size = size;
        other.keys("f2 r");
        assert!(other.words().contains("questions for Mara Holt"), "{}", other.picture());
    }
}

/// Where people answered apart and a level stood before, the room's screen asks for the agreed level; what is given there is agreed on
/// for the list and the minutes alike.
#[test]
fn a_level_the_room_is_asked_for_is_agreed_on_though_people_answered_apart() {
    let mut d = with_people((120, 40));
    d.app.desk.as_mut().unwrap().work.rate("5.2", Some(Level::Written), None, false).unwrap();
    for path in handed_out(&mut d) {
        d.keys("+").text(&path.display().to_string()).keys("enter");
    }
    assert!(d.words().contains("Written stands so far"), "{}", d.picture());
    d.keys("enter p");
    // Two of three have answered: the room is shown it, and only then it agrees.
    assert!(d.words().contains("[vote]") && !d.words().contains("not agreed on"), "{}", d.picture());
    d.keys("space enter enter");
    let picture = d.words();
    assert!(picture.contains("[agree]") && picture.contains("not agreed on"), "{}", d.picture());
    assert!(picture.contains("agrees on Written, 1-5, 0, n on another"), "{}", d.picture());
    d.keys("2");
    let facts = d.facts();
    assert!(facts["5.2"] == "2" && facts["agreed-from.5.2"].starts_with("hand "), "{facts:?}");
    let picture = d.words();
    assert!(picture.contains("[dissent]") && !picture.contains("not agreed on"), "{}", d.picture());
    d.keys("esc f2 r");
    assert!(
        d.words().contains("agreed as Planned") && d.words().contains("by hand, from: "),
        "{}",
        d.picture()
    );
    d.keys("u");
    assert!(d.words().contains("Written stands so far"), "{}", d.picture());
}

/// A file that went on apart on two machines: which answer stands is asked in a list, and nothing is put over the first before.
#[test]
fn what_two_machines_say_is_decided_in_a_list() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut d = with_people(size);
        let first = handed_out(&mut d).remove(0);
        let second = first.with_file_name("second.aims");
        std::fs::copy(&first, &second).unwrap();
        for (path, level, note) in
            [(&first, Level::InUse, "my later word"), (&second, Level::Planned, "my forked word")]
        {
            let q = clausewise::bank::embedded().unwrap();
            let s = Session::open(q, path, "", true, std::time::Duration::ZERO).unwrap();
            let mut w = Work::new(s, today());
            w.rate("5.2", Some(level), Some(note), false).unwrap();
            w.into_session().close().unwrap();
        }
        let apart = |d: &Driver| {
            let a = d.app.desk.as_ref().unwrap().work.a().facts();
            a.iter()
                .find(|(k, _)| k.starts_with("@answers-of.") && k.ends_with("/5.2"))
                .map(|(_, v)| v.clone())
        };
        d.keys("+").text(&first.display().to_string()).keys("enter");
        assert_eq!(apart(&d).as_deref(), Some("4"), "{}", d.picture());
        d.keys("+").text(&second.display().to_string()).keys("enter");
        let seen = d.words();
        for words in ["went on apart", "1 of 1 still open", "Answered on two machines"] {
            assert!(seen.contains(words), "{words}: {}", d.picture());
        }
        d.keys("enter");
        assert!(d.words().contains("1 answer is still open"), "{}", d.picture());
        d.keys("down");
        let seen = d.words();
        for words in ["my later word", "my forked word"] {
            assert!(seen.contains(words), "{words}: {}", d.picture());
        }
        d.keys("esc");
        assert_eq!(apart(&d).as_deref(), Some("4"), "left, nothing is changed: {}", d.picture());
        d.keys("+").text(&second.display().to_string()).keys("enter down space");
        assert!(d.words().contains("0 of 1 still open"), "{}", d.picture());
        d.keys("space home enter").settle();
        assert_eq!(apart(&d).as_deref(), Some("2"), "{}", d.picture());
        assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    }
}

/// What was answered apart is told to no room before it is shown: not on the card, in large type, in a list, in the dialog of the answers
/// or in what a key says. Shown, all of it is.
#[test]
fn what_people_said_apart_is_hidden_until_the_room_is_shown_it() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut d = with_people((120, 40));
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.call(&Call::Put {
            kind: &PERSON,
            id: None,
            draft: Draft::from([("name".to_owned(), "Cleo Marr".to_owned())]),
        })
        .unwrap();
        for path in handed_out(&mut d) {
            d.keys("+").text(&path.display().to_string()).keys("enter");
        }
        d.size = size;
        d.keys("enter");
        let told = |d: &mut Driver, keys: &str| {
            d.keys(keys);
            let words = d.words();
            for said in ["never seen it", "signed it", "from Nothing to Proven", "not agreed on"] {
                let heads_a_list = said == "not agreed on" && keys.contains('l');
                assert!(heads_a_list || !words.contains(said), "{keys}: {said}: {}", d.picture());
            }
        };
        for keys in ["f3", "p", "w", "esc", "f4", "p", "f3", "l", "esc", "r", "3", "esc", "p", "f4", "f3"] {
            told(&mut d, keys);
        }
        // The dialog said that Mara has answered; Cleo alone was missing.
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.call(&Call::Vote { at: "5.2".to_owned(), who: "Cleo".to_owned(), level: Level::parse("2") })
            .unwrap();
        d.settle();
        for keys in ["p", "p", "l", "esc", "f2 r", "f3"] {
            told(&mut d, keys);
        }
        d.keys("space");
        let words = d.words();
        assert!(words.contains("Bo Zimt") && words.contains("not agreed on"), "{}", d.picture());
        d.keys("3");
        assert!(d.facts()["agreed-from.5.2"].starts_with("hand "), "{}", d.picture());
    }
}

/// What stood before a vote is agreed on by nobody: card, room and list say so until the room agrees, by Enter or by a level.
#[test]
fn a_level_that_stood_before_the_vote_is_agreed_on_only_by_the_room() {
    for keys in ["enter", "4"] {
        let mut d = with_people((120, 40));
        let work = &mut d.app.desk.as_mut().unwrap().work;
        work.rate("5.2", Some(Level::InUse), None, false).unwrap();
        for (who, level) in [("P-1", Level::InUse), ("P-2", Level::Nothing), ("P-3", Level::Planned)] {
            work.call(&Call::Vote { at: "5.2".to_owned(), who: who.to_owned(), level: Some(level) }).unwrap();
        }
        d.settle();
        d.keys("/").text("5.2").keys("enter p");
        assert!(d.words().contains("[reveal]"), "{}", d.picture());
        d.keys("space");
        assert_eq!(d.facts()["5.2"], "4", "what stood stays");
        let picture = d.words();
        assert!(picture.contains("[agree]") && picture.contains("agrees on In use"), "{}", d.picture());
        d.keys("space");
        assert!(d.words().contains("agrees on In use, which stands on 5.2"), "{}", d.picture());
        d.keys("f2 r");
        assert!(d.words().contains("In use stands so far"), "{}", d.picture());
        d.keys("f3").keys(keys);
        assert!(d.words().contains("[dissent]"), "{keys}: {}", d.picture());
        d.keys("f2 r");
        assert!(d.words().contains("agreed as In use"), "{keys}: {}", d.picture());
        d.keys("u");
        assert!(d.words().contains("In use stands so far"), "{keys}: {}", d.picture());
    }
}
