//! What a change of the scales does to risks, names that are there already, approvals that say two things, and what goes with an answer.

use clausewise::model::goes::Goes;
use clausewise::model::record::gone::Follow;
use clausewise::model::record::{CONSEQUENCE, DOCUMENT, Fault, LIKELIHOOD, PERSON, RISK, RISK_LEVEL, read};
use clausewise::model::said::Said;
use clausewise::model::{Refusal, record};
use clausewise::plain::Typed;
use clausewise::words;

use super::stale::{more, spoken};
use super::*;

/// Scales of three steps, and a risk that is High by them, accepted by nobody.
fn weighed() -> (TempDir, Work) {
    let (folder, mut w) = open();
    w.take_scales("3").unwrap();
    let fields =
        [("what", "A label gets a wrong allergen"), ("likelihood", "likely"), ("consequence", "severe")];
    w.put(&RISK, None, &draft(&fields)).unwrap();
    assert_eq!(level(&w), "high");
    (folder, w)
}

fn level(w: &Work) -> String {
    let risk = read::named(w.a(), &RISK, "R-1").unwrap();
    record::derived::shown(w.a(), &risk, &RISK.derived[0])
}

#[test]
fn two_levels_do_not_begin_at_the_same_value() {
    let (_folder, mut w) = weighed();
    let before = facts(&w);
    let no = w.set_named(&RISK_LEVEL, "Z-2", &draft(&[("from", "1.0")])).unwrap_err();
    let Refused::Change(refusal) = &no else { panic!("{no:?}") };
    let Refusal::Field { field: "from", fault: Fault::HasAnother { other, .. }, .. } = &**refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(other, "Z-1 low");
    let said = words::refused(&no, &Typed::refusing());
    assert!(said.contains("Z-1 low has 1.0 there already") && said.contains("Nothing was changed"), "{said}");
    let new = draft(&[("name", "extreme"), ("from", "6")]);
    let said = words::refused(&w.put(&RISK_LEVEL, None, &new).unwrap_err(), &Typed::refusing());
    assert!(said.contains("Z-3 high has 6 there already"), "{said}");
    assert_eq!(facts(&w), before);
    // A form says so at the field, and not after the last question.
    let typed = draft(&[("name", "extreme"), ("from", "6")]);
    let told = record::write::against(w.records(), &RISK_LEVEL, None, &typed, ("from", &["accept"]));
    assert!(matches!(told, Some(Fault::HasAnother { .. })), "{told:?}");
    // Its own value stays its own.
    w.set_named(&RISK_LEVEL, "Z-3", &draft(&[("from", "6"), ("next", "Stop it")])).unwrap();
    assert_eq!(level(&w), "high");
}

#[test]
fn a_changed_scale_says_which_risks_move_from_where_to_where() {
    let (_folder, mut w) = weighed();
    let moved = "1 risk comes to another level: R-1 A label gets a wrong allergen: high -> medium.";
    let done = w.set_named(&RISK_LEVEL, "Z-3", &draft(&[("from", "20")])).unwrap();
    assert!(spoken(&done.said).contains(moved), "{}", spoken(&done.said));
    w.undo(false).unwrap();
    // No two steps have one value: the lowest makes room.
    w.remove_named(&LIKELIHOOD, "L-1").unwrap();
    let done = w.set_named(&LIKELIHOOD, "L-3", &draft(&[("weight", "1")])).unwrap();
    assert!(spoken(&done.said).contains(moved), "{}", spoken(&done.said));
    w.undo(false).unwrap();
    w.undo(false).unwrap();
    let done = w.put(&RISK_LEVEL, None, &draft(&[("name", "extreme"), ("from", "9")])).unwrap();
    assert!(spoken(&done.said).contains("high -> extreme."), "{}", spoken(&done.said));
    w.undo(false).unwrap();
    // Before a level is taken out, and when a step is.
    let hangs = w.hangs(&RISK_LEVEL, &read::named(w.a(), &RISK_LEVEL, "Z-3").unwrap().id);
    let said = words::record::hangs(&hangs);
    assert!(
        said.contains("1 risk comes to another level (R-1 A label gets a wrong allergen: high -> medium)"),
        "{said}"
    );
    let done = w.remove_named(&CONSEQUENCE, "Y-3").unwrap();
    assert!(spoken(&done.said).contains("high -> no level"), "{}", spoken(&done.said));
    assert!(
        matches!(&done.said, Said::Removed { follows, .. } if matches!(follows[0], Follow::Moved { .. }))
    );
    w.undo(false).unwrap();
    // What moves none says nothing.
    let done = w.set_named(&LIKELIHOOD, "L-3", &draft(&[("means", "every day")])).unwrap();
    assert_eq!(more(&done.said).moves, []);
    let done = w.set_named(&RISK, "R-1", &draft(&[("likelihood", "unlikely")])).unwrap();
    assert_eq!(more(&done.said).moves, [], "who weighs a risk anew sees its level");
}

