//! Edits of records: adding, changing, removing. What was typed is read by the table of its kind; all fields
//! are set first, then the record is judged as a whole. A fault names its field, so that the focus can go
//! there, and nothing is changed.

use std::collections::BTreeMap;

use super::value::{self, Context, Value};
use super::{AUDIT, Fault, Field, Init, Kind, MADE, MadeBy, NUMBER, Rec, Rid, Type, days, over, read};
use crate::model::change::{Edit, Refusal, facts};
use crate::model::limits;
use crate::model::plannable;

/// What was typed, by key of the field; fields that are not in it stay as they are.
pub type Draft = BTreeMap<String, String>;

type Sets = Vec<(String, Option<String>)>;

/// What a new record starts with: the texts a form shows first.
pub fn begin(kind: &Kind, today: jiff::civil::Date, selected: &str) -> Draft {
    let first = |f: &Field| match f.init {
        Init::Empty => None,
        Init::Today => Some(today.to_string()),
        Init::Selected => Some(selected.to_owned()).filter(|s| !s.is_empty()),
    };
    kind.typed().filter_map(|f| Some((f.key.to_owned(), first(f)?))).collect()
}

/// What a record holds, as a person would type it, for a form that changes it.
pub fn draft(c: Context<'_>, rec: &Rec<'_>) -> Draft {
    let shown =
        |f: &Field| if rec.kind.is_one_fact() { rec.text(f) } else { value::shown(c.a, c.kinds, rec, f) };
    rec.kind.typed().map(|f| (f.key.to_owned(), shown(f))).collect()
}

/// Whether a field is asked, by what was typed so far into the others.
pub fn asks(c: Context<'_>, kind: &Kind, field: &Field, draft: &Draft) -> bool {
    field.when.is_none_or(|on| holds(c, kind, on, draft))
}

/// Whether a field that is otherwise asked later is asked at once, by what was typed so far into the others.
pub fn is_soon(c: Context<'_>, kind: &Kind, field: &Field, draft: &Draft) -> bool {
    field.soon.is_some_and(|on| holds(c, kind, on, draft))
}

/// Whether one of these values was typed into a field.
fn holds(c: Context<'_>, kind: &Kind, (other, values): (&str, &[&str]), draft: &Draft) -> bool {
    let typed = draft.get(other).map_or("", String::as_str);
    let stored = kind.field(other).map(|f| value::typed(c, f, typed));
    matches!(stored, Some(Ok(Value::One(v))) if values.contains(&v.as_str()))
}

