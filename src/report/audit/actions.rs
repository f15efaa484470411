//! What is done about the findings: who does what by when, what was done, and whether it helped. It goes on after the signature,
//! so it is of the day it is made on, with what stood in the signed report beside.

use super::findings::{
    ACTION, AT, AUDIT, BEFORE, CAUSE, CHECKED_AGAINST, CHECKED_BY, CHECKED_ON, CORRECTION, DONE, DUE,
    EARLIER_CHECKS, EFFECT, GRADE, NUMBER, OVERDUE, OWNER, STATUS, WHAT, after, one,
};
use super::sheet::{self, Col};
use super::{ACTIONS, Own, grade_tone, state_tone};
use crate::doc::xlsx::Book;
use crate::doc::{Cell, Doc, Table};
use crate::model::audit::{Finding, FindingState, by_due, closed_on_nothing};
use crate::model::record::{FINDING, FINDING_REPLY};
use crate::say;
use crate::words::audit::{self as said, grade};
use crate::words::audit_stated::stated;
use crate::words::record::label;
use crate::words::{Word as _, Words as _, audit_seal, day};

/// Findings something has to be done about, those that are due first, with what earlier audits left: the rows of every format.
fn tracked<'o, 'i>(own: &'o Own<'i>) -> Vec<&'o Finding<'i>> {
    let is_in = |f: &&Finding<'_>| f.is_open() || f.state == FindingState::Closed || f.reply.is_some();
    let both = own.audit.findings.iter().chain(&own.before().0);
    let mut all: Vec<_> = both.filter(|f| f.is_live()).filter(is_in).collect();
    by_due(&mut all);
    all
}

/// Whether a finding is one an earlier audit left.
fn is_earlier(own: &Own<'_>, f: &Finding<'_>) -> bool {
    own.audit.finding(&f.rec.id).is_none()
}

/// It as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(ACTIONS, say!("Corrective actions"));
    if let Some(v) = own.then.as_ref().and_then(|then| then.versions.last()) {
        page.fact(
            say!("Follow-up"),
            say!(
                "as of {today}, after {version}; the signed report stays as it is",
                today = day::whole(own.audit.today),
                version = audit_seal::of_version(v)
            ),
        );
    }
    let all = tracked(own);
    let of = |state| all.iter().filter(|f| f.state == state).count();
    let late = all.iter().filter(|f| f.overdue).count();
    let before = all.iter().filter(|f| is_earlier(own, f)).count();
    page.paragraph(say!(
        "{n|finding|findings} to be put right or answered: {open} open, {again} open again, {answered} answered, {done} done and not checked, \
         {closed} closed; {late} overdue.",
        n = all.len(),
        open = of(FindingState::Open),
        again = of(FindingState::Reopened),
        answered = of(FindingState::Answered),
        done = of(FindingState::Done),
        closed = of(FindingState::Closed),
        late
    ));
    if before > 0 {
        page.paragraph(say!("Of these, {n} {n?is|are} of earlier audits.", n = before));
    }
    if all.is_empty() {
        super::before::section(own, &mut page);
        return page.finish();
    }
    page.table(listed(own, &all));
    for f in all {
        one(own, &mut page, f, 2);
        if let Some((on, state)) = then(own, f) {
            page.fact(say!("State when signed"), format!("{state}, {}", day::whole(on)));
        }
        after(own, &mut page, f);
        if let Some(warning) = closed_on_nothing(f) {
            page.fact(say!("To note"), stated(&warning));
        }
    }
    super::before::section(own, &mut page);
    page.finish()
}

/// How far a finding was when the report was signed, and on which day.
fn then(own: &Own<'_>, f: &Finding<'_>) -> Option<(jiff::civil::Date, &'static str)> {
    let signed = own.then.as_ref()?;
    Some((signed.today, signed.finding(&f.rec.id)?.state.word()))
}

/// Columns of the list before the state.
const BEFORE_STATE: usize = 5;

fn listed(own: &Own<'_>, all: &[&Finding<'_>]) -> Table {
    let signed = own.then.is_some();
    let mut heads = vec![
        say!("No."),
        label(&FINDING, "grade"),
        label(&FINDING, "what"),
        label(&FINDING_REPLY, "owner"),
        label(&FINDING_REPLY, "due"),
        say!("State"),
    ];
    // What else there is stands at each below: a wider table begins a page of its own.
    if signed {
        heads.insert(BEFORE_STATE, say!("When signed"));
    }
    let mut t = Table::new(&heads);
    for f in all {
        let mut cells: Vec<Cell> = vec![
            f.rec.shown_no().into(),
            Cell::Toned(grade_tone(f.grade), grade(f)),
            f.rec.get("what").into(),
            own.reply(f, "owner").into(),
            f.due.words().into(),
            Cell::Toned(state_tone(f.state, f.overdue), said::state(f)),
        ];
        if signed {
            cells.insert(BEFORE_STATE, then(own, f).map_or("", |(_, state)| state).into());
        }
        t.row(cells);
    }
    t
}

/// It for programs.
pub(super) fn table(own: &Own<'_>) -> Table {
    sheet::for_programs(own, &COLUMNS, &tracked(own))
}

/// It as a workbook.
pub(super) fn book(own: &Own<'_>) -> Book {
    sheet::book(own, (ACTIONS, say!("Corrective actions")), &COLUMNS, &tracked(own))
}

/// Its columns; more are added at the end.
const COLUMNS: [Col; 22] = [
    NUMBER,
    AUDIT,
    GRADE,
    AT,
    WHAT,
    CORRECTION,
    CAUSE,
    ACTION,
    Col {
        key: "roadmap_actions",
        label: || label(&FINDING_REPLY, "actions"),
        width: 18,
        of: |own, f, _| own.reply(f, "actions").into(),
    },
    OWNER,
    DUE,
    DONE,
    EFFECT,
    CHECKED_BY,
    CHECKED_ON,
    CHECKED_AGAINST,
    STATUS,
    OVERDUE,
    Col {
        key: "signed_on",
        label: || say!("Signed on"),
        width: 12,
        of: |own, f, _| then(own, f).map_or_else(|| "".into(), |(on, _)| Cell::Day(on)),
    },
    Col {
        key: "status_when_signed",
        label: || say!("State when signed"),
        width: 18,
        of: |own, f, _| then(own, f).map_or("", |(_, state)| state).into(),
    },
    EARLIER_CHECKS,
    BEFORE,
];
