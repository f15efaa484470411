//! The samples: the three firms a questionnaire follows through its requirements, and a small user of
//! third-party AI some weeks into the work. Every answer goes through the same door as a person's.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::assessment::keys;
use crate::model::firms::{FirmMember, FirmSystem, WorkedFirm};
use crate::model::format::Firm;
use crate::model::record::value::Context;
use crate::model::record::{Draft, KINDS, Kind, PERSON, SYSTEM, read, write};
use crate::model::statement::{Driver, driver_key, system_key};
use crate::model::{Edit, Questionnaire, Refusal, change, edit, paper};
use crate::say;
use crate::session::{Notice, Session};
use crate::words::{Word as _, Words as _};

/// Lines of an answer script, each right for the embedded questionnaire (a test runs them all).
const ANSWERS: &str = include_str!("../assets/demo.txt");

/// What stands in the registers of a firm, and what it answered to papers; for the embedded questionnaire. A day is written as the
/// last or the next of its kind, `last 03-14`, so that no sample grows old.
const REGISTERS: [(Firm, &str); 3] = [
    (Firm::Bakery, include_str!("../assets/firms/bakery.json")),
    (Firm::Software, include_str!("../assets/firms/software.json")),
    (Firm::Bank, include_str!("../assets/firms/bank.json")),
];

/// As [`REGISTERS`] holds them: records by their kind, rows of the Statement of Applicability by control, answers by
/// paper and question.
#[derive(serde::Deserialize)]
struct Registers {
    records: BTreeMap<String, Vec<Draft>>,
    statement: BTreeMap<String, Draft>,
    papers: BTreeMap<String, String>,
}

/// Why the sample could not be made: the file, or (a fault of ours) one of its lines.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The file.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// A line that does not fit the questionnaire.
    #[error("{}", misfit(.0))]
    Line(String),
    /// The questionnaire does not tell of this firm.
    #[error("{}", untold(*.0))]
    Untold(Firm),
}

fn misfit(why: &str) -> String {
    say!("The sample does not fit this questionnaire: {why} Nothing of yours is concerned.", why)
}

fn untold(firm: Firm) -> String {
    let firm = firm.word();
    say!("This questionnaire does not say who that firm is ({firm}). Nothing was created.", firm)
}

/// Creates a sample in a new file: a firm with all it answered, or without one the user some weeks into the work.
/// What the person should know.
pub fn create(
    q: impl Into<Arc<Questionnaire>>,
    firm: Option<Firm>,
    path: &Path,
    today: Date,
    overwrite: bool,
) -> Result<Vec<Notice>, SampleError> {
    let q = q.into();
    let told = firm.map(|f| q.firms.of(f).cloned().ok_or(SampleError::Untold(f))).transpose()?;
    let facts = match &told {
        Some(told) => of_firm(told),
        None => under_way(),
    };
    let facts = facts.into_iter().chain([(keys::START, today.to_string())]);
    let first = edit::founding(&q, facts).map_err(|e| misfitting(&e))?;
    let mut s = Session::create(q, path, "sample", &first, overwrite)?;
    if let Some(told) = &told {
        add(&mut s, &PERSON, today, &told.members.iter().map(member).collect::<Vec<_>>())?;
        add(&mut s, &SYSTEM, today, &told.systems.iter().map(system).collect::<Vec<_>>())?;
    }
    if let Some((_, text)) = REGISTERS.iter().find(|(f, _)| Some(*f) == firm && s.q.kept.is_none()) {
        registers(&mut s, text, today)?;
    }
    let lines: Vec<String> = match firm {
        Some(firm) => answers(&s.q, firm),
        None => ANSWERS.lines().map(str::to_owned).collect(),
    };
    for line in lines.iter().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (_, _, e) =
            edit::script_line(&s.q, s.assessment(), line).map_err(|e| SampleError::Line(e.words()))?;
        s.apply(&e)?;
    }
    let notices = std::mem::take(&mut s.notices);
    s.close()?;
    Ok(notices)
}

fn misfitting(refusal: &Refusal) -> SampleError {
    SampleError::Line(refusal.words())
}

/// The facts of the user some weeks into the work.
fn under_way() -> Vec<(&'static str, String)> {
    vec![
        (keys::ORGANISATION, "Harbour Bakery Supplies (sample)".to_owned()),
        (keys::SCOPE, "Order forecasting and the customer chatbot, both sites".to_owned()),
        (keys::ROLES, "user".to_owned()),
        (keys::SIZE, "small".to_owned()),
        (keys::HOURS, "12".to_owned()),
    ]
}

fn of_firm(told: &WorkedFirm) -> Vec<(&'static str, String)> {
    vec![
        (keys::ORGANISATION, told.organisation.clone()),
        (keys::SCOPE, told.scope.clone()),
        (keys::ROLES, told.roles.join(", ")),
        (keys::SIZE, told.size().key().to_owned()),
        (keys::HOURS, told.hours_per_week.to_string()),
    ]
}

/// What a firm answered, as lines of an answer script.
fn answers(q: &Questionnaire, firm: Firm) -> Vec<String> {
    let line = |id: &str, level: &str, wrote: &str| format!("{id} {level} {wrote}");
    let of = q.requirements.iter().filter_map(|r| Some((r, r.worked.of(firm)?)));
    of.map(|(r, said)| line(&r.id, &said.level, &said.wrote)).collect()
}

