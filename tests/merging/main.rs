//! Merging two files that were copied and both changed: by the command, with files that are none, are busy or damaged, with
//! kills, and by the dice; and colleagues who answer apart in files of their own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod apart;
#[path = "../common/audit.rs"]
mod audit;
mod beside;
mod command;
mod copies;
mod files;
mod forks;
mod history;
mod in_place;
mod laptops;
#[path = "../common/program.rs"]
mod program;
mod signed;
mod together;
mod twins;
mod whose;

use std::path::Path;

use program::{output, run};
use tempfile::TempDir;

/// A file and a copy of it.
fn two() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), &["new", "a.aims", "--org", "Case", "--start", "2040-01-02"]);
    answer(folder.path(), "a.aims", "5.2 2\n7.2 1\n");
    std::fs::copy(folder.path().join("a.aims"), folder.path().join("b.aims")).unwrap();
    folder
}

fn answer(folder: &Path, file: &str, lines: &str) {
    let (code, out, err) = run(folder, &["answer", file, "--script", "-"], lines);
    assert_eq!(code, 0, "{out}{err}");
}

/// Exit code and what it says; standard error behind standard output.
fn merge(folder: &Path, args: &[&str]) -> (i32, String) {
    let (code, out, err) = run(folder, &[&["merge"], args].concat(), "");
    (code, format!("{out}{err}"))
}

fn dump(folder: &Path, file: &str) -> String {
    output(folder, &["dump", file])
}

fn is_sound(folder: &Path, file: &str) {
    assert!(output(folder, &["check", file]).contains("events="), "{file}");
}
