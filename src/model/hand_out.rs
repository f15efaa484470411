//! Files handed out to colleagues, and what comes back in them. A file that is handed out holds the questions of one person,
//! who they are and where it came from, and nothing else of the assessment. What comes back goes into the layer of that
//! person ([`super::apart`]), whatever the order and however often it comes; nothing agreed is touched.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::apart;
use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal, facts};
use super::edit;
use super::level::Level;
use super::limits::YES;
use super::part;
use super::questionnaire::{Questionnaire, Target};
use super::record::{Layer, MADE, NUMBER, PARKED, PERSON, RecordKey, Rid, read, record_key, value};
use super::validate::Fault;
use super::votes;

/// What the event is called that collects a file.
pub const COLLECT: &str = "collect";

/// The event of a file that is the state it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its number.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Origin {
    /// As it is stored: number and hash.
    pub fn stored(&self) -> String {
        format!("{} {}", self.seq, self.hash)
    }

    /// Reads it as it is stored.
    pub fn parse(stored: &str) -> Option<Self> {
        let (seq, hash) = stored.split_once(' ')?;
        let whole = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        Some(Self { seq: seq.parse().ok().filter(|seq| *seq > 0)?, hash: hash.to_owned() }).filter(|_| whole)
    }
}

/// What a file says of itself that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOut {
    /// Its id; one handed out later has a greater one.
    pub id: Rid,
    /// The person it is for, by the id of the register it came from.
    pub who: Rid,
    /// The state it came from.
    pub origin: Origin,
    /// To whom it goes back; empty where nobody said.
    pub back_to: String,
    /// By when.
    pub back_by: Option<Date>,
}

impl HandOut {
    /// What this file says of itself; none of one that was not handed out.
    pub fn of(a: &Assessment) -> Option<Self> {
        Some(Self {
            id: Rid::parse(a.get(keys::HAND_OUT)?)?,
            who: Rid::parse(a.get(keys::HAND_OUT_FOR)?)?,
            origin: Origin::parse(a.get(keys::ORIGIN)?)?,
            back_to: a.get(keys::BACK_TO).unwrap_or_default().to_owned(),
            back_by: a.get(keys::BACK_BY).and_then(|day| day.parse().ok()),
        })
    }

    /// The first facts of the file for this person: what the questions need of the organisation, who it is for, where it came
    /// from. No answer, note or name of anybody else.
    pub fn founding(&self, q: &Questionnaire, a: &Assessment) -> Result<Edit, Refusal> {
        let own = |key: &'static str| Some((key, a.get(key)?.to_owned()));
        // Size and roles decide what is asked, and in which words.
        let about = [keys::ORGANISATION, keys::SIZE, keys::ROLES, keys::ASK_ALL];
        let mut first = edit::founding(q, about.into_iter().filter_map(own))?;
        let day = self.back_by.map(|day| day.to_string()).unwrap_or_default();
        let mut sets = vec![
            (keys::HAND_OUT.to_owned(), self.id.to_string()),
            (keys::HAND_OUT_FOR.to_owned(), self.who.to_string()),
            (keys::ORIGIN.to_owned(), self.origin.stored()),
            (keys::BACK_TO.to_owned(), self.back_to.clone()),
            (keys::BACK_BY.to_owned(), day),
        ];
        for field in [MADE, NUMBER, "name", "role"] {
            let key = PERSON.key_of(&self.who, field);
            let value = a.get(&key).unwrap_or_default().to_owned();
            sets.push((key, value));
        }
        let sets = sets.into_iter().map(|(key, value)| (key, Some(value)));
        first.changes.extend(facts(&Assessment::new(q), "", "", sets).changes);
        Ok(first)
    }
}

/// The questions of a hand-out as a questionnaire of their own, as text.
pub fn questions(q: &Questionnaire, requirements: &[usize]) -> Result<String, Box<Fault>> {
    part::text(q, requirements)
}

