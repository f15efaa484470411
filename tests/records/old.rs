//! Histories as 0.1.0 wrote them, made at random with undo and redo, upgraded event by event and held against who
//! really was who: that version gave the number of a removed person to the next one.

use std::collections::BTreeMap;

use clausewise::bank;
use clausewise::model::record::upgrade::{Origin, Turn, Upgrader};
use clausewise::model::{Assessment, Change, Questionnaire, Rid, votes};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::config;
use crate::random::Dice;
use crate::upgraded::{Old, same};

/// Who is who: a token for every person and piece of evidence ever made.
#[derive(Clone, Default)]
struct Truth {
    people: BTreeMap<u32, usize>,
    pieces: BTreeMap<u32, usize>,
    /// What somebody really said.
    said: BTreeMap<(usize, String), String>,
}

struct Event {
    turn: Turn,
    changes: Vec<Change>,
}

/// A file of 0.1.0 in the making.
#[derive(Default)]
struct File {
    facts: Old,
    truth: Truth,
    undo: Vec<(Vec<Change>, Truth, Truth)>,
    redo: Vec<(Vec<Change>, Truth, Truth)>,
    tokens: usize,
}

fn back(changes: &[Change]) -> Vec<Change> {
    let turned = |c: &Change| Change { key: c.key.clone(), was: c.now.clone(), now: c.was.clone() };
    changes.iter().rev().map(turned).collect()
}

impl File {
    fn put(&mut self, changes: &[Change]) {
        for c in changes {
            match &c.now {
                Some(v) => self.facts.insert(c.key.clone(), v.clone()),
                None => self.facts.remove(&c.key),
            };
        }
    }

    fn change(&self, key: String, now: Option<Value>) -> Change {
        Change { was: self.facts.get(&key).cloned(), now: now.map(|v| v.to_string()), key }
    }

    /// The highest number that stands and one more, as 0.1.0 counted.
    fn next(&self, kind: &str) -> u32 {
        let prefix = format!("{kind}.");
        let numbers = self.facts.keys().filter_map(|k| k.strip_prefix(&prefix)?.parse::<u32>().ok());
        numbers.max().unwrap_or(0) + 1
    }

    fn one(&self, dice: &mut Dice, kind: &str) -> Option<(u32, Value)> {
        let prefix = format!("{kind}.");
        let all: Vec<(&String, &String)> =
            self.facts.iter().filter(|(k, _)| k.starts_with(&prefix)).collect();
        let (key, value) = all.get(dice.below(all.len().max(1)))?;
        Some((key.strip_prefix(&prefix)?.parse().ok()?, serde_json::from_str(value).ok()?))
    }

    fn token(&mut self) -> usize {
        self.tokens += 1;
        self.tokens
    }

    fn vote(&mut self, dice: &mut Dice) -> Option<Vec<Change>> {
        let (n, _) = self.one(dice, "person")?;
        let at = dice.pick(&["5.2", "9.2.1/1"]);
        let key = format!("votes.{at}");
        let mut v: Value = self.facts.get(&key).map_or_else(
            || json!({"given": {}, "shown": false, "dissent": ""}),
            |t| serde_json::from_str(t).unwrap(),
        );
        let (given, level) = (v["given"].as_object_mut()?, dice.pick(&["1", "3", "5", "-"]));
        let who = (self.truth.people[&n], at.to_owned());
        if level == "-" {
            // An answer that another of this number gave is not theirs to take back.
            given.remove(&n.to_string());
            self.truth.said.remove(&who);
        } else if given.get(&n.to_string()).and_then(Value::as_str) != Some(level) {
            given.insert(n.to_string(), level.into());
            self.truth.said.insert(who, level.to_owned());
        }
        v["shown"] = dice.chance(30).into();
        Some(vec![self.change(key, Some(v))])
    }

