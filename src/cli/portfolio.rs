//! `portfolio`: a folder of assessments, a row a client; with `--to`, tables of all of them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opened::{only, tell, today};
use super::show::print_json;
use super::{Failure, Format, paper};
use crate::model::portfolio::Portfolio;
use crate::report::portfolio as report;
use crate::words::{Words as _, portfolio as words};
use crate::work::portfolio::{self, Asked, NoPortfolio, Progress};
use crate::work::tables::{self, NoTables};
use crate::{bank, say};

/// Columns of the text where nothing says how wide it may be.
const PIPED: usize = 100;

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
    /// text, json, csv or md; text without it. What --to writes has formats of its own
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Replace files of an earlier run in that folder
    #[arg(long, requires = "to")]
    force: bool,
}

impl From<NoPortfolio> for Failure {
    fn from(e: NoPortfolio) -> Self {
        Self(e.exit_code(), e.words())
    }
}

impl From<NoTables> for Failure {
    fn from(e: NoTables) -> Self {
        match e {
            NoTables::Folder(e) => e.into(),
            NoTables::NotWritten(e) => e.into(),
        }
    }
}

pub(super) fn portfolio(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    let format = args.format.unwrap_or(Format::Text);
    only(format, &[Format::Text, Format::Json, Format::Csv, Format::Md])?;
    if args.to.is_some() && args.format.is_some() {
        return Err(Failure(
            2,
            say!(
                "--to writes tables and a workbook, whatever the format is. Leave --format out; or leave --to out, and the \
                 rows come here in that format. Nothing was written."
            )
            .to_owned(),
        ));
    }
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
    match format {
        Format::Json => {
            print_json(&report::json(&all, today), out)?;
        }
        Format::Csv => out.write_all(&report::csv(&all)?)?,
        Format::Md => {
            paper::write(&report::doc(&all, today), format, None, out)?;
        }
        Format::Text => {
            for line in report::lines(&all, crate::tui::columns().unwrap_or(PIPED)) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(end(&all, matches!(format, Format::Json | Format::Csv)))
}

/// Writes the tables of all clients, all of them or none, and names the files.
fn write(asked: &Asked<'_>, to: &Path, force: bool, out: &mut impl Write) -> Result<u8, Failure> {
    let (all, paths) = tables::write(asked, to, force, &Progress::default())?;
    for path in paths {
        writeln!(out, "{}", path.display())?;
    }
    if all.clients.is_empty() && all.unread.is_empty() {
        tell(&[words::summary(&all), words::where_they_are().to_owned()]);
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
