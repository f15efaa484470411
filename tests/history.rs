//! The history as evidence: every fact that was changed with who, when in UTC to the second, what was and what is in full;
//! the hash of it on every paper, looked up again in the file; and an explanation that can be handed on, the same words
//! whichever way it is asked for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
    pub(crate) mod program;
}

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use clausewise::model::questionnaire::Target;
use clausewise::model::record::EVIDENCE;
use clausewise::model::said::Matter;
use clausewise::model::{Level, Printed};
use clausewise::report::explain;
use clausewise::session::Session;
use clausewise::words::export::left_out;
use clausewise::words::trail;
use clausewise::work::Work;
use common::audit::{audit, draft, nobody, paper, words};
use common::program::{output, run};
use serde_json::Value;

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut r = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    r.deserialize().map(Result::unwrap).collect()
}

/// A file answered by a script, and its folder.
fn scripted(lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), &["new", "a.aims", "--org", "Seeblick"]);
    let (code, _, err) =
        run(folder.path(), &["answer", "a.aims", "--script", "-", "--by", "Ana Sousa"], lines);
    assert_eq!((code, err.as_str()), (0, ""));
    folder
}

fn value(checked: &str, key: &str) -> String {
    let line = checked.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix('='));
    line.unwrap_or_else(|| panic!("{key} in {checked}")).to_owned()
}

#[test]
fn every_line_of_a_script_stands_by_itself_with_all_it_says() {
    let long = format!("{} end, \"quoted\"", "because the board wants it so ".repeat(40));
    let ids: Vec<String> = (1..=9).map(|n| format!("5.2/{n}")).collect();
    let answers: Vec<String> = ids.iter().map(|id| format!("{id} 3")).collect();
    let folder = scripted(&format!("{}\n5.2/1 5 {long}\n", answers.join("\n")));
    let csv = rows(&output(folder.path(), &["history", "a.aims", "--format", "csv"]));
    let of = |id: &str| csv.iter().filter(|r| r["id"] == id).collect::<Vec<_>>();
    for id in &ids {
        let first = of(id)[0];
        let said = ["what", "fact", "key", "was", "now", "stored_now", "who"].map(|k| first[k].as_str());
        assert_eq!(said, ["answer", "answer", id, "", "Written", "3", "Ana Sousa"], "{first:?}");
        let time: jiff::Timestamp = first["time_utc"].parse().unwrap();
        assert_eq!(first["time_utc"].len(), 20, "to the second, in UTC: {time}");
        assert!(first["name"].contains("AI policy") && first["hash"].len() == 64, "{first:?}");
    }
    // Each line its own event.
    let numbers: std::collections::BTreeSet<&String> = ids.iter().map(|id| &of(id)[0]["number"]).collect();
    assert_eq!(numbers.len(), 9);
    let again = of("5.2/1");
    assert_eq!((again[1]["was"].as_str(), again[1]["now"].as_str()), ("Written", "Proven"));
    assert_eq!(
        (again[2]["fact"].as_str(), again[2]["now"].as_str()),
        ("note", long.as_str()),
        "nothing is cut"
    );
    let checked = output(folder.path(), &["check", "a.aims"]);
    assert_eq!(csv.last().unwrap()["hash"], value(&checked, "head"));
    // The same as data and as text.
    let json: Value =
        serde_json::from_str(&output(folder.path(), &["history", "a.aims", "--format", "json"])).unwrap();
    let events = json["events"].as_array().unwrap();
    assert_eq!(events.len().to_string(), value(&checked, "events"));
    let facts = events.iter().map(|e| e["changes"].as_array().unwrap().len().max(1)).sum::<usize>();
    assert_eq!(facts, csv.len());
    let text = output(folder.path(), &["history", "a.aims"]);
    assert!(text.contains(&format!("note: {long}")) && text.contains("answer: Written -> Proven"), "{text}");
    // Plain mode tells one of them whole.
    let last = events.len();
    let said = run(folder.path(), &["--plain", "a.aims"], &format!("event {last}\nevent 999\nq\n")).1;
    assert!(said.contains(&format!("note: {long}")) && said.contains("\"999\" is no event"), "{said}");
}

