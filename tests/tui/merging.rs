//! Another copy of the open file in the window: seen, decided one by one or by the rule, taken over in place, and what was
//! open in a window whose file was replaced merged into what lies there now.

use std::path::PathBuf;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::record::{Draft, PERSON, read};
use clausewise::model::{Level, edit};
use clausewise::session::Session;
use clausewise::tui::keymap::{AtHome, OnScreen};
use clausewise::work::Work;

use super::harness::Driver;

/// An open file, and a copy beside it; both answered 5.2, and each something of its own.
fn two(size: (u16, u16)) -> (Driver, PathBuf) {
    let mut d = Driver::empty(size);
    d.settle();
    let copy = d.folder.path().join("case (1).aims");
    std::fs::copy(d.folder.path().join("case.aims"), &copy).unwrap();
    let rated = [("5.2", Level::InUse), ("8.2", Level::Proven)];
    let mut s = Session::open(bank::embedded().unwrap(), &copy, "Bo", true, Duration::ZERO).unwrap();
    for (id, level) in rated {
        let e = edit::rate(&s.q, s.assessment(), id, Some(level), None).unwrap();
        s.apply(&e).unwrap();
    }
    s.close().unwrap();
    let work = &mut d.app.desk.as_mut().unwrap().work;
    work.rate("5.2", Some(Level::Written), None, false).unwrap();
    work.rate("6.1.2", Some(Level::Nothing), None, false).unwrap();
    d.settle();
    (d, copy)
}

fn fact(d: &Driver, key: &str) -> Option<String> {
    d.app.desk.as_ref().unwrap().work.a().get(key).map(str::to_owned)
}

#[test]
fn a_copy_is_decided_one_by_one_and_taken_over_in_place() {
    let (mut d, copy) = two((100, 30));
    let (bytes, events) = (std::fs::read(&copy).unwrap(), d.app.desk.as_ref().unwrap().work.head().events);
    d.keys("f1").text("merge another copy").keys("enter");
    assert!(d.words().contains("case (1).aims") && d.words().contains("2 events"), "{}", d.picture());
    d.keys("enter");
    let marked = |d: &Driver| d.picture().lines().find_map(|l| Some(l.split_once("> ")?.1.trim().to_owned()));
    assert!(
        marked(&d).is_some_and(|row| row.starts_with("Merge ")),
        "it starts on its first row: {}",
        d.picture()
    );
    let seen = d.words();
    for words in ["first decide what both changed: 1 still open", "open", "5.2", "1 new fact"] {
        assert!(seen.contains(words), "{words}: {}", d.picture());
    }
    d.keys("enter");
    assert_eq!(
        d.app.desk.as_ref().unwrap().work.head().events,
        events,
        "nothing is taken over while one is open"
    );
    assert!(d.words().contains("1 conflict is still open"), "{}", d.picture());
    // Both sides with who and when.
    d.keys("end enter");
    let seen = d.words();
    for words in ["mine", "Written (tester", "theirs", "In use (Bo"] {
        assert!(seen.contains(words), "{words}: {}", d.picture());
    }
    d.keys("esc space");
    assert!(d.words().contains("case.aims takes it over, after a backup"), "mine: {}", d.picture());
    d.keys("space");
    assert!(d.words().contains("theirs"), "{}", d.picture());
    d.keys("space");
    assert!(d.words().contains("1 still open"), "open again: {}", d.picture());
    d.keys("enter down enter home enter").settle();
    assert!(d.words().contains("Merged: 2 facts changed here"), "{}", d.picture());
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    assert_eq!(fact(&d, "5.2").as_deref(), Some("4"));
    assert_eq!((fact(&d, "8.2").as_deref(), fact(&d, "6.1.2").as_deref()), (Some("5"), Some("1")));
    assert!(std::fs::read(&copy).unwrap() == bytes, "the copy stays as it is");
    d.keys("u");
    assert!(d.words().contains("ends where another file was merged"), "{}", d.picture());
    // It goes on as any file does, and holds all of the other.
    d.app.run(OnScreen::MergeFile.into());
    d.text(&copy.display().to_string()).keys("enter");
    assert!(d.words().contains("Merged already"), "{}", d.picture());
}

