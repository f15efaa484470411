//! Signing an audit off: what is frozen by it and what goes on, that a version comes out as it was signed for ever, and that
//! it is there whole or not at all. Numbers in names are those of the acceptance tests of the audit pack.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::Duration;

use clausewise::bank;
use clausewise::model::Level;
use clausewise::model::audit::seal::{Elsewhere, Origin, Stands};
use clausewise::model::audit::{Due, FindingState, Programme, Reach, RowState, Told, Warning, seal};
use clausewise::model::record::{AUDIT_SEAL, Draft, EVIDENCE, FINDING, FINDING_REPLY, read};
use clausewise::model::said::Said;
use clausewise::model::{Change, Edit};
use clausewise::session::Session;
use clausewise::words::audit_paper;
use clausewise::work::seal::kept;
use clausewise::work::{Done, Refused, Work};
use common::audit::{audit, draft, paper, words};
use common::program::{output, run};

/// What is typed to sign.
fn signature() -> Draft {
    draft(&[
        ("conclusion", "Works, but for the late contractors"),
        ("prepared", "Ana Sousa"),
        ("prepared-on", "2026-11-20"),
        ("reviewed", "Bo Lind"),
        ("reviewed-on", "2026-11-22"),
        ("distribution", "top management"),
    ])
}

fn warnings(done: &Done) -> Vec<Warning> {
    match &done.said {
        Said::Audited(Told::Signed { warnings, .. }) => warnings.clone(),
        other => panic!("{other:?}"),
    }
}

/// Every fact of a version as it was signed, with the head it bears.
fn version(w: &Work, no: u32) -> (BTreeMap<String, String>, String, String) {
    let signed = w.signed(Some(no)).unwrap().unwrap();
    let facts = signed.a.facts().iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    (facts, signed.head.hash.clone(), signed.on.to_string())
}

fn is_signed(refused: &Result<Done, Refused>) -> bool {
    matches!(refused, Err(Refused::Signed { version: 1, .. }))
}

#[test]
fn t05_what_is_due_some_days_after_the_report_has_a_day_once_it_is_signed() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    w.finding_line("minor 7.2,7.3,7.4 Two contractors late").unwrap();
    w.finding_line("1 due 30 days").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].due, Due::Days(30));
    for id in ["7.3", "7.4"] {
        w.row_line(&format!("{id} limitation nobody was there")).unwrap();
    }
    w.sign_off(&signature()).unwrap();
    assert_eq!(w.audit().unwrap().findings[0].due, Due::On(jiff::civil::date(2026, 12, 22)));
    // A later version does not put it off.
    w.today = jiff::civil::date(2026, 12, 1);
    w.audit_line("version a place was missing").unwrap();
    w.sign_off(&signature()).unwrap();
    assert_eq!(w.audit().unwrap().findings[0].due, Due::On(jiff::civil::date(2026, 12, 22)));
}

#[test]
fn t10_a_finding_closed_later_is_open_in_what_was_signed() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    w.row_line("7.2 minor 2 contractors late").unwrap();
    w.sign_off(&signature()).unwrap();
    for line in
        ["cause nobody told them", "action a list", "owner Bo Lind", "due 2026-12-24", "done 2026-11-22"]
    {
        w.finding_line(&format!("1 {line}")).unwrap();
    }
    w.finding_line("1 effective nobody late since March").unwrap();
    assert_eq!(w.audit().unwrap().findings[0].state, FindingState::Closed);
    let signed = w.signed(None).unwrap().unwrap();
    assert_eq!(signed.audit(w.q()).findings[0].state, FindingState::Open);
    assert_eq!(signed.audit(w.q()).versions[0].rec.get("conclusion"), "Works, but for the late contractors");
}

