//! Files that evidence names, line by line: which of them changed since it was kept how they are.

use std::io;
use std::sync::Arc;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use crate::model::record::EVIDENCE;
use crate::words;
use crate::work::cited::{self, Purpose};

impl Sitting<'_, '_> {
    /// Reads the files that were kept, or that of one piece, and tells which changed.
    pub(super) fn changed(&mut self, typed: &str) -> io::Result<Next> {
        let pieces = if typed.is_empty() {
            self.w.pieces_for(Purpose::Check)
        } else {
            match self.w.record_named(&EVIDENCE, typed).map(|rec| rec.id) {
                Ok(id) => self.w.cited_pieces(&[id]),
                Err(refused) => return self.stay(&words::refused(&refused, &Typed::refusing())),
            }
        };
        let looked = cited::look(pieces, Purpose::Check, &Arc::default()).unwrap_or_default();
        self.talk.tell(&looked.iter().map(words::cited::line).collect::<Vec<_>>())?;
        self.stay(&words::cited::in_short(&looked))
    }
}
