//! A file that was handed out and changed on two machines from one state: what comes back second is asked about and never put over
//! the first; what somebody settles in it later is settled, whether it is collected or merged; and answers that are hidden.

use std::path::Path;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge};

const FILE: &str = "out/questions-mara-holt.aims";

fn copy(at: &Path, from: &str, to: &str) {
    std::fs::copy(at.join(from), at.join(to)).unwrap();
}

fn collect(at: &Path, args: &[&str]) -> (i32, String) {
    let (code, out, err) = run(at, &[&["collect"], args].concat(), "");
    (code, format!("{out}{err}"))
}

/// Questions for Mara, begun and then answered on two machines: `r1.aims`, and the longer `r2.aims`.
fn forked() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    output(at, &["new", "a.aims", "--org", "Case", "--start", "2040-01-02"]);
    output(at, &["record", "a.aims", "person", "add", "name=Mara Holt"]);
    output(at, &["hand-out", "a.aims", "--to", "out", "--person", "P-1", "--clauses", "5.2", "7.2", "8.2"]);
    answer(at, FILE, "8.2 2\n");
    copy(at, FILE, "r1.aims");
    copy(at, FILE, "r2.aims");
    answer(at, "r1.aims", "5.2 1 seen nothing\n");
    answer(at, "r2.aims", "5.2 4 all of us read it\n7.2 3 a course\n");
    folder
}

fn fact(at: &Path, file: &str, ends: &str) -> String {
    let all = dump(at, file);
    let line = all.lines().find_map(|l| l.split_once('=').filter(|(k, _)| k.ends_with(ends)));
    line.map(|(_, v)| v.to_owned()).unwrap_or_default()
}

#[test]
fn of_two_machines_neither_is_put_over_the_other_unasked() {
    let folder = forked();
    let at = folder.path();
    for (first, second, level) in [("r1.aims", "r2.aims", "1"), ("r2.aims", "r1.aims", "4")] {
        copy(at, "a.aims", "b.aims");
        assert_eq!(collect(at, &["b.aims", first]).0, 0);
        let before = dump(at, "b.aims");
        for args in [&["b.aims", second][..], &["b.aims", second, "--dry-run"]] {
            let (code, said) = collect(at, args);
            assert_eq!(code, 1, "{said}");
            for words in
                ["went on apart", "5.2 first", "5.2 second", "--stands first", "seen nothing", "all of us"]
            {
                assert!(said.contains(words), "{words}: {said}");
            }
            assert!(!said.contains("7.2") && !said.contains("8.2"), "only where both say something: {said}");
            assert_eq!(dump(at, "b.aims"), before, "nothing was changed");
        }
        std::fs::write(at.join("decided"), "5.2 first\n").unwrap();
        let (code, said) = collect(at, &["b.aims", second, "--decide", "decided"]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(fact(at, "b.aims", "/5.2"), level);
        assert_eq!(fact(at, "b.aims", "/7.2"), "3", "what only one of them says is taken");
        let history = output(at, &["history", "b.aims"]);
        assert!(
            history.contains("seen nothing") && history.contains("all of us read it"),
            "nothing is lost: {history}"
        );
        // Both are known now: nobody is asked again.
        for again in [first, second] {
            let (code, said) = collect(at, &["b.aims", again]);
            assert!(code == 0 && said.contains("was collected before"), "{again}: {said}");
        }
        is_sound(at, "b.aims");
    }
    copy(at, "a.aims", "c.aims");
    assert_eq!(collect(at, &["c.aims", "r1.aims"]).0, 0);
    let (code, said) = collect(at, &["c.aims", "r2.aims", "--stands", "second"]);
    assert_eq!((code, fact(at, "c.aims", "/5.2").as_str()), (0, "4"), "{said}");
    assert!(fact(at, "c.aims", "/note.5.2").contains("all of us"), "{}", dump(at, "c.aims"));
    std::fs::write(at.join("decided"), "5.2 both\n").unwrap();
    let (code, said) = collect(at, &["c.aims", "r2.aims", "--decide", "decided"]);
    assert!(code == 65 && said.contains("5.2"), "{said}");
}

#[test]
fn in_plain_mode_each_question_is_asked() {
    let folder = forked();
    let at = folder.path();
    assert_eq!(collect(at, &["a.aims", "r1.aims"]).0, 0);
    let (_, out, _) = run(at, &["--plain", "a.aims"], "collect r2.aims\n\nquit\n");
    assert!(out.contains("Nothing was collected."), "{out}");
    assert_eq!(fact(at, "a.aims", "/5.2"), "1");
    let (_, out, _) = run(at, &["--plain", "a.aims"], "collect r2.aims\n2\nquit\n");
    assert!(out.contains("2 second, r2.aims: In use; note: all of us read it"), "{out}");
    assert_eq!(fact(at, "a.aims", "/5.2"), "4", "{out}");
}

/// Each of two copies collected one of the two: merging asks, as collecting does.
#[test]
fn two_copies_that_collected_one_each_are_asked_when_they_merge() {
    let folder = forked();
    let at = folder.path();
    copy(at, "a.aims", "b.aims");
    assert_eq!(collect(at, &["a.aims", "r1.aims"]).0, 0);
    assert_eq!(collect(at, &["b.aims", "r2.aims"]).0, 0);
    for (one, other) in [("a.aims", "b.aims"), ("b.aims", "a.aims")] {
        let (code, said) = merge(at, &[one, other, "--dry-run"]);
        assert!(
            code == 1 && said.contains("people have to decide (2)") && !said.contains("later state"),
            "{said}"
        );
    }
    let key = dump(at, "a.aims").lines().find_map(|l| l.strip_suffix("/5.2=1").map(str::to_owned)).unwrap();
    std::fs::write(at.join("decided"), format!("{key}/5.2 first\n{key}/7.2 second\n")).unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]);
    assert_eq!((code, fact(at, "c.aims", "/5.2").as_str()), (0, "1"), "{said}");
    assert_eq!(fact(at, "c.aims", "/7.2"), "3");
    for known in ["r1.aims", "r2.aims"] {
        let (code, said) = collect(at, &["c.aims", known]);
        assert!(code == 0 && said.contains("was collected before"), "{known}: {said}");
    }
}

