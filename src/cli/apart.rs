//! `hand-out`, `collect`, `spread` and `agree`: colleagues answer apart, and one agreed answer is made of what they say.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::opened::{Nobody, change, finish, look, only};
use super::show::print_json;
use super::{Failure, Format};
use crate::files;
use crate::model::collect::{Forks, Stands};
use crate::model::merge::Choice;
use crate::model::spread::{ForRule, How};
use crate::model::{Level, text};
use crate::report::{ReportError, spread_csv, spread_data};
use crate::say;
use crate::words::{apart, handed_out, outcome, spread as words};
use crate::work::apart::{Back, HandOutWish, HandedOut, LeftOut, NotHandedOut};
use crate::work::{NotApart, Refused, Work};

/// What is typed behind `hand-out`.
#[derive(clap::Args)]
pub(crate) struct HandOut {
    /// The assessment; it stays as it is
    file: PathBuf,
    /// The folder the files go to; none that is there is replaced
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Whom to ask, by number (P-1) or name; without it everybody of the register who is to be asked anything
    #[arg(long, value_name = "PERSON", num_args = 1..)]
    person: Vec<String>,
    /// What to ask, by ids: clauses, requirements or checks. Without it what is theirs: they own it, are to be asked, or have
    /// the role that usually knows
    #[arg(long, value_name = "ID", num_args = 1..)]
    clauses: Vec<String>,
    /// The day by which it should come back
    #[arg(long, value_name = "DATE", default_value = "")]
    by: String,
    /// To whom it goes back
    #[arg(long, value_name = "NAME", default_value = "")]
    back_to: String,
    /// aims (a file of this program) or xlsx (a workbook)
    #[arg(long = "as", value_name = "FORM", default_value = "aims", value_parser = ["aims", "xlsx"])]
    form: String,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What is typed behind `collect`.
#[derive(clap::Args)]
pub(crate) struct Collect {
    /// The assessment
    file: PathBuf,
    /// Files or workbooks that came back; one that is refused keeps all of them out
    #[arg(required = true, value_name = "RETURNED")]
    returned: Vec<PathBuf>,
    /// Say what it would come to and change nothing
    #[arg(long)]
    dry_run: bool,
    /// What stands where a file and the one collected before went on apart: first (collected before) or second (this file)
    #[arg(long, value_name = "WHICH", value_parser = ["first", "second"])]
    stands: Option<String>,
    /// File with what stands there by question, a line each: an id and first or second; `#` begins a comment
    #[arg(long, value_name = "FILE")]
    decide: Option<PathBuf>,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who collects: a person of the register by number or name, or any name
    #[arg(long, default_value = "")]
    by: String,
}

/// What is typed behind `spread`.
#[derive(clap::Args)]
pub(crate) struct Spread {
    /// The assessment
    file: PathBuf,
    /// Only what is not agreed on yet
    #[arg(long)]
    open: bool,
    /// text, json or csv
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What is typed behind `agree`.
#[derive(clap::Args)]
pub(crate) struct Agree {
    /// The assessment
    file: PathBuf,
    /// What is agreed on, by ids; with --rule also none: then all that is not agreed on yet
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The level people settled on: 1 to 5, ? or n
    #[arg(long, value_name = "LEVEL", conflicts_with = "rule", required_unless_present = "rule")]
    level: Option<String>,
    /// What decides: worst takes the lowest level given. The history says so
    #[arg(long, value_parser = ["worst"])]
    rule: Option<String>,
    /// Who holds what against it, in a line
    #[arg(long, value_name = "TEXT", default_value = "", conflicts_with = "rule")]
    dissent: String,
    /// Who agrees on it: a person of the register by number or name, or any name
    #[arg(long, default_value = "")]
    by: String,
}

/// Which of these are bad files rather than slips of who typed.
fn failure(refused: Refused) -> Failure {
    let code = match &refused {
        Refused::Apart(why) => match &**why {
            NotApart::Store(e) => Some(e.exit_code()),
            NotApart::NotMade(_) => Some(74),
            NotApart::NotRead(_)
            | NotApart::NotHandedOut { .. }
            | NotApart::OtherQuestionnaire { .. }
            | NotApart::OtherAssessment { .. }
            | NotApart::NoPerson { .. }
            | NotApart::Altered { .. }
            | NotApart::Faults { .. } => Some(65),
            NotApart::Forked { .. } => Some(1),
            _ => None,
        },
        _ => None,
    };
    let Failure(usual, words) = Failure::from(refused);
    Failure(code.unwrap_or(usual), words)
}

fn not_handed_out(why: NotHandedOut) -> Failure {
    match why {
        NotHandedOut::Refused(refused) => failure(refused),
        NotHandedOut::Written(ref e) => Failure(e.exit_code(), handed_out::not_handed_out(&why, &Nobody)),
    }
}

fn who(by: &str) -> String {
    if by.is_empty() { files::user() } else { text::clean_line(by) }
}

/// Writes the files and says where they lie.
pub(super) fn hand_out(args: &HandOut, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    let w = look(&args.file)?;
    let wish = HandOutWish {
        folder: args.to.clone(),
        people: args.person.clone(),
        parts: args.clauses.clone(),
        back_to: args.back_to.clone(),
        back_by: args.by.clone(),
        workbook: args.form == "xlsx",
    };
    let all = w.hand_out(&wish).map_err(not_handed_out)?;
    if args.format == Format::Json {
        let one = |h: &HandedOut| {
            json!({"person": {"id": h.who.id.to_string(), "no": h.who.no, "name": h.who.name},
                "requirements": h.requirements, "checks": h.checks, "path": h.path.display().to_string()})
        };
        let left = |l: &LeftOut| {
            json!({"person": {"id": l.who.id.to_string(), "no": l.who.no, "name": l.who.name},
                "why": handed_out::left_out(l)})
        };
        let files: Vec<Value> = all.files.iter().map(one).collect();
        let left: Vec<Value> = all.left_out.iter().map(left).collect();
        print_json(&json!({"handed_out": files, "left_out": left}), out)?;
        return Ok(0);
    }
    for line in handed_out::handed_out(&all) {
        writeln!(out, "{line}")?;
    }
    Ok(0)
}

/// Takes what came back into the layer of whose it is, or says why not: all files or none.
pub(super) fn collect(args: &Collect, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    let mut w = if args.dry_run {
        look(&args.file)?
    } else {
        change(&args.file, &who(&args.by), say!("Nothing was collected."))?
    };
    let forks = forks(args)?;
    let look = |path: &PathBuf| {
        let mut back = w.look_back(path)?;
        w.decide_forks(&mut back, forks.clone());
        Ok(back)
    };
    let all: Vec<Back> = args.returned.iter().map(look).collect::<Result<_, _>>().map_err(failure)?;
    // Several files of one person are held against each other, too.
    let mut told = Vec::new();
    let each = |w: &mut Work| {
        all.iter().try_for_each(|back| w.collect(back).map(|done| told.push(outcome(&done.said, &Nobody))))
    };
    if args.dry_run {
        for back in &all {
            if back.came.differ.is_empty() {
                told.push(apart::told(&w.told_of(back, back.came.clone()), None));
            } else {
                told.push(apart::refused(&w.forked(back, back.came.clone())));
            }
        }
    } else {
        // First it is done: whoever reads what is printed may close the pipe early.
        w.together(each).map_err(failure)?;
    }
    let data: Vec<Value> = all.iter().map(|back| collected(&w, back)).collect();
    if !args.dry_run {
        finish(w)?;
    }
    // As of a merge: people have to decide.
    let asked = u8::from(all.iter().any(|back| args.dry_run && !back.came.differ.is_empty()));
    if args.format == Format::Json {
        print_json(&json!({"collected": data, "dry_run": args.dry_run}), out)?;
        return Ok(asked);
    }
    for line in told {
        writeln!(out, "{line}")?;
    }
    if args.dry_run {
        writeln!(out, "{}", say!("Nothing was changed: this was a dry run."))?;
    }
    Ok(asked)
}

/// What stands where files went on apart, as it is typed.
fn forks(args: &Collect) -> Result<Forks, Failure> {
    let which = |first: bool| if first { Stands::First } else { Stands::Second };
    let rest = args.stands.as_deref().map(|typed| which(typed == "first"));
    let mut forks = Forks { rest, ..Forks::default() };
    for (id, choice) in super::merge::decided(args.decide.as_deref())?.by_key {
        match choice {
            Choice::First | Choice::Second => _ = forks.by_id.insert(id, which(choice == Choice::First)),
            _ => {
                return Err(Failure(
                    65,
                    say!(
                        "What is decided for {id} is no answer of a file: write first (collected before) or second (this file). Nothing was changed.",
                        id
                    ),
                ));
            }
        }
    }
    Ok(forks)
}

fn collected(w: &Work, back: &Back) -> Value {
    let (person, r, came) = (w.a().person(&back.returned.who), &back.returned, &back.came);
    json!({
        "file": back.file,
        "person": {"id": person.id.to_string(), "no": person.no, "name": person.name},
        "requirements": r.asked, "answered": r.answered,
        "new": came.new, "changed": came.changed, "gone": came.gone, "notes": came.notes,
        "parked": came.parked, "parked_reworded": came.reworded,
        "parked_settled": came.settled, "forked": came.forked,
        "differ": came.differ.iter().map(|d| {
            let [first, second] = apart::fork_sides(d);
            json!({"at": d.at, "first": first, "second": second})
        }).collect::<Vec<_>>(),
        "same": came.same, "older": came.older, "again": came.again, "later_stay": came.later,
        "said_otherwise_in_the_room": came.in_room, "answered_in_the_room_not_shown": came.unseen,
        "unknown": came.unknown, "records_left": r.beside,
    })
}

/// Everybody's answers side by side.
pub(super) fn spread(args: &Spread, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Csv])?;
    let w = look(&args.file)?;
    let mut rows = w.spread();
    rows.retain(|row| !args.open || !row.is_settled());
    match args.format {
        Format::Json => {
            print_json(
                &json!({"rows": rows.iter().map(|r| spread_data(w.q(), w.a(), r)).collect::<Vec<_>>()}),
                out,
            )?;
        }
        Format::Csv => out.write_all(&spread_csv(w.q(), w.a(), &rows).map_err(ReportError::from)?)?,
        _ => {
            writeln!(out, "{}", words::headline(&rows))?;
            for row in &rows {
                for line in words::lines(w.q(), w.a(), row) {
                    writeln!(out, "{line}")?;
                }
            }
        }
    }
    Ok(0)
}

