//! Text measured as the terminal shows it: cut, pad, wrap. Everything drawn goes through here.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    // Most of what is drawn is ASCII without control characters, one column a byte; this halves a frame.
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) { text.len() } else { text.width() }
}

/// The text in at most `columns`; what was cut ends in an ellipsis, never silently.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for g in text.graphemes(true) {
        let w = width(g);
        if used + w > columns - 1 {
            break;
        }
        out.push_str(g);
        used += w;
    }
    out.push('\u{2026}');
    out
}

/// The text where it fits, otherwise as many whole words of it as fit with an ellipsis behind them; a first word that is longer is cut.
pub fn cut_words(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        let more = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if width(&more) + 2 > columns {
            break;
        }
        kept = more;
    }
    match kept.trim_end_matches([',', ';', ':']) {
        "" => cut(text, columns),
        kept => format!("{kept} \u{2026}"),
    }
}

/// A path in at most `columns`: its middle gives way, its beginning and its last part stay.
pub fn cut_middle(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_owned();
    }
    let split = path.rfind(['/', '\\']).unwrap_or(0);
    let (head, tail) = path.split_at_checked(split).unwrap_or((path, ""));
    let room = columns.saturating_sub(width(tail) + 1);
    if room == 0 {
        return cut(path, columns);
    }
    let mut out = String::new();
    for g in head.graphemes(true) {
        if width(&out) + width(g) > room {
            break;
        }
        out.push_str(g);
    }
    format!("{out}\u{2026}{tail}")
}

/// The text in exactly `columns`.
pub fn fit(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    let have = width(&out);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(have)));
    out
}

/// Whether a name, or a word of it, begins with what was typed.
pub fn begins(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed))
}

/// The widest of some words.
pub fn widest<'w>(words: impl IntoIterator<Item = &'w str>) -> usize {
    words.into_iter().map(width).max().unwrap_or(0)
}

/// Words that stand beside each other, in at most `columns` together: the longest are cut first.
pub fn squeeze(words: &[&str], columns: usize) -> Vec<String> {
    let mut most = widest(words.iter().copied());
    while most > 1 && words.iter().map(|w| width(w).min(most)).sum::<usize>() > columns {
        most -= 1;
    }
    words.iter().map(|w| cut(w, most)).collect()
}

/// Where a word with a hyphen may be broken: between letters, so that a date stays whole.
fn between_letters(word: &str) -> Vec<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let between = |at: &usize| {
        word.split_at_checked(*at).is_some_and(|(before, after)| {
            letter(before.chars().rev().nth(1)) && letter(after.chars().next())
        })
    };
    word.match_indices('-').map(|(at, _)| at + 1).filter(between).collect()
}

/// Wrapped lines; an empty text is one empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    text.split('\n')
        .flat_map(|line| {
            let indent: String = line.chars().take_while(|c| *c == ' ').take(columns / 3).collect();
            let options = textwrap::Options::new(columns)
                .subsequent_indent(&indent)
                .word_splitter(textwrap::WordSplitter::Custom(between_letters));
            textwrap::wrap(line, options).into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_stays_whole_and_a_long_word_may_break_at_its_hyphen() {
        assert_eq!(wrap("ends 2027-12-22 or earlier", 12), ["ends", "2027-12-22", "or earlier"]);
        assert_eq!(wrap("a high-risk case", 8), ["a high-", "risk", "case"]);
    }

    #[test]
    fn words_beside_each_other_are_cut_evenly_and_only_where_they_must() {
        assert_eq!(squeeze(&["Nothing", "Planned", "In use"], 20), ["Nothing", "Planned", "In use"]);
        assert_eq!(squeeze(&["Nothing", "Is", "In use"], 12), ["Noth\u{2026}", "Is", "In u\u{2026}"]);
    }

    proptest! {
        #[test]
        fn cut_never_exceeds_and_marks_exactly_what_it_shortened(text in "\\PC{0,40}", columns in 0usize..30) {
            let out = cut(&text, columns);
            prop_assert!(width(&out) <= columns);
            prop_assert_eq!(out.ends_with('\u{2026}') && out != text, width(&text) > columns && columns > 0);
        }
    }
}
