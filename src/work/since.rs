//! What changed since an audit was signed, for the next one: the file as it was signed beside the file as it is. Tells, and changes
//! nothing.

use super::{Refused, Work};
pub use crate::model::audit::since::SinceSigned;
use crate::model::audit::since::since;
use crate::model::audit::{self, seal};
use crate::model::record::{AUDIT, Rid, read};
use crate::model::{Assessment, Scores};

/// The kind of an audit at somebody else's, which no change in one's own house is a part of.
const SUPPLIER: &str = "supplier";

impl Work {
    /// What changed since an audit was signed, the last version of it: of the one that is named, else of the one one works in,
    /// and where that is not signed yet, of the last one before it that is.
    pub fn since_signed(&self, typed: &str) -> Result<SinceSigned, Refused> {
        let audit =
            if typed.trim().is_empty() { self.signed_last()? } else { self.one_named(&AUDIT, typed.trim())? };
        let no = read::at(self.a(), &AUDIT, &audit).shown_no();
        let Some(then) = self.signed_of(&audit, None)? else { return Err(Refused::NeverSigned { no }) };
        let all = since(self.q(), (&then.a, then.scores()), (self.a(), self.scores()), then.on);
        Ok(SinceSigned { no, version: then.version, on: then.on, head: then.head.hash.clone(), all })
    }

    /// The audit one works in where it is signed, else the last one before it that is, else that one itself.
    fn signed_last(&self) -> Result<Rid, Refused> {
        let here = self.an_audit()?;
        let no = read::at(self.a(), &AUDIT, &here).no();
        let signed = |id: &Rid| !seal::versions(self.a(), id).is_empty();
        let all = audit::all(self.a()).into_iter().filter(|rec| rec.no() <= no).map(|rec| rec.id);
        Ok(all.filter(signed).last().unwrap_or(here))
    }

    /// What changed before an audit, as its facts and figures say, since the last one before it that was signed; none of a first one
    /// and of one at a supplier.
    pub(super) fn since_before(
        &self,
        audit: &Rid,
        (a, scores): (&Assessment, &Scores),
    ) -> Option<SinceSigned> {
        let header = read::at(a, &AUDIT, audit);
        let signed = |id: &Rid| seal::versions(a, id).last().map(|v| v.no);
        let before = audit::all(a).into_iter().filter(|rec| rec.no() < header.no());
        let last = before.filter_map(|rec| Some((rec.shown_no(), signed(&rec.id)?, rec.id))).last();
        let (no, version, id) = last.filter(|_| header.get("kind") != SUPPLIER)?;
        let then = self.signed_of(&id, Some(version)).ok().flatten()?;
        let all = since(self.q(), (&then.a, then.scores()), (a, scores), then.on);
        Some(SinceSigned { no, version, on: then.on, head: then.head.hash, all })
    }
}
