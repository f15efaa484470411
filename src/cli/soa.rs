//! `soa`: the Statement of Applicability from the command line, a line a control, and what is said of one. What a row says and how
//! it is kept is `work`'s.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::opened::{Nobody, change, finish, look, only, tell};
use super::show::print_json;
use super::{Failure, Format, paper};
use crate::inert::one_line;
use crate::model::counts::Counts;
use crate::model::statement::{Applicable, Row};
use crate::model::text;
use crate::report::{self, Head, data};
use crate::words::statement;
use crate::work::{APPLICABLE, Work};
use crate::{files, say, words};

/// What is done with it.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Verb {
    /// Every control, or one whole
    List,
    /// Says something of a control
    Set,
}

/// What is typed behind `soa`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment
    file: PathBuf,
    /// What to do; without it, list
    #[arg(value_enum, default_value = "list")]
    verb: Verb,
    /// The control
    control: Option<String>,
    /// For set: applicable (yes, no or undecided), reason, drivers, how, owner, systems, risks or again, each with = and its value;
    /// an empty one takes it away. The reason is why it is needed, of a control that is left out why it is not
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// text, json, csv, or md: the statement as a paper
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change
    #[arg(long, default_value = "")]
    by: String,
}

/// Lists the statement, or says something of a control.
pub(super) fn soa(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    match args.verb {
        Verb::List => list(args, out),
        Verb::Set => set(args),
    }
}

fn list(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Csv, Format::Md])?;
    let w = look(&args.file)?;
    let id = args.control.as_ref().map(|control| row_of(&w, control)).transpose()?;
    let head = w.head_with_audits();
    let input = w.input(&head);
    match args.format {
        Format::Json => {
            let mut rows = data::applicability(&input);
            if let (Some(id), Some(all)) = (&id, rows.as_array_mut()) {
                all.retain(|row| row.get("control").and_then(|c| c.as_str()) == Some(id.as_str()));
            }
            return print_json(&rows, out);
        }
        Format::Csv => {
            out.write_all(&report::soa_csv(&input)?)?;
            return Ok(0);
        }
        Format::Md => {
            paper::write(&report::applicability(&input), args.format, None, out)?;
            return Ok(0);
        }
        Format::Text => {}
    }
    let rows = w.statement();
    let lines: Vec<String> = if let Some(id) = &id {
        let here = rows.iter().filter(|r| r.id == *id);
        here.flat_map(|row| statement::whole(row).into_iter().chain(audited(&w, &head, row))).collect()
    } else {
        let line = |row: &Row| match audited(&w, &head, row) {
            None => statement::line(row),
            Some(said) => format!("{} {said}", statement::line(row)),
        };
        statement::head(Counts::of(&rows)).into_iter().chain(rows.iter().map(line)).collect()
    };
    for line in lines {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}

/// What audits say of a control, in brackets; none in a file without one.
fn audited(w: &Work, head: &Head, row: &Row) -> Option<String> {
    let said = row.requirement().zip(head.audited.as_ref()).filter(|_| w.audit_id().is_some());
    let said = said.and_then(|(r, audited)| audited.of.get(r))?;
    Some(words::audit::mark(said, false))
}

/// The row that is named: a control of the standard, or one of your own by its number.
fn row_of(w: &Work, typed: &str) -> Result<String, Failure> {
    let own = w.statement().into_iter().map(|r| r.id).find(|id| id.eq_ignore_ascii_case(typed));
    if let Some(own) = own {
        return Ok(own);
    }
    // A number of one's own that nothing has is told as such.
    w.own_control(typed)?;
    Ok(w.stated_at(typed)?)
}

fn set(args: &Args) -> Result<u8, Failure> {
    let example =
        say!("For example: clausewise soa {file} set CONTROL reason=...", file = files::typed(&args.file));
    let Some(control) = args.control.as_ref().filter(|_| !args.fields.is_empty()) else {
        return Err(Failure(2, say!("Say which control, and what. Nothing was changed. {example}", example)));
    };
    let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
    let mut w = change(&args.file, &by, say!("Nothing was changed."))?;
    let id = row_of(&w, control)?;
    let rows = w.statement();
    // Which of the two reasons is meant says what the control is once this is done.
    let decided = args.fields.iter().filter_map(|typed| typed.split_once('='));
    let mut decided = decided.filter(|(key, _)| key.trim().eq_ignore_ascii_case(APPLICABLE));
    let out = match decided.find_map(|(_, value)| Applicable::parse(value)) {
        Some(now) => now == Applicable::No,
        None => rows.iter().any(|r| r.id == id && r.applicable == Applicable::No),
    };
    let mut fields = Vec::new();
    for typed in &args.fields {
        let known = typed.split_once('=').and_then(|(key, value)| {
            let key = match key.trim().to_lowercase().as_str() {
                APPLICABLE => APPLICABLE,
                "reason" if out => "against",
                "reason" | "why" => "why",
                "against" => "against",
                "drivers" => "drivers",
                "how" => "how",
                "owner" => "owner",
                "systems" => "systems",
                "risks" => "risks",
                "again" | "look-again" => "again",
                _ => return None,
            };
            Some((key, value.to_owned()))
        });
        let typed = text::shown(typed, 40);
        fields.push(known.ok_or_else(|| {
            Failure(
                2,
                say!(
                    "\"{typed}\" says nothing of a control: applicable, reason, drivers, how, owner, systems, risks or again with = and its \
                     value. Nothing was changed. {example}",
                    typed,
                    example
                ),
            )
        })?);
    }
    let done = w.state(&id, &fields).map_err(|(_, refused)| refused)?;
    finish(w)?;
    tell(&[words::outcome(&done.said, &Nobody)]);
    Ok(0)
}
