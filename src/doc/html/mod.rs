//! A document as one HTML file: no script, nothing loaded from anywhere, prints well on A4. For `report` and whoever
//! writes files; must not let a word of people through but by [`text`] here, nor a link that leaves the document.

mod blocks;
mod css;
mod figure;
mod svg;
mod svg_time;

use std::collections::HashMap;

use super::measure;
use super::paint::{self, Paint};
use super::unparted::unparted;
use super::{Block, Doc, House};
use crate::inert;

/// The document as HTML, in UTF-8.
pub fn write(doc: &Doc, house: &House) -> Vec<u8> {
    let mut page = Html::new(doc, house);
    page.head(house);
    page.banner(house);
    if doc.about.long {
        page.contents();
    }
    page.main();
    page.foot();
    page.out.into_bytes()
}

/// A file in the making.
struct Html<'d> {
    doc: &'d Doc,
    paint: Paint,
    /// What stands in the file for each anchor.
    ids: HashMap<&'d str, String>,
    /// The heading above what is being written, for voices that ask where they are.
    above: &'d str,
    /// How many figures and tables there were.
    count: usize,
    out: String,
}

impl<'d> Html<'d> {
    fn new(doc: &'d Doc, house: &House) -> Self {
        let headings = doc.blocks.iter().filter_map(|b| match b {
            Block::Heading { anchor, .. } => Some((anchor.as_str(), id(anchor))),
            _ => None,
        });
        let room = doc.blocks.len() * 400 + 16_000;
        Self {
            doc,
            paint: Paint::of(house),
            ids: headings.collect(),
            above: "",
            count: 0,
            out: String::with_capacity(room),
        }
    }

    fn put(&mut self, pieces: &[&str]) {
        self.out.extend(pieces.iter().copied());
    }

    fn head(&mut self, house: &House) {
        let about = &self.doc.about;
        let (title, language) = (attribute(&self.doc.title), attribute(about.language));
        let owner = attribute(&about.organisation);
        let author = house.prepared_by.as_ref().map_or_else(|| owner.clone(), |by| attribute(by));
        let style = css::sheet(self.doc, house, self.paint);
        let between = if owner.is_empty() { "" } else { " - " };
        self.put(&[
            "<!DOCTYPE html>\n<html lang=\"",
            &language,
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
            "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"referrer\" content=\"no-referrer\">\n",
            // A telephone otherwise makes links of its own from what looks like a number or a street.
            "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no, url=no\">\n",
            "<meta name=\"author\" content=\"",
            &author,
            "\">\n<meta name=\"dcterms.created\" content=\"",
            &about.made.to_string(),
            "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>",
            &title,
            between,
            &owner,
            "</title>\n<style>\n",
            &style,
            "</style>\n</head>\n<body",
            if about.long { " class=\"long\"" } else { "" },
            ">\n",
        ]);
    }

    /// What is read first: the cover of a long paper, the head of a short one.
    fn banner(&mut self, house: &House) {
        let about = &self.doc.about;
        let labels = &about.labels;
        self.put(&["<header class=\"cover\">\n"]);
        if let Some((logo, (wide, high))) =
            house.logo.as_ref().and_then(|l| paint::png_size(l).map(|size| (l, size)))
        {
            let (wide, high, alt) = (wide.to_string(), high.to_string(), attribute(&labels.logo_alt));
            let picture = base64(logo);
            self.put(&["<img class=\"logo\" width=\"", &wide, "\" height=\"", &high, "\" alt=\"", &alt]);
            self.put(&["\" src=\"data:image/png;base64,", &picture, "\">\n"]);
        }
        self.put(&["<h1>", &text(&self.doc.title), "</h1>\n"]);
        if !about.organisation.is_empty() {
            if about.long && !labels.prepared_for.is_empty() {
                self.put(&["<p class=\"for\">", &text(&labels.prepared_for), "</p>\n"]);
            }
            self.put(&["<p class=\"owner\">", &text(&about.organisation), "</p>\n"]);
        }
        if let Some(line) = &house.cover_line {
            self.put(&["<p class=\"line\">", &text(line), "</p>\n"]);
        }
        let facts = house.facts(about);
        if !facts.is_empty() {
            self.put(&["<dl>\n"]);
            for (label, value) in facts {
                self.put(&["<div><dt>", &text(&label), "</dt><dd>", &text(&value), "</dd></div>\n"]);
            }
            self.put(&["</dl>\n"]);
        }
        if !about.disclaimer.is_empty() {
            self.put(&["<p class=\"not\">", &text(&about.disclaimer), "</p>\n"]);
        }
        self.put(&["</header>\n"]);
    }

