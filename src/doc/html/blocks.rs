//! The blocks of a document as HTML. Used by the writer above only.

use unicode_width::UnicodeWidthChar;

use super::super::measure::LONGEST;
use super::super::{Block, Cell, Item, Mark, Piece, Table, Text, Tone};
use super::css::class;
use super::{Html, attribute, figure, text};

impl<'d> Html<'d> {
    pub(super) fn block(&mut self, block: &'d Block) {
        match block {
            Block::Heading { level, text: words, anchor } => {
                self.above = words;
                let tag = (*level).clamp(2, 6).to_string();
                let id = self.ids.get(anchor.as_str()).cloned().unwrap_or_default();
                self.put(&["<h", &tag, " id=\"", &id, "\">", &text(words), "</h", &tag, ">\n"]);
            }
            Block::Paragraph(words) => {
                self.put(&["<p>"]);
                self.prose(words);
                self.put(&["</p>\n"]);
            }
            Block::List(items) => self.list(items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                self.count += 1;
                let drawn = figure::figure(figure, self.count);
                self.out.push_str(&drawn);
            }
            Block::Sign(lines) => self.sign(lines),
            Block::NewPage => {}
        }
    }

    fn prose(&mut self, words: &Text) {
        for piece in &words.0 {
            match piece {
                Piece::Plain(words) => self.out.push_str(&text(words)),
                Piece::Strong(words) => self.put(&["<strong>", &text(words), "</strong>"]),
                Piece::Link { anchor, words } => match self.ids.get(anchor.as_str()).cloned() {
                    Some(id) => self.put(&["<a href=\"#", &id, "\">", &text(words), "</a>"]),
                    None => self.out.push_str(&text(words)),
                },
            }
        }
    }

    /// A list for each run of items of one mark.
    fn list(&mut self, items: &[Item]) {
        for run in items.chunk_by(|a, b| same_kind(a.mark, b.mark)) {
            let Some(first) = run.first() else { continue };
            let (open, close) = match first.mark {
                Mark::Bullet => ("<ul>\n", "</ul>\n"),
                Mark::Number(_) => ("<ol>\n", "</ol>\n"),
                Mark::Box => ("<ul class=\"boxes\">\n", "</ul>\n"),
                Mark::None => ("<ul class=\"rows\">\n", "</ul>\n"),
            };
            self.put(&[open]);
            for item in run {
                self.item(item);
            }
            self.put(&[close]);
        }
    }

    fn item(&mut self, item: &Item) {
        match item.mark {
            // A line to write on needs no point before it.
            Mark::Bullet if item.text.is_empty() && !item.room.is_empty() => {
                self.put(&["<li class=\"write\">"]);
            }
            Mark::Bullet | Mark::None => self.put(&["<li>"]),
            Mark::Number(n) => self.put(&["<li value=\"", &n.to_string(), "\">"]),
            // The sign is there for who copies or listens; the square is drawn around it.
            Mark::Box => self.put(&["<li><span class=\"box\">\u{2610}</span>"]),
        }
        if let Some(label) = &item.label {
            self.put(&["<strong class=\"label\">", &text(label), ":</strong> "]);
        }
        self.prose(&item.text);
        self.room(&item.room, !item.text.is_empty());
        if !item.below.is_empty() {
            self.put(&["\n"]);
            self.list(&item.below);
        }
        self.put(&["</li>\n"]);
    }

    /// Lines to write on, as wide as asked for and never wider than the page; of width 0 the label stands alone.
    fn room(&mut self, room: &[(String, usize)], after_words: bool) {
        if room.is_empty() {
            return;
        }
        self.put(&[if after_words { " <span class=\"room\">" } else { "<span class=\"room\">" }]);
        for (label, width) in room {
            if *width == 0 {
                self.put(&["<span class=\"field\"><span>", &text(label), "</span></span>"]);
                continue;
            }
            let least = (*width).clamp(3, 90).to_string();
            self.put(&["<span class=\"field\" style=\"flex-grow:", &least, ";flex-basis:", &least, "ch\">"]);
            if !label.is_empty() {
                self.put(&["<span>", &text(label), "</span>"]);
            }
            self.put(&["<i></i></span>"]);
        }
        self.put(&["</span>"]);
    }

