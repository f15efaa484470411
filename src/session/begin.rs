//! How a session begins: with a new file, or with one that is there.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Notice, Session, StoreError, answered, event};
use crate::model::assessment::keys;
use crate::model::{Change, EARLIER_RULE, Edit, Questionnaire, RULE};
use crate::store;

/// Whom `small` meant by the rule before this one.
const SMALL_MEANT: &str = "2-50";

impl Session {
    /// What opening an old file may lower: free words on who has seen a piece of evidence verified it in 0.1.0.
    /// None in a file without records of that version.
    pub(super) fn seen_in_words(&self) -> Option<Notice> {
        if self.upgraded.is_empty() {
            return None;
        }
        let pieces = self.a.evidence();
        let pieces = pieces.iter().filter(|e| !e.seen_note.is_empty() && !e.is_seen()).count();
        (pieces > 0).then_some(Notice::SeenInWords { pieces })
    }

    /// Whether the facts say that the assessment is counted by the rule before this one.
    pub(super) fn is_of_an_earlier_rule(&self) -> bool {
        self.a.get(keys::RULE) == Some(EARLIER_RULE)
    }

    /// The edit, which says too by which rule the assessment is counted and which version of the questions it
    /// answers from now on, if the file still names the ones before. Until then opening it tells what differs.
    pub(super) fn under_this_rule<'e>(&self, edit: &'e Edit) -> Cow<'e, Edit> {
        let asked = format!("{} {}", self.q.id, self.q.version);
        let names = |key: &str| self.a.get(key).map(str::to_owned);
        let other_version = names(keys::QUESTIONNAIRE).filter(|named| *named != asked);
        let of_before = [
            (keys::RULE, self.is_of_an_earlier_rule().then(|| EARLIER_RULE.to_owned()), RULE.to_owned()),
            (keys::QUESTIONNAIRE, other_version, asked),
        ];
        // Whoever gives the size again, in the same word too, says the rule with it.
        let size_given = edit.changes.iter().any(|c| matches!(c.key.as_str(), keys::RULE | keys::SIZE));
        let mut edit = Cow::Borrowed(edit);
        for (key, was, now) in of_before {
            if was.is_some() && edit.changes.iter().all(|c| c.key != key) {
                edit.to_mut().changes.push(Change { key: key.to_owned(), was, now: Some(now) });
            }
        }
        // What the word meant then is not lost with the rule: the size is asked again until somebody gives it.
        if self.is_of_an_earlier_rule() && self.a.is_size_asked_again() && !size_given {
            let now = Some(SMALL_MEANT.to_owned());
            edit.to_mut().changes.push(Change { key: keys::SIZE_MEANT.to_owned(), was: None, now });
        }
        edit
    }

    /// Creates a file with these first facts and opens it. A questionnaire that does not come with the program
    /// is kept in it.
    pub fn create(
        q: impl Into<Arc<Questionnaire>>,
        path: &Path,
        by: &str,
        first: &Edit,
        overwrite: bool,
    ) -> Result<Self, StoreError> {
        let q = q.into();
        let first = event(by, &answered::founding(&q, first));
        let opened = store::create(path, &[first], overwrite, q.kept.as_deref())?;
        Self::from_opened(q, opened, by)
    }

    /// Creates a file whose first facts come in several steps, all of them at once or none, and lets go of it.
    pub fn create_in_steps(
        q: impl Into<Arc<Questionnaire>>,
        path: &Path,
        by: &str,
        steps: &[Edit],
    ) -> Result<(), StoreError> {
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        let q = q.into();
        let first = answered::founding(&q, first);
        let events: Vec<_> = std::iter::once(&first).chain(rest).map(|step| event(by, step)).collect();
        let opened = store::create(path, &events, false, q.kept.as_deref())?;
        Self::from_opened(q, opened, by)?.close()
    }

    /// The bytes of a new file with these first facts; `path` is where it is going to lie.
    pub fn packed(q: &Questionnaire, path: &Path, by: &str, first: &Edit) -> Result<Vec<u8>, StoreError> {
        store::packed(path, &[event(by, &answered::founding(q, first))], q.kept.as_deref())
    }

    /// Opens a file, which answers the questionnaire it keeps or, without one, `bank`; waits up to `patience` for
    /// another window to let go when writing is wanted.
    pub fn open(
        bank: impl Into<Arc<Questionnaire>>,
        path: &Path,
        by: &str,
        write: bool,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        let opened = if write && !patience.is_zero() {
            store::open_waiting(path, patience)?
        } else {
            store::open(path, write)?
        };
        Self::from_opened(bank.into(), opened, by)
    }
}
