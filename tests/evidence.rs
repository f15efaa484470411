//! Files that evidence names, from outside: kept, held against what they are now, never followed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::path::Path;

use serde_json::Value;

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    program::run(folder, args, "")
}

/// A file with a piece of evidence for each of these: how it is referred to, and where.
fn with(pieces: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    program::output(folder.path(), &["new", "sub/case.aims", "--org", "Case"]);
    for (how, place) in pieces {
        let (how, place) = (format!("how={how}"), format!("place={place}"));
        let add = ["record", "sub/case.aims", "evidence", "add", "what=Paper", "shows=5.2/1"];
        let (code, _, said) = run(folder.path(), &[&add[..], &[how.as_str(), place.as_str()]].concat());
        assert_eq!(code, 0, "{said}");
    }
    folder
}

fn outcomes(folder: &Path, more: &[&str]) -> (i32, Vec<(String, String)>) {
    let args = [&["evidence", "sub/case.aims"], more, &["--format", "json"]].concat();
    let (code, out, said) = run(folder, &args);
    let list: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out} {said}"));
    let text = |v: &Value, key: &str| v[key].as_str().unwrap_or_default().to_owned();
    (code, list.as_array().unwrap().iter().map(|v| (text(v, "number"), text(v, "outcome"))).collect())
}

fn says(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(no, outcome)| ((*no).to_owned(), (*outcome).to_owned())).collect()
}

