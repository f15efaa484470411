//! The full-screen program: one loop that owns the terminal. It waits for a key, updates the state,
//! and draws only when something changed. Data changes only through `Session`.

pub mod app;
mod background;
mod clip;
pub mod desk;
pub mod dialog;
mod foot;
mod guides;
pub mod hit;
pub mod ink;
pub mod input;
mod job;
pub mod keymap;
pub mod keys;
pub mod large;
pub mod outside;
pub mod pane;
pub mod screen;
pub mod settings;
pub mod shell;
pub mod spot;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod view;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::model::Questionnaire;
use crate::say;
use crate::words::{Words as _, language};
use app::App;
use background::Background;
pub use settings::{SettingsFile, TEMPLATE};
use theme::{Look, Theme};

/// How long the loop waits for a key when nothing is going on.
const CALM: Duration = Duration::from_millis(250);
/// How long while something is on its way to the disk.
const BUSY: Duration = Duration::from_millis(8);
/// A look at what is there: with no time at all crossterm 0.29 looks at nothing, nor when that is over before it began,
/// as on a busy machine: what it has read already would then wait for the next key.
const AT_ONCE: Duration = Duration::from_micros(100);
/// How long the first picture waits for what the terminal says of its background: one at hand answers within a few. A
/// later answer changes the look when it comes.
#[cfg(unix)]
const ANSWER: Duration = Duration::from_millis(20);
/// How often saving is tried again while it fails.
const RETRY: Duration = Duration::from_secs(3);

/// Columns a terminal is taken to have at least: some say none.
const LEAST: usize = 40;

/// What the program was started with.
pub struct Start<'p> {
    /// The questions.
    pub bank: Questionnaire,
    /// File to open at once.
    pub file: Option<&'p Path>,
    /// Without colours (`NO_COLOR` or asked for).
    pub mono: bool,
    /// Without anything but ASCII in frames and bars.
    pub ascii: bool,
    /// Today.
    pub today: Date,
    /// Who answers.
    pub by: &'p str,
}

/// Columns of the terminal that is written to, for who prints lines; none where there is no terminal.
pub fn columns() -> Option<usize> {
    let size = io::stdout().is_terminal().then(crossterm::terminal::size)?;
    size.ok().map(|(columns, _)| usize::from(columns).max(LEAST))
}

/// Runs until the person quits. The words of a failure with the exit code of the program.
pub fn run(start: Start<'_>) -> Result<(), (u8, String)> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let words = say!(
            "The full-screen program needs a terminal. For scripts there are commands; see clausewise --help."
        );
        return Err((2, words.into()));
    }
    let file = SettingsFile::load();
    let place = file.as_ref().map(|f| f.path.clone());
    let (settings, faults) = file.map(|f| (f.settings, f.faults)).unwrap_or_default();
    let look = if start.mono { Look::Mono } else { settings.look.unwrap_or(Look::Standard) };
    let theme = Theme { look, ascii: start.ascii || settings.ascii };
    let mut app = App::new(start.bank, theme, start.today, start.by);
    (app.shell.mouse, app.shell.keys) = (settings.mouse, settings.keys);
    app.settings = place;
    // Opened before the terminal is taken: what goes wrong here and has no way back is said in the shell.
    if let Some(path) = start.file {
        app.rejoin(path)?;
    }
    app.name_faults(&faults);
    let trouble =
        |e: io::Error| (74, say!("The terminal cannot be used: {why}.", why = crate::files::why(&e).words()));
    // Nobody waits for it: it changes nothing that anybody looks at.
    let _ = std::thread::Builder::new().name("tidy".into()).spawn(crate::files::tidy);
    let signals = terminal::Signals::listen().map_err(trouble)?;
    terminal::install_panic_hook();
    let mut screen = terminal::enter().map_err(trouble)?;
    // Who chose a look has it; else that of the terminal's own background.
    let chosen = start.mono || settings.look.is_some();
    let ended = asked(chosen, &mut app).and_then(|answer| serve(&mut app, &mut screen, &signals, answer));
    if let Some(left) = app.abandon() {
        terminal::leave();
        return Err(left);
    }
    // Drafts and answers first: the terminal may be gone and waiting for it could end the process.
    let closed = close(&mut app, &signals);
    if terminal::gone() {
        // Dropping the terminal, and every word of ours, would go to what is no longer there: a fault.
        std::process::exit(closed.err().map_or(0, |(code, _)| i32::from(code)));
    }
    terminal::leave();
    ended.map_err(trouble)?;
    // Who left while papers were written wants to know where they are.
    if let Some(exported) = closed? {
        let _ = writeln!(io::stderr(), "{exported}");
    }
    Ok(())
}

