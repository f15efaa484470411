//! Undo and redo: across closing, across the event that brings a file to its format, and in a script.

use super::*;
use crate::model::{Level, edit};
use crate::words::Words;

fn rate(s: &mut Session, id: &str, level: Level) {
    let e = edit::rate(&s.q, &s.a, id, Some(level), None).unwrap();
    s.apply(&e).unwrap().unwrap();
}

#[test]
fn undo_and_redo_survive_closing_and_end_where_they_began() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    let q = crate::bank::embedded().unwrap();
    let first = edit::about(&Assessment::new(&q), [("about.organisation", "Test".into())]).unwrap();
    let mut s = Session::create(q.clone(), &path, "t", &first, false).unwrap();
    let start = s.a.clone();
    rate(&mut s, "9", Level::Written);
    rate(&mut s, "9.2.1", Level::Nothing);
    rate(&mut s, "9.2.1/2", Level::Proven);
    let end = s.a.clone();
    s.undo().unwrap().unwrap();
    s.close().unwrap();

    let mut s = Session::open(q, &path, "t", true, Duration::ZERO).unwrap();
    assert_eq!(s.redo().unwrap().map(|e| e.at), Some("9.2.1/2".into()));
    assert_eq!(s.a, end);
    for _ in 0..3 {
        s.undo().unwrap().unwrap();
    }
    assert_eq!(s.a, start);
    assert!(s.undo().unwrap().is_none() && !s.undo_ends_at_format());
    s.close().unwrap();
}

/// A file of 0.1.0: nothing in it is taken back, what is done after it was brought over is.
#[test]
fn undo_ends_where_the_file_was_brought_to_its_format() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    std::fs::copy("tests/golden/0.1.0/demo.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    let open = || Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    let mut s = open();
    let (was, events) = (s.a.clone(), s.events().to_vec());
    assert!(s.undo_ends_at_format());
    assert!(s.undo().unwrap().is_none() && s.redo().unwrap().is_none());
    assert!(!s.changes_of(2).is_empty(), "history is there all the same");
    rate(&mut s, "6.3", Level::Proven);
    rate(&mut s, "7.1", Level::Nothing);
    let (now, words) = (s.a.clone(), |s: &Session| {
        let new = s.events().iter().skip(37).map(|e| e.what.clone());
        new.collect::<Vec<_>>()
    });
    assert_eq!(words(&s), ["format", "answer", "answer"]);
    assert!(!s.undo_ends_at_format());
    s.close().unwrap();

    for round in 0..2 {
        let mut s = open();
        assert_eq!((&s.events()[..37], &s.a), (&events[..], &now));
        for at in ["7.1", "6.3"] {
            assert!(!s.undo_ends_at_format());
            assert_eq!(s.undo().unwrap().map(|e| e.at), Some(at.to_owned()), "round {round}");
        }
        assert!(s.undo().unwrap().is_none() && s.undo_ends_at_format());
        let mut facts = was.facts().clone();
        facts.insert(crate::model::keys::FORMAT.to_owned(), "2".to_owned());
        assert_eq!(s.a.facts(), &facts);
        for at in ["6.3", "7.1"] {
            assert_eq!(s.redo().unwrap().map(|e| e.at), Some(at.to_owned()));
        }
        assert_eq!((words(&s).len(), s.a.facts()), (3 + 4 * (round + 1), now.facts()));
        s.close().unwrap();
    }
}

/// Several edits that belong together bring a file over in one commit, or not at all.
#[test]
fn a_script_brings_a_file_over_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    std::fs::copy("tests/golden/0.1.0/full.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    let mut s = Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    let count = s.events().len();
    let edits: Vec<Edit> = (0..200)
        .map(|n| Edit {
            what: "note".into(),
            at: "4.1".into(),
            changes: vec![Change {
                key: "note.4.1".into(),
                was: s.a.get("note.4.1").map(str::to_owned),
                now: Some(format!("note {n}")),
            }],
        })
        .collect();
    s.hold();
    for e in &edits {
        s.apply(e).unwrap();
    }
    s.let_go(true).unwrap();
    s.close().unwrap();
    let s = Session::open(q, &path, "t", false, Duration::ZERO).unwrap();
    assert_eq!((s.events().len(), s.a.get("note.4.1")), (count + 201, Some("note 199")));
    assert_eq!(s.events()[count].what, store::FORMAT);
}

