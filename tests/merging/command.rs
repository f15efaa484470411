//! The command: what only one side changed is taken, what both changed is asked, and nothing is written before.

use crate::program::{output, run};
use crate::{answer, dump, is_sound, merge, two};

fn value<'d>(dump: &'d str, key: &str) -> Option<&'d str> {
    dump.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix('='))
}

#[test]
fn what_one_side_changed_is_taken_and_what_both_changed_is_asked() {
    let folder = two();
    let at = folder.path();
    answer(at, "a.aims", "5.2 3 as Ana says\n6.1.2 4\n");
    answer(at, "b.aims", "5.2 4\n8.2 5\n");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims"]);
    assert_eq!(code, 1, "{said}");
    for words in [
        "people have to decide (1):",
        "[5.2]",
        "before: Planned",
        "first, a.aims: Written (tester",
        "b.aims: In use",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!at.join("c.aims").exists() && said.contains("Nothing was written"), "{said}");
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run", "--rule", "worst"]);
    assert!(
        code == 0 && said.contains("stands, as the worst: Written") && !at.join("c.aims").exists(),
        "{said}"
    );

    std::fs::write(at.join("decided"), "# ours\n5.2 second\n9.9 first\n").unwrap();
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims", "--decide", "decided"]);
    assert!(
        code == 0 && said.contains("stands: In use") && said.contains("nothing to decide: 9.9"),
        "{said}"
    );
    let c = dump(at, "c.aims");
    let stands = [("5.2", "4"), ("6.1.2", "4"), ("8.2", "5"), ("7.2", "1"), ("note.5.2", "as Ana says")];
    for (key, is) in stands {
        assert_eq!(value(&c, key), Some(is), "{key}: {c}");
    }
    is_sound(at, "c.aims");
    assert!(output(at, &["check", "c.aims"]).contains("merged=2 events behind event 3\n"));
    let history = output(at, &["history", "c.aims"]);
    assert!(history.contains("merge of b.aims"), "{history}");
    // A paper that was made from the other copy is known.
    let made = output(at, &["check", "b.aims"]);
    let head = made.lines().find_map(|l| l.strip_prefix("head=")).unwrap();
    let known = output(at, &["check", "c.aims", "--expect", head]);
    assert!(known.contains("expected_merged_event=5\n") && known.contains("event 6 merged it"), "{known}");
    // The same the other way round, by the same words seen from there.
    std::fs::write(at.join("decided"), "5.2 first\n").unwrap();
    let (code, _) = merge(at, &["b.aims", "a.aims", "--to", "d.aims", "--decide", "decided"]);
    assert_eq!((code, dump(at, "d.aims")), (0, c.clone()));
    is_sound(at, "d.aims");
    for file in ["status", "gaps", "roadmap"] {
        assert_eq!(output(at, &[file, "c.aims"]), output(at, &[file, "d.aims"]), "{file}");
    }
    // Both ways merged with each other: nobody is asked, nothing changes, and it ends there.
    let (code, said) = merge(at, &["c.aims", "d.aims", "--to", "e.aims"]);
    assert!(code == 0 && !said.contains("decide"), "{said}");
    assert_eq!(dump(at, "e.aims"), c);
    is_sound(at, "e.aims");
    for known in ["a.aims", "b.aims", "c.aims", "d.aims"] {
        let (code, said) = merge(at, &["e.aims", known, "--dry-run"]);
        assert!(code == 0 && said.contains("Merged already: e.aims holds everything"), "{known}: {said}");
        let (code, said) = merge(at, &[known, "e.aims", "--dry-run"]);
        assert!(code == 0 && said.contains("Merged already: e.aims holds everything"), "{known}: {said}");
    }
    // Merged already with --to: the one that holds all, as it is.
    assert_eq!(merge(at, &["a.aims", "c.aims", "--to", "f.aims"]).0, 0);
    assert_eq!(output(at, &["history", "f.aims"]), output(at, &["history", "c.aims"]));
    // Who goes on with the old copy merges again and is asked about what is new only.
    answer(at, "b.aims", "8.3 2\n");
    let (code, said) = merge(at, &["c.aims", "b.aims", "--to", "g.aims"]);
    assert!(code == 0 && !said.contains("decide"), "{said}");
    let g = dump(at, "g.aims");
    assert_eq!((value(&g, "8.3"), value(&g, "5.2")), (Some("2"), Some("4")), "{g}");
    // Undo goes no further than the merge, and says so.
    let (_, out, _) = run(at, &["--plain", "g.aims"], "undo\nquit\n");
    assert!(out.contains("undo ends where another file was merged"), "{out}");
    assert_eq!(dump(at, "g.aims"), g);
}

#[test]
fn texts_stay_both_and_numbers_are_told() {
    let folder = two();
    let at = folder.path();
    for (file, name, note) in [("a.aims", "Ana", "one"), ("b.aims", "Bo", "two")] {
        output(at, &["record", file, "person", "add", &format!("name={name}")]);
        answer(at, file, &format!("go 5.2\nnote {note}\n"));
    }
    let (code, said) = merge(at, &["a.aims", "b.aims", "--to", "c.aims"]);
    assert!(code == 0 && said.contains("both texts stay"), "{said}");
    assert!(said.contains("P-2") && said.contains("it was 1 in "), "{said}");
    let c = dump(at, "c.aims");
    assert_eq!(value(&c, "note.5.2"), Some("tester: one\\ntester: two"), "{c}");
    let people = output(at, &["record", "c.aims", "person", "list"]);
    assert!(people.contains("P-1") && people.contains("P-2") && people.contains("Ana"), "{people}");
    assert_eq!(merge(at, &["b.aims", "a.aims", "--to", "d.aims"]).0, 0);
    assert_eq!(dump(at, "d.aims"), c);
    // One of the texts, or another one, by decision.
    std::fs::write(at.join("decided"), "note.5.2 =three\n").unwrap();
    assert_eq!(merge(at, &["a.aims", "b.aims", "--to", "e.aims", "--decide", "decided"]).0, 0);
    assert_eq!(value(&dump(at, "e.aims"), "note.5.2"), Some("three"));
}

#[test]
fn hidden_answers_stay_hidden_in_what_is_said() {
    let folder = two();
    let at = folder.path();
    output(at, &["record", "a.aims", "person", "add", "name=Ana"]);
    let people: serde_json::Value =
        serde_json::from_str(&output(at, &["record", "a.aims", "person", "list", "--format", "json"]))
            .unwrap();
    let id = people.to_string().split("\"id\":\"").nth(1).unwrap().chars().take(14).collect::<String>();
    std::fs::copy(at.join("a.aims"), at.join("b.aims")).unwrap();
    for (file, level) in [("a.aims", "5"), ("b.aims", "1")] {
        let fields = [format!("person={id}"), "at=5.2".into(), format!("level={level}")];
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        output(at, &[&["record", file, "vote", "add"], &fields[..]].concat());
    }
    let (code, said) = merge(at, &["a.aims", "b.aims", "--dry-run"]);
    assert!(code == 1 && said.contains("hidden until shown"), "{said}");
    assert!(!said.contains("Proven") && !said.contains("Nothing ("), "{said}");
    let (_, json) = merge(at, &["a.aims", "b.aims", "--dry-run", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let conflict = &json["conflicts"][0];
    assert_eq!(conflict["hidden"], true, "{json}");
    assert_eq!(conflict["sides"][0]["value"], serde_json::Value::Null, "{json}");
    assert_eq!((&json["undecided"], &json["whole"]), (&1.into(), &false.into()), "{json}");
}
