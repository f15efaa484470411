//! Changes people make. Each constructor checks that the change is allowed and returns an [`Edit`]:
//! the facts it sets and what stood there before, so that every edit carries its own inverse.

use super::assessment::{Assessment, keys};
use super::level::Level;
use super::limits;
use super::questionnaire::{Questionnaire, RequirementKind, Target};
use super::text;

pub use super::action::to_ask;
pub use super::action_edit::{
    action_effort, action_owner, action_owners, add_action, done_when, drop_action, due, merge, pin,
    progress, split,
};

/// One fact before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Key of the fact.
    pub key: String,
    /// Value before.
    pub was: Option<String>,
    /// Value after.
    pub now: Option<String>,
}

/// Changes that belong together: one step of undo, one event in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it is, as shown in the history ("answer", "note", ...).
    pub what: String,
    /// The id it is about, empty when about the whole.
    pub at: String,
    /// The facts it changes.
    pub changes: Vec<Change>,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            what: self.what.clone(),
            at: self.at.clone(),
            changes: self
                .changes
                .iter()
                .rev()
                .map(|c| Change { key: c.key.clone(), was: c.now.clone(), now: c.was.clone() })
                .collect(),
        }
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Why a change is refused, in words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The id does not exist.
    #[error("There is no {id} in this questionnaire.{near}")]
    UnknownId {
        /// As typed.
        id: String,
        /// "Near: 8.4, 8.3." or empty.
        near: String,
    },
    /// Not applicable on a clause.
    #[error(
        "{id} cannot be Not applicable: requirements of clauses 4 to 10 cannot be excluded. Only Annex A controls can, each with a reason."
    )]
    ClauseNotApplicable {
        /// The id.
        id: String,
    },
    /// Not applicable on a heading.
    #[error(
        "{id} is a heading: controls are excluded one by one, each with its own reason. Open a control below it and press n there."
    )]
    HeadingNotApplicable {
        /// The id.
        id: String,
    },
    /// The text is too long.
    #[error("This is too long: {len} bytes; {max} are the most. Nothing was changed.")]
    TooLong {
        /// Its length.
        len: usize,
        /// The limit.
        max: usize,
    },
    /// The action does not exist.
    #[error("There is no action {id} in this roadmap.{near} Nothing was changed.")]
    UnknownAction {
        /// As typed.
        id: String,
        /// "Near: 5.2, M-3." or empty.
        near: String,
    },
    /// Actions cannot be split, merged, added or dropped like that; why, in words.
    #[error("{0} Nothing was changed.")]
    Shape(String),
    /// Figures of another rule.
    #[error("{name} was made by {rule}, this program counts by {ours}: their figures cannot stand side by side. Nothing was changed; open it with the version that made it.", ours = super::RULE)]
    OtherRule {
        /// Which state.
        name: String,
        /// Its rule.
        rule: String,
    },
    /// Two dates in the wrong order.
    #[error(
        "{first} for {what} does not fit {second} for {then}. Nothing was changed; change the other date first."
    )]
    Order {
        /// The date that was typed.
        what: &'static str,
        /// Its value.
        first: jiff::civil::Date,
        /// The date it contradicts.
        then: &'static str,
        /// Its value.
        second: jiff::civil::Date,
    },
    /// A value cannot be read.
    #[error("{what}: \"{value}\" cannot be read. Expected: {expected}. Nothing was changed.")]
    BadValue {
        /// Which field.
        what: &'static str,
        /// As typed.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
}

pub use super::limits::TEXT as MAX_TEXT;

/// A fresh edit from key and new value pairs; keys that would not change are left out.
pub fn facts(
    a: &Assessment,
    what: &str,
    at: &str,
    sets: impl IntoIterator<Item = (String, Option<String>)>,
) -> Edit {
    let changes = sets
        .into_iter()
        .filter_map(|(key, now)| {
            let now = now.filter(|v| !v.is_empty());
            let was = a.facts().get(&key).cloned();
            (was != now).then_some(Change { key, was, now })
        })
        .collect();
    Edit { what: what.to_owned(), at: at.to_owned(), changes }
}

