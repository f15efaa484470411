//! What earlier audits leave to the next: its papers name their findings, the bracket behind a heading says what is otherwise below
//! it, closed is said, and whoever stands on both sides is named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use calamine::Reader as _;
use std::collections::BTreeMap;

use clausewise::model::audit::{Audit, Finding, Programme, SaidOf, Warning, findings_alone};
use clausewise::model::record::{AUDIT, Draft, read};
use clausewise::report::Format;
use clausewise::work::{AuditWish, Wish, Work};
use common::audit::{audit, draft, paper};
use common::program::{output, run};

/// A file of the audit, its line breaks taken out.
fn file(w: &Work, name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let audit = AuditWish { asked: true, ..w.audit_wish().unwrap() };
    w.export(folder.path(), &Wish { audit: Some(audit), ..Wish::of(vec![Format::Markdown]) }, false).unwrap();
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const PAPERS: [&str; 3] = ["audit-report.md", "audit-plan.md", "corrective-actions.md"];

fn sign(w: &mut Work) {
    w.sign_off(&draft(&[("conclusion", "Works"), ("prepared", "Ana Sousa"), ("prepared-on", "2026-11-20")]))
        .unwrap();
}

fn next(w: &mut Work, name: &str) {
    w.next_audit(&Draft::from([("name".to_owned(), name.to_owned())])).unwrap();
}

#[test]
fn papers_of_the_next_audit_name_what_earlier_ones_left_open_and_what_is_to_confirm() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    paper(&mut w, "7.2");
    w.finding_line("major 5.2 No policy at all").unwrap();
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    w.check_finding("F-1-2", "effective", "the list of November").unwrap();
    for name in PAPERS {
        assert!(!file(&w, name).contains("Findings of earlier audits"), "the first audit has none before it");
    }
    sign(&mut w);
    next(&mut w, "Surveillance");
    let sum = "Open from earlier audits: 1 major; 1 closed to confirm.";
    for name in PAPERS {
        let text = file(&w, name);
        let part = text.split("Findings of earlier audits").nth(1).unwrap_or_default();
        assert!(part.contains(sum), "{name}: {text}");
        assert!(part.contains("F-1-1") && part.contains("No policy at all"), "{name}: {part}");
        assert!(part.contains("F-1-2") && part.contains("closed, to confirm"), "{name}: {part}");
    }
    assert!(file(&w, "audit-report.md").split("## What was audited").next().unwrap().contains(sum));
    // Somebody looked again.
    paper(&mut w, "7.2");
    let report = file(&w, "audit-report.md");
    assert!(
        report.contains("Open from earlier audits: 1 major.") && report.contains("7.2: conforms"),
        "{report}"
    );
    // What was signed stays, whatever comes after it.
    paper(&mut w, "5.2");
    sign(&mut w);
    let signed = file(&w, "audit-report.md");
    w.check_finding("F-1-1", "effective", "policy 2 of 2026").unwrap();
    assert_eq!(file(&w, "audit-report.md"), signed);
}

#[test]
fn findings_read_alone_are_those_of_the_whole_audit() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    paper(&mut w, "7.2");
    w.finding_line("major 5.2 No policy at all").unwrap();
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    w.finding_line("ofi 7.2 One list for all").unwrap();
    w.reply("F-1-1", &[("cause", "nobody looked"), ("days", "30")]).unwrap();
    w.check_finding("F-1-2", "effective", "the list of November").unwrap();
    w.write_finding("F-1-3", &[("withdrawn", "seen later")]).unwrap();
    sign(&mut w);
    let id = w.audit_id().unwrap();
    // Sixty days on, so that days after the report count.
    let then = w.today.checked_add(jiff::Span::new().days(60)).unwrap();
    let said = |f: &Finding<'_>| (f.rec.shown_no(), f.state, f.due.clone(), f.overdue, f.owner().to_owned());
    let whole = Audit::of(w.q(), w.a(), &id, then);
    let alone = findings_alone(w.q(), w.a(), &id, then);
    let alone: Vec<_> = alone.iter().map(said).collect();
    assert_eq!(alone, whole.findings.iter().map(said).collect::<Vec<_>>());
    assert_eq!(alone.iter().filter(|(.., overdue, _)| *overdue).count(), 1, "{alone:?}");
    // A set is told to have members where it has some, whichever way a record was read.
    for row in &whole.rows {
        let one = read::at(w.a(), row.rec.kind, &row.rec.id);
        for f in row.rec.kind.typed().filter(|f| f.typ.is_set()) {
            let there = !row.rec.members(f.key).is_empty();
            assert_eq!((row.rec.has_members(f.key), one.has_members(f.key)), (there, there), "{}", f.key);
        }
    }
}

