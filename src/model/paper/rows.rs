//! Which records of a register a template means.

use std::collections::BTreeSet;

use super::template::Rows;
use crate::model::assessment::Assessment;
use crate::model::document_names::{FIELDS, meant, plain};
use crate::model::record::{DOCUMENT, KINDS, Kind, Rec, Rid, named, read};

/// What stands before a register instead of a field: whether a record of it names this one.
pub const NAMED_BY: &str = "by:";

/// The records, by number. None of a kind nobody knows.
pub fn rows<'a>(a: &'a Assessment, of: &Rows) -> Vec<Rec<'a>> {
    let Some(kind) = KINDS.iter().find(|k| k.key == of.kind) else { return Vec::new() };
    let mut all = read::all(a, kind);
    for (field, values) in &of.only {
        match field.strip_prefix(NAMED_BY) {
            Some(register) => {
                let by = named_by(a, kind, register);
                let wanted = |is: bool| values.iter().any(|v| v.is_empty() != is);
                all.retain(|r| wanted(by.contains(&r.id)));
            }
            None if (kind.key, field.as_str()) == (DOCUMENT.key, FIELDS.0) => {
                all.retain(|r| is_one(a, r, values));
            }
            None => all.retain(|r| holds(r, field, values)),
        }
    }
    all
}

/// The records of a kind that a record of this register names.
fn named_by(a: &Assessment, kind: &'static Kind, register: &str) -> BTreeSet<Rid> {
    let by: Vec<&'static Kind> = KINDS.iter().copied().filter(|k| k.key == register).collect();
    let all = named::all(a, &by, kind);
    read::all(a, kind).into_iter().map(|r| r.id).filter(|id| !all.of(id).is_empty()).collect()
}

/// Whether a document is one of these, by what it is said to be or by its name.
fn is_one(a: &Assessment, rec: &Rec<'_>, values: &[String]) -> bool {
    let meant = meant(a, rec);
    holds(rec, FIELDS.0, values)
        || values.iter().any(|v| !matches!(v.as_str(), "" | "*") && plain(a, v) == meant)
}

/// Whether a field holds one of these values: an empty one for nothing, `*` for anything. Of a set one member is enough.
pub fn holds(rec: &Rec<'_>, field: &str, values: &[String]) -> bool {
    let set = rec.kind.field(field).is_some_and(|f| f.typ.is_set());
    let found: Vec<&str> =
        if set { rec.members(field).into_iter().map(|(m, _)| m).collect() } else { vec![rec.get(field)] };
    let empty = found.iter().all(|v| v.is_empty());
    values.iter().any(|v| match v.as_str() {
        "" => empty,
        "*" => !empty,
        v => found.contains(&v),
    })
}
