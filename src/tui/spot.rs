//! A place in the questionnaire, as a card shows it.

use crate::model::questionnaire::{Questionnaire, Target};

/// A requirement, and a row of its card: 0 is the requirement as a whole, then its checks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the requirement.
    pub requirement: usize,
    /// Row of the card.
    pub row: usize,
}

impl Spot {
    /// Its id: the requirement, or the check the row stands for.
    pub fn id(self, q: &Questionnaire) -> String {
        let Some(r) = q.requirements.get(self.requirement) else { return String::new() };
        match self.row.checked_sub(1).and_then(|n| r.checks.get(n)) {
            Some(c) => c.id.clone(),
            None => r.id.clone(),
        }
    }

    /// The place of a target: a heading leads to its first requirement.
    pub fn of(q: &Questionnaire, target: Target) -> Self {
        match target {
            Target::Heading(h) => Self { requirement: q.below(h).first().copied().unwrap_or(0), row: 0 },
            Target::Requirement(r) => Self { requirement: r, row: 0 },
            Target::Check(c) => {
                let r = q.check_owner[c];
                Self { requirement: r, row: c - q.first_check[r] + 1 }
            }
        }
    }
}
