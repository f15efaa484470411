//! Sentences are whole: nothing is glued from letters or halves, and no order goes by a word.

use super::harness::Driver;
use clausewise::model::record::{Fault as OfRecord, Unplanned};
use clausewise::model::validate::fields::{EFFORT, Shape};
use clausewise::model::validate::{Fault, Wrong};
use clausewise::tui::screen::gap_filter::GapFilter;
use clausewise::words::Words as _;

#[test]
fn a_plan_in_which_nothing_ends_is_a_sentence_too() {
    let mut d = Driver::empty((80, 24));
    d.keys("f6");
    let seen = d.words();
    assert!(seen.contains("nothing is planned. Nothing is rated yet") && !seen.contains(", ."), "{seen}");
}

#[test]
fn gaps_nobody_owns_come_first_whatever_the_word_for_nobody() {
    let mut d = Driver::sample((80, 24));
    d.keys("f5 o A n a enter down o N o space o w n e r enter down o Z o e enter s s").settle();
    let desk = d.app.desk.as_ref().unwrap();
    let groups = desk.gaps.groups(&desk.work);
    let heads: Vec<&str> = groups.iter().map(|(title, _)| title.as_str()).collect();
    // Somebody who is called as nobody is said keeps a group of their own.
    assert_eq!(heads, ["", "Ana", "No owner", "Zoe"]);
    assert!(d.picture().contains("No owner \u{2500}"), "{}", d.picture());
}

#[test]
fn what_the_questionnaire_names_stays_as_it_is_written() {
    let mut d = Driver::sample((80, 24));
    let desk = d.app.desk.as_mut().unwrap();
    let controls = GapFilter::Kind(clausewise::model::questionnaire::RequirementKind::Control);
    assert_eq!(controls.word(&desk.work), "Annex A controls");
    assert_eq!(clausewise::words::called::all_controls("eBusiness"), "eBusiness controls");
    assert_eq!(clausewise::words::called::all_controls("Controls"), "Controls");
}

#[test]
fn a_part_of_a_questionnaire_has_its_article() {
    let wrong = Wrong::UnknownKey { of: &EFFORT, key: "tiny".into(), near: None, format: 2 };
    let fault = Fault { file: "q.json".into(), pointer: String::new(), line: None, wrong };
    let said = fault.words();
    assert!(
        said.starts_with("q.json: an effort has no key \"tiny\". Fix: remove it; an effort has "),
        "{said}"
    );
    assert_eq!(Shape::Record(&EFFORT).words(), "an effort in braces");
}

#[test]
fn what_cannot_be_planned_is_a_sentence_of_its_own() {
    assert_eq!(OfRecord::Unplanned(Unplanned::AfterItself).words(), "An action cannot wait for itself.");
}
