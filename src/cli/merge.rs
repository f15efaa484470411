//! `merge`: two files that were copied and both changed, into a new one or into the first of them; or only what that would
//! come to.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::opened::{change, finish, only};
use super::show::print_json;
use super::{Failure, Format};
use crate::model::merge::{Conflict, Decisions, Plan, Settled, Why, decisions};
use crate::model::text;
use crate::session::{Knows, Merging, NotMerged};
use crate::words::{merge as words, not_merged};
use crate::work::{Refused, Work};
use crate::{bank, files, say};

/// A rule that decides where nobody did.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// The worst of two answers between nothing and proven
    Worst,
}

/// What is typed behind `merge`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The first file
    first: PathBuf,
    /// The second file: a copy of the first, or both are copies of a third
    second: PathBuf,
    /// The new file; both others stay as they are
    #[arg(long, value_name = "FILE", required_unless_present_any = ["dry_run", "into"])]
    to: Option<PathBuf>,
    /// The first file again: it takes the second over, after a backup; the second stays as it is
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    into: Option<PathBuf>,
    /// Say what it would come to and write nothing
    #[arg(long)]
    dry_run: bool,
    /// File with decisions, a line each: a key of the list and first, second, both (of texts) or =VALUE, or one where both added the same record; `#` begins a
    /// comment
    #[arg(long, value_name = "FILE")]
    decide: Option<PathBuf>,
    /// What decides where both changed an answer and no line of --decide does; the history says so
    #[arg(long, value_enum)]
    rule: Option<Rule>,
    /// text or json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who merges
    #[arg(long, default_value = "")]
    by: String,
}

/// Merges, or says why not. Ends with 1 where people have to decide.
pub(super) fn merge(args: &Args, out: &mut impl Write) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json])?;
    let typed = [&args.first, &args.second].map(|p| files::shown_name(p, 40));
    let refused = |e: NotMerged| match e {
        NotMerged::Store(e) => Failure::from(e),
        other => Failure(65, not_merged::not_merged(&other, [&typed[0], &typed[1]])),
    };
    let decisions = Decisions { worst: args.rule.is_some(), ..decided(args.decide.as_deref())? };
    if let Some(to) = args.to.as_deref().filter(|to| !args.dry_run && files::exists(to)) {
        let name = files::human_path(to);
        return Err(Failure(
            73,
            say!("{name} is there already and was not replaced. Name a new file.", name),
        ));
    }
    let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
    let into = args.into.as_deref().map(|into| in_place(args, into, &by)).transpose()?.flatten();
    let m = Merging::read(bank::embedded()?, [&args.first, &args.second]).map_err(refused)?;
    let plan = m.plan(&decisions).map_err(refused)?;
    match args.into {
        Some(_) => m.can_go_in_place(&plan),
        None => m.continues(&plan).map(|_| ()),
    }
    .map_err(refused)?;
    let whole = plan.is_whole();
    let writes = whole && !args.dry_run;
    let to = args.to.as_deref().or(args.into.as_deref()).filter(|_| writes);
    // First it is done: whoever reads what is printed may close the pipe early.
    match (to, into) {
        (Some(_), Some(mut w)) => {
            w.merge(&m, &plan).map_err(unmerged)?;
            finish(w)?;
        }
        (Some(to), None) => m.write(&plan, &by, to).map_err(refused)?,
        (None, _) => {}
    }
    if args.format == Format::Json {
        print_json(&data(&m, &plan, to), out)?;
        return Ok(u8::from(!whole));
    }
    for line in words::lines(&m, &plan) {
        writeln!(out, "{line}")?;
    }
    if let Some(line) = words::twins_step(&plan) {
        writeln!(out, "{line}")?;
    }
    match to {
        Some(to) if args.into.is_some() && m.knows() != Knows::First => {
            let (name, typed) = (files::human_path(to), files::typed(to));
            let line =
                say!("Merged into {name}. As it was it is kept: clausewise backups {typed}", name, typed);
            writeln!(out, "{line}")?;
        }
        Some(_) if args.into.is_some() => writeln!(out, "{}", say!("Nothing had to be written."))?,
        Some(to) => writeln!(out, "{}", say!("Written: {name}.", name = files::human_path(to)))?,
        None if !whole => writeln!(out, "{}", words::next_step())?,
        None => writeln!(out, "{}", say!("Nothing was written: this was a dry run."))?,
    }
    Ok(u8::from(!whole))
}

/// Why the first file does not take the other over.
fn unmerged(e: Refused) -> Failure {
    match e {
        e @ Refused::NotMerged { .. } => Failure(65, crate::words::refused(&e, &super::opened::Nobody)),
        other => other.into(),
    }
}

