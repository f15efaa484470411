//! What comes in: files of other tools and hostile ones, through the same door as the program's. What is refused
//! changes no fact; what is taken over is one step, and one undo brings everything back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "import/away.rs"]
mod away;
#[path = "import/files.rs"]
mod files;
#[path = "import/front.rs"]
mod front;
#[path = "import/goes.rs"]
mod goes;
#[path = "import/gone.rs"]
mod gone;
#[path = "import/heads.rs"]
mod heads;
#[path = "import/held_to.rs"]
mod held_to;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/lost.rs"]
mod lost;
#[path = "import/numbers.rs"]
mod numbers;
#[path = "import/reasons.rs"]
mod reasons;
#[path = "import/register.rs"]
mod register;
#[path = "import/round.rs"]
mod round;
#[path = "import/soa.rs"]
mod soa;
#[path = "import/soa_beside.rs"]
mod soa_beside;
#[path = "import/soa_risks.rs"]
mod soa_risks;
#[path = "import/soa_round.rs"]
mod soa_round;
#[path = "import/soa_sides.rs"]
mod soa_sides;
#[path = "import/soa_systems.rs"]
mod soa_systems;
#[path = "import/soa_theirs.rs"]
mod soa_theirs;
#[path = "import/soa_turned.rs"]
mod soa_turned;
#[path = "import/told.rs"]
mod told;
#[path = "import/whose.rs"]
mod whose;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clausewise::bank;
use clausewise::import::{As, Choice, How, Report, Trouble};
use clausewise::model::assessment::keys;
use clausewise::model::record::KINDS;
use clausewise::model::record::value::Context;
use clausewise::model::said::Said;
use clausewise::session::Session;
use clausewise::words::Words as _;
use clausewise::work::{Looked, Refused, Work, begin};
use tempfile::TempDir;

/// An open assessment in a folder of its own.
pub(crate) struct Open {
    pub(crate) w: Work,
    folder: TempDir,
}

impl Open {
    pub(crate) fn new(org: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let q = bank::embedded().unwrap();
        let today = jiff::civil::date(2026, 11, 22);
        let sets = [(keys::ORGANISATION, org.to_owned()), (keys::SIZE, "small".to_owned())];
        let first = begin::founding(&q, sets, today).unwrap();
        let s: Session = begin::create(q, &folder.path().join("a.aims"), "test", &first, false).unwrap();
        Self { w: Work::new(s, today), folder }
    }

    /// A file with these bytes.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn look(&self, bytes: &[u8], is: Option<As>, choice: Choice) -> Looked {
        let how = How { is, ..How::default() };
        self.w.look_into(&self.file("in", bytes), how, choice).unwrap()
    }

    pub(crate) fn facts(&self) -> BTreeMap<String, String> {
        self.w.a().facts().clone()
    }

    /// Takes a file over that has no problems; what it came to.
    pub(crate) fn take(&mut self, bytes: &[u8], is: Option<As>, choice: Choice) -> Report {
        let looked = self.look(bytes, is, choice);
        let before = (self.facts(), self.w.session().events().len());
        assert_eq!(looked.planned.report.faults, [], "{}", said(&looked));
        let done = self.w.take_over(&looked).unwrap();
        let events = self.w.session().events().len();
        let changed = looked.planned.report.changed.len();
        if let Said::Imported { changed: n, .. } = done.said {
            assert_eq!(n, changed);
        }
        assert_eq!(events - before.1, usize::from(changed > 0), "one event, or none");
        looked.planned.report
    }

    /// That a file is refused with this, and that nothing changes whatever one does with it.
    pub(crate) fn refused(&mut self, bytes: &[u8], is: Option<As>) -> Vec<Trouble> {
        let before = (self.facts(), self.w.session().events().len());
        let looked = self.look(bytes, is, Choice::Theirs);
        assert!(looked.planned.edit.is_empty(), "{:?}", looked.planned.edit);
        let refused = self.w.take_over(&looked).unwrap_err();
        let Refused::Faults { faults } = refused else { panic!("{refused:?}") };
        assert_eq!((self.facts(), self.w.session().events().len()), before);
        for fault in &faults {
            let words = fault.words();
            assert!(!words.trim().is_empty() && !words.contains("  "), "{words:?}");
        }
        faults.into_iter().map(|f| f.trouble).collect()
    }

    /// Takes the last change back.
    pub(crate) fn undo(&mut self) {
        assert!(matches!(self.w.undo(false).unwrap().said, Said::Undone { .. }));
    }
}

pub(crate) fn said(looked: &Looked) -> String {
    // What a file comes to is told by itself but for facts of our own data, which no test asks for here.
    let q = bank::embedded().unwrap();
    let a = clausewise::model::Assessment::new(&q);
    let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 11, 22), kinds: KINDS };
    clausewise::words::dry_run::lines(c, looked).join("\n")
}