#[test]
fn a_printed_hash_names_its_event_and_what_came_after_and_another_file_does_not_know_it() {
    let folder = scripted("5.2 3\n");
    let printed = value(&output(folder.path(), &["check", "a.aims"]), "head");
    let short: String = printed.chars().take(12).collect();
    let answer = ["answer", "a.aims", "--script", "-", "--by", "Bo Lind"];
    assert_eq!(run(folder.path(), &answer, "7.3 4\n7.2 4\n").0, 0);
    for hash in [&short, &printed] {
        let found = output(folder.path(), &["check", "a.aims", "--hash", hash]);
        assert_eq!(
            (value(&found, "expected_event"), value(&found, "events_since")),
            ("2".into(), "2".into())
        );
        assert_eq!(
            (value(&found, "expected_by"), value(&found, "expected_what")),
            ("Ana Sousa".into(), "answer".into())
        );
        let words = value(&found, "expected");
        assert!(
            words.starts_with(&format!("{short} is event 2 of 20")) && words.contains("UTC, by Ana Sousa"),
            "{words}"
        );
        assert!(words.ends_with("still holds it and everything before it; 2 events came after."), "{words}");
    }
    let (code, _, err) = run(folder.path(), &["check", "a.aims", "--hash", "0123456789ab"], "");
    assert!(code == 1 && err.contains("does not hold what that report was made from"), "{err}");
    assert_eq!(run(folder.path(), &["check", "a.aims", "--hash", "0123"], "").0, 2);
    output(folder.path(), &["new", "b.aims", "--org", "Another"]);
    assert_eq!(run(folder.path(), &["check", "b.aims", "--hash", &short], "").0, 1);
    let said = run(
        folder.path(),
        &["--plain", "a.aims"],
        &format!("check {short}\ncheck 0123456789ab\ncheck no\nq\n"),
    )
    .1;
    for words in
        ["is event 2 of 20", "No event of a.aims begins with 0123456789ab", "\"no\" is no hash of a paper"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
}

/// Text of all parts of a packed file.
fn unpacked(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for n in 0..zip.len() {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_index(n).unwrap(), &mut text).unwrap();
        all.push_str(&String::from_utf8_lossy(&text));
    }
    all
}

/// Whether a paper says from which state it was made; what it says in other words, where its format has no foot.
fn says(name: &str, bytes: &[u8], short: &str, head: &str, events: &str) -> bool {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    let ending = Path::new(name).extension().unwrap().to_str().unwrap();
    let stamp = format!("{events} events, head {short}");
    match ending {
        // What is for one other program has only what that program knows.
        _ if name == "ciso-assistant.csv" => true,
        "md" if name == "one-pager.md" => text().trim_end().ends_with(&format!("{head}.")),
        "md" => text().trim_end().lines().last().unwrap().ends_with(&stamp),
        // A table without a row says nothing at all.
        "csv" => rows(&text()).iter().all(|row| row["events"] == events && row["head"] == head),
        "docx" | "xlsx" => unpacked(bytes).contains(short),
        "html" => text().trim_end().ends_with(&format!("{stamp}</p></footer>\n</body>\n</html>")),
        "pdf" => text().contains(short),
        // Long lines of a calendar are folded.
        "ics" => text().replace("\r\n ", "").contains(head),
        "json" | "mmd" => text().contains(head),
        other => panic!("{other}: a new format says from which state it was made"),
    }
}