#[test]
fn t15_unfinished_rows_are_named_a_signed_version_stays_and_a_new_one_says_why() {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.row_line("7.2,7.3 plan").unwrap();
    w.row_line("7.4 seen minutes, 2026-10-01").unwrap();
    let Err(Refused::Unfinished { rows }) = w.sign_off(&signature()) else { panic!("signed") };
    let ids: Vec<&str> = rows.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["7.2", "7.3", "7.4"]);
    let said = words(&Refused::Unfinished { rows });
    assert!(said.contains("7.2 planned") && said.contains("7.4 incomplete, missing: result"), "{said}");
    for id in ["7.2", "7.3", "7.4"] {
        w.row_line(&format!("{id} limitation the site was closed")).unwrap();
    }
    // Names are typed: nothing stands in the form, and what is wrong is told before anything is frozen.
    assert_eq!(w.to_sign().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), ["audit"]);
    for (field, value) in
        [("prepared", ""), ("prepared", "Zoe"), ("prepared-on", "tomorrow"), ("reviewed-on", "2026-11-19")]
    {
        let mut wrong = signature();
        wrong.insert(field.to_owned(), value.to_owned());
        assert!(matches!(w.sign_off(&wrong), Err(Refused::Change(_))), "{field} {value}");
    }
    assert!(seal::versions(w.a(), &w.audit_id().unwrap()).is_empty());
    let before = w.session().events().len();
    let told = warnings(&w.sign_off(&signature()).unwrap());
    assert!(
        matches!(
            &told[..],
            [Warning::HeaderLacks { .. }, Warning::NotWhole { .. }, Warning::PreparedEarly { .. }]
        ),
        "nothing else: {told:?}"
    );
    assert_eq!(w.session().events().len(), before + 1, "one event");
    let first = version(&w, 1);
    assert_eq!(first.1, w.session().events()[before - 1].hash);
    // Frozen by whichever road one comes.
    assert!(is_signed(&w.row_line("5.2 note more")) && is_signed(&w.row_line("8.1 plan")));
    assert!(is_signed(&w.row_line("5.2 minor x")) && is_signed(&w.sign_off(&signature())));
    assert!(is_signed(&w.undo(false)), "nothing before it is taken back");
    let of = w.audit_id().unwrap();
    assert!(is_signed(&w.put(&clausewise::model::record::AUDIT, Some(&of), &draft(&[("covers", "x")]))));
    let sealed = seal::versions(w.a(), &of)[0].rec.id.clone();
    assert!(is_signed(&w.put(&AUDIT_SEAL, Some(&sealed), &draft(&[("conclusion", "All is well")]))));
    assert!(is_signed(&w.remove(&AUDIT_SEAL, &sealed)));
    // What is the organisation's own goes on, and can be taken back as far as the signature.
    w.rate("5.2", Some(Level::InUse), None, false).unwrap();
    w.undo(false).unwrap();
    assert!(is_signed(&w.undo(false)));
    // Anew only with a reason.
    assert_eq!(w.new_version(" ").unwrap_err(), Refused::NoVersionWhy);
    w.audit_line("version the site is open again").unwrap();
    assert!(matches!(w.new_version("twice"), Err(Refused::NotSigned { worked_on: Some(2), .. })));
    w.row_line("7.2 note seen after all").unwrap();
    // What was signed stays, also while it is worked on again.
    assert!(is_signed(&w.put(&AUDIT_SEAL, Some(&sealed), &draft(&[("conclusion", "All is well")]))));
    let mut alone = signature();
    alone.insert("reviewed".into(), "P-1".into());
    let warned = Warning::ReviewedByAuthor { version: 2, who: "Ana Sousa".into() };
    assert!(warnings(&w.sign_off(&alone).unwrap()).contains(&warned));
    let versions = seal::versions(w.a(), &of);
    assert_eq!((versions.len(), versions[1].rec.get("reason")), (2, "the site is open again"));
    assert!(matches!(w.row_line("5.2 note x"), Err(Refused::Signed { version: 2, .. })));
    assert_eq!(version(&w, 1), first);
    let second = version(&w, 2);
    assert_ne!(second.1, first.1);
    // The same on another day, from the file alone.
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let q = bank::embedded().unwrap();
    let s = Session::open(q, &folder.path().join("a.aims"), "later", false, Duration::ZERO).unwrap();
    let later = Work::new(s, jiff::civil::date(2027, 3, 1));
    assert_eq!((version(&later, 1), version(&later, 2)), (first, second));
}

#[test]
fn replies_and_checks_go_on_after_a_signature_and_new_findings_do_not() {
    let (_folder, mut w) = audit();
    paper(&mut w, "7.2");
    w.row_line("7.2 minor 2 contractors late").unwrap();
    w.sign_off(&signature()).unwrap();
    w.reply("1", &[("cause", "nobody told them")]).unwrap();
    w.check_finding("1", "not", "late again").unwrap();
    w.undo(false).unwrap();
    w.undo(true).unwrap();
    assert_eq!((read::all(w.a(), &FINDING_REPLY).len(), w.audit().unwrap().findings.len()), (1, 1));
    assert!(is_signed(&w.finding_line("minor 7.3 late again")));
    assert!(is_signed(&w.finding_line("1 grade major because it came back")));
    assert!(is_signed(&w.finding_line("1 withdraw they had left before")));
    let finding = read::all(w.a(), &FINDING)[0].id.clone();
    assert!(is_signed(&w.put(&FINDING, Some(&finding), &draft(&[("evidence", "x")]))));
    // Another audit of the file is not frozen by it.
    w.audit_line("new Autumn").unwrap();
    w.row_line("7.2 plan").unwrap();
}

#[test]
fn nobody_signs_without_a_name() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.i_am("").unwrap();
    assert_eq!(w.sign_off(&signature()).unwrap_err(), Refused::WhoAreYou);
}

#[test]
fn c21_the_next_audit_looks_again_at_what_is_open_and_the_signed_one_stays() {
    let (_folder, mut w) = audit();
    for id in ["7.2", "7.3", "A.10.3"] {
        paper(&mut w, id);
    }
    w.finding_line("minor 7.2,7.3 Two contractors late").unwrap();
    w.finding_line("minor A.10.3 A change went live unassessed").unwrap();
    w.finding_line("ofi 7.3 One list for all").unwrap();
    w.row_line("5.2 skip next cycle").unwrap();
    w.sign_off(&signature()).unwrap();
    let first = version(&w, 1);
    for line in ["cause x", "action y", "owner Bo Lind", "due 2026-12-24", "done 2026-11-22"] {
        w.finding_line(&format!("2 {line}")).unwrap();
    }
    w.finding_line("2 effective 3 of 3 assessed before the change").unwrap();
    let done = w.audit_line("next Surveillance 2027").unwrap();
    let Said::Audited(Told::Followed { rows, open, closed, no, .. }) = done.said else { panic!() };
    assert_eq!((rows, open, closed, no.as_str()), (3, 2, 1, "A-2"));
    let audit = w.audit().unwrap();
    assert_eq!(audit.header.name(), "Surveillance 2027");
    assert!(audit.header.get("previous").contains(&first.1), "{}", audit.header.get("previous"));
    let ids: Vec<&str> = audit.rows.iter().map(|row| w.q().id_of(row.at)).collect();
    assert_eq!(ids, ["7.2", "7.3", "A.10.3"]);
    assert!(audit.rows.iter().all(|row| row.state == RowState::Planned));
    let again = |id: &str| {
        let at = w.q().find(id).unwrap();
        audit_paper::of_work(&w, at).unwrap().join("\n")
    };
    assert!(
        again("7.2").contains("From before: F-1-1 minor, open: Two contractors late"),
        "{}",
        again("7.2")
    );
    assert!(again("A.10.3").contains("F-1-2 minor, closed: A change went live unassessed. Is it still?"));
    // The programme: what each is about, and what none is.
    let all = Programme::of(w.q(), w.a(), w.today);
    let planned: Vec<(usize, usize)> = all.parts.iter().map(|p| (p.planned, p.audited)).collect();
    assert_eq!(planned, [(3, 3), (3, 0)]);
    assert_eq!((all.audited(70), all.planned(70), all.in_none(70).len()), (3, 3, 66));
    assert_eq!(all.left_out(70).len(), 1);
    let at = |id: &str| w.q().requirement_index(id).unwrap();
    assert_eq!((all.parts[0].reach[at("5.2")], all.parts[1].reach[at("5.2")]), (Reach::LeftOut, Reach::None));
    // One step, taken back as one; the signed audit is as it was.
    assert_eq!(version_of(&w, "A-1"), first);
    w.undo(false).unwrap();
    assert_eq!(w.audit().unwrap().header.shown_no(), "A-1");
    w.undo(true).unwrap();
    assert_eq!(w.audit().unwrap().rows.len(), 3);
}

