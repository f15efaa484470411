//! What people wait for, measured: `cargo bench --bench speed`. Figures belong in the closing note of a
//! change. The assessment is full: every requirement answered, levels mixed, each with a note.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::path::PathBuf;
use std::time::Duration;

use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::roadmap::PlanInput;
use clausewise::model::{Assessment, GapList, Level, Questionnaire, Roadmap, Scores, Verdict, edit};
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

const LEVELS: [Level; 5] = [Level::Nothing, Level::Planned, Level::Written, Level::InUse, Level::Proven];
const NOTE: &str =
    "Agreed with Ana in the workshop; the draft lies in the shared folder, the board sees it in May.";

fn main() {
    divan::main();
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

/// A full assessment in a file of its own.
struct Full {
    folder: TempDir,
}

impl Full {
    fn new() -> Self {
        let full = Self { folder: tempfile::tempdir().unwrap() };
        let q = bank::embedded().unwrap();
        let facts = [
            (keys::ORGANISATION, "Harbour Bakery Supplies"),
            (keys::SIZE, "medium"),
            (keys::HOURS, "16"),
            (keys::START, "2026-11-23"),
        ];
        let first = edit::about(&Assessment::new(&q), facts.map(|(k, v)| (k, v.to_owned()))).unwrap();
        let ids: Vec<String> = q.requirements.iter().map(|r| r.id.clone()).collect();
        let mut s = Session::create(q, &full.path(), "bench", &first, false).unwrap();
        for (n, id) in ids.iter().enumerate() {
            let e = edit::rate(&s.q, s.assessment(), id, Some(LEVELS[n % LEVELS.len()]), Some(NOTE)).unwrap();
            s.apply(&e).unwrap();
        }
        s.close().unwrap();
        full
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("full.aims")
    }

    fn open(&self) -> Session {
        let s =
            Session::open(bank::embedded().unwrap(), &self.path(), "bench", true, Duration::ZERO).unwrap();
        assert_eq!(s.read_only, None);
        s
    }

    /// The program on it. Not through `App::open`, which would put it on this person's recent files.
    fn app(&self, screen: Screen) -> App {
        let theme = Theme { look: Look::Standard, ascii: false };
        let mut app = App::new(bank::embedded().unwrap(), theme, today(), "bench");
        app.desk = Some(Desk::new(self.open(), today()));
        app.shell.screen = screen;
        app
    }
}

/// Questions and answers without a file.
fn answered() -> (Questionnaire, Assessment) {
    let s = Full::new().open();
    let a = s.assessment().clone();
    (bank::embedded().unwrap(), a)
}

#[divan::bench]
fn load_the_bank() -> Questionnaire {
    bank::embedded().unwrap()
}

/// From the file to all figures, every event checked. One at a time: a second one would read only.
#[divan::bench(sample_size = 1)]
fn open_a_full_file(bencher: Bencher) {
    let full = Full::new();
    let bank = bank::embedded().unwrap();
    bencher.with_inputs(|| bank.clone()).bench_local_values(|bank| {
        Desk::new(Session::open(bank, &full.path(), "bench", true, Duration::ZERO).unwrap(), today())
    });
}

/// A folder of clients, opened one after the other to look at: figures of each, one core.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn look_through_1000_files(bencher: Bencher) {
    let full = Full::new();
    let files: Vec<PathBuf> =
        (0..1000).map(|n| full.folder.path().join(format!("client-{n}.aims"))).collect();
    for file in &files {
        std::fs::copy(full.path(), file).unwrap();
    }
    let bank = std::sync::Arc::new(bank::embedded().unwrap());
    bencher.bench_local(|| {
        let mut met = 0;
        for file in &files {
            let s = Session::open(std::sync::Arc::clone(&bank), file, "", false, Duration::ZERO).unwrap();
            met += Scores::compute(&s.q, s.assessment()).all.counts.met;
        }
        met
    });
}

#[divan::bench]
fn recompute_after_one_answer(bencher: Bencher) {
    let (q, mut a) = answered();
    let id = q.check(0).id.clone();
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        a.set(&q, &id, Some((n % 5 + 1).to_string()));
        let scores = Scores::compute(&q, &a);
        Verdict::compute(&q, &a, &scores)
    });
}

#[divan::bench]
fn gap_list_and_roadmap(bencher: Bencher) {
    let (q, a) = answered();
    let scores = Scores::compute(&q, &a);
    let input = PlanInput::of(&a, today());
    bencher.bench_local(|| {
        let gaps = GapList::compute(&q, &a, &scores);
        Roadmap::compute(&q, &a, &scores, &gaps, input)
    });
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(120, 40)).unwrap()
}

fn draw(app: &App, terminal: &mut Terminal<TestBackend>) {
    terminal
        .draw(|frame| {
            view::draw(app, frame);
        })
        .unwrap();
}

const SCREENS: [Screen; 4] = [Screen::Question, Screen::Results, Screen::Gaps, Screen::Roadmap];

/// The first picture of a screen, with all that is computed for it when first looked at.
#[divan::bench(args = SCREENS, sample_size = 1)]
fn first_picture(bencher: Bencher, screen: Screen) {
    let full = Full::new();
    bencher.with_inputs(|| full.app(screen)).bench_local_values(|app| {
        draw(&app, &mut terminal());
        app
    });
}

/// A key pressed, and the picture that follows it.
fn key(bencher: Bencher, screen: Screen, codes: [KeyCode; 2]) {
    let full = Full::new();
    let mut app = full.app(screen);
    let mut terminal = terminal();
    draw(&app, &mut terminal);
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        app.update(input::Input::Key(KeyEvent::new(codes[n % 2], KeyModifiers::NONE)));
        draw(&app, &mut terminal);
    });
    app.close().unwrap();
}

#[divan::bench(args = SCREENS)]
fn one_row_moved(bencher: Bencher, screen: Screen) {
    key(bencher, screen, [KeyCode::Up, KeyCode::Down]);
}

/// With all figures again and the answer on its way to the disk.
#[divan::bench]
fn one_answer_given(bencher: Bencher) {
    key(bencher, Screen::Question, [KeyCode::Char('3'), KeyCode::Char('4')]);
}

/// A key in the search with words that stand in many texts; the index is made before, as when it was opened.
/// Less than 2 ms.
#[divan::bench(args = ["s", "supplier", "suplier", "who checks the data of our suppliers", "xyzzy"])]
fn find_as_one_types(bencher: Bencher, typed: &str) {
    let (q, a) = answered();
    let index = bank::guides().unwrap().index(&q);
    bencher.bench_local(|| index.search(&q, Some(&a), typed, 40));
}

/// What the first search of a sitting waits for.
#[divan::bench]
fn make_the_index(bencher: Bencher) {
    let (q, guides) = (bank::embedded().unwrap(), bank::guides().unwrap());
    bencher.bench_local(|| guides.index(&q));
}
