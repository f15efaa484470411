//! The words an audit is written with: what comes in by itself, what a word without a text does, how a line is read, what is
//! refused, and what is told before a signature.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use std::path::Path;

use clausewise::model::audit::{Told, Warning};
use clausewise::model::said::Said;
use clausewise::words::{Words as _, audit_page};
use clausewise::work::{Refused, Work};
use common::audit::{audit, draft, paper, words};
use common::program::{output, run};

/// What a field of the row at an id holds.
fn row(w: &Work, id: &str, field: &str) -> String {
    let (audit, at) = (w.audit().unwrap(), w.q().find(id).unwrap());
    audit.row_at(at).map_or_else(String::new, |row| row.rec.get(field).to_owned())
}

fn refused(done: Result<clausewise::work::Done, Refused>) -> String {
    words(&done.unwrap_err())
}

/// A file on the disk with an audit and a finding, which Ana does.
fn on_disk() -> tempfile::TempDir {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 7.2 Two were late").unwrap();
    w.row_line("7.2 limitation one was away").unwrap();
    w.settle().unwrap();
    w.into_session().close().unwrap();
    folder
}

fn talk(folder: &Path, lines: &str) -> String {
    let (code, said, err) = run(folder, &["--plain", "a.aims"], &format!("i-am P-1\n{lines}\nq\n"));
    assert_eq!(code, 0, "{said} {err}");
    said
}

fn script(folder: &Path, lines: &str) -> (i32, String, String) {
    run(folder, &["answer", "a.aims", "--script", "-"], &format!("i-am P-1\n{lines}\n"))
}

#[test]
fn a_day_and_an_auditor_come_in_only_with_what_was_looked_at() {
    let (_folder, mut w) = audit();
    for line in
        ["limitation nobody was there", "note ask again", "place Zug", "methods record", "role QA lead"]
    {
        w.row_line(&format!("7.2 {line}")).unwrap();
        assert_eq!((row(&w, "7.2", "on"), row(&w, "7.2", "auditor")), <_>::default(), "{line}");
    }
    w.row_line("7.3 skip next cycle").unwrap();
    assert_eq!(row(&w, "7.3", "on"), "");
    for (id, line) in [("5.2", "conforms"), ("6.2", "seen list of March"), ("8.1", "sample 1 of 2")] {
        w.row_line(&format!("{id} {line}")).unwrap();
        assert_eq!(row(&w, id, "on"), "2026-11-22", "{line}");
        assert!(!row(&w, id, "auditor").is_empty(), "{line}");
    }
    // What stands there stays.
    w.row_line("8.2 on 2026-11-03").unwrap();
    w.row_line("8.2 conforms").unwrap();
    assert_eq!(row(&w, "8.2", "on"), "2026-11-03");
}

#[test]
fn a_word_without_a_text_takes_nothing_away() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    w.finding_line("1 cause nobody is named for it").unwrap();
    let events = w.session().events().len();
    for line in ["5.2 role", "5.2 sample", "5.2 skip", "5.2,7.2 skip", "5.2 seen"] {
        let said = refused(w.row_line(line));
        assert!(said.starts_with(&format!("Write it behind row {line}: ")), "{said}");
    }
    for line in ["1 withdraw", "1 withdraw -", "1 cause", "1 due", "1 on", "1 what"] {
        let said = refused(w.finding_line(line));
        let line = line.trim_end_matches(" -");
        assert!(said.starts_with(&format!("Write it behind finding {line}: ")), "{said}");
    }
    assert_eq!(w.session().events().len(), events);
    assert!(refused(w.row_line("5.2 role")).contains("row 5.2 role - takes away what stands there."));
    assert!(!refused(w.row_line("5.2 skip")).contains("takes away"));
    w.row_line("5.2 role -").unwrap();
    assert_eq!(row(&w, "5.2", "role"), "");
    // A script hears it and goes no further; plain mode asks.
    let folder = on_disk();
    let (code, out, err) = script(folder.path(), "row 5.2 role");
    assert!(
        code != 0 && !out.contains("ACK row") && err.contains("Write it behind row 5.2 role"),
        "{out} {err}"
    );
    let said =
        talk(folder.path(), "row 5.2 role\n\nrow 5.2 role\nCTO\nrow 5.2\nfinding 1 withdraw\nseen twice");
    assert!(said.contains("Now: QA lead.") && said.contains("Nothing was changed."), "{said}");
    assert!(said.contains("Role asked: CTO") && said.contains("F-1-1: withdrawn"), "{said}");
}

