//! Two copies of one file that go apart.

use std::collections::{BTreeMap, BTreeSet};

use clausewise::bank;
use clausewise::model::record::{MADE, NUMBER, record_key};
use clausewise::model::{Assessment, Questionnaire};
use proptest::prelude::*;

use crate::config;
use crate::random::{Dice, history, made, shuffled};

/// Kind and id of every record that was ever made and not undone.
fn records(a: &Assessment) -> BTreeSet<(String, String)> {
    let of = |key: &String| record_key(key).map(|k| (k.kind.to_owned(), k.id.to_owned(), k.field.to_owned()));
    let all = a.facts().keys().filter_map(of);
    all.filter(|(kind, _, field)| kind != "vote" && (field == NUMBER || field == MADE))
        .map(|(kind, id, _)| (kind, id))
        .collect()
}

fn numbers_are_given_once(a: &Assessment) {
    let mut given: BTreeMap<(String, Option<&str>, String), String> = BTreeMap::new();
    for (key, value) in a.facts() {
        if let Some(k) = record_key(key).filter(|k| k.field == NUMBER && k.kind != "vote") {
            let other = given.insert((k.kind.to_owned(), k.audit, value.clone()), k.id.to_owned());
            assert_eq!(other, None, "{} {value}", k.kind);
        }
    }
}

fn go_apart(seed: u64, q: &Questionnaire) {
    let dice = &mut Dice(seed);
    let mut start = Assessment::new(q);
    history(dice, q, &mut start, 25);
    let (mut one, mut two) = (start.clone(), start.clone());
    history(&mut Dice(dice.next()), q, &mut one, 40);
    history(&mut Dice(dice.next()), q, &mut two, 40);
    for a in [&one, &two] {
        numbers_are_given_once(a);
    }
    let old = records(&start);
    let (new_one, new_two) = (records(&one), records(&two));
    let both: Vec<_> = new_one.intersection(&new_two).filter(|r| !old.contains(*r)).collect();
    assert!(both.is_empty(), "{both:?}");

    // The facts of both side by side: nothing of a new record of the one is changed by the other.
    let mut together = one.clone();
    for (key, value) in two.facts() {
        if one.get(key).is_none() {
            together.set(q, key, Some(value.clone()));
        }
    }
    for (from, mine) in [(&one, &new_one), (&two, &new_two)] {
        for (kind, id) in mine.difference(&old) {
            let prefix = format!("{kind}.{id}.");
            let of = |a: &Assessment| -> Vec<(String, String)> {
                a.under(&prefix).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
            };
            assert_eq!(of(&together), of(from), "{prefix}");
        }
    }
    assert_eq!(made(q, together.facts()), together);
    assert_eq!(shuffled(dice, q, &together), together);
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn copies_that_go_apart_give_no_id_twice(seed: u64) {
        go_apart(seed, &bank::embedded().unwrap());
    }
}
