//! An explanation with what stands behind it, as it can be handed on: the one way the front ends have to it.

use serde_json::Value;

use super::Work;
use crate::doc::Doc;
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT, AUDIT_ROW, FINDING, FINDING_CHECK, FINDING_REPLY, Rid, read, record_key};
use crate::report::explain::{self, Behind};

impl Work {
    /// An explanation of a figure or of a place, with who answered, the evidence and what audits say of the place.
    pub fn explained(&self, explanation: Doc, at: Option<Target>) -> Doc {
        self.explained_to(explanation, at, false)
    }

    /// The same; to a `room` nothing is told of what it was not shown.
    fn explained_to(&self, explanation: Doc, at: Option<Target>, room: bool) -> Doc {
        let (head, set) = (self.head(), at.map(|at| self.set_by(at)).unwrap_or_default());
        explain::whole(explanation, Behind { input: &self.input(&head), set: &set, room }, at)
    }

    /// The same for programs.
    pub fn explained_data(&self, explanation: Doc, at: Option<Target>) -> Value {
        let (head, set) = (self.head(), at.map(|at| self.set_by(at)).unwrap_or_default());
        let input = self.input(&head);
        let behind = Behind { input: &input, set: &set, room: false };
        explain::data(&explain::whole(explanation, behind, at), behind, at)
    }

    /// A finding, by its number or its id: what it says, what was replied, and who wrote what when.
    pub fn explained_finding(&self, typed: &str) -> Option<Doc> {
        let id = self.one_named(&FINDING, typed.trim()).ok()?;
        let a = self.a();
        let mut ids: Vec<String> = Vec::new();
        // What was taken back is of its history, too.
        for kind in [&FINDING_REPLY, &FINDING_CHECK] {
            let all = read::all_in(a, kind, &id.audit()?).into_iter();
            ids.extend(all.filter(|r| r.get("finding") == id.as_str()).map(|r| r.id.as_str().to_owned()));
        }
        ids.push(id.as_str().to_owned());
        let is = |key: &str| record_key(key).is_some_and(|k| ids.iter().any(|id| id == k.id));
        let history = self.recorded_of(is);
        let head = self.head();
        let doc = explain::finding(&self.input(&head), &id, &history)?;
        Some(self.explained(doc, None))
    }

    /// What of an audit is meant by its number: an audit, a row of one, or a finding.
    pub fn explained_of_audit(&self, typed: &str) -> Option<Doc> {
        let typed = typed.trim();
        let numbered = |kind| read::named(self.a(), kind, typed).filter(|_| typed.contains('-'));
        let head = self.head();
        let doc = if let Some(audit) = numbered(&AUDIT) {
            explain::audit(&self.input(&head), &audit.id)
        } else if let Some(row) = numbered(&AUDIT_ROW) {
            explain::audit_row(&self.input(&head), &row)?
        } else {
            return self.explained_finding(typed);
        };
        Some(self.explained(doc, None))
    }

    /// What stands behind a place, explained; where it is a row of the audit, that comes first.
    pub fn explained_row(&self, row: &Rid, at: Target) -> Doc {
        let head = self.head();
        let paper = explain::audit_row(&self.input(&head), &read::at(self.a(), &AUDIT_ROW, row));
        let place = self.explained_before_room(at);
        match paper {
            Some(paper) => explain::before(paper, place),
            None => place,
        }
    }

    /// What stands behind a place, explained.
    pub fn explained_place(&self, at: Target) -> Doc {
        self.place_explained(at, false)
    }

    /// The same where a room may read it: nothing is told of what it was not shown.
    pub fn explained_before_room(&self, at: Target) -> Doc {
        self.place_explained(at, true)
    }

    fn place_explained(&self, at: Target, room: bool) -> Doc {
        let (gaps, map) = self.plan();
        self.explained_to(explain::target(self.q(), self.a(), self.scores(), gaps, map, at), Some(at), room)
    }
}
