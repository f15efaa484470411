//! `portfolio`: a folder of assessments, a row a client; with `--to`, tables of all of them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opened::{only, tell, today};
use super::show::print_json;
use super::{Failure, Format};
use crate::model::portfolio::Portfolio;
use crate::report::portfolio::{self as report, book};
use crate::report::warehouse;
use crate::words::{Words as _, portfolio as words};
use crate::work::portfolio::{self, Asked, Looked, NoPortfolio, Progress};
use crate::{bank, export, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with the .aims files; the folders in it are looked through too
    folder: PathBuf,
    /// Write tables of all clients to this folder: assessments, requirements, gaps, actions, with statements that
    /// load them into a database, and a workbook
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Leave out names of organisations, people, files and folders, notes and evidence
    #[arg(long)]
    redact: bool,
    /// text, json or csv
    #[arg(long, value_enum, default_value = "text", conflicts_with = "to")]
    format: Format,
    /// Replace files of an earlier run in that folder
    #[arg(long, requires = "to")]
    force: bool,
}

impl From<NoPortfolio> for Failure {
    fn from(e: NoPortfolio) -> Self {
        Self(e.exit_code(), e.words())
    }
}

pub(super) fn portfolio(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Csv])?;
    let today = today();
    let asked = Asked {
        folder: &args.folder,
        bank: Arc::new(bank::embedded()?),
        today,
        redact: args.redact,
        words: &words::obstacle,
        nameless: &words::nameless,
    };
    if let Some(to) = &args.to {
        return write(&asked, to, args.force, out);
    }
    let all = portfolio::rows(&asked, &Progress::default())?;
    match args.format {
        Format::Json => {
            print_json(&report::json(&all, today), out)?;
        }
        Format::Csv => out.write_all(&report::csv(&all)?)?,
        _ => {
            for line in report::lines(&all) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(end(&all, args.format != Format::Text))
}

/// Writes the tables of all clients, all of them or none, and names the files.
fn write(asked: &Asked<'_>, to: &Path, force: bool, out: &mut impl Write) -> Result<u8, Failure> {
    let each = |looked: &Looked<'_>| {
        let client = warehouse::Client { no: looked.no, name: looked.file, redact: asked.redact };
        warehouse::lines(&client, &looked.input)
    };
    let (all, lines) = portfolio::with_each(asked, &Progress::default(), &each)?;
    let lines = lines.into_iter().collect::<Result<Vec<_>, _>>()?;
    let workbook = book::xlsx(&all, asked.today).map_err(|e| {
        Failure(74, say!("The workbook could not be put together ({why}). Nothing was written.", why = e.why))
    })?;
    let mut files = warehouse::files(lines);
    files.push((book::FILE, workbook));
    let pieces: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let ours: Vec<&str> = pieces.iter().map(|(name, _)| *name).collect();
    for path in export::write_files(to, &pieces, &ours, force)? {
        writeln!(out, "{}", path.display())?;
    }
    Ok(end(&all, true))
}

/// Says what could not be read where the data does not say it in so many words; 1 where there is any.
fn end(all: &Portfolio, say_it: bool) -> u8 {
    if !all.unread.is_empty() && say_it {
        let lines = all.unread.iter().map(words::of_unread);
        let head = say!("{files}; all others are there:", files = words::unread(all));
        tell(&std::iter::once(head).chain(lines).collect::<Vec<_>>());
    }
    u8::from(!all.unread.is_empty())
}
