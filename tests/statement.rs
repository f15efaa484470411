//! The Statement of Applicability as people work on it: what decides whether a control applies, what is missing in a row,
//! what registers suggest, and that undo leaves nothing behind. In a script, by verbs and in plain mode.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "statement/moved.rs"]
mod moved;
#[path = "statement/stale.rs"]
mod stale;

use std::collections::BTreeMap;

use clausewise::bank;
use clausewise::model::Level;
use clausewise::model::assessment::keys;
use clausewise::model::counts::Counts;
use clausewise::model::questionnaire::Target;
use clausewise::model::record::{CONTROL, Draft, EVIDENCE, IMPACT, RISK, SYSTEM};
use clausewise::model::said::{Matter, Said};
use clausewise::model::score::Status;
use clausewise::model::statement::{Applicable, Driver, Flag, Row};
use clausewise::work::line::Step;
use clausewise::work::{Refused, Work, begin};
use tempfile::TempDir;

fn open() -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let today = jiff::civil::date(2026, 11, 22);
    let sets = [(keys::ORGANISATION, "Seeblick".to_owned()), (keys::SIZE, "micro".to_owned())];
    let first = begin::founding(&q, sets, today).unwrap();
    let s = begin::create(q, &folder.path().join("a.aims"), "test", &first, false).unwrap();
    (folder, Work::new(s, today))
}

fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn row(w: &Work, id: &str) -> Row {
    w.statement().into_iter().find(|r| r.id == id).unwrap()
}

/// All facts but the numbers that records were given once.
fn facts(w: &Work) -> BTreeMap<String, String> {
    w.a()
        .facts()
        .clone()
        .into_iter()
        .filter(|(key, _)| key.rsplit_once('.').is_none_or(|(_, field)| field != "no"))
        .collect()
}

#[test]
fn a_control_is_in_as_soon_as_anything_says_so_and_out_by_its_answer_alone() {
    let (_folder, mut w) = open();
    let n = Counts::of(&w.statement());
    assert_eq!((n.standard, n.undecided, n.own), (38, 38, 0));
    w.rate("A.4.3/1", Some(Level::DontKnow), None, false).unwrap();
    assert_eq!(row(&w, "A.4.3").applicable, Applicable::Undecided, "to know nothing decides nothing");
    w.rate("A.4.3/1", Some(Level::Planned), None, false).unwrap();
    w.write(Matter::WhyIn, "A.4.4", "The law on machines asks for it").unwrap();
    w.set_drivers("A.4.5", "law").unwrap();
    w.rate("A.10.4", Some(Level::NotApplicable), None, false).unwrap();
    for (id, applicable) in [
        ("A.4.3", Applicable::Yes),
        ("A.4.4", Applicable::Yes),
        ("A.4.5", Applicable::Yes),
        ("A.10.4", Applicable::No),
    ] {
        assert_eq!(row(&w, id).applicable, applicable, "{id}");
    }
    assert_eq!(row(&w, "A.4.3").flags, [Flag::NoReasonFor]);
    assert_eq!(row(&w, "A.4.5").flags, [Flag::NoReasonFor], "which law, nobody said");
    assert_eq!(row(&w, "A.10.4").flags, [Flag::NoReasonAgainst]);
    let n = Counts::of(&w.statement());
    assert_eq!((n.applicable, n.out, n.undecided, n.without_reason), (3, 1, 34, 3));
    // A reason that names nothing is told at once, and kept.
    let said = w.write(Matter::WhyIn, "A.4.4", "Best practice.").unwrap().said;
    assert!(clausewise::words::outcome(&said, &clausewise::plain::Typed::refusing()).contains("says little"));
    assert_eq!(row(&w, "A.4.4").flags, [Flag::WeakFor]);
    assert!(w.findings().iter().any(|f| f.at == "A.4.4" && f.kind().key() == "weak_inclusion"));
    // Clauses have no row.
    assert!(w.write(Matter::WhyIn, "5.2", "x").is_err() && w.set_drivers("5.2/1", "risk").is_err());
    assert!(w.set_drivers("A.4.4", "fun").is_err() && w.set_systems("A.4.4", "S-9").is_err());
}

