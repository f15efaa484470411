//! Merging into one of the two files: it is the same as into a new file, it is one step, and there is a way back.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge, two};

fn bytes(folder: &Path, file: &str) -> Vec<u8> {
    std::fs::read(folder.join(file)).unwrap()
}

fn line<'r>(report: &'r str, name: &str) -> &'r str {
    report.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix('=')).unwrap()
}

#[test]
fn in_place_comes_to_the_same_as_into_a_new_file_and_can_be_taken_back() {
    let folder = two();
    let at = folder.path();
    answer(at, "a.aims", "5.2 3 as Ana says\n6.1.2 4\n");
    answer(at, "b.aims", "5.2 4\n8.2 5\n");
    let (was, b) = (bytes(at, "a.aims"), bytes(at, "b.aims"));
    let before = dump(at, "a.aims");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims"]);
    assert!(code == 1 && said.contains("people have to decide (1):"), "{code} {said}");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims", "--rule", "worst", "--dry-run"]);
    assert!(code == 0 && said.contains("dry run"), "{code} {said}");
    assert!(bytes(at, "a.aims") == was, "nothing is written before all is decided, and by a dry run");
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--rule", "worst"]).0, 0);
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "./a.aims", "--rule", "worst"]);
    assert!(code == 0 && said.contains("Merged into") && said.contains("clausewise backups "), "{said}");
    assert_eq!(dump(at, "a.aims"), dump(at, "c.aims"));
    assert!(bytes(at, "b.aims") == b, "the other one stays as it is");
    let report = output(at, &["check", "a.aims"]);
    assert!(report.contains("merged=2 events behind event 3\n"), "{report}");
    assert!(output(at, &["history", "a.aims"]).contains("merge of b.aims"));
    for (args, said) in [(["a.aims", "b.aims"], "a.aims holds"), (["b.aims", "a.aims"], "a.aims holds")] {
        assert!(merge(at, &[&args[..], &["--dry-run"]].concat()).1.contains(said), "{args:?}");
    }
    // Again: nothing is left to be done, and nothing is.
    let merged = bytes(at, "a.aims");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims"]);
    assert!(code == 0 && said.contains("Nothing had to be written"), "{code} {said}");
    assert!(bytes(at, "a.aims") == merged);
    // The way back.
    let (_, listed, words) = run(at, &["backups", "a.aims"], "");
    assert!(words.contains("made before another file was merged into it"), "{listed}{words}");
    let number = words.split(" made before another").next().unwrap().rsplit(' ').next().unwrap();
    output(at, &["backups", "a.aims", "--restore", number, "--to", "back.aims"]);
    assert_eq!(dump(at, "back.aims"), before);
    let (_, out, _) = run(at, &["--plain", "a.aims"], "undo\nquit\n");
    assert!(out.contains("undo ends where another file was merged"), "{out}");
}

