//! `evidence`: files that evidence names. Whether they changed since it was kept how they are, and keeping it; without
//! either, what is kept, and no file is touched.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::opened::{Nobody, change, finish, look, only, tell};
use super::show::print_json;
use super::{Failure, Format};
use crate::doc::{Cell, Table, csv};
use crate::inert::one_line;
use crate::model::record::{EVIDENCE, Rid};
use crate::report::ReportError;
use crate::work::Work;
use crate::work::cited::{self, Found, Looked, Piece, Purpose};
use crate::{files, say, words};

/// The columns of the table, and the keys of an object.
const COLUMNS: [&str; 10] =
    ["id", "number", "what", "place", "sha256", "size", "cited_on", "outcome", "words", "size_now"];

/// What is typed behind `evidence`.
#[derive(clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    /// Which pieces, by number (E-3 or 3) or id; none: all
    #[arg(value_name = "ID")]
    pieces: Vec<String>,
    /// Read the files and tell which changed since they were kept; ends with 1 when one did, is gone or cannot be read
    #[arg(long)]
    check: bool,
    /// Read the files and keep SHA-256, size and day of each; without an ID of those nothing was kept of yet
    #[arg(long, conflicts_with = "check")]
    cite: bool,
    /// text, json or csv
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change
    #[arg(long, default_value = "")]
    by: String,
}

/// Runs the command.
pub(super) fn evidence(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Csv])?;
    if args.cite {
        return cite(args, out);
    }
    let w = look(&args.file)?;
    let named = named(&w, &args.pieces)?;
    let pieces = match (args.check, named.is_empty()) {
        (true, true) => w.pieces_for(Purpose::Check),
        _ => w.cited_pieces(&named),
    };
    if !args.check {
        return told(&pieces.into_iter().map(|piece| (piece, None)).collect::<Vec<_>>(), args.format, out);
    }
    let looked = cited::look(pieces, Purpose::Check, &Arc::default()).unwrap_or_default();
    let code = u8::from(looked.iter().any(|l| l.outcome().is_a_problem()));
    told(&looked.into_iter().map(|l| (l.piece.clone(), Some(l))).collect::<Vec<_>>(), args.format, out)?;
    Ok(code)
}

/// Keeps how files are; what was read before anything is changed.
fn cite(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    let by = if args.by.is_empty() { files::user() } else { crate::model::text::clean_line(&args.by) };
    let mut w = change(&args.file, &by, say!("Nothing was changed."))?;
    let named = named(&w, &args.pieces)?;
    let pieces = if named.is_empty() { w.pieces_for(Purpose::Keep) } else { w.cited_pieces(&named) };
    let looked = cited::look(pieces, Purpose::Keep, &Arc::default()).unwrap_or_default();
    let done = w.keep_looked(&looked)?;
    let ids: Vec<Rid> = looked.iter().map(|l| l.piece.id.clone()).collect();
    let now = if ids.is_empty() { Vec::new() } else { w.cited_pieces(&ids) };
    finish(w)?;
    let code = u8::from(looked.iter().any(|l| !matches!(l.found, Found::Read(_))));
    // What was kept is what it is held against from now on.
    let with_now = |(piece, l): (Piece, Looked)| (piece.clone(), Some(Looked { piece, ..l }));
    told(&now.into_iter().zip(looked).map(with_now).collect::<Vec<_>>(), args.format, out)?;
    tell(&[words::outcome(&done.said, &Nobody)]);
    Ok(code)
}

/// The ids of those that were named; 2 where there is no such piece.
fn named(w: &Work, typed: &[String]) -> Result<Vec<Rid>, Failure> {
    typed.iter().map(|id| Ok(w.record_named(&EVIDENCE, id)?.id)).collect()
}

/// A piece as programs read it; what was found only where files were looked at.
fn object(piece: &Piece, looked: Option<&Looked>) -> Value {
    let kept = piece.kept.as_ref();
    let mut object = json!({
        "id": piece.id.as_str(), "number": piece.no, "what": piece.what, "place": piece.place,
        "sha256": kept.map(|k| &k.sha256), "size": kept.map(|k| k.size),
        "cited_on": kept.map(|k| &k.on).filter(|on| !on.is_empty()),
    });
    if let Some(l) = looked {
        object["outcome"] = l.outcome().key().into();
        object["words"] = words::cited::outcome(l).into();
        object["size_now"] = match &l.found {
            Found::Read(now) => now.size.into(),
            _ => Value::Null,
        };
    }
    object
}

fn told(all: &[(Piece, Option<Looked>)], format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    match format {
        Format::Json => {
            let list: Value = all.iter().map(|(p, l)| object(p, l.as_ref())).collect();
            return print_json(&list, out);
        }
        Format::Csv => {
            let mut t = Table::new(&COLUMNS);
            for (p, l) in all {
                let object = object(p, l.as_ref());
                let cell = |key: &str| match object.get(key) {
                    Some(Value::String(text)) => Cell::from(text.clone()),
                    Some(Value::Number(n)) => Cell::Number(n.to_string()),
                    _ => Cell::from(""),
                };
                t.row(COLUMNS.map(cell).to_vec());
            }
            out.write_all(&csv::write(&t).map_err(ReportError::from)?)?;
        }
        _ => {
            for (p, l) in all {
                let words = match (l, &p.kept) {
                    (Some(l), _) => words::cited::outcome(l),
                    (None, Some(kept)) => say!(
                        "kept on {on}: {size} bytes, {sha256}",
                        on = &kept.on,
                        size = kept.size,
                        sha256 = &kept.sha256
                    ),
                    (None, None) => say!("nothing kept of a file").to_owned(),
                };
                writeln!(out, "{:<5} {}  {}  {words}", p.no, one_line(&p.what), one_line(&p.place))?;
            }
        }
    }
    Ok(0)
}
