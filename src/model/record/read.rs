//! Reading records from facts: one by its id, all of a kind by their numbers.

use std::sync::Arc;

use super::{AUDIT, Field, Kind, MADE, NUMBER, Rid, Type, says_yes};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::compare_ids;

/// A record as its facts say, existing or not.
#[derive(Debug, Clone)]
pub struct Rec<'a> {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its permanent id.
    pub id: Rid,
    a: &'a Assessment,
    /// Of a kind whose records are one fact: what follows the id in its key, and its value.
    one: Option<(&'a str, &'a str)>,
    /// Its facts where they were read with those of all others of its audit.
    held: Option<Held<'a>>,
}

/// All facts of a record of an audit, without what comes before its fields, and the number of the audit: an audit has thousands of
/// records, and looking up each fact by itself is most of what reading them costs.
#[derive(Debug, Clone)]
struct Held<'a> {
    facts: Arc<[(&'a str, &'a str)]>,
    audit: u32,
}

impl<'a> Rec<'a> {
    /// A field that is one fact; empty when nothing stands there.
    pub fn get(&self, field: &str) -> &'a str {
        match self.one {
            Some((at, value)) => match self.kind.fields.iter().position(|f| f.key == field) {
                Some(1) => at,
                Some(2) => value,
                // The first one is the id itself, which is no longer than the record.
                _ => "",
            },
            None if self.kind.is_layer(field) => self.a.index().audit_of(&self.id).unwrap_or(""),
            None => match &self.held {
                Some(held) => held.facts.iter().find(|(key, _)| *key == field).map_or("", |(_, value)| value),
                None => self.a.get(&self.kind.key_of(&self.id, field)).unwrap_or(""),
            },
        }
    }

    /// As [`Self::get`], of every field, the first of a record that is one fact too.
    pub fn text(&self, field: &Field) -> String {
        match (self.one, self.kind.naming()) {
            (Some(_), Some(first)) if first.key == field.key => self.id.to_string(),
            _ => self.get(field.key).to_owned(),
        }
    }

    /// The members of a set with their values, in the order of their keys.
    pub fn members(&self, field: &str) -> Vec<(&'a str, &'a str)> {
        let mut list = match &self.held {
            Some(held) => {
                let of = |(key, value): &(&'a str, &'a str)| {
                    Some((key.strip_prefix(field)?.strip_prefix('.')?, *value))
                };
                held.facts.iter().filter_map(of).collect()
            }
            None => self.a.members(&format!("{}.", self.kind.key_of(&self.id, field))),
        };
        list.sort_by(|x, y| compare_ids(x.0, y.0));
        list
    }

    /// Whether a set has a member.
    pub fn has_members(&self, field: &str) -> bool {
        if let Some(held) = &self.held {
            let is_member = |key: &str| key.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'));
            return held.facts.iter().any(|(key, _)| is_member(key));
        }
        let prefix = format!("{}.", self.kind.key_of(&self.id, field));
        self.a.under(&prefix).next().is_some()
    }

    /// Whether a flag says yes.
    pub fn is(&self, field: &str) -> bool {
        says_yes(self.get(field))
    }

    /// Whether something stands in a field; a flag that says no is as good as none.
    pub fn is_filled(&self, field: &Field) -> bool {
        match field.typ {
            Type::Flag => self.is(field.key),
            typ if typ.is_set() => self.has_members(field.key),
            _ => !self.get(field.key).is_empty(),
        }
    }

    /// Whether it was made and not removed.
    pub fn exists(&self) -> bool {
        self.one.is_some() || self.is(MADE)
    }

    /// The number people see; 0 when none was given.
    pub fn no(&self) -> u32 {
        self.get(NUMBER).parse().unwrap_or(0)
    }

    /// `E-3`; of a record that is one fact `ID of the record`.
    pub fn shown_no(&self) -> String {
        if let Some((at, _)) = self.one {
            return format!("{}.{at}", self.id);
        }
        let other = self.kind.other_letter.filter(|(field, value, _)| self.get(field) == *value);
        let letter = other.map_or(self.kind.letter, |(.., letter)| letter);
        let audit = self.held.as_ref().map(|held| held.audit).or_else(|| self.audit().map(|a| a.no()));
        match audit {
            Some(audit) => format!("{letter}-{audit}-{}", self.no()),
            None => format!("{letter}-{}", self.no()),
        }
    }

    /// The facts it is read from.
    pub const fn facts(&self) -> &'a Assessment {
        self.a
    }

    /// The audit it belongs to; none for an audit itself and for every record of the organisation's own.
    pub fn audit(&self) -> Option<Self> {
        Some(at(self.a, &AUDIT, &self.id.audit()?))
    }

    /// The id commands take and print.
    pub fn handle(&self) -> String {
        match self.one {
            Some((at, _)) => format!("{}.{at}", self.id),
            None => self.id.to_string(),
        }
    }

    /// What names it; empty when it has no name.
    pub fn name(&self) -> &'a str {
        self.kind.naming().map_or("", |f| if f.typ == Type::Line { self.get(f.key) } else { "" })
    }

    /// Whether a field is asked, by what others hold.
    pub fn asks(&self, field: &Field) -> bool {
        field.when.is_none_or(|(other, values)| values.contains(&self.get(other)))
    }

    /// Everything it holds under keys no table here names: fields of a newer version.
    pub fn unknown(&self) -> Vec<(&'a str, &'a str)> {
        if self.one.is_some() {
            return Vec::new();
        }
        let all = self.a.members(&self.kind.key_of(&self.id, ""));
        let known = |key: &str| {
            let field = key.split('.').next().unwrap_or(key);
            field == MADE || field == NUMBER || self.kind.field(field).is_some()
        };
        all.into_iter().filter(|(key, _)| !known(key)).collect()
    }
}

