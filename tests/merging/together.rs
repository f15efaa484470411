//! What is one decision stays one: a level with the words beside it, an agreed level with what it was made of; of what came back
//! twice the later state; and what a merge did not change is not told.

use std::path::Path;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge};

const FILE: &str = "out/questions-mara-holt.aims";

/// A file with three people whose Mara has answered a hand-out twice: `r1.aims` and later `r2.aims`.
fn returned() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    output(at, &["new", "a.aims", "--org", "Case", "--start", "2040-01-02"]);
    for name in ["Mara Holt", "Bo Zimt", "Ana Quist"] {
        output(at, &["record", "a.aims", "person", "add", &format!("name={name}")]);
    }
    output(at, &["hand-out", "a.aims", "--to", "out", "--person", "P-1", "--clauses", "5.2", "7.2"]);
    // The words of the earlier state come behind in the alphabet, so that no order of texts hides a wrong one.
    answer(at, FILE, "5.2 1 seen nothing\n7.2 3 a course\n");
    copy(at, FILE, "r1.aims");
    answer(at, FILE, "5.2 4 all of us read it\ngo 7.2\nwithdraw\nnote -\n");
    copy(at, FILE, "r2.aims");
    folder
}

fn copy(at: &Path, from: &str, to: &str) {
    std::fs::copy(at.join(from), at.join(to)).unwrap();
}

fn theirs(facts: &str) -> Vec<&str> {
    facts.lines().filter(|l| l.starts_with('@')).collect()
}

#[test]
fn the_later_state_of_what_came_back_wins_whole() {
    let folder = returned();
    let at = folder.path();
    copy(at, "a.aims", "b.aims");
    copy(at, "a.aims", "late.aims");
    for (file, state) in [("a.aims", "r1.aims"), ("b.aims", "r2.aims"), ("late.aims", "r2.aims")] {
        output(at, &["collect", file, state]);
    }
    for (one, other, to) in [("a.aims", "b.aims", "c.aims"), ("b.aims", "a.aims", "d.aims")] {
        let (code, said) = merge(at, &[one, other, "--to", to]);
        assert!(code == 0 && said.contains("the later state stands, at 5.2, 7.2"), "{said}");
        assert!(!said.contains("people have to decide") && !said.contains("one below the other"), "{said}");
        assert_eq!(theirs(&dump(at, to)), theirs(&dump(at, "late.aims")), "{one}");
        is_sound(at, to);
    }
    // Collected again after that nothing is new.
    let (code, out, err) = run(at, &["collect", "c.aims", "r1.aims"], "");
    assert!(code == 0 && out.contains("a later state of this file was collected before"), "{out}{err}");
    // A third laptop with the earlier state, merged last: nothing comes back.
    copy(at, "a.aims", "e.aims");
    answer(at, "e.aims", "6.1.2 3\n");
    assert_eq!(merge(at, &["e.aims", "c.aims", "--to", "f.aims"]).0, 0);
    assert_eq!(theirs(&dump(at, "f.aims")), theirs(&dump(at, "late.aims")));
}

#[test]
fn an_agreed_level_and_its_trace_are_asked_once_and_taken_whole() {
    let folder = returned();
    let at = folder.path();
    output(at, &["collect", "a.aims", "r1.aims"]);
    copy(at, "a.aims", "b.aims");
    output(at, &["agree", "a.aims", "5.2", "--level", "3", "--dissent", "Mara: nobody", "--by", "P-2"]);
    output(at, &["agree", "b.aims", "5.2", "--rule", "worst", "--by", "P-3"]);
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims"]);
    assert!(code == 1 && said.contains("people have to decide (1):"), "{said}");
    let first = said.lines().find(|l| l.trim_start().starts_with("first, ")).unwrap();
    assert!(first.contains("Written; agreed from: by hand, from: Mara Holt: Nothing (Bo Zimt"), "{said}");
    let of_5_2 = |facts: &str| {
        let is = |l: &&str| ["5.2=", "agreed-from.5.2="].iter().any(|p| l.starts_with(p));
        facts.lines().filter(is).map(str::to_owned).collect::<Vec<_>>()
    };
    // What somebody holds against it stays whichever stands.
    let said_against = "dissent.5.2=Mara: nobody\n";
    for (choice, whose) in [("first", "a.aims"), ("second", "b.aims"), ("=3", "a.aims"), ("=1", "b.aims")] {
        std::fs::write(at.join("decided"), format!("5.2 {choice}\n")).unwrap();
        for (one, other) in [("a.aims", "b.aims"), ("b.aims", "a.aims")] {
            // Sides are named by the order of the files.
            let turned = one == "b.aims" && !choice.starts_with('=');
            let whose = if turned { ["b.aims", "a.aims"][usize::from(whose == "b.aims")] } else { whose };
            let to = format!("{choice}-{one}").replace('=', "is-");
            let (code, said) = merge(at, &[one, other, "--to", &to, "--decide", "decided"]);
            assert_eq!(code, 0, "{said}");
            assert_eq!(of_5_2(&dump(at, &to)), of_5_2(&dump(at, whose)), "{choice} {one}");
            assert!(dump(at, &to).contains(said_against), "{choice} {one}");
        }
    }
    // Another level is made of nobody's answers; the dissent stays.
    std::fs::write(at.join("decided"), "5.2 =5\n").unwrap();
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "other.aims", "--decide", "decided"]).0, 0);
    assert_eq!(of_5_2(&dump(at, "other.aims")), ["5.2=5"]);
    assert!(dump(at, "other.aims").contains(said_against));
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "worst.aims", "--rule", "worst"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(of_5_2(&dump(at, "worst.aims")), of_5_2(&dump(at, "b.aims")));
    assert!(dump(at, "worst.aims").contains(said_against));
}

