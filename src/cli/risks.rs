//! `risks`: the starter list of risks by kind of AI system, and the command that takes some of it into a register.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::opened::{Nobody, change, finish, look, only, tell};
use super::show::print_json;
use super::{Failure, Format};
use crate::model::proposed::{CommonRisk, SystemKind};
use crate::model::record::{RISK, Rec};
use crate::model::text;
use crate::words::proposed;
use crate::work::Work;
use crate::{bank, files, say, words};

/// What is typed behind `risks`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment; without it the whole list is told
    file: Option<PathBuf>,
    /// Risks to take into its register, by their names in the list; none: tells which are not in it yet
    names: Vec<String>,
    /// Only this kind of AI system
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The AI systems the risks are of, by number, id or name, separated by commas
    #[arg(long, value_name = "SYSTEM", requires = "names", default_value = "")]
    systems: String,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change
    #[arg(long, default_value = "")]
    by: String,
}

/// Tells the list, or takes risks of it.
pub(super) fn risks(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    let kinds = kinds(args)?;
    let Some(file) = &args.file else { return list(&kinds, None, args.format, out) };
    if args.names.is_empty() {
        return list(&kinds, Some(&look(file)?), args.format, out);
    }
    let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
    let mut w = change(file, &by, say!("Nothing was changed."))?;
    let names = args.names.iter().flat_map(|n| n.split(','));
    let done = w.take_risks(names, &args.systems)?;
    finish(w)?;
    tell(&[words::outcome(&done.said, &Nobody)]);
    Ok(0)
}

/// The kinds that are asked for.
fn kinds(args: &Args) -> Result<Vec<&'static SystemKind>, Failure> {
    let all = bank::risks()?;
    let Some(typed) = &args.kind else { return Ok(all.kinds.iter().collect()) };
    if let Some(kind) = all.kind(typed) {
        return Ok(vec![kind]);
    }
    let kinds: Vec<String> = all.kinds.iter().map(|k| format!("{} ({})", k.id, k.title)).collect();
    let (typed, kinds) = (text::shown(typed, 40), kinds.join(", "));
    Err(Failure(2, say!("There is no kind \"{typed}\"; there are: {kinds}.", typed, kinds)))
}

fn list(
    kinds: &[&'static SystemKind],
    w: Option<&Work>,
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let there = |risk: &CommonRisk| w.and_then(|w| risk.there(w.a()));
    if format == Format::Json {
        let risk = |r: &CommonRisk| {
            json!({"id": r.id, "what": r.what, "cause": r.cause, "organisation": r.organisation, "people": r.people,
                "society": r.society, "controls": r.controls, RISK.key: there(r).map(|rec| rec.handle())})
        };
        let kind = |k: &&SystemKind| {
            json!({"id": k.id, "title": k.title, "about": k.about, "fits": k.fits,
                "risks": k.risks.iter().map(risk).collect::<Vec<_>>()})
        };
        return print_json(&kinds.iter().map(kind).collect(), out);
    }
    let fitting = w.map(Work::risk_kinds).unwrap_or_default();
    for kind in kinds {
        let new: Vec<&CommonRisk> = kind.risks.iter().filter(|r| there(r).is_none()).collect();
        let of = fitting.iter().find(|(k, _)| k.id == kind.id).map(|(_, systems)| systems.as_slice());
        writeln!(out, "{}", proposed::kind(kind, new.len(), of.unwrap_or_default()))?;
        for risk in new {
            writeln!(out, "  {}", proposed::risk(risk))?;
        }
        let known: Vec<String> =
            kind.risks.iter().filter_map(there).map(|rec: Rec<'_>| rec.shown_no()).collect();
        if !known.is_empty() {
            writeln!(out, "  {}", proposed::all_there(&known))?;
        }
    }
    Ok(0)
}
