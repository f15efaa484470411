//! What the Statement of Applicability calls things: whether a control applies, what it is needed for, what is missing in a
//! row, and the two questions it asks. What came of a change there says `stated`.

use super::{Word, day, few, joined, not_for};
use crate::model::counts::Counts;
use crate::model::record::{KINDS, Type, value};
use crate::model::register::OLD_MONTHS;
use crate::model::statement::{self, Applicable, Driver, Flag, Named, Row};
use crate::model::{Assessment, Evidence, Questionnaire};
use crate::say;

impl Word for Applicable {
    fn word(&self) -> &'static str {
        match self {
            Self::Yes => say!("yes"),
            Self::No => say!("no"),
            Self::Undecided => say!("undecided"),
        }
    }
}

impl Word for Driver {
    fn word(&self) -> &'static str {
        match self {
            Self::Risk => say!("risk"),
            Self::Impact => say!("impact"),
            Self::Law => say!("law"),
            Self::Contract => say!("contract"),
            Self::Practice => say!("practice"),
        }
    }
}

/// Drivers in a line, with commas.
pub fn drivers(all: &[Driver]) -> String {
    all.iter().map(Word::word).collect::<Vec<_>>().join(", ")
}

/// What is asked of a control that is in.
pub fn why_needed(id: &str) -> String {
    say!("Why do you need {id}? Name the risk, law, contract or practice.", id)
}

/// What is asked of a control that is left out.
pub fn why_not_needed(id: &str) -> String {
    say!("Why is {id} not needed?", id)
}

/// Why a control is in or out, in a line: as written, else what sort of thing it is needed for, where risks that name it say
/// which; empty where nobody said.
pub fn reason(row: &Row) -> String {
    match row.applicable {
        Applicable::Yes if row.flags.contains(&Flag::NoReasonFor) => String::new(),
        Applicable::Yes if row.why.is_empty() && !row.drivers.is_empty() => {
            let risks = row.risks.iter().map(|r| r.no.as_str()).collect::<Vec<_>>().join(", ");
            say!("Needed for: {drivers} ({risks})", drivers = drivers(&row.drivers), risks)
        }
        Applicable::Yes => row.why.clone(),
        Applicable::No | Applicable::Undecided => row.against.clone(),
    }
}

/// The AI systems a control is for: their names, or that it is for all of them.
pub fn systems(row: &Row) -> String {
    if row.is_for_none() {
        return say!("none that is still in the register").to_owned();
    }
    match (row.systems.is_empty(), row.counts_for.is_empty(), not_for::wholly(row)) {
        (true, _, out) if out.is_empty() => say!("all").to_owned(),
        (_, true, _) => say!("none").to_owned(),
        (true, _, out) => say!("all but {out}", out),
        _ => row.counts_for.iter().map(Named::whole).collect::<Vec<_>>().join(", "),
    }
}

/// The risks that name a control.
pub fn risks(row: &Row) -> String {
    row.risks.iter().map(Named::whole).collect::<Vec<_>>().join(", ")
}

/// Everything a row says beside whether it applies, by its label; what is empty is left out.
pub fn facts(row: &Row) -> Vec<(&'static str, String)> {
    let suggested = drivers(&row.suggested);
    let all = [
        (say!("Why it is needed"), row.why.clone()),
        (say!("Why it is left out"), row.against.clone()),
        (say!("Needed for"), drivers(&row.drivers)),
        (say!("Your registers suggest"), suggested),
        (say!("How it is done"), row.how.clone()),
        (say!("Owner"), row.owner.clone()),
        (say!("AI systems"), systems(row)),
        (say!("Per AI system"), not_for::all(row)),
        (say!("Risks"), risks(row)),
        (say!("Evidence"), row.evidence.iter().map(piece).collect::<Vec<_>>().join("; ")),
    ];
    all.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect()
}

