//! Words for the quick check: what its questions are about, and what its outcome means.

use super::{Word, Words};
use crate::model::quick_check::{Band, QuestionKind};
use crate::say;

impl Word for QuestionKind {
    fn word(&self) -> &'static str {
        match self {
            Self::Applicability => say!("What applies to you"),
            Self::Expectation => say!("Where you stand"),
        }
    }
}

impl Word for Band {
    fn word(&self) -> &'static str {
        match self {
            Self::NotConcerned => say!("Hardly concerned"),
            Self::Unfinished => say!("Not finished"),
            Self::AtTheStart => say!("At the start"),
            Self::Begun => say!("Begun"),
            Self::UnderWay => say!("Well under way"),
            Self::FarAlong => say!("Far along"),
        }
    }
}

/// What to make of it.
impl Words for Band {
    fn words(&self) -> String {
        match self {
            Self::NotConcerned => say!(
                "You neither use nor offer AI, as far as you know. Look for AI hidden in ordinary software before you rely on it."
            ),
            Self::Unfinished => {
                say!("Answer the remaining questions; until then the counts below are all there is to say.")
            }
            Self::AtTheStart => {
                say!("Most of it is still to be built. Start with scope, policy and a named person.")
            }
            Self::Begun => say!("Pieces are there. The full questionnaire shows which ones are missing."),
            Self::UnderWay => {
                say!("Much is there. The full questionnaire shows what an auditor would still stop at.")
            }
            Self::FarAlong => say!(
                "Nearly all that these questions ask for is said to be there. They touch a part of it: the full questionnaire asks the rest, and for proofs."
            ),
        }
        .to_owned()
    }
}
