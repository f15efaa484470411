//! The findings of an audit: the log, a line each, and each with all that is said of it.

use super::sheet::{self, Col, For};
use super::{Own, adds_up, fact, grade_tone, joined, on, state_tone};
use crate::doc::xlsx::Book;
use crate::doc::{Cell, Doc, Page, Table};
use crate::model::audit::{Due, Finding, Row, RowState};
use crate::model::record::{AUDIT_ROW, FINDING, FINDING_CHECK, FINDING_REPLY, Rec};
use crate::report::code;
use crate::say;
use crate::words::audit::{self as said, grade};
use crate::words::record::label;
use crate::words::{Words as _, audit_change, audit_finding, day};

/// The log.
pub(super) const NAME: &str = "findings-log";

/// The log as a document: counts, a line a finding, then each in full.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Findings log"));
    page.paragraph(adds_up(own));
    let all: Vec<&Finding<'_>> = own.audit.findings.iter().collect();
    if all.is_empty() {
        page.paragraph(say!("Nothing was found yet."));
        return page.finish();
    }
    page.table(listed(own, &all));
    withdrawn(own, &mut page);
    for f in all {
        one(own, &mut page, f, 2);
        after(own, &mut page, f);
    }
    page.finish()
}

/// The findings that stand no more, in a line.
pub(super) fn withdrawn(own: &Own<'_>, page: &mut Page) {
    let gone = audit_finding::all_withdrawn(&own.audit);
    if !gone.is_empty() {
        page.paragraph(gone);
    }
}

/// A line a finding.
pub(super) fn listed(own: &Own<'_>, all: &[&Finding<'_>]) -> Table {
    let mut t = Table::new(&[
        say!("No."),
        label(&FINDING, "grade"),
        label(&FINDING, "at"),
        label(&FINDING, "what"),
        label(&FINDING_REPLY, "owner"),
        label(&FINDING_REPLY, "due"),
        say!("State"),
    ]);
    for f in all {
        t.row(vec![
            f.rec.shown_no().into(),
            Cell::Toned(grade_tone(f.grade), grade(f)),
            f.at.join(", ").into(),
            f.rec.get("what").into(),
            own.reply(f, "owner").into(),
            f.due.words().into(),
            Cell::Toned(state_tone(f.state, f.overdue), said::state(f)),
        ]);
    }
    t
}

/// A finding with what it is held against and what was seen.
pub(super) fn one(own: &Own<'_>, page: &mut Page, f: &Finding<'_>, level: usize) {
    let (no, what) = (f.rec.shown_no(), f.rec.get("what"));
    let title = say!("{no} {grade} on {at}", no = no.as_str(), grade = grade(f), at = f.at.join(", "));
    page.section(level, &no, &title);
    fact(page, label(&FINDING, "what"), what);
    let places = f.at.iter().filter_map(|id| own.input.q.exactly(id));
    fact(page, label(&FINDING, "at"), joined(places.map(|at| own.place(at)), "; "));
    let (out, none) = own.audit.outside(own.input.q, f);
    if f.is_live() && !out.is_empty() {
        let note = say!("raised on {at}, which was not audited", at = out.join(", "));
        page.fact(say!("To note"), note);
    }
    if f.is_live() && !none.is_empty() {
        let note = say!(
            "this audit has no row of {at}, so that no working paper is behind it there",
            at = none.join(", ")
        );
        page.fact(say!("To note"), note);
    }
    page.fact(label(&FINDING, "criterion"), audit_finding::criterion(own.input.q, &own.audit, f));
    let seen = own.cell(&f.rec, "evidence");
    page.fact(
        label(&FINDING, "evidence"),
        if seen.is_empty() { say!("not stated").to_owned() } else { seen },
    );
    fact(page, say!("Sample"), joined(rows_of(own, f).map(said::sample), "; "));
    let raised = [on(&f.rec, "raised-on"), own.cell(&f.rec, "raised-by")];
    fact(page, say!("Raised"), joined(raised.into_iter(), ", "));
    fact(page, label(&FINDING, "source"), own.cell(&f.rec, "source"));
    if let Some((no, what)) = audit_finding::parent(own.input.a, f) {
        page.fact(label(&FINDING, "parent"), say!("{no}: {what}", no, what));
    }
    fact(page, label(&FINDING, "carried"), own.cell(&f.rec, "carried"));
    let earlier = audit_change::earlier(&own.audit, f);
    if earlier.is_empty() {
        fact(page, label(&FINDING, "because"), own.cell(&f.rec, "because"));
    }
    for was in earlier {
        page.fact(say!("Before"), was);
    }
    let gone = own.audit.withdrawn_on(f).map(day::whole);
    fact(
        page,
        label(&FINDING, "withdrawn"),
        joined(gone.into_iter().chain([own.cell(&f.rec, "withdrawn")]), ": "),
    );
    page.fact(say!("State"), said::state(f));
}