    fn action(&mut self, dice: &mut Dice) -> Vec<Change> {
        let n = self.next("action");
        let own = |after: Vec<String>| {
            json!({"kind": "own", "at": "5.2", "what": format!("More {n}"), "output": "", "hours": 3.5,
                "closes": ["5.2"], "after": after})
        };
        let free = |of: &str| {
            let taken = self.facts.iter().filter(|(k, _)| k.starts_with("action."));
            !taken.into_iter().any(|(_, v)| v.contains(&format!("\"of\":\"{of}\"")))
        };
        let (value, id) = match dice.below(3) {
            0 if free("8.4") => {
                let parts = json!([{"what": "first", "output": "", "share": 1.0}, {"what": "then", "output": "x", "share": 2.5}]);
                (json!({"kind": "split", "of": "8.4", "parts": parts}), "8.4-b".to_owned())
            }
            1 => (
                json!({"kind": "merge", "of": ["9.2.1", "9.2.2"], "what": "both", "output": "Plan"}),
                format!("M-{n}"),
            ),
            _ => {
                let last = self.one(dice, "action").filter(|(_, v)| v["kind"] == "own");
                (own(last.map(|(n, _)| format!("H-{n}")).into_iter().collect()), format!("H-{n}"))
            }
        };
        let mut changes = vec![self.change(format!("action.{n}"), Some(value))];
        if dice.chance(60) {
            // In one event, and in the order of the keys, as an assessment that follows another begins.
            let status =
                Change { key: format!("action-status.{id}"), was: None, now: Some("started".to_owned()) };
            changes.insert(0, status);
        }
        changes
    }

    fn drop_action(&mut self, dice: &mut Dice) -> Option<Vec<Change>> {
        let (n, v) = self.one(dice, "action")?;
        // Nothing may wait for what goes.
        if self.facts.values().any(|f| f.contains(&format!("\"H-{n}\""))) {
            return None;
        }
        let ids: Vec<String> = match v["kind"].as_str()? {
            "split" => vec!["8.4-a".into(), "8.4-b".into()],
            "merge" => vec![format!("M-{n}")],
            _ => vec![format!("H-{n}")],
        };
        let mut changes = vec![self.change(format!("action.{n}"), None)];
        let said = ids.iter().map(|id| format!("action-status.{id}")).filter(|k| self.facts.contains_key(k));
        changes.extend(said.map(|k| self.change(k, None)).collect::<Vec<_>>());
        Some(changes)
    }

    fn fresh(&mut self, dice: &mut Dice) -> Option<Vec<Change>> {
        match dice.below(12) {
            0 | 1 => {
                let (n, token) = (self.next("person"), self.token());
                self.truth.people.insert(n, token);
                let v = json!({"name": dice.pick(&["Ana", "Bo", "Cy, Dr."]), "role": ""});
                Some(vec![self.change(format!("person.{n}"), Some(v))])
            }
            2 => {
                let (n, mut v) = self.one(dice, "person")?;
                v["role"] = dice.pick(&["QA", "Lead", ""]).into();
                Some(vec![self.change(format!("person.{n}"), Some(v))])
            }
            3 => {
                let (n, _) = self.one(dice, "person")?;
                self.truth.people.remove(&n);
                Some(vec![self.change(format!("person.{n}"), None)])
            }
            4..=6 => self.vote(dice),
            7 => {
                let (n, token) = (self.next("evidence"), self.token());
                self.truth.pieces.insert(n, token);
                let v = json!({"at": dice.pick(&["5.2", "5.2/1"]), "what": format!("Paper {token}"),
                    "place": "", "date": dice.pick(&["2026-01-05", "last spring", ""]),
                    "seen_by": dice.pick(&["Ana", "bo", "nobody yet", ""])});
                Some(vec![self.change(format!("evidence.{n}"), Some(v))])
            }
            8 => {
                let (n, mut v) = self.one(dice, "evidence")?;
                v[dice.pick(&["place", "seen_by"])] = dice.pick(&["Ana", "Binder", ""]).into();
                Some(vec![self.change(format!("evidence.{n}"), Some(v))])
            }
            9 => {
                let (n, _) = self.one(dice, "evidence")?;
                self.truth.pieces.remove(&n);
                Some(vec![self.change(format!("evidence.{n}"), None)])
            }
            10 => Some(self.action(dice)),
            _ => self.drop_action(dice),
        }
    }

