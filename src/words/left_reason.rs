//! Why a reason of a control is left alone, in sentences, each with its text and what to do.

use super::{few, joined};
use crate::inert::one_line;
use crate::model::statement::Applicable;
use crate::model::text;
use crate::say;

/// So much of a reason is told, in characters.
const REASON: usize = 200;

fn quoted(words: &str) -> String {
    format!("\"{}\"", text::shown(&one_line(words), REASON))
}

/// Of a control of their own that is left out there.
pub(super) fn own_left_out(id: &str, reason: &str) -> String {
    let left = say!("\"{id}\" is a control of their own that is left out there: it was not taken in.", id);
    if reason.is_empty() {
        return left;
    }
    joined([left, say!("What its row says: {text}.", text = quoted(reason))])
}

/// Of a row in which reasons stand and nothing says for which side they are.
pub(super) fn alone(id: &str, stands: Applicable, texts: &[(String, String)]) -> String {
    let named: Vec<String> = texts
        .iter()
        .map(|(head, words)| match one_line(head).as_str() {
            "" => quoted(words),
            head => say!("{words} under {head}", words = quoted(words), head),
        })
        .collect();
    let all = few(&named, 4);
    match stands {
        Applicable::Undecided => say!(
            "nothing says whether {id} applies, and a reason alone decides nothing: {all} was not taken, nor what else stands in its \
             row. Write yes or no in a column with the head applicable.",
            id,
            all
        ),
        Applicable::Yes => say!(
            "{id} is in here, and its text reads like a reason for leaving it out: {all} was not taken, nor what else stands in its \
             row. To leave it out, write no in a column with the head applicable.",
            id,
            all
        ),
        Applicable::No => say!(
            "{id} is left out here, and its text reads like a reason for having it: {all} was not taken, nor what else stands in its \
             row. To take it in, write yes in a column with the head applicable.",
            id,
            all
        ),
    }
}

/// Of a reason that begins as one for the other side than its row is on.
pub(super) fn reads_otherwise(id: &str, to_be_in: bool, reason: &str) -> String {
    let text = quoted(reason);
    if to_be_in {
        say!(
            "{id}: its row has it in, and its text begins like a reason for leaving it out. It is not taken as why it is needed: \
             {text}. If it is to be left out, write no where it says yes; if the text is meant, write it in the program.",
            id,
            text
        )
    } else {
        say!(
            "{id}: its row leaves it out, and its text begins like a reason for having it. It is not taken as why it is left out: \
             {text}. If it is to be in, write yes where it says no; if the text is meant, write it in the program.",
            id,
            text
        )
    }
}