/// Lines of a table as bytes.
pub(crate) fn csv(lines: &[&str]) -> Vec<u8> {
    let mut text = lines.join("\r\n");
    text.push_str("\r\n");
    text.into_bytes()
}

#[test]
fn a_table_of_answers_in_any_order_of_columns() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "Our answers;;;",
        "Note;Question;Remark of nobody;Level",
        "signed in May;5.2;;Proven",
        ";5.2/2;;3",
        ";A.7.3;;na",
        "only heard;4.1;;",
        ";99.9;;4",
        ";;;",
    ]);
    let looked = o.look(&table, None, Choice::Ours);
    assert_eq!(looked.is, Some(As::Answers), "{}", said(&looked));
    let before = o.facts();
    let report = o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    assert_eq!(
        ["5.2", "5.2/2", "A.7.3", "4.1", "note.5.2", "note.4.1"].map(|k| a.get(k)),
        [Some("5"), Some("3"), Some("n"), None, Some("signed in May"), Some("only heard")]
    );
    assert_eq!((report.rows, report.unknown.len()), (5, 1));
    assert_eq!((report.unknown[0].place.row, report.unknown[0].id.as_str()), (7, "99.9"));
    o.undo();
    assert_eq!(o.facts(), before);
}

#[test]
fn without_heads_the_columns_are_id_level_and_note() {
    let mut o = Open::new("Firm");
    o.take("4.1\t4\tall of it\n4.2\tplanned\n9\t?\n".as_bytes(), Some(As::Answers), Choice::Ours);
    let a = o.w.a();
    assert_eq!(
        ["4.1", "4.2", "9", "note.4.1"].map(|k| a.get(k)),
        [Some("4"), Some("2"), Some("?"), Some("all of it")]
    );
}

#[test]
fn what_differs_stays_unless_theirs_is_chosen_and_notes_are_never_replaced() {
    let mut o = Open::new("Firm");
    o.take(b"id,level,note\n4.1,4,ours\n4.2,3,\n5.2/1,2,\n", None, Choice::Ours);
    let theirs = b"id,level,note\n4.1,4,theirs\n4.2,5,\n5.2,4,ours too\n4.3,1,\n";
    let before = o.facts();
    let report = o.take(theirs, None, Choice::Ours);
    assert_eq!((report.same, report.changed.len(), report.conflicting.len()), (1, 3, 2), "{report:#?}");
    let get = |o: &Open, k: &str| o.w.a().get(k).map(str::to_owned);
    assert_eq!(get(&o, "note.4.1").as_deref(), Some("ours\ntheirs"));
    assert_eq!(
        [get(&o, "4.2"), get(&o, "5.2"), get(&o, "4.3")],
        [Some("3".to_owned()), None, Some("1".to_owned())]
    );
    // The same again says nothing new, and no note twice.
    let report = o.take(theirs, None, Choice::Ours);
    assert_eq!((report.changed.len(), report.conflicting.len()), (0, 2));
    let report = o.take(theirs, None, Choice::Theirs);
    assert_eq!((report.changed.len(), report.conflicting.len()), (2, 0));
    // The whole is theirs now, also where one of its checks said otherwise.
    assert_eq!(
        [get(&o, "4.2"), get(&o, "5.2"), get(&o, "5.2/1")],
        [Some("5".to_owned()), Some("4".to_owned()), None]
    );
    o.undo();
    o.undo();
    assert_eq!(o.facts(), before);
}

#[test]
fn every_problem_is_found_and_the_first_twenty_are_told() {
    let mut o = Open::new("Firm");
    let mut table = String::from("id,level,note\n4.1,5,good\n");
    for n in 0..30 {
        table.extend(["4.2,so so ", &n.to_string(), ",\n"]);
    }
    table.push_str("5.2,n,\n4.1,3,\n");
    let troubles = o.refused(table.as_bytes(), None);
    assert_eq!(troubles.len(), 32);
    assert!(troubles.contains(&Trouble::Twice { at: "4.1".to_owned(), row: 2 }));
    assert!(troubles.iter().any(|t| matches!(t, Trouble::Refused(_))), "{troubles:?}");
    let looked = o.look(table.as_bytes(), None, Choice::Ours);
    let words = said(&looked);
    assert!(words.contains("Row 3, column level: \"so so 0\"") && words.contains("and 12 more"), "{words}");
}

#[test]
fn undo_and_redo_bring_back_all_of_it() {
    let mut o = Open::new("Firm");
    o.take(b"id,level\n4.1,4\n", None, Choice::Ours);
    let before = o.facts();
    o.take(&files::case("twyntrust").0, None, Choice::Ours);
    let after = o.facts();
    assert!(after.len() > before.len() + 100);
    o.undo();
    // A number that was given stays given.
    let numbers = |f: &BTreeMap<String, String>| {
        f.keys().filter(|k| !clausewise::model::record::is_number(k)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(numbers(&o.facts()), numbers(&before));
    o.w.undo(true).unwrap();
    assert_eq!(o.facts(), after);
}
