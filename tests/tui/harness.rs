//! A program on a test screen, driven by key names.

use clausewise::model::record::{Kind, read, value};
use clausewise::tui::app::App;
use clausewise::tui::input::Input;
use clausewise::tui::screen::Screen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::tui::view;
use clausewise::{bank, sample};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tempfile::TempDir;

#[path = "../common/state.rs"]
mod state;

pub(crate) struct Driver {
    pub(crate) app: App,
    pub(crate) size: (u16, u16),
    pub(crate) folder: TempDir,
}

pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

/// One test at a time writes papers, with nothing chosen before: what was chosen last is kept in one place for all tests here.
pub(crate) fn exports_alone() -> std::sync::MutexGuard<'static, ()> {
    static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let alone = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    state::of_our_own();
    clausewise::files::remember_choice(&clausewise::files::LastChoice::default());
    alone
}

impl Driver {
    /// At home, nothing open, nothing recent.
    pub(crate) fn home(size: (u16, u16)) -> Self {
        state::of_our_own();
        let theme = Theme { look: Look::Standard, ascii: false };
        let mut app = App::new(bank::embedded().unwrap(), theme, today(), "tester");
        app.home.recent.clear();
        app.home.remembers = false;
        Self { app, size, folder: tempfile::tempdir().unwrap() }
    }

    /// An empty assessment.
    pub(crate) fn empty(size: (u16, u16)) -> Self {
        let mut d = Self::home(size);
        d.app.run(clausewise::tui::keymap::AtHome::New.into());
        d.text("Case Ltd").keys("enter");
        d.text("All of it").keys("enter");
        d.text("user").keys("enter");
        d.text("solo").keys("enter");
        d.text("6").keys("enter enter enter");
        let path = d.folder.path().join("case.aims").display().to_string();
        d.text(&path).keys("enter");
        assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
        d
    }

    /// The worked sample.
    pub(crate) fn sample(size: (u16, u16)) -> Self {
        let mut d = Self::home(size);
        let path = d.folder.path().join("sample.aims");
        sample::create(bank::embedded().unwrap(), None, &path, today(), false).unwrap();
        d.app.open(&path).unwrap();
        d
    }

    /// Presses keys named as in `ptydrive`: `f2 enter ctrl-p down 5 esc`.
    pub(crate) fn keys(&mut self, names: &str) -> &mut Self {
        for name in names.split_whitespace() {
            self.app.update(Input::Key(key(name)));
            self.part();
        }
        self
    }

