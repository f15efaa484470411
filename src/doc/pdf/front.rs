//! What stands before the first block: the cover and the contents of a long document, the compact head of a short one.
//! For `pdf` only.

use krilla::geom::Size;

use super::super::{Doc, House};
use super::face::Style;
use super::flow::{Flow, Set, base, span};
use super::sheet::{Op, Place, Shape, Strip};
use super::style::{HAIR, INK, SOFT};
use super::tags::Role;

/// Headings down to this level stand in the contents, when there are no more of them than fit a few pages.
const DEEP: usize = 3;
const MANY: usize = 150;

/// What a document says about itself, with its day where nothing else names it.
fn facts(doc: &Doc, house: &House) -> Vec<(String, String)> {
    let mut facts = house.facts(&doc.about);
    let day = doc.about.made.to_string();
    let label = &doc.about.labels.date;
    if !label.is_empty() && !doc.about.facts.iter().any(|(_, text)| text.contains(&day)) {
        facts.push((label.clone(), day));
    }
    facts
}

/// Width and height of the picture within these.
fn fitted(logo: Option<Size>, most: (f32, f32)) -> Option<(f32, f32)> {
    let size = logo?;
    let scale = (most.0 / size.width()).min(most.1 / size.height());
    Some((size.width() * scale, size.height() * scale))
}

