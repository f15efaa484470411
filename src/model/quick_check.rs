//! The quick check: twenty questions, a band, and answers that carry over into an assessment. It gives a
//! mood, not a measure: no score of the method comes from it, and what carries over stops at In use,
//! because nobody has looked at a proof.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::assessment::{Assessment, keys};
use super::edit::{self, Edit};
use super::level::Level;
use super::questionnaire::{Questionnaire, Target};

/// Twenty questions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuickCheck {
    /// How to answer and what the result is worth.
    pub intro: String,
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// A question of the quick check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `q1` and so on.
    pub id: String,
    /// As asked aloud.
    pub question: String,
    /// Examples.
    pub help: String,
    /// Checks that take over its answer; none for questions about what applies.
    pub maps: Vec<String>,
    /// What it asks about.
    pub kind: QuestionKind,
    /// What an answer about what applies tells.
    #[serde(default)]
    pub tells: Option<Tells>,
}

/// What a question asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Whether the standard concerns the organisation.
    Applicability,
    /// Where it stands.
    Expectation,
}

/// What an answer about what applies tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tells {
    /// AI is used.
    Uses,
    /// AI is built, shaped or offered.
    Makes,
    /// People are affected.
    Affects,
}

/// An answer to a question of the quick check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It could be shown today.
    Yes,
    /// Some of it could.
    Partly,
    /// No.
    No,
    /// Nobody in the room knows.
    DontKnow,
}

impl Answer {
    /// Reads `3`, `2`, `1`, `0`, as in the window, the letters scripts have, `y`, `p`, `n`, `?`, or the word.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_lowercase().as_str() {
            "3" | "y" | "yes" => Self::Yes,
            "2" | "p" | "partly" => Self::Partly,
            "1" | "n" | "no" => Self::No,
            "0" | "?" | "don't know" => Self::DontKnow,
            _ => return None,
        })
    }

    /// The level a check takes over. Yes is In use: Proven needs somebody who has looked.
    pub const fn level(self) -> Level {
        match self {
            Self::Yes => Level::InUse,
            Self::Partly => Level::Written,
            Self::No => Level::Nothing,
            Self::DontKnow => Level::DontKnow,
        }
    }
}

/// Answers by question id.
pub type Answers = BTreeMap<String, Answer>;

/// The mood of the answers, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// No AI is used, built or offered, as far as anyone knows.
    NotConcerned,
    /// Some questions about where one stands have no answer yet.
    Unfinished,
    /// Less than a quarter.
    AtTheStart,
    /// Less than six tenths.
    Begun,
    /// Less than nine tenths, or something missing that a certificate would fail on.
    UnderWay,
    /// Nearly everything.
    FarAlong,
}

/// What the answers say. Indicative only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The band.
    pub band: Band,
    /// Yes, partly, no, don't know, not answered; of the questions about where one stands.
    pub counts: [usize; 5],
    /// Ids of questions answered No or Don't know, and of those a certificate would fail on also those answered Partly;
    /// these come first.
    pub missing: Vec<String>,
    /// How many of the missing ones a certificate would fail on.
    pub blocking: usize,
}

impl QuickCheck {
    /// The band and what stands behind it. Whether a question can block a certificate is seen from the
    /// gates of the questionnaire.
    pub fn outcome(&self, q: &Questionnaire, answers: &Answers) -> Outcome {
        let mut counts = [0; 5];
        let (mut blocking, mut missing) = (Vec::new(), Vec::new());
        for question in self.questions.iter().filter(|x| x.kind == QuestionKind::Expectation) {
            let answer = answers.get(&question.id);
            counts[match answer {
                Some(Answer::Yes) => 0,
                Some(Answer::Partly) => 1,
                Some(Answer::No) => 2,
                Some(Answer::DontKnow) => 3,
                None => 4,
            }] += 1;
            let gate = q.gates.iter().any(|g| g.checks.iter().any(|c| question.maps.contains(c)));
            match answer {
                Some(Answer::Partly | Answer::No | Answer::DontKnow) if gate => {
                    blocking.push(question.id.clone());
                }
                Some(Answer::No | Answer::DontKnow) => missing.push(question.id.clone()),
                _ => {}
            }
        }
        let halves = 2 * counts[0] + counts[1];
        let most = 2 * counts.iter().sum::<usize>();
        let band = if self.answer_telling(answers, Tells::Uses) == Some(Answer::No)
            && self.answer_telling(answers, Tells::Makes) == Some(Answer::No)
        {
            Band::NotConcerned
        } else if counts[4] > 0 {
            Band::Unfinished
        } else if halves * 4 < most {
            Band::AtTheStart
        } else if halves * 10 < most * 6 {
            Band::Begun
        } else if halves * 10 < most * 9 || !blocking.is_empty() {
            Band::UnderWay
        } else {
            Band::FarAlong
        };
        let first = blocking.len();
        blocking.extend(missing);
        Outcome { band, counts, missing: blocking, blocking: first }
    }

    fn answer_telling(&self, answers: &Answers, what: Tells) -> Option<Answer> {
        let question = self.questions.iter().find(|x| x.tells == Some(what))?;
        answers.get(&question.id).copied()
    }

    /// The answers as a change to an assessment, one step of undo: the checks each question names, only
    /// where nothing has been answered, here or above. Where two questions name a check the lower answer
    /// counts. Who only uses AI gets that role, unless a role was chosen before.
    pub fn carry_over(&self, q: &Questionnaire, a: &Assessment, answers: &Answers) -> Edit {
        let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
        for question in &self.questions {
            let Some(answer) = answers.get(&question.id) else { continue };
            for id in &question.maps {
                let Some(Target::Check(c)) = q.find(id) else { continue };
                let left_out = a.is_excluded_in_general(q.check_owner[c]);
                if a.general_level(q, c).is_none() && a.asks(q, c) && !left_out {
                    let level = levels.entry(c).or_insert(answer.level());
                    *level = lower(*level, answer.level());
                }
            }
        }
        let mut sets: Vec<(String, Option<String>)> =
            levels.into_iter().map(|(c, l)| (q.check(c).id.clone(), Some(l.key().to_owned()))).collect();
        if self.answer_telling(answers, Tells::Uses) == Some(Answer::Yes)
            && self.answer_telling(answers, Tells::Makes) == Some(Answer::No)
            && a.get(keys::ROLES).is_none()
        {
            sets.push((keys::ROLES.to_owned(), Some("user".to_owned())));
        }
        edit::facts(a, "quick check", "", sets)
    }
}

/// The lower of two levels; Don't know only where nobody knew better.
fn lower(a: Level, b: Level) -> Level {
    match (a.says(), b.says()) {
        (true, true) => a.min(b),
        (false, true) => b,
        _ => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lower_answer_counts_and_dont_know_gives_way() {
        assert_eq!(lower(Level::InUse, Level::Nothing), Level::Nothing);
        assert_eq!(lower(Level::DontKnow, Level::Written), Level::Written);
        assert_eq!(lower(Level::Written, Level::DontKnow), Level::Written);
    }
}
