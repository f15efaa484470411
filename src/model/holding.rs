//! What a file holds that supports a check: how many records of which register, with what. Made by [`super::held`] and kept by
//! [`super::index`] until a record changes, so that no key press counts a register. A leaf.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::format::Measure;
use super::level::Level;
use super::record::{DOCUMENT, Field, Kind, Rid};

/// What the file holds for one check, and what that looks like. It is no answer and moves no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Written or In use, never more.
    pub level: Level,
    /// Where it comes from, one for each row of the questionnaire that says something.
    pub by: Vec<By>,
}

/// What one register, or what a measure looks at, holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// What was counted.
    pub from: From,
    /// How many say all that is asked.
    pub n: usize,
    /// How many were looked at; at least one.
    pub of: usize,
    /// What that looks like.
    pub level: Level,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Records of a register.
    Register {
        /// The register.
        kind: &'static Kind,
        /// What their records have to have filled in or to say, each once.
        fields: Vec<&'static Field>,
        /// Which records alone were looked at.
        only: Vec<Value>,
        /// And those that have one of these filled in.
        or: Vec<&'static Field>,
        /// What they have to say.
        being: Vec<Value>,
        /// A register each record of which has to be named: how many are, of how many.
        each: Option<(&'static Kind, usize, usize)>,
    },
    /// A document: how many versions or parts are in use, of how many.
    Document {
        /// Its name.
        name: String,
        /// What the register calls it, where that is something else: it says what it is, or it is a part of that.
        called: Vec<String>,
    },
    /// Something no row of a register can say.
    Measure(Measure),
}

impl From {
    /// The register it was counted in; none of what no register holds.
    pub fn register(&self) -> Option<&'static Kind> {
        match self {
            Self::Register { kind, .. } => Some(kind),
            Self::Document { .. } | Self::Measure(Measure::Document | Measure::DocumentsAsked) => {
                Some(&DOCUMENT)
            }
            Self::Measure(_) => None,
        }
    }
}

/// A field and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The field.
    pub field: &'static Field,
    /// What it may say; empty for anything.
    pub is: Vec<String>,
}

/// What the registers come to for one check.
#[derive(Debug, Clone, Default)]
pub(super) struct OfCheck {
    /// What each of its rows comes to; none of a row nothing supports.
    pub by: Vec<Option<By>>,
    /// Where what to do next goes on, where a record one of its rows looks at has begun to say what is asked, or the document it
    /// leaves behind is there. It is for those words alone.
    pub begun: Option<Level>,
}

/// An AI system in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: u32,
    /// Name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Who supplies it.
    pub vendor: String,
    /// What data goes in.
    pub data: String,
    /// `developer`, `provider`, `user`, with commas.
    pub role: String,
    /// Affects people's rights or safety.
    pub affects_people: bool,
    /// A legal duty is in force for it.
    pub legal_duty: bool,
}

/// What follows from registers, kept until one of them changes. It says nothing the facts do not, so that two assessments
/// never differ in it.
#[derive(Debug, Clone)]
pub(super) struct Kept<T>(OnceLock<Arc<Vec<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Kept<T> {}

impl<T> Kept<T> {
    /// All of it, made the first time it is asked for.
    pub(super) fn get(&self, make: impl FnOnce() -> Vec<T>) -> &[T] {
        self.0.get_or_init(|| Arc::new(make()))
    }

    /// All of it, if it was asked for.
    fn made(&self) -> Option<&[T]> {
        self.0.get().map(|all| all.as_slice())
    }

    /// A register changed.
    pub(super) fn forget(&mut self) {
        self.0 = OnceLock::new();
    }
}

/// What the registers hold for each check, kept as [`Kept`] keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ByCheck {
    all: Kept<OfCheck>,
    /// For the checks of the card that was opened first: who opens a file waits for no more.
    card: Kept<(usize, OfCheck)>,
}

impl ByCheck {
    /// For each check.
    pub(super) fn all(&self, make: impl FnOnce() -> Vec<OfCheck>) -> &[OfCheck] {
        self.all.get(make)
    }

    /// For a check of a card: looked at alone for the first card, with all others from the second on.
    pub(super) fn on_card(
        &self,
        check: usize,
        card: Range<usize>,
        make: impl Fn(bool) -> Vec<OfCheck>,
    ) -> Option<&OfCheck> {
        if let Some(all) = self.all.made() {
            return all.get(check);
        }
        let first = self.card.get(|| card.zip(make(true)).collect());
        let found = first.iter().find(|(c, _)| *c == check).map(|(_, of)| of);
        found.or_else(|| self.all.get(|| make(false)).get(check))
    }

    /// For a what-if, whose facts hold no registers: what is known of all of them alone.
    pub(super) fn of_figures(&self) -> Self {
        Self { all: self.all.clone(), card: Kept::default() }
    }

    /// A register changed.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}