/// How far a hand-out was answered when it came: the more events the later, and of as many the greater hash, so that it does
/// not matter which of two comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Came {
    /// Events of the file; 0 of a workbook, which counts none.
    pub events: u64,
    /// What stands for its whole state, 64 hexadecimal digits.
    pub hash: String,
}

impl Came {
    fn stored(&self) -> String {
        format!("{} {}", self.events, self.hash)
    }

    /// Reads it as it is stored.
    pub fn parse(stored: &str) -> Option<Self> {
        let (events, hash) = stored.split_once(' ')?;
        Some(Self { events: events.parse().ok()?, hash: hash.to_owned() })
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The hand-out.
    pub hand_out: Rid,
    /// Whose it is.
    pub who: Rid,
    /// The state it was made from.
    pub origin: Origin,
    /// How far it was answered.
    pub came: Came,
    /// Version of the questionnaire it asks.
    pub version: String,
    /// How many requirements it asks.
    pub asked: usize,
    /// How many of them have an answer.
    pub answered: usize,
    /// The facts of the layer: levels, notes, reasons and whom to ask, by their keys there.
    pub answers: BTreeMap<String, String>,
    /// What this person put aside in it.
    pub parked: Vec<PutAside>,
    /// How many records were made in it that stay where they are: evidence and the like.
    pub beside: usize,
}

/// What somebody put aside in their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAside {
    /// Its permanent id, which it keeps: however often and from whichever copy it is collected, it is one.
    pub id: Rid,
    /// In their words.
    pub what: String,
    /// Where it came up; may be empty.
    pub at: String,
    /// The other fields that are written, by their keys.
    pub more: Vec<(&'static str, String)>,
}

/// The fields of a parked item that come back beside its words and its place.
const OF_PARKED: [&str; 3] = ["owner", "due", "closed"];

/// What somebody put aside in a file.
fn put_aside(a: &Assessment) -> Vec<PutAside> {
    let one = |r: read::Rec<'_>| PutAside {
        what: r.name().to_owned(),
        at: r.get("at").to_owned(),
        more: OF_PARKED
            .into_iter()
            .map(|field| (field, r.get(field).to_owned()))
            .filter(|(_, stored)| !stored.is_empty())
            .collect(),
        id: r.id,
    };
    read::all(a, &PARKED).into_iter().map(one).collect()
}

/// What is taken of one id.
pub(super) const OF_AN_ID: [&str; 4] = ["", keys::NOTE, keys::REASON, keys::ASK];

/// The id a fact of a layer is about; none of one that is about none.
pub(super) fn id_of(fact: &str) -> Option<&str> {
    let id =
        [keys::NOTE, keys::REASON, keys::ASK, keys::CAME_WITH].into_iter().find_map(|p| fact.strip_prefix(p));
    let id = id.unwrap_or(fact);
    id.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()).then_some(id)
}

/// The key of the fact that says how far a hand-out of somebody was collected.
pub(super) fn mark(who: &Rid, hand_out: &str) -> String {
    apart::key(who, &format!("{}{hand_out}", keys::COLLECTED))
}

/// Whether a key is such a one.
pub(super) fn is_mark(key: &str) -> bool {
    matches!(Layer::of(key), Some((Layer::AnswersOf(_), fact)) if fact.starts_with(keys::COLLECTED))
}

