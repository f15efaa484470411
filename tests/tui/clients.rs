//! Many clients: a folder is read beside the pictures, its rows are ordered, filtered, found and opened, and one comes
//! back to them.

use super::harness::{Driver, today};
use clausewise::model::format::Firm;
use clausewise::tui::keymap::AtHome;
use clausewise::tui::screen::Screen;
use clausewise::tui::screen::clients::Only;
use clausewise::{bank, sample};

/// Three clients and a file that is none, in the folder of the driver, which is asked for and read.
fn three(size: (u16, u16)) -> Driver {
    let mut d = Driver::home(size);
    let at = |name: &str| d.folder.path().join(name);
    std::fs::create_dir(at("north")).unwrap();
    let q = || bank::embedded().unwrap();
    sample::create(q(), Some(Firm::ALL[0]), &at("bakery.aims"), today(), false).unwrap();
    sample::create(q(), Some(Firm::ALL[1]), &at("north/software.aims"), today(), false).unwrap();
    sample::create(q(), None, &at("begun.aims"), today(), false).unwrap();
    std::fs::write(at("none.aims"), "no assessment").unwrap();
    read(&mut d);
    d
}

/// Asks for the folder of the driver and waits until it is read.
fn read(d: &mut Driver) {
    d.app.run(AtHome::Portfolio.into());
    let folder = d.folder.path().display().to_string();
    d.text(&folder).keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Portfolio, "{}", d.picture());
    d.settle();
}

/// The names of the rows from top to bottom.
fn names(d: &Driver) -> Vec<&'static str> {
    let seen = d.picture();
    let known = ["Ness Bakery", "Lumo Software", "Harbour Bakery", "none.aims"];
    let lines = seen
        .lines()
        .filter(|l| l.contains("Not ready") || l.contains("Incomplete") || l.contains("could not be read"));
    let mut found: Vec<&str> = lines.filter_map(|l| known.into_iter().find(|k| l.contains(k))).collect();
    found.dedup();
    found
}

#[test]
fn rows_are_whole_at_every_size() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut d = three(size);
        let seen = d.picture();
        for words in ["3 assessments", "Ness Bakery", "Lumo Software", "Harbour Bakery", "none.aims", "51 %"]
        {
            assert!(seen.contains(words), "{words} {size:?}\n{seen}");
        }
        assert!(seen.contains("could not be read") && seen.contains("by name"), "{seen}");
        d.keys("tab");
        let heat = d.picture();
        assert!(heat.contains("Ness Bakery") && heat.contains('!') && heat.contains("10"), "{heat}");
        // Without its figures the map has its signs explained.
        assert!(size.0 > 110 || heat.contains("~ partial") || size.1 < 20, "{heat}");
        d.keys("tab d");
        let told = d.picture();
        assert!(told.contains("begun.aims") && told.contains("Verdict"), "{told}");
    }
}

#[test]
fn rows_are_ordered_filtered_and_found() {
    let mut d = three((120, 40));
    assert_eq!(names(&d), ["Harbour Bakery", "Lumo Software", "Ness Bakery", "none.aims"]);
    d.keys("s");
    assert_eq!(names(&d), ["Harbour Bakery", "Ness Bakery", "Lumo Software", "none.aims"], "{}", d.picture());
    d.keys("f");
    assert_eq!(d.app.clients.only, Only::Verdict(clausewise::model::Class::Incomplete));
    assert_eq!(d.app.rows(), 1, "{}", d.picture());
    d.keys("f f");
    assert_eq!((d.app.clients.only, d.app.rows()), (Only::Unread, 1), "{}", d.picture());
    d.keys("f");
    assert_eq!(d.app.rows(), 4);
    d.keys("/ l u m o enter");
    assert!(d.app.clients.path().unwrap().ends_with("north/software.aims"), "{}", d.picture());
    d.keys("/ x x x");
    assert!(d.words().contains("No client with \"xxx\""), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Portfolio);
}

#[test]
fn a_client_is_opened_and_closing_it_leads_back() {
    let mut d = three((80, 24));
    d.keys("down enter");
    assert!(d.app.desk.is_some() && d.picture().contains("Lumo Software"), "{}", d.picture());
    d.keys("f8");
    assert_eq!(d.app.shell.screen, Screen::Portfolio, "{}", d.picture());
    d.settle();
    assert_eq!((d.app.rows(), d.app.clients.cursor.at), (4, 1), "{}", d.picture());
    // What cannot be read says why, and may be saved.
    d.keys("end");
    assert!(d.picture().contains("is not an assessment file"), "{}", d.picture());
    d.keys("enter");
    assert!(d.app.desk.is_none(), "{}", d.picture());
    d.keys("esc");
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Home, "{}", d.picture());
    d.keys("f8");
    assert_eq!(d.app.shell.screen, Screen::Home);
}

