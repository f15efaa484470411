//! Which state of a file a document was made from: with it, an end that was cut off later is found.

use std::sync::Arc;

use crate::model::Recorded;
use crate::model::agenda::Agenda;
use crate::model::audit::since::SinceSigned;
use crate::model::audit::{Known, SaidOf};
use crate::say;

/// What audits say of each requirement, by its place in the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// What they say.
    pub of: Arc<Vec<SaidOf>>,
    /// Whether the statement on paper tells it too, and not only tables.
    pub on_paper: bool,
}

/// How much was recorded when the document was made, and the hash that stands for all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Recorded changes.
    pub events: usize,
    /// Hash of the last of them, 64 hexadecimal digits.
    pub hash: String,
    /// Its time, as that computer's clock said.
    pub until: String,
    /// Hash of the first of them. It stays the same as long as the file lives, in every copy of it: by it an
    /// assessment is known. Empty where nobody said it.
    pub first: String,
    /// Its time.
    pub since: String,
    /// Whether names, notes and places were left out of what is made: then it is no state to go back to.
    pub redacted: bool,
    /// The rows of the Statement of Applicability that changed since its document was approved.
    pub restated: Vec<String>,
    /// What audits say of each requirement, for what the organisation keeps itself and hands its auditor; none: no word of them.
    pub audited: Option<Audited>,
    /// The events themselves, for what tells the history; none where nobody asked for them.
    pub events_in_full: Option<Arc<Vec<Recorded>>>,
    /// What only the history knows of audits.
    pub known: Arc<Known>,
    /// What changed since the last audit that was signed, for the papers of a surveillance audit.
    pub changed: Option<Arc<SinceSigned>>,
    /// The agenda, with the minutes the history says were used.
    pub agenda: Arc<Agenda>,
}

impl Head {
    /// The head of so many events, with hash and time of the last.
    pub fn of(events: usize, last: Option<(&str, &str)>) -> Self {
        let (hash, until) = last.unwrap_or_default();
        Self { events, hash: hash.to_owned(), until: until.to_owned(), ..Self::default() }
    }

    /// With hash and time of the first event.
    #[must_use]
    pub fn begun(self, first: Option<(&str, &str)>) -> Self {
        let (hash, time) = first.unwrap_or_default();
        Self { first: hash.to_owned(), since: time.to_owned(), ..self }
    }

    /// In a sentence without its stop. `check FILE --expect` takes the hash.
    pub fn words(&self) -> String {
        let day = self.until.get(..10).unwrap_or(&self.until);
        say!("{n|event|events}, the last of {day}; head {hash}", n = self.events, day, hash = self.hash)
    }

    /// For programs.
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({"events": self.events, "hash": self.hash, "until": self.until})
    }
}
