//! What earlier audits leave to the next: its papers name their findings, the bracket behind a heading says what is otherwise below
//! it, closed is said, and whoever stands on both sides is named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
}

use clausewise::model::audit::{Programme, SaidOf, Warning};
use clausewise::model::record::{AUDIT, Draft};
use clausewise::report::Format;
use clausewise::work::{AuditWish, Wish, Work};
use common::audit::{audit, draft, paper};

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
    w.check_finding("F-1-2", "effective", "the list").unwrap();
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
    w.check_finding("F-1-1", "effective", "a policy").unwrap();
    assert_eq!(file(&w, "audit-report.md"), signed);
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
    w.check_finding("F-1-1", "effective", "the list").unwrap();
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
