//! Numbers in registers of others: which column holds theirs, and which row only adds up. Used by the reader of registers.

use super::head::{is_one_of, plain};
use super::sheet::Row;
use crate::model::record::{Field, Kind, Rid};

/// The field that keeps a number of theirs.
const REF: &str = "ref";

/// What others call the column of their numbers; plain.
const NUMBERS: &[&str] = &["id", "no", "nr", "#", "number", "reference", "ref", "key", "code"];

/// What stands first in a row that adds up the others; plain.
const TOTALS: [&str; 5] = ["total", "totals", "grandtotal", "sum", "summe"];

/// Whether a head asks for a number of what it names, and not for what it is called: `Risk #`.
pub(super) fn is_of_numbers(kind: &Kind, head: &str) -> bool {
    head.trim_end().ends_with('#') && kind.field(REF).is_some()
}

/// Sends the column of their numbers to the field that keeps them, where no head said so better. A column of our own ids is none.
pub(super) fn elsewhere(
    kind: &'static Kind,
    heads: &[String],
    rows: &[Row],
    fields: &mut [Option<&'static Field>],
) {
    let Some(to) = kind.field(REF).filter(|f| !fields.iter().flatten().any(|g| g.key == f.key)) else {
        return;
    };
    let fits = |n: usize| {
        let cells = || rows.iter().map(|r| r.text(n)).filter(|t| !t.is_empty());
        let head = heads.get(n).map_or("", String::as_str);
        let is = is_one_of(head, NUMBERS) || is_of_numbers(kind, head);
        is && cells().next().is_some() && !cells().any(|t| Rid::parse(t).is_some())
    };
    let at = (0..heads.len()).find(|n| fields.get(*n) == Some(&None) && fits(*n));
    if let Some(field) = at.and_then(|n| fields.get_mut(n)) {
        *field = Some(to);
    }
}

/// Whether a row only adds up the others: it begins with the word for that, and nothing but that word stands where a name does.
pub(super) fn is_total(row: &Row, naming: Option<usize>) -> bool {
    let first = (0..row.cells.len()).find(|n| !row.text(*n).is_empty());
    let Some(first) = first.filter(|n| TOTALS.contains(&plain(row.text(*n)).as_str())) else { return false };
    let figures = |t: &str| !t.contains(char::is_alphabetic);
    match naming {
        // Where the name stands first, only figures may stand behind it.
        Some(n) if n == first => (0..row.cells.len()).all(|c| c == n || figures(row.text(c))),
        Some(n) => row.text(n).is_empty(),
        None => false,
    }
}
