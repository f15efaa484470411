//! The papers of an audit: what they say, that a stranger can look again, that a signed version comes out to the same bytes for
//! ever while what is done about it goes on, and that nobody else's papers say anything of it. Numbers in names are those of
//! the acceptance tests of the audit pack.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::model::Level;
use clausewise::model::record::{Draft, PERSON};
use clausewise::report::{Format, Reader};
use clausewise::work::{AuditWish, NotWritten, Wish, Work};
use common::audit::{audit, draft, paper};
use common::program::{output, run};

type Files = BTreeMap<String, Vec<u8>>;

fn signature() -> Draft {
    draft(&[
        ("conclusion", "Works, but for the late contractors"),
        ("prepared", "Ana Sousa"),
        ("prepared-on", "2026-11-20"),
        ("reviewed", "Bo Lind"),
        ("reviewed-on", "2026-11-21"),
        ("distribution", "top management"),
    ])
}

/// An audit with a finding of each kind, some of it replied to.
fn walked() -> (tempfile::TempDir, Work) {
    let (folder, mut w) = audit();
    for id in ["5.2", "6.3", "7.4", "A.2.2", "A.7.5"] {
        paper(&mut w, id);
    }
    for line in [
        "7.2 seen list of joiners, 2026-09-30",
        "7.2 sample 6 of 9 joiners by date",
        "7.2 methods record",
        "A.9.2,A.9.3 skip next cycle",
        "8.3 limitation the site was closed",
    ] {
        w.row_line(line).unwrap();
    }
    for line in [
        "minor 7.2,7.3 Two contractors began before their briefing",
        "1 criterion those who work for us know the policy",
        "1 evidence 7 of 40 orders unapproved",
        "1 due 30 days",
        "good-practice A.2.2 The policy is read aloud to who joins",
        "ofi A.7.5 One list would do",
    ] {
        w.finding_line(line).unwrap();
    }
    (folder, w)
}

/// The files of an audit, of this version or as it stands.
fn papers(w: &Work, version: Option<u32>, formats: &[Format]) -> Files {
    let wish = Wish {
        audit: Some(AuditWish { version, asked: true, ..w.audit_wish().unwrap() }),
        ..Wish::of(formats.to_vec())
    };
    exported(w, &wish)
}

fn exported(w: &Work, wish: &Wish) -> Files {
    let folder = tempfile::tempdir().unwrap();
    w.export(folder.path(), wish, false).unwrap();
    read(folder.path())
}

fn read(folder: &Path) -> Files {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|f| (f.file_name().into_string().unwrap(), std::fs::read(f.path()).unwrap())).collect()
}