#[test]
fn coming_back_the_same_client_is_selected_and_the_same_ones_are_shown() {
    let mut d = three((80, 24));
    d.keys("down enter");
    let at = |d: &Driver, name: &str| d.folder.path().join(name);
    std::fs::copy(at(&d, "begun.aims"), at(&d, "again.aims")).unwrap();
    d.keys("f8");
    d.settle();
    assert_eq!((d.app.rows(), d.app.clients.cursor.at), (5, 2), "{}", d.picture());
    assert!(d.app.clients.path().unwrap().ends_with("north/software.aims"), "{}", d.picture());
    d.keys("f");
    let (only, rows) = (d.app.clients.only, d.app.rows());
    d.keys("enter");
    d.keys("f8");
    d.settle();
    assert_eq!((d.app.clients.only, d.app.rows()), (only, rows), "{}", d.picture());
}

#[test]
fn a_folder_that_is_none_is_told_in_its_field_and_an_empty_one_on_the_screen() {
    let mut d = Driver::home((80, 24));
    d.app.run(AtHome::Portfolio.into());
    let none = d.folder.path().join("none").display().to_string();
    d.text(&none).keys("enter");
    assert!(d.words().contains("There is no folder"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Home);
    d.app.shell.kept.clear();
    read(&mut d);
    assert!(d.words().contains("There is no assessment in"), "{}", d.picture());
    d.keys("enter s f tab d esc esc");
    assert_eq!(d.app.shell.screen, Screen::Home, "{}", d.picture());
}

#[test]
fn esc_stops_the_reading() {
    let mut d = Driver::home((80, 24));
    sample::create(bank::embedded().unwrap(), None, &d.folder.path().join("a.aims"), today(), false).unwrap();
    d.app.run(AtHome::Portfolio.into());
    let folder = d.folder.path().display().to_string();
    d.text(&folder).keys("enter");
    assert!(d.picture().contains("Reading"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Home);
    d.settle();
    assert!(d.app.shell.screen == Screen::Home && !d.app.clients.is_read(), "{}", d.picture());
}

#[test]
fn a_file_whose_people_hide_scores_shows_none() {
    let mut d = three((120, 40));
    d.keys("down down enter h f8");
    d.settle();
    let seen = d.picture();
    let row = seen.lines().find(|l| l.contains("Ness Bakery") && l.contains("hidden"));
    assert!(row.is_some_and(|l| !l.contains("51 %")), "{seen}");
    d.keys("tab");
    assert!(d.picture().contains("scores hidden"), "{}", d.picture());
}

#[test]
fn what_matters_most_has_a_column_and_the_rest_stands_below() {
    let mut d = three((120, 40));
    let seen = d.picture();
    for head in ["verdict", "readiness", "answered", "first blocker", "changed"] {
        assert!(seen.lines().any(|l| l.contains("client ") && l.contains(head)), "{head}\n{seen}");
    }
    assert!(seen.contains("Readiness that is sure") && seen.contains("A.10"), "{seen}");
    d.keys("tab");
    assert!(d.picture().contains("Readiness that is sure"), "{}", d.picture());
    let seen = three((80, 24)).picture();
    for head in ["verdict", "readiness", "first blocker"] {
        assert!(seen.lines().any(|l| l.contains("client ") && l.contains(head)), "{head}\n{seen}");
    }
}

#[test]
fn a_step_out_of_a_client_leads_back_to_the_list() {
    for way in ["esc", "b"] {
        let mut d = three((80, 24));
        d.keys("down enter");
        assert!(d.app.desk.is_some(), "{}", d.picture());
        d.keys(way);
        d.settle();
        assert_eq!(d.app.shell.screen, Screen::Portfolio, "{way} {}", d.picture());
        assert_eq!((d.app.rows(), d.app.clients.cursor.at), (4, 1), "{}", d.picture());
    }
    // Further in, a step out is one within the file.
    let mut d = three((80, 24));
    d.keys("enter");
    d.app.run(clausewise::tui::keymap::Global::Gaps.into());
    d.keys("b");
    assert!(d.app.desk.is_some(), "{}", d.picture());
}

#[test]
fn tables_of_all_clients_are_written_from_the_list_and_replace_nothing() {
    let mut d = three((120, 40));
    d.keys("x");
    assert!(d.picture().contains("Tables of all clients"), "{}", d.picture());
    let to = d.folder.path().join("out");
    d.text(&to.display().to_string()).keys("enter");
    d.settle();
    for file in ["assessments.csv", "gaps.csv", "portfolio.xlsx"] {
        assert!(to.join(file).is_file(), "{file} {}", d.picture());
    }
    assert!(d.words().contains("written to"), "{}", d.picture());
    std::fs::write(to.join("gaps.csv"), "mine").unwrap();
    d.keys("x").text(&to.display().to_string()).keys("enter");
    d.settle();
    assert_eq!(std::fs::read_to_string(to.join("gaps.csv")).unwrap(), "mine");
    assert!(d.words().contains("Nothing was written"), "{}", d.picture());
}
