//! A typed text as it is stored, and back. The one place that knows what each [`Type`] takes: forms, plain
//! mode, commands and imports all ask here when something is written; what a file may hold is
//! asked of [`holds`], by the limits.

use jiff::civil::Date;

use super::holds;
use super::read::{self, Rec};
use super::{CONTROL, EVIDENCE, Fault, Field, Kind, NO, PERSON, Place, Rid, There, Type, Wanted};
use crate::model::action;
use crate::model::assessment::Assessment;
use crate::model::find;
use crate::model::level::Level;
use crate::model::limits;
use crate::model::named_papers;
use crate::model::progress::Progress;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::text;
use crate::model::typed::{self as typed_as, Year};
use crate::model::votes;

/// What a text is read against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The questionnaire, for its ids.
    pub q: &'a Questionnaire,
    /// The facts, for other records.
    pub a: &'a Assessment,
    /// The day, for what is dated when nothing else is said.
    pub today: Date,
    /// The kinds there are, for links.
    pub kinds: &'a [&'static Kind],
}

/// A value as it is stored: one text, or the members of a set with a value each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a single fact; empty for none.
    One(String),
    /// Of a set.
    Set(Vec<(String, String)>),
}

/// What stands behind the name of a record that was removed.
const REMOVED: &str = " (removed)";
/// Value of a member that is only there.
pub(super) const YES: &str = "yes";

/// The value a typed text stands for.
pub fn typed(c: Context<'_>, field: &Field, words: &str) -> Result<Value, Fault> {
    typed_beside(c, field, words, &[])
}

/// A member of a set that is stored: how it is shown, its key and its value.
pub(super) type Stored = (String, (String, String));

/// As [`typed`], of a set that has members already: a part that reads as one of them is that very member, also
/// where it could not be typed anew because what it names was removed.
pub(super) fn typed_beside(
    c: Context<'_>,
    field: &Field,
    words: &str,
    stored: &[Stored],
) -> Result<Value, Fault> {
    let line = if field.typ == Type::Long {
        text::clean(words).trim_end().to_owned()
    } else {
        text::clean_line(words)
    };
    let line = line.trim();
    if line.len() > limits::TEXT {
        return Err(Fault::TooLong { len: line.len(), max: limits::TEXT });
    }
    if line.is_empty() {
        return if field.need {
            Err(Fault::Empty { hint: field.hint })
        } else if field.typ.is_set() {
            Ok(Value::Set(Vec::new()))
        } else {
            Ok(Value::One(String::new()))
        };
    }
    if field.typ.is_set() {
        let members = members(c, field.typ, line, stored)?;
        let none = field.need && members.is_empty();
        return if none { Err(Fault::Empty { hint: field.hint }) } else { Ok(Value::Set(members)) };
    }
    single(c, field, line).map(Value::One)
}

fn single(c: Context<'_>, field: &Field, line: &str) -> Result<String, Fault> {
    match field.typ {
        Type::Who => Ok(c.a.by_name(line)),
        Type::Line | Type::Long => Ok(line.to_owned()),
        Type::Date => date(line, c.today, field.year()),
        Type::Flag => match line.to_lowercase().as_str() {
            "yes" | "y" | "true" => Ok(YES.to_owned()),
            "no" | "n" | "false" => Ok(NO.to_owned()),
            _ => Err(Fault::NotAFlag),
        },
        Type::Number(most) => {
            holds::number(line, most).map(|_| line.to_owned()).ok_or(Fault::NotANumber { most })
        }
        Type::Count(most) => holds::count(line, most).map(|n| n.to_string()).ok_or(Fault::NotACount { most }),
        Type::Hours(most) => {
            let kept = typed_as::kept_hours(line);
            holds::number(&kept, most).map(|_| kept.clone()).ok_or(Fault::NotHours { most })
        }
        Type::Choice(words) => word(line, words),
        Type::Link(kind) => link(c, kind, line).map(|id| id.to_string()),
        Type::Id => id(c.q, Wanted::Question, line, |_| true),
        Type::Document => document(c, line),
        Type::Level => match Level::parse(line) {
            Some(level) => Ok(level.key().to_owned()),
            None => Err(Fault::NotALevel { typed: text::shown(line, 30) }),
        },
        Type::Progress => match limits::progress(&dated(line, c.today)) {
            Ok((Progress::Planned, _)) => Ok(String::new()),
            Ok(_) => Ok(dated(line, c.today).to_lowercase()),
            Err(_) => Err(Fault::NotAWord {
                typed: text::shown(line, 30),
                words: &["planned", "started", "done", "done 2026-03-01"],
            }),
        },
        _ => Err(Fault::NotTyped),
    }
}

