//! The writer of comma-separated values: lines end in CR LF, and nothing a spreadsheet would run. Whoever has a [`Table`]
//! may use it. The mark at the beginning of a file for Excel is the business of who writes files.

use super::{Cell, Table, WriteError};
use crate::inert;

/// The table with its heads, UTF-8 without a mark at its beginning.
pub fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut w = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |why: String| WriteError { format: "CSV", why };
    // A head may be what somebody called a step of a scale.
    w.write_record(table.columns.iter().map(|c| defused(&c.title))).map_err(|e| failed(e.to_string()))?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Number(n) => n.clone(),
            cell => defused(&cell.words()),
        });
        w.write_record(cells).map_err(|e| failed(e.to_string()))?;
    }
    w.into_inner().map_err(|e| failed(e.to_string()))
}

/// Text that a spreadsheet would take for a formula gets a leading quote. Blanks before the sign do not
/// help an attacker: some programs trim them first. Neither do quotes, which are kept apart from ours by
/// one more, so that taking one away brings the text back.
fn defused(text: &str) -> String {
    let bare = text.trim_start_matches('\'');
    let shown = inert::text(text);
    if bare.starts_with(|c: char| c.is_control()) || bare.trim_start().starts_with(inert::begins_formula) {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay_numbers() {
        for live in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\u{ff1d}1", "  =1", "\n=1", "\0=1", "'=1"] {
            let out = defused(live);
            let back = out.strip_prefix('\'').unwrap();
            assert_eq!(back, inert::text(live), "a quote taken away brings it back");
        }
        assert_eq!(defused("it's"), "it's");
        assert_eq!(defused("'quoted'"), "'quoted'");
        assert_eq!(defused("a\u{1b}]52;\u{202e}b\nc"), "a\\u{1b}]52;\\u{202e}b\nc");
        assert_eq!(defused("a=b"), "a=b");
        let mut t = Table::new(&["a", "b"]);
        t.row(vec![Cell::Toned(crate::doc::Tone::Bad, "=x,\"y\"".to_owned()), 1.5.into()]);
        assert_eq!(String::from_utf8(write(&t).unwrap()).unwrap(), "a,b\r\n\"'=x,\"\"y\"\"\",1.5\r\n");
    }
}
