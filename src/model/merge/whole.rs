//! Rules over several facts: a record that was removed on one side and worked on at the other, answers that were shown to a
//! room while somebody else gave one, numbers given twice, frozen states of one name, and what both sides added. They ask
//! what each event knew and never which side it is of, so that they come to the same from either side. Used by [`super`].

use std::collections::{BTreeMap, BTreeSet};

use super::open::Write;
use super::rules::age;
use super::{Conflict, Input, Plan, Settled, Why};
use crate::model::keys;
use crate::model::record::{KINDS, MADE, NUMBER, RecordKey, SNAPSHOT, Type, VOTE, is_number, record_key};

/// The parts of the key by which a record other than a vote exists.
fn made(key: &str) -> Option<RecordKey<'_>> {
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

/// The records of a kind that stand and have something new, each with its name in small letters.
fn named(input: &Input<'_, '_>, plan: &Plan) -> BTreeMap<(String, String), Vec<String>> {
    let mut all: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for key in input.writes.keys() {
        let Some(k) = made(key) else { continue };
        let Some(kind) = KINDS.iter().find(|kind| kind.key == k.kind) else { continue };
        let naming = kind.naming().filter(|f| f.typ == Type::Line);
        let name = naming.and_then(|f| plan.get(input, &format!("{}{}", k.prefix(), f.key)));
        if let Some(name) = name.filter(|_| plan.get(input, key).is_some()) {
            let group = (k.prefix().replace(k.id, ""), name.trim().to_lowercase());
            all.entry(group).or_default().push(key.to_owned());
        }
    }
    all
}

/// What both sides added under one name. A frozen state is called by its name, so the younger one gets another; anything
/// else stays twice and is told.
pub(super) fn twins(input: &Input<'_, '_>, plan: &mut Plan) {
    for mut made in named(input, plan).into_values().filter(|keys| keys.len() > 1) {
        made.sort_by_key(|key| record_key(key).map(|k| age(k.id)));
        let event = |key: &str| input.writes.later(key).last().map(|(_, w)| w.at);
        let Some((oldest, younger)) = made.split_first() else { continue };
        let frozen = record_key(oldest).is_some_and(|k| k.kind == SNAPSHOT.key);
        for (n, key) in (2_u32..).zip(younger) {
            let (Some(one), Some(other)) = (event(oldest), event(key)) else { continue };
            if !input.past.apart(one, other) {
                continue;
            }
            if frozen && let Some(name) = record_key(key).map(|k| format!("{}name", k.prefix())) {
                let was = plan.get(input, &name).unwrap_or_default().to_owned();
                let now = format!("{was} ({n})");
                plan.decide(&name, Some(now.clone()));
                plan.settled.push(Settled::Named { key: name, was, now });
            } else {
                plan.settled.push(Settled::Twice { one: oldest.clone(), other: key.clone() });
            }
        }
    }
}
