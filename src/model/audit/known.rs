//! What only the history knows of an audit: who gave the answers that stand, so that nobody audits own words unnoticed, and the
//! day a finding was withdrawn. Made from the events by those who have them, and handed to the audit.

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
pub struct Standing(BTreeMap<String, (String, String)>);

impl Standing {
    /// Takes in the next event: its changes, who made them, and its time.
    pub fn take(&mut self, q: &Questionnaire, changes: &[Change], by: &str, time: &str) {
        for c in changes.iter().filter(|c| c.was != c.now && is_asked(q, &c.key)) {
            if c.now.is_some() {
                self.0.insert(c.key.clone(), (by.to_owned(), time.to_owned()));
            } else {
                self.0.remove(&c.key);
            }
        }
    }

    /// What follows from them, people by the register as it stands.
    pub fn known(&self, q: &Questionnaire, a: &Assessment) -> Known {
        let people = read::all(a, &PERSON);
        let mut names: BTreeMap<&str, Option<String>> = BTreeMap::new();
        let mut known = Known::default();
        for (key, (by, time)) in &self.0 {
            if let Some(id) = record_key(key).and_then(|k| k.rid()) {
                let day = time.get(..10).and_then(|day| day.parse().ok());
                known.withdrawn.extend(day.map(|day| (id.to_string(), day)));
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
}

impl Known {
    /// Whether an answer of this person stands at a requirement.
    pub fn answered(&self, person: &Rid, requirement: usize) -> bool {
        self.answered.get(person.as_str()).is_some_and(|all| all.contains(&requirement))
    }

    /// The day a finding was withdrawn; none where the history does not say.
    pub fn withdrawn(&self, finding: &Rid) -> Option<Date> {
        self.withdrawn.get(finding.as_str()).copied()
    }
}
