//! What came of a change in the Statement of Applicability, in words, and why one was not made. Used by `done`, `history` and
//! `refusal`, which say everything else.

use super::statement::{drivers, flag, why_needed, why_not_needed};
use super::{Word as _, Words, day, few, joined, stopped};
use crate::model::assessment::keys;
use crate::model::said::{Matter, Said};
use crate::model::statement::{Applicable, Driver, Flag, is_weak_why};
use crate::model::{Level, Questionnaire, Rid};
use crate::say;
use crate::work::Refused;

/// Said at once of a reason for having a control that names nothing.
fn weak_why(why: &str) -> String {
    if is_weak_why(why) {
        say!("This reason says little: name the risk, law, contract or practice.").to_owned()
    } else {
        String::new()
    }
}

/// The answer that leaving something out takes the place of; empty where there was none.
pub(super) fn answer_goes(level: Option<Level>, was: Option<Level>) -> String {
    match was.filter(|was| level == Some(Level::NotApplicable) && was.is_an_answer()) {
        Some(was) => say!("Its answer goes, it was {was}.", was = was.word()),
        None => String::new(),
    }
}

/// A text of the statement was kept, or removed where it is empty now.
pub(super) fn kept(matter: Matter, at: &str, now: &str, undo: Option<&str>) -> String {
    let takes_back = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    let brings_back = undo.map_or_else(String::new, |undo| say!("{undo} brings it back.", undo));
    match (matter, now.is_empty()) {
        (Matter::WhyIn, true) => joined([say!("Why {at} is needed: removed.", at), brings_back]),
        (Matter::WhyIn, false) => joined([say!("Kept why {at} is needed.", at), weak_why(now)]),
        (Matter::How, true) => joined([say!("How {at} is done: removed.", at), brings_back]),
        (Matter::How, false) => joined([say!("Kept how {at} is done.", at), takes_back]),
        (_, true) => joined([say!("{at}: no day to look at it again.", at), brings_back]),
        (_, false) => {
            joined([say!("{at}: to be looked at again on {now}.", at, now = day::of_stored(now)), takes_back])
        }
    }
}

/// What came of a change of drivers or of systems.
pub(super) fn outcome(said: &Said, undo: Option<&str>) -> String {
    let undo = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    let words = match said {
        Said::Stated { at, weak: true, untreated: risks, .. } => joined([
            say!("Kept. The reason of {at} says little: an auditor will ask what is behind it.", at),
            untreated(risks),
        ]),
        Said::Stated { at, untreated: risks, lacks, .. } => {
            joined([say!("What is said of {at} is kept.", at), asked_for(at, *lacks), untreated(risks)])
        }
        Said::OfRisks { at, risks, .. } if risks.is_empty() => say!("No risk names {at} now.", at),
        Said::OfRisks { at, risks, untreated: lack } => {
            joined([say!("{at} treats {risks}.", at, risks = few(risks, 3)), untreated(lack)])
        }
        Said::Decided { at, now, goes, never, lacks, weak } => {
            let goes = joined(goes.iter().map(|one| stopped(&one.words())));
            joined([decided(at, *now, *lacks, *weak), goes, flag_never(never)])
        }
        Said::Drivers { at, now, .. } if now.is_empty() => {
            say!("{at} is needed for nothing named now.", at)
        }
        Said::Drivers { at, now, lacks } => joined([
            say!("{at} is needed for: {drivers}.", at, drivers = drivers(now)),
            asked_for(at, *lacks),
        ]),
        Said::SuggestedTaken { taken, lack } => match taken.as_slice() {
            [(at, now)] => joined([
                say!("{at} is needed for {drivers}, as your registers say.", at, drivers = drivers(now)),
                asked_for(at, !lack.is_empty()),
            ]),
            all => {
                let taken = say!("Taken from your registers for {n|control|controls}.", n = all.len());
                let still = match lack.len() {
                    0 => String::new(),
                    _ => say!("Still without a reason: {ids}.", ids = few(lack, 3)),
                };
                joined([taken, still])
            }
        },
        Said::ForSystems { at, names } if names.is_empty() => say!("{at} is for all AI systems.", at),
        Said::ForSystems { at, names } => say!("{at} is for {names}.", at, names = few(names, 3)),
        _ => String::new(),
    };
    joined([words, undo])
}

/// That a control is in and nobody wrote why, with the question; empty where somebody did.
fn asked_for(at: &str, lacks: bool) -> String {
    if lacks { flag(at, &Flag::NoReasonFor) } else { String::new() }
}

