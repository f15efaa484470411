//! The commands that need no assessment: the questions themselves.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::Failure;
use crate::model::questionnaire::{Node, Target};
use crate::model::{Requirement, edit};
use crate::words::{Word as _, advice};
use crate::{bank, files, model, say};

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
