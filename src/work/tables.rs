//! Tables of all assessments of a folder, with a workbook, put where somebody wants them. Apart from the looking through,
//! which words are said of: the workbook is full of them.

use std::path::{Path, PathBuf};

use super::NotWritten;
use super::portfolio::{Asked, Looked, NoPortfolio, Progress, with_each};
use crate::export;
use crate::model::portfolio::Portfolio;
use crate::report::portfolio::book;
use crate::report::{ReportError, warehouse};

/// Why the tables of a folder were not written. Nothing was changed.
#[derive(Debug)]
pub enum NoTables {
    /// The folder cannot be looked through.
    Folder(NoPortfolio),
    /// They could not be made or put where they should go.
    NotWritten(NotWritten),
}

/// Writes the tables of all files to `to`, with statements that load them and a workbook: all of them or none. What is
/// in the folder, and the files written.
pub fn write(
    asked: &Asked<'_>,
    to: &Path,
    replace: bool,
    progress: &Progress,
) -> Result<(Portfolio, Vec<PathBuf>), NoTables> {
    let made = |e: ReportError| NoTables::NotWritten(NotWritten::Made(e));
    let each = |looked: &Looked<'_>| {
        let client = warehouse::Client { no: looked.no, name: looked.file, redact: asked.redact };
        warehouse::lines(&client, &looked.input)
    };
    let (all, lines) = with_each(asked, progress, &each).map_err(NoTables::Folder)?;
    let lines = lines.into_iter().collect::<Result<Vec<_>, _>>().map_err(made)?;
    let workbook = book::xlsx(&all, asked.today).map_err(|e| made(e.into()))?;
    let mut files = warehouse::files(lines);
    files.push((book::FILE, workbook));
    let pieces: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let ours: Vec<&str> = pieces.iter().map(|(name, _)| *name).collect();
    let paths = export::write_files(to, &pieces, &ours, replace)
        .map_err(|e| NoTables::NotWritten(NotWritten::Written(e)))?;
    Ok((all, paths))
}
