//! Who sits here, and audits, in plain mode.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use crate::model::audit::{self, Programme};
use crate::model::questionnaire::Target;
use crate::model::record::AUDIT_SEAL;
use crate::model::said::Verb;
use crate::say;
use crate::words::audit_page::{self, Of};
use crate::words::{self, Names as _};
use crate::words::{audit_paper, audit_programme, audit_since};
use crate::work::line::Deed;

impl Sitting<'_, '_> {
    /// The audit one works in: all of it, its rows or its findings.
    pub(super) fn audit_shown(&mut self, deed: Deed) -> io::Result<Next> {
        let Some(audit) = self.w.audit() else {
            return self.stay(say!("There is no audit yet. To begin one: audit new and its title."));
        };
        let of = Of { q: self.w.q(), a: self.w.a(), scores: self.w.scores() };
        let lines: Vec<String> = match deed {
            Deed::Row => audit.rows.iter().map(|r| audit_page::row(of, r)).collect(),
            Deed::Finding => {
                audit.findings.iter().map(|f| audit_page::finding(f, &self.w.owner_of(f))).collect()
            }
            _ => {
                let others = audit::all(of.a).into_iter().filter(|r| r.id != audit.header.id);
                let others: Vec<String> = others.map(|r| format!("{} {}", r.shown_no(), r.name())).collect();
                let mut lines = audit_page::whole(of, &audit, |f| self.w.owner_of(f));
                if !others.is_empty() {
                    lines.push(say!("Other audits: {names}.", names = others.join(", ")));
                }
                lines
            }
        };
        if lines.is_empty() {
            let none = if deed == Deed::Row {
                say!("No rows yet. To plan some: row, ids with commas, plan.")
            } else {
                say!("No findings.")
            };
            return self.stay(none);
        }
        self.talk.tell(&lines)?;
        Ok(Next::Stay)
    }

    /// The working paper of one place.
    pub(super) fn paper_shown(&mut self, at: Target) -> io::Result<Next> {
        match audit_paper::of_work(&self.w, at) {
            Ok(lines) => {
                self.talk.tell(&lines)?;
                Ok(Next::Stay)
            }
            Err(refused) => self.stay(&words::refused(&refused, &Typed::refusing())),
        }
    }

    /// All audits together.
    pub(super) fn programme(&mut self) -> io::Result<Next> {
        let all = Programme::of(self.w.q(), self.w.a(), self.w.today);
        let lines = audit_programme::lines(self.w.q(), &all);
        self.talk.tell(&lines)?;
        Ok(Next::Stay)
    }

    /// What changed since an audit was signed.
    pub(super) fn audit_changes(&mut self, typed: &str) -> io::Result<Next> {
        match self.w.since_signed(typed) {
            Ok(since) => {
                let lines = audit_since::lines(self.w.q(), &since);
                self.talk.tell(&lines)?;
                Ok(Next::Stay)
            }
            Err(refused) => self.stay(&words::refused(&refused, &Typed::refusing())),
        }
    }

    /// Signs the audit, by asking what is said when it is; first whether it can be.
    pub(super) fn sign_asked(&mut self) -> io::Result<Next> {
        match self.w.to_sign() {
            Ok(draft) => {
                let audit = self.w.audit_id();
                let told = audit.map(|id| words::each(&self.w.before_signing(&id))).unwrap_or_default();
                self.talk.tell(&told)?;
                self.add_record(&AUDIT_SEAL, draft)
            }
            Err(refused) => self.stay(&words::refused(&refused, &Typed::refusing())),
        }
    }

    /// Who sits here now, and how one says so.
    pub(super) fn who_sits_here(&mut self) -> io::Result<Next> {
        let line =
            words::audit::i_am(self.w.my_name().as_deref(), Typed::refusing().verb(Verb::IAm).as_deref());
        self.stay(&line)
    }
}