/// Lets go of the file; what came of an export that ran. When the disk takes its time, that is said in the ordinary shell, where Ctrl-C ends
/// the waiting.
fn close(app: &mut App, signals: &terminal::Signals) -> Result<Option<String>, (u8, String)> {
    let missing = app.not_waited_for();
    let closing = app.closing();
    let (send, done) = mpsc::channel();
    let thread = std::thread::Builder::new().name("closing".into());
    // Without a thread it was closed by dropping it.
    let language = language::now();
    let closing = move || {
        language::set(language);
        send.send(closing())
    };
    let Ok(_) = thread.spawn(closing) else { return Ok(None) };
    let fallen = Err((74, missing.clone()));
    match done.recv_timeout(CALM) {
        Err(RecvTimeoutError::Timeout) if !terminal::gone() => {}
        Err(RecvTimeoutError::Timeout) => return done.recv().unwrap_or(fallen),
        Err(RecvTimeoutError::Disconnected) => return fallen,
        Ok(closed) => return closed,
    }
    terminal::leave();
    let words = say!("Waiting for the disk: changes, a backup, an export. Ctrl-C ends without.");
    let _ = writeln!(io::stderr(), "{words}");
    signals.forget();
    loop {
        match done.recv_timeout(CALM) {
            Ok(closed) => return closed,
            Err(RecvTimeoutError::Disconnected) => return fallen,
            Err(RecvTimeoutError::Timeout) if signals.end() => {
                return Err((74, format!("{} {missing}", say!("You left before the disk answered."))));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Whether a test asks for a fault at this place; only `debug_assert` may ask, so that a released program
/// never looks.
fn fault_asked(at: &str) -> bool {
    std::env::var_os("CLAUSEWISE_FAULT").is_some_and(|asked| asked == at)
}

/// Whether a key is there, after at most this time. At the end of a wait crossterm spins for up to a
/// millisecond; so the terminal itself is waited for, and crossterm only asked what it has.
fn typed(wait: Duration) -> io::Result<bool> {
    if crossterm::event::poll(AT_ONCE)? {
        return Ok(true);
    }
    Ok(!wait.is_zero() && terminal::typed(wait) && !terminal::gone() && crossterm::event::poll(AT_ONCE)?)
}

/// Asks for the terminal's background unless a look was chosen, and waits for the answer a little, so that the first
/// picture has its look already.
#[cfg(unix)]
fn asked(chosen: bool, app: &mut App) -> io::Result<Background> {
    if chosen {
        return Ok(Background::new(None));
    }
    let began = terminal::ask_background()?;
    let mut answer = Background::new(Some(began));
    while answer.waits() && began.elapsed() < ANSWER {
        if typed(ANSWER.saturating_sub(began.elapsed()))? {
            hear(app, &mut answer)?;
        } else if terminal::gone() {
            break;
        }
    }
    Ok(answer)
}

/// Here the terminal is not asked: nothing tells keys from an answer.
#[cfg(not(unix))]
fn asked(_: bool, _: &mut App) -> io::Result<Background> {
    Ok(Background::new(None))
}

/// Takes in one event: an answer of the terminal, or something typed.
fn hear(app: &mut App, answer: &mut Background) -> io::Result<()> {
    let (events, light) = answer.take(crossterm::event::read()?, Instant::now());
    if light == Some(true) {
        app.see_light();
    }
    events.into_iter().filter_map(input::normalise).for_each(|input| app.update(input));
    Ok(())
}

/// Runs until the person quits, the system asks, or the terminal is gone.
fn serve(
    app: &mut App,
    screen: &mut terminal::Screen,
    signals: &terminal::Signals,
    mut answer: Background,
) -> io::Result<()> {
    let mut retried = Instant::now();
    let mut soon = true;
    let mut size = screen.size()?;
    let mut mouse = false;
    loop {
        // A window can change its size between two looks at the keyboard.
        let now = screen.size()?;
        if std::mem::replace(&mut size, now) != now {
            app.shell.dirty = true;
        }
        if app.shell.mouse != mouse {
            mouse = app.shell.mouse;
            terminal::listen_to_mouse(mouse)?;
        }
        if app.shell.dirty {
            app.shell.dirty = false;
            screen.draw(|frame| view::draw(app, frame))?;
            debug_assert!(!fault_asked("picture"), "asked for by a test");
        }
        let waited = typed(if soon || answer.holds() { BUSY } else { CALM });
        if signals.end() {
            return Ok(());
        }
        match waited {
            Ok(true) => {
                // What is typed ahead is taken in before the next picture, but pictures go on.
                let began = Instant::now();
                while typed(Duration::ZERO)? && began.elapsed() < CALM / 4 {
                    hear(app, &mut answer)?;
                    if app.waits_for_loop() {
                        break;
                    }
                }
            }
            Ok(false) => {
                answer.idle().into_iter().filter_map(input::normalise).for_each(|input| app.update(input));
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
        if app.asked.quit || terminal::gone() {
            return Ok(());
        }
        if std::mem::take(&mut app.asked.suspend) || signals.stop() {
            terminal::suspend(screen, signals)?;
            mouse = false;
            app.shell.dirty = true;
        } else if signals.gone_on() {
            // Stopped by somebody else: whoever had the terminal meanwhile left it in whatever state.
            terminal::hand_over(screen, signals, || Ok(()))?;
            mouse = false;
            app.shell.dirty = true;
        }
        if let Some(handed) = app.text_for_editor() {
            let back = outside::edit(screen, signals, &handed)?;
            mouse = false;
            app.take_back(back);
        }
        if let Some(words) = app.text_to_copy()
            && terminal::copy(&words).is_err()
        {
            app.copy_failed();
        }
        soon = app.tick(Instant::now());
        if retried.elapsed() >= RETRY {
            retried = Instant::now();
            app.retry();
        }
    }
}
