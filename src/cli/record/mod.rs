//! `record`: every register from the command line. What a kind holds is read from its table alone, so that a new
//! kind or field needs nothing here.

mod remove;
mod supports;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::opened::{change, finish, look, only, signed, tell, today};
use super::show::print_json;
use super::{Failure, Format};
use crate::files;
use crate::inert::one_line;
use crate::model::record::{Draft, Fault, Field, Kind, MadeBy, NUMBER, Rec, Type, near, over, read, write};
use crate::model::record::{PERSON, derived, named as model_named, value};
use crate::model::said::{More, Said};
use crate::model::{Refusal, text};
use crate::report::records;
use crate::say;
use crate::session::Session;
use crate::words;
use crate::words::summary;
use crate::words::{KindWords as _, Words as _};
use crate::work::{Refused, Work};

/// Stands for a kind and lists them all.
const ALL: &str = "kinds";

/// What is typed behind `record`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The assessment; kinds in its place lists the kinds without one
    file: PathBuf,
    /// person, system, evidence and so on; kinds lists them with their fields; without it the registers are listed with how
    /// many records each holds
    kind: Option<String>,
    /// What to do; without it, list
    #[arg(value_enum)]
    verb: Option<Verb>,
    /// ID of the record, permanent or its number (E-3 or 3), for show, set and remove; FIELD=VALUE for each field
    /// add and set write: FIELD= empties it
    #[arg(value_name = "ID|FIELD=VALUE")]
    rest: Vec<String>,
    /// text, json or csv
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Who makes the change: a person of the register by number or name, or any name
    #[arg(long, default_value = "")]
    by: String,
    /// Of remove: tell what hangs on the record, and remove nothing
    #[arg(long)]
    dry_run: bool,
    /// Of remove: do not ask, also where a person is there to be asked; where nobody is, as in a script, nobody is asked
    /// anyway
    #[arg(long)]
    yes: bool,
}

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Verb {
    /// All records of the kind
    List,
    /// Every field of one
    Show,
    /// A new one; prints its permanent id, and tells its number where somebody reads it at a terminal
    Add,
    /// Writes fields of one
    Set,
    /// Takes one out of its register: names what hangs on it and asks a person at a terminal; where nobody can be asked, as
    /// in a script, it is removed without a question and can be taken back by undo
    Remove,
    /// The checks of the questionnaire the register supports, and how far
    Supports,
}

/// Runs the command over these kinds.
pub(super) fn record(
    args: &Args,
    kinds: &'static [&'static Kind],
    out: &mut impl Write,
) -> Result<u8, Failure> {
    only(args.format, &[Format::Text, Format::Json, Format::Csv])?;
    let kind = match args.kind.as_deref() {
        None if args.file.as_os_str() == ALL => return tell_kinds(kinds, args.format, out),
        None => return supports::registers(&over(look(&args.file)?, kinds), kinds, args.format, out),
        Some(ALL) => {
            look(&args.file)?;
            return tell_kinds(kinds, args.format, out);
        }
        Some(word) => Kind::find(kinds, word).ok_or_else(|| unknown_kind(&args.file, word, kinds))?,
    };
    if (args.dry_run || args.yes) && args.verb != Some(Verb::Remove) {
        return Err(usage(say!("--dry-run and --yes are for remove alone. Nothing was changed.").to_owned()));
    }
    match args.verb.unwrap_or(Verb::List) {
        Verb::List => {
            nothing_behind(&args.rest)?;
            list(&over(look(&args.file)?, kinds), kind, args.format, out)
        }
        Verb::Show => {
            let (id, rest) = one_id(kind, &args.rest)?;
            nothing_behind(rest)?;
            let w = over(look(&args.file)?, kinds);
            show(&w, &named(&w, kind, id)?, args.format, out)
        }
        Verb::Add => add(args, kinds, kind, out),
        Verb::Set => set(args, kinds, kind),
        Verb::Supports => {
            nothing_behind(&args.rest)?;
            supports::supports(&over(look(&args.file)?, kinds), kind, args.format, out)
        }
        Verb::Remove => remove::remove(args, kinds, kind, out),
    }
}

/// The assessment with records by these kinds.
fn over(w: Work, kinds: &'static [&'static Kind]) -> Work {
    Work::with_kinds(w.into_session(), today(), kinds)
}

