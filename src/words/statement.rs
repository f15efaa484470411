//! What the Statement of Applicability calls things: whether a control applies, what it is needed for, what is missing in a
//! row, the two questions it asks, and what came of a change there.

use super::{Word, day, few, joined, not_for};
use crate::model::assessment::keys;
use crate::model::counts::Counts;
use crate::model::record::{KINDS, Type, value};
use crate::model::said::{Matter, Said};
use crate::model::statement::{self, Applicable, Driver, Flag, Named, Row, is_weak_why};
use crate::model::{Assessment, Evidence, Questionnaire, Rid};
use crate::say;
use crate::work::Refused;

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

/// Why a control is in or out, in a line: as written, else what sort of thing it is needed for; empty where nobody said.
pub fn reason(row: &Row) -> String {
    match row.applicable {
        Applicable::Yes if row.why.is_empty() && !row.drivers.is_empty() => {
            say!("Needed for: {drivers}", drivers = drivers(&row.drivers))
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
    let own = if n.own == 0 { String::new() } else { say!("{n} of your own.", n = n.own) };
    let not_for =
        if n.not_for == 0 { String::new() } else { say!("{n} not for every AI system.", n = n.not_for) };
    let mut missing = Vec::new();
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
        say!("Nothing is missing in what is decided.").to_owned()
    } else {
        say!("To do: {all}.", all = missing.join(", "))
    };
    [joined([first, not_for, own]), second]
}

/// Version, state, approval and owner of the document that is the statement, as the register of documents has it; empty
/// where it has none.
pub fn kept_as(q: &Questionnaire, a: &Assessment) -> String {
    let Some(doc) = statement::document(q, a) else { return String::new() };
    let who = |field| value::shown_one(a, KINDS, Type::Who, doc.get(field));
    let (version, owner, by) = (doc.get("version").trim(), who("owner"), who("approved-by"));
    let on = day::of_stored(doc.get("approved-on"));
    let mut all = Vec::new();
    if !version.is_empty() {
        all.push(say!("version {version}", version));
    }
    all.push(match (doc.get("state"), on.is_empty(), by.is_empty()) {
        ("approved", false, false) => say!("approved on {on} by {by}", on, by),
        ("approved", false, true) => say!("approved on {on}", on),
        ("approved", true, _) => say!("approved").to_owned(),
        ("in-use", ..) => say!("in use").to_owned(),
        _ => say!("a draft").to_owned(),
    });
    if !owner.is_empty() {
        all.push(say!("owner {owner}", owner));
    }
    all.join(", ")
}

/// Said at once of a reason for having a control that names nothing.
pub fn weak_why(why: &str) -> String {
    if is_weak_why(why) {
        say!("This reason says little: name the risk, law, contract or practice.").to_owned()
    } else {
        String::new()
    }
}

/// A text of the statement was kept, or removed where it is empty now.
pub(super) fn kept(matter: Matter, at: &str, now: &str, undo: Option<&str>) -> String {
    let takes_back = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    let brings_back = undo.map_or_else(String::new, |undo| say!("{undo} brings it back.", undo));
    match (matter, now.is_empty()) {
        (Matter::WhyIn, true) => joined([say!("Why {at} is needed: removed.", at), brings_back]),
        (Matter::WhyIn, false) => joined([say!("Kept why {at} is needed.", at), weak_why(now)]),
        (Matter::How, true) => joined([say!("How {at} is done: removed.", at), brings_back]),
        (Matter::How, false) => joined([say!("Kept how {at} is done.", at), takes_back]),
        (_, true) => joined([say!("{at}: no day to look at it again.", at), brings_back]),
        (_, false) => {
            joined([say!("{at}: to be looked at again on {now}.", at, now = day::of_stored(now)), takes_back])
        }
    }
}

/// What came of a change of drivers or of systems.
pub(super) fn stated(said: &Said, undo: Option<&str>) -> String {
    let undo = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    let words = match said {
        Said::Stated { at, weak: true, untreated: risks } => joined([
            say!("Kept. The reason of {at} says little: an auditor will ask what is behind it.", at),
            untreated(risks),
        ]),
        Said::Stated { at, untreated: risks, .. } => {
            joined([say!("What is said of {at} is kept.", at), untreated(risks)])
        }
        Said::OfRisks { at, risks, .. } if risks.is_empty() => say!("No risk names {at} now.", at),
        Said::OfRisks { at, risks, untreated: lack } => {
            joined([say!("{at} treats {risks}.", at, risks = few(risks, 3)), untreated(lack)])
        }
        Said::Decided { at, now, never, lacks, weak } => {
            joined([decided(at, *now, *lacks, *weak), flag_never(never)])
        }
        Said::Drivers { at, now } if now.is_empty() => say!("{at} is needed for nothing named now.", at),
        Said::Drivers { at, now } => say!("{at} is needed for: {drivers}.", at, drivers = drivers(now)),
        Said::SuggestedTaken { taken } => match taken.as_slice() {
            [(at, now)] => {
                say!("{at} is needed for {drivers}, as your registers say.", at, drivers = drivers(now))
            }
            all => say!("Taken from your registers for {n|control|controls}.", n = all.len()),
        },
        Said::ForSystems { at, names } if names.is_empty() => say!("{at} is for all AI systems.", at),
        Said::ForSystems { at, names } => say!("{at} is for {names}.", at, names = few(names, 3)),
        _ => String::new(),
    };
    joined([words, undo])
}

/// That no reason for leaving it out can stand, and why.
fn flag_never(never: &str) -> String {
    if never.is_empty() { String::new() } else { super::advice::cannot_stand(never) }
}

/// What was decided of a control, and what its reason lacks.
fn decided(at: &str, now: Applicable, lacks: bool, weak: bool) -> String {
    let first = match (now, lacks) {
        (Applicable::Yes, true) => {
            say!("{at} is in now, without a reason. {question}", at, question = why_needed(at))
        }
        (Applicable::Yes, false) => say!("{at} is in now.", at),
        (Applicable::No, true) => {
            say!("{at} is left out now, without a reason. {question}", at, question = why_not_needed(at))
        }
        (Applicable::No, false) => say!("{at} is left out now.", at),
        (Applicable::Undecided, _) => say!("{at} is undecided now.", at),
    };
    let weak = if weak { say!("Its reason says little: an auditor will ask what is behind it.") } else { "" };
    joined([first, weak.to_owned()])
}

/// What a change of the statement is called where it is taken back.
pub(super) fn event(what: &str) -> &'static str {
    match what {
        "why-in" => say!("why it is needed"),
        "driver" => say!("what it is needed for"),
        "how" => say!("how it is done"),
        "for" => say!("the AI systems it is for"),
        "statement" => say!("the row of the statement"),
        _ => say!("the day to look again"),
    }
}

