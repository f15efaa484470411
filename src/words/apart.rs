//! What is said of questions that are handed out, answered apart and collected, and of agreeing on one answer. The answers
//! side by side are in [`super::spread`].

use std::path::PathBuf;

use super::{Word as _, Words as _, day, few, joined};
use crate::model::apart_said::Told;
use crate::model::collect::{COLLECT, Collected, Differs};
use crate::model::hand_out::HandOut;
use crate::model::keys;
use crate::model::level::Level;
use crate::model::spread::{AGREE, AGREE_WORST, ForRule};
use crate::model::{Assessment, Questionnaire};
use crate::say;
use crate::work::NotApart;

/// How many ids a sentence names.
const NAMED: usize = 5;

/// What heads a file that was handed out: "12 questions for Mara Holt, to be sent back to Jo by 3 Mar 2027".
pub fn questions_for(q: &Questionnaire, a: &Assessment, hand: &HandOut) -> String {
    let n = (0..q.check_count()).filter(|c| a.asks(q, *c)).count();
    let (who, to) = (a.person(&hand.who).name, hand.back_to.as_str());
    let by = hand.back_by.map(day::whole).unwrap_or_default();
    match (to.is_empty(), by.is_empty()) {
        (true, true) => say!("{n|question|questions} for {who}, to be sent back", n, who),
        (false, true) => say!("{n|question|questions} for {who}, to be sent back to {to}", n, who, to),
        (true, false) => say!("{n|question|questions} for {who}, to be sent back by {by}", n, who, by),
        (false, false) => {
            say!("{n|question|questions} for {who}, to be sent back to {to} by {by}", n, who, to, by)
        }
    }
}

/// How far such a file is answered, and what to do with it.
pub fn how_far(q: &Questionnaire, a: &Assessment) -> String {
    let asked = || (0..q.check_count()).filter(|c| a.asks(q, *c));
    let done = asked().filter(|c| a.level(q, *c).is_some()).count();
    match asked().count() - done {
        0 => say!("All are answered: close the file and send it back as it is.").to_owned(),
        left => say!(
            "{done} answered, {left} to go. It is saved as you answer; send the file back when you are done.",
            done,
            left
        ),
    }
}

/// What it came to.
pub fn told(told: &Told, undo: Option<&str>) -> String {
    match told {
        Told::Collected { who, asked, answered, came, beside, version } => {
            let of = say!(
                "{answered} of {asked|requirement|requirements} answered",
                answered = *answered,
                asked = *asked
            );
            collected(who, &of, came, *beside, version.as_deref())
        }
        Told::Agreed { .. } => agreed(told, undo),
    }
}

fn collected(who: &str, of: &str, came: &Collected, beside: usize, version: Option<&str>) -> String {
    if came.same {
        return say!("{who}: this very file was collected before. Nothing was changed.", who);
    }
    if came.older {
        return say!(
            "{who}: a later state of this file was collected before, and stays. Nothing was changed.",
            who
        );
    }
    let first = match (came.again, came.is_news()) {
        (true, _) if came.forked => say!(
            "{who}, from a file that went on apart from the one collected before ({of}): {what}. What neither says otherwise is of both.",
            who,
            of,
            what = if came.is_news() { news(came) } else { say!("nothing new").to_owned() }
        ),
        (true, true) => say!(
            "{who}, sent again ({of}): {what}. What {who} says now replaces what they said before.",
            who,
            of,
            what = news(came)
        ),
        (true, false) => say!("{who}, sent again ({of}): the same answers as before.", who, of),
        (false, true) => say!("{who} ({of}): {what}, beside the agreed answers.", who, of, what = news(came)),
        (false, false) => say!("{who} ({of}): nothing was answered that is not known here.", who, of),
    };
    let more = |n: usize, words: String| if n == 0 { String::new() } else { words };
    let (room, unseen, unknown) = (&came.in_room, &came.unseen, &came.unknown);
    joined([
        first,
        more(
            room.len(),
            say!("In the room they said something else on {ids}: that stands.", ids = few(room, NAMED)),
        ),
        more(
            unseen.len(),
            say!(
                "They also answered {ids} in the room, where answers are not shown yet: what they said there stands.",
                ids = few(unseen, NAMED)
            ),
        ),
        more(
            came.later,
            say!("{n|answer stays|answers stay} as a later hand-out brought {n?it|them}.", n = came.later),
        ),
        more(unknown.len(), say!("Not asked here any more and left out: {ids}.", ids = few(unknown, NAMED))),
        more(
            beside,
            say!(
                "{n|record|records} they made in their file (evidence and the like) {n?stays|stay} there.",
                n = beside
            ),
        ),
        version.map_or_else(String::new, |v| say!("They answered version {v} of the questions.", v)),
    ])
}

