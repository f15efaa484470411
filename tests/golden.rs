//! Files that earlier versions made open for ever: the same facts, the same hashes, untouched when they are
//! only looked at. The files below `golden/` were made by the version they are named after and are never
//! made again; a new version adds a folder.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

/// Every file, with what a version with field facts dumps of it and what its own version checked.
fn golden() -> Vec<(PathBuf, String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut all = Vec::new();
    for version in std::fs::read_dir(top).unwrap() {
        for file in std::fs::read_dir(version.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|e| e == "aims") {
                let text = |ending| std::fs::read_to_string(file.with_extension(ending)).unwrap();
                // Records of 0.1.0 are upgraded while they are read; `.dump`, by that version itself, is what
                // `tests/records` holds the upgrading to.
                let (dump, check) = (text("lifted"), text("check"));
                all.push((file, dump, check));
            }
        }
    }
    assert!(all.len() >= 2, "the files of 0.1.0 are there");
    all
}

fn run(folder: &Path, args: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(PROGRAM);
    command.args(args).current_dir(folder).env("HOME", folder.join("home")).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let o = child.wait_with_output().unwrap();
    (o.status.code(), String::from_utf8(o.stdout).unwrap())
}

#[test]
fn the_files_of_every_version_say_what_they_said_and_stay_as_they_are() {
    for (file, dump, check) in golden() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("f.aims");
        std::fs::copy(&file, &copy).unwrap();
        let before = (std::fs::read(&copy).unwrap(), std::fs::metadata(&copy).unwrap().modified().unwrap());
        assert_eq!(run(folder.path(), &["dump", "f.aims"], ""), (Some(0), dump), "{}", file.display());
        let (code, said) = run(folder.path(), &["check", "f.aims"], "");
        assert_eq!(code, Some(0), "{said}");
        assert!(said.starts_with(&check), "{}: {said}", file.display());
        assert!(
            said.contains("notice=format 1; the first change brings it to format 2 after a backup\n"),
            "{said}"
        );
        for command in ["status", "gaps", "roadmap", "xray", "compare"] {
            let (code, said) = run(folder.path(), &[command, "f.aims"], "");
            assert!(matches!(code, Some(0..=2)), "{command} {}: {said}", file.display());
        }
        let after = (std::fs::read(&copy).unwrap(), std::fs::metadata(&copy).unwrap().modified().unwrap());
        assert!(before == after, "{} was changed by looking at it", file.display());
    }
}

/// The first change brings a file to the present format: one event more, after a backup that stays. What stood
/// there keeps its facts, rows and hashes, and is not taken back any more; the change itself is.
#[test]
fn an_answer_and_its_undo_leave_the_files_of_every_version_with_the_facts_and_hashes_they_had() {
    for (file, dump, check) in golden() {
        let folder = tempfile::tempdir().unwrap();
        let before = std::fs::read(&file).unwrap();
        std::fs::write(folder.path().join("f.aims"), &before).unwrap();
        let said = run(folder.path(), &["--plain", "f.aims"], "go 6.3\n2\nundo\nundo\nquit\n");
        assert_eq!(said.0, Some(0), "{}", said.1);
        let now = run(folder.path(), &["dump", "f.aims"], "").1;
        let rest: String = now.split_inclusive('\n').filter(|l| *l != "about.format=2\n").collect();
        assert_eq!(rest, dump, "{}", said.1);
        assert_eq!(now.len(), dump.len() + "about.format=2\n".len());
        let head = check.lines().find_map(|l| l.strip_prefix("head=")).unwrap();
        let (code, found) = run(folder.path(), &["check", "f.aims", "--expect", head], "");
        assert_eq!(code, Some(0), "{found}");
        // The event that brings it over, the answer, its undo; the second undo found nothing.
        assert!(
            found.contains("schema=2\n") && found.contains("events_since=3"),
            "{}: {found}",
            file.display()
        );

        let (code, list) = run(folder.path(), &["backups", "f.aims"], "");
        assert_eq!(code, Some(0), "{list}");
        let kept = list.lines().find(|l| l.ends_with("-format.aims")).unwrap();
        let number = kept.split('\t').next().unwrap();
        let args = ["backups", "restore", "f.aims", number, "--to", "old.aims"];
        assert_eq!(run(folder.path(), &args, "").0, Some(0), "{list}");
        assert_eq!(run(folder.path(), &["dump", "old.aims"], "").1, dump);
        let (code, said) = run(folder.path(), &["check", "old.aims"], "");
        assert!(code == Some(0) && said.starts_with(&check), "{said}");
    }
}
