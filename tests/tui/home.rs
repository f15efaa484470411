//! Home: files told apart, what is gone, and the list that can be put in order.

use std::path::Path;

use super::harness::{Driver, today};
use clausewise::tui::screen::home::{Known, RecentFile};
use clausewise::{bank, files, sample};

fn recent(path: &Path) -> RecentFile {
    RecentFile {
        path: path.to_path_buf(),
        name: files::shown_name(path, 48),
        folder: files::human_path(&files::folder_of(path)),
        place: files::human_path(path),
        opened: Some(today()),
        known: Known::NotYet,
    }
}

/// A home with a file that is there, one that is gone and one that is none.
fn three(size: (u16, u16)) -> Driver {
    let mut d = Driver::home(size);
    let at = |name: &str| d.folder.path().join(name);
    sample::create(bank::embedded().unwrap(), None, &at("there.aims"), today(), false).unwrap();
    std::fs::write(at("none.aims"), "no assessment").unwrap();
    let list = ["there.aims", "gone.aims", "none.aims"].map(|name| recent(&at(name)));
    d.app.home.show(list.to_vec());
    for _ in 0..2000 {
        let waits = d.app.home.recent.iter().any(|r| matches!(r.known, Known::NotYet));
        if !waits {
            return d;
        }
        d.app.tick(std::time::Instant::now());
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("nothing becomes known of the files");
}

#[test]
fn files_are_told_apart_at_every_size() {
    for size in [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let d = three(size);
        let seen = d.picture();
        for words in ["there.aims", "51 of 70 answered", "Incomplete", "made "] {
            assert!(seen.contains(words), "{words} {size:?}\n{seen}");
        }
        let gone = seen.lines().find(|l| l.contains("gone.aims")).unwrap();
        assert!(gone.contains("not found, last open 23 Nov 2026"), "{seen}");
        let none = seen.lines().find(|l| l.contains("none.aims")).unwrap();
        assert!(none.contains("cannot be read"), "{seen}");
    }
}

#[test]
fn a_file_is_taken_off_the_list_after_a_question_and_stays_on_the_disk() {
    let mut d = three((80, 24));
    d.keys("- esc");
    assert_eq!(d.app.home.recent.len(), 3, "one step out keeps it");
    d.keys("- enter");
    let left: Vec<&str> = d.app.home.recent.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(left, ["gone.aims", "none.aims"]);
    assert!(d.folder.path().join("there.aims").exists());
    assert!(d.picture().contains("there.aims is off the list"), "{}", d.picture());
    d.keys("- enter - enter");
    assert!(d.app.home.recent.is_empty());
    d.keys("-");
    assert!(d.app.shell.dialogs.is_empty(), "no row of the list is a file: {}", d.picture());
}

#[test]
fn hidden_scores_stay_hidden_at_home() {
    let mut d = three((120, 40));
    assert!(d.picture().contains("% of what is answered"), "{}", d.picture());
    d.app.shell.hide_scores = true;
    let seen = d.picture();
    assert!(!seen.contains("Incomplete") && !seen.contains('%') && seen.contains("51 of 70"), "{seen}");
}
