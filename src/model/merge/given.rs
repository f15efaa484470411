//! What is given once in a file and may be given twice in two of them: numbers of records, names of frozen states. Who has which
//! follows from all that were made and from what each was given then, never from what a merge made of that: so it is the same in
//! whichever order files are merged. Used by [`super`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::rules::age;
use super::{Input, Plan, Settled};
use crate::model::record::{MADE, NUMBER, SNAPSHOT, is_number, record_key};

/// The field a frozen state is called by.
const NAME: &str = "name";

/// How old a record is.
type Age = (bool, u32, String);

/// Whether a key holds something that is given once. Cheap first: every key of a file is asked.
pub(super) fn is_given(key: &str) -> bool {
    match key.rsplit_once('.') {
        Some((_, NUMBER)) => is_number(key),
        Some((_, NAME)) => is_name(key),
        _ => false,
    }
}

/// Whether it is the name of a frozen state.
pub(super) fn is_name(key: &str) -> bool {
    key.starts_with(SNAPSHOT.key)
        && record_key(key).is_some_and(|k| k.kind == SNAPSHOT.key && k.field == NAME)
}

/// Of several records with one number the oldest keeps it; each other gets the next free one above it, in the order of their age.
pub(super) fn numbers(input: &Input<'_, '_>, plan: &mut Plan) {
    let is_one = |key: &str| key.rsplit_once('.').is_some_and(|(_, f)| f == NUMBER) && is_number(key);
    let group = |key: &str| {
        let k = record_key(key)?;
        Some((k.audit.map(str::to_owned), k.kind.to_owned()))
    };
    let groups: BTreeSet<_> = input.writes.keys().filter(|key| is_one(key)).filter_map(group).collect();
    if groups.is_empty() {
        return;
    }
    let mut all: BTreeMap<_, Vec<(Age, String, u32)>> = BTreeMap::new();
    let beside = input.facts[0].keys().filter(|key| is_one(key) && !plan.values.contains_key(*key));
    for key in beside.chain(plan.values.keys().filter(|key| is_one(key))) {
        let (Some(group), Some(no)) = (group(key), plan.get(input, key).and_then(|n| n.parse().ok())) else {
            continue;
        };
        if groups.contains(&group) {
            let rid = record_key(key).map(|k| age(k.id)).unwrap_or_default();
            all.entry(group).or_default().push((rid, key.clone(), no));
        }
    }
    // What was told of a number before it is given anew here.
    let told = |s: &Settled| if let Settled::Number { key, .. } = s { Some(key.clone()) } else { None };
    let told: BTreeSet<String> = plan.settled.iter().filter_map(told).collect();
    for mut records in all.into_values() {
        records.sort();
        let given: Vec<u32> = records.iter().map(|(_, key, no)| first_number(input, key, *no)).collect();
        for ((_, key, stands), now) in records.into_iter().zip(each_its_number(&given)) {
            if now == stands {
                continue;
            }
            let was = input.facts.map(|facts| facts.get(&key).and_then(|n| n.parse().ok()));
            plan.decide(&key, Some(now.to_string()));
            if told.contains(&key) {
                plan.settled.retain(|s| !matches!(s, Settled::Number { key: told, .. } if *told == key));
            }
            plan.settled.push(Settled::Number { key, was, now });
        }
    }
}

/// The number a record was given when it was made.
fn first_number(input: &Input<'_, '_>, key: &str, stands: u32) -> u32 {
    let by_hand = input.writes.by_hand(input.past, key);
    by_hand.into_iter().filter_map(|n| n.parse().ok()).min().unwrap_or(stands)
}

/// A number for each of these, the oldest first.
fn each_its_number(given: &[u32]) -> Vec<u32> {
    // Of a number that is taken, one above it that may be free.
    let mut above: HashMap<u32, u32> = HashMap::new();
    let keeps: Vec<bool> = given.iter().map(|n| above.insert(*n, n.wrapping_add(1)).is_none()).collect();
    let mut free = |from: u32| {
        let (mut at, mut passed) = (from, Vec::new());
        while let Some(next) = above.get(&at) {
            passed.push(at);
            at = (*next).max(1);
        }
        above.extend(passed.into_iter().map(|n| (n, at)));
        above.insert(at, at.wrapping_add(1));
        at
    };
    given.iter().zip(keeps).map(|(n, keeps)| if keeps { *n } else { free(*n) }).collect()
}

/// Of several frozen states with one name the oldest keeps it; the others are told apart by a number behind it.
pub(super) fn names(input: &Input<'_, '_>, plan: &mut Plan) {
    if !input.writes.keys_from(SNAPSHOT.key).take_while(|key| key.starts_with(SNAPSHOT.key)).any(is_name) {
        return;
    }
    let beside = input.facts[0].range(SNAPSHOT.key.to_owned()..).map(|(key, _)| key);
    let beside = beside.take_while(|key| key.starts_with(SNAPSHOT.key));
    let all: BTreeSet<&String> = beside.chain(plan.values.keys()).filter(|key| is_name(key)).collect();
    let mut named: Vec<(Age, String, String)> = Vec::new();
    for key in all {
        let Some(k) = record_key(key) else { continue };
        let name =
            plan.get(input, key).filter(|_| plan.get(input, &format!("{}{MADE}", k.prefix())).is_some());
        named.extend(name.map(|name| (age(k.id), key.clone(), name.to_owned())));
    }
    named.sort();
    let folded = |name: &str| name.trim().to_lowercase();
    let given: Vec<String> = named
        .iter()
        .map(|(_, key, name)| match input.writes.by_hand(input.past, key).as_slice() {
            [one] => (*one).to_owned(),
            // What people made of several.
            _ => name.clone(),
        })
        .collect();
    let mut taken = BTreeSet::new();
    let keeps: Vec<bool> = given.iter().map(|name| taken.insert(folded(name))).collect();
    for (((_, key, stands), was), keeps) in named.into_iter().zip(given).zip(keeps) {
        let other = |n: u32| format!("{was} ({n})");
        let now = if keeps {
            was.clone()
        } else {
            (2..=u32::MAX).map(other).find(|name| taken.insert(folded(name))).unwrap_or_default()
        };
        if now != stands {
            plan.decide(&key, Some(now.clone()));
            plan.settled.push(Settled::Named { key, was, now });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_keeps_its_number_and_each_other_gets_the_next_free_one() {
        for (given, now) in [
            (&[1, 2, 3][..], &[1, 2, 3][..]),
            (&[5, 5, 7, 5], &[5, 6, 7, 8]),
            (&[5, 6, 5, 5, 6], &[5, 6, 7, 8, 9]),
            (&[u32::MAX, u32::MAX, 1], &[u32::MAX, 2, 1]),
        ] {
            assert_eq!(each_its_number(given), now, "{given:?}");
        }
    }
}