#[test]
fn a_second_person_of_a_name_is_told_and_a_second_step_refused() {
    let (_folder, mut w) = weighed();
    w.put(&PERSON, None, &draft(&[("name", "Maya Ness")])).unwrap();
    let done = w.put(&PERSON, None, &draft(&[("name", "maya ness")])).unwrap();
    assert!(spoken(&done.said).contains("another person called Maya Ness (P-1)"), "{}", spoken(&done.said));
    let before = w.a().facts().clone();
    for fields in [[("name", "Likely"), ("weight", "4")], [("name", "Often"), ("weight", "3")]] {
        let refused = w.put(&LIKELIHOOD, None, &draft(&fields)).unwrap_err();
        let words = words::refused(&refused, &Typed::refusing());
        assert!(words.contains("L-3 likely has") && words.contains("there already"), "{words}");
    }
    assert_eq!(*w.a().facts(), before);
}

#[test]
fn an_approval_of_what_is_called_a_draft_is_told() {
    let (_folder, mut w) = open();
    let fields =
        [("name", "Rules"), ("state", "draft"), ("owner", "Ana"), ("place", "Binder"), ("version", "1")];
    let approved = [("approved-by", "Ana"), ("approved-on", "2026-11-01")];
    let done = w.put(&DOCUMENT, None, &draft(&[&fields[..], &approved].concat())).unwrap();
    assert!(
        spoken(&done.said).contains("State: it names who approved it and is called a draft"),
        "{}",
        spoken(&done.said)
    );
    let done = w.set_named(&DOCUMENT, "D-1", &draft(&[("state", "approved")])).unwrap();
    assert!(!spoken(&done.said).contains("called a draft"), "{}", spoken(&done.said));
}

#[test]
fn what_goes_with_leaving_a_control_out_and_taking_it_in_is_said() {
    let (_folder, mut w) = open();
    w.rate("A.7.3", Some(Level::Proven), None, false).unwrap();
    w.write(Matter::WhyIn, "A.7.3", "Nobody uses it").unwrap();
    let done = w.decide("A.7.3", "no We buy no data at all from others").unwrap();
    let said = spoken(&done.said);
    assert!(said.contains("A.7.3: its answer goes, it was Proven."), "{said}");
    assert!(!said.contains("uses it undo"), "a stop stands behind what people wrote: {said}");
    w.write(Matter::LookAgain, "A.7.3", "2027-06-10").unwrap();
    let done = w.decide("A.7.3", "yes The contract with the shop asks for it").unwrap();
    let Said::Decided { goes, .. } = &done.said else { panic!("{:?}", done.said) };
    assert!(goes.iter().any(|g| matches!(g, Goes::LookAgain { day, .. } if day == "2027-06-10")), "{goes:?}");
    assert_eq!(w.a().get("again.A.7.3"), None);
    // The same by an answer.
    let done = w.rate("A.7.3", Some(Level::NotApplicable), None, false).unwrap();
    assert!(!spoken(&done.said).contains("Its answer goes"), "there was none: {}", spoken(&done.said));
    w.write(Matter::LookAgain, "A.7.3", "2027-06-10").unwrap();
    w.rate("A.7.3", Some(Level::InUse), None, false).unwrap();
    assert_eq!(w.a().get("again.A.7.3"), None);
    let done = w.rate("A.7.3", Some(Level::NotApplicable), None, false).unwrap();
    assert!(spoken(&done.said).contains("Its answer goes, it was In use."), "{}", spoken(&done.said));
}
