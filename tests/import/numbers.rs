//! Which record a row is about: in a sheet of this very file that of its number, else that of its number elsewhere.

use clausewise::import::{About, As, Choice, Report, Why};
use clausewise::model::format::Firm;
use clausewise::model::record::{CONTROL, Draft, EVIDENCE, Kind, PERSON, RISK, SYSTEM, read};
use clausewise::model::xray::Kind as Weak;
use clausewise::words::xray::problem;

use super::away::changed;
use super::soa_round::{workbook_of, worked};
use super::{Open, csv, said};

fn new_ones(r: &Report) -> usize {
    r.changed.iter().filter(|d| matches!(d.about, About::NewRecord(..))).count()
}

fn names(o: &Open, kind: &'static Kind) -> Vec<String> {
    read::all(o.w.a(), kind).iter().map(|r| format!("{} {}", r.shown_no(), r.name())).collect()
}

#[test]
fn a_sheet_of_this_file_means_its_own_numbers() {
    for (kind, sheet, head) in [
        (&RISK, "Risks", "Risk"),
        (&SYSTEM, "AI systems", "Name"),
        (&PERSON, "People", "Name"),
        (&EVIDENCE, "Evidence", "What"),
    ] {
        let mut o = worked(Firm::ALL[2]);
        let first = read::all(o.w.a(), kind)[0].clone();
        let (id, number, was) = (first.id.clone(), first.shown_no(), first.name().to_owned());
        let before = names(&o, kind);
        let bytes = changed(&workbook_of(&o.w), sheet, &[(&number, head, "Called otherwise")]);
        let is = Some(As::Register(kind));
        let looked = o.look(&bytes, is, Choice::Ours);
        let (r, told) = (&looked.planned.report, said(&looked));
        assert_eq!((new_ones(r), r.changed.len(), r.conflicting.len()), (0, 0, 1), "{told}");
        assert_eq!(
            (r.conflicting[0].was.as_str(), r.conflicting[0].now.as_str()),
            (was.as_str(), "Called otherwise")
        );
        assert!(told.contains("No. -> number") && told.contains("in the file: Called otherwise"), "{told}");
        o.take(&bytes, is, Choice::Theirs);
        assert_eq!(read::at(o.w.a(), kind, &id).name(), "Called otherwise");
        assert_eq!(names(&o, kind).len(), before.len());
        // Of another file the same number is somebody else's.
        let mut other = Open::new(o.w.a().organisation().unwrap());
        let ours = Draft::from([(kind.naming().unwrap().key.to_owned(), "Ours".to_owned())]);
        if other.w.put(kind, None, &ours).is_ok() {
            let r = other.look(&bytes, is, Choice::Ours).planned.report;
            assert_eq!(r.conflicting, [], "{}", kind.key);
        }
    }
}

#[test]
fn a_number_that_stands_in_two_rows_means_the_one_with_its_words() {
    let o = worked(Firm::ALL[2]);
    let all = names(&o, &RISK);
    let (first, second) = (all[0].split_once(' ').unwrap(), all[1].split_once(' ').unwrap());
    // Somebody copied the first row over the second and wrote other words: the first one stays what it is.
    let cells = [(second.0, "Risk", "A thing nobody thought of"), (second.0, "No.", first.0)];
    let looked =
        o.look(&changed(&workbook_of(&o.w), "Risks", &cells), Some(As::Register(&RISK)), Choice::Ours);
    let r = &looked.planned.report;
    assert_eq!(new_ones(r), 1, "{}", said(&looked));
    let twice: Vec<_> = r.unknown.iter().filter(|l| matches!(l.why, Why::NumberTwice { .. })).collect();
    assert!(twice.len() == 1 && twice[0].id == first.0, "{twice:?}");
}

