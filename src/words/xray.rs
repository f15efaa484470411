//! Words for the look through an assessment: what will not stand when an auditor asks, and what to do.

use jiff::civil::Date;

use super::advice::cannot_stand;
use super::{KindWords as _, Word, few};
use crate::model::text;
use crate::model::xray::{Finding, Kind, OLD_MONTHS, Weakness};
use crate::say;

impl Word for Kind {
    fn word(&self) -> &'static str {
        match self {
            Self::Contradiction => say!("Answers that contradict each other"),
            Self::AuditSays => say!("An audit says otherwise"),
            Self::CannotStand => say!("Left out where no reason can stand"),
            Self::NoReason => say!("Left out without a reason"),
            Self::WeakReason => say!("Left out with a weak reason"),
            Self::LookAgain => say!("Left out, to look at again"),
            Self::WeakInclusion => say!("In with a weak reason"),
            Self::NoteDisagrees => say!("Notes that say otherwise"),
            Self::RanOut => say!("Evidence that ran out"),
            Self::NoEvidence => say!("Proven without evidence"),
            Self::WrongDay => say!("Evidence with days that cannot be"),
            Self::OldEvidence => say!("Old evidence"),
            Self::OneOwner => say!("One person for nearly everything"),
            Self::RecordsLack => say!("Records that lack something"),
            Self::SameNumber => say!("One number for several records"),
        }
    }
}

/// That there is nothing to find.
pub fn nothing_found() -> &'static str {
    say!("Nothing found: no answer contradicts another, and every Proven has its evidence.")
}

/// How much was found, and that no figure moved for it.
pub fn found(n: usize) -> String {
    say!("{n|finding|findings}. No figure was changed.", n)
}

/// How many ids a sentence names.
const NAMED: usize = 5;

/// What is wrong, a sentence.
pub fn problem(f: &Finding) -> String {
    let at = &f.at;
    match &f.weakness {
        Weakness::WorkOrder { before } => say!(
            "{at} is Met, but {ids}, on which it rests, {n?has|have} nothing to show.",
            at,
            ids = few(before, NAMED),
            n = before.len()
        ),
        Weakness::NoRecord { proven, records } => say!(
            "{ids} {n?is|are} Proven, which says that records show it, but {records} {m?has|have} nothing to show.",
            ids = few(proven, NAMED),
            n = proven.len(),
            records = few(records, NAMED),
            m = records.len()
        ),
        Weakness::SameMatter { met } => {
            say!("{met} is Met, but {at}, which asks for the same matter, has nothing to show.", met, at)
        }
        Weakness::Statement { undecided, unreasoned } => statement(undecided, unreasoned),
        Weakness::Treatment { empty } => say!(
            "The risk treatment plan is said to be carried out, but {ids} {n?has|have} nothing to show.",
            ids = few(empty, NAMED),
            n = empty.len()
        ),
        Weakness::Running { gaps } => say!(
            "{at} is Proven, which says that the chosen controls run, but {ids} {n?is a gap|are gaps}.",
            at,
            ids = few(gaps, NAMED),
            n = gaps.len()
        ),
        Weakness::AffectsPeople { systems, .. } => {
            say!(
                "{at} is left out, but {systems|AI system in scope affects|AI systems in scope affect} people.",
                at,
                systems
            )
        }
        Weakness::NoScope => say!("{at} says that the scope is proven, but About states none.", at),
        Weakness::NoSystems { proven } => say!(
            "{ids} {n?is|are} Proven, which says that the AI systems in scope were assessed, but the register of AI systems is empty.",
            ids = few(proven, NAMED),
            n = proven.len()
        ),
        Weakness::CannotStand { never } => {
            say!("{at} is left out. {why}", at, why = cannot_stand(never))
        }
        Weakness::NoReason { system, .. } => no_reason(at, system.as_deref()),
        Weakness::WeakReason { system, reason, .. } => weak_reason(at, system.as_deref(), reason),
        Weakness::LookAgain { flag } => format!("{at}: {}", super::statement::flag(at, flag)),
        Weakness::WeakInclusion { reason } => {
            let reason = text::shown(reason, 60);
            say!("{at} is in because \"{reason}\": that says little.", at, reason)
        }
        Weakness::Future { level, mark, note } | Weakness::Missing { level, mark, note } => say!(
            "{at} is {level}, but its note says \"{mark}\": {note}",
            at,
            level = level.map_or("", |l| l.word()),
            mark,
            note = text::shown(note, 80)
        ),
        Weakness::RanOut { what, until, checks, .. } => ran_out(at, what, *until, checks),
        Weakness::NoEvidence { checks, .. } => say!(
            "{ids} {n?is|are} Proven, but no evidence is named.",
            ids = few(checks, NAMED),
            n = checks.len()
        ),
        Weakness::DatedAhead { .. } | Weakness::SeenAhead { .. } | Weakness::SeenBefore { .. } => {
            wrong_day(f)
        }
        Weakness::OldEvidence { what, date } => say!(
            "The evidence \"{what}\" on {at} is of {date}, more than {months} months ago.",
            what = text::shown(what, 50),
            at,
            date,
            months = OLD_MONTHS
        ),
        _ => of_records(f),
    }
}

