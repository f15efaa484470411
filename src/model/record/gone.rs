//! What follows from removing a record: what pointed to it and what becomes of that. The facts stay; this only
//! tells what a person would otherwise find out later.

use super::value::Context;
use super::{Kind, Layer, Rec, Type, read};
use crate::model::assessment::keys;

/// What becomes of records that point to one that is removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follow {
    /// Answers stay under the name of who gave them.
    AnswersStay {
        /// How many.
        n: usize,
        /// Whose.
        name: String,
    },
    /// Answers for a system count no more, and stay in the file.
    AnswersRest {
        /// How many.
        n: usize,
        /// The system.
        name: String,
    },
    /// Controls of the Statement of Applicability are for this system, some of them for no other.
    Controls {
        /// Their ids.
        ids: Vec<String>,
        /// Those that are for no other.
        alone: usize,
    },
    /// Nobody else of the register has seen them.
    NotSeen {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
    },
    /// They make no sense without it, and go and come back with it.
    GoesWith {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
    },
    /// They still name it.
    StillName {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
        /// What it is called.
        name: String,
    },
}

/// How many records of each kind name this one; empty when none does.
///
/// To be asked before it is removed.
pub fn follows(c: Context<'_>, rec: &Rec<'_>) -> Vec<Follow> {
    let prefix = Layer::System(rec.id.clone()).prefix();
    let answers = c.a.under(&prefix).filter(|(fact, _)| c.q.exactly(fact).is_some()).count();
    let rest = Follow::AnswersRest { n: answers, name: name(rec) };
    let rest = (rec.kind.key == super::SYSTEM.key && answers > 0).then_some(rest);
    rest.into_iter()
        .chain(controls(c, rec))
        .chain(c.kinds.iter().flat_map(|kind| of_kind(c, rec, kind)))
        .collect()
}

/// The controls of the standard that are said to be for a system.
fn controls(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let of = |id: &str| format!("{}{id}.", keys::FOR);
    let named = c.a.under(keys::FOR).filter_map(|(key, _)| key.strip_prefix(keys::FOR)?.rsplit_once('.'));
    let ids: Vec<String> =
        named.filter(|(_, system)| *system == gone.id.as_str()).map(|(id, _)| id.to_owned()).collect();
    let there = |(member, _): &(&str, &str)| {
        *member != gone.id.as_str()
            && super::Rid::parse(member).is_some_and(|id| read::at(c.a, gone.kind, &id).exists())
    };
    let alone = ids.iter().filter(|id| !c.a.members(&of(id)).iter().any(there)).count();
    (gone.kind.key == super::SYSTEM.key && !ids.is_empty()).then_some(Follow::Controls { ids, alone })
}

fn of_kind(c: Context<'_>, gone: &Rec<'_>, kind: &'static Kind) -> Vec<Follow> {
    if kind.is_one_fact() {
        let links = kind.naming().is_some_and(|f| f.typ == Type::Link(gone.kind.key));
        let prefix = format!("{}.{}.", kind.key, gone.id);
        let n = if links { c.a.under(&prefix).count() } else { 0 };
        let stay = (n > 0).then(|| Follow::AnswersStay { n, name: name(gone) });
        return stay.into_iter().collect();
    }
    let seen = |f: &&super::Field| f.typ == Type::Seen && gone.kind.key == super::PERSON.key;
    let links = |f: &&super::Field| f.typ.links_to() == Some(gone.kind.key);
    if !kind.fields.iter().any(|f| seen(&f) || links(&f)) {
        return Vec::new();
    }
    let all = read::all(c.a, kind);
    let unseen = all.iter().filter(|r| kind.fields.iter().filter(seen).any(|f| alone(c, gone, r, f.key)));
    let unseen = unseen.count();
    let names = |r: &Rec<'_>, f: &super::Field| match f.typ {
        Type::Links(_) => r.members(f.key).iter().any(|(id, _)| *id == gone.id.as_str()),
        _ => r.get(f.key) == gone.id.as_str(),
    };
    let needs = |r: &Rec<'_>| kind.fields.iter().filter(links).any(|f| f.goes_with() && names(r, f));
    let goes = all.iter().filter(|r| needs(r)).count();
    let still = |r: &Rec<'_>| !needs(r) && kind.fields.iter().filter(links).any(|f| names(r, f));
    let named = all.iter().filter(|r| still(r)).count();
    let mut parts = Vec::new();
    if goes > 0 {
        parts.push(Follow::GoesWith { kind, n: goes });
    }
    if unseen > 0 {
        parts.push(Follow::NotSeen { kind, n: unseen });
    }
    if named > 0 {
        parts.push(Follow::StillName { kind, n: named, name: name(gone) });
    }
    parts
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assessment::Assessment;
    use crate::model::record::{EVIDENCE, KINDS, PERSON, Rid, VOTE};
    use crate::words::Words as _;

    #[test]
    fn what_a_removal_changes_is_counted_by_what_nobody_else_has_seen() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let mut set = |key: String, value: &str| a.set(&q, &key, Some(value.to_owned()));
        let [ana, bo, one, two] = [1, 2, 3, 4].map(|n| Rid::new(0, n));
        for (kind, id, name) in
            [(&PERSON, &ana, "Ana"), (&PERSON, &bo, "Bo"), (&EVIDENCE, &one, "x"), (&EVIDENCE, &two, "y")]
        {
            let named = kind.naming().unwrap().key;
            for (f, v) in [("made", "yes"), ("no", "1"), (named, name)] {
                set(kind.key_of(id, f), v);
            }
        }
        for (piece, who) in [(&one, &ana), (&one, &bo), (&two, &ana)] {
            set(format!("{}.{who}", EVIDENCE.key_of(piece, "seen-by")), "2026-03-01");
        }
        set(format!("{}.{ana}.5.2", VOTE.key), "5");
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 3, 1), kinds: KINDS };
        let of = |id| follows(c, &read::at(&a, &PERSON, id));
        let stay = Follow::AnswersStay { n: 1, name: "Ana".into() };
        assert_eq!(of(&ana), [Follow::NotSeen { kind: &EVIDENCE, n: 1 }, stay]);
        assert_eq!(of(&ana).words(), "1 piece of evidence counts as not seen now; 1 answer stays under Ana");
        assert_eq!(of(&bo), []);
        assert_eq!(a.ids_of(EVIDENCE.key), [one, two]);
        assert_eq!(a.ids_of(VOTE.key), [ana]);
    }
}
