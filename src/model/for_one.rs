//! The words of a questionnaire for who works alone: where a text speaks of other people, it may have another wording
//! for one. Parts of [`super::format`], read as strictly; [`super::alone`] puts them in their places.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::advice::ActionNames;

/// What a check says to who works alone; what is missing is said as to everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CheckForOne {
    /// The question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What would prove it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// What to do from Nothing or Planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// What to do from Written.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub put_to_use: Option<String>,
    /// What to do from In use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prove: Option<String>,
    /// What these orders are called.
    #[serde(default, skip_serializing_if = "ActionNames::is_empty")]
    pub names: ActionNames,
    /// Own wording of levels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, String>,
}

/// What a requirement says to who works alone; what is missing is said as to everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementForOne {
    /// The question as asked aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The question for a room to read from a distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The question put to a firm that only uses AI others built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_only: Option<String>,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What an auditor typically writes, without its grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What is enough at Stage 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage1: Option<String>,
    /// What is enough at Stage 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage2: Option<String>,
    /// Weak answers; all of them, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<String>,
    /// What good looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<String>,
    /// What generative AI, assistants or agents change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ai_today: Option<String>,
    /// What an auditor asks; all of it, where there is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// What an auditor samples; all of it, where there is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<String>,
    /// Whom an auditor talks to beside the one who works alone; all of them, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interview: Vec<String>,
}
