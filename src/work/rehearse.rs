//! The rehearsal of a certification audit. Tells, and changes nothing.

use super::Work;
use crate::model::rehearsal::{self, Stands};

impl Work {
    /// What is opened at a stage, or at both, and what stands there.
    pub fn rehearsal(&self, stage: Option<u8>) -> Vec<Stands<'_>> {
        rehearsal::of((self.q(), self.a(), self.scores()), stage, self.today)
    }
}
