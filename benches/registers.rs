//! What people wait for in a file with full registers: 1,000 AI systems, 5,000 pieces of evidence, 1,000 risks and
//! 10,000 links between them, beside the same answers with empty registers. `cargo bench --bench registers`.
//! Aims: the first picture 60 ms after the start, keys and screens as fast as without.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::path::PathBuf;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::record::{EVIDENCE, Kind, PERSON, RISK, Rid, SYSTEM};
use clausewise::model::{Assessment, Edit, Level, Scores, edit};
use clausewise::session::Session;
use clausewise::tui::app::App;
use clausewise::tui::desk::Desk;
use clausewise::tui::screen::Screen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::tui::{input, view};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

/// That of the program (`src/main.rs`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// With registers, and without.
const FULL: [bool; 2] = [false, true];

const fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn id(kind: &Kind, n: usize) -> Rid {
    let of = kind.letter as u64;
    Rid::new(1_770_000_000, of * 1_000_003 + n as u64 * 7919)
}

/// Facts of full registers, as an import would write them.
fn registers(checks: &[String], a: &Assessment) -> Edit {
    let mut sets: Vec<(String, String)> = Vec::new();
    let mut put = |kind: &Kind, n: usize, field: &str, value: &str| {
        sets.push((kind.key_of(&id(kind, n), field), value.to_owned()));
    };
    for (kind, count) in [(&PERSON, 50), (&SYSTEM, 1_000), (&EVIDENCE, 5_000), (&RISK, 1_000)] {
        let name = kind.naming().unwrap().key;
        for n in 0..count {
            put(kind, n, "made", "yes");
            put(kind, n, "no", &(n + 1).to_string());
            put(kind, n, name, &format!("{} number {n}", kind.word));
        }
    }
    for n in 0..1_000 {
        put(&SYSTEM, n, "purpose", "Answers questions of customers");
        put(&SYSTEM, n, "role.user", "yes");
        put(&SYSTEM, n, "affects", "yes");
        put(&SYSTEM, n, "stage", "live");
        for link in 0..4 {
            put(&RISK, n, &format!("systems.{}", id(&SYSTEM, (n * 7 + link * 13) % 1_000)), "yes");
        }
        put(&RISK, n, "cause", "Nobody reads what it writes before it is sent");
    }
    for n in 0..5_000 {
        put(&EVIDENCE, n, "place", "Shared folder, policies");
        put(&EVIDENCE, n, "date", "2026-05-05");
        put(&EVIDENCE, n, "valid-until", "2027-05-05");
        put(&EVIDENCE, n, &format!("shows.{}", checks[n * 31 % checks.len()]), "yes");
        put(&EVIDENCE, n, &format!("seen-by.{}", id(&PERSON, n % 50)), "2026-10-20");
    }
    edit::facts(a, "import", "", sets.into_iter().map(|(key, value)| (key, Some(value))).collect::<Vec<_>>())
}

/// An answered file of its own.
struct File {
    folder: TempDir,
}

impl File {
    fn new(full: bool) -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap() };
        let q = bank::embedded().unwrap();
        let facts = [
            (keys::ORGANISATION, "Harbour Bakery Supplies"),
            (keys::SIZE, "medium"),
            (keys::HOURS, "16"),
            (keys::START, "2026-11-23"),
        ];
        let first = edit::about(&Assessment::new(&q), facts.map(|(k, v)| (k, v.to_owned()))).unwrap();
        let ids: Vec<String> = q.requirements.iter().map(|r| r.id.clone()).collect();
        let checks: Vec<String> = (0..q.check_count()).map(|c| q.check(c).id.clone()).collect();
        let mut s = Session::create(q, &file.path(), "bench", &first, false).unwrap();
        let levels = [Level::Nothing, Level::Planned, Level::Written, Level::InUse, Level::Proven];
        for (n, id) in ids.iter().enumerate() {
            let e = edit::rate(&s.q, s.assessment(), id, Some(levels[n % levels.len()]), None).unwrap();
            s.apply(&e).unwrap();
        }
        if full {
            let e = registers(&checks, s.assessment());
            s.apply(&e).unwrap();
        }
        s.close().unwrap();
        // To look at it with other tools: how much memory the program takes with it.
        if let (Some(to), true) = (std::env::var_os("KEEP_FILE"), full) {
            std::fs::copy(file.path(), to).unwrap();
        }
        file
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("full.aims")
    }

    fn open(&self) -> Session {
        Session::open(bank::embedded().unwrap(), &self.path(), "bench", true, Duration::ZERO).unwrap()
    }

    fn app(&self, screen: Screen) -> App {
        let theme = Theme { look: Look::Standard, ascii: false };
        let mut app = App::new(bank::embedded().unwrap(), theme, today(), "bench");
        app.desk = Some(Desk::new(self.open(), today()));
        app.shell.screen = screen;
        app
    }
}

