//! `xray`: what will not stand when somebody asks. Ends with 1 when something was found.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::opened::{look, only};
use super::show::print_json;
use super::{Failure, Format};
use crate::inert::one_line;
use crate::model::xray::Kind;
use crate::words::Word as _;
use crate::words::xray::{advice, found, nothing_found, problem};

/// Prints the findings, most serious first.
pub(super) fn xray(file: &Path, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json])?;
    let w = look(file)?;
    let list = w.findings();
    if format == Format::Json {
        let rows: Vec<Value> = list
            .iter()
            .map(|f| json!({"kind": f.kind().key(), "id": f.at, "finding": problem(f), "todo": advice(f)}))
            .collect();
        print_json(&Value::Array(rows), out)?;
        return Ok(u8::from(!list.is_empty()));
    }
    for kind in Kind::ALL {
        let mine: Vec<_> = list.iter().filter(|f| f.kind() == kind).collect();
        if mine.is_empty() {
            continue;
        }
        writeln!(out, "{} ({})", kind.word(), mine.len())?;
        for f in mine {
            writeln!(out, "  {}\n      {}", one_line(&problem(f)), one_line(&advice(f)))?;
        }
        writeln!(out)?;
    }
    if list.is_empty() {
        writeln!(out, "{}", nothing_found())?;
    } else {
        writeln!(out, "{}", found(list.len()))?;
    }
    Ok(u8::from(!list.is_empty()))
}
