//! In the room: several people's answers to one question, asked in turn, hidden until they are shown; what time is left for.

use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::{Goes, goes};
use crate::model::record::{PERSON, read, value};
use crate::model::{Level, Rid, card_flow, still, votes};
use crate::say;
use crate::words::{Word as _, Words as _, room};
use crate::work::Call;
use crate::work::line::NOTHING;

/// What came of asking one person.
enum Heard {
    /// An answer, or an empty line.
    Answered,
    /// Somebody goes out of it, or back to the person before.
    Goes(Goes),
    /// The input ended.
    Ended,
}

impl Sitting<'_, '_> {
    /// What can still be asked in so many minutes; of a session often so many are left when somebody asks.
    pub(super) fn still(&self, typed: &str) -> Vec<String> {
        let minutes = if typed.is_empty() { Some(still::OFTEN_LEFT) } else { still::minutes(typed) };
        match minutes {
            Some(minutes) => room::still_in(self.q(), self.a(), &self.w.still(minutes)),
            None => vec![room::not_minutes()],
        }
    }

    /// Asks each person of the register, keeps what they said, and shows it when that is wanted.
    pub(super) fn votes(&mut self) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let people: Vec<(Rid, String)> =
            self.a().people().into_iter().map(|p| (p.id.clone(), p.words())).collect();
        // Who leads the room answers only by the word vote.
        let asked = card_flow::voters(self.a(), &self.id());
        let people: Vec<_> = people.into_iter().filter(|(who, _)| asked.contains(who)).collect();
        if people.is_empty() {
            return self.stay(say!("Nobody is listed yet: person adds one; then votes asks each of them."));
        }
        let at = self.id();
        let before = votes::before_room(self.a(), &at);
        self.talk.say(say!(
            "Each person answers with 1 to 5, 0 or n, which is kept at once. An empty line goes on to the next person; {NOTHING} takes an answer away; leave goes out of it.",
            NOTHING
        ))?;
        let (mut whole, mut left, mut asked) = (true, false, 0);
        while let Some((who, name)) = people.get(asked) {
            match self.vote_of(&at, who, name)? {
                Heard::Answered => asked += 1,
                Heard::Goes(Goes::Back) if asked > 0 => asked -= 1,
                Heard::Goes(_) => {
                    left = true;
                    break;
                }
                Heard::Ended => {
                    whole = false;
                    break;
                }
            }
        }
        if left && votes::before_room(self.a(), &at) == before {
            return self.stay(say!("Nothing was changed."));
        }
        let hidden = votes::is_unseen(self.a(), &at);
        if whole && !left && hidden {
            let question = say!("Show the answers? Write yes; anything else keeps them hidden.");
            match self.talk.ask(question)? {
                Some(line) if matches!(line.to_lowercase().as_str(), "yes" | "y") => {
                    self.act(&Call::Reveal { at: at.clone() })?;
                }
                Some(_) => {}
                None => whole = false,
            }
        }
        let votes = votes::before_room(self.a(), &at).unwrap_or_default();
        if votes.shown {
            for (who, level) in &votes.given {
                let name = value::called(&read::at(self.w.a(), &PERSON, who));
                self.talk.say(say!("{name}: {level}", name, level = level.word()))?;
            }
        }
        Ok(if whole { Next::Stay } else { Next::Quit })
    }

    /// Asks one person, and keeps the answer.
    fn vote_of(&mut self, at: &str, who: &Rid, name: &str) -> io::Result<Heard> {
        loop {
            let mut votes = votes::before_room(self.a(), at).unwrap_or_default();
            let question = match votes.given.get(who) {
                None => say!("Answer of {name}:", name),
                Some(level) if votes.shown => {
                    say!("Answer of {name}, now {level}:", name, level = level.word())
                }
                Some(_) => say!("Answer of {name}, who has answered:", name),
            };
            let Some(line) = self.talk.ask(&question)? else { return Ok(Heard::Ended) };
            if let Some(goes) = goes(&line) {
                return Ok(Heard::Goes(goes));
            }
            let mut keep = |level| self.act(&Call::Vote { at: at.to_owned(), who: who.to_string(), level });
            match line.as_str() {
                "" => return Ok(Heard::Answered),
                NOTHING => {
                    keep(None)?;
                    continue;
                }
                _ => {}
            }
            match Level::parse(&line) {
                Some(level) if votes.give(who, level) => {
                    if keep(Some(level))?.is_some() {
                        return Ok(Heard::Answered);
                    }
                }
                Some(_) => self.talk.say(say!(
                    "This person has answered; {key} takes the answer away first.",
                    key = NOTHING
                ))?,
                None => self.talk.say(say!("That is no level: 1 to 5, 0 or n. Nothing was changed."))?,
            }
        }
    }
}
