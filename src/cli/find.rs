//! `find`: where something is asked, in the questions, the guides and the commands, and in the registers of a file where one is
//! named.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use super::Failure;
use crate::inert::one_line;
use crate::model::find::{Found, Place};
use crate::model::questionnaire::Target;
use crate::model::text;
use crate::work::Work;
use crate::{bank, files, say, words};

/// What the name of an assessment ends with.
const ENDING: &str = "aims";

/// Looks for words; the first or the last of them may be an assessment there is, as `--in` names one.
pub(super) fn find(
    mut typed: Vec<String>,
    file: Option<PathBuf>,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let file = file.or_else(|| assessment(&mut typed));
    if typed.is_empty() {
        return Err(Failure(2, say!("Say what to look for. {form}", form = form())));
    }
    search(&typed.join(" "), file.as_deref(), out)
}

/// The assessment among the words, which is taken out of them: the last, else the first.
fn assessment(typed: &mut Vec<String>) -> Option<PathBuf> {
    let is_one = |word: &String| {
        let path = Path::new(word);
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ENDING)) && path.is_file()
    };
    let at = match (typed.first(), typed.last()) {
        (_, Some(last)) if is_one(last) => typed.len() - 1,
        (Some(first), _) if is_one(first) => 0,
        _ => return None,
    };
    Some(typed.remove(at).into())
}

/// How records of a file are looked for.
fn form() -> &'static str {
    say!("To look through the registers of a file too: clausewise find WORD FILE")
}

/// More than this nobody reads; a further word narrows it.
const MOST_HITS: usize = 10;

/// Where the words stand: id, title, and why it was found; words of the field and commands with what shows them; first the
/// records of a file that are called like that.
fn search(typed: &str, file: Option<&Path>, out: &mut impl Write) -> Result<u8, Failure> {
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
        let nothing = say!(
            "nothing found for \"{words}\". Try a single everyday word, or a number such as {ids}.",
            words = text::shown(typed, 60),
            ids = q.example_ids()
        );
        let form = if file.is_none() { format!(" {}.", form()) } else { String::new() };
        return Err(Failure(1, format!("{nothing}{form}")));
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
