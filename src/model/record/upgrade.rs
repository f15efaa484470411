//! What 0.1.0 wrote, as facts of today: its records were one JSON text each, under a kind and a number
//! (`evidence.7`), and all answers of several people to one question another (`votes.5.2`). They are turned into
//! field facts event by event while a file is read; rows and hashes of the file stay as they are, and nothing is
//! ever written in the old form again. A text that cannot be read stays under its old key, and `check` names it.
//!
//! Ids come from the event that created the record, so that two copies of one file agree on them.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use super::line::Line;
pub use super::line::Turn;
pub use super::old::is_old_key;
use super::old::{NUMBERED, PARTS, SAYINGS, VOTES, cut, is_action, is_old, order, plain};
use super::{ACTION, EVIDENCE, Kind, MADE, NUMBER, PART, PERSON, Rid, SNAPSHOT, VOTE, read};
use crate::model::assessment::Assessment;
use crate::model::delta::Change;
use crate::model::questionnaire::Questionnaire;
use crate::model::{action, keys, limits};

/// The event whose changes are upgraded.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'e> {
    /// Its hash, in hexadecimal digits.
    pub hash: &'e str,
    /// Its time, which begins with the day.
    pub time: &'e str,
    /// Whether it is a change of its own, or takes one back or repeats it: what those make again is the same
    /// record.
    pub turn: Turn,
}

