//! The workbook against the figures of `status`, and the workbook of questions out and back in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::Duration;

use calamine::{Data, Reader as _, Xlsx};
use clausewise::doc::xlsx::{self, Book, Part};
use clausewise::doc::{Cell, House};
use clausewise::import::{
    self, About, Choice, Incoming, Planned, Trouble, Want, Why, sheet, workbook as back,
};
use clausewise::model::assessment::keys;
use clausewise::model::format::Firm;
use clausewise::model::record::value::Context;
use clausewise::model::record::{CONTROL, KINDS, Rid, read};
use clausewise::model::said::Matter;
use clausewise::model::{Assessment, Figures, Level, Questionnaire};
use clausewise::report::fill_in::{self, Only};
use clausewise::report::{Head, Input, data, workbook};
use clausewise::session::Session;
use jiff::civil::{Date, date};
use serde_json::Value;

const TODAY: Date = date(2026, 11, 22);

/// An assessment with all that is computed from it.
struct Case {
    q: Questionnaire,
    a: Assessment,
    figures: Figures,
    head: Head,
}

impl Case {
    fn of(q: Questionnaire, mut a: Assessment) -> Self {
        a.on(TODAY);
        let figures = Figures::compute(&q, &a, TODAY);
        let head = Head::of(7, Some((&"ab".repeat(32), "2026-11-21T10:00:00Z")));
        Self { q, a, figures, head }
    }

    fn empty() -> Self {
        let q = clausewise::bank::embedded().unwrap();
        let a = Assessment::new(&q);
        Self::of(q, a)
    }

    fn sample(firm: Option<Firm>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.aims");
        let q = clausewise::bank::embedded().unwrap();
        clausewise::sample::create(q.clone(), firm, &path, TODAY, false).unwrap();
        let s = Session::open(q.clone(), &path, "test", false, Duration::from_secs(10)).unwrap();
        Self::of(q, s.assessment().clone())
    }

    /// The same with one more change of somebody's.
    fn set(&self, key: &str, value: &str) -> Self {
        let mut a = self.a.clone();
        a.set(&self.q, key, Some(value.to_owned()));
        Self::of(self.q.clone(), a)
    }

    fn input(&self) -> Input<'_> {
        Input {
            q: &self.q,
            a: &self.a,
            scores: &self.figures.scores,
            verdict: &self.figures.verdict,
            gaps: &self.figures.gaps,
            roadmap: &self.figures.roadmap,
            made: TODAY,
            head: &self.head,
            audit: None,
        }
    }

    fn weighed(&self, incoming: &Incoming, choice: Choice) -> Planned {
        let c = Context { q: &self.q, a: &self.a, today: TODAY, kinds: KINDS };
        let mut n = 0;
        let mut new = || {
            n += 1;
            Rid::new(1, n)
        };
        import::weigh(c, incoming, choice, &mut new)
    }
}

/// Rows of a sheet as they are read back.
type Rows = Vec<Vec<Data>>;

fn opened(book: &Book) -> BTreeMap<String, Rows> {
    let bytes = xlsx::write(book, &House::default()).unwrap();
    let mut file: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = file.sheet_names();
    let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    names.into_iter().map(|n| (n.clone(), rows(file.worksheet_range(&n).unwrap()))).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(s) => s.clone(),
        Data::Float(n) => n.to_string(),
        Data::DateTime(day) => format!("day {}", day.as_f64()),
        other => panic!("{other:?}"),
    }
}

/// The column of a sheet below its head.
fn column(rows: &Rows, head: &str) -> Vec<String> {
    let at = rows[0].iter().position(|c| text(c) == head).unwrap_or_else(|| panic!("no {head}"));
    rows[1..].iter().map(|r| text(&r[at])).collect()
}

/// The first row of a sheet that begins with a label.
fn row<'r>(rows: &'r Rows, label: &str) -> &'r [Data] {
    rows.iter().find(|r| text(&r[0]) == label).unwrap_or_else(|| panic!("no {label}"))
}

/// Numbers of a row, in order.
fn numbers(row: &[Data]) -> Vec<f64> {
    row.iter().filter_map(|c| if let Data::Float(n) = c { Some(*n) } else { None }).collect()
}

fn n(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value}"))
}

fn cases() -> Vec<Case> {
    let samples = [None, Some(Firm::Bakery), Some(Firm::Software), Some(Firm::Bank)];
    samples.into_iter().map(Case::sample).chain([Case::empty()]).collect()
}

