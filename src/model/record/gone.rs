//! What follows from removing a record, in words: what pointed to it and what becomes of that. The facts stay;
//! this only says what a person would otherwise find out later.

use super::value::Context;
use super::{Kind, Rec, Type, read};

/// How many records of each kind name this one, in words; empty when none does.
///
/// To be asked before it is removed.
pub fn words(c: Context<'_>, rec: &Rec<'_>) -> String {
    let parts: Vec<String> = c.kinds.iter().filter_map(|kind| of_kind(c, rec, kind)).collect();
    parts.join("; ")
}

fn of_kind(c: Context<'_>, gone: &Rec<'_>, kind: &'static Kind) -> Option<String> {
    if kind.is_one_fact() {
        let links = kind.naming().is_some_and(|f| f.typ == Type::Link(gone.kind.key));
        let prefix = format!("{}.{}.", kind.key, gone.id);
        let n = if links { c.a.under(&prefix).count() } else { 0 };
        let (stay, answers) = if n == 1 { ("stays", "answer") } else { ("stay", "answers") };
        return (n > 0).then(|| format!("{n} {answers} {stay} under {}", name(gone)));
    }
    let seen = |f: &&super::Field| f.typ == Type::Seen && gone.kind.key == super::PERSON.key;
    let links = |f: &&super::Field| f.typ == Type::Link(gone.kind.key);
    if !kind.fields.iter().any(|f| seen(&f) || links(&f)) {
        return None;
    }
    let all = read::all(c.a, kind);
    let unseen = all.iter().filter(|r| kind.fields.iter().filter(seen).any(|f| alone(c, gone, r, f.key)));
    let unseen = unseen.count();
    let named =
        all.iter().filter(|r| kind.fields.iter().filter(links).any(|f| r.get(f.key) == gone.id.as_str()));
    let named = named.count();
    let mut parts = Vec::new();
    if unseen > 0 {
        let count = if unseen == 1 { "counts" } else { "count" };
        parts.push(format!("{} {count} as not seen now", kind.count(unseen)));
    }
    if named > 0 {
        let still = if named == 1 { "names" } else { "name" };
        parts.push(format!("{} still {still} {}", kind.count(named), name(gone)));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether nobody else of the register has seen it.
fn alone(c: Context<'_>, gone: &Rec<'_>, piece: &Rec<'_>, field: &str) -> bool {
    let members = piece.members(field);
    let there =
        |who: &str| super::Rid::parse(who).is_some_and(|id| read::at(c.a, &super::PERSON, &id).exists());
    members.iter().any(|(who, _)| *who == gone.id.as_str())
        && !members.iter().any(|(who, _)| *who != gone.id.as_str() && there(who))
}

fn name(rec: &Rec<'_>) -> String {
    if rec.name().is_empty() { rec.shown_no() } else { crate::model::text::shown(rec.name(), 40) }
}
