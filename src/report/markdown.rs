//! Markdown that also reads well as plain text. Used inside `report` only. Everything that goes through
//! [`Page`] is escaped here, so no document can forget it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::table::Table;
use crate::inert;

/// Prose is broken at this display width.
pub(super) const WIDTH: usize = 96;

/// A document in the making: pieces of text with one empty line between blocks.
pub(super) struct Page {
    text: String,
    in_list: bool,
}

impl Page {
    pub(super) fn new(title: &str) -> Self {
        let mut page = Self { text: String::new(), in_list: false };
        page.heading(1, title);
        page
    }

    fn block(&mut self) {
        self.in_list = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.block();
        self.text.extend(["#".repeat(level).as_str(), " ", &escape(text), "\n"]);
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.block();
        self.wrapped(&escape(text), "", "");
    }

    /// One bullet; bullets in a row form a list.
    pub(super) fn item(&mut self, text: &str) {
        self.list_line(&escape(text), "- ");
    }

    /// A bullet with a label in bold.
    pub(super) fn fact(&mut self, label: &str, text: &str) {
        self.list_line(&format!("**{}:** {}", escape(label), escape(text)), "- ");
    }

    /// A bullet below a bullet.
    pub(super) fn sub_item(&mut self, text: &str) {
        self.wrapped(&escape(text), "  - ", "    ");
    }

    /// A numbered line.
    pub(super) fn step(&mut self, number: usize, text: &str) {
        self.list_line(&escape(text), &format!("{number}. "));
    }

    /// A bullet with a label and a line to write on.
    pub(super) fn room(&mut self, label: &str) {
        self.list_line(&format!("{}: {}", escape(label), "_".repeat(40)), "- ");
    }

    /// A box to tick, and lines to write on below it.
    pub(super) fn tick(&mut self, text: &str, room: &[String]) {
        self.list_line(&escape(text), "- [ ] ");
        for line in room {
            self.text.extend(["  - ", line, "\n"]);
        }
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.block();
        self.text.push_str(&table.markdown());
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn list_line(&mut self, escaped: &str, lead: &str) {
        if !self.in_list {
            self.block();
            self.in_list = true;
        }
        // What continues a bullet stands below its text; a box to tick is text already.
        let indent = if lead.starts_with('-') { 2 } else { lead.len() };
        self.wrapped(escaped, lead, &" ".repeat(indent));
    }

    fn wrapped(&mut self, escaped: &str, lead: &str, indent: &str) {
        for (i, line) in wrap(escaped, WIDTH - indent.len().max(lead.len())).iter().enumerate() {
            self.text.extend([if i == 0 { lead } else { indent }, line, "\n"]);
        }
    }
}

/// Text that stays text: what acts is written out, and bars, line ends and markup cannot break out of a cell,
/// a line or a document. No address becomes a link by itself: whoever wrote it is not who sends the document.
pub fn escape(text: &str) -> String {
    let chars: Vec<char> = inert::text(text).chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied();
    let word = |i: Option<usize>| at(i).is_some_and(char::is_alphanumeric);
    let number = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut out = String::with_capacity(text.len() + 8);
    for (i, c) in chars.iter().enumerate() {
        let markup = match c {
            '|' | '<' | '`' | '*' | '[' | ']' | '\\' | '~' => true,
            // Inside a word an underscore is only itself, and file names have many.
            '_' => !(word(i.checked_sub(1)) && word(Some(i + 1))),
            '&' => begins_an_entity(&chars[i + 1..]),
            '>' | '#' | '+' | '-' | '=' => i == 0,
            '.' | ')' if i > 0 && i == number => at(Some(i + 1)).is_none_or(char::is_whitespace),
            '(' => at(i.checked_sub(1)) == Some(']'),
            ':' => chars[i + 1..].starts_with(&['/', '/']),
            '.' => ends_www(&chars[..i]),
            '@' => word(i.checked_sub(1)) && word(Some(i + 1)),
            _ => false,
        };
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if markup => out.extend(['\\', *c]),
            c => out.push(*c),
        }
    }
    out
}

/// `www` as a word: with a dot behind it a link.
fn ends_www(before: &[char]) -> bool {
    let www = before.iter().rev().take_while(|c| c.is_alphanumeric()).count() == 3;
    www && before[before.len() - 3..].iter().all(|c| c.eq_ignore_ascii_case(&'w'))
}

/// `lt;` or `#60;` after an ampersand; "R&D" is none.
fn begins_an_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// Breaks at spaces, but not between a number and its unit. A word that would begin a list or a heading at the start of a line stays with the
/// word before it. A word wider than the line is left whole: a broken file name helps nobody.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut unit = word.to_owned();
        while let Some(next) = words.next_if(|w| begins_a_block(w) || is_a_unit(w)) {
            unit.extend([" ", next]);
        }
        let wide = unit.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&unit);
        }
        used += wide;
    }
    lines
}

fn is_a_unit(word: &str) -> bool {
    matches!(word.trim_end_matches(['.', ',', ';', ':', ')']), "h" | "%")
}

fn begins_a_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    word.starts_with(['#', '>', '=', '-', '+'])
        || (number.len() < word.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// At most `cells` wide, with an ellipsis where something is left out; line ends become spaces.
pub(super) fn clip(text: &str, cells: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.width() <= cells {
        return flat;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in flat.chars() {
        used += c.width().unwrap_or(0);
        if used > cells {
            // Half a date or half a word reads like another one.
            if let Some(blank) = out.rfind(' ').filter(|_| c != ' ') {
                out.truncate(blank);
            }
            break;
        }
        out.push(c);
    }
    format!("{}\u{2026}", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_not_obeyed() {
        assert_eq!(escape("a_b _c_ R&D &lt; #1"), "a_b \\_c\\_ R&D \\&lt; #1");
        assert_eq!(escape("<script>|`x`\n# y"), "\\<script>\\|\\`x\\` # y");
        assert_eq!(escape("# y"), "\\# y");
        assert_eq!(escape("12. x 3. y"), "12\\. x 3. y");
        assert_eq!(escape("=== x = y"), "\\=== x = y");
        assert_eq!(escape("\u{1b}[2J"), "\\\\u{1b}\\[2J");
    }

    #[test]
    fn nobody_elses_address_becomes_a_link() {
        assert_eq!(escape("[x](javascript:alert(1))"), "\\[x\\]\\(javascript:alert(1))");
        assert_eq!(escape("![x](http://x.y/p.png)"), "!\\[x\\]\\(http\\://x.y/p.png)");
        assert_eq!(
            escape("<https://x> www.x.y a@b.c at 9:30, v1.2, @ann"),
            "\\<https\\://x> www\\.x.y a\\@b.c at 9:30, v1.2, @ann"
        );
    }

    #[test]
    fn a_wrapped_line_never_becomes_a_list_or_a_heading() {
        for width in 5..40 {
            for line in wrap("nothing there - 9 others wait 1. for # this + that = more > x", width) {
                assert!(!begins_a_block(line.split(' ').next().unwrap()), "{width}: {line}");
            }
        }
    }

    #[test]
    fn clipping_counts_cells() {
        assert_eq!(clip("abc\ndef", 7), "abc def");
        assert_eq!(clip("abc def", 5), "abc\u{2026}");
        assert_eq!(clip("by 2026-11-30 at last", 10), "by\u{2026}", "no half of a date");
        assert!(clip(&"\u{8a9e}".repeat(9), 6).width() <= 6);
    }
}