#[test]
fn every_figure_of_status_stands_in_the_workbook() {
    for case in cases() {
        let input = case.input();
        let (status, sheets) = (data::status(&input), opened(&workbook::book(&input)));
        let summary = &sheets["Summary"];
        let (counts, total) = (&status["counts"], f64::from(case.figures.scores.all.counts.total()));
        for (label, figure) in [
            ("Met", &counts["met"]),
            ("Partial", &counts["partial"]),
            ("Gap", &counts["gap"]),
            ("Not applicable", &counts["not_applicable"]),
            ("Open", &counts["open"]),
        ] {
            assert_eq!(numbers(row(summary, label)), [n(figure), total], "{label}");
        }
        let (coverage, ready) = (&status["coverage"], &status["readiness"]);
        let checks = n(&coverage["applicable"]);
        assert_eq!(numbers(row(summary, "Checks answered")), [n(&coverage["answered"]), checks]);
        let so_far: Vec<f64> = ready["so_far"].as_f64().into_iter().collect();
        assert_eq!(numbers(row(summary, "Readiness so far, %")), so_far);
        assert_eq!(numbers(row(summary, "Readiness at least, %")), [n(&ready["low"])]);
        assert_eq!(numbers(row(summary, "Readiness at most, %")), [n(&ready["high"])]);
        let assessed = numbers(row(summary, "Requirements with an answer"))[0];
        assert!((assessed - n(&ready["assessed"])).abs() < 1e-9);
        let (ev, v) = (&status["evidence"], &status["verdict"]);
        assert_eq!(numbers(row(summary, "Proven, as claimed")), [n(&ev["claimed"]), checks]);
        assert_eq!(numbers(row(summary, "Evidence named")), [n(&ev["named"]), n(&ev["claimed"])]);
        assert_eq!(numbers(row(summary, "Evidence seen")), [n(&ev["seen"]), n(&ev["claimed"])]);
        assert_eq!(numbers(row(summary, "Looked at, or left out")), [n(&v["answered"]), n(&v["of"])]);
        let against = numbers(row(summary, "Answers that contradict others"));
        assert_eq!(against, [n(&v["contradictions"])]);
        let verdict: String = row(summary, "Verdict").iter().map(text).collect();
        let class = v["class"].as_str().unwrap();
        assert!(verdict.contains(class), "{class} in {verdict}");
        assert!(v["would_be"].as_str().is_none_or(|best| verdict.contains(best)), "{verdict}");
    }
}

#[test]
fn every_requirement_gap_action_and_control_has_its_row_with_its_figures() {
    for case in cases() {
        let input = case.input();
        let (status, sheets) = (data::status(&input), opened(&workbook::book(&input)));
        let rows = &sheets["Requirements"];
        let listed = status["requirements"].as_array().unwrap();
        let ids: Vec<&str> = listed.iter().map(|r| r["id"].as_str().unwrap()).collect();
        assert_eq!(column(rows, "Id"), ids);
        let keys =
            column(rows, "Status").iter().map(|w| w.to_lowercase().replace(' ', "_")).collect::<Vec<_>>();
        assert_eq!(keys, listed.iter().map(|r| r["status"].as_str().unwrap()).collect::<Vec<_>>());
        for (head, key) in [("At least", "low"), ("At most", "high")] {
            let figures: Vec<String> = listed.iter().map(|r| n(&r[key]).to_string()).collect();
            assert_eq!(column(rows, head), figures, "{head}");
        }
        assert_eq!(column(&sheets["Checks"], "Check").len(), case.q.check_count());
        let soa = &sheets["Statement of Applicability"];
        let controls = case.q.requirements.iter().filter(|r| r.exclusion.is_some() || r.id.starts_with('A'));
        let mut listed = column(soa, "Control");
        // The block for version and approval stands below them all.
        let below = listed.split_off(listed.iter().position(String::is_empty).unwrap());
        assert!(
            below.ends_with(&["Approved by", "Approved on", "Signature"].map(str::to_owned)),
            "{below:?}"
        );
        let own = read::all(&case.a, &CONTROL).len();
        // Controls of one's own stand below those of the standard.
        let last = listed.split_off(listed.len() - own);
        assert_eq!(listed, controls.map(|r| r.id.clone()).collect::<Vec<_>>());
        assert!(last.iter().all(|c| c.starts_with("C-")), "{last:?}");
        if case.figures.gaps.gaps.is_empty() {
            continue;
        }
        let (gaps, plan) = (data::gaps(&input), data::roadmap(&input));
        let figures = |list: &Value, key: &str| -> Vec<String> {
            list.as_array().unwrap().iter().map(|g| n(&g[key]).to_string()).collect()
        };
        assert_eq!(column(&sheets["Gaps"], "Hours"), figures(&gaps, "effort_hours"));
        assert_eq!(column(&sheets["Gaps"], "Rank"), figures(&gaps, "rank"));
        assert_eq!(column(&sheets["Roadmap"], "Hours"), figures(&plan["items"], "effort_hours"));
        // Days since the end of 1899.
        let day = |d: &Value| {
            let d: Date = d.as_str().unwrap().parse().unwrap();
            format!("day {}", d.since(date(1899, 12, 30)).unwrap().get_days())
        };
        for (head, key) in [("Start", "start"), ("End", "end")] {
            let days: Vec<String> = plan["items"].as_array().unwrap().iter().map(|i| day(&i[key])).collect();
            assert_eq!(column(&sheets["Roadmap"], head), days);
            let bars = column(&sheets["Gantt"], head);
            assert_eq!(bars[..days.len()], days, "the bars follow");
            assert_eq!(bars.len(), days.len() + case.figures.roadmap.milestones.len());
        }
    }
}

