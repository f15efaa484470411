//! The roadmap is shaped by lines: as a script, which is tried in memory first, and in plain mode. Ids are found
//! however they are typed.

use clausewise::model::Level;
use clausewise::model::record::{PARKED, PERSON};
use clausewise::model::said::{Matter, Said};
use clausewise::work::{Call, Refused};

use super::{at_rest, facts_in, fresh, in_plain_mode_lines, same, script};

const SHAPED: [&str; 14] = [
    "rate 5.2 1",
    "rate 5.3 1",
    "rate 9.2.1 2",
    "split 9.2.1 1 Draft it; 2 Sign it",
    "progress 9.2.1-A",
    "pin 9.2.1-b 2040-03-01",
    "join 5.2, 5.3; Both in one go; One policy",
    "due m-2 2041-06-30",
    "go 4.1/1",
    "add Ask the customers; A list; 6; 5.2; m-2; Ana",
    "go 4.2",
    "park Tools of contractors",
    "add K-1; A register; 3; ; ; Bo",
    "drop 9.2.1-a",
];

#[test]
fn a_script_shapes_the_roadmap_as_plain_mode_does() {
    let lines = SHAPED.join("\n") + "\n";
    let (stepwise, together, plain) = (at_rest(), at_rest(), at_rest());
    let (code, out, err) = script(stepwise.path(), &lines, &["--ack"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for ack in ["split 9.2.1", "join 5.2, 5.3", "add Ask the customers", "add K-1", "drop 9.2.1-a"] {
        assert!(out.contains(&format!("ACK {ack}\n")), "{ack}: {out}");
    }
    let facts = facts_in(stepwise.path());
    let holds = |key: &str, value: &str| facts.iter().any(|(k, v)| k.ends_with(key) && v == value);
    for (key, value) in [
        (".what", "Ask the customers"),
        (".what", "Tools of contractors"),
        (".owner", "Bo"),
        (".closed", "yes"),
        (".what", "Both in one go"),
        (".due", "2041-06-30"),
    ] {
        assert!(holds(key, value), "{key} {value}: {facts:?}");
    }
    assert_eq!(script(together.path(), &lines, &[]), (0, String::new(), String::new()));
    assert_eq!(facts_in(together.path()), facts, "what was tried in memory leaves nothing behind");
    // In plain mode parking asks more; an empty line leaves each.
    let typed = SHAPED.join("\n").replace("contractors", "contractors\n\n\n\n\n");
    let said = in_plain_mode_lines(plain.path(), &typed);
    assert_eq!(facts_in(plain.path()), facts, "{said}");
}

#[test]
fn a_shape_that_is_wrong_is_refused_in_words() {
    let folder = at_rest();
    let before = facts_in(folder.path());
    for (lines, words) in [
        (
            "split 5.2",
            "Write ID SHARE TEXT; SHARE TEXT behind it, for example: split 4.1 1 Draft it; 2 Sign it.",
        ),
        ("split 5.2 Draft it; 2 Sign it", "Begin with the share, for example: 1 Draft it"),
        ("split 5.2 1 Draft it", "A split needs 2 to "),
        ("split 99 1 Draft it; 2 Sign it", "There is no action 99 in this roadmap."),
        (
            "join 5.2, 5.3",
            "Write IDS; TEXT; OUTPUT behind it, for example: join 4.1, 4.2; Both in one go; One policy.",
        ),
        ("join 5.2, 99; Both; One policy", "There is no action 99 in this roadmap."),
        ("join 5.2, 5.3; ; One policy", "Nothing was changed."),
        ("go 4.1\nadd x", "Write TEXT; OUTPUT; HOURS; CLOSES; AFTER; OWNER behind it, for example: add Ask"),
        ("add x; A list; 6", "add needs a place: a line with go and an id before it, or an answer."),
        ("go 4.1\nadd x; A list; many", "Hours: a number, please."),
        ("go 4.1\nadd x; A list", "Nothing was changed."),
        ("go 4.1\nadd x; A list; 6; 99", "There is no 99 in this questionnaire."),
        ("add K-9; A list; 6", "There is no parked item \"K-9\". Nothing was changed"),
        ("drop 5.2", "5.2 is the rule's own action"),
    ] {
        let (code, out, err) = script(folder.path(), &format!("{lines}\n"), &["--ack"]);
        assert!(code == 65 && out.is_empty() && err.contains(words), "{lines}: {err}");
        assert_eq!(facts_in(folder.path()), before, "{lines}");
        // Plain mode has a place from the start, and asks for what a line leaves out.
        if lines.contains(';') && !lines.starts_with("add x") {
            let said = in_plain_mode_lines(folder.path(), lines);
            assert!(said.contains(words), "{lines}: {said}");
        }
    }
}

#[test]
fn a_parked_item_becomes_an_action_by_questions_too() {
    let (folder, mut w) = fresh();
    w.rate("4.2", Some(Level::Nothing), None, false).unwrap();
    let draft = w.known(&PARKED, "4.2/1", "Tools of contractors").unwrap();
    w.call(&Call::Put { kind: &PARKED, id: None, draft }).unwrap();
    w.into_session().close().unwrap();
    let said = in_plain_mode_lines(folder.path(), "add 7\nadd 1\n\n\nA register\n3\n\n\nBo\nroadmap\nundo");
    for words in [
        "There is no parked item \"7\".",
        "Filed under: id of the requirement it belongs to. Now: 4.2.",
        "What to do: the work in one sentence. Now: Tools of contractors.",
        "The roadmap is planned anew.",
        "Tools of contractors",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!facts_in(folder.path()).keys().any(|k| k.ends_with(".closed")), "one step of undo");
    in_plain_mode_lines(folder.path(), "redo");
    assert!(facts_in(folder.path()).keys().any(|k| k.ends_with(".closed")));
}

#[test]
fn an_id_is_the_same_however_it_is_typed() {
    let (_folder, mut w) = fresh();
    for on in [true, false] {
        let done = w.mark("a.6.2.4").unwrap();
        assert_eq!(done.said, Said::Marked { at: "A.6.2.4".into(), on });
        assert_eq!(w.a().facts().contains_key("review.A.6.2.4"), on);
    }
    w.rate("a.10.3", Some(Level::Nothing), None, false).unwrap();
    for to in ["started", "done", ""] {
        let done = w.next_progress("a.10.3").unwrap();
        assert!(matches!(done.said, Said::Progressed { id, .. } if id == "A.10.3"));
        let now = w.a().facts().get("action-status.A.10.3").map_or("", String::as_str);
        assert_eq!(now.split(' ').next().unwrap(), to);
    }
    let draft = [("name".to_owned(), "Ana".to_owned())].into();
    w.call(&Call::Put { kind: &PERSON, id: None, draft }).unwrap();
    let ana = w.a().people()[0].id.clone();
    assert!(matches!(w.show_votes("a.10.3").unwrap_err(), Refused::NoVotes { .. }));
    let given = w.vote("a.10.3", &ana, Some(Level::InUse)).unwrap().said;
    assert!(matches!(given, Said::Voted { at, .. } if at == "A.10.3"));
    // Hidden, an answer is never written over.
    assert!(matches!(w.vote("a.10.3", &ana, Some(Level::Proven)).unwrap_err(), Refused::HasVoted { .. }));
    w.show_votes("a.10.3").unwrap();
    assert_eq!(w.vote("a.10.3", &ana, Some(Level::InUse)).unwrap().said, Said::Unchanged);
    w.join("a.10.3, 4.1", "Both in one go", "One policy").unwrap();
    let said = w.write(Matter::Pin, "m-1", "2040-03-01").unwrap().said;
    assert_eq!(said, Said::Kept { matter: Matter::Pin, at: "M-1".into(), now: "2040-03-01".into() });
    assert!(same(w.a().facts()).values().any(|v| v == "2040-03-01"));
}