/// Whoever closes what they parked closes it in the assessment, by the one way as by the other; what was done with it there stays.
#[test]
fn what_a_colleague_closes_later_is_closed_whether_it_is_collected_or_merged() {
    let folder = forked();
    let at = folder.path();
    answer(at, FILE, "go 7.2\npark who signs\n");
    copy(at, "a.aims", "b.aims");
    copy(at, FILE, "s1.aims");
    output(
        at,
        &["record", FILE, "parked", "set", "K-1", "closed=yes", "what=who signs for us", "due=2040-02-02"],
    );
    assert_eq!(collect(at, &["a.aims", "s1.aims"]).0, 0);
    copy(at, "a.aims", "kept.aims");
    copy(at, "a.aims", "other.aims");
    // Merged: the other copy collected the later state.
    assert_eq!(collect(at, &["b.aims", FILE]).0, 0);
    let (code, merged) = merge(at, &["a.aims", "b.aims", "--to", "merged.aims"]);
    assert_eq!(code, 0, "{merged}");
    // Collected: the same file gets both.
    let (code, said) = collect(at, &["a.aims", FILE]);
    assert!(code == 0 && said.contains("closed, opened again or given to another"), "{said}");
    for file in ["a.aims", "merged.aims"] {
        for (ends, value) in [(".closed", "yes"), (".what", "who signs for us"), (".due", "2040-02-02")] {
            let all = dump(at, file);
            let is_it = |l: &&str| l.starts_with("parked.") && l.contains(&format!("{ends}={value}"));
            assert!(all.lines().any(|l| is_it(&l)), "{file} {ends}: {all}");
        }
    }
    assert_eq!(dump(at, "a.aims"), dump(at, "merged.aims"));
    // What was settled here otherwise stays.
    output(at, &["record", "kept.aims", "parked", "set", "K-1", "due=2040-03-03", "what=who signs at all"]);
    assert_eq!(collect(at, &["kept.aims", FILE]).0, 0);
    let all = dump(at, "kept.aims");
    for words in ["due=2040-03-03", "what=who signs at all", "closed=yes"] {
        assert!(all.lines().any(|l| l.starts_with("parked.") && l.ends_with(words)), "{words}: {all}");
    }
    // Opened again there, it is open here.
    output(at, &["record", FILE, "parked", "set", "K-1", "closed="]);
    assert_eq!(collect(at, &["a.aims", FILE]).0, 0);
    let all = dump(at, "a.aims");
    assert!(!all.lines().any(|l| l.starts_with("parked.") && l.contains(".closed=")), "{all}");
}

/// Of answers that nobody may see yet it is said whose they are and to what, and not what they are.
#[test]
fn hidden_answers_that_conflict_say_whose_and_where_and_no_level() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    output(at, &["new", "a.aims", "--org", "Case", "--start", "2040-01-02"]);
    output(at, &["record", "a.aims", "person", "add", "name=Mara Holt"]);
    copy(at, "a.aims", "b.aims");
    answer(at, "a.aims", "go 5.2\nvote P-1 5\n");
    answer(at, "b.aims", "go 5.2\nvote P-1 1\n");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("5.2 AI policy, answer of P-1 Mara Holt"), "{said}");
    assert!(said.contains("hidden until it is shown"), "{said}");
    let (_, plain, _) = run(at, &["--plain", "a.aims"], "merge-file b.aims\n\nquit\n");
    assert!(plain.contains("5.2 AI policy, answer of P-1 Mara Holt"), "{plain}");
    for word in ["Proven", "Nothing", "Planned"] {
        let told = |text: &str| text.lines().any(|l| l.contains("answer, hidden") && l.contains(word));
        assert!(!told(&said) && !told(&plain), "{word}: {said}{plain}");
    }
}
