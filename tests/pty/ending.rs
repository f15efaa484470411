//! Ways to end, and to pause: the terminal is given back in every one, and nothing typed is lost.

use std::time::{Duration, Instant};

use rustix::process::Signal;

#[cfg(target_os = "linux")]
use super::term::{CTRL_Z, Term, stat, used};
use super::term::{Home, QUIT};

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let screen = t.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_ne!(t.modes(), t.before, "raw while it runs");
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

#[test]
fn signals_keep_the_draft_and_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::new("Case Ltd");
        let mut t = home.open();
        t.send("e");
        t.wait_for("Note on");
        t.send("half a though");
        t.wait_for("half a though");
        t.signal(signal);
        assert_eq!(t.end(), 0, "{signal:?}");
        t.assert_restored();
        assert_draft(&home, "half a though");
    }
}

/// Opened again, the unfinished note is offered and holds these words.
#[track_caller]
fn assert_draft(home: &Home, words: &str) {
    let mut t = home.open();
    t.wait_for("unfinished note");
    t.send("e");
    t.wait_for(words);
}

#[test]
fn a_fault_of_the_program_restores_first_and_then_says_so() {
    let home = Home::new("Case Ltd");
    let mut t = home.start(&["case.aims"], &[("CLAUSEWISE_FAULT", "picture")]);
    assert_eq!(t.end(), 101);
    t.assert_restored();
    let raw = t.raw();
    let (left, said) = (raw.rfind("\x1b[?1049l").unwrap(), raw.find("a fault of its own").unwrap());
    assert!(left < said, "the words would vanish with the alternate screen");
    assert!(t.text().contains("Every answer shown as saved is in the file"), "{}", t.text());
}

#[test]
fn a_fault_of_an_export_ends_nothing_else() {
    let home = Home::new("Case Ltd");
    let mut t = home.start(&["case.aims"], &[("CLAUSEWISE_FAULT", "export")]);
    t.wait_for_all(&["answered", "? help"]);
    t.send("x");
    t.wait_for("Whom are the papers for");
    t.send("\r");
    t.wait_for("The export stopped because of a fault");
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saved"]);
    assert!(t.screen().alternate_screen() && t.screen().bracketed_paste());
    assert!(home.facts().contains("4.1=3\n"));
}

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_draft() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    t.send("window closed here");
    t.wait_for("window closed here");
    let closed = Instant::now();
    t.close_window();
    let code = t.end();
    assert!(closed.elapsed() < Duration::from_secs(2), "took {:?}", closed.elapsed());
    assert_eq!(code, 0, "neither aborted nor killed");
    assert_draft(&home, "window closed here");
}

/// The window closes in the middle of a picture: writing fails before anything else is noticed. With HUP
/// ignored by the shell only Linux still tells the program.
#[test]
#[cfg(target_os = "linux")]
fn a_window_closed_while_it_draws_is_no_fault() {
    for _ in 0..5 {
        let home = Home::new("Case Ltd");
        let mut t = home.shell("trap '' HUP; $P case.aims 2> errors; echo $? > code", &[]);
        t.wait_for_all(&["answered", "? help"]);
        t.send("e");
        t.wait_for("Note on");
        t.send(&"pictures ".repeat(40));
        t.wait_for("pictures pictures");
        t.close_window();
        t.end();
        assert_eq!(std::fs::read_to_string(home.path("code")).unwrap().trim(), "0");
        assert_eq!(std::fs::read_to_string(home.path("errors")).unwrap(), "");
        assert_draft(&home, "pictures pictures");
    }
}