/// The same, in as few lines as they can be: what is told best side by side shares one.
pub fn facts_in_short(row: &Row) -> Vec<(&'static str, String)> {
    let owner = if row.owner.is_empty() { say!("nobody named") } else { &row.owner };
    let needed = if row.drivers.is_empty() { &row.suggested } else { &row.drivers };
    let needed = match (row.drivers.is_empty(), drivers(needed)) {
        (_, none) if none.is_empty() => String::new(),
        (true, all) => say!("your registers suggest {all}", all),
        (false, all) => say!("needed for {all}", all),
    };
    let state = [row.status.word().to_owned(), needed];
    let state: Vec<String> = state.into_iter().filter(|w| !w.is_empty()).collect();
    let or_none = |words: String| if words.is_empty() { say!("none").to_owned() } else { words };
    let piece = |e: &Evidence| {
        let (no, current, what) = (e.no, current(e), e.what.as_str());
        match day::of_stored(&e.date) {
            date if date.trim().is_empty() => say!("E-{no} {current}: {what}", no, current, what),
            date => say!("E-{no} {current}, {date}: {what}", no, current, date, what),
        }
    };
    let evidence = row.evidence.iter().map(piece).collect::<Vec<_>>().join("; ");
    let left_out = [row.against.clone(), not_for::all(row)];
    let left_out: Vec<String> = left_out.into_iter().filter(|w| !w.is_empty()).collect();
    let all = [
        (say!("State"), state.join(", ")),
        (say!("Why needed"), row.why.clone()),
        (say!("Left out"), left_out.join("; ")),
        (say!("Owner"), say!("{owner}; AI systems: {systems}", owner, systems = systems(row))),
        (say!("Evidence"), or_none(evidence)),
        (say!("Risks"), or_none(risks(row))),
        (say!("How done"), row.how.clone()),
    ];
    all.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect()
}

/// Whether a piece of evidence still holds.
pub fn current(e: &Evidence) -> String {
    match e.ran_out {
        Some(until) => say!("ran out on {day}", day = day::whole(until)),
        // Of what has no day at all nobody can say that it still holds.
        None if e.date.trim().is_empty() && e.valid_until.is_empty() => say!("no date").to_owned(),
        None if e.old => say!("more than {months} months old", months = OLD_MONTHS),
        None => say!("current").to_owned(),
    }
}

/// A piece of evidence with its date and whether it still holds.
pub fn piece(e: &Evidence) -> String {
    let current = current(e);
    if e.date.trim().is_empty() {
        let undated =
            if e.valid_until.is_empty() { current } else { say!("without a date, {current}", current) };
        return say!("E-{no} {what}, {undated}", no = e.no, what = e.what, undated);
    }
    say!(
        "E-{no} {what}, {date}, {current}",
        no = e.no,
        what = e.what,
        date = day::of_stored(&e.date),
        current
    )
}

/// What is missing in a row, in a sentence.
pub fn flag(id: &str, flag: &Flag) -> String {
    match flag {
        Flag::CannotStand(never) => super::advice::cannot_stand(never),
        Flag::NoReasonAgainst => {
            say!("Left out without a reason. {question}", question = why_not_needed(id))
        }
        Flag::NoReasonFor => say!("In without a reason. {question}", question = why_needed(id)),
        Flag::WeakAgainst => {
            say!("The reason for leaving it out says little: say why no risk of yours needs it.").to_owned()
        }
        Flag::WeakFor => {
            say!("The reason for having it says little: name the risk, law, contract or practice.").to_owned()
        }
        Flag::RiskNames(risks) => {
            let names: Vec<String> = risks.iter().map(Named::whole).collect();
            say!(
                "Left out, and {risks} {n?names|name} it as a control.",
                risks = few(&names, 3),
                n = names.len()
            )
        }
        Flag::RoleDenies { system, role } => say!(
            "Left out, and it counts for whoever is {role}: that is your role for {system}.",
            role = role_word(role),
            system = system.whole()
        ),
        Flag::DayPast(date) => {
            say!("Left out until you looked again: that day was {day}.", day = day::whole(*date))
        }
        Flag::SystemsGone => say!(
            "The AI systems it was for are no longer in the register: say for which it is, or that it is for all."
        )
        .to_owned(),
        Flag::NoReasonNotFor(system) => {
            say!("Left out for {system} without a reason: say why that system does not need it.", system = system.whole())
        }
        Flag::WeakNotFor(system) => say!(
            "The reason for leaving it out for {system} says little: say why no risk of that system needs it.",
            system = system.whole()
        ),
        Flag::RiskOfSystem { system, risks } => {
            let names: Vec<String> = risks.iter().map(Named::whole).collect();
            say!(
                "Left out for {system}, and {risks} of that system {n?names|name} it as a control.",
                system = system.whole(),
                risks = few(&names, 3),
                n = names.len()
            )
        }
        Flag::RanOut(pieces) => {
            let names: Vec<String> = pieces.iter().map(|(no, _)| format!("E-{no}")).collect();
            say!("Met, but its evidence ran out: {names}.", names = few(&names, 3))
        }
    }
}

