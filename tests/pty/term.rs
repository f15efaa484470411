//! A terminal for the tests of this folder: a pseudo-terminal with an emulator that understands what the
//! program writes. Nothing here waits a fixed time for success; ten seconds are the patience for failure.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// When a test gives up.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) const F4: &str = "\x1bOS";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const CTRL_E: &str = "\x05";
/// What leaves where something is not saved: that asks by itself.
pub(crate) const CTRL_Q: &str = "\x11";
/// Quits: the first asks, the second says yes.
pub(crate) const QUIT: &str = "\x11\x11";
pub(crate) const CTRL_S: &str = "\x13";
pub(crate) const CTRL_Z: &str = "\x1a";

/// A home of its own, with one assessment in it.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
}

impl Home {
    /// With an empty assessment of this organisation.
    pub(crate) fn new(organisation: &str) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        let file = home.file();
        let made = home.run(&["new", file.to_str().unwrap(), "--org", organisation]);
        assert!(made.status.success(), "{made:?}");
        home
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("case.aims")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What every program of this home is started with.
    fn env(&self) -> Vec<(&'static str, String)> {
        let folder = self.folder.path().display().to_string();
        vec![
            ("PATH", std::env::var("PATH").unwrap()),
            ("HOME", folder.clone()),
            ("XDG_STATE_HOME", format!("{folder}/state")),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("USER", "tester".into()),
        ]
    }

