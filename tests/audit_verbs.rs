//! The words an audit is written with: what comes in by itself, what a word without a text does, how a line is read, what is
//! refused, and what is told before a signature.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use std::path::Path;

use clausewise::model::audit::{Due, FindingState, Told, Warning};
use clausewise::model::record::{Draft, FINDING_REPLY, read, write};
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
    let said = talk(
        folder.path(),
        "audit seal\nIt works\nP-1\n2026-11-20\nP-2\n2026-11-19\n2026-11-21\nthe board\nyes",
    );
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
    assert!(matches!(&w.before_signing(&id)[..], [Warning::HeaderLacks { .. }, last] if *last == old));
    assert!(old.words().contains("7.2 is complete now and still says"), "{}", old.words());
    assert!(warnings(w.sign_off(&form("2026-11-20")).unwrap()).contains(&old));
}

#[test]
fn an_audit_that_follows_one_lists_what_is_to_be_looked_at_again() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2,7.3 Two were late").unwrap();
    w.next_audit(&draft(&[("name", "Surveillance")])).unwrap();
    let lines = audit_page::of_work(&w).unwrap();
    let line = "From A-1: F-1-1 minor, open: look at it in row 7.2, 7.3. Two were late";
    assert!(lines.iter().any(|l| l == line), "{lines:#?}");
}

/// The words of an outcome.
fn said(done: Result<clausewise::work::Done, Refused>) -> String {
    clausewise::words::outcome(&done.unwrap().said, &clausewise::plain::Typed::refusing())
}

#[test]
fn what_stands_behind_conforms_or_plan_is_read_whole_or_refused() {
    let (_folder, mut w) = audit();
    let events = w.session().events().len();
    for line in [
        "conforms partly",
        "conforms ?",
        "conforms not really",
        "conforms because",
        "conforms maybe because late",
    ] {
        let said = refused(w.row_line(&format!("5.2 {line}")));
        let typed = line.split_once(' ').unwrap().1;
        assert!(
            said.starts_with(&format!("\"{typed}\" cannot stand behind conforms. Write conforms alone;")),
            "{said}"
        );
        assert!(said.ends_with("Nothing was changed."), "{said}");
    }
    for line in ["plan perhaps", "unplan no", "unplan perhaps"] {
        assert!(refused(w.row_line(&format!("5.2 {line}"))).contains("cannot stand behind "), "{line}");
    }
    assert_eq!(w.session().events().len(), events);
    w.row_line("5.2 plan").unwrap();
    w.row_line("5.2 plan no").unwrap();
    assert_eq!(row(&w, "5.2", "planned"), "");
    // What is not concluded is not taken back either.
    w.row_line("5.2 conforms -").unwrap();
    w.row_line("5.2 conforms false").unwrap();
    assert_eq!(row(&w, "5.2", "conforms"), "");
    w.row_line("5.2 conforms because all four policies are signed").unwrap();
    assert_eq!(
        (row(&w, "5.2", "conforms").as_str(), row(&w, "5.2", "because").as_str()),
        ("yes", "all four policies are signed")
    );
    let asked = refused(w.row_line("5.2 conforms -"));
    assert!(asked.starts_with("Write it behind row 5.2 conforms - because: "), "{asked}");
    assert!(!refused(w.row_line("5.2 conforms - because .")).is_empty());
    assert_eq!(row(&w, "5.2", "conforms"), "yes");
    w.row_line("5.2 conforms - because one copy was not signed").unwrap();
    assert_eq!(
        (row(&w, "5.2", "conforms").as_str(), row(&w, "5.2", "because").as_str()),
        ("", "one copy was not signed")
    );
    w.row_line("5.2 conforms yes").unwrap();
    assert_eq!(row(&w, "5.2", "conforms"), "yes");
    // A sample is read whole, too.
    w.row_line("5.2 sample 6 of 9, 2 deviating").unwrap();
    assert_eq!(
        ["sample", "population", "deviating", "chosen"].map(|f| row(&w, "5.2", f)),
        ["6", "9", "2", ""]
    );
    assert!(refused(w.row_line("5.2 sample 6 of 9 and 2 deviating")).contains("2 deviating."));
    assert!(refused(w.row_line("5.2 sample 6 of 9, 7 deviating")).contains("more than"));
}

#[test]
fn a_day_is_a_day_however_it_is_typed_and_only_what_will_happen_is_an_event() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    for (typed, day) in [
        ("31 Dec 2026", "2026-12-31"),
        ("31/12/2027", "2027-12-31"),
        ("by 30 Dec 2026", "2026-12-30"),
        ("20 Nov", "2027-11-20"),
        ("in 9 months", "2027-08-22"),
        ("in 30 days", "2026-12-22"),
    ] {
        let told = said(w.finding_line(&format!("1 due {typed}")));
        let due = w.audit().unwrap().findings[0].due.clone();
        assert_eq!(due, Due::On(day.parse().unwrap()), "{typed}");
        assert!(told.contains("Due: "), "{told}");
    }
    for (typed, days) in [("4 weeks", 28), ("30 days", 30), ("2 weeks after the report", 14)] {
        w.finding_line(&format!("1 due {typed}")).unwrap();
        assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(days), "{typed}");
    }
    for (typed, why) in [
        ("03/04/2027", "That can be 3 Apr 2027 or 4 Mar 2027: write 2027-04-03 or 2027-03-04."),
        ("31.02.2027", "That is no day"),
        ("end of the quarter", "That is no day"),
        ("?", "That is no day"),
        ("3 months", "does not say from when"),
    ] {
        let told = refused(w.finding_line(&format!("1 due {typed}")));
        assert!(told.contains(why), "{told}");
    }
    let told = refused(w.finding_line("1 event 31 Dec 2026"));
    assert!(told.contains("stands in Due"), "{told}");
    assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(14));
    w.finding_line("1 due before the next release").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].due, Due::At("before the next release".into()));
}

