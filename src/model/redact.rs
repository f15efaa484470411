//! An assessment as it may be handed to strangers: the same answers and so the same figures, but no names, notes or places.
//! What is left of a record is its number, which means nothing outside the organisation.
//!
//! Of a reason for leaving a control out it is told that there is one, and whether it argues anything: people name
//! suppliers, systems and each other in reasons, and nobody but them knows which words are names.

use std::collections::BTreeMap;

use super::assessment::{Assessment, keys};
use super::delta::Change;
use super::questionnaire::Questionnaire;
use super::record::{KINDS, Kind, Layer, MADE, NUMBER, PERSON, Rec, Rid, Type, read, record_key};
use super::recorded::Recorded;
use super::said::is_weak_reason;
use super::statement::is_weak_why;

/// What names are replaced by.
struct Names {
    /// Name of a person in small letters, and what stands for them: `P-3`.
    people: BTreeMap<String, String>,
    /// Number of the next person who is in no register.
    next: u32,
}

impl Names {
    fn of(a: &Assessment) -> Self {
        let people: BTreeMap<String, String> = read::all(a, &PERSON)
            .iter()
            .filter(|p| !p.name().trim().is_empty())
            .map(|p| (p.name().trim().to_lowercase(), p.shown_no()))
            .collect();
        let next = read::all(a, &PERSON).iter().map(Rec::no).max().unwrap_or(0) + 1;
        Self { people, next }
    }

    /// Who made a change: somebody of the register signs with the number, "Ana Sousa (P-1)".
    fn signed(&mut self, by: &str) -> String {
        let no = by.rsplit_once(" (").and_then(|(_, no)| no.strip_suffix(')'));
        let is_no = |no: &&str| self.people.values().any(|known| known == no);
        match no.filter(is_no) {
            Some(no) => no.to_owned(),
            None => self.person(by),
        }
    }

    /// The same for the same name, in the register or not.
    fn person(&mut self, name: &str) -> String {
        let key = name.trim().to_lowercase();
        if key.is_empty() {
            return String::new();
        }
        let next = &mut self.next;
        self.people
            .entry(key)
            .or_insert_with(|| {
                let no = *next;
                *next += 1;
                format!("{}-{no}", PERSON.letter)
            })
            .clone()
    }
}

/// What stands where something needed was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// In place of any text.
    pub text: &'static str,
    /// In place of a reason that argues something; long enough to be one for whoever counts them.
    pub reason: &'static str,
}

/// The same answers without names, notes and places.
pub fn redacted(q: &Questionnaire, a: &Assessment, left_out: LeftOut) -> Assessment {
    let mut names = Names::of(a);
    let facts = a.facts().iter();
    Assessment::of(
        q,
        facts
            .filter_map(|(key, value)| Some((key.clone(), fact(q, a, &mut names, left_out, key, value)?)))
            .collect(),
    )
}

/// The history without names, notes and places: which facts changed, when and in which event stays, and so do the hashes.
pub fn history(q: &Questionnaire, a: &Assessment, left_out: LeftOut, all: Vec<Recorded>) -> Vec<Recorded> {
    let mut names = Names::of(a);
    let is_place = |at: &str| at.is_empty() || q.exactly(at).is_some() || Rid::parse(at).is_some();
    all.into_iter()
        .map(|e| {
            let changes = e.changes.into_iter().map(|c| {
                let mut kept = |value: Option<String>| {
                    let value = value?;
                    Some(fact(q, a, &mut names, left_out, &c.key, &value).unwrap_or(left_out.text.to_owned()))
                };
                Change { was: kept(c.was), now: kept(c.now), key: c.key }
            });
            let changes = changes.collect();
            let by = names.signed(&e.by);
            let at = if is_place(&e.at) { e.at } else { left_out.text.to_owned() };
            Recorded { by, at, changes, ..e }
        })
        .collect()
}

/// Facts that are a choice, a day, a number or a list of ids.
const PLAIN: [&str; 15] = [
    keys::ROLES,
    keys::SIZE,
    keys::ASK_ALL,
    keys::SIZE_MEANT,
    keys::HOURS,
    keys::START,
    keys::TARGET,
    keys::DAYS_OFF,
    keys::RECORD_WEEKS,
    keys::CORRECTIVE_WEEKS,
    keys::STAGE2_WEEKS,
    keys::FORMAT,
    keys::RULE,
    keys::QUESTIONNAIRE,
    keys::PLAN_ORDER,
];

