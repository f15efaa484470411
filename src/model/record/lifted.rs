//! What 0.1.0 wrote, as facts of today: its records were one JSON text each, under a kind and a number
//! (`evidence.7`), and all answers of several people to one question another (`votes.5.2`). They are turned into
//! field facts event by event while a file is read; rows and hashes of the file stay as they are, and nothing is
//! ever written in the old form again. A text that cannot be read stays under its old key, and `check` names it.
//!
//! Ids come from the event that created the record, so that two copies of one file agree on them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{ACTION, EVIDENCE, Kind, MADE, NUMBER, PARKED, PART, PERSON, Rid, SNAPSHOT, SYSTEM, VOTE, read};
use crate::model::assessment::Assessment;
use crate::model::change::Change;
use crate::model::questionnaire::Questionnaire;
use crate::model::{keys, limits};

/// Kinds of which 0.1.0 kept numbered records; people first, because others name them.
const NUMBERED: [&Kind; 6] = [&PERSON, &SYSTEM, &EVIDENCE, &PARKED, &ACTION, &SNAPSHOT];
/// Answers of several people, by id.
const VOTES: &str = "votes.";
/// The most parts a split action could have, and the room for their numbers.
const PARTS: u32 = 100;
/// What people said of an action stood under these, by the id they see.
const SAYINGS: [&str; 6] =
    [keys::OWNER, keys::EFFORT, keys::PIN, keys::DUE, keys::DONE_WHEN, keys::ACTION_STATUS];

/// The event whose changes are lifted.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'e> {
    /// Its hash, in hexadecimal digits.
    pub hash: &'e str,
    /// Its time, which begins with the day.
    pub time: &'e str,
    /// Whether it takes back or repeats another one: what it makes again is the same record.
    pub again: bool,
}