/// The first version of another audit than the one one works in.
fn version_of(w: &Work, no: &str) -> (BTreeMap<String, String>, String, String) {
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("b.aims");
    w.settle().unwrap();
    w.session().save_copy(&path).unwrap();
    let s = Session::open(bank::embedded().unwrap(), &path, "reader", false, Duration::ZERO).unwrap();
    let mut other = Work::new(s, w.today);
    other.open_audit(no).unwrap();
    version(&other, 1)
}

/// A file with an audit that can be signed.
fn ready() -> tempfile::TempDir {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.settle().unwrap();
    w.into_session().close().unwrap();
    folder
}

const SIGN: [&str; 9] = [
    "audit",
    "a.aims",
    "seal",
    "conclusion=Works",
    "prepared=Ana Sousa",
    "prepared-on=2026-11-20",
    "reviewed=P-2",
    "--by",
    "Ana Sousa",
];

#[test]
fn the_command_scripts_and_plain_mode_sign_and_check_knows_what_was_printed() {
    let folder = ready();
    let said = output(folder.path(), &SIGN);
    assert!(
        said.starts_with("A-1 is signed as version 1: event ") && said.contains("replies and checks go on"),
        "{said}"
    );
    let head = said.split("head ").nth(1).unwrap().split('.').next().unwrap();
    let checked = output(folder.path(), &["check", "a.aims", "--expect", head]);
    assert!(checked.contains("signed=V-1-1") && checked.contains("events_since=1"), "{checked}");
    let (code, _, err) =
        run(folder.path(), &["audit", "a.aims", "row", "5.2", "note", "x", "--by", "P-1"], "");
    assert!(code != 0 && err.contains("was signed on") && err.contains("begin version 2"), "{err}");
    let shown = output(folder.path(), &["audit", "a.aims", "show"]);
    assert!(shown.contains("Signed: version 1, signed "), "{shown}");
    assert!(shown.contains("what they were when it was signed stands in its report."), "{shown}");
    output(folder.path(), &["audit", "a.aims", "version", "one place was missing", "--by", "P-1"]);
    // A script says it in one line, plain mode asks for one after the other.
    let line = "i-am P-1\naudit seal conclusion=Works still; prepared=P-1; prepared-on=2026-11-21\n";
    let (code, _, err) = run(folder.path(), &["answer", "a.aims", "--script", "-"], line);
    assert_eq!(code, 0, "{err}");
    let talk =
        "i-am P-1\naudit version again\naudit seal\nWorks well\nP-1\n2026-11-21\nP-2\n2026-11-21\n\nyes\nq\n";
    let (code, said, _) = run(folder.path(), &["--plain", "a.aims"], talk);
    assert!(code == 0 && said.contains("A-1 is signed as version 3"), "{said}");
    assert_eq!(output(folder.path(), &["check", "a.aims"]).matches("signed=V-1-").count(), 3);
    // The audit after it, and all of them together.
    output(folder.path(), &["audit", "a.aims", "next", "Surveillance", "--by", "P-1"]);
    let all = output(folder.path(), &["audit", "a.aims", "programme"]);
    assert!(all.contains("A-2 Surveillance: 0 of 70") && all.contains("69 not planned"), "{all}");
    let csv = output(folder.path(), &["audit", "a.aims", "programme", "--format", "csv"]);
    assert!(csv.starts_with("id,title,A-1,A-2") && csv.contains("audited, conforms"), "{csv}");
}

#[test]
fn a_signature_over_another_history_is_told() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.sign_off(&signature()).unwrap();
    assert!(kept(w.session()).iter().all(|k| k.origin == Origin::Here));
    let id = seal::versions(w.a(), &w.audit_id().unwrap())[0].rec.id.clone();
    let mut s = w.into_session();
    let key = AUDIT_SEAL.key_of(&id, "hash");
    let forged = Change { was: s.assessment().get(&key).map(str::to_owned), now: Some("0".repeat(64)), key };
    s.apply(&Edit { what: "audit-seal".into(), at: String::new(), changes: vec![forged] }).unwrap();
    assert!(kept(&s).iter().all(|k| k.origin == Origin::Broken));
    let w = Work::new(s, jiff::civil::date(2026, 11, 22));
    assert!(matches!(
        w.signed(None),
        Err(Refused::SignedElsewhere(Elsewhere { version: 1, file: None, .. }))
    ));
}

