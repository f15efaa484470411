//! A file of somebody else in the window: shown before it is taken over, columns of a register chosen, taken back by one key.

use clausewise::model::record::{SYSTEM, read};
use clausewise::tui::keymap::OnScreen;

use super::harness::Driver;

fn file(d: &Driver, name: &str, text: &str) -> String {
    let path = d.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn facts(d: &Driver) -> std::collections::BTreeMap<String, String> {
    d.app.desk.as_ref().unwrap().work.a().facts().clone()
}

#[test]
fn what_a_file_would_change_is_seen_before_it_is_taken_over() {
    let mut d = Driver::sample((100, 30));
    let path = file(
        &d,
        "soa.csv",
        "Control;Applicable;Status;Notes\nA.10.4;Yes;Planned;from them\nA.4.2;Yes;Planned;\nA.99;Yes;Planned;\n",
    );
    let before = facts(&d);
    d.keys("f1").text("take in").keys("enter");
    assert!(d.words().contains("Import a file"), "{}", d.picture());
    d.text(&path).keys("enter enter enter");
    let seen = d.words();
    for words in [
        "What this file would change",
        "Read as a Statement of Applicability",
        "nothing here is called \"A.99\"",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(seen.contains("A.4.2: here: Proven; in the file: Planned"), "{seen}");
    d.keys("tab");
    assert!(d.words().contains("A.4.2: Proven -> Planned"), "theirs: {}", d.picture());
    d.keys("tab");
    assert!(d.words().contains("in the file: Planned"), "ours again: {}", d.picture());
    d.keys("esc");
    assert_eq!(facts(&d), before, "left, nothing is changed");
    d.app.run(OnScreen::Import.into());
    d.keys("enter enter");
    // The path is as it was typed, and theirs wins now: picked, not typed.
    d.keys("space");
    assert!(d.words().contains("the file wins"), "{}", d.picture());
    d.keys("down enter");
    assert!(d.words().contains("What this file would change"), "{}", d.picture());
    d.keys("enter");
    let after = facts(&d);
    assert_eq!(after.get("A.10.4").map(String::as_str), Some("2"));
    assert!(after.get("note.A.10.4").is_some_and(|n| n.ends_with("from them")));
    d.keys("u");
    assert_eq!(facts(&d), before);
}

#[test]
fn columns_of_a_register_are_chosen() {
    let mut d = Driver::empty((100, 30));
    let path = file(&d, "s.csv", "Was,Wer,Notes\nChatbot,Acme,n\n");
    d.app.run(OnScreen::Import.into());
    d.text(&path).keys("enter space");
    for _ in 0..20 {
        if d.picture().lines().any(|l| l.contains("> system")) {
            break;
        }
        d.keys("down");
    }
    d.keys("enter enter");
    assert!(d.words().contains("No column was found for \"Name\""), "{}", d.picture());
    // The first column is the name, the second the supplier.
    d.keys("down enter down enter");
    assert!(d.words().contains("Was -> Name"), "{}", d.picture());
    d.keys("down enter").keys("down down down enter");
    assert!(d.words().contains("Wer -> Supplier"), "{}", d.picture());
    d.keys("home up up up up enter");
    assert!(d.words().contains("new AI system: Chatbot"), "{}", d.picture());
    d.keys("enter");
    let work = &d.app.desk.as_ref().unwrap().work;
    let all = read::all(work.a(), &SYSTEM);
    assert_eq!((all[0].name(), all[0].get("vendor")), ("Chatbot", "Acme"));
    assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
}

#[test]
fn what_cannot_be_read_says_why_in_the_form() {
    let mut d = Driver::empty((100, 30));
    let path = file(&d, "x.txt", "hello\nworld\n");
    d.app.run(OnScreen::Import.into());
    d.text("/nowhere/at/all.csv").keys("enter enter enter");
    assert!(d.words().contains("cannot be read"), "{}", d.picture());
    d.keys("esc");
    let mut d = Driver::empty((100, 30));
    d.app.run(OnScreen::Import.into());
    d.text(&path).keys("enter enter enter");
    assert!(d.words().contains("Its heads do not tell what it is"), "{}", d.picture());
}

#[test]
fn a_file_of_another_organisation_is_asked_about() {
    let mut d = Driver::empty((100, 30));
    let hash = "0".repeat(64);
    let rows = format!(
        "control,applicable,organisation,head\nA.4.2,yes,Acme Ltd,{hash}\nA.7.3,no,Acme Ltd,{hash}\n"
    );
    let path = file(&d, "soa.csv", &rows);
    let before = facts(&d);
    for keys in ["esc", "enter"] {
        d.app.run(OnScreen::Import.into());
        // The second time the path stands there as it was typed.
        d.text(if keys == "esc" { path.as_str() } else { "" }).keys("enter enter enter");
        assert!(d.words().contains("Acme Ltd") && d.words().contains("all the same?"), "{}", d.picture());
        d.keys(keys);
        assert_eq!(d.words().contains("What this file would change"), keys == "enter", "{}", d.picture());
        assert_eq!(facts(&d), before);
    }
    d.keys("enter");
    assert_eq!(facts(&d).get("A.7.3").map(String::as_str), Some("n"));
}

#[test]
fn a_statement_whose_heads_nobody_knows_has_its_columns_chosen() {
    let mut d = Driver::empty((120, 40));
    let path = file(&d, "s.csv", "Kennzahl,Gilt,Warum\nA.4.2,Yes,Asked for\nA.4.3,Yes,Asked for too\n");
    d.app.run(OnScreen::Import.into());
    d.text(&path).keys("enter space");
    for _ in 0..20 {
        if d.picture().lines().any(|l| l.contains("> soa")) {
            break;
        }
        d.keys("down");
    }
    d.keys("enter enter");
    let seen = d.words();
    assert!(seen.contains("Columns of the file") && seen.contains("Kennzahl -> left out"), "{}", d.picture());
    // The first column is the control, the second says whether it applies.
    d.keys("down enter down enter");
    assert!(d.words().contains("Kennzahl -> control"), "{}", d.picture());
    d.keys("down down").keys("up enter down down down enter");
    assert!(d.words().contains("Gilt -> applicable"), "{}", d.picture());
    d.keys("home enter");
    let seen = d.words();
    assert!(
        seen.contains("Read as a Statement of Applicability") && seen.contains("left out: Warum"),
        "{seen}"
    );
    assert!(seen.contains("in the list of columns Enter sends one") && !seen.contains("--map"), "{seen}");
    d.keys("enter");
    assert_eq!(facts(&d).get("in.A.4.2").map(String::as_str), Some("yes"), "{}", d.picture());
}
