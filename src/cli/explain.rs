//! `explain`: the rows, the arithmetic, the rule and what would change it, for anything with a number.

use std::io::Write;
use std::path::Path;

use super::opened::{look, only};
use super::show::print_json;
use super::{Failure, Format, paper};
use crate::inert::one_line;
use crate::model::edit;
use crate::report::explain;
use crate::say;
use crate::words::Words as _;

/// What can be explained by name.
const NAMES: &str = "verdict, readiness, counts, coverage, claimed, named, seen, finish, wave-1, stage-1";

/// Explains a figure by its name, or an id: requirement, heading, check, GAP-..., action, gate, finding.
pub(super) fn explain(file: &Path, what: &str, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Md, Format::Json])?;
    let w = look(file)?;
    let (q, a, scores, verdict) = (w.q(), w.a(), w.scores(), w.verdict());
    let (gaps, roadmap) = w.plan();
    let wanted = what.trim().to_lowercase();
    let gap = what.trim().get(..4).filter(|p| p.eq_ignore_ascii_case("GAP-")).map(|_| ());
    let mut at = None;
    let e = match wanted.as_str() {
        "verdict" => explain::verdict(q, a, scores, verdict),
        "readiness" => explain::readiness(q, scores),
        "counts" => explain::counts(q, scores),
        "coverage" => explain::coverage(q, a, scores),
        "claimed" | "named" | "seen" | "verified" => explain::claimed(q, scores),
        "finish" => explain::finish(q, a, verdict, roadmap),
        _ => {
            let id = what.trim();
            let id = match gap {
                Some(()) => id.get(4..).and_then(|w| w.rsplit_once('-')).map_or(id, |(id, _)| id),
                None => id,
            };
            let item = roadmap.items.iter().find(|i| i.id.eq_ignore_ascii_case(id));
            if let Some(t) = q.find(id) {
                at = Some(t);
                explain::target(q, a, scores, gaps, roadmap, t)
            } else if let Some(i) = item {
                explain::action(q, a, roadmap, i)
            } else if let Some(g) = q.gates.iter().position(|g| g.id == wanted) {
                explain::gate(q, a, verdict, g)
            } else if let Some(e) = explain::milestone(q, scores, roadmap, &wanted) {
                e
            } else if let Some(e) = w.explained_of_audit(id) {
                e
            } else {
                let gates: Vec<&str> = q.gates.iter().map(|g| g.id.as_str()).collect();
                return Err(Failure(
                    2,
                    say!(
                        "{unknown} Or say one of: {names}; or a gate: {gates}. Nothing was changed.",
                        unknown = edit::unknown(q, what).words(),
                        names = NAMES,
                        gates = gates.join(", ")
                    ),
                ));
            }
        }
    };
    if format == Format::Json {
        return print_json(&w.explained_data(e, at), out);
    }
    let e = w.explained(e, at);
    if format == Format::Md {
        paper::write(&e, format, None, out)?;
    } else {
        writeln!(out, "{}\n", one_line(&e.title))?;
        paper::lines(&explain::said(&e), None, out)?;
    }
    Ok(0)
}