    /// Runs a headless command.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(program());
        command.args(args).env_clear().envs(self.env()).current_dir(self.folder.path());
        command.output().unwrap()
    }

    /// The stored facts, a line each.
    pub(crate) fn facts(&self) -> String {
        let out = self.run(&["dump", "case.aims"]);
        assert!(out.status.success(), "{out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    /// Waits until these words are in the file, and no save is under way.
    #[track_caller]
    pub(crate) fn wait_on_disk(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        let journal = self.path("case.aims-journal");
        loop {
            let bytes = std::fs::read(self.file()).unwrap();
            if bytes.windows(words.len()).any(|w| w == words.as_bytes()) && !journal.exists() {
                return;
            }
            assert!(Instant::now() < end, "never on the disk: {words}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Starts the program on the assessment at 100 columns and 30 rows, and waits for the question.
    pub(crate) fn open(&self) -> Term {
        let mut t = self.start(&["case.aims"], &[]);
        t.wait_for_all(&["answered", "? help"]);
        t
    }

    /// Starts the program.
    pub(crate) fn start(&self, args: &[&str], env: &[(&str, &str)]) -> Term {
        let mut command = CommandBuilder::new(program());
        command.args(args);
        self.spawn(command, env, (30, 100))
    }

    /// Starts a shell script in which `$P` is the program.
    pub(crate) fn shell(&self, script: &str, env: &[(&str, &str)]) -> Term {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.env("P", program());
        let p = program().display().to_string();
        let mut all = vec![("P", p.as_str())];
        all.extend_from_slice(env);
        self.spawn(command, &all, (30, 100))
    }

    fn spawn(&self, mut command: CommandBuilder, env: &[(&str, &str)], (rows, cols): (u16, u16)) -> Term {
        command.env_clear();
        for (name, value) in self.env() {
            command.env(name, value);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(self.folder.path());
        Term::start(command, rows, cols)
    }
}

pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_clausewise"))
}

struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
    /// The reader lets go of the terminal after what it reads next.
    closing: bool,
}

/// The rows with a blank behind each: whether one was written there or nothing ever was looks the same.
fn shown(seen: &Seen) -> String {
    seen.parser.screen().contents().replace('\n', " \n") + " "
}

/// A program in a terminal.
pub(crate) struct Term {
    master: Option<Box<dyn MasterPty + Send>>,
    input: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// The terminal's modes before the program began, as the system prints them.
    pub(crate) before: String,
}

impl Term {
    fn start(command: CommandBuilder, rows: u16, cols: u16) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        // With our end of the slave closed, reading ends when the program has ended.
        drop(pair.slave);
        let parser = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        let seen = Arc::new((
            Mutex::new(Seen { parser, raw: Vec::new(), ended: false, closing: false }),
            Condvar::new(),
        ));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            loop {
                let n = output.read(&mut bytes).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.raw.extend_from_slice(&bytes[..n]);
                seen.parser.process(&bytes[..n]);
                seen.ended = n == 0;
                shared.1.notify_all();
                if n == 0 || seen.closing {
                    return;
                }
            }
        });
        let input = Some(pair.master.take_writer().unwrap());
        Self { master: Some(pair.master), input, child, seen, reader: Some(reader), before }
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(keys.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits until what is on the screen and what was written fulfil a condition.
    #[track_caller]
    fn wait_until(&self, what: &str, fulfilled: impl Fn(&Seen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !fulfilled(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let contents = seen.parser.screen().contents();
                // Let go first: the reader must not fall with this test.
                drop(seen);
                panic!("never: {what}\n{contents}");
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits for words on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |s| shown(s).contains(words));
    }

    /// Waits for several words that stand on the screen together.
    #[track_caller]
    pub(crate) fn wait_for_all(&mut self, words: &[&str]) {
        self.wait_until(&words.join(", "), |s| {
            let contents = shown(s);
            words.iter().all(|w| contents.contains(w))
        });
    }

    /// Waits until words are gone from the screen.
    #[track_caller]
    pub(crate) fn wait_gone(&mut self, words: &str) {
        self.wait_until(words, |s| !shown(s).contains(words));
    }

    /// Waits until the terminal's cursor stands right behind this character.
    #[track_caller]
    pub(crate) fn wait_cursor_behind(&mut self, character: &str) {
        self.wait_until(&format!("the cursor behind {character}"), |s| {
            let (row, col) = s.parser.screen().cursor_position();
            let before = col.checked_sub(1).and_then(|col| s.parser.screen().cell(row, col));
            before.is_some_and(|c| c.contents() == character) && !s.parser.screen().hide_cursor()
        });
    }

    /// Waits until the terminal's cursor stands on the selected row, where readers and magnifiers look for
    /// it, and that row is marked: reversed from its sign on, or by a bar before what is opened in place.
    #[track_caller]
    pub(crate) fn wait_for_selection(&mut self) {
        self.wait_until("the cursor on the selected row", |s| {
            let screen = s.parser.screen();
            let (row, _) = screen.cursor_position();
            (0..4).any(|col| {
                let marks =
                    |c: &vt100::Cell| c.contents() == "\u{258c}" || c.inverse() && c.contents() == ">";
                screen.cell(row, col).is_some_and(marks)
            })
        });
    }

    /// Waits until the screen shows exactly this; a blank that was written looks like one that was not.
    #[track_caller]
    pub(crate) fn wait_for_picture(&mut self, picture: &str) {
        let seen = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let wanted = seen(picture);
        self.wait_until(picture, |s| seen(&s.parser.screen().contents()).trim_end() == wanted.trim_end());
    }

    /// Waits for a sequence among everything written since `from`.
    #[track_caller]
    pub(crate) fn wait_raw(&mut self, from: usize, sequence: &str) {
        let bytes = sequence.as_bytes();
        self.wait_until(&format!("{sequence:?}"), |s| {
            s.raw.get(from..).is_some_and(|raw| raw.windows(bytes.len()).any(|w| w == bytes))
        });
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Everything that was written.
    pub(crate) fn raw(&self) -> String {
        self.raw_from(0)
    }

    /// What was written after the first so many bytes.
    pub(crate) fn raw_from(&self, from: usize) -> String {
        String::from_utf8_lossy(&self.seen.0.lock().unwrap().raw[from..]).into_owned()
    }

    /// Everything but the one question to the terminal that is always the same.
    pub(crate) fn raw_said(&self) -> String {
        self.raw().replace("\x1b]11;?\x1b\\", "")
    }

    /// How much was written.
    pub(crate) fn written(&self) -> usize {
        self.seen.0.lock().unwrap().raw.len()
    }

    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        drop(seen);
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until the program has ended and all it wrote was read; its exit code, 128 and more for the
    /// death by a signal.
    #[track_caller]
    pub(crate) fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() < end => std::thread::sleep(Duration::from_millis(5)),
                None => panic!("does not end\n{}", self.text()),
            }
        };
        if self.master.is_some() {
            self.wait_until("end of output", |s| s.ended);
        }
        if status.signal().is_some() { 128 } else { status.exit_code() }
    }

    /// Ends the program at once, as a power cut would, short of the disk.
    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.end();
    }

    /// Closes the window. The reader holds it open too and is woken by a last picture.
    pub(crate) fn close_window(&mut self) {
        self.seen.0.lock().unwrap().closing = true;
        let (rows, cols) = self.screen().size();
        self.resize(rows.get() - 1, cols.get());
        self.reader.take().unwrap().join().unwrap();
        self.input = None;
        self.master = None;
    }

    /// The modes of the terminal, as the system prints them.
    pub(crate) fn modes(&self) -> String {
        modes(&**self.master.as_ref().unwrap())
    }

    /// The terminal is as it was before the program began. The modes change at once, what was written is
    /// read a little later.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        self.wait_until("main screen, cursor, no bracketed paste, no mouse", |s| {
            let s = s.parser.screen();
            let mouse = s.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor() && !mouse
        });
        assert_eq!(self.modes(), self.before);
        // Never a window title: there is nothing to put back.
        for title in ["\x1b]0;", "\x1b]1;", "\x1b]2;"] {
            assert!(!self.raw().contains(title), "a title was set");
        }
    }
}

/// Without a mark of the system's own: macOS notes there that a program left raw mode, until the next read.
fn modes(master: &dyn MasterPty) -> String {
    let t = master.get_termios().unwrap();
    let local = format!("{:?}", t.local_flags).replace(" | PENDIN", "").replace("PENDIN | ", "");
    format!("{:?} {:?} {:?} {local} {:?}", t.input_flags, t.output_flags, t.control_flags, t.control_chars)
}

impl Drop for Term {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            // A stopped program does not notice a gentler signal.
            let _ = self.child.kill();
            let _ = kill_process(self.pid(), Signal::KILL);
        }
    }
}

/// Ticks of processor time a process used; none when it is gone, or the system does not say.
pub(crate) fn used(pid: &str) -> Option<u64> {
    let (state, fields) = stat(pid)?;
    if state == "Z" { None } else { Some(fields.iter().sum()) }
}

/// State of a process, and its times in user and system mode.
pub(crate) fn stat(pid: &str) -> Option<(String, [u64; 2])> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    Some((fields[0].to_owned(), [fields[11].parse().ok()?, fields[12].parse().ok()?]))
}