/// The text of a file, its line breaks taken out.
fn text(files: &Files, name: &str) -> String {
    let text = String::from_utf8(files[name].clone()).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows(files: &Files, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(files[name].clone()).unwrap();
    let plain = text.strip_prefix('\u{feff}').unwrap();
    csv::Reader::from_reader(plain.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_draft_says_that_it_is_one_and_what_it_lacks() {
    let (_folder, w) = walked();
    let files = papers(&w, None, &[Format::Markdown]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "audit-checklist.md",
            "audit-plan.md",
            "audit-report.md",
            "corrective-actions.md",
            "findings-log.md",
            "working-papers.md"
        ]
    );
    for name in names {
        assert!(text(&files, name).contains("**State:** draft, not signed"), "{name}");
    }
    let report = text(&files, "audit-report.md");
    assert!(
        report.contains("Draft, not signed. Two people sign") && report.contains("Prepared by"),
        "{report}"
    );
    // Not audited has a reason, not planned has none, and what could not be looked at is a limitation.
    assert!(report.contains("Rules for using AI") || report.contains("| A.9.2"), "{report}");
    assert!(
        report.contains("next cycle") && report.contains("are in no plan of this audit: 4.1"),
        "{report}"
    );
    assert!(report.contains("the site was closed"), "{report}");
    let papers = text(&files, "working-papers.md");
    assert!(
        papers.contains("missing: who said so, by the role") || papers.contains("incomplete, missing: "),
        "{papers}"
    );
    let list = text(&files, "audit-checklist.md");
    assert!(list.contains("To ask:") && list.contains("Role asked: ___") && list.contains("good practice"));
    assert!(!list.contains("A.9.2"), "what is left out is not taken along");
}

#[test]
fn t06_t08_counts_and_shares_reach_report_log_and_paper_unchanged() {
    let (_folder, w) = walked();
    let files = papers(&w, None, &[Format::Markdown, Format::Csv]);
    let report = text(&files, "audit-report.md");
    assert!(
        report.contains("0 major, 1 minor, 1 opportunity for improvement, 0 observations, 1 good practice")
    );
    let positives = report.split("## What is as it should be").nth(1).unwrap();
    assert!(positives.split("## Not audited").next().unwrap().contains("read aloud"), "{positives}");
    for name in ["audit-report.md", "findings-log.md", "working-papers.md", "working-papers.csv"] {
        assert!(text(&files, name).contains("7 of 40 orders unapproved"), "{name}");
    }
    let log = rows(&files, "findings-log.csv");
    assert_eq!(log.len(), 3);
    let first = &log[0];
    for (key, value) in [
        ("finding", "F-1-1"),
        ("audit", "A-1"),
        ("grade", "minor"),
        ("ids", "7.2, 7.3"),
        ("evidence", "7 of 40 orders unapproved"),
        ("sample", "6 of 9 joiners, by date"),
        ("question", "7.2"),
        ("auditor", "Ana Sousa"),
        ("due", "30 days after the report"),
        ("status", "open"),
        ("source", "audit"),
        ("raised_by", "Ana Sousa"),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
}

#[test]
fn t18_a_stranger_repeats_conforming_rows_from_the_working_papers_alone() {
    let (_folder, w) = walked();
    let files = papers(&w, None, &[Format::Markdown, Format::Csv]);
    let all = rows(&files, "working-papers.csv");
    let conform: Vec<_> = all.iter().filter(|r| r["result"] == "conforms").collect();
    assert_eq!(conform.len(), 5);
    for row in conform {
        assert_eq!(row["seen"], "signed policy, version 2, 2026-10-01");
        assert_eq!(row["sample_in_words"], "4 of 4 staff, by list");
        assert!(!row["question"].is_empty() && !row["title"].is_empty() && !row["own_answer"].is_empty());
        assert_eq!((row["role"].as_str(), row["auditor"].as_str()), ("QA lead", "Ana Sousa"));
        assert_eq!((row["state"].as_str(), row["missing"].as_str()), ("complete", ""));
    }
    let incomplete: Vec<_> = all.iter().filter(|r| r["state"] == "incomplete").collect();
    assert!(incomplete.iter().any(|r| r["at"] == "8.3" && r["missing"].contains("seen")), "{incomplete:?}");
    let people = text(&files, "working-papers.md");
    assert_eq!(people.matches("**Evidence seen:** signed policy, version 2, 2026-10-01").count(), 5);
    assert_eq!(people.matches("**Sample:** 4 of 4 staff, by list").count(), 5);
}

/// Every format a signed version leaves in.
const ALL: [Format; 6] =
    [Format::Markdown, Format::Html, Format::Docx, Format::Pdf, Format::Csv, Format::Xlsx];

#[test]
fn t10_t15_a_signed_version_comes_out_to_the_same_bytes_for_ever_and_the_tracker_goes_on() {
    let (_folder, mut w) = walked();
    w.sign_off(&signature()).unwrap();
    let first = papers(&w, Some(1), &ALL);
    let report = text(&first, "audit-report.md");
    assert!(report.contains("**State:** version 1, signed 22 Nov 2026"), "{report}");
    assert!(
        report.contains("Works, but for the late contractors") && report.contains("**Reviewed by:** Bo Lind")
    );
    assert!(
        report.contains("**Due:** 22 Dec 2026: 30 days after the report") && !report.contains("raft, not")
    );
    assert!(!first.contains_key("corrective-actions.md"), "what goes on is no part of what was signed");
    // Another day, later edits of all kinds: answers, people, replies, checks.
    w.today = jiff::civil::date(2027, 1, 15);
    for line in ["cause nobody told them", "action a list", "owner Bo Lind", "done 2026-12-20"] {
        w.finding_line(&format!("1 {line}")).unwrap();
    }
    w.finding_line("1 effective nobody late since March").unwrap();
    w.rate("5.2", Some(Level::Proven), None, false).unwrap();
    let ana = w.find_record(&PERSON, "P-1").unwrap();
    w.put(&PERSON, Some(&ana), &draft(&[("name", "Ana Costa")])).unwrap();
    assert!(papers(&w, Some(1), &ALL) == first, "same bytes");
    let now = papers(&w, None, &ALL);
    assert!(first.iter().all(|(name, bytes)| now[name] == *bytes), "the last version is what stands");
    let tracker = text(&now, "corrective-actions.md");
    assert!(tracker.contains("as of 15 Jan 2027, after version 1, signed 22 Nov 2026"), "{tracker}");
    assert!(tracker.contains("**State:** closed"), "{tracker}");
    assert!(tracker.contains("**State when signed:** open, 22 Nov 2026"), "{tracker}");
    let row = &rows(&now, "corrective-actions.csv")[0];
    let get = |key: &str| row[key].as_str();
    assert_eq!(
        (get("status"), get("status_when_signed"), get("signed_on")),
        ("closed", "open", "2026-11-22")
    );
    assert_eq!((get("done_on"), get("checked_on")), ("2026-12-20", "2027-01-15"));
    assert!(text(&now, "audit-report.md").contains("**State:** open"));
    // A new version is a draft until it is signed; the first stays.
    w.i_am("P-2").unwrap();
    w.audit_line("version a place was missing").unwrap();
    let working = text(&papers(&w, None, &[Format::Markdown]), "audit-report.md");
    assert!(
        working.contains("draft, not signed; version 1, signed 22 Nov 2026, stands until then"),
        "{working}"
    );
    w.row_line("5.2 place Zug").unwrap();
    let mut anew = signature();
    anew.insert("prepared".to_owned(), "P-1".to_owned());
    w.sign_off(&anew).unwrap();
    let second = papers(&w, None, &ALL);
    assert!(second["audit-report.md"] != first["audit-report.md"]);
    assert!(text(&second, "audit-report.md").contains("a place was missing"));
    assert!(papers(&w, Some(1), &ALL) == first, "same bytes");
    // There is no third, and the file says so.
    let wish = Wish {
        audit: Some(AuditWish { version: Some(3), asked: true, ..w.audit_wish().unwrap() }),
        ..Wish::of(Vec::new())
    };
    let refused = w.export(&tempfile::tempdir().unwrap().path().join("x"), &wish, false).unwrap_err();
    assert!(matches!(refused, NotWritten::NoVersion { version: 3, last: 2, .. }), "{refused:?}");
}

#[test]
fn the_auditor_is_handed_the_audit_and_a_client_hears_nothing_of_it() {
    let (_folder, w) = walked();
    let of = |reader, audit| exported(&w, &Wish { reader, audit, ..Wish::of(Vec::new()) });
    let auditor = of(Some(Reader::Auditor), w.audit_wish());
    for name in ["audit-report.docx", "audit-report.pdf", "findings-log.csv", "working-papers.pdf", "soa.pdf"]
    {
        assert!(auditor.contains_key(name), "{name}");
    }
    let client = of(Some(Reader::Client), w.audit_wish());
    assert!(client.contains_key("gap-report.docx") && !client.contains_key("audit-report.docx"));
    let (formats, reader) = (vec![Format::Markdown, Format::Html], Some(Reader::Client));
    let plain = Wish { reader, formats, audit: w.audit_wish(), ..Wish::of(Vec::new()) };
    for (name, bytes) in exported(&w, &plain) {
        let text = String::from_utf8(bytes).unwrap();
        for word in ["F-1-", "W-1-", "Internal audit, spring", "contractors began"] {
            let at = text.find(word).map(|at| text.get(at.saturating_sub(80)..at + 40));
            assert!(at.is_none(), "{name}: {at:?}");
        }
    }
    // Who asks for it by name gets it beside.
    let asked = w.audit_wish().map(|wish| AuditWish { asked: true, ..wish });
    let both = of(Some(Reader::Client), asked.clone());
    assert!(both.contains_key("gap-report.docx") && both.contains_key("audit-report.docx"));
    // Without names there is nothing of it.
    let redact = Some(clausewise::words::export::left_out());
    let wish = Wish { audit: asked, redact, ..Wish::of(Vec::new()) };
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(w.export(folder.path(), &wish, false), Err(NotWritten::NoNames)));
    let wish = Wish { audit: w.audit_wish(), redact, reader: Some(Reader::Auditor), ..Wish::of(Vec::new()) };
    assert!(!exported(&w, &wish).contains_key("audit-report.docx"));
}

#[test]
fn the_command_and_plain_mode_write_the_same_papers() {
    let (folder, mut w) = walked();
    w.sign_off(&signature()).unwrap();
    let direct = papers(&w, Some(1), &[]);
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let at = |args: &[&str]| output(folder.path(), args);
    for (to, day) in [("one", "2026-11-22"), ("two", "2031-05-05")] {
        at(&["export", "a.aims", "--to", to, "--audit", "A-1", "--version", "1", "--date", day]);
        assert!(read(&folder.path().join(to)) == direct, "{to}");
    }
    let (code, said, err) = run(folder.path(), &["--plain", "a.aims"], "export audit three\nq\n");
    assert!(code == 0 && said.contains("files written to"), "{said} {err}");
    let plain = read(&folder.path().join("three"));
    assert!(direct.iter().all(|(name, bytes)| plain[name] == *bytes));
    assert!(plain.contains_key("corrective-actions.xlsx"));
    let (code, _, err) =
        run(folder.path(), &["export", "a.aims", "--to", "x", "--audit", "A-1", "--version", "2"], "");
    assert!(code == 2 && err.contains("no version 2 of A-1") && err.contains("Nothing was written"), "{err}");
    assert!(!folder.path().join("x").exists());
    let all = at(&["export", "a.aims", "--to", "all", "--format", "md"]);
    assert!(all.contains("audit-report.md") && all.contains("gap-report.md"), "{all}");
}

#[test]
fn workbooks_hold_the_log_and_others_say_nothing_of_an_audit() {
    let (_folder, w) = walked();
    let wish = Wish { audit: w.audit_wish(), ..Wish::of(vec![Format::Xlsx]) };
    let files = exported(&w, &wish);
    let sheets = |name: &str| {
        use calamine::Reader as _;
        let book = std::io::Cursor::new(files[name].clone());
        let mut book = calamine::Xlsx::new(book).unwrap();
        let names = book.sheet_names();
        let rows = book.worksheet_range(&names[0]).unwrap().rows().count();
        (names, rows)
    };
    let (names, rows) = sheets("findings-log.xlsx");
    assert_eq!((names[0].as_str(), rows), ("Findings log", 4));
    assert_eq!(sheets("corrective-actions.xlsx").1, 3, "the opportunity waits for an answer, too");
    let csv = rows_of(&w);
    assert_eq!(sheets("working-papers.xlsx").1, csv + 1, "the rows of the CSV below its head");
    assert!(!sheets("workbook.xlsx").0.iter().any(|n| n.contains("udit") || n == "Findings"));
}

/// How many rows the working papers have as CSV.
fn rows_of(w: &Work) -> usize {
    rows(&papers(w, None, &[Format::Csv]), "working-papers.csv").len()
}

#[test]
fn nothing_that_was_typed_acts_in_a_paper_of_an_audit() {
    let (_folder, mut w) = audit();
    let wild = "=HYPERLINK(\"x\") <script>alert(1)</script> | [a](b) # c";
    for field in ["seen", "of", "role", "note", "limitation"] {
        w.row_line(&format!("7.2 {field} {wild}")).unwrap();
    }
    w.finding_line(&format!("major 7.2 {wild}")).unwrap();
    w.finding_line(&format!("1 cause {wild}")).unwrap();
    for (name, bytes) in papers(&w, None, &[Format::Markdown, Format::Html, Format::Csv]) {
        let text = String::from_utf8(bytes).unwrap();
        // A sign behind a backslash marks up nothing in Markdown, brackets nothing in HTML, and a table holds what was typed.
        match name.rsplit_once('.').unwrap().1 {
            "md" => {
                let bare = text.replace("\\<", "").replace("\\[", "");
                assert!(!bare.contains("<script") && !bare.contains("[a]"), "{name}");
            }
            "html" => assert!(!text.contains("<script"), "{name}"),
            _ => {}
        }
        if name.ends_with("csv") {
            let plain = text.strip_prefix('\u{feff}').unwrap();
            let mut rows = csv::Reader::from_reader(plain.as_bytes());
            for cell in rows.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(!cell.starts_with('='), "{name}: {cell}");
            }
        }
    }
}

/// A part of a paper, from one heading to the next.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split(from).nth(1).unwrap_or_default().split(to).next().unwrap_or_default()
}

