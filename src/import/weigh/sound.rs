//! What taking the facts of a file of ours over one by one would leave behind: records nobody can find, and numbers that no form
//! would take beside each other.

use std::collections::BTreeSet;

use super::super::{Fault, Incoming, Trouble, Want};
use super::Weighing;
use crate::model::record::sound::{self, Unsound, faults};
use crate::model::record::value::Context;
use crate::model::record::{AUDIT, Kind, Rec, Rid, Type, read, record_key};
use crate::model::text;

/// That an audit which stands here would get a second row at a place; one that comes in whole is as it was.
fn twice(w: &Weighing<'_, '_>, rec: &Rec<'_>) -> Option<Unsound> {
    let audit = rec.id.audit().filter(|audit| read::at(w.c.a, &AUDIT, audit).exists())?;
    let before = read::first_in(w.c.a, rec.kind, &audit, ("at", rec.get("at")));
    let is_new = before.is_none_or(|before| before.id.as_str() != rec.id.as_str());
    sound::twice(Context { a: &w.trial, ..w.c }, rec).filter(|_| is_new)
}

/// Records of the file that would have no name or number, were never made, or hold more than they can, and could be read before: as
/// faults of the whole file.
pub(super) fn unnamed(w: &Weighing<'_, '_>, from: &Incoming) -> Vec<Fault> {
    let of = |want: &Want| {
        let Want::Fact { key, .. } = want else { return None };
        let k = record_key(key)?;
        Some((k.kind.to_owned(), Rid::parse(k.id)?))
    };
    let records: BTreeSet<(String, Rid)> = from.proposals.iter().filter_map(|p| of(&p.want)).collect();
    let after = Context { a: &w.trial, ..w.c };
    let fault = |(kind, id): (String, Rid)| {
        let kind = Kind::find(w.c.kinds, &kind).filter(|k| !k.is_one_fact())?;
        let found = |c: Context<'_>| faults(c, &read::at(c.a, kind, &id));
        let name = kind.naming().map(|f| f.word);
        let short = |what: &Unsound| match what {
            Unsound::NeverMade | Unsound::NoNumber | Unsound::MoreThan { .. } => true,
            Unsound::Missing(field) => Some(*field) == name,
            _ => false,
        };
        let stood = || w.c.a.ids_of(kind.key).contains(&id) && found(w.c).iter().any(short);
        let rec = read::at(&w.trial, kind, &id);
        let what = found(after).into_iter().find(short).filter(|_| !stood()).or_else(|| twice(w, &rec))?;
        let called = match (rec.no(), rec.name()) {
            (0, "") => format!("{} {id}", kind.key),
            (0, name) => format!("{} \"{}\"", kind.key, text::shown(name, 60)),
            _ if rec.kind.field("at").is_some_and(|f| f.typ == Type::Id) && rec.is("at") => {
                format!("{} ({})", rec.shown_no(), rec.get("at"))
            }
            _ => rec.shown_no(),
        };
        Some(Fault::whole(Trouble::Unsound { record: called, what: Box::new(what) }))
    };
    records.into_iter().filter_map(fault).collect()
}