/// Remembers which id stands for which number while a file is read.
#[derive(Debug, Clone, Default)]
pub struct Upgrader {
    lines: BTreeMap<(&'static str, u32), Line>,
    /// Record of an action by the id people see: `M-3`, `H-4`, `5.2-a`.
    actions: BTreeMap<String, (&'static str, Rid)>,
    /// What "seen by" of a piece of evidence was taken for when it was first said: a later change of the place
    /// is no new look at the document.
    seen: BTreeMap<(Rid, String), (String, String)>,
    /// Names of the people of this very event, who are not yet among the facts.
    people: Vec<(Rid, String)>,
    /// A frozen state is upgraded: its records are those that are there, and nothing comes or goes.
    frozen: bool,
    /// What every event that can be taken back changed, if it was of the old form, and those taken back: undo
    /// and redo set exactly what was, whoever has the number in between.
    back: Vec<Done>,
    forth: Vec<Done>,
}

/// What an event changed as the file says it, as a sum, and as facts of today if it was of the old form.
type Done = (u64, Option<Vec<Change>>);

/// A record as it should be: kind, id, number and fields.
type Whole = (&'static Kind, Rid, u32, Vec<(String, String)>);

impl Upgrader {
    /// The changes of an event as changes of today's facts, and whether any of them was of the old form.
    pub fn upgrade(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        from: Origin<'_>,
        changes: Vec<Change>,
    ) -> (Vec<Change>, bool) {
        let sum = sum_of(&changes, from.turn == Turn::Undo);
        let done = self.upgrade_one(q, a, from, changes);
        let upgraded = self.turned(from.turn, sum, &done).filter(|changes| {
            // A history with a hole says what was by itself only.
            changes.iter().all(|c| a.facts().get(&c.key) == c.was.as_ref())
        });
        match upgraded {
            Some(changes) => (changes, true),
            None => done,
        }
    }

    /// Follows undo and redo: the changes that take back or repeat those of an event of the old form.
    fn turned(
        &mut self,
        turn: Turn,
        sum: u64,
        (changes, is_upgraded): &(Vec<Change>, bool),
    ) -> Option<Vec<Change>> {
        let (from, to) = match turn {
            Turn::New => {
                self.back.push((sum, is_upgraded.then(|| changes.clone())));
                self.forth.clear();
                return None;
            }
            Turn::Undo => (&mut self.back, &mut self.forth),
            Turn::Redo => (&mut self.forth, &mut self.back),
        };
        // Where events are lost, others than the last one may be the one it takes back.
        let at = from.iter().rposition(|(other, _)| *other == sum)?;
        from.truncate(at + 1);
        let (sum, event) = from.pop()?;
        to.push((sum, event.clone()));
        if turn == Turn::Redo {
            return event;
        }
        let turned = |c: Change| Change { key: c.key, was: c.now, now: c.was };
        Some(event?.into_iter().rev().map(turned).collect())
    }

    fn upgrade_one(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        from: Origin<'_>,
        changes: Vec<Change>,
    ) -> (Vec<Change>, bool) {
        let old = |c: &Change| {
            let (name, rest) = cut(&c.key);
            is_old(name, rest) || (SAYINGS.contains(&name) && self.actions.contains_key(rest))
        };
        if !changes.iter().any(old) {
            return (changes, false);
        }
        self.people.clear();
        let mut changes = changes;
        // An event of many records, as an assessment that follows another begins with, holds them in the order
        // of their keys; each is upgraded behind those it names.
        changes.sort_by_cached_key(order);
        let mut upgraded = Vec::with_capacity(changes.len() * 4);
        for c in changes {
            let (name, rest) = cut(&c.key);
            let done = if name == VOTES {
                self.votes(a, from, rest, &c)
            } else if is_old(name, rest) {
                self.record(q, a, from, &c)
            } else {
                self.saying(name, rest, &c)
            };
            if let Some(facts) = done {
                upgraded.extend(facts);
                // What could not be read before stood under its old key.
                upgraded.extend(change(a, c.key, None));
            } else {
                upgraded.extend(self.gone(a, from, &c));
                let was = a.facts().get(&c.key).cloned();
                upgraded.push(Change { was, ..c });
            }
        }
        (upgraded, true)
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
        let line = self.lines.entry((kind.key, number)).or_default();
        let fresh = || Rid::of_0_1_0(number, from.hash);
        if made && !self.frozen && !line.is_there() {
            return line.step(from.turn, true, fresh);
        }
        match line.current() {
            Some(id) => id.clone(),
            None if made && !self.frozen => line.step(Turn::New, true, fresh),
            None => line.nobody.insert(fresh()).clone(),
        }
    }

    /// A record of this number goes; none when there is none.
    fn goes(&mut self, a: &Assessment, kind: &'static Kind, number: u32, from: Origin<'_>) -> Option<Change> {
        let line = self.lines.get_mut(&(kind.key, number)).filter(|line| line.is_there())?;
        let id = line.step(from.turn, false, || Rid::of_0_1_0(number, from.hash));
        taken(a, kind, &id)
    }

    /// What was there under a key whose text can no longer be read.
    fn gone(&mut self, a: &Assessment, from: Origin<'_>, c: &Change) -> Vec<Change> {
        let (name, rest) = cut(&c.key);
        let kind = NUMBERED.into_iter().find(|k| name.strip_suffix('.') == Some(k.key));
        match (kind, rest.parse::<u32>()) {
            // `person.01` says nothing of person 1.
            (Some(kind), Ok(number)) if c.now.is_some() && rest == number.to_string() => {
                self.all_go(a, kind, number, from)
            }
            _ => Vec::new(),
        }
    }

    /// A record goes with its parts.
    fn all_go(&mut self, a: &Assessment, kind: &'static Kind, number: u32, from: Origin<'_>) -> Vec<Change> {
        let mut gone: Vec<Change> = self.goes(a, kind, number, from).into_iter().collect();
        if *kind == ACTION && number <= limits::NUMBER {
            gone.extend((1..PARTS).filter_map(|n| self.goes(a, &PART, number * PARTS + n, from)));
        }
        gone
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
            let known = self.lines.contains_key(&(kind.key, number));
            return known.then(|| self.all_go(a, kind, number, from));
        };
        let map = json(&c.now).filter(|_| text.len() <= limits::RECORD)?;
        let named = kind.naming().and_then(|f| map.get(f.key)?.as_str()).is_some_and(|name| !name.is_empty());
        if *kind != ACTION && !named {
            // Without what names it this was no record of that kind.
            return None;
        }
        let state = if *kind == SNAPSHOT { Some(self.snapshot(q, from, &map)?) } else { None };
        if *kind == ACTION && !is_action(&map) {
            return None;
        }
        let id = self.id(kind, number, from, made);
        let (wholes, mut gone) = match kind.key {
            "evidence" => (vec![(kind, id.clone(), number, self.evidence(a, from, &id, &map))], Vec::new()),
            "snapshot" => (vec![(kind, id, number, state.unwrap_or_default())], Vec::new()),
            "action" => self.action(a, id, number, from, &map),
            _ => (vec![(kind, id.clone(), number, plain(kind, &map))], Vec::new()),
        };
        if *kind == PERSON {
            let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
            self.people.extend(wholes.first().map(|w| (w.1.clone(), name.to_owned())));
        }
        gone.extend(wholes.into_iter().flat_map(|w| put(a, w)));
        Some(gone)
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
        let facts = old.iter().filter_map(|(k, v)| Some((k, v.as_str()?)));
        let mut then = Assessment::new(q);
        // Records that are still there keep their ids, and who has seen them on which day, so that then and now
        // can be compared.
        let mut upgrader = Self {
            lines: self.lines.clone(),
            actions: self.actions.clone(),
            seen: self.seen.clone(),
            frozen: true,
            ..Self::default()
        };
        let changes = facts.into_iter().map(|(key, value)| Change {
            key: key.clone(),
            was: None,
            now: Some(value.to_owned()),
        });
        for c in upgrader.upgrade_one(q, &then, from, changes.collect()).0 {
            then.set(q, &c.key, c.now);
        }
        fields.push(("frozen".to_owned(), serde_json::to_string(then.facts()).ok()?));
        Some(fields)
    }

    /// An action with its parts, and the parts that are no longer there.
    fn action(
        &mut self,
        a: &Assessment,
        id: Rid,
        number: u32,
        from: Origin<'_>,
        map: &Map<String, Value>,
    ) -> (Vec<Whole>, Vec<Change>) {
        let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
        let word = text("kind");
        let read = ["kind", "what", "output", "at", "of", "parts", "hours", "closes", "after"];
        let mut fields: Vec<(String, String)> = ["kind", "what", "output", "at"]
            .into_iter()
            .filter(|key| !text(key).is_empty())
            .map(|key| (key.to_owned(), text(key).to_owned()))
            .collect();
        let more = map.iter().filter(|(name, _)| !read.contains(&name.as_str()));
        fields.extend(plain(&ACTION, &more.map(|(k, v)| (k.clone(), v.clone())).collect()));
        let list = |key: &str| map.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let (mut parts, mut there) = (Vec::new(), 0);
        match word {
            "split" => {
                let of = text("of");
                fields.push((format!("of.{of}"), "yes".to_owned()));
                for (n, part) in (1..PARTS).zip(list("parts")) {
                    let no = number * PARTS + n;
                    let rid = self.id(&PART, no, from, true);
                    self.actions.insert(action::part_id(of, n as usize - 1), (PART.key, rid.clone()));
                    let mut fields = part.as_object().map(|part| plain(&PART, part)).unwrap_or_default();
                    fields.push(("action".to_owned(), id.to_string()));
                    parts.push((&PART, rid, no, fields));
                    there = n;
                }
            }
            "merge" => {
                let of = list("of");
                fields
                    .extend(of.iter().filter_map(Value::as_str).map(|of| (format!("of.{of}"), "yes".into())));
                self.actions.insert(format!("M-{number}"), (ACTION.key, id.clone()));
            }
            _ => {
                fields.extend(map.get("hours").map(|hours| ("hours".to_owned(), hours.to_string())));
                for closes in list("closes").iter().filter_map(Value::as_str) {
                    fields.push((format!("closes.{closes}"), "yes".to_owned()));
                }
                for after in list("after").iter().filter_map(Value::as_str) {
                    let after = self.actions.get(after).map_or(after, |(_, id)| id.as_str());
                    fields.push((format!("after.{after}"), "yes".to_owned()));
                }
                self.actions.insert(format!("H-{number}"), (ACTION.key, id.clone()));
            }
        }
        let left: Vec<u32> = if self.frozen { Vec::new() } else { (there + 1..PARTS).collect() };
        let gone = left.into_iter().filter_map(|n| self.goes(a, &PART, number * PARTS + n, from)).collect();
        parts.insert(0, (&ACTION, id, number, fields));
        (parts, gone)
    }

    /// A piece of evidence: what it was on it shows now; the name of somebody in the register makes it seen on
    /// the day it was written down, other words stay words.
    fn evidence(
        &mut self,
        a: &Assessment,
        from: Origin<'_>,
        id: &Rid,
        map: &Map<String, Value>,
    ) -> Vec<(String, String)> {
        let mut map = map.clone();
        let text = |v: Option<Value>| {
            v.and_then(|v| v.as_str().map(|t| t.trim().to_owned())).filter(|t| !t.is_empty())
        };
        let at = text(map.remove("at"));
        let seen = text(map.remove("seen_by"));
        // "Last spring" is no day; it says at least which version was meant.
        if let Some(date) = text(map.get("date").cloned())
            && limits::day(&date).is_none()
            && !map.contains_key("version")
        {
            map.remove("date");
            map.insert("version".to_owned(), Value::String(date));
        }
        let mut fields = plain(&EVIDENCE, &map);
        fields.extend(at.map(|at| (format!("shows.{at}"), "yes".to_owned())));
        if let Some(words) = seen {
            let slot = (id.clone(), words.to_lowercase());
            let known = self.seen.get(&slot).cloned();
            let field = known.unwrap_or_else(|| self.looked(a, from, &words));
            self.seen.insert(slot, field.clone());
            fields.push(field);
        }
        fields
    }

    /// Who has seen it and when, if the words name one person of the register; else words.
    fn looked(&self, a: &Assessment, from: Origin<'_>, words: &str) -> (String, String) {
        let mut people: BTreeMap<Rid, &str> =
            read::all(a, &PERSON).into_iter().map(|p| (p.id.clone(), p.name())).collect();
        people.extend(self.people.iter().map(|(id, name)| (id.clone(), name.as_str())));
        let mut mine = people.iter().filter(|(_, name)| name.eq_ignore_ascii_case(words));
        let day = from.time.get(..10).filter(|d| limits::day(d).is_some());
        match (mine.next(), mine.next(), day) {
            (Some((one, _)), None, Some(day)) => (format!("seen-by.{one}"), day.to_owned()),
            _ => ("seen-note".to_owned(), words.to_owned()),
        }
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

/// Changes as a sum, whatever their order; of an undo the changes it takes back.
fn sum_of(changes: &[Change], back: bool) -> u64 {
    let one = |Change { key, was, now }: &Change| {
        let mut sum = DefaultHasher::new();
        if back {
            (key, now, was).hash(&mut sum);
        } else {
            (key, was, now).hash(&mut sum);
        }
        sum.finish()
    };
    changes.iter().map(one).fold(0, u64::wrapping_add)
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