/// A record of 0.1.0 has its id from the hash of the event that made it. Salvage that lost one event gives all
/// later ones new hashes: what was said of the record since stays with it, also within a frozen state.
#[test]
fn what_was_said_of_an_old_record_stays_with_it_when_events_are_numbered_anew() {
    use crate::model::record::{EVIDENCE, PERSON, read};
    let folder = tempfile::tempdir().unwrap();
    let (path, new) = (folder.path().join("a.aims"), folder.path().join("new.aims"));
    std::fs::copy("tests/golden/0.1.0/full.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    let mut s = Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    let day = jiff::civil::date(2027, 1, 4);
    let first = |kind, s: &Session| read::all(&s.a, kind).first().map(|r| r.id.clone()).unwrap();
    let (ana, minutes) = (first(&PERSON, &s), first(&EVIDENCE, &s));
    let says = |id: &Rid, kind: &crate::model::record::Kind, field: &str, now: &str| Change {
        key: kind.key_of(id, field),
        was: None,
        now: Some(now.to_owned()),
    };
    let seen = format!("seen-by.{ana}");
    let changes = vec![
        Change {
            was: s.a.get(&PERSON.key_of(&ana, "name")).map(str::to_owned),
            ..says(&ana, &PERSON, "name", "Renamed")
        },
        says(&minutes, &EVIDENCE, &seen, "2027-01-03"),
    ];
    s.apply(&Edit { what: "person".into(), at: String::new(), changes }).unwrap();
    let frozen = crate::model::snapshot::freeze(&s.a, &Session::new_id(), "Then", day).unwrap();
    s.apply(&frozen).unwrap();
    let lost = s.events().iter().find(|e| s.q.find(&e.at).is_some() && e.what == "answer").unwrap().seq;
    s.close().unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(&format!(
        "DROP TRIGGER events_stay_as_they_are; UPDATE events SET payload = payload || ' ' WHERE seq = {lost}"
    ))
    .unwrap();
    drop(conn);

    let report = store::salvage(&path, &new).unwrap();
    assert!(!report.same_record && report.gone == 1, "{report:?}");
    let s = Session::open(q, &new, "t", false, Duration::ZERO).unwrap();
    let (ana, minutes) = (first(&PERSON, &s), first(&EVIDENCE, &s));
    let then = crate::model::snapshot::named(&s.a, "Then").unwrap();
    for a in [&s.a, &then.assessment(&s.q)] {
        assert_eq!(a.get(&PERSON.key_of(&ana, "name")), Some("Renamed"));
        assert_eq!(a.get(&EVIDENCE.key_of(&minutes, &format!("seen-by.{ana}"))), Some("2027-01-03"));
    }
}

/// A follow-up of more than one step is there whole or not at all, and undo has nothing to take from it.
#[test]
fn a_follow_up_in_several_steps_is_one_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let (path, none) = (folder.path().join("a.aims"), folder.path().join("none.aims"));
    let q = Arc::new(crate::bank::embedded().unwrap());
    let step = |key: &str, length: usize| Edit {
        what: FOLLOW_UP.into(),
        at: String::new(),
        changes: vec![Change { key: key.into(), was: None, now: Some("x".repeat(length)) }],
    };
    let mut steps = vec![step("about.organisation", 9), step("note.4.1", 9), step("note.5.2", 9)];
    Session::create_in_steps(Arc::clone(&q), &path, "t", &steps).unwrap();
    let mut s = Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    assert_eq!(s.events().len(), 3);
    assert!(s.undo().unwrap().is_none() && s.a.get("note.4.1").is_some());
    rate(&mut s, "9", Level::Written);
    assert!(s.undo().unwrap().is_some_and(|e| e.at == "9") && s.undo().unwrap().is_none());
    assert!(s.a.get("note.5.2").is_some());
    s.close().unwrap();

    steps.push(step("note.9", 9 << 20));
    let e = Session::create_in_steps(q, &none, "t", &steps).unwrap_err();
    assert!(matches!(e.trouble, store::Trouble::TooLong { .. }) && !none.exists(), "{e}");
}

