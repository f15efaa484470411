//! The real program in a real pseudo-terminal: what only shows there, the terminal's own state, signals,
//! what is on the disk after a kill. Everything that can be tested without one is in `tests/tui.rs`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod pty {
    mod backups;
    mod disk;
    mod ending;
    mod mouse;
    mod outside;
    mod screen;
    mod settings;
    mod term;
}