/// The members a line with commas stands for, each once.
fn members(c: Context<'_>, typ: Type, line: &str, stored: &[Stored]) -> Result<Vec<(String, String)>, Fault> {
    let spelt_out = if typ == Type::Ids { find::spelt_out(c.q, line, None) } else { Vec::new() };
    let parts: Vec<&str> = match typ {
        Type::Ids => spelt_out.iter().map(String::as_str).collect(),
        _ => line.split(',').map(str::trim).filter(|p| !p.is_empty()).collect(),
    };
    let mut found: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let (one, used) = match stored.iter().find(|(shown, _)| shown == part) {
            Some((_, member)) => (member.clone(), 1),
            None => match member(c, typ, part) {
                Ok(one) => (one, 1),
                Err(fault) => joined(c, typ, parts.get(at..).unwrap_or(&[])).ok_or(fault)?,
            },
        };
        at += used;
        match found.iter().find(|(key, _)| *key == one.0) {
            Some((_, value)) if *value != one.1 => {
                return Err(Fault::Twice { typed: text::shown(part, 40) });
            }
            Some(_) => {}
            None => found.push(one),
        }
    }
    Ok(found)
}

/// A name may hold a comma: a part that is no name may be one together with those behind it.
fn joined(c: Context<'_>, typ: Type, parts: &[&str]) -> Option<((String, String), usize)> {
    let by_name = matches!(typ, Type::Seen | Type::Links(_));
    let most = if by_name { parts.len().min(4) } else { 0 };
    (2..=most).find_map(|n| Some((member(c, typ, &parts.get(..n)?.join(", ")).ok()?, n)))
}

fn member(c: Context<'_>, typ: Type, part: &str) -> Result<(String, String), Fault> {
    let yes = |m: String| (m, YES.to_owned());
    let requirement = |t| matches!(t, Target::Requirement(_));
    match typ {
        Type::Words(words) => word(part, words).map(yes),
        Type::Ids => id(c.q, Wanted::RequirementOrCheck, part, |t| !matches!(t, Target::Heading(_)))
            .map(yes)
            .map_err(|fault| own_control(c.a, part).unwrap_or(fault)),
        Type::Requirements => id(c.q, Wanted::Requirement, part, requirement).map(yes),
        Type::Places => id(c.q, Wanted::Question, part, |_| true).map(yes),
        Type::Links(kind) => link(c, kind, part).map(|id| yes(id.to_string())),
        Type::Actions => match id(c.q, Wanted::Action, part, requirement) {
            Ok(id) => Ok(yes(id)),
            Err(fault) => action::stored_id(c.a, part).map(yes).ok_or(match fault {
                Fault::NoSuchId { id, near, .. } => Fault::NoSuchAction { id, near },
                other => other,
            }),
        },
        Type::Seen => {
            // A name may hold a colon; what follows the last one is the day when it is one.
            let dated = part
                .rsplit_once(':')
                .and_then(|(who, day)| Some((who, date(day.trim(), c.today, Year::Nearest).ok()?)));
            let (who, day) = match dated {
                Some((who, day)) => (who, day),
                None if part
                    .rsplit_once(':')
                    .is_some_and(|(_, d)| d.trim().starts_with(|c: char| c.is_ascii_digit())) =>
                {
                    return Err(Fault::NotADate);
                }
                None => (part, c.today.to_string()),
            };
            // Days are written year-month-day, so that their order is that of their texts.
            if day > c.today.to_string() {
                return Err(Fault::AfterToday { day, today: c.today });
            }
            Ok((link(c, "person", who)?.to_string(), day))
        }
        _ => Err(Fault::NotTyped),
    }
}

/// A word and the day behind it as it is stored: `done yesterday`.
fn dated(line: &str, today: Date) -> String {
    let day =
        line.split_once(' ').and_then(|(word, day)| Some((word, date(day, today, Year::Nearest).ok()?)));
    day.map_or_else(|| line.to_owned(), |(word, day)| format!("{word} {day}"))
}

fn date(line: &str, today: Date, year: Year) -> Result<String, Fault> {
    typed_as::day(line, today, year).map(|d| d.to_string()).ok_or_else(|| {
        typed_as::two_days(line).map_or(Fault::NotADate, |(one, other)| Fault::TwoDays { one, other })
    })
}

/// The document that is known by this name.
fn document(c: Context<'_>, typed: &str) -> Result<String, Fault> {
    let no_such = |mut near: Vec<&str>| {
        near.truncate(4);
        let near = near.into_iter().map(str::to_owned).collect();
        Fault::NoSuchId { what: Wanted::Document, id: text::shown(typed, 40), near }
    };
    named_papers::find(c.q, c.a, typed).map(str::to_owned).map_err(no_such)
}

