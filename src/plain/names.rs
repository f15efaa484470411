//! What the verbs a hint may name are called in plain mode.

use crate::model::said::Verb;
use crate::say;
use crate::words::Names;
use crate::work::Done;

/// The words of plain mode. Which of them writes whom to ask depends on where one is after the verb that is
/// spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    ask: String,
}

impl Typed {
    /// The words after a verb that was done while one was at `here`.
    pub fn after(done: &Done, here: &str) -> Self {
        let at = match &done.said {
            crate::model::said::Said::Rated { at, .. } => at.as_str(),
            _ => here,
        };
        let ask = match &done.next {
            Some(_) => say!("back, then ask NAME,").to_owned(),
            None if at == here => "ask NAME".to_owned(),
            None => say!("go {at}, then ask NAME,", at),
        };
        Self { ask }
    }

    /// The words in a refusal.
    pub fn refusing() -> Self {
        Self { ask: "reason".to_owned() }
    }
}

impl Names for Typed {
    fn verb(&self, verb: Verb) -> Option<String> {
        let word = match verb {
            Verb::Ask => self.ask.as_str(),
            Verb::Undo => "undo",
            Verb::Evidence => "evidence",
            Verb::Lists => "lists",
            Verb::Gaps => "gaps",
            Verb::Results => "results",
            Verb::Dissent => "dissent",
            Verb::Same => "same",
            // Alone it would read as "return returns".
            Verb::Return => say!("The word return"),
            Verb::Reload => "reload",
            Verb::Copy => "copy",
            Verb::AddRecord => "record",
            // Of which, its number says.
            Verb::Cite => say!("The word cite with its number"),
            Verb::AllSystems => "for all",
            Verb::IAm => say!("i-am and your name"),
            // compare puts the file on the disk beside this sitting, not a frozen state.
            Verb::Compare => return None,
        };
        Some(word.to_owned())
    }
}
