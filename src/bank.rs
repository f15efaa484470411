//! The embedded questionnaire, read once. Knows `model` only.

use crate::model::questionnaire::{Group, Manifest, Questionnaire};

const MANIFEST: &str = include_str!("../questionnaires/iso42001-2023/questionnaire.json");

macro_rules! parts {
    ($($name:literal),*) => { &[$(($name, include_str!(concat!("../questionnaires/iso42001-2023/", $name)))),*] };
}

/// The files of the embedded questionnaire, by name.
pub const PARTS: &[(&str, &str)] = parts![
    "clause-04.json",
    "clause-05.json",
    "clause-06.json",
    "clause-07.json",
    "clause-08.json",
    "clause-09.json",
    "clause-10.json",
    "annex-a02.json",
    "annex-a03.json",
    "annex-a04.json",
    "annex-a05.json",
    "annex-a06.json",
    "annex-a07.json",
    "annex-a08.json",
    "annex-a09.json",
    "annex-a10.json"
];

/// A file of a questionnaire that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("The questionnaire file {file} cannot be read at line {line}, column {column}: {what}.")]
pub struct BankError {
    /// Which file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

fn wrong(file: &str, e: &serde_json::Error) -> BankError {
    BankError { file: file.to_owned(), line: e.line(), column: e.column(), what: e.to_string() }
}

/// Reads the embedded questionnaire.
pub fn embedded() -> Result<Questionnaire, BankError> {
    let manifest: Manifest = serde_json::from_str(MANIFEST).map_err(|e| wrong("questionnaire.json", &e))?;
    let mut groups: Vec<Group> = Vec::with_capacity(PARTS.len());
    for (name, text) in PARTS {
        groups.push(serde_json::from_str(text).map_err(|e| wrong(name, &e))?);
    }
    Ok(Questionnaire::assemble(manifest, groups))
}