/// A file with a signed audit and a finding that is open.
fn signed() -> (tempfile::TempDir, Work) {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.row_line("5.2/3 minor The law of one country is not named").unwrap();
    w.sign_off(&signature()).unwrap();
    w.settle().unwrap();
    (folder, w)
}

#[test]
fn a_file_that_follows_one_with_a_signed_audit_says_where_it_was_signed_and_is_sound() {
    let (folder, w) = signed();
    let version = seal::versions(w.a(), &w.audit_id().unwrap())[0].clone();
    let (event, head) = (version.event.to_string(), version.head().chars().take(12).collect::<String>());
    w.into_session().close().unwrap();
    let folder = folder.path();
    let was = output(folder, &["check", "a.aims"]);
    output(folder, &["follow-up", "a.aims", "b.aims"]);
    // One after that still names the file that holds the event.
    output(folder, &["follow-up", "b.aims", "c.aims"]);
    for file in ["b.aims", "c.aims"] {
        let said = output(folder, &["check", file]);
        let words = format!("V-1-1 was signed in the file a.aims, event {event}, head {head}");
        assert!(
            said.contains(&words) && said.contains("signed_in=a.aims") && !said.contains("fault="),
            "{said}"
        );
        // What goes on is made here; the report is not, and the file that has it is named.
        let exported = run(folder, &["export", file, "--to", &format!("{file}-out"), "--audit", "1"], "");
        assert_eq!(exported.0, 0, "{exported:?}");
        assert!((exported.1 + &exported.2).contains("was signed in the file a.aims"));
        let out = folder.join(format!("{file}-out"));
        assert!(out.join("findings-log.csv").exists() && out.join("corrective-actions.docx").exists());
        assert!(!out.join("audit-report.md").exists());
        let changes = run(folder, &["audit", file, "changes"], "");
        assert!(changes.0 != 0 && changes.2.contains("from that file only"), "{changes:?}");
        // The audit stays frozen; replies go on, and so does the next audit.
        let version = run(folder, &["audit", file, "version", "again", "--by", "P-1"], "");
        assert!(version.0 != 0 && version.2.contains("was signed in the file a.aims"), "{version:?}");
        let row = run(folder, &["audit", file, "row", "5.2", "note", "late", "--by", "P-1"], "");
        assert!(row.0 != 0, "{row:?}");
    }
    output(folder, &["audit", "b.aims", "next", "Spring", "--by", "P-1"]);
    assert!(output(folder, &["audit", "b.aims", "--audit", "2", "row", "5.2/3"]).contains("F-1-1"));
    assert_eq!(output(folder, &["check", "a.aims"]), was, "the one before stays as it is");
}

#[test]
fn data_of_a_copy_that_was_signed_comes_in_with_its_audit_and_the_file_stays_sound() {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.settle().unwrap();
    let folder = folder.path();
    w.into_session().close().unwrap();
    std::fs::copy(folder.join("a.aims"), folder.join("copy.aims")).unwrap();
    let line = "i-am P-1\naudit seal conclusion=Works; prepared=P-1; prepared-on=2026-11-21\n";
    assert_eq!(run(folder, &["answer", "copy.aims", "--script", "-"], line).0, 0);
    output(folder, &["export", "copy.aims", "--to", "out"]);
    let (code, said, err) = run(folder, &["import", "a.aims", "out/everything.json", "--by", "P-1"], "");
    assert_eq!(code, 0, "{said}{err}");
    assert!(!said.contains("unknown to this version"), "{said}");
    let said = output(folder, &["check", "a.aims"]);
    assert!(
        said.contains("V-1-1 was signed on ") && said.contains("by Ana Sousa in another file, event "),
        "{said}"
    );
    assert!(
        said.contains(
            "rows and findings are as they stood there; that it was signed, this file cannot prove"
        )
    );
    assert!(
        said.contains("signed_brought_in_with=everything.json") && !said.contains("signed_in="),
        "{said}"
    );
    // An audit that stood here is signed by it, which no undo takes back: nothing promises that.
    let (code, again, _) = run(folder, &["import", "a.aims", "out/everything.json", "--by", "P-1"], "");
    assert!(code == 0 && !again.contains("Signed in another file"), "nothing of it is new: {again}");
}

