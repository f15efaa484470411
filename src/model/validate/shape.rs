//! Holds a file to the table of [`super::fields`]: unknown and missing keys, wrong kinds of value, empty or
//! over-long texts. Says nothing about what ids refer to. Only [`super`] may use it.

use serde_json::Value;

use super::fields::{Field, ID_CHARS, LEVELS, LINE_CHARS, MOST_HOURS, NAME_CHARS, Record, Shape};
use super::lines::step;
use super::wrong::{Json, Wrong};
use crate::model::text;

/// Collects what is wrong at a pointer.
pub(super) type Sink<'a> = dyn FnMut(&str, Wrong) + 'a;

/// Checks a part of a questionnaire of this format and everything in it.
pub(super) fn record(of: &'static Record, value: &Value, pointer: &str, format: u64, sink: &mut Sink<'_>) {
    let Value::Object(map) = value else {
        return sink(pointer, Wrong::NoPart { is: Json::of(value), of });
    };
    for (key, inner) in map {
        let here = format!("{pointer}/{}", step(key));
        if let Some(field) = of.in_format(format).find(|f| f.key == key) {
            shape(&field.shape, inner, &here, format, sink);
        } else if let Some(field) = of.fields.iter().find(|f| f.key == key) {
            sink(&here, Wrong::KeyOfOtherFormat { of, key: field.key, format });
        } else {
            let near = nearest(key, of.in_format(format).map(|f: &Field| f.key));
            sink(&here, Wrong::UnknownKey { of, key: key.clone(), near, format });
        }
    }
    for field in of.in_format(format).filter(|f| f.needed && !map.contains_key(f.key)) {
        sink(pointer, Wrong::NoKey { of, key: field.key, expected: field.shape });
    }
}

fn shape(of: &'static Shape, value: &Value, pointer: &str, format: u64, sink: &mut Sink<'_>) {
    match (of, value) {
        (Shape::Record(r), v) => record(r, v, pointer, format, sink),
        (Shape::Flag, Value::Bool(_)) => {}
        (Shape::Whole(least, most), Value::Number(n)) => {
            if !n.as_u64().is_some_and(|n| (*least..=*most).contains(&n)) {
                sink(pointer, Wrong::NumberMisfits { number: n.to_string(), expected: *of });
            }
        }
        (Shape::Hours, Value::Number(n)) => {
            if !n.as_f64().is_some_and(|h| h > 0.0 && h <= MOST_HOURS) {
                sink(pointer, Wrong::NoHours { number: n.to_string() });
            }
        }
        (Shape::List(inner, least, most), Value::Array(items)) => {
            if items.len() < *least {
                sink(pointer, Wrong::EmptyList { expected: **inner });
            } else if items.len() > *most {
                sink(pointer, Wrong::LongList { n: items.len(), most: *most });
            }
            for (i, item) in items.iter().enumerate() {
                shape(inner, item, &format!("{pointer}/{i}"), format, sink);
            }
        }
        (Shape::Levels, Value::Object(map)) => {
            for (key, inner) in map {
                let here = format!("{pointer}/{}", step(key));
                if LEVELS.contains(&key.as_str()) {
                    line(inner, LINE_CHARS, &here, sink);
                } else {
                    sink(&here, Wrong::NoLevel { key: key.clone() });
                }
            }
        }
        (Shape::Word(words), Value::String(s)) => {
            if !words.contains(&s.as_str()) {
                let near = nearest(s, words.iter().copied());
                sink(pointer, Wrong::UnknownWord { word: s.clone(), words, near });
            }
        }
        (Shape::Text(most), Value::String(_)) => line(value, *most, pointer, sink),
        (Shape::Id | Shape::CheckId | Shape::Demand | Shape::Slug | Shape::FileName, Value::String(s)) => {
            if !fits(of, s) {
                sink(pointer, Wrong::MisshapenName { name: s.clone(), expected: *of });
            }
        }
        (of, value) => sink(pointer, Wrong::OtherType { is: Json::of(value), expected: *of }),
    }
}

/// A text a person reads: one line, something in it, not too long, nothing that drives a terminal.
fn line(value: &Value, most: usize, pointer: &str, sink: &mut Sink<'_>) {
    let Value::String(s) = value else {
        return sink(pointer, Wrong::OtherType { is: Json::of(value), expected: Shape::Text(most) });
    };
    let len = s.chars().count();
    if s.trim().is_empty() {
        sink(pointer, Wrong::EmptyText);
    } else if len > most {
        sink(pointer, Wrong::LongText { len, most });
    } else if text::clean_line(s) != *s {
        sink(pointer, Wrong::NoPlainLine);
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
fn nearest(typed: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
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
