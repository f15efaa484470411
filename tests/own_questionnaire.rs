//! An assessment that answers a questionnaire of one's own: made from a folder, kept in the file, opened
//! without the folder by every front end, and never mixed up with another.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "common/program.rs"]
mod program;

use std::path::{Path, PathBuf};

use clausewise::model::{Change, Level, Questionnaire};
use clausewise::store::{self, NewEvent, QUESTIONNAIRE_FACT};
use clausewise::{bank, files};
use program::{output, run};
use tempfile::TempDir;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/examples/meeting-assistants")
}

/// A folder with a copy of the example and an assessment that answers it.
fn made() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let own = dir.path().join("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::copy(example().join("questionnaire.json"), own.join("questionnaire.json")).unwrap();
    let new = ["new", "a.aims", "--org", "Acme", "--start", "2027-01-04", "--questionnaire", "own"];
    output(dir.path(), &new);
    std::fs::write(
        dir.path().join("answers"),
        "1.1 1\n1.2 3 drafted\n2.1/1 5\n2.2 1\nX.1 n we rent no room and meet in the open air\n",
    )
    .unwrap();
    output(dir.path(), &["answer", "a.aims", "--script", "answers"]);
    dir
}

fn figures(folder: &Path) -> Vec<String> {
    ["status", "gaps", "roadmap"]
        .iter()
        .map(|what| output(folder, &[what, "a.aims"]))
        .chain([output(folder, &["explain", "a.aims", "verdict"]), output(folder, &["dump", "a.aims"])])
        .collect()
}

#[test]
fn it_is_kept_in_the_file_and_opens_without_the_folder() {
    let dir = made();
    let before = figures(dir.path());
    assert!(before[0].contains("1.1      Gap") && before[0].contains("of 6 requirements"), "{}", before[0]);
    assert!(before[1].contains("2.2      ") && before[2].contains("1.1 "), "{before:#?}");
    let text = bank::from_folder(&example()).unwrap().kept.unwrap();
    let hash = files::sha256_hex(text.as_bytes());
    assert!(before[4].contains(&format!("{QUESTIONNAIRE_FACT}={hash}\n")), "{}", before[4]);
    assert!(before[4].contains("about.questionnaire=meeting-assistants 2.0\n"), "{}", before[4]);

    std::fs::remove_dir_all(dir.path().join("own")).unwrap();
    assert_eq!(figures(dir.path()), before);
    output(dir.path(), &["check", "a.aims"]);
    output(dir.path(), &["export", "a.aims", "--to", "out"]);
    let report = std::fs::read_to_string(dir.path().join("out/gap-report.md")).unwrap();
    assert!(report.starts_with("# Gap report: readiness for AI assistants in meetings\n"), "{report}");
    for file in std::fs::read_dir(dir.path().join("out")).unwrap() {
        let path = file.unwrap().path();
        // What is packed is made of the same blocks.
        let Ok(said) = std::fs::read_to_string(&path) else { continue };
        for foreign in ["42001", "Annex A", "6.1.3", "4 to 10", "(4.3)"] {
            assert!(!said.contains(foreign), "{foreign} in {}", path.display());
        }
    }
    let data = std::fs::read_to_string(dir.path().join("out/everything.json")).unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["questionnaire"]["title"], "AI assistants in meetings");
}

#[test]
fn the_kept_text_is_reproducible_and_reads_as_the_same_questions() {
    for folder in [example(), example().parent().unwrap().parent().unwrap().join("iso42001-2023")] {
        let q = bank::from_folder(&folder).unwrap();
        let text = q.kept.clone().unwrap();
        let again = Questionnaire::from_text(&text).unwrap();
        assert_eq!((&again.headings, &again.requirements), (&q.headings, &q.requirements));
        assert_eq!((&again.names, &again.places, &again.same_matter), (&q.names, &q.places, &q.same_matter));
        assert!(again.is_same_as(&q));
        let manifest = serde_json::from_str(&text).unwrap();
        assert_eq!(Questionnaire::text(&manifest, &[]).unwrap(), *text);
    }
}

