//! Several people's answers to one question. Each is asked to be kept the moment it is given: nothing waits in the dialog.

use super::Asks;
use crate::model::Level;
use crate::model::record::Rid;
use crate::model::said::Said;
use crate::model::votes::Votes;
use crate::say;
use crate::tui::keymap::Polling;
use crate::tui::keys::Keys;
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::words;

/// Who answers.
pub struct Voter {
    /// The person.
    pub who: Rid,
    /// The name.
    pub name: String,
    /// Name and role, and what else is to be known.
    pub whole: String,
}

/// Several people's answers while they are given.
pub struct Poll {
    /// The id it is about.
    pub id: String,
    /// Those who answer; who was removed after they answered comes last.
    pub people: Vec<Voter>,
    /// How many of them are in the register.
    pub listed: usize,
    /// How many are to answer: who leads the room is not.
    pub asked: usize,
    /// Why nobody can answer Not applicable here, in words; none where they can.
    pub not_to_exclude: Option<String>,
    /// What is kept.
    pub votes: Votes,
    /// Selected person.
    pub cursor: Cursor,
    /// Whether the answers were shown while it is open: a level that is typed now is meant for what is agreed, and not for
    /// somebody who was silent.
    pub revealed: bool,
    /// What was taken away last, and whose it was.
    pub taken: Option<(Rid, Level)>,
}

impl Poll {
    /// Does what a poll is asked for.
    pub fn update(&mut self, command: Polling, keys: &Keys) -> Asks {
        let len = self.people.len();
        match command {
            Polling::Up => self.cursor.step(-1, len),
            Polling::Down => self.cursor.step(1, len),
            // The same key as on the card: the next step has its turn once this one is through.
            Polling::Step if self.votes.given.len() < self.asked && !self.votes.shown => {
                let show = keys.of(Polling::Show);
                return Asks::Refuse(say!(
                    "{n} of {of} {n?has|have} answered; {show} shows them all the same.",
                    n = self.votes.given.len(),
                    of = self.asked,
                    show
                ));
            }
            Polling::Show | Polling::Step if !self.votes.shown && !self.votes.given.is_empty() => {
                self.revealed = true;
                return Asks::ShowVotes;
            }
            Polling::Show | Polling::Step | Polling::Leave => return Asks::Leave,
            Polling::TakeAway => {
                let Some(Voter { who, .. }) = self.people.get(self.cursor.at) else { return Asks::Nothing };
                if let Some(level) = self.votes.given.get(who) {
                    self.taken = Some((who.clone(), *level));
                    return Asks::Voted(who.clone(), None);
                }
            }
            Polling::Undo => {
                if let Some((who, level)) = self.taken.take() {
                    return Asks::Voted(who, Some(level));
                }
            }
            Polling::Vote(level) => return self.vote(level, keys),
        }
        Asks::Nothing
    }

    /// Gives the selected person an answer; words when that is not possible.
    fn vote(&mut self, level: Level, keys: &Keys) -> Asks {
        if self.revealed {
            let leave = keys.of(Polling::Show);
            return Asks::Refuse(say!(
                "The answers are shown. {leave} leaves; then a level is the agreed one. Who answers late answers then.",
                leave
            ));
        }
        let Some(Voter { who, .. }) = self.people.get(self.cursor.at) else { return Asks::Nothing };
        if let Some(why) = self.not_to_exclude.as_ref().filter(|_| level == Level::NotApplicable) {
            return Asks::Refuse(why.clone());
        }
        let key = keys.of(Polling::TakeAway);
        if self.cursor.at >= self.listed {
            return Asks::Refuse(say!(
                "This person was removed: what they said stays as it is, and {key} takes it away.",
                key
            ));
        }
        if !self.votes.clone().give(who, level) {
            return Asks::Refuse(say!("This person has answered; {key} takes the answer away first.", key));
        }
        Asks::Voted(who.clone(), Some(level))
    }

    /// Takes over what is kept now, after somebody's answer; what was given goes on to the next person who has not answered.
    pub fn take(&mut self, votes: Votes, given: bool) {
        self.votes = votes;
        if given {
            let (at, len) = (self.cursor.at, self.people.len());
            let is_open =
                |n: &usize| self.people.get(*n).is_some_and(|p| !self.votes.given.contains_key(&p.who));
            match (at + 1..len).chain(0..at).find(is_open) {
                Some(next) => self.cursor = Cursor::on(next),
                None => self.cursor.step(1, len),
            }
        }
    }

    /// Says once more what stands, as one goes on with the agreed level.
    pub fn say_again(&self, shell: &mut Shell) {
        if !self.votes.given.is_empty() {
            let said = Said::Voted { at: self.id.clone(), votes: self.votes.clone() };
            shell.say(Tone::Done, words::outcome(&said, shell));
        }
    }

    /// What says that an answer was taken away, and how it comes back.
    pub fn taken_away(&self, keys: &Keys) -> Option<String> {
        let (who, _) = self.taken.as_ref()?;
        let name = &self.people.iter().find(|voter| voter.who == *who)?.whole;
        let undo = keys.of(Polling::Undo);
        Some(say!("The answer of {name} is gone; {undo} gives it back.", name, undo))
    }
}
