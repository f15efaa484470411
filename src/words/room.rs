//! What is said while a room answers: votes, what they come to, and why one is refused. For window, plain mode and scripts
//! alike; it changes nothing.

use super::{Word as _, Words as _, joined};
use crate::model::card_flow::Step;
use crate::model::questionnaire::Grade;
use crate::model::still::{MOST, Still};
use crate::model::votes::{Outcome, Votes};
use crate::model::{Assessment, Level, Questionnaire};
use crate::say;
use crate::work::Refused;
use crate::work::line::NOTHING;

/// What an answer of one person, or showing them all, came to; `dissent` is what writes it here.
pub fn voted(votes: &Votes, dissent: Option<String>) -> String {
    let shown = dissent.filter(|_| votes.shown && !votes.given.is_empty());
    let agree = shown
        .map_or_else(String::new, |dissent| say!("Now the agreed level; {dissent} writes dissent.", dissent));
    if votes.given.is_empty() {
        return say!("Nobody's answer is kept here.").to_owned();
    }
    joined([say!("{votes}.", votes = votes.words()), agree])
}

/// Why a vote was not kept, votes were not shown, or nothing was done with what colleagues answered apart.
pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::HasVoted { who, at } => say!(
            "{who} has answered {at}, and it is hidden. {nothing} instead of the level takes it away first.",
            who,
            at,
            nothing = NOTHING
        ),
        Refused::NoVotes { at } => {
            say!("Nobody has answered {at} for themselves: there is nothing to show.", at)
        }
        Refused::Apart(why) => super::apart::refused(why),
        _ => String::new(),
    }
}

/// What the room came to, as lists and papers head it.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::None => say!("nobody was asked"),
        Outcome::Voting => say!("answers hidden"),
        Outcome::Shown => say!("answers shown, nothing agreed yet"),
        Outcome::Apart => say!("not agreed on"),
        Outcome::Agreed => say!("agreed"),
        Outcome::AgreedWithDissent => say!("agreed with dissent"),
        Outcome::Since => say!("agreed before answers came in since"),
    }
}

/// What a level means, in a word or two.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Nothing => say!("not done"),
        Level::Planned => say!("intended"),
        Level::Written => say!("on paper"),
        Level::InUse => say!("in part"),
        Level::Proven => say!("with records"),
        Level::DontKnow | Level::NotApplicable => level.word(),
    }
}

/// The same in one short word, where a room reads it from afar.
pub fn level_in_short(level: Level) -> &'static str {
    match level {
        Level::Nothing => say!("none"),
        Level::Planned => say!("plan"),
        Level::Written => say!("paper"),
        Level::InUse => say!("part"),
        Level::Proven => say!("records"),
        Level::DontKnow => say!("?"),
        Level::NotApplicable => say!("n/a"),
    }
}

/// A step of the room.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Vote => say!("vote"),
        Step::Reveal => say!("reveal"),
        Step::Agree => say!("agree"),
        Step::Dissent => say!("dissent"),
        Step::Note => say!("note"),
        Step::Next => say!("next"),
    }
}

/// What the key of the next step does now.
pub fn next(step: Step, key: &str) -> String {
    match step {
        Step::Vote => say!("{key} asks each", key),
        Step::Reveal => say!("{key} shows them", key),
        Step::Agree => say!("1-5, 0, n agrees").to_owned(),
        Step::Dissent => say!("{key}: dissent", key),
        Step::Note => say!("{key}: note", key),
        Step::Next => say!("{key} goes on", key),
    }
}

/// That a key agrees on the level that stands, and others on another one.
pub fn agrees_on(standing: Level, key: &str) -> String {
    say!("{key} agrees on {level}, 1-5, 0, n on another", key, level = standing.word())
}

/// What still has its turn before the room leaves a question.
pub fn still(step: Step, id: &str, key: &str) -> String {
    match step {
        Step::Dissent => {
            say!("{id}: nobody was asked for dissent yet ({key}). Press again to go on without.", id, key)
        }
        Step::Note => say!("{id}: no note yet ({key}). Press again to go on without.", id, key),
        Step::Vote | Step::Reveal | Step::Agree => {
            say!("{id}: answered by single people, not agreed yet. Press again to go on without.", id)
        }
        Step::Next => String::new(),
    }
}

/// What to write as minutes.
pub fn not_minutes() -> String {
    say!("Write whole minutes from 1 to {most}, for example 20.", most = MOST)
}

/// What a room can still ask, in lines: how much of it, then each with why it comes where it does.
pub fn still_in(q: &Questionnaire, a: &Assessment, still: &Still) -> Vec<String> {
    let card = still.card.div_ceil(60);
    let pace = if still.learnt {
        say!("at your pace of about {card} min a card", card)
    } else {
        say!("at {card} min a card, as your pace is not known yet", card)
    };
    if still.fits.is_empty() && still.stay == 0 {
        return vec![say!("Every requirement is answered: nothing is left to ask.").to_owned()];
    }
    let mut lines = vec![say!(
        "In {minutes} min {n|card|cards} can still be asked, {pace}; {stay} stay open.",
        minutes = still.minutes,
        n = still.fits.len(),
        pace,
        stay = still.stay
    )];
    for (n, r) in still.fits.iter().enumerate() {
        let requirement = &q.requirements[*r];
        let why = match (n < still.gates, a.if_absent(requirement)) {
            (true, _) => say!("without it no certification"),
            (false, Grade::Major) => say!("likely a major finding"),
            _ => "",
        };
        let name = format!("{} {}", requirement.id, q.list_title(*r));
        lines.push(if why.is_empty() { name } else { format!("{name} ({why})") });
    }
    lines
}