/// A role, as whoever has it is called.
fn role_word(role: &str) -> &'static str {
    match role {
        "developer" => say!("a developer"),
        "provider" => say!("a provider"),
        _ => say!("a user"),
    }
}

/// The same in a word or two, for a column.
pub fn short_flag(flag: &Flag) -> &'static str {
    match flag {
        Flag::CannotStand(_) => say!("cannot be left out"),
        Flag::NoReasonAgainst | Flag::NoReasonFor | Flag::NoReasonNotFor(_) => say!("without a reason"),
        Flag::WeakAgainst | Flag::WeakFor | Flag::WeakNotFor(_) => say!("with a weak reason"),
        Flag::RiskNames(_)
        | Flag::RiskOfSystem { .. }
        | Flag::RoleDenies { .. }
        | Flag::DayPast(_)
        | Flag::SystemsGone => say!("to look at again"),
        Flag::RanOut(_) => say!("evidence ran out"),
    }
}

/// The state of the whole in two lines: how the rows add up, and what is missing, in the words of the rows ([`short_flag`]).
pub fn head(n: Counts) -> [String; 2] {
    let (standard, applicable, out, undecided) = (n.standard, n.applicable, n.out, n.undecided);
    let first = say!(
        "{standard|control|controls}: {applicable} in, {out} left out, {undecided} undecided.",
        standard,
        applicable,
        out,
        undecided
    );
    let own = if n.own == 0 { String::new() } else { say!("{n} of yours.", n = n.own) };
    let not_for =
        if n.not_for == 0 { String::new() } else { say!("{n} not for every AI system.", n = n.not_for) };
    let mut missing = Vec::new();
    if n.undecided > 0 {
        missing.push(say!("{n} to decide", n = n.undecided));
    }
    if n.without_reason > 0 {
        missing.push(say!("{n} without a reason", n = n.without_reason));
    }
    if n.weak > 0 {
        missing.push(say!("{n} with a weak reason", n = n.weak));
    }
    if n.cannot_stand > 0 {
        missing.push(say!("{n} that cannot be left out", n = n.cannot_stand));
    }
    if n.again > 0 {
        missing.push(say!("{n} to look at again", n = n.again));
    }
    if n.ran_out > 0 {
        missing.push(say!("{n} whose evidence ran out", n = n.ran_out));
    }
    let second = if missing.is_empty() {
        say!("Nothing is missing.").to_owned()
    } else {
        say!("To do: {all}.", all = missing.join(", "))
    };
    [joined([first, not_for, own]), second]
}

/// What is open in the rows, behind the state of the document: "38 controls undecided, 2 without a reason"; empty where nothing is.
pub fn open_rows(n: &Counts) -> String {
    let all = [
        (n.undecided, say!("{n|control|controls} undecided", n = n.undecided)),
        (n.without_reason, say!("{n|control|controls} without a reason", n = n.without_reason)),
        (n.cannot_stand, say!("{n|control|controls} that cannot be left out", n = n.cannot_stand)),
    ];
    all.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect::<Vec<_>>().join(", ")
}

