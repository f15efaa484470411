//! The paper of what is open after a session, by who has it.

use jiff::civil::Date;

use super::Input;
use crate::doc::{Doc, Page, Table};
use crate::say;
use crate::words::closing::{Part, by, reminders};
use crate::words::day;

/// Its name.
pub(super) const REMINDERS: &str = "reminders";

/// `reminders`: what is open by who has it.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.page(REMINDERS, &say!("What is open, {day}", day = day::whole(input.made)));
    let parts = reminders(&input.session());
    if parts.is_empty() {
        page.paragraph(say!("Nothing is open: nothing is parked, asked for, to find out or planned."));
    }
    for part in &parts {
        page.heading(2, &part.title);
        open(part, &mut page, input.made);
    }
    page.finish()
}

fn open(part: &Part, page: &mut Page, today: Date) {
    let mut table = Table::new(&[say!("What"), say!("On"), say!("It is"), say!("Since"), say!("By")]);
    for row in &part.rows {
        let since = row.since.map(day::whole).unwrap_or_default();
        table.row(vec![
            row.what.as_str().into(),
            row.at.as_str().into(),
            row.more.as_str().into(),
            since.into(),
            by(row, today).into(),
        ]);
    }
    page.table(table);
}
