//! What was said of something that stands no more: who approved what is a draft again, who accepted a risk that is judged anew. It
//! is taken away in the step that changes it, unless it is said anew there. So is what says the same in another way: of a day and so
//! many days after the report the newest counts. By the tables alone; `write` and the verbs ask it.

use std::collections::BTreeMap;

use super::{Field, KINDS, Kind, Rec, Rule};
use crate::model::change::Edit;

/// What ends a record for good: what was said with the state before it stays.
const ENDED: &str = "withdrawn";

/// The fields a field rests on: once one of them says something else, it has to be said anew.
pub fn rests_on(kind: &Kind, field: &Field) -> impl Iterator<Item = &'static str> + use<> {
    let (key, rows) = (field.key, kind.said_of);
    let of =
        rows.iter().filter(move |row| row.said.contains(&key) || row.falls.is_some_and(|(f, ..)| f == key));
    let of = of.flat_map(|row| row.of.iter().copied());
    field.soon.map(|(other, _)| other).into_iter().chain(of).chain(rivals(kind, key))
}

/// The fields that say the same as this one in another way, so that only one of them holds anything.
pub fn rivals<'k>(kind: &Kind, key: &'k str) -> impl Iterator<Item = &'static str> + use<'k> {
    kind.rules.iter().filter_map(move |rule| match rule {
        Rule::Either(one, other) if *one == key => Some(*other),
        Rule::Either(one, other) if *other == key => Some(*one),
        _ => None,
    })
}

/// Whether a field is one of several that say the same in different ways.
pub fn is_rival(field: &Field) -> bool {
    let is_of = |kind: &&Kind| kind.field(field.key) == Some(field);
    KINDS.iter().copied().filter(is_of).any(|kind| rivals(kind, field.key).next().is_some())
}

/// What holds no more once `sets` are written, as keys and what they are set to: what was said with a state that is left, and what was said of fields that
/// say something else now, with the state that says it holds. What is written in the same step stays; `draft` is what was typed in it. A form shows the whole
/// record, so there only what is new says anything.
pub(super) fn over(
    rec: &Rec<'_>,
    draft: &BTreeMap<String, String>,
    sets: &[(String, Option<String>)],
) -> Vec<(String, Option<String>)> {
    let kind = rec.kind;
    let now = |field: &str| {
        let key = kind.key_of(&rec.id, field);
        sets.iter().find(|(k, _)| *k == key).map(|(_, v)| v.as_deref().unwrap_or_default())
    };
    let is_form = kind.typed().all(|f| draft.contains_key(f.key));
    let is_said = |field: &str| {
        now(field).is_some() || !is_form && draft.get(field).is_some_and(|v| !v.trim().is_empty())
    };
    let left = |(other, values): (&str, &[&str])| {
        let was = rec.get(other);
        let held = values.contains(&was) || was == ENDED;
        held && now(other).is_some_and(|now| now != was && now != ENDED)
    };
    let with_state = kind.fields.iter().filter(|f| f.soon.is_some_and(left)).map(|f| f.key);
    let other = |of: &&str| {
        let was = rec.get(of);
        !was.is_empty() && now(of).is_some_and(|now| now != was)
    };
    // Said again by the same person on a later day, it is said: one of its fields is enough.
    let rows = kind.said_of.iter().filter(|row| row.of.iter().any(&other));
    let rows: Vec<_> = rows.filter(|row| !row.said.iter().any(|f| is_said(f))).collect();
    let fallen =
        rows.iter().filter_map(|row| row.falls).filter(|(f, held, _)| rec.get(f) == *held && !is_said(f));
    let fallen: Vec<_> = fallen.map(|(f, _, to)| (kind.key_of(&rec.id, f), Some(to.to_owned()))).collect();
    let newest =
        kind.fields.iter().filter(|f| now(f.key).is_some_and(|now| !now.is_empty() && now != rec.get(f.key)));
    let replaced = newest.flat_map(|f| rivals(kind, f.key)).filter(|f| now(f).is_none());
    let said = with_state.chain(rows.iter().flat_map(|row| row.said).copied()).filter(|f| !is_said(f));
    let mut all: Vec<&str> = said.chain(replaced).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|f| !rec.get(f).is_empty());
    all.into_iter().map(|f| (kind.key_of(&rec.id, f), None)).chain(fallen).collect()
}

/// Whether a field says something of others, and falls with them.
pub fn is_said_of_others(kind: &Kind, field: &str) -> bool {
    kind.said_of.iter().any(|row| row.said.contains(&field) || row.falls.is_some_and(|(f, ..)| f == field))
}

/// Leaves in place what an edit would take away of what is said anew: where one field of those that were said together is, all of
/// them stay, and the state with them.
pub fn keep_said(rec: &Rec<'_>, e: &mut Edit, is_said: impl Fn(&str) -> bool) {
    let mut stays = Vec::new();
    for row in rec.kind.said_of {
        let falls = row.falls.map(|(f, ..)| f);
        if row.said.iter().any(|f| is_said(f)) {
            stays.extend(row.said.iter().copied().chain(falls));
        } else {
            stays.extend(falls.filter(|f| is_said(f)));
        }
    }
    let taken: Vec<String> = taken(rec, e)
        .into_iter()
        .map(|(f, _)| f.key)
        .filter(|f| stays.contains(f))
        .map(|f| rec.kind.key_of(&rec.id, f))
        .collect();
    e.changes.retain(|c| !taken.contains(&c.key));
}

