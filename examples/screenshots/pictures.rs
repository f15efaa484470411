//! The pictures of the README: the worked sample on one fixed day, driven by keys to a screen and drawn as
//! the program draws it. Used by the command that writes them and by the test that compares them.

use std::error::Error;
use std::time::{Duration, Instant};

use clausewise::session::Session;
use clausewise::tui::app::App;
use clausewise::tui::desk::Desk;
use clausewise::tui::input::Input;
use clausewise::tui::screen::Screen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::tui::view;
use clausewise::{bank, sample};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::svg;

/// Columns and rows: what a window has that somebody made a little larger.
const SIZE: (u16, u16) = (120, 36);

/// Name of the file, what the picture shows, and what is pressed or typed on the way from an open sample.
const PICTURES: [(&str, &str, &str); 8] = [
    ("home", "Clausewise at its start: new assessment, quick check, open, sample", ""),
    (
        "question",
        "One requirement: its question, its checks with their levels, why it matters",
        "f3 / 5.2 enter",
    ),
    ("ten", "The first ten things: what each leaves behind, its hours and its dates", "f1 first enter"),
    ("results", "Verdict, counts, readiness, and a bar for each clause", "f4"),
    ("gaps", "The ranked gap list, with the reason for the selected rank", "f5 down down"),
    ("roadmap", "The roadmap: dates, hours and bars", "f6 down down"),
    ("room", "A question in large letters for the whole room", "f3 / 8.4 enter p"),
    ("room-results", "The results in large letters for the whole room", "f4 p"),
];

/// File name and SVG text of every picture.
pub(crate) fn all() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sample.aims");
    let today = jiff::civil::date(2026, 11, 23);
    sample::create(bank::embedded()?, None, &path, today, false)?;
    let mut files = Vec::new();
    for (name, title, keys) in PICTURES {
        let theme = Theme { look: Look::Standard, ascii: false };
        let mut app = App::new(bank::embedded()?, theme, today, "sample");
        app.home.recent.clear();
        if !keys.is_empty() {
            // Not through `App::open`: that would put the sample on this person's list of recent files.
            let s = Session::open(bank::embedded()?, &path, "sample", true, Duration::ZERO)?;
            app.desk = Some(Desk::new(s, today));
            app.shell.screen = Screen::Question;
        }
        for key in keys.split_whitespace() {
            press(&mut app, key);
        }
        settle(&mut app)?;
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
        terminal.draw(|frame| {
            view::draw(&app, frame);
        })?;
        files.push((format!("{name}.svg"), svg::picture(terminal.backend().buffer(), title)));
        app.close().map_err(|(_, words)| words)?;
    }
    Ok(files)
}

/// A key by its name; anything else is typed.
fn press(app: &mut App, key: &str) {
    let named = match key {
        "enter" => Some(KeyCode::Enter),
        "down" => Some(KeyCode::Down),
        _ => key.strip_prefix('f').and_then(|n| n.parse().ok()).map(KeyCode::F),
    };
    let typed = key.chars().map(KeyCode::Char);
    for code in named.map_or_else(|| typed.collect(), |code| vec![code]) {
        app.update(Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }
}

/// Waits until everything is on the disk, so that every picture says `saved`.
fn settle(app: &mut App) -> Result<(), String> {
    let began = Instant::now();
    while app.tick(Instant::now()) {
        if began.elapsed() > Duration::from_secs(30) {
            return Err("The sample is still not saved after 30 seconds. Try again.".into());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}
