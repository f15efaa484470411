//! Cleaning of text people type, paste or import, before it becomes a fact.
//!
//! Control, bidi and other invisible format characters could drive a terminal, a window title or a
//! report reader long after they were typed; they are shown or dropped at the entry, once.

/// Whether a character is invisible and can change how its neighbours look.
fn is_harmful(c: char) -> bool {
    matches!(c,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}'
        | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Several lines of text: line ends become `\n`, tabs spaces, harmful characters vanish.
/// The joiners inside emoji and scripts (U+200C, U+200D) are kept.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\u{1b}' => out.push('\u{241b}'),
            c if c.is_control() || is_harmful(c) => {}
            c => out.push(c),
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
    let mut out: String = text
        .chars()
        .take(max)
        .map(|c| if c.is_control() || is_harmful(c) { '\u{fffd}' } else { c })
        .collect();
    if text.chars().count() > max {
        out.push('\u{2026}');
    }
    out
}

/// A stretch of time up to now, in seconds, as people say it.
pub fn ago(seconds: u64) -> String {
    let (n, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{n} {unit}{} ago", if n == 1 { "" } else { "s" })
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
    }

    #[test]
    fn times_as_people_say_them() {
        let said = [0, 59, 60, 3_599, 7_200, 86_400].map(ago);
        let wanted = ["just now", "just now", "1 minute ago", "59 minutes ago", "2 hours ago", "1 day ago"];
        assert_eq!(said, wanted);
    }
}
