//! What a file holds that supports a check: how many records of which register, with what. Made by [`super::held`] and kept by
//! [`super::index`] until a record changes, so that no key press counts a register. A leaf.

use std::sync::{Arc, OnceLock};

use super::format::Measure;
use super::level::Level;
use super::record::{Field, Kind};

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
        /// What they have to say.
        being: Vec<Value>,
        /// A register each record of which has to be named: how many are, of how many.
        each: Option<(&'static Kind, usize, usize)>,
    },
    /// The document of this name: how many versions or parts are in use, of how many.
    Document(String),
    /// Something no row of a register can say.
    Measure(Measure),
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
pub struct OfCheck {
    /// What each of its rows comes to; none of a row nothing supports.
    pub by: Vec<Option<By>>,
    /// Whether a record one of its rows looks at has begun to say what is asked. It is for the words of what to do next.
    pub begun: bool,
}

/// What every row of every check comes to by the registers alone, until one of them changes. It says nothing the facts do not,
/// so that two assessments never differ in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept(OnceLock<Arc<Vec<OfCheck>>>);

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Kept {}

impl Kept {
    /// The rows of every check, made the first time they are asked for.
    pub(super) fn get(&self, make: impl FnOnce() -> Vec<OfCheck>) -> &[OfCheck] {
        self.0.get_or_init(|| Arc::new(make()))
    }

    /// A register changed.
    pub(super) fn forget(&mut self) {
        self.0 = OnceLock::new();
    }
}
