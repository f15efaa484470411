//! Blocks to strips: headings, prose, lists, lines to write and to sign. For `pdf` only.

use std::borrow::Cow;
use std::collections::BTreeSet;

use krilla::tagging::ListNumbering;

use super::super::measure;
use super::super::{Block, Doc, Item, Labels, Mark, Piece, Text};
use super::face::{Faces, Style};
use super::sheet::{Anchor, Head, Op, Shape, Strip};
use super::style::{Colour, INK, Look, SOFT, WRITE};
use super::tags::{Role, Tree};
use super::text::{Line, Shaped, Span};

/// What is made of a document before pages are known.
pub(super) struct Flow<'a> {
    pub(super) look: &'a Look,
    pub(super) faces: &'a Faces<'a>,
    pub(super) labels: &'a Labels,
    pub(super) tree: Tree,
    /// The part of the tree that is written.
    pub(super) root: usize,
    pub(super) strips: Vec<Strip>,
    pub(super) heads: Vec<Head>,
    /// Headings there are: a link to another is words only.
    anchors: BTreeSet<&'a str>,
    /// The next strip stays with what is above it.
    pub(super) stick: bool,
    /// Room the next strip has above it at least.
    pub(super) space: f32,
    fresh: bool,
    /// So many short paragraphs below a heading still lead to what comes after them.
    led: usize,
    /// How deep the last heading is.
    level: usize,
    /// What stands under it goes over with the lines to sign that follow.
    signed: bool,
}

/// Short paragraphs below a heading that are not parted from it and from what they lead to.
const LEADING: usize = 3;
/// Lines a short one has at most.
const SHORT: usize = 4;

/// How lines of words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) lead: f32,
}

impl Set {
    /// From the top of a line to what its words stand on.
    pub(super) fn base(&self) -> f32 {
        base(self.size, self.lead)
    }
}

/// From the top of a line to what its words stand on.
pub(super) fn base(size: f32, lead: f32) -> f32 {
    lead / 2.0 + size * 0.36
}

/// Words of one kind.
pub(super) fn span(words: &str, style: Style, colour: Colour) -> Span<'_> {
    Span { words: Cow::Borrowed(words), style, colour, link: None }
}

impl<'a> Flow<'a> {
    pub(super) fn new(doc: &'a Doc, look: &'a Look, faces: &'a Faces<'a>) -> Self {
        let anchors = doc.blocks.iter().filter_map(|b| match b {
            Block::Heading { anchor, .. } => Some(anchor.as_str()),
            _ => None,
        });
        Self {
            look,
            faces,
            labels: &doc.about.labels,
            tree: Tree::new(),
            root: 0,
            strips: Vec::new(),
            heads: Vec::new(),
            anchors: anchors.collect(),
            stick: false,
            space: 0.0,
            fresh: false,
            led: 0,
            level: 0,
            signed: false,
        }
    }

