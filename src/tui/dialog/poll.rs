//! Several people's answers to one question.

use super::Asks;
use crate::model::Level;
use crate::model::record::Rid;
use crate::model::votes::Votes;
use crate::say;
use crate::tui::keymap::Polling;
use crate::tui::keys::Keys;
use crate::tui::pane::Cursor;

/// Several people's answers while they are given.
pub struct Poll {
    /// The id it is about.
    pub id: String,
    /// Name (with role) of each person; those who were removed after they answered come last.
    pub people: Vec<(Rid, String)>,
    /// How many of them are in the register.
    pub listed: usize,
    /// Why nobody can answer Not applicable here, in words; none where they can.
    pub not_to_exclude: Option<String>,
    /// What was given.
    pub votes: Votes,
    /// Selected person.
    pub cursor: Cursor,
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
            Polling::Show if !self.votes.shown && !self.votes.given.is_empty() => self.votes.shown = true,
            Polling::Show | Polling::Leave => return Asks::Leave,
            Polling::TakeAway => {
                let Some((who, name)) = self.people.get(self.cursor.at) else { return Asks::Nothing };
                if let Some(level) = self.votes.given.remove(who) {
                    self.taken = Some((who.clone(), level));
                    let undo = keys.of(Polling::Undo);
                    return Asks::Undoable(say!(
                        "The answer of {name} is gone; {undo} gives it back.",
                        name,
                        undo
                    ));
                }
            }
            Polling::Undo => {
                if let Some((who, level)) = self.taken.take() {
                    self.votes.given.insert(who, level);
                }
            }
            Polling::Vote(level) => return self.vote(level, keys).map_or(Asks::Nothing, Asks::Refuse),
        }
        Asks::Nothing
    }

    /// Gives the selected person an answer; words when that is not possible.
    fn vote(&mut self, level: Level, keys: &Keys) -> Option<String> {
        let (who, _) = self.people.get(self.cursor.at)?;
        if level == Level::NotApplicable && self.not_to_exclude.is_some() {
            return self.not_to_exclude.clone();
        }
        if self.cursor.at >= self.listed {
            let key = keys.of(Polling::TakeAway);
            return Some(say!(
                "This person was removed: what they said stays as it is, and {key} takes it away.",
                key
            ));
        }
        if !self.votes.give(who, level) {
            let key = keys.of(Polling::TakeAway);
            return Some(say!("This person has answered; {key} takes the answer away first.", key));
        }
        let len = self.people.len();
        self.cursor.step(1, len);
        None
    }
}
