//! Lines in, lines out. Everything plain mode says goes through here, so that nothing in a note, a name or
//! a path can drive a terminal or be read aloud as a frame. Knows nothing of assessments.

use std::io::{self, BufRead, Read, Write};

use crate::inert;
use crate::model::edit::MAX_TEXT;
use crate::say;

/// The longest line that is read, in bytes: the longest note and a command before it.
const MAX_LINE: usize = MAX_TEXT + 1024;

/// A conversation: where lines come from and where they go.
pub(super) struct Talk<'t> {
    input: &'t mut dyn BufRead,
    out: &'t mut dyn Write,
    /// Whether what is read is also written, so that a session fed from a file leaves a readable record.
    echo: bool,
    /// Whether somebody wants the program to end; from then on nothing is asked.
    quits: bool,
}

impl<'t> Talk<'t> {
    pub(super) fn new(input: &'t mut dyn BufRead, out: &'t mut dyn Write, echo: bool) -> Self {
        Self { input, out, echo, quits: false }
    }

    /// Whether `quit` was typed where something else was asked.
    pub(super) const fn quits(&self) -> bool {
        self.quits
    }

    /// Whether somebody types what is read: a session fed from a file answers no question it does not know of.
    pub(super) const fn is_heard(&self) -> bool {
        !self.echo
    }

    /// As [`Self::quits`], and takes it back: who asks may hear that something would be lost, and stay.
    pub(super) const fn take_quit(&mut self) -> bool {
        std::mem::replace(&mut self.quits, false)
    }

    /// Says one fact on one line.
    pub(super) fn say(&mut self, fact: impl AsRef<str>) -> io::Result<()> {
        writeln!(self.out, "{}", spoken(fact.as_ref()).trim_end())
    }

    /// Says what went wrong; the sentences of an error may come on lines of their own.
    pub(super) fn trouble(&mut self, words: impl AsRef<str>) -> io::Result<()> {
        self.say(words.as_ref().replace('\n', " "))
    }

    /// Says several facts, each on its line.
    pub(super) fn tell(&mut self, facts: &[String]) -> io::Result<()> {
        facts.iter().try_for_each(|f| self.say(f))
    }

    /// Asks for something that is no word. The words that hold everywhere are none of it: help is given and the
    /// question said again; none at the end of the input and where the program is to end.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        loop {
            match self.choose(question)? {
                Some(line) if is_help(&line) => self.help()?,
                answer => return Ok(answer),
            }
        }
    }

    /// What can be typed where something is asked for that is no word.
    pub(super) fn help(&mut self) -> io::Result<()> {
        self.say(say!(
            "Type what is asked for. back goes to what was asked before, leave goes out of this, quit ends; what was \
             said to be saved is kept."
        ))
    }

    /// As [`Self::ask`], where the question has a help of its own.
    pub(super) fn choose(&mut self, question: &str) -> io::Result<Option<String>> {
        if self.quits {
            return Ok(None);
        }
        let line = self.hear(question)?;
        self.quits = line.as_deref().is_some_and(is_quit);
        Ok(line.filter(|_| !self.quits))
    }

    /// That nothing more is to be asked.
    pub(super) const fn quit(&mut self) {
        self.quits = true;
    }

    /// Asks and waits for a line, without its ends; none at the end of the input.
    pub(super) fn hear(&mut self, question: &str) -> io::Result<Option<String>> {
        self.say(question)?;
        loop {
            match self.line()? {
                Heard::Line(line) => return Ok(Some(line.trim().to_owned())),
                Heard::End => return Ok(None),
                Heard::Refused(why) => {
                    self.say(why)?;
                    self.say(question)?;
                }
            }
        }
    }

    /// The next line as it was typed.
    pub(super) fn line(&mut self) -> io::Result<Heard> {
        self.out.flush()?;
        let mut bytes = Vec::new();
        (&mut *self.input).take(MAX_LINE as u64).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(Heard::End);
        }
        if bytes.len() == MAX_LINE && !bytes.ends_with(b"\n") {
            self.skip_rest()?;
            return Ok(Heard::Refused(say!(
                "This line is longer than {most} bytes and was not taken. Nothing was changed; write less in one \
                 line.",
                most = MAX_LINE
            )));
        }
        let Ok(line) = String::from_utf8(bytes) else {
            let why =
                say!("This line is not text (UTF-8) and was not taken. Nothing was changed; type it again.");
            return Ok(Heard::Refused(why.into()));
        };
        let line = line.strip_suffix('\n').unwrap_or(&line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if self.echo {
            self.say(format!("> {line}"))?;
        }
        Ok(Heard::Line(line.to_owned()))
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        loop {
            let part = self.input.fill_buf()?;
            let (used, found) = match part.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (part.len(), part.is_empty()),
            };
            self.input.consume(used);
            if found {
                return Ok(());
            }
        }
    }
}

