//! What a verb came to and why one was refused, in sentences. What a hint names is put in by the front end that
//! shows it; a hint without a name there is left out whole.

use jiff::civil::Date;

use super::advice::{left_out, weak_reason};
use super::audit;
use super::refusal;
use super::stated;
use super::{Word as _, Words as _, day, joined, quick_check, recorded, room, text};
use crate::files;
use crate::import::IMPORT;
use crate::model::held::FROM_REGISTERS;
use crate::model::limits;
use crate::model::priority::hours;
use crate::model::said::{Matter, Reach, Said, Verb, is_weak_reason};
use crate::model::typed;
use crate::model::{Level, Refusal, record};
use crate::say;
use crate::work::Refused;

/// What a verb is called where something is shown: the bound key, the word to type, the command.
pub trait Names {
    /// Its name; none when there is no such verb there.
    fn verb(&self, verb: Verb) -> Option<String>;
}

/// What a verb came to.
pub fn outcome(said: &Said, n: &dyn Names) -> String {
    let hint = |verb, words: fn(String) -> String| n.verb(verb).map_or_else(String::new, words);
    let undo = |words| hint(Verb::Undo, words);
    match said {
        Said::Unchanged => say!("That is how it was already.").to_owned(),
        Said::Merged { file, news } => super::merge::merged(file, *news),
        Said::NoAnswer { at } => say!("{at} has no answer to withdraw.", at),
        Said::Rated { at, level, was, reach, never, weak, system, goes } => {
            let at = for_system(at, system.as_deref());
            let never = never.as_deref().map(left_out).unwrap_or_default();
            let told = super::goes::with_it(goes);
            // An answer to a whole and one that is withdrawn name it already.
            let names_it = level.is_none() || matches!(reach, Reach::Heading(_)) || told.is_empty();
            let back = n.verb(Verb::Undo).filter(|_| !names_it);
            let back = back.map_or_else(String::new, |undo| say!("{undo} brings it back.", undo));
            let answer = stated::answer_goes(*level, *was);
            joined([rated(&at, *level, *was, *reach, n), answer, told, back, never, weak_reason(*weak)])
        }
        Said::For { system } => whom(system.as_deref(), n),
        Said::Audited(told) => audit::told(told, n.verb(Verb::Undo).as_deref()),
        Said::Agenda(told) => told.words(),
        Said::IAm { name } => audit::i_am(name.as_deref(), n.verb(Verb::IAm).as_deref()),
        Said::ReasonOfSystem { at, system, gone, weak } => reason_of_system(at, system, (*gone, *weak), n),
        Said::Taken { taken, noted } => same(taken, *noted, n),
        Said::Kept { matter, at, now } => kept(*matter, at, now, n),
        Said::Marked { at, on: false } => say!("{at} no longer marked.", at),
        Said::Marked { at, on: true } => match n.verb(Verb::Lists) {
            Some(lists) => say!("{at} marked for review; {lists} shows the marks.", at, lists),
            None => say!("{at} marked for review.", at),
        },
        Said::Recorded { .. }
        | Said::RecordedAll { .. }
        | Said::Scales
        | Said::Removed { .. }
        | Said::Cited { .. }
        | Said::TakenFromRegisters { .. }
        | Said::EvidenceShows { .. } => recorded::outcome(said, &|verb| n.verb(verb)),
        Said::Closed { open } => if *open { say!("Open again.") } else { say!("Closed.") }.to_owned(),
        Said::Voted { votes, .. } => room::voted(votes, n.verb(Verb::Dissent)),
        Said::Imported { .. } => imported(said, n),
        Said::Stated { .. }
        | Said::Drivers { .. }
        | Said::Decided { .. }
        | Said::SuggestedTaken { .. }
        | Said::ForSystems { .. }
        | Said::OfRisks { .. } => stated::outcome(said, n.verb(Verb::Undo).as_deref()),
        Said::CarriedOver { .. } | Said::TakenFromQuick { .. } => of_quick(said, n),
        Said::Apart(told) => super::apart::told(told, n.verb(Verb::Undo).as_deref()),
        Said::About => joined([say!("Kept.").to_owned(), undo(|undo| say!("{undo} takes it back.", undo))]),
        Said::Alone { name } => recorded::alone(name, &undo(|undo| say!("{undo} takes it back.", undo))),
        Said::Planned { finish, earliest, hours_a_week } => {
            joined([say!("{hours} a week.", hours = hours(*hours_a_week)), plan_ends(*finish, *earliest)])
        }
        Said::Shaped => joined([
            say!("The roadmap is planned anew.").to_owned(),
            undo(|undo| say!("{undo} takes it back.", undo)),
        ]),
        Said::Dropped { id } => {
            joined([say!("{id} taken back.", id), undo(|undo| say!("{undo} undoes that.", undo))])
        }
        Said::Progressed { id, to, to_ask: 0 } => say!("{id}: {progress}.", id, progress = to.word()),
        Said::Progressed { id, to_ask, .. } => joined([
            say!("{id} is done. It scores only by levels: {to_ask} to look at again, from here.", id, to_ask),
            hint(Verb::Return, |back| say!("{back} returns.", back)),
        ]),
        Said::PaperAnswered { ask, person, nobody, n, gone } => {
            super::asked_of_papers::answered(ask, (person, *nobody), *n, *gone)
        }
        Said::Frozen { name, count } => say!("Frozen: \"{name}\" ({count} in this file).", name, count),
        Said::Undone { what, records, fields, at, again, made, system } => {
            let system = system.as_deref().filter(|_| what != IMPORT);
            let undone = undone((what, records, fields), &for_system(at, system), *again);
            if made.is_empty() {
                return undone;
            }
            let when = super::trail::when(made);
            joined([undone, say!("It was made before this sitting, on {when} UTC.", when)])
        }
        Said::NothingToUndo { again, at_format, at_merge } => {
            super::session::nothing_to_undo(*again, *at_format, *at_merge).to_owned()
        }
    }
}

