//! Papers into a folder: what `export` is asked for, and the command.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::Failure;
use super::opened::{look_on, tell, today};
use crate::model::typed::{self, Year};
use crate::work::{AuditWish, Wish};
use crate::{report, say, words};

/// What `export` writes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Everything
    All,
    /// Documents as plain text that any editor opens
    Md,
    /// Documents as one page of a browser each
    Html,
    /// Documents to edit
    Docx,
    /// Documents to send
    Pdf,
    /// Workbooks
    Xlsx,
    /// Tables for a spreadsheet
    Csv,
    /// All figures and answers for programs
    Json,
    /// The roadmap as a calendar
    Ics,
    /// The roadmap as a chart in Mermaid
    Mermaid,
    /// Results and plan of action in OSCAL
    Oscal,
}

impl ExportFormat {
    fn wanted(self) -> &'static [report::Format] {
        use report::Format as F;
        match self {
            Self::All => &F::ALL,
            Self::Md => &[F::Markdown],
            Self::Html => &[F::Html],
            Self::Docx => &[F::Docx],
            Self::Pdf => &[F::Pdf],
            Self::Xlsx => &[F::Xlsx],
            Self::Csv => &[F::Csv],
            Self::Json => &[F::Json],
            Self::Ics => &[F::Ics],
            Self::Mermaid => &[F::Mermaid],
            Self::Oscal => &[F::Oscal],
        }
    }
}

/// Whom `export` writes for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportReader {
    /// Who decides: one page
    Director,
    /// Who pays for the assessment: gap report in long and short, one page, workbook
    Client,
    /// Who audits: the papers of the audit, gap report, Statement of Applicability, documents, workbook
    Auditor,
    /// A customer who asks whether you are ready
    Customer,
    /// Who does the work: this month's plan, documents, calendar, workbook
    #[value(name = "self")]
    Myself,
    /// The next meeting: questions and evidence by person and by clause, questionnaire to fill in,
    /// and after it the minutes
    Meeting,
    /// Workbook and tables
    Spreadsheet,
    /// Everything for other programs
    Machine,
}

impl ExportReader {
    const fn reader(self) -> report::Reader {
        use report::Reader as R;
        match self {
            Self::Director => R::Director,
            Self::Client => R::Client,
            Self::Auditor => R::Auditor,
            Self::Customer => R::Customer,
            Self::Myself => R::Myself,
            Self::Meeting => R::Meeting,
            Self::Spreadsheet => R::Spreadsheet,
            Self::Machine => R::Machine,
        }
    }
}

/// What `export` is asked for.
#[derive(clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    /// The folder; created if it is not there, and those above it
    #[arg(long)]
    to: PathBuf,
    /// One or more, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "all")]
    format: Vec<ExportFormat>,
    /// Only what this reader is handed
    #[arg(long = "for", value_enum)]
    reader: Option<ExportReader>,
    /// Papers that stay behind, by their names: gap-report,workbook
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    without: Vec<String>,
    /// A folder with a house style: style.toml (`settings --style` prints an example), logo, typefaces
    #[arg(long, value_name = "DIR")]
    style: Option<PathBuf>,
    /// Leave out names, notes and places
    #[arg(long)]
    redact: bool,
    /// The papers of this audit, by its number or title: alone, or beside those of the reader that is named
    #[arg(long, value_name = "NUMBER")]
    audit: Option<String>,
    /// Of the audit what was signed as this version: the same bytes for ever
    #[arg(long, value_name = "NUMBER", requires = "audit")]
    version: Option<u32>,
    /// The day the papers are of, instead of today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Replace files of an earlier export
    #[arg(long)]
    force: bool,
}

/// Writes papers into a folder and prints their paths.
pub(super) fn export(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    let day = args.date.as_deref().map(day_of).transpose()?;
    let mut w = look_on(&args.file, day.unwrap_or_else(today))?;
    if let Some(audit) = &args.audit {
        w.open_audit(audit)?;
    }
    // All of them is no choice: then a reader is handed what they are handed.
    let formats = if args.format.contains(&ExportFormat::All) {
        Vec::new()
    } else {
        args.format.iter().flat_map(|f| f.wanted()).copied().collect()
    };
    if let Some(name) = args.without.iter().find(|w| !report::files().iter().any(|(name, _)| name == *w)) {
        let mut known: Vec<_> = report::files().into_iter().map(|(name, _)| name).collect();
        known.sort();
        known.dedup();
        let words = say!(
            "There is no paper {name}. Nothing was written. There are: {known}.",
            name,
            known = known.join(", ")
        );
        return Err(Failure(2, words));
    }
    let wish = Wish {
        reader: args.reader.map(ExportReader::reader),
        formats,
        without: args.without.clone(),
        style: args.style.clone(),
        redact: args.redact.then(words::export::left_out),
        audit: w.audit_wish().map(|wish| AuditWish {
            version: args.version,
            asked: args.audit.is_some(),
            ..wish
        }),
    };
    let written = w.export(&args.to, &wish, args.force)?;
    for path in &written.paths {
        writeln!(out, "{}", path.display())?;
    }
    tell(&words::export::beside(&written));
    Ok(0)
}

/// The day papers are of.
fn day_of(typed: &str) -> Result<Date, Failure> {
    typed::day(typed, today(), Year::Ahead).ok_or_else(|| {
        let how = words::day::how_to_type();
        Failure(2, say!("{typed} is no day. Write it like {how}. Nothing was written.", typed, how))
    })
}
