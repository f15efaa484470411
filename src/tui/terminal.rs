//! Taking the terminal and giving it back: once in, always out, in whatever way the program ends.
//! With `files` and `outside`, the only place that differs between systems.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;

use super::ink::Ink;
use crate::say;

/// The terminal drawn on.
pub type Screen = Terminal<Ink<io::Stdout>>;

/// Set when the system asks the program to end.
pub struct Signals {
    end: Arc<AtomicBool>,
    /// From the keyboard while the terminal is not raw: it may be meant for a program it was lent to.
    interrupt: Arc<AtomicBool>,
    /// To stop, as a shell does with a job.
    stop: Arc<AtomicBool>,
    /// To go on after having been stopped.
    go_on: Arc<AtomicBool>,
}

impl Signals {
    /// Starts to listen.
    pub fn listen() -> io::Result<Self> {
        let signals = Self {
            end: Arc::default(),
            interrupt: Arc::default(),
            stop: Arc::default(),
            go_on: Arc::default(),
        };
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
            for signal in [SIGTERM, SIGHUP] {
                signal_hook::flag::register(signal, Arc::clone(&signals.end))?;
            }
            for signal in [SIGINT, SIGQUIT] {
                signal_hook::flag::register(signal, Arc::clone(&signals.interrupt))?;
            }
            // Stopped at once, the program would leave the terminal raw to the shell.
            signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
            signal_hook::flag::register(SIGCONT, Arc::clone(&signals.go_on))?;
            // A file grown to the limit the system set would end the program; heard, it is a full disk.
            signal_hook::flag::register(SIGXFSZ, Arc::default())?;
        }
        Ok(signals)
    }

    /// Whether the program has to end.
    pub fn end(&self) -> bool {
        self.must_end() || self.interrupt.load(Ordering::Relaxed)
    }

    /// What asked the program to end was heard; only what comes now counts.
    pub(super) fn forget(&self) {
        self.end.store(false, Ordering::Relaxed);
        self.interrupt.store(false, Ordering::Relaxed);
    }

    /// Whether the program was asked to stop, once for each time.
    pub(super) fn stop(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }

    /// Whether the program goes on after somebody stopped it, once for each time.
    pub(super) fn gone_on(&self) -> bool {
        self.go_on.swap(false, Ordering::Relaxed)
    }

    /// Whether it has to end whoever has the terminal.
    pub(super) fn must_end(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }
}

/// Enters raw mode and the alternate screen. What was entered is left again if a later step fails.
pub fn enter() -> io::Result<Screen> {
    take()?;
    // Only the first look at the events starts listening for a window that changes its size: later, a
    // change between the first picture and the first look would be missed.
    crossterm::event::poll(super::AT_ONCE).inspect_err(|_| leave())?;
    Terminal::new(Ink::new(io::stdout())).inspect_err(|_| leave())
}

/// Whether the terminal is ours: what left it once does not leave it again, over what was said since.
static TAKEN: AtomicBool = AtomicBool::new(false);

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::Relaxed);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide).inspect_err(|_| leave())
}

/// Gives the terminal to somebody else for a while. What was typed for them and not read is dropped:
/// it was never meant as a command here.
pub(super) fn hand_over<T>(
    screen: &mut Screen,
    signals: &Signals,
    other: impl FnOnce() -> io::Result<T>,
) -> io::Result<T> {
    leave();
    let outcome = other();
    for heard in [&signals.interrupt, &signals.stop, &signals.go_on] {
        heard.store(false, Ordering::Relaxed);
    }
    drop_input();
    take()?;
    while crossterm::event::poll(std::time::Duration::from_millis(1))? {
        crossterm::event::read()?;
    }
    // `clear` would ask the terminal for its cursor and wait; a resize repaints without asking.
    let size = screen.size()?;
    screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))?;
    outcome
}

#[cfg(unix)]
fn drop_input() {
    use rustix::termios::{QueueSelector, tcflush};
    let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
}

/// The events read right afterwards are all there is.
#[cfg(not(unix))]
fn drop_input() {}

/// Asks for the mouse, or leaves it to the terminal. After the terminal was handed over it has to be asked for again.
pub(super) fn listen_to_mouse(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
}

/// Asks the terminal for its background; when it was asked. The answer comes among the keys.
#[cfg(unix)]
pub(super) fn ask_background() -> io::Result<std::time::Instant> {
    let mut out = io::stdout();
    out.write_all(super::background::QUESTION.as_bytes())?;
    out.flush()?;
    Ok(std::time::Instant::now())
}

/// Hands a text to the clipboard of whoever sits at the terminal (OSC 52); encoded, so that nothing in it
/// can drive the terminal. Whether the terminal takes it cannot be known.
pub(super) fn copy(words: &str) -> io::Result<()> {
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(words))
}

/// Gives the terminal back. Every step runs, even if an earlier one fails: the terminal may be gone.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::Relaxed) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic anywhere first gives the terminal back, then says in words what to do. No client text is
/// in it: the place in the program is enough to find the fault.
pub fn install_panic_hook() {
    let owner = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        let thread = std::thread::current();
        if thread.name() == Some(super::job::THREAD) {
            return;
        }
        leave();
        let stopped = match info.location() {
            Some(l) => {
                let file = l.file().rsplit('/').next().unwrap_or("");
                say!(
                    "clausewise stopped because of a fault of its own (place {file}:{line}).",
                    file,
                    line = l.line()
                )
            }
            None => say!("clausewise stopped because of a fault of its own.").to_owned(),
        };
        let rest =
            say!("Every answer shown as saved is in the file. Start it again; it opens at the same place.");
        let _ = writeln!(io::stderr(), "{stopped}\n{rest}");
        if thread.id() != owner {
            // Without the thread that saves, going on would only look like work.
            std::process::exit(101);
        }
    }));
}

/// Whether the terminal went away without a signal.
#[cfg(unix)]
pub fn gone() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
    match poll(&mut fds, Some(&now)) {
        Ok(_) => fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        Err(_) => false,
    }
}

/// Whether the terminal holds something that nobody has read yet, or a signal came, after at most this
/// time.
#[cfg(unix)]
pub fn typed(wait: std::time::Duration) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let wait = rustix::event::Timespec::try_from(wait).ok();
    !matches!(poll(&mut fds, wait.as_ref()), Ok(0))
}

/// Here crossterm waits without spinning.
#[cfg(not(unix))]
pub fn typed(wait: std::time::Duration) -> bool {
    crossterm::event::poll(wait).unwrap_or(true)
}

/// Windows ends console programs itself when their window closes.
#[cfg(not(unix))]
pub fn gone() -> bool {
    false
}

/// Stops the program as Ctrl-Z does; comes back when the shell continues it.
#[cfg(unix)]
pub fn suspend(screen: &mut Screen, signals: &Signals) -> io::Result<()> {
    hand_over(screen, signals, stop_now)
}

/// Stops where it is; the terminal is somebody else's already.
#[cfg(unix)]
pub(super) fn stop_now() -> io::Result<()> {
    // SIGSTOP, not SIGTSTP: the latter is ignored in an orphaned process group.
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)
}

#[cfg(not(unix))]
pub(super) fn stop_now() -> io::Result<()> {
    Ok(())
}

/// There is no suspension on this system; the key does nothing.
#[cfg(not(unix))]
pub fn suspend(_screen: &mut Screen, _signals: &Signals) -> io::Result<()> {
    Ok(())
}
