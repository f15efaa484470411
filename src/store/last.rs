//! What stands after all events: each fact once, with its last value, in order. Opening a file makes its facts
//! from this at once, instead of searching the place of each of tens of thousands of changes.

use super::payload::{self, Left};
use crate::model::runs;

/// What stands after these payloads, oldest first: key and value, in the order of the keys.
pub(super) fn values<'p>(payloads: impl Iterator<Item = &'p str>) -> Vec<(String, String)> {
    let mut left: Vec<Left<'p>> = Vec::new();
    for payload in payloads {
        payload::leaves(payload, &mut left);
    }
    let mut facts: Vec<(String, String)> = Vec::with_capacity(left.len());
    runs::in_order(
        &left,
        |(key, _)| key.as_ref(),
        |alike| {
            // Later changes of a key come behind earlier ones.
            let Some((key, value)) = alike.last().and_then(|n| left.get(*n as usize)) else { return };
            if let Some(value) = value.as_deref().filter(|v| !v.is_empty()) {
                facts.push((key.as_ref().to_owned(), value.to_owned()));
            }
        },
    );
    facts
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