#[test]
fn what_is_open_stands_until_it_is_closed_and_a_row_that_is_not_whole_concludes_nothing() {
    let (_folder, mut w) = audit();
    let r = w.q().requirement_index("7.2").unwrap();
    let marked =
        |w: &Work| w.audit_mark(r).map(|m| clausewise::words::audit::mark(m, false)).unwrap_or_default();
    w.row_line("7.2 conforms").unwrap();
    assert_eq!(marked(&w), "", "nobody could repeat it");
    paper(&mut w, "7.2");
    assert_eq!(marked(&w), "[audit A-1: conforms]");
    w.finding_line("minor 7.2 Two were late").unwrap();
    let form = [("conclusion", "Works"), ("prepared", "P-1"), ("prepared-on", "2026-11-20")];
    w.sign_off(&draft(&form)).unwrap();
    w.audit_line("next Surveillance; kind=surveillance; lead=Bo Lind").unwrap();
    let header = w.audit().unwrap().header.clone();
    assert_eq!(
        (header.name(), header.get("kind"), header.get("lead").is_empty()),
        ("Surveillance", "surveillance", false)
    );
    // A later audit that has not looked yet, or that saw it in order, closes nothing.
    w.row_line("7.2 conforms").unwrap();
    assert_eq!(marked(&w), "[audit: minor F-1-1]");
    paper(&mut w, "7.2");
    assert_eq!(marked(&w), "[audit: minor F-1-1]");
    let shown = audit_of(&w, "7.2");
    assert_eq!((shown.key(), shown.audit()), ("minor", "A-1"));
    // The worst of all, and the others beside it.
    w.finding_line("major 7.2/1 Nobody was told at all").unwrap();
    assert_eq!(marked(&w), "[audit: major F-2-1]", "only those of that grade");
    assert_eq!(audit_of(&w, "7.2").findings(), ["F-2-1", "F-1-1"]);
    w.finding_line("F-2-1 effective the list of November, everybody on it").unwrap();
    assert_eq!(marked(&w), "[audit: minor F-1-1]");
    w.finding_line("F-1-1 effective ten of ten were in time").unwrap();
    assert_eq!(marked(&w), "[audit: major F-2-1, closed]", "what the last audit came to");
}

fn audit_of(w: &Work, id: &str) -> clausewise::model::audit::SaidOf {
    clausewise::model::audit::said_of(w.q(), w.a(), w.today).remove(w.q().requirement_index(id).unwrap())
}

#[test]
fn that_it_helped_says_what_was_looked_at_and_every_look_stays_readable() {
    let (folder, mut w) = audit();
    w.finding_line("ofi 7.2 A list would help").unwrap();
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    let events = w.session().events().len();
    for line in ["1 effective", "2 effective"] {
        let asked = refused(w.finding_line(line));
        assert!(asked.starts_with(&format!("Write it behind finding {line}: what was looked at")), "{asked}");
        assert!(!asked.contains("takes away"), "{asked}");
    }
    for line in ["2 effective .", "2 effective !!", "2 not .", "2 partly ?"] {
        assert!(refused(w.finding_line(line)).contains("may not stay empty"), "{line}");
    }
    for line in [
        "2 effective no",
        "2 effective n/a",
        "2 effective yes",
        "2 effective not really",
        "2 effective nein",
        "2 effective ja",
        "2 effective 0",
        "2 effective 1",
        "2 effective false",
        "2 effective true",
        "2 effective no, nothing was done",
        "2 effective because x",
        "2 effective partly",
        "2 effective only partly, two of ten late",
        "2 effective teilweise",
        "2 effective unclear",
        "2 effective it failed",
        "2 effective wirksam",
        "2 effective done",
    ] {
        let told = refused(w.finding_line(line));
        assert!(told.contains("does not show that it helped") && told.contains("the word is not,"), "{told}");
    }
    for line in ["1 effective -", "2 not -", "2 partly -", "2 effective - because wrong finding"] {
        assert!(refused(w.finding_line(line)).contains("nothing to take back"), "{line}");
    }
    let bare = draft(&[("finding", "F-1-2"), ("effect", "effective")]);
    let form = w.put(&clausewise::model::record::FINDING_CHECK, None, &bare);
    assert!(refused(form).contains("may not stay empty"), "the form asks the same");
    for evidence in ["nein", "1", "no, nothing was done"] {
        let said = draft(&[("finding", "F-1-2"), ("effect", "effective"), ("evidence", evidence)]);
        let form = refused(w.put(&clausewise::model::record::FINDING_CHECK, None, &said));
        assert!(form.contains("does not show that it helped"), "{evidence}: {form}");
    }
    assert_eq!(w.session().events().len(), events);
    // What closes nothing may be said in a word.
    w.finding_line("2 partly").unwrap();
    w.undo(false).unwrap();
    w.finding_line("2 not three of ten were told nothing").unwrap();
    w.finding_line("2 effective ten of ten were told").unwrap();
    let told = clausewise::words::audit_told::one_finding(&w, "2").unwrap().join("\n");
    assert!(
        told.contains("three of ten were told nothing") && told.contains("ten of ten were told"),
        "{told}"
    );
    w.settle().unwrap();
    w.into_session().close().unwrap();
    output(folder.path(), &["export", "a.aims", "--to", "out", "--audit", "A-1", "--format", "md,csv"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    for paper in ["findings-log.md", "corrective-actions.md", "findings-log.csv", "corrective-actions.csv"] {
        let all = read(paper);
        assert!(
            all.contains("three of ten were told nothing") && all.contains("ten of ten were told"),
            "{paper}: {all}"
        );
    }
    let history = output(folder.path(), &["history", "a.aims"]);
    assert!(history.contains("three of ten were told nothing") && history.contains("ten of ten were told"));
}

#[test]
fn the_papers_of_a_version_leave_as_it_was_signed_wherever_the_version_stands() {
    let folder = on_disk();
    let (code, out, err) = script(
        folder.path(),
        "audit seal conclusion=It works; prepared=P-1; prepared-on=2026-11-20\nfinding 1 cause nobody named",
    );
    assert_eq!(code, 0, "{out} {err}");
    let read = |to: &str| {
        let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder.path().join(to))
            .unwrap()
            .map(|f| f.unwrap().path())
            .filter(|p| p.is_file())
            .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&p).unwrap()))
            .collect();
        all.sort();
        all
    };
    let lines = [
        "export audit 1 version 1 one",
        "export audit 1 two version 1",
        "export audit three --version 1",
        "export audit four audit A-1 version 1",
        "export audit 1 \"five six\" version 1",
    ];
    let said = talk(folder.path(), &lines.join("\n"));
    assert_eq!(said.matches("files written to").count(), lines.len(), "{said}");
    let signed = read("one");
    assert!(signed.iter().any(|(name, _)| name == "audit-report.md"));
    for to in ["two", "three", "four", "five six"] {
        assert!(read(to) == signed, "{to}");
    }
    let next = [
        "audit",
        "a.aims",
        "--by",
        "P-1",
        "next",
        "Surveillance",
        "of",
        "spring",
        "kind=surveillance",
        "lead=Bo Lind",
    ];
    assert!(output(folder.path(), &next).contains("A-2 Surveillance of spring begun"));
    let shown = output(folder.path(), &["audit", "a.aims", "list", "--format", "json"]);
    assert!(shown.contains("\"surveillance\"") && shown.contains("Surveillance of spring"), "{shown}");
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    let lines = [
        "export audit 1 out put",
        "export audit 1 version x out",
        "export audit 1 out --force",
        "export audit 1 out version 9",
    ];
    let said = talk(folder.path(), &lines.join("\n"));
    assert!(!said.contains("files written to") && said.contains("no version 9 of A-1"), "{said}");
    assert_eq!(said.matches("Nothing was written").count(), lines.len(), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), before);
}

