//! Why a change is refused, in words for people.

use super::{KindWords as _, Word as _, Words, called, said, text, with_near};
use crate::model::Refusal;
use crate::model::edit::WrongLine;
use crate::say;

/// The sentence with the one that ends most refusals.
fn unchanged(sentence: String) -> String {
    [sentence, say!("Nothing was changed.").to_owned()].join(" ")
}

/// That a reason for leaving something out was given where nothing can be left out; `ask` is what is typed instead.
pub(super) fn no_reason_here(controls: &str, ask: Option<String>) -> String {
    let controls = called::controls(controls);
    match ask {
        Some(ask) => say!("Only {controls} can be excluded; {ask} is for the reason.", controls, ask),
        None => say!("Only {controls} can be excluded, each with a reason. Nothing was changed.", controls),
    }
}

impl Words for Refusal {
    fn words(&self) -> String {
        match self {
            Self::UnknownId { id, near, .. } => {
                with_near(say!("There is no {id} in this questionnaire.", id), near)
            }
            Self::ClauseNotApplicable { id, inside, controls } => say!(
                "{id} cannot be Not applicable: requirements of {inside} cannot be excluded. Only {controls} can, each with a reason.",
                id,
                inside = called::clauses(inside),
                controls = called::controls(controls)
            ),
            Self::NotPerSystem { id, controls } => say!(
                "{id} is answered for the organisation, not for one AI system: only {controls} can be answered per system. Nothing was changed.",
                id,
                controls = called::controls(controls)
            ),
            Self::HeadingNotApplicable { id } => say!(
                "{id} is a heading, and only controls can be left out: one by one, each with its own reason. Answer n on the control itself.",
                id
            ),
            Self::TooLong { len, max, .. } => {
                say!("This is too long: {len} bytes; {max} are the most. Nothing was changed.", len, max)
            }
            Self::UnknownAction { id, near, .. } => {
                unchanged(with_near(say!("There is no action {id} in this roadmap.", id), near))
            }
            Self::Field { word, fault, .. } => {
                say!("{word}: {fault} Nothing was changed.", word = text(word), fault = fault.words())
            }
            Self::UnknownField { kind, typed } => say!(
                "There is no field {typed} in {kind}. Its fields: {fields}. Nothing was changed.",
                typed,
                kind = kind.a_new(),
                fields = kind.typed().map(|f| f.key).collect::<Vec<_>>().join(", ")
            ),
            Self::MadeByVerb { sentence, verb } => said(sentence, &[("verb", verb)]),
            Self::BadValue { what, value, expected, .. } => say!(
                "{what}: \"{value}\" cannot be read. Expected: {expected}. Nothing was changed.",
                what = what.word(),
                value,
                expected = expected.word()
            ),
            Self::NoRoom { words, most } => {
                say!(
                    "There is no room: {most} {records} are the most. Nothing was changed.",
                    most,
                    records = text(words)
                )
            }
            Self::ThreeFields { one } => {
                say!("There are three fields in {one}. Nothing was changed.", one = text(one))
            }
            _ => of_the_whole(self),
        }
    }
}

/// Refusals about actions of the plan and states as a whole.
fn of_the_whole(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotToSplit { id } => {
            say!("{id} is split, merged or added already; take that back first. Nothing was changed.", id)
        }
        Refusal::NotToMerge { id } => say!(
            "{id} is split, merged or added already; only actions as the rule makes them can be merged. Nothing was changed.",
            id
        ),
        Refusal::Taken(taken) => say!("{taken}. Nothing was changed.", taken = taken.words()),
        Refusal::Parts { n, most } => {
            say!("A split needs 2 to {most} parts, not {n}. Nothing was changed.", most, n)
        }
        Refusal::EmptyPart => {
            say!("Each part needs what to do and a share of the hours above 0. Nothing was changed.")
                .to_owned()
        }
        Refusal::RulesOwn { id } => say!(
            "{id} is the rule's own action: it leaves the roadmap when its gap is closed. Nothing was changed.",
            id
        ),
        Refusal::Circle { ids } => say!(
            "Then {ids} would wait for each other in a circle. Nothing was changed.",
            ids = ids.join(", ")
        ),
        Refusal::LargeState { len, max } => say!(
            "This state is {size} kB; a snapshot holds at most {most} kB. Keep a copy of the file instead. Nothing was changed.",
            size = len / 1024,
            most = max / 1024
        ),
        Refusal::StateExists { name, date } => say!(
            "There is a snapshot \"{name}\" of {date} already; choose another name. Nothing was changed.",
            name,
            date
        ),
        Refusal::OtherRule { name, rule } => say!(
            "{name} was made by {rule}, this program counts by {ours}: their figures cannot stand side by side. Nothing was changed; open it with the version that made it.",
            name,
            rule,
            ours = crate::model::RULE
        ),
        Refusal::OtherQuestionnaire { before, old, after, new } => say!(
            "{before} answers the questionnaire {old}, {after} answers {new}: they cannot be compared. Nothing was changed.",
            before = &**before,
            old = &**old,
            after = &**after,
            new = &**new
        ),
        Refusal::Order { due: true, typed, stands } => say!(
            "{typed} for the due date does not fit {stands} for the earliest start. Nothing was changed; change the other date first.",
            typed,
            stands
        ),
        Refusal::Order { due: false, typed, stands } => say!(
            "{typed} for the earliest start does not fit {stands} for the due date. Nothing was changed; change the other date first.",
            typed,
            stands
        ),
        // All others are said above.
        _ => say!("Nothing was changed.").to_owned(),
    }
}

impl Words for WrongLine {
    fn words(&self) -> String {
        match self {
            Self::NoLevel { typed } => say!(
                "\"{typed}\" is no level; use 1 to 5, ?, n, clear or nothing planned written in-use proven unknown na.",
                typed
            ),
            Self::Refused(refusal) => refusal.words(),
        }
    }
}
