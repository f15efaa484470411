//! The table of what is opened, as its file under `questionnaires/rehearsal/` holds it. A leaf.

use serde::Deserialize;

/// The table as its file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    /// Where its schema stands; for editors.
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// Grows with every change of its words.
    pub version: u32,
    /// The stages in their order.
    pub stages: Vec<Stage>,
}

/// A stage of the certification audit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// 1 or 2.
    pub stage: u8,
    /// What it asks, in short.
    pub about: String,
    /// What is opened, first things first.
    pub items: Vec<Item>,
}

/// Something an auditor opens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name in commands.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What is looked at there.
    pub opens: String,
    /// What is asked about it.
    pub asks: String,
    /// What to say and show.
    pub say: String,
    /// What to say where something is missing.
    pub if_not: String,
    /// Who speaks where nobody owns it and nobody of the register has the role: whoever has this duty there.
    #[serde(default)]
    pub duty: Option<String>,
    /// The checks it rests on, by their ids.
    pub checks: Vec<String>,
    /// What else of the file is read for it.
    #[serde(default)]
    pub reads: Vec<Reads>,
    /// Registers that are opened, by their keys.
    #[serde(default)]
    pub registers: Vec<String>,
    /// Templates of papers to begin with, by their names.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// What no register says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reads {
    /// The Statement of Applicability.
    Statement,
    /// The internal audits of this file.
    Audits,
    /// Their findings.
    Findings,
}
