//! The way from nothing to a plan: who you are, twenty questions, the first ten things, clause by clause. Where an
//! assessment stands on it follows from its facts alone; nothing is kept of the way itself, so that it can be left and
//! joined anywhere.

use super::assessment::{Assessment, keys};
use super::quick_check::QuickCheck;
use super::score::{Scores, Status};
use super::size::OrgSize;

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// You and your AI.
    You,
    /// Twenty questions.
    Quick,
    /// The first ten things.
    Ten,
    /// Clause by clause.
    Cards,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::You, Self::Quick, Self::Ten, Self::Cards];
}

/// What the first step asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// What one does with AI.
    Roles,
    /// The AI tools in use.
    Tools,
    /// How many people.
    Size,
    /// What it covers.
    Scope,
    /// Hours a week.
    Hours,
    /// By when.
    Target,
}

impl Told {
    /// All of it, in the order it is asked.
    pub const ALL: [Self; 6] = [Self::Roles, Self::Tools, Self::Size, Self::Scope, Self::Hours, Self::Target];

    /// The fact it is kept in; none for the tools, which stand in the register.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Roles => Some(keys::ROLES),
            Self::Tools => None,
            Self::Size => Some(keys::SIZE),
            Self::Scope => Some(keys::SCOPE),
            Self::Hours => Some(keys::HOURS),
            Self::Target => Some(keys::TARGET),
        }
    }

    /// Whether it was told, wherever that was.
    pub fn is_told(self, a: &Assessment) -> bool {
        self.key().map_or_else(|| a.has_systems(), |key| a.get(key).is_some())
    }

    /// Its place among them, from 0.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|t| *t == self).unwrap_or(0)
    }
}

/// Something to pick where the first step asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// These roles, as stored.
    Roles(&'static [&'static str]),
    /// This size.
    Size(OrgSize),
    /// The use of these AI tools in the whole organisation.
    Scope(Vec<String>),
    /// So many hours a week.
    Hours(u16),
    /// In so many months.
    Target(u8),
}

impl Told {
    /// What a fact is that has few values, which are picked wherever it is asked; none where it is written.
    pub fn picked(key: &str) -> Option<Self> {
        [Self::Roles, Self::Size].into_iter().find(|what| what.key() == Some(key))
    }

    /// What can be picked here; whatever else it is, is typed.
    pub fn choices(self, a: &Assessment) -> Vec<Choice> {
        let names: Vec<String> = a.systems().iter().map(|s| s.name.clone()).collect();
        match self {
            Self::Scope if !names.is_empty() => vec![Choice::Scope(names)],
            _ => self.fixed(),
        }
    }

    /// What can be picked in every organisation alike.
    pub fn fixed(self) -> Vec<Choice> {
        match self {
            Self::Roles => {
                let all: [&'static [&'static str]; 4] =
                    [&["user"], &["provider"], &["developer"], &["developer", "provider", "user"]];
                all.map(Choice::Roles).to_vec()
            }
            Self::Tools | Self::Scope => Vec::new(),
            Self::Size => OrgSize::ALL.map(Choice::Size).to_vec(),
            Self::Hours => [2, 4, 8, 12, 16, 24].map(Choice::Hours).to_vec(),
            Self::Target => [6, 9, 12, 18].map(Choice::Target).to_vec(),
        }
    }
}

/// Where an assessment stands on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The step one is at.
    pub at: Step,
    /// What the first step has not been told, in order.
    pub untold: Vec<Told>,
    /// Questions of the quick check that are answered, and how many there are; none where it is not for this
    /// questionnaire.
    pub quick: Option<(usize, usize)>,
    /// The first question of it that is not answered, from 1.
    pub next_quick: usize,
    /// Cards that are answered, and how many there are.
    pub cards: (usize, usize),
}

/// What one goes on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoOn {
    /// With who one is, at this question of so many, from 1.
    You(usize, usize),
    /// With the twenty questions, at this one of so many, from 1.
    Quick(usize, usize),
    /// With the first ten things.
    Ten,
    /// With the card of this id; so many are open of so many.
    Card {
        /// Where.
        id: String,
        /// Open cards.
        open: usize,
        /// All of them.
        of: usize,
    },
    /// With the plan: every card is answered.
    Plan,
}

