//! Controls answered per AI system: what counts, what stands side by side, and that every front end says for whom one
//! answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "tui/harness.rs"]
#[allow(dead_code, reason = "the window's tests use all of it")]
mod harness;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use clausewise::bank;
use clausewise::model::change::Refusal;
use clausewise::model::questionnaire::Target;
use clausewise::model::record::{Draft, SYSTEM};
use clausewise::model::said::Verb;
use clausewise::model::xray::Weakness;
use clausewise::model::{Assessment, Level, Questionnaire, Scores, Status, snapshot};
use clausewise::words::{self, Names, Words as _};
use clausewise::work::{Call, Refused, Work, begin};
use jiff::civil::{Date, date};
use serde_json::Value;
use tempfile::TempDir;

struct Nobody;

impl Names for Nobody {
    fn verb(&self, _: Verb) -> Option<String> {
        None
    }
}

const DAY: Date = date(2040, 1, 2);

/// A file with two AI systems in its register.
fn fresh() -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let first =
        begin::founding(&q, [("about.organisation", "Case".to_owned())], jiff::civil::date(2026, 11, 23))
            .unwrap();
    let s = begin::create(q, &folder.path().join("case.aims"), "t", &first, false).unwrap();
    let mut w = Work::new(s, DAY);
    let systems = ["Chatbot", "Forecast"].map(|name| Draft::from([("name".to_owned(), name.to_owned())]));
    w.put_all(&SYSTEM, &systems).unwrap();
    (folder, w)
}

fn at_rest() -> TempDir {
    let (folder, w) = fresh();
    w.into_session().close().unwrap();
    folder
}

fn level(w: &Work, check: &str) -> Option<Level> {
    let q = w.q();
    let c = (0..q.check_count()).find(|c| q.check(*c).id == check).unwrap();
    w.a().level(q, c).map(|(l, _)| l)
}

fn status(w: &Work, id: &str) -> Status {
    w.scores().status(w.q().requirement_index(id).unwrap())
}

fn rate(w: &mut Work, at: &str, level: Level) -> String {
    words::outcome(&w.rate(at, Some(level), None, false).unwrap().said, &Nobody)
}

fn program(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in ["HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder);
    }
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let o = child.wait_with_output().unwrap();
    let said = |bytes| String::from_utf8(bytes).unwrap();
    (o.status.code().unwrap(), said(o.stdout), said(o.stderr))
}

#[test]
fn the_lowest_over_the_systems_counts_and_both_stand_side_by_side() {
    let (_folder, mut w) = fresh();
    rate(&mut w, "A.6.2.4", Level::Proven);
    assert_eq!(status(&w, "A.6.2.4"), Status::Met);
    w.answer_for("chatbot").unwrap();
    assert_eq!(rate(&mut w, "A.6.2.4/1", Level::Written), "A.6.2.4/1 for Chatbot: Written.");
    assert_eq!(level(&w, "A.6.2.4/1"), Some(Level::Written));
    assert_eq!(level(&w, "A.6.2.4/2"), Some(Level::Proven), "the general answer counts for the rest");
    let check = w.q().first_check[w.q().requirement_index("A.6.2.4").unwrap()];
    assert_eq!(
        w.a().beside(w.q(), check).unwrap().words(),
        "Chatbot: Written; general answer, for 1 other system: Proven. Together: Written"
    );
    // One left open makes it open, whatever the others say.
    rate(&mut w, "A.6.2.4/1", Level::DontKnow);
    assert_eq!((level(&w, "A.6.2.4/1"), status(&w, "A.6.2.4")), (Some(Level::DontKnow), Status::Open));
    // The general answer of a check that both answer counts for none.
    rate(&mut w, "A.6.2.4/1", Level::InUse);
    w.answer_for("S-2").unwrap();
    rate(&mut w, "A.6.2.4", Level::Proven);
    w.answer_for("").unwrap();
    rate(&mut w, "A.6.2.4/1", Level::Nothing);
    assert_eq!(level(&w, "A.6.2.4/1"), Some(Level::InUse));
    let words = w.a().beside(w.q(), check).unwrap().words();
    assert!(words.contains("general answer, which counts for no system: Nothing"), "{words}");
}