#[test]
fn a_finding_that_changes_says_what_it_was_and_what_remains() {
    let (folder, mut w) = audit();
    w.finding_line("major 7.2,7.3 Two were late").unwrap();
    let told = said(w.row_line("7.2 conforms because the list lay in the other folder"));
    assert!(told.contains("F-1-1 stands still on 7.3."), "{told}");
    let asked = refused(w.finding_line("1 grade minor"));
    assert!(asked.starts_with("Write it behind finding 1 grade minor because: "), "{asked}");
    for weak in [".", "not relevant", "it is"] {
        assert!(
            refused(w.finding_line(&format!("1 grade minor because {weak}"))).contains("only with a reason")
        );
        assert!(refused(w.finding_line(&format!("1 withdraw {weak}"))).contains("gives no reason"), "{weak}");
    }
    let told = said(w.finding_line("1 grade minor because only two of forty"));
    assert!(told.contains("It was major and is minor now."), "{told}");
    let all = clausewise::words::audit_told::one_finding(&w, "1").unwrap().join("\n");
    assert!(
        all.contains("on 7.2 too until ")
            && all.contains(", changed because: the list lay in the other folder"),
        "{all}"
    );
    assert!(all.contains("major until ") && all.contains(", changed because: only two of forty"), "{all}");
    // Undone, it was never another one.
    w.undo(false).unwrap();
    let all = clausewise::words::audit_told::one_finding(&w, "1").unwrap().join("\n");
    assert!(!all.contains("major until") && all.contains("on 7.2 too until"), "{all}");
    w.undo(true).unwrap();
    // What was withdrawn keeps its grade until that is taken back, which says why.
    w.finding_line("1 withdraw raised twice by mistake").unwrap();
    assert!(
        refused(w.finding_line("1 grade major because it came back"))
            .contains("Take the withdrawal back first")
    );
    assert!(refused(w.finding_line("1 grade major")).contains("Take the withdrawal back first"));
    assert!(
        refused(w.finding_line("1 withdraw -")).starts_with("Write it behind finding 1 withdraw - because: ")
    );
    w.finding_line("1 withdraw - because the other one was about staff").unwrap();
    w.finding_line("1 grade major because it came back").unwrap();
    let all = clausewise::words::audit_told::one_finding(&w, "1").unwrap().join("\n");
    assert!(
        all.contains("withdrawn (raised twice by mistake) until") && all.contains("minor until"),
        "{all}"
    );
    let told = said(w.finding_line("1 on 7.4"));
    assert!(told.contains("It is on 7.3, 7.4 now."), "{told}");
    w.settle().unwrap();
    w.into_session().close().unwrap();
    // Plain mode asks for the grade, and then why.
    let said = talk(folder.path(), "finding 1 grade\nofi\nnobody was harmed by it\nfinding 1");
    assert!(said.contains("F-1-1 opportunity for improvement on 7.3, 7.4"), "{said}");
    assert!(said.contains("changed because: nobody was harmed by it"), "{said}");
    let said = talk(folder.path(), "row 7.2 limitation nobody was there\naudit seal\n\n");
    assert!(!said.contains("there was no name") && said.contains("\"Conclusion\" stayed empty"), "{said}");
}

#[test]
fn a_look_is_taken_back_with_its_reason_and_stays_in_the_history() {
    let (folder, mut w) = audit();
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    w.finding_line("1 not three of ten were told nothing").unwrap();
    w.finding_line("1 effective ten of ten were told").unwrap();
    let asked = refused(w.finding_line("1 effective -"));
    assert!(asked.starts_with("Write it behind finding 1 effective - because: why this look"), "{asked}");
    assert!(refused(w.finding_line("1 effective - because .")).contains("gives no reason"));
    assert!(refused(w.finding_line("1 not -")).contains("nothing to take back"), "the last look is another");
    assert!(said(w.finding_line("1 effective - because wrong finding")).contains("F-1-1: open again."));
    assert!(said(w.finding_line("1 not - because that list was old")).contains("F-1-1: open."));
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let history = output(folder.path(), &["history", "a.aims"]);
    assert!(history.contains("wrong finding") && history.contains("ten of ten were told"), "{history}");
}