/// Fills the registers of a firm. A record of a name that is there gets what it lacks.
fn registers(s: &mut Session, text: &str, today: Date) -> Result<(), SampleError> {
    let told: Registers = serde_json::from_str(text).map_err(|e| SampleError::Line(e.to_string()))?;
    for kind in KINDS {
        let mut new = Vec::new();
        for draft in told.records.get(kind.key).into_iter().flatten() {
            let draft: Draft = draft.iter().map(|(key, typed)| (key.clone(), dated(typed, today))).collect();
            let name = kind.naming().and_then(|f| draft.get(f.key)).cloned().unwrap_or_default();
            let c = Context { q: &s.q, a: s.assessment(), today, kinds: KINDS };
            let there = read::by_name(c.a, kind, &name).next();
            match there.map(|rec| write::set(c, &rec, &draft)) {
                Some(e) => drop(s.apply(&e.map_err(|e| misfitting(&e))?)?),
                None => new.push(draft),
            }
        }
        if !new.is_empty() {
            add(s, kind, today, &new)?;
        }
    }
    let e = statement(s, &told.statement, today)?;
    s.apply(&e)?;
    let mut sets = Vec::new();
    for (name, text) in &told.papers {
        let (paper, question) = name.split_once('.').unwrap_or((name, ""));
        sets.push((paper::key(paper, question), Some(text.clone())));
    }
    let e = change::facts(s.assessment(), "paper", "", sets);
    s.apply(&e)?;
    Ok(())
}

/// What a firm states of each control: texts, what it is needed for, the AI systems it is for, by their names.
fn statement(s: &Session, rows: &BTreeMap<String, Draft>, today: Date) -> Result<Edit, SampleError> {
    let a = s.assessment();
    let mut sets = Vec::new();
    let mut set = |key: String, value: String| sets.push((key, Some(value)));
    for (id, row) in rows {
        s.q.find(id).ok_or_else(|| misfitting(&edit::unknown(&s.q, id)))?;
        for (field, typed) in row {
            let strange = || SampleError::Line(format!("{id} {field}: {typed}"));
            let words = || typed.split(", ");
            match field.as_str() {
                "why" => set(format!("{}{id}", keys::WHY_IN), typed.clone()),
                "how" => set(format!("{}{id}", keys::HOW), typed.clone()),
                "owner" => set(format!("{}{id}", keys::OWNER), typed.clone()),
                "again" => set(format!("{}{id}", keys::AGAIN), dated(typed, today)),
                "drivers" => {
                    for word in words() {
                        set(driver_key(id, Driver::parse(word).ok_or_else(strange)?), "yes".to_owned());
                    }
                }
                "systems" => {
                    for name in words() {
                        let system = read::by_name(a, &SYSTEM, name).next().ok_or_else(strange)?;
                        set(system_key(id, &system.id), "yes".to_owned());
                    }
                }
                _ => return Err(strange()),
            }
        }
    }
    Ok(change::facts(a, "statement", "", sets))
}

/// The newest day of any firm that lies behind: all others are of the same twelve months, so that what came later in the
/// file comes later on every day a sample is made.
const NEWEST: &str = "11-05";

/// A text with the days in it as days: `last 03-14` is of the newest twelve months that are not ahead, also behind who saw
/// something on it; `next 03-14` is the first that is ahead.
fn dated(typed: &str, today: Date) -> String {
    if let Some((who, day)) = typed.split_once(": ").filter(|(_, day)| day.starts_with("last ")) {
        return format!("{who}: {}", dated(day, today));
    }
    let of = |day: &str| -> Option<Date> { format!("{}-{day}", today.year()).parse().ok() };
    let by = |day: Date, years: i16| day.checked_add(jiff::Span::new().years(years)).unwrap_or(day);
    match (typed.strip_prefix("last ").and_then(of), typed.strip_prefix("next ").and_then(of)) {
        (Some(day), _) if of(NEWEST).is_some_and(|newest| newest > today) => by(day, -1).to_string(),
        (_, Some(day)) if day <= today => by(day, 1).to_string(),
        (Some(day), _) | (_, Some(day)) => day.to_string(),
        (None, None) => typed.to_owned(),
    }
}

fn add(s: &mut Session, kind: &'static Kind, today: Date, drafts: &[Draft]) -> Result<(), SampleError> {
    let c = Context { q: &s.q, a: s.assessment(), today, kinds: KINDS };
    let e = write::add_all(c, kind, &mut Session::new_id, drafts).map_err(|e| misfitting(&e))?;
    s.apply(&e)?;
    Ok(())
}

fn draft<const N: usize>(fields: [(&str, &str); N]) -> Draft {
    fields.into_iter().map(|(key, typed)| (key.to_owned(), typed.to_owned())).collect()
}

fn member(m: &FirmMember) -> Draft {
    draft([("name", &m.name), ("role", &m.role)])
}

fn system(s: &FirmSystem) -> Draft {
    let flag = |is: bool| if is { "yes" } else { "" };
    draft([
        ("name", &s.name),
        ("purpose", &s.purpose),
        ("vendor", &s.vendor),
        ("data", &s.data),
        ("role", &s.role),
        ("affects", flag(s.affects)),
        ("legal", flag(s.legal)),
    ])
}
