//! What both sides added under one name stays twice until people say that it is one ([`super::one`]); frozen states are told apart
//! by another name ([`super::given`]). Used by [`super`].

use std::collections::BTreeMap;

use super::rules::age;
use super::whole::made;
use super::{Choice, Input, Plan, Settled, one};
use crate::model::record::{KINDS, Kind, SNAPSHOT, Type, record_key};

/// The records of a kind that stand and have something new, each with its name in small letters.
fn named(input: &Input<'_, '_>, plan: &Plan) -> BTreeMap<(String, String), Vec<String>> {
    let mut all: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for key in input.writes.keys() {
        let Some(k) = made(key) else { continue };
        let of_two = |kind: &&&Kind| kind.key == k.kind && kind.key != SNAPSHOT.key;
        let Some(kind) = KINDS.iter().find(of_two) else { continue };
        let naming = kind.naming().filter(|f| f.typ == Type::Line);
        let name = naming.and_then(|f| plan.get(input, &format!("{}{}", k.prefix(), f.key)));
        if let Some(name) = name.filter(|_| plan.get(input, key).is_some()) {
            let group = (k.prefix().replace(k.id, ""), name.trim().to_lowercase());
            all.entry(group).or_default().push(key.to_owned());
        }
    }
    all
}

/// What both sides added under one name: it stays twice and is told, or is one where people say so.
pub(super) fn twins(input: &Input<'_, '_>, plan: &mut Plan) {
    for mut made in named(input, plan).into_values().filter(|keys| keys.len() > 1) {
        made.sort_by_key(|key| record_key(key).map(|k| age(k.id)));
        let event = |key: &str| input.writes.later(key).last().map(|(_, w)| w.at);
        let Some((oldest, younger)) = made.split_first() else { continue };
        for key in younger {
            let (Some(first), Some(other)) = (event(oldest), event(key)) else { continue };
            if !input.past.apart(first, other) {
                continue;
            }
            let is_one = input.decisions.by_key.get(key) == Some(&Choice::One);
            let joined = if is_one { one::join(input, plan, oldest, key) } else { None };
            if is_one && joined.is_none() {
                plan.refused.push(key.clone());
            }
            let twice = || Settled::Twice { one: oldest.clone(), other: key.clone() };
            plan.settled.push(joined.unwrap_or_else(twice));
        }
    }
}