/// That two states went on apart, what each says, and how to decide.
fn forked(file: &str, who: &str, differ: &[Differs], [here, returned]: &[PathBuf; 2]) -> String {
    let mut all = vec![say!(
        "{file} and what was collected of it before went on apart from one state, on two machines. {who} says something else in each, at {n|question|questions}:",
        file,
        who,
        n = differ.len()
    )];
    for one in differ.iter().take(PROBLEMS) {
        let [first, second] = fork_sides(one);
        all.push(say!("  {at} first, collected before: {first}", at = one.at, first));
        all.push(say!("  {at} second, {file}: {second}", at = one.at, file, second));
    }
    all.extend((differ.len() > PROBLEMS).then(|| say!("  and {more} more", more = differ.len() - PROBLEMS)));
    all.push(say!(
        "Nothing was collected and nothing was changed. For all of them: clausewise collect {here} {returned} --stands first (or second). For each: --decide with a file of lines such as: {at} first",
        here = crate::files::typed(here),
        returned = crate::files::typed(returned),
        at = differ.first().map_or("", |one| one.at.as_str())
    ));
    all.join("\n")
}

/// What two states that went on apart say of an id: "Written; note: a draft".
pub fn fork_sides(one: &Differs) -> [String; 2] {
    let part = |(prefix, value): &(&'static str, String)| match *prefix {
        keys::NOTE => say!("note: {value}", value = value.as_str()),
        keys::REASON => say!("reason: {value}", value = value.as_str()),
        keys::ASK => say!("to ask: {value}", value = value.as_str()),
        _ => Level::parse(value).map_or_else(|| value.clone(), |level| level.word().to_owned()),
    };
    let nothing = || say!("nothing").to_owned();
    one.sides.each_ref().map(|side| {
        let parts: Vec<String> = side.iter().map(part).collect();
        if parts.is_empty() { nothing() } else { parts.join("; ") }
    })
}

/// What is new of somebody's answers.
fn news(came: &Collected) -> String {
    let parts = [
        (came.new, say!("{n|new answer|new answers}", n = came.new)),
        (came.changed, say!("{n|changed answer|changed answers}", n = came.changed)),
        (came.gone, say!("{n|answer taken away|answers taken away}", n = came.gone)),
        (came.notes, say!("{n|note|notes}", n = came.notes)),
        (came.parked, say!("{n|parked item|parked items}", n = came.parked)),
        (came.reworded, say!("{n|parked item|parked items} in other words", n = came.reworded)),
        (
            came.settled,
            say!("{n|parked item|parked items} closed, opened again or given to another", n = came.settled),
        ),
    ];
    parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect::<Vec<_>>().join(", ")
}

