//! How far an audit is with a requirement, and who may say what: its own row goes before its heading's, what was looked at or found
//! stays in the plan, a finding moves with a reason, strangers and odd days are told, and papers state facts alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
}

use clausewise::model::audit::{Counts, Outcome, Programme, Reach, RowState, Warning, beside};
use clausewise::model::record::{AUDIT, AUDIT_ROW, FINDING, SYSTEM, read};
use clausewise::model::said::Matter;
use clausewise::plain::Typed;
use clausewise::report::Format;
use clausewise::work::{AuditWish, Done, Wish, Work};
use common::audit::{audit, draft, paper, words};

fn said(done: &Done) -> String {
    clausewise::words::outcome(&done.said, &Typed::refusing())
}

/// A file of the audit, its line breaks taken out.
fn file(w: &Work, name: &str, format: Format) -> String {
    let folder = tempfile::tempdir().unwrap();
    let audit = AuditWish { asked: true, ..w.audit_wish().unwrap() };
    w.export(folder.path(), &Wish { audit: Some(audit), ..Wish::of(vec![format]) }, false).unwrap();
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn header(w: &mut Work, fields: &[(&str, &str)]) {
    let id = w.audit_id().unwrap();
    w.put(&AUDIT, Some(&id), &draft(fields)).unwrap();
}

fn reach(w: &Work, id: &str) -> Reach {
    w.audit().unwrap().reach(w.q(), w.q().requirement_index(id).unwrap())
}

#[test]
fn what_is_left_out_is_not_audited_whatever_its_heading_says() {
    let (_folder, mut w) = audit();
    paper(&mut w, "6.1");
    let all = Counts::of(w.q(), &w.audit().unwrap()).covered;
    w.row_line("6.1.3 skip next cycle").unwrap();
    assert_eq!((reach(&w, "6.1.2"), reach(&w, "6.1.3")), (Reach::Audited, Reach::LeftOut));
    let audit = w.audit().unwrap();
    let counts = Counts::of(w.q(), &audit);
    assert_eq!((counts.covered, counts.not_audited), (all - 1, 1));
    let r = w.q().requirement_index("6.1.3").unwrap();
    assert_eq!((audit.result(w.q(), r), audit.concluded(w.q(), r)), (None, None));
    assert_eq!(beside(w.q(), w.scores(), &audit)[r].result, None);
    assert!(w.audit_mark(r).is_none(), "its card says nothing");
    let programme = Programme::of(w.q(), w.a(), w.today);
    assert_eq!(programme.audited(w.q().requirements.len()), all - 1);
    let lines = clausewise::words::audit_programme::lines(w.q(), &programme).join(" ");
    assert!(lines.contains("6.1.2 A-1, 6.1.3 A-1 not audited"), "{lines}");
    let report = file(&w, "audit-report.md", Format::Markdown);
    assert!(report.contains("(without 6.1.3, not audited)"), "{report}");
    // Who says that it conforms has audited it after all.
    let done = w.row_line("6.1.3 conforms").unwrap();
    assert!(said(&done).contains("6.1.3: conforms; incomplete"), "{}", said(&done));
    assert_eq!(reach(&w, "6.1.3"), Reach::Planned);
}

#[test]
fn own_rows_count_where_their_heading_is_not_complete() {
    let (_folder, mut w) = audit();
    w.row_line("6.1 plan").unwrap();
    for id in ["6.1.1", "6.1.2"] {
        paper(&mut w, id);
    }
    assert_eq!((reach(&w, "6.1.1"), reach(&w, "6.1.3")), (Reach::Audited, Reach::Planned));
    let (programme, of) = (Programme::of(w.q(), w.a(), w.today), w.q().requirements.len());
    assert_eq!(programme.audited(of), 2);
    let lines = clausewise::words::audit_programme::lines(w.q(), &programme).join(" ");
    assert!(lines.contains("6.1.2 A-1, 6.1.3 A-1 planned"), "{lines}");
    // A heading that is left out leaves nothing out that has a row of its own.
    w.row_line("6.1 skip next cycle").unwrap();
    assert_eq!((reach(&w, "6.1.1"), reach(&w, "6.1.3")), (Reach::Audited, Reach::LeftOut));
}

#[test]
fn what_was_looked_at_or_found_stays_in_the_plan() {
    let (_folder, mut w) = audit();
    w.row_line("4.1 plan").unwrap();
    w.row_line("4.1 unplan").unwrap();
    paper(&mut w, "4.2");
    let refused = w.row_line("4.2 unplan").unwrap_err();
    assert!(words(&refused).contains("4.2 has a working paper already"), "{}", words(&refused));
    w.row_line("4.2 plan").unwrap();
    w.row_line("9.2.2 plan").unwrap();
    w.finding_line("major 9.2.2 no programme").unwrap();
    w.finding_line("observation 4.2 a list of its own").unwrap();
    let refused = w.row_line("9.2.2 skip next cycle").unwrap_err();
    assert!(words(&refused).contains("F-1-1 stands on 9.2.2"), "{}", words(&refused));
    // The same in a form, and of the heading whose row it is.
    let row = read::all(w.a(), &AUDIT_ROW).into_iter().find(|r| r.get("at") == "9.2.2").unwrap().id;
    assert!(w.put(&AUDIT_ROW, Some(&row), &draft(&[("skip", "next cycle")])).is_err());
    w.row_line("9.2 plan").unwrap();
    w.row_line("9.2 skip next cycle").unwrap();
    w.row_line("8 plan").unwrap();
    w.finding_line("minor 8.3 nobody signed it").unwrap();
    assert!(w.row_line("8 skip next cycle").is_err() && w.row_line("8.3 skip next cycle").is_err());
    w.finding_line("1 withdraw raised on the wrong audit").unwrap();
    w.row_line("9.2.2 skip next cycle").unwrap();
    // What went out of the plan again is in no table.
    let log = file(&w, "findings-log.csv", Format::Csv);
    let papers = file(&w, "working-papers.csv", Format::Csv);
    assert!(!papers.contains("4.1") && papers.contains("4.2"), "{papers}");
    assert!(log.contains(",4.2,") && !log.contains("4; 4.2"), "{log}");
}

#[test]
fn a_finding_on_any_requirement_below_a_heading_gives_its_row_the_result() {
    let result = |w: &Work, at: &str| {
        let audit = w.audit().unwrap();
        let row = audit.row_at(w.q().exactly(at).unwrap()).unwrap();
        (row.result, row.findings.clone(), row.state.clone())
    };
    for (heading, on) in [
        ("7", "7.1"),
        ("7", "7.2"),
        ("7", "7.2,7.3"),
        ("7", "4.1,7.5.3"),
        ("A.10", "A.10.3"),
        ("A.10", "A.10.2"),
        ("6.1", "6.1.3"),
    ] {
        let (_folder, mut w) = audit();
        paper(&mut w, heading);
        assert_eq!(result(&w, heading).0, Some(Outcome::Conforms), "{on}");
        w.finding_line(&format!("major {on} nothing there")).unwrap();
        let now = result(&w, heading);
        assert_eq!(now, (Some(Outcome::Major), vec!["F-1-1".to_owned()], RowState::Complete), "{on}");
        // The worst of two that disagree is shown, and both are kept.
        w.finding_line(&format!("minor {on} one is late")).unwrap();
        assert_eq!((result(&w, heading).0, result(&w, heading).1.len()), (Some(Outcome::Major), 2), "{on}");
        let report = file(&w, "audit-report.md", Format::Markdown);
        assert!(!report.contains("1 row conforms"), "{on}: {report}");
        for no in [1, 2] {
            w.finding_line(&format!("{no} withdraw raised on the wrong audit")).unwrap();
        }
        assert_eq!(result(&w, heading).0, Some(Outcome::Conforms), "{on}: withdrawing frees it");
    }
    // Without a result of its own, the row has that of what was found below it; a finding beside it gives none.
    let (_folder, mut w) = audit();
    w.row_line("7 plan").unwrap();
    for line in ["seen list of October", "sample 4 of 4 staff by list", "methods record"] {
        w.row_line(&format!("7 {line}")).unwrap();
    }
    w.finding_line("minor 8.2 not signed").unwrap();
    assert_eq!(result(&w, "7").0, None);
    w.finding_line("minor 7.2 2 of 9 late").unwrap();
    assert_eq!(result(&w, "7"), (Some(Outcome::Minor), vec!["F-1-2".to_owned()], RowState::Complete));
    assert_eq!(reach(&w, "7.2"), Reach::Audited, "the programme says so, too");
    let papers = file(&w, "working-papers.md", Format::Markdown);
    assert!(!papers.contains("**Result:** missing") && !papers.contains("Result: missing"), "{papers}");
}

#[test]
fn a_finding_moves_with_a_reason_and_strangers_are_told() {
    let (_folder, mut w) = audit();
    header(&mut w, &[("lead", "Ana Sousa")]);
    w.row_line("7.2,7.3 plan").unwrap();
    let done = w.finding_line("minor 7.2 2 of 9 late").unwrap();
    assert!(!said(&done).contains("neither its lead"), "{}", said(&done));
    // Who raises it has looked, as who says that it conforms has.
    let row = read::all(w.a(), &AUDIT_ROW).into_iter().find(|r| r.get("at") == "7.2").unwrap();
    assert_eq!((row.get("on"), row.is("auditor")), ("2026-11-22", true));
    assert!(!FINDING.wants.iter().any(|want| want.field == "criterion"), "the report fills it in");
    w.finding_line("1 on 7.3").unwrap();
    assert!(words(&w.finding_line("1 off 7.2").unwrap_err()).contains("reason"));
    let finding = read::all(w.a(), &FINDING)[0].id.clone();
    assert!(w.put(&FINDING, Some(&finding), &draft(&[("at", "8.1")])).is_err());
    w.i_am("Bo Lind").unwrap();
    let stranger = "Bo Lind changes A-1 and is neither its lead auditor nor in its team.";
    for line in [
        "1 off 7.2 because it is about 7.3",
        "1 grade major because it came back",
        "1 withdraw it was a mistake",
    ] {
        let done = w.finding_line(line).unwrap();
        assert!(said(&done).contains(stranger), "{line}: {}", said(&done));
    }
    for line in ["8.1 plan", "8.1 seen the order book", "8.2 skip next cycle", "8.1 minor late"] {
        let done = w.row_line(line).unwrap();
        assert!(said(&done).contains(stranger), "{line}: {}", said(&done));
    }
    let done = w.put(&FINDING, Some(&finding), &draft(&[("source", "audit")])).unwrap();
    assert!(said(&done).contains(stranger), "{}", said(&done));
    // A reply is for those who were audited.
    let done = w.finding_line("2 owner Bo Lind").unwrap();
    assert!(!said(&done).contains(stranger), "{}", said(&done));
}

#[test]
fn odd_days_and_who_audits_what_are_told_and_papers_state_facts_alone() {
    let (_folder, mut w) = audit();
    header(&mut w, &[("lead", "Ana Sousa"), ("from", "2026-11-20"), ("until", "2026-11-27")]);
    for id in ["7.2", "A.7.5"] {
        paper(&mut w, id);
        w.row_line(&format!("{id} auditor Cem Ak")).unwrap();
    }
    w.row_line("7.2 on 2025-11-20").unwrap();
    w.write(Matter::Owner, "A.7.5", "Ana Sousa").unwrap();
    w.put(&SYSTEM, None, &draft(&[("name", "Sorter"), ("owner", "Ana Sousa")])).unwrap();
    w.finding_line("minor 7.4 Nobody knew whom to tell.").unwrap();
    w.finding_line("1 correction They were told").unwrap();
    w.finding_line("1 cause They were told").unwrap();
    let all = w.audit().unwrap().warnings(w.q(), w.a());
    let leads = Warning::LeadOwns { who: "Ana Sousa".into(), at: vec!["A.7.5".into(), "S-1".into()] };
    let other = Warning::NotOfTeam { who: "Cem Ak".into(), at: vec!["7.2".into(), "A.7.5".into()] };
    assert!(all.contains(&leads) && all.contains(&other), "{all:?}");
    let id = w.audit_id().unwrap();
    let early = |w: &Warning| matches!(w, Warning::SignedEarly { .. });
    assert!(w.before_signing(&id).iter().any(early));
    let fields = [("conclusion", "Works"), ("prepared", "Ana Sousa"), ("prepared-on", "2026-11-21")];
    let told = said(&w.sign_off(&draft(&fields)).unwrap());
    assert_eq!(told.matches("is before the last day of the audit, 27 Nov 2026").count(), 1, "{told}");
    let report = file(&w, "audit-report.md", Format::Markdown);
    for states in [
        "7.2 was looked at on 20 Nov 2025, which is not among the days of the audit",
        "is before the last day of the audit",
        "Ana Sousa leads the audit and owns A.7.5, S-1, which somebody else audits.",
        "Cem Ak audits 7.2, A.7.5 and is neither lead auditor nor in the team.",
        "no working paper is behind it there",
        "Scope of the organisation",
    ] {
        assert!(report.contains(states), "{states}: {report}");
    }
    for tells in [
        "plan it and fill in",
        "says so as a limitation",
        "somebody else should look",
        "why could it happen",
        "two people are better",
        "Nobody named as an auditor",
    ] {
        assert!(!report.contains(tells), "{tells}: {report}");
    }
    assert!(!report.contains("tell.;") && !report.contains("tell.."), "{report}");
    // A new version begins with what the last one came to, to be gone through.
    w.new_version("a row was forgotten").unwrap();
    assert_eq!(w.to_sign().unwrap().get("conclusion").map(String::as_str), Some("Works"));
    assert!(w.audit().unwrap().rows.iter().any(|row| row.state == RowState::Complete));
    assert_eq!(w.audit().unwrap().rows[0].result, Some(Outcome::Conforms));
}

#[test]
fn a_place_below_a_heading_that_is_left_out_says_so_with_the_reason() {
    let (_folder, mut w) = audit();
    w.row_line("A.6 skip next cycle").unwrap();
    paper(&mut w, "A.6.2.4");
    w.row_line("7.2 plan").unwrap();
    let told = |id: &str| {
        let at = w.q().exactly(id).unwrap();
        clausewise::words::audit_paper::of_work(&w, at).unwrap().join("\n")
    };
    for id in ["A.6.2.5", "A.6.1"] {
        assert!(told(id).contains("Audit: not audited, because: next cycle"), "{}", told(id));
    }
    assert!(told("A.6").contains("Audit: not audited (without A.6.2.4, audited)"), "{}", told("A.6"));
    let parts = told("A.6.2");
    assert!(
        parts.contains("A.6.2.4 audited") && parts.contains("not audited, because: next cycle"),
        "{parts}"
    );
    assert!(told("7.2/1").contains("Audit: planned"), "{}", told("7.2/1"));
    assert!(told("7.3").contains("Audit: not planned"), "{}", told("7.3"));
    // A finding belongs to the row that was looked at, and not to the heading that was not.
    w.finding_line("minor A.6.2.4 No plan of tests").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let wish = AuditWish { asked: true, ..w.audit_wish().unwrap() };
    w.export(folder.path(), &Wish { audit: Some(wish), ..Wish::of(vec![Format::Csv]) }, false).unwrap();
    let mut csv = csv::Reader::from_path(folder.path().join("working-papers.csv")).unwrap();
    let heads = csv.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let of = |id: &str, key: &str| {
        let column = heads.iter().position(|h| h == key).unwrap();
        rows.iter().find(|r| r.iter().any(|c| c == id)).unwrap()[column].to_owned()
    };
    assert_eq!((of("A.6", "findings"), of("A.6", "findings_in_full")), (String::new(), String::new()));
    assert_eq!(of("A.6.2.4", "findings"), "F-1-1");
    assert!(of("A.6.2.4", "findings_in_full").contains("No plan of tests"));
}
