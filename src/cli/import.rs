//! `import`: a file of somebody else, held against what stands and taken over as one step, or only looked into.

use std::io::Write;
use std::path::PathBuf;

use super::imported;
use super::opened::{change, finish, look, only};
use super::show::print_json;
use super::{Failure, Format};
use crate::files;
use crate::import::{As, Choice, How, Left, Map, Trouble, Why};
use crate::inert::one_line;
use crate::model::record::{KINDS, Kind};
use crate::model::said::Verb;
use crate::model::text;
use crate::say;
use crate::words::dry_run::{faults, lines};
use crate::words::import::{example_of_map, examples_of_heads, is_of_another, map_flag};
use crate::words::not_merged::collect;
use crate::words::{Names, Words as _, outcome};
use crate::work::Looked;

/// What is typed behind `import`.
#[derive(Clone, clap::Args)]
pub(crate) struct Args {
    /// The assessment
    file: PathBuf,
    /// The file that comes in: .xlsx, .csv or our own .json
    path: PathBuf,
    /// What it is: workbook, soa, ciso, json, answers, or a register: systems, people, evidence and so on. Without it
    /// that is found out by its heads; a register that is none of ours has to be named
    #[arg(long = "as", value_name = "WHAT")]
    is: Option<String>,
    /// Of a register or a Statement of Applicability (--as soa): which column goes to which field, by its head or letter;
    /// COLUMN= leaves one out
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Say what would change and change nothing; ends with 1 where something else stands here, or
    /// where nothing in the file is known here
    #[arg(long)]
    dry_run: bool,
    /// Where something else stands here, take over what the file says. What was taken away in a sheet of ours is taken
    /// away here, too; in a sheet of somebody else an empty cell says nothing
    #[arg(long)]
    theirs: bool,
    /// Take a file in that was made from the assessment of another organisation
    #[arg(long)]
    other_organisation: bool,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change: a person of the register by number or name, or any name
    #[arg(long, default_value = "")]
    by: String,
}

impl Args {
    /// The same command for a file of another organisation, as it can be typed.
    fn all_the_same(&self) -> String {
        self.typed(self.is.as_deref(), &[], true)
    }

    /// The same command for one register of a workbook.
    fn of_a_register(&self, kind: &Kind) -> String {
        let command = Self { map: Vec::new(), ..self.clone() };
        command.typed(Some(kind.key), &[], self.other_organisation)
    }

    /// The same command as a Statement of Applicability, with more columns named.
    fn of_a_statement(&self, maps: &[String]) -> String {
        self.typed(Some(As::Soa.key()), maps, self.other_organisation)
    }

    fn typed(&self, is: Option<&str>, maps: &[String], other_organisation: bool) -> String {
        let mut words = vec!["clausewise".to_owned(), "import".to_owned()];
        words.extend([&self.file, &self.path].map(|p| files::typed(p)));
        if let Some(is) = is {
            words.extend(["--as".to_owned(), is.to_owned()]);
        }
        words.extend(self.map.iter().chain(maps).filter_map(|map| map_flag(map)));
        if self.is_json() {
            words.extend(["--format", "json"].map(str::to_owned));
        }
        if let Some(by) = files::typed_text(&self.by) {
            words.extend(["--by".to_owned(), by]);
        }
        let flags = [
            ("--dry-run", self.dry_run),
            ("--theirs", self.theirs),
            ("--other-organisation", other_organisation),
        ];
        words.extend(flags.into_iter().filter(|(_, on)| *on).map(|(flag, _)| flag.to_owned()));
        words.join(" ")
    }
}

impl Args {
    /// Whether it is told for programs.
    fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Why nothing of the file is taken over, and what to type next.
    fn refused(&self, looked: &Looked) -> Failure {
        let report = &looked.planned.report;
        let mut words = vec![faults(&report.faults)];
        if report.faults.iter().any(|f| f.trouble == Trouble::WhatIsIt) {
            words.push(kinds());
        }
        if report.faults.iter().any(|f| f.trouble == Trouble::HandedOut) {
            let [file, returned] = [&self.file, &self.path].map(|p| p.to_string_lossy());
            words.push(say!("To collect it: {command}", command = collect([&*file, &*returned])));
        }
        let maps = examples_of_heads(looked);
        if !maps.is_empty() {
            let command = self.of_a_statement(&maps);
            words.push(say!("To say which column is which, for example: {command}", command));
        }
        if is_of_another(report) {
            let command = self.all_the_same();
            words.push(say!("If it is meant for this file all the same: {command}", command));
        }
        Failure(65, words.join("\n"))
    }
}

/// What takes an import back is a key of the window: no command does.
struct Inside;

