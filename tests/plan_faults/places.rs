//! Every place that tells of a plan: commands, documents, plain mode and screens.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use clausewise::plain::{self, Start};
use jiff::civil::date;
use tempfile::TempDir;

use crate::harness::Driver;
use crate::q;

pub(crate) fn run(args: &[&str]) -> String {
    let o = Command::new(env!("CARGO_BIN_EXE_clausewise")).args(args).output().unwrap();
    assert!(o.status.success(), "{args:?}: {}", String::from_utf8_lossy(&o.stderr));
    String::from_utf8(o.stdout).unwrap()
}

/// A file with these lines answered.
pub(crate) fn file(script: &str, more: &[&str]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.aims").display().to_string();
    let new = ["new", &path, "--org", "Case", "--start", "2027-01-04", "--hours-per-week", "8"];
    run(&[&new[..], more].concat());
    answer(&path, script);
    (folder, path)
}

pub(crate) fn answer(path: &str, script: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(["answer", path, "--script", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

pub(crate) fn in_plain(path: &str, lines: &str) -> String {
    let (input, mut out) = (format!("{lines}\n"), Vec::new());
    let start = Start {
        bank: q(),
        kinds: clausewise::model::record::KINDS,
        file: Some(Path::new(path)),
        today: date(2027, 1, 4),
        by: "t",
        echo: false,
    };
    plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every text that tells of the plan of a file, with where it stands. The screens come last.
pub(crate) fn everywhere(path: &str, about: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for view in ["gaps", "roadmap"] {
        for format in ["text", "json", "csv", "md"] {
            all.push((format!("{view} {format}"), run(&[view, path, "--format", format])));
        }
    }
    all.push((format!("explain {about}"), run(&["explain", path, about])));
    let out = Path::new(path).with_file_name("out").display().to_string();
    let written = run(&["export", path, "--to", &out, "--force"]);
    for name in ["one-pager.md", "gap-report.md", "gap-register.md", "roadmap.md", "everything.json"] {
        let at = written.lines().find(|l| l.ends_with(name)).unwrap();
        all.push((name.to_owned(), std::fs::read_to_string(at).unwrap()));
    }
    for word in ["gaps", "roadmap"] {
        all.push((format!("plain {word}"), in_plain(path, word)));
    }
    all
}

/// Lines may be wrapped anywhere.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The screen that a key opens, in a large window.
pub(crate) fn screen(path: &str, keys: &str) -> String {
    // Not so wide that two texts stand side by side in a row.
    let mut d = Driver::home((105, 90));
    d.app.open(Path::new(path)).unwrap();
    d.keys(keys);
    let words = d.words();
    d.app.desk.take();
    words
}
