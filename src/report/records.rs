//! Records as they leave: objects for programs, tables for spreadsheets, words for people, and the schema the
//! objects keep to. All of it is read from the table of a kind, so that a new kind leaves without a line here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Input, ReportError};
use crate::doc::{Cell, Table, csv};
use crate::model::held::{self, Support};
use crate::model::record::{
    Derived, Field, Follows, Kind, PARKED, PERSON, Rec, Rid, Type, derived, read, value, wants,
};
use crate::model::{Assessment, Level, Questionnaire, votes};
use crate::say;
use crate::words::{self, KindWords as _};

/// The record a link leads to, removed or not.
fn linked<'a>(a: &'a Assessment, kinds: &[&'static Kind], kind: &str, id: &str) -> Option<Rec<'a>> {
    Some(read::at(a, Kind::find(kinds, kind)?, &Rid::parse(id)?))
}

fn field_json(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>, f: &Field) -> Value {
    let members = || rec.members(f.key).into_iter();
    // Whom it was stays readable when they are gone, and that they are.
    let named = |mut value: Value, kind: &str, id: &str| {
        let rec = linked(a, kinds, kind, id);
        value["name"] = rec.as_ref().map_or("", |rec| rec.name()).into();
        value["removed"] = rec.is_none_or(|rec| !rec.exists()).into();
        value
    };
    if value::is_hidden(a, rec, f) {
        return Value::Null;
    }
    match f.typ {
        Type::Seen => {
            members().map(|(who, day)| named(json!({"person": who, "date": day}), PERSON.key, who)).collect()
        }
        typ if typ.is_set() => members().map(|(m, v)| value::shown_member(a, kinds, typ, m, v)).collect(),
        // Not said is neither.
        Type::Flag if rec.get(f.key).is_empty() => Value::Null,
        Type::Flag => Value::Bool(rec.is(f.key)),
        Type::Bytes | Type::Count(_) => rec.get(f.key).parse::<u64>().map_or(Value::Null, Value::from),
        Type::Number(_) | Type::Hours(_) => rec.get(f.key).parse::<f64>().map_or(Value::Null, Value::from),
        Type::Link(kind) => match rec.text(f) {
            id if id.is_empty() => Value::Null,
            id => named(json!({"id": id}), kind, &id),
        },
        Type::Frozen => match serde_json::from_str::<BTreeMap<String, String>>(rec.get(f.key)) {
            Ok(then) => json!(votes::without_hidden(&then)),
            Err(_) => Value::Null,
        },
        _ => match value::shown(a, kinds, rec, f) {
            text if text.is_empty() => Value::Null,
            text => Value::String(text),
        },
    }
}

/// What follows from the fields of a record.
fn derived_json(a: &Assessment, rec: &Rec<'_>, derived: &Derived) -> Value {
    match derived.follows {
        Follows::MayStay => derived::may_stay(a, rec).map_or(Value::Null, Value::Bool),
        Follows::Level(..) => match derived::shown(a, rec, derived) {
            text if text.is_empty() => Value::Null,
            text => Value::String(text),
        },
    }
}

/// A record for programs: every field of its table and what follows from them; what stands nowhere is null, a set is an array. What a newer
/// version wrote is under `unknown`, as it is stored.
pub fn object(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>) -> Value {
    let number = if rec.kind.is_one_fact() { Value::Null } else { rec.no().into() };
    let mut map = Map::from_iter([("id".to_owned(), rec.handle().into()), ("number".to_owned(), number)]);
    map.extend(rec.kind.fields.iter().map(|f| (f.key.to_owned(), field_json(a, kinds, rec, f))));
    map.extend(rec.kind.derived.iter().map(|d| (d.key.to_owned(), derived_json(a, rec, d))));
    let unknown: Map<String, Value> =
        rec.unknown().into_iter().map(|(key, v)| (key.to_owned(), v.into())).collect();
    if !unknown.is_empty() {
        map.insert("unknown".to_owned(), Value::Object(unknown));
    }
    Value::Object(map)
}

/// All records of a kind, by number.
pub fn objects(a: &Assessment, kinds: &[&'static Kind], kind: &'static Kind) -> Value {
    read::all(a, kind).iter().map(|rec| object(a, kinds, rec)).collect()
}

/// All records of all kinds.
pub(super) fn everything(a: &Assessment, kinds: &[&'static Kind]) -> Value {
    Value::Object(kinds.iter().map(|k| (k.key.to_owned(), objects(a, kinds, k))).collect())
}

/// What records do not say and should, by kind: the record, and the keys of the fields. Kinds of which none lacks anything are left
/// out.
pub(super) fn lacking(a: &Assessment, kinds: &[&'static Kind], today: Date) -> Value {
    let one = |rec: &Rec<'_>| {
        let fields: Vec<&str> = wants::lacks(a, rec, today).iter().map(|lack| lack.field.key).collect();
        (!fields.is_empty()).then(|| json!({"id": rec.handle(), "number": rec.shown_no(), "fields": fields}))
    };
    let of = |kind: &&'static Kind| {
        let lacking: Vec<Value> = read::all(a, kind).iter().filter_map(one).collect();
        (!lacking.is_empty()).then(|| (kind.key.to_owned(), lacking.into()))
    };
    Value::Object(kinds.iter().filter(|kind| !kind.wants.is_empty()).filter_map(of).collect())
}

/// A row a record, a column a field of the table.
pub(super) fn table(
    a: &Assessment,
    kinds: &[&'static Kind],
    kind: &'static Kind,
    records: &[Rec<'_>],
) -> Table {
    let head: Vec<&'static str> =
        ["id", "number"].into_iter().chain(kind.fields.iter().map(|f| f.key)).collect();
    let head: Vec<_> = head.into_iter().chain(kind.derived.iter().map(|d| d.key)).collect();
    let mut t = Table::new(&head);
    for rec in records {
        let number: Cell = if kind.is_one_fact() { "".into() } else { rec.no().into() };
        let mut cells = vec![rec.handle().into(), number];
        cells.extend(kind.fields.iter().map(|f| match f.typ {
            Type::Number(_) | Type::Count(_) | Type::Hours(_) | Type::Bytes if !rec.get(f.key).is_empty() => {
                Cell::Number(rec.get(f.key).to_owned())
            }
            _ => value::shown(a, kinds, rec, f).into(),
        }));
        cells.extend(kind.derived.iter().map(|d| Cell::from(derived::shown(a, rec, d))));
        t.row(cells);
    }
    t
}

/// Records of a kind for a spreadsheet.
pub fn csv(
    a: &Assessment,
    kinds: &[&'static Kind],
    kind: &'static Kind,
    records: &[Rec<'_>],
) -> Result<Vec<u8>, ReportError> {
    Ok(csv::write(&table(a, kinds, kind, records))?)
}

/// The kinds with a file of their own in an export, and its name. Parked items have theirs from before.
pub(super) fn files<'k>(
    kinds: &'k [&'static Kind],
) -> impl Iterator<Item = (&'static Kind, Cow<'static, str>)> + 'k {
    let name = |k: &Kind| Cow::Owned(k.words.to_lowercase().replace(' ', "-"));
    kinds.iter().filter(|k| k.is_register() && k.key != PARKED.key).map(move |k| (*k, name(k)))
}

/// The register of a kind as a file of an export; with its heads alone when there are none, as programs that read it know it.
/// Of registers many do without, none while nothing stands there.
pub(super) fn sheet(
    input: &Input,
    kinds: &[&'static Kind],
    kind: &'static Kind,
) -> Result<Option<Vec<u8>>, ReportError> {
    let records = read::all(input.a, kind);
    if kind.on_demand && records.is_empty() {
        return Ok(None);
    }
    input.sheet(table(input.a, kinds, kind, &records)).map(Some)
}

/// What a field takes, as people type it.
pub fn takes(kinds: &[&'static Kind], typ: Type) -> String {
    match typ {
        Type::Line => say!("a line of text").to_owned(),
        Type::Long => say!("text, also of several lines").to_owned(),
        Type::Date => say!("a day, year-month-day").to_owned(),
        Type::Flag => say!("yes or no").to_owned(),
        Type::Who => say!("a person by name, in the register or not").to_owned(),
        Type::Number(most) => say!("a number above 0, at most {most}", most),
        Type::Count(most) => say!("a whole number from 0 to {most}", most),
        Type::Hours(most) => say!("hours, for example 6 or 1.5 d, at most {most}", most),
        Type::Choice(words) => say!("one of: {words}", words = words.join(", ")),
        Type::Words(words) => say!("one or more, with commas, of: {words}", words = words.join(", ")),
        Type::Link(kind) => {
            let one = Kind::find(kinds, kind).map_or_else(|| kind.to_owned(), Kind::a_new);
            say!("{one}: name, number or id", one)
        }
        Type::Links(kind) => {
            let kind = Kind::find(kinds, kind)
                .map_or_else(|| kind.to_owned(), |k| words::text(k.words).to_lowercase());
            say!("{kind} by name, number or id, with commas", kind)
        }
        Type::Id => say!("the id of a heading, requirement or check").to_owned(),
        Type::Ids => say!("ids of requirements or checks, with commas").to_owned(),
        Type::Requirements => say!("ids of requirements, with commas").to_owned(),
        Type::Places => say!("ids of headings, requirements or checks, with commas").to_owned(),
        Type::Actions => say!("ids of actions as the roadmap shows them, with commas").to_owned(),
        Type::Document => say!("a document of the list of documents, by its name").to_owned(),
        Type::Level => say!("1 to 5, ? or n").to_owned(),
        Type::Progress => say!("planned, started, done, or done and the day").to_owned(),
        Type::Seen => say!("people of the register, each with a day, PERSON:DATE, with commas").to_owned(),
        Type::Frozen => say!("facts as they were; not written by hand").to_owned(),
        Type::Sha256 => say!("64 digits made from a file; not written by hand").to_owned(),
        Type::Bytes => say!("a whole number; not written by hand").to_owned(),
    }
}

/// Every kind with its fields, a row a field.
pub fn kinds_csv(kinds: &[&'static Kind]) -> Result<Vec<u8>, ReportError> {
    let mut t = Table::new(&["kind", "field", "label", "needed", "takes", "asked_while", "hint"]);
    for (k, f) in kinds.iter().flat_map(|k| k.fields.iter().map(move |f| (k, f))) {
        let needed = if f.need { "yes" } else { "no" };
        let asked = f.when.map_or_else(String::new, |(other, is)| format!("{other} is {}", is.join(" or ")));
        t.row(vec![
            k.key.into(),
            f.key.into(),
            words::text(f.word).into(),
            needed.into(),
            takes(kinds, f.typ).into(),
            asked.into(),
            words::text(f.hint).into(),
        ]);
    }
    Ok(csv::write(&t)?)
}

/// The checks a register supports, for programs: each with what it looks like, null where the register says nothing of it yet.
pub fn supports(q: &Questionnaire, a: &Assessment, kind: &'static Kind) -> Value {
    let all = held::supports(q, a, kind);
    let one = |s: &Support| {
        json!({
            "id": q.check(s.check).id,
            "question": a.check(q, s.check).question,
            "level": s.level.map(Level::key),
            "words": words::held::support(q, a, kind, s),
        })
    };
    let supported = all.iter().filter(|s| s.level.is_some()).count();
    json!({
        "kind": kind.key,
        "supported": supported,
        "of": all.len(),
        "checks": all.iter().map(one).collect::<Vec<_>>(),
    })
}

/// The same as a table.
pub fn supports_csv(q: &Questionnaire, a: &Assessment, kind: &'static Kind) -> Result<Vec<u8>, ReportError> {
    let mut t = Table::new(&["kind", "id", "level", "words"]);
    for s in held::supports(q, a, kind) {
        let level = s.level.map_or("", Level::key);
        let words = words::held::support(q, a, kind, &s);
        t.row(vec![kind.key.into(), q.check(s.check).id.clone().into(), level.into(), words.into()]);
    }
    Ok(csv::write(&t)?)
}

/// The shape of a field's value in JSON.
fn shape(f: &Field) -> Value {
    let text = |more: Value| {
        let mut map = Map::from_iter([(
            "type".to_owned(),
            if f.need { json!("string") } else { json!(["string", "null"]) },
        )]);
        map.extend(more.as_object().cloned().unwrap_or_default());
        Value::Object(map)
    };
    match f.typ {
        Type::Date => text(json!({"format": "date"})),
        Type::Sha256 => text(json!({"pattern": "^[0-9a-f]{64}$"})),
        Type::Bytes => json!({"type": ["integer", "null"], "minimum": 0}),
        Type::Count(most) => json!({"type": ["integer", "null"], "minimum": 0, "maximum": most}),
        Type::Flag => json!({"type": ["boolean", "null"]}),
        Type::Number(most) | Type::Hours(most) => {
            let typ = if f.need { json!("number") } else { json!(["number", "null"]) };
            json!({"type": typ, "exclusiveMinimum": 0, "maximum": most})
        }
        Type::Choice(words) => {
            let none = if f.need { None } else { Some(Value::Null) };
            json!({"enum": words.iter().map(|w| json!(w)).chain(none).collect::<Vec<_>>()})
        }
        Type::Words(words) => json!({"type": "array", "items": {"enum": words}}),
        Type::Seen => json!({"type": "array", "items": {"type": "object", "additionalProperties": false,
            "required": ["person", "name", "removed", "date"], "properties": {"person": {"type": "string"},
            "name": {"type": "string"}, "removed": {"type": "boolean"},
            "date": {"type": "string", "format": "date"}}}}),
        Type::Link(_) => {
            let typ = if f.need { json!("object") } else { json!(["object", "null"]) };
            json!({"type": typ, "additionalProperties": false, "required": ["id", "name", "removed"],
                "properties": {"id": {"type": "string"}, "name": {"type": "string"},
                    "removed": {"type": "boolean"}}})
        }
        Type::Frozen => json!({"type": ["object", "null"], "additionalProperties": {"type": "string"}}),
        // Answers of several people stay hidden until they are shown.
        Type::Level => json!({"enum": ["1", "2", "3", "4", "5", "?", "n", null]}),
        typ if typ.is_set() => json!({"type": "array", "items": {"type": "string"}}),
        _ => text(json!({})),
    }
}

fn kind_schema(kinds: &[&'static Kind], kind: &Kind) -> Value {
    let mut properties = Map::from_iter([
        (
            "id".to_owned(),
            json!({"description": "Permanent id; never given to another record.", "type": "string"}),
        ),
        (
            "number".to_owned(),
            json!({"description": "The number people see; null where none is given.", "type": ["integer", "null"]}),
        ),
    ]);
    for f in kind.fields {
        let mut property = Map::from_iter([
            ("title".to_owned(), json!(f.word)),
            ("description".to_owned(), json!(format!("{}. Takes {}.", f.hint, takes(kinds, f.typ)))),
        ]);
        if let Some((other, values)) = f.when {
            property.insert(
                "$comment".to_owned(),
                json!(format!("asked while {other} is {}", values.join(" or "))),
            );
        }
        property.extend(shape(f).as_object().cloned().unwrap_or_default());
        properties.insert(f.key.to_owned(), Value::Object(property));
    }
    for d in kind.derived {
        let of = match d.follows {
            Follows::Level(..) => "string",
            Follows::MayStay => "boolean",
        };
        let description = format!("Follows from other fields, never written: {}.", d.hint);
        properties.insert(
            d.key.to_owned(),
            json!({"title": d.word, "description": description, "type": [of, "null"]}),
        );
    }
    let mut required: Vec<&str> = vec!["id", "number"];
    required.extend(kind.fields.iter().map(|f| f.key));
    required.extend(kind.derived.iter().map(|d| d.key));
    properties.insert(
        "unknown".to_owned(),
        json!({"description": "What a newer version wrote, as it is stored.", "type": "object",
            "additionalProperties": {"type": "string"}}),
    );
    json!({"title": kind.key, "description": format!("{}.", kind.a_new()), "type": "object",
        "additionalProperties": false, "required": required, "properties": properties})
}

/// What the objects of these kinds keep to, as a JSON Schema: `records` in `everything.json`, and each list the
/// command `record` prints.
pub fn schema(kinds: &[&'static Kind]) -> Value {
    let lists = kinds.iter().map(|k| {
        let items = json!({"$ref": format!("#/$defs/{}", k.key)});
        (k.key.to_owned(), json!({"description": format!("{}.", k.words), "type": "array", "items": items}))
    });
    let parts = kinds.iter().map(|k| (k.key.to_owned(), kind_schema(kinds, k)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "records.schema.json",
        "title": "records",
        "description": "Registers of an assessment by kind, as an export has them under records and the command \
            record prints them one kind at a time. Newer versions may add kinds and fields.",
        "type": "object",
        "additionalProperties": {"type": "array"},
        "properties": lists.collect::<Map<_, _>>(),
        "$defs": parts.collect::<Map<_, _>>(),
    })
}