/// What taking a file over came to, and that audits in it say they were signed.
fn imported(said: &Said, n: &dyn Names) -> String {
    let Said::Imported { changed, same, conflicting, left, unread, beside, signed, goes, sides, stays } =
        said
    else {
        return String::new();
    };
    let (changed, same) = (*changed, *same);
    let (differs, unread) = (*conflicting, *unread);
    let undo = n.verb(Verb::Undo).filter(|_| changed > 0 && !stays);
    joined([
        match (changed, same) {
            (0, 1..) if differs > 0 => {
                say!("Nothing was taken over: all but what differs stands here already.").to_owned()
            }
            (0, same) => super::import::nothing_new(same, left, beside),
            (changed, _) => say!("Taken over: {changed|change|changes}.", changed),
        },
        super::goes::changed_sides(*sides),
        if differs == 0 {
            String::new()
        } else {
            say!(
                "{differs} {differs?differs|differ} here and {differs?stays|stay} as {differs?it is|they are}.",
                differs
            )
        },
        super::left::counted(left),
        if unread == 0 { String::new() } else { super::import::unread(unread) },
        super::goes::with_it(goes),
        if changed == 0 { String::new() } else { super::import::others_differ(beside) },
        undo.map_or_else(String::new, |undo| say!("{undo} takes all of it back.", undo)),
        super::audit_seal::came_in(signed, *stays),
    ])
}

/// When the plan ends now.
fn plan_ends(finish: Option<Date>, earliest: Option<Date>) -> String {
    match (finish, earliest) {
        (Some(end), Some(early)) if early < end => {
            let (end, early) = (day::whole(end), day::whole(early));
            say!("The plan now ends {end}, or {early} if everything open is Proven.", end, early)
        }
        (Some(end), _) => say!("The plan now ends {end}.", end = day::whole(end)),
        (None, _) => say!("Nothing to plan.").to_owned(),
    }
}

