//! What a typed line leaves out behind its word, as data. A leaf of `work`; `words` says it, plain mode asks for it.

use crate::model::record::Field;

/// What is left out behind a word that needs a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacks {
    /// The line as far as it goes: `row 5.2 role`.
    pub line: String,
    /// The field the text goes into.
    pub field: &'static Field,
    /// What stands there; empty for nothing.
    pub now: String,
    /// Whether it may be taken away, which a hyphen does.
    pub may_empty: bool,
}

impl Lacks {
    /// What may not be left out, whatever its field says.
    pub(super) fn needed(line: String, field: &'static Field) -> Self {
        Self { line, field, now: String::new(), may_empty: false }
    }

    pub(super) fn of(line: String, field: &'static Field, now: String) -> Self {
        let may_empty = !field.need && !REASONS.contains(&field.key);
        Self { line, field, now, may_empty }
    }
}

/// Fields that say why: without a text nothing would be done.
pub(super) const REASONS: [&str; 2] = ["skip", "withdrawn"];
