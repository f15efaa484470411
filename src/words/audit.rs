//! What audits say: who sits here, results and states, counts, warnings, what a verb came to and why one was refused.

use super::{Word, Words, few, joined, text};
use crate::model::Questionnaire;
use crate::model::audit::stays::Stays;
use crate::model::audit::{
    Against, Audit, Clause, Counts, Due, Finding, FindingState, Grade, Missing, Outcome, Row, RowState,
    SaidOf, Told, Warning,
};
use crate::model::record::Field;
use crate::say;
use crate::work::line::NOTHING;
use crate::work::{Lacks, Refused};

/// Who makes the changes from here on; `other` is what says that it is somebody else.
pub fn i_am(name: Option<&str>, other: Option<&str>) -> String {
    match (name, other) {
        (Some(name), Some(key)) => {
            say!("You are {name}: every change carries the name. Somebody else: {key}.", name, key)
        }
        (Some(name), None) => say!("You are {name}: every change carries the name.", name),
        (None, Some(key)) => {
            say!("Nobody of the register sits here now. Say who you are: {key}.", key)
        }
        (None, None) => say!("Nobody of the register sits here now.").to_owned(),
    }
}

/// That an audit needs to know who says it; `i_am` is what says so.
fn who_are_you(i_am: Option<&str>) -> String {
    match i_am {
        Some(key) => say!(
            "An audit has to name who says it. Say who you are: {key}. Nothing was changed.",
            key
        ),
        None => say!(
            "An audit has to name who says it: give --by with the number or name of a person of the register. Nothing was changed."
        )
        .to_owned(),
    }
}

/// That who was named is nobody of the register, and where that lists who is.
fn stranger(typed: &str) -> String {
    say!(
        "\"{typed}\" is nobody of the register of people, and an audit has to name who says it. Everybody there: clausewise record FILE person list; to add somebody: clausewise record FILE person add name=NAME.",
        typed = crate::model::text::shown(typed, 40)
    )
}

impl Word for Grade {
    fn word(&self) -> &'static str {
        match self {
            Self::Major => say!("major"),
            Self::Minor => say!("minor"),
            Self::Ofi => say!("opportunity for improvement"),
            Self::Observation => say!("observation"),
            Self::GoodPractice => say!("good practice"),
        }
    }
}

/// A grade in a column of a list.
pub fn short_grade(grade: Grade) -> &'static str {
    if grade == Grade::Ofi { say!("opportunity") } else { grade.word() }
}

impl Word for Outcome {
    fn word(&self) -> &'static str {
        match self {
            Self::Major => say!("major"),
            Self::Minor => say!("minor"),
            Self::Conforms => say!("conforms"),
        }
    }
}

impl Word for FindingState {
    fn word(&self) -> &'static str {
        match self {
            Self::Open => say!("open"),
            Self::Answered => say!("answered"),
            Self::Done => say!("done, not checked"),
            Self::Closed => say!("closed"),
            Self::Reopened => say!("open again"),
            Self::Noted => say!("noted"),
            Self::Withdrawn => say!("withdrawn"),
        }
    }
}

impl Word for Against {
    fn word(&self) -> &'static str {
        match self {
            Self::Stricter => say!("audit stricter"),
            Self::Milder => say!("audit milder"),
            Self::Agree => say!("both agree"),
            Self::NotAnswered => say!("not answered"),
            Self::LeftOut => say!("left out by the organisation"),
            Self::NotAudited => say!("not audited"),
        }
    }
}

impl Word for Missing {
    fn word(&self) -> &'static str {
        match self {
            Self::Result => say!("result"),
            // Said of what is not there, so that it reads on behind "missing:".
            Self::Field(f) => match f.key {
                "seen" => say!("evidence seen"),
                "sample" => say!("how many looked at"),
                "population" => say!("of how many"),
                "methods" => say!("method"),
                "role" => say!("whom asked (role)"),
                "on" => say!("day"),
                "auditor" => say!("auditor"),
                _ => text(f.word),
            },
        }
    }
}

impl Words for RowState {
    fn words(&self) -> String {
        match self {
            Self::Planned => say!("planned").to_owned(),
            Self::Incomplete(missing) => {
                say!("incomplete, missing: {missing}", missing = self::missing(missing))
            }
            Self::Complete => say!("complete").to_owned(),
            Self::NotAudited => say!("not audited").to_owned(),
            Self::NotPlanned => say!("not planned").to_owned(),
        }
    }
}