/// The id of the questionnaire a record belongs to, as the history names it; empty for none.
pub fn place(rec: &Rec<'_>) -> String {
    for f in rec.kind.fields {
        match f.typ {
            Type::Id if !rec.get(f.key).is_empty() => return rec.get(f.key).to_owned(),
            Type::Ids | Type::Requirements | Type::Places => {
                if let Some((first, _)) = rec.members(f.key).first() {
                    return (*first).to_owned();
                }
            }
            _ => {}
        }
    }
    String::new()
}

/// The record with this id, existing or not. What a link names says no audit: the index knows it.
pub fn at<'a>(a: &'a Assessment, kind: &'static Kind, id: &Rid) -> Rec<'a> {
    let unplaced = kind.is_in_audit() && kind.key != AUDIT.key && id.audit().is_none();
    let audit = || a.index().audit_of(id).and_then(Rid::parse);
    let id =
        if unplaced { audit().map(|audit| id.within(&audit)) } else { None }.unwrap_or_else(|| id.clone());
    Rec { kind, id, a, one: None, held: None }
}

/// The records of a kind in an audit that exist, by number, read in one go.
pub fn all_in<'a>(a: &'a Assessment, kind: &'static Kind, audit: &Rid) -> Vec<Rec<'a>> {
    let no = at(a, &AUDIT, audit).no();
    let facts = a.members(&kind.prefix_in(audit)).into_iter();
    // Taken apart once: there are thousands.
    let facts: Vec<(&'a str, (&'a str, &'a str))> = facts
        .filter_map(|(key, value)| key.split_once('.').map(|(id, field)| (id, (field, value))))
        .collect();
    let one = |facts: &[(&'a str, (&'a str, &'a str))]| {
        let id = Rid::parse(facts.first()?.0)?.within(audit);
        let facts = facts.iter().map(|(_, fact)| *fact).collect();
        let held = Some(Held { facts, audit: no });
        let rec = Rec { kind, id, a, one: None, held };
        // As in the index: what has no number is no record.
        (rec.exists() && rec.get(NUMBER).parse::<u32>().is_ok()).then_some(rec)
    };
    let mut list: Vec<Rec<'a>> = facts.chunk_by(|x, y| x.0 == y.0).filter_map(one).collect();
    list.sort_by_cached_key(|r| (r.no(), r.id.clone()));
    list
}

/// The first record of a kind in an audit, by number, that holds this in a field.
pub fn first_in<'a>(
    a: &'a Assessment,
    kind: &'static Kind,
    audit: &Rid,
    (field, value): (&str, &str),
) -> Option<Rec<'a>> {
    let prefix = kind.prefix_in(audit);
    let here = a.under(&prefix).filter(|(_, v)| *v == value).filter_map(|(key, _)| {
        let (id, key) = key.split_once('.')?;
        Rid::parse(id).filter(|_| key == field)
    });
    here.map(|id| at(a, kind, &id.within(audit))).filter(Rec::exists).min_by_key(|r| (r.no(), r.id.clone()))
}

