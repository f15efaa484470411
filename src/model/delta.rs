//! Facts before and after: what an edit is made of. A leaf; why an edit is refused is [`super::change`]'s business.

use super::record::Layer;

/// One fact before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Key of the fact.
    pub key: String,
    /// Value before.
    pub was: Option<String>,
    /// Value after.
    pub now: Option<String>,
}

/// Changes that belong together: one step of undo, one event in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it is, as shown in the history ("answer", "note", ...).
    pub what: String,
    /// The id it is about, empty when about the whole.
    pub at: String,
    /// The facts it changes.
    pub changes: Vec<Change>,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            what: self.what.clone(),
            at: self.at.clone(),
            changes: self
                .changes
                .iter()
                .rev()
                .map(|c| Change { key: c.key.clone(), was: c.now.clone(), now: c.was.clone() })
                .collect(),
        }
    }

    /// The same in a layer: an edit made against the layer's own assessment ([`super::Assessment::in_layer`]), as it
    /// is recorded in the file.
    #[must_use]
    pub fn within(mut self, layer: &Layer) -> Self {
        let prefix = layer.prefix();
        for c in &mut self.changes {
            c.key.insert_str(0, &prefix);
        }
        self
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
