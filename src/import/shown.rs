//! The records our own data file shows beside its facts: made from them, never read. Whoever changed, added or took away one
//! there is told so, by its name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Left, OfRecords, Place, Why};
use crate::model::record::value::{self, Context};
use crate::model::record::{Field, Kind, Rec, Type, read};
use crate::model::{Assessment, text};

/// Where they stand in it.
const RECORDS: &str = "records";
/// What stands in each record beside its fields.
const ID: &str = "id";
const NUMBER: &str = "number";
const UNKNOWN: &str = "unknown";

/// Everything under `records` that is not what the facts of the same file make, one each. `from_here`: that the file was made
/// from the open one; then what differs from the facts and is so here was changed among the facts.
pub(super) fn changed(
    c: Context<'_>,
    whole: &Value,
    facts: &Map<String, Value>,
    from_here: bool,
) -> Vec<Left> {
    let Some(records) = whole.get(RECORDS) else { return Vec::new() };
    let mut found = Vec::new();
    let Some(records) = records.as_object() else {
        found.push(left(RECORDS, Why::OfRecords(OfRecords::NoList)));
        return found;
    };
    let strange = |key: &&String| !c.kinds.iter().any(|k| k.key == key.as_str());
    found.extend(records.keys().filter(strange).map(|key| left(key, Why::OfRecords(OfRecords::NoRegister))));
    let mut theirs = Assessment::new(c.q);
    for (key, value) in facts {
        theirs.set(c.q, key, value.as_str().map(str::to_owned));
    }
    let held = Held { c, theirs: &theirs, from_here };
    for kind in c.kinds {
        match records.get(kind.key) {
            Some(Value::Array(shown)) => held.register(kind, shown, &mut found),
            None if kind.is_one_fact() || read::all(&theirs, kind).is_empty() => {}
            None => found.push(left(kind.key, Why::OfRecords(OfRecords::Gone))),
            Some(_) => found.push(left(kind.key, Why::OfRecords(OfRecords::NoList))),
        }
    }
    found
}

fn left(id: &str, why: Why) -> Left {
    Left { place: Place::default(), id: text::shown(&text::clean_line(id), 60), why }
}

/// What the lists are held against.
struct Held<'a> {
    c: Context<'a>,
    /// What the facts of the file come to.
    theirs: &'a Assessment,
    from_here: bool,
}

impl<'a> Held<'a> {
    /// One list.
    fn register(&self, kind: &'static Kind, shown: &[Value], found: &mut Vec<Left>) {
        let made: Vec<Rec<'a>> = read::all(self.theirs, kind);
        let by_id: BTreeMap<String, &Rec<'a>> = made.iter().map(|r| (r.handle(), r)).collect();
        let here: BTreeMap<String, Rec<'a>> =
            read::all(self.c.a, kind).into_iter().map(|r| (r.handle(), r)).collect();
        let named: BTreeSet<&str> = shown.iter().filter_map(|o| o.get(ID)?.as_str()).collect();
        let mut met: BTreeSet<String> = BTreeSet::new();
        for (n, entry) in shown.iter().enumerate() {
            let called = || format!("{} {}", kind.key, n + 1);
            let Some(object) = entry.as_object() else {
                found.push(left(&called(), Why::OfRecords(OfRecords::NoRecord)));
                continue;
            };
            let id = object.get(ID).and_then(Value::as_str).unwrap_or_default();
            let free = |r: &&Rec<'_>| !named.contains(r.handle().as_str()) && !met.contains(&r.handle());
            let made_of_it = by_id.get(id).copied().or_else(|| alike_one(&made, object, free));
            if let Some(rec) = made_of_it {
                met.insert(rec.handle());
                self.fields(self.theirs, rec, here.get(&rec.handle()), object, found);
            } else if let Some(rec) = here.get(id) {
                self.fields(self.c.a, rec, None, object, found);
            } else if !kind.is_one_fact() {
                let name = kind.naming().and_then(|f| object.get(f.key)?.as_str());
                let name = name.map(text::clean_line).filter(|n| !n.is_empty());
                let new = OfRecords::New { kind };
                found.push(left(&name.unwrap_or_else(called), Why::OfRecords(new)));
            }
        }
        let gone = |r: &&Rec<'_>| {
            !kind.is_one_fact()
                && !met.contains(&r.handle())
                && (!self.from_here || here.contains_key(&r.handle()))
        };
        let gone = made.iter().filter(gone);
        found.extend(gone.map(|r| left(&of_record(r), Why::OfRecords(OfRecords::Gone))));
    }

    /// Fields of a record that do not say there what the facts say. What says there what stands here was not changed there.
    fn fields(
        &self,
        a: &Assessment,
        rec: &Rec<'_>,
        here: Option<&Rec<'_>>,
        object: &Map<String, Value>,
        found: &mut Vec<Left>,
    ) {
        let c = self.c;
        let mut tell =
            |word: &str| found.push(left(&format!("{} {word}", of_record(rec)), Why::MadeFromFacts));
        if let Some(number) = object.get(NUMBER).filter(|n| !rec.kind.is_one_fact() && !n.is_null())
            && !alike(number, &Value::from(rec.no()))
            && here.is_none_or(|r| !alike(number, &Value::from(r.no())))
        {
            tell(NUMBER);
        }
        for f in rec.kind.fields {
            let there = object.get(f.key).unwrap_or(&Value::Null);
            let differs = |says: Option<Value>| says.is_some_and(|says| !alike(there, &says));
            if differs(said(a, c, rec, f)) && here.is_none_or(|r| differs(said(c.a, c, r, f))) {
                tell(f.word);
            }
        }
        let kept = rec.unknown();
        let known = |key: &str| {
            matches!(key, ID | NUMBER | UNKNOWN)
                || rec.kind.field(key).is_some()
                || rec.kind.derived.iter().any(|d| d.key == key)
                || kept.iter().any(|(k, _)| k.split('.').next() == Some(key))
        };
        for (key, _) in object.iter().filter(|(key, value)| !known(key) && !is_nothing(value)) {
            tell(key);
        }
    }
}

