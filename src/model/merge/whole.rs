//! Rules over several facts: a record that was removed on one side and worked on at the other, answers that were shown to a
//! room while somebody else gave one. They ask
//! what each event knew and never which side it is of, so that they come to the same from either side. Used by [`super`].

use std::collections::{BTreeMap, BTreeSet};

use super::open::Write;
use super::{Conflict, Input, Plan, Settled, Why};
use crate::model::keys;
use crate::model::record::{MADE, RecordKey, VOTE, record_key};

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