#[test]
fn what_can_only_be_meant_as_a_day_is_no_event_in_any_form() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 5.2 Nobody was told").unwrap();
    for (typed, days) in [("within 30 days", 30), ("no later than 30 days after the report", 30)] {
        w.finding_line(&format!("1 due {typed}")).unwrap();
        assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(days), "{typed}");
    }
    assert!(said(w.finding_line("1 due 1 day after the report")).contains("Due: 1 day after the report."));
    for (typed, why) in [
        ("1 month", "so many days: 30 days."),
        ("2 months after the report", "Write the days: 60 days after the report"),
        ("31. Dezember 2026", "nothing that will happen"),
        ("n/a", "nothing that will happen"),
        ("tbd", "nothing that will happen"),
    ] {
        let told = refused(w.finding_line(&format!("1 due {typed}")));
        assert!(told.contains(why), "{told}");
    }
    assert!(refused(w.finding_line("1 event within a week or so")).contains("A day stands in Due"));
    assert!(refused(w.finding_line("1 days 12.5")).contains("12.5 is not whole: write a whole number"));
    assert!(refused(w.row_line("5.2 population 12.5")).contains("not whole"));
    assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(1));
    // A day before it was raised is told, and so is a check by who did it.
    w.finding_line("1 owner Ana Sousa").unwrap();
    assert!(said(w.finding_line("1 due 2026-01-01")).contains("before it was raised on"));
    let told = said(w.finding_line("1 effective ten of ten were told"));
    assert!(told.contains("Ana Sousa checked whether it helped and is the owner"), "{told}");
}

#[test]
fn what_is_planned_is_told_from_what_was_left_out_and_from_what_is_in_no_plan() {
    let (_folder, mut w) = audit();
    w.row_line("5.2 plan").unwrap();
    w.row_line("7.2 skip next cycle").unwrap();
    assert_eq!(
        ["5.2", "7.2", "7.3"].map(|id| audit_of(&w, id).key()),
        ["planned", "not-audited", "not-planned"]
    );
    assert_eq!(clausewise::words::audit::mark(&audit_of(&w, "5.2"), false), "[audit: planned]");
}

#[test]
fn ids_stand_behind_commas_with_blanks_and_what_stands_already_keeps_its_reason() {
    let (folder, mut w) = audit();
    w.row_line("4.1, 4.2 plan").unwrap();
    assert_eq!((row(&w, "4.1", "planned"), row(&w, "4.2", "planned")), ("yes".into(), "yes".into()));
    assert_eq!(refused(w.row_line("5.2")).matches("skip").count(), 1);
    w.finding_line("major 5.2, 7.2 Nobody was told").unwrap();
    w.finding_line("minor 5.2 Two were late").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].at, ["5.2", "7.2"]);
    assert_eq!(clausewise::words::audit::mark(&audit_of(&w, "5.2"), false), "[audit: major F-1-1]");
    w.finding_line("1 off 7.2 because it was another one").unwrap();
    w.finding_line("1 on 5.2 because no reason at all").unwrap();
    let why = w.audit().unwrap().findings[0].rec.get("because").to_owned();
    assert_eq!(why, "it was another one");
    let asked = refused(w.finding_line("1 on -"));
    assert!(asked.starts_with("Write it behind finding 1 on: "), "{asked}");
    w.finding_line("2 parent F-1-1").unwrap();
    assert!(refused(w.finding_line("1 parent F-1-2")).contains("at once or over others"));
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let (code, _, err) =
        run(folder.path(), &["audit", "a.aims", "--by", "P-1", "row", "4.2", "conforms", ""], "");
    assert!(code != 0 && err.contains("cannot stand behind conforms"), "{err}");
    let (code, _, err) =
        run(folder.path(), &["answer", "a.aims", "--script", "-", "--by", "P-9"], "4.1/1 3\n");
    assert!(code != 0 && err.contains("P-9"), "{err}");
}

#[test]
fn a_look_that_came_in_with_data_closes_nothing_where_its_words_say_no() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    w.finding_line("1 effective ten of ten were told").unwrap();
    let state = |w: &Work| w.audit().unwrap().findings[0].state;
    assert_eq!(state(&w), FindingState::Closed);
    let look = w.audit().unwrap().findings[0].check.clone().unwrap();
    let key = clausewise::model::record::FINDING_CHECK.key_of(&look.id, "evidence");
    let mut a = w.a().clone();
    a.set(w.q(), &key, Some("Nein, noch nicht".to_owned()));
    let audit = clausewise::model::audit::Audit::of(w.q(), &a, &w.audit_id().unwrap(), w.today);
    assert_eq!(audit.findings[0].state, FindingState::Reopened);
}

#[test]
fn a_finding_lets_go_of_a_place_only_for_a_reason_that_names_something() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2,7.3 Two contractors late").unwrap();
    for why in ["", " because .", " because no", " because n/a"] {
        refused(w.finding_line(&format!("1 off 7.3{why}")));
        assert_eq!(w.audit().unwrap().findings[0].at, ["7.2", "7.3"], "{why}");
    }
    w.finding_line("1 off 7.3 because they were told").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].at, ["7.2"]);
}

