//! What changed since an audit was signed, for the next one: the file as it was signed beside the file as it is. Tells, and changes
//! nothing.

use jiff::civil::Date;

use super::{Refused, Work};
use crate::model::audit::since::{Since, since};
use crate::model::audit::{self, seal};
use crate::model::record::{AUDIT, Rid, read};

/// What changed since a version was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceSigned {
    /// Number of the audit.
    pub no: String,
    /// Which version.
    pub version: u32,
    /// The day it was signed.
    pub on: Date,
    /// Hash of the event it was signed at.
    pub head: String,
    /// The changes.
    pub all: Vec<Since>,
}

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
}