#[test]
fn a_file_is_kept_on_request_and_held_against_what_it_is_now() {
    let f = with(&[
        ("", "policy.pdf"),
        ("file", "none.txt"),
        ("link", "https://example.org/a.pdf"),
        ("", "Binder"),
    ]);
    let policy = f.path().join("sub/policy.pdf");
    std::fs::write(&policy, "as it was").unwrap();
    // A path is meant from the folder of the file, not from where the command was started.
    assert_eq!(outcomes(f.path(), &["1", "--check"]), (0, says(&[("E-1", "never-kept")])));
    assert_eq!(outcomes(f.path(), &["--check"]), (1, says(&[("E-2", "gone")])));
    let (code, _, said) = run(f.path(), &["evidence", "sub/case.aims", "--cite"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("Kept how the file of E-1 is now: 9 bytes") && said.contains("Not read: E-2."),
        "{said}"
    );
    assert_eq!(outcomes(f.path(), &["E-1", "--check"]), (0, says(&[("E-1", "unchanged")])));
    std::fs::write(&policy, "as it is!").unwrap();
    assert_eq!(outcomes(f.path(), &["E-1", "--check"]), (1, says(&[("E-1", "changed")])));
    // Without a number only what was never kept is kept: what changed stays to be seen.
    run(f.path(), &["evidence", "sub/case.aims", "--cite"]);
    assert_eq!(outcomes(f.path(), &["E-1", "--check"]).0, 1);
    run(f.path(), &["evidence", "sub/case.aims", "E-1", "--cite"]);
    assert_eq!(outcomes(f.path(), &["E-1", "--check"]).0, 0);
    std::fs::remove_file(&policy).unwrap();
    assert_eq!(
        outcomes(f.path(), &["E-1", "E-3", "E-4", "--check"]),
        (1, says(&[("E-1", "gone"), ("E-3", "none-named"), ("E-4", "none-named")]))
    );
    let (code, table, _) = run(f.path(), &["evidence", "sub/case.aims", "--check", "--format", "csv"]);
    assert!(code == 1 && table.starts_with("id,number,what,place,sha256,size,cited_on,outcome"), "{table}");
    assert_eq!(run(f.path(), &["evidence", "sub/case.aims", "E-9", "--check"]).0, 2);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened_and_is_called_what_it_is() {
    let f = with(&[("file", "."), ("file", "link"), ("file", "/dev/zero"), ("file", "secret")]);
    std::fs::write(f.path().join("sub/there"), "x").unwrap();
    std::os::unix::fs::symlink("there", f.path().join("sub/link")).unwrap();
    let (code, out, _) = run(f.path(), &["evidence", "sub/case.aims", "--cite"]);
    assert_eq!(code, 1);
    for words in [
        "a folder, not a file",
        "a link to another place: never opened",
        "a device or pipe, not a file: never opened",
        "not there",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let no = ("", "no-file");
    let (_, all) = outcomes(f.path(), &["--check"]);
    assert_eq!(all.iter().map(|(_, o)| o.as_str()).collect::<Vec<_>>(), [no.1, no.1, no.1, "gone"]);
}

#[test]
fn nobody_writes_a_fingerprint_by_hand_and_it_leaves_with_everything_but_a_redacted_copy() {
    let f = with(&[("file", "policy.pdf")]);
    std::fs::write(f.path().join("sub/policy.pdf"), "abc").unwrap();
    let set = ["record", "sub/case.aims", "evidence", "set", "1", "sha256=abc"];
    let (code, _, said) = run(f.path(), &set);
    assert_eq!(code, 2);
    assert!(said.contains("not written by hand") && said.contains("evidence FILE E-1 --cite"), "{said}");
    assert_eq!(run(f.path(), &["evidence", "sub/case.aims", "--cite"]).0, 0);
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let (_, out, _) = run(f.path(), &["record", "sub/case.aims", "evidence", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((list[0]["sha256"].as_str(), list[0]["size"].as_u64()), (Some(hash), Some(3)));
    for (to, redact) in [("open", false), ("closed", true)] {
        let mut args = vec!["export", "sub/case.aims", "--to", to, "--for", "machine"];
        args.extend(redact.then_some("--redact"));
        let (code, _, said) = run(f.path(), &args);
        assert_eq!(code, 0, "{said}");
        let holds = std::fs::read_dir(f.path().join(to)).unwrap().any(|file| {
            std::fs::read(file.unwrap().path()).unwrap().windows(64).any(|w| w == hash.as_bytes())
        });
        assert_eq!(holds, !redact, "{to}");
    }
    // Taking it back takes all three back.
    let undo = f.path().join("undo.txt");
    std::fs::write(&undo, "cite 1\nundo\n").unwrap();
    assert_eq!(run(f.path(), &["answer", "sub/case.aims", "--script", "undo.txt"]).0, 0);
    // What is as it was kept is no change, so that undo takes back what was kept first.
    assert_eq!(outcomes(f.path(), &["1", "--check"]), (0, says(&[("E-1", "never-kept")])));
}

/// One policy for several controls is one record, however it is named: by its words again, or by its number.
#[test]
fn a_piece_of_the_register_is_linked_and_not_written_twice() {
    let f = with(&[]);
    let script = f.path().join("s.txt");
    let lines = "go A.2.2\nevidence AI policy\ngo A.2.3\nevidence ai  policy\ngo A.2.4\nevidence E-1\n";
    std::fs::write(&script, lines).unwrap();
    let (code, _, said) = run(f.path(), &["answer", "sub/case.aims", "--script", "s.txt"]);
    assert_eq!(code, 0, "{said}");
    let shown = || {
        let (code, out, said) =
            run(f.path(), &["record", "sub/case.aims", "evidence", "list", "--format", "json"]);
        assert_eq!(code, 0, "{said}");
        out
    };
    let list = shown();
    assert_eq!(list.matches("AI policy").count(), 1, "{list}");
    assert!(["A.2.2", "A.2.3", "A.2.4"].iter().all(|id| list.contains(id)), "{list}");
    // One step each.
    std::fs::write(&script, "undo\n").unwrap();
    assert_eq!(run(f.path(), &["answer", "sub/case.aims", "--script", "s.txt"]).0, 0);
    let list = shown();
    assert!(list.contains("A.2.3") && !list.contains("A.2.4"), "{list}");
    // A number nobody has is refused, and becomes no name.
    std::fs::write(&script, "go A.2.2\nevidence E-9\n").unwrap();
    assert_ne!(run(f.path(), &["answer", "sub/case.aims", "--script", "s.txt"]).0, 0);
}

/// The help of scripts leaves no word out.
#[test]
fn the_help_of_answer_lists_every_word() {
    let f = with(&[]);
    let (_, help, _) = run(f.path(), &["answer", "--help"]);
    for deed in clausewise::work::line::Deed::ALL {
        let word = deed.typed();
        assert!(help.lines().any(|l| l.split_whitespace().next() == Some(word)), "{word}: {help}");
    }
}

#[test]
fn who_saw_what_a_file_held_before_has_not_seen_what_it_holds_now() {
    let f = with(&[("file", "policy.pdf")]);
    let policy = f.path().join("sub/policy.pdf");
    std::fs::write(&policy, "as it was").unwrap();
    let person = ["record", "sub/case.aims", "person", "add", "name=Sara Lind"];
    assert_eq!(run(f.path(), &person).0, 0);
    let seen = ["record", "sub/case.aims", "evidence", "set", "E-1", "seen-by=Sara Lind: 2020-11-02"];
    assert_eq!(run(f.path(), &seen).0, 0, "{:?}", run(f.path(), &seen));
    assert_eq!(run(f.path(), &["evidence", "sub/case.aims", "E-1", "--cite"]).0, 0);
    let of = || run(f.path(), &["dump", "sub/case.aims"]).1.matches(".seen-by.").count();
    assert_eq!(of(), 1);
    // The same content again says nothing new.
    let (_, _, said) = run(f.path(), &["evidence", "sub/case.aims", "E-1", "--cite"]);
    assert!(of() == 1 && !said.contains("seen again"), "{said}");
    std::fs::write(&policy, "as it is now").unwrap();
    let (_, _, said) = run(f.path(), &["evidence", "sub/case.aims", "E-1", "--cite"]);
    assert!(said.contains("E-1 holds something else than before") && said.contains("Sara Lind"), "{said}");
    assert_eq!(of(), 0);
}