/// What stands in a file that came back, which answers this part; none where the file was not handed out.
pub fn returned(part: &Questionnaire, a: &Assessment, came: Came) -> Option<Returned> {
    let hand = HandOut::of(a)?;
    let mut answers = BTreeMap::new();
    let mut keep = |prefix: &str, id: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            answers.insert(format!("{prefix}{id}"), value.to_owned());
        }
    };
    let mut answered = 0;
    for (r, row) in part.requirements.iter().enumerate() {
        // What was said of a heading was said of each requirement below it that has no word of its own.
        let above = part.ancestors[r].iter().map(|h| part.headings[*h].id.as_str());
        let whole = std::iter::once(row.id.as_str()).chain(above).find_map(|id| a.get(id));
        let whole = whole.filter(|v| Level::parse(v).is_some());
        keep("", &row.id, whole);
        let mut any = whole.is_some();
        for c in &row.checks {
            let own = a.get(&c.id).filter(|v| whole.is_some() || Level::parse(v).is_some());
            any |= own.is_some();
            keep("", &c.id, own);
        }
        answered += usize::from(any);
    }
    let headings = part.headings.iter().map(|h| h.id.as_str());
    let rows = part.requirements.iter().map(|r| r.id.as_str());
    let checks = part.requirements.iter().flat_map(|r| &r.checks).map(|c| c.id.as_str());
    for id in headings.chain(rows).chain(checks) {
        for prefix in [keys::NOTE, keys::REASON, keys::ASK] {
            keep(prefix, id, a.at(prefix, id));
        }
    }
    let parked = put_aside(a);
    let stays = |k: &RecordKey<'_>| k.id != hand.who.as_str() && k.kind != PARKED.key;
    let made = |key: &String| record_key(key).is_some_and(|k| k.field == MADE && stays(&k));
    let beside = a.facts().keys().filter(|key| made(key)).count();
    let asked = part.requirements.len();
    let version = part.version.clone();
    let HandOut { id: hand_out, who, origin, .. } = hand;
    Some(Returned { hand_out, who, origin, came, version, asked, answered, answers, parked, beside })
}

/// The first id of a part that this questionnaire does not ask, or asks in other words; of another version the words may
/// differ.
pub fn altered(q: &Questionnaire, part: &Questionnaire) -> Option<String> {
    if q.version != part.version {
        return None;
    }
    let same = |id: &str| match (q.exactly(id), part.exactly(id)) {
        (Some(Target::Requirement(one)), Some(Target::Requirement(other))) => {
            let (one, other) = (&q.requirements[one], &part.requirements[other]);
            (&one.question, &one.kind, one.checks.len()) == (&other.question, &other.kind, other.checks.len())
        }
        (Some(Target::Check(one)), Some(Target::Check(other))) => {
            let (one, other) = (q.check(one), part.check(other));
            (&one.question, one.kind, &one.levels) == (&other.question, other.kind, &other.levels)
        }
        _ => false,
    };
    let ids =
        part.requirements.iter().flat_map(|r| std::iter::once(&r.id).chain(r.checks.iter().map(|c| &c.id)));
    ids.into_iter().find(|id| !same(id)).cloned()
}

/// What collecting something comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collected {
    /// Answers where there was none of this person.
    pub new: usize,
    /// Answers that replace another of this person.
    pub changed: usize,
    /// Answers this person took away since.
    pub gone: usize,
    /// Notes, reasons and whom to ask that are new or other.
    pub notes: usize,
    /// What they put aside that is new here.
    pub parked: usize,
    /// What they put aside and say in other words now.
    pub reworded: usize,
    /// Answers that stay as a later hand-out brought them.
    pub later: usize,
    /// Ids this questionnaire does not ask any more.
    pub unknown: Vec<String>,
    /// Ids at which this person said something else in the room, which stands.
    pub in_room: Vec<String>,
    /// It was collected before, as it is.
    pub same: bool,
    /// A later state of it was collected before.
    pub older: bool,
    /// It was collected before, and this is another state of it.
    pub again: bool,
}

