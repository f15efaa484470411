//! What stands after all events: each fact once, with its last value, in order. Opening a file makes its facts
//! from this at once, instead of searching the place of each of tens of thousands of changes.

use super::payload::{self, Left};

/// What stands after these payloads, oldest first: key and value, in the order of the keys.
pub(super) fn values<'p>(payloads: impl Iterator<Item = &'p str>) -> Vec<(String, String)> {
    let mut left: Vec<Left<'p>> = Vec::new();
    for payload in payloads {
        payload::leaves(payload, &mut left);
    }
    let key = |n: u32| left.get(n as usize).map_or("", |(key, _)| key.as_ref());
    // Changes of one record mostly stand one behind the other, and so do its keys in any order: it is enough to
    // put these runs in order, and then the few changes within each.
    let mut runs = runs(&left);
    runs.sort_by(|x, y| x.group.cmp(y.group));
    let mut facts: Vec<(String, String)> = Vec::with_capacity(left.len());
    let mut order: Vec<(&str, u32)> = Vec::new();
    for alike in runs.chunk_by(|x, y| x.group == y.group) {
        let beside = |n: u32| (alike[0].beside(key(n)), n);
        order.clear();
        order.extend(alike.iter().flat_map(|run| run.from..run.to).map(beside));
        // Later changes of a key come behind earlier ones because the sort keeps their order.
        order.sort_by_key(|(field, _)| *field);
        for (at, (field, n)) in order.iter().enumerate() {
            if order.get(at + 1).is_some_and(|(next, _)| next == field) {
                continue;
            }
            let value = left.get(*n as usize).and_then(|(_, value)| value.as_deref());
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                facts.push((key(*n).to_owned(), value.to_owned()));
            }
        }
    }
    facts
}

/// The part of a key that all facts of a record share; of any other key all of it. Groups are in the same order
/// as the keys in them.
fn group(key: &str) -> &str {
    let mut dots = key.bytes().enumerate().filter(|(_, b)| *b == b'.');
    match (dots.next(), dots.next()) {
        (Some(_), Some((second, _))) => key.get(..=second).unwrap_or(key),
        _ => key,
    }
}

/// Changes one behind the other that are of one group.
struct Run<'l> {
    group: &'l str,
    is_record: bool,
    from: u32,
    to: u32,
}

impl Run<'_> {
    /// What a key of the group has beside it.
    fn beside<'k>(&self, key: &'k str) -> &'k str {
        key.get(self.group.len()..).unwrap_or_default()
    }
}

fn runs<'l>(left: &'l [Left<'_>]) -> Vec<Run<'l>> {
    let mut runs: Vec<Run<'l>> = Vec::new();
    for (n, (key, _)) in (0_u32..).zip(left) {
        match runs.last_mut() {
            Some(run) if run.is_record && key.starts_with(run.group) => run.to = n + 1,
            _ => {
                let group = group(key);
                // What begins with two names and their dots is of the same record; any other key stands alone.
                let is_record = group.len() < key.len();
                runs.push(Run { group, is_record, from: n, to: n + 1 });
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::Change;

    #[test]
    fn a_key_that_ends_with_its_first_dot_is_a_group_by_itself() {
        let change = |key: &str| Change { key: key.into(), was: None, now: Some("x".into()) };
        let changes = ["b.", "b.b", "b.a", "b.b.c"].map(change).into();
        let payload = serde_json::to_string(&payload::Payload::new(changes, None, None)).unwrap();
        let keys: Vec<String> =
            values(std::iter::once(payload.as_str())).into_iter().map(|(k, _)| k).collect();
        assert_eq!(keys, ["b.", "b.a", "b.b", "b.b.c"]);
    }

    proptest! {
        /// The same as setting one by one.
        #[test]
        fn the_last_value_of_each_key_in_order(
            events in proptest::collection::vec(
                proptest::collection::vec(
                    ("[ab]\\.?[ab]?\\.?[ab.]{0,3}\"?", proptest::option::of("[xy\\\\]?")),
                    0..6,
                ),
                0..6,
            )
        ) {
            let mut facts: BTreeMap<String, String> = BTreeMap::new();
            let mut payloads = Vec::new();
            for event in events {
                for (key, now) in &event {
                    match now.clone().filter(|v| !v.is_empty()) {
                        Some(v) => facts.insert(key.clone(), v),
                        None => facts.remove(key),
                    };
                }
                let changes = event.into_iter().map(|(key, now)| Change { key, was: None, now }).collect();
                let payload = payload::Payload::new(changes, None, None);
                payloads.push(serde_json::to_string(&payload).unwrap());
            }
            let found = values(payloads.iter().map(String::as_str));
            prop_assert_eq!(found, facts.into_iter().collect::<Vec<_>>());
        }
    }
}