/// What was replied to a finding, and whether it helped.
pub(super) fn after(own: &Own<'_>, page: &mut Page, f: &Finding<'_>) {
    for field in ["correction", "cause", "action", "actions", "owner"] {
        fact(page, label(&FINDING_REPLY, field), own.reply(f, field));
    }
    fact(page, label(&FINDING_REPLY, "due"), due(own, f));
    fact(page, label(&FINDING_REPLY, "done"), own.reply(f, "done"));
    for check in f.checks() {
        for field in ["effect", "by", "on", "evidence"] {
            // Else the label does not say of what it is evidence.
            let label =
                if field == "evidence" { say!("Checked against") } else { label(&FINDING_CHECK, field) };
            fact(page, label, own.cell(check, field));
        }
    }
}

/// When it is due, and how that day came about.
fn due(own: &Own<'_>, f: &Finding<'_>) -> String {
    match (&f.due, own.reply(f, "days").parse::<u32>()) {
        (Due::On(day), Ok(days)) => {
            say!("{day}: {days}", day = day::whole(*day), days = Due::Days(days).words())
        }
        (due, _) => due.words(),
    }
}

/// Rows of the working papers a finding is on.
fn rows_of<'o>(own: &'o Own<'_>, f: &'o Finding<'_>) -> impl Iterator<Item = &'o Row<'o>> {
    let said = own.audit.rows.iter().filter(|row| row.state != RowState::NotPlanned);
    said.filter(|row| f.is_at(own.input.q, row.at))
}

/// The log for programs.
pub(super) fn table(own: &Own<'_>) -> Table {
    let all: Vec<_> = own.audit.findings.iter().collect();
    sheet::for_programs(own, &COLUMNS, &all)
}

/// The log as a workbook.
pub(super) fn book(own: &Own<'_>) -> Book {
    let all: Vec<_> = own.audit.findings.iter().collect();
    sheet::book(own, (NAME, say!("Findings log")), &COLUMNS, &all)
}

/// A day where the record holds one.
pub(super) fn day_of(rec: &Rec<'_>, field: &str) -> Cell {
    rec.get(field).parse().map_or_else(|_| rec.get(field).into(), Cell::Day)
}

/// A column of what was replied, by its key in the table and its field.
macro_rules! reply {
    ($key:literal, $field:literal, $width:literal) => {
        Col {
            key: $key,
            label: || label(&FINDING_REPLY, $field),
            width: $width,
            of: |own, f, _| own.reply(f, $field).into(),
        }
    };
}

/// A column of the finding itself.
macro_rules! own {
    ($key:literal, $field:literal, $width:literal) => {
        Col {
            key: $key,
            label: || label(&FINDING, $field),
            width: $width,
            of: |own, f, _| own.cell(&f.rec, $field).into(),
        }
    };
}

/// A column of the check.
macro_rules! check {
    ($key:literal, $field:literal, $label:expr, $width:literal) => {
        Col { key: $key, label: || $label, width: $width, of: |own, f, _| own.check(f, $field).into() }
    };
}

/// A column of the rows a finding is on.
macro_rules! rows {
    ($key:literal, $label:expr, $width:literal, $of:expr) => {
        Col {
            key: $key,
            label: || $label,
            width: $width,
            of: |own, f, _| {
                let of: fn(&Own<'_>, &Row<'_>) -> String = $of;
                joined(rows_of(own, f).map(|row| of(own, row)), "; ").into()
            },
        }
    };
}

pub(super) const NUMBER: Col =
    Col { key: "finding", label: || say!("No."), width: 9, of: |_, f, _| f.rec.shown_no().into() };

pub(super) const AUDIT: Col = Col {
    key: "audit",
    label: || say!("Audit"),
    width: 8,
    // Of a finding an earlier audit left, that one.
    of: |own, f, _| f.rec.audit().map_or_else(|| own.audit.header.shown_no(), |of| of.shown_no()).into(),
};

pub(super) const GRADE: Col = Col {
    key: "grade",
    label: || label(&FINDING, "grade"),
    width: 16,
    of: |_, f, reader| match reader {
        For::People => Cell::Toned(grade_tone(f.grade), grade(f)),
        For::Programs => f.rec.get("grade").into(),
    },
};

pub(super) const AT: Col =
    Col { key: "ids", label: || label(&FINDING, "at"), width: 18, of: |_, f, _| f.at.join(", ").into() };

pub(super) const WHAT: Col = own!("statement", "what", 44);
pub(super) const CORRECTION: Col = reply!("correction", "correction", 34);
pub(super) const CAUSE: Col = reply!("root_cause", "cause", 34);
pub(super) const ACTION: Col = reply!("action", "action", 34);
pub(super) const OWNER: Col = reply!("owner", "owner", 20);

