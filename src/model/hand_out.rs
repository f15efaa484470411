//! Files handed out to colleagues, and what comes back in them. A file that is handed out holds the questions of one person,
//! who they are and where it came from, and nothing else of the assessment. What comes back goes into the layer of that
//! person ([`super::collect`]), whatever the order and however often it comes; nothing agreed is touched.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::apart;
use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal, facts};
use super::edit;
use super::level::Level;
use super::part;
use super::questionnaire::{Questionnaire, Target};
use super::record::{Layer, MADE, NUMBER, PARKED, PERSON, RecordKey, Rid, read, record_key};
use super::validate::Fault;

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

/// How far a hand-out was answered when it came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Came {
    /// Events of the file; 0 of a workbook, which counts none.
    pub events: u64,
    /// What stands for its whole state, 64 hexadecimal digits.
    pub hash: String,
    /// The first digits of the hashes of all its events, in their order as texts, so that it is known again whether another
    /// state is a later one or went on apart; empty of a workbook, and where it was collected before that was kept.
    pub knows: String,
}

/// How many digits of a hash tell the events of one file apart.
const DIGITS: usize = 8;

/// The most events that are kept so.
const KEPT: usize = 4_000;

impl Came {
    /// Of a file by the hashes of its events, oldest first, those of files merged into it before its own.
    pub fn of<'h>(events: u64, hashes: impl Iterator<Item = &'h str>) -> Self {
        let all: Vec<&str> = hashes.collect();
        let hash = all.last().copied().unwrap_or_default().to_owned();
        let known = all.iter().rev().take(KEPT).filter_map(|h| h.get(..DIGITS));
        Self { events, hash, knows: known.collect::<BTreeSet<_>>().into_iter().collect() }
    }

    pub(super) fn stored(&self) -> String {
        format!("{} {} {}", self.events, self.hash, self.knows).trim_end().to_owned()
    }

    /// Reads it as it is stored.
    pub fn parse(stored: &str) -> Option<Self> {
        let (events, rest) = stored.split_once(' ')?;
        let (hash, knows) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Self { events: events.parse().ok()?, hash: hash.to_owned(), knows: knows.to_owned() })
    }

    /// Whether it is this very state.
    pub fn is(&self, other: &Self) -> bool {
        (self.events, &self.hash) == (other.events, &other.hash)
    }

    fn holds(&self, other: &Self) -> bool {
        let digits = other.hash.as_bytes().get(..DIGITS);
        self.knows.as_bytes().chunks(DIGITS).any(|known| Some(known) == digits)
    }

    /// Which of two states of one hand-out is the later; none where a workbook counts no events, and where both went on apart
    /// from one state. Where it was not kept which events a file had, more of them are later.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        if self.is(other) {
            return Some(Ordering::Equal);
        }
        if self.events == 0 || other.events == 0 {
            return None;
        }
        match (self.holds(other), other.holds(self)) {
            (true, _) => Some(Ordering::Greater),
            (_, true) => Some(Ordering::Less),
            _ if self.knows.is_empty() || other.knows.is_empty() => Some(self.cmp(other)),
            _ => None,
        }
    }

    /// What was collected when both were: the later, or of two that went on apart the longer, with all that both knew.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let known = |of: &Self| -> Vec<String> {
            of.knows.as_bytes().chunks(DIGITS).map(|c| String::from_utf8_lossy(c).into_owned()).collect()
        };
        let all: BTreeSet<String> = known(&self).into_iter().chain(known(&other)).collect();
        let first = match self.order(&other) {
            Some(Ordering::Less) => other,
            None if other > self => other,
            _ => self,
        };
        Self { knows: all.into_iter().take(KEPT).collect(), ..first }
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
pub(super) const OF_PARKED: [&str; 3] = ["owner", "due", "closed"];

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

/// Of several of them what says how far both were collected, and whether one is later than all others.
pub(super) fn mark_of_all(values: &[Option<&str>]) -> (Option<String>, bool) {
    let all: Vec<Came> = values.iter().flatten().filter_map(|v| Came::parse(v)).collect();
    let last = |c: &Came| all.iter().all(|o| matches!(c.order(o), Some(Ordering::Greater | Ordering::Equal)));
    (all.iter().cloned().reduce(Came::with).map(|c| c.stored()), all.iter().any(last))
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
