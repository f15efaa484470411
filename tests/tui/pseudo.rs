//! Every screen and dialog in the pseudo-language: accents, and every word 40 % longer. What is said is said through
//! the catalogue, nothing is cut without a sign, and what a row is for stands as it did in English.
//!
//! The questionnaire is put into Greek letters, so that English on the screen is ours and not its.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use super::harness::{Driver, PLACES, today};
use super::speech::{Data, foreign, greek};
use clausewise::model::Questionnaire;
use clausewise::sample;
use clausewise::tui::app::App;
use clausewise::tui::keymap::{Command, Context, Global, InGaps, OnCard, OnRoadmap, OnScreen};
use clausewise::tui::screen::Screen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::words::language::{self, Language};
use clausewise::words::text;
use ratatui::layout::Position;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 16), (120, 40)];

/// Screens and dialogs beside those every look is drawn in.
const MORE: [(&str, &str); 44] = [
    ("room hidden", "h f4 p"),
    ("room milestone", "f6 p end"),
    ("room wave", "f6 s p"),
    ("room of a band", "f5 f down enter p"),
    ("room votes", "a home tab + A n a enter Q A enter f3 p r 5"),
    ("not applicable", "f3 / A . 2 . 2 enter n"),
    ("reason", "f3 / A . 2 . 2 enter n n"),
    ("ask", "f3 0 0"),
    ("dissent", "f3 D"),
    ("timer", "f3 T"),
    ("marked", "f3 m"),
    ("withdrawn", "f3 c"),
    ("hidden", "h f4"),
    ("outline open only", "f2 f"),
    ("outline details", "f2 d"),
    ("snapshot", "f4 +"),
    ("compare", "f4 + O n e enter f3 5 f4 V"),
    ("compared", "f4 + O n e enter f3 5 f4 V enter"),
    ("nothing to compare", "f4 V"),
    ("follow-up", "f4 F"),
    ("gap owner", "f5 o"),
    ("gap hours", "f5 t"),
    ("gap owners", "f5 O"),
    ("gaps by owner", "f5 o A n a enter s s down"),
    ("gaps of a band", "f5 f down enter"),
    ("people for a field", "f3 k W h o enter enter A n"),
    ("road started", "f6 space"),
    ("road done", "f6 space space"),
    ("road owner", "f6 o"),
    ("road hours of one", "f6 t"),
    ("road add", "f6 +"),
    ("road drop", "f6 -"),
    ("road this week", "f6 f down enter"),
    ("road milestone", "f6 end"),
    ("parked and closed", "f3 k L o o k ctrl-s l down space"),
    ("register of systems", "a tab tab + C h a t enter W r i t e s ctrl-s"),
    ("fact", "a down enter"),
    ("why a question", "f3 w"),
    ("why a plan", "f6 w"),
    ("copy", "S"),
    ("export", "x"),
    ("look", "f9"),
    ("leaving", "q"),
    ("nobody meant it", "f2 j j j"),
];

/// What is asked for after keys by a command that has no key everywhere.
const RUN: [(&str, &str, Command); 11] = [
    ("gap rank", "f5", Command::InGaps(InGaps::Rank)),
    ("road hours", "f6", Command::OnRoadmap(OnRoadmap::Hours)),
    ("road start", "f6", Command::OnRoadmap(OnRoadmap::Pin)),
    ("road due", "f6", Command::OnRoadmap(OnRoadmap::Due)),
    ("road done when", "f6", Command::OnRoadmap(OnRoadmap::DoneWhen)),
    ("road split", "f6", Command::OnRoadmap(OnRoadmap::Split)),
    ("road join", "f6", Command::OnRoadmap(OnRoadmap::Merge)),
    ("road records", "f6", Command::OnRoadmap(OnRoadmap::Records)),
    ("first ten", "", Command::OnScreen(OnScreen::FirstTen)),
    ("clause in short", "", Command::OnScreen(OnScreen::Clause)),
    ("reason by command", "f3 / A . 2 . 2 enter n", Command::OnCard(OnCard::Reason)),
];

/// The questionnaire, made once.
static GREEK: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| Arc::new(greek()));
/// How many folders were made.
static FOLDERS: AtomicUsize = AtomicUsize::new(0);
/// The file of the sample.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    language::set(Language::English);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.aims");
    sample::create(GREEK.clone(), None, &path, today(), false).unwrap();
    std::fs::read(path).unwrap()
});

