//! The starter list of risks in words, for lists that are read and for lines under a selected row.

use super::few;
use crate::model::Questionnaire;
use crate::model::proposed::{CommonRisk, SystemKind};
use crate::model::record::Rec;
use crate::say;

/// How many ids a sentence names.
const NAMED: usize = 6;

/// Everything a risk of the list says beside its sentence.
pub fn whole(risk: &CommonRisk, q: &Questionnaire) -> String {
    let CommonRisk { cause, organisation, people, society, .. } = risk;
    let said = say!(
        "Cause: {cause}. For you: {organisation}. For people: {people}. For society: {society}.",
        cause,
        organisation,
        people,
        society
    );
    let controls = controls(risk, q);
    if controls.is_empty() { said } else { format!("{said} {controls}.") }
}

/// The controls to look at; empty where the questionnaire has none of them.
pub fn controls(risk: &CommonRisk, q: &Questionnaire) -> String {
    let ids = risk.controls(q);
    if ids.is_empty() { String::new() } else { say!("Controls to look at: {ids}", ids = ids.join(", ")) }
}

/// That these are in the register already.
pub fn all_there(numbers: &[String]) -> String {
    say!("In your register already: {numbers}.", numbers = few(numbers, NAMED))
}

/// A kind of the list in a line: its name, what it is, how many are new, and the AI systems that are of it.
pub fn kind(kind: &SystemKind, new: usize, systems: &[Rec<'_>]) -> String {
    let (id, title, about) = (&kind.id, &kind.title, &kind.about);
    let line = say!("{id}: {title} ({about}), {new|risk|risks} to pick from.", id, title, about, new);
    if systems.is_empty() {
        return line;
    }
    let names: Vec<String> = systems.iter().map(|s| format!("{} {}", s.shown_no(), s.name())).collect();
    format!("{line} {}", say!("Of yours: {names}.", names = few(&names, NAMED)))
}

/// A risk of the list in a line, by the name it is taken by.
pub fn risk(risk: &CommonRisk) -> String {
    let CommonRisk { id, what, cause, .. } = risk;
    say!("{id}: {what}. Cause: {cause}.", id, what, cause)
}

/// That the list has no such risk.
pub fn no_such_risk(typed: &str) -> String {
    say!("There is no common risk \"{typed}\". Nothing was changed.", typed)
}
