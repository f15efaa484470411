//! Which row of a sheet is the row of heads of a table of controls or clauses. A row that holds an id is about that id: it never
//! is the heads, whatever its other cells say. Used by the readers of such tables.

use super::sheet::{Cell, HEAD_WITHIN, Row, Sheet};

/// Whether a cell begins with an id of a control or a requirement: `A.2.2`, `A2.2`, `A 2.2`, `4.1`.
fn begins_with_id(cell: &str) -> bool {
    let mut words = cell.split([' ', '\u{a0}', '\n', ':', ',', ';', '(', '[']).filter(|w| !w.is_empty());
    let Some(first) = words.next() else { return false };
    let figures = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let bare = |word: &str| {
        let word = word.trim_end_matches('.');
        word.contains('.') && word.split('.').all(figures)
    };
    if matches!(first, "A" | "a") {
        return words.next().is_some_and(bare);
    }
    let lettered = first.strip_prefix(['A', 'a']).map(|rest| rest.trim_matches('.'));
    // A title of a few figures, `4.1 of 2026`, has words behind; an id of a clause stands alone.
    lettered.is_some_and(|rest| rest.split('.').all(figures)) || bare(first) && words.next().is_none()
}

/// Whether a row is about an id.
pub(super) fn holds_id(row: &Row) -> bool {
    (0..row.cells.len()).any(|c| begins_with_id(row.text(c)))
}

/// How many heads of a row are known; none of a row that is about an id.
fn known_in(row: &Row, known: impl Fn(&str) -> bool) -> usize {
    let count = || (0..row.cells.len()).filter(|c| known(row.text(*c))).count();
    if holds_id(row) { 0 } else { count() }
}

/// The heads of a sheet and the rows below them: of the first rows the one with most known heads, at least two.
pub(super) fn below(sheet: &Sheet, known: impl Fn(&str) -> bool) -> Option<(&Row, &[Row])> {
    let at = most_known(sheet, 2, known)?;
    let (head, below) = sheet.rows.get(at..)?.split_first()?;
    Some((head, below))
}

fn most_known(sheet: &Sheet, least: usize, known: impl Fn(&str) -> bool) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in sheet.rows.iter().take(HEAD_WITHIN).enumerate() {
        let n = known_in(row, &known);
        if n >= least && best.is_none_or(|(most, _)| n > most) {
            best = Some((n, at));
        }
    }
    best.map(|(_, at)| at)
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

#[cfg(test)]
mod tests {
    use super::begins_with_id;

    #[test]
    fn an_id_is_told_from_a_head() {
        for id in ["A.2.2", "a2.2", "A 2.2", "A.2", "4.1", "6.1.2", "A.2.2 AI policy", "A.6.2.4: x"] {
            assert!(begins_with_id(id), "{id}");
        }
        for head in ["", "Control", "A", "Annex A", "Applicable", "A control", "Version 1.0", "2026", "No."] {
            assert!(!begins_with_id(head), "{head}");
        }
    }
}
