//! Answering: levels, moving on, marks.

use super::{App, Desk, Screen, Spot, Tone};
use crate::model::said::Said;
use crate::model::{Level, Status};
use crate::say;
use crate::tui::keymap::{Global, OnCard};
use crate::words::Word as _;

impl Desk {
    /// The next requirement with this status after the present one, round the end.
    pub fn next_with(&self, status: Status) -> Option<usize> {
        let n = self.q().requirements.len();
        (1..=n)
            .map(|d| (self.card.spot.requirement + d) % n)
            .find(|r| self.work.scores().status(*r) == status)
    }

    /// Goes to a place of the questionnaire.
    pub(super) fn move_to(&mut self, spot: Spot) {
        self.card.spot = spot;
        self.card.cursor.at = spot.row;
        self.just = None;
    }
}

impl App {
    /// Gives the selected question a level, or withdraws it, and goes on to the next one. In the room nothing goes on
    /// by itself: votes, dissent and note have their turn first.
    pub(super) fn rate(&mut self, level: Option<Level>) {
        let Some(id) = self.selected_id() else { return };
        let on_card = self.shell.screen == Screen::Question;
        let Some(done) = self.act(|w| w.rate(&id, level, None, on_card)) else { return };
        let Said::Rated { .. } = done.said else { return };
        if self.shell.screen == Screen::Outline
            && let Some(desk) = &mut self.desk
        {
            desk.outline.stay_on(&desk.work, &id);
        }
        if matches!(self.shell.screen, Screen::Question | Screen::Room) && level == Some(Level::NotApplicable)
        {
            return self.write_reason(&id);
        }
        if !on_card || level.is_none() {
            return;
        }
        let results = self.shell.key(Global::Results);
        let next = done.next.as_deref().and_then(|next| self.desk.as_ref()?.spot_of(next));
        match (next, &mut self.desk) {
            (Some(next), Some(desk)) => {
                desk.move_to(next);
                self.still_writing(&id);
                if let Some(desk) = &mut self.desk {
                    desk.just = Some(id);
                }
            }
            _ => self.say(
                Tone::Done,
                say!("{id} answered. That was the last question; {results} shows the results.", id, results),
            ),
        }
    }

    /// Adds to what was said that what one writes now still belongs to the answer before.
    fn still_writing(&mut self, id: &str) {
        let Some((Tone::Done, said)) = self.shell.message.take() else { return };
        let (note, evidence, park, dissent) = (
            self.shell.key(OnCard::Note),
            self.shell.key(OnCard::Evidence),
            self.shell.key(OnCard::Park),
            self.shell.key(OnCard::Dissent),
        );
        let still = say!(
            "{note}, {evidence}, {park}, {dissent} are still for {id}.",
            note,
            evidence,
            park,
            dissent,
            id
        );
        self.say(Tone::Done, format!("{said} {still}"));
    }

    /// Moves to the neighbouring requirement.
    pub(super) fn neighbour(&mut self, by: isize) {
        let Some(desk) = &mut self.desk else { return };
        let last = desk.q().requirements.len() - 1;
        let to = desk.card.spot.requirement.saturating_add_signed(by).min(last);
        if to == desk.card.spot.requirement {
            let words = if by < 0 {
                say!("This is the first requirement.")
            } else {
                say!("This is the last requirement.")
            };
            return self.say(Tone::Done, words);
        }
        desk.move_to(Spot { requirement: to, row: 0 });
    }

    /// Moves to the next requirement with this status.
    pub(super) fn seek(&mut self, status: Status) {
        let Some(desk) = &mut self.desk else { return };
        match desk.next_with(status) {
            Some(r) => {
                desk.move_to(Spot { requirement: r, row: 0 });
                if self.shell.screen != Screen::Room {
                    self.shell.screen = Screen::Question;
                }
            }
            None if status == Status::Open => self.say(Tone::Done, say!("Every requirement is answered.")),
            None => self.say(
                Tone::Done,
                say!("There is no requirement with status {status}.", status = status.word()),
            ),
        }
    }

    /// Marks the selected id for review, or takes the mark away.
    pub(super) fn toggle_review(&mut self) {
        let Some(id) = self.selected_id() else { return };
        self.act(|w| w.mark(&id));
    }

    /// Takes the last change back, or makes it again.
    pub(super) fn undo(&mut self, again: bool) {
        let Some(done) = self.act(|w| w.undo(again)) else { return };
        if let Some(desk) = &mut self.desk
            && let Some(spot) = done.next.and_then(|at| desk.spot_of(&at))
        {
            desk.move_to(spot);
        }
    }
}
