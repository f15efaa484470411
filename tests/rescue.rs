//! Backups and salvage from outside: commands and plain mode with a home of their own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

struct Home(TempDir);

impl Home {
    /// With an assessment `case.aims` in which something was answered, and one backup of it.
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.good("new case.aims --org Aardvark-7f3a --start 2040-01-02", "");
        home.good("answer case.aims --script -", "5.2 3 half a policy\n9.2.1 1\n");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &str, input: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
        command.args(args.split(' ')).current_dir(self.0.path()).env("HOME", self.path("home"));
        for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.path("home"));
        }
        command.env_remove("TERM").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let o = child.wait_with_output().unwrap();
        let text = |b| String::from_utf8(b).unwrap();
        (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
    }

    #[track_caller]
    fn good(&self, args: &str, input: &str) -> (String, String) {
        let (code, out, err) = self.run(args, input);
        assert_eq!(code, 0, "{args}: {out} {err}");
        (out, err)
    }

    fn events(&self, name: &str) -> usize {
        let (out, _) = self.good(&format!("check {name}"), "");
        out.lines().find_map(|l| l.strip_prefix("events=")).unwrap().parse().unwrap()
    }

    /// Damages a file as a broken transfer does: its beginning is gone, something else stands at its end.
    fn damage(&self, name: &str) {
        let mut bytes = std::fs::read(self.path(name)).unwrap();
        bytes[..64].fill(0);
        bytes.extend([7; 5000]);
        std::fs::write(self.path(name), bytes).unwrap();
    }
}