#[test]
fn a_system_drops_out_with_a_reason_and_is_listed_without_one() {
    let (_folder, mut w) = fresh();
    rate(&mut w, "A.7.3", Level::Proven);
    let r = w.q().requirement_index("A.7.3").unwrap();
    w.answer_for("Chatbot").unwrap();
    rate(&mut w, "A.7.3", Level::NotApplicable);
    assert_eq!(status(&w, "A.7.3"), Status::Open, "left out without a reason is not decided");
    assert!(w.scores().requirements[r].reason_missing && w.verdict().unreasoned == ["A.7.3"]);
    assert_eq!(w.plan().0.open.without_reason, [r]);
    let bare = |w: &Work| {
        let found = w.findings().iter().filter(|f| f.at == "A.7.3");
        found.filter(|f| matches!(f.weakness, Weakness::NoReason { .. })).count()
    };
    assert_eq!(bare(&w), 1);
    let found = w.findings().iter().find(|f| f.at == "A.7.3").unwrap();
    let (problem, what) = (words::xray::problem(found), words::xray::advice(found));
    assert_eq!(problem, "The AI system Chatbot leaves A.7.3 out, but no reason is written for it.");
    assert!(what.starts_with("Give the reason of Chatbot, or answer A.7.3 for it"), "{what}");
    let said = w.call(&Call::Write {
        matter: clausewise::model::said::Matter::Reason,
        at: "A.7.3".to_owned(),
        typed: "It only reads what visitors type and keeps no training data of its own".to_owned(),
    });
    assert_eq!(
        words::outcome(&said.unwrap().said, &Nobody),
        "Reason for leaving A.7.3 out for Chatbot kept."
    );
    assert_eq!(status(&w, "A.7.3"), Status::Met, "the general answer counts for the other");
    assert!(w.plan().0.open.without_reason.is_empty());
    assert_eq!(bare(&w), 0);
    w.answer_for("Forecast").unwrap();
    w.rate("A.7.3", Some(Level::NotApplicable), Some("It learns from sales only, which are ours"), false)
        .unwrap();
    assert_eq!(status(&w, "A.7.3"), Status::NotApplicable, "nobody is left");
    assert!(!w.scores().requirements[r].reason_missing);
}

#[test]
fn what_is_no_control_is_for_the_organisation() {
    let (_folder, mut w) = fresh();
    w.answer_for("Chatbot").unwrap();
    let before = w.a().facts().clone();
    for id in ["5.2", "5.2/1", "9"] {
        let refused = w.rate(id, Some(Level::Proven), None, false).unwrap_err();
        let words = words::refused(&refused, &Nobody);
        assert!(words.starts_with(&format!("{id} is answered for the organisation")), "{words}");
    }
    assert_eq!(w.a().facts(), &before);
    let q = w.q().clone();
    // Nor does a file say it: what stands there counts for nothing and is named.
    let id = w.system().unwrap().clone();
    let mut a = w.a().clone();
    a.set(&q, &format!("@system.{id}/5.2"), Some("5".to_owned()));
    assert_eq!(Scores::compute(&q, &a), Scores::compute(&q, w.a()));
    assert_eq!(a.beyond().len(), 1);
}

#[test]
fn a_system_that_goes_takes_its_answers_along_and_undo_brings_them_back() {
    let (_folder, mut w) = fresh();
    rate(&mut w, "A.6.2.4", Level::Proven);
    w.answer_for("Chatbot").unwrap();
    rate(&mut w, "A.6.2.4", Level::Nothing);
    let with: Scores = w.scores().clone();
    let id = w.system().unwrap().clone();
    let said = words::outcome(&w.remove(&SYSTEM, &id).unwrap().said, &Nobody);
    assert_eq!(said, "Removed: 1 answer for Chatbot counts no more, and comes back with it.");
    assert_eq!((status(&w, "A.6.2.4"), w.system()), (Status::Met, None));
    w.undo(false).unwrap();
    assert_eq!((w.scores(), w.system()), (&with, Some(&id)));
    let said = words::outcome(&w.undo(false).unwrap().said, &Nobody);
    assert_eq!(said, "Taken back: answer on A.6.2.4 for Chatbot.");
    assert_eq!(status(&w, "A.6.2.4"), Status::Met);
    // In the history it is said for whom.
    w.undo(true).unwrap();
    let changes = w.session().changes_of(w.session().events().last().unwrap().seq);
    let words = words::history::event(w.q(), w.a(), w.kinds, &changes);
    assert_eq!(words, "for Chatbot, A.6.2.4: nothing yet -> Nothing");
    // A withdrawn answer leaves the general one.
    let said = words::outcome(&w.rate("A.6.2.4", None, None, false).unwrap().said, &Nobody);
    assert_eq!(said, "A.6.2.4 for Chatbot: answer withdrawn, it was Nothing.");
    assert_eq!(status(&w, "A.6.2.4"), Status::Met);
}

