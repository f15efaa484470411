//! What colleagues answered apart: each in the layer of who answered, beside the agreed answers and never over them. Here
//! it is read; [`super::hand_out`] brings it in, [`super::spread`] holds it side by side.

use std::collections::BTreeSet;

use super::assessment::{Assessment, keys};
use super::level::Level;
use super::record::{Layer, Rid};

/// What the layers of people who answered apart begin with.
const LAYERS: &str = "@answers-of.";

/// The key of something in the layer of somebody.
pub fn key(who: &Rid, fact: &str) -> String {
    format!("{LAYERS}{who}/{fact}")
}

impl Assessment {
    /// Everybody who answered apart, in the order of their ids.
    pub fn answered_apart(&self) -> Vec<Rid> {
        let mut all: Vec<Rid> = Vec::new();
        let mut from = LAYERS.to_owned();
        // From one layer to the next, whatever stands in between; `0` is what comes behind the stroke.
        while let Some((key, _)) = self.facts().range(from.clone()..).next() {
            let Some(rest) = key.strip_prefix(LAYERS) else { break };
            let id = rest.split('/').next().unwrap_or_default();
            from = format!("{LAYERS}{id}0");
            if let (Some((Layer::AnswersOf(who), _)), true) = (Layer::of(key), rest.contains('/')) {
                all.push(who);
            }
        }
        all
    }
}

/// What somebody answered apart on this very id; none where nothing is said there.
pub fn level(a: &Assessment, who: &Rid, at: &str) -> Option<Level> {
    Level::parse(a.get(&key(who, at))?)
}

/// Whether somebody took an answer back at this very id, so that what they said of the whole is none here.
pub fn is_clear(a: &Assessment, who: &Rid, at: &str) -> bool {
    a.get(&key(who, at)) == Some(keys::CLEAR)
}

/// What somebody wrote, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whether it says whom to ask; else it is a note, or why something does not apply.
    pub asks: bool,
    /// In their words.
    pub words: String,
}

/// What texts of a layer begin with; an id stands behind.
const TEXTS: [&str; 3] = [keys::NOTE, keys::REASON, keys::ASK];

/// What somebody wrote on this very id, beside an answer or without one, in their words; why it does not apply, and whom to ask,
/// are among it.
pub fn notes(a: &Assessment, who: &Rid, at: &str) -> Vec<Note> {
    let one = |prefix: &str| {
        let words = a.get(&key(who, &format!("{prefix}{at}"))).filter(|words| !words.trim().is_empty())?;
        Some(Note { asks: prefix == keys::ASK, words: words.to_owned() })
    };
    TEXTS.into_iter().filter_map(one).collect()
}

/// Every id somebody wrote something on apart.
pub fn written_on(a: &Assessment) -> BTreeSet<String> {
    let of = |who: Rid| TEXTS.map(|prefix| key(&who, prefix));
    let prefixes: Vec<String> = a.answered_apart().into_iter().flat_map(of).collect();
    prefixes.iter().flat_map(|prefix| a.under(prefix)).map(|(id, _)| id.to_owned()).collect()
}

/// The requirement of a check, by its id; none of what is no check.
pub fn whole_of(at: &str) -> Option<&str> {
    at.rsplit_once('/').map(|(whole, _)| whole)
}