/// What is left of a fact; none where it is left out. What nobody here knows is left out: it could say anything.
fn fact(
    q: &Questionnaire,
    a: &Assessment,
    names: &mut Names,
    left_out: LeftOut,
    key: &str,
    value: &str,
) -> Option<String> {
    // Where a day or a number should stand, and something else does.
    if a.beyond().contains_key(key) {
        return None;
    }
    let same = || Some(value.to_owned());
    let (layer, inner) = Layer::of(key)?;
    if matches!(layer, Layer::Audit(_) | Layer::AnswersOf(_)) {
        return None;
    }
    if let Some(part) = record_key(inner) {
        return match Kind::find(KINDS, part.kind) {
            Some(kind) => of_record(q, a, names, left_out, (kind, part.id, part.field, part.member), value),
            // Of a newer version: nobody here can tell what it says.
            None => None,
        };
    }
    let begins = |prefixes: &[&str]| prefixes.iter().any(|p| inner.starts_with(p));
    match inner {
        keys::SCOPE | keys::ISO27001 if !value.trim().is_empty() => Some(left_out.text.to_owned()),
        keys::ORGANISATION | keys::FOLLOWS => None,
        _ if begins(&[keys::NOTE, keys::DISSENT, keys::ASK, keys::DONE_WHEN, keys::HOW]) => None,
        _ if begins(&[keys::OWNER]) => Some(names.person(value)),
        _ if begins(&[keys::REASON]) => {
            let told = if is_weak_reason(value) { left_out.text } else { left_out.reason };
            Some(told.to_owned())
        }
        _ if begins(&[keys::WHY_IN]) => {
            Some(if is_weak_why(value) { left_out.text } else { left_out.reason }.to_owned())
        }
        // `3 why it comes third`: the place stays.
        _ if begins(&[keys::RANK]) => {
            let place = value.split_whitespace().next().unwrap_or_default();
            Some(format!("{place} {}", left_out.text))
        }
        _ if PLAIN.contains(&inner) => same(),
        _ if begins(&[
            keys::QUICK,
            keys::REVIEW,
            keys::VOTES_SHOWN,
            keys::EFFORT,
            keys::PIN,
            keys::DUE,
            keys::ACTION_STATUS,
            keys::DRIVER,
            keys::FOR,
            keys::AGAIN,
            keys::IN,
        ]) =>
        {
            same()
        }
        // An answer.
        _ => q.exactly(inner).and_then(|_| same()),
    }
}

/// What is left of a field of a record.
fn of_record(
    q: &Questionnaire,
    a: &Assessment,
    names: &mut Names,
    left_out: LeftOut,
    (kind, id, key, member): (&'static Kind, &str, &str, Option<&str>),
    value: &str,
) -> Option<String> {
    if key == MADE || key == NUMBER {
        return Some(value.to_owned());
    }
    let Some(field) = kind.field(key) else {
        // An answer to a question is a fact of one person and says a level; anything else is a newer version's.
        return kind.is_one_fact().then(|| value.to_owned());
    };
    match field.typ {
        Type::Who => Some(names.person(value)),
        Type::Line if field.need => {
            let rid = Rid::parse(id)?;
            Some(read::at(a, kind, &rid).shown_no())
        }
        Type::Long if field.need => Some(left_out.text.to_owned()),
        // A fingerprint or a size says which file it is to everybody who has it.
        Type::Line | Type::Long | Type::Sha256 | Type::Bytes => None,
        Type::Frozen => Some(frozen(q, a, names, left_out, value)),
        _ => Some(value.to_owned()).filter(|_| member.is_none() || field.typ.is_set()),
    }
}

/// A frozen state without names, notes and places. What cannot be read is left out whole.
fn frozen(q: &Questionnaire, a: &Assessment, names: &mut Names, left_out: LeftOut, value: &str) -> String {
    let Ok(then) = serde_json::from_str::<BTreeMap<String, String>>(value) else { return String::new() };
    let kept: BTreeMap<&String, String> = then
        .iter()
        .filter_map(|(key, value)| Some((key, fact(q, a, names, left_out, key, value)?)))
        .collect();
    serde_json::to_string(&kept).unwrap_or_default()
}