fn field_of(kind: &'static Kind, key: &str) -> Result<&'static Field, Refusal> {
    kind.field(key).ok_or_else(|| Refusal::UnknownField { kind, typed: crate::model::text::shown(key, 30) })
}

fn fault(kind: &'static Kind, field: &'static Field, fault: Fault) -> Refusal {
    Refusal::Field { kind: kind.key, field: field.key, word: field.word, fault }
}

/// Adds a record under a fresh id. Fields that are not in the draft start empty.
pub fn add(c: Context<'_>, kind: &'static Kind, id: &Rid, draft: &Draft) -> Result<Edit, Refusal> {
    let id = &placed_in(c, kind, id, draft)?;
    add_numbered(c, kind, id, next_number(c, kind, id), draft)
}

/// As [`add`], of a kind that only a verb makes: for that verb.
pub fn add_by_verb(c: Context<'_>, kind: &'static Kind, id: &Rid, draft: &Draft) -> Result<Edit, Refusal> {
    let id = &placed_in(c, kind, id, draft)?;
    add_typed(c, kind, id, next_number(c, kind, id), draft)
}

/// The id of a new record with the audit it belongs to, by the field that says so.
fn placed_in(c: Context<'_>, kind: &'static Kind, id: &Rid, draft: &Draft) -> Result<Rid, Refusal> {
    let Some(f) = kind.layer_field() else { return Ok(id.clone()) };
    let typed = draft.get(f.key).map_or("", String::as_str);
    let stored = value::typed(c, f, typed).map_err(|e| fault(kind, f, e))?;
    let named = if let Value::One(stored) = stored { Rid::parse(&stored) } else { None };
    let to = f.typ.links_to().and_then(|to| Kind::find(c.kinds, to));
    let (Some(named), Some(to)) = (named, to) else {
        return Err(fault(kind, f, Fault::Empty { hint: f.hint }));
    };
    let audit = if to.key == AUDIT.key { Some(named) } else { read::at(c.a, to, &named).id.audit() };
    Ok(audit.map_or_else(|| id.clone(), |audit| id.within(&audit)))
}

/// The next number of a kind, of what stands in an audit within it.
fn next_number(c: Context<'_>, kind: &Kind, id: &Rid) -> u32 {
    let index = c.a.index();
    id.audit().map_or_else(|| index.next_number(kind.key), |audit| index.next_number_in(kind.key, &audit))
}

/// Adds several records of a kind in one step of undo.
pub fn add_all(
    c: Context<'_>,
    kind: &'static Kind,
    new: &mut dyn FnMut() -> Rid,
    drafts: &[Draft],
) -> Result<Edit, Refusal> {
    let mut all = facts(c.a, kind.key, "", []);
    let mut given: BTreeMap<Option<Rid>, u32> = BTreeMap::new();
    for draft in drafts {
        let id = placed_in(c, kind, &new(), draft)?;
        let no = given.entry(id.audit()).or_insert_with(|| next_number(c, kind, &id));
        all.changes.extend(add_numbered(c, kind, &id, *no, draft)?.changes);
        *no = no.saturating_add(1);
    }
    Ok(all)
}

fn add_numbered(
    c: Context<'_>,
    kind: &'static Kind,
    id: &Rid,
    no: u32,
    draft: &Draft,
) -> Result<Edit, Refusal> {
    if let MadeBy::Verb { verb, refusal } = kind.made_by {
        return Err(Refusal::MadeByVerb { sentence: refusal, verb });
    }
    if kind.is_one_fact() {
        return one_fact(c, kind, draft, None);
    }
    add_typed(c, kind, id, no, draft)
}

fn add_typed(c: Context<'_>, kind: &'static Kind, id: &Rid, no: u32, draft: &Draft) -> Result<Edit, Refusal> {
    room(kind, no)?;
    let mut sets: Sets = Vec::new();
    for key in draft.keys() {
        field_of(kind, key)?;
    }
    for f in kind.fields {
        let typed = draft.get(f.key).map_or("", String::as_str);
        // What is not asked may stay empty, needed or not.
        if !typed.is_empty() || asks(c, kind, f, draft) {
            collect(c, kind, f, id, typed, &mut sets)?;
        }
    }
    sets.push((kind.key_of(id, MADE), Some(value::YES.to_owned())));
    sets.push((kind.key_of(id, NUMBER), Some(no.to_string())));
    finish(c, kind, id, sets)
}

/// What is wrong with a field of a form that is filled in one field after the other: what stands there against what was said
/// before it. `still` are the fields to come; a rule that is about one of them waits for it.
pub fn against(
    c: Context<'_>,
    kind: &'static Kind,
    id: Option<&Rid>,
    draft: &Draft,
    (field, still): (&str, &[&str]),
) -> Option<Fault> {
    if kind.is_one_fact() {
        return None;
    }
    let new = Rid::new(0, 0);
    let id = id.cloned().or_else(|| placed_in(c, kind, &new, draft).ok()).unwrap_or(new);
    let mut sets: Sets = Vec::new();
    for f in kind.fields {
        // What is wrong by itself was said where it was typed.
        if let Some(typed) = draft.get(f.key) {
            collect(c, kind, f, &id, typed, &mut sets).ok();
        }
    }
    days::fault_at(c, kind, &id, &facts(c.a, kind.key, "", sets), (field, still))
}

/// Everything that is wrong with fields of a record, each by itself, in the order of its form: for who mends a row at once. `id` is
/// that of a record that stands.
pub fn faults(c: Context<'_>, kind: &'static Kind, id: Option<&Rid>, draft: &Draft) -> Vec<Refusal> {
    let new = Rid::new(0, 0);
    let known = id.cloned().or_else(|| placed_in(c, kind, &new, draft).ok()).unwrap_or(new);
    let typed = kind.fields.iter().filter(|f| draft.contains_key(f.key) || id.is_none() && f.need);
    let of = |f: &'static Field| {
        let typed = draft.get(f.key).map_or("", String::as_str);
        collect(c, kind, f, &known, typed, &mut Vec::new()).err()
    };
    typed.filter_map(of).collect()
}

/// A record whose id and number are given by the caller, with stored values: for verbs that make records of
/// their own. `no` is that of the index's next number unless several are made in one step.
pub fn made(
    kind: &Kind,
    id: &Rid,
    no: u32,
    fields: impl IntoIterator<Item = (String, String)>,
) -> Result<Sets, Refusal> {
    room(kind, no)?;
    let fields = fields.into_iter().map(|(f, v)| (kind.key_of(id, &f), Some(v)));
    let own = [(MADE, value::YES.to_owned()), (NUMBER, no.to_string())];
    Ok(fields.chain(own.into_iter().map(|(f, v)| (kind.key_of(id, f), Some(v)))).collect())
}

