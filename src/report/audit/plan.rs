//! The plan of an audit: what it is for, who audits whom, what is looked at by which auditor and whom they ask, and what is left
//! out.

use super::{Own, adds_up};
use crate::doc::{Doc, Table};
use crate::model::audit::Warning;
use crate::model::record::AUDIT_ROW;
use crate::say;
use crate::words::record::label;
use crate::words::{Words as _, audit_page};

/// The plan.
pub(super) const NAME: &str = "audit-plan";

/// It as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Audit plan"));
    own.header(&mut page);
    page.paragraph(adds_up(own));
    page.section(2, "independence", say!("Independence"));
    own.independence(&mut page);
    let own_work = |w: &Warning| matches!(w, Warning::Owns { .. } | Warning::Answered { .. });
    for warning in own.audit.warnings(own.input.q, own.input.a).iter().filter(|w| own_work(w)) {
        page.item(warning.words());
    }
    let q = own.input.q;
    for heading in q.top_headings() {
        let below = q.below(heading);
        let mine = |at| match at {
            crate::model::questionnaire::Target::Heading(h) => q.below(h).iter().any(|r| below.contains(r)),
            at => q.requirement_of(at).is_some_and(|r| below.contains(&r)),
        };
        let rows: Vec<_> = own.audit.rows.iter().filter(|r| r.is_in_plan() && mine(r.at)).collect();
        if rows.is_empty() {
            continue;
        }
        let h = &q.headings[heading];
        page.section(2, &h.id, &format!("{} {}", h.id, h.title));
        let mut t = Table::new(&[
            say!("Row"),
            say!("Own answer"),
            label(&AUDIT_ROW, "auditee"),
            label(&AUDIT_ROW, "auditor"),
            label(&AUDIT_ROW, "on"),
        ]);
        for row in rows {
            let auditor = match own.cell(&row.rec, "auditor") {
                none if none.is_empty() => own.cell(&own.audit.header, "lead"),
                named => named,
            };
            t.row(vec![
                own.place(row.at).into(),
                audit_page::own(own.read(), row.at).into(),
                own.cell(&row.rec, "auditee").into(),
                auditor.into(),
                super::on(&row.rec, "on").into(),
            ]);
        }
        page.table(t);
    }
    page.section(2, "not-audited", say!("Not audited"));
    own.left_out(&mut page);
    page.finish()
}
