//! The Statement of Applicability in plain mode: how it adds up and a line a control, or all of one control. Says, and
//! changes nothing.

use super::sitting::Sitting;
use crate::model::find;
use crate::model::statement::{Applicable, Counts, Row};
use crate::say;
use crate::words::{Word as _, Words as _, audit, day, statement};

/// What lists only the controls where something is missing.
const MISSING: &str = "missing";

impl Sitting<'_, '_> {
    /// All of it, what is missing in it, or one control.
    pub(super) fn statement(&self, which: &str) -> Vec<String> {
        let rows = self.w.statement();
        if !which.is_empty() && !which.eq_ignore_ascii_case(MISSING) {
            return match rows.iter().find(|r| self.is_named(r, which)) {
                Some(row) => whole(row),
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
            Some(mark) => format!("{} {}", line(r), audit::mark(mark, false)),
            None => line(r),
        };
        lines.extend(rows.iter().filter(wanted).map(marked));
        lines
    }

    /// Whether a typed id or number means this control; a check means its control.
    fn is_named(&self, row: &Row, typed: &str) -> bool {
        row.id.eq_ignore_ascii_case(typed) || self.w.stated_at(typed).is_ok_and(|id| id == row.id)
    }
}

/// "A.2.2 AI policy: in, because the customer contract asks for it. Met."
fn line(row: &Row) -> String {
    let (id, title, status) = (&row.id, &row.title, row.status.word());
    let reason = statement::reason(row);
    let mut said = match (row.applicable, reason.is_empty()) {
        (Applicable::Yes, true) => say!("{id} {title}: in, {status}.", id, title, status),
        (Applicable::Yes, false) => {
            say!("{id} {title}: in, {status}. Why: {reason}", id, title, status, reason)
        }
        (Applicable::No, true) => say!("{id} {title}: left out.", id, title),
        (Applicable::No, false) => say!("{id} {title}: left out. Why: {reason}", id, title, reason),
        (Applicable::Undecided, _) => say!("{id} {title}: undecided.", id, title),
    };
    let mut flags: Vec<&str> = row.flags.iter().map(statement::short_flag).collect();
    flags.dedup();
    if !flags.is_empty() {
        said = format!("{said} [{}]", flags.join(", "));
    }
    said
}

/// Everything of one control, a fact a line.
fn whole(row: &Row) -> Vec<String> {
    let mut lines = vec![line(row)];
    lines.extend(statement::facts(row).into_iter().map(|(label, words)| format!("{label}: {words}")));
    if !row.again.is_empty() {
        lines.push(say!("Look again on: {day}", day = day::of_stored(&row.again)));
    }
    lines.extend(row.flags.iter().map(|f| statement::flag(&row.id, f)));
    lines
}