/// Refuses a number beyond what a file may hold.
fn room(kind: &Kind, no: u32) -> Result<(), Refusal> {
    if no <= limits::GIVEN {
        return Ok(());
    }
    Err(Refusal::NoRoom { words: kind.words, most: limits::GIVEN })
}

/// Changes the fields that are in the draft.
pub fn set(c: Context<'_>, rec: &Rec<'_>, draft: &Draft) -> Result<Edit, Refusal> {
    let kind = rec.kind;
    if kind.is_one_fact() {
        let mut whole = self::draft(c, rec);
        whole.extend(draft.iter().map(|(k, v)| (k.clone(), v.clone())));
        let old = only_key(rec);
        let mut e = one_fact(c, kind, &whole, Some(&old))?;
        if e.changes.iter().any(|x| x.key != old) {
            e.changes.extend(facts(c.a, "", "", [(old, None)]).changes);
        }
        return Ok(e);
    }
    let mut sets: Sets = Vec::new();
    for (key, typed) in draft {
        let f = field_of(kind, key)?;
        // A field that is not asked and not written stays as it is, even if it could not be typed like that.
        if typed.trim() != value::shown(c.a, c.kinds, rec, f) {
            renamed(c, rec, f, typed)?;
            collect(c, kind, f, &rec.id, typed, &mut sets)?;
        }
    }
    let over = over::over(rec, draft, &sets);
    sets.extend(over);
    // Whoever is called something else is so wherever the name stands.
    let name = kind.naming().map(|f| kind.key_of(&rec.id, f.key));
    let new = sets.iter().find(|(key, _)| Some(key) == name.as_ref()).and_then(|(_, now)| now.clone());
    sets.extend(super::renamed::follows(c, rec, &new.unwrap_or_default()));
    finish(c, kind, &rec.id, sets)
}

/// The key of a record that is one fact.
fn only_key(rec: &Rec<'_>) -> String {
    format!("{}.{}", rec.kind.key, rec.handle())
}

/// Of a record that a verb makes, only the name may be written, and no other may have it.
fn renamed(c: Context<'_>, rec: &Rec<'_>, f: &'static Field, typed: &str) -> Result<(), Refusal> {
    let kind = rec.kind;
    if kind.made_by == MadeBy::Form {
        return Ok(());
    }
    if kind.naming() != Some(f) {
        return Err(fault(kind, f, Fault::NotTyped));
    }
    let name = crate::model::text::clean_line(typed);
    match read::by_name(c.a, kind, &name).find(|r| r.id != rec.id) {
        Some(r) => {
            let name = crate::model::text::shown(r.name(), 40);
            Err(fault(kind, f, Fault::NameTaken { one: kind.one, name }))
        }
        None if name.chars().count() > limits::NAME => {
            Err(fault(kind, f, Fault::TooLong { len: name.len(), max: limits::NAME }))
        }
        None => Ok(()),
    }
}

/// Removes a record, and with it those that make no sense without it (the parts of an action). Their other
/// facts stay, so that what points to a record can still say what it was.
pub fn remove(c: Context<'_>, rec: &Rec<'_>) -> Edit {
    if rec.kind.is_one_fact() {
        return facts(c.a, rec.kind.key, &read::place(rec), [(only_key(rec), None)]);
    }
    let mut sets = Vec::new();
    take_out(c, rec, &mut sets);
    let mut e = facts(c.a, rec.kind.key, &read::place(rec), sets);
    let stale = super::rescaled::follows(c, rec.kind, &e);
    e.changes.extend(facts(c.a, "", "", stale).changes);
    e
}

fn take_out(c: Context<'_>, rec: &Rec<'_>, sets: &mut Sets) {
    sets.push((rec.kind.key_of(&rec.id, MADE), None));
    for kind in c.kinds.iter().filter(|k| !k.is_one_fact()) {
        let links = || kind.fields.iter().filter(|f| f.goes_with() && f.typ.links_to() == Some(rec.kind.key));
        if links().next().is_none() {
            continue;
        }
        let hangs = |r: &Rec<'_>| links().any(|f| r.get(f.key) == rec.id.as_str());
        for hanging in read::all(c.a, kind).iter().filter(|r| hangs(r)) {
            take_out(c, hanging, sets);
        }
    }
}