/// Left out without a reason, by the general answer or by one system for itself.
fn no_reason(at: &str, system: Option<&str>) -> String {
    match system {
        Some(system) => {
            say!("The AI system {system} leaves {at} out, but no reason is written for it.", system, at)
        }
        None => say!("{at} is not applicable, but no reason is written.", at),
    }
}

/// Left out with a reason that says little.
fn weak_reason(at: &str, system: Option<&str>, reason: &str) -> String {
    let reason = text::shown(reason, 60);
    match system {
        Some(system) => say!(
            "The AI system {system} leaves {at} out because \"{reason}\": that says little.",
            system,
            at,
            reason
        ),
        None => say!("{at} is left out because \"{reason}\": that says little.", at, reason),
    }
}

/// Evidence that ran out, with the checks that rest on it if there are any.
fn ran_out(at: &str, what: &str, until: Date, checks: &[String]) -> String {
    let what = text::shown(what, 50);
    if checks.is_empty() {
        return say!("The evidence \"{what}\" on {at} ran out on {until}.", what, at, until);
    }
    say!(
        "The evidence \"{what}\" for {ids} ran out on {until}, and no other is named.",
        what,
        ids = few(checks, NAMED),
        until
    )
}

/// Evidence of a day that has not come, or seen on a day that cannot be.
fn wrong_day(f: &Finding) -> String {
    let at = &f.at;
    match &f.weakness {
        Weakness::DatedAhead { what, date } => say!(
            "The evidence \"{what}\" on {at} bears the date {date}, which has not come yet.",
            what = text::shown(what, 50),
            at,
            date
        ),
        Weakness::SeenAhead { what, who, seen } => say!(
            "{who} is said to have seen the evidence \"{what}\" on {at} on {seen}, which has not come yet.",
            who = text::shown(who, 40),
            what = text::shown(what, 50),
            at,
            seen
        ),
        Weakness::SeenBefore { what, who, seen, date } => say!(
            "{who} is said to have seen the evidence \"{what}\" on {at} on {seen}, before its own date, {date}.",
            who = text::shown(who, 40),
            what = text::shown(what, 50),
            at,
            seen,
            date
        ),
        _ => String::new(),
    }
}

/// What the Statement of Applicability claims against the controls.
fn statement(undecided: &[String], unreasoned: &[String]) -> String {
    let (open, bare) = (few(undecided, NAMED), few(unreasoned, NAMED));
    match (undecided.is_empty(), unreasoned.is_empty()) {
        (false, true) => {
            say!(
                "The Statement of Applicability is Proven, but {open} {n?is|are} undecided here.",
                open,
                n = undecided.len()
            )
        }
        (true, _) => say!(
            "The Statement of Applicability is Proven, but {bare} {m?is|are} left out without a reason.",
            bare,
            m = unreasoned.len()
        ),
        (false, false) => say!(
            "The Statement of Applicability is Proven, but {open} {n?is|are} undecided here, and {bare} {m?is|are} left out without a reason.",
            open,
            n = undecided.len(),
            bare,
            m = unreasoned.len()
        ),
    }
}

