//! An explanation with what stands behind it, as it can be handed on: the one way the front ends have to it.

use serde_json::Value;

use super::Work;
use crate::doc::Doc;
use crate::model::questionnaire::Target;
use crate::report::explain::{self, Behind};

impl Work {
    /// An explanation of a figure or of a place, with who answered, the evidence and what audits say of the place.
    pub fn explained(&self, explanation: Doc, at: Option<Target>) -> Doc {
        let (head, set) = (self.head(), at.map(|at| self.set_by(at)).unwrap_or_default());
        explain::whole(explanation, Behind { input: &self.input(&head), set: &set }, at)
    }

    /// The same for programs.
    pub fn explained_data(&self, explanation: Doc, at: Option<Target>) -> Value {
        let (head, set) = (self.head(), at.map(|at| self.set_by(at)).unwrap_or_default());
        let input = self.input(&head);
        let behind = Behind { input: &input, set: &set };
        explain::data(&explain::whole(explanation, behind, at), behind, at)
    }

    /// What stands behind a place, explained.
    pub fn explained_place(&self, at: Target) -> Doc {
        let (gaps, map) = self.plan();
        self.explained(explain::target(self.q(), self.a(), self.scores(), gaps, map, at), Some(at))
    }
}