fn collect(
    c: Context<'_>,
    kind: &'static Kind,
    f: &'static Field,
    id: &Rid,
    typed: &str,
    sets: &mut Sets,
) -> Result<(), Refusal> {
    if !f.is_typed() {
        let why = f.by_verb.map_or(Fault::NotTyped, |verb| Fault::ByVerb { verb });
        return if typed.is_empty() { Ok(()) } else { Err(fault(kind, f, why)) };
    }
    let old = read::at(c.a, kind, id);
    if kind.layer_field() == Some(f) {
        stays_there(c, kind, f, id, typed)?;
        if kind.is_layer(f.key) {
            return Ok(());
        }
    }
    let stored: Vec<value::Stored> = if f.typ.is_set() {
        let shown = |m, v| value::shown_member(c.a, c.kinds, f.typ, m, v);
        let members = old.members(f.key).into_iter();
        members.map(|(m, v)| (shown(m, v), (m.to_owned(), v.to_owned()))).collect()
    } else {
        Vec::new()
    };
    match value::typed_beside(c, f, typed, &stored)
        .map_err(|e| fault(kind, f, days::from_report(kind, f, typed, e)))?
    {
        Value::One(v) if f.typ.links_to() == Some(kind.key) && leads_to(c, kind, f, &v, id) => {
            return Err(fault(kind, f, Fault::Itself));
        }
        Value::One(v) => sets.push((kind.key_of(id, f.key), Some(v))),
        Value::Set(members) => {
            let gone = old.members(f.key).into_iter().map(|(m, _)| m);
            let gone = gone.filter(|m| members.iter().all(|(x, _)| x != m));
            sets.extend(gone.map(|m| (format!("{}.{m}", kind.key_of(id, f.key)), None)));
            sets.extend(
                members.iter().map(|(m, v)| (format!("{}.{m}", kind.key_of(id, f.key)), Some(v.clone()))),
            );
        }
    }
    Ok(())
}

/// Whether a link to a record of its own kind comes back to the one it would stand in, at once or over others.
fn leads_to(c: Context<'_>, kind: &'static Kind, f: &Field, first: &str, id: &Rid) -> bool {
    let (mut at, mut passed) = (first.to_owned(), Vec::new());
    while at != id.as_str() {
        let Some(next) = Rid::parse(&at).filter(|_| !passed.contains(&at)) else { return false };
        let on = read::at(c.a, kind, &next).get(f.key).to_owned();
        passed.push(std::mem::replace(&mut at, on));
    }
    true
}

/// That a record stays in the audit in whose layer it stands.
fn stays_there(
    c: Context<'_>,
    kind: &'static Kind,
    f: &'static Field,
    id: &Rid,
    typed: &str,
) -> Result<(), Refusal> {
    let draft = Draft::from([(f.key.to_owned(), typed.to_owned())]);
    let there = placed_in(c, kind, id, &draft)?;
    if there.audit() == id.audit() { Ok(()) } else { Err(fault(kind, f, Fault::OtherAudit)) }
}

/// The edit of these facts, unless the record makes no sense as a whole.
fn finish(c: Context<'_>, kind: &'static Kind, id: &Rid, sets: Sets) -> Result<Edit, Refusal> {
    let mut e = facts(c.a, kind.key, "", sets);
    // Who accepted a risk by another scale has not accepted what it comes to now.
    let stale = super::rescaled::follows(c, kind, &e);
    e.changes.extend(facts(c.a, "", "", stale).changes);
    e.at = placed(c, kind, id, &e);
    if let Some((key, why)) = days::fault(c, kind, id, &e) {
        return Err(fault(kind, field_of(kind, key)?, why));
    }
    if kind.waits_for_others && !e.is_empty() {
        plannable::refuse(c.q, c.a, &e)?;
    }
    Ok(e)
}

/// `old` is the key of the record that is changed: any other that stands is somebody's own answer.
fn one_fact(c: Context<'_>, kind: &'static Kind, draft: &Draft, old: Option<&str>) -> Result<Edit, Refusal> {
    let mut parts = Vec::new();
    for f in kind.fields {
        let typed = draft.get(f.key).map_or("", String::as_str);
        match value::typed(c, f, typed).map_err(|e| fault(kind, f, e))? {
            Value::One(v) => parts.push(v),
            Value::Set(_) => return Err(fault(kind, f, Fault::NotTyped)),
        }
    }
    for key in draft.keys() {
        field_of(kind, key)?;
    }
    match parts.as_slice() {
        [who, at, value] => {
            let key = format!("{}.{who}.{at}", kind.key);
            if old != Some(key.as_str())
                && c.a.get(&key).is_some()
                && let Some(first) = kind.naming()
            {
                let who = value::shown_one(c.a, c.kinds, first.typ, who);
                return Err(fault(kind, first, Fault::Stands { who, at: at.clone() }));
            }
            Ok(facts(c.a, kind.key, at, [(key, Some(value.clone()))]))
        }
        _ => Err(Refusal::ThreeFields { one: kind.one }),
    }
}