/// Status, score and rank of everything, and what registers support: a row without a reason supports nothing.
fn figures(w: &Work) -> String {
    let gaps: Vec<_> = w.plan().0.gaps.iter().map(|g| (g.requirement, g.rank)).collect();
    let held: Vec<_> = (0..w.q().requirements.len()).map(|r| w.held(Target::Requirement(r))).collect();
    format!("{:?} {gaps:?} {held:?}", w.scores())
}

#[test]
fn a_control_is_decided_in_without_a_word_more_and_no_figure_moves() {
    let (_folder, mut w) = open();
    w.rate("A.4.3", Some(Level::Written), None, false).unwrap();
    w.rate("A.10.4", Some(Level::NotApplicable), Some("We sell nothing that others build on"), false)
        .unwrap();
    let (before, moved) = (facts(&w), figures(&w));
    let said = w.decide("A.2.2", "yes").unwrap().said;
    assert!(matches!(&said, Said::Decided { now: Applicable::Yes, lacks: true, .. }), "{said:?}");
    assert_eq!(w.a().get("in.A.2.2"), Some("yes"));
    let r = row(&w, "A.2.2");
    assert_eq!((r.applicable, r.flags, r.status), (Applicable::Yes, vec![Flag::NoReasonFor], Status::Open));
    assert_eq!(figures(&w), moved, "it says that it is in, and no more");
    w.undo(false).unwrap();
    assert_eq!(facts(&w), before);

    // The same word back; where something else says so, that has to go first.
    w.decide("A.2.2", "yes").unwrap();
    w.decide("A.2.2", "undecided").unwrap();
    assert_eq!((facts(&w), row(&w, "A.2.2").applicable), (before.clone(), Applicable::Undecided));
    let stays = w.decide("A.4.3", "undecided").unwrap_err();
    assert!(matches!(stays, Refused::NotDecided { is: Applicable::Yes, .. }), "{stays:?}");
    assert!(w.decide("A.2.2", "perhaps").is_err() && w.decide("A.2.2", "undecided for now").is_err());
    assert!(w.decide("5.2", "yes").is_err(), "clauses have no row");
    assert_eq!(facts(&w), before);
}

#[test]
fn leaving_a_control_out_takes_away_that_it_is_in_in_the_same_step() {
    let (_folder, mut w) = open();
    let before = facts(&w);
    for id in ["A.10.4", "A.5.2"] {
        w.decide(id, "yes").unwrap();
    }
    let decided = facts(&w);
    w.rate("A.10.4", Some(Level::NotApplicable), None, false).unwrap();
    assert_eq!((w.a().get("in.A.10.4"), w.a().get("in.A.5.2")), (None, Some("yes")));
    w.undo(false).unwrap();
    assert_eq!(facts(&w), decided);
    // By its checks, too: with the last one it is out.
    let q = bank::embedded().unwrap();
    let Some(Target::Requirement(r)) = q.find("A.10.4") else { panic!() };
    let checks: Vec<String> = q.checks_of(r).map(|c| q.check(c).id.clone()).collect();
    for (n, check) in checks.iter().enumerate() {
        assert!(w.a().get("in.A.10.4").is_some(), "{n}");
        w.rate(check, Some(Level::NotApplicable), None, false).unwrap();
    }
    assert_eq!((w.a().get("in.A.10.4"), row(&w, "A.10.4").applicable), (None, Applicable::No));
    for _ in &checks {
        w.undo(false).unwrap();
    }
    // Out with its reason in one step, in again without that reason, which would be read as why it is needed.
    w.decide("A.10.4", "no We sell nothing that others build on").unwrap();
    let r = row(&w, "A.10.4");
    assert_eq!((r.applicable, r.against.as_str()), (Applicable::No, "We sell nothing that others build on"));
    w.decide("A.10.4", "yes").unwrap();
    let r = row(&w, "A.10.4");
    assert_eq!((r.applicable, r.why.as_str(), r.flags), (Applicable::Yes, "", vec![Flag::NoReasonFor]));
    w.undo(false).unwrap();
    assert_eq!(row(&w, "A.10.4").against, "We sell nothing that others build on");
    let said = w.decide("A.5.2", "no").unwrap().said;
    let said = clausewise::words::outcome(&said, &clausewise::plain::Typed::refusing());
    assert!(
        said.contains("left out now") && (said.contains("without a reason") || said.contains("cannot stand")),
        "{said}"
    );
    for _ in 0..4 {
        w.undo(false).unwrap();
    }
    assert_eq!(facts(&w), before);
}