#[test]
fn the_state_of_the_file_stands_once_and_the_same_input_gives_the_same_bytes() {
    let case = Case::sample(Some(Firm::Software));
    let book = workbook::book(&case.input());
    let hash = &case.head.hash;
    let holding = opened(&book).values().flatten().flatten().filter(|c| text(c).contains(hash)).count();
    assert_eq!(holding, 1);
    let write = || xlsx::write(&workbook::book(&case.input()), &House::default()).unwrap();
    assert_eq!(write(), write());
    let write = || xlsx::write(&fill_in::book(&case.input(), &Only::default()), &House::default()).unwrap();
    assert_eq!(write(), write());
}

#[test]
fn what_people_wrote_is_text_wherever_it_stands() {
    let hostile = "=cmd|' /C calc'!A0";
    let case = Case::sample(None);
    let first = case.q.requirements[0].clone();
    let mut a = case.a.clone();
    for key in [
        keys::ORGANISATION.to_owned(),
        keys::SCOPE.to_owned(),
        format!("{}{}", keys::NOTE, first.checks[0].id),
        format!("{}{}", keys::OWNER, first.id),
        format!("{}{}", keys::ASK, first.id),
    ] {
        a.set(&case.q, &key, Some(hostile.to_owned()));
    }
    let case = Case::of(case.q, a);
    for book in [workbook::book(&case.input()), fill_in::book(&case.input(), &Only::default())] {
        let bytes = xlsx::write(&book, &House::default()).unwrap();
        let mut file: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut there = 0;
        for name in file.sheet_names() {
            for (_, _, formula) in file.worksheet_formula(&name).unwrap().cells() {
                assert!(!formula.contains("cmd"), "{name}: {formula}");
            }
            there += file.worksheet_range(&name).unwrap().cells().filter(|c| text(c.2) == hostile).count();
        }
        assert!(there > 0);
    }
}

// Out and back in.

/// The columns somebody fills in.
const LEVEL: usize = 6;
const NOTE: usize = 7;
const WHO: usize = 8;
const EVIDENCE: usize = 9;

/// The workbook of questions after somebody typed into cells: check, column, text.
fn filled(case: &Case, typed: &[(&str, usize, &str)]) -> sheet::Book {
    let mut book = fill_in::book(&case.input(), &Only::default());
    for part in book.sheets.iter_mut().flat_map(|s| &mut s.parts) {
        let Part::Grid(grid) = part else { continue };
        for (id, column, words) in typed {
            let row = grid.table.rows.iter_mut().find(|r| r[0] == Cell::from(*id));
            if let Some(cell) = row.and_then(|r| r.get_mut(*column)) {
                *cell = Cell::from(*words);
            }
        }
    }
    sheet::read(&xlsx::write(&book, &House::default()).unwrap()).unwrap()
}

fn about(list: &[import::Difference]) -> Vec<(String, String, String)> {
    let at = |a: &About| match a {
        About::Level(id) | About::Text(_, id) => id.clone(),
        About::NewRecord(kind, name, _) => format!("{} {name}", kind.key),
        other => panic!("{other:?}"),
    };
    list.iter().map(|d| (at(&d.about), d.was.clone(), d.now.clone())).collect()
}

#[test]
fn nothing_filled_in_changes_nothing() {
    for case in cases() {
        let book = filled(&case, &[]);
        assert!(back::is_one(&book));
        let planned = case.weighed(&back::read(&case.q, &book), Choice::Ours);
        let r = &planned.report;
        assert!(planned.edit.is_empty() && r.faults.is_empty() && r.unknown.is_empty(), "{r:?}");
        assert_eq!((r.changed.len(), r.conflicting.len()), (0, 0));
    }
    assert!(!back::is_one(&sheet::read(b"id,level\n4.1/1,3\n").unwrap()));
}

