//! How a session begins: with a new file, or with one that is there.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Session, StoreError, answered, event};
use crate::model::{Edit, Questionnaire};
use crate::store;

impl Session {
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

    /// Creates a file whose first facts come in several steps, waits until all are durable, and lets go
    /// of it.
    pub fn create_in_steps(
        q: impl Into<Arc<Questionnaire>>,
        path: &Path,
        by: &str,
        steps: &[Edit],
    ) -> Result<(), StoreError> {
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        let mut s = Self::create(q, path, by, first, false)?;
        for step in rest {
            s.apply_durably(step)?;
        }
        s.close()
    }

    /// Opens a file, which answers the questionnaire it keeps or, without one, `bank`; waits up to `patience` for another window to let go when writing is wanted.
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
