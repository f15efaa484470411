//! Where the rows of an audit stand: the first at each place, and those that are about each requirement.

use std::collections::HashMap;

use super::row::Row;
use crate::model::questionnaire::{Questionnaire, Target};

/// Rows by where they stand, each by its place among the rows of its audit.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    first: HashMap<Target, usize>,
    about: Vec<Vec<usize>>,
}

impl Places {
    pub(super) fn of(q: &Questionnaire, rows: &[Row<'_>]) -> Self {
        let (mut first, mut about) = (HashMap::new(), vec![Vec::new(); q.requirements.len()]);
        for (n, row) in rows.iter().enumerate() {
            first.entry(row.at).or_insert(n);
            let covered = match row.at {
                Target::Heading(h) => q.below(h),
                at => q.requirement_of(at).into_iter().collect(),
            };
            for r in covered {
                about[r].push(n);
            }
        }
        Self { first, about }
    }

    /// The first row at this very place.
    pub(super) fn first(&self, at: Target) -> Option<usize> {
        self.first.get(&at).copied()
    }

    /// The rows about a requirement: at it, at one of its checks or at a heading above.
    pub(super) fn about(&self, requirement: usize) -> &[usize] {
        self.about.get(requirement).map_or(&[], Vec::as_slice)
    }
}
