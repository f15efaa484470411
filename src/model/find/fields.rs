//! What of a requirement is searched, and how much a match there is worth.

use super::super::questionnaire::Requirement;
use super::Place;

/// The place, its weight, the text.
pub(super) fn of_requirement(r: &Requirement) -> Vec<(Place, u32, &str)> {
    let mut fields = vec![
        (Place::Title, 60, r.title.as_str()),
        (Place::Question, 22, r.question.as_str()),
        (Place::Why, 8, r.why.as_str()),
        (Place::Good, 5, r.good.as_str()),
        (Place::Example, 4, r.size.three.as_str()),
        (Place::Example, 4, r.size.fifty.as_str()),
        (Place::Example, 4, r.size.five_thousand.as_str()),
    ];
    let many = [
        (Place::Words, 50, &r.words),
        (Place::Mistake, 7, &r.mistakes),
        (Place::Auditor, 4, &r.auditor.asks),
        (Place::Auditor, 4, &r.auditor.samples),
    ];
    for (place, weight, texts) in many {
        fields.extend(texts.iter().map(|t| (place, weight, t.as_str())));
    }
    fields.extend(r.documents.iter().map(|d| (Place::Documents, 20, d.name.as_str())));
    for c in &r.checks {
        fields.push((Place::Check, 14, &c.question));
        fields.push((Place::Evidence, 8, &c.evidence));
        fields.push((Place::Action, 5, &c.action));
        fields.push((Place::Output, 10, &c.output));
        fields.extend(c.levels.values().map(|l| (Place::Level, 4, l.as_str())));
    }
    fields
}