/// Rates a heading, a requirement or a check. `None` withdraws the answer.
pub fn rate(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    level: Option<Level>,
    note: Option<&str>,
) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| unknown(q, id))?;
    let id = q.id_of(target).to_owned();
    if level == Some(Level::NotApplicable) {
        let requirement = match target {
            Target::Heading(_) => return Err(Refusal::HeadingNotApplicable { id }),
            Target::Requirement(r) => r,
            Target::Check(c) => q.check_owner[c],
        };
        if q.requirements[requirement].kind == RequirementKind::Clause {
            return Err(Refusal::ClauseNotApplicable { id });
        }
    }
    let mut sets = vec![(id.clone(), Some(level.map_or(keys::CLEAR, Level::key).to_owned()))];
    match target {
        // Withdrawing the answer to a requirement withdraws those to its checks.
        Target::Requirement(r) if level.is_none() => {
            sets.extend(q.checks_of(r).map(|c| (q.check(c).id.clone(), None)));
        }
        // Rating a whole reaches everything unrated below it, also what was withdrawn there before.
        Target::Requirement(_) | Target::Heading(_) if level.is_some() => {
            let below = q.ids_below(target).into_iter();
            sets.extend(below.filter(|i| a.get(i) == Some(keys::CLEAR)).map(|i| (i.to_owned(), None)));
        }
        _ => {}
    }
    if a.any(keys::ACTION_STATUS) {
        let mut trial = a.clone();
        trial.apply(q, &facts(a, "", "", sets.clone()));
        let requirements = match target {
            Target::Requirement(r) => vec![r],
            Target::Check(c) => vec![q.check_owner[c]],
            Target::Heading(h) => q.below(h),
        };
        sets.extend(super::action_edit::marks_used_up(q, a, &trial, &requirements));
    }
    if let Some(note) = note.map(text::clean).filter(|n| !n.trim().is_empty()) {
        too_long(&note)?;
        let prefix = if level == Some(Level::NotApplicable) { keys::REASON } else { keys::NOTE };
        sets.push((format!("{prefix}{id}"), Some(note.trim().to_owned())));
    }
    Ok(facts(a, "answer", &id, sets))
}

/// One line of an answer script, `ID LEVEL [note]`: the id, the level's key or `clear`, and the edit.
/// The words of the error say what is wrong with the line.
pub fn script_line(
    q: &Questionnaire,
    a: &Assessment,
    line: &str,
) -> Result<(String, &'static str, Edit), String> {
    let mut parts = line.splitn(3, char::is_whitespace);
    let (id, word) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let note = parts.next().map(str::trim).filter(|n| !n.is_empty() && !n.starts_with("# "));
    let level = if word.eq_ignore_ascii_case("clear") {
        None
    } else {
        Some(Level::parse(word).ok_or_else(|| {
            format!(
                "\"{}\" is no level; use 1 to 5, ?, n, clear or nothing planned written in-use proven unknown na.",
                text::shown(word, 30)
            )
        })?)
    };
    let e = rate(q, a, id, level, note).map_err(|e| e.to_string())?;
    Ok((e.at.clone(), level.map_or("clear", Level::key), e))
}

/// Sets or removes one text fact on an id (note, reason, owner, ...).
pub fn text_at(
    q: &Questionnaire,
    a: &Assessment,
    prefix: &'static str,
    id: &str,
    value: &str,
) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| unknown(q, id))?;
    let id = q.id_of(target);
    let value = text::clean(value);
    too_long(&value)?;
    let value = (!value.trim().is_empty()).then(|| value.trim_end().to_owned());
    Ok(facts(a, prefix.trim_end_matches('.'), id, [(format!("{prefix}{id}"), value)]))
}