/// What a working paper does not say: "how many looked at, of how many, whom asked (role), day".
pub fn missing(all: &[Missing]) -> String {
    all.iter().map(Word::word).collect::<Vec<_>>().join(", ")
}

/// How far a row is, in a word.
pub fn short_state(state: &RowState) -> String {
    match state {
        RowState::Incomplete(missing) => {
            say!("{n} missing", n = missing.len())
        }
        other => other.words(),
    }
}

impl Words for Due {
    fn words(&self) -> String {
        match self {
            Self::On(day) => super::day::shown(&day.to_string()),
            Self::Days(n) => say!("{n|day|days} after the report", n),
            Self::At(event) => event.clone(),
            Self::Open => String::new(),
        }
    }
}

/// What audits say of a requirement, in a cell: "minor F-1-2", "not audited".
pub fn said_of(said: &SaidOf) -> String {
    let word = match said {
        SaidOf::Found { result, .. } => result.map_or("", |r| r.word()),
        SaidOf::Planned { .. } => say!("planned"),
        SaidOf::NotAudited { .. } => say!("not audited"),
        SaidOf::NotPlanned => say!("not planned"),
    };
    let findings = few(said.worst(), 3);
    let all = [word, &findings].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    closed(said, all)
}

/// What an audit says, and whether that is closed.
fn closed(said: &SaidOf, words: String) -> String {
    let is = matches!(said, SaidOf::Found { closed: true, .. });
    if is { say!("{found}, closed", found = words) } else { words }
}

/// What audits say of a requirement, beside an own answer: "[audit: minor F-1-2]", "[audit A-2: conforms]", which the number of a
/// finding says by itself, "[audit A-2: not audited, because: next cycle]"; `briefly` without the findings and without which audit.
pub fn mark(said: &SaidOf, briefly: bool) -> String {
    match said {
        SaidOf::Found { result: Some(result), .. } if briefly => {
            say!("[audit: {said}]", said = closed(said, result.word().to_owned()))
        }
        SaidOf::Found { audit, findings, .. } if findings.is_empty() => {
            say!("[audit {no}: {said}]", no = audit.as_str(), said = said_of(said))
        }
        SaidOf::NotAudited { audit, why } if !briefly && !why.is_empty() => {
            let (no, why) = (audit.as_str(), super::unstopped(why));
            say!("[audit {no}: not audited, because: {why}]", no, why)
        }
        _ => say!("[audit: {said}]", said = said_of(said)),
    }
}

/// The grade of a finding, in a word.
pub fn grade(f: &Finding<'_>) -> String {
    f.grade.map_or_else(|| f.rec.get("grade").to_owned(), |g| g.word().to_owned())
}

/// How far a finding is, and whether it should be further.
pub fn state(f: &Finding<'_>) -> String {
    let state = f.state.word();
    if f.overdue { say!("{state}, overdue", state) } else { state.to_owned() }
}