fn of_quick(said: &Said, n: &dyn Names) -> String {
    quick_check::outcome(said, n.verb(Verb::Undo))
}

/// What was taken back or made again, by the kind of its event as the file keeps it.
fn event(what: &str) -> &str {
    match what {
        "votes" => say!("votes and dissent"),
        "about" => say!("facts about the organisation and the plan"),
        "action-status" => say!("progress"),
        "effort" => say!("hours"),
        "pin" => say!("earliest start"),
        "due" => say!("due date"),
        "done-when" => say!("when it is done"),
        "ask" => say!("whom to ask"),
        FROM_REGISTERS => say!("answer from registers"),
        IMPORT => say!("an import"),
        "why-in" | "driver" | "how" | "for" | "again" | "statement" => stated::event(what),
        other => super::apart::event(other)
            .or_else(|| Some(text(record::KINDS.iter().find(|k| k.key == other)?.word)))
            .unwrap_or(other),
    }
}

fn undone((what, records, fields): (&str, &[String], &[&record::Field]), at: &str, again: bool) -> String {
    if let Some(words) = super::apart::undone(what, at, again) {
        return words;
    }
    if what == IMPORT && !at.is_empty() {
        // Its place is the file it came from.
        return if again {
            say!("Made again: the import of {file}.", file = at)
        } else {
            say!("Taken back: the import of {file}.", file = at)
        };
    }
    let what = match records {
        [] => event(what).to_owned(),
        records => format!("{} {}", event(what), super::few(records, 3)),
    };
    // A record that stays does not sound as if it had gone.
    let what = if fields.is_empty() {
        what
    } else {
        let labels: Vec<String> = fields.iter().map(|f| text(f.word).to_owned()).collect();
        say!("{fields} of {what}", fields = super::few(&labels, 3), what)
    };
    match (again, at.is_empty()) {
        (false, true) => say!("Taken back: {what}.", what),
        (false, false) => say!("Taken back: {what} on {at}.", what, at),
        (true, true) => say!("Made again: {what}.", what),
        (true, false) => say!("Made again: {what} on {at}.", what, at),
    }
}

/// A place, with the AI system that something there is about.
fn for_system(at: &str, system: Option<&str>) -> String {
    system.map_or_else(|| at.to_owned(), |name| say!("{at} for {name}", at, name))
}

/// For whom controls are answered from here on.
fn whom(system: Option<&str>, n: &dyn Names) -> String {
    let Some(name) = system else { return say!("Controls are answered for all AI systems.").to_owned() };
    let all = n.verb(Verb::AllSystems);
    joined([
        say!("Controls are answered for {name}; the general answer counts for the others.", name),
        all.map_or_else(String::new, |all| say!("For all of them again: {all}.", all)),
    ])
}

/// Why a system leaves something out was kept; whether it was removed, and whether it argues nothing.
fn reason_of_system(at: &str, system: &str, (gone, weak): (bool, bool), n: &dyn Names) -> String {
    let kept = if gone {
        say!("Reason for leaving {at} out for {system} removed.", at, system)
    } else {
        say!("Reason for leaving {at} out for {system} kept.", at, system)
    };
    let undo = n.verb(Verb::Undo);
    let undo = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    joined([kept, undo, weak_reason(weak)])
}

