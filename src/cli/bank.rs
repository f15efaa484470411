//! The commands that need no assessment: the questions themselves, the guides, the search.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Subcommand};

use super::Failure;
use crate::inert::one_line;
use crate::model::find::{Found, Place};
use crate::model::questionnaire::{Node, Target};
use crate::model::{Requirement, edit, text};
use crate::words::{Word as _, advice};
use crate::work::Work;
use crate::{bank, files, model, say, words};

/// `clausewise questionnaire ...`
#[derive(Subcommand)]
pub(crate) enum Questionnaire {
    /// Ids and titles
    List {
        /// Folder of another questionnaire, or its one file
        #[arg(long, value_name = "PATH")]
        from: Option<PathBuf>,
    },
    /// A requirement with its checks, or a heading
    Show {
        id: String,
        /// Folder of another questionnaire, or its one file
        #[arg(long, value_name = "PATH")]
        from: Option<PathBuf>,
    },
    /// Every fault of a questionnaire you wrote, one a line
    Validate {
        /// Its folder, or its one file
        path: PathBuf,
    },
}

pub(super) fn questionnaire(what: &Questionnaire, out: &mut impl Write) -> Result<u8, Failure> {
    match what {
        Questionnaire::List { from } => list(&load(from.as_deref())?, out),
        Questionnaire::Show { id, from } => show(&load(from.as_deref())?, id, out),
        Questionnaire::Validate { path } => validate(path, out),
    }
}

fn load(from: Option<&Path>) -> Result<model::Questionnaire, Failure> {
    Ok(from.map_or_else(bank::embedded, bank::from_folder)?)
}

fn list(q: &model::Questionnaire, out: &mut impl Write) -> Result<u8, Failure> {
    for (node, depth) in &q.outline {
        let (id, title) = match node {
            Node::Heading(h) => (&q.headings[*h].id, &q.headings[*h].title),
            Node::Requirement(r) => (&q.requirements[*r].id, &q.requirements[*r].title),
        };
        writeln!(out, "{}{id} {title}", "  ".repeat(*depth))?;
    }
    Ok(0)
}

fn show(q: &model::Questionnaire, id: &str, out: &mut impl Write) -> Result<u8, Failure> {
    match q.find(id).ok_or_else(|| edit::unknown(q, id))? {
        Target::Heading(h) => {
            let h = &q.headings[h];
            writeln!(out, "{} {}\n\n{}", h.id, h.title, h.intro)?;
            Ok(0)
        }
        t => show_requirement(q, &q.requirements[q.requirement_of(t).unwrap_or(0)], out),
    }
}

fn show_requirement(q: &model::Questionnaire, r: &Requirement, out: &mut impl Write) -> Result<u8, Failure> {
    writeln!(out, "{} {}\n\n{}\n{}\n", r.id, r.title, r.question, r.why)?;
    for c in &r.checks {
        let kind = c.kind.word();
        let kind = if c.mandatory { kind.to_owned() } else { say!("{kind}, good practice", kind) };
        writeln!(out, "{} ({kind}) {}", c.id, c.question)?;
        writeln!(out, "    {}", say!("evidence: {evidence}", evidence = c.evidence))?;
        let (action, output) = (c.action_for(None), &c.output);
        writeln!(out, "    {}", say!("when missing: {action} -> {output}", action, output))?;
    }
    if !r.good.is_empty() {
        writeln!(out, "\n{}", say!("What good looks like: {good}", good = r.good))?;
    }
    for part in advice::sizes(None, r).into_iter().chain(advice::of_requirement(q, None, r)) {
        writeln!(out, "\n{}", part.title)?;
        for item in &part.items {
            writeln!(out, "    {item}")?;
        }
    }
    if let Some(e) = &r.exclude {
        writeln!(out, "\n{}", advice::leaving_out(e))?;
    }
    Ok(0)
}

fn validate(path: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let report = bank::examine(path);
    for fault in &report.faults {
        writeln!(out, "{fault}")?;
    }
    let (name, n) = (files::human_path(path), report.faults.len());
    if n == 0 {
        let (r, c) = (report.requirements, report.checks);
        writeln!(out, "{}", say!("valid: {r|requirement|requirements}, {c|check|checks}", r, c))?;
        return Ok(0);
    }
    // The list must stand above the sum also where both go to one terminal.
    out.flush()?;
    if report.unreadable {
        return Err(Failure(
            65,
            say!(
                "{name}: {n|fault|faults}, and part of it cannot be read, so more may show. Nothing was changed.",
                name,
                n
            ),
        ));
    }
    let words =
        say!("{name}: {n|fault|faults}. Nothing was changed. Each line above ends with what to do.", name, n);
    Err(Failure(1, words))
}

/// More than this nobody reads; a further word narrows it.
const MOST_HITS: usize = 10;

/// Where the words stand: id, title, and why it was found; words of the field and commands with what shows them; first the
/// records of a file that are called like that.
pub(super) fn find(typed: &str, file: Option<&Path>, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, guides) = (bank::embedded()?, bank::guides()?);
    let mut index = guides.index(&q);
    let program = super::Cli::command();
    let commands: Vec<&clap::Command> = program.get_subcommands().filter(|c| !c.is_hide_set()).collect();
    let about = |c: &clap::Command| c.get_about().map(ToString::to_string).unwrap_or_default();
    for (n, c) in commands.iter().enumerate() {
        index.add_command(n, c.get_name(), &about(c));
    }
    let work = file.map(super::opened::look).transpose()?;
    let of_file = work.as_ref().map(|w| crate::model::find::records(w.a(), w.kinds, typed, MOST_HITS).0);
    let records = of_file.unwrap_or_default();
    for rec in &records {
        let path = file.map(files::typed).unwrap_or_default();
        let how = format!("clausewise record {path} {} show {}", rec.kind.key, rec.shown_no());
        let line = words::find::record(rec, &how);
        writeln!(out, "{}", one_line(&line))?;
    }
    let hits = index.search(&q, work.as_ref().map(Work::a), typed, MOST_HITS);
    if hits.is_empty() && records.is_empty() {
        return Err(Failure(
            1,
            say!(
                "nothing found for \"{words}\". Try a single everyday word, or a number such as {ids}.",
                words = text::shown(typed, 60),
                ids = q.example_ids()
            ),
        ));
    }
    for hit in hits {
        let place = |t: Target| {
            let title = match t {
                Target::Heading(h) => q.headings[h].title.clone(),
                Target::Requirement(r) => q.list_title(r),
                Target::Check(c) => q.check(c).question.clone(),
            };
            format!("{:<10}{title}", q.id_of(t))
        };
        let row = match hit.found {
            Found::Place(t) => place(t),
            Found::Term(n) => guides.glossary.terms.get(n).map_or_else(String::new, |t| {
                let term = t.term.split(" (").next().unwrap_or_default().to_lowercase();
                format!("{:<10}clausewise guide glossary {term}", say!("word"))
            }),
            Found::Command(n) => commands
                .get(n)
                .map_or_else(String::new, |c| format!("{:<10}clausewise {}", say!("command"), c.get_name())),
        };
        let matched = match hit.place {
            Place::Id => String::new(),
            Place::NearId => format!("  {}", say!("(near number)")),
            _ => format!("  ({})", words::find::why(&hit)),
        };
        writeln!(out, "{row}{matched}")?;
    }
    Ok(0)
}