/// Makes agreed answers, each a change of its own, all of them saved at once or none.
pub(super) fn agree(args: &Agree, out: &mut impl Write) -> Result<u8, Failure> {
    let how = match &args.level {
        Some(typed) => How::ByHand(Level::parse(typed).ok_or_else(|| {
            let typed = text::shown(typed, 40);
            Failure(2, say!("\"{typed}\" is no level: 1 to 5, ? or n. Nothing was changed.", typed))
        })?),
        None => How::Worst,
    };
    if args.ids.is_empty() && how != How::Worst {
        return Err(Failure(
            2,
            say!("Name what is agreed on, for example: clausewise agree FILE ID --level 3. Nothing was changed.").to_owned(),
        ));
    }
    let mut w = change(&args.file, &who(&args.by), say!("Nothing was agreed on."))?;
    let rule = if args.ids.is_empty() { w.for_rule() } else { ForRule::default() };
    let ids = if args.ids.is_empty() { &rule.ids } else { &args.ids };
    let mut told = Vec::new();
    let dissent = Some(args.dissent.as_str()).filter(|words| !words.is_empty());
    let each = |w: &mut Work| {
        ids.iter()
            .try_for_each(|at| w.agree(at, how, dissent).map(|done| told.push(outcome(&done.said, &Nobody))))
    };
    w.together(each).map_err(failure)?;
    finish(w)?;
    let left = apart::left_alone(&rule);
    if told.is_empty() {
        writeln!(out, "{}", say!("Nothing is left to agree on by this rule. Nothing was changed."))?;
    }
    for line in told.into_iter().chain(left) {
        writeln!(out, "{line}")?;
    }
    Ok(0)
}