fn lines_of(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            lines_of(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

#[test]
fn what_is_replaced_is_a_backup_first_and_it_is_said_where() {
    let home = Home::new();
    let before = home.good("dump case.aims", "").0;
    for command in ["new case.aims --org Other --force", "demo case.aims --force"] {
        let (_, err) = home.good(command, "");
        assert!(err.contains("is kept for 90 days as a backup: ") && err.contains("events"), "{err}");
    }
    let (list, words) = home.good("backups case.aims", "");
    assert!(list.lines().all(|l| l.split('\t').count() == 4), "the shape is what it was: {list}");
    assert!(words.contains("made before the file was replaced"), "{words}");
    let n = list.lines().position(|l| l.contains("-replaced.aims") || l.contains("-replaced2.aims"));
    assert!(n.is_some(), "{list}");
    let dumps: Vec<String> = (1..=list.lines().count())
        .map(|n| {
            home.good(&format!("backups restore case.aims {n} --to back{n}.aims"), "");
            home.good(&format!("dump back{n}.aims"), "").0
        })
        .collect();
    assert!(dumps.contains(&before));
}

#[test]
fn backups_by_word_and_after_a_rename() {
    let home = Home::new();
    std::fs::rename(home.path("case.aims"), home.path("renamed.aims")).unwrap();
    let (list, words) = home.good("backups renamed.aims", "");
    assert!(list.starts_with("1\t") && words.contains("case.aims"), "{list}{words}");
    assert_eq!(home.good("backups case.aims", "").0, list, "under the old name too");
    assert_eq!(home.good("backups list renamed.aims", "").0, list);
    let (all, _) = home.good("backups list", "");
    assert!(all.starts_with("Aardvark-7f3a\t1\t") && all.contains("\t3 events\t"), "{all}");
    let (out, _) = home.good("backups restore renamed.aims", "");
    let saved = out.lines().next().unwrap().strip_prefix("saved=").unwrap();
    assert!(saved.contains("case-20") && home.events(saved) == 3, "{out}");
    assert_eq!(home.run("backups restore renamed.aims 7", "").0, 2);
    assert_eq!(home.run("backups renamed.aims --restore 1", "").0, 2);
    assert_eq!(home.run("backups remove renamed.aims", "").0, 2);
    let (code, _, words) = home.run("backups purge renamed.aims", "");
    assert!(code == 2 && words.contains("--yes"), "{words}");
    assert_eq!(home.good("backups purge renamed.aims --yes", "").0, "removed=1\n");
    assert_eq!(home.run("backups renamed.aims", "").0, 1);
    let mut left = Vec::new();
    lines_of(&home.path("home"), &mut left);
    assert!(left.iter().all(|p| !p.to_string_lossy().contains("backups")), "{left:?}");
}

#[test]
fn no_name_of_an_organisation_outside_its_files() {
    let home = Home::new();
    home.good("backups list", "");
    let mut all = Vec::new();
    lines_of(&home.path("home"), &mut all);
    assert!(all.iter().any(|p| p.ends_with("known.json")));
    for path in all.iter().filter(|p| p.extension().is_none_or(|e| e != "aims")) {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        assert!(!text.contains("7f3a"), "{}", path.display());
    }
}

#[test]
fn a_damaged_file_names_its_ways_back_in_commands_that_can_be_typed() {
    let home = Home::new();
    home.damage("case.aims");
    let (code, _, words) = home.run("status case.aims", "");
    assert_eq!(code, 65);
    assert!(words.contains("clausewise backups case.aims"), "{words}");
    assert!(words.contains("clausewise salvage case.aims new.aims"), "{words}");
    home.good("backups case.aims", "");
    let (out, _) = home.good("salvage case.aims new.aims", "");
    assert!(out.contains("kept=3\nlost=0\n"), "{out}");
    assert_eq!(home.events("new.aims"), 3);

    let mut bytes = std::fs::read(home.path("new.aims")).unwrap();
    bytes[68] ^= 1;
    std::fs::write(home.path("flipped.aims"), &bytes).unwrap();
    let (code, _, words) = home.run("check flipped.aims", "");
    assert!(
        code == 65 && words.contains("is damaged: its beginning is broken; 3 events can be salvaged."),
        "{words}"
    );
}

#[test]
fn plain_mode_offers_the_ways_back() {
    let home = Home::new();
    home.damage("case.aims");
    let damaged = std::fs::read(home.path("case.aims")).unwrap();
    let (code, out, err) = home.run("--plain case.aims", "");
    assert!(
        code == 65 && err.contains("clausewise salvage case.aims new.aims"),
        "nobody there to answer: {out} {err}"
    );
    let (out, _) = home.good("--plain case.aims", "1\nquit\n");
    assert!(out.contains("case.aims is damaged: its beginning is broken."), "{out}");
    assert!(out.contains("1: the newest backup as a new file: 20") && out.contains("3 events"), "{out}");
    assert!(out.contains("2: what can be read as a new file: 3 events"), "{out}");
    assert!(out.contains("The backup is in ") && out.contains("Aardvark-7f3a, kept in "), "{out}");
    let (out, _) = home.good("--plain case.aims", "2\nquit\n");
    assert!(out.contains("All 3 events are in ") && out.contains("case-salvaged.aims"), "{out}");
    let (out, _) = home.good("--plain case.aims", "no\nquit\n");
    assert!(out.contains("Nothing was made") && out.contains("The end."), "{out}");
    assert!(std::fs::read(home.path("case.aims")).unwrap() == damaged);

    std::fs::remove_file(home.path("case.aims")).unwrap();
    let (out, _) = home.good("--plain", "open case.aims\n1\nquit\n");
    assert!(out.contains("There is no file case.aims") && out.contains("The backup is in "), "{out}");
}

#[test]
fn plain_mode_lists_restores_and_removes() {
    let home = Home::new();
    let said = "backups\nrestore 1 back\nhome\nrestore 9\npurge nobody\npurge aardvark-7f3a\nno\npurge aardvark-7f3a\nyes\nbackups\nquit\n";
    let (out, _) = home.good("--plain", said);
    for words in [
        "Aardvark-7f3a: 1 backup, the newest just now.",
        "3 events",
        "The backup is in ",
        "There is no backup number \"9\"",
        "There are no backups of \"nobody\"",
        "Nothing was removed.",
        "1 backup removed",
        "There are no backups yet",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert_eq!(home.events("back.aims"), 3);
    let home = Home::new();
    let (out, _) = home.good("--plain case.aims", "backups\nrestore 1\nquit\n");
    assert!(out.contains("1: 20") && out.contains("You stay in the present one."), "{out}");
}

#[test]
fn a_backup_that_cannot_be_made_is_said_and_nothing_is_replaced_without_one() {
    let home = Home(tempfile::tempdir().unwrap());
    home.good("new case.aims --org Case --start 2040-01-02", "");
    std::fs::create_dir_all(home.path("home/clausewise")).unwrap();
    std::fs::write(home.path("home/clausewise/backups"), b"in the way").unwrap();
    let (_, err) = home.good("answer case.aims --script -", "5.2 3\n");
    assert!(err.contains("Saved, but there is no backup of case.aims: "), "{err}");
    let (out, _) = home.good("--plain case.aims", "4\nquit\n");
    assert!(out.contains("Saved.") && out.contains("No backup: "), "{out}");
    let before = home.good("dump case.aims", "").0;
    let (code, _, err) = home.run("new case.aims --org Other --force", "");
    assert!(code == 73 && err.contains("was not replaced, as there is no backup of it"), "{err}");
    assert_eq!(home.good("dump case.aims", "").0, before);
}
