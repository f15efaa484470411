//! Why a field or a line of an audit does not take what was typed. A leaf of `words`, for `record` and `audit`.

use super::{few, text};
use crate::model::record::Fault;
use crate::model::text::shown;
use crate::say;
use crate::work::Refused;

/// What numbers and reasons of an audit cannot be like.
pub(super) fn of_audits(fault: &Fault) -> String {
    match fault {
        Fault::MoreThan { other, most } => {
            say!("This is more than {field}, which is {most}.", field = text(other), most)
        }
        Fault::NotWhole { typed } => {
            say!("{typed} is not whole: write a whole number, for example 6.", typed)
        }
        Fault::NoReason { word } => say!(
            "{field} stands already and changes only with a reason: write here why, in the same step.",
            field = text(word)
        ),
        Fault::NamesNothing { typed, hint } => {
            say!("\"{typed}\" gives no reason: write {hint}.", typed, hint = text(hint))
        }
        Fault::ShowsNothing { typed, hint } => say!(
            "\"{typed}\" does not show that it helped: write {hint}, so that somebody else can look at it again and without a not: 0 of 10 late; no complaint since March; E-3, all 12 rows dated. If it did not help, or not wholly, the word is not, or partly, in place of effective: effective TEXT, partly TEXT or not TEXT.",
            typed,
            hint = text(hint)
        ),
        Fault::LeavesARest { typed } => say!(
            "\"{typed}\" does not show that it helped: it leaves some that are not as they should be, or does not say so of all. If it helped in part, the word is not, or partly, in place of effective: partly TEXT or not TEXT. If all is in order, say so of all: 0 of 10 late; 10 of 12 read, none late.",
            typed
        ),
        Fault::Either { word, other } => say!(
            "{one} and {other} say when in two ways: write one of them and leave the other empty.",
            one = text(word),
            other = text(other)
        ),
        Fault::IsADay { due } => say!(
            "Here stands what has to happen first, in words. A day stands in {field}, or behind due, where so many days after the report are taken too.",
            field = text(due)
        ),
        Fault::FromReport { days, event } => say!(
            "Here stands a day, for example 2026-12-31. So many days after the report stand in {days}, as a number; something that will happen stands in {event}.",
            days = text(days),
            event = text(event)
        ),
        Fault::StandsNoMore => {
            say!("It was withdrawn, so that its grade stays as it was. Take the withdrawal back first.")
                .to_owned()
        }
        Fault::Itself => {
            say!("Nothing follows from itself, at once or over others: name another one.").to_owned()
        }
        Fault::PlaceTaken { at, no } => say!(
            "{at} has a row in this audit already: {no}. One row a requirement; where two samples are wanted, that row takes both: row {at} and what was seen.",
            at,
            no
        ),
        Fault::StaysAt { no, at, to } => say!(
            "{no} is the working paper of {at}, and what it says was seen there: it moves to no other. {to} has a row of its own: row {to} plan.",
            no,
            at,
            to
        ),
        Fault::KeepsInPlan { no, at, to } => say!(
            "{no} keeps {at} in the plan; moved to {to}, {at} would leave the plan unasked. To take {to} in as well: row {to} plan. To take {at} out: row {at} unplan.",
            no = &**no,
            at = &**at,
            to = &**to
        ),
        Fault::ShownBefore { typed, was } => say!(
            "\"{typed}\" was said of {was} and does not show that it helped: write here what was looked at since, and what it shows, in the same step.",
            typed,
            was
        ),
        Fault::OtherAudit => {
            say!("It belongs to its audit and cannot move to another; add it there anew.").to_owned()
        }
        _ => String::new(),
    }
}

/// That a piece of evidence is not in the register, and where what was seen is written without one.
pub(super) fn no_piece(at: &str, why: &str) -> String {
    say!("{why} What was seen is written without a piece of the register, too: row {at} seen TEXT", why, at)
}

/// What cannot stand behind a word of a line, and what can.
pub(super) fn of_lines(refused: &Refused) -> String {
    match refused {
        Refused::NotBehind { word: "plan", typed } => say!(
            "\"{typed}\" cannot stand behind plan. plan alone takes it into the plan, unplan takes it out, skip and a reason leaves it out.",
            typed = shown(typed, 40)
        ),
        Refused::NotBehind { word: "unplan", typed } => {
            say!("\"{typed}\" cannot stand behind unplan: it stands alone.", typed = shown(typed, 40))
        }
        Refused::NotBehind { typed, .. } => say!(
            "\"{typed}\" cannot stand behind conforms. Write conforms alone; conforms because and why; conforms - because and why, which takes it back. What does not conform is a finding: major or minor, and what is so.",
            typed = shown(typed, 40)
        ),
        Refused::FromWhen { typed, days, said: true } => say!(
            "\"{typed}\" is no number of days: months are not all as long. Write the days: {days} days after the report; or a day.",
            typed = shown(typed, 40),
            days
        ),
        Refused::FromWhen { typed, days, .. } => say!(
            "\"{typed}\" does not say from when. From today: in a month, in 2 years. After the report it is so many days: {days} days.",
            typed = shown(typed, 40),
            days
        ),
        Refused::NoLook { no, effect } => say!(
            "The last look at {no} does not say {effect}, so that there is nothing to take back. To say whether it helped: {effect} and what was looked at.",
            no,
            effect
        ),
        Refused::OnHeading { at, below, grade } => say!(
            "{at} is a heading, and below it stand {below}: say which of them it is on, for example finding {grade} {first} and what is so.",
            at,
            below = below.join(", "),
            grade,
            first = below.first().map_or("", String::as_str)
        ),
        Refused::NoPerson { typed, there } if there.is_empty() => say!(
            "There is no person \"{typed}\", and nobody else in the register. To add somebody: record person add name={typed}.",
            typed = shown(typed, 40)
        ),
        Refused::NoPerson { typed, there } => say!(
            "There is no person \"{typed}\". In the register: {there}.",
            typed = shown(typed, 40),
            there = few(there, 12)
        ),
        Refused::WhichPerson { typed, there } => say!(
            "\"{typed}\" may be {n} people of the register: {there}. Say which one by the number.",
            typed = shown(typed, 40),
            n = there.len(),
            there = there.join(", ")
        ),
        Refused::NoEvent { typed } => say!(
            "\"{typed}\" is no day that can be read, and nothing that will happen. Write a day: 2026-12-31, in 6 weeks; so many days after the report: 30 days; or what has to happen first: before the next release.",
            typed = shown(typed, 40)
        ),
        _ => String::new(),
    }
}
