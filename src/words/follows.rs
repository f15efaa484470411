//! What follows where a record is taken out, in phrases.

use super::{KindWords as _, Words, hangs};
use crate::model::record::gone::Follow;
use crate::say;

impl Words for [Follow] {
    /// Phrases with semicolons; empty when nothing follows.
    fn words(&self) -> String {
        self.iter().map(Words::words).collect::<Vec<_>>().join("; ")
    }
}

impl Words for Follow {
    fn words(&self) -> String {
        match self {
            Self::AnswersStay { n, name } => say!("{n|answer|answers} {n?stays|stay} under {name}", n, name),
            Self::AnswersRest { n, name } => {
                say!(
                    "{n|answer|answers} for {name} {n?counts|count} no more, and {n?comes|come} back with it",
                    n,
                    name
                )
            }
            Self::Controls { ids, alone } => hangs::were_for(ids, *alone),
            Self::Rows { ids, alone } => hangs::lose_risk(ids, *alone),
            Self::Moved { moves } => hangs::moved(moves),
            Self::Accepted { risks } => hangs::not_accepted(risks),
            Self::Statement => hangs::of_statement(),
            Self::Owns { ids, name } => hangs::still_owned(ids, name),
            Self::Proves { n, alone } => hangs::no_more_proved(*n, *alone),
            Self::NotSeen { kind, n } => {
                say!("{records} {n?counts|count} as not seen now", records = kind.count(*n), n)
            }
            Self::GoesWith { kind, n } => {
                say!("{records} {n?went|went} with it", records = kind.count(*n), n)
            }
            Self::StillName { kind, n, name } => {
                say!("{records} still {n?names|name} {name}", records = kind.count(*n), n, name)
            }
        }
    }
}
