//! Ways to end, and to pause: the terminal is given back in every one, and nothing typed is lost.

use rustix::process::Signal;

use super::term::{CTRL_Q, CTRL_Z, Home};

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let screen = t.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_ne!(t.modes(), t.before, "raw while it runs");
    t.send(CTRL_Q);
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
        let mut again = home.open();
        again.wait_for("An unfinished note");
        again.send("e");
        again.wait_for("half a though");
    }
}