    fn sign(&mut self, lines: &[Vec<String>]) {
        self.put(&["<div class=\"sign\">\n"]);
        for line in lines {
            self.put(&["<div>"]);
            for label in line {
                self.put(&["<span><i></i>", &text(label), "</span>"]);
            }
            self.put(&["</div>\n"]);
        }
        self.put(&["</div>\n"]);
    }

    fn table(&mut self, table: &Table) {
        self.count += 1;
        let dense = if table.columns.len() > 6 { " class=\"dense\"" } else { "" };
        let label = attribute(self.above);
        // What scrolls by itself is reached by the keyboard and says what it is.
        self.put(&["<div class=\"scroll\" role=\"region\" tabindex=\"0\""]);
        if !label.is_empty() {
            self.put(&[" aria-label=\"", &label, "\""]);
        }
        self.put(&["><table", dense, ">\n<thead><tr>"]);
        let numbers: Vec<bool> = (0..table.columns.len()).map(|c| table.is_numbers(c)).collect();
        for (column, number) in table.columns.iter().zip(&numbers) {
            let class = if *number { " class=\"n\"" } else { "" };
            self.put(&["<th scope=\"col\"", class, ">", &text(&column.title), "</th>"]);
        }
        self.put(&["</tr></thead>\n<tbody>\n"]);
        for row in &table.rows {
            let tall = row.iter().any(|c| c.words().lines().count() > 30 || c.words().len() > 3_000);
            self.put(&[if tall { "<tr class=\"tall\">" } else { "<tr>" }]);
            for cell in row {
                self.cell(cell);
            }
            self.put(&["</tr>\n"]);
        }
        self.put(&["</tbody>\n</table></div>\n"]);
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            // An id is one word and not broken at its hyphen.
            Cell::Text(words) if words.len() <= 16 && !words.contains(char::is_whitespace) => {
                self.put(&["<td class=\"d\">", &text(words), "</td>"]);
            }
            Cell::Text(words) => self.put(&["<td>", &broken(words), "</td>"]),
            Cell::Number(n) => self.put(&["<td class=\"n\">", &text(n), "</td>"]),
            Cell::Day(day) => self.put(&["<td class=\"d\">", &day.to_string(), "</td>"]),
            Cell::Toned(tone, words) if words.trim().is_empty() || *tone == Tone::Plain => {
                self.put(&["<td>", &broken(words), "</td>"]);
            }
            Cell::Toned(tone, words) => {
                self.put(&["<td class=\"t ", class(*tone), "\">", &broken(words), "</td>"]);
            }
        }
    }
}

const fn same_kind(a: Mark, b: Mark) -> bool {
    matches!(
        (a, b),
        (Mark::Bullet, Mark::Bullet)
            | (Mark::Number(_), Mark::Number(_))
            | (Mark::Box, Mark::Box)
            | (Mark::None, Mark::None)
    )
}

/// Words of a cell, with places where a word longer than a column may be broken. What is copied has none of them.
fn broken(words: &str) -> String {
    if words.split_whitespace().all(|w| w.len() <= LONGEST) {
        return text(words);
    }
    let mut out = String::with_capacity(words.len() * 2);
    let mut piece = String::new();
    let (mut run, mut asian) = (0, false);
    for c in words.chars() {
        run = if c.is_whitespace() { 0 } else { run + c.width().unwrap_or(0) };
        // Scripts without spaces are broken by the browser itself.
        asian |= c.width() == Some(2);
        piece.push(c);
        let ends = matches!(c, '/' | '_' | '-' | '.' | '@' | '?' | '&' | '=') && run > LONGEST / 2;
        if !asian && (ends || run >= LONGEST) {
            out.push_str(&text(&piece));
            out.push_str("<wbr>");
            piece.clear();
            run = 0;
        }
        asian &= !c.is_whitespace();
    }
    out.push_str(&text(&piece));
    out
}
