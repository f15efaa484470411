//! What earlier audits leave to this one: every finding that is open, or that a row looks at again, a line each.

use super::{Own, grade_tone, state_tone};
use crate::doc::{Cell, Page, Table};
use crate::model::audit::carry;
use crate::model::record::{FINDING, FINDING_REPLY};
use crate::say;
use crate::words::record::label;
use crate::words::{Word as _, Words as _, audit_before, audit_since};

/// How many are open, and how many have to be confirmed; empty where there are none.
pub(super) fn sum(own: &Own<'_>) -> String {
    audit_before::sum(&own.audit, &own.before().1)
}

/// They in a section of their own; nothing in the first audit of a file.
pub(super) fn section(own: &Own<'_>, page: &mut Page) {
    if !carry::has_before(own.input.a, &own.audit) {
        return;
    }
    page.section(2, "earlier-findings", say!("Findings of earlier audits"));
    let (_, all) = own.before();
    if all.is_empty() {
        page.paragraph(say!("No finding of an earlier audit is open, and none is to be confirmed."));
        return;
    }
    let sum = audit_before::sum(&own.audit, all);
    if !sum.is_empty() {
        page.paragraph(sum);
    }
    let mut t = Table::new(&[
        say!("No."),
        label(&FINDING, "grade"),
        label(&FINDING, "at"),
        label(&FINDING, "what"),
        label(&FINDING_REPLY, "owner"),
        label(&FINDING_REPLY, "due"),
        say!("State"),
        say!("Row of this audit"),
    ]);
    for f in all {
        t.row(vec![
            f.finding.no.as_str().into(),
            Cell::Toned(grade_tone(f.finding.grade), f.finding.grade.map_or("", |g| g.word()).to_owned()),
            f.finding.at.join(", ").into(),
            f.finding.what.as_str().into(),
            f.finding.owner.as_str().into(),
            f.finding.due.words().into(),
            Cell::Toned(state_tone(f.finding.state, f.finding.overdue), audit_before::state(&own.audit, f)),
            audit_before::looked(own.input.q, &own.audit, f).into(),
        ]);
    }
    page.table(t);
}

/// What changed since the last audit that was signed, in a section of its own; nothing in an audit that asks for none.
pub(super) fn changed(own: &Own<'_>, page: &mut Page) {
    let Some(since) = &own.input.head.changed else { return };
    page.section(2, "changes", say!("What changed since the last audit"));
    let mut lines = audit_since::lines(own.input.q, since).into_iter();
    page.paragraph(lines.next().unwrap_or_default());
    for line in lines {
        page.item(line);
    }
}
