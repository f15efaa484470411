//! The program, run as a person or a script runs it, in a folder that is its whole world. For the tests that drive it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Exit code, standard output, standard error.
pub(crate) fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder).env("HOME", folder.join("home")).env("USER", "tester");
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.env_remove("TERM").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let o = child.wait_with_output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (o.status.code().unwrap(), text(o.stdout), text(o.stderr))
}

/// What a command that succeeds says.
pub(crate) fn output(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = run(folder, args, "");
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}: {out}");
    out
}