fn word(typed: &str, words: &'static [&'static str]) -> Result<String, Fault> {
    // As it is stored, or as it is shown: `in-use`, `In use`.
    let one =
        |word: &str| word.split([' ', '-', '_']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-");
    let found = words.iter().find(|w| one(w).eq_ignore_ascii_case(&one(typed)));
    found.map(|w| (*w).to_owned()).ok_or_else(|| Fault::NotAWord { typed: text::shown(typed, 30), words })
}

/// That what is typed is the number of a control of one's own.
fn own_control(a: &Assessment, typed: &str) -> Option<Fault> {
    let all = read::all(a, &CONTROL);
    let no = all.iter().map(Rec::shown_no).find(|no| no.eq_ignore_ascii_case(typed))?;
    let next = read::all(a, &EVIDENCE).iter().map(Rec::no).max().unwrap_or_default() + 1;
    Some(Fault::OwnControl { no, piece: format!("{}-{next}", EVIDENCE.letter) })
}

/// The id as the questionnaire writes it.
pub(super) fn id(
    q: &Questionnaire,
    what: Wanted,
    typed: &str,
    fits: impl Fn(Target) -> bool,
) -> Result<String, Fault> {
    match q.find(typed) {
        Some(t) if fits(t) => Ok(q.id_of(t).to_owned()),
        other => {
            let mut near = crate::model::find::near_ids(q, typed, 20);
            near.retain(|id| q.find(id).is_some_and(&fits));
            near.truncate(4);
            Err(match other {
                Some(t) => Fault::OtherRank { id: q.id_of(t).into(), is: rank(t), what, near },
                None => Fault::NoSuchId { what, id: text::shown(typed, 40), near },
            })
        }
    }
}

fn rank(t: Target) -> Place {
    match t {
        Target::Heading(_) => Place::Heading,
        Target::Requirement(_) => Place::Requirement,
        Target::Check(_) => Place::Check,
    }
}

/// The record people mean by its id, its number (`P-3`, `3`) or its name.
fn link(c: Context<'_>, kind: &'static str, typed: &str) -> Result<Rid, Fault> {
    let typed = typed.trim();
    let Some(kind) = Kind::find(c.kinds, kind) else { return Err(Fault::NotTyped) };
    let mine: Vec<Rec<'_>> = read::by_name(c.a, kind, typed).collect();
    if let Some(rec) = read::named(c.a, kind, typed) {
        // "2" may be a number and the name of somebody else: nobody may be taken for another.
        return match mine.iter().find(|r| r.id != rec.id) {
            None => Ok(rec.id),
            Some(other) => {
                let numbers = vec![rec.shown_no(), other.shown_no()];
                Err(Fault::Several { typed: text::shown(typed, 40), numbers })
            }
        };
    }
    // A form shows the id of a record that was removed since: what was said of it stays as it is.
    if let Some(id) = Rid::parse(typed)
        && read::at(c.a, kind, &id).no() > 0
    {
        return Ok(id);
    }
    match mine.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => {
            if let Some(id) = one_removed(c.a, kind, typed) {
                return Ok(id);
            }
            let people = if kind.key == PERSON.key { c.a.people_by_word(typed) } else { Vec::new() };
            match people.as_slice() {
                [] => {}
                [one] => return Ok(one.id.clone()),
                several => {
                    let numbers =
                        several.iter().take(5).map(|p| format!("{}-{}", PERSON.letter, p.no)).collect();
                    return Err(Fault::Several { typed: text::shown(typed, 40), numbers });
                }
            }
            let all = read::all(c.a, kind);
            let names: Vec<String> = all
                .iter()
                .take(5)
                .map(|r| match r.name() {
                    "" => r.shown_no(),
                    name => format!("{} ({})", text::shown(name, 30), r.shown_no()),
                })
                .collect();
            let by_number = all.iter().any(|r| r.name().contains([',', ':']));
            let there = Box::new(There { more: all.len().saturating_sub(names.len()), names, by_number });
            Err(Fault::NoSuchRecord { kind, typed: text::shown(typed, 40), there })
        }
        several => {
            let numbers: Vec<String> = several.iter().take(5).map(Rec::shown_no).collect();
            Err(Fault::Several { typed: text::shown(typed, 40), numbers })
        }
    }
}

/// What a field of a record holds, as a person would type it. Every text [`typed`] accepts comes back as one
/// it accepts.
pub fn shown(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>, field: &Field) -> String {
    if field.typ.is_set() {
        let members = rec.members(field.key);
        let words = members.into_iter().map(|(m, v)| shown_member(a, kinds, field.typ, m, v));
        return words.collect::<Vec<_>>().join(", ");
    }
    let stored = rec.text(field);
    if is_hidden(a, rec, field) {
        return "hidden until shown".to_owned();
    }
    shown_one(a, kinds, field.typ, &stored)
}

