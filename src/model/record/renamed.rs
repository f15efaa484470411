//! What follows when somebody of the register is called something else: names are kept as text where any name can stand, and each
//! that is exactly the old one is that person's. Used by what writes a record; an audit that is signed keeps what it was signed with.

use super::value::Context;
use super::{Layer, PERSON, Rec, Type, read, record_key};
use crate::model::assessment::keys;
use crate::model::audit::seal;

/// The facts that name this person, with the new name in them. None where another person is called the same as this one was: nobody
/// knows whom they mean, unless the number stands with the name.
pub(super) fn follows(c: Context<'_>, rec: &Rec<'_>, new: &str) -> Vec<(String, Option<String>)> {
    let (old, new) = (rec.name().trim(), new.trim());
    if rec.kind.key != PERSON.key || !rec.exists() || old.is_empty() || new.is_empty() || old == new {
        return Vec::new();
    }
    let others = |name: &str| read::by_name(c.a, &PERSON, name).any(|r| r.id != rec.id);
    let numbered = |name: &str| format!("{name} ({})", rec.shown_no());
    let was_alone = !others(old);
    let with_number = numbered(old);
    let now = if others(new) { numbered(new) } else { new.to_owned() };
    let is_old = |value: &str| value == with_number || was_alone && value == old;
    let all = c.a.facts().iter().filter(|(_, value)| is_old(value.trim()));
    all.filter(|(key, _)| takes_a_name(c, key)).map(|(key, _)| (key.clone(), Some(now.clone()))).collect()
}

/// Whether any name can stand in a fact, and it may still be written.
fn takes_a_name(c: Context<'_>, key: &str) -> bool {
    match Layer::of(key) {
        Some((Layer::Audit(audit), _)) if seal::frozen(c.a, &audit).is_some() => return false,
        Some((Layer::AnswersOf(_), _)) | None => return false,
        Some((_, fact)) if fact.starts_with(keys::OWNER) => return true,
        _ => {}
    }
    let Some(k) = record_key(key) else { return false };
    let kind = c.kinds.iter().find(|kind| kind.key == k.kind);
    kind.and_then(|kind| kind.field(k.field)).is_some_and(|f| f.typ == Type::Who)
}
