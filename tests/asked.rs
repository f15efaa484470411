//! Who works alone and who only uses AI, on every way in and out: what is not asked, why, and what takes that back;
//! the size class of 2 to 9 people; the size that is asked again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "tui/harness.rs"]
#[allow(dead_code, reason = "the window's tests use all of it")]
mod harness;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use clausewise::bank;
use clausewise::model::questionnaire::Questionnaire;
use clausewise::model::record::KINDS;
use clausewise::model::{Assessment, OrgSize};
use clausewise::plain::{self, Start};
use clausewise::tui::keymap::OnScreen;
use harness::{Driver, today};
use serde_json::Value;

/// What the command line says to this, with these lines as its input.
fn run(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(args)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let o = child.wait_with_output().unwrap();
    assert!(o.status.success(), "{args:?}: {}", String::from_utf8_lossy(&o.stderr));
    String::from_utf8(o.stdout).unwrap() + &String::from_utf8(o.stderr).unwrap()
}

fn new(folder: &Path, more: &[&str]) {
    let args = ["new", "case.aims", "--org", "Case", "--start", "2026-11-23"];
    run(folder, &[&args[..], more].concat(), "");
}

/// An exported document, its lines joined.
fn paper(folder: &Path, name: &str) -> String {
    let text = std::fs::read_to_string(folder.join("out").join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn status(folder: &Path) -> Value {
    serde_json::from_str(&run(folder, &["status", "case.aims", "--format", "json"], "")).unwrap()
}

fn plain(folder: &Path, lines: &str) -> String {
    let mut out = Vec::new();
    let path = folder.join("case.aims");
    let start = Start {
        bank: bank::embedded().unwrap(),
        kinds: KINDS,
        file: Some(&path),
        today: today(),
        by: "t",
        echo: false,
    };
    plain::run(start, &mut lines.as_bytes(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Ids of what one person alone is not asked, those that would count first, with the reason.
fn needs_others(q: &Questionnaire) -> Vec<(String, String)> {
    let mut a = Assessment::new(q);
    a.set(q, "about.size", Some("solo".into()));
    let mut list = a.not_asked(q);
    list.sort_by_key(|c| !q.check(*c).mandatory);
    list.into_iter().map(|c| (q.check(c).id.clone(), q.check(c).not_alone.clone().unwrap())).collect()
}

#[test]
fn a_firm_of_one_sees_what_it_is_not_asked_everywhere_and_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let q = bank::embedded().unwrap();
    let list = needs_others(&q);
    let (id, why) = &list[0];
    new(folder, &["--size", "1"]);
    let left_out = status(folder);
    let ids: Vec<&str> =
        left_out["not_asked"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert!(ids.len() == list.len() && list.iter().all(|(id, _)| ids.contains(&id.as_str())));
    let applicable = |v: &Value| v["coverage"]["applicable"].as_u64().unwrap();

    // On the command line, in plain mode and in the report, with the reason.
    let requirement = id.split('/').next().unwrap();
    for what in [id.as_str(), requirement, "coverage"] {
        let said = run(folder, &["explain", "case.aims", what], "");
        assert!(said.contains(why.as_str()), "{what}: {said}");
    }
    assert!(run(folder, &["status", "case.aims"], "").contains("not asked, because you work alone"));
    let said = plain(folder, &format!("go {requirement}\ngo {id}\nabout\nresults\nquit\n"));
    assert!(said.matches(why.as_str()).count() >= 3, "{said}");
    assert!(said.contains("Not asked, because you work alone."), "{said}");
    // What asks it all the same stands beside it, in words that can be typed here.
    assert!(said.contains("\"Ask everything\" (in plain mode and scripts: ask-all yes)"), "{said}");
    assert!(run(folder, &["explain", "case.aims", id], "").contains("ask-all yes"));
    run(folder, &["export", "case.aims", "--to", "out", "--format", "md"], "");
    let report = paper(folder, "gap-report.md");
    let basis = report.split("## Basis and limits").nth(1).unwrap();
    assert!(basis.contains(&format!("{id}: {why}")), "{basis}");
    let sheets = paper(folder, "questions.md");
    assert!(!sheets.contains(&format!("[ ] {id} ")), "what is not asked is not on paper");

    // One verb takes it back, undo brings it again, and history says it in words.
    run(folder, &["answer", "case.aims", "--script", "-"], "ask-all yes\n");
    let all = status(folder);
    assert!(all["not_asked"].as_array().unwrap().is_empty() && applicable(&all) > applicable(&left_out));
    assert!(plain(folder, "history 1\nquit\n").contains("Ask everything: nothing yet -> yes"));
    assert!(plain(folder, &format!("undo\ngo {id}\nquit\n")).contains(why.as_str()));
    assert_eq!(applicable(&status(folder)), applicable(&left_out));
    // An answer to one asks that one alone.
    run(folder, &["answer", "case.aims", "--script", "-"], &format!("{id} 3\n"));
    let one = status(folder);
    assert_eq!(applicable(&one), applicable(&left_out) + 1);
    assert_eq!(one["not_asked"].as_array().unwrap().len(), list.len() - 1);
}

#[test]
fn what_is_not_asked_has_no_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let q = bank::embedded().unwrap();
    new(folder, &["--size", "1"]);
    for (id, why) in needs_others(&q) {
        let c = q.requirements.iter().flat_map(|r| &r.checks).find(|c| c.id == id).unwrap();
        let said = plain(folder, &format!("go {id}\nwhy\nmore\nquit\n"));
        assert!(said.contains(&why) && !said.contains(c.action_for(None)), "{said}");
        assert!(!said.contains("What to do next"), "{said}");
    }
    run(folder, &["answer", "case.aims", "--script", "-"], "ask-all yes\n");
    let (id, _) = &needs_others(&q)[0];
    assert!(plain(folder, &format!("go {id}\nwhy\nquit\n")).contains("What to do next"));
}

#[test]
fn a_level_of_a_heading_that_changes_nothing_is_said_by_a_script() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    new(folder, &["--size", "micro"]);
    let answer = |lines: &str| run(folder, &["answer", "case.aims", "--script", "-"], lines);
    assert_eq!(answer("10 3\n"), "");
    let said = answer("10.1 4\n10.2 4\n10 5\n");
    assert!(said.contains("10: Proven is kept, and changes nothing"), "{said}");
    assert!(
        run(folder, &["answer", "case.aims", "--script", "-", "--ack"], "10 2\n").contains("changes nothing")
    );
}

#[test]
fn each_hit_of_a_search_on_the_command_line_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for words in ["budget", "audit", "sticker"] {
        let said = run(folder.path(), &["find", words], "");
        assert!(said.lines().count() > 0 && said.lines().all(|l| l.ends_with(')')), "{said}");
    }
}

#[test]
fn the_window_tells_what_it_does_not_ask_on_the_card_and_in_the_lists() {
    let q = bank::embedded().unwrap();
    let list = needs_others(&q);
    let (id, why) = &list[0];
    for size in [(100, 30), (80, 24), (60, 16)] {
        let mut d = Driver::empty(size);
        d.keys("f3 /").text(id).keys("enter");
        assert_eq!(d.app.selected_id().as_deref(), Some(id.as_str()));
        assert!(d.words().contains("Not asked, because you work alone."), "{size:?}\n{}", d.picture());
        assert!(d.words().contains(why.get(..30).unwrap()), "{size:?}\n{}", d.picture());
        assert!(d.words().contains("\"Ask everything\" (a, then the field)"), "{size:?}\n{}", d.picture());
        // In the lists, from where Enter leads to the card; answered, it is no longer there.
        let rows = |d: &mut Driver| {
            d.app.run(OnScreen::Lists.into());
            d.keys("home");
            let row = (0..d.app.rows()).find(|_| {
                let here = d.app.selected_id().as_deref() == Some(id.as_str());
                if !here {
                    d.keys("down");
                }
                here
            });
            row.is_some()
        };
        assert!(rows(&mut d), "{}", d.picture());
        d.keys("enter");
        assert!(d.words().contains("Not asked, because you work alone."), "{size:?}\n{}", d.picture());
        d.keys("3");
        assert!(!rows(&mut d), "{}", d.picture());
    }
}

#[test]
fn a_user_of_ai_is_asked_in_its_own_words_on_card_paper_and_aloud() {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let r = q.requirements.iter().find(|r| r.user_only.as_ref().is_some_and(|w| w.len() < 100)).unwrap();
    let (own, general) = (r.user_only.as_deref().unwrap(), r.question.as_str());
    for (role, asked, not) in [("user", own, general), ("user,provider", general, own)] {
        let folder = folder.path().join(role);
        std::fs::create_dir(&folder).unwrap();
        new(&folder, &["--role", role]);
        let said = plain(&folder, &format!("go {}\nquit\n", r.id));
        assert!(said.contains(asked) && !said.contains(not), "{said}");
        run(&folder, &["export", "case.aims", "--to", "out", "--format", "md"], "");
        let sheets = paper(&folder, "questions.md");
        assert!(sheets.contains(asked) && !sheets.contains(not));
        // The room has the whole question under its short form where there is the height.
        for (screen, size) in [("f3", (80, 24)), ("p", (120, 40))] {
            let mut d = Driver::home(size);
            d.app.open(&folder.join("case.aims")).unwrap();
            d.keys("f3").keys("/").text(&r.id).keys("enter");
            if screen == "p" {
                d.keys("p");
            }
            assert!(
                d.words().contains(asked) && !d.words().contains(not),
                "{role} {screen}\n{}",
                d.picture()
            );
        }
    }
}

#[test]
fn the_card_says_when_it_can_be_left_out_and_how_it_looks_at_ones_own_size() {
    let q = bank::embedded().unwrap();
    let of = |never: bool| {
        let fits = |e: &clausewise::model::format::Exclude| e.never.is_some() == never;
        q.requirements.iter().find(|r| r.exclude.as_ref().is_some_and(fits)).unwrap()
    };
    for size in [(120, 40), (100, 30), (80, 24), (60, 16)] {
        let mut d = Driver::empty(size);
        for (r, words) in [(of(false), "Can be left out when"), (of(true), "Cannot be left out")] {
            d.keys("f3 /").text(&r.id).keys("enter");
            assert!(d.words().contains(words), "{size:?}\n{}", d.picture());
            let line = r.size.of(OrgSize::Solo);
            let begin: String = line.split(' ').take(4).collect::<Vec<_>>().join(" ");
            assert!(d.words().contains(&begin), "{size:?} {begin}\n{}", d.picture());
        }
    }
}

#[test]
fn two_to_nine_people_are_a_class_of_their_own_on_every_way_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    new(folder, &["--size", "3"]);
    assert_eq!(status(folder)["size"], "micro");
    let hours = |size: &str| -> f64 {
        run(folder, &["answer", "case.aims", "--script", "-"], &format!("size {size}\n4 1\n"));
        let map: Value =
            serde_json::from_str(&run(folder, &["roadmap", "case.aims", "--format", "json"], "")).unwrap();
        map["items"].as_array().unwrap().iter().map(|i| i["effort_hours"].as_f64().unwrap()).sum()
    };
    let (solo, micro, small) = (hours("solo"), hours("micro"), hours("small"));
    assert!(solo < micro && micro < small, "{solo} {micro} {small}");
    assert!(plain(folder, "size 9\nabout\nquit\n").contains("Size: micro"));
    let mut d = Driver::home((80, 24));
    d.app.open(&folder.join("case.aims")).unwrap();
    d.app.run(OnScreen::About.into());
    assert!(d.words().contains("Size micro"), "{}", d.picture());
}

#[test]
fn a_firm_of_one_owns_what_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (size, blank) in [("1", false), ("2", true)] {
        new(folder, &["--size", size, "--force"]);
        run(folder, &["answer", "case.aims", "--script", "-"], "4.1 1\n4.2 1\nowner 4.2 Ana\n");
        let map: Value =
            serde_json::from_str(&run(folder, &["roadmap", "case.aims", "--format", "json"], "")).unwrap();
        assert_eq!(map["blank_owners"], u64::from(blank));
        let owner = |id: &str| {
            let items = map["items"].as_array().unwrap();
            items.iter().find(|i| i["requirement"] == id).unwrap()["owner"].clone()
        };
        assert_eq!((owner("4.1"), owner("4.2")), (if blank { "" } else { "the owner" }.into(), "Ana".into()));
        run(folder, &["export", "case.aims", "--to", "out", "--format", "md", "--force"], "");
        let report = std::fs::read_to_string(folder.join("out/gap-report.md")).unwrap();
        assert_eq!(report.contains("nobody yet"), blank);
        assert_eq!(report.contains("Name an owner"), blank);
    }
}