#[test]
fn what_says_it_was_signed_and_came_in_with_data_is_shown_as_just_that() {
    let (folder, w) = signed();
    let version = seal::versions(w.a(), &w.audit_id().unwrap())[0].clone();
    let (event, head) = (version.event, version.head().chars().take(12).collect::<String>());
    w.into_session().close().unwrap();
    let folder = folder.path();
    output(folder, &["export", "a.aims", "--to", "out"]);
    let data = std::fs::read_to_string(folder.join("out/everything.json")).unwrap();
    assert!(data.contains("4 of 4") || data.contains("version 2, 2026-10-01"));
    let altered = data.replace("signed policy, version 2, 2026-10-01", "signed policy, version 9");
    assert_ne!(altered, data);
    std::fs::write(folder.join("altered.json"), altered).unwrap();
    for (file, from) in [("b.aims", "out/everything.json"), ("c.aims", "altered.json")] {
        output(folder, &["new", file, "--org", "Seeblick"]);
        // Nobody sits in a new file yet: who said what stands in what comes in.
        let (code, said, err) = run(folder, &["import", file, from], "");
        assert_eq!(code, 0, "{said}{err}");
        assert!(said.contains("Signed in another file and brought in: A-1 version 1."), "{said}");
        assert!(said.contains("In the program, u takes all of it back."), "{said}");
        let with = from.rsplit('/').next().unwrap();
        let words =
            format!("by Ana Sousa in another file, event {event}, head {head}, and brought in with {with}");
        let checked = output(folder, &["check", file]);
        assert!(checked.contains(&words) && checked.contains("this file cannot prove it"), "{checked}");
        let shown = output(folder, &["audit", file, "show"]);
        assert!(shown.contains(&format!("brought in with {with}; this file cannot prove it")), "{shown}");
        let (code, _, err) = run(folder, &["audit", file, "version", "again", "--by", "P-1"], "");
        assert!(code != 0 && err.contains(&format!("brought in with {with}")), "{err}");
        // What goes on from it says so on paper.
        let exported = run(folder, &["export", file, "--to", &format!("{file}-out"), "--audit", "1"], "");
        assert!(exported.0 == 0 && exported.2.contains("this file cannot prove it"), "{exported:?}");
        let tracker =
            std::fs::read_to_string(folder.join(format!("{file}-out/corrective-actions.md"))).unwrap();
        let tracker = tracker.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(tracker.contains(&format!("brought in with {with}; this file cannot prove it")), "{tracker}");
        // A file that follows it has no more to show for it.
        output(folder, &["follow-up", file, &format!("next-{file}")]);
        let checked = output(folder, &["check", &format!("next-{file}")]);
        assert!(checked.contains(&words) && !checked.contains("fault="), "{checked}");
    }
    // Back where it was signed it is what it was.
    let signed_here =
        |said: &str| said.lines().filter(|l| l.starts_with("signed")).map(str::to_owned).collect::<Vec<_>>();
    let before = signed_here(&output(folder, &["check", "a.aims"]));
    assert_eq!(run(folder, &["export", "b.aims", "--to", "back"], "").0, 0);
    output(folder, &["import", "a.aims", "back/everything.json", "--by", "P-1"]);
    let after = output(folder, &["check", "a.aims"]);
    assert!(signed_here(&after) == before && !after.contains("notice=V-1-1"), "{after}");
}

#[test]
fn what_was_signed_elsewhere_goes_again_as_it_came_and_does_not_hold_over_other_rows() {
    let (folder, w) = signed();
    w.into_session().close().unwrap();
    output(folder.path(), &["export", "a.aims", "--to", "out"]);
    let path = folder.path().join("out/everything.json");
    let (_other, mut b) = common::audit::nobody();
    let how = clausewise::import::How { of_another: true, ..Default::default() };
    let looked = b.look_into(&path, how, clausewise::import::Choice::Ours).unwrap();
    let done = b.take_over(&looked).unwrap();
    assert!(matches!(&done.said, Said::Imported { stays: false, signed, .. } if signed.len() == 1));
    assert!(matches!(&kept(b.session())[0].origin, Origin::Brought(x) if x.stands == Stands::Unknown));
    b.undo(false).unwrap();
    assert!(kept(b.session()).is_empty() && b.audit_id().is_none(), "as it promised");
    b.undo(true).unwrap();
    assert_eq!(kept(b.session()).len(), 1);
    // A copy was signed, and the rows here went on: the signature is not over them.
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.settle().unwrap();
    let (a, copy) = (w.path().to_owned(), folder.path().join("copy.aims"));
    w.into_session().close().unwrap();
    std::fs::copy(&a, &copy).unwrap();
    let line = "i-am P-1\naudit seal conclusion=Works; prepared=P-1; prepared-on=2026-11-21\n";
    assert_eq!(run(folder.path(), &["answer", "copy.aims", "--script", "-"], line).0, 0);
    output(folder.path(), &["export", "copy.aims", "--to", "out"]);
    output(folder.path(), &["audit", "a.aims", "row", "5.2", "note", "looked at again", "--by", "P-1"]);
    let (_, said, _) = run(folder.path(), &["import", "a.aims", "out/everything.json", "--by", "P-1"], "");
    assert!(said.contains("This cannot be taken back") && !said.contains("takes all of it back"), "{said}");
    let (code, said, _) = run(folder.path(), &["check", "a.aims"], "");
    assert!(code == 1 && said.contains("fault=V-1-1") && said.contains("does not hold"), "{said}");
}