#[test]
fn what_was_written_where_the_other_reason_stands_is_read_as_the_reason_it_is() {
    let (_folder, mut w) = open();
    w.write(Matter::Reason, "A.2.2", "A customer asks for it").unwrap();
    assert_eq!(row(&w, "A.2.2").against, "A customer asks for it");
    w.rate("A.2.2", Some(Level::Written), None, false).unwrap();
    let r = row(&w, "A.2.2");
    assert_eq!((r.why.as_str(), r.against.as_str()), ("A customer asks for it", ""));
    w.write(Matter::WhyIn, "A.2.2", "The hotel chain asks for it").unwrap();
    assert_eq!(row(&w, "A.2.2").why, "The hotel chain asks for it");
}

#[test]
fn registers_suggest_and_speak_against_and_undo_leaves_nothing() {
    let (_folder, mut w) = open();
    w.put(&SYSTEM, None, &draft(&[("name", "Chat"), ("role", "developer"), ("legal", "yes")])).unwrap();
    let impact = draft(&[("name", "Look at Chat"), ("system", "Chat")]);
    w.put(&IMPACT, None, &impact).unwrap();
    let risk =
        [("what", "Wrong advice"), ("treatment", "reduce"), ("controls", "A.7.3"), ("systems", "Chat")];
    w.put(&RISK, None, &draft(&[&risk[..], &[("from", "Look at Chat")]].concat())).unwrap();
    let before = facts(&w);
    assert_eq!(row(&w, "A.7.3").suggested, [Driver::Risk, Driver::Impact, Driver::Law]);
    assert_eq!(row(&w, "A.7.4").suggested, []);
    let taken = w.take_drivers(&["A.7.3", "A.7.4"]).unwrap().said;
    assert!(matches!(&taken, Said::SuggestedTaken { taken, lack } if taken.len() == 1 && lack.is_empty()));
    assert_eq!(row(&w, "A.7.3").drivers, [Driver::Risk, Driver::Impact, Driver::Law]);
    assert!(w.take_drivers(&["A.7.3"]).is_err(), "nothing is left to take");
    w.undo(false).unwrap();
    assert_eq!(facts(&w), before);

    w.rate("A.7.3", Some(Level::NotApplicable), Some("We load no data into any model of ours"), false)
        .unwrap();
    let flags = row(&w, "A.7.3").flags;
    assert!(
        matches!(&flags[..], [Flag::RiskNames(risks), Flag::RoleDenies { .. }] if risks[0].name == "Wrong advice")
    );
    w.write(Matter::LookAgain, "A.7.3", "2026-01-31").unwrap();
    assert!(row(&w, "A.7.3").flags.iter().any(|f| matches!(f, Flag::DayPast(_))));
    assert!(w.findings().iter().any(|f| f.at == "A.7.3" && f.kind().key() == "look_again"));
    for _ in 0..2 {
        w.undo(false).unwrap();
    }
    assert_eq!(facts(&w), before);

    // A whole row in one step; what is wrong with one field changes none.
    let wrong = [("why", "The contract".to_owned()), ("systems", "S-7".to_owned())];
    assert_eq!(w.state("A.7.3", &wrong).unwrap_err().0, "systems");
    let right = [("why", "The contract with the hotel".to_owned()), ("systems", "Chat".to_owned())];
    w.state("A.7.3", &[&right[..], &[("drivers", "contract, =".to_owned())]].concat()).unwrap();
    let r = row(&w, "A.7.3");
    assert_eq!((r.systems[0].no.as_str(), r.drivers.len()), ("S-1", 4));
    w.undo(false).unwrap();
    assert_eq!(facts(&w), before);
}