#[test]
fn plain_mode_tells_all_there_is_to_think_about_before_it_asks_for_the_signature() {
    let folder = on_disk();
    let (f, typed) = (folder.path(), "Works\nP-1\n2026-11-20\n\n\n");
    output(f, &["record", "a.aims", "audit", "set", "A-1", "auditees=P-1", "--by", "P-1"]);
    let would = ["audit", "a.aims", "seal", "--dry-run", "conclusion=Works", "prepared=P-1"];
    let would = output(f, &[&would[..], &["prepared-on=2026-11-20", "--by", "P-1"]].concat());
    let warnings: Vec<&str> = would.lines().skip(1).filter(|l| !l.starts_with("Nothing was")).collect();
    for part in
        ["objective", "says nothing of what was seen", "is one of those who are audited", "Nobody has read"]
    {
        assert!(warnings.iter().any(|w| w.contains(part)), "{part}: {would}");
    }
    let no = talk(f, &format!("audit seal\n{typed}\nno"));
    assert!(no.contains("Nothing was signed.") && !no.contains("is signed as version"), "{no}");
    let yes = talk(f, &format!("audit seal\n{typed}\nyes"));
    let (before, after) = yes.split_once("Sign A-1 as version 1?").unwrap();
    for warning in warnings {
        assert!(before.contains(warning), "{warning}: {before}");
    }
    assert!(after.contains("A-1 is signed as version 1"), "{after}");
    // Whatever ends the talk before the answer signs nothing.
    output(f, &["audit", "a.aims", "version", "one place was missing", "--by", "P-1"]);
    for end in ["q", "leave", ""] {
        let (_, said, _) = run(f, &["--plain", "a.aims"], &format!("i-am P-1\naudit seal\n{typed}\n{end}"));
        assert!(
            said.contains("Sign A-1 as version 2?") && !said.contains("is signed as version 2"),
            "{said}"
        );
    }
}

/// What the reply to the first finding holds of when it is due: day, days, event.
fn due(w: &Work) -> [String; 3] {
    let audit = w.audit().unwrap();
    let reply = audit.findings[0].reply.clone().unwrap();
    ["due", "days", "event"].map(|f| reply.get(f).to_owned())
}

#[test]
fn a_finding_is_due_in_one_of_three_ways_and_the_newest_takes_the_place_of_the_others() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2 Two were late").unwrap();
    let event = said(w.finding_line("1 due by event \"certification audit\""));
    assert!(event.contains("Due: certification audit.") && !event.contains("In place"), "{event}");
    for line in ["1 due event", "1 due by event", "1 event by event", "1 due at the event \"\""] {
        refused(w.finding_line(line));
    }
    let days = said(w.finding_line("1 days 30"));
    assert!(days.contains("In place of what stood there: Due at certification audit."), "{days}");
    assert_eq!(due(&w), ["", "30", ""]);
    let day = said(w.finding_line("1 due 2026-12-31"));
    assert!(day.contains("In place of what stood there: Due in days 30."), "{day}");
    assert_eq!(due(&w), ["2026-12-31", "", ""]);
    // A form shows what stood there; what was typed over it is the newest.
    let (id, reply) = (w.find_record(&FINDING_REPLY, "B-1-1").unwrap(), w.records());
    let form = write::draft(reply, &read::at(reply.a, &FINDING_REPLY, &id));
    let typed = |more: &[(&str, &str)]| form.clone().into_iter().chain(draft(more)).collect::<Draft>();
    let kept = said(w.put(&FINDING_REPLY, Some(&id), &typed(&[("event", "the next audit")])));
    assert!(kept.contains("In place of what stood there: Due 31 Dec 2026."), "{kept}");
    assert_eq!(due(&w), ["", "", "the next audit"]);
    let both = refused(w.put(&FINDING_REPLY, Some(&id), &draft(&[("due", "2027-01-01"), ("days", "3")])));
    assert!(both.contains("Due in days and Due say when in two ways: write one of them"), "{both}");
    let new = [("finding", "F-1-1"), ("days", "3"), ("event", "the next audit")];
    refused(w.put(&FINDING_REPLY, None, &draft(&new)));
    // Writing something else leaves it alone.
    w.finding_line("1 owner Bo Lind").unwrap();
    assert_eq!(due(&w), ["", "", "the next audit"]);
}

#[test]
fn the_command_plain_mode_and_an_import_keep_one_due_date_too() {
    let folder = on_disk();
    let f = folder.path();
    let reply = |f: &Path| output(f, &["record", "a.aims", "finding-reply", "show", "B-1-1"]);
    output(f, &["audit", "a.aims", "finding", "1", "due", "the next audit", "--by", "P-1"]);
    let (code, _, err) =
        run(f, &["record", "a.aims", "finding-reply", "set", "B-1-1", "days=30", "--by", "P-1"], "");
    assert!(code == 0 && err.contains("In place of what stood there: Due at the next audit."), "{err}");
    assert!(!reply(f).contains("the next audit"), "{}", reply(f));
    let said = talk(f, "finding 1 due before the next release");
    assert!(said.contains("In place of what stood there: Due in days 30."), "{said}");
    // In a table something else stands here: it is told, and taken with --theirs alone.
    std::fs::write(f.join("t.csv"), "id,finding,due\nB-1-1,F-1-1,2026-12-31\n").unwrap();
    let id = reply(f).lines().find_map(|l| l.strip_prefix("id: ").map(str::to_owned));
    let id = id.unwrap_or_else(|| {
        reply(f).split_whitespace().find(|w| w.contains('-') && w.len() > 12).unwrap().to_owned()
    });
    std::fs::write(f.join("t.csv"), format!("id,finding,due\n{id},F-1-1,2026-12-31\n")).unwrap();
    let import = |more: &[&'static str]| {
        run(f, &[&["import", "a.aims", "t.csv", "--as", "finding-reply", "--by", "P-1"], more].concat(), "")
    };
    let (code, out, err) = import(&[]);
    assert!(code == 1 && reply(f).contains("before the next release"), "{out} {err}");
    let (_, out, err) = import(&["--theirs"]);
    assert!(!reply(f).contains("before the next release") && reply(f).contains("2026-12-31"), "{out} {err}");
    std::fs::write(f.join("t.csv"), format!("id,finding,days,event\n{id},F-1-1,30,the next audit\n"))
        .unwrap();
    let (code, out, err) = import(&["--theirs"]);
    assert!(code != 0 && format!("{out}{err}").contains("say when in two ways"), "{out} {err}");
}