/// The id commands print of a record that was just added: its own, or of one that is one fact what it is about.
pub fn handle(c: Context<'_>, kind: &'static Kind, id: &Rid, draft: &Draft) -> String {
    if !kind.is_one_fact() {
        return id.to_string();
    }
    let stored = |f: &'static Field| match value::typed(c, f, draft.get(f.key).map_or("", String::as_str)) {
        Ok(Value::One(v)) => v,
        _ => String::new(),
    };
    kind.fields.iter().take(2).map(stored).collect::<Vec<_>>().join(".")
}

/// As [`read::place`], as it will be after the edit.
fn placed(c: Context<'_>, kind: &'static Kind, id: &Rid, e: &Edit) -> String {
    let now = |field: &str| {
        let key = kind.key_of(id, field);
        e.changes.iter().find(|x| x.key == key).and_then(|x| x.now.clone())
    };
    for f in kind.fields {
        match f.typ {
            Type::Id => {
                if let Some(at) = now(f.key) {
                    return at;
                }
            }
            Type::Ids | Type::Requirements | Type::Places => {
                let prefix = format!("{}.", kind.key_of(id, f.key));
                let added = |x: &&crate::model::change::Change| x.now.is_some() && x.key.starts_with(&prefix);
                if let Some(member) = e.changes.iter().find(added).and_then(|x| x.key.strip_prefix(&prefix)) {
                    return member.to_owned();
                }
            }
            _ => {}
        }
    }
    read::place(&read::at(c.a, kind, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Assessment;
    use crate::model::record::{ACTION, KINDS, PART};

    #[test]
    fn what_makes_no_sense_alone_goes_with_it() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let (whole, part, other) = (Rid::new(0, 1), Rid::new(0, 2), Rid::new(0, 3));
        for (key, value) in [
            (ACTION.key_of(&whole, MADE), "yes"),
            (ACTION.key_of(&whole, NUMBER), "1"),
            (PART.key_of(&part, MADE), "yes"),
            (PART.key_of(&part, NUMBER), "1"),
            (PART.key_of(&part, "action"), whole.as_str()),
            (PART.key_of(&other, MADE), "yes"),
            (PART.key_of(&other, NUMBER), "2"),
            (PART.key_of(&other, "action"), "9-abcdef"),
        ] {
            a.set(&q, &key, Some(value.to_owned()));
        }
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 11, 21), kinds: KINDS };
        let e = remove(c, &read::at(&a, &ACTION, &whole));
        a.apply(&q, &e);
        assert!(read::all(&a, &ACTION).is_empty());
        assert_eq!(read::all(&a, &PART).iter().map(|r| r.id.clone()).collect::<Vec<_>>(), [other]);
        a.apply(&q, &e.inverse());
        assert_eq!(read::all(&a, &PART).len(), 2);
    }

    #[test]
    fn a_number_that_is_the_name_of_somebody_else_is_neither() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for (n, name) in [(1_u64, "Ana"), (2, "Bo"), (3, "2")] {
            let id = Rid::new(0, n);
            for (field, value) in [(MADE, "yes"), (NUMBER, n.to_string().as_str()), ("name", name)] {
                a.set(&q, &crate::model::record::PERSON.key_of(&id, field), Some(value.to_owned()));
            }
        }
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 11, 21), kinds: KINDS };
        let add = |seen: &str| {
            let draft = [("what", "Minutes"), ("shows", "5.2"), ("seen-by", seen)];
            let draft = draft.map(|(f, v)| (f.to_owned(), v.to_owned())).into();
            add(c, &crate::model::record::EVIDENCE, &Rid::new(0, 9), &draft)
        };
        let no = add("2").unwrap_err();
        let numbers = ["P-2".to_owned(), "P-3".to_owned()];
        assert!(
            matches!(&no, Refusal::Field { fault: Fault::Several { numbers: n, .. }, .. } if *n == numbers),
            "{no:?}"
        );
        for (typed, who) in [("P-2", 2), ("P-3", 3), ("ana", 1), ("1", 1)] {
            let key = format!("seen-by.{}", Rid::new(0, who));
            assert!(add(typed).unwrap().changes.iter().any(|x| x.key.ends_with(&key)), "{typed}");
        }
    }
}
