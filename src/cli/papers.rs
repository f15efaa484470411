//! Papers to start from: the list of them with what they ask, and the command that writes them.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use super::opened::{Nobody, change, finish, look};
use crate::report::Format;
use crate::work::{NoPapers, PaperWish, Work};
use crate::{files, say, words};

/// In what papers to start from are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PaperFormat {
    /// Text that any editor opens
    Md,
    /// For a word processor
    Docx,
}

/// What `papers` is asked for.
#[derive(clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    /// Only these, by the names of the list
    names: Vec<String>,
    /// The folder they go to; created if it is not there. Without it: which there are and what they ask
    #[arg(long)]
    to: Option<PathBuf>,
    /// The same, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// One or more, separated by commas; none: both
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<PaperFormat>,
    /// Say what would become of each file, and write nothing
    #[arg(long, requires = "to")]
    dry_run: bool,
}

impl From<NoPapers> for Failure {
    fn from(e: NoPapers) -> Self {
        match e {
            NoPapers::NotWritten(e) => e.into(),
            NoPapers::Refused(e) => e.into(),
            e @ NoPapers::Nothing => Self(2, words::papers::none(&e, &Nobody)),
        }
    }
}

/// Lists papers with what they ask, or writes them and prints what became of each file.
pub(super) fn papers(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    let format = |f: &PaperFormat| match f {
        PaperFormat::Md => Format::Markdown,
        PaperFormat::Docx => Format::Docx,
    };
    let wish = PaperWish {
        only: [&args.names[..], &args.only].concat(),
        formats: args.format.iter().map(format).collect(),
    };
    let Some(folder) = &args.to else { return list(&look(&args.file)?, &wish, out) };
    if args.dry_run {
        let w = look(&args.file)?;
        known(&w, &wish)?;
        return told(&w.look_papers(folder, &wish)?, folder, out);
    }
    let mut w = change(&args.file, &files::user(), say!("Nothing was written."))?;
    known(&w, &wish)?;
    let files = w.write_papers(folder, &wish)?;
    finish(w)?;
    told(&files, folder, out)
}

/// Refuses a name no paper has, before anything is made.
fn known(w: &Work, wish: &PaperWish) -> Result<(), Failure> {
    let known = w.paper_names();
    match wish.only.iter().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => {
            let known = known.join(", ");
            Err(Failure(
                2,
                say!("There is no paper {name}. Nothing was written. There are: {known}.", name, known),
            ))
        }
    }
}

/// A line a file: its path, a tab, what became of it.
fn told(files: &[crate::work::PaperFile], folder: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    for file in files {
        let name = file.fate.beside().unwrap_or(&file.name);
        writeln!(out, "{}\t{}", folder.join(name).display(), words::papers::fate(file))?;
    }
    Ok(0)
}

/// Every file with the papers in it, and every question below its paper.
fn list(w: &Work, wish: &PaperWish, out: &mut impl Write) -> Result<u8, Failure> {
    known(w, wish)?;
    for line in words::papers::list(w, &wish.only) {
        writeln!(out, "{line}")?;
    }
    Ok(0)
}
