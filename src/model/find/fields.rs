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
        (Place::Question, 22, &r.short),
        (Place::Advice, 5, &r.ai_today),
        (Place::Example, 4, &r.size.one),
    ];
    fields.extend(advice(r));
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
        let steps = c.actions.iter().flat_map(|a| [&a.start, &a.put_to_use, &a.prove]);
        fields.extend(steps.map(|step| (Place::Action, 5, step.as_str())));
        let names = [&c.names.start, &c.names.put_to_use, &c.names.prove].into_iter().flatten();
        fields.extend(names.map(|name| (Place::Action, 5, name.as_str())));
        let answers = c.answers.iter().flat_map(|a| [&a.good, &a.bad]);
        fields.extend(answers.map(|answer| (Place::Example, 4, answer.as_str())));
        fields.push((Place::Output, 10, &c.output));
        fields.extend(c.levels.values().map(|l| (Place::Level, 4, l.as_str())));
    }
    fields
}

/// What format 2 says to help.
fn advice(r: &Requirement) -> impl Iterator<Item = (Place, u32, &str)> {
    let asked = r.user_only.iter().map(|text| (Place::Question, 14, text.as_str()));
    let enough = r.enough.iter().flat_map(|e| [&e.stage1, &e.stage2]).map(String::as_str);
    let finding = r.finding.iter().map(|f| f.text.as_str());
    let sectors = r.sectors.each().map(|(_, text)| text);
    let exclude = r.exclude.iter().flat_map(|e| [&e.when, &e.never]).filter_map(|text| text.as_deref());
    let pointers = r.pointers.iter().flat_map(|p| [p.to.as_str(), &p.helps_with]);
    let helps = enough.chain(finding).chain(sectors).chain(exclude).chain(pointers);
    let firms = r.worked.each().map(|(_, wrote)| (Place::Firm, 4, wrote.wrote.as_str()));
    asked.chain(helps.map(|text| (Place::Advice, 5, text))).chain(firms)
}