impl Names for Inside {
    fn verb(&self, verb: Verb) -> Option<String> {
        (verb == Verb::Undo).then(|| say!("In the program, u").to_owned())
    }
}

/// Looks into the file and takes it over, or says why not. Ends with 1 where something else stands here and stays, and
/// where nothing in it is known here.
pub(super) fn import(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    let how = how(args)?;
    let choice = if args.theirs { Choice::Theirs } else { Choice::Ours };
    let mut w = if args.dry_run {
        look(&args.file)?
    } else {
        let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
        change(&args.file, &by, say!("Nothing was taken over."))?
    };
    let looked = w.look_into(&args.path, how, choice).map_err(|e| Failure(65, e.words()))?;
    let report = &looked.planned.report;
    // Before it is taken over: afterwards nothing of it is new.
    let told = lines(w.records(), &looked);
    if !report.faults.is_empty() {
        if args.is_json() {
            print_json(&imported::data(&looked, args.dry_run, None), out)?;
            return Err(args.refused(&looked));
        }
        // What was understood helps to mend the rest.
        if args.dry_run && !report.columns.is_empty() {
            print(&told, out)?;
            return Ok(65);
        }
        return Err(args.refused(&looked));
    }
    // A file of which nothing found its place here was not taken over, whatever is right with it.
    let stays = |l: &Left| matches!(&l.why, Why::Hollow { stood, .. } if !stood.is_empty());
    let problems = !report.conflicting.is_empty()
        || report.unknown.iter().any(stays)
        || (report.matched == 0 && !report.unknown.is_empty());
    if args.is_json() {
        let mut said = None;
        if !args.dry_run {
            said = Some(outcome(&w.take_over(&looked)?.said, &Inside));
            finish(w)?;
        }
        print_json(&imported::data(&looked, args.dry_run, said.as_deref()), out)?;
        return Ok(u8::from(problems));
    }
    // First it is done: whoever reads what is printed may close the pipe early.
    let registers: Vec<String> = report
        .beside
        .iter()
        .filter(|s| s.rows > 0)
        .filter_map(|s| {
            let command = args.of_a_register(s.kind?);
            Some(say!("To take the sheet {sheet} over: {command}", sheet = one_line(&s.sheet), command))
        })
        .collect();
    if args.dry_run {
        print(&told, out)?;
        print(&registers, out)?;
        if let Some(map) = example_of_map(&looked) {
            let command = args.of_a_statement(&[map]);
            writeln!(
                out,
                "{}",
                say!("To have a column read that is left out, for example: {command}", command)
            )?;
        }
        writeln!(out, "{}", say!("Nothing was changed: this was a dry run."))?;
    } else {
        let done = w.take_over(&looked)?;
        finish(w)?;
        print(&told, out)?;
        print(&registers, out)?;
        writeln!(out, "{}", outcome(&done.said, &Inside))?;
    }
    Ok(u8::from(problems))
}

fn print(lines: &[String], out: &mut impl Write) -> Result<(), Failure> {
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// How the file is to be read, as it was typed.
fn how(args: &Args) -> Result<How, Failure> {
    let is = match args.is.as_deref() {
        None => None,
        Some(typed) => Some(As::parse(KINDS, typed).ok_or_else(|| {
            let typed = text::shown(typed, 40);
            let what = say!("There is no kind of file \"{typed}\". Nothing was changed.", typed);
            Failure(2, format!("{what} {}", kinds()))
        })?),
    };
    if !args.map.is_empty() && !matches!(is, Some(As::Register(_) | As::Soa)) {
        let words = say!(
            "--map says what the columns of a register or of a Statement of Applicability are: name it with --as. \
             Nothing was changed."
        );
        let command = say!("For a Statement of Applicability: {command}", command = args.of_a_statement(&[]));
        return Err(Failure(2, format!("{words} {}\n{command}", kinds())));
    }
    let map = |typed: &String| {
        Map::parse(typed).ok_or_else(|| {
            let typed = text::shown(typed, 40);
            Failure(2, say!("\"{typed}\" is no COLUMN=FIELD. Nothing was changed.", typed))
        })
    };
    let maps = args.map.iter().map(map).collect::<Result<_, _>>()?;
    Ok(How { is, maps, of_another: args.other_organisation })
}

/// The kinds of files there are.
fn kinds() -> String {
    let keys = |all: Vec<As>| all.into_iter().map(As::key).collect::<Vec<_>>().join(", ");
    say!(
        "Say with --as what it is: {own}, or a register: {registers}.",
        own = keys(As::OWN.to_vec()),
        registers = keys(As::registers(KINDS).collect())
    )
}
