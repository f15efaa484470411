//! The quick check: twenty questions, a band, and answers that suggest levels on the cards. It gives a
//! mood, not a measure: no score of the method comes from it. What it suggests stops at In use, because nobody
//! has looked at a proof, and counts only once somebody takes it on the card.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::assessment::{Assessment, keys};
use super::change::{Change, Edit, Refusal};
use super::edit;
use super::for_system;
use super::held::{self, By, Held};
use super::level::Level;
use super::named_papers;
use super::questionnaire::{Questionnaire, Target};
use super::record::Rid;

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
    /// All of them, as they rise, the one that says nothing last.
    pub const ALL: [Self; 4] = [Self::No, Self::Partly, Self::Yes, Self::DontKnow];

    /// Its stored form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::DontKnow => "?",
        }
    }

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

    /// The level it suggests at a check. Yes is In use: Proven needs somebody who has looked.
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

    /// What is answered: what somebody answered here, else what was told elsewhere. What one does with AI is told by
    /// the roles, and whether people are affected by an AI system of the register that does.
    pub fn told(&self, a: &Assessment) -> Answers {
        let mut answers = Answers::new();
        let roles = a.get(keys::ROLES).map(|r| r.split(',').map(str::trim).collect::<Vec<_>>());
        let uses = roles.as_ref().is_some_and(|r| r.contains(&"user")).then_some(Answer::Yes);
        let makes = roles.as_ref().and_then(|r| match r.as_slice() {
            [] => None,
            ["user"] => Some(Answer::No),
            _ => Some(Answer::Yes),
        });
        let affects = a.systems().iter().any(|s| s.affects_people).then_some(Answer::Yes);
        for question in &self.questions {
            let elsewhere = match question.tells {
                Some(Tells::Uses) => uses,
                Some(Tells::Makes) => makes,
                Some(Tells::Affects) => affects,
                None => None,
            };
            let here = a.at(keys::QUICK, &question.id).and_then(Answer::parse);
            answers.extend(here.or(elsewhere).map(|answer| (question.id.clone(), answer)));
        }
        answers
    }

    /// The first question nobody has answered, by its place from 0.
    pub fn first_open(&self, answers: &Answers) -> Option<usize> {
        self.questions.iter().position(|x| !answers.contains_key(&x.id))
    }

    /// Keeps answers in an assessment, one step of undo. They give no level: they suggest them. Who only uses AI gets
    /// that role, unless a role was chosen before.
    pub fn keep(&self, a: &Assessment, answers: &Answers) -> Edit {
        let stored = |(id, answer): (&String, &Answer)| {
            (format!("{}{id}", keys::QUICK), Some(answer.key().to_owned()))
        };
        let mut sets: Vec<_> = answers.iter().map(stored).collect();
        if self.answer_telling(answers, Tells::Uses) == Some(Answer::Yes)
            && self.answer_telling(answers, Tells::Makes) == Some(Answer::No)
            && a.get(keys::ROLES).is_none()
        {
            sets.push((keys::ROLES.to_owned(), Some("user".to_owned())));
        }
        edit::facts(a, "quick check", "", sets)
    }

    /// What the registers hold for the checks behind a question, where that looks like more than was answered: Yes where every
    /// one of them that is asked looks like In use, else Partly. It answers nothing.
    pub fn held(
        q: &Questionnaire,
        a: &Assessment,
        question: &Question,
        given: Option<Answer>,
    ) -> Option<(Answer, Held)> {
        let check = |id: &String| match q.find(id) {
            Some(Target::Check(c)) if a.asks(q, c) && !a.excluded(q.check_owner[c]) => Some(c),
            _ => None,
        };
        let all: Vec<(usize, Option<Held>)> =
            question.maps.iter().filter_map(check).map(|c| (c, held::held(q, a, c))).collect();
        // A statement whose rows nobody decided is none, whatever else of the question stands.
        let statement = named_papers::of_statement(q);
        let is_bare = |(c, held): &(usize, Option<Held>)| {
            held.is_none() && statement == Some(q.check(*c).output.as_str())
        };
        if all.iter().any(is_bare) {
            return None;
        }
        let all: Vec<Option<Held>> = all.into_iter().map(|(_, held)| held).collect();
        let whole = all.iter().all(|one| one.as_ref().is_some_and(|held| held.level >= Level::InUse));
        let answer = if whole { Answer::Yes } else { Answer::Partly };
        let mut by: Vec<By> = Vec::new();
        for one in all.into_iter().flatten().flat_map(|held| held.by) {
            // What serves two checks is said once.
            if by.iter().all(|known| (&known.from, known.n) != (&one.from, one.n)) {
                by.push(one);
            }
        }
        let more = given.is_none_or(|g| g == Answer::DontKnow || g.level() < answer.level());
        (more && !by.is_empty()).then_some((answer, Held { level: answer.level(), by }))
    }

    /// What the answers suggest, in the order of the standard: at the checks each question names, only where nothing has
    /// been answered, here or above. Where two questions name a check the lower answer counts. Nobody is suggested a
    /// Don't know.
    pub fn suggestions(&self, q: &Questionnaire, a: &Assessment) -> Vec<Suggestion> {
        if !a.any(keys::QUICK) {
            return Vec::new();
        }
        let answers = self.told(a);
        let mut all: BTreeMap<usize, Suggestion> = BTreeMap::new();
        for (n, question) in self.questions.iter().enumerate() {
            let Some(answer) = answers.get(&question.id).filter(|a| a.level().says()) else { continue };
            for id in &question.maps {
                let Some(Target::Check(at)) = q.find(id) else { continue };
                let left_out = a.is_excluded_in_general(q.check_owner[at]);
                if a.general_level(q, at).is_none() && a.asks(q, at) && !left_out {
                    let new = Suggestion { at, question: n + 1, answer: *answer };
                    let kept = all.entry(at).or_insert(new);
                    if new.answer.level() < kept.answer.level() {
                        *kept = new;
                    }
                }
            }
        }
        all.into_values().collect()
    }
}

