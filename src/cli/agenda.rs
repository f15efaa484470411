//! `agenda`: the agenda of a session, minutes planned against used, and one line that changes it.

use std::io::Write;
use std::path::PathBuf;

use jiff::Timestamp;

use super::opened::{Nobody, change, finish, look, only, tell};
use super::show::print_json;
use super::{Failure, Format};
use crate::inert::one_line;
use crate::model::text;
use crate::words::agenda as said;
use crate::{files, report, say, words};

/// What is typed behind `agenda`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment
    file: PathBuf,
    /// next, pause, begin W-2, done W-2, or an item to add: 4 Context 20 min Jo, Mara; without it the agenda is told
    line: Vec<String>,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change
    #[arg(long, default_value = "")]
    by: String,
}

/// Tells the agenda, or does what the line says.
pub(super) fn agenda(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    if !args.line.is_empty() {
        let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
        let mut w = change(&args.file, &by, say!("Nothing was changed."))?;
        let done = w.agenda_line(&args.line.join(" "))?;
        finish(w)?;
        tell(&[words::outcome(&done.said, &Nobody)]);
        return Ok(0);
    }
    let w = look(&args.file)?;
    let now = w.agenda().now(Timestamp::now().as_second());
    if args.format == Format::Json {
        return print_json(&report::agenda_data(w.a(), w.agenda(), now), out);
    }
    for line in said::lines(w.a(), w.agenda(), now) {
        writeln!(out, "{}", one_line(&line))?;
    }
    Ok(0)
}
