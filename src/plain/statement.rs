//! The Statement of Applicability in plain mode: how it adds up and a line a control, or all of one control. Says, and
//! changes nothing.

use super::sitting::Sitting;
use crate::model::counts::Counts;
use crate::model::find;
use crate::model::statement::{Applicable, Row};
use crate::words::{Words as _, audit, statement};

/// What lists only the controls where something is missing.
const MISSING: &str = "missing";

impl Sitting<'_, '_> {
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