#[test]
fn t17_killed_while_signing_the_version_is_there_whole_or_not_at_all() {
    let folder = ready();
    let before = std::fs::read(folder.path().join("a.aims")).unwrap();
    let mut seen = [0, 0];
    for millis in (0..24_u64).map(|n| n * n / 2) {
        std::fs::write(folder.path().join("a.aims"), &before).unwrap();
        for beside in ["a.aims-wal", "a.aims-shm", "a.aims-journal"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
            .args(SIGN)
            .current_dir(folder.path())
            .env("HOME", folder.path().join("home"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().unwrap();
        let (code, said, err) = run(folder.path(), &["check", "a.aims"], "");
        assert_eq!(code, 0, "{said}{err}");
        let signed = said.matches("signed=V-1-1").count();
        let rows = output(folder.path(), &["audit", "a.aims", "show"]);
        assert_eq!(rows.contains("Signed: version 1"), signed == 1, "{rows}");
        seen[signed] += 1;
    }
    assert!(seen[0] > 0, "none was early enough");
}

#[test]
fn who_signs_and_what_a_signed_audit_lacks_is_told() {
    let (_folder, mut w) = audit();
    let mine = || {
        let mut mine = signature();
        mine.insert("prepared-on".to_owned(), "2026-11-22".to_owned());
        mine
    };
    let empty = words(&w.sign_off(&mine()).unwrap_err());
    assert!(empty.contains("No row is planned in A-1"), "{empty}");
    paper(&mut w, "5.2");
    w.row_line("5.2 on 2026-11-22").unwrap();
    w.row_line("5.2 auditee Ana Sousa").unwrap();
    w.audit_line("1").unwrap();
    w.i_am("Cem Ak").unwrap();
    let mut form = mine();
    form.insert("prepared-on".to_owned(), "2026-11-20".to_owned());
    form.remove("reviewed-on");
    let header = w.audit().unwrap().header.id.clone();
    let change = draft(&[("lead", "Ana Sousa"), ("auditees", "Bo Lind")]);
    w.put(&clausewise::model::record::AUDIT, Some(&header), &change).unwrap();
    let told = warnings(&w.sign_off(&form).unwrap());
    let is = |which: fn(&Warning) -> bool| assert!(told.iter().any(which), "{told:?}");
    is(|w| matches!(w, Warning::HeaderLacks { lacks, .. } if lacks.len() == 6));
    is(
        |w| matches!(w, Warning::SignedByOther { who, prepared, .. } if who == "Cem Ak" && prepared == "Ana Sousa"),
    );
    is(|w| matches!(w, Warning::SignedByOutsider { who, .. } if who == "Cem Ak"));
    is(|w| matches!(w, Warning::ReviewedByAuditee { who, .. } if who == "Bo Lind"));
    is(|w| matches!(w, Warning::ReviewedNoDay { .. }));
    is(|w| matches!(w, Warning::PreparedEarly { .. }));
    is(|w| matches!(w, Warning::AuditsSelf { who, .. } if who == "Ana Sousa"));
}

#[test]
fn which_of_several_audits_is_signed_is_said() {
    let folder = ready();
    output(folder.path(), &["audit", "a.aims", "--by", "P-1", "new", "The second one"]);
    output(
        folder.path(),
        &["audit", "a.aims", "--by", "P-1", "row", "5.2", "limitation", "nobody was there"],
    );
    let seal = ["seal", "conclusion=Works", "prepared=P-1", "prepared-on=2026-11-20"];
    let line = |more: &[&'static str]| [&["audit", "a.aims", "--by", "P-1"], more, &seal[..]].concat();
    let (code, _, err) = run(folder.path(), &line(&[]), "");
    assert!(
        code != 0 && err.contains("Several audits are not signed: A-1") && err.contains("A-2 The second one"),
        "{err}"
    );
    assert!(output(folder.path(), &line(&["--audit", "1"])).contains("A-1 is signed as version 1"));
    output(folder.path(), &["export", "a.aims", "--to", "out", "--audit", "1", "--format", "md"]);
    let report = std::fs::read_to_string(folder.path().join("out/audit-report.md")).unwrap();
    assert!(
        report.contains("Signed by") && report.contains("before 22 November 2026")
            || report.contains("before 22 Nov 2026"),
        "{report}"
    );
}

/// The facts of a file of data with some of them changed; none takes one away.
fn altered(data: &str, change: impl Fn(&str, &str) -> Option<String>) -> String {
    fn walk(v: &mut serde_json::Value, change: &dyn Fn(&str, &str) -> Option<String>) {
        match v {
            serde_json::Value::Object(map) => {
                let keys: Vec<String> = map.keys().filter(|k| k.starts_with("@audit.")).cloned().collect();
                for key in keys {
                    let now = map.get(&key).and_then(|v| v.as_str()).and_then(|v| change(&key, v));
                    match now {
                        Some(now) => _ = map.insert(key, now.into()),
                        None => _ = map.remove(&key),
                    }
                }
                map.values_mut().for_each(|v| walk(v, change));
            }
            serde_json::Value::Array(all) => all.iter_mut().for_each(|v| walk(v, change)),
            _ => {}
        }
    }
    let mut all: serde_json::Value = serde_json::from_str(data).unwrap();
    walk(&mut all, &change);
    all.to_string()
}

#[test]
fn what_comes_in_keeps_the_rules_between_fields_and_a_seal_without_its_hash_proves_nothing() {
    let (folder, w) = signed();
    w.into_session().close().unwrap();
    let folder = folder.path();
    output(folder, &["export", "a.aims", "--to", "out"]);
    let data = std::fs::read_to_string(folder.join("out/everything.json")).unwrap();
    let kept = |v: &str| Some(v.to_owned());
    let many = altered(&data, |k, v| if k.ends_with(".sample") { Some("400".to_owned()) } else { kept(v) });
    let bare = altered(&data, |k, v| if k.rsplit('.').next() == Some("hash") { None } else { kept(v) });
    assert!(many.contains("400") && bare.len() < altered(&data, |_, v| kept(v)).len());
    std::fs::write(folder.join("many.json"), many).unwrap();
    std::fs::write(folder.join("bare.json"), bare).unwrap();
    output(folder, &["new", "b.aims", "--org", "Seeblick"]);
    let (code, said, err) = run(folder, &["import", "b.aims", "many.json"], "");
    let told = format!("{said}{err}");
    assert!(code != 0 && told.contains("(5.2)") && told.contains("400") && told.contains('4'), "{told}");
    assert!(run(folder, &["audit", "b.aims", "list"], "").1.is_empty(), "nothing came in");
    output(folder, &["import", "b.aims", "bare.json"]);
    for line in [&["audit", "b.aims", "list"][..], &["audit", "b.aims", "show"], &["check", "b.aims"]] {
        let (_, said, err) = run(folder, line, "");
        assert!(said.contains("this file cannot prove it"), "{said}{err}");
    }
    let exported = run(folder, &["export", "b.aims", "--to", "b-out", "--audit", "1"], "");
    assert!(exported.2.contains("this file cannot prove it"), "{exported:?}");
}

#[test]
fn an_auditee_who_signs_what_somebody_else_prepared_is_called_one() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    let header = w.audit().unwrap().header.id.clone();
    let change = draft(&[("lead", "Ana Sousa"), ("team", "Cem Ak"), ("auditees", "Cem Ak")]);
    w.put(&clausewise::model::record::AUDIT, Some(&header), &change).unwrap();
    w.i_am("Cem Ak").unwrap();
    let told = warnings(&w.sign_off(&signature()).unwrap());
    let who = "Cem Ak".to_owned();
    assert!(told.contains(&Warning::SignedByAuditee { version: 1, who }), "{told:?}");
    assert!(!told.iter().any(|w| matches!(w, Warning::PreparedByAuditee { .. })), "{told:?}");
    let report = limitations(&w);
    assert!(report.contains("Cem Ak signed version 1 and is one of those who are audited."), "{report}");
    // Of who wrote it and signed it, it is said once.
    w.audit_line("version a row was wrong").unwrap();
    let mut own = signature();
    own.insert("prepared".to_owned(), "Cem Ak".to_owned());
    let told = warnings(&w.sign_off(&own).unwrap());
    assert!(told.iter().any(|w| matches!(w, Warning::PreparedByAuditee { .. })), "{told:?}");
    assert!(!told.iter().any(|w| matches!(w, Warning::SignedByAuditee { .. })), "{told:?}");
}

#[test]
fn an_empty_header_is_named_gap_by_gap_and_limits_the_report() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    let id = w.audit_id().unwrap();
    let said = clausewise::words::each(&w.before_signing(&id)).join(" ");
    let gaps = "The header of A-1 does not say: objective, scope, criteria, from, until, lead auditor, auditees, independence.";
    assert!(said.contains(gaps), "{said}");
    assert!(limitations(&w).contains(gaps), "{}", limitations(&w));
    let whole = [
        ("objective", "Does it work"),
        ("covers", "all"),
        ("criteria", "the standard"),
        ("from", "2026-11-10"),
        ("until", "2026-11-22"),
        ("lead", "Ana Sousa"),
        ("auditees", "Bo Lind"),
    ];
    w.put(&clausewise::model::record::AUDIT, Some(&id), &draft(&whole)).unwrap();
    assert!(limitations(&w).contains("The header of A-1 does not say: independence."));
    w.put(&clausewise::model::record::AUDIT, Some(&id), &draft(&[("independence", "of another unit")]))
        .unwrap();
    assert!(!limitations(&w).contains("does not say"), "{}", limitations(&w));
}

#[test]
fn what_to_think_about_is_named_before_it_is_signed_and_nothing_is_changed_for_that() {
    let folder = ready();
    let line = |more: &[&'static str]| [&["audit", "a.aims", "--by", "P-1"], more].concat();
    output(folder.path(), &line(&["finding", "minor", "7.3", "Nobody approved it"]));
    output(folder.path(), &line(&["row", "7.2", "limitation", "the site was closed"]));
    let before = output(folder.path(), &["check", "a.aims"]);
    let told = output(folder.path(), &[&SIGN[..], &["--dry-run"]].concat());
    for said in [
        "A-1 can be signed as version 1.",
        "The header of A-1 does not say: objective",
        "F-1-1 says nothing of what was seen",
        "7.2 is not complete; its limitation is all the report says of it.",
        "Nothing was changed: this was a dry run.",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert_eq!(output(folder.path(), &["check", "a.aims"]), before);
    let (code, _, err) = run(folder.path(), &["audit", "a.aims", "seal", "--dry-run", "--by", "P-1"], "");
    assert!(code != 0 && err.contains("Nothing was changed"), "what would be refused is: {err}");
    // What is told before is told again with the signature.
    let signed = output(folder.path(), &SIGN);
    assert!(signed.contains("F-1-1 says nothing of what was seen"), "{signed}");
}

#[test]
fn a_dry_run_says_all_that_is_missing_and_all_there_is_to_think_about_whoever_asks() {
    let folder = ready();
    let line = |more: &[&'static str]| [&["audit", "a.aims"], more].concat();
    output(folder.path(), &line(&["row", "7.2", "plan", "--by", "P-1"]));
    output(folder.path(), &line(&["finding", "minor", "7.2", "Nobody approved it", "--by", "P-1"]));
    for by in [&["--by", "P-1"][..], &[]] {
        let (code, told, err) = run(folder.path(), &[&line(&["seal", "--dry-run"])[..], by].concat(), "");
        assert!(code != 0 && err.contains("Not whole yet: 7.2"), "{err}");
        for said in [
            "A-1 cannot be signed yet. Missing, 4 things:",
            "Not whole yet: 7.2",
            "Conclusion",
            "Prepared by",
            "Prepared on",
            "The header of A-1 does not say: objective",
            "F-1-1 says nothing of what was seen",
        ] {
            assert!(told.contains(said), "{said}: {told}");
        }
    }
    // Who signs is no matter before it is done.
    output(folder.path(), &line(&["row", "7.2", "limitation", "the site was closed", "--by", "P-1"]));
    let nobody = [&SIGN[..7], &["--dry-run"]].concat();
    let told = output(folder.path(), &nobody);
    assert!(
        told.contains("A-1 can be signed as version 1.") && told.contains("7.2 is not complete"),
        "{told}"
    );
    let (code, _, err) = run(folder.path(), &SIGN[..7], "");
    assert!(code != 0 && !err.is_empty(), "nobody signs without a name");
}

#[test]
fn whoever_types_a_signature_in_one_line_is_asked_and_a_script_is_not() {
    let folder = ready();
    let path = folder.path().join("a.aims");
    let talk = |lines: &[&str], echo: bool| {
        let (input, mut out) = (lines.join("\n") + "\n", Vec::new());
        let start = clausewise::plain::Start {
            bank: bank::embedded().unwrap(),
            kinds: clausewise::model::record::KINDS,
            file: Some(&path),
            today: jiff::civil::date(2026, 11, 22),
            by: "t",
            echo,
        };
        clausewise::plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let seal = "audit seal conclusion=Works; prepared=P-1; prepared-on=2026-11-20";
    let said = talk(&["i-am P-1", seal, "no"], false);
    assert!(
        said.contains("The header of A-1 does not say") && said.contains("Sign A-1 as version 1?"),
        "{said}"
    );
    assert!(said.contains("Nothing was signed.") && !said.contains("A-1 is signed"), "{said}");
    let said = talk(&["i-am P-1", seal, "yes"], false);
    assert!(said.contains("A-1 is signed as version 1"), "{said}");
    let said = talk(&["i-am P-1", "audit version once more", seal], true);
    assert!(
        !said.contains("Sign A-1 as version 2?") && said.contains("A-1 is signed as version 2"),
        "{said}"
    );
    assert!(
        said.contains("The header of A-1 does not say"),
        "what it would have told stands in its outcome: {said}"
    );
}

#[test]
fn a_finding_without_evidence_limits_the_report() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 7.3 Nobody approved it").unwrap();
    assert!(limitations(&w).contains("F-1-1: nothing is stated of what was seen."), "{}", limitations(&w));
    w.finding_line("1 evidence policy of March, no signature").unwrap();
    assert!(!limitations(&w).contains("nothing is stated"), "{}", limitations(&w));
}

#[test]
fn a_name_nobody_has_is_called_by_it_and_the_register_is_named() {
    let folder = ready();
    let line = ["audit", "a.aims", "row", "5.2", "note", "x", "--by", "Nobody Here"];
    let (code, _, err) = run(folder.path(), &line, "");
    assert!(code != 0 && err.contains("\"Nobody Here\" is nobody of the register of people"), "{err}");
    assert!(err.contains("clausewise record FILE person list"), "{err}");
    assert!(output(folder.path(), &["record", "a.aims", "person", "list"]).contains("Ana Sousa"));
    for name in ["Di Roe", "Eva Lux", "Finn Ort"] {
        output(folder.path(), &["record", "a.aims", "person", "add", &format!("name={name}")]);
    }
    let (_, _, err) =
        run(folder.path(), &["audit", "a.aims", "row", "5.2", "auditor", "Xaver", "--by", "P-1"], "");
    assert!(err.contains("Eva Lux (P-5) and 1 more."), "{err}");
}

#[test]
fn a_day_counted_from_the_report_is_led_to_its_own_field() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.finding_line("minor 5.2 Nobody approved it").unwrap();
    let reply = |due: &str| draft(&[("finding", "F-1-1"), ("due", due)]);
    let kind = &clausewise::model::record::FINDING_REPLY;
    let told = words(&w.put(kind, None, &reply("30 days after the report")).unwrap_err());
    assert!(told.contains("Due in days") && told.contains("Due at"), "{told}");
    let told = words(&w.put(kind, None, &reply("some time")).unwrap_err());
    assert!(!told.contains("Due in days"), "{told}");
    w.put(kind, None, &draft(&[("finding", "F-1-1"), ("days", "30")])).unwrap();
}

/// What limits the report of the audit one works in, as it was signed or stands.
fn limitations(w: &Work) -> String {
    let folder = tempfile::tempdir().unwrap();
    let audit = clausewise::work::AuditWish { asked: true, ..w.audit_wish().unwrap() };
    let formats = vec![clausewise::report::Format::Markdown];
    let wish = clausewise::work::Wish { audit: Some(audit), ..clausewise::work::Wish::of(formats) };
    w.export(folder.path(), &wish, false).unwrap();
    let text = std::fs::read_to_string(folder.path().join("audit-report.md")).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let from = text.split("## Limitations").nth(1).unwrap_or_default();
    from.split("## Differences").next().unwrap_or_default().to_owned()
}

#[test]
fn evidence_that_was_removed_since_is_told_before_it_is_signed() {
    let (_folder, mut w) = audit();
    w.put(&EVIDENCE, None, &draft(&[("what", "List of joiners"), ("shows", "7.2")])).unwrap();
    w.row_line("7.2 evidence E-1").unwrap();
    let told = |w: &Work| clausewise::words::each(&w.before_signing(&w.audit_id().unwrap())).join(" ");
    assert!(!told(&w).contains("was removed"), "{}", told(&w));
    let id = read::all(w.a(), &EVIDENCE)[0].id.clone();
    w.remove(&EVIDENCE, &id).unwrap();
    let words = "7.2 cites evidence that was removed from the register since: E-1 List of joiners.";
    assert!(told(&w).contains(words), "{}", told(&w));
    assert!(clausewise::words::audit_page::of_work(&w).unwrap().join(" ").contains(words));
    w.undo(false).unwrap();
    assert!(!told(&w).contains("was removed"), "{}", told(&w));
}
