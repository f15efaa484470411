//! What a sheet made from this file calls a record that has another name by now: that record. Names in its other cells are read as
//! of the event it was made behind. Used where what stood then is given to what came in.

use std::sync::Arc;

use super::{Incoming, Want, WholeOf};
use crate::model::Assessment;
use crate::model::record::{Draft, KINDS, Kind, PERSON, Type, read};
use crate::model::said::Matter;

/// Names that mean a record by another name: its kind, the old one, the number and the new one.
struct Renamed(Vec<(&'static str, String, String, String)>);

impl Renamed {
    /// Between two states of one file. A name that somebody bears now means whoever that is.
    fn between(then: &Assessment, now: &Assessment) -> Self {
        let registers = KINDS.iter().copied().filter(|k| k.is_register() && k.naming().is_some());
        let of_kind = |kind: &'static Kind| {
            read::all(then, kind).into_iter().filter_map(move |was| {
                let is = read::at(now, kind, &was.id);
                let old = was.name().trim();
                let other = is.exists() && is.name().trim() != old && !old.is_empty();
                let free = other && read::by_name(now, kind, old).next().is_none();
                free.then(|| (kind.key, old.to_owned(), is.shown_no(), is.name().trim().to_owned()))
            })
        };
        Self(registers.flat_map(of_kind).collect())
    }

    /// The names of people as they are now.
    fn person(&self, typed: &mut String) {
        let met = self.0.iter().find(|(kind, old, ..)| *kind == PERSON.key && old == typed.trim());
        if let Some((.., new)) = met {
            new.clone_into(typed);
        }
    }

    /// The fields of a record: links by number, free names by the new one.
    fn draft(&self, kind: &'static Kind, draft: &mut Draft) {
        for (key, typed) in draft.iter_mut() {
            let Some(field) = kind.field(key) else { continue };
            let to = match field.typ {
                Type::Who => {
                    self.person(typed);
                    continue;
                }
                Type::Seen => Some(PERSON.key),
                typ => typ.links_to(),
            };
            for (_, old, number, _) in self.0.iter().filter(|(of, ..)| Some(*of) == to) {
                *typed = put(typed, old, number);
            }
        }
    }
}

/// A list of names with a number in the place of one of them, which stands alone, or before a day.
fn put(list: &str, old: &str, number: &str) -> String {
    let parts: Vec<&str> = list.split(", ").collect();
    let width = old.split(", ").count();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(part) = parts.get(at) {
        let whole = parts.get(at..at + width).map(|p| p.join(", ")).unwrap_or_default();
        let rest = whole.trim().strip_prefix(old);
        if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with(": ")) {
            out.push(format!("{number}{rest}"));
            at += width;
        } else {
            out.push((*part).to_owned());
            at += 1;
        }
    }
    out.join(", ")
}

/// Reads the names in all that came in as of then.
fn as_of_then(incoming: &mut Incoming, names: &Renamed) {
    if names.0.is_empty() {
        return;
    }
    for p in &mut incoming.proposals {
        match &mut p.want {
            Want::Record { kind, draft, .. } => names.draft(kind, draft),
            Want::Piece(shown) => shown.seen_by.iter_mut().for_each(|(who, _)| names.person(who)),
            Want::Text { matter: Matter::Owner, text, .. } => names.person(text),
            _ => {}
        }
    }
    for whole in &mut incoming.whole {
        if let WholeOf::Record { kind, draft, .. } = &mut whole.of {
            names.draft(kind, draft);
        }
    }
}

/// Gives what stood when the file was made to all that is held against it; names in it are read as of then.
pub fn as_it_stood(incoming: &mut Incoming, then: &Arc<Assessment>, now: &Assessment) {
    let names = Renamed::between(then, now);
    incoming.then = Some(Arc::clone(then));
    as_of_then(incoming, &names);
    for (_, other) in incoming.beside.iter_mut().filter_map(|s| s.of.as_mut()) {
        other.then = Some(Arc::clone(then));
        as_of_then(other, &names);
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_number_takes_the_place_of_a_whole_name() {
        assert_eq!(put("Chat, Sales tool", "Sales tool", "S-2"), "Chat, S-2");
        assert_eq!(put("Sales tool 2, Sales tool", "Sales tool", "S-2"), "Sales tool 2, S-2");
        assert_eq!(put("Ada: 2026-01-02, Ben: 2026-01-03", "Ada", "P-1"), "P-1: 2026-01-02, Ben: 2026-01-03");
        assert_eq!(put("x, Mails, drafts, y", "Mails, drafts", "S-3"), "x, S-3, y");
    }
}
