//! What audits cost. `cargo bench --bench audit`. Aim: a key takes the same time with them as without. Measured with none, with 29
//! audits of a row a requirement and 500 findings together, all but the last one signed, and with one audit of 2,000 rows and 500
//! findings, as data may bring it in.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::collections::BTreeMap;

use clausewise::bank;
use clausewise::model::audit::{Audit, Counts, all, beside, said_of};
use clausewise::model::record::{AUDIT, AUDIT_ROW, Draft, FINDING, FINDING_REPLY, Kind, PERSON};
use clausewise::model::{Edit, Level, Questionnaire, Rid, Scores, edit};
use clausewise::session::Session;
use clausewise::tui::app::App;
use clausewise::tui::desk::Desk;
use clausewise::tui::screen::Screen;
use clausewise::tui::theme::{Look, Theme};
use clausewise::tui::{input, view};
use clausewise::work::{Work, begin};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const TODAY: Date = date(2026, 11, 23);

/// Findings of all audits of a file together.
const FINDINGS: usize = 500;

/// Audits a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Has {
    /// None.
    None,
    /// One with a row a requirement, under way.
    One,
    /// As many of these as make 2,000 rows, the last one under way.
    Many,
    /// One with 2,000 rows.
    Large,
}

impl Has {
    const fn audits(self) -> usize {
        match self {
            Self::None => 0,
            Self::One | Self::Large => 1,
            Self::Many => 29,
        }
    }
}

/// A record of an audit with this number.
fn id(n: usize) -> Rid {
    Rid::new(1_770_000_000, n as u64 * 7919 + 1)
}

type Facts = BTreeMap<String, String>;

fn put(facts: &mut Facts, kind: &'static Kind, rid: &Rid, fields: &[(&str, &str)]) {
    for (field, value) in [("made", "yes")].iter().chain(fields) {
        facts.insert(kind.key_of(rid, field), (*value).to_owned());
    }
}

/// A row, worked or only planned.
fn row(facts: &mut Facts, rid: &Rid, (no, at, person): (usize, &str, &Rid), worked: bool) {
    let no = (no + 1).to_string();
    put(facts, &AUDIT_ROW, rid, &[("no", no.as_str()), ("at", at), ("planned", "yes")]);
    if worked {
        let fields = [
            ("conforms", "yes"),
            ("seen", "signed policy, version 2, 2026-10-01"),
            ("methods.record", "yes"),
            ("sample", "4"),
            ("population", "11"),
            ("of", "staff"),
            ("on", "2026-11-20"),
            ("auditor", person.as_str()),
        ];
        put(facts, &AUDIT_ROW, rid, &fields);
    }
}

/// A finding on two ids, replied to.
fn finding(facts: &mut Facts, rids: [&Rid; 2], no: usize, (at, person): ([&str; 2], &Rid)) {
    let (no, grade) = ((no + 1).to_string(), ["minor", "ofi", "major", "observation"][no % 4]);
    let at = at.map(|id| format!("at.{id}"));
    let fields = [
        ("no", no.as_str()),
        ("what", "2 contractors late"),
        ("grade", grade),
        (&at[0], "yes"),
        (&at[1], "yes"),
        ("criterion", "the requirement"),
        ("evidence", "2 of 9 joiners"),
        ("raised-on", "2026-11-20"),
    ];
    put(facts, &FINDING, rids[0], &fields);
    let reply = [
        ("no", no.as_str()),
        ("finding", rids[0].as_str()),
        ("cause", "nobody looked"),
        ("owner", person.as_str()),
    ];
    put(facts, &FINDING_REPLY, rids[1], &reply);
}

