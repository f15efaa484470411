//! The Statement of Applicability as it leaves the house: facts and no advice, what is said of a reason that is missing is true of its
//! cell, an approved one is no draft, and what audits say stands where the organisation and its auditor read it, and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
}

use std::collections::BTreeMap;

use clausewise::model::Level;
use clausewise::model::record::{DOCUMENT, SYSTEM};
use clausewise::model::statement::Of;
use clausewise::report::{Format, Reader};
use clausewise::work::{Wish, Work};
use common::audit::{draft, nobody, paper};

type Files = BTreeMap<String, Vec<u8>>;

fn exported(w: &Work, wish: &Wish) -> Files {
    let folder = tempfile::tempdir().unwrap();
    w.export(folder.path(), wish, false).unwrap();
    let files = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    files.map(|f| (f.file_name().into_string().unwrap(), std::fs::read(f.path()).unwrap())).collect()
}

fn text(files: &Files, name: &str) -> String {
    let text = String::from_utf8(files[name].clone()).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The statement as text.
fn statement(w: &Work) -> String {
    text(&exported(w, &Wish::of(vec![Format::Markdown])), "soa.md")
}

/// Every control is in, with a reason.
fn decided() -> (tempfile::TempDir, Work) {
    let (folder, mut w) = nobody();
    let rows = w.statement();
    for row in rows.iter().filter(|r| matches!(r.of, Of::Requirement(_))) {
        w.decide(&row.id, "yes The contract with the hotel chain asks for it").unwrap();
    }
    (folder, w)
}

#[test]
fn an_approved_statement_is_no_draft_and_says_which_rows_changed_since() {
    let (_folder, mut w) = decided();
    assert!(statement(&w).contains("Statement of Applicability (draft)"), "nobody approved it");
    let approved = [
        ("name", "Statement of Applicability"),
        ("state", "approved"),
        ("version", "7"),
        ("approved-on", "2026-09-10"),
        ("approved-by", "Ana Sousa"),
    ];
    w.put(&DOCUMENT, None, &draft(&approved)).unwrap();
    let paper = statement(&w);
    assert!(!paper.contains("draft"), "{paper}");
    assert!(paper.contains("version 7, approved on 10 Sep 2026 by Ana Sousa"), "{paper}");
    assert!(!paper.contains("changed since"), "what was copied in with its day has not changed: {paper}");

    let why = "The contract with the hotel chain asks for it";
    for (id, now) in
        [("A.2.4", "yes The EU AI Act asks for it"), ("A.10.4", "no We sell nothing that others build on")]
    {
        w.decide(id, now).unwrap();
    }
    w.rate("A.2.2", Some(Level::Proven), None, false).unwrap();
    w.decide("A.3.2", "yes Risk R-1").unwrap();
    w.decide("A.3.2", &format!("yes {why}")).unwrap();
    let paper = statement(&w);
    assert!(paper.contains("Ana Sousa; changed since it was approved: A.2.4, A.10.4"), "{paper}");
    assert!(!paper.contains("draft") && !paper.contains("A.3.2, "), "{paper}");
    // With the next version nothing has changed; half decided it is a draft whatever stands there.
    w.set_named(&DOCUMENT, "1", &draft(&[("version", "8"), ("approved-on", "2026-11-22")])).unwrap();
    assert!(statement(&w).contains("version 8, approved on") && !statement(&w).contains("changed since"));
    let (_folder, mut half) = nobody();
    half.put(&DOCUMENT, None, &draft(&approved)).unwrap();
    assert!(statement(&half).contains("Statement of Applicability (draft)"));
}

#[test]
fn what_it_says_of_missing_reasons_is_true_of_the_cells() {
    let (_folder, mut w) = decided();
    w.put(&SYSTEM, None, &draft(&[("name", "Credit pre-check")])).unwrap();
    w.answer_for("S-1").unwrap();
    w.rate("A.7.5", Some(Level::NotApplicable), None, false).unwrap();
    w.answer_for("").unwrap();
    let paper = statement(&w);
    assert!(!paper.contains("A dash stands in its place"), "{paper}");
    assert!(
        paper.contains("1 of them does not count for an AI system, and no reason for that is written"),
        "{paper}"
    );
    assert!(paper.contains("not for S-1 Credit pre-check: no reason yet"), "{paper}");
    w.state("A.7.5", &[("why", String::new())]).unwrap();
    w.state("A.7.4", &[("why", String::new()), ("drivers", "law".to_owned())]).unwrap();
    let paper = statement(&w);
    assert!(paper.contains("For 2 of them no reason is written. A dash stands in its place."), "{paper}");
    assert!(paper.contains("\u{2013}; not for S-1 Credit pre-check: no reason yet"), "{paper}");
    assert!(!paper.contains("Needed for: law"), "a law nobody names is no reason: {paper}");
}

/// A reason that names nothing is none, in the statement as on the screen; one that only says little is a fact and stands.
#[test]
fn a_reason_that_names_nothing_is_as_good_as_none() {
    let (_folder, mut w) = decided();
    let bare = statement(&w);
    assert!(!bare.contains("no reason is written"), "{bare}");
    for (at, why) in [("A.2.2", "."), ("A.2.3", "not relevant"), ("A.2.4", "Suppliers are trusted")] {
        w.rate(at, Some(Level::NotApplicable), Some(why), false).unwrap();
    }
    let paper = statement(&w);
    // Counted as `soa` counts them: weak is not empty, and that it is weak is said in papers of one's own.
    assert!(!paper.contains("no reason is written"), "{paper}");
    assert!(!paper.contains("says little"), "{paper}");
    for row in ["| A.5.1 | \u{2013} |", "| A.5.1 | not relevant |", "| A.5.1 | Suppliers are trusted |"] {
        assert!(paper.contains(row), "{row}: {paper}");
    }
}

#[test]
fn it_states_facts_and_advice_stands_apart_from_it() {
    let (_folder, mut w) = decided();
    w.rate("A.2.2", Some(Level::NotApplicable), Some("No risk of ours needs a policy on AI"), false).unwrap();
    w.state("A.7.4", &[("why", String::new())]).unwrap();
    let paper = statement(&w);
    for advice in ["can be certified", "the standard asks", "Auditors ask", "read it through"] {
        assert!(!paper.contains(advice), "{advice}: {paper}");
    }
    assert!(
        paper.contains("not stated yet") && paper.contains("No risk of ours needs a policy on AI"),
        "{paper}"
    );
    let folder = tempfile::tempdir().unwrap();
    w.settle().unwrap();
    let path = w.path().to_path_buf();
    w.into_session().close().unwrap();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(["papers", path.to_str().unwrap(), "--to", "drafts", "--format", "md"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut drafts = std::fs::read_dir(folder.path().join("drafts")).unwrap().map(|f| f.unwrap().path());
    let draft = drafts.find(|p| p.to_string_lossy().contains("tatement-of-applicability")).unwrap();
    let all = std::fs::read_to_string(draft).unwrap();
    let (body, apart) = all.split_once("not part of the statement\n").unwrap();
    assert!(!body.contains("Auditors ask") && !body.contains("read it through"), "{body}");
    assert!(apart.contains("No reason is written for A.7.4. Auditors ask"), "{apart}");
}

fn rows(files: &Files, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(files[name].clone()).unwrap();
    let plain = text.strip_prefix('\u{feff}').unwrap();
    csv::Reader::from_reader(plain.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Number 13 of the acceptance tests of the audit pack, in what is handed on.
#[test]
fn what_audits_say_stands_in_the_tables_and_on_the_auditors_paper_and_nowhere_else() {
    let (_folder, mut w) = decided();
    w.state("A.3.3", &[("why", "best practice".to_owned())]).unwrap();
    let none = exported(&w, &Wish::of(vec![Format::Csv]));
    assert!(rows(&none, "soa.csv").iter().all(|row| row["audit"] == "not audited"));
    w.i_am("Ana Sousa").unwrap();
    w.audit_line("new Internal audit, spring").unwrap();
    paper(&mut w, "A.2.2");
    w.row_line("A.4.2 note begun").unwrap();
    w.finding_line("minor A.3.2 Two contractors began before their briefing").unwrap();
    let of = |reader: Option<Reader>, formats: &[Format]| {
        exported(&w, &Wish { reader, audit: w.audit_wish(), ..Wish::of(formats.to_vec()) })
    };
    let csv = of(None, &[Format::Csv]);
    let csv = rows(&csv, "soa.csv");
    let said = |id: &str| {
        let row = csv.iter().find(|row| row["control"] == id).unwrap();
        (row["audit"].clone(), row["audit_number"].clone(), row["reason_says_little"].clone())
    };
    let three = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(said("A.2.2"), three("conforms", "A-1", ""));
    assert_eq!(said("A.3.2"), three("minor F-1-1", "A-1", ""));
    assert_eq!(said("A.4.2"), three("planned", "A-1", ""));
    assert_eq!(said("A.3.3"), three("not planned", "", "yes"));
    let all = of(None, &[Format::Json]);
    let all: serde_json::Value = serde_json::from_slice(&all["everything.json"]).unwrap();
    let row = all["soa"].as_array().unwrap().iter().find(|row| row["control"] == "A.3.2").unwrap();
    assert_eq!(row["audit"], serde_json::json!({"audit": "A-1", "result": "minor", "findings": ["F-1-1"]}));
    let auditor = text(&of(Some(Reader::Auditor), &[Format::Markdown]), "soa.md");
    assert!(auditor.contains("| Audit") && auditor.contains("A-1: minor F-1-1"), "{auditor}");
    for paper in [statement(&w), text(&of(None, &[Format::Markdown]), "soa.md")] {
        assert!(!paper.contains("F-1-1") && !paper.contains("Audit"), "{paper}");
    }
    let heads = |reader| {
        use calamine::Reader as _;
        let files = of(reader, &[Format::Xlsx]);
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(files["workbook.xlsx"].clone())).unwrap();
        let sheet = book.worksheet_range("Statement of Applicability").unwrap();
        sheet
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    for own in [None, Some(Reader::Auditor), Some(Reader::Myself), Some(Reader::Spreadsheet)] {
        let sheet = heads(own);
        assert!(sheet.contains("|Audit") && sheet.contains("A-1: minor F-1-1"), "{own:?} {sheet}");
    }
    let sheet = heads(Some(Reader::Client));
    assert!(!sheet.contains("|Audit") && !sheet.contains("F-1-1"), "{sheet}");
    let redact = Some(clausewise::words::export::left_out());
    let without = exported(&w, &Wish { redact, ..Wish::of(vec![Format::Csv]) });
    assert!(rows(&without, "soa.csv").iter().all(|row| row["audit"].is_empty()));
}