/// The sample with a questionnaire in Greek letters, after these keys.
pub(crate) fn at(size: (u16, u16), keys: &str) -> Driver {
    let mut d = Driver::home(size);
    // Letters by chance in a folder's name would be taken for words.
    let name = format!("{}.{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed));
    d.folder = tempfile::Builder::new().prefix(&name).rand_bytes(0).tempdir().unwrap();
    let now = language::now();
    let sample = &*SAMPLE;
    language::set(now);
    d.app = App::new(GREEK.clone(), Theme { look: Look::Standard, ascii: false }, today(), "tester");
    d.app.home.recent.clear();
    d.app.home.remembers = false;
    let path = d.folder.path().join("sample.aims");
    std::fs::write(&path, sample).unwrap();
    d.app.open(&path).unwrap();
    d.keys(keys).settle();
    d
}

/// A state in both languages.
struct Both {
    name: String,
    english: Driver,
    pseudo: Driver,
}

impl Both {
    fn of(name: &str, make: impl Fn() -> Driver) -> Self {
        language::set(Language::English);
        let english = make();
        language::set(Language::Pseudo);
        let pseudo = make();
        language::set(Language::English);
        Self { name: format!("{name} {:?}", english.size), english, pseudo }
    }

    fn english(&self) -> Seen {
        Seen::of(&self.english)
    }

    fn pseudo(&self) -> Seen {
        language::set(Language::Pseudo);
        let seen = Seen::of(&self.pseudo);
        language::set(Language::English);
        seen
    }

    fn data(&self) -> Data {
        let desk = self.pseudo.app.desk.as_ref();
        let facts = desk.into_iter().flat_map(|d| d.work.a().facts().values().cloned());
        let events = desk.into_iter().flat_map(|d| d.work.session().events().iter());
        let events = events.flat_map(|e| {
            let short = e.hash.chars().take(12).collect();
            [e.by.clone(), e.what.clone(), e.hash.clone(), short]
        });
        let folder = self.pseudo.folder.path().display().to_string();
        // What the keys of this test type, and the folders of the files.
        let typed = [
            "Ana",
            "QA",
            "Ana, QA",
            "Hi",
            "One",
            "case sample copy",
            "Chat",
            "Writes",
            "Plan",
            "Look",
            "thinHi",
            "DOCX PDF DOCX",
            "PDF CSV",
            "XLSX",
            "JSON OSCAL ICS MMD CSV",
            "JSON OSCAL ICS CSV",
            "Context reviewed in the management meeting, AI part still thinHi",
        ];
        let hidden = clausewise::bank::guides().unwrap().roles.hidden_ai.join("; ");
        let files =
            ["case", "nine", "sample", "sample-copy", "sample-export"].map(|f| format!("{folder}/{f}.aims"));
        let files = files.into_iter().chain([format!("{folder}/sample-questions")]);
        Data::of(facts.chain(events).chain(files).chain(typed.map(str::to_owned)).chain([hidden]))
    }

    /// Everything that does not stand.
    fn faults(&self) -> Vec<String> {
        let (english, mut pseudo) = (self.english(), self.pseudo());
        let mut faults = Vec::new();
        language::set(Language::Pseudo);
        // A hash that goes over two lines is no word, whatever letters it has.
        let is_hash = |w: &&str| w.len() >= 12 && w.bytes().all(|b| b.is_ascii_hexdigit());
        let text = pseudo.rows.join("\n");
        let text: Vec<&str> = text.split(' ').filter(|w| !is_hash(w)).collect();
        faults.extend(foreign(&text.join(" "), &self.data()));
        faults.extend(self.frame(&pseudo));
        faults.extend(self.edges(&english, &pseudo));
        let app = &self.pseudo.app;
        // A message lies over the last rows until the next key.
        let rest = if app.shell.message.is_some() { 7 } else { 0 };
        pseudo.list.retain(|(_, y, _)| y + rest < pseudo.rows.len());
        faults.extend(rows(&english, &pseudo, app.shell.screen == Screen::Results, rest > 0));
        faults.extend(self.message(&pseudo));
        faults.extend(self.levels(&pseudo));
        language::set(Language::English);
        let picture = pseudo.rows.join("\n");
        faults.iter().map(|f| format!("{}: {f}\n{picture}", self.name)).collect()
    }

    /// The header says what is open and whether it is kept; the footer its first keys and where all are.
    fn edges(&self, english: &Seen, pseudo: &Seen) -> Vec<String> {
        let mut faults = Vec::new();
        let app = &self.pseudo.app;
        let mut head = vec!["Clausewise".to_owned()];
        if app.desk.is_some() && app.shell.screen != Screen::Home {
            // Its name may give way at its end, where that is said.
            let name: String = app.shell.screen.word().chars().take(7).collect();
            head.extend([name, text("saved").to_owned()]);
        }
        faults.extend(
            head.iter().filter(|w| !pseudo.rows[0].contains(*w)).map(|w| format!("no {w:?} in the header")),
        );
        let foot = |seen: &Seen| seen.rows.last().unwrap().clone();
        let (was, is) = (foot(english), foot(pseudo));
        // The first two keys with their words.
        let first = was.split("  ").map(str::trim).filter(|s| !s.is_empty()).take(2);
        // What no key does stands first in some: a word of ours.
        for key in first.filter_map(|hint| hint.split(' ').next()).filter(|key| *key != "type") {
            if !is.split(' ').any(|word| word == key) {
                faults.push(format!("no key {key} in the footer"));
            }
        }
        let all = format!("{} {}", app.shell.keys.in_context(Context::Screen, Global::Help), text("help"));
        if app.shell.dialogs.is_empty() && !is.contains(&all) {
            faults.push(format!("no {all:?} in the footer"));
        }
        faults
    }

    /// The frame of the uppermost dialog is whole.
    fn frame(&self, pseudo: &Seen) -> Vec<String> {
        if self.pseudo.app.shell.dialogs.is_empty() {
            return Vec::new();
        }
        let column = |row: &str, c: char| row.chars().position(|x| x == c);
        let top = pseudo.rows.iter().rposition(|r| r.contains('\u{250c}'));
        let bottom = pseudo.rows.iter().rposition(|r| r.contains('\u{2514}'));
        let (Some(top), Some(bottom)) = (top, bottom) else { return vec!["a dialog without a frame".into()] };
        let left = column(&pseudo.rows[top], '\u{250c}').unwrap();
        let right = column(&pseudo.rows[top], '\u{2510}').unwrap_or(0);
        let stands = |row: &String| {
            let row: Vec<char> = row.chars().collect();
            row.get(left) == Some(&'\u{2502}')
                && row.get(right) == Some(&'\u{2502}')
                && row.len() == right + 1
        };
        let inside = &pseudo.rows[top + 1..bottom];
        inside.iter().filter(|r| !stands(r)).map(|r| format!("the frame is broken: {r}")).collect()
    }

    /// Each level one can press has its key on the card.
    fn levels(&self, pseudo: &Seen) -> Vec<String> {
        let app = &self.pseudo.app;
        let on_card = matches!(app.shell.screen, Screen::Question | Screen::Room);
        // The room has a strip of its steps under them.
        let room = app.shell.screen == Screen::Room;
        let from = pseudo.rows.len() - if room { 12 } else { 3 };
        let row = &pseudo.rows[from..pseudo.rows.len() - 2].join(" ");
        if !on_card || !app.shell.dialogs.is_empty() || app.shell.message.is_some() {
            return Vec::new();
        }
        let there = |key: &&str| row.split_whitespace().any(|w| w == *key);
        // The card tells its levels one under the other, and their keys in one word.
        let all: &[&str] = match app.shell.screen {
            Screen::Question => &["1-5", "0"],
            _ => &["1", "2", "3", "4", "5", "0"],
        };
        let gone = all.iter().filter(|k| !there(k));
        gone.map(|k| format!("no key {k} among the levels: {row}")).collect()
    }

    /// What was said last is there to the last word.
    fn message(&self, pseudo: &Seen) -> Vec<String> {
        let app = &self.pseudo.app;
        let Some((_, words)) = app.shell.message.as_ref().filter(|_| app.shell.dialogs.is_empty()) else {
            return Vec::new();
        };
        let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let there = flat(&pseudo.rows.join(" ")).contains(&flat(words));
        if there { Vec::new() } else { vec![format!("the message is not all there: {words}")] }
    }
}

/// A picture with the rows of its list.
struct Seen {
    rows: Vec<String>,
    /// Whether it is the question card.
    card: bool,
    /// Number in the list, row on the screen, whether it is selected.
    list: Vec<(usize, usize, bool)>,
    /// The column behind the list; beside it may stand what is told of the selected row.
    end: usize,
}

impl Seen {
    fn of(d: &Driver) -> Self {
        let rows: Vec<String> = d.picture().lines().map(str::to_owned).collect();
        let mut list: Vec<(usize, usize, bool)> = Vec::new();
        let mut end = 0;
        for y in 0..d.size.1 {
            let at = |x: u16| d.app.shell.hits.at(Position { x, y });
            let hit = (0..d.size.0).find_map(at);
            end = (0..d.size.0).rev().find(|x| at(*x).is_some()).map_or(end, |x| end.max(usize::from(x) + 1));
            // Of a row of several lines the first.
            if let Some(hit) = hit.filter(|hit| list.iter().all(|(n, ..)| *n != hit.row)) {
                list.push((hit.row, usize::from(y), hit.selected));
            }
        }
        let card = d.app.shell.screen == Screen::Question && d.app.shell.dialogs.is_empty();
        Self { rows, card, list, end }
    }

    /// Figures, days and ids in a row with the columns they begin and end at; those beside a cut are not whole.
    fn figures(&self, y: usize) -> Vec<(String, usize, usize)> {
        // Beside the questions of a wide card stands what helps to answer them.
        let wide = self.card && self.rows[1].chars().count() > 107;
        let row: Vec<char> = self.rows[y].chars().take(if wide { 69 } else { self.end }).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < row.len() {
            let is = |c: char| c.is_ascii_alphanumeric() || "./-%".contains(c);
            let end = (at..row.len()).find(|i| !is(row[*i])).unwrap_or(row.len());
            let word: String = row[at..end].iter().collect();
            if word.chars().any(|c| c.is_ascii_digit()) && row.get(end) != Some(&'\u{2026}') {
                found.push((word, at, end));
            }
            at = end + 1;
        }
        found
    }
}

/// Rows of the list: the selected one is there, with every figure it had, and figures that stood in a column do.
/// A figure inside a sentence may be cut where that is said, but not on the results, which are there for figures.
fn rows(english: &Seen, pseudo: &Seen, results: bool, covered: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let selected = |seen: &Seen| seen.list.iter().find(|(_, _, s)| *s).copied();
    if let (Some((n, ..)), is, false) = (selected(english), selected(pseudo), covered)
        && is.map(|(m, ..)| m) != Some(n)
    {
        return vec![format!("row {n} was selected, now {is:?}")];
    }
    let mut pairs = Vec::new();
    for (n, y, _) in &pseudo.list {
        let Some((_, was, _)) = english.list.iter().find(|(m, ..)| m == n) else { continue };
        // Sentences are broken where they must be, and never cut.
        if results && *n == 0 {
            continue;
        }
        let (had, has) = (english.figures(*was), pseudo.figures(*y));
        let names: BTreeSet<&str> =
            has.iter().flat_map(|(w, ..)| [w.as_str()].into_iter().chain(w.split('/'))).collect();
        let strict = results || !pseudo.rows[*y].contains('\u{2026}');
        for (word, ..) in had.iter().filter(|(w, from, _)| {
            // Both stand in folders of their own, whose names are figures by chance.
            !w.starts_with(std::env::temp_dir().to_str().unwrap())
                && !names.contains(w.as_str())
                && (strict || *from <= 7)
        }) {
            faults.push(format!("{word} is gone from row {n}: {}", pseudo.rows[*y]));
        }
        pairs.push((had, has, *n));
    }
    // The same figure of two neighbours.
    for two in pairs.windows(2) {
        for (i, was) in two[0].0.iter().enumerate() {
            let Some(below) = two[1].0.get(i) else { continue };
            let (Some(is), Some(is_below)) = (two[0].1.get(i), two[1].1.get(i)) else { continue };
            if two[0].0.len() == two[1].0.len()
                && was.0 == is.0
                && below.0 == is_below.0
                && was.1 == below.1
                && was.2 == below.2
                && is.1 != is_below.1
            {
                faults.push(format!("{} of row {} no longer stands over {}", is.0, two[0].2, is_below.0));
            }
        }
    }
    faults
}

fn check(faults: &[String]) {
    let shown: Vec<&String> =
        faults.iter().take(if std::env::var("ALL_FAULTS").is_ok() { 1000 } else { 12 }).collect();
    let shown: Vec<String> = shown.into_iter().cloned().collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), shown.join("\n"));
}