#[test]
fn words_that_say_no_further_on_close_nothing() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2 Two were late").unwrap();
    let events = w.session().events().len();
    for no in ["we looked, the training was not done", "ten asked, they were not told of it"] {
        let said = refused(w.finding_line(&format!("1 effective {no}")));
        assert!(said.contains("without a not: 0 of 10 late"), "{said}");
    }
    assert_eq!(w.session().events().len(), events);
    for yes in ["no complaints since March", "0 of 10 late", "no-one was late since May"] {
        let told = said(w.finding_line(&format!("1 effective {yes}")));
        assert!(told.starts_with("F-1-1: closed."), "{told}");
    }
}

#[test]
fn whoever_says_i_am_in_plain_words_sits_here() {
    let folder = on_disk();
    for line in ["I am Ana Sousa", "i am P-1", "I'm Ana Sousa", "I\u{2019}m ana sousa"] {
        let (code, said, err) = run(folder.path(), &["--plain", "a.aims"], &format!("{line}\nq\n"));
        assert!(code == 0 && said.contains("You are Ana Sousa"), "{line}: {said} {err}");
    }
    let (_, said, _) = run(folder.path(), &["--plain", "a.aims"], "I am Nobody Known\nI am\nq\n");
    assert!(
        said.contains("There is no person \"Nobody Known\"") && !said.contains("There is no word"),
        "{said}"
    );
}

#[test]
fn an_audit_has_one_row_a_requirement_and_what_was_seen_stays_there() {
    use clausewise::model::record::AUDIT_ROW;
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.row_line("7.2, 7.3 plan").unwrap();
    let facts = |w: &Work| w.a().facts().clone();
    let before = facts(&w);
    let to = |at: &str| draft(&[("at", at)]);
    // What was seen moves nowhere, and nothing moves where a row stands.
    let told = refused(w.set_named(&AUDIT_ROW, "W-1-1", &to("9.1")));
    assert!(told.contains("W-1-1 is the working paper of 5.2") && told.contains("row 9.1 plan"), "{told}");
    let told = refused(w.set_named(&AUDIT_ROW, "W-1-2", &to("7.3")));
    assert!(told.contains("7.3 has a row in this audit already: W-1-3"), "{told}");
    let told = refused(w.put(&AUDIT_ROW, None, &draft(&[("at", "5.2"), ("audit", "A-1"), ("seen", "x")])));
    assert!(
        told.contains("5.2 has a row in this audit already: W-1-1") && told.contains("row 5.2"),
        "{told}"
    );
    assert_eq!(facts(&w), before);
    // What is planned no more may be planned elsewhere; another audit has its own rows.
    let told = refused(w.set_named(&AUDIT_ROW, "W-1-2", &to("7.4")));
    assert!(told.contains("W-1-2 keeps 7.2 in the plan"), "{told}");
    w.row_line("7.2 unplan").unwrap();
    w.set_named(&AUDIT_ROW, "W-1-2", &to("7.4")).unwrap();
    w.audit_line("new Autumn").unwrap();
    w.row_line("5.2 plan").unwrap();
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let (code, out, err) = run(
        folder.path(),
        &["record", "a.aims", "audit-row", "add", "at=5.2", "audit=A-1", "--by", "P-1"],
        "",
    );
    assert!(code != 0 && err.contains("5.2 has a row in this audit already"), "{out} {err}");
    let (code, out, err) =
        run(folder.path(), &["record", "a.aims", "audit-row", "set", "W-1-1", "at=9.1", "--by", "P-1"], "");
    assert!(code != 0 && err.contains("W-1-1 is the working paper of 5.2"), "{out} {err}");
    let (code, out, err) = script(folder.path(), "record audit-row 1-1 at 9.1");
    assert!(code != 0, "{out} {err}");
}

#[test]
fn a_lower_grade_becomes_effective_only_with_evidence_of_its_own() {
    use clausewise::model::record::FINDING_CHECK;
    let (_folder, mut w) = audit();
    w.row_line("7.2 plan").unwrap();
    w.finding_line("minor 7.2 Two were late").unwrap();
    w.finding_line("1 partly 4 of 10 late").unwrap();
    let told = refused(w.set_named(&FINDING_CHECK, "C-1-1", &draft(&[("effect", "effective")])));
    assert!(told.contains("\"4 of 10 late\" was said of partly"), "{told}");
    let again = draft(&[("effect", "effective"), ("evidence", "4 of 10 late")]);
    assert!(refused(w.set_named(&FINDING_CHECK, "C-1-1", &again)).contains("was said of partly"));
    let now = draft(&[("effect", "effective"), ("evidence", "0 of 10 late in May")]);
    w.set_named(&FINDING_CHECK, "C-1-1", &now).unwrap();
    assert_eq!(w.audit().unwrap().findings[0].state, FindingState::Closed);
}

#[test]
fn a_line_takes_the_words_a_row_asks_for_and_names_what_it_needs_instead() {
    let (_folder, mut w) = audit();
    w.row_line("7.2 method interview, record").unwrap();
    w.row_line("7.2 date 2026-11-20").unwrap();
    assert_eq!(row(&w, "7.2", "on"), "2026-11-20");
    w.row_line("7.2 day 2026-11-21").unwrap();
    assert_eq!(row(&w, "7.2", "on"), "2026-11-21");
    w.row_line("W-1-1 role QA lead").unwrap();
    assert_eq!(row(&w, "7.2", "role"), "QA lead");
    // A heading is no place of a finding: what stands below it is named, and a line that can be typed.
    let told = refused(w.row_line("5 minor Nobody signed it"));
    assert!(told.contains("below it stand 5.1, 5.2, 5.3") && told.contains("finding minor 5.1"), "{told}");
    assert!(refused(w.finding_line("major 5 Nobody signed it")).contains("below it stand 5.1"));
    // Raised before the record was written down, a finding takes it from the row.
    w.finding_line("minor 7.2 Two were late").unwrap();
    w.row_line("7.2 seen list of joiners, 2026-10-01").unwrap();
    let audit = w.audit().unwrap();
    assert_eq!(audit.findings[0].rec.get("evidence"), "list of joiners, 2026-10-01");
    let told = refused(w.i_am("Eva"));
    assert!(told.contains("Ana Sousa (P-1), Bo Lind (P-2), Cem Ak (P-3)"), "{told}");
}