#[test]
fn a_heading_that_is_left_out_names_what_below_it_is_audited() {
    let (_folder, mut w) = audit();
    paper(&mut w, "A.5.2");
    w.row_line("A.5 skip next cycle").unwrap();
    w.row_line("A.9 plan").unwrap();
    w.row_line("A.9.2 skip next cycle").unwrap();
    for name in ["audit-report.md", "audit-plan.md"] {
        let text = file(&w, name);
        assert!(text.contains("(without A.5.2, audited)"), "{name}: {text}");
        assert!(text.contains("(without A.9.2, not audited)"), "{name}: {text}");
    }
    let all = Programme::of(w.q(), w.a(), w.today);
    let of = w.q().requirements.len();
    let rest = of - all.planned(of) - all.left_out(of).len();
    assert_eq!(all.in_none(of).len(), rest);
    let words = clausewise::words::audit_programme::together(w.q(), &all);
    let counted = format!("; {} not audited; {rest} not planned.", all.left_out(of).len());
    assert!(words.ends_with(&counted), "{words}");
}

#[test]
fn a_mark_says_that_what_was_found_is_closed() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    let r = w.q().requirement_index("7.2").unwrap();
    let mark = |w: &Work| {
        let all = clausewise::model::audit::said_of(w.q(), w.a(), w.today);
        let said: &SaidOf = &all[r];
        [false, true].map(|briefly| clausewise::words::audit::mark(said, briefly))
    };
    assert_eq!(mark(&w), ["[audit: minor F-1-1]", "[audit: minor]"]);
    w.check_finding("F-1-1", "effective", "the list of November").unwrap();
    assert_eq!(mark(&w), ["[audit: minor F-1-1, closed]", "[audit: minor, closed]"]);
}

#[test]
fn whoever_audits_and_is_audited_is_named() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    let id = w.audit_id().unwrap();
    w.put(&AUDIT, Some(&id), &draft(&[("lead", "Ana Sousa"), ("auditees", "Ana Sousa")])).unwrap();
    let all = w.audit().unwrap().warnings(w.q(), w.a());
    let both = |x: &Warning| matches!(x, Warning::OnBothSides { who } if who == "Ana Sousa");
    assert_eq!(all.iter().filter(|x| both(x)).count(), 1, "{all:?}");
    let report = file(&w, "audit-report.md");
    assert!(report.contains("Ana Sousa audits and is one of those who are audited"), "{report}");
    assert!(!report.contains("Nobody named as an auditor owns"), "{report}");
}

#[test]
fn a_finding_where_somebody_looked_is_not_called_unaudited_beside_the_heading_that_is_left_out() {
    let (_folder, mut w) = audit();
    paper(&mut w, "A.6.2.4");
    w.row_line("A.6 skip next cycle").unwrap();
    w.finding_line("minor A.6.2.4 Two releases untested").unwrap();
    for name in ["audit-report.md", "audit-plan.md"] {
        let text = file(&w, name);
        assert!(text.contains("(without A.6.2.4, audited)"), "{name}: {text}");
        assert!(!text.contains("raised although it was not audited"), "{name}: {text}");
    }
    // Of what nobody looked at it is said, and of that alone.
    w.finding_line("ofi A.6.2.5 A list would help").unwrap();
    let report = file(&w, "audit-report.md");
    assert!(report.contains("next cycle; F-1-2 raised although it was not audited"), "{report}");
    assert!(!report.contains("F-1-1, F-1-2 raised"), "{report}");
    // One that stands on both is.
    w.finding_line("1 on A.6.2.6").unwrap();
    assert!(file(&w, "audit-report.md").contains("F-1-1, F-1-2 raised although it was not audited"));
}