/// Takes what came back into the layer of whose it is, and says what that comes to. The edit is empty where nothing is new.
pub fn collect(q: &Questionnaire, a: &Assessment, r: &Returned) -> (Edit, Collected) {
    let mut taken = Collected::default();
    let mark = mark(&r.who, r.hand_out.as_str());
    let before = a.get(&mark).and_then(Came::parse);
    // A workbook counts no events: the one that is brought is the one that counts.
    let counts = r.came.events > 0 && before.as_ref().is_some_and(|b| b.events > 0);
    taken.same = before.as_ref() == Some(&r.came);
    taken.older = counts && before.as_ref() > Some(&r.came);
    taken.again = before.is_some() && !taken.same && !taken.older;
    if taken.same || taken.older {
        return (Edit { what: COLLECT.to_owned(), at: String::new(), changes: Vec::new() }, taken);
    }
    let own = |fact: &str| a.get(&apart::key(&r.who, fact));
    let mut ids: BTreeSet<String> =
        r.answers.keys().filter_map(|fact| id_of(fact)).map(str::to_owned).collect();
    let prefix = apart::key(&r.who, keys::CAME_WITH);
    ids.extend(
        a.under(&prefix).filter(|(_, with)| *with == r.hand_out.as_str()).map(|(id, _)| id.to_owned()),
    );
    let mut sets = vec![(mark, Some(r.came.stored()))];
    for id in ids {
        if q.exactly(&id).is_none() {
            taken.unknown.push(id);
            continue;
        }
        let came_with = format!("{}{id}", keys::CAME_WITH);
        if own(&came_with).is_some_and(|with| with > r.hand_out.as_str()) {
            taken.later += 1;
            continue;
        }
        let mut left = false;
        for prefix in OF_AN_ID {
            let fact = format!("{prefix}{id}");
            let now = r.answers.get(&fact);
            left |= now.is_some();
            taken.count(prefix, own(&fact), now.map(String::as_str));
            sets.push((apart::key(&r.who, &fact), now.cloned()));
        }
        sets.push((apart::key(&r.who, &came_with), left.then(|| r.hand_out.to_string())));
        let level = r.answers.get(&id).and_then(|v| Level::parse(v));
        if votes::in_room(a, &r.who, &id).is_some_and(|said| level.is_some_and(|l| l != said)) {
            taken.in_room.push(id);
        }
    }
    let person = value::called(&read::at(a, &PERSON, &r.who));
    let mut no = a.index().next_number(PARKED.key);
    for put in &r.parked {
        no += u32::from(taken.put(q, a, (r, put), (&person, no), &mut sets));
    }
    (facts(a, COLLECT, "", sets), taken)
}

impl Collected {
    fn count(&mut self, prefix: &str, was: Option<&str>, now: Option<&str>) {
        if was == now {
            return;
        }
        match (prefix, was, now) {
            ("", None, Some(_)) => self.new += 1,
            ("", Some(_), Some(_)) => self.changed += 1,
            ("", Some(_), None) => self.gone += 1,
            _ => self.notes += 1,
        }
    }

    /// Takes what somebody put aside, under the id it has in their file; whether that is a new item. What was done with it here
    /// since stays: only words that are still as they came follow theirs.
    fn put(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        (r, put): (&Returned, &PutAside),
        (person, no): (&str, u32),
        sets: &mut Vec<(String, Option<String>)>,
    ) -> bool {
        let came = apart::key(&r.who, &format!("{}{}", keys::PUT_ASIDE, put.id));
        let before = a.get(&came);
        let here = read::at(a, &PARKED, &put.id);
        let mut set = |field: &str, stored: &str| {
            sets.push((PARKED.key_of(&put.id, field), Some(stored.to_owned())));
        };
        if before == Some(put.what.as_str()) {
            return false;
        }
        let is_new = before.is_none() && !here.exists();
        if is_new {
            self.parked += 1;
            set(MADE, YES);
            set(NUMBER, &no.to_string());
            set("from", person);
            if q.exactly(&put.at).is_some() {
                set("at", &put.at);
            }
            // Their file knows nobody else of the register.
            let known = |field, stored: &str| a.person_begun(stored).filter(|_| field == "owner");
            for (field, stored) in &put.more {
                set(field, &known(*field, stored).unwrap_or_else(|| stored.clone()));
            }
        } else {
            self.reworded += 1;
        }
        if is_new || (here.exists() && before == Some(here.name())) {
            set("what", &put.what);
        }
        sets.push((came, Some(put.what.clone())));
        is_new
    }

    /// Whether anything of the person is other than before.
    pub const fn is_news(&self) -> bool {
        self.new + self.changed + self.gone + self.notes + self.parked + self.reworded > 0
    }
}