/// Remembers which id stands for which number while a file is read.
#[derive(Debug, Clone, Default)]
pub struct Lifter {
    ids: BTreeMap<(&'static str, u32), Rid>,
    /// Record of an action by the id people see: `M-3`, `H-4`, `5.2-a`.
    actions: BTreeMap<String, (&'static str, Rid)>,
}

/// A record as it should be: kind, id, number and fields.
type Whole = (&'static Kind, Rid, u32, Vec<(String, String)>);

/// Whether a key, cut behind its first dot, is one of 0.1.0's records.
pub fn is_old(name: &str, rest: &str) -> bool {
    if name == VOTES {
        return true;
    }
    let kind = name.strip_suffix('.');
    !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_digit())
        && NUMBERED.iter().any(|k| Some(k.key) == kind)
}

fn cut(key: &str) -> (&str, &str) {
    key.split_at(key.find('.').map_or(0, |at| at + 1))
}

impl Lifter {
    /// The changes of an event as changes of today's facts, and whether any of them was of the old form.
    pub fn lift(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        from: Origin<'_>,
        changes: Vec<Change>,
    ) -> (Vec<Change>, bool) {
        let old = |c: &Change| {
            let (name, rest) = cut(&c.key);
            is_old(name, rest) || (SAYINGS.contains(&name) && self.is_action(rest))
        };
        if !changes.iter().any(old) {
            return (changes, false);
        }
        let mut lifted = Vec::with_capacity(changes.len() * 4);
        for c in changes {
            let (name, rest) = cut(&c.key);
            let done = if name == VOTES {
                self.votes(a, from, rest, &c)
            } else if is_old(name, rest) {
                self.record(q, a, from, &c)
            } else {
                self.saying(name, rest, &c)
            };
            match done {
                Some(facts) => lifted.extend(facts),
                None => lifted.push(c),
            }
        }
        (lifted, true)
    }

    fn is_action(&self, id: &str) -> bool {
        self.actions.contains_key(id) || id.contains('-')
    }

    fn saying(&self, name: &str, id: &str, c: &Change) -> Option<Vec<Change>> {
        let (kind, rid) = self.actions.get(id)?;
        let field = if name == keys::ACTION_STATUS { "status" } else { name.strip_suffix('.')? };
        let key = format!("{kind}.{rid}.{field}");
        Some(vec![Change { key, was: c.was.clone(), now: c.now.clone() }])
    }

    /// The id of a record of this number: a new one when it is made for the first time, or made by somebody
    /// after the old one was removed.
    fn id(&mut self, kind: &'static Kind, number: u32, from: Origin<'_>, made: bool) -> Rid {
        let slot = self.ids.entry((kind.key, number));
        let fresh = || Rid::lifted(number, from.hash);
        match slot {
            std::collections::btree_map::Entry::Vacant(v) => v.insert(fresh()).clone(),
            std::collections::btree_map::Entry::Occupied(mut o) => {
                if made && !from.again {
                    o.insert(fresh());
                }
                o.get().clone()
            }
        }
    }

    fn record(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        from: Origin<'_>,
        c: &Change,
    ) -> Option<Vec<Change>> {
        let (name, rest) = cut(&c.key);
        let kind = NUMBERED.into_iter().find(|k| name.strip_suffix('.') == Some(k.key))?;
        let number: u32 = rest.parse().ok().filter(|n| (1..=limits::NUMBER).contains(n))?;
        // `evidence.01` was no record of 0.1.0 either.
        if rest.len() != number.to_string().len() {
            return None;
        }
        let json = |v: &Option<String>| match serde_json::from_str(v.as_deref()?).ok()? {
            Value::Object(map) => Some(map),
            _ => None,
        };
        let made = json(&c.was).is_none();
        let Some(text) = &c.now else {
            let id = self.ids.get(&(kind.key, number))?.clone();
            let mut gone = vec![taken(a, kind, &id)];
            let parts = (1..PARTS).filter_map(|n| self.ids.get(&(PART.key, number * PARTS + n)));
            if *kind == ACTION {
                gone.extend(parts.map(|id| taken(a, &PART, id)));
            }
            return Some(gone.into_iter().flatten().collect());
        };
        let map = json(&c.now).filter(|_| text.len() <= limits::RECORD)?;
        let id = self.id(kind, number, from, made);
        let wholes = match kind.key {
            "evidence" => vec![(kind, id, number, evidence(a, from, &map))],
            "snapshot" => vec![(kind, id, number, self.snapshot(q, from, &map)?)],
            "action" => self.action(id, number, from, made, &map)?,
            _ => vec![(kind, id, number, plain(kind, &map))],
        };
        if wholes[0].3.iter().all(|(field, _)| kind.naming().is_some_and(|n| n.key != field))
            && *kind != ACTION
        {
            // Without what names it this was no record of that kind.
            return None;
        }
        Some(wholes.into_iter().flat_map(|w| put(a, w)).collect())
    }

    fn snapshot(
        &self,
        q: &Questionnaire,
        from: Origin<'_>,
        map: &Map<String, Value>,
    ) -> Option<Vec<(String, String)>> {
        let mut fields = plain(&SNAPSHOT, map);
        fields.retain(|(field, _)| field != "facts");
        let Some(Value::Object(old)) = map.get("facts") else { return None };
        let mut facts: Vec<(&String, &str)> =
            old.iter().filter_map(|(k, v)| Some((k, v.as_str()?))).collect();
        facts.sort_by_key(|(k, _)| (!k.starts_with(PERSON.key), !k.starts_with(ACTION.key), *k));
        let mut then = Assessment::new(q);
        // Records that are still there keep their ids, so that then and now can be compared.
        let mut lifter = self.clone();
        let from = Origin { again: true, ..from };
        for (key, value) in facts {
            let c = Change { key: key.clone(), was: None, now: Some(value.to_owned()) };
            for c in lifter.lift(q, &then, from, vec![c]).0 {
                then.set(q, &c.key, c.now);
            }
        }
        fields.push(("frozen".to_owned(), serde_json::to_string(then.facts()).ok()?));
        Some(fields)
    }

    fn action(
        &mut self,
        id: Rid,
        number: u32,
        from: Origin<'_>,
        made: bool,
        map: &Map<String, Value>,
    ) -> Option<Vec<Whole>> {
        let word = map.get("kind")?.as_str()?;
        let mut fields = vec![("kind".to_owned(), word.to_owned())];
        let text = |key: &str| map.get(key).and_then(Value::as_str).filter(|t| !t.is_empty());
        for key in ["what", "output", "at"] {
            fields.extend(text(key).map(|t| (key.to_owned(), t.to_owned())));
        }
        let list = |key: &str| map.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut wholes = Vec::new();
        match word {
            "split" => {
                let of = text("of")?;
                if list("parts").len() > limits::PARTS {
                    return None;
                }
                fields.push((format!("of.{of}"), "yes".to_owned()));
                for (n, part) in (0..PARTS - 1).zip(list("parts")) {
                    let Value::Object(part) = part else { return None };
                    let no = number * PARTS + n + 1;
                    let rid = self.id(&PART, no, from, made);
                    let letter = char::from(b'a' + n.min(25) as u8);
                    self.actions.insert(format!("{of}-{letter}"), (PART.key, rid.clone()));
                    let mut fields = plain(&PART, &part);
                    fields.push(("action".to_owned(), id.to_string()));
                    wholes.push((&PART, rid, no, fields));
                }
            }
            "merge" => {
                fields.extend(
                    list("of").iter().filter_map(Value::as_str).map(|of| (format!("of.{of}"), "yes".into())),
                );
                self.actions.insert(format!("M-{number}"), (ACTION.key, id.clone()));
            }
            "own" => {
                fields.push(("hours".to_owned(), map.get("hours")?.to_string()));
                for closes in list("closes").iter().filter_map(Value::as_str) {
                    fields.push((format!("closes.{closes}"), "yes".to_owned()));
                }
                for after in list("after").iter().filter_map(Value::as_str) {
                    let after = self.actions.get(after).map_or(after, |(_, id)| id.as_str());
                    fields.push((format!("after.{after}"), "yes".to_owned()));
                }
                self.actions.insert(format!("H-{number}"), (ACTION.key, id.clone()));
            }
            _ => return None,
        }
        wholes.insert(0, (&ACTION, id, number, fields));
        Some(wholes)
    }

    /// Answers of several people: only what the event changed, because a number may have passed to somebody
    /// else since the others were given.
    fn votes(&mut self, a: &Assessment, from: Origin<'_>, at: &str, c: &Change) -> Option<Vec<Change>> {
        let read = |v: &Option<String>| match v.as_deref().map(serde_json::from_str::<Value>) {
            None => Some(Map::new()),
            Some(Ok(Value::Object(map))) => Some(map),
            Some(_) => None,
        };
        let (was, now) = (read(&c.was).unwrap_or_default(), read(&c.now)?);
        let given = |map: &Map<String, Value>| {
            map.get("given").and_then(Value::as_object).cloned().unwrap_or_default()
        };
        let (before, after) = (given(&was), given(&now));
        let mut changes = Vec::new();
        let numbers: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for number in numbers {
            if before.get(number) == after.get(number) {
                continue;
            }
            let n: u32 = number.parse().ok().filter(|n| (1..=limits::NUMBER).contains(n))?;
            let who = self.id(&PERSON, n, from, false);
            let level = after.get(number).and_then(Value::as_str).map(str::to_owned);
            changes.extend(change(a, format!("{}.{who}.{at}", VOTE.key), level));
        }
        let shown = now.get("shown").and_then(Value::as_bool).unwrap_or_default().then(|| "yes".to_owned());
        changes.extend(change(a, format!("{}{at}", keys::VOTES_SHOWN), shown));
        let dissent = now.get("dissent").and_then(Value::as_str).map(str::to_owned);
        changes.extend(change(a, format!("{}{at}", keys::DISSENT), dissent));
        Some(changes)
    }
}

/// The change of one fact; none when nothing changes.
fn change(a: &Assessment, key: String, now: Option<String>) -> Option<Change> {
    let now = now.filter(|v| !v.is_empty());
    let was = a.facts().get(&key).cloned();
    (was != now).then_some(Change { key, was, now })
}

/// The removal of a record.
fn taken(a: &Assessment, kind: &Kind, id: &Rid) -> Option<Change> {
    change(a, kind.key_of(id, MADE), None)
}

/// The changes that make a record what it should be.
fn put(a: &Assessment, (kind, id, number, fields): Whole) -> Vec<Change> {
    let mut wanted: BTreeMap<String, String> = fields.into_iter().collect();
    wanted.insert(MADE.to_owned(), "yes".to_owned());
    wanted.insert(NUMBER.to_owned(), number.to_string());
    let there = read::at(a, kind, &id);
    let gone: Vec<String> = a
        .members(&kind.key_of(&there.id, ""))
        .into_iter()
        .map(|(field, _)| field.to_owned())
        .filter(|field| !wanted.contains_key(field))
        // What was said of an action is no part of its old record.
        .filter(|field| !matches!(kind.key, "action" | "part") || kind.field(field).is_none())
        .collect();
    let gone = gone.into_iter().map(|field| (field, None));
    wanted
        .into_iter()
        .map(|(f, v)| (f, Some(v)))
        .chain(gone)
        .filter_map(|(f, v)| change(a, kind.key_of(&id, &f), v))
        .collect()
}

/// The fields of a record whose JSON names are today's, but for a few; names nobody knows are kept.
fn plain(kind: &Kind, map: &Map<String, Value>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in map {
        let text = match value {
            Value::String(t) => t.clone(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) | Value::Null => continue,
            other => other.to_string(),
        };
        let field = match name.as_str() {
            "affects_people" => "affects",
            "legal_duty" => "legal",
            other => other,
        };
        if text.is_empty() || field.is_empty() || field.contains('.') || field == MADE || field == NUMBER {
            continue;
        }
        match kind.field(field) {
            Some(f) if f.typ.is_set() => {
                let words = text.split(',').map(str::trim).filter(|w| !w.is_empty());
                fields.extend(words.map(|w| (format!("{field}.{w}"), "yes".to_owned())));
            }
            _ => fields.push((field.to_owned(), text)),
        }
    }
    fields
}

/// A piece of evidence: what it was on it shows now; the name of somebody in the register makes it seen on
/// the day it was written down, other words stay words.
fn evidence(a: &Assessment, from: Origin<'_>, map: &Map<String, Value>) -> Vec<(String, String)> {
    let mut map = map.clone();
    let text =
        |v: Option<Value>| v.and_then(|v| v.as_str().map(|t| t.trim().to_owned())).filter(|t| !t.is_empty());
    let at = text(map.remove("at"));
    let seen = text(map.remove("seen_by"));
    // "Last spring" is no day; it says at least which version was meant.
    if let Some(date) = text(map.get("date").cloned())
        && limits::date("", &date).is_err()
    {
        map.remove("date");
        map.entry("version").or_insert(Value::String(date));
    }
    let mut fields = plain(&EVIDENCE, &map);
    fields.extend(at.map(|at| (format!("shows.{at}"), "yes".to_owned())));
    if let Some(seen) = seen {
        let people = read::all(a, &PERSON);
        let mut mine = people.iter().filter(|p| p.name().eq_ignore_ascii_case(&seen));
        let day = from.time.get(..10).filter(|d| limits::date("", d).is_ok());
        match (mine.next(), mine.next(), day) {
            (Some(one), None, Some(day)) => fields.push((format!("seen-by.{}", one.id), day.to_owned())),
            _ => fields.push(("seen-note".to_owned(), seen)),
        }
    }
    fields
}
