//! What the disk does under a file, seen from outside. Linux with `strace`, which makes a call fail; without
//! it this says so and tries nothing.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]
#![allow(clippy::print_stderr, reason = "who runs it must see that nothing was tried")]

use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

fn run(folder: &Path, program: &str, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("HOME", folder).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    let o = command.output().unwrap();
    (o.status.code(), String::from_utf8_lossy(&o.stderr).into_owned())
}

/// Whether calls can be made to fail here: strace is there and may trace.
fn can_inject(folder: &Path) -> bool {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).current_dir(folder).status();
    let can = tried.is_ok_and(|s| s.success());
    if !can {
        eprintln!("strace cannot be used here: not tried");
    }
    can
}

#[test]
fn a_disk_that_cannot_be_read_is_never_called_damage() {
    let folder = tempfile::tempdir().unwrap();
    if !can_inject(folder.path()) {
        return;
    }
    let file = folder.path().join("f.aims");
    assert_eq!(run(folder.path(), PROGRAM, &["demo", "f.aims"]).0, Some(0));
    for command in ["status", "check"] {
        for (often, good) in [("", true), ("+", false)] {
            let mut failed = 0;
            for n in 1..30 {
                let inject = format!("inject=pread64:error=EIO:when={n}{often}");
                let trace = folder.path().join("trace");
                let all =
                    ["-f", "-qq", "-o", trace.to_str().unwrap(), "-P", file.to_str().unwrap(), "-e", &inject];
                let (code, words) =
                    run(folder.path(), "strace", &[&all[..], &[PROGRAM, command, "f.aims"]].concat());
                if !std::fs::read_to_string(&trace).unwrap().contains("INJECTED") {
                    break;
                }
                failed += 1;
                assert!(!words.contains("damaged"), "{command} {n}{often}: {words}");
                assert!(matches!(code, Some(0 | 74)), "{command} {n}{often}: {code:?} {words}");
                assert!(good || code == Some(74), "{command} {n}{often}: {code:?} {words}");
            }
            assert!(failed > 3, "{command}: only {failed} reads failed");
        }
    }
}

/// Looking at a file asks the system for nothing but that file and the folders on the way to it.
#[test]
fn looking_touches_one_file() {
    let folder = tempfile::tempdir().unwrap();
    if !can_inject(folder.path()) {
        return;
    }
    assert_eq!(run(folder.path(), PROGRAM, &["demo", "f.aims"]).0, Some(0));
    for n in 0..20 {
        std::fs::copy(folder.path().join("f.aims"), folder.path().join(format!("g{n}.aims"))).unwrap();
    }
    let trace = folder.path().join("trace");
    let args = ["-f", "-qq", "-o", trace.to_str().unwrap(), PROGRAM, "status", "f.aims"];
    assert_eq!(run(folder.path(), "strace", &args).0, Some(0));
    let calls = std::fs::read_to_string(&trace).unwrap();
    assert!(calls.contains("f.aims"));
    for forbidden in ["getdents", "g0.aims", "f.aims.lock", "O_CREAT", "clone", "home/clausewise"] {
        let line = calls.lines().find(|l| l.contains(forbidden));
        assert_eq!(line, None, "{forbidden}");
    }
}
