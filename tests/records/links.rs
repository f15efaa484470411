//! Links: what is told to hang on a record before it is removed is what hangs on it, what cannot stand without it goes
//! with it, and one undo brings all of it back.

use std::collections::{BTreeMap, BTreeSet};

use clausewise::bank;
use clausewise::model::record::gone::{self, Follow};
use clausewise::model::record::{AUDIT, Kind, MADE, Rec, read, record_key, write};
use clausewise::model::{Assessment, record::Type};
use proptest::prelude::*;

use crate::config;
use crate::random::{Dice, context, history, kinds};

/// Records that name this one by a link, straight from the facts: whether they need it, by the key that makes them exist.
/// What stands in an audit names it by its layer.
fn naming(a: &Assessment, kinds: &[&'static Kind], gone: &Rec<'_>) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    for (key, value) in a.facts() {
        let Some((k, id)) = record_key(key).and_then(|k| Some((k, k.rid()?))) else { continue };
        let Some(kind) = kinds.iter().find(|x| x.key == k.kind && !x.is_one_fact()) else { continue };
        let made = kind.key_of(&id, MADE);
        let layer = kind.fields.iter().any(|f| kind.is_layer(f.key)) && gone.kind.key == AUDIT.key;
        if k.field == MADE && layer && k.audit == Some(gone.id.as_str()) {
            found.insert(made, true);
            continue;
        }
        let Some(f) = kind.field(k.field) else { continue };
        let named = match f.typ {
            Type::Link(to) if to == gone.kind.key => value == gone.id.as_str(),
            Type::Links(to) if to == gone.kind.key => k.member == Some(gone.id.as_str()),
            // Who answers for something is written by name.
            Type::Who if gone.kind.key == "person" => {
                !value.trim().is_empty() && value.trim().to_lowercase() == gone.name().trim().to_lowercase()
            }
            _ => false,
        };
        if named && a.get(&made).is_some() {
            *found.entry(made).or_default() |= f.need && matches!(f.typ, Type::Link(_));
        }
    }
    found
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn what_hangs_on_a_record_is_told_goes_and_comes_back(seed in any::<u64>()) {
        let q = bank::embedded().unwrap();
        let (dice, kinds) = (&mut Dice(seed), kinds());
        let mut a = Assessment::new(&q);
        history(dice, &q, &mut a, 60);
        for kind in kinds.iter().filter(|k| !k.is_one_fact()) {
            for rec in read::all(&a, kind) {
                let c = context(&q, &a, &kinds);
                let named = naming(&a, &kinds, &rec);
                let (mut goes, mut still) = (0, 0);
                for follow in gone::follows(c, &rec) {
                    match follow {
                        Follow::GoesWith { n, .. } => goes += n,
                        Follow::StillName { n, .. } => still += n,
                        _ => {}
                    }
                }
                prop_assert_eq!(goes, named.values().filter(|needs| **needs).count());
                prop_assert_eq!(still, named.values().filter(|needs| !**needs).count());
                let e = write::remove(c, &rec);
                let gone: BTreeSet<&str> = e.changes.iter().map(|x| x.key.as_str()).collect();
                let needed = named.iter().filter(|(_, needs)| **needs);
                let wanted: Vec<&String> = needed.map(|(made, _)| made).collect();
                prop_assert!(wanted.iter().all(|key| gone.contains(key.as_str())));
                // With an audit goes also what hangs on its findings.
                let more = gone.len() - wanted.len();
                prop_assert!(more == 1 || (kind.key == AUDIT.key && more > 1));
                let mut after = a.clone();
                after.apply(&q, &e);
                prop_assert!(!read::at(&after, kind, &rec.id).exists());
                after.apply(&q, &e.inverse());
                prop_assert_eq!(after.facts(), a.facts());
                prop_assert_eq!(after.index(), a.index());
            }
        }
    }
}
