//! A note written in the person's own editor: the terminal changes hands and comes back.

use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use super::term::{CTRL_E, CTRL_S, Home, Term};

/// A program opened at a note, with this script as the editor. The script goes on when `go` is there.
fn at_note(home: &Home, script: &str) -> Term {
    let editor = home.path("own editor");
    let body = format!("#!/bin/sh\nwait_for_go() {{ until [ -e go ]; do sleep 0.01; done; }}\n{script}\n");
    std::fs::write(&editor, body).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    for (name, mode) in [("tmp", 0o755), ("run", 0o700)] {
        std::fs::create_dir(home.path(name)).unwrap();
        std::fs::set_permissions(home.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }
    let (tmp, own) = (home.path("tmp").display().to_string(), home.path("run").display().to_string());
    let mut t = home.start(
        &["case.aims"],
        &[("VISUAL", "MODE=own './own editor' --quiet"), ("TMPDIR", &tmp), ("XDG_RUNTIME_DIR", &own)],
    );
    t.wait_for_all(&["answered", "? help"]);
    t.send("e");
    t.wait_for_all(&["Note on", "Ctrl-E"]);
    t.send("first line");
    t.wait_for("first line");
    t
}

fn go(home: &Home) {
    std::fs::write(home.path("go"), "").unwrap();
}

#[track_caller]
fn assert_nothing_left(home: &Home) {
    for place in ["tmp", "run/clausewise", "state/clausewise/passing"] {
        let left: Vec<_> = std::fs::read_dir(home.path(place)).into_iter().flatten().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn the_terminal_is_handed_over_and_the_text_comes_back_as_one_edit() {
    let home = Home::new("Case Ltd");
    let script = r#"[ "$1" = --quiet ] && shift
ls -l "$1" > rights; ls -ld "$(dirname "$1")" >> rights
trap 'echo INTERRUPTED' INT; echo "EDITOR: $(cat "$1")"; wait_for_go; printf '\nsecond line\r\n' >> "$1""#;
    let mut t = at_note(&home, script);
    t.send(CTRL_E);
    t.wait_for("EDITOR: first line");
    t.assert_restored();
    t.send("\x03");
    t.wait_for("INTERRUPTED");
    // Typed for the editor, which never read it: no answers here.
    t.send("3331\r5");
    t.wait_for("3331");
    let from = t.written();
    go(&home);
    t.wait_raw(from, "\x1b[?1049h");
    t.wait_for_all(&["kept. u takes it back.", "0 of 70 answered", "saved", "? help"]);
    assert!(t.screen().bracketed_paste());
    assert_ne!(t.modes(), t.before);
    assert!(home.facts().contains("note.4.1=first line\\nsecond line\n"), "{}", home.facts());
    t.send("u");
    t.wait_for_all(&["Taken back", "saved"]);
    assert!(!home.facts().contains("note."), "{}", home.facts());
    let rights = std::fs::read_to_string(home.path("rights")).unwrap();
    assert!(rights.starts_with("-rw-------") && rights.contains("\ndrwx------"), "{rights}");
    assert_nothing_left(&home);
}

#[test]
fn an_editor_that_gives_up_changes_nothing() {
    let home = Home::new("Case Ltd");
    let mut t = at_note(&home, "echo lost > \"$2\"; exit 1");
    t.send(CTRL_E);
    t.wait_for_all(&["ended with an error", "first line"]);
    t.send(CTRL_S);
    t.wait_gone("saves and closes");
    t.wait_for_all(&["kept. u", "saved"]);
    assert!(home.facts().contains("note.4.1=first line\n"));
    assert_nothing_left(&home);
}

#[test]
fn what_cannot_be_taken_over_is_kept_and_its_place_named() {
    let home = Home::new("Case Ltd");
    let mut t = at_note(&home, "head -c 70000 /dev/zero | tr '\\0' x > \"$2\"");
    t.send(CTRL_E);
    t.wait_for_all(&["Not taken over", "64 KiB", "note.4.1.txt", "first line"]);
    let kept = home.path("state/clausewise/kept");
    let folder = std::fs::read_dir(kept).unwrap().next().unwrap().unwrap().path();
    assert_eq!(std::fs::metadata(folder.join("note.4.1.txt")).unwrap().len(), 70000);
    assert_nothing_left(&home);
}

#[test]
fn without_an_editor_it_says_so() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    t.send("stays");
    t.send(CTRL_E);
    t.wait_for_all(&["No editor is set", "EDITOR=nano", "stays"]);
    let mut t = home.start(&["case.aims"], &[("EDITOR", "no-such-editor-anywhere")]);
    t.wait_for("READ ONLY");
    t.send("e");
    t.wait_for("Note on");
    t.send(CTRL_E);
    t.wait_for("was not found");
}

#[test]
fn a_signal_ends_the_editor_too_and_what_it_kept_is_a_draft() {
    let home = Home::new("Case Ltd");
    let script = "trap 'exit 1' TERM
echo rescued > \"$2\"; echo EDITOR HERE; wait_for_go";
    let mut t = at_note(&home, script);
    t.send(CTRL_E);
    t.wait_for("EDITOR HERE");
    t.signal(Signal::TERM);
    assert_eq!(t.end(), 0);
    t.assert_restored();
    let mut t = home.open();
    t.wait_for("unfinished note");
    t.send("e");
    t.wait_for("rescued");
    assert_nothing_left(&home);
}

/// What was written there is not lost, and nothing of it lies where others look.
#[test]
fn killed_while_the_editor_is_open_the_text_comes_back_and_nothing_is_left() {
    let home = Home::new("Case Ltd");
    let mut t = at_note(&home, "echo 'and written outside' >> \"$2\"; echo EDITOR HERE; wait_for_go");
    t.send(CTRL_E);
    t.wait_for("EDITOR HERE");
    // With the leader of the terminal its editor ends too.
    t.kill();
    let everywhere = [home.path("tmp"), home.path("state/clausewise/passing")];
    assert!(everywhere.iter().all(|p| std::fs::read_dir(p).into_iter().flatten().count() == 0));
    let own = home.path("run").display().to_string();
    let mut t = home.start(&["case.aims"], &[("XDG_RUNTIME_DIR", &own)]);
    // The card says so; the message line does too, unless saving was cut short and that comes first.
    t.wait_for_all(&["unfinished note", "saved "]);
    t.send("e");
    t.wait_for_all(&["first line", "and written outside"]);
    home.wait_on_disk("and written outside");
    t.send(CTRL_S);
    t.wait_for_all(&["kept. u", "saved"]);
    assert_nothing_left(&home);
}

/// Ctrl-Z in the editor stops both; the shell waits for this program.
#[test]
#[cfg(target_os = "linux")]
fn stopped_while_the_editor_has_the_terminal_it_stops_too() {
    let home = Home::new("Case Ltd");
    let mut t = at_note(&home, "echo EDITOR HERE; wait_for_go; echo more >> \"$2\"");
    t.send(CTRL_E);
    t.wait_for("EDITOR HERE");
    t.signal(Signal::TSTP);
    super::ending::wait_for_state(&t, "T");
    t.assert_restored();
    t.signal(Signal::CONT);
    go(&home);
    t.wait_for_all(&["kept. u takes it back.", "saved"]);
}
