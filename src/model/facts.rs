//! The facts themselves: a sorted map, and those that break a limit and count as not given. Who may set one, and
//! what follows from it, is [`super::assessment`]'s business.

use std::collections::BTreeMap;
use std::ops::Bound::{self, Included, Unbounded};

use super::limits::Limit;
use super::record::{ACTION, KINDS, PART, Rid};

/// All facts of one assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Key and value, also of those that count as not given.
    pub(super) map: BTreeMap<String, String>,
    /// Facts that break a limit: kept as they are, but counted as not given.
    pub(super) beyond: BTreeMap<String, Limit>,
}

/// Where to go on behind a key that no figure asks; none for one that counts.
fn beside(key: &str) -> Option<String> {
    // The sign behind the last one of the prefix ends everything that begins with it.
    if key.starts_with('@') {
        return Some("A".to_owned());
    }
    let kind = key.split_once('.')?.0;
    // Of all records only actions and their parts are planned.
    let register = KINDS.iter().any(|k| k.key == kind && k.key != ACTION.key && k.key != PART.key);
    register.then(|| format!("{kind}/"))
}

impl Facts {
    fn given(&self, key: &str) -> bool {
        self.beyond.is_empty() || !self.beyond.contains_key(key)
    }

    /// One fact that counts.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.map.get(key).filter(|_| self.given(key)).map(String::as_str)
    }

    /// What follows a prefix, and its value; only facts that count.
    pub(super) fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = self.map.range::<str, _>((Included(prefix), Unbounded));
        from.map_while(move |(k, v)| Some((k, k.strip_prefix(prefix)?, v)))
            .filter(|(k, ..)| self.given(k))
            .map(|(_, rest, v)| (rest, v.as_str()))
    }

    /// As [`Self::under`], for a prefix that is made on the way.
    pub(super) fn members<'a>(&'a self, prefix: &str) -> Vec<(&'a str, &'a str)> {
        let from = self.map.range::<str, _>((Included(prefix), Unbounded));
        from.map_while(|(k, v)| Some((k, k.strip_prefix(prefix)?, v)))
            .filter(|(k, ..)| self.given(k))
            .map(|(_, rest, v)| (rest, v.as_str()))
            .collect()
    }

    /// Whether there is any fact under a prefix.
    pub(super) fn any(&self, prefix: &str) -> bool {
        let mut from = self.map.range::<str, _>((Included(prefix), Unbounded));
        from.next().is_some_and(|(k, _)| k.starts_with(prefix))
    }

    /// Ids of everything that stands under a kind, whole or not, in the order of the ids.
    pub(super) fn ids_of(&self, kind: &str) -> Vec<Rid> {
        let mut ids: Vec<Rid> = Vec::new();
        let prefix = format!("{kind}.");
        let mut from = prefix.clone();
        // From one record to the next, whatever stands in between; `/` is what comes after the dot.
        while let Some((key, _)) = self.map.range::<str, _>((Included(from.as_str()), Unbounded)).next() {
            let Some(rest) = key.strip_prefix(&prefix) else { break };
            let Some((id, _)) = rest.split_once('.') else {
                from = format!("{key}\0");
                continue;
            };
            from = format!("{prefix}{id}/");
            // Mostly the first fact counts, and nothing has to be looked for.
            let counts = || self.given(key) || self.under(&format!("{prefix}{id}.")).next().is_some();
            ids.extend(Rid::parse(id).filter(|_| counts()));
        }
        ids
    }

    /// All but what no figure asks: registers, frozen states, people's own answers, other layers.
    pub(super) fn of_figures(&self) -> Self {
        let mut some = Self::default();
        let mut from: (Bound<String>, Bound<String>) = (Unbounded, Unbounded);
        loop {
            let mut skip = None;
            for (key, value) in self.map.range(from.clone()) {
                skip = beside(key);
                if skip.is_some() {
                    break;
                }
                some.map.insert(key.clone(), value.clone());
            }
            match skip {
                Some(behind) => from.0 = Included(behind),
                None => break,
            }
        }
        let kept = |key: &&String| some.map.contains_key(*key);
        some.beyond =
            self.beyond.keys().filter(kept).filter_map(|k| Some((k.clone(), *self.beyond.get(k)?))).collect();
        some
    }

    /// Sets or removes one fact. Returns the old value.
    pub(super) fn set(&mut self, key: &str, value: Option<String>, limit: Option<Limit>) -> Option<String> {
        match limit {
            Some(limit) => {
                self.beyond.insert(key.to_owned(), limit);
            }
            None if self.beyond.is_empty() => {}
            None => {
                self.beyond.remove(key);
            }
        }
        match value {
            Some(v) => self.map.insert(key.to_owned(), v),
            None => self.map.remove(key),
        }
    }
}
