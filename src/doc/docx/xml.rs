//! Pieces of `WordprocessingML`. The only place where words become XML: nothing of people reaches a part but through
//! [`esc`] or [`Run`]. Used by the DOCX writer only.

use super::super::unparted::unparted;
use crate::inert;

/// Words as XML: the signs that mean something are written out, and signs XML 1.0 has no place for cannot remain.
pub(super) fn esc(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for c in inert::text(&words.replace("\r\n", "\n")).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(' '),
            // What acts was written out before; this holds whatever becomes of that.
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Words in a run, in a character style or none; their lines stay lines.
pub(super) fn run(style: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let look = if style.is_empty() {
        String::new()
    } else {
        ["<w:rPr><w:rStyle w:val=\"", style, "\"/></w:rPr>"].concat()
    };
    let mut out = ["<w:r>", &look].concat();
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        let line = line.trim_end_matches('\r');
        if !line.is_empty() {
            out.extend(["<w:t xml:space=\"preserve\">", &esc(&unparted(line)), "</w:t>"]);
        }
    }
    out.push_str("</w:r>");
    out
}

/// A jump to the next tab stop.
pub(super) const TAB: &str = "<w:r><w:tab/></w:r>";

/// A paragraph of runs; `more` is what its style does not say.
pub(super) fn paragraph(style: &str, more: &str, runs: &str) -> String {
    ["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>", more, "</w:pPr>", runs, "</w:p>\n"].concat()
}

/// A number the other program works out: `PAGE`, `NUMPAGES`.
pub(super) fn field(code: &str, shown: &str) -> String {
    ["<w:fldSimple w:instr=\" ", code, " \"><w:r><w:t>", shown, "</w:t></w:r></w:fldSimple>"].concat()
}

/// Where a field begins, its code ends, and it ends.
pub(super) fn mark(kind: &str, more: &str) -> String {
    ["<w:r><w:fldChar w:fldCharType=\"", kind, "\"", more, "/></w:r>"].concat()
}

/// What a field is to be worked out from.
pub(super) fn code(code: &str) -> String {
    ["<w:r><w:instrText xml:space=\"preserve\"> ", code, " </w:instrText></w:r>"].concat()
}

/// What the heading number `n` is called inside the file.
pub(super) fn bookmark(n: usize) -> String {
    format!("_Toc{:08}", 42_000_000 + n)
}

/// Runs that lead to heading number `n`.
pub(super) fn link(n: usize, runs: &str) -> String {
    ["<w:hyperlink w:anchor=\"", &esc(&bookmark(n)), "\" w:history=\"1\">", runs, "</w:hyperlink>"].concat()
}

/// Edges of a page: left and right, top, bottom, and how far head and foot are from the paper's. In twentieths of a
/// point, as all measures here.
pub(super) struct Edges {
    pub(super) side: usize,
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) head: usize,
    pub(super) foot: usize,
}

/// The edges of a long paper, and those of a short one, which has to come by with fewer pages.
pub(super) const fn edges(long: bool) -> Edges {
    if long {
        Edges { side: 1_134, top: 1_304, bottom: 1_134, head: 600, foot: 540 }
    } else {
        Edges { side: 960, top: 760, bottom: 700, head: 400, foot: 340 }
    }
}

/// Short and long edge of A4.
pub(super) const A4: (usize, usize) = (11_906, 16_838);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_that_xml_forbids_remains() {
        let worst: String =
            (0..=0x2f_u32).chain([0xfffe, 0xffff, 0x202e]).filter_map(char::from_u32).collect();
        let out = esc(&worst);
        assert!(
            !out.contains(|c: char| c < ' ' || matches!(c, '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{202e}')),
            "{out}"
        );
        assert_eq!(run("", "a\r\nb").matches("<w:br/>").count(), 1);
        assert_eq!(run("Strong", ""), "");
    }
}