/// Whether a line ends the program, wherever it is typed.
pub(super) fn is_quit(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "quit" | "q" | "exit")
}

/// Whether a line asks for help, wherever it is typed.
pub(super) fn is_help(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "help" | "?")
}

/// Whether a line goes out of what is asked, or back to what was asked before.
pub(super) fn goes(line: &str) -> Option<Goes> {
    match line.to_lowercase().as_str() {
        "back" => Some(Goes::Back),
        "leave" | "home" => Some(Goes::Out),
        _ => None,
    }
}

/// Where one goes instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// To what was asked before.
    Back,
    /// Out of what is asked.
    Out,
}

/// What came of waiting for a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A line without its end.
    Line(String),
    /// There is no more.
    End,
    /// A line that cannot be taken, and why.
    Refused(String),
}

/// One line that only has letters to be read: through the gate, and frames and blocks become the ASCII signs
/// nearest to them.
fn spoken(fact: &str) -> String {
    inert::one_line(fact)
        .chars()
        .map(|c| match c {
            '\u{2500}' | '\u{2501}' | '\u{2504}' | '\u{2505}' | '\u{2508}' | '\u{2509}' | '\u{254c}'
            | '\u{254d}' | '\u{2550}' | '\u{2574}' | '\u{2576}' | '\u{2578}' | '\u{257a}' | '\u{257c}'
            | '\u{257e}' => '-',
            '\u{2502}' | '\u{2503}' | '\u{2506}' | '\u{2507}' | '\u{250a}' | '\u{250b}' | '\u{254e}'
            | '\u{254f}' | '\u{2551}' | '\u{2575}' | '\u{2577}' | '\u{2579}' | '\u{257b}' | '\u{257d}'
            | '\u{257f}' => '|',
            '\u{2500}'..='\u{257f}' => '+',
            '\u{2580}'..='\u{259f}' => '#',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heard(bytes: &[u8]) -> Vec<Heard> {
        let (mut input, mut out) = (bytes, Vec::new());
        let mut talk = Talk::new(&mut input, &mut out, false);
        let mut all = Vec::new();
        while let Ok(h) = talk.line() {
            if h == Heard::End {
                break;
            }
            all.push(h);
        }
        all
    }

    #[test]
    fn lines_as_typed_and_what_is_no_line_of_text_is_refused_alone() {
        let line = |s: &str| Heard::Line(s.into());
        assert_eq!(heard(b"a\r\n  b\n\nlast"), [line("a"), line("  b"), line(""), line("last")]);
        let odd = heard(b"\xff\n5\n");
        assert!(matches!(&odd[0], Heard::Refused(why) if why.contains("not text")));
        assert_eq!(odd[1], line("5"));
        let mut long = vec![b'x'; MAX_LINE * 2];
        long.extend(b"\n5\n");
        let long = heard(&long);
        assert!(matches!(&long[0], Heard::Refused(why) if why.contains("longer")));
        assert_eq!(long[1..], [line("5")]);
    }

    proptest! {
        #[test]
        fn nothing_said_drives_a_terminal_or_draws(fact in "[\u{0}-\u{ff}\u{2500}-\u{25a0}\n]{0,60}") {
            let (mut input, mut out) = (&b""[..], Vec::new());
            Talk::new(&mut input, &mut out, false).say(&fact).unwrap();
            let said = String::from_utf8(out).unwrap();
            prop_assert_eq!(said.matches('\n').count(), 1);
            let bad = |c: char| c != '\n' && (c.is_control() || ('\u{2500}'..='\u{259f}').contains(&c));
            prop_assert!(!said.contains(bad));
        }
    }
}
