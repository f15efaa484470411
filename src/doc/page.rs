//! A document in the making. Generators say what comes next; which blocks belong together is known here.

use std::collections::HashSet;

use super::{About, Block, Doc, Figure, Item, Mark, Table, Text};

/// A document in the making: bullets in a row form a list, everything else is a block of its own.
pub struct Page {
    doc: Doc,
    anchors: HashSet<String>,
}

impl Page {
    /// An empty document.
    pub fn new(name: &'static str, title: &str, about: About) -> Self {
        let doc = Doc { name, title: title.to_owned(), about, blocks: Vec::new() };
        Self { doc, anchors: HashSet::new() }
    }

    /// A heading that links and the house style name by `anchor`; a second one of that name gets a number.
    pub fn section(&mut self, level: usize, anchor: &str, text: &str) {
        let mut unique = anchor.to_owned();
        let mut n = 2;
        while !self.anchors.insert(unique.clone()) {
            unique = format!("{anchor}-{n}");
            n += 1;
        }
        self.doc.blocks.push(Block::Heading { level, text: text.to_owned(), anchor: unique });
    }

    /// A heading nobody needs to name; its anchor is made of its words.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.section(level, &slug(text), text);
    }

    /// Prose.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.doc.blocks.push(Block::Paragraph(text.into()));
    }

    /// One bullet.
    pub fn item(&mut self, text: impl Into<Text>) {
        self.line(Mark::Bullet, None, text.into(), Vec::new());
    }

    /// A bullet with a label set off.
    pub fn fact(&mut self, label: &str, text: impl Into<Text>) {
        self.line(Mark::Bullet, Some(label.to_owned()), text.into(), Vec::new());
    }

    /// A bullet below the last line of a list; on its own where there is none.
    pub fn sub_item(&mut self, text: impl Into<Text>) {
        self.below(Item {
            mark: Mark::Bullet,
            label: None,
            text: text.into(),
            room: Vec::new(),
            below: Vec::new(),
        });
    }

    /// A numbered line.
    pub fn step(&mut self, number: usize, text: impl Into<Text>) {
        self.line(Mark::Number(number), None, text.into(), Vec::new());
    }

    /// A box to tick.
    pub fn tick(&mut self, text: impl Into<Text>) {
        self.line(Mark::Box, None, text.into(), Vec::new());
    }

    /// A row behind a figure: no mark, its id leads it.
    pub fn row(&mut self, text: impl Into<Text>) {
        self.line(Mark::None, None, text.into(), Vec::new());
    }

    /// Prose, a paragraph each.
    pub fn paragraphs(&mut self, all: impl IntoIterator<Item = String>) {
        for text in all {
            self.paragraph(text);
        }
    }

    /// Rows, one each.
    pub fn rows(&mut self, all: impl IntoIterator<Item = String>) {
        for text in all {
            self.row(text);
        }
    }

    /// What another document says, as a part of this one below its title.
    pub fn part(&mut self, part: Doc) {
        self.heading(2, &part.title);
        for block in part.blocks {
            match block {
                Block::Heading { level, text, anchor } => self.section((level + 1).min(6), &anchor, &text),
                block => self.doc.blocks.push(block),
            }
        }
    }

    /// Room to write below the last line of a list: label and width in characters of each.
    pub fn room_below(&mut self, text: impl Into<Text>, room: Vec<(String, usize)>) {
        self.below(Item { mark: Mark::Bullet, label: None, text: text.into(), room, below: Vec::new() });
    }

    /// Lines to sign by hand, each with its labels.
    pub fn sign(&mut self, lines: Vec<Vec<String>>) {
        self.doc.blocks.push(Block::Sign(lines));
    }

    /// Rows and columns.
    pub fn table(&mut self, table: Table) {
        self.doc.blocks.push(Block::Table(table));
    }

    /// A picture of figures the text holds as well.
    pub fn figure(&mut self, figure: Figure) {
        self.doc.blocks.push(Block::Figure(figure));
    }

    /// What follows begins a new page where there are pages.
    pub fn new_page(&mut self) {
        self.doc.blocks.push(Block::NewPage);
    }

    /// What has been said so far.
    pub fn finish(self) -> Doc {
        self.doc
    }

    fn line(&mut self, mark: Mark, label: Option<String>, text: Text, room: Vec<(String, usize)>) {
        let item = Item { mark, label, text, room, below: Vec::new() };
        match self.doc.blocks.last_mut() {
            Some(Block::List(items)) => items.push(item),
            _ => self.doc.blocks.push(Block::List(vec![item])),
        }
    }

    fn below(&mut self, item: Item) {
        match self.doc.blocks.last_mut() {
            Some(Block::List(items)) => match items.last_mut() {
                Some(last) => last.below.push(item),
                None => items.push(item),
            },
            _ => self.doc.blocks.push(Block::List(vec![item])),
        }
    }
}

/// What was finished goes on.
impl From<Doc> for Page {
    fn from(doc: Doc) -> Self {
        let anchor =
            |b: &Block| if let Block::Heading { anchor, .. } = b { Some(anchor.clone()) } else { None };
        let anchors = doc.blocks.iter().filter_map(anchor).collect();
        Self { doc, anchors }
    }
}

/// Letters and digits, with a hyphen for whatever stands between them.
fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '.' {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
