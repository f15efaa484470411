//! What a line never ends between: a figure and its unit, a standard and its number. For the writers of pages and of
//! HTML, which ask here before they lay out words; others keep plain spaces, which whoever searches a file types.

use std::borrow::Cow;

/// The same words with spaces that hold together what belongs together.
pub(super) fn unparted(words: &str) -> Cow<'_, str> {
    if !words.contains(" %") && !words.contains(" h") && !words.contains("IEC ") {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 8);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(' ') {
        out.push_str(before);
        let figure = out.ends_with(|c: char| c.is_ascii_digit()) && is_unit(after);
        let standard = out.ends_with("IEC") && after.starts_with(|c: char| c.is_ascii_digit());
        out.push(if figure || standard { '\u{a0}' } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether it begins with a unit: a share, or hours.
fn is_unit(words: &str) -> bool {
    words.starts_with('%')
        || words.strip_prefix('h').is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_keeps_its_unit_and_a_standard_its_number() {
        assert_eq!(unparted("51 % of 4 h, by ISO/IEC 42001"), "51\u{a0}% of 4\u{a0}h, by ISO/IEC\u{a0}42001");
        for plain in ["in 4 hours", "a % of h", "the IEC says", " h", "5  h", ""] {
            assert_eq!(unparted(plain), plain);
        }
    }
}
