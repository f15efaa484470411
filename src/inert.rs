//! The one gate out. Whatever a file, a name or another program put into a text: before it reaches a
//! terminal, a report or a script it passes here, and what would act there is made visible instead.
//!
//! A leaf that knows nothing of ours; everybody may use it. `text`, `line` and `one_line` are for people,
//! `json` for programs (the exact text comes back), `Writer` stands at the exits of the program, behind
//! everything that is printed. What leaves as it is: letters of all scripts, emoji, line ends and tabs.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Whether a character drives a terminal, turns text around, or hides in it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Looks at one character after the other, because what a joiner does depends on what stands before it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sieve {
    before: Option<char>,
}

impl Sieve {
    /// Whether the next character may stay as it is. The joiners (U+200C, U+200D) may inside emoji and
    /// scripts that use them; between Latin letters they only hide. Line ends and tabs do not pass here:
    /// who lets them out says so.
    pub fn passes(&mut self, c: char) -> bool {
        let passes = match c {
            '\u{200c}' | '\u{200d}' => self.before.is_some_and(|b| b > '\u{24f}'),
            c => !acts(c),
        };
        self.before = passes.then_some(c);
        passes
    }
}

/// The text with everything that acts written out, `\u{1b}`; `kept` passes whatever it is.
fn written_out(text: &str, kept: fn(char) -> bool) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b) || (b < 0x20 && kept(char::from(b)))) {
        return Cow::Borrowed(text);
    }
    let mut sieve = Sieve::default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if sieve.passes(c) || kept(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    Cow::Owned(out)
}

/// For people and documents: line ends and tabs stay.
pub fn text(text: &str) -> Cow<'_, str> {
    written_out(text, |c| matches!(c, '\n' | '\t'))
}

/// For one line of data, a name, a path: line ends and tabs are written out too.
pub fn line(text: &str) -> Cow<'_, str> {
    written_out(text, |_| false)
}

/// For one line of words: a slash stands where a line ended, a space for a tab.
pub fn one_line(text: &str) -> String {
    let flat = text.replace("\r\n", "\n").replace('\t', " ");
    let parts: Vec<Cow<'_, str>> = flat.trim_end().split('\n').map(line).collect();
    parts.join(" / ")
}

/// For finished JSON: the same value, in characters that act nowhere.
pub fn json(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b) || b == b'\n') {
        return Cow::Borrowed(text);
    }
    let mut sieve = Sieve::default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if sieve.passes(c) || c == '\n' {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    Cow::Owned(out)
}

/// Stands before standard output and standard error: passes text on as [`text`] does, however it is cut
/// into pieces. Bytes that are no text become U+FFFD.
#[derive(Debug)]
pub struct Writer<W: Write> {
    to: W,
    sieve: Sieve,
    /// The end of a piece that says nothing without the next: half a character, or a carriage return, which
    /// passes before a line feed only.
    held: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Everything written here goes to `to`.
    pub fn new(to: W) -> Self {
        Self { to, sieve: Sieve::default(), held: Vec::new() }
    }

    /// Writes what was held back; nothing comes after.
    pub fn finish(mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.held);
        let mut out = String::new();
        self.pass(&String::from_utf8_lossy(&rest), &mut out);
        self.to.write_all(out.as_bytes())?;
        self.to.flush()
    }

    fn pass(&mut self, text: &str, out: &mut String) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let ends_line = c == '\r' && chars.peek() == Some(&'\n');
            if self.sieve.passes(c) || matches!(c, '\n' | '\t') || ends_line {
                out.push(c);
            } else {
                out.extend(c.escape_unicode());
            }
        }
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let mut bytes = std::mem::take(&mut self.held);
        bytes.extend_from_slice(piece);
        let mut out = String::with_capacity(bytes.len());
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let e = match std::str::from_utf8(rest) {
                Ok(text) => {
                    let whole = text.strip_suffix('\r').unwrap_or(text);
                    self.pass(whole, &mut out);
                    rest = &rest[whole.len()..];
                    break;
                }
                Err(e) => e,
            };
            let (good, bad) = rest.split_at(e.valid_up_to());
            self.pass(std::str::from_utf8(good).unwrap_or_default(), &mut out);
            rest = bad;
            let Some(wrong) = e.error_len() else { break };
            out.push('\u{fffd}');
            rest = &rest[wrong..];
        }
        self.held = rest.to_vec();
        self.to.write_all(out.as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Whether a spreadsheet takes a text that begins so for a formula; also in the wide forms of East Asian keyboards.
pub const fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORST: &str =
        "\u{1b}]52;c;QQ==\u{7}\u{9b}31m\u{7f}\0\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\u{fffe}";

    #[test]
    fn what_acts_is_written_out_and_what_is_text_stays() {
        assert_eq!(text("a\u{1b}[2Jb\n\tc\rd"), "a\\u{1b}[2Jb\n\tc\\u{d}d");
        assert_eq!(line("a\nb\t\u{202e}"), "a\\u{a}b\\u{9}\\u{202e}");
        assert_eq!(one_line("a\r\nb\tc\n"), "a / b c");
        for whole in [
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{639}\u{631}\u{628}\u{649} \u{6f22}\u{5b57} \u{130}\u{131}\u{df} e\u{301} \u{2764}\u{fe0f}",
        ] {
            assert_eq!(text(whole), whole);
        }
        assert_eq!(text("pass\u{200d}word"), "pass\\u{200d}word");
        assert!(!line(WORST).chars().any(acts));
    }

    #[test]
    fn json_says_the_same_value() {
        let value = serde_json::json!({ WORST: format!("{WORST}\u{1f468}\u{200d}\u{1f469}\\\"") });
        let plain = serde_json::to_string_pretty(&value).unwrap();
        let out = json(&plain);
        assert!(!out.chars().any(|c| c != '\n' && acts(c)), "{out}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap(), value);
    }

    fn written(bytes: &[u8], cuts: &[usize]) -> String {
        let mut out = Vec::new();
        let mut w = Writer::new(&mut out);
        let mut from = 0;
        for cut in cuts.iter().map(|c| c % (bytes.len() + 1)).filter(|c| *c > 0) {
            let cut = cut.max(from);
            w.write_all(&bytes[from..cut]).unwrap();
            from = cut;
        }
        w.write_all(&bytes[from..]).unwrap();
        w.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn line_ends_of_tables_pass_and_lone_ones_do_not() {
        for cut in 0..6 {
            assert_eq!(written(b"a\r\nb\rc", &[cut]), "a\r\nb\\u{d}c");
        }
        assert_eq!(written(b"x\r", &[]), "x\\u{d}");
        assert_eq!(written(b"\x9b\xe2\x80", &[1]), "\u{fffd}\u{fffd}");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_passes_however_it_is_cut(
            bytes in proptest::collection::vec(any::<u8>(), 0..60),
            chars in "[\u{0}-\u{a0}\u{200b}-\u{2069}a\u{1f468}\u{feff}\u{e0041}]{0,30}",
            cuts in proptest::collection::vec(0usize..90, 0..4),
        ) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            for source in [bytes.as_slice(), chars.as_bytes()] {
                let out = written(source, &cuts);
                let bare = out.replace("\r\n", "\n");
                let acts = |c: char| !matches!(c, '\n' | '\t' | '\u{200c}' | '\u{200d}') && acts(c);
                prop_assert!(!bare.contains(acts), "{:?}", bare);
                prop_assert_eq!(&out, &written(source, &[]));
            }
            // What was made harmless once is not changed again.
            let once = text(&chars);
            prop_assert_eq!(text(&once), once.as_ref());
        }
    }
}