#[test]
fn every_document_says_from_which_state_of_the_file_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), &["demo", "a.aims"]);
    let checked = output(folder.path(), &["check", "a.aims"]);
    let (head, events) = (value(&checked, "head"), value(&checked, "events"));
    let short: String = head.chars().take(12).collect();
    let out = output(folder.path(), &["export", "a.aims", "--to", "out"]);
    let mut seen = 0;
    for path in out.lines() {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let bytes = std::fs::read(folder.path().join(path)).unwrap();
        assert!(says(name, &bytes, &short, &head, &events), "{name}");
        seen += 1;
    }
    assert!(seen > 70, "{seen}");
    for args in [
        &["gaps", "a.aims", "--format", "md"][..],
        &["explain", "a.aims", "5.2", "--format", "md"],
        &["explain", "a.aims", "5.2"],
    ] {
        let said = output(folder.path(), args);
        assert!(said.trim_end().ends_with(&format!("{events} events, head {short}")), "{args:?}: {said}");
    }
}

#[test]
fn without_names_the_history_tells_when_and_what_was_changed_and_nothing_that_was_written() {
    let (_folder, mut w) = audit();
    w.rate("5.2", Some(Level::InUse), Some("Vera Quill keeps it"), false).unwrap();
    paper(&mut w, "5.2");
    let head = w.head_in_full(Some(left_out()));
    let all = head.events_in_full.clone().unwrap();
    assert_eq!(all.len(), w.session().events().len());
    let told = format!("{all:?}");
    for name in ["Vera", "Quill", "Ana", "Sousa", "Seeblick", "signed policy", "QA lead", "laptop", "spring"]
    {
        assert!(!told.contains(name), "{name} in {told}");
    }
    let answer = all.iter().find(|e| e.at == "5.2" && e.what == "answer").unwrap();
    assert_eq!((answer.by.as_str(), answer.changes[0].now.as_deref()), ("P-1", Some("4")));
    let kept = w.session().events().iter().find(|e| e.seq == answer.seq).unwrap();
    assert_eq!(answer.hash, kept.hash);
}

/// A file in which much stands behind one requirement.
fn behind() -> (tempfile::TempDir, Work) {
    let (folder, mut w) = audit();
    w.rate("5.2", Some(Level::InUse), None, false).unwrap();
    w.rate("5.2/3", Some(Level::Proven), None, false).unwrap();
    w.i_am("Bo Lind").unwrap();
    w.write(Matter::Note, "5.2", "Written with the board").unwrap();
    let piece = [
        ("what", "Policy"),
        ("shows", "5.2/3"),
        ("version", "2"),
        ("valid-until", "2027-10-01"),
        ("seen-by", "P-1: 2026-11-20"),
    ];
    w.put(&EVIDENCE, None, &draft(&piece)).unwrap();
    w.i_am("Ana Sousa").unwrap();
    paper(&mut w, "5.2");
    w.row_line("5.2/3 minor The law of one country is not named").unwrap();
    (folder, w)
}

