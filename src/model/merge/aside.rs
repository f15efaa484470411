//! What somebody put aside in a file of their own and that came back in two states, one collected here and one there: as where both
//! are collected into one file, the later counts wherever nobody touched the item since. Used by [`super`].

use std::cmp::Ordering;

use super::Input;
use super::open::Write;
use super::past::At;
use crate::model::hand_out::{Came, is_mark};
use crate::model::keys;
use crate::model::record::{Layer, PARKED, Rid, record_key};

/// What stands of a fact that several events brought with states of one hand-out, and whose it is; none where somebody wrote it
/// otherwise, or where neither state is the later.
pub(super) fn later(input: &Input<'_, '_>, key: &str, open: &[Write<'_>]) -> Option<(Rid, Option<String>)> {
    let base = base_of(input, key)?;
    let (Layer::AnswersOf(who), _) = Layer::of(&base)? else { return None };
    let came = |w: &Write<'_>| {
        let brought = input.writes.later(&base).iter().find(|(_, b)| b.at == w.at);
        // The base says what came: who wrote something else here decided so.
        let as_it_came = brought.is_some_and(|(_, b)| b.value == w.value);
        if as_it_came { collected_at(input, &who, w.at) } else { None }
    };
    let states: Vec<(Came, &Write<'_>)> = open.iter().map(|w| Some((came(w)?, w))).collect::<Option<_>>()?;
    let is_last = |one: &Came| {
        let before = |(other, _): &(Came, &Write<'_>)| {
            matches!(one.order(other), Some(Ordering::Greater | Ordering::Equal))
        };
        states.iter().all(before)
    };
    let (_, last) = states.iter().find(|(came, _)| is_last(came))?;
    Some((who, last.value.map(str::to_owned)))
}

/// The key that keeps what came of a fact: itself, or that of a parked item's words or field.
fn base_of(input: &Input<'_, '_>, key: &str) -> Option<String> {
    if let Some((Layer::AnswersOf(_), fact)) = Layer::of(key) {
        return fact.starts_with(keys::PUT_ASIDE).then(|| key.to_owned());
    }
    let k = record_key(key).filter(|k| k.kind == PARKED.key && k.audit.is_none())?;
    let field = if k.field == "what" { String::new() } else { format!("/{}", k.field) };
    let fact = format!("{}{}{field}", keys::PUT_ASIDE, k.id);
    let is_it = |key: &&str| matches!(Layer::of(key), Some((Layer::AnswersOf(_), of)) if of == fact);
    input.writes.keys_from("@").find(is_it).map(str::to_owned)
}

/// The state of a hand-out of somebody that an event collected.
fn collected_at(input: &Input<'_, '_>, who: &Rid, at: At) -> Option<Came> {
    let prefix = Layer::AnswersOf(who.clone()).prefix();
    let marks =
        input.writes.keys_from(&prefix).take_while(|key| key.starts_with(&prefix)).filter(|k| is_mark(k));
    let written = marks.flat_map(|key| input.writes.later(key)).find(|(_, w)| w.at == at)?;
    Came::parse(written.1.value?)
}
