//! A file that became another one under the window: whatever is chosen, nothing is lost.

use clausewise::bank;
use clausewise::session::{Saving, Session};
use clausewise::tui::dialog::{Dialog, area};
use std::path::Path;
use std::time::Duration;

use super::harness::Driver;

fn facts(path: &Path) -> Vec<(String, String)> {
    let s = Session::open(bank::embedded().unwrap(), path, "", false, Duration::ZERO).unwrap();
    s.assessment().facts().iter().map(|(k, v)| (k.clone(), v.clone())).collect()
}

fn level<'f>(facts: &'f [(String, String)], id: &str) -> Option<&'f str> {
    facts.iter().find(|(k, _)| k == id).map(|(_, v)| v.as_str())
}

/// A window in which 4.1 was answered, over a file that a colleague's version was copied onto.
fn overtaken() -> Driver {
    let mut d = Driver::empty((80, 24));
    d.settle();
    let path = d.folder.path().join("case.aims");
    let other = d.folder.path().join("other.aims");
    std::fs::copy(&path, &other).unwrap();
    let mut s = Session::open(bank::embedded().unwrap(), &other, "Bo", true, Duration::ZERO).unwrap();
    let e = clausewise::model::edit::script_line(&s.q, s.assessment(), "5.2 4 signed").unwrap().2;
    s.apply(&e).unwrap();
    s.close().unwrap();
    std::fs::copy(&other, &path).unwrap();
    d.keys("3").settle();
    assert!(d.picture().contains("NOT SAVED"), "{}", d.picture());
    assert!(d.picture().contains("How do you go on?"), "{}", d.picture());
    d
}

#[test]
fn one_goes_on_in_a_copy_with_everything_and_the_other_version_stays() {
    let mut d = overtaken();
    d.keys("down enter").settle();
    assert!(d.picture().contains("case-copy.aims"), "{}", d.picture());
    d.keys("2").settle();
    assert_eq!(d.app.desk.as_ref().unwrap().saving, Saving::Saved);
    let (here, copy) = (d.folder.path().join("case.aims"), d.folder.path().join("case-copy.aims"));
    assert_eq!((level(&facts(&here), "5.2"), level(&facts(&here), "4.1")), (Some("4"), None));
    assert_eq!((level(&facts(&copy), "4.1"), level(&facts(&copy), "4.2")), (Some("3"), Some("2")));
}

#[test]
fn one_reads_the_file_again_and_the_window_is_kept_first() {
    let mut d = overtaken();
    d.keys("down down enter").settle();
    assert!(
        d.picture().contains("Read again") && d.picture().contains("case-window.aims"),
        "{}",
        d.picture()
    );
    let desk = d.app.desk.as_ref().unwrap();
    assert_eq!((desk.work.a().get("5.2"), desk.work.read_only()), (Some("4"), None));
    d.keys("1").settle();
    let kept = facts(&d.folder.path().join("case-window.aims"));
    assert_eq!((level(&kept, "4.1"), level(&kept, "5.2")), (Some("3"), None));
    let now = facts(&d.folder.path().join("case.aims"));
    // On the question one was at, not where the colleague had been.
    assert_eq!((level(&now, "5.2"), level(&now, "4.2")), (Some("4"), Some("1")));
}

#[test]
fn one_compares_first_and_s_offers_the_ways_again() {
    let mut d = overtaken();
    d.keys("down down down enter");
    let seen = d.picture();
    assert!(seen.contains("On the disk") && seen.contains("4.1"), "{seen}");
    d.keys("esc S");
    assert!(d.picture().contains("How do you go on?"), "{}", d.picture());
    d.keys("esc 2").settle();
    assert!(d.picture().contains("2 of 70 answered"), "the window is not dead: {}", d.picture());
}

/// A journal that is not from the last saving: one key opens the file without it, both are kept.
#[test]
fn a_file_with_a_stray_journal_opens_without_it() {
    let mut d = Driver::empty((80, 24));
    d.keys("3").settle();
    let path = d.folder.path().join("case.aims");
    d.app.close().unwrap();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.resize(2048, 7);
    std::fs::write(d.folder.path().join("case.aims-journal"), &journal).unwrap();
    d.app.open_or_offer(&path).unwrap();
    let seen = d.picture();
    assert!(seen.contains("case.aims-journal") && seen.contains("Open"), "{seen}");
    d.keys("enter").settle();
    assert!(d.picture().contains("Opened without the journal"), "{}", d.picture());
    d.keys("4").settle();
    assert_eq!(level(&facts(&path), "4.2"), Some("4"));
    let aside: Vec<_> = std::fs::read_dir(d.folder.path())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().contains("-journal-set-aside-"))
        .collect();
    assert_eq!(std::fs::read(&aside[0]).unwrap(), journal);
}

#[test]
fn after_a_copy_one_may_go_on_in_it() {
    let mut d = Driver::empty((80, 24));
    d.keys("3").settle().keys("S enter");
    assert!(d.picture().contains("Where do you go on?"), "{}", d.picture());
    d.keys("down enter 4").settle();
    let copy = d.folder.path().join("case-copy.aims");
    assert_eq!(d.app.desk.as_ref().unwrap().work.session().path(), copy.canonicalize().unwrap());
    assert_eq!((level(&facts(&copy), "4.1"), level(&facts(&copy), "4.2")), (Some("3"), Some("4")));
    assert_eq!(level(&facts(&d.folder.path().join("case.aims")), "4.2"), None);
}

