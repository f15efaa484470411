//! The writer of Markdown that also reads well as plain text. Everything goes through [`escape`] here, so no document can
//! forget it; figures are left out, because the text holds them. Whoever has a [`Doc`] may use it. Makes up no word.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Block, Doc, House, Item, Mark, Piece, Table, Text};
use crate::inert;

/// Prose is broken at this display width.
const WIDTH: usize = 96;

/// Signs of a line to write on, where its width is not said.
const LINE: usize = 40;

/// A last column wider than this is not padded: the spaces would only make every line long.
const PAD_UP_TO: usize = 100;

/// The document as Markdown, ending in a line end.
pub fn write(doc: &Doc, house: &House) -> String {
    let mut out = Out(String::new());
    out.heading(1, &doc.title);
    if let Some(line) = &house.cover_line {
        out.paragraph(&escape(line));
    }
    // Whose it is has no place of its own here.
    let mut facts: Vec<_> =
        doc.about.facts.iter().filter(|(_, text)| *text == doc.about.organisation).cloned().collect();
    facts.extend(house.facts(&doc.about));
    if !facts.is_empty() {
        out.block();
        for (label, text) in &facts {
            out.wrapped(&labelled(Some(label), escape(text)), "- ", "  ");
        }
    }
    if !doc.about.disclaimer.is_empty() {
        out.paragraph(&escape(&doc.about.disclaimer));
    }
    for block in &doc.blocks {
        match block {
            Block::Heading { level, text, .. } => out.heading(*level, text),
            Block::Paragraph(text) => out.paragraph(&inline(text)),
            Block::List(items) => {
                out.block();
                out.list(items, 0);
            }
            Block::Table(t) => {
                out.block();
                out.0.push_str(&table(t));
            }
            Block::Sign(lines) => {
                out.block();
                for label in lines.iter().flatten() {
                    out.wrapped(&room(label, LINE), "- ", "  ");
                }
            }
            Block::Figure(_) | Block::NewPage => {}
        }
    }
    // The foot of a page, where there are pages: a paper says by its last line what it was made from.
    if !doc.about.stamp.is_empty() {
        out.paragraph(&escape(&doc.about.stamp));
    }
    out.0
}

/// What is written so far: blocks with one empty line between them.
struct Out(String);

impl Out {
    fn block(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.block();
        self.0.extend(["#".repeat(level).as_str(), " ", &escape(text), "\n"]);
    }

    fn paragraph(&mut self, escaped: &str) {
        self.block();
        self.wrapped(escaped, "", "");
    }

    fn list(&mut self, items: &[Item], deep: usize) {
        for item in items {
            let mark = match item.mark {
                // Markdown knows no list without marks.
                Mark::Bullet | Mark::None => "- ".to_owned(),
                Mark::Number(n) => format!("{n}. "),
                Mark::Box => "- [ ] ".to_owned(),
            };
            // What continues a bullet stands below its text; a box to tick is text already.
            let inside = deep + if mark.starts_with('-') { 2 } else { mark.len() };
            let (lead, indent) = (" ".repeat(deep) + &mark, " ".repeat(inside));
            let rooms: Vec<String> = item.room.iter().map(|(label, wide)| room(label, *wide)).collect();
            let said = labelled(item.label.as_deref(), inline(&item.text));
            if rooms.is_empty() || !said.trim().is_empty() {
                self.wrapped(&said, &lead, &indent);
            } else {
                self.0.push_str(&lead);
            }
            if !rooms.is_empty() {
                // A line to write on is as long as it is said, wherever that ends.
                if self.0.ends_with('\n') {
                    self.0.truncate(self.0.trim_end().len());
                    self.0.push(' ');
                }
                self.0.extend([rooms.join("  ").as_str(), "\n"]);
            }
            self.list(&item.below, inside);
        }
    }

    fn wrapped(&mut self, escaped: &str, lead: &str, indent: &str) {
        for (i, line) in wrap(escaped, WIDTH.saturating_sub(indent.len().max(lead.len()))).iter().enumerate()
        {
            self.0.extend([if i == 0 { lead } else { indent }, line, "\n"]);
        }
    }
}

fn labelled(label: Option<&str>, escaped: String) -> String {
    match label {
        Some(label) => format!("**{}:** {escaped}", escape(label)),
        None => escaped,
    }
}

/// A label and a line so many signs wide behind it; the label alone where there is nothing to write.
fn room(label: &str, wide: usize) -> String {
    let (label, line) = (escape(label), "_".repeat(wide));
    match (label.is_empty(), wide) {
        (_, 0) => label,
        (true, _) => line,
        (false, _) => format!("{label}: {line}"),
    }
}

/// Pieces of prose. What is not set off is escaped as one text: what a sign does depends on those beside it.
fn inline(text: &Text) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for piece in &text.0 {
        match piece {
            Piece::Plain(words) | Piece::Link { words, .. } => run.push_str(words),
            Piece::Strong(words) => {
                out.push_str(&escape(&std::mem::take(&mut run)));
                if !words.trim().is_empty() {
                    out.extend(["**", &escape(words.trim()), "**"]);
                }
            }
        }
    }
    out.push_str(&escape(&run));
    out
}

