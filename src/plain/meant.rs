//! Whether what is typed where a text is asked for is a word of the program: it is asked about before it becomes what somebody said.
//! Used by every form.

use super::word::{Said, Word, read};
use crate::model::Questionnaire;
use crate::model::record::{KINDS, Kind};

/// Whether a line is a word of the program and nothing else. A word with a text behind it is a text: people write such. Of an id
/// behind it that holds, too ("Check 4.1"), but not for what goes there, and not where a name is asked for.
pub(super) fn is_word(q: &Questionnaire, typed: &str, names: bool) -> bool {
    let of_records = |rest: &str| {
        let kind = rest.split_whitespace().next().unwrap_or_default();
        Kind::find(KINDS, rest).or_else(|| Kind::find(KINDS, kind)).is_some()
    };
    match read(q, typed) {
        Said::Word(Word::Record, rest) => rest.is_empty() || of_records(&rest),
        Said::Word(word, rest) => rest.is_empty() || (names || word == Word::Go) && q.find(&rest).is_some(),
        _ => false,
    }
}
