//! The records our own data file shows beside its facts: made from them, never read. Whoever changed one there is told so.

use serde_json::{Map, Value};

use super::{Left, Place, Why};
use crate::model::record::value::{self, Context};
use crate::model::record::{Field, Rec, Type, read};
use crate::model::{Assessment, text};

/// Where they stand in it.
const RECORDS: &str = "records";

/// Fields of records that do not say there what the facts of the same file say: one each. Links and lists are not looked at.
pub(super) fn changed(c: Context<'_>, whole: &Value, facts: &Map<String, Value>) -> Vec<Left> {
    let Some(records) = whole.get(RECORDS).and_then(Value::as_object) else { return Vec::new() };
    let mut theirs = Assessment::new(c.q);
    for (key, value) in facts {
        theirs.set(c.q, key, value.as_str().map(str::to_owned));
    }
    let mut found = Vec::new();
    for (kind, shown) in c.kinds.iter().filter_map(|k| Some((*k, records.get(k.key)?.as_array()?))) {
        for rec in read::all(&theirs, kind) {
            let id = rec.handle();
            let of_it = |o: &&Value| o.get("id").and_then(Value::as_str) == Some(id.as_str());
            let Some(object) = shown.iter().find(of_it) else { continue };
            let differs = |f: &&Field| {
                let there = object.get(f.key);
                there.zip(said(&theirs, c, &rec, f)).is_some_and(|(there, says)| !alike(there, &says))
            };
            let about = |f: &Field| text::shown(&format!("{} {} {}", rec.shown_no(), rec.name(), f.word), 60);
            let left = |f: &Field| Left { place: Place::default(), id: about(f), why: Why::MadeFromFacts };
            found.extend(kind.fields.iter().filter(differs).map(left));
        }
    }
    found
}

/// A program between may have written 3.0 as 3.
fn alike(one: &Value, other: &Value) -> bool {
    one == other || one.as_f64().is_some_and(|n| other.as_f64() == Some(n))
}

/// What stands there for a field that holds one value; none for others.
fn said(a: &Assessment, c: Context<'_>, rec: &Rec<'_>, f: &Field) -> Option<Value> {
    if value::is_hidden(a, rec, f) || f.typ.is_set() {
        return None;
    }
    let kept = rec.get(f.key);
    match f.typ {
        Type::Link(_) | Type::Frozen | Type::Bytes => None,
        _ if kept.is_empty() => Some(Value::Null),
        Type::Flag => Some(Value::Bool(rec.is(f.key))),
        Type::Count(_) => kept.parse::<u64>().ok().map(Value::from),
        Type::Number(_) | Type::Hours(_) => kept.parse::<f64>().ok().map(Value::from),
        _ => Some(Value::String(value::shown(a, c.kinds, rec, f))),
    }
}