    fn event(&mut self, dice: &mut Dice) -> Option<Event> {
        let roll = dice.below(10);
        if roll < 3 {
            let (changes, before, after) = self.undo.pop()?;
            self.put(&back(&changes));
            self.truth = before.clone();
            self.redo.push((changes.clone(), before, after));
            return Some(Event { turn: Turn::Undo, changes: back(&changes) });
        }
        if roll < 5 && !self.redo.is_empty() {
            let (changes, before, after) = self.redo.pop()?;
            self.put(&changes);
            self.truth = after.clone();
            self.undo.push((changes.clone(), before, after));
            return Some(Event { turn: Turn::Redo, changes });
        }
        let before = self.truth.clone();
        let changes = self.fresh(dice)?;
        if changes.iter().all(|c| c.was == c.now) {
            self.truth = before;
            return None;
        }
        self.put(&changes);
        self.undo.push((changes.clone(), before, self.truth.clone()));
        self.redo.clear();
        Some(Event { turn: Turn::New, changes })
    }
}

/// A file being read.
struct Reader<'q> {
    q: &'q Questionnaire,
    a: Assessment,
    upgrader: Upgrader,
    hashes: Dice,
    day: String,
}

impl<'q> Reader<'q> {
    fn new(q: &'q Questionnaire) -> Self {
        Self {
            q,
            a: Assessment::new(q),
            upgrader: Upgrader::default(),
            hashes: Dice(11),
            day: "2026-05-06".to_owned(),
        }
    }

    fn read(&mut self, e: &Event) {
        let hash = format!("{:016x}", self.hashes.next());
        let time = format!("{}T07:08:09Z", self.day);
        let from = Origin { hash: &hash, time: &time, turn: e.turn };
        for c in self.upgrader.upgrade(self.q, &self.a, from, e.changes.clone()).0 {
            assert_eq!(self.a.facts().get(&c.key), c.was.as_ref(), "{}: what was is what stood there", c.key);
            self.a.set(self.q, &c.key, c.now);
        }
    }
}

/// A token keeps its id for good, and no two have the same.
fn known(ids: &mut BTreeMap<usize, Rid>, token: usize, id: Rid) {
    assert!(
        ids.iter().all(|(t, x)| (*t == token) == (*x == id)) || !ids.contains_key(&token),
        "{token} {id}"
    );
    assert!(ids.iter().all(|(t, x)| *t == token || *x != id), "{id} stands for two");
    ids.entry(token).or_insert(id);
}

