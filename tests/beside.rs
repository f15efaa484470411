//! What happens beside and under a file, seen from outside: kills, a disk that fails. Failing calls need
//! Linux and `strace`; without it those tests say so and try nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]
#![allow(clippy::print_stderr, reason = "who runs it must see that nothing was tried")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

fn program(folder: &Path, program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("HOME", folder).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command
}

fn run(folder: &Path, name: &str, args: &[&str]) -> (Option<i32>, String) {
    let o = program(folder, name, args).output().unwrap();
    (o.status.code(), String::from_utf8_lossy(&o.stderr).into_owned())
}

/// What the program acknowledged before it was killed is in the file, and nothing that nobody answered.
#[test]
fn what_was_acknowledged_survives_any_kill() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["new", "f.aims", "--org", "Case", "--start", "2040-01-02"];
    assert_eq!(run(folder.path(), PROGRAM, &args).0, Some(0));
    let ids = ["4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.2", "6.3", "7.1", "7.2", "7.3"];
    let mut told = BTreeMap::new();
    let mut cut = 0;
    for k in 0..40_u64 {
        let lines: Vec<String> =
            (0..120).map(|n| format!("{} {}", ids[n % ids.len()], 1 + (n / 12 + k as usize) % 5)).collect();
        let script = lines.join("\n") + "\n";
        std::fs::write(folder.path().join("script"), &script).unwrap();
        let mut child = program(folder.path(), PROGRAM, &["answer", "f.aims", "--script", "script", "--ack"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(4_000 + k * 3_700));
        cut += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        let o = child.wait_with_output().unwrap();
        assert!(o.stderr.is_empty(), "{}", String::from_utf8_lossy(&o.stderr));
        let acks = String::from_utf8(o.stdout).unwrap();
        let whole = acks.rsplit_once('\n').map_or("", |(lines, _)| lines);
        let last = whole.lines().count();
        for line in whole.lines() {
            let (id, level) = line.strip_prefix("ACK ").unwrap().split_once('=').unwrap();
            told.insert(id.to_owned(), level.to_owned());
        }
        // One answer may be in the file although the kill came before its acknowledgement.
        if let Some((id, level)) = script.lines().nth(last).and_then(|l| l.split_once(' ')) {
            let dump = dump(folder.path());
            if dump.contains(&format!("{id}={level}\n")) {
                told.insert(id.to_owned(), level.to_owned());
            }
        }
        let now = dump(folder.path());
        for id in ids {
            let found = now.lines().find_map(|l| l.strip_prefix(&format!("{id}="))).map(str::to_owned);
            assert_eq!(found.as_ref(), told.get(id), "{id} after kill {k}\n{acks}");
        }
        assert_eq!(run(folder.path(), PROGRAM, &["check", "f.aims"]).0, Some(0), "after kill {k}");
    }
    assert!(cut > 5, "only {cut} of 40 were really cut short");
}

fn dump(folder: &Path) -> String {
    let o = program(folder, PROGRAM, &["dump", "f.aims"]).output().unwrap();
    String::from_utf8(o.stdout).unwrap()
}

#[cfg(target_os = "linux")]
/// Whether calls can be made to fail here: strace is there and may trace.
fn can_inject(folder: &Path) -> bool {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).current_dir(folder).status();
    let can = tried.is_ok_and(|s| s.success());
    if !can {
        eprintln!("strace cannot be used here: not tried");
    }
    can
}

#[cfg(target_os = "linux")]
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

/// Looking at a file asks the system for nothing but that file and the folders on the way to it; its status for the names beside
/// it too, of which none is opened that cannot be a copy.
#[cfg(target_os = "linux")]
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
    for (command, lists) in [("gaps", false), ("status", true)] {
        let args = ["-f", "-qq", "-o", trace.to_str().unwrap(), PROGRAM, command, "f.aims"];
        assert_eq!(run(folder.path(), "strace", &args).0, Some(0));
        let calls = std::fs::read_to_string(&trace).unwrap();
        assert!(calls.contains("f.aims"));
        assert_eq!(calls.contains("getdents"), lists, "{command}");
        for forbidden in ["g0.aims", "f.aims.lock", "O_CREAT", "clone", "home/clausewise"] {
            let line = calls.lines().find(|l| l.contains(forbidden) && !l.contains("getdents"));
            assert_eq!(line, None, "{command}: {forbidden}");
        }
    }
}

