//! `audit FILE programme`: which requirements each audit of a file is about, and which none.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use super::opened::{look, only};
use super::show::print_json;
use super::{Failure, Format};
use crate::doc::{Cell, Column, Table, csv};
use crate::inert::one_line;
use crate::model::audit::{Outcome, Part, Programme, Reach};
use crate::report::ReportError;
use crate::words::{Word as _, audit_programme};

/// How far an audit is with a requirement, and what it says of it.
fn of(p: &Part, requirement: usize) -> (Reach, Option<Outcome>) {
    let reach = p.reach.get(requirement).copied().unwrap_or(Reach::None);
    (reach, p.results.get(requirement).copied().flatten())
}

/// Prints all audits together.
pub(super) fn programme(file: &Path, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json, Format::Csv])?;
    let w = look(file)?;
    let (q, all) = (w.q(), Programme::of(w.q(), w.a(), w.today));
    match format {
        Format::Json => {
            let one = |r: usize, p: &Part| {
                let (reach, result) = of(p, r);
                json!({"audit": p.no, "reach": reach.word(), "result": result.map(|x| x.word())})
            };
            let requirement = |r: usize| {
                let audits: Vec<_> = all.parts.iter().map(|p| one(r, p)).collect();
                json!({"id": q.requirements[r].id, "audits": audits})
            };
            let rows: Vec<_> = (0..q.requirements.len()).map(requirement).collect();
            return print_json(&rows.into(), out);
        }
        Format::Csv => {
            let mut t = Table::new(&["id", "title"]);
            t.columns.extend(all.parts.iter().map(|p| Column::from(p.no.clone())));
            for (r, requirement) in q.requirements.iter().enumerate() {
                let mut cells = vec![Cell::from(requirement.id.as_str()), Cell::from(q.short_title(r))];
                cells.extend(all.parts.iter().map(|p| {
                    let (reach, result) = of(p, r);
                    Cell::from(audit_programme::cell(reach, result))
                }));
                t.row(cells);
            }
            out.write_all(&csv::write(&t).map_err(ReportError::from)?)?;
        }
        _ => {
            for line in audit_programme::lines(q, &all) {
                writeln!(out, "{}", one_line(&line))?;
            }
        }
    }
    Ok(0)
}
