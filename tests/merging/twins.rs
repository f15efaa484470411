//! Somebody or something both sides added: two until people say that it is one; then links and answers follow.

use std::path::Path;

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge};

/// Both added Bo Zimt and a system; each side used its own.
fn added() -> tempfile::TempDir {
    let folder = crate::two();
    let at = folder.path();
    for (file, role) in [("a.aims", "IT"), ("b.aims", "QA")] {
        output(at, &["record", file, "person", "add", "name=Bo Zimt", &format!("role={role}")]);
        output(at, &["record", file, "system", "add", "name=Triage"]);
    }
    answer(at, "a.aims", "go 5.2\nvote P-1 3\n");
    answer(at, "b.aims", "go 5.2\nvote P-1 4\ngo 7.2\nvote P-1 5\n");
    output(at, &["record", "b.aims", "evidence", "add", "what=Course list", "shows=7.2/1", "holder=P-1"]);
    folder
}

/// The key of the younger one of a kind, as the report names it.
fn key(said: &str, kind: &str) -> String {
    let begins = format!("[{kind}.");
    let rest = said.lines().find_map(|l| l.split_once(&begins)).unwrap().1;
    format!("{kind}.{}", rest.split_once(']').unwrap().0)
}

fn people(at: &Path, file: &str) -> Vec<String> {
    output(at, &["record", file, "person", "list"]).lines().map(str::to_owned).collect()
}

#[test]
fn two_of_one_name_are_joined_where_people_say_so() {
    let folder = added();
    let at = folder.path();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run"]);
    assert!(code == 0 && said.contains("a line: the key in brackets and one."), "{said}");
    let person = key(&said, "person");
    let gone = person.split('.').nth(1).unwrap().to_owned();
    let ones = format!("{person} one\n{} one\n", key(&said, "system"));
    std::fs::write(at.join("decided"), &ones).unwrap();
    // What both say differently of the one is asked as anything else is.
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "no.aims", "--decide", "decided"]);
    assert!(
        code == 1 && said.contains("people have to decide (2):") && !at.join("no.aims").exists(),
        "{said}"
    );
    let (role, vote) = (key(&said, "person"), key(&said, "vote"));
    assert!(role.rsplit('.').next() == Some("role") && vote.ends_with(".5.2"), "{said}");
    let role_only = format!("{ones}{role} =IT\n");
    std::fs::write(at.join("decided"), &role_only).unwrap();
    for (one, other, to) in [("a.aims", "b.aims", "w.aims"), ("b.aims", "a.aims", "v.aims")] {
        let (code, said) = merge(at, &[one, other, "--to", to, "--decide", "decided", "--rule", "worst"]);
        assert_eq!(code, 0, "{said}");
        assert!(dump(at, to).contains(&format!("{vote}=3\n")), "the worst of 3 and 4: {one}");
    }
    std::fs::write(at.join("decided"), format!("{role_only}{vote} =4\n")).unwrap();
    let mut facts: Option<String> = None;
    for (one, other, to) in [("a.aims", "b.aims", "c.aims"), ("b.aims", "a.aims", "d.aims")] {
        let (code, said) = merge(at, &[one, other, "--to", to, "--decide", "decided"]);
        assert!(code == 0 && said.contains("added in both, and one now: P-1 Bo Zimt"), "{said}");
        is_sound(at, to);
        let now = dump(at, to);
        assert_eq!(facts.get_or_insert_with(|| now.clone()), &now, "{one}");
        assert!(!now.contains(&gone), "{now}");
        let people = people(at, to);
        assert!(people.len() == 1 && people[0].contains("Bo Zimt, IT"), "{people:?}");
        assert_eq!(output(at, &["record", to, "system", "list"]).lines().count(), 1);
        // Their answers: one id both sides answered as people decided, the other comes along.
        let votes: Vec<&str> = now.lines().filter(|l| l.starts_with("vote.")).collect();
        assert!(votes.len() == 2 && votes[0].ends_with("5.2=4") && votes[1].ends_with("7.2=5"), "{votes:?}");
        // Links follow.
        let shown = output(at, &["record", to, "evidence", "show", "E-1"]);
        assert!(shown.contains("Bo Zimt"), "{shown}");
        let history = output(at, &["history", to]);
        assert!(history.contains("merge of"), "{history}");
    }
    // Without it both stay, and a line that names nobody is told.
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "e.aims"]).0, 0);
    assert_eq!(people(at, "e.aims").len(), 2);
    std::fs::write(at.join("decided"), "5.2 one\n").unwrap();
    let (_, said) = merge(at, &["a.aims", "b.aims", "--dry-run", "--decide", "decided"]);
    assert!(said.contains("there is nothing to decide: 5.2"), "{said}");
    // A conflict of values is not decided by it.
    answer(at, "a.aims", "6.1.2 1\n");
    answer(at, "b.aims", "6.1.2 2\n");
    std::fs::write(at.join("decided"), "6.1.2 one\n").unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run", "--decide", "decided"]);
    assert!(code == 1 && said.contains("What was decided cannot stand there: 6.1.2"), "{said}");
}

