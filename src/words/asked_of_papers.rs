//! What became of an answer to a question of a paper, in words. Used by `words` only.

use crate::model::text;
use crate::say;

/// That an answer was kept.
pub(super) fn answered(ask: &str, (person, nobody): (&str, bool), n: usize, gone: bool) -> String {
    let kept = match (n, gone) {
        (1, true) => return say!("Answer taken away: {ask}", ask),
        (1, false) => say!("Answer kept: {ask} The paper says it when it is made again.", ask),
        (_, _) => say!("{n|answer|answers} kept. The papers say them when they are made again.", n),
    };
    let who = if nobody {
        Some(say!("No one person of your register is meant by that: it stands as you typed it.").to_owned())
    } else {
        (!person.is_empty()).then(|| say!("Meant is {person}, as your register of people has it.", person))
    };
    std::iter::once(kept).chain(who).collect::<Vec<_>>().join(" ")
}

/// That no paper asks this.
pub(super) fn no_such_question(typed: &str) -> String {
    let typed = text::shown(typed, 30);
    say!("No paper asks {typed}. Nothing was changed; the list of papers names each question.", typed)
}