fn opened(args: &Args, kinds: &'static [&'static Kind]) -> Result<Work, Failure> {
    let by = if args.by.is_empty() { files::user() } else { text::clean_line(&args.by) };
    let w = change(&args.file, &by, say!("Nothing was changed."))?;
    Ok(signed(over(w, kinds), &by))
}

fn usage(words: String) -> Failure {
    Failure(2, words)
}

fn unknown_kind(file: &Path, word: &str, kinds: &[&'static Kind]) -> Failure {
    let keys: Vec<&str> = kinds.iter().map(|k| k.key).collect();
    let said = match near::meant(kinds, word) {
        Some(kind) => {
            let how = format!("clausewise record {} {} list.", files::typed(file), kind.key);
            words::register::meant(word, kind, &how)
        }
        None => say!("There is no kind of record \"{word}\".", word = text::shown(word, 40)),
    };
    let kinds = say!(
        "Kinds: {kinds}. Nothing was changed. What each holds: clausewise record kinds",
        kinds = keys.join(", ")
    );
    usage(format!("{said} {kinds}"))
}

fn nothing_behind(rest: &[String]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(usage(say!(
            "\"{word}\" is one word too many here. Nothing was changed.",
            word = text::shown(word, 40)
        ))),
    }
}

/// The id a verb needs, and what follows it.
fn one_id<'r>(kind: &Kind, rest: &'r [String]) -> Result<(&'r str, &'r [String]), Failure> {
    match rest.split_first() {
        Some((id, rest)) if !id.contains('=') => Ok((id, rest)),
        _ => Err(usage(say!(
            "Which {word} is missing: its number, for example {letter}-1, or its id. Nothing was changed.",
            word = words::text(kind.word),
            letter = kind.letter
        ))),
    }
}

/// What was typed as FIELD=VALUE, each field once.
fn assignments(kind: &Kind, typed: &[String]) -> Result<Draft, Failure> {
    let mut draft = Draft::new();
    for word in typed {
        let Some((field, value)) = word.split_once('=') else {
            return Err(usage(say!(
                "\"{word}\" is no FIELD=VALUE. Fields of {kind}: {fields}. Nothing was changed.",
                word = text::shown(word, 40),
                kind = kind.a_new(),
                fields = kind.typed().map(|f| f.key).collect::<Vec<_>>().join(", ")
            )));
        };
        if draft.insert(field.trim().to_owned(), value.to_owned()).is_some() {
            let field = text::shown(field, 40);
            return Err(usage(say!("The field {field} is given twice. Nothing was changed.", field)));
        }
    }
    Ok(draft)
}

/// The record of that id or number; 1 where there is none.
fn named<'w>(w: &'w Work, kind: &'static Kind, id: &str) -> Result<Rec<'w>, Failure> {
    w.record_named(kind, id).map_err(|_| {
        Failure(
            1,
            say!(
                "There is no {word} \"{id}\" in {name}. Nothing was changed. Those there are: clausewise record \
                 {file} {key} list",
                word = words::text(kind.word),
                id = text::shown(id, 40),
                name = files::shown_name(w.path(), 36),
                file = files::typed(w.path()),
                key = kind.key
            ),
        )
    })
}

/// A refusal in words: a field by its name here, and a command with the file, so that both can be typed.
fn refused(refused: Refused, file: &Path) -> Failure {
    let Refused::Change(e) = refused else { return refused.into() };
    usage(match *e {
        Refusal::Field { kind, field, fault: fault @ Fault::HasAnother { .. }, .. } => say!(
            "{field}: {fault} Nothing was changed. Which there are: clausewise record {file} {kind} list",
            field,
            fault = fault.words(),
            file = files::typed(file),
            kind
        ),
        Refusal::Field { field, fault, .. } => {
            say!("{field}: {fault} Nothing was changed.", field, fault = fault.words())
        }
        Refusal::MadeByVerb { sentence, verb } => {
            words::said(sentence, &[("verb", &verb.replacen("FILE", &files::typed(file), 1))])
        }
        other => other.words(),
    })
}

