//! Cleaning of text people type, paste or import, before it becomes a fact.
//!
//! Control, bidi and other invisible format characters could drive a terminal, a window title or a
//! report reader long after they were typed; they are shown or dropped at the entry, once. Which they are
//! says [`crate::inert`], the gate at the other end.

use crate::inert::Sieve;

/// Several lines of text: line ends become `\n`, tabs spaces, harmful characters vanish.
/// The joiners inside emoji and scripts (U+200C, U+200D) are kept.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut sieve = Sieve::default();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\u{1b}' => out.push('\u{241b}'),
            // Some keyboards send a joiner alone; what stood before it is not known here.
            c if sieve.passes(c) || matches!(c, '\u{200c}' | '\u{200d}') => out.push(c),
            _ => {}
        }
    }
    out
}

/// One line of text: as [`clean`], line ends become spaces, ends trimmed.
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ").trim().to_owned()
}

/// For messages: control characters made visible, cut to `max` characters with an ellipsis.
pub fn shown(text: &str, max: usize) -> String {
    let mut sieve = Sieve::default();
    let mut out: String =
        text.chars().take(max).map(|c| if sieve.passes(c) { c } else { '\u{fffd}' }).collect();
    if text.chars().count() > max {
        out.push('\u{2026}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_survives() {
        assert_eq!(clean("a\u{1b}[2Jb"), "a\u{241b}[2Jb");
        assert_eq!(clean("x\u{202e}y\u{9b}31m\u{7}"), "xy31m");
        assert_eq!(clean("a\r\nb\rc"), "a\nb\nc");
        assert_eq!(clean_line(" a\nb "), "a b");
        assert_eq!(clean("\u{200d}"), "\u{200d}");
    }
}