    /// The headings of the two highest levels; beside the text on a wide screen, a page of its own on paper.
    fn contents(&mut self) {
        let doc = self.doc;
        let entries: Vec<(usize, &str, &str)> = doc
            .blocks
            .iter()
            .filter_map(|b| match b {
                Block::Heading { level, text, anchor } if *level <= 3 => {
                    Some((*level, text.as_str(), anchor.as_str()))
                }
                _ => None,
            })
            .collect();
        if entries.is_empty() {
            return;
        }
        let words = &doc.about.labels.contents;
        self.put(&[
            "<nav aria-label=\"",
            &attribute(words),
            "\">\n<p class=\"nav\">",
            &text(words),
            "</p>\n",
        ]);
        let mut open = 0;
        for (level, words, anchor) in entries {
            // Two lists at most, one in the other; a heading of the third level may come first.
            let depth = if level <= 2 { 1 } else { 2 };
            while open > depth {
                self.put(&["</li></ol>"]);
                open -= 1;
            }
            if open == depth {
                self.put(&["</li>\n"]);
            }
            while open < depth {
                self.put(&[if open + 1 < depth { "<ol><li>" } else { "<ol>\n" }]);
                open += 1;
            }
            let to = self.ids.get(anchor).cloned().unwrap_or_default();
            self.put(&["<li><a href=\"#", &to, "\">", &text(words), "</a>"]);
        }
        self.put(&[&"</li></ol>".repeat(open), "\n</nav>\n"]);
    }

    fn main(&mut self) {
        let doc = self.doc;
        self.put(&["<main>\n"]);
        let turned = measure::sideways(&doc.blocks);
        let mut on_side = false;
        let mut fresh = false;
        for (block, turn) in doc.blocks.iter().zip(turned) {
            if turn != on_side {
                self.put(&[if turn { "<div class=\"wide\">\n" } else { "</div>\n" }]);
                on_side = turn;
            }
            match block {
                Block::NewPage => fresh = true,
                other => {
                    if fresh {
                        self.put(&["<div class=\"fresh\"></div>\n"]);
                    }
                    fresh = false;
                    self.block(other);
                }
            }
        }
        self.put(&[if on_side { "</div>\n" } else { "" }, "</main>\n"]);
    }

    fn foot(&mut self) {
        self.put(&["<footer><p>", &text(&self.doc.about.stamp), "</p></footer>\n</body>\n</html>\n"]);
    }
}

/// An anchor as a name in the file.
fn id(anchor: &str) -> String {
    let bare: String = anchor.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    attribute(&bare)
}

/// Words between tags: nothing in them acts, and their lines stay lines.
fn text(words: &str) -> String {
    escaped(&inert::text(&unparted(&words.replace("\r\n", "\n"))), "<br>\n")
}

/// Words inside quotes, or where there is one line only.
fn attribute(words: &str) -> String {
    escaped(&inert::text(&words.replace("\r\n", "\n")), " ")
}

/// The five signs that mean something, and line ends as `line`. Nothing else of HTML begins without one of them.
fn escaped(words: &str, line: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str(line),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Bytes in letters, for a picture that stands in the file itself.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let n = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let sign = SIGNS.get((n >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if i <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests;