#[test]
fn what_is_held_against_a_level_stays_whichever_stands() {
    let folder = crate::two();
    let at = folder.path();
    for (file, level, dissent) in
        [("a.aims", 3, "Quinn: nobody measures"), ("b.aims", 2, "Ira: it is in use")]
    {
        answer(at, file, &format!("5.2 {level}\ngo 5.2\ndissent {dissent}\n"));
    }
    answer(at, "a.aims", "go 7.2\n7.2 4\ndissent Quinn: half of us\n");
    answer(at, "b.aims", "7.2 3\n");
    let mut all = None;
    for (one, other, how) in [
        ("a.aims", "b.aims", "worst"),
        ("b.aims", "a.aims", "worst"),
        ("a.aims", "b.aims", "second"),
        ("a.aims", "b.aims", "first"),
    ] {
        let to = format!("{one}-{how}.aims");
        std::fs::write(at.join("decided"), format!("5.2 {how}\n7.2 {how}\n")).unwrap();
        let how = if how == "worst" { ["--rule", "worst"] } else { ["--decide", "decided"] };
        let (code, said) = merge(at, &[&[one, other, "--to", &to], &how[..]].concat());
        assert_eq!(code, 0, "{said}");
        let facts = dump(at, &to);
        let held: Vec<String> =
            facts.lines().filter(|l| l.starts_with("dissent.")).map(str::to_owned).collect();
        assert!(held.len() == 2 && held[1] == "dissent.7.2=Quinn: half of us", "{held:?}");
        for words in ["Quinn: nobody measures", "Ira: it is in use"] {
            assert!(held[0].contains(words), "{held:?}");
            assert!(output(at, &["explain", &to, "5.2"]).contains(words), "{to}");
        }
        assert_eq!(all.get_or_insert_with(|| held.clone()), &held, "{to}");
    }
}

#[test]
fn a_level_one_changed_never_gets_the_trace_the_other_made() {
    let folder = returned();
    let at = folder.path();
    output(at, &["collect", "a.aims", "r1.aims"]);
    answer(at, "a.aims", "5.2 3\n");
    for file in ["b.aims", "c.aims"] {
        copy(at, "a.aims", file);
    }
    // The level stands already, so that only the trace is written here; there only the level.
    output(at, &["agree", "a.aims", "5.2", "--level", "3"]);
    answer(at, "b.aims", "5.2 5\n");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run"]);
    assert!(code == 1 && said.contains("people have to decide (1):"), "{said}");
    // Where the other one says the same level, it is no question.
    answer(at, "c.aims", "5.2 4\n5.2 3\n");
    let (code, said) = merge(at, &["c.aims", "a.aims", "--to", "d.aims"]);
    assert_eq!(code, 0, "{said}");
    let facts = dump(at, "d.aims");
    assert!(facts.contains("\n5.2=3\n") || facts.starts_with("5.2=3\n"), "{facts}");
    assert!(facts.contains("agreed-from.5.2=hand "), "{facts}");
}

#[test]
fn what_a_merge_did_not_change_is_not_told() {
    let folder = crate::two();
    let at = folder.path();
    answer(at, "a.aims", "5.2 5\n");
    answer(at, "b.aims", "5.2 4\n8.2 3\n");
    std::fs::write(at.join("decided"), "5.2 first\n").unwrap();
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]).0, 0);
    for format in ["text", "csv", "json"] {
        let told = output(at, &["history", "c.aims", "--format", format]);
        assert!(!told.contains("Proven -> Proven") && !told.contains("\"Proven\",\"Proven\""), "{told}");
        if format == "csv" {
            assert!(told.lines().all(|l| !l.contains("Proven,Proven")), "{told}");
        }
    }
    let (_, out, _) = run(at, &["--plain", "c.aims"], "history\nquit\n");
    assert!(!out.contains("Proven -> Proven"), "{out}");
    // The decision itself is kept: it is not asked again.
    let (code, said) = merge(at, &["c.aims", "b.aims", "--dry-run"]);
    assert!(code == 0 && said.contains("Merged already"), "{said}");
}

#[test]
fn a_file_that_was_handed_out_is_collected_and_not_merged() {
    let folder = returned();
    let at = folder.path();
    for (one, other) in [("a.aims", "r1.aims"), ("r1.aims", "a.aims")] {
        let (code, said) = merge(at, &[one, other, "--dry-run"]);
        assert_eq!(code, 65, "{said}");
        assert!(said.contains("r1.aims is no copy of a.aims: it was handed out"), "{said}");
        assert!(said.contains("clausewise collect a.aims r1.aims"), "{said}");
    }
    // Two copies of what was handed out are copies.
    assert_eq!(merge(at, &["r1.aims", "r2.aims", "--dry-run"]).0, 0);
}
