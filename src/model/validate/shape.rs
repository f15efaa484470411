//! Holds a file to the table of [`super::fields`]: unknown and missing keys, wrong kinds of value, empty or
//! over-long texts. Says nothing about what ids refer to. Only [`super`] may use it.

use serde_json::Value;

use super::fields::{Field, ID_CHARS, LEVELS, LINE_CHARS, MOST_HOURS, NAME_CHARS, Record, Shape};
use super::lines::step;
use crate::model::text;

/// Collects what is wrong at a pointer, and the fix.
pub(super) type Sink<'a> = dyn FnMut(&str, String, String) + 'a;

/// Checks a part and everything in it.
pub(super) fn record(of: &Record, value: &Value, pointer: &str, sink: &mut Sink<'_>) {
    let Value::Object(map) = value else {
        return wrong_type(value, &format!("a {} with its keys in braces", of.name), pointer, sink);
    };
    for (key, inner) in map {
        let here = format!("{pointer}/{}", step(key));
        match of.fields.iter().find(|f| f.key == key) {
            Some(field) => shape(&field.shape, inner, &here, sink),
            None => unknown_key(of, key, &here, sink),
        }
    }
    for field in of.fields.iter().filter(|f| f.needed && !map.contains_key(f.key)) {
        sink(
            pointer,
            format!("this {} has no \"{}\"", of.name, field.key),
            format!("add \"{}\": {}", field.key, expected(&field.shape)),
        );
    }
}

fn unknown_key(of: &Record, key: &str, pointer: &str, sink: &mut Sink<'_>) {
    let near = nearest(key, of.fields.iter().map(|f: &Field| f.key));
    let fix = near.map_or_else(
        || {
            let known: Vec<&str> = of.fields.iter().map(|f| f.key).collect();
            format!("remove it; a {} has {}", of.name, known.join(", "))
        },
        |near| format!("did you mean \"{near}\"? Otherwise remove it"),
    );
    sink(pointer, format!("a {} has no key \"{}\"", of.name, text::shown(key, 40)), fix);
}

fn shape(of: &Shape, value: &Value, pointer: &str, sink: &mut Sink<'_>) {
    match (of, value) {
        (Shape::Record(r), v) => record(r, v, pointer, sink),
        (Shape::Flag, Value::Bool(_)) => {}
        (Shape::Whole(least, most), Value::Number(n)) => {
            if !n.as_u64().is_some_and(|n| (*least..=*most).contains(&n)) {
                sink(pointer, format!("{n} does not fit here"), format!("write {}", expected(of)));
            }
        }
        (Shape::Hours, Value::Number(n)) => {
            if !n.as_f64().is_some_and(|h| h > 0.0 && h <= MOST_HOURS) {
                sink(pointer, format!("{n} hours is no effort"), format!("write {}", expected(of)));
            }
        }
        (Shape::List(inner, least, most), Value::Array(items)) => {
            if items.len() < *least {
                sink(pointer, "this list is empty".into(), format!("write {}", expected(inner)));
            } else if items.len() > *most {
                sink(
                    pointer,
                    format!("{} entries are too many; {most} is the most", items.len()),
                    "shorten or split the list".into(),
                );
            }
            for (i, item) in items.iter().enumerate() {
                shape(inner, item, &format!("{pointer}/{i}"), sink);
            }
        }
        (Shape::Levels, Value::Object(map)) => {
            for (key, inner) in map {
                let here = format!("{pointer}/{}", step(key));
                if LEVELS.contains(&key.as_str()) {
                    line(inner, LINE_CHARS, &here, sink);
                } else {
                    sink(
                        &here,
                        format!("\"{}\" is no level", text::shown(key, 40)),
                        "use the keys 1 to 5".into(),
                    );
                }
            }
        }
        (Shape::Word(words), Value::String(s)) => {
            if !words.contains(&s.as_str()) {
                let near = nearest(s, words.iter().copied());
                let fix = near.map_or_else(
                    || format!("write {}", expected(of)),
                    |n| format!("did you mean \"{n}\"? Possible: {}", words.join(", ")),
                );
                sink(pointer, format!("\"{}\" is not known here", text::shown(s, 40)), fix);
            }
        }
        (Shape::Text(most), Value::String(_)) => line(value, *most, pointer, sink),
        (Shape::Id | Shape::CheckId | Shape::Demand | Shape::Slug | Shape::FileName, Value::String(s)) => {
            if !fits(of, s) {
                sink(
                    pointer,
                    format!("\"{}\" cannot be used here", text::shown(s, 40)),
                    format!("write {}", expected(of)),
                );
            }
        }
        (of, value) => wrong_type(value, &expected(of), pointer, sink),
    }
}