/// All records of a kind that exist, by number; those of one fact by person and id.
pub fn all<'a>(a: &'a Assessment, kind: &'static Kind) -> Vec<Rec<'a>> {
    if kind.is_one_fact() {
        let mut list: Vec<Rec<'a>> = a
            .members(&format!("{}.", kind.key))
            .into_iter()
            .filter_map(|(key, value)| {
                let (id, at) = key.split_once('.')?;
                Some(Rec { kind, id: Rid::parse(id)?, a, one: Some((at, value)), held: None })
            })
            .collect();
        list.sort_by(|x, y| {
            let at = |r: &Rec<'a>| r.one.map_or("", |(at, _)| at);
            x.id.cmp(&y.id).then_with(|| compare_ids(at(x), at(y)))
        });
        return list;
    }
    let mut list: Vec<Rec<'a>> =
        a.index().records(kind.key).map(|id| at(a, kind, id)).filter(Rec::exists).collect();
    if kind.layer_field().is_some() {
        // Their numbers count within their audit: one audit after the other.
        list.sort_by_cached_key(|r| (r.audit().map_or(0, |audit| audit.no()), r.no()));
    }
    list
}

/// Records of a kind with this name, whatever its capitals, by number.
pub fn by_name<'a>(a: &'a Assessment, kind: &'static Kind, name: &str) -> std::vec::IntoIter<Rec<'a>> {
    let mut found = called(a, kind, name);
    found.retain(Rec::exists);
    found.into_iter()
}

/// As [`by_name`], those that were removed too.
pub(super) fn called<'a>(a: &'a Assessment, kind: &'static Kind, name: &str) -> Vec<Rec<'a>> {
    let wanted = name.trim();
    let Some(field) = kind.naming().filter(|f| f.typ == Type::Line && !wanted.is_empty()) else {
        return Vec::new();
    };
    let mut found: Vec<Rec<'a>> = if let Some(ids) = a.called(kind, field.key, wanted) {
        ids.map(|id| at(a, kind, id)).filter(|r| r.no() > 0).collect()
    } else {
        let wanted = wanted.to_lowercase();
        let all = a.index().records(kind.key).map(|id| at(a, kind, id));
        all.filter(|r| r.name().to_lowercase() == wanted).collect()
    };
    found.sort_by_key(|r| (r.no(), r.id.clone()));
    found
}

/// The record a word of a command names: its id, or its number with or without the letter.
pub fn named<'a>(a: &'a Assessment, kind: &'static Kind, word: &str) -> Option<Rec<'a>> {
    let word = word.trim();
    if kind.is_one_fact() {
        return all(a, kind).into_iter().find(|r| r.handle() == word);
    }
    if let Some(id) = Rid::parse(word) {
        return Some(at(a, kind, &id)).filter(Rec::exists);
    }
    let digits = match word.split_once('-') {
        Some((letter, digits)) if kind.is_letter(letter) => digits,
        Some(_) if kind.layer_field().is_some() => word,
        Some(_) => return None,
        None => word,
    };
    let (audit, digits) = match digits.split_once('-').filter(|_| kind.layer_field().is_some()) {
        Some((audit, digits)) => (Some(audit.parse::<u32>().ok()?), digits),
        None => (None, digits),
    };
    let number: u32 = digits.parse().ok().filter(|n| *n > 0)?;
    let of_audit = |r: &Rec<'_>| audit.is_none_or(|no| r.audit().is_some_and(|audit| audit.no() == no));
    let found = a.index().with_number(kind.key, number).map(|id| at(a, kind, id));
    let mut found = found.filter(|r| r.exists() && of_audit(r));
    let first = found.next()?;
    // Numbers count within their audit: of two audits nobody knows which is meant.
    found.next().is_none_or(|_| kind.layer_field().is_none() || audit.is_some()).then_some(first)
}
