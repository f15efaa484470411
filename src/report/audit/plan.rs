//! The plan of an audit: what it is for, who audits whom, what is looked at by which auditor and whom they ask, and what is left
//! out.

use super::Own;
use crate::doc::{Doc, Table};
use crate::model::audit::Warning;
use crate::model::record::AUDIT_ROW;
use crate::say;
use crate::words::record::label;
use crate::words::{audit as said, audit_page};

/// The plan.
pub(super) const NAME: &str = "audit-plan";

/// It as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Audit plan"));
    own.header(&mut page);
    page.section(2, "rows", say!("What is looked at"));
    page.paragraph(say!("Plan: {plan}.", plan = said::coverage(&own.counts())));
    let mut t = Table::new(&[
        say!("Row"),
        say!("Own answer"),
        label(&AUDIT_ROW, "auditee"),
        label(&AUDIT_ROW, "auditor"),
    ]);
    for row in own.audit.rows.iter().filter(|r| r.is_in_plan()) {
        // Where a row names nobody, the lead answers for it.
        let named = own.cell(&row.rec, "auditor");
        let auditor = if named.is_empty() { own.cell(&own.audit.header, "lead") } else { named };
        t.row(vec![
            own.place_of(row).into(),
            audit_page::own(own.read(), row.at).into(),
            own.cell(&row.rec, "auditee").into(),
            auditor.into(),
        ]);
    }
    if !t.is_empty() {
        page.table(t);
    }
    super::before::section(own, &mut page);
    super::before::changed(own, &mut page);
    page.section(2, "independence", say!("Independence"));
    own.independence(&mut page);
    for words in own.warned(Warning::is_of_independence) {
        page.item(words);
    }
    page.section(2, "not-audited", say!("Not audited"));
    own.left_out(&mut page);
    page.finish()
}