#[test]
fn the_tracker_of_the_next_audit_holds_what_earlier_ones_left_in_every_format() {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    paper(&mut w, "7.2");
    w.finding_line("major 5.2 No policy at all").unwrap();
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    for line in ["1 owner Bo Lind", "1 due 2026-12-24"] {
        w.finding_line(line).unwrap();
    }
    w.check_finding("F-1-2", "effective", "the list of November").unwrap();
    sign(&mut w);
    next(&mut w, "Surveillance");
    paper(&mut w, "7.3");
    w.finding_line("minor 7.3 Nobody knows the policy").unwrap();
    for name in PAPERS {
        let text = file(&w, name);
        let part = text.split("Findings of earlier audits").nth(1).unwrap_or_default();
        let first =
            part.split("F-1-1").nth(1).and_then(|rest| rest.split("F-1-2").next()).unwrap_or_default();
        assert!(first.contains("Bo Lind") && first.contains("24 Dec 2026"), "{name}: {part}");
    }
    let tracker = file(&w, "corrective-actions.md");
    assert!(tracker.contains("3 findings to be put right or answered: 2 open, 0 open again"), "{tracker}");
    assert!(tracker.contains("Of these, 2 are of earlier audits."), "{tracker}");
    w.settle().unwrap();
    w.into_session().close().unwrap();
    for (out, more) in [("one", &["--audit", "A-2"][..]), ("all", &[][..])] {
        let line = [&["export", "a.aims", "--to", out, "--format", "csv,xlsx"], more].concat();
        output(folder.path(), &line);
        let text = std::fs::read_to_string(folder.path().join(out).join("corrective-actions.csv")).unwrap();
        let plain = text.strip_prefix('\u{feff}').unwrap();
        let rows: Vec<BTreeMap<String, String>> =
            csv::Reader::from_reader(plain.as_bytes()).deserialize().map(Result::unwrap).collect();
        let of = |key: &str| rows.iter().map(|row| row[key].as_str()).collect::<Vec<_>>();
        assert_eq!(of("finding"), ["F-1-1", "F-2-1", "F-1-2"], "what is due first, {out}");
        assert_eq!(of("audit"), ["A-1", "A-2", "A-1"]);
        assert_eq!(of("status"), ["open", "open", "closed"]);
        assert_eq!((rows[0]["owner"].as_str(), rows[0]["due"].as_str()), ("Bo Lind", "2026-12-24"));
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook(folder.path().join(out).join("corrective-actions.xlsx")).unwrap();
        let sheet = book.worksheet_range(&book.sheet_names()[0]).unwrap();
        let first: Vec<String> = sheet.rows().skip(1).map(|row| row[0].to_string()).collect();
        assert_eq!(first, ["F-1-1", "F-2-1", "F-1-2"], "{out}");
    }
}

#[test]
fn the_bracket_stands_beside_a_heading_wherever_its_row_is_told() {
    let (folder, mut w) = audit();
    paper(&mut w, "A.5.2");
    w.row_line("A.5 skip next cycle").unwrap();
    let bracket = "(without A.5.2, audited)";
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let lines: [&[&str]; 4] = [
        &["audit", "a.aims", "show"],
        &["audit", "a.aims", "row"],
        &["audit", "a.aims", "row", "A.5"],
        &["explain", "a.aims", "A.5"],
    ];
    for line in lines {
        let told = output(folder.path(), line);
        assert!(told.contains(bracket), "{line:?}: {told}");
    }
    let (_, plain, _) = run(folder.path(), &["--plain", "a.aims"], "audit\nrow\nquit\n");
    assert_eq!(plain.matches(bracket).count(), 2, "{plain}");
    output(folder.path(), &["export", "a.aims", "--to", "out", "--format", "csv", "--audit", "A-1"]);
    let text = std::fs::read_to_string(folder.path().join("out/working-papers.csv")).unwrap();
    let plain = text.strip_prefix('\u{feff}').unwrap();
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(plain.as_bytes()).deserialize().map(Result::unwrap).collect();
    let without = |at: &str| rows.iter().find(|row| row["at"] == at).unwrap()["without"].clone();
    assert_eq!((without("A.5").as_str(), without("A.5.2").as_str()), ("A.5.2, audited", ""));
}

#[test]
fn the_statement_says_why_a_control_is_not_audited() {
    let (folder, mut w) = audit();
    paper(&mut w, "A.5.2");
    w.row_line("A.5 skip Next cycle, with the new site.").unwrap();
    w.row_line("A.9.2 skip nothing there yet").unwrap();
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let list = output(folder.path(), &["soa", "a.aims"]);
    let line = |id: &str| {
        let starts = format!("{id} ");
        list.lines().find(|line| line.trim_start().starts_with(&starts)).unwrap_or_default().to_owned()
    };
    for (id, why) in [
        ("A.5.3", "[audit A-1: not audited, because: Next cycle, with the new site]"),
        ("A.9.2", "[audit A-1: not audited, because: nothing there yet]"),
    ] {
        assert!(line(id).ends_with(why), "{id}: {list}");
        assert!(output(folder.path(), &["soa", "a.aims", "list", id]).contains(why), "{id}");
    }
    assert!(line("A.5.2").ends_with("[audit A-1: conforms]"), "{list}");
    assert!(line("A.2.2").ends_with("[audit: not planned]"), "{list}");
}