#[test]
fn an_audit_a_row_and_a_finding_are_explained_by_their_numbers() {
    let folder = on_disk();
    for (no, said) in
        [("A-1", "Internal audit, spring"), ("W-1-1", "signed policy, version 2"), ("F-1-1", "Two were late")]
    {
        let out = output(folder.path(), &["explain", "a.aims", no]);
        assert!(out.contains(said), "{no}: {out}");
        let plain = talk(folder.path(), &format!("explain {no}"));
        assert!(plain.contains(said), "{no}: {plain}");
    }
}

#[test]
fn a_planned_row_moves_nowhere_unasked_and_the_plan_keeps_its_place() {
    let folder = on_disk();
    let here = folder.path();
    output(here, &["audit", "a.aims", "row", "9.2,5", "plan", "--by", "P-1"]);
    let plan = || output(here, &["audit", "a.aims", "row"]);
    let before = plan();
    let no = |at: &str| {
        let csv = output(here, &["record", "a.aims", "audit-row", "list", "--format", "csv"]);
        let line = csv.lines().find(|line| line.split(',').nth(2) == Some(at)).unwrap().to_owned();
        format!("W-1-{}", line.split(',').nth(1).unwrap())
    };
    for at in ["9.2", "5"] {
        let (code, _, err) =
            run(here, &["record", "a.aims", "audit-row", "set", &no(at), "at=7.3", "--by", "P-1"], "");
        let keeps = format!("keeps {at} in the plan");
        assert!(code != 0 && err.contains(&keeps) && err.contains("row 7.3 plan"), "{err}");
        let (code, _, err) = run(here, &["audit", "a.aims", "row", at, "at", "7.3", "--by", "P-1"], "");
        assert!(code != 0 && err.contains(&keeps), "{err}");
    }
    let csv = output(here, &["record", "a.aims", "audit-row", "list", "--format", "csv"]);
    let csv = csv.replace(",9.2,", ",7.3,");
    std::fs::write(here.join("rows.csv"), csv).unwrap();
    let (code, out, err) = run(here, &["import", "a.aims", "rows.csv", "--theirs", "--by", "P-1"], "");
    assert!(code != 0 && format!("{out}{err}").contains("keeps 9.2 in the plan"), "{out} {err}");
    assert_eq!(plan(), before);
    // The verb for it takes it out.
    output(here, &["audit", "a.aims", "row", "9.2", "unplan", "--by", "P-1"]);
    assert_ne!(plan(), before);
}

#[test]
fn a_first_name_only_one_has_is_enough_and_of_two_nobody_is_taken() {
    let folder = on_disk();
    let here = folder.path();
    output(here, &["audit", "a.aims", "row", "7.2", "auditor", "bo", "--by", "Ana"]);
    assert!(output(here, &["history", "a.aims"]).contains("Ana Sousa (P-1)"));
    output(here, &["audit", "a.aims", "finding", "F-1-1", "owner", "Cem", "--by", "P-1"]);
    assert!(output(here, &["audit", "a.aims", "finding", "F-1-1"]).contains("Owner: Cem Ak"));
    output(here, &["record", "a.aims", "audit", "set", "A-1", "lead=Lind", "--by", "P-1"]);
    output(here, &["record", "a.aims", "person", "add", "name=Bo Berg"]);
    let owner = |who: &str, by: &str| {
        run(here, &["audit", "a.aims", "finding", "F-1-1", "owner", who, "--by", by], "")
    };
    let (code, _, err) = owner("Bo", "P-1");
    assert!(code != 0 && err.contains("several called \"Bo\"") && err.contains("P-2 or P-4"), "{err}");
    // A beginning is a guess, and nobody signs as a guess.
    let (code, _, err) = owner("Xaver", "P-1");
    assert!(code != 0 && err.contains("Ana Sousa (P-1)"), "{err}");
    let (code, _, err) = owner("P-1", "An");
    assert!(code != 0 && err.contains("nobody of the register of people"), "{err}");
    let (code, _, err) = owner("P-1", "Bo");
    assert!(code != 0 && err.contains("2 people of the register: Bo Lind (P-2), Bo Berg (P-4)"), "{err}");
}