#[test]
fn what_is_not_complete_left_out_or_withdrawn_is_no_result_of_the_audit() {
    let (_folder, mut w) = walked();
    for id in ["5.2", "8.1", "A.9.2"] {
        w.rate(id, Some(Level::InUse), None, false).unwrap();
    }
    for line in ["8.1 seen release record, 2026-10-02", "8.1 conforms", "9.2 plan"] {
        w.row_line(line).unwrap();
    }
    let minor = w.finding_line("minor A.9.2 Nobody wrote a rule").unwrap();
    assert!(matches!(minor.said, clausewise::model::said::Said::Audited(_)));
    w.finding_line("3 withdraw seen twice").unwrap();
    w.finding_line("4 parent F-1-1").unwrap();
    w.finding_line("1 grade major because it came back").unwrap();
    let files = papers(&w, None, &[Format::Markdown, Format::Csv]);
    let report = text(&files, "audit-report.md");
    // A positive result without sample or method is noted, and neither conforms nor differs.
    assert!(!part(&report, "Found to conform", "###").contains("8.1 "), "{report}");
    let noted = part(&report, "Result noted, not complete", "## ");
    assert!(noted.contains("8.1 ") && noted.contains("missing: how many looked at, of how many, method"));
    let differ = part(&report, "own answers", "## Independence");
    assert!(differ.contains("5.2 ") && !differ.contains("8.1 ") && !differ.contains("A.9.2 "), "{differ}");
    // What was raised where nothing was audited says so, in the table and at the finding.
    assert!(report.contains("next cycle; F-1-4 raised although it was not audited"), "{report}");
    assert!(report.contains("raised on A.9.2, which was not audited"), "{report}");
    // No number is missing without a word.
    let papers = text(&files, "working-papers.md");
    for said in [&report, &text(&files, "findings-log.md")] {
        assert!(said.contains("counted nowhere: F-1-3 withdrawn on "), "{said}");
    }
    assert!(papers.contains("F-1-3 opportunity for improvement (withdrawn on "), "{papers}");
    assert!(papers.contains("F-1-1 major (minor until "), "{papers}");
    assert!(papers.contains(", changed because: it came back)"), "{papers}");
    // Held against the requirement where nobody said otherwise; what it follows from has its number.
    assert!(report.contains("**Criterion:** ISO/IEC 42001:2023 A.9.2, "), "{report}");
    assert!(report.contains("**Follows from:** F-1-1: Two contractors"), "{report}");
    let log = rows(&files, "findings-log.csv");
    assert_eq!(log[3]["follows_from"], "F-1-1");
    // Whoever answered what they audit is named: the history knows.
    assert!(report.contains("Ana Sousa answered 5.2, 8.1 and would audit own words"), "{report}");
    assert!(!report.contains("Nobody named as an auditor"), "{report}");
    let plan = text(&files, "audit-plan.md");
    assert!(plan.contains("Ana Sousa answered 5.2") && !plan.contains("| State"), "{plan}");
    // A heading asks what is asked below it; the criterion has one name.
    let csv = rows(&files, "working-papers.csv");
    let heading = csv.iter().find(|r| r["at"] == "9.2").unwrap();
    for column in ["question", "to_ask", "to_look_for"] {
        assert!(heading[column].contains("9.2.1 ") && heading[column].contains("9.2.2 "), "{column}");
    }
    let below = part(&papers, "### 9.2 ", "#### What was looked at");
    assert!(below.contains("To ask:") && below.contains("To look for:"), "{below}");
    assert!(papers.contains("**Criterion:** A.7.5 Data provenance"), "{papers}");
    assert!(papers.contains("**Own answer:** Partial; checks 1 to 8: In use"), "{papers}");
}

