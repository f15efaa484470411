//! What is wrong with the records of a file as they stand: what `check` has to name.

use super::value::Context;
use super::{ACTION, Kind, PART, PERSON, Rec, Rid, Type, read};
use crate::model::plannable;
use crate::model::questionnaire::Target;

/// A record that cannot be read as its kind asks: which, and what is wrong, as limits say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// `evidence E-7 (7-a1b2c3)`.
    pub record: String,
    /// What is wrong with it, a phrase.
    pub what: String,
}

/// Records that exist without a number or a field they need, links into nothing, actions that are not planned,
/// and fields left behind under an id that was never made.
pub fn unreadable(c: Context<'_>) -> Vec<Unreadable> {
    let mut found = Vec::new();
    for kind in c.kinds.iter().filter(|k| !k.is_one_fact()) {
        for id in c.a.ids_of(kind.key) {
            let rec = read::at(c.a, kind, &id);
            let number = if rec.no() == 0 { String::new() } else { format!(" {}", rec.shown_no()) };
            let record = format!("{}{number} ({id})", kind.key);
            found.extend(faults(c, &rec).into_iter().map(|what| Unreadable { record: record.clone(), what }));
        }
    }
    found
}

fn faults(c: Context<'_>, rec: &Rec<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if !rec.exists() {
        if rec.no() == 0 {
            found.push("it was never made: only parts of it stand in the file".to_owned());
        }
        return found;
    }
    if rec.no() == 0 {
        found.push("it has no number".to_owned());
    }
    for f in rec.kind.fields {
        let members = if f.typ.is_set() { rec.members(f.key) } else { Vec::new() };
        let empty = if f.typ.is_set() { members.is_empty() } else { rec.get(f.key).is_empty() };
        if f.need && empty && rec.asks(f) {
            found.push(format!("{} is missing", f.word));
        }
        match f.typ {
            Type::Link(to) if !empty => {
                if let (Some(to), Some(id)) = (Kind::find(c.kinds, to), Rid::parse(rec.get(f.key)))
                    && !read::at(c.a, to, &id).exists()
                {
                    found.push(format!("{} names {} that is not there", f.word, to.a_new()));
                }
            }
            Type::Actions if members.iter().any(|(m, _)| !is_action(c, m)) => {
                found.push(format!("{} names an action that is not there", f.word));
            }
            Type::Seen if members.iter().any(|(m, _)| !was_there(c, m)) => {
                found.push(format!("{} names somebody who never was in the register", f.word));
            }
            _ => {}
        }
    }
    if let Some(flaw) = plannable::flaw(c.q, c.a, rec) {
        found.push(flaw.what);
    } else if let Some(what) = plannable::waiting(c.a, rec) {
        found.push(format!("it is not planned: {what}"));
    }
    found
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
