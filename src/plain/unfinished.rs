//! A form that was left before its last field: what was filled in is kept, thrown away, or waits as the window keeps it. Used by
//! `write` and `record`.

use std::io;

use super::Next;
use super::show::word_for;
use super::sitting::Sitting;
use crate::model::beside::form_as_kept;
use crate::model::record::{Draft, Kind};
use crate::say;

impl Sitting<'_, '_> {
    /// Ends in the middle of a form: what was filled in waits as the window keeps it, and is no record yet.
    pub(super) fn keep_unfinished(
        &mut self,
        kind: &'static Kind,
        key: &str,
        (begun, draft, known): (&Draft, &Draft, Draft),
    ) -> io::Result<Next> {
        // What the form began with was filled in by nobody.
        let is_new = |(key, value): &(&String, &String)| !value.is_empty() && begun.get(*key) != Some(*value);
        let mut filled: Draft =
            draft.iter().filter(is_new).map(|(key, value)| (key.clone(), value.clone())).collect();
        let n = filled.len();
        // What it is about goes with what was said of it.
        if n > 0 {
            filled.extend(known);
        }
        self.w.keep_draft(key, form_as_kept(&filled).as_deref());
        self.talk.say(match n {
            0 => say!("Nothing was added: the form was empty.").to_owned(),
            _ => say!(
                "Nothing was added yet. {n|field|fields} filled in {n?is|are} kept unfinished: {word} goes on with {n?it|them}.",
                n,
                word = word_for(kind)
            ),
        })?;
        Ok(Next::Quit)
    }

    /// Whether what was filled in before a form was left is to be kept.
    pub(super) fn keeps_filled(&mut self) -> io::Result<bool> {
        let question =
            say!("Keep what is filled in so far? An empty line or yes keeps it, no throws it away.");
        loop {
            let Some(answer) = self.talk.ask(question)? else { return Ok(true) };
            match answer.trim().to_lowercase().as_str() {
                "" | "yes" | "y" => return Ok(true),
                "no" | "n" => return Ok(false),
                _ => self.talk.say(say!("That is neither yes nor no."))?,
            }
        }
    }
}