#[test]
fn the_statement_of_this_file_means_its_own_numbers_too() {
    let mut o = worked(Firm::ALL[1]);
    if read::all(o.w.a(), &CONTROL).is_empty() {
        let own = [("name", "Two look"), ("why", "The contract asks for it"), ("state", "in-use")];
        let own = own.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        o.w.put(&CONTROL, None, &own).unwrap();
    }
    let (controls, evidence) = (names(&o, &CONTROL).len(), names(&o, &EVIDENCE).len());
    let row = o.w.statement().into_iter().find(|r| r.evidence.len() == 1).unwrap();
    let cells = [("C-1", "Title", "Retitled"), (row.id.as_str(), "Evidence", "Renamed")];
    let bytes = changed(&workbook_of(&o.w), "Statement of Applicability", &cells);
    let looked = o.look(&bytes, Some(As::Soa), Choice::Ours);
    let (r, told) = (&looked.planned.report, said(&looked));
    assert_eq!(new_ones(r), 0, "{told}");
    assert!(told.contains("in the file: Retitled") && told.contains("in the file: Renamed"), "{told}");
    o.take(&bytes, Some(As::Soa), Choice::Theirs);
    assert_eq!((names(&o, &CONTROL).len(), names(&o, &EVIDENCE).len()), (controls, evidence));
    assert!(names(&o, &CONTROL)[0].ends_with("Retitled"));
}

const RISKS: Option<As> = Some(As::Register(&RISK));
const HEADS: &str = "Risk ID,Risk,Cause";

#[test]
fn a_number_elsewhere_means_the_record_that_has_it() {
    let mut o = Open::new("Firm");
    let first = csv(&[HEADS, "TR-01,Copies an artist,Not asked", "TR-02,Shows stolen works,No list"]);
    assert_eq!(new_ones(&o.take(&first, RISKS, Choice::Ours)), 2);
    let again = csv(&[HEADS, "TR-01,Copies a living artist,Not asked", "TR-02,Shows stolen works,"]);
    let looked = o.look(&again, RISKS, Choice::Ours);
    let r = &looked.planned.report;
    assert_eq!((new_ones(r), r.changed.len(), r.conflicting.len()), (0, 0, 1), "{}", said(&looked));
    let told = said(&looked);
    assert!(told.contains("here: Copies an artist; in the file: Copies a living artist"), "{told}");
    o.take(&again, RISKS, Choice::Theirs);
    assert_eq!(names(&o, &RISK), ["R-1 Copies a living artist", "R-2 Shows stolen works"]);
    // The number of one and the words of another: nobody can tell.
    let crossed = csv(&[HEADS, "TR-01,Shows stolen works,Other"]);
    let looked = o.look(&crossed, RISKS, Choice::Theirs);
    let r = &looked.planned.report;
    assert!(
        r.changed.is_empty() && matches!(r.unknown[0].why, Why::NumberOfAnother { .. }),
        "{}",
        said(&looked)
    );
    assert!(said(&looked).contains("R-1 Copies a living artist"), "{}", said(&looked));
    // Of two with one number the words decide; without them nothing is taken, and the look through it names both.
    let third =
        Draft::from([("what".to_owned(), "A third".to_owned()), ("ref".to_owned(), "tr-01".to_owned())]);
    o.w.put(&RISK, None, &third).unwrap();
    let several = csv(&[HEADS, "TR-01,A third,Said", "TR-01,Something else,Said"]);
    let report = o.take(&several, RISKS, Choice::Ours);
    assert_eq!((new_ones(&report), report.changed.len(), report.unknown.len()), (0, 1, 1), "{report:#?}");
    assert!(matches!(&report.unknown[0].why, Why::NumberOfSeveral { of } if of.len() == 2), "{report:#?}");
    let found = o.w.findings();
    let found: Vec<String> = found.iter().filter(|f| f.kind() == Weak::SameNumber).map(problem).collect();
    assert_eq!(
        found,
        ["\"TR-01\" is the number elsewhere of 2 records: R-1 Copies a living artist, R-3 A third."]
    );
}

