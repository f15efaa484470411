//! What one key or word takes over at a check: the answer of another that asks for the same, what the quick check suggests, what
//! registers hold. None of them talks the others down.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

mod common {
    pub(crate) mod audit;
}

use clausewise::model::Level;
use clausewise::model::questionnaire::Target;
use clausewise::model::quick_check::{Answer, Answers};
use clausewise::model::record::DOCUMENT;
use clausewise::model::said::Said;
use clausewise::work::Work;
use common::audit::{draft, nobody, words};

fn check(w: &Work, id: &str) -> usize {
    match w.q().find(id) {
        Some(Target::Check(c)) => c,
        _ => panic!("{id} is no check"),
    }
}

/// Who answered No twenty times and then put an approved policy into the register is offered the policy, and not the No.
#[test]
fn a_no_of_the_quick_check_gives_way_to_what_a_register_holds() {
    let (_folder, mut w) = nobody();
    let asked = w.quick_check().unwrap().clone();
    let all: Answers = asked.questions.iter().map(|x| (x.id.clone(), Answer::No)).collect();
    w.answer_quick(&asked, &all).unwrap();
    let suggested: Vec<usize> = w.suggestions().iter().map(|s| s.at).collect();
    let documents = suggested.iter().map(|c| w.q().check(*c).output.clone()).collect::<Vec<_>>();
    for name in documents {
        let said = [
            ("name", name.as_str()),
            ("state", "approved"),
            ("approved-by", "Ana"),
            ("approved-on", "2026-10-01"),
        ];
        w.put(&DOCUMENT, None, &draft(&said)).unwrap();
    }
    let policy = check(&w, "5.2/5");
    let at = suggested.iter().copied().find(|c| !w.held(Target::Check(*c)).is_empty()).unwrap_or(policy);
    assert!(suggested.contains(&at), "the quick check says something of what a register holds");
    assert!(w.suggested(Target::Check(at)).is_empty());
    let id = w.q().check(at).id.clone();
    let done = w.take_same(&id, "").unwrap();
    assert!(matches!(done.said, Said::TakenFromRegisters { .. }), "{:?}", done.said);
    assert_eq!(w.a().level(w.q(), at).map(|(l, _)| l), Some(Level::InUse));
}

/// A requirement can be named to take from, as its checks can; that of the place itself is the place.
#[test]
fn a_requirement_can_be_named_to_take_from() {
    let (_folder, mut w) = nobody();
    w.rate("A.2.2/1", Some(Level::InUse), None, false).unwrap();
    let done = w.take_same("5.2/5", "A.2.2").unwrap();
    assert!(matches!(done.said, Said::Taken { .. }), "{:?}", done.said);
    let again = w.take_same("5.2/5", "A.2.2").unwrap_err();
    assert!(!words(&again).contains("There is no A.2.2"), "{}", words(&again));
    let here = w.take_same("5.2", "5.2").unwrap_err();
    assert!(!words(&here).contains("There is no"), "{}", words(&here));
}
