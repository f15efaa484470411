//! What both sides added under one name: frozen states are told apart by another name, anything else stays twice until people say
//! that it is one; then everything said of the other is said of the one, and links follow. Used by [`super`].

use std::collections::BTreeMap;

use super::rules::age;
use super::whole::made;
use super::{Choice, Input, Plan, Settled};
use crate::model::record::{KINDS, Layer, MADE, NUMBER, SNAPSHOT, Type, record_key};

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
                let settled = match input.decisions.by_key.get(key) {
                    Some(Choice::One) => join(input, plan, oldest, key),
                    _ => Settled::Twice { one: oldest.clone(), other: key.clone() },
                };
                plan.settled.push(settled);
            }
        }
    }
}

/// Makes one record of two. What the one says itself stays; an answer it gave stays with all that belongs to it. Both were added
/// behind the common beginning, so that all that names them was written there.
fn join(input: &Input<'_, '_>, plan: &mut Plan, one: &str, other: &str) -> Settled {
    let id = |key: &str| record_key(key).map(|k| k.id.to_owned()).unwrap_or_default();
    let (keep, gone) = (id(one), id(other));
    let frozen = |key: &str| record_key(key).is_some_and(|k| k.kind == SNAPSHOT.key);
    let names = |text: &str| parts(text).any(|part| part == gone);
    let of = plan.values.iter().filter(|(key, value)| {
        // A frozen state says what was that day.
        !frozen(key) && (names(key) || value.as_deref().is_some_and(names))
    });
    let of: Vec<(String, Option<String>)> = of.map(|(key, value)| (key.clone(), value.clone())).collect();
    let before: Vec<Option<String>> =
        of.iter().map(|(key, _)| plan.get(input, &renamed(key, &gone, &keep)).map(str::to_owned)).collect();
    let answered: Vec<bool> =
        of.iter().map(|(key, _)| answers(input, plan, &renamed(key, &gone, &keep))).collect();
    let mut stays = Vec::new();
    for (((key, value), was), is_answered) in of.into_iter().zip(before).zip(answered) {
        let (to, value) = (renamed(&key, &gone, &keep), value.map(|v| renamed(&v, &gone, &keep)));
        if to == key {
            plan.decide(&key, value);
            continue;
        }
        plan.decide(&key, None);
        let Some(value) = value else { continue };
        let own = [MADE, NUMBER].iter().any(|field| to.rsplit('.').next() == Some(*field));
        if was.is_none() && !is_answered {
            plan.decide(&to, Some(value));
        } else if was.as_ref() != Some(&value) && !own {
            stays.push(to);
        }
    }
    // Of a number it has no more nobody needs to know that it changed.
    let number = other.replace(&format!(".{MADE}"), &format!(".{NUMBER}"));
    plan.settled.retain(|s| !matches!(s, Settled::Number { key, .. } if *key == number));
    Settled::One { one: one.to_owned(), other: other.to_owned(), stays }
}

/// Whether the layer a fact stands in has an answer of its own on the id the fact is about: then that stays whole.
fn answers(input: &Input<'_, '_>, plan: &Plan, key: &str) -> bool {
    let Some((layer @ (Layer::AnswersOf(_) | Layer::System(_)), fact)) = Layer::of(key) else { return false };
    let id = match input.q.exactly(fact) {
        Some(_) => fact,
        None => fact.split_once('.').map_or(fact, |(_, id)| id),
    };
    plan.get(input, &format!("{}{id}", layer.prefix())).is_some()
}

/// What an id may be a part of, in pieces that can be one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_id(c))
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// A text with another id in its place wherever it stands alone.
fn renamed(text: &str, gone: &str, keep: &str) -> String {
    let one = |piece: &str| {
        let id = piece.trim_end_matches(|c| !is_of_id(c));
        if id == gone { piece.replacen(gone, keep, 1) } else { piece.to_owned() }
    };
    text.split_inclusive(|c: char| !is_of_id(c)).map(one).collect()
}
