//! The Statement of Applicability in plain mode: how it adds up and a line a control, or all of one control, which is where one is
//! then. Says, and changes nothing.

use std::io;

use super::Next;
use super::sitting::Sitting;
use crate::model::counts::Counts;
use crate::model::find;
use crate::model::record::CONTROL;
use crate::model::statement::{Applicable, Row};
use crate::say;
use crate::words::{Words as _, audit, statement};

/// What lists only the controls where something is missing.
const MISSING: &str = "missing";

impl Sitting<'_, '_> {
    /// One control, or what is missing. Words that come next speak of the control that was told.
    pub(super) fn stated(&mut self, which: &str) -> io::Result<Next> {
        let lines = self.statement(which);
        self.talk.tell(&lines)?;
        if let Some(at) = self.w.stated_at(which).ok().and_then(|id| self.q().find(&id)) {
            self.move_away(at);
        } else if self.w.own_control(which).is_ok_and(|own| own.is_some()) {
            let here = self.id();
            self.talk.say(say!(
                "A control of your own is changed by: record {kind} {which}. Other words are still about {here}.",
                kind = CONTROL.key,
                which,
                here
            ))?;
        }
        Ok(Next::Stay)
    }

    /// All of it, what is missing in it, or one control.
    pub(super) fn statement(&self, which: &str) -> Vec<String> {
        let rows = self.w.statement();
        if !which.is_empty() && !which.eq_ignore_ascii_case(MISSING) {
            return match rows.iter().find(|r| self.is_named(r, which)) {
                Some(row) => statement::whole(row),
                None => match self.w.stated_at(which) {
                    Err(refused) => vec![crate::words::refused(&refused, &super::Typed::refusing())],
                    Ok(_) => vec![find::unknown(self.q(), which).words()],
                },
            };
        }
        let mut lines = statement::head(Counts::of(&rows)).to_vec();
        let wanted =
            |r: &&Row| which.is_empty() || !r.flags.is_empty() || r.applicable == Applicable::Undecided;
        let marked = |r: &Row| match r.requirement().and_then(|r| self.w.audit_mark(r)) {
            Some(mark) => format!("{} {}", statement::line(r), audit::mark(mark, false)),
            None => statement::line(r),
        };
        lines.extend(rows.iter().filter(wanted).map(marked));
        lines
    }

    /// Whether a typed id or number means this control; a check means its control.
    fn is_named(&self, row: &Row, typed: &str) -> bool {
        row.id.eq_ignore_ascii_case(typed) || self.w.stated_at(typed).is_ok_and(|id| id == row.id)
    }
}