fn rated(at: &str, level: Option<Level>, was: Option<Level>, reach: Reach, n: &dyn Names) -> String {
    let undo = n.verb(Verb::Undo);
    let Some(level) = level else {
        let back = undo.map_or_else(String::new, |undo| say!("{undo} brings it back.", undo));
        let gone = match was {
            Some(was) => say!("{at}: answer withdrawn, it was {was}.", at, was = was.word()),
            None => say!("{at}: answer withdrawn.", at),
        };
        return joined([gone, back]);
    };
    let word = level.word();
    match reach {
        Reach::Heading(0) => joined([
            say!(
                "{at}: {word} is kept, and changes nothing: everything below has an answer of its own.",
                at,
                word
            ),
            undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo)),
        ]),
        Reach::Heading(count) => joined([
            say!("{at}: {word} for the unrated checks of {count|requirement|requirements}.", at, word, count),
            undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo)),
        ]),
        Reach::Check => say!("{at}: {word}.", at, word),
        Reach::Requirement { own, named } => {
            let kept = match own {
                0 => String::new(),
                n => say!("{n} of its checks {n?keeps|keep} {n?its|their} own level.", n),
            };
            let more = match level {
                Level::Proven if !named => n.verb(Verb::Evidence).map_or_else(String::new, |evidence| {
                    say!("Claimed until {evidence} names evidence.", evidence)
                }),
                Level::Written | Level::InUse => say!("Met needs Proven.").to_owned(),
                Level::DontKnow => n.verb(Verb::Ask).map_or_else(
                    || say!("It is on the list to find out.").to_owned(),
                    |ask| say!("It is on the list to find out; {ask} names whom to ask.", ask),
                ),
                _ => String::new(),
            };
            joined([say!("{at}: {word}.", at, word), kept, more])
        }
    }
}

fn kept(matter: Matter, at: &str, now: &str, n: &dyn Names) -> String {
    let undo = n.verb(Verb::Undo);
    let takes_back = || undo.clone().map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    let brings_back = || undo.clone().map_or_else(String::new, |undo| say!("{undo} brings it back.", undo));
    let gone = now.is_empty();
    match matter {
        Matter::Note if gone => joined([say!("Note on {at} removed.", at), brings_back()]),
        Matter::Note => joined([say!("Note on {at} kept.", at), takes_back()]),
        Matter::Reason if gone => joined([say!("Reason for excluding {at} removed.", at), brings_back()]),
        Matter::Reason => {
            joined([say!("Reason for excluding {at} kept.", at), weak_reason(is_weak_reason(now))])
        }
        Matter::Ask if gone => joined([say!("Nobody is to be asked about {at} now.", at), brings_back()]),
        Matter::Ask => {
            say!("Whom to ask about {at} kept. It stands on the list to find out while the answer is ?.", at)
        }
        Matter::Owner if at.is_empty() => joined([
            if gone { say!("Owners removed.").to_owned() } else { say!("Owner of all of them: {now}.", now) },
            takes_back(),
        ]),
        Matter::Owner if gone => joined([say!("Owner of {at}: nobody.", at), brings_back()]),
        Matter::Owner => joined([say!("Owner of {at}: {now}.", at, now), takes_back()]),
        Matter::Effort if gone => {
            joined([say!("Hours of {at} as the questionnaire has them.", at), brings_back()])
        }
        Matter::Effort => joined([
            say!("Hours of {at}: {now} kept; gaps and roadmap count with them.", at, now = amount(now)),
            now.parse().ok().filter(|h| limits::is_much_effort(*h)).map_or_else(String::new, much_effort),
        ]),
        Matter::Rank if gone => joined([say!("Rank of {at} as the rule gives it.", at), brings_back()]),
        Matter::Rank => match n.verb(Verb::Gaps) {
            Some(gaps) => say!("Rank of {at} kept; {gaps} shows it.", at, gaps),
            None => say!("Rank of {at} kept.", at),
        },
        Matter::Pin if gone => joined([say!("{at} starts as the rule plans it.", at), brings_back()]),
        Matter::Pin => {
            joined([say!("{at} starts on {now} or later.", at, now = day::of_stored(now)), takes_back()])
        }
        Matter::Due if gone => joined([say!("{at} has no due date now.", at), brings_back()]),
        Matter::Due => joined([say!("{at} is due {now}.", at, now = day::of_stored(now)), takes_back()]),
        Matter::DoneWhen if gone => {
            joined([say!("How one sees that {at} is done is as the rule has it.", at), brings_back()])
        }
        Matter::DoneWhen => joined([say!("Kept how one sees that {at} is done.", at), takes_back()]),
        Matter::Dissent if gone => joined([say!("Dissent on {at} removed.", at), brings_back()]),
        Matter::Dissent => joined([say!("Dissent on {at} kept.", at), takes_back()]),
        Matter::WhyIn | Matter::How | Matter::LookAgain => stated::kept(matter, at, now, undo.as_deref()),
    }
}

