//! Which controls risks name. Used by the Statement of Applicability and by what registers support, neither of which knows the other.

use std::collections::BTreeSet;

use super::assessment::Assessment;
use super::questionnaire::Questionnaire;
use super::record::{RISK, Rec, read};

/// The id of the control a risk names, which may do it by a check of it.
pub(super) fn meant<'t>(q: &'t Questionnaire, typed: &'t str) -> &'t str {
    q.find(typed).and_then(|t| q.requirement_of(t)).map_or(typed, |r| &q.requirements[r].id)
}

/// The ids of the controls that risks name.
pub(super) fn all(q: &Questionnaire, a: &Assessment) -> BTreeSet<String> {
    let all = read::all(a, &RISK);
    let of =
        |risk: &Rec<'_>| risk.members("controls").into_iter().map(|(m, _)| meant(q, m).to_owned()).collect();
    all.iter().flat_map(|risk| -> Vec<String> { of(risk) }).collect()
}
