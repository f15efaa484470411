//! What was said of what stands no more: who approved another version, who accepted a risk by another scale; and what is known by its
//! name, said of all, or made in another sitting.

use std::time::Duration;

use clausewise::model::paper;
use clausewise::model::record::gone::Follow;
use clausewise::model::record::{DOCUMENT, LIKELIHOOD, PERSON, RISK, SYSTEM, read};
use clausewise::model::said::{More, Said};
use clausewise::plain::Typed;
use clausewise::session::Session;
use clausewise::words;

use super::*;

pub(super) fn more(said: &Said) -> &More {
    let Said::Recorded { more, .. } = said else { panic!("{said:?}") };
    more
}

pub(super) fn spoken(said: &Said) -> String {
    words::outcome(said, &Typed::refusing())
}

/// What the paper of the policy asks is in the register, whether the document says what it is or is called so.
#[test]
fn a_policy_known_by_its_name_answers_its_paper() {
    for (fields, answers) in [
        (&[("name", "AI Policy 2026")][..], true),
        (&[("name", "Rules for everybody"), ("is", "AI policy")], true),
        (&[("name", "AI policy"), ("is", "AI handbook")], false),
        (&[("name", "Slides on the AI policy")], false),
    ] {
        let (_folder, mut w) = open();
        let known = [
            ("state", "approved"),
            ("approved-by", "Ana"),
            ("approved-on", "2026-08-01"),
            ("review", "2027-05-01"),
            ("may-see", "customers who ask"),
        ];
        w.put(&DOCUMENT, None, &draft(&[fields, &known].concat())).unwrap();
        let all = (w.q().papers)();
        for (question, is) in [("approver", "Ana"), ("review", "2027-05-01"), ("public", "customers who ask")]
        {
            let asked = paper::find(all, &format!("ai-policy.{question}")).unwrap();
            let wanted = answers.then(|| is.to_owned());
            assert_eq!(asked.answer(w.a()), wanted, "{fields:?} {question}");
        }
    }
}

#[test]
fn the_day_until_which_results_are_kept_is_that_of_the_register() {
    let (_folder, mut w) = open();
    w.put(&SYSTEM, None, &draft(&[("name", "Chat")])).unwrap();
    let asked = paper::find((w.q().papers)(), "impact-method.keep").unwrap();
    assert_eq!(asked.answer(w.a()), None);
    for _ in 0..2 {
        w.put(&IMPACT, None, &draft(&[("name", "Spring"), ("system", "Chat"), ("keep-until", "2029-12-31")]))
            .unwrap();
    }
    assert_eq!(asked.answer(w.a()).as_deref(), Some("2029-12-31"));
    let head = w.head();
    let drafts = clausewise::report::draft::drafts(&w.input(&head), (w.q().papers)());
    let house = clausewise::doc::House::default();
    let texts: Vec<String> =
        drafts.iter().map(|d| clausewise::doc::markdown::write(&d.doc, &house)).collect();
    assert!(texts.iter().any(|t| t.contains("kept until: 31 Dec 2029")), "{texts:#?}");
}