/// A fact of the statement that names something: "A.2.2, needed for risk"; none of any other.
pub(super) fn linked(q: &Questionnaire, key: &str, system: impl Fn(&Rid) -> String) -> Option<String> {
    let of = |prefix| key.strip_prefix(prefix)?.rsplit_once('.').filter(|(id, _)| q.exactly(id).is_some());
    if let Some((id, word)) = of(keys::DRIVER) {
        let driver = Driver::parse(word).map_or(word, |d| d.word());
        return Some(say!("{id}, needed for {driver}", id, driver));
    }
    if let Some(id) = key.strip_prefix(keys::IN).filter(|id| q.exactly(id).is_some()) {
        return Some(say!("{id} is decided in", id));
    }
    let (id, rid) = of(keys::FOR)?;
    Some(say!("{id}, for {system}", id, system = system(&Rid::parse(rid)?)))
}

/// Why a change of the statement was not made.
pub(super) fn refused(refused: &Refused) -> String {
    match refused {
        Refused::NoControl { at, controls } => say!(
            "{at} has no row in the Statement of Applicability: only {controls} have one. Nothing was changed.",
            at,
            controls = super::called::controls(controls)
        ),
        Refused::NoDriver { typed } => say!(
            "\"{typed}\" is nothing a control can be needed for: risk, impact, law, contract, practice. Nothing was changed.",
            typed = crate::model::text::shown(typed, 30)
        ),
        Refused::NoDecision { typed } => say!(
            "\"{typed}\" does not say whether a control applies: yes, no or undecided. Nothing was changed.",
            typed = crate::model::text::shown(typed, 30)
        ),
        Refused::NotDecided { at, is: Applicable::Yes, wanted: Applicable::Undecided } => say!(
            "{at} stays in: an answer, why it is needed or what it is needed for says so. Take that away first. Nothing was changed.",
            at
        ),
        Refused::NotDecided { at, is, .. } => say!(
            "{at} stays {is}: AI systems answer it for themselves. Change what is said there. Nothing was changed.",
            at,
            is = if *is == Applicable::No { say!("left out") } else { say!("in") }
        ),
        Refused::NotOfOwn { at } => say!(
            "{at} is a control of your own: one that is not needed is taken out of its register, so it has no reason for leaving \
             it out and no day to look at that again. Nothing was changed.",
            at
        ),
        Refused::NothingSuggested { at } if at.is_empty() => {
            say!("Your registers suggest nothing that does not stand already. Nothing was changed.")
                .to_owned()
        }
        Refused::NothingSuggested { at } => {
            say!(
                "Your registers suggest nothing for {at} that does not stand already. Nothing was changed.",
                at
            )
        }
        _ => String::new(),
    }
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

/// That it is not said yet of risks what is done about them; empty for none.
fn untreated(risks: &[String]) -> String {
    let (n, named) = (risks.len(), few(risks, 3));
    if n == 0 {
        return String::new();
    }
    say!("{named} {n?lacks|lack} a treatment: say there what is done about it.", named, n)
}