pub(super) const DUE: Col = Col {
    key: "due",
    label: || label(&FINDING_REPLY, "due"),
    width: 16,
    of: |_, f, _| match &f.due {
        Due::On(day) => Cell::Day(*day),
        due => due.words().into(),
    },
};

pub(super) const DONE: Col = Col {
    key: "done_on",
    label: || label(&FINDING_REPLY, "done"),
    width: 12,
    of: |_, f, _| f.reply.as_ref().map_or_else(|| "".into(), |r| day_of(r, "done")),
};

pub(super) const EFFECT: Col = check!("effectiveness", "effect", label(&FINDING_CHECK, "effect"), 14);
pub(super) const CHECKED_BY: Col = check!("checked_by", "by", label(&FINDING_CHECK, "by"), 20);

pub(super) const CHECKED_ON: Col = Col {
    key: "checked_on",
    label: || label(&FINDING_CHECK, "on"),
    width: 12,
    of: |_, f, _| f.check.as_ref().map_or_else(|| "".into(), |c| day_of(c, "on")),
};

pub(super) const CHECKED_AGAINST: Col = check!("check_evidence", "evidence", say!("Checked against"), 34);

pub(super) const STATUS: Col = Col {
    key: "status",
    label: || say!("State"),
    width: 18,
    of: |_, f, reader| match reader {
        For::People => Cell::Toned(state_tone(f.state, f.overdue), said::state(f)),
        For::Programs => code(&f.state).into(),
    },
};

pub(super) const OVERDUE: Col = Col {
    key: "overdue",
    label: || say!("Overdue"),
    width: 10,
    of: |_, f, _| if f.overdue { say!("yes") } else { "" }.into(),
};

/// The looks at whether it helped before the last one, which has columns of its own.
pub(super) const EARLIER_CHECKS: Col = Col {
    key: "earlier_checks",
    label: || say!("Checked before"),
    width: 34,
    of: |own, f, _| {
        let one = |check: &Rec<'_>| {
            let parts = ["effect", "by", "on", "evidence"].map(|field| own.cell(check, field));
            joined(parts.into_iter(), ", ")
        };
        joined(f.earlier_checks.iter().map(one), "; ").into()
    },
};

/// What it was before it was changed with a reason.
pub(super) const BEFORE: Col = Col {
    key: "before",
    label: || say!("Before"),
    width: 34,
    of: |own, f, _| joined(audit_change::earlier(&own.audit, f).into_iter(), "; ").into(),
};

/// The columns of the log; more are added at the end.
const COLUMNS: [Col; 33] = [
    NUMBER,
    AUDIT,
    GRADE,
    AT,
    WHAT,
    own!("evidence", "evidence", 40),
    rows!("sample", say!("Sample"), 26, |_, row| said::sample(row)),
    rows!("question", say!("Rows"), 14, |own, row| own.input.q.id_of(row.at).to_owned()),
    rows!("role", label(&AUDIT_ROW, "role"), 20, |own, row| own.cell(&row.rec, "role")),
    rows!("auditor", label(&AUDIT_ROW, "auditor"), 20, |own, row| own.cell(&row.rec, "auditor")),
    rows!("date", label(&AUDIT_ROW, "on"), 14, |_, row| row.rec.get("on").to_owned()),
    OWNER,
    DUE,
    CAUSE,
    CORRECTION,
    ACTION,
    EFFECT,
    STATUS,
    Col {
        key: "criterion",
        label: || label(&FINDING, "criterion"),
        width: 34,
        of: |own, f, _| audit_finding::criterion(own.input.q, &own.audit, f).into(),
    },
    Col {
        key: "source",
        label: || label(&FINDING, "source"),
        width: 12,
        // Nobody said otherwise: it is an audit after all.
        of: |_, f, _| match f.rec.get("source") {
            "" => "audit".into(),
            source => source.into(),
        },
    },
    Col {
        key: "raised_on",
        label: || label(&FINDING, "raised-on"),
        width: 12,
        of: |_, f, _| day_of(&f.rec, "raised-on"),
    },
    own!("raised_by", "raised-by", 20),
    CHECKED_BY,
    CHECKED_ON,
    CHECKED_AGAINST,
    DONE,
    OVERDUE,
    Col {
        key: "follows_from",
        label: || label(&FINDING, "parent"),
        width: 12,
        of: |own, f, _| audit_finding::parent(own.input.a, f).map_or_else(String::new, |(no, _)| no).into(),
    },
    own!("carried_from", "carried", 16),
    own!("withdrawn", "withdrawn", 24),
    own!("because", "because", 24),
    EARLIER_CHECKS,
    BEFORE,
];