#[test]
fn evidence_that_ran_out_and_controls_of_ones_own_stand_in_it() {
    let (_folder, mut w) = open();
    w.rate("A.2.2", Some(Level::Proven), None, false).unwrap();
    let piece =
        [("what", "Policy"), ("shows", "A.2.2"), ("date", "2024-03-01"), ("valid-until", "2025-03-01")];
    w.put(&EVIDENCE, None, &draft(&piece)).unwrap();
    assert!(row(&w, "A.2.2").flags.iter().any(|f| matches!(f, Flag::RanOut(gone) if gone[0].0 == 1)));
    let own =
        [("name", "Phones stay outside"), ("drivers", "contract"), ("state", "in-use"), ("owner", "Ana")];
    w.put(&CONTROL, None, &draft(&own)).unwrap();
    let r = row(&w, "C-1");
    assert_eq!(
        (r.title.as_str(), r.owner.as_str(), r.drivers),
        ("Phones stay outside", "Ana", vec![Driver::Contract])
    );
    assert_eq!(Counts::of(&w.statement()).own, 1);
}

#[test]
fn a_system_that_leaves_is_missed_by_the_controls_that_were_for_it_alone() {
    let (_folder, mut w) = open();
    for name in ["Chat", "Scores"] {
        w.put(&SYSTEM, None, &draft(&[("name", name), ("role", "user")])).unwrap();
    }
    for (id, systems) in [("A.2.2", "Chat"), ("A.4.3", "Chat, Scores"), ("A.6.2.6", "Scores")] {
        w.write(Matter::WhyIn, id, "The EU AI Act asks for it").unwrap();
        w.set_systems(id, systems).unwrap();
    }
    let before = facts(&w);
    let chat = w.a().systems().iter().find(|s| s.name == "Chat").unwrap().id.clone();
    let hangs = clausewise::words::record::hangs(&w.hangs(&SYSTEM, &chat));
    assert!(
        hangs.contains("2 controls of the statement are for it, 1 for nothing else: A.2.2, A.4.3"),
        "{hangs}"
    );
    w.remove(&SYSTEM, &chat).unwrap();
    assert_eq!(row(&w, "A.2.2").flags, [Flag::SystemsGone]);
    assert_ne!(clausewise::words::statement::systems(&row(&w, "A.2.2")), "all");
    assert_eq!((row(&w, "A.4.3").flags, row(&w, "A.6.2.6").flags), (vec![], vec![]));
    w.undo(false).unwrap();
    assert_eq!((facts(&w), row(&w, "A.2.2").flags), (before, vec![]));
}

/// A register is named as evidence by a word of plain mode and scripts, as it is by a key in the window.
#[test]
fn a_register_is_named_as_evidence_by_a_word() {
    let (_folder, mut w) = open();
    let say = |w: &mut Work, line: &str| match w.step(line, Some("4.1/4")).unwrap() {
        Step::Do(line) => w.call(&line.call),
        other => panic!("{other:?}"),
    };
    let before = facts(&w);
    assert!(say(&mut w, "register").is_err(), "there is none");
    w.put(&SYSTEM, None, &draft(&[("name", "Chat"), ("purpose", "Answers guests")])).unwrap();
    assert!(say(&mut w, "register risks").is_err(), "it holds nothing of the sort");
    say(&mut w, "register").unwrap();
    let piece = &w.a().evidence()[0];
    assert_eq!(
        (piece.what.as_str(), &piece.shows[..]),
        ("Register in this file: AI systems", &["4.1/4".into()][..])
    );
    assert_eq!(w.a().get("4.1/4"), None, "it answers nothing");
    assert!(say(&mut w, "register systems").is_err(), "it is named already");
    for _ in 0..2 {
        w.undo(false).unwrap();
    }
    assert_eq!(facts(&w), before);
}

