//! Files that cannot be merged, files that are busy, and a program that is killed while it merges.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge, two};

#[test]
fn what_cannot_be_merged_is_refused_in_words_and_nothing_is_written() {
    let folder = two();
    let at = folder.path();
    output(at, &["new", "other.aims", "--org", "Case"]);
    std::fs::write(at.join("text.aims"), "no assessment at all\n").unwrap();
    std::fs::write(at.join("empty.aims"), "").unwrap();
    let mut bytes = std::fs::read(at.join("b.aims")).unwrap();
    let torn = bytes.len() / 2;
    bytes.truncate(torn);
    std::fs::write(at.join("torn.aims"), &bytes).unwrap();
    std::fs::create_dir(at.join("folder.aims")).unwrap();
    answer(at, "a.aims", "6.1.2 4\n");
    for (other, code, words) in [
        ("other.aims", 65, "have no event in common"),
        ("text.aims", 65, "not an assessment file"),
        ("empty.aims", 65, "not an assessment file"),
        ("torn.aims", 65, "damaged"),
        ("folder.aims", 65, "not an assessment file"),
        ("missing.aims", 65, "There is no file"),
    ] {
        for files in [["a.aims", other], [other, "a.aims"]] {
            let (is, said) = merge(at, &[&files[..], &["--to", "c.aims"]].concat());
            assert!(is == code && said.contains(words), "{files:?}: {is} {said}");
            assert!(!at.join("c.aims").exists(), "{files:?}");
        }
    }
    let before = std::fs::read(at.join("other.aims")).unwrap();
    answer(at, "b.aims", "8.2 5\n");
    for to in ["other.aims", "a.aims", "b.aims"] {
        let (code, said) = merge(at, &["a.aims", "b.aims", "--to", to]);
        assert!(code == 73 && said.contains("is there already"), "{to}: {code} {said}");
    }
    assert_eq!(std::fs::read(at.join("other.aims")).unwrap(), before);
    assert_eq!(merge(at, &["a.aims", "b.aims"]).0, 2, "without a new file only a dry run");
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "no/such/c.aims"]).0, 73);
    std::fs::write(at.join("decided"), "5.2 perhaps\n").unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]);
    assert!(code == 65 && said.contains("Line 1"), "{code} {said}");
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "none"]).0, 65);
    answer(at, "a.aims", "5.2 1\n");
    answer(at, "b.aims", "5.2 4\n");
    std::fs::write(at.join("decided"), "5.2 =9\n").unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]);
    assert!(code == 1 && said.contains("cannot stand there: 5.2"), "{code} {said}");
    assert!(!at.join("c.aims").exists());
}

#[test]
fn looking_leaves_no_trace_and_a_busy_file_is_read_all_the_same() {
    let folder = two();
    let at = folder.path();
    answer(at, "a.aims", "6.1.2 4\n");
    answer(at, "b.aims", "8.2 5\n");
    let before: Vec<Vec<u8>> =
        ["a.aims", "b.aims"].iter().map(|f| std::fs::read(at.join(f)).unwrap()).collect();
    // Somebody has the second one open.
    let mut window = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(["answer", "b.aims", "--script", "-"])
        .current_dir(at)
        .env("HOME", at.join("home"))
        .env("XDG_STATE_HOME", at.join("home"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(merge(at, &["a.aims", "b.aims", "--dry-run"]).0, 0);
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims"]);
    assert_eq!(code, 0, "{said}");
    window.kill().unwrap();
    window.wait().unwrap();
    for (file, was) in ["a.aims", "b.aims"].iter().zip(before) {
        assert_eq!(std::fs::read(at.join(file)).unwrap(), was, "{file}");
    }
    is_sound(at, "c.aims");
}

/// Whenever it is killed there is no new file, or all of it; the others stay as they are.
#[test]
fn a_killed_merge_leaves_a_whole_file_or_none() {
    let folder = two();
    let at = folder.path();
    let lines = |from: usize| -> String {
        (0..200)
            .map(|n| ["go 6.1.2\nnote text ", &(n + from).to_string(), "\n"].concat())
            .collect::<Vec<_>>()
            .concat()
    };
    answer(at, "a.aims", &lines(0));
    answer(at, "b.aims", &format!("8.2 5\n{}", "go 8.2\nnote other\n".repeat(20)));
    let before = std::fs::read(at.join("b.aims")).unwrap();
    let (mut none, mut whole) = (0, 0);
    for k in 0..40_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
            .args(["merge", "a.aims", "b.aims", "--to", "c.aims"])
            .current_dir(at)
            .env("HOME", at.join("home"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(2_000 + k * 6_000));
        child.kill().unwrap();
        child.wait().unwrap();
        if at.join("c.aims").exists() {
            whole += 1;
            is_sound(at, "c.aims");
            assert!(dump(at, "c.aims").contains("8.2=5\n"));
            std::fs::remove_file(at.join("c.aims")).unwrap();
        } else {
            none += 1;
        }
        assert_eq!(std::fs::read(at.join("b.aims")).unwrap(), before);
    }
    assert!(none > 0, "no kill came in time: {none} {whole}");
    let (code, out, err) = run(at, &["merge", "a.aims", "b.aims", "--to", "c.aims"], "");
    assert_eq!(code, 0, "{out}{err}");
}

/// A file of 0.1.0 and its copy, each brought over by its first change.
#[test]
fn files_of_an_earlier_version_are_merged_from_where_they_parted() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/0.1.0/demo.aims");
    for file in ["a.aims", "b.aims"] {
        std::fs::copy(old, at.join(file)).unwrap();
    }
    // One of them still as it was: there is nothing to merge, and it stays so.
    let before = std::fs::read(at.join("b.aims")).unwrap();
    run(at, &["answer", "a.aims", "--script", "-"], "8.2 5 said in a\n");
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "c.aims"]).0, 0);
    assert_eq!(dump(at, "c.aims"), dump(at, "a.aims"));
    assert_eq!(std::fs::read(at.join("b.aims")).unwrap(), before);
    run(at, &["answer", "b.aims", "--script", "-"], "8.3 1 said in b\n");
    for (args, to) in [(["a.aims", "b.aims"], "d.aims"), (["b.aims", "a.aims"], "e.aims")] {
        let (code, said) = merge(at, &[&args[..], &["--to", to]].concat());
        assert_eq!(code, 0, "{said}");
        let (_, report, _) = run(at, &["check", to], "");
        assert!(report.contains("merged=2 events"), "{report}");
    }
    let d = dump(at, "d.aims");
    assert!(d.contains("note.8.2=said in a\n") && d.contains("note.8.3=said in b\n"), "{d}");
    assert_eq!(d, dump(at, "e.aims"));
}