#[test]
fn what_they_changed_what_we_changed_and_both_are_told_apart() {
    let then = Case::sample(None);
    let ids: Vec<String> = (0..5).map(|c| then.q.check(c).id.clone()).collect();
    let then = ids.iter().fold(then, |case, id| case.set(id, "2"));
    let book = filled(
        &then,
        &[(&ids[0], LEVEL, "4 In use"), (&ids[1], LEVEL, "proven"), (&ids[3], LEVEL, "3 Written")],
    );
    // Meanwhile: the second and the third, and the fourth to the same.
    let now = then.set(&ids[1], "3").set(&ids[2], "4").set(&ids[3], "3");
    let planned = now.weighed(&back::read(&now.q, &book), Choice::Ours);
    let r = &planned.report;
    assert!(r.faults.is_empty(), "{:?}", r.faults);
    assert_eq!(about(&r.changed), [(ids[0].clone(), "2".into(), "4".into())]);
    assert_eq!(about(&r.conflicting), [(ids[1].clone(), "3".into(), "5".into())]);
    let mut after = now.a.clone();
    after.apply(&now.q, &planned.edit);
    let level = |a: &Assessment, c: usize| a.level(&now.q, c).unwrap().0;
    let is: Vec<Level> = (0..5).map(|c| level(&after, c)).collect();
    assert_eq!(is, [Level::InUse, Level::Written, Level::InUse, Level::Written, Level::Planned]);
    let theirs = now.weighed(&back::read(&now.q, &book), Choice::Theirs);
    let mut after = now.a.clone();
    after.apply(&now.q, &theirs.edit);
    assert_eq!(level(&after, 1), Level::Proven);
    assert_eq!(level(&after, 2), Level::InUse, "what they left alone stays ours");
    after.apply(&now.q, &theirs.edit.inverse());
    assert_eq!(after, now.a, "one step back");
}