#[test]
fn the_rule_decides_where_nobody_does() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let (mut d, _) = two(size);
        d.app.run(OnScreen::MergeFile.into());
        d.keys("enter down enter");
        assert!(d.words().contains("the worst"), "{}", d.picture());
        d.keys("home enter").settle();
        assert_eq!(fact(&d, "5.2").as_deref(), Some("3"), "{}", d.picture());
    }
}

#[test]
fn what_both_added_is_made_one_in_the_window() {
    let (mut d, copy) = two((100, 30));
    let bo = || Draft::from([("name".to_owned(), "Bo Zimt".to_owned())]);
    let s = Session::open(bank::embedded().unwrap(), &copy, "Bo", true, Duration::ZERO).unwrap();
    let mut w = Work::new(s, jiff::civil::date(2026, 11, 22));
    w.put(&PERSON, None, &bo()).unwrap();
    w.settle().unwrap();
    w.into_session().close().unwrap();
    d.app.desk.as_mut().unwrap().work.put(&PERSON, None, &bo()).unwrap();
    let people = |d: &Driver| read::all(d.app.desk.as_ref().unwrap().work.a(), &PERSON).len();
    let before = people(&d);
    d.settle();
    d.keys("f1").text("merge another copy").keys("enter enter end");
    assert!(
        d.words().contains("two") && d.words().contains("Both added P-2 Bo Zimt and P-3"),
        "{}",
        d.picture()
    );
    d.keys("space");
    assert!(d.words().contains("one"), "{}", d.picture());
    d.keys("space enter up space home enter").settle();
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    assert_eq!(people(&d), before, "{}", d.picture());
}

/// A copy that answers these otherwise.
fn answered_otherwise(d: &mut Driver, copy: &std::path::Path, ids: &[String]) {
    let q = bank::embedded().unwrap();
    let mut s = Session::open(q, copy, "Bo", true, Duration::ZERO).unwrap();
    for id in ids {
        let e = edit::rate(&s.q, s.assessment(), id, Some(Level::InUse), None).unwrap();
        s.apply(&e).unwrap();
    }
    s.close().unwrap();
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for id in ids {
        work.rate(id, Some(Level::Written), None, false).unwrap();
    }
    d.settle();
}

/// Thirty of them on a small screen: wherever one is in the list, its lower edge says what is left to decide.
#[test]
fn a_long_list_says_what_is_left_wherever_one_is() {
    for size in [(60, 16), (80, 24)] {
        let (mut d, copy) = two(size);
        let q = bank::embedded().unwrap();
        let ids: Vec<String> = (0..q.check_count()).map(|n| q.check(n).id.clone()).take(30).collect();
        answered_otherwise(&mut d, &copy, &ids);
        d.app.run(OnScreen::MergeFile.into());
        d.keys("enter");
        let all = 1 + ids.iter().filter(|id| *id != "5.2").count();
        let left = |d: &Driver, n: usize| {
            let words = format!("{n} of {all} still open");
            assert!(d.picture().contains(&words), "{words}: {}", d.picture());
        };
        left(&d, all);
        d.keys("end");
        left(&d, all);
        // Decided with a key, the cursor stays on it, and the next is a step away.
        for n in 1..4 {
            d.keys("space");
            left(&d, all - n);
            d.keys("up");
        }
        d.keys("home down enter");
        left(&d, 0);
        d.keys("home enter").settle();
        assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    }
}

