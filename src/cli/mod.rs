//! The headless commands. stdout is data, stderr is words; exit codes are part of the contract.

mod agenda;
mod apart;
mod audit;
mod bank;
mod check;
mod compare;
mod evidence;
mod explain;
mod export;
mod find;
mod guide;
mod history;
mod import;
mod imported;
mod man;
mod merge;
mod opened;
mod paper;
mod papers;
mod portfolio;
mod programme;
mod record;
mod rehearsal;
mod rescue;
mod risks;
mod run;
mod schema;
mod script;
mod show;
mod soa;
mod xray;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::format::Firm;
use crate::words::Words as _;
use crate::{inert, say};

/// What a command ends with when it does not succeed: exit code and words.
pub(crate) struct Failure(pub u8, pub String);

impl From<crate::store::StoreError> for Failure {
    fn from(e: crate::store::StoreError) -> Self {
        let mut words = e.to_string();
        if e.trouble == crate::store::Trouble::Missing {
            let kept = crate::store::backup::list(&e.path).len();
            if kept > 0 {
                let file = crate::files::typed(&e.path);
                words = say!(
                    "There is no file {file} any more. Nothing was created.\nIts backups ({kept}): clausewise \
                     backups {file}",
                    file,
                    kept
                );
            }
        }
        Self(e.exit_code(), words)
    }
}

impl From<crate::model::Refusal> for Failure {
    fn from(e: crate::model::Refusal) -> Self {
        Self(2, e.words())
    }
}

impl From<crate::work::Refused> for Failure {
    fn from(e: crate::work::Refused) -> Self {
        match e {
            crate::work::Refused::Store(e) => e.into(),
            other => Self(2, crate::words::refused(&other, &opened::Nobody)),
        }
    }
}

impl From<crate::work::NotWritten> for Failure {
    fn from(e: crate::work::NotWritten) -> Self {
        match e {
            crate::work::NotWritten::Made(e) => e.into(),
            crate::work::NotWritten::Written(e) => e.into(),
            e @ crate::work::NotWritten::Style(_) => Self(65, crate::words::export::not_written(&e)),
            e @ (crate::work::NotWritten::Nothing
            | crate::work::NotWritten::NoNames
            | crate::work::NotWritten::NoVersion { .. }
            | crate::work::NotWritten::Audit(_)
            | crate::work::NotWritten::Stopped) => Self(2, crate::words::export::not_written(&e)),
        }
    }
}

impl From<crate::bank::BankError> for Failure {
    fn from(e: crate::bank::BankError) -> Self {
        Self(65, e.to_string())
    }
}

impl From<crate::report::ReportError> for Failure {
    fn from(e: crate::report::ReportError) -> Self {
        Self(74, e.to_string())
    }
}