#[test]
fn a_file_that_went_on_is_caught_up_with_event_by_event() {
    let folder = two();
    let at = folder.path();
    answer(at, "b.aims", "5.2 4\n8.2 5\nundo\n8.3 1\n");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(output(at, &["history", "a.aims"]), output(at, &["history", "b.aims"]));
    let heads = ["a.aims", "b.aims"].map(|file| line(&output(at, &["check", file]), "head").to_owned());
    assert_eq!(heads[0], heads[1], "the same chain");
    // One that took this one over by a merge is taken over by a merge.
    std::fs::copy(at.join("a.aims"), at.join("d.aims")).unwrap();
    answer(at, "a.aims", "6.1.2 4\n");
    answer(at, "d.aims", "6.1.3 4\n");
    assert_eq!(merge(at, &["d.aims", "a.aims", "--to", "e.aims"]).0, 0);
    answer(at, "e.aims", "7.2 2\n");
    let (code, said) = merge(at, &["a.aims", "e.aims", "--into", "a.aims"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(dump(at, "a.aims"), dump(at, "e.aims"));
    is_sound(at, "a.aims");
    for known in ["b.aims", "d.aims", "e.aims"] {
        let (code, said) = merge(at, &["a.aims", known, "--dry-run"]);
        assert!(code == 0 && said.contains("Merged already: a.aims holds everything"), "{known}: {said}");
    }
    assert_eq!(merge(at, &["e.aims", "a.aims", "--into", "e.aims"]).0, 0, "it ends there");
    assert_eq!(dump(at, "e.aims"), dump(at, "a.aims"));
}

#[test]
fn only_the_first_of_the_two_can_take_the_other_over() {
    let folder = two();
    let at = folder.path();
    answer(at, "b.aims", "8.2 5\n");
    output(at, &["new", "other.aims", "--org", "Case"]);
    let before = ["a.aims", "b.aims", "other.aims"].map(|file| bytes(at, file));
    for into in ["b.aims", "other.aims", "missing.aims"] {
        let (code, said) = merge(at, &["a.aims", "b.aims", "--into", into]);
        assert!(code == 2 && said.contains("has to be the first of the two"), "{into}: {code} {said}");
    }
    let (code, said) = merge(at, &["a.aims", "other.aims", "--into", "a.aims"]);
    assert!(code == 65 && said.contains("have no event in common"), "{code} {said}");
    assert!(["a.aims", "b.aims", "other.aims"].map(|file| bytes(at, file)) == before);
    assert!(!at.join("missing.aims").exists());
}

#[test]
fn files_of_an_earlier_version_are_brought_over_on_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/0.1.0/demo.aims");
    for file in ["a.aims", "b.aims", "c.aims"] {
        std::fs::copy(old, at.join(file)).unwrap();
    }
    run(at, &["answer", "b.aims", "--script", "-"], "8.3 1 said in b\n");
    // One that is as it was takes over the events of one that went on, the step to the new format among them.
    assert_eq!(merge(at, &["a.aims", "b.aims", "--into", "a.aims"]).0, 0);
    assert_eq!(dump(at, "a.aims"), dump(at, "b.aims"));
    is_sound(at, "a.aims");
    run(at, &["answer", "c.aims", "--script", "-"], "8.2 5 said in c\n");
    assert_eq!(merge(at, &["c.aims", "b.aims", "--into", "c.aims"]).0, 0);
    let c = dump(at, "c.aims");
    assert!(c.contains("note.8.2=said in c\n") && c.contains("note.8.3=said in b\n"), "{c}");
    is_sound(at, "c.aims");
}

/// Whenever it is killed the file is as it was or holds all of the other, and is sound.
#[test]
fn a_killed_merge_leaves_the_file_as_it_was_or_merged_whole() {
    let folder = two();
    let at = folder.path();
    let lines = |id: &str, from: usize| -> String {
        (0..150).map(|n| format!("go {id}\nnote text {}\n", n + from)).collect::<Vec<_>>().concat()
    };
    answer(at, "a.aims", &lines("6.1.2", 0));
    answer(at, "b.aims", &format!("8.2 5\n{}", lines("8.2", 7)));
    let (start, other) = (bytes(at, "a.aims"), bytes(at, "b.aims"));
    let before = dump(at, "a.aims");
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "c.aims"]).0, 0);
    let after = dump(at, "c.aims");
    let (mut as_it_was, mut whole) = (0, 0);
    for k in 0..60_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
            .args(["merge", "a.aims", "b.aims", "--into", "a.aims"])
            .current_dir(at)
            .env("HOME", at.join("home"))
            .env("XDG_STATE_HOME", at.join("home"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(5_000 + k * 6_000));
        child.kill().unwrap();
        child.wait().unwrap();
        // What the killed one was saving lies beside the file until it is opened to be changed.
        if at.join("a.aims-journal").exists() {
            run(at, &["answer", "a.aims", "--script", "-"], "");
        }
        is_sound(at, "a.aims");
        let now = dump(at, "a.aims");
        assert!(now == before || now == after, "{k}: {now}");
        assert!(bytes(at, "b.aims") == other);
        if now == after {
            whole += 1;
            std::fs::remove_file(at.join("a.aims")).unwrap();
            std::fs::write(at.join("a.aims"), &start).unwrap();
        } else {
            as_it_was += 1;
        }
    }
    assert!(as_it_was > 0, "no kill came in time: {as_it_was} {whole}");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(dump(at, "a.aims"), after);
}

/// The backup is the way back: without one nothing is merged.
#[test]
fn without_a_backup_nothing_is_merged() {
    let folder = two();
    let at = folder.path();
    answer(at, "a.aims", "6.1.2 4\n");
    answer(at, "b.aims", "8.2 5\n");
    let backups = at.join("home").join("clausewise").join("backups");
    std::fs::rename(&backups, at.join("elsewhere")).unwrap();
    std::fs::write(&backups, "no folder\n").unwrap();
    let before = bytes(at, "a.aims");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--into", "a.aims"]);
    assert!(code == 74 && said.contains("could be made before the merge"), "{code} {said}");
    assert!(bytes(at, "a.aims") == before);
    std::fs::remove_file(&backups).unwrap();
    std::fs::rename(at.join("elsewhere"), &backups).unwrap();
    assert_eq!(merge(at, &["a.aims", "b.aims", "--into", "a.aims"]).0, 0);
    is_sound(at, "a.aims");
}
