//! What our own Statement of Applicability tells of each control is gathered from several facts: coming back as it left,
//! it is nothing new. Used by `work`, which knows what the statement tells; knows no document itself.

use std::collections::BTreeMap;

use super::{Incoming, Stood, Want, Why, soa_not_for};
use crate::model::said::Matter;
use crate::model::text;

/// By id of a control: why, how it is done with what proves it, whose it is, and how it is done alone, as the statement tells
/// them now.
pub type Statement = BTreeMap<String, [String; 4]>;

/// Marks texts that say what the statement tells already as untouched; of what only grew the rest alone is new.
pub fn as_told(incoming: &mut Incoming, told: &Statement) {
    // A reason that stands here is the one somebody replaced in its own column.
    incoming.left.retain(|left| {
        let (Why::TwoReasons { other, .. }, Some([why, ..])) = (&left.why, told.get(&left.id)) else {
            return true;
        };
        text::clean_line(&soa_not_for::split(why).0) != *other
    });
    for p in &mut incoming.proposals {
        let Want::Text { matter, at, text } = &mut p.want else { continue };
        let Some([why, how, whose, alone]) = told.get(at.as_str()) else { continue };
        let ours = match matter {
            Matter::Reason | Matter::WhyIn => why,
            Matter::How if text::clean_line(text) == text::clean_line(alone) => alone,
            Matter::Note | Matter::How => how,
            Matter::Owner => whose,
            _ => continue,
        };
        if ours.is_empty() {
            continue;
        }
        // What single systems say is read apart from the reason.
        let (bare, _) = soa_not_for::split(ours);
        let same = |to: &str| text::clean_line(text) == text::clean_line(to);
        let of_reason = matches!(matter, Matter::Reason | Matter::WhyIn);
        if same(ours) || (of_reason && same(&bare)) {
            let line = *matter == Matter::Owner;
            let stood = if line { text::clean_line(text) } else { text::clean(text).trim().to_owned() };
            p.stood = Stood::This(stood);
        } else if let Some(rest) =
            text.strip_prefix(ours.as_str()).filter(|_| matches!(matter, Matter::Note | Matter::How))
        {
            *matter = Matter::Note;
            *text = rest.trim_start_matches([';', ' ', '\n']).to_owned();
        }
    }
}

/// Whether a note says something already, as a paragraph of its own or as the whole.
pub(super) fn says_already(note: &str, words: &str) -> bool {
    let lines =
        |t: &str| t.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    let (note, words) = (lines(note), lines(words));
    words.is_empty() || note.windows(words.len()).any(|part| part == words)
}
