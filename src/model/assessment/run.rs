//! Facts are sorted by key, so that those of one record stand together: what they share is looked at once for all of them. Pure.

use crate::model::record::{KINDS, Kind, RecordKey, Rid, record_key};

/// Facts of one record that follow each other: what they share is looked at once.
#[derive(Default)]
pub(super) struct Run<'f> {
    /// Layer, kind and id with both dots; empty for no record.
    prefix: &'f str,
    first: Option<RecordKey<'f>>,
    pub(super) kind: Option<&'static Kind>,
    pub(super) id: Option<Rid>,
    /// Whether the last key was the first of its record.
    pub(super) begins: bool,
}

impl<'f> Run<'f> {
    /// The parts of the key of a record, and its kind if a table here knows it; none for any other key.
    pub(super) fn part(&mut self, key: &'f str) -> Option<(RecordKey<'f>, Option<&'static Kind>)> {
        self.begins = self.prefix.is_empty() || !key.starts_with(self.prefix);
        if self.begins {
            let part = record_key(key)?;
            self.prefix = key.get(..part.prefix().len())?;
            self.first = Some(part);
            self.kind = KINDS.iter().find(|k| k.key == part.kind).copied();
            self.id = part.rid();
            return Some((part, self.kind));
        }
        let first = self.first?;
        let part = RecordKey::within(first.kind, first.id, key.get(self.prefix.len()..)?)?;
        Some((RecordKey { audit: first.audit, ..part }, self.kind))
    }
}
