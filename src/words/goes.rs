//! What goes with a change and nobody said, in sentences: the same by a command and by a file.

use super::{Word as _, Words, advice, day, few, joined, record, recorded, stopped};
use crate::import::{Side, Turned};
use crate::inert::one_line;
use crate::model::goes::Goes;
use crate::model::statement::Applicable;
use crate::model::{Level, text};
use crate::say;

/// The longest reason that is told whole, in characters.
const WHOLE: usize = 200;

impl Words for Goes {
    fn words(&self) -> String {
        let short = |words: &str| text::shown(&one_line(words), WHOLE);
        let of = |record: &str, words: String| {
            say!("{record}: {words}", record = text::shown(&one_line(record), 60), words)
        };
        match self {
            Self::WhyOut { at, words } => {
                say!("{at}: its reason for being left out goes: {words}", at, words = short(words))
            }
            Self::WhyIn { at, words } => {
                say!("{at}: its reason for being needed goes: {words}", at, words = short(words))
            }
            Self::Answer { at, level } => {
                say!("{at}: its answer goes, it was {level}", at, level = level.word())
            }
            Self::LookAgain { at, day } => {
                say!(
                    "{at}: the day to look at its exclusion again goes: {day}",
                    at,
                    day = day::of_stored(day)
                )
            }
            Self::Over { record, over } => of(record, record::over(over)),
            Self::Rescaled { record, risks } => of(record, recorded::rescaled(risks)),
            Self::CannotStand { at, never } => {
                say!("{at}: {forbidden}", at, forbidden = advice::left_out(never))
            }
            Self::InUse { at, level, evidence, risks } => in_use(at, *level, evidence, risks),
            Self::OutFor { at, systems } => say!(
                "{at} is in, and not for {systems}, which {n?leaves|leave} it out for {n?itself|themselves}.",
                n = systems.len(),
                at,
                systems = one_line(&few(systems, 6))
            ),
            Self::Renamed { record, places } => of(record, recorded::renamed(*places)),
            Self::Moved(moves) => recorded::moved(moves),
            Self::Namesake { kind, name, no } => recorded::another(kind, name, no),
        }
    }
}

/// That a control is left out although it is used, and what says that it is.
fn in_use(at: &str, level: Option<Level>, evidence: &[String], risks: &[String]) -> String {
    joined([
        match level {
            Some(level) => say!("{at} is left out although it was {level} here.", at, level = level.word()),
            None => say!("{at} is left out although something here speaks for it.", at),
        },
        match evidence.len() {
            0 => String::new(),
            n => say!("{pieces} {n?proves|prove} it.", n, pieces = one_line(&few(evidence, 3))),
        },
        match risks.len() {
            0 => String::new(),
            n => say!("{risks} {n?names|name} it as a control.", n, risks = one_line(&few(risks, 3))),
        },
    ])
}

/// A reason in quotes, or that none stands there.
fn quoted(words: &str) -> String {
    match one_line(words).trim() {
        "" => say!("no reason").to_owned(),
        words => format!("\"{}\"", text::shown(words, WHOLE)),
    }
}

impl Words for Side {
    fn words(&self) -> String {
        let (at, was, now) = (self.at.as_str(), quoted(&self.was), quoted(&self.now));
        let moved = match (self.from, self.to) {
            (Applicable::No, Applicable::Yes) => {
                say!("{at} out -> in. Was left out because: {was}. Now needed because: {now}.", at, was, now)
            }
            (Applicable::Yes, Applicable::No) => {
                say!("{at} in -> out. Was needed because: {was}. Now left out because: {now}.", at, was, now)
            }
            (_, Applicable::Yes) => say!("{at} is in. Needed because: {now}.", at, now),
            (..) => say!("{at} is left out. Left out because: {now}.", at, now),
        };
        let doubt = match self.to {
            _ if !self.doubt => String::new(),
            Applicable::Yes => say!("That reads like a reason for leaving it out.").to_owned(),
            _ => say!("That reads like a reason for having it.").to_owned(),
        };
        joined([moved, doubt])
    }
}

/// How many controls change sides, for the head of their list; empty for none.
pub fn change_sides(n: usize) -> String {
    if n == 0 {
        return String::new();
    }
    say!("{n|control changes|controls change} sides: read {n?this|these}.", n)
}

/// The same once it is done.
pub fn changed_sides(n: usize) -> String {
    if n == 0 { String::new() } else { say!("{n|control has|controls have} changed sides.", n) }
}

impl Words for Turned {
    fn words(&self) -> String {
        let at = self.at.as_str();
        if self.into {
            say!("{at} is taken in: what its row gives as the reason will stand as why it is needed.", at)
        } else {
            say!("{at} is left out: what its row gives as the reason will stand as why it is left out.", at)
        }
    }
}

/// So many things that went with one change are told one by one.
const TOLD: usize = 3;

/// What went with a change that reaches many things; empty for nothing.
pub fn with_it(goes: &[Goes]) -> String {
    let mut all: Vec<String> = goes.iter().take(TOLD).map(|one| stopped(&one.words())).collect();
    if let more @ 1.. = goes.len().saturating_sub(TOLD) {
        all.push(say!("{more} more went with it; the history names {more?it|them}.", more));
    }
    joined(all)
}
