//! The tables: what each kind of record holds. A new field is a row here, and nothing else.

mod audit;
mod people;
mod plan;
mod risk;
mod running;
mod workshop;

use super::{Field, Kind, Past, SaidOf, Type, Want, While};

pub use audit::{AUDIT, AUDIT_ROW, AUDIT_SEAL, FINDING, FINDING_CHECK, FINDING_REPLY};
pub use people::{EVIDENCE, PERSON, SYSTEM};
pub use plan::{ACTION, PARKED, PART, SNAPSHOT, VOTE};
pub use risk::{CONSEQUENCE, CONTROL, IMPACT, LIKELIHOOD, RISK, RISK_LEVEL};
pub use running::{CHANGE, COMPETENCE, DOCUMENT, INCIDENT, MESSAGE, OBJECTIVE, PARTY, SUPPLIER};
pub use workshop::{AGENDA, DECISION, REQUEST};

/// What was said of other fields and goes when they say something else.
const fn said_of(of: &'static [&'static str], said: &'static [&'static str]) -> SaidOf {
    SaidOf { of, said, falls: None }
}

/// A field people may leave empty.
const fn may(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { key, typ, word, hint, ..Field::BASE }
}

/// A field a record needs.
/// A field that is otherwise asked later, at once while another one holds one of these values.
const fn soon(other: &'static str, values: &'static [&'static str], field: Field) -> Field {
    Field { later: true, soon: Some((other, values)), ..field }
}

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

/// Written by a verb of this word alone.
const fn by_verb(verb: &'static str, field: Field) -> Field {
    Field { by_verb: Some(verb), ..field }
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
    Kind { key, word, one, counted, words, letter, fields, ..Kind::BASE }
}

/// A register many do without.
const fn on_demand(kind: &Kind) -> Kind {
    Kind { on_demand: true, ..*kind }
}

/// A day that should not be past, and what follows from it.
const fn past(field: &'static str, why: &'static str) -> Past {
    Past { field, why, unless: None }
}

/// A field that should not be empty, and why.
const fn want(field: &'static str, why: &'static str) -> Want {
    Want { field, only: While::Always, why, argues: false }
}

/// A field that should not be empty while another holds one of these values, and why.
const fn want_when(
    field: &'static str,
    other: &'static str,
    values: &'static [&'static str],
    why: &'static str,
) -> Want {
    Want { field, only: While::Is(other, values), why, argues: false }
}

/// A field that should not be empty while something stands in another, and why.
const fn want_with(field: &'static str, other: &'static str, why: &'static str) -> Want {
    Want { field, only: While::Written(other), why, argues: false }
}

/// A field that should not be empty while nothing stands in these others, and why.
const fn want_unless(field: &'static str, others: &'static [&'static str], why: &'static str) -> Want {
    Want { field, only: While::Unless(others), why, argues: false }
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
    &AGENDA,
    &DECISION,
    &REQUEST,
    &PARKED,
    &ACTION,
    &PART,
    &SNAPSHOT,
    &VOTE,
    &AUDIT,
    &FINDING,
    &AUDIT_ROW,
    &FINDING_REPLY,
    &FINDING_CHECK,
    &AUDIT_SEAL,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Rule;
    use crate::model::typed::Year;
    use std::collections::BTreeSet;

    #[test]
    fn keys_and_letters_are_given_once_and_labels_fit() {
        let keys: BTreeSet<_> = KINDS.iter().map(|k| k.key).collect();
        // What stands in an audit has a number of three parts, so that its letters are its own.
        let letters: BTreeSet<_> = KINDS.iter().map(|k| (k.layer_field().is_some(), k.letter)).collect();
        assert_eq!((keys.len(), letters.len()), (KINDS.len(), KINDS.len()));
        for k in KINDS {
            let fields: BTreeSet<_> = k.fields.iter().map(|f| f.key).collect();
            assert_eq!(fields.len(), k.fields.len(), "{}", k.key);
            assert!(!fields.contains(super::super::MADE) && !fields.contains(super::super::NUMBER));
            // Every table that leaves says by these where it comes from.
            let origin = ["organisation", "scope", "made_on", "events", "head", "disclaimer"];
            assert!(origin.iter().all(|taken| !fields.contains(taken)), "{}", k.key);
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
        for k in KINDS {
            let known = |key: &str| k.field(key).is_some() || k.derived.iter().any(|d| d.key == key);
            assert!(k.columns.len() <= 3 && k.columns.iter().all(|key| known(key)), "{}", k.key);
            assert!(k.is_listed() <= !k.columns.is_empty(), "{} is listed without columns", k.key);
            for w in k.wants {
                let other = match w.only {
                    While::Is(other, _) | While::Written(other) | While::Against(other, _) => Some(other),
                    While::Always | While::MayNotStay | While::MoreLeft | While::Unless(_) => None,
                };
                let others = if let While::Unless(others) = w.only { others } else { &[] };
                assert!(
                    k.field(w.field).is_some() && other.iter().chain(others).all(|o| k.field(o).is_some()),
                    "{}",
                    k.key
                );
                assert!(!w.why.is_empty() && !w.why.ends_with('.'), "{}", w.why);
            }
            for r in k.rules {
                assert!(r.fields().all(|f| k.field(f).is_some()), "{}", k.key);
                // A day that may not be ahead is read as one that is not; a change can hold from a day on that is.
                if let Rule::NotAhead(f) | Rule::Dated(f) = *r {
                    assert!(f == "on" || k.field(f).unwrap().year() == Year::Behind, "{} {f}", k.key);
                }
            }
            for row in k.said_of {
                let falls = row.falls.as_ref().map(|(f, ..)| f);
                assert!(
                    row.of.iter().chain(row.said).chain(falls).all(|f| k.field(f).is_some()),
                    "{}",
                    k.key
                );
            }
            for d in k.derived {
                assert!(k.field(d.key).is_none() && d.word.len() <= 16, "{}", d.key);
            }
        }
        let listed: Vec<_> = KINDS.iter().filter(|k| k.is_listed()).map(|k| k.key).collect();
        let kept: Vec<_> = KINDS.iter().filter(|k| !k.is_listed()).map(|k| k.key).collect();
        assert_eq!(
            (listed.len(), kept),
            (
                20,
                vec![
                    "control",
                    "action",
                    "part",
                    "snapshot",
                    "vote",
                    "audit",
                    "finding",
                    "audit-row",
                    "finding-reply",
                    "finding-check",
                    "audit-seal"
                ]
            )
        );
        assert_eq!(Kind::find(KINDS, "AI systems").map(|k| k.key), Some("system"));
        assert_eq!(Kind::find(KINDS, "widget"), None);
    }
}
