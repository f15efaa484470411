//! How what was typed is held against a word, and what of a text is shown around it.

/// Small letters, and one blank between words, so that "go-live" and "go live" are the same.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Without the ending of a plural.
pub(super) fn one(text: &str) -> &str {
    text.strip_suffix('s').unwrap_or(text)
}

/// How far a word is one slip away from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// The whole word is.
    Whole,
    /// Its beginning is.
    Beginning,
}

/// Whether what was typed is a word but for one letter: another one, one too many, one missing, or two that
/// changed places. Shorter words have too many neighbours: less than four letters are never a slip, less
/// than six never that of a beginning.
pub(super) fn slip(typed: &str, word: &str) -> Option<Slip> {
    let letters = typed.chars().count();
    if letters < 4 || typed.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let same: usize =
        typed.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (t, w) = (typed.get(same..)?, word.get(same..)?);
    let (first, second) = (t.chars().next(), t.chars().nth(1));
    let swapped = second.is_some() && (first, second) == (w.chars().nth(1), w.chars().next());
    let pairs = [
        (after(t, 1), after(w, 1)),
        (after(t, 1), Some(w)),
        (Some(t), after(w, 1)),
        if swapped { (after(t, 2), after(w, 2)) } else { (None, None) },
    ];
    let mut begins = false;
    for (t, w) in pairs {
        let (Some(t), Some(w)) = (t, w) else { continue };
        if t == w {
            return Some(Slip::Whole);
        }
        // With nothing left of it the slip would be whatever comes next.
        begins |= letters >= 6 && !t.is_empty() && w.starts_with(t);
    }
    begins.then_some(Slip::Beginning)
}

/// What stands behind so many letters.
fn after(text: &str, letters: usize) -> Option<&str> {
    let mut rest = text.chars();
    for _ in 0..letters {
        rest.next()?;
    }
    Some(rest.as_str())
}

/// Words shown before the one that matched, when its sentence is long.
const BEFORE: usize = 3;
/// A sentence is shown from its beginning when the match is no further from it than this many words.
const NEAR: usize = 6;

/// The sentence a word stands in, from shortly before the word if it comes late; the first sentence when the word
/// does not stand in the text.
pub(super) fn excerpt(text: &str, word: &str) -> String {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let ends = |p: &&str| p.ends_with(['.', '?', '!', ';']);
    let at = pieces.iter().position(|p| spaced(p).split(' ').any(|w| !w.is_empty() && w == word));
    let at = at.unwrap_or(0);
    let (before, after) = pieces.split_at(at);
    let begin = before.iter().rposition(ends).map_or(0, |p| p + 1);
    let end = after.iter().position(ends).map_or(pieces.len(), |p| at + p + 1);
    let from = if at - begin > NEAR { at - BEFORE } else { begin };
    let cut = if from > begin { "... " } else { "" };
    format!("{cut}{}", pieces.get(from..end).unwrap_or_default().join(" "))
}