#[test]
fn an_opportunity_comes_to_every_audit_until_it_is_answered_an_observation_once_and_good_practice_never() {
    let (_folder, mut w) = audit();
    for line in [
        "ofi A.6.2.6 Log less",
        "observation 8.1 Much by hand",
        "good-practice A.3.3 Asked at once",
        "minor 7.2 Late",
    ] {
        w.finding_line(line).unwrap();
    }
    w.finding_line("observation 9.1 Gone").unwrap();
    w.finding_line("5 withdraw seen twice").unwrap();
    let done = w.next_audit(&Draft::from([("name".to_owned(), "Surveillance".to_owned())])).unwrap();
    let told = clausewise::words::outcome(&done.said, &clausewise::plain::Typed::refusing());
    assert!(
        told.contains("3 rows to look at again, 2 findings open, 1 noted, 0 closed to confirm"),
        "{told}"
    );
    let of = |w: &Work| {
        let audit = w.audit().unwrap();
        audit.rows.iter().map(|row| row.rec.get("at").to_owned()).collect::<Vec<_>>()
    };
    let mut rows = of(&w);
    rows.sort();
    assert_eq!(rows, ["7.2", "8.1", "A.6.2.6"]);
    for name in PAPERS {
        let text = file(&w, name);
        let part = text.split("Findings of earlier audits").nth(1).unwrap_or_default();
        let sum = "Open from earlier audits: 1 minor, 1 opportunity for improvement. From earlier audits 1 opportunity or observation to look at again.";
        assert!(
            part.contains(sum) && part.contains("Log less") && part.contains("Much by hand"),
            "{name}: {part}"
        );
        assert!(!part.contains("Asked at once"), "{name}: {part}");
    }
    // An observation the audit after it looked at, and raised no more, is done with; what nobody answered is not.
    paper(&mut w, "8.1");
    next(&mut w, "Third");
    assert_eq!(of(&w), ["7.2", "A.6.2.6"]);
    next(&mut w, "Fourth");
    assert_eq!(of(&w), ["7.2", "A.6.2.6"]);
    assert!(file(&w, "corrective-actions.md").contains("Log less"));
    // Promised, it is followed as a finding is; said not to be taken up, it was answered.
    w.finding_line("F-1-1 action Fewer fields").unwrap();
    w.finding_line("F-1-1 owner Bo Lind").unwrap();
    next(&mut w, "Fifth");
    assert_eq!(of(&w), ["7.2", "A.6.2.6"]);
    w.finding_line("F-1-1 owner -").unwrap();
    w.finding_line("F-1-1 action Not taken up: the fields are needed for support").unwrap();
    next(&mut w, "Sixth");
    assert_eq!(of(&w), ["7.2"]);
}

#[test]
fn what_an_audit_was_to_look_at_again_and_did_not_comes_to_the_next_until_somebody_looks() {
    let (_folder, mut w) = audit();
    for line in ["observation 8.1 Much by hand", "minor 7.2 Late", "observation 9.1 Two lists"] {
        w.finding_line(line).unwrap();
    }
    w.check_finding("F-1-2", "effective", "the list of November").unwrap();
    let of = |w: &Work| {
        let audit = w.audit().unwrap();
        audit.rows.iter().map(|row| row.rec.get("at").to_owned()).collect::<Vec<_>>()
    };
    next(&mut w, "Second");
    assert_eq!(of(&w), ["7.2", "8.1", "9.1"]);
    // Begun is not looked at, and neither is left out; what was looked at is done with.
    w.row_line("7.2 seen list of October").unwrap();
    w.row_line("8.1 skip next cycle").unwrap();
    paper(&mut w, "9.1");
    let done = w.next_audit(&draft(&[("name", "Third")])).unwrap();
    let told = clausewise::words::outcome(&done.said, &clausewise::plain::Typed::refusing());
    assert!(told.contains("0 findings open, 1 noted, 1 closed to confirm"), "{told}");
    assert_eq!(of(&w), ["7.2", "8.1"]);
    let report = file(&w, "audit-report.md");
    assert!(report.contains("1 closed to confirm"), "{report}");
    paper(&mut w, "7.2");
    next(&mut w, "Fourth");
    assert_eq!(of(&w), ["8.1"]);
    paper(&mut w, "8.1");
    next(&mut w, "Fifth");
    assert!(of(&w).is_empty());
}