impl Journey {
    /// Where an assessment stands; `quick` where the quick check is for what is answered here.
    pub fn of(a: &Assessment, scores: &Scores, quick: Option<&QuickCheck>) -> Self {
        let untold: Vec<Told> = Told::ALL.into_iter().filter(|t| !t.is_told(a)).collect();
        let counts = scores.all.counts;
        let cards = ((counts.total() - counts.open) as usize, counts.total() as usize);
        let known = quick.map(|check| (check, check.told(a)));
        let answered = known.as_ref().map(|(check, known)| (known.len(), check.questions.len()));
        let next_quick = known.and_then(|(check, known)| check.first_open(&known)).map_or(1, |n| n + 1);
        let begun = a.any(keys::QUICK);
        let at = match answered {
            _ if scores.all.checks_answered > 0 => Step::Cards,
            Some((n, of)) if begun && n < of => Step::Quick,
            Some(_) if begun => Step::Ten,
            Some(_) if untold.is_empty() => Step::Quick,
            None if untold.is_empty() => Step::Cards,
            _ => Step::You,
        };
        Self { at, untold, quick: answered, next_quick, cards }
    }

    /// What one goes on with, from this requirement on.
    pub fn go_on(&self, scores: &Scores, from: usize, id: impl Fn(usize) -> String) -> GoOn {
        match self.at {
            Step::You => GoOn::You(self.untold.first().map_or(1, |t| t.place() + 1), Told::ALL.len()),
            Step::Quick => {
                let (_, of) = self.quick.unwrap_or_default();
                GoOn::Quick(self.next_quick, of)
            }
            Step::Ten => GoOn::Ten,
            Step::Cards => {
                let (answered, of) = self.cards;
                let next = (0..of).map(|d| (from + d) % of).find(|r| scores.status(*r) == Status::Open);
                next.map_or(GoOn::Plan, |r| GoOn::Card { id: id(r), open: of - answered, of })
            }
        }
    }

    /// Whether a step lies behind.
    pub fn is_behind(&self, step: Step) -> bool {
        match step {
            Step::You => self.untold.is_empty() || self.at > step,
            Step::Quick => self.quick.is_none_or(|(n, of)| n == of),
            // Without a quick check one comes to the cards with none of them answered.
            Step::Ten => self.at > step && (self.quick.is_some() || self.cards.0 > 0),
            Step::Cards => self.cards.0 == self.cards.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quick_check::{Answer, Answers};

    #[test]
    fn where_one_stands_follows_from_the_facts_alone() {
        let q = crate::bank::embedded().unwrap();
        let check = crate::bank::guides().unwrap().quick_check;
        let mut a = Assessment::new(&q);
        let id = |r: usize| q.requirements[r].id.clone();
        let at = |a: &Assessment| {
            let scores = Scores::compute(&q, a);
            Journey::of(a, &scores, Some(&check)).go_on(&scores, 0, id)
        };
        assert_eq!(at(&a), GoOn::You(1, 6));
        a.set(&q, keys::ROLES, Some("user".into()));
        assert_eq!(at(&a), GoOn::You(2, 6));
        for (key, value) in [
            ("system.1-abcdef.made", "2026-11-22"),
            ("system.1-abcdef.no", "1"),
            ("system.1-abcdef.name", "Chatbot"),
            (keys::SIZE, "solo"),
            (keys::SCOPE, "All"),
            (keys::HOURS, "6"),
            (keys::TARGET, "2027-11-01"),
        ] {
            a.set(&q, key, Some(value.into()));
        }
        // What one does with AI was told: two questions of the twenty are answered by it.
        assert_eq!(at(&a), GoOn::Quick(3, 20));
        let all: Answers = check.questions.iter().map(|x| (x.id.clone(), Answer::Partly)).collect();
        let e = check.keep(&a, &all);
        a.apply(&q, &e);
        assert_eq!(at(&a), GoOn::Ten);
        a.set(&q, &q.requirements[0].id.clone(), Some("3".into()));
        assert_eq!(
            at(&a),
            GoOn::Card { id: id(1), open: q.requirements.len() - 1, of: q.requirements.len() }
        );
        for r in &q.requirements {
            a.set(&q, &r.id, Some("3".into()));
        }
        assert_eq!(at(&a), GoOn::Plan);
    }
}
