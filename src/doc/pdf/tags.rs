//! The tree a reading voice follows: which piece of which page belongs to which heading, list or cell. For `pdf` only.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// The longest text a description may hold here; the format allows little more.
const LONGEST: usize = 8000;

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Cover, contents or what follows.
    Section,
    Heading(usize, String),
    Prose,
    List(ListNumbering),
    Item,
    Label,
    Body,
    Table,
    Head,
    Rows,
    Row,
    HeadCell,
    Cell,
    /// With what is said to somebody who does not see it.
    Figure(String),
    Contents,
    Entry,
    Reference,
    Link,
}

impl Role {
    fn tag(&self) -> TagKind {
        match self {
            Self::Heading(level, title) => {
                let level = u16::try_from(*level).ok().and_then(NonZeroU16::new).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(clipped(title))).into()
            }
            Self::Section => Tag::Section.into(),
            Self::Prose => Tag::P.into(),
            Self::List(numbering) => Tag::L(*numbering).into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::Body => Tag::LBody.into(),
            Self::Table => Tag::Table.into(),
            Self::Head => Tag::THead.into(),
            Self::Rows => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
            Self::Cell => Tag::TD.into(),
            Self::Figure(alt) => Tag::Figure(Some(clipped(alt))).into(),
            Self::Contents => Tag::TOC.into(),
            Self::Entry => Tag::TOCI.into(),
            Self::Reference => Tag::Reference.into(),
            Self::Link => Tag::Link.into(),
        }
    }
}

/// Never empty and never longer than the format allows.
pub(super) fn clipped(text: &str) -> String {
    let flat = crate::inert::one_line(text);
    if flat.trim().is_empty() {
        return "\u{2013}".to_owned();
    }
    if flat.chars().count() <= LONGEST {
        flat
    } else {
        flat.chars().take(LONGEST).chain(['\u{2026}']).collect()
    }
}

enum Child {
    Part(usize),
    Leaf(usize),
}

/// The tree while it grows. Part 0 is the document.
pub(super) struct Tree {
    parts: Vec<(Role, Vec<Child>)>,
    /// What was drawn for each leaf; it may lie on several pages.
    leaves: Vec<Vec<Identifier>>,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self { parts: vec![(Role::Prose, Vec::new())], leaves: Vec::new() }
    }

    /// A new part below another.
    pub(super) fn part(&mut self, below: usize, role: Role) -> usize {
        self.parts.push((role, Vec::new()));
        let part = self.parts.len() - 1;
        self.adopt(below, Child::Part(part));
        part
    }

    /// A new piece of content in a part.
    pub(super) fn leaf(&mut self, of: usize) -> usize {
        self.leaves.push(Vec::new());
        let leaf = self.leaves.len() - 1;
        self.adopt(of, Child::Leaf(leaf));
        leaf
    }

    fn adopt(&mut self, below: usize, child: Child) {
        if let Some((_, children)) = self.parts.get_mut(below) {
            children.push(child);
        }
    }

    /// Something was drawn for a leaf.
    pub(super) fn drawn(&mut self, leaf: usize, identifier: Identifier) {
        if let Some(found) = self.leaves.get_mut(leaf) {
            found.push(identifier);
        }
    }

    /// The finished tree.
    pub(super) fn finish(&self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        let mut nodes = Vec::new();
        self.nodes(0, &mut nodes);
        for node in nodes {
            tree.push(node);
        }
        tree
    }

    fn nodes(&self, part: usize, out: &mut Vec<Node>) {
        let Some((_, children)) = self.parts.get(part) else { return };
        for child in children {
            match child {
                Child::Leaf(leaf) => {
                    out.extend(self.leaves.get(*leaf).into_iter().flatten().map(|i| Node::from(*i)));
                }
                Child::Part(part) => {
                    let Some((role, _)) = self.parts.get(*part) else { continue };
                    let mut below = Vec::new();
                    self.nodes(*part, &mut below);
                    if !below.is_empty() {
                        out.push(TagGroup::with_children(role.tag(), below).into());
                    }
                }
            }
        }
    }
}
