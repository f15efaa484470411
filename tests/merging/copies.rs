//! Copies of an assessment beside it, as sync clients leave them: known by what stands in them, told in a line, and never taken
//! over by themselves.

use std::path::Path;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge, two};

const NAMES: [&str; 7] = [
    "a (conflicted copy 2026-03-01).aims",
    "a (Jo's conflicted copy).aims",
    "a-DESKTOP-1.aims",
    "a (1).aims",
    "a.sync-conflict-20260301-101010-ABCDEFG.aims",
    "a 2.aims",
    "Copy of a.aims",
];

/// What checking a file, looking at its status and opening it say of copies.
fn told(folder: &Path, file: &str) -> [String; 3] {
    let (_, out, _) = run(folder, &["check", file], "");
    let notices = out.lines().filter(|l| l.starts_with("notice=")).collect::<Vec<_>>().join("\n");
    let (_, _, err) = run(folder, &["status", file], "");
    let (_, plain, _) = run(folder, &["--plain", file], "quit\n");
    [notices, err, plain.lines().filter(|l| l.contains("another copy")).collect::<Vec<_>>().join("\n")]
}

#[test]
fn a_copy_that_holds_something_else_is_told_whatever_a_sync_client_calls_it() {
    for name in NAMES {
        let folder = two();
        let at = folder.path();
        std::fs::rename(at.join("b.aims"), at.join(name)).unwrap();
        for said in told(at, "a.aims") {
            assert!(!said.contains("copy"), "{name}: it holds nothing new: {said}");
        }
        answer(at, name, "8.2 5\n8.3 1\n");
        answer(at, "a.aims", "6.1.2 4\n");
        let before = ["a.aims", name].map(|file| std::fs::read(at.join(file)).unwrap());
        for said in told(at, "a.aims") {
            assert!(said.contains("holds 2 events that are not here"), "{name}: {said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
        for said in told(at, name) {
            assert!(
                said.contains("a.aims, another copy") && said.contains("holds 1 event that is not here"),
                "{name}: {said}"
            );
        }
        let after = ["a.aims", name].map(|file| std::fs::read(at.join(file)).unwrap());
        assert!(before == after, "{name}: nothing is taken by itself");
        let (code, said) = merge(at, &["a.aims", name, "--into", "a.aims"]);
        assert_eq!(code, 0, "{said}");
        for said in told(at, "a.aims") {
            assert!(!said.contains("copy"), "{name}: it holds all of it: {said}");
        }
    }
}

#[test]
fn only_what_stands_in_a_file_makes_it_a_copy() {
    let folder = two();
    let at = folder.path();
    std::fs::remove_file(at.join("b.aims")).unwrap();
    output(at, &["new", "a (1).aims", "--org", "Case"]);
    std::fs::write(at.join("a (2).aims"), "no assessment\n").unwrap();
    std::fs::write(at.join("a (3).aims"), "").unwrap();
    std::fs::create_dir(at.join("a (4).aims")).unwrap();
    let half = std::fs::read(at.join("a.aims")).unwrap();
    std::fs::write(at.join("a (5).aims"), &half[..half.len() / 2]).unwrap();
    std::fs::copy(at.join("a.aims"), at.join("other.aims")).unwrap();
    answer(at, "other.aims", "8.2 5\n");
    for said in told(at, "a.aims") {
        assert!(!said.contains("copy"), "{said}");
    }
    let names = |at: &Path| std::fs::read_dir(at).unwrap().count();
    let before = names(at);
    run(at, &["check", "a.aims"], "");
    assert_eq!(names(at), before, "nothing is left beside any of them");
}

/// Two copies of two sync clients beside the file, each with something of its own and one answer all three changed.
#[test]
fn two_conflict_copies_become_one_file_with_every_word() {
    let folder = two();
    let at = folder.path();
    let (one, other) = (NAMES[1], NAMES[4]);
    std::fs::copy(at.join("a.aims"), at.join(one)).unwrap();
    std::fs::rename(at.join("b.aims"), at.join(other)).unwrap();
    answer(at, "a.aims", "5.2 3 as Ana says\n6.1.2 4\n");
    answer(at, one, "5.2 4 as Bo says\n8.2 5\n");
    answer(at, other, "5.2 5 as Cy says\n8.3 1\n");
    for said in told(at, "a.aims").iter().take(1) {
        assert_eq!(said.lines().count(), 2, "{said}");
    }
    for (copy, left) in [(one, 1), (other, 0)] {
        assert_eq!(merge(at, &["a.aims", copy, "--into", "a.aims"]).0, 1, "5.2 is asked");
        let (code, said) = merge(at, &["a.aims", copy, "--into", "a.aims", "--rule", "worst"]);
        assert!(code == 0 && said.contains("stands, as the worst"), "{said}");
        is_sound(at, "a.aims");
        let [notices, ..] = told(at, "a.aims");
        assert_eq!(notices.lines().count(), left, "{notices}");
    }
    let a = dump(at, "a.aims");
    for line in ["5.2=3", "6.1.2=4", "8.2=5", "8.3=1", "7.2=1"] {
        assert_eq!(a.lines().filter(|l| *l == line).count(), 1, "{line}: {a}");
    }
    for words in ["as Ana says", "as Bo says", "as Cy says"] {
        assert_eq!(a.matches(words).count(), 1, "{words}: {a}");
    }
    let report = output(at, &["check", "a.aims"]);
    assert_eq!(report.matches("merged=").count(), 2, "{report}");
    // The same, whichever came first.
    for file in [one, other] {
        let (code, said) = merge(at, &[file, "a.aims", "--into", file]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(dump(at, file), a, "{file}");
    }
}

/// In plain mode: told, asked, taken over; left in between, nothing is.
#[test]
fn plain_mode_asks_one_by_one() {
    let folder = two();
    let at = folder.path();
    std::fs::rename(at.join("b.aims"), at.join("a (1).aims")).unwrap();
    answer(at, "a.aims", "5.2 3\n6.1.2 4\n");
    answer(at, "a (1).aims", "5.2 4\n8.2 5\n");
    let before = dump(at, "a.aims");
    for left in
        ["merge-file a (1).aims\n\nquit\n", "merge-file\n\nquit\n", "merge-file a (1).aims\n2\nno\nquit\n"]
    {
        let (_, out, _) = run(at, &["--plain", "a.aims"], left);
        assert!(out.contains("Nothing was merged."), "{left}: {out}");
        assert_eq!(dump(at, "a.aims"), before, "{left}");
    }
    // By number, by its word, by the name of the file, by what is said there; what is none of them is asked again.
    let start = std::fs::read(at.join("a.aims")).unwrap();
    let typed =
        [("1", '3'), ("mine", '3'), ("Theirs", '4'), ("a (1).aims", '4'), ("a (1)", '4'), ("a.aims", '3')];
    for (typed, level) in typed.into_iter().chain([("in use", '4'), ("WRITTEN", '3'), ("9\nboth\n2", '4')]) {
        let lines = format!("merge-file a (1).aims\n{typed}\nyes\nquit\n");
        let (_, out, _) = run(at, &["--plain", "a.aims"], &lines);
        assert!(dump(at, "a.aims").contains(&format!("5.2={level}\n")), "{typed}: {out}");
        std::fs::write(at.join("a.aims"), &start).unwrap();
    }
    let (_, out, _) = run(at, &["--plain", "a.aims"], "merge-file a (1).aims\n2\nyes\nundo\nquit\n");
    for words in
        ["1 mine: Written", "2 theirs: In use", "Merged: ", "undo ends where another file was merged"]
    {
        assert!(out.contains(words), "{words}: {out}");
    }
    let a = dump(at, "a.aims");
    assert!(a.contains("5.2=4\n") && a.contains("8.2=5\n") && a.contains("6.1.2=4\n"), "{a}");
    is_sound(at, "a.aims");
    let (_, out, _) = run(at, &["--plain", "a.aims"], "merge-file a (1).aims\nquit\n");
    assert!(out.contains("Merged already"), "{out}");
    let (_, out, _) = run(at, &["--plain", "a.aims"], "merge-file none.aims\nquit\n");
    assert!(out.contains("none.aims"), "{out}");
}
