//! What is wrong with the records of a file as they stand: what `check` has to name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::value::Context;
use super::{ACTION, AUDIT, Kind, PART, PERSON, Rec, Rid, Rule, Type, Unplanned, read};
use crate::model::limits::PARTS;
use crate::model::plannable;
use crate::model::questionnaire::Target;

/// A record that cannot be read as its kind asks: which, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// `evidence E-7 (7-a1b2c3)`.
    pub record: String,
    /// What is wrong with it.
    pub what: Unsound,
}

/// What is wrong with a record as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// It was never made.
    NeverMade,
    /// It has no number.
    NoNumber,
    /// Another record of its register has its number: that one's name or id.
    NumberTwice(String),
    /// A field it needs is empty; the label of it.
    Missing(&'static str),
    /// A field names a record that is not there.
    NamesNoRecord {
        /// The label of the field.
        word: &'static str,
        /// Which kind it names.
        to: &'static Kind,
    },
    /// A field names an action that is not there; the label of it.
    NamesNoAction(&'static str),
    /// A field names somebody who never was in the register; the label of it.
    NamesNobody(&'static str),
    /// A number beyond one it cannot exceed.
    MoreThan {
        /// The label of its field.
        word: &'static str,
        /// What stands there.
        n: String,
        /// The label of the other.
        other: &'static str,
        /// What stands there.
        most: String,
    },
    /// Its audit has another record of the kind at its place.
    PlaceTwice {
        /// Where.
        at: String,
        /// Number of the other.
        no: String,
    },
    /// It cannot be planned.
    Unplanned(Unplanned),
    /// A split waits for its parts.
    FewParts {
        /// The most it may have.
        most: usize,
    },
}

/// Records that exist without a number or a field they need, links into nothing, actions that are not planned,
/// and fields left behind under an id that was never made.
pub fn unreadable(c: Context<'_>) -> Vec<Unreadable> {
    let mut found = Vec::new();
    for kind in c.kinds.iter().filter(|k| !k.is_one_fact()) {
        let in_audits = || c.a.index().records(kind.key).cloned().collect();
        let ids: Vec<Rid> = if kind.is_in_audit() { in_audits() } else { c.a.ids_of(kind.key) };
        let mut numbered: BTreeMap<(Option<String>, u32), String> = BTreeMap::new();
        for id in ids {
            let rec = read::at(c.a, kind, &id);
            let number = if rec.no() == 0 { String::new() } else { format!(" {}", rec.shown_no()) };
            let record = format!("{}{number} ({id})", kind.key);
            if rec.exists() && rec.no() > 0 {
                let within = rec.id.audit().filter(|_| kind.key != AUDIT.key).map(|audit| audit.to_string());
                let called = if rec.name().is_empty() { id.to_string() } else { rec.name().to_owned() };
                // Numbers of an audit count within it.
                match numbered.entry((within, rec.no())) {
                    Entry::Vacant(free) => _ = free.insert(called),
                    Entry::Occupied(first) => {
                        let what = Unsound::NumberTwice(first.get().clone());
                        found.push(Unreadable { record: record.clone(), what });
                    }
                }
            }
            found.extend(faults(c, &rec).into_iter().map(|what| Unreadable { record: record.clone(), what }));
        }
    }
    found
}

/// What is wrong with one record.
pub fn faults(c: Context<'_>, rec: &Rec<'_>) -> Vec<Unsound> {
    let mut found = Vec::new();
    if !rec.exists() {
        if rec.no() == 0 {
            found.push(Unsound::NeverMade);
        }
        return found;
    }
    if rec.no() == 0 {
        found.push(Unsound::NoNumber);
    }
    for f in rec.kind.fields {
        let members = if f.typ.is_set() { rec.members(f.key) } else { Vec::new() };
        let empty = if f.typ.is_set() { members.is_empty() } else { rec.get(f.key).is_empty() };
        if f.need && empty && rec.asks(f) {
            found.push(Unsound::Missing(f.word));
        }
        match f.typ {
            Type::Link(to) | Type::Links(to) if !empty => {
                let one = [(rec.get(f.key), "")];
                let named = if f.typ.is_set() { members.as_slice() } else { &one };
                if let Some(to) = Kind::find(c.kinds, to)
                    && named.iter().filter_map(|(m, _)| Rid::parse(m)).any(|id| !stands(c, to, &id, f.need))
                {
                    found.push(Unsound::NamesNoRecord { word: f.word, to });
                }
            }
            Type::Actions if members.iter().any(|(m, _)| !is_action(c, m)) => {
                found.push(Unsound::NamesNoAction(f.word));
            }
            Type::Seen if members.iter().any(|(m, _)| !was_there(c, m)) => {
                found.push(Unsound::NamesNobody(f.word));
            }
            _ => {}
        }
    }
    found.extend(rec.kind.rules.iter().filter_map(|rule| beyond(rec, *rule)));
    if let Some(flaw) = plannable::flaw(c.q, c.a, rec) {
        found.push(Unsound::Unplanned(flaw.what));
    } else if plannable::waits_for_parts(c.a, rec) {
        found.push(Unsound::FewParts { most: PARTS });
    }
    found
}

/// That the audit of a record has another one of its kind at the same place, where there is to be one. A file that was merged may
/// have two, and then the audit warns of them: `check` finds no fault in it.
pub fn twice(c: Context<'_>, rec: &Rec<'_>) -> Option<Unsound> {
    let field = rec.kind.rules.iter().find_map(|rule| match rule {
        Rule::OneAt(f, ..) => Some(*f),
        _ => None,
    })?;
    let (audit, at) = (rec.id.audit().filter(|_| rec.exists())?, rec.get(field));
    let mut others = read::all_in(c.a, rec.kind, &audit).into_iter();
    let other = others.find(|other| other.id.as_str() != rec.id.as_str() && other.get(field) == at)?;
    Some(Unsound::PlaceTwice { at: at.to_owned(), no: other.shown_no() })
}

/// A number that exceeds the one it cannot exceed.
fn beyond(rec: &Rec<'_>, rule: Rule) -> Option<Unsound> {
    let Rule::AtMost(f, other) = rule else { return None };
    let number = |field: &str| rec.get(field).parse::<f64>().ok();
    let word = |field: &str| rec.kind.field(field).map_or("", |f| f.word);
    let (n, most) = (rec.get(f).to_owned(), rec.get(other).to_owned());
    (number(f)? > number(other)?).then(|| Unsound::MoreThan { word: word(f), n, other: word(other), most })
}

/// Whether what a link names is there. What a record can do without may have been taken out of its register since.
fn stands(c: Context<'_>, to: &'static Kind, id: &Rid, need: bool) -> bool {
    let rec = read::at(c.a, to, id);
    rec.exists() || (!need && rec.no() > 0)
}

/// Whether a member of a set of actions is one: of the rule, by its requirement, or a record.
fn is_action(c: Context<'_>, member: &str) -> bool {
    match Rid::parse(member) {
        Some(id) => [&ACTION, &PART].into_iter().any(|kind| read::at(c.a, kind, &id).exists()),
        None => matches!(c.q.find(member), Some(Target::Requirement(_))),
    }
}

/// Whether this id is or was somebody's in the register.
fn was_there(c: Context<'_>, member: &str) -> bool {
    let person = Rid::parse(member).map(|id| read::at(c.a, &PERSON, &id));
    person.is_some_and(|p| p.exists() || p.no() > 0)
}