/// Whatever call fails while another copy is taken over: the file is as it was, or holds all of it.
#[cfg(target_os = "linux")]
#[test]
fn a_merge_in_place_is_whole_or_nothing_whatever_fails() {
    let folder = tempfile::tempdir().unwrap();
    if !can_inject(folder.path()) {
        return;
    }
    let at = |name: &str| folder.path().join(name);
    let answer = |file: &str, lines: String| {
        std::fs::write(at("script"), lines).unwrap();
        assert_eq!(run(folder.path(), PROGRAM, &["answer", file, "--script", "script"]).0, Some(0));
    };
    let args = ["new", "f.aims", "--org", "Case", "--start", "2040-01-02"];
    assert_eq!(run(folder.path(), PROGRAM, &args).0, Some(0));
    std::fs::copy(at("f.aims"), at("g.aims")).unwrap();
    answer("f.aims", "6.1.2 4\n".into());
    answer("g.aims", (0..60).map(|n| ["8.2 1\n", "8.2 2\n", "8.2 3\n"][n % 3]).collect());
    let (start, before) = (std::fs::read(at("f.aims")).unwrap(), dump(folder.path()));
    let merge = ["merge", "f.aims", "g.aims", "--into", "f.aims"];
    assert_eq!(run(folder.path(), PROGRAM, &merge).0, Some(0));
    let after = dump(folder.path());
    assert!(before != after);
    let (trace, file, journal) = (at("trace"), at("f.aims"), at("f.aims-journal"));
    let (mut failed, mut as_it_was) = (0, 0);
    for (call, error) in [("pwrite64", "ENOSPC"), ("fsync,fdatasync", "EIO"), ("unlink,unlinkat", "EIO")] {
        for (often, n) in (1..8).flat_map(|n| [("", n), ("+", n)]) {
            let _ = std::fs::remove_file(&journal);
            std::fs::remove_file(&file).unwrap();
            std::fs::write(&file, &start).unwrap();
            let inject = format!("inject={call}:error={error}:when={n}{often}");
            let paths = ["-P", file.to_str().unwrap(), "-P", journal.to_str().unwrap()];
            let all = [&["-f", "-qq", "-o", trace.to_str().unwrap()][..], &paths, &["-e", &inject, PROGRAM]];
            let (code, words) = run(folder.path(), "strace", &[&all.concat()[..], &merge].concat());
            if !std::fs::read_to_string(&trace).unwrap().contains("INJECTED") {
                continue;
            }
            failed += 1;
            let now = dump(folder.path());
            assert!(now == before || now == after, "{call} {n}{often}: {now}");
            assert!(code != Some(0) || now == after, "{call} {n}{often}: said to be merged: {words}");
            as_it_was += u32::from(now == before);
        }
    }
    assert!(failed > 10 && as_it_was > 0, "{failed} calls failed, {as_it_was} left it as it was");
}

/// Without `--ack` a script is one commit: whatever fails on the way, all lines are answered or none.
#[cfg(target_os = "linux")]
#[test]
fn a_script_is_answered_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["new", "f.aims", "--org", "Case", "--start", "2040-01-02"];
    assert_eq!(run(folder.path(), PROGRAM, &args).0, Some(0));
    let ids = ["4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3"];
    let lines: Vec<String> = (0..280).map(|n| format!("{} {}", ids[n % 7], 1 + n / 7 % 5)).collect();
    std::fs::write(folder.path().join("script"), lines.join("\n")).unwrap();
    let before = dump(folder.path());
    let answer = [PROGRAM, "answer", "f.aims", "--script", "script"];
    let mut failed = 0;
    for n in if can_inject(folder.path()) { 1..12 } else { 0..0 } {
        let (trace, file) = (folder.path().join("trace"), folder.path().join("f.aims"));
        let inject = format!("inject=pwrite64:error=ENOSPC:when={n}+");
        let all = ["-f", "-qq", "-o", trace.to_str().unwrap(), "-P", file.to_str().unwrap(), "-e", &inject];
        let (code, words) = run(folder.path(), "strace", &[&all[..], &answer[..]].concat());
        if code == Some(0) {
            break;
        }
        // An earlier failure may have left a journal that cannot be rolled back on this disk either.
        failed += u32::from(words.contains("No line of the script was answered."));
        assert!(words.contains("NOT SAVED"), "{words}");
        assert_eq!(dump(folder.path()), before, "{n}");
    }
    for k in 0..15 {
        let mut child = program(folder.path(), PROGRAM, &answer[1..]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(3 + 2 * k));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = dump(folder.path());
        let answered = now.lines().filter(|l| ids.iter().any(|id| l.starts_with(&format!("{id}=")))).count();
        assert!(answered == 0 || answered == 7, "{now}");
    }
    assert_eq!(run(folder.path(), PROGRAM, &answer[1..]).0, Some(0));
    assert!(dump(folder.path()).contains("5.3=5\n"));
    assert!(failed > 0 || !can_inject(folder.path()), "no write failed");
}