/// Said of more hours than one action usually takes.
pub fn much_effort(hours: f64) -> String {
    say!(
        "{hours} h is much for one action: {weeks} weeks of one person.",
        hours,
        weeks = (hours / 40.0).ceil()
    )
}

/// Hours as they are kept, as people read them.
fn amount(kept: &str) -> String {
    typed::hours(kept).map_or_else(|| kept.to_owned(), hours)
}

/// What was taken over from checks that ask for the same.
fn same(taken: &[(String, String, Level)], noted: bool, n: &dyn Names) -> String {
    let one = |(at, from, level): &(String, String, Level)| {
        say!("{at}: {level}, as {from}.", at, level = level.word(), from)
    };
    let rest = if noted {
        say!("Its note was copied, its evidence was not.")
    } else {
        say!("Its evidence was not copied.")
    };
    let undo = n.verb(Verb::Undo).map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    joined(taken.iter().map(one).chain([rest.to_owned(), undo]))
}

/// Why a change is refused, and the way back where it is refused for one AI system.
fn change_refused(refusal: &Refusal, n: &dyn Names) -> String {
    let all = matches!(refusal, Refusal::NotPerSystem { .. }).then(|| n.verb(Verb::AllSystems)).flatten();
    joined([refusal.words(), all.map_or_else(String::new, |all| say!("For all of them again: {all}.", all))])
}

fn read_only(path: &std::path::Path, why: &str, n: &dyn Names) -> String {
    let name = files::shown_name(path, 36);
    let ways = match (n.verb(Verb::Reload), n.verb(Verb::Copy)) {
        (Some(reload), Some(copy)) if reload == copy => {
            say!("Read it again, or go on in a copy: {copy}.", copy)
        }
        (Some(reload), Some(copy)) => {
            say!("{reload} reads it again, {copy} goes on in a copy.", reload, copy)
        }
        _ => String::new(),
    };
    joined([say!("Not changed: {name} is open for reading only: {why}.", name, why), ways])
}