/// That no reason for leaving it out can stand, and why.
fn flag_never(never: &str) -> String {
    if never.is_empty() { String::new() } else { super::advice::cannot_stand(never) }
}

/// What was decided of a control, and what its reason lacks.
fn decided(at: &str, now: Applicable, lacks: bool, weak: bool) -> String {
    let first = match (now, lacks) {
        (Applicable::Yes, true) => {
            say!("{at} is in now, without a reason. {question}", at, question = why_needed(at))
        }
        (Applicable::Yes, false) => say!("{at} is in now.", at),
        (Applicable::No, true) => {
            say!("{at} is left out now, without a reason. {question}", at, question = why_not_needed(at))
        }
        (Applicable::No, false) => say!("{at} is left out now.", at),
        (Applicable::Undecided, _) => say!("{at} is undecided now.", at),
    };
    let weak = if weak { say!("Its reason says little: an auditor will ask what is behind it.") } else { "" };
    joined([first, weak.to_owned()])
}

/// What a change of the statement is called where it is taken back.
pub(super) fn event(what: &str) -> &'static str {
    match what {
        "why-in" => say!("why it is needed"),
        "driver" => say!("what it is needed for"),
        "how" => say!("how it is done"),
        "for" => say!("the AI systems it is for"),
        "statement" => say!("the row of the statement"),
        _ => say!("the day to look again"),
    }
}

/// A fact of the statement that names something: "A.2.2, needed for risk"; none of any other.
pub(super) fn linked(q: &Questionnaire, key: &str, system: impl Fn(&Rid) -> String) -> Option<String> {
    let of = |prefix| key.strip_prefix(prefix)?.rsplit_once('.').filter(|(id, _)| q.exactly(id).is_some());
    if let Some((id, word)) = of(keys::DRIVER) {
        let driver = Driver::parse(word).map_or(word, |d| d.word());
        return Some(say!("{id}, needed for {driver}", id, driver));
    }
    if let Some(id) = key.strip_prefix(keys::IN).filter(|id| q.exactly(id).is_some()) {
        return Some(say!("{id} is decided in", id));
    }
    let (id, rid) = of(keys::FOR)?;
    Some(say!("{id}, for {system}", id, system = system(&Rid::parse(rid)?)))
}

/// Why a change of the statement was not made.
pub(super) fn refused(refused: &Refused) -> String {
    match refused {
        Refused::NoControl { at, controls } => say!(
            "{at} has no row in the Statement of Applicability: only {controls} have one. Nothing was changed.",
            at,
            controls = super::called::controls(controls)
        ),
        Refused::NoDriver { typed } => say!(
            "\"{typed}\" is nothing a control can be needed for: risk, impact, law, contract, practice. Nothing was changed.",
            typed = crate::model::text::shown(typed, 30)
        ),
        Refused::NoDecision { typed } => say!(
            "\"{typed}\" does not say whether a control applies: yes, no or undecided. Nothing was changed.",
            typed = crate::model::text::shown(typed, 30)
        ),
        Refused::NotDecided { at, is: Applicable::Yes, wanted: Applicable::Undecided } => say!(
            "{at} stays in: an answer, why it is needed or what it is needed for says so. Take that away first. Nothing was changed.",
            at
        ),
        Refused::NotDecided { at, is, .. } => say!(
            "{at} stays {is}: AI systems answer it for themselves. Change what is said there. Nothing was changed.",
            at,
            is = if *is == Applicable::No { say!("left out") } else { say!("in") }
        ),
        Refused::DecidesForAll { at, system } => say!(
            "Whether {at} applies is decided for all AI systems, and you answer for {system}. For that one alone answer: {at} na. To \
             decide it for all of them, first type: for all. Nothing was changed.",
            at,
            system
        ),
        Refused::NotOfOwn { at } => say!(
            "{at} is a control of your own: one that is not needed is taken out of its register, so it has no reason for leaving \
             it out and no day to look at that again. Nothing was changed.",
            at
        ),
        Refused::NothingSuggested { at } if at.is_empty() => {
            say!("Your registers suggest nothing that does not stand already. Nothing was changed.")
                .to_owned()
        }
        Refused::NothingSuggested { at } => {
            say!(
                "Your registers suggest nothing for {at} that does not stand already. Nothing was changed.",
                at
            )
        }
        _ => String::new(),
    }
}

/// That it is not said yet of risks what is done about them; empty for none.
fn untreated(risks: &[String]) -> String {
    let (n, named) = (risks.len(), few(risks, 3));
    if n == 0 {
        return String::new();
    }
    say!("{named} {n?lacks|lack} a treatment: say there what is done about it.", named, n)
}