/// The first file, open to take the other over; none for a dry run.
fn in_place(args: &Args, into: &Path, by: &str) -> Result<Option<Work>, Failure> {
    let real = |path: &Path| files::canonical(path).ok();
    if real(into).is_none() || real(into) != real(&args.first) {
        let (name, typed) = (files::human_path(into), files::typed(into));
        return Err(Failure(
            2,
            say!(
                "--into names the file that takes the other over, and that has to be the first of the two: clausewise merge {typed} OTHER --into {typed}. Nothing was written to {name}.",
                name,
                typed
            ),
        ));
    }
    if args.dry_run {
        return Ok(None);
    }
    change(into, by, say!("Nothing was merged.")).map(Some)
}

/// The decisions in a file.
pub(super) fn decided(path: Option<&Path>) -> Result<Decisions, Failure> {
    let Some(path) = path else { return Ok(Decisions::default()) };
    let unread = |why: String| {
        let name = files::human_path(path);
        Failure(65, say!("The decisions in {name} cannot be read: {why}. Nothing was written.", name, why))
    };
    let lines =
        std::fs::read_to_string(path).map_err(|e| unread(crate::words::Words::words(&files::why(&e))))?;
    let by_key = decisions(&lines).map_err(|e| Failure(65, not_merged::wrong_line(&e)))?;
    Ok(Decisions { by_key, worst: false })
}

/// All of it for programs.
fn data(m: &Merging, plan: &Plan, to: Option<&Path>) -> Value {
    let file = |n: usize| {
        json!({"path": m.path(n).display().to_string(), "events_since": m.behind(n),
            "facts_new_to_it": plan.news(m.facts(n))})
    };
    let common = m.common().map(|e| json!({"event": e.seq, "hash": e.hash, "time": e.time}));
    let knows = match m.knows() {
        Knows::First => "first",
        Knows::Second => "second",
        Knows::Neither => "neither",
    };
    json!({
        "first": file(0), "second": file(1), "common": common, "holds_all": knows,
        "undecided": plan.undecided().count(), "whole": plan.is_whole(),
        "conflicts": plan.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "settled": plan.settled.iter().map(settled).collect::<Vec<_>>(),
        "refused": plan.refused, "unused": plan.unused,
        "written": to.map(|to| to.display().to_string()),
    })
}

/// A conflict; of answers nobody may see yet who gave them, and no value.
fn conflict(c: &Conflict) -> Value {
    let told = |value: &Option<String>| value.clone().filter(|_| !c.hidden);
    let with = |beside: &[(String, String)]| {
        let facts = beside.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str())));
        Value::Object(facts.collect())
    };
    let sides: Vec<Value> = c
        .sides
        .iter()
        .map(|s| {
            json!({"value": told(&s.value), "with": with(&s.beside), "first": s.stands[0], "second": s.stands[1], "by": s.said.by,
                "time": s.said.time})
        })
        .collect();
    let (why, worked_on) = match &c.why {
        Why::Both => ("both", &[][..]),
        Why::Removed { worked_on } => ("removed", worked_on.as_slice()),
    };
    let decided = c
        .decided
        .as_ref()
        .map(|d| json!({"value": told(&d.value), "with": with(&d.beside), "by_rule": d.by_rule}));
    json!({"key": c.key, "why": why, "worked_on": worked_on, "before": told(&c.base), "hidden": c.hidden,
        "sides": sides, "decided": decided})
}

fn settled(s: &Settled) -> Value {
    match s {
        Settled::Joined { key, value } => json!({"how": "joined", "key": key, "value": value}),
        Settled::GaveWay { key, .. } => json!({"how": "taken back", "key": key}),
        Settled::Stays { key } => json!({"how": "member stays", "key": key}),
        Settled::Newest { key, value } => json!({"how": "newest", "key": key, "value": value}),
        Settled::Later { who, at } => json!({"how": "later answers", "person": who.as_str(), "at": at}),
        Settled::Forgotten { key } => json!({"how": "forgotten", "key": key}),
        Settled::Number { key, was, now } => {
            json!({"how": "number", "key": key, "first": was[0], "second": was[1], "now": now})
        }
        Settled::Hidden { at } => json!({"how": "hidden again", "at": at}),
        Settled::Named { key, was, now } => json!({"how": "named", "key": key, "was": was, "now": now}),
        Settled::One { one, other } => json!({"how": "one", "key": one, "other": other}),
        Settled::Twice { one, other } => json!({"how": "twice", "key": one, "other": other}),
    }
}
