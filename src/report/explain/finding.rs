//! A finding explained: what it says and rests on, how far it is, what was replied, whether that helped, and who wrote what when.

use super::super::Input;
use super::page;
use crate::doc::{Doc, Page};
use crate::model::Recorded;
use crate::model::audit::Audit;
use crate::model::record::{KINDS, Rec, Rid};
use crate::say;
use crate::words::{Word as _, audit_page, audit_paper, audit_told, trail};

/// A finding with what belongs to it; `history` is what was written into it, its replies and its checks. None where the audit
/// has no such finding.
pub fn finding(input: &Input, id: &Rid, history: &[Recorded]) -> Option<Doc> {
    let audit = Audit::of(input.q, input.a, &id.audit()?, input.made).knowing(&input.head.known);
    let f = audit.finding(id)?;
    let grade = f.grade.map_or_else(|| f.rec.get("grade").to_owned(), |g| g.word().to_owned());
    let (no, at) = (f.rec.shown_no(), f.at.join(", "));
    let mut page = page(&say!("{no} {grade} on {at}", no, grade, at));
    let of = audit_told::Of { q: input.q, a: input.a, kinds: KINDS, audit: &audit };
    let told = audit_told::told(of, f);
    rows(&mut page, told.said);
    page.heading(2, say!("What was replied"));
    if f.reply.is_none() {
        page.row(say!("Nothing yet."));
    }
    rows(&mut page, told.reply);
    page.heading(2, say!("Whether it helped"));
    if told.looks.is_empty() {
        page.row(say!("Nobody has looked yet."));
    }
    told.looks.into_iter().for_each(|look| rows(&mut page, look));
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

fn rows(page: &mut Page, lines: Vec<audit_told::Line>) {
    for (label, words) in lines {
        page.row(format!("{label}: {words}"));
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