impl Flow<'_> {
    /// The first page of a long document; as many as it needs.
    pub(super) fn cover(&mut self, doc: &Doc, house: &House, logo: Option<Size>) {
        let width = self.look.width(false);
        let mut above = 150.0;
        if let Some((w, h)) = fitted(logo, (190.0, 80.0)) {
            let part = self.tree.part(self.root, Role::Figure(self.labels.logo_alt.clone()));
            let leaf = self.tree.leaf(part);
            let ops = vec![Op { x: 0.0, y: 0.0, leaf: Some(leaf), shape: Shape::Logo { w, h } }];
            self.push(Strip { height: h, ops, ..Strip::default() });
            above -= h;
        }
        let bar = Shape::Area { w: 64.0, h: 5.0, colour: self.look.accent };
        let ops = vec![Op { x: 0.0, y: above, leaf: None, shape: bar }];
        self.push(Strip { height: above + 22.0, ops, ..Strip::default() });
        let title = self.tree.part(self.root, Role::Heading(1, doc.title.clone()));
        let shaped = self.shaped(&[span(&doc.title, Style::Bold, self.look.accent)]);
        // A long title is set smaller.
        let few = |size: &f32| shaped.lines(*size, width).len() <= 4;
        let size = [30.0, 23.0].into_iter().find(few).unwrap_or(16.0);
        let lines = shaped.lines(size, width);
        self.lines(lines, Set { x: 0.0, width, size, lead: size * 1.24 }, title, 0.0);
        if !doc.about.organisation.is_empty() {
            if !self.labels.prepared_for.is_empty() {
                let set = Set { x: 0.0, width, size: 9.5, lead: 14.0 };
                self.words(&[span(&self.labels.prepared_for.clone(), Style::Regular, SOFT)], set, 26.0);
            }
            let set = Set { x: 0.0, width, size: 17.0, lead: 22.0 };
            self.words(&[span(&doc.about.organisation, Style::Bold, INK)], set, 1.0);
        }
        if let Some(line) = house.cover_line.as_deref().filter(|l| !l.is_empty()) {
            let set = Set { x: 0.0, width, size: 12.0, lead: 16.5 };
            self.words(&[span(line, Style::Italic, SOFT)], set, 7.0);
        }
        self.cover_facts(&facts(doc, house));
        self.cover_disclaimer(&doc.about.disclaimer);
    }

    fn cover_facts(&mut self, facts: &[(String, String)]) {
        let (left, size, lead) = (118.0, 9.5, 13.8);
        let width = self.look.width(false) - left;
        let mut before = 34.0;
        for (label, text) in facts {
            let part = self.tree.part(self.root, Role::Prose);
            let mut names = self
                .shaped(&[span(&format!("{label} "), Style::Bold, SOFT)])
                .lines(size, left - 12.0)
                .into_iter();
            let mut texts = self.shaped(&[span(text, Style::Regular, INK)]).lines(size, width).into_iter();
            let mut first = true;
            loop {
                let (name, line) = (names.next(), texts.next());
                if name.is_none() && line.is_none() {
                    break;
                }
                let mut ops = Vec::new();
                if first {
                    let rule = Shape::Rule { dx: left + width, dy: 0.0, line: 0.5, colour: HAIR };
                    ops.push(Op { x: 0.0, y: -3.5, leaf: None, shape: rule });
                }
                for (x, line) in [(0.0, name), (left, line)] {
                    if let Some(line) = line {
                        self.draw(line, x, base(size, lead), part, &mut ops);
                    }
                }
                let glued = !first;
                self.push(Strip {
                    height: lead,
                    before: if first { before } else { 0.0 },
                    glued,
                    ops,
                    ..Strip::default()
                });
                first = false;
            }
            before = 7.0;
        }
    }

    /// At the foot of the cover when there is room.
    fn cover_disclaimer(&mut self, disclaimer: &str) {
        if disclaimer.is_empty() {
            return;
        }
        let size = 8.5;
        let set = Set { x: 0.0, width: self.look.width(false), size, lead: 12.0 };
        let first = self.strips.len();
        let used: f32 = self.strips.iter().map(|s| s.height + s.before).sum();
        self.words(&[span(disclaimer, Style::Italic, SOFT)], set, 20.0);
        let height: f32 = self.strips.iter().skip(first).map(|s| s.height).sum();
        let left = self.look.height(false) - used - height - 1.0;
        if let Some(strip) = self.strips.get_mut(first) {
            strip.before = strip.before.max(left);
        }
        for strip in self.strips.iter_mut().skip(first + 1) {
            strip.glued = true;
        }
    }

    /// What a short document says about itself, on top of its first page.
    pub(super) fn compact(&mut self, doc: &Doc, house: &House, logo: Option<Size>) {
        let k = self.look.size / 9.0;
        let mut width = self.look.width(false);
        let whole = width;
        if let Some((w, h)) = fitted(logo, (96.0 * k, 30.0 * k)) {
            let part = self.tree.part(self.root, Role::Figure(self.labels.logo_alt.clone()));
            let leaf = self.tree.leaf(part);
            let ops = vec![Op { x: width - w, y: 0.0, leaf: Some(leaf), shape: Shape::Logo { w, h } }];
            self.push(Strip { height: 0.0, ops, ..Strip::default() });
            width -= w + 14.0;
        }
        let (size, lead) = (16.0 * k, 20.0 * k);
        let title = self.tree.part(self.root, Role::Heading(1, doc.title.clone()));
        let lines = self.shaped(&[span(&doc.title, Style::Bold, self.look.accent)]).lines(size, width);
        let first = self.strips.len();
        self.lines(lines, Set { x: 0.0, width, size, lead }, title, 0.0);
        for strip in self.strips.iter_mut().skip(first) {
            strip.glued = true;
        }
        if !doc.about.organisation.is_empty() {
            let set = Set { x: 0.0, width, size: 11.0 * k, lead: 14.0 * k };
            self.words(&[span(&doc.about.organisation, Style::Bold, INK)], set, 0.0);
        }
        if let Some(line) = house.cover_line.as_deref().filter(|l| !l.is_empty()) {
            let set = Set { x: 0.0, width, size: 9.0 * k, lead: 11.8 * k };
            self.words(&[span(line, Style::Italic, SOFT)], set, 1.0);
        }
        let facts = facts(doc, house);
        let mut spans = Vec::new();
        for (n, (label, text)) in facts.iter().enumerate() {
            if n > 0 {
                spans.push(span("  \u{b7}  ", Style::Regular, SOFT));
            }
            spans.push(span(label, Style::Bold, SOFT));
            spans.push(span(": ", Style::Bold, SOFT));
            spans.push(span(text, Style::Regular, INK));
        }
        let set = Set { x: 0.0, width: whole, size: self.look.small, lead: self.look.small * 1.34 };
        if !spans.is_empty() {
            self.words(&spans, set, 4.0 * k);
        }
        if !doc.about.disclaimer.is_empty() {
            self.words(&[span(&doc.about.disclaimer, Style::Italic, SOFT)], set, 1.5 * k);
        }
        let rule = Shape::Rule { dx: whole, dy: 0.0, line: 0.9, colour: self.look.accent };
        let ops = vec![Op { x: 0.0, y: 4.0, leaf: None, shape: rule }];
        self.push(Strip { height: 5.0, glued: true, ops, ..Strip::default() });
    }

    /// The list of headings; `number` says the page of each, `close` how near its lines are, 1 or less.
    pub(super) fn contents(&mut self, places: &[Place], close: f32, number: impl Fn(&Place) -> String) {
        let (size, lead, _, below) = self.look.heading(2);
        let width = self.look.width(false);
        let words = self.labels.contents.clone();
        let part = self.tree.part(self.root, Role::Heading(2, words.clone()));
        let lines = self.shaped(&[span(&words, Style::Bold, self.look.accent)]).lines(size, width);
        self.lines(lines, Set { x: 0.0, width, size, lead }, part, 0.0);
        let list = self.tree.part(self.root, Role::Contents);
        let deep = if places.iter().filter(|p| p.anchor.level <= DEEP).count() > MANY { 2 } else { DEEP };
        let top = places.iter().map(|p| p.anchor.level).min().unwrap_or(2);
        self.space = below + 4.0;
        for place in places.iter().filter(|p| p.anchor.level <= deep.max(top)) {
            self.entry(place, &number(place), list, (place.anchor.level > top, close));
        }
    }

    fn entry(&mut self, place: &Place, number: &str, list: usize, (lower, close): (bool, f32)) {
        let width = self.look.width(false);
        let (x, size, lead) = if lower { (14.0, 9.0, 13.4 * close) } else { (0.0, 10.0, 15.0 * close) };
        let style = if lower { Style::Regular } else { Style::Bold };
        let entry = self.tree.part(list, Role::Entry);
        let reference = self.tree.part(entry, Role::Reference);
        let link = self.tree.part(reference, Role::Link);
        let lines = self.shaped(&[span(&place.anchor.text, style, INK)]).lines(size, width - x - 34.0);
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let mut ops = Vec::new();
            let leaf = self.tree.leaf(link);
            let (anchor, words) = (place.anchor.name.clone(), place.anchor.text.clone());
            let at = Shape::Link { w: width - x, h: lead, anchor, words };
            ops.push(Op { x, y: 0.0, leaf: Some(leaf), shape: at });
            let end = x + line.width;
            self.draw(line, x, base(size, lead), link, &mut ops);
            if n + 1 == count {
                let words = format!(" {number}");
                let page = self.shaped(&[span(&words, style, INK)]).lines(size, 60.0);
                if let Some(page) = page.into_iter().next() {
                    let at = width - page.width;
                    let dots = Shape::Rule { dx: at - end - 8.0, dy: 0.0, line: 0.35, colour: HAIR };
                    if at - end > 20.0 {
                        ops.push(Op { x: end + 6.0, y: base(size, lead) - 0.5, leaf: None, shape: dots });
                    }
                    self.draw(page, at, base(size, lead), link, &mut ops);
                }
            }
            let before = if n == 0 && !lower { 4.5 * close } else { 0.0 };
            self.push(Strip { height: lead, before, glued: n > 0, ops, ..Strip::default() });
        }
        // A main entry is not left behind by what is below it.
        self.stick = !lower;
    }
}

/// Words on one line of this width, cut with three points where they are longer: for head and foot, which repeat what
/// stands elsewhere.
pub(super) fn one_line(flow: &Flow, words: &str, size: f32, width: f32) -> Option<super::text::Line> {
    let words = crate::inert::one_line(words);
    let set = |words: &str| flow.shaped(&[span(words, Style::Regular, SOFT)]);
    let whole = set(&words);
    if whole.widest() * size <= width {
        return whole.lines(size, width + 1.0).into_iter().next();
    }
    let most = words.chars().count();
    let (mut fits, mut not) = (0, most);
    while fits + 1 < not {
        let half = usize::midpoint(fits, not);
        let cut: String = words.chars().take(half).chain(['\u{2026}']).collect();
        if set(&cut).widest() * size <= width { fits = half } else { not = half }
    }
    let cut: String = words.chars().take(fits).chain(['\u{2026}']).collect();
    set(&cut).lines(size, width + 1.0).into_iter().next()
}
