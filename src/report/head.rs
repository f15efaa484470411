//! Which state of a file a document was made from: with it, an end that was cut off later is found.

use crate::say;

/// How much was recorded when the document was made, and the hash that stands for all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Recorded changes.
    pub events: usize,
    /// Hash of the last of them, 64 hexadecimal digits.
    pub hash: String,
    /// Its time, as that computer's clock said.
    pub until: String,
}

impl Head {
    /// The head of so many events, with hash and time of the last.
    pub fn of(events: usize, last: Option<(&str, &str)>) -> Self {
        let (hash, until) = last.unwrap_or_default();
        Self { events, hash: hash.to_owned(), until: until.to_owned() }
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