/// The audits as an import would bring them.
fn audits(q: &Questionnaire, has: Has) -> Facts {
    let (mut facts, person) = (Facts::new(), id(1));
    put(&mut facts, &PERSON, &person, &[("no", "1"), ("name", "Ana Sousa")]);
    for n in 0..has.audits() {
        // The id of an audit is that of its layer.
        let first = (n + 1) * 100_000;
        let whole = id(first);
        let header = whole.within(&whole);
        let no = (n + 1).to_string();
        put(&mut facts, &AUDIT, &header, &[("no", &no), ("name", "Spring"), ("lead", person.as_str())]);
        let rows = if has == Has::Large { 2_000 } else { q.requirements.len() };
        let last = n + 1 == has.audits();
        // Of one under way the second half is still to do.
        let worked = if last && has != Has::Large { rows / 2 } else { rows };
        let at = |n: usize| match has {
            Has::Large => q.check(n % q.check_count()).id.as_str(),
            _ => q.requirements[n % rows].id.as_str(),
        };
        for n in 0..rows {
            row(&mut facts, &id(first + 10 + n).within(&whole), (n, at(n), &person), n < worked);
        }
        let findings = (n..FINDINGS).step_by(if has == Has::Large { 1 } else { Has::Many.audits() });
        for (no, n) in findings.enumerate() {
            let rids = [10_000, 20_000].map(|kind| id(first + kind + no).within(&whole));
            let on = [n % worked, (n * 7 + 3) % worked].map(at);
            finding(&mut facts, [&rids[0], &rids[1]], no, (on, &person));
        }
    }
    facts
}

/// An answered file with these audits.
fn file(has: Has) -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let sets = [("about.organisation", "Seeblick".to_owned()), ("about.size", "small".to_owned())];
    let first = begin::founding(&q, sets, TODAY).unwrap();
    let mut s: Session = begin::create(q, &folder.path().join("a.aims"), "bench", &first, false).unwrap();
    let ids: Vec<String> = s.q.requirements.iter().map(|r| r.id.clone()).collect();
    for id in &ids {
        let e = edit::rate(&s.q, s.assessment(), id, Some(Level::InUse), None).unwrap();
        s.apply(&e).unwrap();
    }
    let sets: Vec<_> = audits(&s.q, has).into_iter().map(|(key, value)| (key, Some(value))).collect();
    let e: Edit = edit::facts(s.assessment(), "import", "", sets);
    s.apply(&e).unwrap();
    let mut w = Work::new(s, TODAY);
    w.i_am("P-1").unwrap();
    for no in 1..has.audits() {
        let says = [
            ("audit", format!("A-{no}")),
            ("conclusion", "Works".to_owned()),
            ("prepared", "P-1".to_owned()),
            ("prepared-on", TODAY.to_string()),
        ];
        w.sign_off(&Draft::from(says.map(|(f, v)| (f.to_owned(), v)))).unwrap();
    }
    let of: Vec<Audit<'_>> = all(w.a()).iter().map(|rec| Audit::of(w.q(), w.a(), &rec.id, TODAY)).collect();
    let expected = match has {
        Has::None => (0, 0),
        Has::One => (w.q().requirements.len(), FINDINGS.div_ceil(Has::Many.audits())),
        Has::Many => (29 * w.q().requirements.len(), FINDINGS),
        Has::Large => (2_000, FINDINGS),
    };
    assert_eq!((of.iter().map(|x| x.rows.len()).sum(), of.iter().map(|x| x.findings.len()).sum()), expected);
    drop(of);
    (folder, w)
}

/// The program on such a file.
fn app(has: Has, screen: Screen) -> (TempDir, App) {
    let (folder, w) = file(has);
    let theme = Theme { look: Look::Standard, ascii: false };
    let mut app = App::new(bank::embedded().unwrap(), theme, TODAY, "bench");
    let mut desk = Desk::new(w.into_session(), TODAY);
    desk.work.i_am("P-1").unwrap();
    app.desk = Some(desk);
    app.shell.screen = screen;
    (folder, app)
}

