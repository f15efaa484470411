//! What each command does.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use jiff::civil::Date;

use super::{Command, Failure, Format, NewArgs, compare, explain, show, xray};
use crate::model::assessment::keys;
use crate::model::{Edit, Level, edit, roadmap::PlanInput, text};
use crate::session::Session;
use crate::{bank, files, store};

/// How long a headless writer waits for another window.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(command: Command, out: &mut impl Write) -> Result<u8, Failure> {
    match command {
        Command::New(args) => new(&args),
        Command::Answer { file, script, ack, by } => answer(&file, &script, ack, &by, out),
        Command::Status { file, format } => {
            let s = look(&file)?;
            show::status(&s, &s.figures(plan(&s)), format, out)
        }
        Command::Gaps { file, format } => {
            let s = look(&file)?;
            show::gaps(&s, &s.figures(plan(&s)), format, out)
        }
        Command::Roadmap { file, format, hours_per_week, start, target } => {
            let mut s = look(&file)?;
            // A what-if: the changed figures live in memory only, the file was opened for reading.
            let sets = [(keys::HOURS, hours_per_week), (keys::START, start), (keys::TARGET, target)];
            let e = edit::about(s.assessment(), sets.into_iter().filter_map(|(k, v)| Some((k, v?))))?;
            s.imagine(&e);
            show::roadmap(&s, &s.figures(plan(&s)), format, out)
        }
        Command::Explain { file, what } => explain::explain(&file, &what, out),
        Command::Snapshot { file, name } => compare::snapshot(&file, &name, out),
        Command::Compare { file, other, format } => compare::compare(&file, other.as_deref(), format, out),
        Command::Xray { file, format } => xray::xray(&file, format, out),
        Command::FollowUp { old, new } => compare::follow_up(&old, &new, out),
        Command::Dump { file } => {
            for (key, value) in look(&file)?.assessment().facts() {
                writeln!(out, "{key}={}", value.replace('\\', "\\\\").replace('\n', "\\n"))?;
            }
            Ok(0)
        }
        Command::Check { file } => check(&file, out),
        Command::Questionnaire { what, id } => show::questionnaire(&what, id.as_deref(), out),
        Command::Demo { file } => demo(&file),
    }
}

pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

pub(super) fn plan(s: &Session) -> PlanInput {
    PlanInput::of(s.assessment(), today())
}

pub(super) fn look(file: &Path) -> Result<Session, Failure> {
    Ok(Session::open(bank::embedded()?, file, "", false, Duration::ZERO)?)
}

fn new(args: &NewArgs) -> Result<u8, Failure> {
    let q = bank::embedded()?;
    let empty = crate::model::Assessment::new(&q);
    let sets = [
        (keys::ORGANISATION, Some(args.org.clone())),
        (keys::SCOPE, args.scope.clone()),
        (keys::ROLES, args.role.clone()),
        (keys::SIZE, args.size.clone()),
        (keys::HOURS, args.hours_per_week.clone()),
        (keys::START, Some(args.start.clone().unwrap_or_else(|| today().to_string()))),
        (keys::TARGET, args.target.clone()),
        (keys::QUESTIONNAIRE, Some(format!("{} {}", q.id, q.version))),
        (keys::RULE, Some(crate::model::RULE.to_owned())),
    ];
    let first = edit::about(&empty, sets.into_iter().filter_map(|(k, v)| Some((k, v?))))?;
    let by = files::user();
    Session::create(q, &args.file, &by, &first, args.force)?.close()?;
    Ok(0)
}

fn read_script(script: &Path) -> Result<String, Failure> {
    let name = text::shown(&script.display().to_string(), 60);
    let mut bytes = Vec::new();
    let read = if script.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(script).map(|b| bytes = b)
    };
    read.map_err(|e| {
        Failure(65, format!("The script {name} cannot be read: {}. Nothing was answered.", files::why(&e)))
    })?;
    String::from_utf8(bytes)
        .map_err(|_| Failure(65, format!("The script {name} is not text (UTF-8). Nothing was answered.")))
}