#[test]
fn an_explanation_says_who_answered_what_proves_it_what_the_audit_says_and_of_which_state_it_is() {
    let (folder, w) = behind();
    let at = w.q().find("5.2").unwrap();
    let doc = w.explained_place(at);
    let said = explain::said(&doc);
    let text = said.join("\n");
    for words in [
        "Status: Partial.",
        "  5.2: In use, by Ana Sousa (P-1) on 20",
        "  5.2/3: Proven, by Ana Sousa (P-1) on 20",
        "  5.2 note: Written with the board",
        "    by Bo Lind (P-2) on 20",
        "E-1 Policy, 2, seen by Ana Sousa on 2026-11-20; proves 5.2/3; current, holds until 2027-10-01",
        "# Audit A-1 Internal audit, spring",
        "5.2 AI policy: own Partial; audit minor; F-1-1; 4 of 4 staff, by list",
        "Evidence seen: signed policy, version 2, 2026-10-01",
        "F-1-1 minor on 5.2/3: The law of one country is not named; open",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let head: String = w.head().hash.chars().take(12).collect();
    assert_eq!(said[said.len() - 2], "Seeblick, 2026-11-22");
    assert!(said.last().unwrap().ends_with(&format!("head {head}")), "{said:?}");
    assert!(matches!(w.printed(&head), Printed::At { after: 0, .. }));
    // Nothing of it is said where nothing was.
    let other = explain::said(&w.explained_place(w.q().find("8.4").unwrap())).join("\n");
    assert!(
        other.contains("Nobody yet.")
            && other.contains("None is named.")
            && other.contains("Not in its plan."),
        "{other}"
    );
    // The command and plain mode say these words; only the day is another, as it is another day.
    let today = |lines: &[String]| {
        lines.iter().filter(|l| l.starts_with("  5.2") || l.contains("F-1-1")).cloned().collect::<Vec<_>>()
    };
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let command = output(folder.path(), &["explain", "a.aims", "5.2"]);
    let json: Value =
        serde_json::from_str(&output(folder.path(), &["explain", "a.aims", "5.2", "--format", "json"]))
            .unwrap();
    let plain = run(folder.path(), &["--plain", "a.aims"], "why 5.2\nq\n").1;
    let wanted = today(&said);
    assert!(wanted.len() > 6, "{wanted:?}");
    for line in &wanted {
        assert!(command.lines().any(|l| l == line), "{line} in {command}");
        assert!(json["lines"].as_array().unwrap().iter().any(|l| l == line), "{line}");
        assert!(plain.lines().any(|l| l == line.trim()), "{line} in {plain}");
    }
    let said: Vec<&str> = json["said"].as_array().unwrap().iter().filter_map(|s| s["key"].as_str()).collect();
    assert_eq!(said, ["5.2", "5.2/3", "note.5.2"]);
    assert_eq!(json["evidence"][0]["number"], 1);
    assert_eq!(json["audits"][0]["findings"][0], "F-1-1");
}

#[test]
fn the_last_line_of_a_paper_is_taken_whole_and_a_signature_is_named() {
    let (folder, mut w) = audit();
    paper(&mut w, "5.2");
    let head = w.head().hash;
    let signed = [("conclusion", "Works"), ("prepared", "P-1"), ("prepared-on", "2026-11-20")];
    w.sign_off(&draft(&signed)).unwrap();
    w.settle().unwrap();
    let begins: String = head.chars().take(12).collect();
    let printed = format!("rule 2, 5 events, head {begins}");
    let said = trail::printed(&w.printed(&printed), &printed, "a.aims");
    assert!(said.starts_with(&begins), "{said}");
    assert!(said.contains("This is what version 1 of A-1 was signed over."), "{said}");
    assert_eq!(w.printed("rule 2, 5 events"), Printed::NoHash);
    w.into_session().close().unwrap();
    let checked = output(folder.path(), &["check", "a.aims", "--hash", &printed]);
    assert!(checked.contains("This is what version 1 of A-1 was signed over."), "{checked}");
}

#[test]
fn the_history_for_people_says_what_came_once_and_no_words_of_the_store() {
    let (_folder, mut w) = audit();
    paper(&mut w, "5.2");
    w.row_line("5.2/3 minor The law of one country is not named").unwrap();
    let head = w.head_in_full(None);
    let text = clausewise::doc::lines::write(&clausewise::report::history_doc(&w.input(&head))).join("\n");
    for words in ["record: nothing", "number: nothing", "audit-row", "finding-last", "-> there"] {
        assert!(!text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("new person: P-1 Ana Sousa: Role: auditor"), "{text}");
    assert!(text.contains("new audit row: "), "{text}");
    assert!(text.contains("new finding: F-1-1"), "{text}");
}

#[test]
fn an_answer_from_above_names_who_gave_it_there() {
    let (_folder, mut w) = audit();
    w.rate("5", Some(Level::Written), None, false).unwrap();
    let who = |w: &Work, id: &str| {
        let said = explain::said(&w.explained_place(w.q().find(id).unwrap()));
        said.into_iter().find(|l| l.contains("by Ana Sousa")).unwrap_or_default()
    };
    assert!(who(&w, "5.2/1").starts_with("  5: Written, "), "{}", who(&w, "5.2/1"));
    w.rate("5.2", Some(Level::InUse), None, false).unwrap();
    assert!(who(&w, "5.2/1").starts_with("  5.2: In use, "), "{}", who(&w, "5.2/1"));
    let nameless = nobody().1.audit_line("new Spring").unwrap_err();
    assert!(words(&nameless).contains("name who says it"), "{nameless:?}");
    w.undo(false).unwrap();
    assert!(who(&w, "5.2/1").starts_with("  5: Written, "), "what was taken back stands no more");
    let lines = trail::lines(
        w.q(),
        w.a(),
        w.kinds,
        &w.recorded(i64::try_from(w.head().events).unwrap()).unwrap().changes,
    );
    assert_eq!((lines[0].was.as_str(), lines[0].now.as_str()), ("In use", ""));
}

#[test]
fn whoever_answered_of_an_id_answered_that_id_what_is_below_it_or_what_counts_for_it() {
    let q = clausewise::bank::embedded().unwrap();
    let mut script = String::from("4 3\n8 3\nA.4 4\nA.6.2 3\n");
    for (r, req) in q.requirements.iter().enumerate() {
        if r % 3 != 0 {
            writeln!(script, "{} {} Said of {}.", req.id, r % 5 + 1, req.id).unwrap();
        }
        for c in q.checks_of(r).filter(|c| c % 4 == 0) {
            writeln!(script, "{} {}", q.check(c).id, c % 5 + 1).unwrap();
        }
    }
    let folder = scripted(&script);
    let path = folder.path().join("a.aims");
    let s = Session::open(q.clone(), &path, "", false, std::time::Duration::ZERO).unwrap();
    let w = Work::new(s, jiff::civil::date(2026, 11, 22));
    let bare = || explain::counts(&q, w.scores());
    let all = (0..q.headings.len()).map(Target::Heading);
    let all = all.chain((0..q.requirements.len()).map(Target::Requirement));
    for at in all.chain((0..q.check_count()).map(Target::Check)) {
        let id = q.id_of(at);
        let r = q.requirement_of(at).unwrap();
        let mut above: Vec<&str> = q.ancestors[r].iter().map(|h| q.id_of(Target::Heading(*h))).collect();
        above.insert(0, &q.requirements[r].id);
        let here = |said: &str| said == id || q.ids_below(at).contains(&said);
        let data = w.explained_data(bare(), Some(at));
        for said in data["said"].as_array().unwrap() {
            let (on, key) = (said["id"].as_str().unwrap(), said["key"].as_str().unwrap());
            // What stands above answers only where nothing nearer does.
            let counts = above.iter().position(|x| *x == on).is_some_and(|n| {
                key == on && above.iter().take(n).all(|x| here(x) || w.a().get(x).is_none())
            });
            assert!(here(on) || counts, "{id} names {on}, {key}");
            assert!(key == on || key == format!("note.{on}"), "{id} names {key} as {on}");
        }
        // Whatever is answered has somebody who answered it; of a heading the checks add up.
        let lines: Vec<&str> = data["lines"].as_array().unwrap().iter().filter_map(|l| l.as_str()).collect();
        let nobody = lines.contains(&"  Nobody yet.");
        let of = |r: usize| {
            q.checks_of(r).filter(|c| w.a().counts(&q, *c) && w.a().level(&q, *c).is_some()).count()
        };
        if let Target::Heading(h) = at {
            let sum: usize = q.below(h).into_iter().map(of).sum();
            let by = format!("  Ana Sousa: {sum} check");
            assert!(
                nobody == (sum == 0) && (nobody || lines.iter().any(|l| l.starts_with(&by))),
                "{id}: {by} in {lines:?}"
            );
        } else if let Target::Check(c) = at {
            assert_eq!(nobody, w.a().level(&q, c).is_none(), "{id}: {lines:?}");
        }
    }
}
