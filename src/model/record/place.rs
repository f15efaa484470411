//! What sort of place something is that was typed as where a piece of evidence is: by its looks alone, nothing is opened or
//! followed. Pure.

use super::value::Context;
use super::{DOCUMENT, Draft, EVIDENCE, Field, Kind, Type, write};
use crate::model::named_papers;

/// The field of a piece of evidence that says where it is, and the one that says what sort of place that is.
const FIELDS: (&str, &str) = ("place", "how");

/// Whether this is written like the name of a file: it has an ending, and is no address.
pub fn looks_like_a_file(place: &str) -> bool {
    let name = place.rsplit(['/', '\\']).next().unwrap_or(place);
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.trim().is_empty()).map(|(_, ending)| ending);
    let is_ending = |e: &str| (1..=5).contains(&e.len()) && e.chars().all(|c| c.is_ascii_alphanumeric());
    !is_address(place) && ending.is_some_and(|e| is_ending(e) && !e.chars().all(|c| c.is_ascii_digit()))
}

/// Whether this is an address on the web, or for mail.
pub fn is_address(place: &str) -> bool {
    let lower = place.trim_start().to_lowercase();
    lower.contains("://") || ["www.", "mailto:"].iter().any(|begin| lower.starts_with(begin))
}

/// The word of the register for a place that looks like one sort; none where nobody can tell.
fn sort(place: &str) -> Option<&'static str> {
    let place = place.trim();
    let lower = place.to_lowercase();
    let has = |is: fn(char) -> bool| place.chars().any(is);
    if is_address(place) {
        Some("link")
    } else if lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "screen") {
        Some("on-screen")
    } else if looks_like_a_file(place) {
        Some("file")
    } else if has(|c| c.is_ascii_digit())
        && !has(char::is_whitespace)
        && !has(|c| matches!(c, '/' | '\\' | '@'))
    {
        Some("number")
    } else {
        None
    }
}

/// What a field begins with by what was typed into another one: the sort of place of a piece of evidence, by where it is; which
/// document one is, by its name; in a firm of one, who it is. None where something stands in it, or nothing follows.
pub fn suggested(c: Context<'_>, kind: &Kind, field: &str, draft: &Draft) -> Option<String> {
    let typed = |key: &str| draft.get(key).map_or("", |words| words.trim());
    let (is, name) = named_papers::FIELDS;
    if kind.key == DOCUMENT.key && field == is {
        return named_papers::suggested(c.q, c.a, typed(is), typed(name));
    }
    if let Some(who) = the_one(c, kind, field, draft) {
        return Some(who);
    }
    of_place(kind, field, draft).map(str::to_owned)
}

/// Fields that name who has something to do. Others name who decided, accepted or looked: that is done before it is said.
const TASKS: [&str; 3] = ["owner", "holder", "speaks"];

/// Fields that name who decided that something may run or stay: nobody is put into them, not even where one person does it all.
const DECIDED: [&str; 2] = ["accepted-by", "decided-by"];

/// Whether a field names who has something to do, and not who did something.
pub fn is_task(field: &Field) -> bool {
    field.typ == Type::Who && TASKS.contains(&field.key)
}

/// Whose firm it is, of a field that names somebody and is empty: in a firm of one who does a thing need not be typed. What is
/// asked later nobody is put into, nor into who decides or accepts a risk.
fn the_one(c: Context<'_>, kind: &Kind, field: &str, draft: &Draft) -> Option<String> {
    let f = kind.field(field).filter(|f| f.typ == Type::Who && !kind.is_in_audit())?;
    let empty = draft.get(field).is_none_or(|typed| typed.trim().is_empty());
    let asked = !f.later || write::is_soon(c, kind, f, draft);
    if empty && asked && !DECIDED.contains(&field) { c.a.the_one().map(|one| one.name) } else { None }
}

/// The sort of place of a piece of evidence, where nobody said it.
fn of_place(kind: &Kind, field: &str, draft: &Draft) -> Option<&'static str> {
    let (place, how) = FIELDS;
    let typed = |key: &str| draft.get(key).map_or("", |words| words.trim());
    let is_asked = kind.key == EVIDENCE.key && field == how && typed(how).is_empty();
    if is_asked { sort(typed(place)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{KINDS, RISK, Rid};
    use crate::model::{Assessment, Level};

    /// In a firm of one nobody types a name for what is asked of a new record; who approved is asked as soon as it is approved.
    #[test]
    fn who_works_alone_need_not_be_typed() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let id = Rid::new(1_700_000_000, 1);
        let facts = [("about.size".to_owned(), "solo"), (format!("person.{id}.made"), "2026-11-01")];
        let named = [(format!("person.{id}.no"), "1"), (format!("person.{id}.name"), "Ana")];
        for (key, value) in facts.into_iter().chain(named) {
            a.set(&q, &key, Some(value.to_owned()));
        }
        assert_eq!(a.level(&q, 0), None::<(Level, _)>);
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 11, 20), kinds: KINDS };
        let said = |kind: &Kind, field: &str, typed: &[(&str, &str)]| {
            let draft = typed.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            suggested(c, kind, field, &draft)
        };
        let ana = Some("Ana".to_owned());
        assert_eq!(said(&DOCUMENT, "owner", &[]), ana);
        assert_eq!(said(&DOCUMENT, "owner", &[("owner", "Ben")]), None);
        assert_eq!(said(&DOCUMENT, "approved-by", &[("state", "draft")]), None);
        assert_eq!(said(&DOCUMENT, "approved-by", &[("state", "approved")]), ana);
        assert_eq!(said(&RISK, "accepted-by", &[("treatment", "accept")]), None, "nobody is put into that");
    }

    #[test]
    fn a_place_says_what_sort_it_is() {
        for (place, said) in [
            ("https://wiki.example/policy", Some("link")),
            ("www.example.org", Some("link")),
            ("policies/ai.docx", Some("file")),
            (r"S:\Quality\AI policy 2.pdf", Some("file")),
            ("QM-12", Some("number")),
            ("2026/03", None),
            ("on the screen of the till", Some("on-screen")),
            ("binder in the office", None),
            ("", None),
        ] {
            assert_eq!(sort(place), said, "{place}");
            let draft = Draft::from([("place".to_owned(), place.to_owned())]);
            assert_eq!(of_place(&EVIDENCE, "how", &draft), said, "{place}");
        }
        let said =
            Draft::from([("place", "QM-12"), ("how", "file")].map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(of_place(&EVIDENCE, "how", &said), None, "what somebody said stays");
    }
}
