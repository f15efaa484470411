//! What the questionnaire holds beside its questions reaches people: the three worked firms as samples and quoted,
//! the few files of a small firm, what helps to answer, the way to another version of the questions.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clausewise::bank;
use clausewise::model::counts::Counts;
use clausewise::model::format::Firm;
use clausewise::model::record::{EVIDENCE, read};
use clausewise::model::statement::Applicable;
use clausewise::session::Session;
use clausewise::words::advice;
use clausewise::work::Work;
use program::{output, run};

fn facts(folder: &Path, file: &str) -> BTreeMap<String, String> {
    let dump = output(folder, &["dump", file]);
    let pair = |l: &str| l.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()));
    dump.lines().filter_map(pair).collect()
}

#[test]
fn a_sample_of_each_firm_holds_who_it_is_and_all_it_answered() {
    let dir = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    for firm in Firm::ALL {
        let told = q.firms.of(firm).unwrap();
        let file = format!("{}.aims", firm.key());
        output(dir.path(), &["demo", &file, "--firm", firm.key()]);
        let facts = facts(dir.path(), &file);
        let about = [
            ("about.organisation", told.organisation.clone()),
            ("about.scope", told.scope.clone()),
            ("about.size", told.size().key().to_owned()),
            ("about.roles", told.roles.join(", ")),
            ("about.hours-per-week", told.hours_per_week.to_string()),
        ];
        for (key, value) in about {
            assert_eq!(facts.get(key), Some(&value), "{firm:?} {key}: {facts:#?}");
        }
        for r in &q.requirements {
            let said = r.worked.of(firm).unwrap();
            assert_eq!(facts.get(&r.id), Some(&said.level), "{firm:?} {}", r.id);
            let words = if said.level == "n" { "reason" } else { "note" };
            assert_eq!(facts.get(&format!("{words}.{}", r.id)), Some(&said.wrote), "{firm:?} {}", r.id);
        }
        let names = |kind: &str| {
            let named = facts.iter().filter(|(k, _)| {
                k.strip_prefix(kind).is_some_and(|rest| rest.split('.').nth(1) == Some("name"))
            });
            named.count()
        };
        assert_eq!((names("person."), names("system.")), (told.members.len(), told.systems.len()));
        assert!(output(dir.path(), &["status", &file]).contains("0 open"));
    }
    let (code, out, err) = run(dir.path(), &["demo", "g.aims", "--firm", "butcher"], "");
    assert!(code == 2 && err.contains("bakery, software, bank"), "{code} {out} {err}");
    assert!(!dir.path().join("g.aims").exists());
}

/// Every firm answers every requirement, and leaves out only controls that can be left out.
#[test]
fn every_firm_is_followed_through_every_requirement() {
    let q = bank::embedded().unwrap();
    for r in &q.requirements {
        assert_eq!(r.worked.each().count(), Firm::ALL.len(), "{}", r.id);
        for (firm, said) in r.worked.each() {
            assert!(
                said.level != "n" || r.exclude.as_ref().is_some_and(|e| e.when.is_some()),
                "{} {firm:?}",
                r.id
            );
        }
    }
}

