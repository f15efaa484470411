//! The questionnaire a file answers, kept in it by its hash, so that the file opens without the folder it
//! came from. A fact in the chain of events names the hash of the one that counts.

use std::path::Path;

use rusqlite::{Connection, params};

use super::causes::Defect;
use super::chain::{self, Hash};
use super::error::{StoreError, Trouble};
use super::read::{Content, Survey};
use crate::files;

/// The fact that names the one that counts: its SHA-256 in hexadecimal digits.
pub const QUESTIONNAIRE_FACT: &str = "about.questionnaire-hash";

/// A text too long to be kept, if it is.
pub(super) fn refuse_too_long(path: &Path, json: &str) -> Result<(), StoreError> {
    let (bytes, most) = (json.len(), chain::MAX_PAYLOAD);
    if bytes > most { Err(StoreError::new(path, Trouble::TooLong { bytes, most })) } else { Ok(()) }
}

pub(super) fn put(conn: &Connection, content: &Content) -> rusqlite::Result<()> {
    let mut insert = conn.prepare("INSERT INTO questionnaire VALUES (?1, ?2, ?3)")?;
    for (no, json) in (1_i64..).zip(&content.questionnaires) {
        insert.execute(params![no, chain::sha256(json.as_bytes()), &**json])?;
    }
    Ok(())
}

/// Reads all of them; a bad one is a fault and left out.
pub(super) fn read(conn: &Connection, found: &mut Survey) -> rusqlite::Result<()> {
    let mut query = conn.prepare("SELECT hash, json FROM questionnaire ORDER BY no")?;
    let mut rows = query.query([])?;
    while let Some(r) = rows.next()? {
        let (hash, json): (Hash, String) = (r.get(0)?, r.get(1)?);
        if chain::sha256(json.as_bytes()) == hash {
            found.content.questionnaires.push(json.into());
        } else {
            found.fault(None, Defect::QuestionnaireChanged);
        }
    }
    Ok(())
}

/// The hash the events name when no such text is there.
pub(super) fn missing(content: &Content) -> Option<String> {
    named(content).filter(|hash| with_hash(content, hash).is_none())
}

/// Whether the one the events name is there.
pub(super) fn verify(found: &mut Survey) {
    if missing(&found.content).is_some() {
        found.fault(None, Defect::QuestionnaireMissing);
    }
}

/// The one that counts: the one the events name, else the last.
pub(super) fn of(content: &Content) -> Option<String> {
    let one = match named(content) {
        Some(hash) => with_hash(content, &hash),
        None => content.questionnaires.last().map(|q| &**q),
    };
    one.map(str::to_owned)
}

fn with_hash<'c>(content: &'c Content, hash: &str) -> Option<&'c str> {
    content.questionnaires.iter().map(|q| &**q).find(|q| files::sha256_hex(q.as_bytes()) == hash)
}

/// The hash in the latest event that names one.
fn named(content: &Content) -> Option<String> {
    let last = content.rows.iter().rev().find(|r| r.links.is_some_and(|l| l.questionnaire))?;
    last.changes().into_iter().rev().find(|c| c.key == QUESTIONNAIRE_FACT)?.now
}