#[test]
fn a_register_fills_what_a_statement_began_by_its_number() {
    let mut o = Open::new("Firm");
    let soa = csv(&["Control,Applicable,Linked risks", "A.2.2,Yes,TR-01", "A.2.3,Yes,\"TR-01, R-7\""]);
    o.take(&soa, None, Choice::Ours);
    assert_eq!(names(&o, &RISK), ["R-1 TR-01", "R-2 their R-7"]);
    let register = csv(&[HEADS, "TR-01,Copies an artist,Not asked", "R-7,Leaks,Open door"]);
    let report = o.take(&register, RISKS, Choice::Ours);
    assert_eq!((new_ones(&report), report.conflicting.len()), (0, 0), "{report:#?}");
    assert_eq!(names(&o, &RISK), ["R-1 Copies an artist", "R-2 Leaks"]);
    let row = o.w.statement().into_iter().find(|r| r.id == "A.2.3").unwrap();
    assert_eq!(row.risks.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["Copies an artist", "Leaks"]);
    // Also where somebody typed the number for a name, and took the other away.
    let bare = Draft::from([("what".to_owned(), "TR-09".to_owned())]);
    o.w.put(&RISK, None, &bare).unwrap();
    let report = o.take(&csv(&[HEADS, "TR-09,Drifts,"]), RISKS, Choice::Ours);
    assert_eq!((new_ones(&report), report.conflicting.len()), (0, 0), "{report:#?}");
    assert_eq!(names(&o, &RISK)[2], "R-3 Drifts");
    let again = o.take(&soa, None, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
}

/// What counts for every AI system is not made to count for some without a word.
#[test]
fn a_system_named_for_a_control_that_counts_for_all_is_a_difference() {
    let mut o = Open::new("Firm");
    for name in ["Chat", "Scoring"] {
        o.w.put(&SYSTEM, None, &Draft::from([("name".to_owned(), name.to_owned())])).unwrap();
    }
    o.w.set_drivers("A.2.2", "law").unwrap();
    let one = csv(&["Control,Applicable,AI systems", "A.2.2,Yes,Chat", "A.2.3,Yes,Chat"]);
    let looked = o.look(&one, None, Choice::Ours);
    let told = said(&looked);
    assert!(told.contains("A.2.2, linked: AI systems: here: all; in the file: S-1 Chat"), "{told}");
    o.take(&one, None, Choice::Ours);
    let of = |o: &Open, id: &str| o.w.statement().into_iter().find(|r| r.id == id).unwrap().systems.len();
    assert_eq!((of(&o, "A.2.2"), of(&o, "A.2.3")), (0, 1), "where nothing was said the file decides");
    o.take(&one, None, Choice::Theirs);
    assert_eq!(of(&o, "A.2.2"), 1);
    // Each of them is all of them.
    o.w.set_drivers("A.2.4", "law").unwrap();
    let all = csv(&["Control,Applicable,AI systems", "A.2.4,Yes,Chat; Scoring"]);
    let r = o.look(&all, None, Choice::Ours).planned.report;
    assert_eq!((r.changed.len(), r.conflicting.len()), (0, 0), "{r:#?}");
}

/// A document of long ago that says nothing of until when it holds is old in the statement as in the look through it.
#[test]
fn what_is_old_is_old_everywhere() {
    let mut o = Open::new("Firm");
    o.w.rate("A.2.2", Some(clausewise::model::Level::Written), None, false).unwrap();
    for (what, until) in [("Of long ago", ""), ("Holds still", "2030-01-01")] {
        let all = [("what", what), ("shows", "A.2.2"), ("date", "2019-01-01"), ("valid-until", until)];
        let draft =
            all.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        o.w.put(&EVIDENCE, None, &draft.collect()).unwrap();
    }
    let found = o.w.findings();
    let old: Vec<String> = found.iter().filter(|f| f.kind() == Weak::OldEvidence).map(problem).collect();
    assert!(old.len() == 1 && old[0].contains("Of long ago"), "{old:?}");
    let row = o.w.statement().into_iter().find(|r| r.id == "A.2.2").unwrap();
    let pieces: Vec<String> = row.evidence.iter().map(clausewise::words::statement::piece).collect();
    assert_eq!(
        pieces,
        ["E-1 Of long ago, 1 Jan 2019, more than 12 months old", "E-2 Holds still, 1 Jan 2019, current"]
    );
    let text = String::from_utf8(super::soa::csv_of(&o.w)).unwrap();
    assert!(text.contains("old\nyes"), "{text}");
}