/// Whether it is somebody's answer that nobody may see yet.
pub fn is_hidden(a: &Assessment, rec: &Rec<'_>, field: &Field) -> bool {
    field.typ == Type::Level && rec.kind.is_one_fact() && !votes::are_shown(a, &read::place(rec))
}

/// One stored value in words.
pub fn shown_one(a: &Assessment, kinds: &[&'static Kind], typ: Type, stored: &str) -> String {
    match typ {
        Type::Link(kind) => linked(a, kinds, (kind, stored), false),
        Type::Frozen if !stored.is_empty() => "all facts of that day".to_owned(),
        _ => stored.to_owned(),
    }
}

/// One member of a set in words.
pub fn shown_member(a: &Assessment, kinds: &[&'static Kind], typ: Type, member: &str, value: &str) -> String {
    match typ {
        Type::Seen => format!("{}: {value}", linked(a, kinds, (PERSON.key, member), true)),
        Type::Links(kind) => linked(a, kinds, (kind, member), true),
        Type::Actions => action::shown_id(a, member),
        _ => member.to_owned(),
    }
}

/// What a record a link names is called in a history: its name, with its number where others have that name, too, and the same
/// whether it was taken out of its register since: an event of before is not said otherwise for what came after it. None of any
/// other value.
pub fn named_then(a: &Assessment, kinds: &[&'static Kind], typ: Type, stored: &str) -> Option<String> {
    let to = if typ == Type::Seen { PERSON.key } else { typ.links_to()? };
    let kind = Kind::find(kinds, to)?;
    let rec = read::at(a, kind, &Rid::parse(stored)?);
    let (no, name) = (rec.shown_no(), rec.name());
    let named = match name {
        "" => no,
        _ if read::called(a, kind, name).len() > 1 => format!("{no} {name}"),
        _ => name.to_owned(),
    };
    (rec.no() > 0).then_some(named)
}

/// What a linked record is called: its name when that says which, else its number; `many` where others stand beside it.
fn linked(a: &Assessment, kinds: &[&'static Kind], (kind, id): (&str, &str), many: bool) -> String {
    let (Some(kind), Some(rid)) = (Kind::find(kinds, kind), Rid::parse(id)) else { return id.to_owned() };
    let rec = read::at(a, kind, &rid);
    let name = rec.name();
    let clear = !name.is_empty() && !name.contains([',', ':']) && {
        // "2" is a number before it is a name.
        let number_of_another = read::named(a, kind, name).is_some_and(|r| r.id != rec.id);
        rec.exists() && !number_of_another && read::by_name(a, kind, name).count() == 1
    };
    if clear {
        name.to_owned()
    } else if rec.exists() {
        rec.shown_no()
    } else {
        // Whom it was must be readable and can be typed again: by its number where its name does not say it, or would be parted.
        let words = called(&rec);
        let parts = many && name.contains([',', ':']);
        let says = |words: &str| one_removed(a, kind, words).as_ref() == Some(&rec.id);
        if !parts && says(&words) {
            return words;
        }
        let number = format!("{}{REMOVED}", rec.shown_no());
        if rec.no() > 0 && says(&number) { number } else { id.to_owned() }
    }
}

/// The one record a form shows as `NAME (removed)`, or by its number as `P-3 (removed)`; none when there are several of that name.
fn one_removed(a: &Assessment, kind: &'static Kind, typed: &str) -> Option<Rid> {
    let name = typed.strip_suffix(REMOVED).filter(|n| !n.is_empty())?;
    let mut mine = read::called(a, kind, name).into_iter().filter(|r| !r.exists());
    match (mine.next(), mine.next()) {
        (Some(one), None) => Some(one.id),
        (None, _) => {
            let number = name.rsplit_once('-')?.1.parse().ok()?;
            let all = a.index().with_number(kind.key, number);
            let is = |id: &&Rid| {
                let rec = read::at(a, kind, id);
                !rec.exists() && rec.shown_no() == name
            };
            all.into_iter().find(is).cloned()
        }
        _ => None,
    }
}

/// The name of a record, also when it was removed: it stays what it was, and is marked.
pub fn called(rec: &Rec<'_>) -> String {
    let name = match rec.name() {
        "" if rec.no() > 0 => rec.shown_no(),
        "" => rec.id.to_string(),
        name => name.to_owned(),
    };
    if rec.exists() { name } else { format!("{name}{REMOVED}") }
}
