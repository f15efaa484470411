//! `rehearsal`: what a certification auditor opens first, and what of it stands in a file.

use std::io::Write;
use std::path::PathBuf;

use super::opened::{look, only, tell};
use super::show::print_json;
use super::{Failure, Format, paper};
use crate::inert::one_line;
use crate::model::rehearsal;
use crate::model::text;
use crate::report;
use crate::say;
use crate::words::rehearsal as said;

/// What is typed behind `rehearsal`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment
    file: PathBuf,
    /// Of one thing alone: its name, as --format json shows it, or the beginning of its title
    item: Option<String>,
    /// 1 or 2; without it both
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2))]
    stage: Option<u8>,
    /// text, json or md: the readiness sheet
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub(super) fn rehearsal(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Md])?;
    let w = look(&args.file)?;
    let head = w.head();
    let input = w.input(&head);
    match args.format {
        Format::Json => return print_json(&report::rehearsal_data(&input, args.stage), out),
        Format::Md => {
            paper::write(&report::readiness_sheet(&input), args.format, None, out)?;
            return Ok(0);
        }
        _ => {}
    }
    let all = w.rehearsal(args.stage);
    if all.is_empty() {
        tell(&[said::none().to_owned()]);
        return Ok(0);
    }
    if let Some(typed) = &args.item {
        let Some(one) = rehearsal::named(&all, typed) else {
            let names: Vec<&str> = all.iter().map(|s| s.item.id.as_str()).collect();
            return Err(Failure(2, said::unknown(&text::shown(typed, 40), &names)));
        };
        for line in said::whole(w.q(), w.a(), one) {
            writeln!(out, "{}", one_line(&line))?;
        }
        return Ok(0);
    }
    let mut stage = 0;
    for (n, s) in (1..).zip(&all) {
        if s.stage != stage {
            if stage > 0 {
                writeln!(out)?;
            }
            stage = s.stage;
            writeln!(out, "{}\n{}\n", said::head(&all, stage), said::about(w.q(), stage))?;
        }
        writeln!(out, "{}", one_line(&said::line(n, s)))?;
        let missing = said::missing_shortly(w.q(), w.a(), s);
        if !missing.is_empty() {
            writeln!(out, "    {}", one_line(&said::lacks(&missing)))?;
        }
    }
    writeln!(out, "\n{}", say!("To see one of them whole: clausewise rehearsal FILE and its name."))?;
    Ok(0)
}