fn of_record(rec: &Rec<'_>) -> String {
    format!("{} {}", rec.shown_no(), rec.name()).trim().to_owned()
}

/// The record an entry without its id is about: of the same number or name.
fn alike_one<'r, 'a>(
    made: &'r [Rec<'a>],
    object: &Map<String, Value>,
    free: impl Fn(&&Rec<'a>) -> bool,
) -> Option<&'r Rec<'a>> {
    let number = object.get(NUMBER).and_then(Value::as_u64);
    let named = |r: &Rec<'_>| {
        let name = r.kind.naming().and_then(|f| object.get(f.key)?.as_str()).unwrap_or_default();
        !name.is_empty() && name == r.name()
    };
    let by_number = |r: &Rec<'_>| number == Some(u64::from(r.no()));
    let find = |is: &dyn Fn(&Rec<'_>) -> bool| made.iter().find(|r| free(r) && is(r));
    find(&|r| by_number(r) && named(r)).or_else(|| find(&named))
}

/// Whether a value says nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}

/// A program between may have written 3.0 as 3, a list in another order, and nothing in another way.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        _ if is_nothing(one) && is_nothing(other) => true,
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && b.iter().all(|y| a.iter().any(|x| alike(x, y)))
        }
        // Of a link what it names.
        (Value::Object(a), Value::Object(b)) => b.iter().all(|(k, y)| a.get(k).is_some_and(|x| alike(x, y))),
        _ => one == other || one.as_f64().is_some_and(|n| other.as_f64() == Some(n)),
    }
}

/// What stands there for a field; none for what is not shown as it is stored.
fn said(a: &Assessment, c: Context<'_>, rec: &Rec<'_>, f: &Field) -> Option<Value> {
    if value::is_hidden(a, rec, f) {
        return None;
    }
    let kept = rec.get(f.key);
    let members = || rec.members(f.key).into_iter();
    match f.typ {
        Type::Seen => {
            let one = |(who, day): (&str, &str)| serde_json::json!({"person": who, "date": day});
            Some(members().map(one).collect())
        }
        typ if typ.is_set() => {
            Some(members().map(|(m, v)| value::shown_member(a, c.kinds, typ, m, v)).collect())
        }
        Type::Frozen => None,
        Type::Link(_) => match rec.text(f) {
            id if id.is_empty() => Some(Value::Null),
            id => Some(serde_json::json!({ "id": id })),
        },
        _ if kept.is_empty() => Some(Value::Null),
        Type::Flag => Some(Value::Bool(rec.is(f.key))),
        Type::Count(_) => kept.parse::<u64>().ok().map(Value::from),
        Type::Number(_) | Type::Hours(_) | Type::Bytes => kept.parse::<f64>().ok().map(Value::from),
        _ => Some(Value::String(value::shown(a, c.kinds, rec, f))),
    }
}
