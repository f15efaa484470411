//! Answering: levels, moving on, marks.

use super::{Desk, Screen, Spot};
use crate::model::assessment::keys;
use crate::model::card_flow::{self, Step, Turns};
use crate::model::said::Said;
use crate::model::spread::How;
use crate::model::{Level, Status, votes};
use crate::say;
use crate::tui::keymap::{Global, InSoa, OnCard, OnScreen};
use crate::tui::shell::{Shell, Tone};
use crate::words::{Word as _, apart};
use crate::work::Work;

impl Desk {
    /// The next requirement with this status after the present one, round the end.
    pub fn next_with(&self, status: Status) -> Option<usize> {
        let n = self.q().requirements.len();
        (1..=n)
            .map(|d| (self.card.spot.requirement + d) % n)
            .find(|r| self.work.scores().status(*r) == status)
    }

    /// That a control of one's own is not answered by a key of a level, where one is selected.
    fn tell_own_has_no_level(&self, shell: &mut Shell) {
        if shell.screen == Screen::Soa && self.soa.row(&self.work).is_some() {
            let words = say!(
                "How far a control of your own is stands in its record: Enter opens it. {key} takes one away that is not needed.",
                key = shell.key(InSoa::Remove)
            );
            shell.say(Tone::Warning, words);
        }
    }

    /// Gives the selected question a level, or withdraws it, and goes on to the next one. In the room nothing goes on
    /// by itself: votes, dissent and note have their turn first.
    pub(in crate::tui) fn rate(&mut self, level: Option<Level>, shell: &mut Shell) {
        let Some(id) = self.selected(shell.screen) else {
            return self.tell_own_has_no_level(shell);
        };
        if let (Screen::Spread, Some(level)) = (shell.screen, level) {
            return self.agree(How::ByHand(level), shell);
        }
        // Where single people answered, the agreed level stays in sight on the card, too.
        let on_card = shell.screen == Screen::Question && !votes::in_the_room(self.work.a(), &id);
        let here = self.card.spot.requirement;
        let was_open = self.work.clause(here).map_or(0, |clause| clause.open());
        let asks = matches!(shell.screen, Screen::Question | Screen::Room | Screen::Soa);
        // The same key again asks again what belongs to it; in a room that has not agreed yet it agrees.
        let again = asks && self.given(&id) == level && !self.is_to_agree(&id);
        match level.filter(|_| again) {
            Some(Level::NotApplicable) => return self.write_reason(&id, shell),
            Some(Level::DontKnow) => return self.write_ask(&id, shell),
            _ => {}
        }
        // In the statement nothing is left out before somebody was asked why.
        if shell.screen == Screen::Soa && level == Some(Level::NotApplicable) {
            return self.write_reason(&id, shell);
        }
        shell.undo_line = None;
        self.turns.warned = false;
        // The screens that say which step the room is at ask for the agreed level.
        let in_room = shell.screen == Screen::Room;
        let rated = |w: &mut Work| {
            if in_room { w.rate_in_room(&id, level) } else { w.rate(&id, level, None, on_card) }
        };
        let Some(done) = self.act(shell, rated) else { return };
        let Said::Rated { was, goes, .. } = done.said else { return };
        self.turns = Turns { rated: level.is_some(), ..self.turns.of(&id) };
        if let Some(level) = level.filter(|_| votes::is_unseen(self.work.a(), &id)) {
            return shell.say_undoable(say!(
                "{id}: {level} stands, and the answers are hidden still. {step} shows them; then the room agrees.",
                id,
                level = level.word(),
                step = shell.key(OnCard::Step)
            ));
        }
        // What goes with the answer names what brings it back.
        let told = shell.message.clone().filter(|_| !goes.is_empty());
        let rests = was.is_some() && was != level && level.is_some() && self.rests_on(&id);
        let said = shell.message.clone().filter(|_| rests);
        if shell.screen == Screen::Outline {
            self.outline.stay_on(&self.work, &id);
        }
        if shell.screen == Screen::Soa {
            self.soa.stay_on(&self.work, &id);
        }
        if asks && level == Some(Level::NotApplicable) {
            return self.write_reason(&id, shell);
        }
        if was == Some(Level::NotApplicable) {
            self.ask_why_needed(&id, shell);
        }
        if let Some((Tone::Done, told)) = told {
            shell.say_undoable(told);
        } else if let Some((Tone::Done, said)) = said {
            let undo = shell.key(OnScreen::Undo);
            shell.say_undoable(say!("{said} {undo} takes it back.", said, undo));
        }
        if !on_card || level.is_none() {
            return;
        }
        if let Some(next) = done.next.as_deref().and_then(|next| self.spot_of(next)) {
            self.move_to(next);
            still_writing(&id, shell);
            self.just = Some(id.clone());
            self.end_clause(here, was_open, shell);
        } else if self.work.handed_out().is_some() {
            shell.say(Tone::Done, apart::how_far(self.q(), self.work.a()));
        } else if !self.end_clause(here, was_open, shell) {
            let results = shell.key(Global::Results);
            let words =
                say!("{id} answered. That was the last question; {results} shows the results.", id, results);
            shell.say(Tone::Done, words);
        }
    }