/// Padded so that it reads as a table in an ordinary editor too.
fn table(table: &Table) -> String {
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|c| escape(&c.words())).collect()).collect();
    // A head may be what somebody called a step of a scale.
    let heads: Vec<String> = table.columns.iter().map(|c| escape(&c.title)).collect();
    let last = heads.len().saturating_sub(1);
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(i, head)| {
            let wide = rows.iter().filter_map(|r| r.get(i)).map(|c| c.width()).max().unwrap_or(0);
            let wide = if i == last && wide > PAD_UP_TO { 0 } else { wide };
            wide.max(head.width()).max(3)
        })
        .collect();
    let right: Vec<bool> = (0..table.columns.len()).map(|i| table.is_numbers(i)).collect();
    let mut out = String::new();
    let line = |cells: &mut dyn Iterator<Item = &str>, out: &mut String| {
        for ((text, width), right) in cells.zip(&widths).zip(&right) {
            let gap = " ".repeat(width.saturating_sub(text.width()));
            let (before, after) = if *right { (gap.as_str(), "") } else { ("", gap.as_str()) };
            out.extend(["| ", before, text, after, " "]);
        }
        out.push_str("|\n");
    };
    line(&mut heads.iter().map(String::as_str), &mut out);
    for (width, right) in widths.iter().zip(&right) {
        let dashes = "-".repeat(if *right { width - 1 } else { *width });
        out.extend(["| ", &dashes, if *right { ": " } else { " " }]);
    }
    out.push_str("|\n");
    for row in &rows {
        line(&mut row.iter().map(String::as_str), &mut out);
    }
    out
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

/// Breaks escaped text at spaces so that no line is wider than `width`, but not between a number and its unit. A word that
/// would begin a list or a heading at the start of a line stays with the word before it. A word wider than the line is
/// left whole: a broken file name helps nobody.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
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
pub fn clip(text: &str, cells: usize) -> String {
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
    use crate::doc::{About, Labels, Page};

    fn doc(blocks: impl FnOnce(&mut Page)) -> Doc {
        let about = About {
            organisation: "O".to_owned(),
            facts: vec![("Scope".to_owned(), "a | b".to_owned())],
            disclaimer: "Indicative.".to_owned(),
            stamp: String::new(),
            made: jiff::civil::date(2027, 1, 4),
            language: "en",
            long: false,
            labels: Labels::fixture(),
        };
        let mut page = Page::new("x", "T <b>", about);
        blocks(&mut page);
        page.finish()
    }

    fn own(doc: &Doc) -> String {
        write(doc, &House::default())
    }

    #[test]
    fn what_the_house_style_gives_stands_with_the_facts() {
        let some = |words: &str| Some(words.to_owned());
        let (cover_line, prepared_by, version) = (some("A *job*"), some("Ana"), some("Draft 2"));
        let house =
            House { cover_line, prepared_by, version, distribution: some("Internal"), ..House::default() };
        let mut doc = doc(|_| {});
        doc.about.facts.insert(0, ("Organisation".to_owned(), "O".to_owned()));
        let wanted = "# T \\<b>\n\nA \\*job\\*\n\n- **Organisation:** O\n- **Prepared by:** Ana\n- **Version:** Draft 2\n\
                      - **Distribution:** Internal\n- **Scope:** a \\| b\n\nIndicative.\n";
        assert_eq!(write(&doc, &house), wanted);
    }

    const TOP: &str = "# T \\<b>\n\n- **Scope:** a \\| b\n\nIndicative.\n";

    #[test]
    fn blocks_stand_apart_and_lists_together() {
        let text = own(&doc(|page| {
            page.section(2, "a", "1. A");
            page.item("one");
            page.sub_item("below");
            page.fact("Label", "two");
            page.step(12, "three ".repeat(20));
            page.new_page();
            page.tick("box");
            page.room_below("", vec![("1  2".to_owned(), 0), ("Note".to_owned(), 3)]);
            page.sign(vec![vec!["By".to_owned(), "Date".to_owned()]]);
        }));
        let three = ["three"; 15].join(" ");
        let line = "_".repeat(40);
        let wanted = format!(
            "{TOP}\n## 1\\. A\n\n- one\n  - below\n- **Label:** two\n12. {three}\n    {}\n\n- [ ] box\n  - 1  2  \
             Note: ___\n\n- By: {line}\n- Date: {line}\n",
            ["three"; 5].join(" ")
        );
        assert_eq!(text, wanted);
    }

    #[test]
    fn a_link_is_its_words_and_escaped_with_those_beside_it() {
        let link = Piece::Link { anchor: "GAP-1".to_owned(), words: "www".to_owned() };
        let text = Text(vec![link, Piece::Plain(".x *y*".to_owned()), Piece::Strong("#z*".to_owned())]);
        let out = own(&doc(|page| page.paragraph(text)));
        assert_eq!(out, format!("{TOP}\nwww\\.x \\*y\\***\\#z\\***\n"));
    }

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

    #[test]
    fn a_markdown_table_is_aligned_and_cannot_be_broken() {
        let mut t = Table::new(&["Id", "Hours", "Text"]);
        t.row(vec!["\u{8a9e}|x\ny".into(), 2.0.into(), "<b>`z`".into()]);
        t.row(vec!["b".into(), 12.5.into(), "".into()]);
        let text = super::table(&t);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|l| l.width() == lines[0].width()), "{text}");
        assert_eq!(lines[1], "| ------- | ----: | --------- |");
        assert!(lines[2].contains("\\|x y") && lines[2].contains("\\<b>\\`z\\`"), "{text}");
        // Three columns however the text is read: four bars that are not escaped.
        assert!(lines.iter().all(|l| l.replace("\\|", "").matches('|').count() == 4), "{text}");
    }
}