fn draw(app: &App, terminal: &mut Terminal<TestBackend>) {
    terminal
        .draw(|frame| {
            view::draw(app, frame);
        })
        .unwrap();
}

fn press(app: &mut App, code: KeyCode) {
    app.update(input::Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(120, 40)).unwrap()
}

/// The file alone: every event checked, every fact folded.
#[divan::bench(args = FULL, sample_count = 10, sample_size = 1)]
fn open_the_file(bencher: Bencher, full: bool) {
    let file = File::new(full);
    bencher.bench_local(|| file.open());
}

/// From the file to the first picture.
#[divan::bench(args = FULL, sample_count = 10, sample_size = 1)]
fn first_picture(bencher: Bencher, full: bool) {
    let file = File::new(full);
    bencher.bench_local(|| {
        let app = file.app(Screen::Question);
        draw(&app, &mut terminal());
        app
    });
}

/// From the file to the figures `status` prints.
#[divan::bench(args = FULL, sample_count = 10, sample_size = 1)]
fn status(bencher: Bencher, full: bool) {
    let file = File::new(full);
    bencher.bench_local(|| {
        let s = Session::open(bank::embedded().unwrap(), &file.path(), "", false, Duration::ZERO).unwrap();
        Scores::compute(&s.q, s.assessment()).all.counts.met
    });
}

/// A screen once it is open: two keys in turn, each with the picture that follows it.
fn keys(bencher: Bencher, full: bool, screen: Screen, before: &[KeyCode], turns: [KeyCode; 2]) {
    let file = File::new(full);
    let mut app = file.app(screen);
    let mut terminal = terminal();
    draw(&app, &mut terminal);
    for code in before {
        press(&mut app, *code);
        draw(&app, &mut terminal);
    }
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        press(&mut app, turns[n % 2]);
        draw(&app, &mut terminal);
    });
    app.close().unwrap();
}

const ANSWERS: [KeyCode; 2] = [KeyCode::Char('3'), KeyCode::Char('4')];
const ROWS: [KeyCode; 2] = [KeyCode::Down, KeyCode::Up];
const CARDS: [KeyCode; 2] = [KeyCode::Right, KeyCode::Left];

/// An answer on the card.
#[divan::bench(args = FULL)]
fn answering(bencher: Bencher, full: bool) {
    keys(bencher, full, Screen::Question, &[], ANSWERS);
}

/// The next card and back.
#[divan::bench(args = FULL)]
fn opening_a_card(bencher: Bencher, full: bool) {
    keys(bencher, full, Screen::Question, &[], CARDS);
}

/// The organisation with its registers.
#[divan::bench(args = FULL)]
fn rows_of_the_organisation(bencher: Bencher, full: bool) {
    keys(bencher, full, Screen::About, &[], ROWS);
}

/// Down and up in a register; the row of the organisation it is opened from is the first, second, third with Tab.
fn register(bencher: Bencher, full: bool, tabs: usize) {
    let mut before = vec![KeyCode::Tab; tabs];
    before.push(KeyCode::Enter);
    keys(bencher, full, Screen::About, &before, ROWS);
}

/// The register of AI systems.
#[divan::bench(args = FULL)]
fn rows_of_systems(bencher: Bencher, full: bool) {
    register(bencher, full, 2);
}

/// The register of evidence.
#[divan::bench(args = FULL)]
fn rows_of_evidence(bencher: Bencher, full: bool) {
    register(bencher, full, 3);
}

/// The Statement of Applicability.
#[divan::bench(args = FULL)]
fn rows_of_the_statement(bencher: Bencher, full: bool) {
    keys(bencher, full, Screen::Soa, &[], ROWS);
}

/// What a change of a record costs: the note of a card, then the registers looked at again.
#[divan::bench(args = FULL)]
fn the_statement_after_a_change(bencher: Bencher, full: bool) {
    after_a_change(bencher, full, Screen::Soa);
}

/// Opening the organisation anew after a change.
#[divan::bench(args = FULL)]
fn the_organisation_after_a_change(bencher: Bencher, full: bool) {
    after_a_change(bencher, full, Screen::About);
}

fn after_a_change(bencher: Bencher, full: bool, screen: Screen) {
    let file = File::new(full);
    let mut app = file.app(screen);
    let mut terminal = terminal();
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        app.shell.screen = Screen::Question;
        press(&mut app, ANSWERS[n % 2]);
        app.shell.screen = screen;
        draw(&app, &mut terminal);
    });
    app.close().unwrap();
}
