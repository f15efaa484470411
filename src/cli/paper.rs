//! A document as a command prints it: as Markdown, or as lines, the titles among them underlined. Commands whose words are
//! a `Doc` use it; it makes up no word.

use std::io::{self, Write};

use super::Format;
use crate::doc::{self, Doc, House, markdown};
use crate::inert::one_line;

/// Writes a document as it was asked for; the lines wrapped behind their indent where a width is given, else an entry a
/// line, for programs that look for words.
pub(super) fn write(doc: &Doc, format: Format, width: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    if format == Format::Md {
        return out.write_all(markdown::write(doc, &House::default()).as_bytes());
    }
    lines(&doc::lines::write(doc), width, out)
}

/// Lines as they are read on a screen, the titles among them underlined.
pub(super) fn lines(all: &[String], width: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    for line in all {
        match (line.strip_prefix("# "), width) {
            (Some(title), _) => {
                let title = one_line(title);
                writeln!(out, "{title}\n{}", "-".repeat(title.chars().count()))?;
            }
            (None, None) => writeln!(out, "{}", one_line(line))?,
            (None, Some(width)) => wrapped(line, width, out)?,
        }
    }
    Ok(())
}

fn wrapped(line: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    for line in textwrap::wrap(line, textwrap::Options::new(width).subsequent_indent(&indent)) {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