#[test]
fn a_new_version_is_a_draft_and_both_papers_of_the_statement_say_the_same() {
    let (_folder, mut w) = open();
    let name = clausewise::model::statement::document_name(w.q()).unwrap().to_owned();
    let approved = [
        ("name", name.as_str()),
        ("version", "1"),
        ("state", "approved"),
        ("approved-by", "Ana"),
        ("approved-on", "2026-11-01"),
    ];
    w.put(&DOCUMENT, None, &draft(&approved)).unwrap();
    let states = |w: &Work| -> Vec<String> {
        let head = w.head();
        let input = w.input(&head);
        let all: Vec<_> =
            clausewise::report::files().into_iter().filter(|f| &*f.1.file(&f.0) == "soa.md").collect();
        let go_on = &mut |_: usize, _: &str| clausewise::report::Stop::No;
        let house = clausewise::doc::House::default();
        let made = clausewise::report::make(&input, &all, &house, go_on).unwrap().unwrap();
        let export = String::from_utf8(made.documents[0].bytes.clone()).unwrap();
        let export = export.split_whitespace().collect::<Vec<_>>().join(" ");
        let line =
            export.split("State of the document").nth(1).unwrap().split("**").nth(1).unwrap().to_owned();
        let papers = clausewise::report::draft::drafts(&input, (w.q().papers)());
        let paper =
            papers.into_iter().find(|d| d.of.iter().any(|(id, _)| *id == "statement-of-applicability"));
        let facts = paper.unwrap().doc.about.facts;
        let state = facts.into_iter().find(|(label, _)| label == "State").unwrap().1;
        vec![line, state]
    };
    // Approved with nothing decided it is a draft in every document.
    let both = states(&w);
    assert_eq!(both.len(), 2);
    for said in &both {
        assert!(said.contains("a draft, as 38 controls are undecided"), "{said}");
        assert!(said.contains("approved on 1 Nov 2026 by Ana"), "{said}");
    }
    let before = facts(&w);
    let done = w.set_named(&DOCUMENT, "D-1", &draft(&[("version", "2")])).unwrap();
    let gone: Vec<&str> = more(&done.said).over.iter().map(|(f, _)| f.key).collect();
    assert_eq!(gone, ["state", "approved-by", "approved-on"]);
    assert!(spoken(&done.said).contains("State approved, Approved by Ana"));
    let doc = read::named(w.a(), &DOCUMENT, "D-1").unwrap();
    assert_eq!((doc.get("state"), doc.get("approved-by"), doc.get("version")), ("draft", "", "2"));
    assert!(states(&w).iter().all(|said| !said.contains("approved on")), "{:?}", states(&w));
    w.undo(false).unwrap();
    assert_eq!(facts(&w), before);
    // Whoever approves the new version in the same step has said it.
    let anew = [("version", "2"), ("approved-on", "2026-11-20")];
    w.set_named(&DOCUMENT, "D-1", &draft(&anew)).unwrap();
    assert_eq!(read::named(w.a(), &DOCUMENT, "D-1").unwrap().get("state"), "approved");
}

#[test]
fn who_answers_for_one_system_does_not_decide_for_all() {
    let (_folder, mut w) = open();
    w.put(&SYSTEM, None, &draft(&[("name", "Chat")])).unwrap();
    w.answer_for("S-1").unwrap();
    let before = facts(&w);
    let refused = w.decide("A.7.3", "no We buy no data").unwrap_err();
    assert!(matches!(&refused, Refused::DecidesForAll { at, system } if at == "A.7.3" && system == "Chat"));
    let said = words::refused(&refused, &Typed::refusing());
    assert!(said.contains("for all AI systems") && said.contains("first type: for all"), "{said}");
    assert_eq!(facts(&w), before);
    // What it offers instead is for that one alone.
    w.rate("A.7.3", Some(Level::NotApplicable), None, false).unwrap();
    assert_eq!(w.a().get("A.7.3"), None);
    w.undo(false).unwrap();
    w.answer_for("").unwrap();
    w.decide("A.7.3", "no We buy no data").unwrap();
    assert_eq!(row(&w, "A.7.3").applicable, Applicable::No);
}

