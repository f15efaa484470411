//! Several people's answers to one question: each for themselves first, then shown, then one agreed
//! answer. The votes never score; the agreed answer does. Dissent is kept beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, keys};
use super::edit::{self, Edit, Refusal};
use super::level::Level;
use super::questionnaire::Questionnaire;
use super::text;

/// What was said on one id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// Key of the level by the number of the person.
    pub given: BTreeMap<u32, String>,
    /// Whether they were shown to the room; until then nobody sees another's.
    #[serde(default)]
    pub shown: bool,
    /// What somebody holds against the agreed answer, in a line.
    #[serde(default)]
    pub dissent: String,
}

impl Votes {
    /// Levels with the people's numbers.
    pub fn levels(&self) -> impl Iterator<Item = (u32, Level)> {
        self.given.iter().filter_map(|(n, key)| Some((*n, Level::parse(key)?)))
    }

    /// Lowest and highest level when they differ.
    pub fn spread(&self) -> Option<(Level, Level)> {
        let low = self.levels().map(|(_, l)| l).min()?;
        let high = self.levels().map(|(_, l)| l).max()?;
        (low != high).then_some((low, high))
    }

    /// Whether there is a disagreement to speak of: shown answers that differ, or dissent. Hidden ones say
    /// nothing.
    pub fn disagreed(&self) -> bool {
        (self.shown && self.spread().is_some()) || !self.dissent.is_empty()
    }

    /// What the votes come to, in words; says nothing of who said what while they are hidden.
    pub fn words(&self) -> String {
        let n = self.given.len();
        let answers = if n == 1 { "1 answer".to_owned() } else { format!("{n} answers") };
        match (self.shown, self.spread()) {
            (false, _) => format!("{answers}, hidden until shown"),
            (true, None) => format!("{answers}, all the same"),
            (true, Some((low, high))) => format!("{answers}, from {} to {}", low.word(), high.word()),
        }
    }
}

/// The votes on an id.
pub fn of(a: &Assessment, id: &str) -> Option<Votes> {
    serde_json::from_str(a.at(keys::VOTES, id)?).ok()
}

/// All ids with votes, in the order of the standard.
pub fn all(a: &Assessment) -> Vec<(String, Votes)> {
    let mut list: Vec<(String, Votes)> = a
        .under(keys::VOTES)
        .filter_map(|(id, v)| Some((id.to_owned(), serde_json::from_str(v).ok()?)))
        .collect();
    list.sort_by(|x, y| super::questionnaire::compare_ids(&x.0, &y.0));
    list
}

/// Keeps the votes on an id; none left removes them.
pub fn keep(q: &Questionnaire, a: &Assessment, id: &str, votes: &Votes) -> Result<Edit, Refusal> {
    let empty = votes.given.is_empty() && votes.dissent.is_empty();
    let json = if empty { String::new() } else { serde_json::to_string(votes).unwrap_or_default() };
    edit::text_at(q, a, keys::VOTES, id, &json)
}

/// Keeps a line of dissent beside the agreed answer.
pub fn dissent(q: &Questionnaire, a: &Assessment, id: &str, words: &str) -> Result<Edit, Refusal> {
    let mut votes = of(a, id).unwrap_or_default();
    votes.dissent = text::clean_line(words);
    keep(q, a, id, &votes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_never_score_and_say_nothing_before_they_are_shown() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let mut v = Votes::default();
        v.given.extend([(1, "5".to_owned()), (2, "3".to_owned()), (3, "1".to_owned())]);
        let before = super::super::Scores::compute(&q, &a);
        a.apply(&q, &keep(&q, &a, "5.2", &v).unwrap());
        assert_eq!(super::super::Scores::compute(&q, &a), before);
        let hidden = of(&a, "5.2").unwrap();
        assert!(!hidden.words().contains("Proven"), "{}", hidden.words());
        let shown = Votes { shown: true, ..hidden };
        assert_eq!(shown.words(), "3 answers, from Nothing to Proven");
        a.apply(&q, &dissent(&q, &a, "5.2", "HR: nobody has seen it").unwrap());
        assert_eq!(all(&a).len(), 1);
        assert_eq!(of(&a, "5.2").unwrap().given, v.given);
    }
}