    /// The picture with its frames, its mark of what is selected and its line breaks taken out, for words that may be wrapped anywhere.
    pub(crate) fn words(&self) -> String {
        self.picture()
            .replace(['\n', '\u{2502}', '\u{258c}'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Waits until a file that is let go is on the disk.
    fn part(&mut self) {
        for _ in 0..2000 {
            if !self.app.parts() {
                return;
            }
            self.app.tick(std::time::Instant::now());
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }

    /// Types text, a character at a time.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.app.update(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        }
        self
    }

    /// Pastes, as a terminal says it.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.app.update(Input::Paste(text.to_owned()));
        self
    }

    /// Waits until every change is on the disk, as the header then says.
    pub(crate) fn settle(&mut self) -> &mut Self {
        for _ in 0..2000 {
            if !self.app.tick(std::time::Instant::now()) {
                return self;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        panic!("the change is never saved");
    }

    /// The picture with styles, and where the cursor is.
    pub(crate) fn buffer(&self) -> (Buffer, Option<(u16, u16)>) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        let mut cursor = None;
        terminal
            .draw(|frame| {
                view::draw(&self.app, frame);
            })
            .unwrap();
        if terminal.backend().cursor_visible() {
            let at = terminal.backend().cursor_position();
            cursor = Some((at.x, at.y));
        }
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The picture as text.
    pub(crate) fn picture(&self) -> String {
        let (buffer, _) = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                skip = clausewise::tui::text::width(symbol).saturating_sub(1);
                row.push_str(symbol);
            }
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }

    /// The picture with what changes from run to run taken out.
    pub(crate) fn stable(&self) -> String {
        let folder = self.folder.path().display().to_string();
        let lines: Vec<String> = self
            .picture()
            .lines()
            .map(|l| {
                if l.contains("Kept in") || l.contains(&folder) || l.contains("sample-export") {
                    return "(a line with a path)".to_owned();
                }
                mask_times(l)
            })
            .collect();
        lines.join("\n")
    }

    /// A field of a record as it is shown, by the kind, the number people see, and the field.
    pub(crate) fn field(&self, kind: &str, no: u32, field: &str) -> String {
        let desk = self.app.desk.as_ref().unwrap();
        let a = desk.work.a();
        let kind = Kind::find(desk.work.kinds, kind).unwrap();
        let rec = read::named(a, kind, &no.to_string()).unwrap_or_else(|| panic!("no {} {no}", kind.word));
        value::shown(a, desk.work.kinds, &rec, kind.field(field).unwrap())
    }

    pub(crate) fn facts(&self) -> std::collections::BTreeMap<String, String> {
        self.app.desk.as_ref().unwrap().work.a().facts().clone()
    }
}

/// `2026-11-23 07:12` or `2026-11-23 07:12:09` becomes `(when)`, and the digits of a hash become `h`: they differ from run to run.
fn mask_times(line: &str) -> String {
    let line = mask_hashes(line);
    let chars: Vec<char> = line.chars().collect();
    for shape in ["dddd-dd-dd dd:dd:dd", "dddd-dd-dd dd:dd"] {
        let fits = |at: usize| {
            shape.chars().enumerate().all(|(i, s)| {
                chars.get(at + i).is_some_and(|c| if s == 'd' { c.is_ascii_digit() } else { *c == s })
            })
        };
        if let Some(at) = (0..chars.len()).find(|at| fits(*at)) {
            let after: String = chars[at + shape.len()..].iter().collect();
            let before: String = chars[..at].iter().collect();
            return format!("{before}{:<width$}{after}", "(when)", width = shape.len());
        }
    }
    line
}

/// Runs of twelve and more digits of a hash.
fn mask_hashes(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut run = String::new();
    for c in line.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit() || ('a'..='f').contains(&c) {
            run.push(c);
            continue;
        }
        let is_hash = run.len() >= 12;
        let h = "h".repeat(run.len());
        out.push_str(if is_hash { &h } else { &run });
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

pub(crate) fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.strip_prefix("ctrl-") {
        Some(rest) => (KeyModifiers::CONTROL, rest),
        None => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "space" => KeyCode::Char(' '),
        _ if name.len() > 1 && name.starts_with('f') => {
            KeyCode::F(name.trim_start_matches('f').parse().unwrap())
        }
        _ => KeyCode::Char(name.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

/// The states every look is drawn in: name, and the keys that lead there from an open sample.
pub(crate) const PLACES: [(&str, &str); 35] = [
    ("question", "f3"),
    ("question-check", "f3 down down"),
    ("room", "f3 p"),
    ("room-results", "f4 p"),
    ("room-gap", "f5 p down down"),
    ("room-action", "f6 p down"),
    ("outline", "f2"),
    ("results", "f4"),
    ("gaps", "f5 down down"),
    ("roadmap", "f6 down"),
    ("lists", "l down down"),
    ("history", "i"),
    ("about", "a"),
    ("help", "f3 f1"),
    ("find", "f3 / s u p p l i e r"),
    ("why", "f4 w"),
    ("more", "f3 d"),
    ("note", "f3 e H i"),
    ("park", "f3 k"),
    ("evidence", "f3 down v"),
    (
        "registers",
        "a home tab + A n a enter Q A enter f3 down v P l a n tab tab tab tab tab tab tab tab A n a ctrl-s a home tab tab tab enter",
    ),
    ("one-change", "i end d"),
    ("guides", "f3 f7"),
    ("votes", "a home tab + A n a enter Q A enter f3 r 5"),
    ("spread", "a home tab + A n a enter Q A enter f3 r 5 enter esc f2 r"),
    ("hand-out", "f2 r x"),
    ("collect", "f2 r +"),
    ("xray", "X"),
    ("gaps-by-clause", "f5 s s s down"),
    ("gap-filter", "f5 f"),
    ("roadmap-by-wave", "f6 s down down"),
    ("what-if", "f6 W backspace backspace 4 ctrl-s"),
    ("guide-roles", "f3 f7 enter"),
    ("words", "f3 z"),
    ("quick", "f7 end up down down down down down down enter 3 2"),
];