#[test]
fn the_head_counts_in_the_words_of_the_rows() {
    let (_folder, mut w) = open();
    w.rate("A.2.2", Some(Level::NotApplicable), None, false).unwrap();
    w.write(Matter::Reason, "A.2.2", "We write no policy because nobody here decides on AI").unwrap();
    w.rate("A.10.4", Some(Level::NotApplicable), None, false).unwrap();
    w.rate("A.4.3/1", Some(Level::Planned), None, false).unwrap();
    w.write(Matter::WhyIn, "A.4.3", "Best practice.").unwrap();
    let rows = w.statement();
    let [_, missing] = clausewise::words::statement::head(Counts::of(&rows));
    let mut flags: Vec<&str> = Vec::new();
    for row in &rows {
        flags.extend(row.flags.iter().map(clausewise::words::statement::short_flag));
    }
    assert!(flags.len() >= 3, "{flags:?}");
    for flag in flags {
        assert!(missing.contains(flag), "{flag}: {missing}");
    }
    assert!(
        missing.contains("1 that cannot be left out") && !missing.contains("to look at again"),
        "{missing}"
    );
}

/// A control one system leaves out for itself, as screen, plain mode and command tell it.
#[test]
fn what_a_system_leaves_out_is_told_in_its_row_and_looked_at_again_when_a_risk_of_it_names_the_control() {
    let (_folder, mut w) = open();
    for name in ["Ticket assistant", "Forecast"] {
        w.put(&SYSTEM, None, &draft(&[("name", name)])).unwrap();
    }
    w.rate("A.7.5", Some(Level::Written), None, false).unwrap();
    w.write(Matter::WhyIn, "A.7.5", "Asked why, the trail has to end at a page").unwrap();
    w.set_systems("A.7.5", "S-1").unwrap();
    let told = |w: &Work| clausewise::words::statement::whole(&row(w, "A.7.5")).join("\n");
    assert!(told(&w).contains("AI systems: S-1 Ticket assistant") && row(&w, "A.7.5").flags.is_empty());

    w.answer_for("S-1").unwrap();
    w.rate("A.7.5", Some(Level::NotApplicable), Some("not applicable"), false).unwrap();
    w.answer_for("").unwrap();
    let r = row(&w, "A.7.5");
    let named = r.not_for[0].system.clone();
    assert!(r.not_for[0].is_whole() && r.counts_for.is_empty());
    assert_eq!(r.flags, [Flag::WeakNotFor(named.clone())]);
    assert_eq!(Counts::of(&w.statement()).weak, 1);
    let words = told(&w);
    assert!(words.contains("not for S-1 Ticket assistant: not applicable"), "{words}");
    assert!(!words.contains("AI systems: S-1") && words.contains("with a weak reason"), "{words}");

    w.set_systems("A.7.5", "").unwrap();
    assert!(told(&w).contains("AI systems: all but S-1 Ticket assistant"), "{}", told(&w));
    assert_eq!(row(&w, "A.7.5").counts_for.len(), 1);

    // A risk of the other system says nothing about it, one of its own does.
    let risk = |systems| {
        draft(&[
            ("what", "Wrong source"),
            ("treatment", "reduce"),
            ("systems", systems),
            ("controls", "A.7.5"),
        ])
    };
    w.put(&RISK, None, &risk("S-2")).unwrap();
    assert!(!row(&w, "A.7.5").look_again());
    w.put(&RISK, None, &risk("S-1")).unwrap();
    let r = row(&w, "A.7.5");
    assert!(
        matches!(&r.flags[1], Flag::RiskOfSystem { system, risks } if *system == named && risks.len() == 1)
    );
    assert_eq!(Counts::of(&w.statement()).again, 1);
    assert!(w.findings().iter().any(|f| f.at == "A.7.5" && f.kind().key() == "look_again"));
}

#[test]
fn a_weak_reason_stays_known_whatever_else_is_said_of_the_control() {
    let (_folder, mut w) = open();
    for weak in ["best practice", "yes", "TBD"] {
        w.write(Matter::WhyIn, "A.4.4", weak).unwrap();
        w.set_drivers("A.4.4", "practice").unwrap();
        assert_eq!(row(&w, "A.4.4").flags, [Flag::WeakFor], "{weak}");
    }
    w.put(&CONTROL, None, &draft(&[("name", "Own"), ("why", "TBD"), ("drivers", "risk")])).unwrap();
    assert_eq!(row(&w, "C-1").flags, [Flag::WeakFor]);
    assert_eq!(Counts::of(&w.statement()).weak, 2);
    assert!(w.findings().iter().any(|f| f.at == "A.4.4" && f.kind().key() == "weak_inclusion"));
    // What cannot stand can have a weak reason too, and the filter for those shows it.
    w.rate("A.4.2", Some(Level::NotApplicable), Some("not applicable"), false).unwrap();
    let r = row(&w, "A.4.2");
    assert!(matches!(r.flags[..], [Flag::CannotStand(_), Flag::WeakAgainst]) && r.is_weak(), "{:?}", r.flags);
}

