//! Whether a control applies, decided by a person or a sheet and in no other words, and when to look at that again. Used by the Statement of Applicability; what
//! else says that a control is in is no business of this file.

use super::applies::{self, Applicable};
use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal, facts};
use super::edit;
use super::level::Level;
use super::limits::{self, What, YES};
use super::questionnaire::{Questionnaire, Target};

/// What brings a control to this, as far as a decision can: other things that say it is in stay, and what AI systems answer for
/// themselves. What was left out loses its reason with the answer.
pub fn decide(q: &Questionnaire, a: &Assessment, id: &str, to: Applicable) -> Result<Edit, Refusal> {
    let out = matches!(q.find(id), Some(Target::Requirement(r)) if applies::is_out(q, a, r));
    let mut e = match to {
        // The answer takes away that it is in.
        Applicable::No => return edit::rate(q, a, id, Some(Level::NotApplicable), None),
        _ if out => edit::rate(q, a, id, None, None)?,
        _ => facts(a, "statement", id, []),
    };
    let sets = [(applies::in_key(id), (to == Applicable::Yes).then(|| YES.to_owned()))];
    e.changes.extend(facts(a, "", id, sets).changes);
    Ok(e)
}

/// What takes away why a control is left out, as a whole and check by check, and the day to look at that again: of one that is in, the
/// reason would be read as why it is needed.
pub fn without_reasons(q: &Questionnaire, id: &str) -> Vec<(String, Option<String>)> {
    let checks = q.find(id).into_iter().filter_map(|t| q.requirement_of(t)).flat_map(|r| q.checks_of(r));
    let ids = std::iter::once(id).chain(checks.map(|c| q.check(c).id.as_str()));
    let reasons = ids.map(|id| (format!("{}{id}", keys::REASON), None));
    reasons.chain([(format!("{}{id}", keys::AGAIN), None)]).collect()
}

/// Sets or removes the day to look at an exclusion again.
pub fn look_again(q: &Questionnaire, a: &Assessment, id: &str, day: &str) -> Result<Edit, Refusal> {
    let day = day.trim();
    if !day.is_empty() {
        limits::date(What::LookAgain, day).map_err(|l| l.refusal(day))?;
    }
    edit::text_at(q, a, keys::AGAIN, id, day)
}
