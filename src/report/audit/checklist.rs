//! What an auditor takes along: of each row what to ask and what to look for, what the organisation answered, what was open
//! before, and room to write.

use super::working::beside_row;
use super::{Own, fact};
use crate::doc::{Doc, Page};
use crate::model::audit::{Grade, Outcome, Row};
use crate::model::record::AUDIT_ROW;
use crate::say;
use crate::words::Word as _;
use crate::words::record::label;

/// The checklist.
pub(super) const NAME: &str = "audit-checklist";

/// Room for a tick.
const TICK: usize = 2;

/// It as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Checklist to take along"));
    let rows: Vec<&Row<'_>> = own.audit.rows.iter().filter(|r| r.is_in_plan()).collect();
    page.paragraph(say!(
        "{n|row|rows} to look at. Write down what others need to look again: which record with version and date, how many of how many, \
         whom you asked by the role, and when.",
        n = rows.len()
    ));
    for row in rows {
        one(own, &mut page, row);
    }
    page.finish()
}

fn one(own: &Own<'_>, page: &mut Page, row: &Row<'_>) {
    page.section(2, &row.rec.shown_no(), &own.place(row.at));
    // What it is held against stands in the heading already.
    beside_row(own, page, row, &[say!("Criterion")]);
    fact(page, label(&AUDIT_ROW, "auditee"), own.cell(&row.rec, "auditee"));
    let room = |page: &mut Page, lines: &[(&str, usize)]| {
        page.room_below("", lines.iter().map(|(label, wide)| ((*label).to_owned(), *wide)).collect());
    };
    page.tick(say!("Done"));
    room(page, &[(label(&AUDIT_ROW, "seen"), 66)]);
    room(page, &[(label(&AUDIT_ROW, "sample"), 8), (say!("of"), 8), (label(&AUDIT_ROW, "chosen"), 26)]);
    room(
        page,
        &[(label(&AUDIT_ROW, "role"), 22), (label(&AUDIT_ROW, "place"), 16), (label(&AUDIT_ROW, "on"), 12)],
    );
    let results = std::iter::once(Outcome::Conforms.word()).chain(Grade::ALL.map(|grade| grade.word()));
    // Each with room for a tick, so that they do not run together in any format.
    let boxes: Vec<(&str, usize)> = results.map(|word| (word, TICK)).collect();
    room(page, &[&[(say!("Result:"), 0)], boxes.as_slice()].concat());
    room(page, &[(label(&AUDIT_ROW, "note"), 70)]);
}