#[test]
fn a_firm_of_three_sees_few_files_and_a_team_of_two_hundred_every_name() {
    let dir = tempfile::tempdir().unwrap();
    let csv = |firm: &str| {
        let file = format!("{firm}.aims");
        output(dir.path(), &["demo", &file, "--firm", firm]);
        let text = output(dir.path(), &["documents", &file, "--format", "csv"]);
        let mut rows = text.lines();
        let head: Vec<String> = rows.next().unwrap().split(',').map(str::to_owned).collect();
        assert_eq!(head[..7], ["name", "kind", "basis", "asked_at", "state", "owner", "holds"], "{head:?}");
        rows.map(|r| r.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let few = csv("bakery");
    assert!((10..=20).contains(&few.len()), "{few:?}");
    assert!(few.iter().any(|n| n == "AI policy") && few.iter().any(|n| n == "AI handbook"), "{few:?}");
    let text = output(dir.path(), &["documents", "bakery.aims"]);
    assert!(text.starts_with(&format!("{} files are enough", few.len())), "{text}");
    let rows = text.lines().filter(|l| l.starts_with("  ") && !l.starts_with("    "));
    assert_eq!(rows.count(), few.len(), "{text}");
    assert!(text.contains("Goes in: ") && text.contains("more that auditors usually expect"), "{text}");
    let (code, said, _) = run(dir.path(), &["--plain", "bakery.aims"], "documents\nquit\n");
    assert!(
        code == 0 && said.contains("files are enough") && said.contains("Statement of Applicability"),
        "{said}"
    );
    let all = csv("bank");
    assert!(all.len() > 100, "{}", all.len());
    assert!(output(dir.path(), &["documents", "bank.aims"]).starts_with("# Required\n"));
}

/// What helps to answer stands in plain mode's `why` and in `questionnaire show`, the nearest firm first.
#[test]
fn what_helps_is_told_in_plain_mode_and_by_the_command() {
    let dir = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    output(dir.path(), &["demo", "f.aims", "--firm", "bank"]);
    let full = |r: &&clausewise::model::Requirement| {
        r.sectors.each().next().is_some()
            && !r.pointers.is_empty()
            && r.related.iter().any(|x| x.confidence == "low")
    };
    let r = q.requirements.iter().find(full).unwrap();
    let (code, said, _) = run(dir.path(), &["--plain", "f.aims"], &format!("go {}\nwhy\nquit\n", r.id));
    assert_eq!(code, 0, "{said}");
    let shown = output(dir.path(), &["questionnaire", "show", &r.id]);
    let (enough, finding) = (r.enough.as_ref().unwrap(), r.finding.as_ref().unwrap());
    let sector = r.sectors.each().next().unwrap().1;
    let pointer = &r.pointers[0].helps_with;
    let wrote = r.worked.each().map(|(_, w)| w.wrote.as_str());
    let sure = r.related.iter().find(|x| x.confidence != "low").map(|x| x.note.as_str());
    let own = r.related.iter().find(|x| x.confidence == "low").map(|x| x.reference.as_str());
    let texts = [enough.stage1.as_str(), &enough.stage2, &finding.text, sector, pointer, &r.ai_today];
    for text in texts.into_iter().chain(wrote).chain(sure).chain(own) {
        assert!(said.contains(text), "plain: {text}\n{said}");
        assert!(shown.contains(text), "show: {text}\n{shown}");
    }
    assert!(said.contains("by our own reading alone") && shown.contains("by our own reading alone"));
    let at = |firm: Firm| said.find(&advice::wrote(&q, r, firm).unwrap()).unwrap();
    // A firm is not quoted in its own file: what it wrote stands there as its notes.
    assert!(!said.contains(&advice::wrote(&q, r, Firm::Bank).unwrap()), "{said}");
    assert!(at(Firm::Software) < at(Firm::Bakery), "{said}");
    assert!(
        shown.find("The bakery (3 people)").unwrap() < shown.find("The bank's team (200 people)").unwrap()
    );
}

/// The outline of plain mode asks each question in its short form.
#[test]
fn the_short_question_stands_in_the_outline_of_plain_mode() {
    let dir = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    output(dir.path(), &["demo", "f.aims"]);
    let (_, said, _) = run(dir.path(), &["--plain", "f.aims"], "outline\nquit\n");
    for r in &q.requirements {
        assert_eq!(r.short_question(), r.short);
        assert!(said.contains(&format!(". {}", r.short)), "{}", r.short);
    }
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("questionnaires/examples/meeting-assistants/questionnaire.json")
}

/// A file that keeps a questionnaire goes on asking it; a follow-up takes its answers to another version.
#[test]
fn a_follow_up_takes_the_answers_to_another_version_of_the_questionnaire() {
    let dir = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(example()).unwrap();
    assert!(text.contains("\"version\": \"2.0\""));
    for (name, version) in [("v2", "2.0"), ("v3", "3.0")] {
        let folder = dir.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let text = text.replace("\"version\": \"2.0\"", &format!("\"version\": \"{version}\""));
        std::fs::write(folder.join("questionnaire.json"), text).unwrap();
    }
    output(dir.path(), &["new", "a.aims", "--org", "Acme", "--questionnaire", "v2"]);
    std::fs::write(dir.path().join("answers"), "1.1 4 as agreed\n").unwrap();
    output(dir.path(), &["answer", "a.aims", "--script", "answers"]);
    let said = output(dir.path(), &["follow-up", "a.aims", "b.aims", "--questionnaire", "v3"]);
    assert!(said.contains("version 3.0") && said.contains("Every answer has its question"), "{said}");
    let (old, new) = (facts(dir.path(), "a.aims"), facts(dir.path(), "b.aims"));
    assert_eq!(old["about.questionnaire"], "meeting-assistants 2.0");
    assert_eq!(new["about.questionnaire"], "meeting-assistants 3.0");
    assert_ne!(old["about.questionnaire-hash"], new["about.questionnaire-hash"]);
    assert_eq!((new["1.1"].as_str(), new["note.1.1"].as_str()), ("4", "as agreed"));
    output(dir.path(), &["check", "b.aims"]);
    let (code, _, err) =
        run(dir.path(), &["follow-up", "a.aims", "c.aims", "--questionnaire", "embedded"], "");
    assert!(code == 2 && err.contains("meeting-assistants") && err.contains("Nothing was created"), "{err}");
    assert!(!dir.path().join("c.aims").exists());
}

/// A file of the first edition tells once that the questions are another version; the first change says so in it.
#[test]
fn a_file_of_the_first_edition_goes_over_with_its_first_change() {
    let dir = tempfile::tempdir().unwrap();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/0.1.0/demo.aims");
    std::fs::copy(old, dir.path().join("f.aims")).unwrap();
    let told = |typed: &str| run(dir.path(), &["--plain", "f.aims"], typed).1;
    let first = told("go 4.1\n5\nquit\n");
    assert!(first.contains("version 1.0 of the questions") && first.contains("version 2.0"), "{first}");
    assert_eq!(facts(dir.path(), "f.aims")["about.questionnaire"], "iso42001-2023 2.0");
    assert!(!told("quit\n").contains("of the questions"));
}

/// A firm's Statement of Applicability is one an auditor can read: every control is in with a reason, what it is needed for,
/// who answers for it and how it is done where anything is, or out with an argument and a day to look again.
#[test]
fn the_statement_of_every_firm_says_why_and_who_and_what_proves_it() {
    let q = bank::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Whatever the day: what happened later in the sample happened later on each of them.
    let days = [(2026, 11, 23), (2027, 1, 1), (2027, 5, 4), (2027, 10, 21), (2027, 11, 5)];
    for (n, (year, month, day)) in days.into_iter().enumerate() {
        let today = jiff::civil::date(year, month, day);
        let mut wrote: BTreeMap<String, Firm> = BTreeMap::new();
        for firm in Firm::ALL {
            let path = folder.path().join(format!("{}-{n}.aims", firm.key()));
            clausewise::sample::create(q.clone(), Some(firm), &path, today, false).unwrap();
            if n > 0 {
                continue;
            }
            let s = Session::open(q.clone(), &path, "test", false, Duration::ZERO).unwrap();
            let w = Work::new(s, today);
            let rows = w.statement();
            let counts = Counts::of(&rows);
            assert_eq!(
                (counts.standard, counts.undecided, counts.without_reason, counts.weak, counts.again),
                (38, 0, 0, 0, 0),
                "{firm:?}"
            );
            let mut proven = 0;
            for row in rows.iter().filter(|r| r.requirement().is_some()) {
                let at = format!("{firm:?} {}", row.id);
                if row.applicable == Applicable::No {
                    assert!(row.against.len() > 100 && !row.again.is_empty(), "{at}: {}", row.against);
                    continue;
                }
                assert!(row.why.len() > 30 && !row.drivers.is_empty() && !row.owner.is_empty(), "{at}");
                assert!(!row.how.is_empty() || w.a().get(&row.id) == Some("2"), "{at}: how it is done");
                assert_eq!(wrote.insert(row.why.clone(), firm), None, "{at}: in its own words");
                proven += usize::from(!row.evidence.is_empty());
            }
            let pieces = read::all(w.a(), &EVIDENCE);
            assert!(proven >= 12 && pieces.len() >= 12, "{firm:?}: {proven} controls, {}", pieces.len());
            for e in &pieces {
                let empty = ["date", "holder", "place"].into_iter().find(|f| e.get(f).is_empty());
                assert!(empty.is_none() && !e.members("shows").is_empty(), "{firm:?} {}", e.name());
            }
            let seen = pieces.iter().filter(|e| !e.members("seen-by").is_empty()).count();
            assert!(seen >= 4, "{firm:?}: {seen} pieces were looked at");
            assert!(rows.iter().filter(|r| !r.risks.is_empty()).count() >= 8, "{firm:?}: risks");
        }
    }
}