/// Why a verb was not done.
pub fn refused(refused: &Refused, n: &dyn Names) -> String {
    match refused {
        Refused::Change(refusal) | Refused::In { why: refusal, .. } => change_refused(refusal, n),
        Refused::Store(e) => e.to_string(),
        Refused::NoPiece { at, why } => super::audit_fault::no_piece(at, &self::refused(why, n)),
        Refused::NotMerged { why, files } => super::not_merged::not_merged_in(why, files),
        Refused::Faults { faults } => super::dry_run::faults(faults),
        Refused::ReadOnly { path, why } => read_only(path, &why.words(), n),
        Refused::NoControl { .. }
        | Refused::NoDriver { .. }
        | Refused::NoDecision { .. }
        | Refused::NotDecided { .. }
        | Refused::DecidesForAll { .. }
        | Refused::NotOfOwn { .. }
        | Refused::NothingSuggested { .. } => stated::refused(refused),
        Refused::NoGap { at } => say!("{at} is no gap now: only gaps have a rank. Nothing was changed.", at),
        Refused::NothingSame { at } => say!(
            "No other check that asks for the same as {at} has an answer to take over. Nothing was changed.",
            at
        ),
        Refused::StandsAlready { at } => {
            say!("{at} says that already, or more: there is nothing to take over. Nothing was changed.", at)
        }
        Refused::SameDiffers { at, from } => same_differs(at, from, n),
        Refused::RankBeyond { last } => say!(
            "The rank is a number from 1 to {last}, as many as there are gaps. Nothing was changed.",
            last
        ),
        Refused::NoReasonHere { controls } => refusal::no_reason_here(controls, n.verb(Verb::Ask)),
        Refused::OtherQuestionnaire { answers, other } => say!(
            "The old file answers the questionnaire {answers}; {other} is another one, and answers to one are none to \
             the other. Nothing was created. Give another version of {answers}, or leave --questionnaire out.",
            answers,
            other
        ),
        Refused::NoSuchRecord { kind, typed } => no_such_record(kind, typed, n),
        Refused::HasVoted { .. } | Refused::NoVotes { .. } | Refused::Apart(_) => room::refused(refused),
        Refused::WhichRegister { at, of } => super::held::which(at, of),
        Refused::NoScales { typed } => super::scales::none(typed),
        Refused::ScalesStand { steps } => super::scales::stand(*steps),
        Refused::NoSuchRisk { typed } => super::proposed::no_such_risk(typed),
        Refused::NotRead(looked) => super::cited::not_read(looked),
        Refused::NoSuchQuestion { typed } => super::asked_of_papers::no_such_question(typed),
        Refused::NoShare { .. } => say!("Begin with the share, for example: 1 Draft it.").to_owned(),
        Refused::WhoAreYou
        | Refused::Stranger { .. }
        | Refused::NoAudit
        | Refused::OneRow
        | Refused::NoWord { .. }
        | Refused::NoFinding { .. }
        | Refused::SayWhat(_)
        | Refused::NoSample { .. }
        | Refused::NotBehind { .. }
        | Refused::FromWhen { .. }
        | Refused::NoEvent { .. }
        | Refused::NothingPlanned { .. }
        | Refused::WhichAudit { .. }
        | Refused::NoLook { .. }
        | Refused::StandsAgainst { .. }
        | Refused::Signed { .. }
        | Refused::Unfinished { .. }
        | Refused::NotSigned { .. }
        | Refused::NeverSigned { .. }
        | Refused::NoField { .. }
        | Refused::NoVersionWhy
        | Refused::SignedElsewhere(_)
        | Refused::StaysInPlan(_)
        | Refused::OnHeading { .. }
        | Refused::NoPerson { .. }
        | Refused::WhichPerson { .. }
        | Refused::Withdraw { .. } => audit::refused(refused, n.verb(Verb::IAm).as_deref()),
        Refused::NoNumber { field: "hours" } => say!("Hours: a number, please.").to_owned(),
        Refused::NoNumber { .. } => say!("A number, please.").to_owned(),
        Refused::NoWholeNumber { .. } => say!("A whole number, please.").to_owned(),
        Refused::NoDay { .. } => day::none(),
        Refused::Missing { .. } => say!("Write the name of the organisation.").to_owned(),
    }
}

/// That what would be taken over is not one thing.
fn same_differs(at: &str, from: &[String], n: &dyn Names) -> String {
    let (ids, first) = (super::few(from, 5), from.first().map_or("", String::as_str));
    let which = n.verb(Verb::Same).map_or_else(
        || say!("Give a level here.").to_owned(),
        |same| say!("Say which: {same} {first}.", same, first),
    );
    let differ =
        say!("{ids} ask for the same as {at} and were answered differently. Nothing was changed.", ids, at);
    joined([differ, which])
}

/// That no record is called like this.
fn no_such_record(kind: &record::Kind, typed: &str, n: &dyn Names) -> String {
    let (typed, word) = (crate::model::text::shown(typed, 20), super::text(kind.word));
    match n.verb(Verb::Lists) {
        Some(lists) if kind.key == "parked" => say!(
            "There is no parked item \"{typed}\". Nothing was changed; {lists} names them with their numbers.",
            typed,
            lists
        ),
        _ => say!("There is no {word} \"{typed}\". Nothing was changed.", word, typed),
    }
}