/// 26 fields of 60 kB were answered with "Evidence kept" and lost; 63 of them are more than one change can
/// hold, and then the form stays with what was typed.
#[test]
fn a_form_too_large_to_be_kept_says_so_and_stays() {
    let mut d = Driver::empty((80, 24));
    d.keys("v");
    d.paste(&"evidence ".repeat(7000));
    // As if pasted sixty times.
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last_mut() else { panic!("no form") };
    form.fields[0].area = area(&"evidence ".repeat(420_000), false);
    let before = d.app.desk.as_ref().unwrap().work.session().events().len();
    d.keys("ctrl-s");
    let seen = d.picture();
    assert!(!seen.contains("Evidence kept"), "{seen}");
    assert!(seen.contains("This is too long"), "{seen}");
    assert_eq!(d.app.desk.as_ref().unwrap().work.session().events().len(), before);
    d.keys("esc u").settle();
    let desk = d.app.desk.as_ref().unwrap();
    assert!(
        (before..desk.work.session().events().len())
            .flat_map(|n| desk.work.session().changes_of(i64::try_from(n + 1).unwrap()))
            .all(|c| !c.key.starts_with("evidence"))
    );
}

#[test]
fn looking_at_every_screen_writes_nothing() {
    let mut d = Driver::sample((120, 40));
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    let state = || (std::fs::read(&path).unwrap(), std::fs::metadata(&path).unwrap().modified().unwrap());
    let before = state();
    let walk = "right right e esc d esc f2 down down enter f4 down w esc f5 down f6 i esc l down down esc X f3 \
                tab left f1 esc";
    for key in walk.split_whitespace() {
        d.keys(key).settle();
        assert!(state() == before, "{key} wrote something\n{}", d.picture());
    }
    d.app.close().unwrap();
    assert!(state() == before, "closing wrote something");
}

/// On a projector: from an open file, nobody else's name.
#[test]
fn the_backups_of_an_open_file_name_no_other_client() {
    let mut d = Driver::empty((80, 24));
    d.keys("3").settle();
    let other = d.folder.path().join("other.aims");
    clausewise::sample::create(bank::embedded().unwrap(), None, &other, super::harness::today(), false)
        .unwrap();
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    d.app.close().unwrap();
    d.app.open(&path).unwrap();
    d.keys("B");
    let seen = d.picture();
    assert!(seen.contains("Case Ltd") && !seen.contains("Harbour"), "{seen}");
}

/// The first window closes: the second one reads the file again, and then it writes.
#[test]
fn a_second_window_comes_alive_when_the_first_has_closed() {
    let mut first = Driver::empty((80, 24));
    first.settle();
    let path = first.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    let mut second = Driver::home((80, 24));
    second.app.open(&path).unwrap();
    second.keys("2");
    assert!(second.picture().contains("case.aims is open for reading only"), "{}", second.picture());
    first.keys("4").settle();
    first.app.close().unwrap();
    second.keys("S");
    assert!(second.picture().contains("Read again"), "{}", second.picture());
    second.keys("enter right 5").settle();
    assert!(second.picture().contains("2 of 70 answered"), "{}", second.picture());
    second.app.close().unwrap();
    assert_eq!((level(&facts(&path), "4.1"), level(&facts(&path), "4.2")), (Some("4"), Some("5")));
    assert_eq!(std::fs::read_dir(first.folder.path()).unwrap().count(), 1, "no copy was needed");
}

#[test]
fn a_note_that_is_too_long_can_be_left_as_a_draft() {
    let mut d = Driver::empty((80, 24));
    d.keys("e").paste(&"long ".repeat(8000)).paste(&"long ".repeat(8000)).keys("ctrl-s");
    assert!(
        d.picture().contains("This is too long") && d.picture().contains("Esc leaves it as a draft"),
        "{}",
        d.picture()
    );
    d.keys("esc").settle();
    assert!(d.picture().contains("Draft kept, not saved"), "{}", d.picture());
    assert_eq!(d.app.desk.as_ref().unwrap().work.session().draft("note.4.1").map(str::len), Some(80_000));
}

/// What cannot be read again or compared is not offered.
#[test]
fn of_a_deleted_file_only_copies_are_offered() {
    let mut d = Driver::empty((80, 24));
    d.settle();
    let path = d.app.desk.as_ref().unwrap().work.session().path().to_path_buf();
    std::fs::remove_file(&path).unwrap();
    d.keys("3").settle();
    let seen = d.picture();
    assert!(seen.contains("Go on") && !seen.contains("Read again") && !seen.contains("Compare"), "{seen}");
    assert!(!seen.contains("read the file again"), "{seen}");
    // Trying again to save does not bring the box back: somebody may be on the way out.
    d.keys("esc");
    for _ in 0..5 {
        d.app.retry();
        std::thread::sleep(Duration::from_millis(20));
        d.settle();
    }
    assert!(!d.picture().contains("How do you go on?"), "{}", d.picture());
    d.keys("S");
    d.keys("enter").settle();
    let copy = d.folder.path().join("case-copy.aims");
    assert_eq!((level(&facts(&copy), "4.1"), path.exists()), (Some("3"), false), "{}", d.picture());
}
