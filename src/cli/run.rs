//! What each command does.

use std::io::{IsTerminal, Write};
use std::path::Path;

use clap::CommandFactory;

use super::opened::{finish, look, only, tell, today};
use super::{
    Command, Failure, Format, NewArgs, agenda, apart, audit, check, compare, evidence, explain, export,
    import, man, merge, papers, portfolio, record, rehearsal, rescue, risks, schema, script, show, soa, xray,
};
use crate::model::assessment::keys;
use crate::model::format::Firm;
use crate::model::record::KINDS;
use crate::model::text;
use crate::words::{Words, each};
use crate::work::begin::SampleError;
use crate::work::{Work, begin, style};
use crate::{bank, files, plain, say, tui};

pub(super) fn run(command: Command, out: &mut impl Write) -> Result<u8, Failure> {
    match command {
        Command::New(args) => new(&args),
        Command::Answer { file, script, ack, by, system } => {
            script::answer(&file, &script, ack, (&by, &system), out)
        }
        Command::Status { file, format } => {
            let w = look(&file)?;
            tell(&w.session().copies().iter().map(|(_, copy)| copy.words()).collect::<Vec<_>>());
            show::status(&w.input(&w.head()), format, out)
        }
        Command::Gaps { file, format } => {
            let w = look(&file)?;
            show::gaps(&w.input(&w.head()), format, out)
        }
        Command::Roadmap { file, format, hours_per_week, start, target } => {
            let mut w = look(&file)?;
            // A what-if: the changed figures live in memory only, the file was opened for reading.
            let sets = [(keys::HOURS, hours_per_week), (keys::START, start), (keys::TARGET, target)];
            w.imagine(sets.into_iter().filter_map(|(k, v)| Some((k, v?))))?;
            show::roadmap(&w.input(&w.head()), format, out)
        }
        Command::Documents { file, format } => {
            let w = look(&file)?;
            show::documents(&w.input(&w.head()), format, out)
        }
        Command::Export(args) => export::export(&args, out),
        Command::Risks(args) => risks::risks(&args, out),
        Command::Soa(args) => soa::soa(&args, out),
        Command::Papers(args) => papers::papers(&args, out),
        Command::Completions { shell } => {
            let mut program = super::Cli::command();
            clap_complete::generate(shell, &mut program, "clausewise", out);
            Ok(0)
        }
        Command::Man => man::page(super::Cli::command(), out),
        Command::Explain { file, what, format } => explain::explain(&file, &what, format, out),
        Command::Snapshot { file, name } => compare::snapshot(&file, &name, out),
        Command::Compare { file, other, format } => compare::compare(&file, other.as_deref(), format, out),
        Command::Xray { file, format } => xray::xray(&file, format, out),
        Command::Agenda(args) => agenda::agenda(&args, out),
        Command::Rehearsal(args) => rehearsal::rehearsal(&args, out),
        Command::FollowUp { old, new, questionnaire } => {
            compare::follow_up(&old, &new, questionnaire.as_deref(), out)
        }
        Command::Portfolio(args) => portfolio::portfolio(&args, out),
        Command::Audit(args) => audit::audit(&args, out),
        Command::Evidence(args) => evidence::evidence(&args, out),
        Command::Record(args) => record::record(&args, KINDS, out),
        Command::Import(args) => import::import(&args, out),
        Command::HandOut(args) => apart::hand_out(&args, out),
        Command::Collect(args) => apart::collect(&args, out),
        Command::Spread(args) => apart::spread(&args, out),
        Command::Agree(args) => apart::agree(&args, out),
        Command::Merge(args) => merge::merge(&args, out),
        Command::Dump { file } => show::dump(look(&file)?.a(), out),
        Command::History { file, format } => super::history::history(&file, format, out),
        Command::Check { file, expect } => check::check(&file, expect.as_deref(), out),
        Command::Questionnaire(what) => super::bank::questionnaire(&what, out),
        Command::Find { words, file } => super::find::find(words, file, out),
        Command::Guide { which, format } => super::guide::guide(which.as_ref(), format, out),
        Command::Keys { names: true, .. } => {
            out.write_all(tui::keymap::names().as_bytes())?;
            Ok(0)
        }
        Command::Keys { format, names: false } => keys(format, out),
        Command::Settings { style: true } => {
            out.write_all(style::TEMPLATE.as_bytes())?;
            Ok(0)
        }
        Command::Settings { style: false } => settings(out),
        Command::Schema { what } => schema::print(what, out),
        Command::Salvage { old, new } => rescue::salvage(&old, &new, out),
        Command::Backups(args) => rescue::backups(&args, out),
        Command::Demo { file, firm, force } => demo(&file, firm, force),
    }
}