#[test]
fn plain_mode_asks_whether_two_are_one() {
    let folder = added();
    let at = folder.path();
    let before = std::fs::read(at.join("a.aims")).unwrap();
    for (typed, left) in [("one\n\nmine\n1\nyes\n", 1), ("\n\nyes\n", 2)] {
        let (_, out, _) = run(at, &["--plain", "a.aims"], &format!("merge-file b.aims\n{typed}quit\n"));
        assert!(out.contains("Added in both under one name: P-1 Bo Zimt and P-2 Bo Zimt."), "{out}");
        assert_eq!(people(at, "a.aims").len(), left, "{out}");
        std::fs::write(at.join("a.aims"), &before).unwrap();
    }
}

#[test]
fn answers_for_a_system_both_added_are_asked_and_its_words_stay() {
    let folder = crate::two();
    let at = folder.path();
    for (file, level, words) in [("a.aims", 3, "seen in the log"), ("b.aims", 2, "no owner yet")] {
        output(at, &["record", file, "system", "add", "name=Chatbot"]);
        answer(at, file, &format!("for S-1\ngo A.6.2.4\nA.6.2.4 {level} {words}\n"));
    }
    answer(at, "b.aims", "for S-1\ngo A.6.2.6\nA.6.2.6 4\n");
    let (_, said) = merge(at, &["a.aims", "b.aims", "--dry-run"]);
    std::fs::write(at.join("decided"), format!("{} one\n", key(&said, "system"))).unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]);
    assert!(
        code == 1 && said.contains("people have to decide (1):") && !at.join("c.aims").exists(),
        "{said}"
    );
    assert!(said.contains("first, a.aims: Written") && said.contains("second, b.aims: Planned"), "{said}");
    let mut all = None;
    for (one, other, to) in [("a.aims", "b.aims", "c.aims"), ("b.aims", "a.aims", "d.aims")] {
        let (code, said) = merge(at, &[one, other, "--to", to, "--decide", "decided", "--rule", "worst"]);
        assert!(code == 0 && said.contains("stands, as the worst: Planned"), "{said}");
        let facts = dump(at, to);
        let theirs: Vec<String> =
            facts.lines().filter(|l| l.starts_with("@system.")).map(str::to_owned).collect();
        let has = |words: &str| theirs.iter().any(|l| l.contains(words));
        assert!(has("/A.6.2.4=2") && has("/A.6.2.6=4"), "{theirs:?}");
        assert!(facts.contains("seen in the log") && facts.contains("no owner yet"), "{facts}");
        assert_eq!(all.get_or_insert_with(|| theirs.clone()), &theirs, "{one}");
        is_sound(at, to);
    }
}