/// Where a questionnaire gives nothing shorter, the title stands; the embedded one gives all of it.
#[test]
fn without_short_titles_the_titles_stand() {
    let own = bank::from_folder(&example()).unwrap();
    for r in 0..own.requirements.len() {
        assert_eq!(own.short_title(r), own.list_title(r));
        assert_eq!(own.title_in(r, |_| false), own.list_title(r));
    }
    assert!((0..own.gates.len()).all(|g| own.gate_name(g) == own.gates[g].title));
    let q = bank::embedded().unwrap();
    assert!(q.gates.iter().all(|g| g.short_title.is_some()));
    let mut short: Vec<String> = (0..q.requirements.len()).map(|r| q.short_title(r)).collect();
    assert!(q.requirements.iter().all(|r| r.short_title.is_some()));
    assert_eq!(q.title_in(0, |_| true), q.list_title(0));
    assert_ne!(q.title_in(0, |title| title.len() < 30), q.list_title(0));
    short.sort_unstable();
    short.dedup();
    assert_eq!(short.len(), q.requirements.len(), "a name two share names neither");
}

/// A questionnaire of format 1 is kept as it was kept before there was another, byte by byte: its hash stands in
/// files of that time.
#[test]
fn format_1_is_read_and_kept_as_before() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/questionnaire_format_1.json");
    let q = bank::from_folder(&old).unwrap();
    let text = q.kept.clone().unwrap();
    let hash = "d53e67263b2946979b007840ccc12ec4f19246fd1a59cf7aab241d4f97327be8";
    assert_eq!(files::sha256_hex(text.as_bytes()), hash);
    let check = q.check(0);
    for level in Level::ALL {
        assert_eq!(
            check.action_for(Some(level)),
            "Write one page: which assistants, which meetings, which never"
        );
    }
    let dir = tempfile::tempdir().unwrap();
    let new = ["new", "a.aims", "--org", "Acme", "--start", "2027-01-04", "--questionnaire"];
    output(dir.path(), &[&new[..], &[old.to_str().unwrap()]].concat());
    std::fs::write(dir.path().join("answers"), "1.1 3\n1.2 4\n").unwrap();
    output(dir.path(), &["answer", "a.aims", "--script", "answers"]);
    assert!(output(dir.path(), &["dump", "a.aims"]).contains(&format!("{QUESTIONNAIRE_FACT}={hash}\n")));
    assert!(output(dir.path(), &["gaps", "a.aims"]).contains("1.1"));
}

/// What to do next follows the level in the gap list and in the plan.
#[test]
fn the_action_of_a_gap_follows_the_level() {
    let dir = tempfile::tempdir().unwrap();
    let folder = example();
    let new = ["new", "a.aims", "--org", "Acme", "--start", "2027-01-04", "--questionnaire"];
    output(dir.path(), &[&new[..], &[folder.to_str().unwrap()]].concat());
    for (level, order) in
        [("1", "Add a line to the minutes: read by, on"), ("4", "Go through last month's minutes")]
    {
        std::fs::write(dir.path().join("answers"), format!("2.2 {level}\n")).unwrap();
        output(dir.path(), &["answer", "a.aims", "--script", "answers"]);
        for what in ["gaps", "roadmap"] {
            let said = output(dir.path(), &[what, "a.aims", "--format", "json"]);
            assert!(said.contains(order), "{what} at {level}: {said}");
        }
    }
}

/// The same words in one file or in several are the same questionnaire.
#[test]
fn one_file_and_a_folder_of_parts_keep_the_same_text() {
    let dir = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(example().join("questionnaire.json")).unwrap();
    let mut head: serde_json::Value = serde_json::from_str(&text).unwrap();
    let group = head["groups"][0].take();
    head["groups"] = serde_json::json!([]);
    head["files"] = serde_json::json!(["all.json"]);
    std::fs::write(dir.path().join("questionnaire.json"), head.to_string()).unwrap();
    std::fs::write(dir.path().join("all.json"), group.to_string()).unwrap();
    let parts = bank::from_folder(dir.path()).unwrap();
    assert_eq!(parts.kept, bank::from_folder(&example().join("questionnaire.json")).unwrap().kept);
}

#[test]
fn a_faulty_one_makes_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(example().join("questionnaire.json")).unwrap();
    std::fs::write(dir.path().join("own.json"), text.replace("\"wave\": 3", "\"wave\": 9")).unwrap();
    let args = ["new", "a.aims", "--org", "Acme", "--questionnaire", "own.json"];
    let (code, _, err) = run(dir.path(), &args, "");
    assert!(code == 65 && err.contains("was not used because of its faults"), "{code} {err}");
    assert!(err.contains("clausewise questionnaire validate "), "{err}");
    assert!(!dir.path().join("a.aims").exists());
}

