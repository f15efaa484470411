//! The blocks of a document as `WordprocessingML`, from the cover to the last section. Used by the DOCX writer only;
//! says styles, and by itself only what no style can: a tab stop measured for its words, a list that begins anew.

use std::collections::HashMap;

use super::super::measure;
use super::super::paint::Paint;
use super::super::{Block, Doc, House, Item, Mark, Piece, Text};
use super::styles::Lists;
use super::xml::{A4, Edges, TAB, bookmark, edges, link, paragraph, run};
use super::{figure, front, table};

/// So many short paragraphs below a heading are not parted from it and from what they lead to.
const LEADING: usize = 3;

/// A character of 9.5 points that somebody writes over.
const LETTER: usize = 96;

/// A body in the making.
pub(super) struct Body<'d> {
    pub(super) doc: &'d Doc,
    pub(super) paint: Paint,
    /// Number of the bookmark of each anchor.
    pub(super) marks: HashMap<&'d str, usize>,
    pub(super) lists: Lists,
    /// The heading above what is being written.
    pub(super) above: &'d str,
    /// What comes next begins a page.
    fresh: bool,
    /// Where the few lines of prose stand that lead to the next block: the last ones, or all since a heading.
    leading: Vec<usize>,
    /// Nothing but prose was said since the last heading.
    under: bool,
    /// How deep the last heading is.
    level: usize,
    /// What is being written is a heading above lines to sign.
    signs: bool,
    /// The page lies on its side.
    pub(super) side: bool,
    /// Whether a section has ended: the first one has the cover.
    began: bool,
    pub(super) out: String,
}

impl<'d> Body<'d> {
    pub(super) fn new(doc: &'d Doc, house: &House) -> Self {
        let anchors = doc.blocks.iter().filter_map(|b| match b {
            Block::Heading { anchor, .. } => Some(anchor.as_str()),
            _ => None,
        });
        Self {
            doc,
            paint: Paint::of(house),
            marks: anchors.enumerate().map(|(n, anchor)| (anchor, n + 1)).collect(),
            lists: Lists::default(),
            above: "",
            fresh: false,
            leading: Vec::new(),
            under: false,
            level: 0,
            signs: false,
            side: false,
            began: false,
            out: String::with_capacity(doc.blocks.len() * 900 + 20_000),
        }
    }

    /// Everything, into `out`.
    pub(super) fn write(&mut self, house: &House) {
        let doc = self.doc;
        let turned = measure::sideways(&doc.blocks);
        self.out.push_str(&front::cover(doc, house));
        if doc.about.long {
            self.out.push_str(&front::contents(doc));
            self.end_section();
        }
        for (n, (block, turn)) in doc.blocks.iter().zip(&turned).enumerate() {
            self.signs = measure::signs(&doc.blocks, n);
            if *turn != self.side {
                // A short paper that begins with a wide table keeps its head on the page before.
                self.end_section();
                self.side = *turn;
            }
            self.block(block);
        }
        let last = self.section();
        self.out.push_str(&last);
    }

    /// Width of the text where this stands.
    pub(super) const fn width(&self) -> usize {
        let paper = if self.side { A4.1 } else { A4.0 };
        paper - 2 * edges(self.doc.about.long).side
    }

