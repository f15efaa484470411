//! Which records of a register a template means.

use super::template::Rows;
use crate::model::assessment::Assessment;
use crate::model::record::{KINDS, Rec, read};

/// The records, by number. None of a kind nobody knows.
pub fn rows<'a>(a: &'a Assessment, of: &Rows) -> Vec<Rec<'a>> {
    let Some(kind) = KINDS.iter().find(|k| k.key == of.kind) else { return Vec::new() };
    read::all(a, kind).into_iter().filter(|r| of.only.iter().all(|(f, v)| holds(r, f, v))).collect()
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