fn answer(file: &Path, script: &Path, ack: bool, by: &str, out: &mut impl Write) -> Result<u8, Failure> {
    let lines = read_script(script)?;
    let by = if by.is_empty() { files::user() } else { text::clean_line(by) };
    let mut s = Session::open(bank::embedded()?, file, &by, true, PATIENCE)?;
    if let Some(why) = &s.read_only {
        return Err(Failure(
            77,
            format!("{} cannot be changed: {why}. Nothing was answered.", files::human_path(file)),
        ));
    }
    for (n, line) in lines.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (id, level, e) = parse_line(&s, line).map_err(|why| {
            Failure(
                65,
                format!(
                    "line {}: {why} This line and the rest were not run; earlier lines are saved.",
                    n + 1
                ),
            )
        })?;
        s.apply_durably(&e)?;
        if ack {
            writeln!(out, "ACK {id}={level}")?;
            out.flush()?;
        }
    }
    s.close()?;
    Ok(0)
}

/// `ID LEVEL [note]`; "in use" and the like may be written as two words only with a hyphen.
fn parse_line(s: &Session, line: &str) -> Result<(String, &'static str, Edit), String> {
    let mut parts = line.splitn(3, char::is_whitespace);
    let (id, word) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let note = parts.next().map(str::trim).filter(|n| !n.is_empty() && !n.starts_with("# "));
    let level = if word.eq_ignore_ascii_case("clear") {
        None
    } else {
        Some(Level::parse(word).ok_or_else(|| {
            format!(
                "\"{}\" is no level; use 1 to 5, ?, n, clear or nothing planned written in-use proven unknown na.",
                text::shown(word, 30)
            )
        })?)
    };
    let e = edit::rate(&s.q, s.assessment(), id, level, note).map_err(|e| e.to_string())?;
    Ok((e.at.clone(), level.map_or("clear", Level::key), e))
}

fn check(file: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let report = store::check(file)?;
    let unreadable = match look(file) {
        Ok(s) => s
            .assessment()
            .facts()
            .iter()
            .filter(|(k, v)| s.q.find(k).is_some() && v.as_str() != keys::CLEAR && Level::parse(v).is_none())
            .map(|(k, _)| k.clone())
            .collect(),
        Err(_) => Vec::new(),
    };
    writeln!(out, "events={}\nhead={}\nschema={}", report.events, report.head, report.schema)?;
    for notice in &report.notices {
        writeln!(out, "notice={notice}")?;
    }
    for fault in &report.faults {
        writeln!(out, "fault={}", fault.what)?;
    }
    for key in &unreadable {
        writeln!(out, "fault=the answer {key} holds no level")?;
    }
    if let Some(e) = report.error() {
        return Err(e.into());
    }
    Ok(u8::from(!unreadable.is_empty()))
}

/// The sample: a small user of third-party AI some weeks into the work. Every answer goes through the
/// same door as a person's.
fn demo(file: &Path) -> Result<u8, Failure> {
    const ANSWERS: &str = include_str!("../../assets/demo.txt");
    let args = NewArgs {
        file: file.to_owned(),
        org: "Harbour Bakery Supplies (sample)".into(),
        scope: Some("Order forecasting and the customer chatbot, both sites".into()),
        role: Some("user".into()),
        size: Some("small".into()),
        hours_per_week: Some("12".into()),
        start: None,
        target: None,
        force: false,
    };
    new(&args)?;
    let mut s = Session::open(bank::embedded()?, file, "sample", true, PATIENCE)?;
    for line in ANSWERS.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (_, _, e) = parse_line(&s, line).map_err(|why| Failure(1, why))?;
        s.apply(&e);
    }
    s.close()?;
    Ok(0)
}

/// Only text and data formats that a command offers are accepted.
pub(super) fn only(format: Format, offered: &[Format]) -> Result<(), Failure> {
    if offered.contains(&format) {
        return Ok(());
    }
    Err(Failure(2, "this command does not offer that format; see --help.".into()))
}
