//! Heads of columns and words of other tools, as one spells them: letters and figures only, small.

use super::Column;
use super::sheet::{Row, letters};
use crate::model::text;

/// A head or a word without what makes no difference: capitals, blanks, signs.
pub(super) fn plain(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, '#' | '?'));
    kept.flat_map(char::to_lowercase).collect()
}

/// A head as [`plain`], without the signs people put behind it: `Applicable?`, `Control #`. One of signs alone stays.
fn plain_head(head: &str) -> String {
    let whole = plain(head);
    match whole.trim_end_matches(['?', '#']) {
        "" => whole,
        bare => bare.to_owned(),
    }
}

/// Whether a head is one of these, given plain. What stands in brackets or as another word for it behind makes no difference:
/// `Comment / evidence`.
pub(super) fn is_one_of(head: &str, known: &[&str]) -> bool {
    let bare = head.split(['(', '[', '/']).next().unwrap_or(head);
    let (whole, bare) = (plain_head(head), plain_head(bare));
    known.iter().any(|k| *k == whole || (!bare.is_empty() && *k == bare))
}

/// How many rows are looked at for a sample.
const SAMPLES: usize = 200;

/// A column as people are shown it: with the first thing that stands in it.
pub(super) fn told(n: usize, head: &str, field: Option<&'static str>, rows: &[Row]) -> Column {
    let mut said = rows.iter().take(SAMPLES).map(|r| r.text(n)).filter(|t| !t.is_empty()).peekable();
    let numbers = said.peek().is_some() && said.all(begins_with_id);
    let sample = rows.iter().take(SAMPLES).map(|r| r.text(n)).find(|t| !t.is_empty()).unwrap_or_default();
    // A column nobody named goes by its letter, if anything stands in it.
    let by_letter = head.is_empty() && !sample.is_empty();
    let head = if by_letter { letters(n) } else { head.to_owned() };
    Column {
        head,
        field,
        sample: text::shown(&text::clean_line(sample), 60),
        numbers,
        decides: false,
        by_cells: false,
        asks_out: false,
    }
}

/// The column of a head, of the first name in the list that any head has.
pub(super) fn column(heads: &[String], known: &[&str]) -> Option<usize> {
    known.iter().find_map(|k| heads.iter().position(|h| is_one_of(h, &[k])))
}

/// Whether a cell begins with an id of a control or a requirement: `A.2.2`, `A2.2`, `A 2.2`, `4.1`.
pub(super) fn begins_with_id(cell: &str) -> bool {
    let mut words = cell.split([' ', '\u{a0}', '\n', ':', ',', ';', '(', '[']).filter(|w| !w.is_empty());
    let Some(first) = words.next() else { return false };
    let figures = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let bare = |word: &str| {
        let word = word.trim_end_matches('.');
        word.contains('.') && word.split('.').all(figures)
    };
    if matches!(first, "A" | "a") {
        return words.next().is_some_and(bare);
    }
    let lettered = first.strip_prefix(['A', 'a']).map(|rest| rest.trim_matches('.'));
    // A title of a few figures, `4.1 of 2026`, has words behind; an id of a clause stands alone.
    lettered.is_some_and(|rest| rest.split('.').all(figures)) || bare(first) && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::begins_with_id;

    #[test]
    fn an_id_is_told_from_a_head() {
        for id in ["A.2.2", "a2.2", "A 2.2", "A.2", "4.1", "6.1.2", "A.2.2 AI policy", "A.6.2.4: x"] {
            assert!(begins_with_id(id), "{id}");
        }
        for head in ["", "Control", "A", "Annex A", "Applicable", "A control", "Version 1.0", "2026", "No."] {
            assert!(!begins_with_id(head), "{head}");
        }
    }
}
