//! Words for a search: where in the questionnaire a text matched, and why.

use super::Word;
use crate::model::find::{Hit, Place};
use crate::model::record::Rec;
use crate::say;

impl Word for Place {
    fn word(&self) -> &'static str {
        match self {
            Self::Id => say!("id"),
            Self::NearId => say!("near id"),
            Self::Title => say!("title"),
            Self::Question => say!("question"),
            Self::Why => say!("why"),
            Self::Intro => say!("about"),
            Self::Good => say!("good"),
            Self::Words => say!("words"),
            Self::Everyday => say!("everyday word"),
            Self::Documents => say!("documents"),
            Self::Check => say!("check"),
            Self::Level => say!("level"),
            Self::Evidence => say!("evidence"),
            Self::Action => say!("action"),
            Self::Output => say!("output"),
            Self::Mistake => say!("mistakes"),
            Self::Example => say!("example"),
            Self::Advice => say!("advice"),
            Self::Firm => say!("what a firm wrote"),
            Self::Auditor => say!("auditor"),
            Self::Note => say!("note"),
            Self::Term => say!("word of the field"),
            Self::Meaning => say!("meaning"),
            Self::Command => say!("command"),
        }
    }
}

/// A record that was found, with what is typed to see it whole.
pub fn record(rec: &Rec<'_>, how: &str) -> String {
    let (no, name, register) = (rec.shown_no(), rec.name(), super::text(rec.kind.words));
    format!("{no} {name} ({register}): {how}")
}

/// Why something was found: the word a slip was taken for, where it stands, and what stands there.
pub fn why(hit: &Hit) -> String {
    let (place, text) = (hit.place.word(), &hit.text);
    match &hit.spelt_like {
        Some(word) => say!("spelt like {word}; {place}: {text}", word, place, text),
        None => format!("{place}: {text}"),
    }
}
