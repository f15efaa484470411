//! Records by their names. Looked up by whoever types a name, and by nothing a file shows when it is opened: made when it is first
//! asked for, and kept in step from then on.

use std::collections::BTreeSet;
use std::ops::Bound::{Included, Unbounded};
use std::sync::OnceLock;

use crate::model::facts::Facts;
use crate::model::record::{RecordKey, Rid, VOTE, record_key};

/// Fields by which records are looked up.
pub(super) const NAMING: [&str; 3] = ["name", "what", "must"];

/// Whether a fact is a name by which a record may be looked up.
pub(super) fn names_it(k: &RecordKey<'_>) -> bool {
    k.member.is_none() && k.kind != VOTE.key && NAMING.contains(&k.field)
}

/// Where records of a name are kept.
fn by_name(kind: &str, field: &str, name: &str) -> Box<str> {
    format!("{kind}.{field}={}", name.to_lowercase()).into()
}

/// Ids by kind, field and name in small letters, removed records too.
#[derive(Debug, Clone, Default)]
pub(super) struct Called(OnceLock<BTreeSet<(Box<str>, Rid)>>);

impl PartialEq for Called {
    /// One that nobody asked for yet says the same as any other of the same facts.
    fn eq(&self, other: &Self) -> bool {
        self.0.get().zip(other.0.get()).is_none_or(|(one, other)| one == other)
    }
}

impl Eq for Called {}

impl Called {
    fn made(&self, facts: &Facts) -> &BTreeSet<(Box<str>, Rid)> {
        self.0.get_or_init(|| {
            let last = |key: &str| key.rsplit_once('.').is_some_and(|(_, last)| NAMING.contains(&last));
            let named = facts.map.iter().filter(|(key, _)| last(key) && !facts.beyond.contains_key(*key));
            let one = |(key, name): (&String, &String)| {
                let k = record_key(key).filter(names_it)?;
                Some((by_name(k.kind, k.field, name), k.rid()?))
            };
            named.filter_map(one).collect()
        })
    }

    /// Ids of the records of a kind with this name in this field; none where names in that field are not kept.
    pub(super) fn ids(
        &self,
        facts: &Facts,
        kind: &str,
        field: &str,
        name: &str,
    ) -> Option<impl Iterator<Item = &Rid>> {
        let name = by_name(kind, field, name);
        let from = (Included((name.clone(), Rid::FIRST)), Unbounded);
        let of = move || self.made(facts).range(from).take_while(move |(n, _)| *n == name).map(|(_, id)| id);
        NAMING.contains(&field).then(of)
    }

    /// A name that counted changes.
    pub(super) fn change(&mut self, k: &RecordKey<'_>, id: &Rid, was: Option<&str>, now: Option<&str>) {
        let Some(all) = self.0.get_mut() else { return };
        if let Some(was) = was {
            all.remove(&(by_name(k.kind, k.field, was), id.clone()));
        }
        if let Some(now) = now {
            all.insert((by_name(k.kind, k.field, now), id.clone()));
        }
    }
}
