//! What only the history knows of an audit: who gave the answers that stand, so that nobody audits own words unnoticed, the
//! day a finding was withdrawn, and what it was before it was changed with a reason. Made from the events by those who have them, and handed to the audit.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::covers;
use crate::model::Change;
use crate::model::assessment::Assessment;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{FINDING, Layer, PERSON, Rid, read, record_key};

/// The field of a finding that says why it stands no more.
const WITHDRAWN: &str = "withdrawn";

/// Facts the history is asked for, as they stand behind the events that were taken in: by their keys who set each, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    set: BTreeMap<String, (String, String)>,
    earlier: BTreeMap<String, Vec<Earlier>>,
}

/// What a finding was before it was changed with a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its grade until then, as stored, and the one it got; empty where that stayed.
    pub grade: (String, String),
    /// What it was on until then, and is no more.
    pub off: Vec<String>,
    /// Why it stood no more until then, where that was taken back; else empty.
    pub withdrawn: String,
    /// Why it was changed.
    pub why: String,
    /// The day.
    pub on: Option<Date>,
}

impl Standing {
    /// Takes in the next event: its changes, who made them and when, and whether it takes an earlier one back.
    pub fn take(&mut self, q: &Questionnaire, changes: &[Change], (by, time): (&str, &str), undoes: bool) {
        for c in changes.iter().filter(|c| c.was != c.now && is_asked(q, &c.key)) {
            if c.now.is_some() {
                self.set.insert(c.key.clone(), (by.to_owned(), time.to_owned()));
            } else {
                self.set.remove(&c.key);
            }
        }
        // Undone is what the same changes the other way round had done.
        let turned = |c: &Change| Change { key: c.key.clone(), was: c.now.clone(), now: c.was.clone() };
        let done: Vec<Change> = if undoes { changes.iter().map(turned).collect() } else { changes.to_vec() };
        for (finding, was) in earlier(&done, day_of(time)) {
            let all = self.earlier.entry(finding).or_default();
            if undoes {
                all.pop();
            } else {
                all.push(was);
            }
        }
    }

    /// What follows from them, people by the register as it stands.
    pub fn known(&self, q: &Questionnaire, a: &Assessment) -> Known {
        let people = read::all(a, &PERSON);
        let mut names: BTreeMap<&str, Option<String>> = BTreeMap::new();
        let mut known = Known::default();
        known.earlier.clone_from(&self.earlier);
        known.earlier.retain(|_, all| !all.is_empty());
        for (key, (by, time)) in &self.set {
            if let Some(id) = record_key(key).and_then(|k| k.rid()) {
                known.withdrawn.extend(day_of(time).map(|day| (id.to_string(), day)));
                continue;
            }
            let Some(at) = Layer::of(key).and_then(|(_, inner)| q.exactly(inner)) else { continue };
            let find = || {
                // As a sitting signs: the name and, so that two of one name are two, the number.
                let number = by.rsplit_once(" (").and_then(|(_, no)| no.strip_suffix(')'));
                let signed = people.iter().find(|p| number == Some(p.shown_no().as_str()));
                let named = || people.iter().find(|p| p.name().eq_ignore_ascii_case(by.trim()));
                signed.or_else(named).map(|p| p.id.to_string())
            };
            if let Some(id) = names.entry(by).or_insert_with(find) {
                let here = (0..q.requirements.len()).filter(|r| covers(q, at, *r));
                known.answered.entry(id.clone()).or_default().extend(here);
            }
        }
        known
    }
}

/// The day of an event.
fn day_of(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}

impl Earlier {
    fn says_something(&self) -> bool {
        !self.grade.0.is_empty() || !self.off.is_empty() || !self.withdrawn.is_empty()
    }
}

/// What the findings an event changes were before it, by their ids; of what is written into them otherwise nothing.
fn earlier(changes: &[Change], on: Option<Date>) -> BTreeMap<String, Earlier> {
    let mut all: BTreeMap<String, Earlier> = BTreeMap::new();
    for c in changes.iter().filter(|c| c.was != c.now) {
        let Some(k) = record_key(&c.key).filter(|k| k.kind == FINDING.key) else { continue };
        let was = || c.was.clone().unwrap_or_default();
        let one = || Earlier { on, ..Earlier::default() };
        match (k.field, k.member) {
            ("grade", None) if c.was.is_some() && c.now.is_some() => {
                all.entry(k.id.to_owned()).or_insert_with(one).grade =
                    (was(), c.now.clone().unwrap_or_default());
            }
            ("at", Some(id)) => {
                let entry = all.entry(k.id.to_owned()).or_insert_with(one);
                entry.off.extend(c.was.is_some().then(|| id.to_owned()));
            }
            (WITHDRAWN, None) => all.entry(k.id.to_owned()).or_insert_with(one).withdrawn = was(),
            ("because", None) => {
                all.entry(k.id.to_owned()).or_insert_with(one).why = c.now.clone().unwrap_or_default();
            }
            _ => {}
        }
    }
    all.retain(|_, was| was.says_something());
    all
}

/// Answers of the organisation's own, and why findings stand no more.
fn is_asked(q: &Questionnaire, key: &str) -> bool {
    match Layer::of(key) {
        Some((Layer::Own | Layer::System(_), inner)) => q.exactly(inner).is_some(),
        Some((Layer::Audit(_), _)) => {
            record_key(key).is_some_and(|k| k.kind == FINDING.key && k.field == WITHDRAWN)
        }
        _ => false,
    }
}

/// What the history knows of the audits of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Requirements by who gave an answer that stands there.
    answered: BTreeMap<String, BTreeSet<usize>>,
    /// Days by the finding that was withdrawn.
    withdrawn: BTreeMap<String, Date>,
    /// What findings were before they were changed.
    earlier: BTreeMap<String, Vec<Earlier>>,
}

impl Known {
    /// Whether an answer of this person stands at a requirement.
    pub fn answered(&self, person: &Rid, requirement: usize) -> bool {
        self.answered.get(person.as_str()).is_some_and(|all| all.contains(&requirement))
    }

    /// What a finding was before it was changed with a reason, the first first.
    pub fn earlier(&self, finding: &Rid) -> &[Earlier] {
        self.earlier.get(finding.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The day a finding was withdrawn; none where the history does not say.
    pub fn withdrawn(&self, finding: &Rid) -> Option<Date> {
        self.withdrawn.get(finding.as_str()).copied()
    }
}
