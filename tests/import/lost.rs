//! Nothing a Statement of Applicability says is lost or filed under another head without a word.

use clausewise::import::{As, Choice, Why};
use clausewise::model::Level;
use clausewise::model::record::{RISK, SYSTEM, read};
use clausewise::model::statement::{Applicable, Flag};

use super::soa::{csv_of, rows_of};
use super::{Open, csv, said};

#[test]
fn a_reason_alone_says_that_a_control_applies_and_an_owner_alone_is_named() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "control,applicable,status,reason,owner",
        "A.2.2,yes,Implemented,r1,Ann",
        "A.2.3,,,a law asks for it,Cid",
        "A.2.4,,,,Dan",
        "A.3.2,,,Not applicable: we build nothing,",
        "A.3.3,,,,",
    ]);
    let report = o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    assert_eq!((a.get("why-in.A.2.3"), a.get("owner.A.2.3")), (Some("a law asks for it"), Some("Cid")));
    assert_eq!((a.get("reason.A.3.2"), a.get("why-in.A.3.2")), (None, None));
    let left: Vec<_> = report.unknown.iter().map(|l| (l.place.row, l.id.as_str(), &l.why)).collect();
    let texts = vec![("reason".to_owned(), "Not applicable: we build nothing".to_owned())];
    let alone = Why::ReasonAlone { stands: Applicable::Undecided, texts };
    assert_eq!(left, [(4, "A.2.4", &Why::NothingDecided), (5, "A.3.2", &alone)]);
    assert!(said(&o.look(&table, None, Choice::Ours)).contains("Row 4"));
}

#[test]
fn ticks_say_yes_and_what_is_undecided_argues_nothing() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "Control,Applicable,Status,Reason,Drivers",
        "A.2.2,\u{2713},,Because the board wants it,",
        "A.2.3,\u{2714}\u{fe0f},\u{2713},A contract asks for it,contract",
        "A.2.4,\u{2717},,We build nothing of the kind,",
        "A.3.2,tbd,,Perhaps the law asks for it,law",
        "A.3.3,\u{2013},,,",
    ]);
    o.take(&table, None, Choice::Ours);
    let a = o.w.a();
    assert_eq!(a.get("why-in.A.2.2"), Some("Because the board wants it"));
    assert_eq!((a.get("A.2.3"), a.get("reason.A.2.3")), (Some("5"), None));
    assert_eq!((a.get("A.2.4"), a.get("reason.A.2.4")), (Some("n"), Some("We build nothing of the kind")));
    assert_eq!((a.get("reason.A.3.2"), a.get("why-in.A.3.2"), a.get("driver.A.3.2.law")), (None, None, None));
    assert_eq!(a.get("note.A.3.2"), Some("Perhaps the law asks for it\nDrivers: law"));
    // A sign nobody can read is a problem, and none of it is taken for nothing.
    let sign = csv(&["Control,Applicable,Status", "A.2.2,\u{1f7e2},"]);
    assert_eq!(o.refused(&sign, None).len(), 1);
}

#[test]
fn a_bare_yes_says_that_a_control_is_in() {
    let mut o = Open::new("Firm");
    o.w.rate("A.4.3", Some(Level::Written), None, false).unwrap();
    o.w.rate("A.4.4", Some(Level::NotApplicable), Some("Nothing here runs on tools of our own"), false)
        .unwrap();
    let table = csv(&[
        "Control,Applicable",
        "A.2.2,yes",
        "A.2.3,Included",
        "A.2.4,x",
        "A.3.2,applicable",
        "A.4.3,yes",
        "A.4.4,yes",
        "A.4.5,tbd",
    ]);
    let report = o.take(&table, None, Choice::Ours);
    let stated = |o: &Open, id: &str| o.w.statement().into_iter().find(|r| r.id == id).unwrap();
    for id in ["A.2.2", "A.2.3", "A.2.4", "A.3.2"] {
        let row = stated(&o, id);
        assert_eq!((row.applicable, row.flags), (Applicable::Yes, vec![Flag::NoReasonFor]), "{id}");
    }
    // What is in already needs no word more; what is left out here stays, and is told.
    assert_eq!((o.w.a().get("in.A.4.3"), o.w.a().get("in.A.4.5")), (None, None));
    assert_eq!((stated(&o, "A.4.4").applicable, report.conflicting.len()), (Applicable::No, 1));
    assert_eq!((report.changed.len(), report.same), (4, 1));
    let told = said(&o.look(&csv(&["Control,Applicable", "A.2.2,yes", "A.3.3,yes"]), None, Choice::Ours));
    assert!(told.contains("A.3.3 is decided in"), "{told}");
    let theirs = o.take(&csv(&["Control,Applicable", "A.4.4,yes"]), None, Choice::Theirs);
    assert_eq!((theirs.conflicting.len(), stated(&o, "A.4.4").applicable), (0, Applicable::Yes));
    // Our own table says it on: a control that is open comes back as in.
    let out = csv_of(&o.w);
    let mut back = Open::new("Firm");
    back.take(&out, None, Choice::Ours);
    for id in ["A.2.2", "A.2.4", "A.4.4"] {
        assert_eq!(stated(&back, id).applicable, Applicable::Yes, "{id}");
    }
    assert_eq!(rows_of(&csv_of(&back.w)), rows_of(&out));
    assert_eq!(back.take(&out, None, Choice::Ours).changed.len(), 0);
}

