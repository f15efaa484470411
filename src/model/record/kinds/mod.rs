//! The tables: what each kind of record holds. A new field is a row here, and nothing else.

mod people;
mod plan;
mod risk;
mod running;

use super::{Field, Init, Kind, MadeBy, Type};

pub use people::{EVIDENCE, PERSON, SYSTEM};
pub use plan::{ACTION, PARKED, PART, SNAPSHOT, VOTE};
pub use risk::{CONSEQUENCE, CONTROL, IMPACT, LIKELIHOOD, RISK, RISK_LEVEL};
pub use running::{CHANGE, COMPETENCE, DOCUMENT, INCIDENT, MESSAGE, OBJECTIVE, PARTY, SUPPLIER};

/// A field people may leave empty.
const fn may(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { key, typ, need: false, when: None, init: Init::Empty, word, hint, private: false, later: false }
}

/// A field a record needs.
const fn need(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { need: true, ..may(key, typ, word, hint) }
}

const fn private(field: Field) -> Field {
    Field { private: true, ..field }
}

/// Asked only of a record that is there already.
const fn later(field: Field) -> Field {
    Field { later: true, ..field }
}

const fn when(field: Field, other: &'static str, values: &'static [&'static str]) -> Field {
    Field { when: Some((other, values)), ..field }
}

const fn kind(
    key: &'static str,
    [word, one, counted, words]: [&'static str; 4],
    letter: char,
    fields: &'static [Field],
) -> Kind {
    let other_letter = None;
    Kind {
        key,
        word,
        one,
        counted,
        words,
        letter,
        other_letter,
        fields,
        made_by: MadeBy::Form,
        listed: true,
        on_demand: false,
        waits_for_others: false,
    }
}

/// A register many do without.
const fn on_demand(kind: Kind) -> Kind {
    Kind { on_demand: true, ..kind }
}

/// Every kind, in the order they are listed. What others name by a link comes before them, so that a file written in this
/// order is read in this order.
pub const KINDS: &[&Kind] = &[
    &PERSON,
    &SYSTEM,
    &EVIDENCE,
    &DOCUMENT,
    &LIKELIHOOD,
    &CONSEQUENCE,
    &RISK_LEVEL,
    &IMPACT,
    &CONTROL,
    &RISK,
    &OBJECTIVE,
    &SUPPLIER,
    &COMPETENCE,
    &INCIDENT,
    &CHANGE,
    &MESSAGE,
    &PARTY,
    &PARKED,
    &ACTION,
    &PART,
    &SNAPSHOT,
    &VOTE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_and_letters_are_given_once_and_labels_fit() {
        let keys: BTreeSet<_> = KINDS.iter().map(|k| k.key).collect();
        let letters: BTreeSet<_> = KINDS.iter().map(|k| k.letter).collect();
        assert_eq!((keys.len(), letters.len()), (KINDS.len(), KINDS.len()));
        for k in KINDS {
            let fields: BTreeSet<_> = k.fields.iter().map(|f| f.key).collect();
            assert_eq!(fields.len(), k.fields.len(), "{}", k.key);
            assert!(!fields.contains(super::super::MADE) && !fields.contains(super::super::NUMBER));
            for f in k.fields {
                assert!(
                    f.word.len() <= 16 && !f.hint.is_empty() && !f.key.contains('.'),
                    "{}.{}",
                    k.key,
                    f.key
                );
                assert!(f.when.is_none_or(|(other, _)| fields.contains(other)), "{}.{}", k.key, f.key);
            }
        }
        let listed: Vec<_> = KINDS.iter().filter(|k| k.is_listed()).map(|k| k.key).collect();
        let kept: Vec<_> = KINDS.iter().filter(|k| !k.is_listed()).map(|k| k.key).collect();
        assert_eq!((listed.len(), kept), (17, vec!["control", "action", "part", "snapshot", "vote"]));
        assert_eq!(Kind::find(KINDS, "AI systems").map(|k| k.key), Some("system"));
        assert_eq!(Kind::find(KINDS, "widget"), None);
    }
}
