//! What names a record: records of any register by a link, as somebody who has seen them, or by the name of a person; the
//! other end of every link. Asked where a record is shown and before one is removed; changes nothing. `model` and the
//! words of records use it.

use std::collections::BTreeMap;

use super::read::{self, Rec};
use super::{Field, Kind, PERSON, Rid, SYSTEM, Type};
use crate::model::assessment::{Assessment, keys};

/// Whether what is typed into a field that names a person is nobody of the register; never where nobody is in it.
pub fn is_nobody(a: &Assessment, field: &Field, typed: &str) -> bool {
    let typed = typed.trim();
    field.typ == Type::Who
        && !typed.is_empty()
        && !read::all(a, &PERSON).is_empty()
        && a.meant(typed).is_empty()
}

/// A record that names another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Of which kind it is.
    pub kind: &'static Kind,
    /// The field that does.
    pub field: &'static Field,
    /// Its id.
    pub id: Rid,
    /// Whether it names a role, which one person alone holds.
    pub by_role: bool,
}

/// Whether a field can name records of a kind.
pub(super) fn can(field: &Field, kind: &Kind) -> bool {
    let person = kind.key == PERSON.key;
    match field.typ {
        Type::Seen | Type::Who => person,
        typ => typ.links_to() == Some(kind.key),
    }
}

/// What names the records of a kind, by their ids, in the order of the registers: looked through once for all of them. A link
/// does not say in which audit a record stands, so that the id alone is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    by_id: BTreeMap<Box<str>, Vec<Name>>,
    none: Vec<Name>,
}

impl Named {
    /// What names this record.
    pub fn of(&self, id: &Rid) -> &[Name] {
        self.by_id.get(id.as_str()).unwrap_or(&self.none)
    }
}

/// What names the records of a kind.
pub fn all(a: &Assessment, kinds: &[&'static Kind], of: &'static Kind) -> Named {
    let people = if of.key == PERSON.key { read::all(a, of) } else { Vec::new() };
    let mut called: BTreeMap<String, Vec<Rid>> = BTreeMap::new();
    for person in &people {
        called.entry(person.name().trim().to_lowercase()).or_default().push(person.id.clone());
    }
    // Looked up once a role, whatever the number of records that name it.
    let mut holders: BTreeMap<String, Option<Rid>> = BTreeMap::new();
    let mut named = Named::default();
    let mut add_by = |to: Rid, kind, field, id: &Rid, by_role| {
        let list = named.by_id.entry(to.as_str().into()).or_default();
        list.push(Name { kind, field, id: id.clone(), by_role });
    };
    for kind in kinds.iter().copied().filter(|k| !k.is_one_fact()) {
        let fields: Vec<&'static Field> = kind.fields.iter().filter(|f| can(f, of)).collect();
        if fields.is_empty() {
            continue;
        }
        for rec in read::all(a, kind) {
            for field in fields.iter().copied() {
                match field.typ {
                    Type::Who => {
                        let who = rec.get(field.key).trim().to_lowercase();
                        if who.is_empty() {
                            continue;
                        }
                        if let Some(meant) = called.get(&who) {
                            for id in meant {
                                add_by(id.clone(), kind, field, &rec.id, false);
                            }
                            continue;
                        }
                        let holder = holders.entry(who).or_insert_with_key(|who| holder(a, who));
                        if let Some(id) = holder {
                            add_by(id.clone(), kind, field, &rec.id, true);
                        }
                    }
                    typ if typ.is_set() => {
                        let to = rec.members(field.key).into_iter().filter_map(|(id, _)| Rid::parse(id));
                        to.for_each(|id| add_by(id, kind, field, &rec.id, false));
                    }
                    _ => {
                        if let Some(id) = Rid::parse(rec.get(field.key)) {
                            add_by(id, kind, field, &rec.id, false);
                        }
                    }
                }
            }
        }
    }
    named
}

/// The one person of the register who holds a role.
fn holder(a: &Assessment, role: &str) -> Option<Rid> {
    let mut meant = a.meant(role).into_iter();
    meant.next().filter(|_| meant.next().is_none()).map(|person| person.id)
}

/// The controls of the standard that are said to be for an AI system, by their ids.
pub fn controls_for(a: &Assessment, rec: &Rec<'_>) -> Vec<String> {
    if rec.kind.key != SYSTEM.key {
        return Vec::new();
    }
    let parts = a.under(keys::FOR).filter_map(|(key, _)| key.rsplit_once('.'));
    parts.filter(|(_, system)| *system == rec.id.as_str()).map(|(id, _)| id.to_owned()).collect()
}

/// What a person owns beside records: questions and actions, by the ids people see.
pub fn owned(a: &Assessment, rec: &Rec<'_>) -> Vec<String> {
    if rec.kind.key != PERSON.key {
        return Vec::new();
    }
    let mine = a.under(keys::OWNER).filter(|(_, who)| a.is_called(&rec.id, who));
    mine.map(|(id, _)| id.to_owned()).collect()
}