fn walk(size: (u16, u16)) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, keys) in PLACES.into_iter().chain(MORE) {
        faults.extend(Both::of(name, || at(size, keys)).faults());
    }
    for (name, keys) in [("home", ""), ("new", "+"), ("keys", "f1")] {
        faults.extend(
            Both::of(name, || {
                let mut d = Driver::home(size);

                d.keys(keys);
                d
            })
            .faults(),
        );
    }
    for (name, keys, command) in RUN {
        let open = || {
            let mut d = at(size, keys);
            d.app.run(command);
            d.settle();
            d
        };
        faults.extend(Both::of(name, open).faults());
    }
    for (name, keys) in [("start", ""), ("tools", "enter enter"), ("size", "enter down enter")] {
        faults.extend(
            Both::of(name, || {
                let mut d = super::way::begun(size);
                d.keys(keys).settle();
                d
            })
            .faults(),
        );
    }
    faults
}

#[test]
fn every_screen_and_dialog_stands_at_80_by_24() {
    check(&walk(SIZES[0]));
}

#[test]
fn every_screen_and_dialog_stands_at_60_by_16() {
    check(&walk(SIZES[1]));
}

#[test]
fn every_screen_and_dialog_stands_at_120_by_40() {
    check(&walk(SIZES[2]));
}
