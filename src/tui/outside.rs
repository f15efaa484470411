//! The person's own editor: a text goes out in a private file and comes back as one text. Only the loop
//! of the full-screen program uses it. It knows nothing of the assessment, and never touches its file.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::terminal::{self, Screen, Signals};
use crate::files;
use crate::model::text;
use crate::say;
use crate::words::Words as _;

/// The largest text taken back, in bytes; as much as may be pasted.
const MAX_BACK: usize = super::input::MAX_PASTE;
/// How often it is looked whether the editor has ended.
const LOOK: Duration = Duration::from_millis(30);
/// How long an editor asked to end may take.
const GRACE: Duration = Duration::from_secs(1);

/// What came back from the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Back {
    /// The person finished this text.
    Written(String),
    /// The editor was ended by the system in the middle of this text.
    Unfinished(String),
    /// Nothing; words why.
    Nothing(String),
}

/// A text to be written outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The text.
    pub words: String,
    /// What it is of; the file the editor opens is named after it.
    pub key: String,
    /// The assessment it belongs to.
    pub of: PathBuf,
}

/// The editor the person set, as the shell would read it.
fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| std::env::var(name).ok().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()))
}

/// Lets the person write the text in their own editor. An error is one of the terminal.
pub(super) fn edit(screen: &mut Screen, signals: &Signals, handed: &Handed) -> io::Result<Back> {
    let Some(editor) = editor() else {
        return Ok(Back::Nothing(
            say!(
                "No editor is set on this computer, so nothing was opened and the text is as it was. \
                 Set VISUAL or EDITOR before starting, for example EDITOR=nano; or write here."
            )
            .into(),
        ));
    };
    let folder = match files::text_dir(&handed.of) {
        Ok(folder) => folder,
        Err(e) => return Ok(no_file(&files::why(&e).words())),
    };
    let name = files::text_name(&handed.key);
    let path = folder.path().join(&name);
    if let Err(e) = files::write_atomic(&path, handed.words.as_bytes(), false) {
        return Ok(no_file(&e.to_string()));
    }
    // An editor that outlives us keeps its folder: nobody sweeps away what is being written.
    folder.hold_for_children(true);
    let ended = terminal::hand_over(screen, signals, || Ok(run(&editor, &path, signals)));
    folder.hold_for_children(false);
    let ended = ended?;
    Ok(match (ended, read(&path)) {
        (Ended::Well, Ok(text)) => Back::Written(text),
        (Ended::Stopped, Ok(text)) => Back::Unfinished(text),
        (Ended::Badly(how), _) => {
            Back::Nothing(format!("{how} {}", say!("Nothing was taken over; the text is as it was.")))
        }
        (Ended::Well | Ended::Stopped, Err(why)) => {
            // What was written there is not thrown away because it cannot be used here.
            let kept = files::human_path(&folder.keep(&name));
            Back::Nothing(say!(
                "Not taken over: {why}. It is kept in {kept}; the text here is as it was.",
                why,
                kept
            ))
        }
    })
}

fn no_file(why: &str) -> Back {
    Back::Nothing(say!(
        "The editor was not opened: its file cannot be made ({why}). The text is as it was; write here.",
        why
    ))
}

/// How the editor ended.
enum Ended {
    Well,
    /// A sentence says how.
    Badly(String),
    /// We asked it to, because the system asked us.
    Stopped,
}

fn run(editor: &str, path: &Path, signals: &Signals) -> Ended {
    let shown = text::shown(editor, 40);
    let mut child = match command(editor, path).spawn() {
        Ok(child) => child,
        Err(e) => {
            let why = files::why(&e).words();
            return Ended::Badly(say!("The editor {shown} could not be started ({why}).", shown, why));
        }
    };
    let mut asked = None;
    loop {
        match child.try_wait() {
            Ok(Some(_)) if asked.is_some() => return Ended::Stopped,
            Ok(Some(status)) if status.success() => return Ended::Well,
            Ok(Some(status)) if status.code() == Some(127) => {
                return Ended::Badly(say!(
                    "The editor {shown} was not found; VISUAL or EDITOR names it.",
                    shown
                ));
            }
            Ok(Some(_)) => return Ended::Badly(say!("The editor {shown} ended with an error.", shown)),
            Ok(None) => {}
            Err(e) => {
                let why = files::why(&e).words();
                return Ended::Badly(say!("The editor {shown} could not be waited for ({why}).", shown, why));
            }
        }
        // Ctrl-Z there is for the two of us: the shell waits for this program.
        if signals.stop() {
            let _ = terminal::stop_now();
        }
        if asked.is_none() && (signals.must_end() || terminal::gone()) {
            asked = Some(Instant::now());
            ask_to_end(&mut child);
        } else if asked.is_some_and(|since| since.elapsed() > GRACE) {
            let _ = child.kill();
        }
        std::thread::sleep(LOOK);
    }
}

/// The text of the file; words when it is none for a note.
fn read(path: &Path) -> Result<String, String> {
    let (bytes, ..) = files::read_head(path, MAX_BACK as u64 + 1)
        .map_err(|e| say!("the editor's file cannot be read ({why})", why = files::why(&e).words()))?;
    if bytes.len() > MAX_BACK {
        return Err(say!("the editor's file holds more than {most} KiB", most = MAX_BACK / 1024));
    }
    String::from_utf8(bytes).map_err(|_| say!("the editor's file is not text (UTF-8)").to_owned())
}

/// `VISUAL` and `EDITOR` are pieces of shell: options, quotes, `NAME=value` in front. The shell becomes
/// the editor, so that signals meet the editor and not a shell that waits for it.
#[cfg(unix)]
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("exec env {editor} \"$1\"")).arg("clausewise").arg(path);
    command
}

/// Without a shell of that kind: a program, or a program and its options.
#[cfg(not(unix))]
fn command(editor: &str, path: &Path) -> Command {
    if files::exists(Path::new(editor.trim_matches('"'))) {
        let mut command = Command::new(editor.trim_matches('"'));
        command.arg(path);
        return command;
    }
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words).arg(path);
    command
}

/// Editors keep what they can when asked to end; killed, they cannot.
#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    let _ = child.kill();
}