/// What a rule left alone, a line a reason: people agreed by hand before more answers came in, or only one person answered.
pub fn left_alone(rule: &ForRule) -> Vec<String> {
    let by_hand = rule.by_hand.len();
    let agreed = (by_hand > 0).then(|| {
        say!(
            "{by_hand|question was|questions were} left alone, because people agreed on {by_hand?it|them} by hand before answers came in \
             since: {ids}. Name the ids to let the rule take the place of that.",
            by_hand,
            ids = rule.by_hand.join(", ")
        )
    });
    let n = rule.of_whole.len();
    let of_whole = (n > 0).then(|| {
        say!(
            "{n|question was|questions were} left alone, because people agreed by hand on the whole {n?it belongs|they belong} to: {ids}. \
             Name the ids to let the rule say something else there.",
            n,
            ids = rule.of_whole.join(", ")
        )
    });
    let n = rule.of_checks.len();
    let of_checks = (n > 0).then(|| {
        say!(
            "{n|requirement was|requirements were} left alone, because people agreed by hand on all {n?its|their} checks: {ids}. Name the \
             ids to let the rule set the whole all the same.",
            n,
            ids = rule.of_checks.join(", ")
        )
    });
    let (ids, n) = (&rule.single, rule.single.len());
    let single = (n > 0).then(|| {
        say!(
            "{n|question was|questions were} left alone, because only one person answered and there is nobody to agree with: {ids}. \
             What they say stands beside the agreed answers; name the ids to agree on it all the same.",
            n,
            ids = ids.join(", ")
        )
    });
    [agreed, of_whole, of_checks, single].into_iter().flatten().collect()
}

fn agreed(told: &Told, undo: Option<&str>) -> String {
    let Told::Agreed { at, level, was, worst, of, other, dissent } = told else { return String::new() };
    let (level, of, other) = (level.word(), *of, *other);
    let first = if *worst {
        say!(
            "{at} agreed as {level}: the worst of {of|answer|answers}, which is the lowest level given.",
            at,
            level,
            of
        )
    } else {
        say!("{at} agreed as {level}, from {of|answer|answers}.", at, level, of)
    };
    let kept = match (other, *dissent) {
        (0, _) => String::new(),
        (_, true) => say!(
            "{other|person says|people say} something else; their answers and the dissent are kept.",
            other
        ),
        (_, false) => say!(
            "{other|person says|people say} something else; {other?that is|those are} kept beside it.",
            other
        ),
    };
    let before = was.filter(|was| was.word() != level);
    let before = before.map(|was| say!("It replaces {was}, which stood here.", was = was.word()));
    let undo = undo.map(|undo| say!("{undo} takes it back.", undo));
    joined([first, kept, before.unwrap_or_default(), undo.unwrap_or_default()])
}

/// What one of its events is called; none of another.
pub(super) fn event(what: &str) -> Option<&'static str> {
    match what {
        COLLECT => Some(say!("answers collected")),
        AGREE => Some(say!("agreement")),
        AGREE_WORST => Some(say!("agreement by the rule \"worst\"")),
        _ => None,
    }
}

/// The same with what it is about.
pub(super) fn event_on(what: &str, at: &str) -> Option<String> {
    match (event(what)?, at) {
        (words, "") => Some(words.to_owned()),
        (_, file) if what == COLLECT => Some(say!("answers collected from {file}", file)),
        (words, _) => Some(words.to_owned()),
    }
}

/// What was taken back or made again, where its place is a file.
pub(super) fn undone(what: &str, file: &str, again: bool) -> Option<String> {
    if what != COLLECT || file.is_empty() {
        return None;
    }
    Some(if again {
        say!("Made again: the answers collected from {file}.", file)
    } else {
        say!("Taken back: the answers collected from {file}.", file)
    })
}