fn add(
    args: &Args,
    kinds: &'static [&'static Kind],
    kind: &'static Kind,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    let draft = assignments(kind, &args.rest)?;
    let mut w = opened(args, kinds)?;
    let id = Session::new_id();
    let handle = write::handle(w.records(), kind, &id, &draft);
    let done = w.add(kind, &id, &draft).map_err(|e| refused(e, &args.file))?;
    let number = read::all(w.a(), kind).iter().find(|r| r.id.as_str() == id.as_str()).map(Rec::shown_no);
    let nobody = nobody(&w, kind, (&args.file, &draft));
    finish(w)?;
    tell(&nobody);
    tell_more(&done.said, kind, (&args.file, &draft));
    writeln!(out, "{handle}")?;
    // Scripts keep the permanent id; somebody who sits at a terminal reads and types the number.
    if let Some(number) = number.filter(|_| !kind.is_one_fact() && io::stderr().is_terminal()) {
        tell(&[say!("Its number is {number}, which can be typed wherever that id can.", number)]);
    }
    Ok(0)
}

fn set(args: &Args, kinds: &'static [&'static Kind], kind: &'static Kind) -> Result<u8, Failure> {
    let (id, rest) = one_id(kind, &args.rest)?;
    let draft = assignments(kind, rest)?;
    if draft.is_empty() {
        return Err(usage(
            say!("What to write is missing: FIELD=VALUE behind the id. Nothing was changed.").into(),
        ));
    }
    let mut w = opened(args, kinds)?;
    named(&w, kind, id)?;
    let done = w.set_named(kind, id, &draft).map_err(|e| refused(e, &args.file))?;
    let nobody = nobody(&w, kind, (&args.file, &draft));
    finish(w)?;
    tell(&nobody);
    tell_more(&done.said, kind, (&args.file, &draft));
    Ok(0)
}

/// The names that are nobody's of the register of people, each once.
fn nobody(w: &Work, kind: &Kind, (file, draft): (&Path, &Draft)) -> Vec<String> {
    let is_one = |(key, typed): &(&String, &String)| {
        kind.field(key).is_some_and(|f| model_named::is_nobody(w.a(), f, typed))
    };
    let names: std::collections::BTreeSet<&str> =
        draft.iter().filter(is_one).map(|(_, typed)| typed.trim()).collect();
    let adds = format!("clausewise record {} {} add name=NAME", files::typed(file), PERSON.key);
    names.into_iter().map(|name| words::register::nobody(&text::shown(name, 60), &adds)).collect()
}

/// What others read of it and nobody said: what the reason of a control of one's own lacks, who approved what is approved and when,
/// what is open in the statement that is approved; what went with a state that holds no more; and who audits should leave it to another.
fn tell_more(said: &Said, kind: &Kind, (file, draft): (&Path, &Draft)) {
    let Said::Recorded { no, new, lacks, alike, more, .. } = said else { return };
    let More { reason, over, open_rows, warnings, places, rescaled, moves } = &**more;
    let mut all = Vec::new();
    // What forms say before they ask.
    all.extend(Some(words::text(kind.before).to_owned()).filter(|words| *new && !words.is_empty()));
    all.extend(alike.as_ref().map(|(name, no)| words::another(kind, name, no)));
    all.extend(reason.as_ref().map(|(no, lack)| words::statement::flag(no, lack)));
    all.extend(Some(words::record::over(over)).filter(|words| !words.is_empty()));
    all.extend(Some(words::recorded::moved(moves)).filter(|words| !words.is_empty()));
    all.extend(Some(words::recorded::rescaled(rescaled)).filter(|words| !words.is_empty()));
    let mut lacks = words::record::with_state(lacks);
    // Said with the state, and not again with every other change.
    let of_approval = || kind.said_of.iter().flat_map(|row| row.said).any(|f| draft.contains_key(*f));
    lacks.retain(|l| {
        over::rests_on(kind, l.field).any(|on| draft.contains_key(on))
            || l.odd && (draft.contains_key(l.field.key) || of_approval())
    });
    if !lacks.is_empty() {
        // With nothing behind the sign the fields would be emptied.
        let held = |f: &Field| kind.said_of.iter().filter_map(|row| row.falls).find(|(of, ..)| *of == f.key);
        let hole = |f: &Field| match (held(f), f.typ) {
            (Some((_, held, _)), _) => held,
            (None, Type::Date) => say!("YYYY-MM-DD"),
            (None, _) => say!("WHO"),
        };
        let fields: Vec<String> =
            lacks.iter().map(|l| format!("{}={}", l.field.key, hole(l.field))).collect();
        all.push(say!(
            "It lacks {lacks}. Say it: clausewise record {file} {key} set {letter}-{no} {fields}",
            lacks = words::record::lacking(&lacks),
            file = files::typed(file),
            key = kind.key,
            letter = kind.letter,
            no,
            fields = fields.join(" ")
        ));
    }
    all.extend(open_rows.as_ref().map(words::statement::approved_open));
    all.extend(Some(words::recorded::renamed(*places)).filter(|words| !words.is_empty()));
    all.extend(warnings.iter().map(words::Words::words));
    tell(&all);
}