/// Two long texts: what does not fit into the list is read in full, wrapped and scrolled, and the list is there again.
#[test]
fn two_long_texts_are_read_in_full() {
    for size in [(60, 16), (80, 24)] {
        let (mut d, copy) = two(size);
        let text = |who: &str| {
            let words: Vec<String> = (0..90).map(|n| format!("{who}-{n}")).collect();
            format!("{} {who}-end", words.join(" "))
        };
        let mut s = Session::open(bank::embedded().unwrap(), &copy, "Bo", true, Duration::ZERO).unwrap();
        let e = edit::about(s.assessment(), [("about.scope", text("theirs"))]).unwrap();
        s.apply(&e).unwrap();
        s.close().unwrap();
        d.app.desk.as_mut().unwrap().work.about([("about.scope", text("mine"))]).unwrap();
        d.settle();
        d.app.run(OnScreen::MergeFile.into());
        d.keys("enter end");
        let row = d.picture();
        // The scope is the last of the list, behind 5.2.
        assert!(row.contains("Scope"), "{row}");
        d.keys("enter end enter");
        let mut seen = String::new();
        for _ in 0..60 {
            seen.push_str(&d.words());
            seen.push(' ');
            d.keys("down");
        }
        for word in (0..90).flat_map(|n| [format!("mine-{n} "), format!("theirs-{n} ")]) {
            assert!(seen.contains(&word), "{word}: {}", d.picture());
        }
        assert!(seen.contains("mine-end") && seen.contains("theirs-end"), "{}", d.picture());
        d.keys("esc home enter");
        assert!(d.words().contains("1 of 2 still open"), "it is decided there: {}", d.picture());
    }
}

/// Esc leaves the list, and what was decided is there again; but where the copy says something else by now.
#[test]
fn what_was_decided_stands_when_the_list_is_left_and_opened_again() {
    let (mut d, copy) = two((100, 30));
    d.app.run(OnScreen::MergeFile.into());
    d.keys("enter end space");
    assert!(d.words().contains("case.aims takes it over"), "{}", d.picture());
    d.keys("esc esc");
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
    d.app.run(OnScreen::MergeFile.into());
    d.keys("enter");
    assert!(d.words().contains("case.aims takes it over"), "{}", d.picture());
    assert!(d.words().contains("What you decided before"), "{}", d.picture());
    d.keys("esc esc");
    let mut s = Session::open(bank::embedded().unwrap(), &copy, "Bo", true, Duration::ZERO).unwrap();
    let e = edit::rate(&s.q, s.assessment(), "5.2", Some(Level::Nothing), None).unwrap();
    s.apply(&e).unwrap();
    s.close().unwrap();
    d.app.run(OnScreen::MergeFile.into());
    d.keys("enter");
    assert!(d.words().contains("1 still open"), "another answer is another question: {}", d.picture());
}

#[test]
fn two_copies_are_merged_from_home() {
    let (mut d, copy) = two((100, 30));
    let file = d.folder.path().join("case.aims");
    d.keys("f8");
    d.app.run(AtHome::MergeTwo.into());
    d.text(&file.display().to_string()).keys("enter").text(&copy.display().to_string()).keys("enter");
    assert!(d.words().contains("1 still open"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(fact(&d, "5.2").as_deref(), Some("3"), "left, nothing is changed: {}", d.picture());
}

#[test]
fn a_file_that_is_no_copy_is_refused_in_words() {
    let (mut d, copy) = two((100, 30));
    std::fs::remove_file(&copy).unwrap();
    d.app.run(OnScreen::MergeFile.into());
    d.text("/nowhere/at/all.aims").keys("enter");
    assert!(d.words().contains("There is no file"), "{}", d.picture());
    d.keys("esc");
    assert!(d.app.shell.dialogs.is_empty());
}

/// A sync client put another version over the open file: the next answer is kept, and what the window holds goes into a copy that
/// is merged into what lies there now.
#[test]
fn what_a_window_held_is_merged_into_the_file_that_replaced_its_own() {
    let (mut d, copy) = two((100, 30));
    let file = d.folder.path().join("case.aims");
    std::fs::rename(&copy, &file).unwrap();
    d.app.desk.as_mut().unwrap().work.rate("8.3", Some(Level::Planned), None, false).unwrap();
    for _ in 0..2000 {
        d.app.tick(std::time::Instant::now());
        if !d.app.shell.dialogs.is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(d.words().contains("How do you go on?") && d.words().contains("Merge"), "{}", d.picture());
    d.keys("enter");
    assert!(d.words().contains("1 still open"), "{}", d.picture());
    let kept = d.folder.path().join("case-window.aims");
    assert!(kept.exists(), "what the window held is in a copy");
    d.keys("end space home enter").settle();
    let facts = ["5.2", "6.1.2", "8.2", "8.3"].map(|key| fact(&d, key).unwrap_or_default());
    assert_eq!(facts, ["4", "1", "5", "2"], "{}", d.picture());
    let report = clausewise::store::check(&file).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
}
