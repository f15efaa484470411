//! Taking the terminal and giving it back: once in, always out, in whatever way the program ends.
//! With `files`, the only place that differs between systems.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The terminal drawn on.
pub type Screen = Terminal<CrosstermBackend<io::BufWriter<io::Stdout>>>;

/// Set when the system asks the program to end.
pub struct Signals {
    end: Arc<AtomicBool>,
}

impl Signals {
    /// Starts to listen.
    pub fn listen() -> io::Result<Self> {
        let end = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP, signal_hook::consts::SIGINT]
        {
            signal_hook::flag::register(signal, Arc::clone(&end))?;
        }
        Ok(Self { end })
    }

    /// Whether the program has to end.
    pub fn end(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }
}

/// Enters raw mode and the alternate screen. What was entered is left again if a later step fails.
pub fn enter() -> io::Result<Screen> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    if let Err(e) = execute!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide) {
        leave();
        return Err(e);
    }
    let backend = CrosstermBackend::new(io::BufWriter::with_capacity(64 * 1024, io::stdout()));
    Terminal::new(backend).inspect_err(|_| leave())
}

/// Gives the terminal back. Every step runs, even if an earlier one fails: the terminal may be gone.
pub fn leave() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic anywhere first gives the terminal back, then says in words what to do. No client text is
/// in it: the place in the program is enough to find the fault.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        leave();
        let place = info.location().map_or_else(String::new, |l| {
            format!(" (place {}:{})", l.file().rsplit('/').next().unwrap_or(""), l.line())
        });
        let _ = writeln!(
            io::stderr(),
            "clausewise stopped because of a fault of its own{place}.\nEvery answer shown as saved is in the file. Start it again; it opens at the same place."
        );
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

/// Windows ends console programs itself when their window closes.
#[cfg(not(unix))]
pub fn gone() -> bool {
    false
}

/// Stops the program as Ctrl-Z does; comes back when the shell continues it.
#[cfg(unix)]
pub fn suspend(screen: &mut Screen) -> io::Result<()> {
    leave();
    // SIGSTOP, not SIGTSTP: the latter is ignored in an orphaned process group.
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    // `clear` would ask the terminal for its cursor and wait; a resize repaints without asking.
    let size = screen.size()?;
    screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
}

/// There is no suspension on this system; the key does nothing.
#[cfg(not(unix))]
pub fn suspend(_screen: &mut Screen) -> io::Result<()> {
    Ok(())
}