/// The fields an edit of a record took away because they rest on what it changed, with what stood there.
pub fn taken(rec: &Rec<'_>, e: &Edit) -> Vec<(&'static Field, String)> {
    let of = |field: &str| {
        let key = rec.kind.key_of(&rec.id, field);
        e.changes.iter().find(|c| c.key == key)
    };
    let went = |f: &'static Field| {
        let fell = |was: &str, now: &str| {
            rec.kind.said_of.iter().filter_map(|row| row.falls).any(|fall| fall == (f.key, was, now))
        };
        let c = of(f.key)?;
        let was = c.was.clone()?;
        if c.now.as_ref().is_some_and(|now| !fell(&was, now)) {
            return None;
        }
        rests_on(rec.kind, f).any(|on| of(on).is_some()).then_some((f, was))
    };
    rec.kind.fields.iter().filter_map(went).collect()
}

#[cfg(test)]
mod tests {
    use super::super::value::Context;
    use super::super::{CONSEQUENCE, DOCUMENT, IMPACT, KINDS, MADE, NUMBER, RISK, Rid, read, write};
    use super::*;
    use crate::model::Assessment;

    fn gone(kind: &'static Kind, has: &[(&str, &str)], typed: &[(&str, &str)]) -> Vec<&'static str> {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let id = Rid::new(0, 1);
        for (field, value) in [(MADE, "yes"), (NUMBER, "1")].iter().chain(has) {
            a.set(&q, &kind.key_of(&id, field), Some((*value).to_owned()));
        }
        for (n, name) in [(2, "Small"), (3, "Severe")] {
            for (field, value) in [(MADE, "yes"), (NUMBER, n.to_string().as_str()), ("name", name)] {
                a.set(&q, &CONSEQUENCE.key_of(&Rid::new(0, n), field), Some(value.to_owned()));
            }
        }
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 11, 21), kinds: KINDS };
        let draft = typed.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
        let rec = read::at(&a, kind, &id);
        let e = write::set(c, &rec, &draft).unwrap();
        taken(&rec, &e).into_iter().map(|(f, _)| f.key).collect()
    }

    #[test]
    fn an_acceptance_does_not_outlive_what_was_accepted() {
        let small = Rid::new(0, 2);
        let has = [
            ("what", "Fire"),
            ("left-consequence", small.as_str()),
            ("accepted-by", "Maya"),
            ("accepted-on", "2026-08-14"),
            ("accepted-until", "2027-08-14"),
        ];
        let said = ["accepted-by", "accepted-on", "accepted-until"];
        assert_eq!(gone(&RISK, &has, &[("left-consequence", "Severe")]), said);
        // Said anew in the same step, by the same person too.
        let anew = [("left-consequence", "Severe"), ("accepted-by", "Maya"), ("accepted-on", "2026-11-21")];
        assert!(gone(&RISK, &has, &anew).is_empty());
        assert!(gone(&RISK, &has, &[("cause", "Wires")]).is_empty());
        // What nobody had judged yet is judged later.
        assert!(gone(&RISK, &[("accepted-by", "Maya")], &[("consequence", "Severe")]).is_empty());
        assert!(gone(&RISK, &has, &[("left-consequence", "Small")]).is_empty());
        assert_eq!(
            gone(&RISK, &[("treatment", "accept"), ("accepted-by", "Maya")], &[("treatment", "reduce")]),
            ["accepted-by"]
        );
    }

    #[test]
    fn a_new_version_and_another_decision_are_nobodys_yet() {
        let has = [
            ("name", "AI policy"),
            ("version", "2"),
            ("state", "approved"),
            ("approved-by", "Maya"),
            ("approved-on", "2026-08-14"),
        ];
        let approval = ["state", "approved-by", "approved-on"];
        assert_eq!(gone(&DOCUMENT, &has, &[("version", "3")]), approval);
        assert!(gone(&DOCUMENT, &has, &[("version", "2"), ("place", "Binder")]).is_empty());
        let anew = [("version", "3"), ("approved-on", "2026-11-20")];
        assert!(gone(&DOCUMENT, &has, &anew).is_empty());
        let unnumbered = [("name", "AI policy"), ("state", "approved"), ("approved-by", "Maya")];
        assert!(gone(&DOCUMENT, &unnumbered, &[("version", "1")]).is_empty());
        // A form shows the whole record: who stands there still has not approved the new version.
        let mut form: Vec<(&str, &str)> = DOCUMENT.typed().map(|f| (f.key, "")).collect();
        for (field, value) in &mut form {
            *value = has.iter().find(|(f, _)| f == field).map_or("", |(_, v)| v);
        }
        for (field, value) in &mut form {
            if *field == "version" {
                *value = "3";
            }
        }
        assert_eq!(gone(&DOCUMENT, &has, &form), approval);
        // Typed anew beside it, the state is what somebody says of the new version.
        let said = [("version", "3"), ("state", "approved")];
        assert_eq!(gone(&DOCUMENT, &has, &said), ["approved-by", "approved-on"]);
        let decided = [("name", "Spring"), ("decision", "go"), ("decided-by", "Maya")];
        assert_eq!(gone(&IMPACT, &decided, &[("decision", "stop")]), ["decided-by"]);
    }
}
