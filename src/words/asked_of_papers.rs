//! What became of an answer to a question of a paper, in words. Used by `words` only.

use crate::model::text;
use crate::say;

/// That an answer was kept.
pub(super) fn answered(name: &str, n: usize, gone: bool) -> String {
    match (n, gone) {
        (1, true) => say!("Answer taken away: {name}.", name),
        (1, false) => say!("Answer kept: {name}. The paper says it when it is made again.", name),
        (_, _) => say!("{n|answer|answers} kept. The papers say them when they are made again.", n),
    }
}

/// That no paper asks this.
pub(super) fn no_such_question(typed: &str) -> String {
    let typed = text::shown(typed, 30);
    say!("No paper asks {typed}. Nothing was changed; the list of papers names each question.", typed)
}