fn list(w: &Work, kind: &'static Kind, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    let (a, kinds) = (w.a(), w.kinds);
    match format {
        Format::Json => return print_json(&records::objects(a, kinds, kind), out),
        Format::Csv => out.write_all(&records::csv(a, kinds, kind, &read::all(a, kind))?)?,
        _ => {
            for rec in read::all(a, kind) {
                let number =
                    if kind.is_one_fact() { String::new() } else { format!("{:<5} ", rec.shown_no()) };
                let said = [rec.name().to_owned(), summary(a, kinds, &rec)];
                let said: Vec<String> = said.into_iter().filter(|w| !w.is_empty()).collect();
                writeln!(out, "{number}{}  {}", rec.handle(), one_line(&said.join(", ")))?;
            }
        }
    }
    Ok(0)
}

fn show(w: &Work, rec: &Rec<'_>, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    let (a, kinds) = (w.a(), w.kinds);
    match format {
        Format::Json => return print_json(&records::object(a, kinds, rec), out),
        Format::Csv => out.write_all(&records::csv(a, kinds, rec.kind, std::slice::from_ref(rec))?)?,
        _ => {
            writeln!(out, "id: {}", rec.handle())?;
            if !rec.kind.is_one_fact() {
                writeln!(out, "{NUMBER}: {}", rec.shown_no())?;
            }
            for f in rec.kind.fields {
                writeln!(out, "{}: {}", f.key, one_line(&value::shown(a, kinds, rec, f)))?;
            }
            for d in rec.kind.derived {
                writeln!(out, "{}: {}", d.key, one_line(&derived::shown(a, rec, d)))?;
            }
            if let Some((label, lacks)) = words::whole::lacks(a, rec, w.today) {
                writeln!(out, "{label}: {}", one_line(&lacks))?;
            }
            for (label, names) in words::whole::named_now(a, kinds, rec) {
                writeln!(out, "{label}: {}", one_line(&names))?;
            }
            for (key, v) in rec.unknown() {
                let (key, value) = (one_line(key), one_line(v));
                writeln!(out, "{}", say!("{key} (a field of a newer version): {value}", key, value))?;
            }
        }
    }
    Ok(0)
}

/// The kinds with their fields: in words, as a table, or as the schema their JSON keeps to.
fn tell_kinds(kinds: &[&'static Kind], format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    match format {
        Format::Json => return print_json(&records::schema(kinds), out),
        Format::Csv => out.write_all(&records::kinds_csv(kinds)?)?,
        _ => {
            for k in kinds {
                let made = match k.made_by {
                    MadeBy::Form => String::new(),
                    MadeBy::Verb { verb, .. } => format!("; {}", say!("made by: clausewise {verb}", verb)),
                };
                writeln!(out, "{}: {} ({}-1){made}", k.key, words::text(k.words), k.letter)?;
                let longest = k.fields.iter().map(|f| f.key.len()).max().unwrap_or(0);
                let column = longest.max(10) + 2;
                for f in k.fields {
                    let need = f.need.then(|| say!("needed").to_owned());
                    let typ = Some(records::takes(kinds, f.typ));
                    let hint = Some(words::text(f.hint).to_owned());
                    let asked = f.when.map(|(other, is)| {
                        let values = is.join(&format!(" {} ", say!("or")));
                        say!("while {other} is {values}", other, values)
                    });
                    let parts: Vec<String> = [need, typ, hint, asked].into_iter().flatten().collect();
                    writeln!(out, "  {:<column$}{}", f.key, parts.join("; "))?;
                }
            }
        }
    }
    Ok(0)
}

#[cfg(test)]
mod tests;
