//! Which facts are one decision: an agreed level with what it was made of, and what a person answered apart on one id with the
//! words beside it. What somebody holds against a level is theirs and stays whichever stands. By keys alone. Used by [`super`].

use std::collections::BTreeMap;

use crate::model::hand_out::{self, OF_AN_ID};
use crate::model::keys;
use crate::model::record::{Layer, Rid};

/// What sort of decision it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// The organisation's own answer, or that of a system, with its trace.
    Agreed,
    /// What this person answered apart.
    Apart(Rid),
}

/// Facts that are one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) sort: Sort,
    /// The layer they stand in, as it begins their keys.
    pub(super) prefix: String,
    /// The id they are about.
    pub(super) id: String,
    /// Their keys; that of the level first.
    pub(super) keys: Vec<String>,
}

impl Unit {
    fn new(sort: Sort, prefix: String, id: &str) -> Self {
        let of = |begin: &str| format!("{prefix}{begin}{id}");
        let keys = match sort {
            Sort::Agreed => ["", keys::AGREED_FROM].map(of).into(),
            Sort::Apart(_) => OF_AN_ID.into_iter().chain([keys::CAME_WITH]).map(of).collect(),
        };
        Self { sort, prefix, id: id.to_owned(), keys }
    }

    /// The key of the level, by which people decide.
    pub(super) fn key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }
}

/// The decision of several facts a key of a layer is a part of.
pub(super) fn holding(key: &str) -> Option<Unit> {
    let (layer, fact) = Layer::of(key)?;
    let prefix = layer.prefix();
    match layer {
        Layer::System(_) => {
            let id = fact.strip_prefix(keys::AGREED_FROM).unwrap_or(fact);
            (hand_out::id_of(id) == Some(id)).then(|| Unit::new(Sort::Agreed, prefix, id))
        }
        Layer::AnswersOf(who) => hand_out::id_of(fact).map(|id| Unit::new(Sort::Apart(who), prefix, id)),
        Layer::Own | Layer::Audit(_) => None,
    }
}

/// The decisions of several facts of which one of these keys is a part: an answer alone is none. `from` gives the keys from one
/// on, in their order.
pub(super) fn of<'k, K: Iterator<Item = &'k str>>(from: impl Fn(&'static str) -> K) -> Vec<Unit> {
    let begun = |begin: &'static str| from(begin).take_while(move |key| key.starts_with(begin));
    let mut all: BTreeMap<String, Unit> = BTreeMap::new();
    let mut add = |unit: Unit| {
        all.entry(unit.key().to_owned()).or_insert(unit);
    };
    let traced = |fact: &'k str| fact.strip_prefix(keys::AGREED_FROM);
    for id in begun(keys::AGREED_FROM).filter_map(traced) {
        add(Unit::new(Sort::Agreed, String::new(), id));
    }
    for (layer, fact) in begun("@").filter_map(Layer::of) {
        let prefix = layer.prefix();
        match layer {
            Layer::System(_) => {
                if let Some(id) = traced(fact) {
                    add(Unit::new(Sort::Agreed, prefix, id));
                }
            }
            Layer::AnswersOf(who) => {
                if let Some(id) = hand_out::id_of(fact) {
                    add(Unit::new(Sort::Apart(who), prefix, id));
                }
            }
            Layer::Own | Layer::Audit(_) => {}
        }
    }
    all.into_values().collect()
}
