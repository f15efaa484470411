//! Events as they lie in the file, and the chain of hashes that shows whether one was changed.
//!
//! ```text
//! commitment = SHA-256(salt, payload)
//! hash       = SHA-256(prev, seq, uuid, time, who, what, at, commitment)
//! prev       = hash of the event before; of the first: SHA-256("clausewise chain 1", file id, created)
//! ```
//!
//! Each field goes in as its length (8 bytes, little endian) and its bytes, so that no two texts can
//! trade characters; `seq` is 8 bytes, little endian. The payload is JSON:
//! `{"changes":[{"key","was","now"}],"undoes","redoes"}`; an event that took another file over has `"merges"` behind
//! them, number and hash of that file's last event. The chain covers the commitment and not the
//! text, so that a text could one day be erased without breaking it. A chain in a file that its owner
//! can rewrite proves nothing alone: compare event count and head with an earlier report.

use sha2::{Digest, Sha256};

use super::causes::{Cause, Defect};
use super::error::Trouble;
use super::payload::{self, Links, Payload};
use super::questionnaire::QUESTIONNAIRE_FACT;
use super::{Event, NewEvent};
use crate::files;
use crate::model::Change;

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// The longest payload of one event, in bytes.
pub(super) const MAX_PAYLOAD: usize = 8 << 20;
/// The longest name, subject or kind of an event, in bytes.
pub(super) const MAX_FIELD: usize = 64 << 10;

/// One event, column by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) seq: i64,
    pub(super) uuid: [u8; 16],
    pub(super) time: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) at: String,
    pub(super) salt: [u8; 16],
    pub(super) payload: String,
    pub(super) commitment: Hash,
    pub(super) prev: Hash,
    pub(super) hash: Hash,
    /// What the payload says of other events; none when it is not in our form.
    pub(super) links: Option<Links>,
}

/// Unpredictable bytes for salts and ids, stretched from one seed.
#[derive(Debug)]
pub(super) struct Dice {
    seed: [u8; 32],
    thrown: u64,
}

impl Dice {
    pub(super) const fn new(seed: [u8; 32]) -> Self {
        Self { seed, thrown: 0 }
    }

    /// With a seed from the system's own source; without one nothing is made that others could foresee.
    pub(super) fn seeded() -> Result<Self, Cause> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| Cause::NoChance)?;
        Ok(Self::new(seed))
    }

    pub(super) fn throw(&mut self) -> [u8; 16] {
        self.thrown += 1;
        let all: Hash = digest(&[b"dice", &self.seed, &self.thrown.to_le_bytes()]);
        let mut half = [0; 16];
        half.copy_from_slice(&all[..16]);
        half
    }
}

/// The hash before the first event.
pub(super) fn genesis(file_id: &str, created: &str) -> Hash {
    digest(&[b"clausewise chain 1", file_id.as_bytes(), created.as_bytes()])
}

/// SHA-256 of some bytes.
pub(super) fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Checksum of a draft, against bits that flip.
pub(super) fn draft_sum(key: &str, value: &str) -> Hash {
    digest(&[b"draft", key.as_bytes(), value.as_bytes()])
}