/// Starts the full-screen program.
pub(super) fn full_screen(file: Option<&Path>, ascii: bool, no_color: bool) -> Result<u8, Failure> {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let plain_letters = |name| {
        std::env::var(name).ok().filter(|v| !v.is_empty()).map(|v| {
            let v = v.to_lowercase();
            !v.contains("utf-8") && !v.contains("utf8")
        })
    };
    // The first of these that is set decides; on Windows none is, and its terminals draw Unicode.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(plain_letters).unwrap_or(false);
    let start = tui::Start {
        bank: bank::embedded()?,
        file,
        mono: no_color || set("NO_COLOR"),
        ascii: ascii || locale,
        today: today(),
        by: &files::user(),
    };
    tui::run(start).map_err(|(code, words)| Failure(code, words))?;
    Ok(0)
}

/// Whether the terminal says that it cannot place a cursor.
pub(super) fn cannot_draw() -> bool {
    std::env::var_os("TERM").is_some_and(|t| t == "dumb")
}

/// Starts plain mode on standard input and output.
pub(super) fn plain(file: Option<&Path>, out: &mut impl Write) -> Result<u8, Failure> {
    let input = std::io::stdin();
    let echo = !input.is_terminal();
    let by = &files::user();
    let start = plain::Start { bank: bank::embedded()?, kinds: KINDS, file, today: today(), by, echo };
    plain::run(start, &mut input.lock(), out).map_err(|(code, words)| Failure(code, words))?;
    Ok(0)
}

fn keys(format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Md])?;
    out.write_all(tui::keymap::table(format == Format::Md).as_bytes())?;
    Ok(0)
}

fn settings(out: &mut impl Write) -> Result<u8, Failure> {
    let Some(file) = tui::SettingsFile::load() else {
        let words =
            say!("This system does not say where settings are kept, so there are none. Nothing was changed.");
        return Err(Failure(73, words.into()));
    };
    // A comment, so that what is printed can become the file.
    writeln!(out, "# {}", text::clean_line(&file.path.display().to_string()))?;
    if !file.exists {
        out.write_all(tui::TEMPLATE.as_bytes())?;
    }
    for fault in &file.faults {
        writeln!(out, "{fault}")?;
    }
    Ok(u8::from(!file.faults.is_empty()))
}

fn new(args: &NewArgs) -> Result<u8, Failure> {
    let q = args.questionnaire.as_deref().map_or_else(bank::embedded, bank::from_folder)?;
    let sets = [
        (keys::ORGANISATION, Some(args.org.clone())),
        (keys::SCOPE, args.scope.clone()),
        (keys::ROLES, args.role.clone()),
        (keys::SIZE, args.size.clone()),
        (keys::HOURS, args.hours_per_week.clone()),
        (keys::START, Some(args.start.clone().unwrap_or_else(|| today().to_string()))),
        (keys::TARGET, args.target.clone()),
    ];
    let first = begin::founding(&q, sets.into_iter().filter_map(|(k, v)| Some((k, v?))), today())?;
    let by = files::user();
    let s = begin::create(q, &args.file, &by, &first, args.force)?;
    tell(&each(&s.notices));
    let w = Work::new(s, today());
    tell(&Vec::from_iter(crate::words::target_too_early(&w.plan().1)));
    finish(w)?;
    Ok(0)
}

fn demo(file: &Path, firm: Option<Firm>, force: bool) -> Result<u8, Failure> {
    let notices =
        begin::create_sample(bank::embedded()?, firm, file, today(), force).map_err(|e| match e {
            SampleError::Store(e) => e.into(),
            SampleError::Line(_) | SampleError::Untold(_) => Failure(1, e.to_string()),
        })?;
    tell(&each(&notices));
    Ok(0)
}
