//! A finding explained: what it says and rests on, how far it is, what was replied, whether that helped, and who wrote what when.

use super::super::Input;
use super::page;
use crate::doc::{Doc, Page};
use crate::model::Recorded;
use crate::model::audit::{Audit, Finding};
use crate::model::record::{FINDING, FINDING_CHECK, FINDING_REPLY, KINDS, Kind, Rec, Rid};
use crate::say;
use crate::words::record::{cell, label};
use crate::words::{Word as _, audit as said, audit_page, audit_paper, trail};

/// Fields that stand in the title, or that say what it belongs to.
const BESIDE: [&str; 4] = ["audit", "finding", "grade", "at"];

/// A finding with what belongs to it; `history` is what was written into it, its replies and its checks. None where the audit
/// has no such finding.
pub fn finding(input: &Input, id: &Rid, history: &[Recorded]) -> Option<Doc> {
    let audit = Audit::of(input.q, input.a, &id.audit()?, input.made);
    let f = audit.finding(id)?;
    let grade = f.grade.map_or_else(|| f.rec.get("grade").to_owned(), |g| g.word().to_owned());
    let (no, at) = (f.rec.shown_no(), f.at.join(", "));
    let mut page = page(&say!("{no} {grade} on {at}", no, grade, at));
    let places = f.at.iter().filter_map(|id| input.q.exactly(id));
    let places: Vec<String> =
        places.map(|at| format!("{} {}", input.q.id_of(at), audit_page::title(input.q, at))).collect();
    page.row(format!("{}: {}", label(&FINDING, "at"), places.join("; ")));
    fields(&mut page, input, &FINDING, &f.rec);
    page.row(say!("State: {state}", state = said::state(f)));
    let header = &audit.header;
    page.row(format!("{}: {} {}", say!("Audit"), header.shown_no(), header.name()));
    replied(&mut page, input, f);
    page.heading(2, say!("History"));
    for e in history {
        let (when, who) = (trail::when(&e.time), trail::who(&e.by));
        page.row(say!("Event {n}, {when} UTC, {who}", n = e.seq, when, who));
        for said in trail::said(input.q, input.a, KINDS, &e.changes) {
            page.sub_item(said.words());
        }
    }
    Some(page.finish())
}

fn replied(page: &mut Page, input: &Input, f: &Finding<'_>) {
    page.heading(2, say!("What was replied"));
    match &f.reply {
        Some(reply) => fields(page, input, &FINDING_REPLY, reply),
        None => page.row(say!("Nothing yet.")),
    }
    page.heading(2, say!("Whether it helped"));
    for check in f.checks() {
        fields(page, input, &FINDING_CHECK, check);
    }
    if f.check.is_none() {
        page.row(say!("Nobody has looked yet."));
    }
}

/// Every field that says something.
fn fields(page: &mut Page, input: &Input, kind: &'static Kind, rec: &Rec<'_>) {
    for field in kind.typed().filter(|f| !BESIDE.contains(&f.key)) {
        let words = cell(input.a, KINDS, rec, field.key);
        if !words.is_empty() {
            page.row(format!("{}: {words}", label(kind, field.key)));
        }
    }
}

/// An audit: its plan, rows, findings and warnings.
pub fn audit(input: &Input, id: &Rid) -> Doc {
    let audit = Audit::of(input.q, input.a, id, input.made).knowing(&input.head.known);
    let of = audit_page::Of { q: input.q, a: input.a, scores: input.scores };
    super::told(
        &format!("{} {}", audit.header.shown_no(), audit.header.name()),
        audit_page::of_audit(of, &audit),
    )
}

/// A row of an audit: its working paper and the findings there.
pub fn audit_row(input: &Input, row: &Rec<'_>) -> Option<Doc> {
    let audit = Audit::of(input.q, input.a, &row.id.audit()?, input.made).knowing(&input.head.known);
    let of = audit_page::Of { q: input.q, a: input.a, scores: input.scores };
    let title = audit_paper::form(input.q, row)?;
    Some(super::told(&title, audit_paper::of_audit(of, KINDS, input.q.exactly(row.get("at"))?, &audit)))
}