#[test]
fn a_nonconformity_closed_on_nothing_and_a_result_of_somebody_else_are_told() {
    let (_folder, mut w) = walked();
    let said = |done: clausewise::work::Done| {
        clausewise::words::outcome(&done.said, &clausewise::plain::Typed::refusing())
    };
    let told = said(w.finding_line("1 effective nobody late since March").unwrap());
    assert!(
        told.contains("F-1-1 is closed as effective") && told.contains("missing cause, lasting fix, done on")
    );
    let files = papers(&w, None, &[Format::Markdown]);
    assert!(text(&files, "corrective-actions.md").contains("does not say what was done"));
    let audit = w.audit_id().unwrap();
    w.put(&clausewise::model::record::AUDIT, Some(&audit), &draft(&[("auditees", "Bo Lind")])).unwrap();
    w.row_line("6.1.2 seen risk assessment, 2026-09-01").unwrap();
    w.row_line("6.1.2 limitation the others were away").unwrap();
    w.i_am("Bo Lind").unwrap();
    let told = said(w.row_line("6.1.2 conforms").unwrap());
    assert!(
        told.contains("Bo Lind is audited here") && told.contains("of which Ana Sousa is the auditor"),
        "{told}"
    );
    let mut by_auditee = signature();
    by_auditee.insert("prepared".to_owned(), "Bo Lind".to_owned());
    w.sign_off(&by_auditee).unwrap();
    let files = papers(&w, None, &[Format::Markdown]);
    assert!(
        text(&files, "audit-report.md")
            .contains("Bo Lind prepared version 1 and is one of those who are audited")
    );
}