#[test]
fn several_rows_of_a_control_are_named() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "control,applicable,status,reason,owner",
        "A.2.2,yes,Implemented,r1,Ann",
        "A.2.2,yes,Planned,r2,Eve",
        "A.2.3,yes,Planned,r2,Eve",
    ]);
    let report = o.take(&table, None, Choice::Ours);
    let [one] = report.joined.as_slice() else { panic!("{report:?}") };
    let why = Why::Joined { rows: vec![2, 3], owner: "Ann".to_owned(), others: vec!["Eve".to_owned()] };
    assert_eq!((one.id.as_str(), &one.why), ("A.2.2", &why));
    let words = said(&o.look(&table, None, Choice::Ours));
    assert!(
        words.contains("A.2.2 stands in the rows 2, 3") && words.contains("Eve was not taken"),
        "{words}"
    );
}

#[test]
fn words_and_heads_of_other_statements() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "Control;Incl. (Y/N);Impl. status;Why;Who",
        "A.2.2;Y;Implemented - effective;a law;Ann",
        "A.2.3;Y;75%;a law;Ann",
        "A.2.4;Y;Implemented / partial;a law;Ann",
    ]);
    o.take(&table, None, Choice::Ours);
    assert_eq!(["A.2.2", "A.2.3", "A.2.4"].map(|k| o.w.a().get(k)), [Some("5"), Some("4"), Some("4")]);
    assert_eq!(o.w.a().get("owner.A.2.2"), Some("Ann"));
    // Of nothing but controls and reasons: those of what is in, and nothing comes in by them.
    let mut o = Open::new("Firm");
    o.w.decide("A.2.2", "yes").unwrap();
    let table = csv(&["control,reason", "A.2.2,a law of ours", "A.2.3,a law of ours"]);
    assert_eq!(o.look(&table, None, Choice::Ours).is, Some(As::Soa));
    let report = o.take(&table, None, Choice::Ours);
    assert_eq!((o.w.a().get("why-in.A.2.2"), o.w.a().get("why-in.A.2.3")), (Some("a law of ours"), None));
    assert_eq!(report.unknown.iter().map(|l| l.id.as_str()).collect::<Vec<_>>(), ["A.2.3"]);
}

#[test]
fn words_and_heads_of_other_registers() {
    let mut o = Open::new("Firm");
    let risks = csv(&[
        "Risk ID,Risk description,Risk owner,Treatment option,Status",
        "AIR-01,Wrong advice,Ann,Mitigate,75%",
        "AIR-02,Biased ranking,Ann,Transfer,Not started",
    ]);
    o.take(&risks, Some(As::Register(&RISK)), Choice::Ours);
    let all = read::all(o.w.a(), &RISK);
    let said: Vec<_> =
        all.iter().map(|r| (r.get("ref"), r.name(), r.get("treatment"), r.get("status"))).collect();
    assert_eq!(
        said,
        [("AIR-01", "Wrong advice", "reduce", "started"), ("AIR-02", "Biased ranking", "share", "")]
    );
    let systems = csv(&[
        "Ref,AI system,Use case,Lifecycle status,In scope?",
        "SYS-1,Chatbot,answers customers,Pilot,Yes",
        "SYS-2,Scoring,ranks letters,Live,No",
    ]);
    o.take(&systems, Some(As::Register(&SYSTEM)), Choice::Ours);
    let all = read::all(o.w.a(), &SYSTEM);
    let said: Vec<_> =
        all.iter().map(|s| (s.name(), s.get("purpose"), s.get("stage"), s.get("in-scope"))).collect();
    assert_eq!(
        said,
        [("Chatbot", "answers customers", "trial", "in"), ("Scoring", "ranks letters", "live", "out")]
    );
    // Where nothing else names it, the use case does.
    o.take(&csv(&["Use case,Owner", "Invoices,Ann"]), Some(As::Register(&SYSTEM)), Choice::Ours);
    assert_eq!(read::all(o.w.a(), &SYSTEM).last().unwrap().name(), "Invoices");
}

#[test]
fn what_a_cell_names_and_no_register_has_is_told_as_new() {
    let o = Open::new("Firm");
    let table = csv(&["Control,Applicable,Status,AI systems,Risks", "A.2.2,yes,Implemented,S-9,R-77"]);
    let words = said(&o.look(&table, None, Choice::Ours));
    for name in ["S-9", "R-77"] {
        let new = words.lines().any(|l| l.contains("new") && l.contains(name));
        assert!(new, "{words}");
    }
}