/// What to do about it, a sentence.
pub fn advice(f: &Finding) -> String {
    match &f.weakness {
        Weakness::WorkOrder { .. } => {
            say!("Ask these again: either the first is not all there, or the others are further than said.").into()
        }
        Weakness::NoRecord { .. } => {
            say!("Name the records, or lower the level: without them it is at most In use.").into()
        }
        Weakness::SameMatter { met } => {
            say!("Ask {at} again with what you have for {met} in hand.", at = f.at, met)
        }
        Weakness::Statement { .. } => say!(
            "Copy the decisions of your Statement of Applicability into the controls, or lower the level."
        )
        .into(),
        Weakness::Running { .. } => {
            say!("Lower the level until they run, or bring the answers to the controls up to date.").into()
        }
        Weakness::Treatment { .. } => say!(
            "Exclude with a reason what no risk asks for; otherwise lower the level of the treatment."
        )
        .into(),
        Weakness::AffectsPeople { asked_by, .. } => say!(
            "Take it back in: {n?clause|clauses} {ids} {n?asks|ask} for the impact assessment anyway.",
            n = asked_by.len(),
            ids = asked_by.join(say!(" and "))
        ),
        Weakness::NoScope => {
            say!("Write the scope into About, in the words of the scope document: every report begins with it.")
                .into()
        }
        Weakness::NoSystems { .. } => {
            say!("Add the AI systems to the register in About, or lower the level.").into()
        }
        Weakness::CannotStand { .. } => {
            say!("Take it back in and answer it: while it stays left out the verdict is Nearly ready at best.")
                .into()
        }
        Weakness::NoReason { system: Some(system), must } => say!(
            "Give the reason of {system}, or answer {at} for it: while there is none the verdict is Nearly ready at best. It must argue: {must}",
            system,
            at = f.at,
            must = argued(must.as_deref())
        ),
        Weakness::NoReason { system: None, must } => say!("Write the reason. It must argue: {must}", must = argued(must.as_deref())),
        Weakness::WeakReason { must, .. } => say!(
            "Say why, so that an auditor can follow. It must argue: {must}",
            must = argued(must.as_deref())
        ),
        Weakness::LookAgain { .. } => {
            say!("Take it back in, or write why it still is not needed.").to_owned()
        }
        Weakness::WeakInclusion { .. } => {
            say!("Name the risk, law, contract or practice behind it in the Statement of Applicability.").to_owned()
        }
        Weakness::Future { .. } => say!(
            "Planned is nothing: lower the level until it has happened, or bring the note up to date."
        )
        .into(),
        Weakness::Missing { .. } => say!("Ask again: lower the level, or bring the note up to date.").into(),
        Weakness::RanOut { .. } => say!(
            "Name the one that holds now and have it seen, or lower the level: what ran out proves nothing."
        )
        .into(),
        Weakness::NoEvidence { checks, evidence } => say!(
            "Name what proves it and who has seen it. For {id}: {evidence}.",
            id = checks.first().map_or("", String::as_str),
            evidence
        ),
        Weakness::DatedAhead { .. } | Weakness::SeenAhead { .. } | Weakness::SeenBefore { .. } => say!(
            "Correct the day, or name the document that was there and have it seen: as it stands it shows nothing to an auditor."
        )
        .into(),
        Weakness::OldEvidence { .. } => {
            say!("Find a newer one, or ask whether the level still holds.").into()
        }
        Weakness::OneOwner { .. }
        | Weakness::RecordsLack { .. }
        | Weakness::SameNumber { .. }
        | Weakness::AuditSays { .. } => do_of_records(f),
    }
}

/// What is wrong by what stands beside the answers.
fn of_records(f: &Finding) -> String {
    match &f.weakness {
        Weakness::OneOwner { name, actions, of } => {
            say!("{name} owns {actions} of {of} actions.", name = text::shown(name, 40), actions, of)
        }
        Weakness::AuditSays { worst, findings } => say!(
            "{at} is Met by your own answer, but an audit found a {grade} that is not put right yet: {findings}.",
            at = f.at,
            grade = worst.word(),
            findings = few(findings, NAMED)
        ),
        Weakness::RecordsLack { kind, numbers, of, .. } => say!(
            "{n} of {all} {n?lacks|lack} something: {numbers}.",
            n = numbers.len(),
            all = kind.count(*of),
            numbers = few(numbers, NAMED)
        ),
        Weakness::SameNumber { code, records } => say!(
            "\"{code}\" is the number elsewhere of {n} records: {records}.",
            code = text::shown(code, 40),
            n = records.len(),
            records = few(&records.iter().map(|r| text::shown(r, 50)).collect::<Vec<_>>(), NAMED)
        ),
        _ => String::new(),
    }
}