/// The help of the command line names every size.
#[test]
fn the_help_names_every_size() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["new", "--help"], "").split_whitespace().collect::<Vec<_>>().join(" ");
    for size in OrgSize::ALL {
        assert!(help.contains(size.key()), "{}: {help}", size.key());
    }
    new(folder.path(), &["--size", "7"]);
    assert!(run(folder.path(), &["dump", "case.aims"], "").contains("about.size=micro"));
}

/// A firm of one reads words for one wherever it works, and a firm of nine those for everybody.
#[test]
fn who_works_alone_reads_of_nobody_else_in_lists_cards_and_documents() {
    let q = bank::embedded().unwrap();
    let c = (0..q.check_count())
        .find(|c| {
            let own = q.check(*c).alone.as_ref().filter(|_| q.check(*c).key);
            own.is_some_and(|own| own.question.is_some() && own.evidence.is_some() && own.start.is_some())
        })
        .unwrap();
    let (check, own) = (q.check(c), q.check(c).alone.clone().unwrap());
    let id = check.id.as_str();
    let alone = [own.question.unwrap(), own.evidence.unwrap(), own.start.unwrap()];
    let everybody = [check.question.clone(), check.evidence.clone(), check.action_for(None).to_owned()];
    for (size, said, unsaid) in [("1", &alone, &everybody), ("9", &everybody, &alone)] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        new(folder, &["--size", size]);
        run(folder, &["answer", "case.aims", "--script", "-"], &format!("{id} 1\n"));
        run(folder, &["export", "case.aims", "--to", "out"], "");
        let shown = [
            plain(folder, &format!("go {id}\ndo\nwhy\nmore\nlevels\nquit\n")),
            run(folder, &["explain", "case.aims", &format!("GAP-{}-01", id.split('/').next().unwrap())], ""),
            paper(folder, "questions.md"),
            paper(folder, "evidence-requests.md"),
            paper(folder, "gap-register.md"),
        ];
        let all = shown.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        let alone = size == "1";
        assert_eq!(all.contains("Usually known by: you, or a supplier of yours."), alone, "{size}");
        assert_eq!(all.contains("Whom to interview: You: in a firm of one"), alone, "{size}");
        assert_eq!(all.contains("Who does it: you, even where a supplier or adviser helps"), alone, "{size}");
        for text in said {
            assert!(all.contains(text.as_str()), "{size}: {text} is not in {all}");
        }
        for text in unsaid {
            assert!(!all.contains(text.as_str()), "{size}: {text}");
        }
    }
}