fn digest(fields: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

impl Row {
    /// The next event of a chain.
    pub(super) fn new(seq: i64, prev: Hash, time: String, event: NewEvent, dice: &mut Dice) -> Self {
        let (undoes, redoes) = (event.undoes, event.redoes);
        let questionnaire = event.changes.iter().any(|c| c.key == QUESTIONNAIRE_FACT);
        let merges = event.merges.as_deref().and_then(payload::end);
        let mut payload = Payload::new(event.changes, undoes, redoes);
        payload.merges = event.merges.filter(|_| merges.is_some());
        let mut row = Self {
            seq,
            uuid: dice.throw(),
            time,
            who: event.by,
            what: event.what,
            at: event.at,
            salt: dice.throw(),
            // Strings, numbers and lists always have a JSON form.
            payload: serde_json::to_string(&payload).unwrap_or_default(),
            commitment: [0; 32],
            prev,
            hash: [0; 32],
            links: Some(Links { undoes, redoes, questionnaire, merges }),
        };
        row.seal();
        row
    }

    /// Why this event is too large to be kept, if it is. Measured on what would be written, because JSON
    /// makes some texts six times as long.
    pub(super) fn too_long(&self) -> Option<Trouble> {
        let texts = [&self.who, &self.what, &self.at];
        let (bytes, most) = if self.payload.len() > MAX_PAYLOAD {
            (self.payload.len(), MAX_PAYLOAD)
        } else {
            (texts.iter().map(|t| t.len()).max().unwrap_or(0), MAX_FIELD)
        };
        (bytes > most).then_some(Trouble::TooLong { bytes, most })
    }

    /// Computes commitment and hash from the other columns.
    pub(super) fn seal(&mut self) {
        self.commitment = self.expected_commitment();
        self.hash = self.expected_hash();
    }

    fn expected_commitment(&self) -> Hash {
        digest(&[&self.salt, self.payload.as_bytes()])
    }

    fn expected_hash(&self) -> Hash {
        digest(&[
            &self.prev,
            &self.seq.to_le_bytes(),
            &self.uuid,
            self.time.as_bytes(),
            self.who.as_bytes(),
            self.what.as_bytes(),
            self.at.as_bytes(),
            &self.commitment,
        ])
    }

    /// What is wrong with this event taken alone.
    pub(super) fn fault(&self) -> Option<Defect> {
        if self.commitment != self.expected_commitment() {
            Some(Defect::Payload)
        } else if self.hash != self.expected_hash() {
            Some(Defect::Columns)
        } else {
            None
        }
    }

    pub(super) fn payload(&self) -> Option<Payload> {
        serde_json::from_str(&self.payload).ok()
    }

    /// The facts it changed, read from the payload.
    pub(super) fn changes(&self) -> Vec<Change> {
        payload::changes(&self.payload)
    }

    /// The event as the rest of the program sees it; `None` when the payload is not ours.
    pub(super) fn event(&self) -> Option<Event> {
        let links = self.links?;
        Some(Event {
            seq: self.seq,
            time: self.time.clone(),
            by: self.who.clone(),
            what: self.what.clone(),
            at: self.at.clone(),
            undoes: links.undoes,
            redoes: links.redoes,
            merges: links.merges.map(super::read::head_text),
            hash: files::hex(&self.hash),
        })
    }
}

/// Now, as it is written into the file: UTC, whole seconds.
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let event = NewEvent {
            by: "Ada".into(),
            what: "answer".into(),
            at: "4.1".into(),
            undoes: None,
            redoes: Some(2),
            merges: None,
            changes: vec![Change { key: "4.1".into(), was: None, now: Some("done".into()) }],
        };
        Row::new(1, genesis("f", "t"), "2026-01-01T00:00:00Z".into(), event, &mut Dice::new([7; 32]))
    }

    #[test]
    fn the_format_does_not_drift() {
        // Computed from the description above with another language; a change here makes old files
        // unreadable.
        let r = row();
        assert_eq!(
            r.payload,
            r#"{"changes":[{"key":"4.1","was":null,"now":"done"}],"undoes":null,"redoes":2}"#
        );
        assert_eq!(files::hex(&r.hash), "f874c5a2c04bd2180e80a908e0882a71e3de0effa86f85e5334905cee4c36255");
    }

    #[test]
    fn every_column_is_covered() {
        let edits: [fn(&mut Row); 10] = [
            |r| r.seq = 2,
            |r| r.uuid[3] ^= 1,
            |r| r.time.push('0'),
            |r| r.who.push('x'),
            |r| r.what = "note".into(),
            |r| r.at = "4.2".into(),
            |r| r.salt[0] ^= 1,
            |r| r.payload = r.payload.replace("done", "none"),
            |r| r.commitment[0] ^= 1,
            |r| r.prev[31] ^= 1,
        ];
        assert_eq!(row().fault(), None);
        for edit in edits {
            let mut r = row();
            edit(&mut r);
            assert!(r.fault().is_some());
        }
    }
}