/// A text a person reads: one line, something in it, not too long, nothing that drives a terminal.
fn line(value: &Value, most: usize, pointer: &str, sink: &mut Sink<'_>) {
    let Value::String(s) = value else {
        return wrong_type(value, "a text in quotes", pointer, sink);
    };
    let len = s.chars().count();
    if s.trim().is_empty() {
        sink(
            pointer,
            "this text is empty".into(),
            "write it, or remove the key where it is not needed".into(),
        );
    } else if len > most {
        sink(pointer, format!("this text has {len} characters; {most} is the most"), "shorten it".into());
    } else if text::clean_line(s) != *s {
        sink(
            pointer,
            "this text has a line end, a control sign or blanks around it".into(),
            "write it as one plain line".into(),
        );
    }
}

fn wrong_type(value: &Value, expected: &str, pointer: &str, sink: &mut Sink<'_>) {
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a part in braces",
    };
    sink(pointer, format!("{is} stands where something else belongs"), format!("write {expected}"));
}

/// What belongs at a place, in words.
fn expected(of: &Shape) -> String {
    match of {
        Shape::Text(_) => "a text in quotes".into(),
        Shape::Id => "an id of capital letters, digits and dots such as \"X.1.2\"".into(),
        Shape::CheckId => "the id of a check such as \"X.1.2/1\"".into(),
        Shape::Demand => "the number of a demand such as \"X.1.2#1\"".into(),
        Shape::Slug => "lower-case letters, digits and hyphens such as \"house-rules\"".into(),
        Shape::FileName => "the plain name of a file beside questionnaire.json, ending in .json".into(),
        Shape::Flag => "true or false".into(),
        Shape::Whole(least, most) if least == most => format!("the number {least}"),
        Shape::Whole(least, most) => format!("a whole number from {least} to {most}"),
        Shape::Hours => "hours above 0, for example 6".into(),
        Shape::Word(words) => format!("one of {}", words.join(", ")),
        Shape::List(inner, ..) => format!("a list in square brackets, each entry {}", expected(inner)),
        Shape::Record(r) => format!("a {} in braces", r.name),
        Shape::Levels => "levels 1 to 5 with their texts in braces".into(),
    }
}

/// Whether a name is of the shape its place asks for.
fn fits(of: &Shape, s: &str) -> bool {
    let id = |s: &str| {
        s.len() <= ID_CHARS
            && s.split('.')
                .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
    };
    let numbered = |mark| {
        s.split_once(mark).is_some_and(|(r, n): (&str, &str)| {
            id(r) && !n.starts_with('0') && n.len() <= 3 && n.parse::<u16>().is_ok_and(|n| n > 0)
        })
    };
    let slug = |s: &str| {
        let end = |b: Option<u8>| b.is_some_and(|b| b != b'-');
        s.len() <= NAME_CHARS
            && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && end(s.bytes().next())
            && end(s.bytes().last())
    };
    match of {
        Shape::Id => id(s),
        Shape::CheckId => numbered('/'),
        Shape::Demand => numbered('#'),
        Shape::Slug => slug(s),
        Shape::FileName => s.strip_suffix(".json").is_some_and(slug) && s != "questionnaire.json",
        _ => true,
    }
}

/// Whether this is the plain name of a part beside `questionnaire.json`; no other file is ever read.
pub(super) fn is_part_name(name: &str) -> bool {
    fits(&Shape::FileName, name)
}

/// The known word nearest to a typed one, when it is near enough to be meant.
fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |s: &str| s.to_lowercase().replace(['_', '-', ' '], "");
    let typed = plain(text::shown(typed, 40).as_str());
    known
        .map(|k| (strsim::levenshtein(&typed, &plain(k)), k))
        .min_by_key(|(d, _)| *d)
        .filter(|(d, k)| *d <= 1 + k.len() / 4)
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_offered_and_far_ones_not() {
        let known = ["question", "evidence", "depends_on"];
        assert_eq!(nearest("qestion", known.into_iter()), Some("question"));
        assert_eq!(nearest("dependsOn", known.into_iter()), Some("depends_on"));
        assert_eq!(nearest("colour", known.into_iter()), None);
    }

    #[test]
    fn names_that_leave_the_folder_are_no_part_names() {
        for bad in ["../x.json", "/etc/x.json", "a\\b.json", "questionnaire.json", ".json", "a.txt", "A.json"]
        {
            assert!(!is_part_name(bad), "{bad}");
        }
        assert!(is_part_name("clause-04.json"));
    }
}