#[test]
fn a_line_names_what_was_not_understood_and_what_may_stand_there() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    w.finding_line("minor 7.2 Nobody was told").unwrap();
    for line in ["gigantic 5.2 x", "foo"] {
        let said = refused(w.finding_line(line));
        let first = line.split(' ').next().unwrap();
        assert!(said.starts_with(&format!("\"{first}\" is neither a grade nor the number")), "{said}");
        assert!(said.contains("major, minor, ofi"), "{said}");
    }
    assert!(refused(w.finding_line("9 cause x")).contains('9'));
    assert!(refused(w.finding_line("1")).starts_with("Say what: behind it stands one of grade,"));
    assert!(refused(w.row_line("5.2")).starts_with("Say what: behind it stands one of plan,"));
    // Nothing follows from itself, and nothing is done about a finding before it was raised.
    assert!(refused(w.finding_line("1 parent F-1-1")).contains("Nothing follows from itself"));
    w.finding_line("2 parent F-1-1").unwrap();
    let early = refused(w.finding_line("1 done 2020-01-01"));
    assert!(early.contains("2020-01-01") && early.contains("2026-11-22"), "{early}");
    w.finding_line("1 done 2026-11-22").unwrap();
    // Nothing deviates is an answer.
    w.row_line("5.2 sample 5 of 23 changes, by date").unwrap();
    w.row_line("5.2 deviating 0").unwrap();
    w.row_line("5.2 methods record").unwrap();
    assert_eq!((row(&w, "5.2", "of"), row(&w, "5.2", "chosen")), ("changes".into(), "by date".into()));
    assert!(refused(w.row_line("5.2 deviating 0.5")).contains("whole number from 0"));
    let audit = w.audit().unwrap();
    let told = audit.warnings(w.q(), w.a());
    assert!(!told.iter().any(|w| matches!(w, Warning::Deviates { .. })), "{told:?}");
    let shown = clausewise::words::audit::sample(audit.row_at(w.q().find("5.2").unwrap()).unwrap());
    assert_eq!(shown, "5 of 23 changes, by date");
}

#[test]
fn fields_of_a_new_audit_and_of_a_signature_are_read_in_scripts_and_plain_mode() {
    let folder = on_disk();
    let said = talk(folder.path(), "audit new Spring; kind=internal; lead=Bo Lind\naudit");
    assert!(
        said.contains("A-2 Spring")
            && !said.contains("header lacks objective, scope, criteria, from, until, lead"),
        "{said}"
    );
    let (code, out, err) = script(folder.path(), "audit new Autumn kind=supplier");
    assert_eq!(code, 0, "{out} {err}");
    let (code, out, err) = script(
        folder.path(),
        "audit A-1\naudit seal conclusion=It works; four minors; prepared=P-1; prepared-on=2026-11-20",
    );
    assert_eq!(code, 0, "{out} {err}");
    let said = talk(folder.path(), "audit\nrecord audit 3 show\nfinding 1");
    let conclusion = output(folder.path(), &["dump", "a.aims"]);
    assert!(conclusion.contains("It works; four minors"), "{conclusion}");
    assert!(said.contains("A-3 Autumn"), "{said}");
    // A finding whole, in plain mode and on the command line; then papers of a chosen audit and version.
    let said = talk(folder.path(), "audit A-1\nfinding F-1-1\nexport auditor audit 1 version 1 out");
    assert!(
        said.contains("F-1-1 minor on 7.2: Two were late") && said.contains("Raised by: Ana Sousa"),
        "{said}"
    );
    assert!(
        said.contains("files written to") && folder.path().join("out/audit-report.docx").exists(),
        "{said}"
    );
    let said = talk(folder.path(), "export audit A-1 version 2 out2");
    assert!(said.contains("no version 2 of A-1") && !folder.path().join("out2").exists(), "{said}");
    let alone = output(folder.path(), &["audit", "a.aims", "--audit", "A-1", "finding", "F-1-1"]);
    assert!(
        alone.contains("F-1-1 minor on 7.2: Two were late; open") && alone.contains("Raised on: 22 Nov 2026"),
        "{alone}"
    );
}

#[test]
fn days_that_do_not_fit_are_said_at_the_question_and_asked_again() {
    let folder = on_disk();
    let said =
        talk(folder.path(), "audit seal\nIt works\nP-1\n2026-11-20\nP-2\n2026-11-19\n2026-11-21\nthe board");
    assert!(said.contains("A-1 is signed as version 1"), "{said}");
    assert_eq!(said.matches("Reviewed on:").count(), 2, "{said}");
}

#[test]
fn what_changed_after_the_review_and_a_limitation_that_is_over_are_told() {
    let (_folder, mut w) = audit();
    w.row_line("7.2 limitation the site was closed").unwrap();
    let form = |on: &str| {
        draft(&[
            ("conclusion", "Works"),
            ("prepared", "Ana Sousa"),
            ("prepared-on", on),
            ("reviewed", "Bo Lind"),
            ("reviewed-on", on),
        ])
    };
    let warnings = |done: clausewise::work::Done| match done.said {
        Said::Audited(Told::Signed { warnings, .. }) => warnings,
        other => panic!("{other:?}"),
    };
    let told = warnings(w.sign_off(&form("2020-01-10")).unwrap());
    let early = told.iter().find(|w| matches!(w, Warning::ReviewedEarly { version: 1, .. })).unwrap();
    assert!(
        early.words().contains("was reviewed on 10 Jan 2020, before the last change"),
        "{}",
        early.words()
    );
    w.new_version("it opened again").unwrap();
    paper(&mut w, "7.2");
    let id = w.audit_id().unwrap();
    let old = Warning::OldLimitation { at: "7.2".into(), limitation: "the site was closed".into() };
    assert_eq!(w.before_signing(&id), std::slice::from_ref(&old));
    assert!(old.words().contains("7.2 is complete now and still says"), "{}", old.words());
    assert!(warnings(w.sign_off(&form("2026-11-20")).unwrap()).contains(&old));
}

#[test]
fn an_audit_that_follows_one_lists_what_is_to_be_looked_at_again() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2,7.3 Two were late").unwrap();
    w.next_audit("Surveillance").unwrap();
    let lines = audit_page::of_work(&w).unwrap();
    let line = "From A-1: F-1-1 minor, open: look at it in row 7.2, 7.3. Two were late";
    assert!(lines.iter().any(|l| l == line), "{lines:#?}");
}