/// Sets facts about the organisation after checking each value.
pub fn about(
    a: &Assessment,
    sets: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Edit, Refusal> {
    let mut checked = Vec::new();
    for (key, value) in sets {
        let value = text::clean_line(&value);
        too_long(&value)?;
        if !value.is_empty() {
            limits::fact(key, &value).map_err(|l| l.refusal(&value))?;
        }
        checked.push((key.to_owned(), Some(value)));
    }
    Ok(facts(a, "about", "", checked))
}

/// The first facts of a new assessment: what was filled in, and which questionnaire and rule it is made
/// with.
pub fn founding(
    q: &Questionnaire,
    sets: impl IntoIterator<Item = (&'static str, String)>,
) -> Result<Edit, Refusal> {
    let made_with =
        [(keys::QUESTIONNAIRE, format!("{} {}", q.id, q.version)), (keys::RULE, super::RULE.to_owned())];
    about(&Assessment::new(q), sets.into_iter().chain(made_with))
}

/// Adds a numbered record (parked item, evidence, person, AI system, ...).
pub fn add_numbered<T: serde::Serialize>(
    a: &Assessment,
    prefix: &str,
    at: &str,
    value: &T,
) -> Result<Edit, Refusal> {
    set_numbered(a, prefix, a.next_number(prefix), at, Some(value))
}

/// Replaces or removes a numbered record.
pub fn set_numbered<T: serde::Serialize>(
    a: &Assessment,
    prefix: &str,
    number: u32,
    at: &str,
    value: Option<&T>,
) -> Result<Edit, Refusal> {
    let key = format!("{prefix}{number}");
    let json = value.and_then(|v| serde_json::to_string(v).ok());
    if let Some(json) = &json {
        if json.len() > limits::RECORD {
            return Err(Refusal::TooLong { len: json.len(), max: limits::RECORD });
        }
        let words = |l: limits::Limit| Refusal::Shape(format!("{}: expected {}.", l.what, l.expected));
        limits::fact(&key, json).map_err(words)?;
    }
    Ok(facts(a, prefix.trim_end_matches('.'), at, [(key, json)]))
}

/// Puts a person's rank on a gap; the reason is part of it. `None` gives the rank back to the rule.
pub fn override_rank(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    rank: Option<(u32, &str)>,
) -> Result<Edit, Refusal> {
    if let Some((_, reason)) = rank
        && reason.trim().is_empty()
    {
        return Err(Refusal::BadValue {
            what: "Reason",
            value: String::new(),
            expected: "why this gap deserves another rank than the rule gives it",
        });
    }
    let value = rank.map(|(n, reason)| format!("{} {}", n.max(1), text::clean_line(reason)));
    if let Some(value) = &value {
        limits::rank(value).map_err(|l| l.refusal(value))?;
    }
    text_at(q, a, keys::RANK, id, value.as_deref().unwrap_or(""))
}

/// Sets a person's effort in hours for the work on a requirement.
pub fn effort(q: &Questionnaire, a: &Assessment, id: &str, hours: Option<&str>) -> Result<Edit, Refusal> {
    let value = hours.map(str::trim).unwrap_or_default();
    if !value.is_empty() {
        limits::effort(value).map_err(|l| l.refusal(value))?;
    }
    text_at(q, a, keys::EFFORT, id, value)
}

pub(super) fn too_long(value: &str) -> Result<(), Refusal> {
    if value.len() > MAX_TEXT {
        return Err(Refusal::TooLong { len: value.len(), max: MAX_TEXT });
    }
    Ok(())
}

/// The refusal of an id nobody knows, with the nearest ones.
pub fn unknown(q: &Questionnaire, id: &str) -> Refusal {
    let near = super::find::near_ids(q, id, 4);
    Refusal::UnknownId {
        id: text::shown(id, 40),
        near: if near.is_empty() { String::new() } else { format!(" Near: {}.", near.join(", ")) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_could_not_be_read_again_is_not_written() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let person = |name: &str| crate::model::Person { name: name.into(), role: String::new() };
        let no = add_numbered(&a, keys::PERSON, "", &person(&"x".repeat(super::super::limits::RECORD + 1)))
            .unwrap_err();
        assert!(matches!(no, Refusal::TooLong { .. }), "{no}");
        // A number beyond the limit counts as not there, and the next one goes on from those that count.
        a.set(&q, "person.4294967295", Some(r#"{"name":"Ann"}"#.into()));
        a.set(&q, "person.9998", Some(r#"{"name":"Ben"}"#.into()));
        assert_eq!((a.people().len(), a.beyond().len()), (1, 1));
        for key in ["person.9999", "person.1", "person.2"] {
            let e = add_numbered(&a, keys::PERSON, "", &person("Cy")).unwrap();
            assert_eq!(e.changes[0].key, key);
            a.apply(&q, &e);
        }
        for n in 3..9998 {
            a.set(&q, &format!("person.{n}"), Some(r#"{"name":"Dee"}"#.into()));
        }
        let no = add_numbered(&a, keys::PERSON, "", &person("Eve")).unwrap_err().to_string();
        assert!(no.contains("9999") && no.ends_with("Nothing was changed."), "{no}");
    }

    #[test]
    fn a_withdrawn_answer_stays_away_until_the_whole_is_rated_again() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let Some(Target::Check(c)) = q.find("9.2.1/1") else { panic!() };
        let e = rate(&q, &a, "9.2.1", Some(Level::Written), None).unwrap();
        a.apply(&q, &e);
        let e = rate(&q, &a, "9.2.1/1", None, None).unwrap();
        a.apply(&q, &e);
        assert_eq!(a.level(&q, c), None);
        let e = rate(&q, &a, "9", Some(Level::InUse), None).unwrap();
        a.apply(&q, &e);
        assert_eq!(a.level(&q, c).map(|(l, _)| l), Some(Level::Written), "9.2.1 keeps its own rating");
        a.apply(&q, &e.inverse());
        assert_eq!(a.level(&q, c), None);
    }
}
