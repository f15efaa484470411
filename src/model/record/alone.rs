//! Fields of which no two records of a register may hold the same: of two risk levels that begin at the same value one would hide
//! the other, and risks would fall to a lower one without a word; of two steps of a scale with one name nobody could choose one.

use super::fault::Fault;
use super::value::Context;
use super::{Field, Kind, MADE, Rec, Rid, Rule, read, record_key};
use crate::model::change::{Edit, Refusal};

/// Whether a rule of the kind says so of a field.
fn fields(kind: &Kind) -> impl Iterator<Item = &'static str> {
    kind.rules.iter().filter_map(|rule| if let Rule::Alone(f) = rule { Some(*f) } else { None })
}

/// Two numbers are the same however they are written, and two names whatever their capitals.
fn same(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() < 0.000_5,
        _ => one.to_lowercase() == other.to_lowercase(),
    }
}

/// What is wrong with a value where another of these records has it.
pub(super) fn taken(all: &[Rec<'_>], id: &Rid, field: &str, value: &str) -> Option<Fault> {
    let of_another = |r: &&Rec<'_>| r.id != *id && same(r.get(field), value);
    let other = all.iter().filter(|_| !value.is_empty()).find(of_another)?;
    Some(Fault::HasAnother {
        value: value.to_owned(),
        other: format!("{} {}", other.shown_no(), other.name()),
    })
}

/// A field that an edit would leave with the value another record has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The kind.
    pub kind: &'static Kind,
    /// The record the edit writes.
    pub id: Rid,
    /// Number and name of it.
    pub record: String,
    /// The field.
    pub field: &'static Field,
    /// What is wrong.
    pub fault: Fault,
}

impl Clash {
    /// The same as the reason why nothing is changed.
    pub fn refusal(self) -> Refusal {
        let Self { kind, field, fault, .. } = self;
        Refusal::Field { kind: kind.key, field: field.key, word: field.word, fault }
    }
}

/// The first of them, of all an edit does: several records may change places by it.
pub fn clash(c: Context<'_>, e: &Edit) -> Option<Clash> {
    let kinds = c.kinds.iter().copied().filter(|kind| fields(kind).next().is_some());
    kinds.into_iter().find_map(|kind| {
        let written = |field: &str| -> Vec<Rid> {
            let of = |key: &str| {
                let k = record_key(key).filter(|k| k.kind == kind.key)?;
                Rid::parse(k.id).filter(|_| k.field == field || k.field == MADE)
            };
            e.changes.iter().filter(|x| x.now.is_some()).filter_map(|x| of(&x.key)).collect()
        };
        fields(kind).find_map(|key| {
            let (written, field) = (written(key), kind.field(key)?);
            if written.is_empty() {
                return None;
            }
            let mut then = c.a.clone();
            then.apply(c.q, e);
            let all = read::all(&then, kind);
            all.iter().filter(|r| written.contains(&r.id)).find_map(|r| {
                let fault = taken(&all, &r.id, key, r.get(key))?;
                let record = format!("{} {}", r.shown_no(), r.name());
                Some(Clash { kind, id: r.id.clone(), record, field, fault })
            })
        })
    })
}