    /// Everything a document says.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for (n, block) in blocks.iter().enumerate() {
            if !matches!(block, Block::Heading { .. } | Block::Paragraph(_)) {
                self.led = 0;
            }
            match block {
                Block::Heading { level, text, anchor } => {
                    self.heading(*level, text, anchor);
                    self.signed = measure::before_signs(blocks, n);
                }
                Block::Paragraph(text) => self.prose(text, blocks.get(n + 1)),
                Block::List(items) => {
                    self.list(items, self.root, 0.0, 0);
                    self.space = self.look.gap * 0.4;
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Sign(lines) => self.sign(lines),
                Block::NewPage => self.fresh = true,
            }
        }
    }

    /// The strips so far; the next ones begin a page of their own.
    pub(super) fn take(&mut self) -> Vec<Strip> {
        (self.stick, self.space, self.fresh) = (false, 0.0, false);
        std::mem::take(&mut self.strips)
    }

    pub(super) fn shaped(&self, spans: &[Span]) -> Shaped {
        Shaped::new(spans, self.faces)
    }

    /// Adds a strip; what was said about the next one holds for it.
    pub(super) fn push(&mut self, strip: Strip) {
        let stick = std::mem::take(&mut self.stick);
        let fresh = std::mem::take(&mut self.fresh);
        let glued = (strip.glued || stick) && !fresh && !self.strips.is_empty();
        let before = strip.before.max(std::mem::take(&mut self.space));
        self.strips.push(Strip { glued, before, fresh: strip.fresh || fresh, ..strip });
    }

    /// The words of a line as they are drawn, with their links.
    pub(super) fn draw(&mut self, line: Line, x: f32, y: f32, part: usize, ops: &mut Vec<Op>) {
        let mut leaf = None;
        for run in line.runs {
            let x = x + run.x;
            let Some(anchor) = run.link.clone() else {
                let leaf = *leaf.get_or_insert_with(|| self.tree.leaf(part));
                ops.push(Op { x, y, leaf: Some(leaf), shape: Shape::Words(run) });
                continue;
            };
            leaf = None;
            let link = self.tree.part(part, Role::Link);
            let (w, h) = (run.width.max(1.0), run.size * 1.3);
            let (place, words) = (self.tree.leaf(link), run.text.clone());
            let at = Shape::Link { w, h, anchor, words };
            ops.push(Op { x, y: y - run.size, leaf: Some(place), shape: at });
            let under = Shape::Rule { dx: run.width, dy: 0.0, line: 0.4, colour: run.colour };
            ops.push(Op { x, y: y + 1.6, leaf: None, shape: under });
            let words = self.tree.leaf(link);
            ops.push(Op { x, y, leaf: Some(words), shape: Shape::Words(run) });
        }
    }

    /// Lines one below the other; no line is left alone at the foot or the top of a page.
    pub(super) fn lines(&mut self, lines: Vec<Line>, set: Set, part: usize, before: f32) {
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let mut ops = Vec::new();
            self.draw(line, set.x, set.base(), part, &mut ops);
            let glued = n == 1 || (n > 0 && n + 1 == count);
            let before = if n == 0 { before } else { 0.0 };
            self.push(Strip { height: set.lead, before, glued, ops, ..Strip::default() });
        }
    }

    /// A paragraph of words of one kind.
    pub(super) fn words(&mut self, spans: &[Span], set: Set, before: f32) {
        let part = self.tree.part(self.root, Role::Prose);
        let lines = self.shaped(spans).lines(set.size, set.width);
        self.lines(lines, set, part, before);
    }

    fn heading(&mut self, level: usize, text: &str, anchor: &str) {
        let (size, lead, above, below) = self.look.heading(level);
        let (style, colour) = (Style::Bold, if level <= 3 { self.look.accent } else { INK });
        let part = self.tree.part(self.root, Role::Heading(level.clamp(1, 6), text.to_owned()));
        let set = Set { x: 0.0, width: self.look.width(false), size, lead };
        let lines = self.shaped(&[span(text, style, colour)]).lines(size, set.width);
        let first = self.strips.len();
        self.lines(lines, set, part, above);
        let name = anchor.to_owned();
        let anchor = Anchor { level, text: text.to_owned(), name };
        for (n, strip) in self.strips.iter_mut().skip(first).enumerate() {
            strip.glued |= n > 0;
            if n == 0 {
                strip.anchor = Some(anchor.clone());
            }
        }
        if level <= 2 && self.look.long {
            let line = Shape::Rule { dx: set.width, dy: 0.0, line: 0.8, colour: self.look.accent };
            let ops = vec![Op { x: 0.0, y: 3.0, leaf: None, shape: line }];
            self.push(Strip { height: 4.0, glued: true, ops, ..Strip::default() });
        }
        self.space = below;
        self.stick = true;
        self.level = level;
        self.led = LEADING + 1;
    }

    /// Prose as spans: a link only where it leads to a heading there is.
    pub(super) fn spans<'t>(&self, text: &'t Text) -> Vec<Span<'t>> {
        let piece = |piece: &'t Piece| match piece {
            Piece::Strong(words) => span(words, Style::Bold, INK),
            Piece::Link { anchor, words } if self.anchors.contains(anchor.as_str()) => {
                Span { link: Some(anchor), ..span(words, Style::Regular, self.look.accent) }
            }
            Piece::Plain(words) | Piece::Link { words, .. } => span(words, Style::Regular, INK),
        };
        text.0.iter().map(piece).collect()
    }

    fn prose(&mut self, text: &Text, next: Option<&Block>) {
        if text.is_empty() {
            return;
        }
        let (size, lead) = (self.look.size, self.look.lead);
        let set = Set { x: 0.0, width: self.look.width(false), size, lead };
        let spans = self.spans(text);
        let first = self.strips.len();
        self.words(&spans, set, self.look.gap);
        if self.signed {
            self.strips.iter_mut().skip(first + 1).for_each(|s| s.glued = true);
        }
        let leads = text.words().trim_end().ends_with(':');
        let short = self.strips.len() - first <= SHORT;
        if next.is_none() && short {
            self.close(first);
        }
        let led = std::mem::take(&mut self.led).saturating_sub(1);
        self.stick = match next {
            Some(Block::Table(_)) => leads || short,
            Some(Block::List(_) | Block::Figure(_)) => leads || (short && led > 0),
            // A heading is not left at the foot of a page with a line or two, and what they are about overleaf.
            Some(Block::Paragraph(_)) => self.signed || (short && led > 0),
            Some(Block::Heading { level, .. }) => self.signed || (short && led > 0 && *level > self.level),
            // What is said above lines to sign stands with them.
            Some(Block::Sign(_)) => true,
            Some(Block::NewPage) | None => false,
        };
        if self.stick {
            self.led = led;
        }
    }

    /// The last words of a paper are not alone on its last page: two lines of what stands before them go over with them.
    fn close(&mut self, first: usize) {
        let begin = first.saturating_sub(1);
        let beside = |s: &Strip| !s.wide && !s.fresh;
        if first > 0 && self.strips.iter().skip(begin).all(beside) {
            self.strips.iter_mut().skip(begin.max(1)).for_each(|s| s.glued = true);
        }
    }

    fn list(&mut self, items: &[Item], part: usize, x: f32, depth: usize) {
        let Some(first) = items.first() else { return };
        let numbering = match first.mark {
            Mark::Bullet if depth == 0 => ListNumbering::Disc,
            Mark::Bullet => ListNumbering::Circle,
            Mark::Number(_) => ListNumbering::Decimal,
            Mark::Box => ListNumbering::Square,
            Mark::None => ListNumbering::None,
        };
        let list = self.tree.part(part, Role::List(numbering));
        let most =
            items.iter().filter_map(|i| if let Mark::Number(n) = i.mark { Some(n) } else { None }).max();
        let digits = most.map_or(0, |n| n.to_string().len());
        // Deep lists stop moving right before nothing is left to write on.
        let indent = (self.look.size * if digits > 1 { 0.8 + 0.6 * digits as f32 } else { 1.45 }).max(12.0);
        let x = x.min(self.look.width(false) * 0.5);
        let led = self.stick;
        for (n, item) in items.iter().enumerate() {
            let before = match (n, depth) {
                (0, 0) => self.look.gap,
                _ if self.look.long => self.look.gap * 0.28,
                _ => 0.0,
            };
            let lines = self.strips.len();
            let body = self.item(item, list, (x, indent), depth, before);
            // A first line is not left alone, and below a heading neither are two; what comes after the list is another matter.
            let more = n + 1 < items.len() || !item.below.is_empty();
            self.stick |= more && depth == 0 && n < if led { 2 } else { 1 } && self.strips.len() == lines + 1;
            self.list(&item.below, body, x + indent, depth + 1);
        }
    }

    /// One line of a list; gives back the part of the tree for what is below it.
    fn item(
        &mut self,
        item: &Item,
        list: usize,
        (x, indent): (f32, f32),
        depth: usize,
        before: f32,
    ) -> usize {
        let (size, lead) = (self.look.size, self.look.lead);
        let entry = self.tree.part(list, Role::Item);
        let mark = match item.mark {
            Mark::Bullet if depth == 0 => "\u{2022} ".to_owned(),
            Mark::Bullet => "\u{2013} ".to_owned(),
            Mark::Number(n) => format!("{n}. "),
            Mark::Box => "\u{2610} ".to_owned(),
            Mark::None => String::new(),
        };
        let colour = if item.mark == Mark::Box { INK } else { self.look.accent };
        let style = if matches!(item.mark, Mark::Number(_)) { Style::Bold } else { Style::Regular };
        let mark = self.shaped(&[span(&mark, style, colour)]).lines(size, 200.0);
        let mark = mark.into_iter().next().filter(|_| item.mark != Mark::None);
        let mark = mark.map(|line| (line, self.tree.part(entry, Role::Label)));
        let body = self.tree.part(entry, Role::Body);
        let set = Set { x: x + indent, width: self.look.width(false) - x - indent, size, lead };
        let name = item.label.as_ref().map(|l| format!("{l}: "));
        let mut spans: Vec<Span> = name.iter().map(|n| span(n, Style::Bold, INK)).collect();
        spans.extend(self.spans(&item.text));
        let mut ops = Vec::new();
        if let Some((line, label)) = mark {
            self.draw(line, x, set.base(), label, &mut ops);
        }
        let lines = self.shaped(&spans).lines(size, set.width);
        let end = lines.last().map_or(0.0, |l| l.width);
        let first = self.strips.len();
        self.lines(lines, set, body, before);
        if let Some(strip) = self.strips.get_mut(first) {
            ops.append(&mut strip.ops);
            strip.ops = ops;
        }
        if !item.room.is_empty() {
            self.room(&item.room, set, end, body);
        }
        body
    }

    /// Room to write behind the words of a line and below it: labels and ruled lines as wide as was asked for, a label
    /// alone where that is 0.
    fn room(&mut self, room: &[(String, usize)], set: Set, end: f32, body: usize) {
        let apart = set.lead * 1.45;
        let mut x = if end > 0.0 { end + 5.0 } else { 0.0 };
        // The line the words stand on gets air above, so that a hand can write there.
        let mut ops: Vec<Op> = Vec::new();
        let mut on_words = true;
        for (label, wide) in room {
            let words = if label.is_empty() { String::new() } else { format!("{label} ") };
            let shaped = self.shaped(&[span(&words, Style::Regular, SOFT)]);
            let label_width = if words.is_empty() { 0.0 } else { shaped.widest() * set.size };
            let mut left = (*wide as f32 * set.size * 0.55).min(set.width * 12.0);
            if x > 0.0 && x + label_width + left.min(set.width * 0.6) > set.width {
                self.ruled(std::mem::take(&mut ops), on_words, apart);
                (x, on_words) = (0.0, false);
            }
            if !words.is_empty()
                && let Some(line) = shaped.lines(set.size, set.width).into_iter().next()
            {
                self.draw(line, set.x + x, set.base(), body, &mut ops);
                x += label_width;
            }
            if *wide == 0 {
                x += 8.0;
                continue;
            }
            loop {
                // Once it takes more than a line, all its lines are whole.
                let w = if x == 0.0 && !on_words { set.width } else { left.min(set.width - x).max(8.0) };
                let shape = Shape::Rule { dx: w, dy: 0.0, line: 0.6, colour: WRITE };
                ops.push(Op { x: set.x + x, y: set.base() + 2.5, leaf: None, shape });
                left -= w;
                x += w + 8.0;
                if left < set.size {
                    break;
                }
                self.ruled(std::mem::take(&mut ops), on_words, apart);
                (x, on_words) = (0.0, false);
            }
        }
        self.ruled(ops, on_words, apart);
        self.space = set.lead * 0.5;
    }

    /// Puts rules on the last line of words, or on a line of their own.
    fn ruled(&mut self, ops: Vec<Op>, on_words: bool, apart: f32) {
        if ops.is_empty() {
            return;
        }
        match self.strips.last_mut() {
            Some(last) if on_words => {
                last.before = last.before.max(apart * 0.4);
                last.ops.extend(ops);
            }
            _ => {
                let height = apart * 0.72;
                self.push(Strip { height, before: apart - height, glued: true, ops, ..Strip::default() });
            }
        }
    }

    fn sign(&mut self, lines: &[Vec<String>]) {
        let (size, lead) = (self.look.small, self.look.small * 1.35);
        for (n, labels) in lines.iter().enumerate() {
            let gap = 16.0;
            let count = labels.len().max(1) as f32;
            let width = (self.look.width(false) - gap * (count - 1.0)) / count;
            let part = self.tree.part(self.root, Role::Prose);
            let mut ops = Vec::new();
            let top = if self.look.long { 30.0 } else { 22.0 };
            let mut height = top;
            for (k, label) in labels.iter().enumerate() {
                let x = (width + gap) * k as f32;
                let rule = Shape::Rule { dx: width, dy: 0.0, line: 0.7, colour: WRITE };
                ops.push(Op { x, y: top, leaf: None, shape: rule });
                let mut y = top + 3.0;
                for line in self.shaped(&[span(label, Style::Regular, SOFT)]).lines(size, width) {
                    self.draw(line, x, y + base(size, lead), part, &mut ops);
                    y += lead;
                }
                height = height.max(y);
            }
            let before = if n == 0 { self.look.gap } else { 2.0 };
            self.push(Strip { height, before, glued: n > 0, ops, ..Strip::default() });
        }
    }
}
