//! Rules over several facts: a record that was removed on one side and worked on at the other, answers that were shown to a
//! room while somebody else gave one, and numbers given twice. They ask
//! what each event knew and never which side it is of, so that they come to the same from either side. Used by [`super`].

use std::collections::{BTreeMap, BTreeSet};

use super::open::Write;
use super::rules::age;
use super::{Conflict, Input, Plan, Settled, Why};
use crate::model::keys;
use crate::model::record::{MADE, NUMBER, RecordKey, VOTE, is_number, record_key};

/// The parts of the key by which a record other than a vote exists.
pub(super) fn made(key: &str) -> Option<RecordKey<'_>> {
    // Cheap first: every key that was written is asked.
    if !key.strip_suffix(MADE).is_some_and(|before| before.ends_with('.')) {
        return None;
    }
    record_key(key).filter(|k| k.field == MADE && k.kind != VOTE.key)
}

/// A record removed by who did not know what was written into it, or pointed to it, at the same time.
pub(super) fn removed(input: &Input<'_, '_>, plan: &mut Plan) {
    let mut gone: BTreeMap<&str, (&str, Vec<Write<'_>>)> = BTreeMap::new();
    for (key, later) in input.writes.each() {
        // Cheap first: every fact that was written is asked.
        if !later.iter().any(|(_, w)| w.value.is_none()) {
            continue;
        }
        let Some(k) = made(key) else { continue };
        if plan.get(input, key).is_none() && !plan.is_asked(key) {
            let open = input.writes.open_of(input.past, key, later).writes;
            gone.insert(k.id, (key, open));
        }
    }
    if gone.is_empty() {
        return;
    }
    let mut worked: BTreeMap<&str, Vec<(&str, Write<'_>)>> = BTreeMap::new();
    for (key, later) in input.writes.each() {
        let open = input.writes.open_of(input.past, key, later).writes;
        let named = key.split(['.', '/']).filter(|part| gone.contains_key(part));
        let mut of: BTreeSet<&str> = named.collect();
        of.extend(open.iter().filter_map(|w| w.value).filter(|v| gone.contains_key(v)));
        for id in of {
            let Some((made, removals)) = gone.get(id) else { continue };
            let beside =
                |w: &&Write<'_>| key != *made && removals.iter().all(|r| input.past.apart(r.at, w.at));
            if let Some(w) = open.iter().find(beside) {
                worked.entry(id).or_default().push((key, *w));
            }
        }
    }
    for (id, on) in worked {
        let Some((made, removals)) = gone.get(id) else { continue };
        // What was written stands for the record that stays.
        let stays = on.first().map(|(_, w)| Write { at: w.at, value: Some("yes") });
        let open: Vec<Write<'_>> = removals.iter().copied().chain(stays).collect();
        let sides = input.sides(made, &open);
        let why = Why::Removed { worked_on: on.into_iter().map(|(key, _)| key.to_owned()).collect() };
        plan.ask(input, Conflict { base: Some("yes".to_owned()), ..Conflict::new(made, why, sides) }, &[]);
    }
}

/// Answers that were shown stay shown only where nobody gave one meanwhile who did not see them.
pub(super) fn hidden_again(input: &Input<'_, '_>, plan: &mut Plan) {
    let shown = input.writes.keys_from(keys::VOTES_SHOWN);
    let shown: Vec<&str> = shown.take_while(|key| key.starts_with(keys::VOTES_SHOWN)).collect();
    if shown.is_empty() {
        return;
    }
    let mut votes: BTreeMap<&str, Vec<Write<'_>>> = BTreeMap::new();
    for (key, later) in input.writes.each() {
        if let Some(k) = record_key(key).filter(|k| k.kind == VOTE.key) {
            votes.entry(k.field).or_default().extend(input.writes.open_of(input.past, key, later).writes);
        }
    }
    for key in shown {
        let Some(at) = key.strip_prefix(keys::VOTES_SHOWN) else { continue };
        if plan.get(input, key).is_none() {
            continue;
        }
        let open = input.writes.open(input.past, key).writes;
        let unseen = |v: &Write<'_>| v.value.is_some() && open.iter().all(|s| input.past.apart(s.at, v.at));
        if votes.get(at).is_some_and(|votes| votes.iter().any(unseen)) {
            plan.decide(key, None);
            plan.settled.push(Settled::Hidden { at: at.to_owned() });
        }
    }
}

/// A record's age, the key of its number, and the number.
type Numbered = ((bool, u32, String), String, u32);

/// Of several records with one number the oldest keeps it; the others get the next ones, in the order of their age.
pub(super) fn numbers(input: &Input<'_, '_>, plan: &mut Plan) {
    // Cheap first: every key of a file is asked.
    let is_one = |key: &str| key.rsplit_once('.').is_some_and(|(_, f)| f == NUMBER) && is_number(key);
    let group = |key: &str| {
        let k = record_key(key)?;
        Some((k.audit.map(str::to_owned), k.kind.to_owned()))
    };
    let later = input.writes.keys().filter(|key| is_one(key));
    let groups: BTreeSet<_> = later.filter_map(group).collect();
    if groups.is_empty() {
        return;
    }
    let mut all: BTreeMap<_, Vec<Numbered>> = BTreeMap::new();
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
        let mut next = records.iter().map(|(.., no)| *no).max().unwrap_or(0);
        let mut given = BTreeSet::new();
        for (_, key, no) in records {
            if given.insert(no) {
                continue;
            }
            next += 1;
            let was = input.facts.map(|facts| facts.get(&key).and_then(|n| n.parse().ok()));
            plan.decide(&key, Some(next.to_string()));
            if told.contains(&key) {
                plan.settled.retain(|s| !matches!(s, Settled::Number { key: told, .. } if *told == key));
            }
            plan.settled.push(Settled::Number { key, was, now: next });
        }
    }
}