/// The first change of an old file says once that the file has another format now.
#[test]
fn what_the_first_change_does_beside_itself_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    std::fs::copy("tests/golden/0.1.0/demo.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    for round in 0..2 {
        let mut s = Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
        assert_eq!(s.news(), None, "looking brings nothing over");
        rate(&mut s, "6.3", if round == 0 { Level::Proven } else { Level::Nothing });
        let news = s.news().as_ref().map(Words::words).unwrap_or_default();
        assert_eq!(news.starts_with("This file is now in format 2, "), round == 0, "{news}");
        assert_eq!(s.news(), None);
        s.close().unwrap();
    }
}

/// Free words verified evidence in 0.1.0 and do not any more: opening an old file says so, with the count, and
/// not once somebody of the register has seen it.
#[test]
fn evidence_seen_in_words_only_is_told_on_opening_an_old_file() {
    use crate::model::record::{EVIDENCE, PERSON, read};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    std::fs::copy("tests/golden/0.1.0/full.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    let notices = |s: &Session| s.notices.iter().filter(|n| matches!(n, Notice::SeenInWords { .. })).count();
    let mut s = Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    assert_eq!(notices(&s), 1, "{:?}", s.notices);
    assert!(s.notices.contains(&Notice::SeenInWords { pieces: 1 }), "{:?}", s.notices);
    let ana = read::all(&s.a, &PERSON)[0].id.clone();
    let pieces = read::all(&s.a, &EVIDENCE);
    let piece = pieces.iter().find(|piece| !piece.get("seen-note").is_empty()).unwrap();
    let key = EVIDENCE.key_of(&piece.id, &format!("seen-by.{ana}"));
    let changes = vec![Change { key, was: None, now: Some("2027-01-03".into()) }];
    s.apply(&Edit { what: "evidence".into(), at: String::new(), changes }).unwrap();
    s.close().unwrap();
    let s = Session::open(q, &path, "t", false, Duration::ZERO).unwrap();
    assert_eq!(notices(&s), 0, "{:?}", s.notices);
}

/// The size small of the rule before this one: told on opening until the size is given, in the same word or another.
#[test]
fn small_of_before_is_asked_again_until_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    std::fs::copy("tests/golden/0.1.0/demo.aims", &path).unwrap();
    let q = Arc::new(crate::bank::embedded().unwrap());
    let open = || Session::open(Arc::clone(&q), &path, "t", true, Duration::ZERO).unwrap();
    let asked = |s: &Session| s.notices.contains(&Notice::SizeAgain);
    let size = |s: &mut Session, word: &str| {
        let e = edit::about(&s.a, [(crate::model::keys::SIZE, word.to_owned())]).unwrap();
        assert!(s.apply(&e).unwrap().is_some(), "to say {word} is an answer");
    };
    let mut s = open();
    assert!(asked(&s));
    rate(&mut s, "6.3", Level::Proven);
    s.close().unwrap();
    let mut s = open();
    assert!(
        !s.notices.contains(&Notice::EarlierRule) && asked(&s),
        "counted by this rule, but the size is of then"
    );
    size(&mut s, "small");
    s.close().unwrap();
    let mut s = open();
    assert!(!asked(&s) && s.a.get(crate::model::keys::SIZE) == Some("small"));
    s.undo().unwrap().unwrap();
    s.close().unwrap();
    let mut s = open();
    assert!(asked(&s), "taken back, it is asked again");
    size(&mut s, "micro");
    s.close().unwrap();
    assert!(!asked(&open()));

    // The very first change may be the answer.
    std::fs::copy("tests/golden/0.1.0/full.aims", &path).unwrap();
    let mut s = open();
    assert!(asked(&s));
    size(&mut s, "small");
    s.close().unwrap();
    let s = open();
    assert!(!asked(&s) && s.a.get(crate::model::keys::SIZE_MEANT).is_none());
}