/// As with `nohup`, or a terminal program that dies without a word: nobody sends a signal.
#[test]
#[cfg(target_os = "linux")]
fn a_window_that_vanishes_without_a_signal_ends_the_program_too() {
    let home = Home::new("Case Ltd");
    let script = "trap '' HUP; sh -c 'echo $$ > pid; exec $P case.aims 2> errors'; echo $? > code";
    let mut t = home.shell(script, &[]);
    t.wait_for("answered");
    let pid = std::fs::read_to_string(home.path("pid")).unwrap().trim().to_owned();
    t.send("e");
    t.wait_for("Note on");
    t.send("nobody said goodbye");
    t.wait_for("nobody said goodbye");
    let closed = Instant::now();
    let before = used(&pid).unwrap();
    t.close_window();
    let mut after = before;
    while let Some(now) = used(&pid) {
        after = now;
        assert!(closed.elapsed() < Duration::from_secs(2), "still there, {} ticks used", after - before);
        std::thread::sleep(Duration::from_millis(5));
    }
    // A tick is a hundredth of a second: spinning for the two seconds allowed would be 200.
    assert!(after - before < 40, "{} ticks used", after - before);
    t.end();
    assert_eq!(std::fs::read_to_string(home.path("code")).unwrap().trim(), "0");
    assert_eq!(std::fs::read_to_string(home.path("errors")).unwrap(), "");
    assert_draft(&home, "nobody said goodbye");
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_z_stops_and_going_on_paints_again() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let picture = t.text();
    // Without room there is no cursor: it has to come back all the same.
    t.resize(5, 39);
    t.wait_for("too small");
    assert!(t.screen().hide_cursor());
    t.send(CTRL_Z);
    wait_for_state(&t, "T");
    t.assert_restored();
    // A shell would have written over the main screen meanwhile; the window is another one now.
    t.resize(30, 100);
    let from = t.written();
    t.signal(Signal::CONT);
    t.wait_raw(from, "\x1b[?1049h");
    t.wait_for_picture(&picture);
    assert!(t.screen().bracketed_paste() && t.screen().alternate_screen());
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

/// From outside, as a shell or a session manager does it: the same as Ctrl-Z.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_to_stop_gives_the_terminal_back_and_going_on_takes_it_again() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("M");
    t.wait_for("The mouse is on");
    let picture = t.text();
    for _ in 0..2 {
        t.signal(Signal::TSTP);
        wait_for_state(&t, "T");
        t.assert_restored();
        let from = t.written();
        t.signal(Signal::CONT);
        t.wait_raw(from, "\x1b[?1049h");
        t.wait_for_picture(&picture);
        t.wait_raw(from, "\x1b[?1000h");
        assert!(t.screen().bracketed_paste() && t.screen().alternate_screen());
    }
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saved"]);
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

/// Stopped without having been asked, as by `kill -STOP`: the shell put the terminal right meanwhile.
#[test]
#[cfg(target_os = "linux")]
fn going_on_alone_takes_the_terminal_again() {
    let home = Home::new("Case Ltd");
    let script =
        "(until [ -e go ]; do sleep 0.01; done; stty sane < /dev/tty; printf '\\033[?1049l'; touch done) &
exec $P case.aims";
    let mut t = home.shell(script, &[]);
    t.wait_for_all(&["answered", "? help"]);
    let (picture, raw) = (t.text(), t.modes());
    t.signal(Signal::STOP);
    wait_for_state(&t, "T");
    std::fs::write(home.path("go"), "").unwrap();
    while !home.path("done").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_ne!(t.modes(), raw);
    let from = t.written();
    t.signal(Signal::CONT);
    t.wait_raw(from, "\x1b[?1049h");
    t.wait_for_picture(&picture);
    assert_eq!(t.modes(), raw);
    t.send("3");
    t.wait_for_all(&["1 of 70 answered", "saved"]);
}

#[track_caller]
#[cfg(target_os = "linux")]
pub(super) fn wait_for_state(t: &Term, state: &str) {
    let pid = t.pid().as_raw_nonzero().to_string();
    let end = Instant::now() + Duration::from_secs(10);
    while stat(&pid).is_none_or(|(s, _)| s != state) {
        assert!(Instant::now() < end, "never in state {state}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn without_a_terminal_it_says_so_and_writes_no_escape() {
    let home = Home::new("Case Ltd");
    let out = home.run(&["case.aims"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(out.stdout.is_empty());
    let words = String::from_utf8(out.stderr).unwrap();
    assert!(words.contains("needs a terminal") && !words.contains('\x1b'), "{words:?}");
    // With the keyboard a terminal, and the output a pipe.
    let mut t = home.shell("$P case.aims | cat; $P case.aims < /dev/null; echo code $?", &[]);
    t.end();
    assert_eq!(t.raw().matches("needs a terminal").count(), 2, "{}", t.raw());
    assert!(t.raw().contains("code 2") && !t.raw().contains('\x1b'), "{}", t.raw());
}