/// Figures of an assessment, with its systems or without them.
fn figures(q: &Questionnaire, a: &Assessment) -> Scores {
    Scores::compute(q, a)
}

#[test]
fn systems_without_answers_of_their_own_move_nothing_and_a_frozen_state_keeps_the_others() {
    let (_folder, mut w) = fresh();
    for (id, level) in [("A.6", Level::InUse), ("A.2", Level::DontKnow), ("5", Level::Proven)] {
        rate(&mut w, id, level);
    }
    let with = figures(w.q(), w.a());
    let mut without = w.a().clone();
    for key in w.a().facts().keys().filter(|k| k.starts_with("system.")) {
        without.set(w.q(), key, None);
    }
    assert_eq!(figures(w.q(), &without), with);
    w.answer_for("Forecast").unwrap();
    rate(&mut w, "A.6", Level::Planned);
    w.freeze("before").unwrap();
    let frozen = snapshot::named(w.a(), "before").unwrap().assessment(w.q());
    assert_eq!(figures(w.q(), &frozen), *w.scores());
    assert!(figures(w.q(), &frozen).annex.counts.gap > with.annex.counts.gap);
}

#[test]
fn the_command_line_answers_for_a_system_and_says_both() {
    let folder = at_rest();
    let run = |args: &[&str], input: &str| program(folder.path(), args, input);
    let (code, out, err) = run(
        &["answer", "case.aims", "--script", "-", "--ack"],
        "A.6.2.4 5\nfor S-1\nA.6.2.4/1 2 only an idea\nfor all\n5.2 1\n",
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "ACK A.6.2.4=5\nACK for S-1\nACK A.6.2.4/1=2\nACK for all\nACK 5.2=1\n");
    let (code, _, err) =
        run(&["answer", "case.aims", "--system", "Forecast", "--script", "-"], "A.6.2.4/2 4\n5.2 3\n");
    assert!(code == 65 && err.contains("line 2: 5.2 is answered for the organisation"), "{err}");
    let (code, _, err) =
        run(&["answer", "case.aims", "--system", "Forecast", "--script", "-"], "A.6.2.4/2 4\n");
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, _, err) = run(&["answer", "case.aims", "--system", "Nobody", "--script", "-"], "A.6.2.4 4\n");
    assert!(code == 2 && err.contains("There is no AI system \"Nobody\""), "{err}");

    let json = |args: &[&str]| serde_json::from_str::<Value>(&run(args, "").1).unwrap();
    let status = json(&["status", "case.aims", "--format", "json"]);
    let rows = status["requirements"].as_array().unwrap();
    let row = rows.iter().find(|r| r["id"] == "A.6.2.4").unwrap();
    let first = &row["by_system"][0];
    assert_eq!((first["check"].as_str(), first["general"].as_str()), (Some("A.6.2.4/1"), Some("5")));
    assert_eq!((first["others"].as_u64(), first["counts"].as_str()), (Some(1), Some("2")));
    assert_eq!(
        (first["systems"][0]["name"].as_str(), first["systems"][0]["level"].as_str()),
        (Some("Chatbot"), Some("2"))
    );
    assert!(rows.iter().filter(|r| r["id"] != "A.6.2.4").all(|r| r.get("by_system").is_none()));

    let side = "A.6.2.4/1: Chatbot: Planned; general answer, for 1 other system: Proven. Together: Planned";
    let csv = run(&["gaps", "case.aims", "--format", "csv"], "").1;
    assert!(csv.lines().next().unwrap().contains(",by_system,") && csv.contains(side), "{csv}");
    assert!(run(&["gaps", "case.aims", "--format", "md"], "").1.contains("Per AI system"));
    let explained = run(&["explain", "case.aims", "A.6.2.4"], "").1;
    assert!(explained.contains("Chatbot: Planned; general answer"), "{explained}");
    assert_eq!(run(&["export", "case.aims", "--to", "out"], "").0, 0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert!(read("soa.csv").contains(side) && read("soa.md").contains("Per AI system"));
}

