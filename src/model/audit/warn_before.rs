//! What is to be thought about of the findings earlier audits left: those still open, above all where this audit says that it conforms.

use super::outcome::Outcome;
use super::row::Row;
use super::warning::Warning;
use super::{Audit, Finding, FromBefore, is_below};
use crate::model::questionnaire::{Questionnaire, Target};

impl Audit<'_> {
    /// Rows of the plan above or below these places: they cover the same twice.
    pub fn planned_twice(&self, q: &Questionnaire, places: &[Target]) -> Vec<Warning> {
        let of = |at: &Target| {
            let near = |other: &Target| other != at && (is_below(q, *other, *at) || is_below(q, *at, *other));
            let rows = self.rows.iter().filter(|row| row.is_in_plan()).map(|row| row.at);
            let others: Vec<String> = rows.filter(near).map(|at| q.id_of(at).to_owned()).collect();
            let at = q.id_of(*at).to_owned();
            (!others.is_empty()).then_some(Warning::PlannedTwice { at, others })
        };
        places.iter().filter_map(of).collect()
    }

    /// Open findings of earlier audits: one warning a row that says it conforms although something stands against it there, and one
    /// that names all the others.
    pub(super) fn still_open(&self, q: &Questionnaire, before: &[(Finding<'_>, FromBefore)]) -> Vec<Warning> {
        let open: Vec<&Finding<'_>> = before.iter().map(|(f, _)| f).filter(|f| f.is_open()).collect();
        let mut named: Vec<String> = Vec::new();
        let mut all = Vec::new();
        let conforms = |row: &&Row<'_>| row.is_in_plan() && row.result == Some(Outcome::Conforms);
        for row in self.rows.iter().filter(conforms) {
            let here = |f: &&&Finding<'_>| {
                f.against().is_some()
                    && f.places.iter().any(|at| is_below(q, *at, row.at) || is_below(q, row.at, *at))
            };
            let findings: Vec<String> = open.iter().filter(here).map(|f| f.rec.shown_no()).collect();
            if !findings.is_empty() {
                named.extend(findings.iter().cloned());
                all.push(Warning::ConformsThoughOpen { at: row.rec.get("at").to_owned(), findings });
            }
        }
        let rest = open.into_iter().map(|f| f.rec.shown_no()).filter(|no| !named.contains(no));
        let findings: Vec<String> = rest.collect();
        all.extend((!findings.is_empty()).then_some(Warning::OpenBefore { findings }));
        all
    }
}
