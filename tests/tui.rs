//! The full-screen program without a terminal: keys in, pictures out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

mod tui {
    mod apart;
    mod audit;
    mod audit_before;
    mod audit_stay;
    mod beside;
    mod bytes;
    mod card;
    mod cited;
    mod clients;
    mod cut;
    mod detail;
    mod firms;
    mod flow;
    mod forms;
    mod grammar;
    mod handed_on;
    mod harness;
    mod held;
    mod home;
    mod incoming;
    mod keys;
    mod leaving;
    mod levels;
    mod looks;
    mod manners;
    mod merging;
    mod mouse;
    mod named;
    mod own;
    mod pages;
    mod picked;
    mod pseudo;
    mod registers;
    mod rehearsal;
    mod rescue;
    mod room;
    mod settings;
    mod shown;
    mod soa;
    mod speech;
    mod standing;
    mod story_c;
    mod styles;
    mod walk;
    mod way;
    mod workshop;
}
