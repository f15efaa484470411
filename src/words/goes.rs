//! What goes with a change and nobody said, in sentences: the same by a command and by a file.

use super::{Word as _, Words, advice, day, few, joined, record, recorded, stopped};
use crate::import::Turned;
use crate::inert::one_line;
use crate::model::goes::Goes;
use crate::model::text;
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
