//! The words of a questionnaire for who works alone: where a text speaks of other people, it may have another wording
//! for one. Decides which, for everybody who shows them; who works alone is [`super::asked`]'s business.

use serde::{Deserialize, Serialize};

use super::format::{LevelTexts, Requirement};

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
    /// Own wording of levels.
    #[serde(default, skip_serializing_if = "LevelTexts::is_empty")]
    pub levels: LevelTexts,
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
    /// Weak answers; all of them, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<String>,
    /// What good looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<String>,
}

fn put(at: &mut String, words: Option<&String>) {
    if let Some(words) = words {
        at.clone_from(words);
    }
}

/// A requirement in its words for one; none where it has none of its own.
pub(super) fn worded(r: &Requirement) -> Option<Requirement> {
    if r.alone.is_none() && r.checks.iter().all(|c| c.alone.is_none()) {
        return None;
    }
    let mut one = r.clone();
    if let Some(own) = &r.alone {
        put(&mut one.question, own.question.as_ref());
        put(&mut one.short, own.short.as_ref());
        put(&mut one.why, own.why.as_ref());
        put(&mut one.good, own.good.as_ref());
        one.user_only = own.user_only.clone().or(one.user_only);
        if !own.mistakes.is_empty() {
            one.mistakes.clone_from(&own.mistakes);
        }
    }
    for c in &mut one.checks {
        let Some(own) = c.alone.clone() else { continue };
        put(&mut c.question, own.question.as_ref());
        put(&mut c.evidence, own.evidence.as_ref());
        if let Some(actions) = &mut c.actions {
            put(&mut actions.start, own.start.as_ref());
            put(&mut actions.put_to_use, own.put_to_use.as_ref());
            put(&mut actions.prove, own.prove.as_ref());
        }
        c.levels.extend(own.levels);
    }
    Some(one)
}