/// What a verb came to, in words.
fn told(said: &Said) -> String {
    clausewise::words::outcome(said, &clausewise::plain::Typed::refusing())
}

#[test]
fn what_a_control_is_needed_for_is_no_reason_unless_a_risk_names_it() {
    let (_folder, mut w) = open();
    for driver in ["practice", "law", "contract", "risk", "impact", "law, contract, practice"] {
        let fields = [("applicable", "yes".to_owned()), ("drivers", driver.to_owned())];
        let said = told(&w.state("A.2.2", &fields).unwrap().said);
        assert!(
            said.contains("without a reason") && said.contains("Why do you need A.2.2?"),
            "{driver}: {said}"
        );
        let r = row(&w, "A.2.2");
        assert_eq!(r.flags, [Flag::NoReasonFor], "{driver}");
        assert_eq!(clausewise::words::statement::reason(&r), "", "{driver}");
    }
    let said = told(&w.set_drivers("A.2.2", "law").unwrap().said);
    assert!(said.contains("needed for: law") && said.contains("Why do you need A.2.2?"), "{said}");
    let [_, missing] = clausewise::words::statement::head(Counts::of(&w.statement()));
    assert!(missing.contains("1 without a reason"), "{missing}");

    // A risk that names the control says which, and so does the assessment it was found in.
    let risk = draft(&[("what", "Wrong advice"), ("treatment", "reduce"), ("controls", "A.2.2")]);
    w.put(&RISK, None, &risk).unwrap();
    assert_eq!(row(&w, "A.2.2").flags, [Flag::NoReasonFor], "it is a law that it is needed for");
    let said = told(&w.set_drivers("A.2.2", "law, risk").unwrap().said);
    assert!(!said.contains("Why do you need"), "{said}");
    let r = row(&w, "A.2.2");
    assert_eq!(r.flags, []);
    assert_eq!(clausewise::words::statement::reason(&r), "Needed for: risk, law (R-1)");
    let said = told(&w.set_drivers("A.2.2", "").unwrap().said);
    assert!(said.contains("nothing named now"), "{said}");
}

#[test]
fn what_the_reason_of_a_control_of_ones_own_lacks_is_said_when_it_is_kept() {
    let (_folder, mut w) = open();
    let mut add = |why: &str| {
        told(&w.put(&CONTROL, None, &draft(&[("name", "Phones outside"), ("why", why)])).unwrap().said)
    };
    for weak in ["yes", "best practise", "as per Annex A", "see policy", "business need"] {
        assert!(add(weak).contains("The reason for having it says little"), "{weak}: {}", add(weak));
    }
    assert!(add("").contains("Why do you need C-"), "{}", add(""));
    let good = add("The contract with the hotel forbids pictures");
    assert!(!good.contains("reason") && !good.contains("Why"), "{good}");
}

#[test]
fn a_choice_is_taken_as_it_is_shown_and_a_control_of_ones_own_is_told_where_its_evidence_goes() {
    let (_folder, mut w) = open();
    for typed in ["In use", "in use", "in-use", "IN-USE"] {
        let own = draft(&[("name", "Own"), ("state", typed)]);
        w.put(&CONTROL, None, &own).unwrap();
    }
    assert!(w.statement().iter().filter(|r| r.requirement().is_none()).all(|r| r.state == "in-use"));
    let refused = w.put(&EVIDENCE, None, &draft(&[("what", "Log"), ("shows", "C-1")])).unwrap_err();
    let told = clausewise::words::refused(&refused, &clausewise::plain::Typed::refusing());
    assert!(told.contains("control set C-1 evidence=E-1"), "{told}");
}
