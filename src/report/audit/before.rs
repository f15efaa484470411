//! What earlier audits leave to this one: every finding that is open, or that a row looks at again, a line each.

use super::Own;
use crate::doc::{Cell, Page, Table, Tone};
use crate::model::audit::{FindingState, FromBefore, Grade, carry};
use crate::model::record::FINDING;
use crate::say;
use crate::words::record::label;
use crate::words::{Word as _, audit_before};

/// What the audits before this one leave to it.
fn all(own: &Own<'_>) -> Vec<FromBefore> {
    carry::from_before(own.input.q, own.input.a, &own.audit)
}

/// How many are open, and how many have to be confirmed; empty where there are none.
pub(super) fn sum(own: &Own<'_>) -> String {
    audit_before::sum(&own.audit, &all(own))
}

/// They in a section of their own; nothing in the first audit of a file.
pub(super) fn section(own: &Own<'_>, page: &mut Page) {
    if !carry::has_before(own.input.a, &own.audit) {
        return;
    }
    page.section(2, "earlier-findings", say!("Findings of earlier audits"));
    let all = all(own);
    if all.is_empty() {
        page.paragraph(say!("No finding of an earlier audit is open, and none is to be confirmed."));
        return;
    }
    let sum = audit_before::sum(&own.audit, &all);
    if !sum.is_empty() {
        page.paragraph(sum);
    }
    let mut t = Table::new(&[
        say!("No."),
        label(&FINDING, "grade"),
        label(&FINDING, "at"),
        label(&FINDING, "what"),
        say!("State"),
        say!("Row of this audit"),
    ]);
    for f in &all {
        t.row(vec![
            f.finding.no.as_str().into(),
            grade(f),
            f.finding.at.join(", ").into(),
            f.finding.what.as_str().into(),
            Cell::Toned(tone(f.finding.state), audit_before::state(&own.audit, f)),
            audit_before::looked(own.input.q, &own.audit, f).into(),
        ]);
    }
    page.table(t);
}

fn grade(f: &FromBefore) -> Cell {
    let tone = match f.finding.grade {
        Some(Grade::Major) => Tone::Bad,
        Some(Grade::Minor) => Tone::Half,
        _ => Tone::Plain,
    };
    Cell::Toned(tone, f.finding.grade.map_or("", |g| g.word()).to_owned())
}

const fn tone(state: FindingState) -> Tone {
    match state {
        FindingState::Reopened | FindingState::Open => Tone::Open,
        FindingState::Answered | FindingState::Done => Tone::Half,
        FindingState::Closed => Tone::Good,
        FindingState::Withdrawn => Tone::Out,
        FindingState::Noted => Tone::Plain,
    }
}