#[test]
fn plain_mode_says_for_whom_one_answers() {
    let folder = at_rest();
    let lines = "go A.6.2.4\nfor\nfor S-1\n3\ngo A.7.3\nn\nit keeps no data\ngo 5.2\n4\nfor all\n4\nquit\n";
    let (code, out, err) = program(folder.path(), &["--plain", "case.aims"], lines);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for said in [
        "Controls are answered for all AI systems. for and a number: for one of them.",
        "S-1 Chatbot",
        "Answer A.6.2.4 for Chatbot:",
        "A.6.2.4 for Chatbot: Written.",
        "Reason for leaving A.7.3 out for Chatbot kept.",
        "5.2 is answered for the organisation, not for one AI system",
        "For all of them again: for all.",
        "5.2: In use.",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    let dump = program(folder.path(), &["dump", "case.aims"], "").1;
    assert!(dump.contains("/A.6.2.4=3\n") && dump.contains("/reason.A.7.3=it keeps no data\n"), "{dump}");
    assert!(dump.starts_with("5.2=4\n") && !dump.contains("\nA.6.2.4=3\n"), "{dump}");
}

#[test]
fn the_card_says_for_whom_one_answers_and_shows_the_others_beside() {
    let folder = at_rest();
    let mut d = harness::Driver::home((120, 40));
    d.app.home.remembers = false;
    d.app.open(&folder.path().join("case.aims")).unwrap();
    d.keys("f3 / A . 6 . 2 . 4 enter 5 f3 / A . 6 . 2 . 4 / 1 enter A");
    assert!(d.words().contains("Answer controls for which AI system?"), "{}", d.picture());
    d.keys("down enter");
    assert!(d.words().contains("for Chatbot") && d.words().contains("(5 Proven)"), "{}", d.picture());
    d.keys("2 f3 / A . 6 . 2 . 4 / 1 enter");
    let words = d.words();
    assert!(words.contains("2 Planned") && words.contains("[per system]"), "{}", d.picture());
    assert!(words.contains("Together:"), "{}", d.picture());
    d.keys("f2");
    assert!(d.words().contains("for Chatbot"), "the outline rates as well\n{}", d.picture());
    d.keys("f3 A pgup enter");
    assert!(d.words().contains("Controls are answered for all AI systems."), "{}", d.picture());
    assert!(d.words().contains("5 as whole"), "{}", d.picture());
}

/// What is taken over from a check that asks for the same is the answer of whom one answers for.
#[test]
fn the_same_work_is_taken_over_for_the_system_one_answers_for() {
    let (_folder, mut w) = fresh();
    let q = w.q().clone();
    let is_control = |c: &usize| q.is_per_system(Target::Check(*c));
    let (at, from) = (0..q.check_count())
        .filter(is_control)
        .find_map(|c| Some((q.check(c).id.clone(), q.check(q.twins(c).next()?).id.clone())))
        .unwrap();
    rate(&mut w, &from, Level::InUse);
    w.answer_for("S-1").unwrap();
    w.take_same(&at, &from).unwrap();
    let id = w.system().unwrap().clone();
    assert_eq!(w.a().get(&format!("@system.{}/{at}", id.as_str())), Some("4"));
    assert_eq!(w.a().get(&at), None, "not the organisation's answer");
    // What is no control is not answered for a system.
    let clause = (0..q.check_count()).find(|c| !is_control(c) && q.twins(*c).next().is_some()).unwrap();
    let refused = w.take_same(&q.check(clause).id.clone(), "").unwrap_err();
    let Refused::Change(why) = &refused else { panic!("{refused:?}") };
    assert!(matches!(**why, Refusal::NotPerSystem { .. }), "{why:?}");
}

#[test]
fn a_level_for_a_clause_says_how_far_it_reaches() {
    let (_folder, mut w) = fresh();
    let below = w.q().below(w.q().headings.iter().position(|h| h.id == "A.6").unwrap());
    let first = w.q().requirements[below[0]].id.clone();
    rate(&mut w, &first, Level::Proven);
    let said = rate(&mut w, "A.6", Level::Written);
    assert_eq!(said, format!("A.6: Written for the unrated checks of {} requirements.", below.len() - 1));
    for r in &below {
        let id = w.q().requirements[*r].id.clone();
        rate(&mut w, &id, Level::InUse);
    }
    let said = rate(&mut w, "A.6", Level::Nothing);
    assert!(said.contains("changes nothing"), "{said}");
    // A system has said nothing of its own yet: there the same level reaches all of them.
    w.answer_for("Chatbot").unwrap();
    let said = rate(&mut w, "A.6", Level::Nothing);
    assert!(said.contains(&format!("{} requirements", below.len())), "{said}");
}