/// That the statement is approved although rows of it are open.
pub fn approved_open(n: &Counts) -> String {
    say!(
        "The Statement of Applicability is approved with {open}: an auditor asks for each of them.",
        open = open_rows(n)
    )
}

/// Version, state, approval and owner of the document that is the statement, as the register of documents has it; empty
/// where it has none. `n` counts its rows: one that nobody decided contradicts a state that says it holds. `restated` are the rows
/// that changed since it was approved.
pub fn kept_as(q: &Questionnaire, a: &Assessment, n: &Counts, restated: &[String]) -> String {
    let Some(doc) = statement::document(q, a) else { return String::new() };
    let who = |field| value::shown_one(a, KINDS, Type::Who, doc.get(field));
    let (version, owner, by) = (doc.get("version").trim(), who("owner"), who("approved-by"));
    let on = day::of_stored(doc.get("approved-on"));
    let mut all = Vec::new();
    if !version.is_empty() {
        all.push(say!("version {version}", version));
    }
    let (state, undecided) = (doc.get("state"), n.undecided);
    let said = match (state, on.is_empty(), by.is_empty()) {
        ("approved", false, false) => say!("approved on {on} by {by}", on, by),
        ("approved", false, true) => say!("approved on {on}", on),
        ("approved", true, false) => say!("approved by {by}", by),
        ("approved", true, true) => say!("approved").to_owned(),
        ("in-use", ..) => say!("in use").to_owned(),
        _ => say!("a draft").to_owned(),
    };
    all.push(if undecided > 0 && statement::says_it_holds(&doc) {
        say!(
            "a draft, as {n|control is|controls are} undecided; in the register of documents: {said}",
            said,
            n = undecided
        )
    } else {
        said
    });
    if state == "approved" && by.is_empty() {
        all.push(say!("nobody is named who approved it").to_owned());
    }
    if !owner.is_empty() {
        all.push(say!("owner {owner}", owner));
    }
    let kept = all.join(", ");
    if restated.is_empty() {
        return kept;
    }
    say!("{kept}; changed since it was approved: {ids}", kept, ids = few(restated, 6))
}

/// "A.2.2 AI policy: in, because the customer contract asks for it. Met."
pub fn line(row: &Row) -> String {
    let (id, title, status) = (&row.id, &row.title, row.status.word());
    let reason = reason(row);
    let mut said = match (row.applicable, reason.is_empty()) {
        (Applicable::Yes, true) => say!("{id} {title}: in, {status}.", id, title, status),
        (Applicable::Yes, false) => {
            say!("{id} {title}: in, {status}. Why: {reason}", id, title, status, reason)
        }
        (Applicable::No, true) => say!("{id} {title}: left out.", id, title),
        (Applicable::No, false) => say!("{id} {title}: left out. Why: {reason}", id, title, reason),
        (Applicable::Undecided, _) => say!("{id} {title}: undecided.", id, title),
    };
    let out = not_for::all(row);
    if !out.is_empty() {
        let (said_so_far, out) = (said.trim_end_matches('.'), out.trim_end_matches('.'));
        said = say!("{said_so_far}. It is {out}.", said_so_far, out);
    }
    let mut flags: Vec<&str> = row.flags.iter().map(short_flag).collect();
    flags.dedup();
    if !flags.is_empty() {
        said = format!("{said} [{}]", flags.join(", "));
    }
    said
}

/// Everything of one control, a fact a line.
pub fn whole(row: &Row) -> Vec<String> {
    let mut lines = vec![line(row)];
    lines.extend(facts(row).into_iter().map(|(label, words)| format!("{label}: {words}")));
    if !row.again.is_empty() {
        lines.push(say!("Look again on: {day}", day = day::of_stored(&row.again)));
    }
    lines.extend(row.flags.iter().map(|f| flag(&row.id, f)));
    lines
}