#[test]
fn an_explanation_holds_all_of_a_finding_in_the_words_of_the_audit() {
    let folder = on_disk();
    let here = folder.path();
    let says = |words: &[&str]| {
        output(here, &[&["audit", "a.aims", "finding", "F-1-1"], words, &["--by", "P-1"]].concat());
    };
    for line in [
        ["evidence", "2 of 9 joiners"],
        ["correction", "both were told"],
        ["cause", "no list of joiners"],
        ["action", "a list"],
        ["owner", "Bo Lind"],
        ["due", "30 days"],
        ["not", "3 of 5 late again"],
        ["effective", "0 of 10 late in May"],
    ] {
        says(&line);
    }
    let explained = output(here, &["explain", "a.aims", "F-1-1"]);
    let shown = output(here, &["audit", "a.aims", "finding", "F-1-1"]);
    let day = clausewise::words::day::shown(&jiff::Zoned::now().date().to_string());
    for said in [
        "Statement: Two were late",
        "Criterion: ISO/IEC 42001:2023 7.2",
        "Evidence: 2 of 9 joiners",
        "State: closed",
        "Correction: both were told",
        "Cause: no list of joiners",
        "Lasting fix: a list",
        "Owner: Bo Lind",
        "Due: 30 days after the report",
        "Open again: ",
        "Closed: ",
        "by Ana Sousa (P-1)",
    ] {
        assert!(explained.contains(said), "{said}: {explained}");
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let (said, history) = explained.split_once("History").unwrap();
    assert!(!said.contains("Due in days"), "{explained}");
    let closed = explained.lines().find(|line| line.contains("Closed: ")).unwrap();
    assert!(closed.contains(&day), "{closed}");
    // What was replied and looked at has its place in the history of it.
    assert!(history.contains("no list of joiners") && history.contains("0 of 10 late"), "{history}");
    // Once there is a report, it is a day.
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 5.2 Two were late").unwrap();
    w.finding_line("1 due 30 days").unwrap();
    w.sign_off(&draft(&[("conclusion", "Works"), ("prepared", "P-1"), ("prepared-on", "2026-11-20")]))
        .unwrap();
    let lines = clausewise::words::audit_told::one_finding(&w, "F-1-1").unwrap().join("\n");
    assert!(lines.contains("Due: 22 Dec 2026"), "{lines}");
}

#[test]
fn a_row_and_a_finding_are_typed_as_people_say_it() {
    let (_folder, mut w) = audit();
    for (line, sample, population) in [
        ("4 out of 11 orders", "4", "11"),
        ("5/12 by date", "5", "12"),
        ("all 9 orders", "9", "9"),
        ("3 von 7", "3", "7"),
    ] {
        w.row_line(&format!("7.2 sample {line}")).unwrap();
        assert_eq!(
            (row(&w, "7.2", "sample").as_str(), row(&w, "7.2", "population").as_str()),
            (sample, population)
        );
    }
    w.finding_line("opportunity 7.2 A list would help").unwrap();
    assert!(clausewise::words::audit_told::one_finding(&w, "1").unwrap()[0].contains("opportunity"));
    w.finding_line("1 grade minor because two were late").unwrap();
    w.finding_line("1 grade opportunity because they were told").unwrap();
    w.finding_line("1 due 30 Tage nach dem Bericht").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(30));
    let told = refused(w.row_line("7.2 evidence signed list of October"));
    assert!(told.contains("row 7.2 seen TEXT"), "{told}");
    let told = said(w.row_line("7 plan"));
    assert!(told.contains("7 is planned beside 7.2, which covers the same"), "{told}");
    assert!(!said(w.row_line("9.1 plan")).contains("planned beside"));
}

#[test]
fn what_the_organisation_leaves_out_is_not_said_to_be_unanswered() {
    let folder = on_disk();
    let here = folder.path();
    let (code, _, err) = run(
        here,
        &[
            "soa",
            "a.aims",
            "set",
            "A.10.3",
            "applicable=no",
            "reason=Nothing is bought: all systems are our own work",
        ],
        "",
    );
    assert_eq!(code, 0, "{err}");
    output(here, &["audit", "a.aims", "finding", "minor", "A.10.3", "Two models are bought", "--by", "P-1"]);
    let shown = output(here, &["audit", "a.aims", "show"]);
    let line = shown.lines().find(|line| line.starts_with("A.10.3: own")).unwrap();
    assert!(line.contains("(left out by the organisation)") && !line.contains("not answered"), "{line}");
    let rows = output(here, &["record", "a.aims", "audit-row", "list"]);
    assert!(rows.lines().next().unwrap().contains("5.2"), "{rows}");
}

#[test]
fn two_of_one_name_are_both_named_with_their_numbers() {
    let (_folder, mut w) = audit();
    for name in ["Ruth Adler", "Ruth Berg"] {
        w.put(&clausewise::model::record::PERSON, None, &draft(&[("name", name), ("role", "IT")])).unwrap();
    }
    let both = "Ruth Adler (P-4), Ruth Berg (P-5)";
    let said = refused(w.i_am("Ruth"));
    assert!(said.contains(both) && !said.contains("nobody"), "{said}");
    w.i_am("").unwrap();
    w.sign_as("Ruth");
    let said = refused(w.row_line("7.2 note x"));
    assert!(said.contains(both) && !said.contains("nobody"), "{said}");
    w.sign_as("Ruth Berg");
    w.row_line("7.2 note x").unwrap();
}

#[test]
fn a_reason_stands_without_the_word_before_it() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 7.2 Two were late").unwrap();
    w.finding_line("1 withdraw because it was seen twice").unwrap();
    w.row_line("8.1 skip because it comes next cycle").unwrap();
    let audit = w.audit().unwrap();
    let rec = &audit.findings[0].rec;
    assert_eq!((rec.get("withdrawn"), rec.get("because")), ("it was seen twice", "it was seen twice"));
    assert_eq!(row(&w, "8.1", "skip"), "it comes next cycle");
}

#[test]
fn a_finding_that_follows_from_another_is_raised_in_one_line() {
    let (_folder, mut w) = audit();
    w.finding_line("minor 6.2 Late").unwrap();
    w.finding_line("minor 6.2 \"still late\" parent F-1-1").unwrap();
    w.finding_line("minor 6.2 a parent F-1 form is missing").unwrap();
    let unknown = refused(w.finding_line("minor 6.2 still late parent F-1-9"));
    assert!(unknown.contains("F-1-9"), "{unknown}");
    let audit = w.audit().unwrap();
    let [first, second, third] = audit.findings.as_slice() else { panic!("three") };
    assert_eq!((second.rec.name(), second.rec.get("parent")), ("still late", first.rec.id.as_str()));
    assert_eq!((third.rec.name(), third.rec.get("parent")), ("a parent F-1 form is missing", ""));
}

#[test]
fn all_rows_that_are_not_whole_are_named_before_a_signature() {
    let (_folder, mut w) = audit();
    let ids = ["4.1", "4.2", "4.3", "5.1", "5.2", "7.1", "7.2", "7.3"];
    w.row_line(&format!("{} plan", ids.join(","))).unwrap();
    let said = refused(w.sign_off(&draft(&[("conclusion", "Works")])));
    assert!(
        ids.iter().all(|id| said.contains(&format!("{id} planned"))) && !said.contains(" more"),
        "{said}"
    );
}