#[test]
fn who_accepted_a_risk_by_another_scale_has_not_accepted_what_it_is_now() {
    let (_folder, mut w) = open();
    w.take_scales("3").unwrap();
    let step = |w: &Work, kind, n: usize| read::all(w.a(), kind)[n].name().to_owned();
    let (likely, bad) = (step(&w, &LIKELIHOOD, 0), step(&w, &clausewise::model::record::CONSEQUENCE, 1));
    let risk = |what: &str| {
        draft(&[
            ("what", what),
            ("likelihood", &likely),
            ("consequence", &bad),
            ("treatment", "accept"),
            ("accepted-by", "Ana"),
            ("accepted-on", "2026-11-01"),
        ])
    };
    w.put(&RISK, None, &risk("Wrong advice")).unwrap();
    let mut other = risk("Fire");
    other.insert("likelihood".to_owned(), step(&w, &LIKELIHOOD, 1));
    w.put(&RISK, None, &other).unwrap();
    let before = facts(&w);
    // Its words are no other scale.
    let done = w.set_named(&LIKELIHOOD, "L-1", &draft(&[("means", "once in ten years")])).unwrap();
    assert_eq!(more(&done.said).rescaled, [""; 0]);
    w.undo(false).unwrap();
    let hangs = w.hangs(&LIKELIHOOD, &read::named(w.a(), &LIKELIHOOD, "L-1").unwrap().id);
    assert!(hangs.contains(&Follow::Accepted { risks: vec!["R-1".to_owned()] }), "{hangs:?}");
    let done = w.set_named(&LIKELIHOOD, "L-1", &draft(&[("weight", "9")])).unwrap();
    assert_eq!(more(&done.said).rescaled, ["R-1 Wrong advice"]);
    assert!(spoken(&done.said).contains("R-1 Wrong advice"));
    let accepted = |w: &Work, no| read::named(w.a(), &RISK, no).unwrap().get("accepted-by").to_owned();
    assert_eq!((accepted(&w, "R-1").as_str(), accepted(&w, "R-2").as_str()), ("", "Ana"));
    w.undo(false).unwrap();
    assert_eq!(facts(&w), before);
    // What a level lets stay is part of the scale, too.
    let level = read::all(w.a(), &clausewise::model::record::RISK_LEVEL);
    let (no, may) = (level[0].shown_no(), if level[0].is("accept") { "no" } else { "yes" });
    let done = w.set_named(&clausewise::model::record::RISK_LEVEL, &no, &draft(&[("accept", may)])).unwrap();
    assert!(more(&done.said).rescaled.contains(&"R-1 Wrong advice".to_owned()), "{:?}", done.said);
}

#[test]
fn a_name_somebody_has_already_is_told() {
    let (_folder, mut w) = open();
    w.put(&PERSON, None, &draft(&[("name", "Ana Sousa")])).unwrap();
    w.put(&PERSON, None, &draft(&[("name", "Bo Lund")])).unwrap();
    let done = w.set_named(&PERSON, "P-2", &draft(&[("name", "Ana Sousa")])).unwrap();
    assert!(spoken(&done.said).contains("another person called Ana Sousa (P-1)"));
    let done = w.set_named(&PERSON, "P-2", &draft(&[("name", "Bo Berg")])).unwrap();
    assert!(matches!(done.said, Said::Recorded { alike: None, .. }));
}

#[test]
fn an_undo_of_earlier_work_says_when_that_was_made() {
    let (folder, mut w) = open();
    w.rate("4.1/1", Some(Level::Written), None, false).unwrap();
    let time = w.session().events().last().unwrap().time.clone();
    drop(w.into_session());
    let path = folder.path().join("a.aims");
    let q = bank::embedded().unwrap();
    let s = Session::open(q, &path, "test", true, Duration::from_secs(10)).unwrap();
    let mut w = Work::new(s, jiff::civil::date(2026, 11, 23));
    w.rate("4.1/2", Some(Level::Written), None, false).unwrap();
    let mine = spoken(&w.undo(false).unwrap().said);
    assert!(!mine.contains("before this sitting"), "{mine}");
    let earlier = spoken(&w.undo(false).unwrap().said);
    let when = words::trail::when(&time);
    assert!(earlier.contains(&format!("made before this sitting, on {when} UTC")), "{earlier}");
    let again = spoken(&w.undo(true).unwrap().said);
    assert!(!again.contains("before this sitting"), "{again}");
}

/// An approved plan beside a statement of which nothing is decided looks like nothing of both.
#[test]
fn the_quick_check_does_not_take_an_undecided_statement_for_one() {
    let (_folder, mut w) = open();
    let plan = [
        ("name", "Risk treatment plan"),
        ("state", "approved"),
        ("approved-by", "Ana"),
        ("approved-on", "2026-11-01"),
    ];
    w.put(&DOCUMENT, None, &draft(&plan)).unwrap();
    let held = |w: &Work| {
        let check = w.quick_check().unwrap();
        let question = check.questions.iter().find(|x| x.id == "q11").unwrap();
        w.held_for(question, None).map(|(answer, _)| answer)
    };
    assert_eq!(held(&w), None);
    for id in w.statement().into_iter().map(|r| r.id) {
        w.write(Matter::WhyIn, &id, "The contract with the hotel asks for it").unwrap();
    }
    assert!(held(&w).is_some());
}
