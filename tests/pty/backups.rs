//! Backups in the full-screen program, and what it offers when a file cannot be opened.

use super::term::Home;

const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";

/// An assessment with an answer and a backup of it.
fn answered() -> Home {
    let home = Home::new("Case Ltd");
    std::fs::write(home.path("script"), "5.2 3 half a policy\n").unwrap();
    let made = home.run(&["answer", "case.aims", "--script", "script"]);
    assert!(made.status.success(), "{made:?}");
    home
}

fn damage(home: &Home) -> Vec<u8> {
    let mut bytes = std::fs::read(home.file()).unwrap();
    bytes.extend([7; 5000]);
    std::fs::write(home.file(), &bytes).unwrap();
    bytes
}

#[test]
fn a_damaged_file_offers_its_newest_backup_and_what_can_be_read() {
    let home = answered();
    let damaged = damage(&home);
    let mut t = home.start(&["case.aims"], &[]);
    t.wait_for_all(&["How do you go on with this file?", "case.aims is damaged", "stays as it is"]);
    t.wait_for_all(&["newest: 20", "(just now), 2 events", "Salvage   2 events, the last of 20", "Leave"]);
    t.send(ENTER);
    t.wait_for_all(&["Restore a backup to a new file", "case-20"]);
    t.send(ENTER);
    t.wait_for_all(&["1 of 70 answered", "The backup is in"]);
    t.send("qq");
    assert_eq!(t.end(), 0);

    let mut t = home.start(&["case.aims"], &[]);
    t.wait_for("Salvage   2 events");
    t.send(DOWN);
    t.send(ENTER);
    t.wait_for_all(&["Salvage what can be read", "case-salvaged.aims"]);
    t.send(ENTER);
    t.wait_for_all(&["of 70 answered", "events are in"]);
    assert!(home.path("case-salvaged.aims").exists());
    assert!(std::fs::read(home.file()).unwrap() == damaged);
}

#[test]
fn a_file_that_is_gone_offers_its_backup_from_home() {
    let home = answered();
    let mut t = home.open();
    t.send("qq");
    t.end();
    std::fs::remove_file(home.file()).unwrap();
    let mut t = home.start(&[], &[]);
    t.wait_for_all(&["case.aims", "not found, last open"]);
    t.send(ENTER);
    t.wait_for_all(&["There is no file case.aims", "newest: 20"]);
    t.send(ENTER);
    t.wait_for("Restore a backup");
    t.send(ENTER);
    t.wait_for_all(&["1 of 70 answered", "The backup is in"]);
}

#[test]
fn without_a_way_back_it_ends_in_the_shell_with_words() {
    let home = Home::new("Case Ltd");
    std::fs::write(home.path("text.aims"), "notes of mine\n".repeat(30)).unwrap();
    let mut t = home.start(&["text.aims"], &[]);
    assert_eq!(t.end(), 65);
    assert!(t.text().contains("it is a text file"), "{}", t.text());
}

#[test]
fn backups_are_restored_in_three_keys_and_removed_only_when_asked_twice() {
    let home = answered();
    let mut t = home.open();
    t.send("B");
    t.wait_for_all(&["Case Ltd", "1 backup, the newest", "2 events", "Made of", "case.aims"]);
    t.wait_for_selection();
    t.send(ENTER);
    t.wait_for("Restore a backup to a new file");
    t.send(ENTER);
    t.wait_for("The backup is in");
    let restored = || {
        let names = std::fs::read_dir(home.folder.path()).unwrap().map(|e| e.unwrap().file_name());
        names.filter(|n| n.to_string_lossy().starts_with("case-20")).count()
    };
    assert_eq!(restored(), 1);
    t.send("-");
    t.wait_for_all(&["Remove these backups for good?", "all 1 of Case Ltd"]);
    t.send(ENTER);
    t.wait_for("This is not the name; nothing was removed.");
    assert!(t.text().contains("2 events"));
    t.send("Case Ltd");
    t.send(ENTER);
    t.wait_for_all(&["1 backup removed", "There are no backups yet."]);
    t.send("\x1b");
    t.wait_for("of 70 answered");
    let list = home.run(&["backups", "case.aims"]);
    assert_eq!(list.status.code(), Some(1));
    assert!(home.facts().contains("5.2=3"));
}

#[test]
fn a_backup_that_cannot_be_made_stays_in_the_header_while_it_lasts() {
    let home = Home::new("Case Ltd");
    std::fs::create_dir_all(home.path("state/clausewise")).unwrap();
    std::fs::write(home.path("state/clausewise/backups"), "in the way").unwrap();
    let mut t = home.open();
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saved", "no backup"]);
    t.send("b");
    t.wait_for("no backup");
}
