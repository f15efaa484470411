//! What is on the disk when the program is killed, the disk is full, the file is gone or not ours.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::term::{CTRL_Q, CTRL_S, ESC, Home, QUIT, Term};

#[test]
fn killed_in_the_middle_of_a_note_it_comes_back_to_the_same_place() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("3");
    t.wait_for("1 of 70 answered");
    t.send("5");
    t.wait_for_all(&["2 of 70 answered", "saved"]);
    let facts = home.facts();
    t.send("e");
    t.wait_for("Note on 4.2");
    t.send("typed and never finished");
    home.wait_on_disk("typed and never finished");
    t.kill();
    assert_eq!(home.facts(), facts);
    let mut t = home.open();
    t.wait_for_all(&["2 of 70 answered", " 4.3 ", "unfinished note"]);
    t.send("e");
    t.wait_for_all(&["Note on 4.2", "typed and never finished"]);
    // Finished now, it is an answer like any other, and no draft is left.
    t.send(CTRL_S);
    t.wait_for_all(&["Note on 4.2 kept.", "saved"]);
    t.kill();
    assert!(home.facts().contains("note.4.2=typed and never finished\n"));
    let mut t = home.open();
    t.wait_for("Welcome back. You were at 4.3");
}

/// Three people vote, the window dies in the middle of it: who has answered has answered, still hidden.
#[test]
fn killed_in_mid_vote_no_answer_is_lost() {
    let home = Home::new("Case Ltd");
    let file = home.file();
    let file = file.to_str().unwrap();
    for name in ["Ana", "Bo", "Cleo"] {
        let added = home.run(&["record", file, "person", "add", &format!("name={name}")]);
        assert!(added.status.success(), "{added:?}");
    }
    let mut t = home.open();
    t.send("r");
    t.wait_for("Answers to");
    t.send("5");
    t.wait_for_all(&["1 answer, hidden", "saved "]);
    t.send("2");
    t.wait_for_all(&["2 answers, hidden", "saved "]);
    t.kill();
    let facts = home.facts();
    let votes: Vec<&str> = facts.lines().filter(|l| l.contains("vote.") && !l.contains("votes-")).collect();
    assert!(votes.len() == 2 && votes[0] != votes[1], "{facts}");
    assert!(!facts.contains("votes-shown."), "{facts}");
    let mut t = home.open();
    t.send("r");
    t.wait_for_all(&["Answers to", "answered"]);
    assert!(!t.text().contains("Proven") || !t.text().contains("from Planned"), "{}", t.text());
}

#[test]
fn what_is_shown_as_saved_survives_a_kill() {
    let home = Home::new("Case Ltd");
    let mut before = home.facts();
    for n in 1..=20 {
        let mut t = home.open();
        assert!(t.text().contains(&format!("{} of 70 answered", n - 1)), "{}", t.text());
        let level = ["1", "2", "3", "4", "5"][n % 5];
        t.send(level);
        t.wait_for_all(&[&format!("{n} of 70 answered"), "saved "]);
        t.kill();
        let after = home.facts();
        assert_eq!(after.lines().count(), before.lines().count() + 1, "{after}");
        assert!(before.lines().all(|l| after.lines().any(|m| m == l)), "{after}");
        before = after;
    }
}

#[test]
fn a_second_window_reads_only_and_names_the_first() {
    let home = Home::new("Case Ltd");
    let first = home.open();
    let mut second = home.open();
    second.wait_for_all(&["READ ONLY", "tester", &first.pid().as_raw_nonzero().to_string()]);
    let facts = home.facts();
    second.send("3");
    second.wait_for_all(&["Not changed", "0 of 70 answered"]);
    second.send(QUIT);
    assert_eq!(second.end(), 0);
    assert_eq!(home.facts(), facts);
}

#[test]
fn a_full_disk_is_said_and_the_text_stays() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saved"]);
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    let facts = home.facts();
    // Blocks of 512 bytes; a little more than the file has now.
    let blocks = std::fs::metadata(home.file()).unwrap().len() / 512 + 8;
    let mut t = home.shell(&format!("ulimit -f {blocks}; exec $P case.aims"), &[]);
    t.wait_for_all(&["1 of 70 answered", "? help"]);
    t.send("e");
    t.wait_for("Note on");
    t.send(&format!("\x1b[200~{}the end\x1b[201~", "a long note ".repeat(4000)));
    t.wait_for_all(&["the end", "NOT SAVED"]);
    t.send(CTRL_S);
    t.wait_gone("Note on");
    t.wait_for_all(&["NOT SAVED", "a long note"]);
    // It goes on: the next answer is taken and waits with the rest.
    t.send("4");
    t.wait_for_all(&["2 of 70 answered", "NOT SAVED"]);
    // Leaving would lose it: that has to be asked for twice.
    t.send(CTRL_Q);
    t.wait_for("what is not saved becomes a backup");
    t.send(CTRL_Q);
    let code = t.end();
    assert!(code != 0 && code < 100, "{code}");
    t.assert_restored();
    t.wait_for("case.aims");
    assert_eq!(home.facts(), facts, "whole and as it was");
}

#[test]
fn a_file_that_vanishes_is_said_and_saved_when_it_is_back() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let away = home.path("away");
    std::fs::rename(home.file(), &away).unwrap();
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "NOT SAVED"]);
    std::fs::rename(&away, home.file()).unwrap();
    t.wait_gone("NOT SAVED");
    t.wait_for("saved ");
    t.kill();
    assert!(home.facts().contains("4.1=3\n"), "{}", home.facts());
}

