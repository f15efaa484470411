//! A table of findings, once for programs and once for people: the same columns in the same order, under keys that are never
//! renamed or under words.

use super::Own;
use crate::doc::table::Column;
use crate::doc::xlsx::{Book, Grid, Part, Sheet};
use crate::doc::{Cell, Table};
use crate::model::DISCLAIMER;
use crate::model::audit::Finding;
use crate::report::workbook::state;
use crate::say;
use crate::words::{self, language};

/// Who reads a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// People.
    People,
    /// Programs: words are those that are stored, the same in every language.
    Programs,
}

/// A column of a table of findings.
pub(super) struct Col {
    /// What programs know it by.
    pub key: &'static str,
    /// What it is called.
    pub label: fn() -> &'static str,
    /// Width in characters.
    pub width: usize,
    /// What it says.
    pub of: fn(&Own<'_>, &Finding<'_>, For) -> Cell,
}

/// The table for programs.
pub(super) fn for_programs(own: &Own<'_>, columns: &[Col], all: &[&Finding<'_>]) -> Table {
    language::in_english(|| {
        let heads = columns.iter().map(|c| Column::from(c.key)).collect();
        Table { columns: heads, rows: rows(own, columns, all, For::Programs) }
    })
}

fn rows(own: &Own<'_>, columns: &[Col], all: &[&Finding<'_>], reader: For) -> Vec<Vec<Cell>> {
    all.iter().map(|one| columns.iter().map(|c| (c.of)(own, one, reader)).collect()).collect()
}

/// The workbook of a table: the table, and what it is made from.
pub(super) fn book(
    own: &Own<'_>,
    (name, title): (&'static str, &str),
    columns: &[Col],
    all: &[&Finding<'_>],
) -> Book {
    let heads = columns.iter().map(|c| Column { width: Some(c.width), ..Column::from((c.label)()) });
    let table = Table { columns: heads.collect(), rows: rows(own, columns, all, For::People) };
    of_table(own, (name, title), table)
}

/// The workbook of a table that is made already.
pub(super) fn of_table(own: &Own<'_>, (name, title): (&'static str, &str), table: Table) -> Book {
    let empty = table.is_empty();
    let mut sheet = Sheet::of(name, title, Grid { frozen: Some(1), ..Grid::new(table) });
    if empty {
        sheet.parts.push(Part::Prose(say!("Nothing stands here.").to_owned()));
    }
    let mut facts =
        vec![(say!("Audit").to_owned(), own.named().into()), (say!("State").to_owned(), own.state().into())];
    facts.extend(state::facts(own.input));
    let about = Sheet {
        anchor: "about".to_owned(),
        name: say!("About").to_owned(),
        parts: vec![
            Part::Title(say!("About this workbook").to_owned()),
            Part::Facts(facts),
            Part::Prose(words::text(DISCLAIMER).to_owned()),
        ],
        widths: state::WIDTHS.to_vec(),
        label: 1,
        landscape: true,
        ..Sheet::default()
    };
    let title = say!("{title}: {audit}", title, audit = own.audit.header.name());
    Book { name, title, about: own.about(), sheets: vec![sheet, about] }
}
