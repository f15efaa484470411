//! Which row of a sheet is the row of heads of a table of controls or clauses. A row that holds an id is about that id: it never
//! is the heads, whatever its other cells say. Used by the readers of such tables.

use super::head::begins_with_id;
use super::sheet::{Cell, Row, Sheet};

/// Whether a row is about an id.
pub(super) fn holds_id(row: &Row) -> bool {
    (0..row.cells.len()).any(|c| begins_with_id(row.text(c)))
}

/// The heads of a sheet and the rows below them: of the first rows the one with most known heads, at least two.
pub(super) fn below(sheet: &Sheet, known: impl Fn(&str) -> bool) -> Option<(&Row, &[Row])> {
    let at = most_known(sheet, 2, known)?;
    let (head, below) = sheet.rows.get(at..)?.split_first()?;
    Some((head, below))
}

/// The row with most known heads; one that is about an id has none.
fn most_known(sheet: &Sheet, least: usize, known: impl Fn(&str) -> bool) -> Option<usize> {
    sheet.best_row(least, |row| if holds_id(row) { 0 } else { row.known(&known) })
}

/// The row in which somebody says what the columns are: the heads where two of them are known, else what stands above the first row
/// with an id. Where that is the first row of the sheet, an empty row is put above it. None where no row is about an id and no
/// head is known.
pub(super) fn to_name(sheet: &mut Sheet, known: impl Fn(&str) -> bool) -> Option<&mut Row> {
    let first = || sheet.rows.iter().position(holds_id);
    let at = match most_known(sheet, 2, &known).or_else(|| first()?.checked_sub(1)) {
        Some(at) => at,
        None if first() == Some(0) => {
            let number = sheet.rows.first()?.number.saturating_sub(1);
            sheet.rows.insert(0, Row { number, cells: Vec::new() });
            0
        }
        None => most_known(sheet, 1, &known)?,
    };
    let width = sheet.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let row = sheet.rows.get_mut(at)?;
    row.cells.resize_with(width.max(row.cells.len()), Cell::default);
    Some(row)
}
