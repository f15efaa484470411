//! Whose a number of 0.1.0 was: that version gave the number of a removed record to the next one made, and undo
//! and redo go back and forth between them.

use super::Rid;

/// Which way a history goes with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// On: a change of its own.
    New,
    /// Back: the last change that counts is taken back.
    Undo,
    /// On again: the last one taken back.
    Redo,
}

impl Turn {
    /// Which way an event goes that takes this one back, or makes that one again.
    pub const fn of(undoes: Option<i64>, redoes: Option<i64>) -> Self {
        match (undoes, redoes) {
            (Some(_), _) => Self::Undo,
            (None, Some(_)) => Self::Redo,
            (None, None) => Self::New,
        }
    }
}

/// Whose a number was, one after the other: 0.1.0 gave the number of a removed record to the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Every coming (true) and going, with the record.
    steps: Vec<(bool, Rid)>,
    /// How many of them count now; the others were taken back.
    at: usize,
    /// What a number stands for that no record has had yet.
    pub(super) nobody: Option<Rid>,
}

impl Line {
    pub(super) fn current(&self) -> Option<&Rid> {
        self.at
            .checked_sub(1)
            .and_then(|last| self.steps.get(last))
            .map(|(_, id)| id)
            .or(self.nobody.as_ref())
    }

    pub(super) fn is_there(&self) -> bool {
        self.at.checked_sub(1).and_then(|last| self.steps.get(last)).is_some_and(|(comes, _)| *comes)
    }

    /// A record comes or goes. Returns which.
    pub(super) fn step(&mut self, turn: Turn, comes: bool, fresh: impl FnOnce() -> Rid) -> Rid {
        let fits = |step: Option<&(bool, Rid)>, comes| {
            step.filter(|(came, _)| *came == comes).map(|(_, id)| id.clone())
        };
        let again = match turn {
            Turn::New => None,
            Turn::Undo => {
                let last = self.at.checked_sub(1);
                let id = last.and_then(|last| fits(self.steps.get(last), !comes));
                if let (Some(last), Some(_)) = (last, &id) {
                    self.at = last;
                }
                id
            }
            Turn::Redo => {
                let id = fits(self.steps.get(self.at), comes);
                self.at += usize::from(id.is_some());
                id
            }
        };
        again.unwrap_or_else(|| {
            self.steps.truncate(self.at);
            let id = if comes { fresh() } else { self.current().cloned().unwrap_or_else(fresh) };
            self.steps.push((comes, id.clone()));
            self.at = self.steps.len();
            id
        })
    }
}