#[test]
fn in_a_folder_that_cannot_be_written_it_reads_only() {
    let home = Home::new("Case Ltd");
    let locked = home.path("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::rename(home.file(), locked.join("case.aims")).unwrap();
    let rights =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    rights(home.folder.path(), 0o777);
    rights(&locked.join("case.aims"), 0o444);
    rights(&locked, 0o555);
    let root = rustix::process::geteuid().is_root();
    // Nothing is read-only to root: then the program runs as nobody.
    let nobody = if root { "setpriv --reuid=65534 --clear-groups" } else { "" };
    let mut t: Term = home.shell(&format!("exec {nobody} $P locked/case.aims"), &[]);
    t.wait_for_all(&["READ ONLY", "0 of 70 answered", "? help"]);
    t.send("3");
    t.wait_for_all(&["Not changed", "0 of 70 answered"]);
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
    rights(&locked, 0o755);
    assert_eq!(std::fs::read_dir(&locked).unwrap().count(), 1, "nothing was made beside it");
}

/// A database that reads the file keeps everybody from writing: a disk that does not answer.
fn held(home: &Home) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(home.file()).unwrap();
    conn.execute_batch("BEGIN; SELECT count(*) FROM events;").unwrap();
    conn
}

#[test]
fn leaving_while_the_disk_is_slow_says_so_and_closes_when_it_answers() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let slow = held(&home);
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saving"]);
    t.send("qq");
    t.wait_for_all(&["Saving: closes when the disk answers", "saving"]);
    t.send(ESC);
    t.wait_for("Stayed");
    t.send("qq");
    t.wait_for("Saving: closes when the disk answers");
    drop(slow);
    assert_eq!(t.end(), 0);
    t.assert_restored();
    assert!(home.facts().contains("4.1=3\n"));
}

#[test]
fn leaving_without_waiting_says_what_may_be_missing() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let slow = held(&home);
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saving"]);
    t.send("qq");
    t.wait_for("q again leaves without waiting");
    t.send("q");
    assert_eq!(t.end(), 74);
    t.assert_restored();
    t.wait_for_all(&["You left before the disk answered", "1 change may be missing", "4.1"]);
    drop(slow);
}

/// Two people in one folder, the second not the owner of anything. Needs root, to be both of them.
#[test]
#[cfg(target_os = "linux")]
fn two_users_of_a_shared_folder_take_turns() {
    use std::os::unix::fs::chown;
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let home = Home::new("Case Ltd");
    let rights = |path: &Path, mode| {
        chown(path, Some(1001), Some(1000)).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let shared = home.path("shared");
    std::fs::create_dir(&shared).unwrap();
    std::fs::rename(home.file(), shared.join("case.aims")).unwrap();
    rights(home.folder.path(), 0o777);
    rights(&shared, 0o2775);
    rights(&shared.join("case.aims"), 0o660);
    let start = |uid: u32| {
        let run = format!("exec setpriv --reuid={uid} --regid=1000 --clear-groups $P shared/case.aims");
        let state = home.path(&uid.to_string());
        let _ = std::fs::create_dir(&state);
        chown(&state, Some(uid), Some(1000)).unwrap();
        let (state, user) = (state.display().to_string(), format!("user{uid}"));
        let mut t = home.shell(&run, &[("XDG_STATE_HOME", &state), ("USER", &user)]);
        t.wait_for_all(&["answered", "? help"]);
        t
    };
    let mut first = start(1001);
    let mut second = start(1002);
    second.wait_for_all(&["READ ONLY", "open in another window by user1001"]);
    second.send("4");
    second.wait_for("Not changed");
    first.send("3");
    first.wait_for_all(&["1 of 70 answered", "saved "]);
    second.send(QUIT);
    second.end();
    // What the first one leaves behind when it is killed means nothing to the second.
    first.kill();
    assert!(shared.join(".case.aims.lock").exists());
    let mut second = start(1002);
    second.send("4");
    second.wait_for_all(&["2 of 70 answered", "saved "]);
    let mut third = start(1001);
    third.wait_for("open in another window by user1002");
    // A lock that may not be opened is no place without locks.
    second.send(QUIT);
    second.end();
    std::fs::write(shared.join(".case.aims.lock"), "").unwrap();
    std::fs::set_permissions(shared.join(".case.aims.lock"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut second = start(1002);
    second.wait_for_all(&["READ ONLY", "is another user's", "remove it"]);
    third.send(QUIT);
    third.end();
}

/// A list of whom one works for is nobody's business, on the disk or on a projector.
#[test]
fn what_was_open_is_remembered_without_a_name() {
    let home = Home::new("Secret Client Ltd");
    let list = home.path("state/clausewise/recent");
    let remembered = || {
        let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
        loop {
            let text = std::fs::read_to_string(&list).unwrap_or_default();
            if text.contains("case.aims") && !text.contains("Secret") {
                return text;
            }
            assert!(std::time::Instant::now() < end, "{text}");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    };
    let mut t = home.open();
    let text = remembered();
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    // As an earlier version wrote it: gone with the first start, and still the way back.
    std::fs::write(&list, text.replace('\n', "\tSecret Client Ltd\n")).unwrap();
    let mut t = home.start(&[], &[]);
    t.wait_for_all(&["Your files", "\u{258c} case.aims"]);
    assert!(!t.text().contains("Secret"), "{}", t.text());
    remembered();
    t.send("\r");
    // The verdict beside it may leave it less room.
    t.wait_for("Secret Cli");
}
