//! `record FILE KIND supports`: the checks a register supports and how far each is; `record FILE` alone: the registers with how
//! many records each holds. Reads, and changes nothing.

use std::io::Write;

use super::super::show::print_json;
use super::super::{Failure, Format};
use crate::inert::one_line;
use crate::model::held;
use crate::model::record::{Kind, read};
use crate::report::records;
use crate::words::KindWords as _;
use crate::work::Work;
use crate::{say, words};

/// The checks a register supports.
pub(super) fn supports(
    w: &Work,
    kind: &'static Kind,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let (q, a) = (w.q(), w.a());
    match format {
        Format::Json => return print_json(&records::supports(q, a, kind), out),
        Format::Csv => out.write_all(&records::supports_csv(q, a, kind)?)?,
        _ => {
            let all = held::supports(q, a, kind);
            let head = match words::held::supports(q, &all, |_| false) {
                head if head.is_empty() => say!("This register supports no check by itself").to_owned(),
                head => head,
            };
            writeln!(out, "{head}.")?;
            for s in &all {
                let (id, level) = (&q.check(s.check).id, words::held::supported(s.level));
                writeln!(out, "{id} {level}: {}", one_line(&words::held::support(q, a, kind, s)))?;
            }
        }
    }
    Ok(0)
}

/// The registers, each with how many records it holds and how many checks it supports.
pub(super) fn registers(
    w: &Work,
    kinds: &[&'static Kind],
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let (q, a) = (w.q(), w.a());
    let all = || kinds.iter().copied().filter(|k| k.is_register());
    match format {
        Format::Json => {
            let one = |k: &'static Kind| {
                let supports = held::supports(q, a, k);
                let supported = supports.iter().filter(|s| s.level.is_some()).count();
                serde_json::json!({
                    "kind": k.key,
                    "register": words::text(k.words),
                    "records": read::all(a, k).len(),
                    "supported": supported,
                    "of": supports.len(),
                })
            };
            return print_json(&all().map(one).collect::<serde_json::Value>(), out);
        }
        Format::Csv => {
            return Err(super::usage(
                say!("The registers have the formats text and json; a register has csv, too.").to_owned(),
            ));
        }
        _ => {}
    }
    let column = all().map(|k| k.key.len()).max().unwrap_or(0);
    for k in all() {
        let counted = k.count(read::all(a, k).len());
        let supports = words::held::supports(q, &held::supports(q, a, k), |_| false);
        let said = [counted, supports].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(". ");
        writeln!(out, "{:<column$}  {}", k.key, one_line(&said))?;
    }
    Ok(0)
}
