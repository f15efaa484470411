//! Who sits here, and audits, in plain mode.

use std::io;

use super::Next;
use super::form::{Filled, field, fill};
use super::names::Typed;
use super::sitting::Sitting;
use crate::model::audit::{self, Programme, WouldSign};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT_SEAL, Draft, Kind};
use crate::model::said::Verb;
use crate::say;
use crate::words::audit_page::{self, Of};
use crate::words::record::label;
use crate::words::{self, Names as _};
use crate::words::{audit_paper, audit_programme, audit_seal, audit_since, audit_told};
use crate::work::audit_line::VERSION;
use crate::work::line::{Deed, NOTHING, split};
use crate::work::{Call, Done, Lacks, Refused};

impl Sitting<'_, '_> {
    /// The audit one works in: all of it, its rows or its findings.
    pub(super) fn audit_shown(&mut self, deed: Deed) -> io::Result<Next> {
        let Some(audit) = self.w.audit() else {
            return self.stay(say!("There is no audit yet. To begin one: audit new and its title."));
        };
        let of = Of { q: self.w.q(), a: self.w.a(), scores: self.w.scores() };
        let lines: Vec<String> = match deed {
            Deed::Row => audit.rows.iter().map(|r| audit_page::row(of, &audit, r)).collect(),
            Deed::Finding => audit.findings.iter().map(audit_page::finding).collect(),
            _ => {
                let others = audit::all(of.a).into_iter().filter(|r| r.id != audit.header.id);
                let others: Vec<String> = others.map(|r| format!("{} {}", r.shown_no(), r.name())).collect();
                let mut lines = audit_page::of_audit(of, &audit);
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

    /// All of one finding: what it says, what was replied, whether it helped.
    pub(super) fn finding_shown(&mut self, no: &str) -> io::Result<Next> {
        match audit_told::one_finding(&self.w, no) {
            Ok(lines) => {
                self.talk.tell(&lines)?;
                Ok(Next::Stay)
            }
            Err(refused) => self.stay(&words::refused(&refused, &Typed::refusing())),
        }
    }

    /// Asks for the text a line leaves out behind its word; the call with it, or what comes next where none is given.
    pub(super) fn ask_left_out(&mut self, lacks: &Lacks, call: Call) -> io::Result<Result<Call, Next>> {
        if !self.may_change()? {
            return Ok(Err(Next::Stay));
        }
        let (label, hint) = words::audit::asked_for(lacks);
        let mut one = [field(lacks.field.key, label, hint, &lacks.now)];
        if hint == words::text(lacks.field.hint) {
            self.hint_more(lacks.field, &mut one[0]);
        }
        if fill(self.w.q(), self.talk, &mut one, |_, typed| Ok(typed.to_owned()))? == Filled::Ended {
            return Ok(Err(Next::Quit));
        }
        let [one] = one;
        if one.value == lacks.now {
            return self.stay(say!("Nothing was changed.")).map(Err);
        }
        let text = if one.value.is_empty() { NOTHING } else { &one.value };
        // The line as far as it goes may say more than was typed: what is still to come behind it.
        let typed = format!("{} {text}", split(&lacks.line).1);
        Ok(Ok(match call {
            Call::Row { .. } => Call::Row { typed },
            Call::Finding { .. } => Call::Finding { typed },
            other => other,
        }))
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
            Ok(mut draft) => {
                let audit = self.w.audit_id();
                let told = audit.map(|id| words::each(&self.w.before_signing(&id))).unwrap_or_default();
                self.talk.tell(&told)?;
                // Both are asked all the same: what was so then may be otherwise now.
                for field in ["conclusion", "distribution"] {
                    if let Some(said) = draft.remove(field) {
                        let label = label(&AUDIT_SEAL, field);
                        self.talk.say(say!("{label} of the version before: {said}", label, said))?;
                    }
                }
                self.add_record(&AUDIT_SEAL, draft)
            }
            Err(refused @ (Refused::Unfinished { .. } | Refused::NothingPlanned { .. })) => {
                // With what is missing all the rest is told, so that it can be mended in one go.
                let audit = self.w.audit_id();
                let told = audit.map(|id| words::each(&self.w.before_signing(&id))).unwrap_or_default();
                self.talk.tell(&told)?;
                self.stay(&words::refused(&refused, &Typed::refusing()))
            }
            Err(refused) => self.stay(&words::refused(&refused, &Typed::refusing())),
        }
    }

    /// Keeps a new record; one that signs an audit only where somebody says so.
    pub(super) fn put_new(&mut self, kind: &'static Kind, draft: &Draft) -> io::Result<Option<Done>> {
        if self.may_sign(kind, draft)? {
            return self.act(&Call::Put { kind, id: None, draft: draft.clone() });
        }
        self.talk.say(say!("Nothing was signed."))?;
        Ok(None)
    }

    /// Whether a record may be kept as it was filled in: one that signs an audit only after everything to think about first was told,
    /// and somebody said yes. What would be refused is not asked.
    fn may_sign(&mut self, kind: &'static Kind, draft: &Draft) -> io::Result<bool> {
        if kind.key != AUDIT_SEAL.key {
            return Ok(true);
        }
        let tried = self.w.would_put(&[], kind, None, draft);
        tried.ok().and_then(|done| done.would_sign()).map_or(Ok(true), |would| self.agreed(&would))
    }

    /// The same of a whole line. Where nobody hears a question, who wrote the line knew what it does, and its outcome tells the rest.
    pub(super) fn may_sign_in_a_line(&mut self, call: &Call) -> io::Result<bool> {
        if !self.talk.is_heard() {
            return Ok(true);
        }
        self.w.call_would_sign(call).map_or(Ok(true), |would| self.agreed(&would))
    }

    /// Whether somebody who was told what a signature would come to wants it.
    fn agreed(&mut self, would: &WouldSign) -> io::Result<bool> {
        self.talk.tell(&audit_seal::would_sign(would))?;
        let again = format!("{} {VERSION}", Deed::Audit.typed());
        let (question, stays) = (audit_seal::question(would), audit_seal::stays(&again));
        let answer = self.talk.ask(&say!(
            "{question} {stays} Write yes; anything else signs nothing.",
            question,
            stays
        ))?;
        Ok(answer.is_some_and(|a| matches!(a.trim().to_lowercase().as_str(), "yes" | "y")))
    }

    /// Who sits here now, and how one says so.
    pub(super) fn who_sits_here(&mut self) -> io::Result<Next> {
        let line =
            words::audit::i_am(self.w.my_name().as_deref(), Typed::refusing().verb(Verb::IAm).as_deref());
        self.stay(&line)
    }
}
