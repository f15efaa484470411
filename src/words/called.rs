//! What an organisation, a questionnaire and its parts are called, and the sentences that name a requirement only
//! where the questionnaire has one for the matter.

use crate::model::questionnaire::NAMELESS_CONTROLS;
use crate::model::{Assessment, Questionnaire};
use crate::say;

/// The organisation, or a plain placeholder.
pub fn organisation(a: &Assessment) -> &str {
    a.organisation().unwrap_or(say!("(no name)"))
}

/// Title and version, as a person would name it.
pub fn questionnaire(q: &Questionnaire) -> String {
    say!("{title}, version {version}", title = q.title, version = q.version)
}

/// The part that cannot be excluded, by its name in the questionnaire, inside a sentence: `clauses 4 to 10`.
pub fn clauses(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// Its controls, by their name in the questionnaire: `Annex A controls`; without one, `controls`.
pub fn controls(name: &str) -> String {
    if name == NAMELESS_CONTROLS { say!("controls").to_owned() } else { say!("{name} controls", name) }
}

/// Its controls, where a line begins: `Annex A controls`; without a name, `Controls`.
pub fn all_controls(name: &str) -> String {
    if name == NAMELESS_CONTROLS { say!("Controls").to_owned() } else { say!("{name} controls", name) }
}

/// Heads the list of exclusions without a reason.
pub fn without_reason(q: &Questionnaire) -> String {
    match q.applicability() {
        Some(id) => say!("Excluded without a reason (open items of {id})", id),
        None => say!("Excluded without a reason (open items)").to_owned(),
    }
}

/// Heads the list of exclusions for which no reason can stand.
pub fn cannot_stand(q: &Questionnaire) -> String {
    match q.applicability() {
        Some(id) => say!("Excluded, and cannot stand (open items of {id})", id),
        None => say!("Excluded, and cannot stand (open items)").to_owned(),
    }
}

/// Heads the list of what nobody could answer. Figures leave good practice out, so it is counted apart here.
pub fn to_find_out(q: &Questionnaire, checks: &[usize]) -> String {
    match checks.iter().filter(|c| !q.check(**c).mandatory).count() {
        0 => say!("To find out").to_owned(),
        n => say!("To find out, {n} of them good practice", n),
    }
}

/// How many checks nobody could answer, those of good practice counted apart: "22", or "22 and 3 of good practice".
pub fn how_many(q: &Questionnaire, checks: &[usize]) -> String {
    let good = checks.iter().filter(|c| !q.check(**c).mandatory).count();
    let n = checks.len() - good;
    match good {
        0 => n.to_string(),
        _ => say!("{n} and {good} of good practice", n, good),
    }
}

/// Heads the list of what is not assessed yet: what is open for a Don't know alone stands in another list.
pub fn not_assessed(listed: usize, open: u32) -> String {
    if listed == open as usize {
        say!("Not assessed yet").to_owned()
    } else {
        say!("Not assessed yet, of {open} open", open)
    }
}

/// Heads the list of exclusions whose reason argues nothing.
pub fn weak_reason() -> &'static str {
    say!("Excluded with a reason that says little")
}

/// What comes of an exclusion without a reason, where a line is asked for.
pub fn empty_stays_open(q: &Questionnaire) -> String {
    match q.applicability() {
        Some(id) => say!("Without a reason (an empty line) it stays an open item of {id}.", id),
        None => say!("Without a reason (an empty line) it stays an open item.").to_owned(),
    }
}

/// After an assessment is begun without a scope: what adds it.
pub fn scope_missing(q: &Questionnaire, way: &str) -> String {
    match &q.places.scope {
        Some(id) => {
            say!("The scope is still missing, a blocker of its own ({id}): {way} adds it.", id, way)
        }
        None => say!("The scope is still missing, a blocker of its own: {way} adds it.", way),
    }
}

/// That the quick check is not for what a file answers.
pub fn no_quick_check(q: &Questionnaire) -> String {
    say!(
        "The quick check does not know the questions of this file ({other}). Nothing was changed.",
        other = questionnaire(q)
    )
}
