//! `history`: every event of a file with who, when in UTC to the second, and each fact with what was and what is in full.

use std::io::Write;
use std::path::Path;

use super::opened::look;
use super::{Failure, Format, paper};
use crate::doc::csv;
use crate::inert::one_line;
use crate::model::record::KINDS;
use crate::report::{self, ReportError, data};
use crate::words::trail;

/// Prints the history, oldest first; as a table a row a fact, as data an object an event.
pub(super) fn history(file: &Path, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    let w = look(file)?;
    let head = w.head_in_full(None);
    let input = w.input(&head);
    let all = head.events_in_full.as_deref().map(Vec::as_slice).unwrap_or_default();
    match format {
        Format::Csv => {
            let table = report::history::table(w.q(), w.a(), all);
            out.write_all(&csv::write(&table).map_err(ReportError::from)?)?;
        }
        Format::Json => out.write_all(data::pretty(&report::history::data(&input))?.as_bytes())?,
        Format::Md => paper::write(&report::history::doc(&input), format, None, out)?,
        Format::Text => {
            for e in all {
                for line in trail::head(e) {
                    writeln!(out, "{}", one_line(&line))?;
                }
                for said in trail::said(w.q(), w.a(), KINDS, &e.changes) {
                    writeln!(out, "  {}", one_line(&said.words()))?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(0)
}
