//! What is wrong with a line that was typed, in sentences.

use super::{KindWords as _, Words as _};
use crate::model::text::shown;
use crate::say;
use crate::work::line::Fault;

/// What is wrong with a line.
pub fn typed(fault: &Fault) -> String {
    match fault {
        Fault::StandsAlone { deed, typed } => {
            let (word, typed) = (deed.typed(), shown(typed, 40));
            say!("\"{word}\" stands alone, without \"{typed}\".", word, typed)
        }
        Fault::TooShort { deed, example } => {
            say!("Write {takes} behind it, for example: {example}.", takes = deed.takes(), example)
        }
        Fault::NoPlace { deed } => {
            say!(
                "{word} needs a place: a line with go and an id before it, or an answer.",
                word = deed.typed()
            )
        }
        Fault::NoLevel { typed } => say!(
            "\"{typed}\" is no level; use 1 to 5, ?, n, clear or nothing planned written in-use proven unknown na.",
            typed = shown(typed, 30)
        ),
        Fault::FieldByField { kind, typed } => say!(
            "\"{typed}\" alone is the number of {record}, which is changed field by field: clausewise record.",
            typed,
            record = kind.a_new()
        ),
        Fault::Unknown(refusal) => refusal.words(),
    }
}

/// That a word is no part of a script.
pub fn no_deed(word: &str) -> String {
    say!("{word} shows something, asks or goes elsewhere; a script only changes.", word)
}