/// What to do about it.
fn do_of_records(f: &Finding) -> String {
    match &f.weakness {
        Weakness::AuditSays { .. } => {
            say!("Put the finding right, or look at the answer again: the audit changes no level by itself.").into()
        }
        Weakness::RecordsLack { numbers, first, .. } => say!(
            "{number} first: {lacks}.",
            number = numbers.first().map_or("", String::as_str),
            lacks = super::record::lacking(first)
        ),
        Weakness::SameNumber { .. } => say!(
            "Take out the one that stands twice, or give each its own number: an import cannot tell which of them is meant."
        )
        .into(),
        Weakness::OneOwner { .. } => say!(
            "Give part of them to those who do the work: an illness would stop everything, and nobody may audit their own work."
        )
        .into(),
        _ => String::new(),
    }
}

/// What a reason must argue where the questionnaire says nothing of its own.
fn argued(must: Option<&str>) -> &str {
    must.unwrap_or(say!("Why no risk of yours needs it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(at: &str, weakness: Weakness) -> (String, String) {
        let f = Finding { at: at.to_owned(), weakness };
        (problem(&f), advice(&f))
    }

    fn ids(all: &[&str]) -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_and_several_have_their_own_verbs_and_long_lists_are_cut() {
        let order = |before: &[&str]| said("9.2.1", Weakness::WorkOrder { before: ids(before) }).0;
        assert_eq!(order(&["8.1"]), "9.2.1 is Met, but 8.1, on which it rests, has nothing to show.");
        assert_eq!(
            order(&["1", "2", "3", "4", "5", "6"]),
            "9.2.1 is Met, but 1, 2, 3, 4, 5 and 1 more, on which it rests, have nothing to show."
        );
        let asked = |by: &[&str]| said("A.5.4", Weakness::AffectsPeople { systems: 1, asked_by: ids(by) }).1;
        assert_eq!(
            asked(&["6.1.4", "8.4"]),
            "Take it back in: clauses 6.1.4 and 8.4 ask for the impact assessment anyway."
        );
        assert_eq!(asked(&["8.4"]), "Take it back in: clause 8.4 asks for the impact assessment anyway.");
    }

    #[test]
    fn a_statement_names_only_what_is_against_it() {
        let statement = |undecided: &[&str], unreasoned: &[&str]| {
            said("6.1.3/8", Weakness::Statement { undecided: ids(undecided), unreasoned: ids(unreasoned) }).0
        };
        let begins = "The Statement of Applicability is Proven, but";
        assert_eq!(statement(&["A.2.2"], &[]), format!("{begins} A.2.2 is undecided here."));
        assert_eq!(statement(&[], &["A.7.3"]), format!("{begins} A.7.3 is left out without a reason."));
        assert_eq!(
            statement(&["A.2.2"], &["A.7.3"]),
            format!("{begins} A.2.2 is undecided here, and A.7.3 is left out without a reason.")
        );
        assert_eq!(
            statement(&["A.2.2", "A.3.2"], &["A.7.3", "A.7.4"]),
            format!(
                "{begins} A.2.2, A.3.2 are undecided here, and A.7.3, A.7.4 are left out without a reason."
            )
        );
        let treatment = |empty: &[&str]| said("6.1.3/9", Weakness::Treatment { empty: ids(empty) }).0;
        assert!(treatment(&["A.2.2"]).ends_with("but A.2.2 has nothing to show."));
        assert!(treatment(&["A.2.2", "A.3.2"]).ends_with("but A.2.2, A.3.2 have nothing to show."));
        let people = |systems| said("A.5.4", Weakness::AffectsPeople { systems, asked_by: Vec::new() }).0;
        assert_eq!(people(1), "A.5.4 is left out, but 1 AI system in scope affects people.");
        assert_eq!(people(2), "A.5.4 is left out, but 2 AI systems in scope affect people.");
    }
}