#[test]
fn what_earlier_audits_left_open_is_told_where_this_one_says_that_it_conforms() {
    let (_folder, mut w) = audit();
    for line in ["major 8.4 Nobody assessed it", "minor 7.2 Late"] {
        w.finding_line(line).unwrap();
    }
    next(&mut w, "Second");
    paper(&mut w, "8.4");
    w.row_line("7.2 limitation the site was closed").unwrap();
    let id = w.audit_id().unwrap();
    let told = clausewise::words::each(&w.before_signing(&id)).join(" ");
    let against = "8.4 is said to conform, although F-1-1 of an earlier audit is still open there";
    assert!(told.contains(against) && told.contains("Still open from earlier audits: F-1-2."), "{told}");
    assert!(clausewise::words::audit_page::of_work(&w).unwrap().join(" ").contains(against));
    let report = file(&w, "audit-report.md");
    assert!(!report.contains("Nothing was found"), "{report}");
    let found = report.split("## Findings").nth(1).unwrap().split("## ").next().unwrap();
    assert!(found.contains("This audit found nothing itself") && found.contains("F-1-1"), "{found}");
    let limits = report.split("## Limitations").nth(1).unwrap().split("## ").next().unwrap();
    assert!(limits.contains("8.4 is said to conform") && limits.contains("F-1-2"), "{limits}");
    w.finding_line("F-1-1 effective 3 of 3 assessed before the change").unwrap();
    let told = clausewise::words::each(&w.before_signing(&id)).join(" ");
    assert!(!told.contains("8.4 is said to conform"), "{told}");
}

#[test]
fn what_changed_since_the_last_signature_is_counted_before_the_next() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    sign(&mut w);
    next(&mut w, "Second");
    let told = |w: &Work| clausewise::words::each(&w.before_signing(&w.audit_id().unwrap())).join(" ");
    assert!(!told(&w).contains("changed since"), "{}", told(&w));
    w.rate("5.2/1", Some(clausewise::model::Level::Written), None, false).unwrap();
    assert!(
        told(&w)
            .contains("1 thing changed since A-1 was signed as version 1; what, tells: audit changes A-1")
    );
}

#[test]
fn the_next_audit_tells_what_changed_and_what_was_done_since_and_who_checked_own_work() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    w.finding_line("minor 7.2 Two contractors late").unwrap();
    for line in ["cause nobody was told", "action a list of joiners", "owner Ana Sousa", "due 2026-12-31"] {
        w.finding_line(&format!("F-1-1 {line}")).unwrap();
    }
    sign(&mut w);
    w.rate("5.2/1", Some(clausewise::model::Level::Written), None, false).unwrap();
    next(&mut w, "Surveillance");
    w.set_named(&AUDIT, "A-2", &draft(&[("kind", "supplier")])).unwrap();
    for name in PAPERS {
        assert!(!file(&w, name).contains("What changed since the last audit"), "{name} at a supplier");
    }
    w.set_named(&AUDIT, "A-2", &draft(&[("kind", "")])).unwrap();
    for name in ["audit-report.md", "audit-plan.md"] {
        let text = file(&w, name);
        let part = text.split("What changed since the last audit").nth(1).unwrap_or_default();
        assert!(part.contains("since A-1 was signed as version 1") && part.contains("5.2"), "{name}: {text}");
    }
    // What is carried is told as whole as what it found itself.
    let tracker = file(&w, "corrective-actions.md");
    for said in ["nobody was told", "a list of joiners", "Ana Sousa"] {
        assert!(tracker.contains(said), "{tracker}");
    }
    // Who did what was to be done looks at it again: told in the audit that looks.
    w.row_line("7.2 auditor Ana Sousa").unwrap();
    let now = w.audit().unwrap();
    let told = now.warnings(w.q(), w.a());
    assert!(
        told.iter().any(|w| matches!(w, Warning::CheckedByOwner { finding, .. } if finding == "F-1-1")),
        "{told:?}"
    );
    // As it was signed, so it stays.
    paper(&mut w, "7.2");
    sign(&mut w);
    let signed = file(&w, "audit-report.md");
    assert!(signed.contains("What changed since the last audit"), "{signed}");
    w.rate("4.1/1", Some(clausewise::model::Level::Written), None, false).unwrap();
    assert_eq!(file(&w, "audit-report.md"), signed);
}