/// A level the quick check suggests at a check; it counts nowhere until somebody takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// The check, by its index over the whole questionnaire.
    pub at: usize,
    /// The question it comes from, from 1.
    pub question: usize,
    /// Its answer; the level is that of the answer.
    pub answer: Answer,
}

impl Suggestion {
    /// Takes these over as answers, one step of undo. With a system they are its own from here on.
    pub fn take(
        q: &Questionnaire,
        a: &Assessment,
        system: Option<&Rid>,
        place: &str,
        all: &[Self],
    ) -> Result<Edit, Refusal> {
        let mut whole = edit::facts(a, "answer", place, []);
        for s in all {
            let at = &q.check(s.at).id;
            let level = Some(s.answer.level());
            let one = match system {
                Some(id) => for_system::rate(q, a, id, at, level, None)?,
                None => edit::rate(q, a, at, level, None)?,
            };
            let new = |c: &&Change| whole.changes.iter().all(|x| x.key != c.key);
            let changes: Vec<_> = one.changes.iter().filter(new).cloned().collect();
            whole.changes.extend(changes);
        }
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_at_the_start_is_not_asked_again_unless_somebody_says_otherwise() {
        let q = crate::bank::embedded().unwrap();
        let check = crate::bank::guides().unwrap().quick_check;
        let mut a = Assessment::new(&q);
        assert_eq!(check.first_open(&check.told(&a)), Some(0));
        a.set(&q, keys::ROLES, Some("user".into()));
        let told = check.told(&a);
        assert_eq!(check.answer_telling(&told, Tells::Uses), Some(Answer::Yes));
        assert_eq!(check.answer_telling(&told, Tells::Makes), Some(Answer::No));
        assert_eq!(check.first_open(&told), Some(2));
        let makes = check.questions.iter().find(|x| x.tells == Some(Tells::Makes)).unwrap().id.clone();
        let e = check.keep(&a, &Answers::from([(makes.clone(), Answer::Partly)]));
        a.apply(&q, &e);
        assert_eq!(check.told(&a).get(&makes), Some(&Answer::Partly), "what somebody answered stands");
    }

    #[test]
    fn a_suggestion_counts_only_once_it_is_taken_and_the_lower_one_is_made() {
        let q = crate::bank::embedded().unwrap();
        let check = crate::bank::guides().unwrap().quick_check;
        let mut a = Assessment::new(&q);
        let shared = |id: &String| check.questions.iter().filter(|x| x.maps.contains(id)).count() == 2;
        let twice = check.questions.iter().flat_map(|x| &x.maps).find(|id| shared(id)).unwrap().clone();
        let asking: Vec<_> = check.questions.iter().filter(|x| x.maps.contains(&twice)).collect();
        let given = [Answer::Yes, Answer::No];
        let answers: Answers = asking.iter().zip(given).map(|(x, g)| (x.id.clone(), g)).collect();
        let e = check.keep(&a, &answers);
        a.apply(&q, &e);
        let Some(Target::Check(c)) = q.find(&twice) else { panic!("{twice} is no check") };
        let all = check.suggestions(&q, &a);
        let mine: Vec<_> = all.iter().filter(|s| s.at == c).copied().collect();
        assert_eq!(mine.iter().map(|s| s.answer).collect::<Vec<_>>(), [Answer::No]);
        assert_eq!(a.level(&q, c), None, "never by itself");
        let e = Suggestion::take(&q, &a, None, &twice, &mine).unwrap();
        a.apply(&q, &e);
        assert_eq!(a.general_level(&q, c).map(|(l, _)| l), Some(Level::Nothing));
        assert!(check.suggestions(&q, &a).iter().all(|s| s.at != c));
    }

    #[test]
    fn every_answer_reads_back() {
        for answer in Answer::ALL {
            assert_eq!(Answer::parse(answer.key()), Some(answer));
        }
        assert_eq!(Answer::parse("4"), None);
    }
}