#[test]
fn notes_names_reasons_and_evidence_come_with_it() {
    let case = Case::empty();
    let check = |prefix: &str| {
        let found = (0..case.q.check_count()).map(|c| &case.q.check(c).id).find(|id| id.starts_with(prefix));
        found.unwrap().clone()
    };
    let (a, b, c) = (check("5.2/"), check("6.2/"), check("A."));
    let typed = [
        (a.as_str(), LEVEL, "3"),
        (&a, NOTE, "Drafted in May"),
        (&a, WHO, "Ana"),
        (&a, EVIDENCE, "Handbook, chapter 3"),
        (&b, WHO, "Ben"),
        (&b, EVIDENCE, "handbook, chapter 3"),
        (&c, LEVEL, "n Not applicable"),
        (&c, NOTE, "No such system is built or bought here"),
    ];
    let incoming = back::read(&case.q, &filled(&case, &typed));
    assert_eq!((incoming.rows, incoming.faults.len()), (3, 0));
    let texts: Vec<(Matter, &str, &str)> = incoming
        .proposals
        .iter()
        .filter_map(|p| match &p.want {
            Want::Text { matter, at, text } => Some((*matter, at.as_str(), text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        texts,
        [
            (Matter::Note, a.as_str(), "Drafted in May (Ana)"),
            (Matter::Note, &b, "Ben"),
            (Matter::Reason, &c, "No such system is built or bought here"),
        ]
    );
    let planned = case.weighed(&incoming, Choice::Ours);
    assert!(planned.report.faults.is_empty(), "{:?}", planned.report.faults);
    let mut after = case.a.clone();
    after.apply(&case.q, &planned.edit);
    let pieces = after.evidence();
    assert_eq!(pieces.len(), 1);
    assert_eq!(
        (pieces[0].what.as_str(), &pieces[0].shows),
        ("Handbook, chapter 3", &vec![a.clone(), b.clone()])
    );
    assert_eq!(after.reason(&c), Some("No such system is built or bought here"));
    // Read once more it is all there already.
    let again = Case::of(case.q.clone(), after);
    let planned = again.weighed(&back::read(&again.q, &filled(&case, &typed)), Choice::Ours);
    assert!(planned.edit.is_empty() && planned.report.conflicting.is_empty(), "{:?}", planned.report);
}

#[test]
fn a_cell_that_is_wrong_is_named_and_nothing_is_taken_over() {
    let case = Case::empty();
    let ids: Vec<String> = (0..2).map(|c| case.q.check(c).id.clone()).collect();
    let book = filled(&case, &[(&ids[0], LEVEL, "4"), (&ids[1], LEVEL, "rather good")]);
    let planned = case.weighed(&back::read(&case.q, &book), Choice::Ours);
    let [fault] = planned.report.faults.as_slice() else { panic!("{:?}", planned.report.faults) };
    assert_eq!(fault.trouble, Trouble::NoLevel { typed: "rather good".into() });
    assert_eq!(
        (fault.place.sheet.as_str(), fault.place.row, fault.place.column.as_str()),
        ("Questions", 3, "Level")
    );
    assert!(planned.edit.is_empty());

    let mut book = filled(&case, &[(&ids[0], LEVEL, "4")]);
    let at = book.sheets.iter().position(|s| s.name == "Questions").unwrap();
    book.sheets[at].rows[1].cells[LEVEL].is = sheet::Is::Formula;
    let read = back::read(&case.q, &book);
    assert_eq!(read.faults.iter().map(|f| &f.trouble).collect::<Vec<_>>(), [&Trouble::Formula]);

    let mut book = filled(&case, &[(&ids[0], LEVEL, "4")]);
    book.sheets[at].rows[1].cells[0].text = "99.9/9".into();
    let read = back::read(&case.q, &book);
    assert_eq!((read.left.len(), read.left[0].why.clone()), (1, Why::Unknown));

    let mut book = filled(&case, &[]);
    let state = book.sheets.iter_mut().find(|s| s.hidden && s.name == "state").unwrap();
    state.rows.iter_mut().find(|r| r.text(0) == "questionnaire").unwrap().cells[1].text = "other 1".into();
    let read = back::read(&case.q, &book);
    assert!(matches!(read.faults[0].trouble, Trouble::OtherQuestionnaire { .. }));
}

#[test]
fn columns_may_move_and_be_called_something_else_and_sheets_may_be_split() {
    let case = Case::empty();
    let (first, last) = (case.q.check(0).id.clone(), case.q.check(case.q.check_count() - 1).id.clone());
    let mut book = filled(&case, &[(&first, LEVEL, "4"), (&last, LEVEL, "2"), (&last, NOTE, "soon")]);
    let at = book.sheets.iter().position(|s| s.name == "Questions").unwrap();
    for row in &mut book.sheets[at].rows {
        row.cells.resize_with(12, sheet::Cell::default);
        row.cells.swap(0, 9);
        row.cells.swap(1, LEVEL);
    }
    let (head, rest) = book.sheets[at].rows.split_first().unwrap();
    let (head, mut rest) = (head.clone(), rest.to_vec());
    let moved = rest.split_off(rest.len() / 2);
    let mut second = book.sheets[at].clone();
    second.name = "Second half".into();
    second.rows = [head.clone()].into_iter().chain(moved).collect();
    book.sheets[at].rows = [head].into_iter().chain(rest).collect();
    book.sheets.push(second);
    let read = back::read(&case.q, &book);
    assert_eq!((read.rows, read.faults.len(), read.proposals.len()), (2, 0, 3), "{read:?}");
}

#[test]
fn the_questions_of_one_part_or_person_are_theirs_alone() {
    let case = Case::sample(Some(Firm::Software));
    let input = case.input();
    let count = |only: &Only| {
        let book = fill_in::book(&input, only);
        let sheet = book.sheets.iter().find(|s| s.anchor == "questions").unwrap();
        let Some(Part::Grid(grid)) = sheet.parts.first() else { panic!() };
        grid.table.rows.iter().map(|r| r[0].words().into_owned()).collect::<Vec<_>>()
    };
    let all = count(&Only::default());
    let part = count(&Only { part: Some("9".into()), ..Only::default() });
    assert!(!part.is_empty() && part.iter().all(|id| id.starts_with("9.")));
    let by_person: usize = fill_in::people(&input)
        .into_iter()
        .map(|who| {
            let mine = count(&Only { person: Some(who.to_uppercase()), ..Only::default() });
            assert!(!mine.is_empty(), "{who}");
            mine.len()
        })
        .sum();
    assert_eq!(by_person, all.len());
    assert!(count(&Only { person: Some("nobody".into()), ..Only::default() }).is_empty());
    // Nothing of the file but levels leaves.
    let noted = case.set(&format!("{}{}", keys::NOTE, all[0]), "a secret");
    let sheets = opened(&fill_in::book(&noted.input(), &Only::default()));
    assert!(sheets.values().flatten().flatten().all(|c| !text(c).contains("secret")));
}
