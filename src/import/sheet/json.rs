//! A list of objects, as programs write one: each is a row, each key the head of a column. Used by the reader of sheets alone.

use serde_json::{Map, Value};

use super::{Cell, Counted, Is, Sheet, text};
use crate::import::{Fault, Limits, Place, Trouble};

/// Whether the bytes are a list that begins with an object.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let mut signs = bytes.iter().filter(|b| !b.is_ascii_whitespace());
    signs.next() == Some(&b'[') && signs.next() == Some(&b'{')
}

/// Its rows, the heads being the first one.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Fault> {
    let text = text::decode(bytes)?;
    let at = |row| Fault { place: Place { row, ..Place::default() }, trouble: Trouble::Unreadable };
    let all: Vec<Map<String, Value>> = serde_json::from_str(&text).map_err(|e| at(e.line()))?;
    let mut heads: Vec<&str> = Vec::new();
    let mut columns = std::collections::BTreeMap::new();
    for key in all.iter().flat_map(Map::keys) {
        columns.entry(key.as_str()).or_insert_with(|| {
            heads.push(key);
            heads.len() - 1
        });
    }
    let mut sheet = Sheet::default();
    let mut counted = Counted { limits, cells: 0 };
    let mut put = |at, text| counted.put(&mut sheet, at, Cell { text, is: Is::Value });
    for (column, head) in heads.iter().enumerate() {
        put((1, column), (*head).to_owned())?;
    }
    for (n, object) in all.iter().enumerate() {
        for (key, value) in object {
            let said = cell(value);
            if let Some(column) = columns.get(key.as_str()).filter(|_| !said.is_empty()) {
                put((n + 2, *column), said)?;
            }
        }
    }
    Ok(sheet)
}

/// A value as one would type it: a list with commas between, a record by its name.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(said) => said.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(n) => n.to_string(),
        Value::Array(all) => all.iter().map(cell).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(of) => {
            let said = |key: &str| of.get(key).and_then(Value::as_str).filter(|s| !s.is_empty());
            // A name with a sign in it that parts others would part itself.
            let name = said("name").filter(|name| !name.contains([',', ':']));
            let called = name.or(said("id")).or(said("person")).unwrap_or_default();
            said("date").map_or_else(|| called.to_owned(), |day| format!("{called}: {day}"))
        }
    }
}