fn press(app: &mut App, code: KeyCode) {
    app.update(input::Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// Keys pressed one after the other, and the picture that follows each; `before` leads to where they are pressed.
fn keys(bencher: Bencher, (has, screen): (Has, Screen), before: &[KeyCode], codes: [KeyCode; 2]) {
    let (_folder, mut app) = app(has, screen);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    let mut draw = |app: &App| {
        terminal
            .draw(|frame| {
                view::draw(app, frame);
            })
            .unwrap();
    };
    draw(&app);
    for code in before {
        press(&mut app, *code);
        draw(&app);
    }
    let mut turn = codes.into_iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, turn.next().unwrap());
        draw(&app);
    });
    app.close().unwrap();
}

const OWN: [Has; 3] = [Has::None, Has::Many, Has::Large];

/// An answer of the organisation's own, by a key on the card.
#[divan::bench(args = OWN)]
fn an_answer(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Question), &[], [KeyCode::Char('3'), KeyCode::Char('4')]);
}

/// The next thing on the card.
#[divan::bench(args = OWN)]
fn on_the_card(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Question), &[], [KeyCode::Down, KeyCode::Up]);
}

/// The next row of the gap list.
#[divan::bench(args = OWN)]
fn in_a_list(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Gaps), &[], [KeyCode::Down, KeyCode::Up]);
}

const AUDITS: [Has; 3] = [Has::One, Has::Many, Has::Large];

/// The next row of the audit.
#[divan::bench(args = AUDITS)]
fn in_the_audit(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Audit), &[], [KeyCode::Down, KeyCode::Up]);
}

/// The card of the next row of the audit.
#[divan::bench(args = AUDITS)]
fn card_of_the_audit(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Audit), &[KeyCode::Enter], [KeyCode::Right, KeyCode::Left]);
}

/// A row out of the plan by a key and back, with the rows after it: of one audit and of many.
#[divan::bench(args = [Has::One, Has::Many])]
fn a_plan(bencher: Bencher, has: Has) {
    keys(bencher, (has, Screen::Audit), &[KeyCode::End], [KeyCode::Char(' '), KeyCode::Char(' ')]);
}

/// Something written into a row of the audit, with what it comes to after it.
#[divan::bench(args = AUDITS)]
fn a_row(bencher: Bencher, has: Has) {
    let (_folder, mut w) = file(has);
    let at = read_at(&w);
    let mut turn = ["4", "5"].into_iter().cycle();
    bencher.bench_local(|| {
        w.row_line(&format!("{at} sample {} of 11", turn.next().unwrap())).unwrap();
        Counts::of(w.q(), &w.audit().unwrap())
    });
}

/// The id of the first row of the audit one works in.
fn read_at(w: &Work) -> String {
    let audit = w.audit().unwrap();
    w.q().id_of(audit.rows[0].at).to_owned()
}

/// All of an audit, read.
#[divan::bench(args = AUDITS)]
fn reading(bencher: Bencher, has: Has) {
    let (_folder, w) = file(has);
    let audit = w.audit_id().unwrap();
    bencher.bench_local(|| Audit::of(w.q(), w.a(), &audit, TODAY).rows.len());
}

/// What every requirement is marked with.
#[divan::bench(args = AUDITS)]
fn marking(bencher: Bencher, has: Has) {
    let (_folder, w) = file(has);
    bencher.bench_local(|| said_of(w.q(), w.a(), TODAY).len());
}

/// Counts, and what stands beside each answer.
#[divan::bench(args = AUDITS)]
fn counting(bencher: Bencher, has: Has) {
    let (_folder, w) = file(has);
    let audit = w.audit().unwrap();
    let scores = Scores::compute(w.q(), w.a());
    bencher.bench_local(|| (Counts::of(w.q(), &audit), beside(w.q(), &scores, &audit).len()));
}

/// Everything there is to warn of.
#[divan::bench(args = AUDITS)]
fn warning(bencher: Bencher, has: Has) {
    let (_folder, w) = file(has);
    let audit = w.audit().unwrap();
    bencher.bench_local(|| audit.warnings(w.q(), w.a()).len());
}