    /// What the next paragraph says beyond its style: that it begins a page, if it does.
    fn break_before(&mut self) -> &'static str {
        if std::mem::take(&mut self.fresh) { "<w:pageBreakBefore/>" } else { "" }
    }

    fn end_section(&mut self) {
        // A heading that ends nothing: the section ended just now and has nothing in it yet.
        let section = self.section();
        let end = paragraph("SectionEnd", &section, "");
        self.out.push_str(&end);
        self.began = true;
        self.fresh = false;
    }

    /// Size of the pages of the section that ends here, with their head and foot.
    fn section(&self) -> String {
        let first = !self.began;
        let side = if self.side { "2" } else { "1" };
        let (wide, high, lies) =
            if self.side { (A4.1, A4.0, " w:orient=\"landscape\"") } else { (A4.0, A4.1, "") };
        let Edges { side: edge, top, bottom, head, foot: below } = edges(self.doc.about.long);
        // The cover has no head and no foot, the first page of a short paper its foot only.
        let foot = if first && !self.doc.about.long {
            format!("<w:footerReference w:type=\"first\" r:id=\"rIdFoot{side}\"/>")
        } else {
            String::new()
        };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHead\"/><w:footerReference w:type=\"default\" \
             r:id=\"rIdFoot{side}\"/>{foot}<w:pgSz w:w=\"{wide}\" w:h=\"{high}\"{lies}/><w:pgMar w:top=\"{top}\" w:right=\"{edge}\" \
             w:bottom=\"{bottom}\" w:left=\"{edge}\" w:header=\"{head}\" w:footer=\"{below}\" w:gutter=\"0\"/><w:cols w:space=\"708\"/>{}\
             </w:sectPr>",
            if first { "<w:titlePg/>" } else { "" }
        )
    }

    fn block(&mut self, block: &'d Block) {
        match block {
            Block::Table(_) | Block::List(_) | Block::Sign(_) | Block::Figure(_) => {
                self.lead();
                self.under = false;
            }
            // Prose leads to a heading below its own. To the next of the same depth it does not: a row of short sections
            // would be held together until no page holds them.
            Block::Heading { level, .. } if self.under && (*level > self.level || self.signs) => self.lead(),
            Block::Paragraph(_) if self.under && self.leading.len() < LEADING => {}
            Block::Heading { .. } | Block::Paragraph(_) | Block::NewPage => {
                self.leading.clear();
                self.under = false;
            }
        }
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor),
            Block::Paragraph(words) => {
                let runs = self.prose(words);
                let more = self.break_before();
                if runs.len() < 1_000 {
                    self.leading.push(self.out.len());
                } else {
                    self.leading.clear();
                    self.under = false;
                }
                self.out.push_str(&paragraph("BodyText", more, &runs));
            }
            Block::List(items) => self.list(items, 0),
            Block::Table(rows) => {
                self.begin_table();
                let table = table::table(rows, (self.width(), self.side), self.above);
                self.out.push_str(&table);
                self.out.push_str(&paragraph("TableEnd", "", ""));
            }
            Block::Figure(figure) => {
                let more = self.break_before();
                let drawn = figure::figure(figure, self.paint, self.width(), more);
                self.out.push_str(&drawn);
            }
            Block::Sign(lines) => self.sign(lines),
            Block::NewPage => self.fresh = true,
        }
    }

    /// A table cannot begin a page by itself, so an empty line does.
    fn begin_table(&mut self) {
        if self.fresh {
            let more = self.break_before();
            self.out.push_str(&paragraph("TableEnd", more, ""));
        }
    }

    /// Prose that leads to what comes next is not left at the foot of the page before.
    fn lead(&mut self) {
        let lead = "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/>";
        let leading = std::mem::take(&mut self.leading);
        // From the last to the first, so that their places hold.
        for at in leading.into_iter().rev().filter(|_| !self.fresh) {
            if self.out.get(at..).is_some_and(|p| p.starts_with(lead)) {
                self.out.replace_range(at..at + lead.len(), "<w:p><w:pPr><w:pStyle w:val=\"BodyTextLead\"/>");
            }
        }
    }

    fn heading(&mut self, level: usize, text: &'d str, anchor: &str) {
        self.above = text;
        self.level = level;
        self.under = true;
        let style = format!("Heading{}", level.clamp(2, 6) - 1);
        let n = self.marks.get(anchor).copied().unwrap_or(0);
        let runs = format!(
            "<w:bookmarkStart w:id=\"{n}\" w:name=\"{name}\"/>{words}<w:bookmarkEnd w:id=\"{n}\"/>",
            name = bookmark(n),
            words = run("", text)
        );
        let more = self.break_before();
        self.out.push_str(&paragraph(&style, more, &runs));
    }

    pub(super) fn prose(&self, words: &Text) -> String {
        words
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Plain(words) => run("", words),
                Piece::Strong(words) => run("Strong", words),
                Piece::Link { anchor, words } => match self.marks.get(anchor.as_str()) {
                    Some(n) => link(*n, &run("Hyperlink", words)),
                    None => run("", words),
                },
            })
            .collect()
    }

    fn list(&mut self, items: &[Item], depth: usize) {
        let mut before: Option<(usize, usize)> = None;
        for item in items {
            let style = match item.mark {
                Mark::Bullet => "ListBullet",
                Mark::Number(_) => "ListNumber",
                Mark::Box => "ListBox",
                Mark::None => "Normal",
            };
            let style = if depth == 0 || item.mark == Mark::None {
                style.to_owned()
            } else {
                format!("{style}{}", depth.min(2) + 1)
            };
            let mut more = self.break_before().to_owned();
            match item.mark {
                Mark::Number(n) => {
                    let list = match before {
                        Some((list, last)) if last + 1 == n => list,
                        _ => self.lists.begin(n, depth.min(8)),
                    };
                    before = Some((list, n));
                    more += &numbering(list, depth.min(8));
                }
                Mark::Bullet if depth > 2 => more += &numbering(1, depth.min(8)),
                Mark::Box if depth > 2 => more += &numbering(3, depth.min(8)),
                // As a list of points, without them.
                Mark::None => more += &unmarked(depth),
                Mark::Bullet | Mark::Box => {}
            }
            let label = item.label.as_deref().unwrap_or_default();
            if item.text.is_empty() && !item.room.is_empty() && item.mark == Mark::Bullet {
                self.room(label, &item.room, depth);
            } else {
                let mut runs = String::new();
                if !label.is_empty() {
                    runs += &run("Strong", &[label, ":"].concat());
                    runs += &run("", " ");
                }
                runs += &self.prose(&item.text);
                self.out.push_str(&paragraph(&style, &more, &runs));
                if !item.room.is_empty() {
                    self.room("", &item.room, depth + 1);
                }
            }
            self.list(&item.below, depth + 1);
        }
    }

    /// Lines to write on by hand: behind each label a tab whose leader is the line. Of width 0 the label stands alone.
    fn room(&mut self, first: &str, room: &[(String, usize)], depth: usize) {
        let left = 400 * depth.clamp(1, 8);
        let all = self.width() - left;
        let gap = 240;
        let wants: Vec<usize> = room.iter().map(|(label, n)| (letters(label) + n + 1) * LETTER).collect();
        let sum: usize = wants.iter().sum::<usize>() + gap * room.len();
        let (mut tabs, mut runs, mut at) =
            (String::new(), run("Strong", first), left + letters(first) * LETTER);
        for (i, ((label, wide), want)) in room.iter().zip(&wants).enumerate() {
            // A line that is asked to be wider than the page ends with it; the last one always does.
            let last = i + 1 == room.len();
            let end = if last && *wide > 0 { self.width() } else { at + want * all / sum.max(all) };
            if *wide == 0 {
                runs += &run("", label);
            } else {
                if !label.is_empty() {
                    runs += &run("", &[label, ": "].concat());
                }
                runs += TAB;
                tabs += &stop(end, true);
            }
            if !last {
                tabs += &stop(end + gap, false);
                runs += TAB;
            }
            at = end + gap;
        }
        let tabs = if tabs.is_empty() { tabs } else { format!("<w:tabs>{tabs}</w:tabs>") };
        let more = format!("{}{tabs}<w:ind w:left=\"{left}\"/>", self.break_before());
        self.out.push_str(&paragraph("Room", &more, &runs));
    }

    /// Lines to sign, as many on a line as there are labels. Nothing stands on them.
    fn sign(&mut self, lines: &[Vec<String>]) {
        let gap = 260;
        for (n, labels) in lines.iter().enumerate() {
            if labels.is_empty() {
                continue;
            }
            let each = self.width() / labels.len();
            let (mut tabs, mut runs) = (String::new(), String::new());
            for (i, label) in labels.iter().enumerate() {
                let last = i + 1 == labels.len();
                runs += &run("", &[label, " "].concat());
                runs += TAB;
                tabs += &stop(each * (i + 1) - if last { 0 } else { gap }, true);
                if !last {
                    runs += TAB;
                    tabs += &stop(each * (i + 1), false);
                }
            }
            let keep = if n + 1 < lines.len() { "<w:keepNext/>" } else { "" };
            let more = format!("{keep}{}<w:tabs>{tabs}</w:tabs>", self.break_before());
            self.out.push_str(&paragraph("SignLine", &more, &runs));
        }
    }
}

fn letters(words: &str) -> usize {
    use unicode_width::UnicodeWidthStr as _;
    if words.is_empty() { 0 } else { words.width() + 2 }
}

/// A tab stop, with a line up to it or without.
fn stop(at: usize, lined: bool) -> String {
    // What ends at the edge of the text has to end there from the left, or it goes to the next line.
    let (kind, leader) = if lined { ("right", " w:leader=\"underscore\"") } else { ("left", "") };
    format!("<w:tab w:val=\"{kind}\"{leader} w:pos=\"{at}\"/>")
}

/// Where the words of points stand, without a list.
fn unmarked(depth: usize) -> String {
    format!("<w:spacing w:after=\"60\"/><w:ind w:left=\"{}\"/>", 400 * (depth + 1).min(8))
}

fn numbering(list: usize, depth: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}