impl From<crate::export::ExportError> for Failure {
    fn from(e: crate::export::ExportError) -> Self {
        Self(e.exit_code(), e.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Self {
        // A reader that has seen enough (`| head`) is no failure.
        if e.kind() == std::io::ErrorKind::BrokenPipe {
            return Self(0, String::new());
        }
        Self(74, say!("The output could not be written: {why}.", why = crate::files::why(&e).words()))
    }
}

/// Readiness for ISO/IEC 42001, offline. Indicative; not legal advice; not certification.
#[derive(Parser)]
#[command(name = "clausewise", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Assessment to open in the full-screen program or with --plain; none: home
    file: Option<PathBuf>,
    /// Draw frames and bars with ASCII only
    #[arg(long)]
    ascii: bool,
    /// Without colours, as with `NO_COLOR`
    #[arg(long)]
    no_color: bool,
    /// Line by line, for screen readers; by itself where TERM is dumb
    #[arg(long)]
    plain: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
    Md,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Create an assessment
    New(NewArgs),
    /// Answer from a script: lines of ID LEVEL [note], all or none
    ///
    /// Beside answers a line may be a word of plain mode that changes something: go ID sets the place, as an
    /// answer does; then note, reason, ask, evidence, park, dissent with a text, mark, withdraw. owner, effort,
    /// rank, pin, due, done-when, progress and drop name their id; for names an AI system whose controls the
    /// answers behind it are about; i-am names who sits here; risk makes one of an impact assessment, risks takes
    /// common ones; audit, row and finding write into an audit. All of them stand below.
    #[command(after_long_help = script::words())]
    Answer {
        file: PathBuf,
        /// File with the lines, or - for standard input
        #[arg(long)]
        script: PathBuf,
        /// Print `ACK ID=LEVEL` after each durable save, of a word `ACK note 4.1`
        #[arg(long)]
        ack: bool,
        /// Who answers: a person of the register by number or name, or any name
        #[arg(long, default_value = "")]
        by: String,
        /// The AI system the controls are answered for, by its number, id or name; a line `for S-1` or `for all` in
        /// the script changes it
        #[arg(long, value_name = "SYSTEM", default_value = "")]
        system: String,
    },
    /// Counts, readiness, verdict, every requirement
    Status {
        file: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// The prioritised gap list
    Gaps {
        file: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// The plan with dates
    Roadmap {
        file: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        #[arg(long)]
        hours_per_week: Option<String>,
        #[arg(long)]
        start: Option<String>,
        #[arg(long)]
        target: Option<String>,
    },
    /// Write the reports to a folder
    Export(export::Args),
    /// Drafts of the papers you need (policy, inventory, risk method ...), made from what the file holds; papers you
    /// changed are never replaced
    #[command(visible_alias = "drafts")]
    Papers(papers::Args),
    /// The Statement of Applicability: every control with what is said of it, or what is said of one
    Soa(soa::Args),
    /// Common AI risks by kind of system, to pick from; with names they go into the risk register as proposals
    Risks(risks::Args),
    /// Where a number comes from and what would change it: verdict, readiness, counts, coverage, claimed,
    /// named, seen, finish, or an id of a requirement, heading, check, gap, action or gate
    Explain {
        file: PathBuf,
        what: String,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Freeze the state of a file under a name
    Snapshot { file: PathBuf, name: String },
    /// What moved since a snapshot (the last, or one by name) or against another file
    Compare {
        file: PathBuf,
        /// An earlier file, or the name of a snapshot in FILE
        other: Option<String>,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Answers that will not stand when somebody asks; ends with 1 when there are any
    Xray {
        file: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// What a certification auditor opens first at Stage 1 and 2: what stands there, what is missing, what to say
    Rehearsal(rehearsal::Args),
    /// The documents and records you need: for a firm of up to nine people the few files they fit into
    Documents {
        file: PathBuf,
        /// text, csv or md
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// A new file that starts from the answers of an old one
    FollowUp {
        old: PathBuf,
        new: PathBuf,
        /// Folder of another version of the questionnaire the old file keeps; embedded: the one in the program
        #[arg(long, value_name = "PATH")]
        questionnaire: Option<PathBuf>,
    },
    /// People, AI systems, evidence and every other register: list, show, add, set, remove
    Record(record::Args),
    /// The agenda of a workshop: minutes planned against used; a line adds an item or goes on to the next
    Agenda(agenda::Args),
    /// Audits: plan, working papers, findings; what they say moves no figure of the organisation's own
    Audit(audit::Args),
    /// Files that evidence names: which changed since it was kept how they are, or keep it
    Evidence(evidence::Args),
    /// Take over what stands in a spreadsheet, a table or our own data: all of it as one change, or nothing
    Import(import::Args),
    /// A small file for each colleague to answer apart: their questions, no one else's answers
    HandOut(apart::HandOut),
    /// What colleagues answered apart comes in, each beside the agreed answers and never over them
    #[command(visible_alias = "take-back")]
    Collect(apart::Collect),
    /// Who said what, in the room or apart: the widest spread first
    Spread(apart::Spread),
    /// One agreed answer of what people said, by hand or by a stated rule; the history keeps from which answers
    Agree(apart::Agree),
    /// Two files that were copied and both changed in one new file; where both changed the same, people decide: ends with 1
    /// and a list, and nothing is written
    Merge(merge::Args),
    /// One key=value line a stored fact, with hidden answers: those a room has not been shown stand there, too
    Dump { file: PathBuf },
    /// Every change: number, time in UTC, who, and each fact with what was and what is
    History {
        file: PathBuf,
        /// text, csv (a row a fact), json or md
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Integrity, schema and hashes of a file
    Check {
        file: PathBuf,
        /// The head of an earlier paper, or its first 12 digits: at which event was it made, by whom, is it still there?
        #[arg(long, visible_alias = "hash", value_name = "HASH")]
        expect: Option<String>,
    },
    /// The questions themselves
    #[command(subcommand)]
    Questionnaire(bank::Questionnaire),
    /// Where something is asked: by everyday words, or by a number right or wrong
    Find {
        /// What to look for; an assessment before or behind it does the same as --in
        #[arg(required = true, value_name = "WORD|FILE")]
        words: Vec<String>,
        /// An assessment: the records of its registers are found too, by name or number
        #[arg(long = "in", value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// What to read first: the glossary, the roles, the way to a certificate, a quick check
    Guide {
        #[command(subcommand)]
        which: Option<guide::Guide>,
        /// text or md
        #[arg(long, global = true, value_enum, default_value = "text")]
        format: Format,
    },
    /// Completions for a shell, to be sourced by it
    Completions { shell: clap_complete::Shell },
    /// The manual page
    Man,
    /// Every key of the full-screen program
    Keys {
        /// text or md
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// The names settings give other keys to
        #[arg(long, conflicts_with = "format")]
        names: bool,
    },
    /// Many clients: a row a file of a folder; ends with 1 when some could not be read, which are listed
    Portfolio(portfolio::Args),
    /// Build a new file from everything in a damaged one that is as it was written
    Salvage { old: PathBuf, new: PathBuf },
    /// The backups of an assessment, also of one that was renamed, moved, damaged or deleted: a list;
    /// with --restore N --to NEW, one of them as a new file. Or: list, restore FILE [N] [--to NEW],
    /// purge FILE --yes
    Backups(BackupsArgs),
    /// Where settings are kept, and what is wrong with them; while there are none, all there are
    Settings {
        /// Instead: an example of style.toml, the house style of `export --style`
        #[arg(long)]
        style: bool,
    },
    /// The published schema of what goes out or comes in, as JSON Schema; none named: which there are
    Schema { what: Option<schema::Schema> },
    /// A sample to look around in: a user of AI some weeks into the work, or one of three worked firms
    Demo {
        file: PathBuf,
        /// A firm followed through every requirement: bakery (three people), software (twenty) or bank (two
        /// hundred)
        #[arg(long, value_name = "NAME", value_parser = firm)]
        firm: Option<Firm>,
        /// Replace an existing assessment
        #[arg(long)]
        force: bool,
    },
}

/// A firm by its key.
fn firm(typed: &str) -> Result<Firm, String> {
    let known = || Firm::ALL.map(Firm::key).join(", ");
    Firm::parse(typed).ok_or_else(|| say!("there are {known}", known = known()))
}

#[derive(clap::Args)]
pub(crate) struct BackupsArgs {
    /// The assessment; or list (of everybody, or of FILE), restore, purge
    #[arg(value_name = "FILE|list|restore|purge")]
    pub(crate) what: PathBuf,
    /// The assessment, behind list, restore or purge
    pub(crate) file: Option<PathBuf>,
    /// Number of the backup in the list of that assessment; without it the newest
    pub(crate) number: Option<usize>,
    /// Its number in the list
    #[arg(long)]
    pub(crate) restore: Option<usize>,
    /// The new file
    #[arg(long)]
    pub(crate) to: Option<PathBuf>,
    /// Remove them without asking again
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(clap::Args)]
pub(crate) struct NewArgs {
    pub(crate) file: PathBuf,
    /// Name of the organisation
    #[arg(long)]
    pub(crate) org: String,
    /// Another questionnaire than ISO/IEC 42001: its folder, or its one file. The assessment keeps it whole
    #[arg(long, value_name = "PATH")]
    pub(crate) questionnaire: Option<PathBuf>,
    /// Scope sentence
    #[arg(long)]
    pub(crate) scope: Option<String>,
    /// developer,provider,user
    #[arg(long)]
    pub(crate) role: Option<String>,
    /// solo, micro (2 to 9 people), small (10 to 49), medium (50 to 499), large, or a number of people
    #[arg(long)]
    pub(crate) size: Option<String>,
    #[arg(long)]
    pub(crate) hours_per_week: Option<String>,
    /// Year-month-day
    #[arg(long)]
    pub(crate) start: Option<String>,
    /// Year-month-day
    #[arg(long)]
    pub(crate) target: Option<String>,
    /// Replace an existing assessment
    #[arg(long)]
    pub(crate) force: bool,
}

/// Parses the command line and runs it. Whatever is printed, by whichever command, leaves through the gate.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) if e.use_stderr() => {
            // It repeats what was typed, and a name that a shell filled in was typed by somebody else.
            let _ = write!(std::io::stderr(), "{}", inert::text(&e.to_string()));
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    let Some(command) = cli.command else {
        let file = cli.file.as_deref();
        if cli.plain || run::cannot_draw() {
            return end(printing(|out| run::plain(file, out)));
        }
        return end(run::full_screen(file, cli.ascii, cli.no_color));
    };
    end(printing(|out| run::run(command, out)))
}

/// Standard output behind the gate.
type Out = inert::Writer<std::io::StdoutLock<'static>>;

/// Runs what prints, and lets out what it printed last.
fn printing(run: impl FnOnce(&mut Out) -> Result<u8, Failure>) -> Result<u8, Failure> {
    let mut out = inert::Writer::new(std::io::stdout().lock());
    let result = run(&mut out);
    let finished = out.finish();
    let code = result?;
    finished?;
    Ok(code)
}

fn end(result: Result<u8, Failure>) -> ExitCode {
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Failure(code, words)) => {
            if !words.is_empty() {
                let _ = writeln!(std::io::stderr(), "clausewise: {}", inert::text(&words));
            }
            ExitCode::from(code)
        }
    }
}