/// How many were looked at: "4 of 11 orders, by date"; empty where nothing is said.
pub fn sample(row: &Row<'_>) -> String {
    // Commas between the parts are set here.
    let get = |f: &str| row.rec.get(f).trim_matches([' ', ',', ';']);
    let (n, of) = (get("sample"), get("population"));
    let counts = match (n.is_empty(), of.is_empty()) {
        (true, _) => String::new(),
        (false, true) => n.to_owned(),
        (false, false) => say!("{n} of {all}", n, all = of),
    };
    let first =
        [counts.as_str(), get("of")].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    [first.as_str(), get("chosen")].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Findings by grade: "0 major, 2 minor, 1 opportunity for improvement, 0 observations, 1 good practice".
pub fn by_grade(counts: &Counts) -> String {
    let n = |grade| counts.of_grade(grade);
    say!(
        "{major} major, {minor} minor, {ofi} {ofi?opportunity|opportunities} for improvement, {seen|observation|observations}, {good} good practice",
        major = n(Grade::Major),
        minor = n(Grade::Minor),
        ofi = n(Grade::Ofi),
        seen = n(Grade::Observation),
        good = n(Grade::GoodPractice)
    )
}

/// As [`by_grade`], only what there is.
pub fn grades_there(counts: &Counts) -> String {
    let one = |grade: Grade| {
        let n = counts.of_grade(grade);
        let words = match grade {
            Grade::Ofi => say!("{n} {n?opportunity|opportunities} for improvement", n),
            Grade::Observation => say!("{n|observation|observations}", n),
            _ => format!("{n} {}", grade.word()),
        };
        (n > 0).then_some(words)
    };
    let all: Vec<String> = Grade::ALL.into_iter().filter_map(one).collect();
    if all.is_empty() { say!("no findings").to_owned() } else { all.join(", ") }
}

/// How far the plan reaches: "12 rows, 17 requirements of 70; 53 not audited".
pub fn coverage(counts: &Counts) -> String {
    plan(counts.rows, counts.covered, counts.not_audited, counts.of)
}

fn plan(rows: usize, covered: usize, left_out: usize, of: usize) -> String {
    let reach = say!("{rows|row|rows}, {covered|requirement|requirements} of {of}", rows, covered, of);
    let rest = of.saturating_sub(covered + left_out);
    let mut parts = vec![reach];
    parts.extend(self::rest(left_out, rest));
    parts.join("; ")
}

/// What a plan does not reach: "5 not audited", "40 not planned"; each only where there is any.
pub(super) fn rest(left_out: usize, none: usize) -> Vec<String> {
    let of = |n: usize, words: String| (n > 0).then_some(words);
    let left = of(left_out, say!("{n} not audited", n = left_out));
    left.into_iter().chain(of(none, say!("{n} not planned", n = none))).collect()
}

/// How far the rows are: "30 complete, 2 incomplete, 1 to do".
pub fn progress(counts: &Counts) -> String {
    say!(
        "{complete} complete, {incomplete} incomplete, {planned} to do",
        complete = counts.complete,
        incomplete = counts.incomplete,
        planned = counts.planned
    )
}

/// Planned against done by clause: "5: 2 of 3".
pub fn clauses(q: &Questionnaire, all: &[Clause]) -> String {
    let one = |c: &Clause| {
        say!(
            "{clause}: {done} of {planned}",
            clause = q.headings[c.heading].id.as_str(),
            done = c.done,
            planned = c.planned
        )
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What the header lacks, by the labels of its fields; empty where nothing.
pub fn header_lacks(a: &crate::model::Assessment, audit: &Audit<'_>) -> String {
    match audit.header_lacks(a) {
        Some(Warning::HeaderLacks { lacks, .. }) => labels(&lacks),
        _ => String::new(),
    }
}

/// Fields by their labels, within a sentence.
pub(super) fn labels(fields: &[&Field]) -> String {
    fields.iter().map(|f| text(f.word).to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// What a verb came to; `undo` is what takes it back.
pub(super) fn told(told: &Told, undo: Option<&str>) -> String {
    let undo = || undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    match told {
        Told::Opened { no, name, new: true } => joined([
            say!("{no} {name} begun: its own layer; no answer and no figure changes.", no, name),
            undo(),
        ]),
        Told::Opened { no, name, new: false } => say!("Now in {no} {name}.", no, name),
        Told::Plan { rows, covered, left_out, of, warnings } => {
            let plan = plan(*rows, *covered, *left_out, *of);
            joined([say!("Plan: {plan}.", plan), warned(warnings), undo()])
        }
        Told::Row { at, result, state, freed, warnings } => {
            let result = result.map_or(say!("no result yet"), |r| r.word());
            let row = say!("{at}: {result}; {state}.", at, result, state = state.words());
            joined([row, super::audit_change::freed(freed), warned(warnings), undo()])
        }
        Told::Found { no, grade, at, warnings } => {
            let at = few(at, 4);
            let found = say!("{no} raised on {at}: {grade}.", no, at, grade = grade.word());
            joined([found, warned(warnings), undo()])
        }
        Told::Signed { .. } => super::audit_seal::told(told),
        Told::Followed { no, name, rows, open, noted, closed } => joined([
            say!(
                "{no} {name} begun: {rows|row|rows} to look at again, {open} {open?finding|findings} open, {noted} noted, {closed} closed to confirm.",
                no,
                name,
                rows,
                open,
                noted,
                closed
            ),
            undo(),
        ]),
        Told::Reopened { .. } => joined([super::audit_seal::told(told), undo()]),
        Told::Finding { no, state, due, gone, at, grade, warnings } => {
            let is = say!("{no}: {state}.", no, state = state.word());
            let more = super::audit_change::written(due.as_ref(), at, *grade);
            joined([is, more, super::record::over(gone), warned(warnings), undo()])
        }
    }
}

/// What is asked for where a line leaves it out: what it is called, and how it is written.
pub fn asked_for(lacks: &Lacks) -> (&'static str, &'static str) {
    match lacks.field.key {
        "sample" => {
            (say!("Sample"), say!("how many of how many, of what, how chosen: 4 of 11 orders, by date"))
        }
        "due" => (
            text(lacks.field.word),
            say!("a day; 30 days for so many after the report; or what has to happen first"),
        ),
        _ => (text(lacks.field.word), text(lacks.field.hint)),
    }
}

/// That a word needs a text behind it.
fn say_what(lacks: &Lacks) -> String {
    let (line, (_, hint)) = (lacks.line.as_str(), asked_for(lacks));
    let what = say!("Write it behind {line}: {hint}.", line, hint);
    let clear = || say!("{line} {nothing} takes away what stands there.", line, nothing = NOTHING);
    let reason = || say!("It changes only with a reason.").to_owned();
    match lacks.field.key {
        "because" => joined([what, reason()]),
        _ if lacks.may_empty => joined([what, clear()]),
        _ => what,
    }
}

/// Why a row stays in the plan, and what to do instead.
fn stays_in_plan(Stays { at, findings, skipped }: &Stays) -> String {
    let n = findings.len();
    let findings = findings.join(", ");
    match (n, skipped) {
        (0, _) => say!(
            "{at} has a working paper already, so it stays in the plan. To leave it out all the same, say why it is not audited.",
            at
        ),
        (_, true) => say!(
            "{findings} {n?stands|stand} on {at}: what was found there was audited. Withdraw {n?it|them} with a reason first, or leave {at} in the plan.",
            findings,
            n,
            at
        ),
        (_, false) => say!(
            "{findings} {n?stands|stand} on {at}, so it stays in the plan. Withdraw {n?it|them} with a reason first.",
            findings,
            n,
            at
        ),
    }
}

fn warned(warnings: &[Warning]) -> String {
    joined(warnings.iter().map(Words::words))
}

/// Why a verb on an audit was not done; `i_am` is what says who sits here.
pub(super) fn refused(refused: &Refused, i_am: Option<&str>) -> String {
    let why = match refused {
        Refused::WhoAreYou => return who_are_you(i_am),
        Refused::Stranger { typed } => stranger(typed),
        Refused::NoAudit => say!("There is no audit yet; begin one first.").to_owned(),
        Refused::OneRow => say!("This is written into one row at a time: name one id.").to_owned(),
        Refused::NoWord { typed, words } if typed.is_empty() => {
            say!("Say what: behind it stands one of {words}.", words = words.join(", "))
        }
        Refused::SayWhat(lacks) => say_what(lacks),
        Refused::NoFinding { typed } => {
            let typed = crate::model::text::shown(typed, 30);
            let grades = Grade::ALL.map(Grade::key).join(", ");
            say!(
                "\"{typed}\" is neither a grade nor the number of a finding. Grades: {grades}; a number looks like F-1-2.",
                typed,
                grades
            )
        }
        Refused::NoWord { typed, words } => {
            let typed = crate::model::text::shown(typed, 30);
            say!("\"{typed}\" is no word here. Words: {words}.", typed, words = words.join(", "))
        }
        Refused::NoSample { typed } => {
            let typed = crate::model::text::shown(typed, 40);
            say!(
                "\"{typed}\" is no sample. Write it like this: 4 of 11 orders, by date; and behind it, if any, 2 deviating.",
                typed
            )
        }
        Refused::NotBehind { .. }
        | Refused::FromWhen { .. }
        | Refused::NoEvent { .. }
        | Refused::OnHeading { .. }
        | Refused::NoPerson { .. }
        | Refused::WhichPerson { .. }
        | Refused::NoLook { .. } => super::audit_fault::of_lines(refused),
        Refused::StandsAgainst { at, findings } => say!(
            "{findings} stands against {at}. Say why {at} conforms all the same: conforms because and the reason. Then it is withdrawn for {at}, and its number stays.",
            findings = findings.join(", "),
            at
        ),
        Refused::StaysInPlan(stays) => stays_in_plan(stays),
        Refused::Withdraw { no } => {
            say!("{no} is never removed: withdraw it with a reason, so that its number stays.", no)
        }
        other => super::audit_seal::refused(other),
    };
    joined([why, say!("Nothing was changed.").to_owned()])
}