    /// Shows a clause in short where the answer just given finished it; not where scores are hidden, as it is made of
    /// them. Whether it was shown.
    fn end_clause(&mut self, here: usize, was_open: usize, shell: &mut Shell) -> bool {
        let over = self.work.clause(here).is_some_and(|clause| clause.is_over(here, was_open));
        let shown = over && !shell.hide_scores;
        if shown {
            self.clause = here;
            self.from.set(Screen::Clause, None);
            self.just = None;
            shell.message = None;
            shell.show(Screen::Clause);
        }
        shown
    }

    /// The level that stood before the room was shown its answers, where it is still to agree on one.
    pub(super) fn standing_to_agree(&self, screen: Screen) -> Option<Level> {
        let id = self.selected(screen)?;
        let is_to = card_flow::step(self.work.a(), &id, &self.turns) == Step::Agree;
        votes::agreed(self.work.a(), &id).filter(|_| is_to)
    }

    /// Whether single people answered and nobody agreed on a level yet.
    fn is_to_agree(&self, id: &str) -> bool {
        votes::in_the_room(self.work.a(), id)
            && (!votes::is_agreed(self.work.a(), id) || votes::came_since(self.work.a(), id))
    }

    /// The level an id has now, by whom one answers for.
    pub(super) fn given(&self, id: &str) -> Option<Level> {
        self.work.given(self.q().find(id)?)
    }

    /// Whether a note, answers of several people or evidence hang on what is answered here.
    fn rests_on(&self, id: &str) -> bool {
        let (q, a) = (self.q(), self.work.a());
        let evidence = || {
            q.find(id).and_then(|t| q.requirement_of(t)).is_some_and(|r| a.is_named(&q.requirements[r].id))
        };
        a.at(keys::NOTE, id).is_some() || votes::of(a, id).is_some() || evidence()
    }

    /// Takes over what a check that asks for the same was answered; one stays, to see what came over.
    pub(super) fn take_same(&mut self, shell: &mut Shell) {
        if let Some(id) = self.selected(shell.screen) {
            self.act(shell, |w| w.take_same(&id, ""));
        }
    }

    /// Moves to the neighbouring requirement.
    pub(super) fn neighbour(&mut self, by: isize, shell: &mut Shell) {
        let last = self.q().requirements.len() - 1;
        let to = self.card.spot.requirement.saturating_add_signed(by).min(last);
        if to == self.card.spot.requirement {
            let words = if by < 0 {
                say!("This is the first requirement.")
            } else {
                say!("This is the last requirement.")
            };
            return shell.say(Tone::Done, words);
        }
        self.move_to(Spot { requirement: to, row: 0 });
    }

    /// Moves to the next requirement with this status.
    pub(in crate::tui) fn seek(&mut self, status: Status, shell: &mut Shell) {
        match self.next_with(status) {
            Some(r) => {
                self.move_to(Spot { requirement: r, row: 0 });
                shell.show(Screen::Question);
            }
            None if status == Status::Open => shell.say(Tone::Done, say!("Every requirement is answered.")),
            None => shell.say(
                Tone::Done,
                say!("There is no requirement with status {status}.", status = status.word()),
            ),
        }
    }

    /// Marks the selected id for review, or takes the mark away.
    pub(super) fn toggle_review(&mut self, shell: &mut Shell) {
        let Some(id) = self.selected(shell.screen) else { return };
        self.act(shell, |w| w.mark(&id));
    }

    /// Takes the last change back, or makes it again.
    pub(in crate::tui) fn undo(&mut self, again: bool, shell: &mut Shell) {
        let Some(done) = self.act(shell, |w| w.undo(again)) else { return };
        if let Some(spot) = done.next.and_then(|at| self.spot_of(&at)) {
            self.move_to(spot);
        }
    }
}

/// Adds to what was said that what one writes now still belongs to the answer before.
fn still_writing(id: &str, shell: &mut Shell) {
    let Some((Tone::Done, said)) = shell.message.take() else { return };
    let key = |command: OnCard| shell.key(command);
    let still = say!(
        "{note}, {evidence}, {park}, {dissent} are still for {id}.",
        note = key(OnCard::Note),
        evidence = key(OnCard::Evidence),
        park = key(OnCard::Park),
        dissent = key(OnCard::Dissent),
        id
    );
    shell.say(Tone::Done, format!("{said} {still}"));
}
