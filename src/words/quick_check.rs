//! Words for the quick check: what its questions are about, and what its outcome means.

use super::{Word, Words, joined};
use crate::model::Level;
use crate::model::quick_check::{Band, QuestionKind};
use crate::model::said::Said;
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

/// What came of the quick check: its answers were kept, or what they suggest was taken over; `undo` takes it back.
pub(super) fn outcome(said: &Said, undo: Option<String>) -> String {
    let undo = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    match said {
        Said::CarriedOver { count: 1.., suggested } => joined([
            say!(
                "Kept. {suggested|check has|checks have} a suggestion from it; a suggestion counts once it is taken \
                 on its card.",
                suggested
            ),
            undo,
        ]),
        Said::TakenFromQuick { taken } => joined([taken_from_quick(taken), undo]),
        _ => say!("Nothing new: these answers are in the file already.").to_owned(),
    }
}

/// What was taken over from the quick check: "5.2/5 is Written now, by question 6 of the quick check."
fn taken_from_quick(taken: &[(String, usize, Level)]) -> String {
    let one = |(at, question, level): &(String, usize, Level)| {
        say!(
            "{at} is {level} now, by question {question} of the quick check.",
            at,
            level = level.word(),
            question
        )
    };
    joined(taken.iter().map(one))
}