/// Why nothing was handed out, collected or agreed on.
pub fn refused(why: &NotApart) -> String {
    match why {
        NotApart::IsHandOut => say!(
            "This file was handed out itself: it holds one person's questions and goes back. Open the assessment it came from."
        )
        .to_owned(),
        NotApart::NobodyListed => say!(
            "Nobody is in the register of people whom questions could be handed to (who leads the room is not). Nothing was written. Add \
             people first: clausewise record FILE person add name=\"Mara Holt\" role=HR"
        )
        .to_owned(),
        NotApart::Whom { typed, several, there } if several.is_empty() => {
            let there: Vec<String> = there.iter().map(|(no, p)| format!("{no} {}", p.name)).collect();
            let there = match there.as_slice() {
                [] => say!("Nobody is in it yet.").to_owned(),
                all => say!("There are: {names}.", names = few(all, 5)),
            };
            say!(
                "There is no person \"{typed}\" in your register of people. {there} Nothing was changed. Add them first: clausewise record FILE \
                 person add name=\"{typed}\"",
                typed,
                there
            )
        }
        NotApart::Whom { typed, several, .. } => {
            let all: Vec<String> = several.iter().map(|(no, p)| format!("{no} {}", p.words())).collect();
            say!(
                "{n} people can be meant by \"{typed}\": {all}. Nothing was changed. Write the number in place of the name.",
                n = several.len(),
                typed,
                all = all.join("; ")
            )
        }
        NotApart::NothingOf { who } => say!(
            "No requirement is {who}'s by owner, by whom to ask or by role. Nothing was written. Name the ids of clauses.",
            who
        ),
        NotApart::NothingOfAnybody => say!(
            "No requirement is anybody's of the register by owner, by whom to ask or by role. Nothing was written. Name people and clauses."
        )
        .to_owned(),
        NotApart::AllLeftOut => {
            say!("All of that is left out here, so that nobody is asked it. Nothing was written. Name other clauses.").to_owned()
        }
        NotApart::NoDay { typed } => say!(
            "\"{typed}\" is no day. Nothing was written. Write it like this: {how}.",
            typed,
            how = day::how_to_type()
        ),
        NotApart::NotMade(e) => {
            say!("The {format} could not be made: {why}. Nothing was written.", format = e.format, why = e.why)
        }
        NotApart::NoPart => say!("These questions cannot be cut out of the questionnaire. Nothing was written. Name whole clauses.").to_owned(),
        back => not_collected(back),
    }
}

/// Why nothing was collected or agreed on.
fn not_collected(why: &NotApart) -> String {
    match why {
        NotApart::NotRead(e) => e.words(),
        NotApart::Store(e) => joined([e.to_string(), unchanged()]),
        NotApart::NotHandedOut { file } => say!(
            "{file} is no file that was handed out to a person: nothing in it says whose answers these are. Nothing was changed. A copy of \
             an assessment is brought together with: clausewise merge",
            file
        ),
        NotApart::OtherQuestionnaire { file, answers, here } => say!(
            "{file} answers the questionnaire {answers}; the open assessment answers {here}. Nothing was changed.",
            file,
            answers,
            here
        ),
        NotApart::OtherAssessment { file, of } => {
            let of = if of.is_empty() { String::new() } else { format!(" ({of})") };
            say!(
                "{file} was handed out from another assessment{of}: the event it was made from does not stand in this one. Nothing was \
                 changed. Collect it where it was handed out.",
                file,
                of
            )
        }
        NotApart::NoPerson { file, who } => {
            let who = if who.is_empty() { say!("the person it is for").to_owned() } else { who.clone() };
            say!(
                "{file}: {who} is not in the register of people any more. Nothing was changed. Undo the removal, or hand the questions out \
                 anew.",
                file,
                who
            )
        }
        NotApart::Altered { file, at } => say!(
            "{file}: the question {at} is not the one that was asked, so that nobody can tell what was answered. Nothing was changed. Ask for \
             the file as it was sent.",
            file,
            at
        ),
        NotApart::Faults { file, faults } => {
            let n = faults.len();
            let lines = faults.iter().take(PROBLEMS).map(|f| format!("  {}", f.words()));
            let mut all = vec![say!("{file}: {n|problem|problems}:", file, n)];
            all.extend(lines);
            all.extend((n > PROBLEMS).then(|| say!("  and {more} more", more = n - PROBLEMS)));
            all.push(say!("Nothing was collected and nothing was changed. Mend the workbook, or ask for it as it was sent.").to_owned());
            all.join("\n")
        }
        NotApart::Forked { file, who, differ, files } => forked(file, who, differ, files),
        NotApart::NobodyAnswered { at } => say!(
            "Nobody's own answer to {at} is known here, or a room is answering it just now: there is nothing to agree on. Nothing was changed.",
            at
        ),
        NotApart::NoWorst { at } => say!(
            "On {at} somebody says that it does not apply, or nobody gives a level: no rule says which is worse. Nothing was changed. Agree on \
             a level by hand.",
            at
        ),
        _ => unchanged(),
    }
}

/// How many problems are listed.
const PROBLEMS: usize = 20;

fn unchanged() -> String {
    say!("Nothing was changed.").to_owned()
}