fn a_history(seed: u64) {
    let (q, dice) = (bank::embedded().unwrap(), &mut Dice(seed));
    let (mut file, mut one, mut two) = (File::default(), Reader::new(&q), Reader::new(&q));
    let mut ids: BTreeMap<usize, Rid> = BTreeMap::new();
    for _ in 0..60 {
        let Some(e) = file.event(dice) else { continue };
        one.read(&e);
        two.read(&e);
        assert_eq!(one.a.facts(), two.a.facts(), "upgrading is the same every time");
        same(&file.facts, &one.a);
        for p in one.a.people() {
            known(&mut ids, file.truth.people[&p.no], p.id);
        }
        for e in one.a.evidence() {
            known(&mut ids, file.truth.pieces[&e.no], e.id);
        }
        let mut said = BTreeMap::new();
        for (at, v) in votes::all(&one.a) {
            for (who, level) in v.given {
                said.insert((who.to_string(), at.clone()), level.key().to_owned());
            }
        }
        let wanted: BTreeMap<_, _> = file
            .truth
            .said
            .iter()
            .map(|((who, at), level)| ((ids[who].to_string(), at.clone()), level.clone()))
            .collect();
        assert_eq!(said, wanted, "who said what");
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_number_of_0_1_0_is_whose_it_was_at_the_time(seed: u64) {
        a_history(seed);
    }
}

fn upgrade(q: &Questionnaire, facts: &[(&str, &str)]) -> Assessment {
    let change = |(k, v): &(&str, &str)| Change { key: (*k).into(), was: None, now: Some((*v).into()) };
    let mut r = Reader::new(q);
    r.read(&Event { turn: Turn::New, changes: facts.iter().map(change).collect() });
    r.a
}

#[test]
fn what_cannot_be_read_stays_under_its_key_until_it_can() {
    let q = bank::embedded().unwrap();
    let many: Vec<Value> =
        (0..21).map(|n| json!({"what": n.to_string(), "output": "", "share": 1.0})).collect();
    let many = json!({"kind": "split", "of": "8.4", "parts": many}).to_string();
    let bad = [
        ("person.1", "{\"name\":"),
        ("person.2", "[1]"),
        ("evidence.3", r#"{"at":"5.2"}"#),
        ("action.4", r#"{"kind":"later"}"#),
        ("action.5", many.as_str()),
        ("votes.5.2", "5"),
    ];
    let a = upgrade(&q, &bad);
    for (key, value) in bad {
        assert_eq!(a.facts().get(key).map(String::as_str), Some(value), "{key}");
        assert!(a.beyond().contains_key(key), "{key} is named by check");
    }
    assert_eq!(a.facts().len(), bad.len());

    // Hours without bounds are kept, and count as not given.
    let own = r#"{"kind":"own","at":"5.2","what":"x","output":"","hours":1e308,"closes":[],"after":[]}"#;
    let a = upgrade(&q, &[("action.1", own)]);
    assert_eq!((a.beyond().len(), clausewise::model::action::shapes(&a).len()), (1, 0));

    // What a field of another version says is kept with the record.
    let a = upgrade(
        &q,
        &[
            ("person.1", r#"{"name":"Ana","shoe":"38"}"#),
            ("action.1", r#"{"kind":"merge","of":["5.2","8.4"],"what":"x","colour":"red"}"#),
        ],
    );
    let id = &a.people()[0].id;
    assert_eq!(a.get(&format!("person.{id}.shoe")), Some("38"));
    assert!(a.facts().iter().any(|(k, v)| k.ends_with(".colour") && v == "red"));

    // It became readable later, and unreadable again.
    let mut r = Reader::new(&q);
    let (good, bad) = (r#"{"name":"Ana","role":""}"#.to_owned(), "{".to_owned());
    let steps =
        [(None, Some(&bad)), (Some(&bad), Some(&good)), (Some(&good), Some(&bad)), (Some(&bad), None)];
    for (was, now) in steps {
        let c = Change { key: "person.1".into(), was: was.cloned(), now: now.cloned() };
        r.read(&Event { turn: Turn::New, changes: vec![c] });
        assert_eq!(r.a.people().len(), usize::from(now == Some(&good)), "{now:?}");
        assert_eq!(r.a.facts().contains_key("person.1"), now == Some(&bad), "{now:?}");
    }
}

#[test]
fn one_event_may_hold_everything_in_any_order() {
    let q = bank::embedded().unwrap();
    let facts = [
        ("action-status.M-12", "started"),
        ("action.12", r#"{"kind":"merge","of":["5.2","8.4"],"what":"x","output":""}"#),
        (
            "action.7",
            r#"{"kind":"own","at":"5.2","what":"x","output":"","hours":2,"closes":[],"after":["M-12"]}"#,
        ),
        ("evidence.1", r#"{"at":"5.2","what":"Policy","place":"","date":"","seen_by":"ana"}"#),
        ("person.1", r#"{"name":"Ana","role":""}"#),
        ("votes.5.2", r#"{"given":{"1":"5"},"shown":true,"dissent":""}"#),
    ];
    let a = upgrade(&q, &facts);
    assert_eq!(a.evidence()[0].seen_by, [("Ana".to_owned(), "2026-05-06".to_owned())]);
    assert_eq!(votes::of(&a, "5.2").unwrap().given.keys().next(), Some(&a.people()[0].id));
    let old: Old = facts.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    same(&old, &a);
}

fn one(key: &str, was: Option<&str>, now: Option<&str>) -> Event {
    let own = |t: Option<&str>| t.map(str::to_owned);
    Event { turn: Turn::New, changes: vec![Change { key: key.into(), was: own(was), now: own(now) }] }
}

#[test]
fn a_key_that_only_looks_like_a_number_says_nothing_of_that_record() {
    let q = bank::embedded().unwrap();
    let mut r = Reader::new(&q);
    r.read(&one("person.1", None, Some(r#"{"name":"Ana","role":""}"#)));
    r.read(&one("person.01", None, Some(r#"{"name":"Bo","role":""}"#)));
    assert_eq!(r.a.people().len(), 1);
    assert!(r.a.beyond().contains_key("person.01"));
}

/// Numbers of actions went up to 99999, and their parts are numbered below them.
#[test]
fn parts_of_an_action_with_the_highest_number_are_there() {
    let q = bank::embedded().unwrap();
    let parts: Vec<Value> =
        ["A", "B"].iter().map(|w| json!({"what": w, "output": "", "share": 1.0})).collect();
    let split = json!({"kind": "split", "of": "8.4", "parts": parts}).to_string();
    let a = upgrade(&q, &[("action.99999", &split), ("pin.8.4-b", "2026-03-01")]);
    assert_eq!(a.beyond().len(), 0, "{:?}", a.beyond());
    let old: Old =
        [("action.99999".to_owned(), split), ("pin.8.4-b".to_owned(), "2026-03-01".to_owned())].into();
    same(&old, &a);
}

/// Who has seen a piece of evidence, and when, is the same in the file and in a state frozen since.
#[test]
fn a_frozen_state_says_of_evidence_what_the_file_said() {
    let q = bank::embedded().unwrap();
    let mut r = Reader::new(&q);
    let ana = r#"{"name":"Ana","role":""}"#;
    let piece = r#"{"at":"5.2","what":"Policy","place":"","date":"","seen_by":"Ana"}"#;
    let words = r#"{"at":"5.2","what":"Plan","place":"","date":"","seen_by":"Bo"}"#;
    let bo = r#"{"name":"Bo","role":""}"#;
    for (key, now) in [("person.1", ana), ("evidence.1", piece), ("evidence.2", words), ("person.2", bo)] {
        r.read(&one(key, None, Some(now)));
    }
    let facts = json!({"person.1": ana, "person.2": bo, "evidence.1": piece, "evidence.2": words});
    let state = json!({"name": "S", "date": "2026-06-01", "rule": "rule 1", "facts": facts}).to_string();
    r.day = "2026-06-01".to_owned();
    r.read(&one("snapshot.1", None, Some(&state)));
    let then = clausewise::model::snapshot::all(&r.a)[0].assessment(&q);
    assert_eq!(then.evidence(), r.a.evidence());
    assert_eq!(then.evidence()[0].seen_by, [("Ana".to_owned(), "2026-05-06".to_owned())]);
}

/// A salvaged file may lack the undo of one change and hold the undo of the one before.
#[test]
fn an_undo_in_a_history_with_a_hole_takes_back_what_it_says() {
    let q = bank::embedded().unwrap();
    let mut r = Reader::new(&q);
    let place = |at: &str| format!(r#"{{"at":"5.2","what":"Policy","place":"{at}","date":"","seen_by":""}}"#);
    let ana = r#"{"name":"Ana","role":""}"#;
    let (x, y) = (place("x"), place("y"));
    r.read(&one("person.1", None, Some(ana)));
    r.read(&one("evidence.1", None, Some(&x)));
    r.read(&one("person.1", Some(ana), None));
    r.read(&one("evidence.1", Some(&x), Some(&y)));
    let mut undo = one("person.1", None, Some(ana));
    undo.turn = Turn::Undo;
    r.read(&undo);
    assert_eq!((r.a.people().len(), r.a.evidence()[0].place.as_str()), (1, "y"));
}