#[test]
fn a_text_changed_in_the_file_is_refused() {
    let dir = made();
    let path = dir.path().join("a.aims");
    // Past the database, which would not let anybody.
    let mut raw = std::fs::read(&path).unwrap();
    let words = b"Before meetings";
    let at = raw.windows(words.len()).position(|w| w == words).unwrap();
    raw[at..at + 6].copy_from_slice(b"During");
    std::fs::write(&path, raw).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let (code, _, err) = run(dir.path(), &["status", "a.aims"], "");
    assert!(code == 65 && err.contains("the questionnaire in it is not what was written"), "{code} {err}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

/// A file whose first event says these facts, with this text in it.
fn file(dir: &Path, facts: &[(&str, &str)], kept: Option<&str>) {
    let change = |(key, now): &(&str, &str)| Change {
        key: (*key).to_owned(),
        was: None,
        now: Some((*now).to_owned()),
    };
    let changes = facts.iter().map(change).collect();
    let event = NewEvent { by: "t".into(), what: "about".into(), changes, ..NewEvent::default() };
    store::create(&dir.join("a.aims"), &[event], false, kept).unwrap().store.close().unwrap();
}

#[test]
fn another_one_than_the_file_names_is_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    file(dir.path(), &[("about.questionnaire", "house-rules 2.1"), ("1.1", "5")], None);
    let bytes = std::fs::read(dir.path().join("a.aims")).unwrap();
    for args in [&["status", "a.aims"][..], &["check", "a.aims"], &["--plain", "a.aims"]] {
        let (code, out, err) = run(dir.path(), args, "");
        let said = (out + &err).replace('\n', " ");
        assert!(code == 65 && said.contains("answers the questionnaire house-rules 2.1"), "{code} {said}");
        assert!(said.contains("not changed") && said.contains("the version of this program"), "{said}");
    }
    assert_eq!(std::fs::read(dir.path().join("a.aims")).unwrap(), bytes);

    // The text is there, but it is not the one that is named.
    let dir = tempfile::tempdir().unwrap();
    let text = bank::from_folder(&example()).unwrap().kept.unwrap();
    let hash = files::sha256_hex(text.as_bytes());
    let facts = [("about.questionnaire", "house-rules 2.1"), (QUESTIONNAIRE_FACT, hash.as_str())];
    file(dir.path(), &facts, Some(&text));
    let (code, _, err) = run(dir.path(), &["status", "a.aims"], "");
    assert!(code == 65 && err.replace('\n', " ").contains("not the one its answers name"), "{code} {err}");
}

#[test]
fn a_kept_one_with_a_fault_is_damage() {
    let dir = tempfile::tempdir().unwrap();
    let text = bank::from_folder(&example()).unwrap().kept.unwrap().replace("\"wave\":3", "\"wave\":9");
    let hash = files::sha256_hex(text.as_bytes());
    let facts = [("about.questionnaire", "meeting-assistants 2.0"), (QUESTIONNAIRE_FACT, hash.as_str())];
    file(dir.path(), &facts, Some(&text));
    let (code, _, err) = run(dir.path(), &["gaps", "a.aims"], "");
    let said = err.replace('\n', " ");
    assert!(code == 65 && said.contains("is damaged: the questionnaire in it has a fault"), "{code} {said}");
    assert!(said.contains("wave 9") && said.contains("not changed"), "{said}");
}

#[test]
fn another_version_opens_with_a_notice_and_check_names_what_has_no_question() {
    let dir = tempfile::tempdir().unwrap();
    let facts =
        [("about.questionnaire", "iso42001-2023 0.9"), ("4.1", "5"), ("4.1/77", "3"), ("note.4.9", "x")];
    file(dir.path(), &facts, None);
    let (_, out, _) = run(dir.path(), &["--plain", "a.aims"], "quit\n");
    assert!(out.contains("version 0.9") && out.contains("version 2.0") && out.contains("2 ids"), "{out}");
    let (code, out, err) = run(dir.path(), &["check", "a.aims"], "");
    assert_eq!(code, 0, "{err}");
    for id in ["notice=4.1/77 has", "notice=4.9 has"] {
        assert!(out.contains(id), "{id}: {out}");
    }
    // What starts from it is made with the present version.
    output(dir.path(), &["follow-up", "a.aims", "b.aims"]);
    assert!(output(dir.path(), &["dump", "b.aims"]).contains("about.questionnaire=iso42001-2023 2.0\n"));
}

/// People quote the ids of any questionnaire loosely.
#[test]
fn its_ids_are_found_as_people_quote_them() {
    use clausewise::model::find;
    let q = bank::from_folder(&example()).unwrap();
    for (typed, id) in [("x1", "X.1"), ("control x 1", "X.1"), ("clause 2.2", "2.2"), ("meetings 3 1", "3.1")]
    {
        let hits = bank::guides().unwrap().index(&q).search(&q, None, typed, 1);
        assert_eq!(
            hits.first().map(|h| (h.target().map(|t| q.id_of(t)), h.place)),
            Some((Some(id), find::Place::Id)),
            "{typed}"
        );
    }
    assert_eq!(find::near_ids(&q, "x9", 1), ["X.1"]);
}

/// What brings a file back brings its questions back.
#[test]
fn a_backup_and_a_salvaged_file_have_it_too() {
    let dir = made();
    let folder = dir.path();
    let before = output(folder, &["status", "a.aims"]);
    output(folder, &["backups", "a.aims", "--restore", "1", "--to", "b.aims"]);
    assert!(output(folder, &["status", "b.aims"]).contains("of 6 requirements"));
    run(folder, &["salvage", "a.aims", "c.aims"], "");
    assert_eq!(output(folder, &["status", "c.aims"]), before);
}

#[test]
fn follow_up_keeps_it_and_compare_refuses_another() {
    let dir = made();
    let folder = dir.path();
    std::fs::remove_dir_all(folder.join("own")).unwrap();
    output(folder, &["follow-up", "a.aims", "b.aims"]);
    assert!(output(folder, &["status", "b.aims"]).contains("of 6 requirements"));
    assert!(output(folder, &["compare", "b.aims", "a.aims"]).contains("Unchanged"));
    output(folder, &["new", "iso.aims", "--org", "Acme"]);
    let (code, _, err) = run(folder, &["compare", "a.aims", "iso.aims"], "");
    assert!(code == 2 && err.contains("AI assistants in meetings, version 2.0"), "{code} {err}");
    assert!(err.contains("ISO/IEC 42001:2023") && err.contains("Nothing was compared or changed"), "{err}");
    let quick = ["guide", "quick-check", "--answers", "yyyyyyyyyyyyyyyyyyyy", "--into", "a.aims"];
    let before = output(folder, &["dump", "a.aims"]);
    let (code, _, err) = run(folder, &quick, "");
    assert!(code == 2 && err.contains("the quick check is about ISO/IEC 42001"), "{code} {err}");
    assert_eq!(output(folder, &["dump", "a.aims"]), before);
}

#[test]
fn plain_mode_answers_it() {
    let dir = made();
    std::fs::remove_dir_all(dir.path().join("own")).unwrap();
    let lines = "go 3.1\n5\nresults\ngaps\nroadmap\nlists\nabout\nexport out\nquit\n";
    let (code, out, err) = run(dir.path(), &["--plain", "a.aims"], lines);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("3.1 ") && out.contains("Controls: ") && out.contains("Clauses: "), "{out}");
    for foreign in ["42001", "Annex A", "6.1.3", "A.4.2"] {
        assert!(!out.contains(foreign), "{foreign} in {out}");
    }
    assert!(output(dir.path(), &["dump", "a.aims"]).contains("\n3.1=5\n"));
    assert!(dir.path().join("out/one-pager.pdf").exists(), "{out}");
}

#[test]
fn a_note_on_a_heading_is_read_where_the_heading_is() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let q = bank::embedded().unwrap();
    let named = format!("{} {}", q.id, q.version);
    file(folder, &[("about.questionnaire", &named), ("note.9", "audits: ask Ana"), ("9.2", "1")], None);
    let (_, out, _) = run(folder, &["--plain", "a.aims"], "outline\ngo 9.2.1\nquit\n");
    assert!(out.contains("Note on 9: audits: ask Ana"), "{out}");
    assert!(out.contains("Note on 9 Performance evaluation: audits: ask Ana"), "{out}");
    output(folder, &["export", "a.aims", "--to", "out"]);
    let report = std::fs::read_to_string(folder.join("out/gap-report.md")).unwrap();
    assert!(report.contains("Note on 9 Performance evaluation") && report.contains("ask Ana"), "{report}");
    let data = std::fs::read_to_string(folder.join("out/everything.json")).unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["heading_notes"][0]["id"], "9");
    assert_eq!(data["heading_notes"][0]["note"], "audits: ask Ana");
}
