//! Answering: levels, moving on, marks.

use super::{App, Screen, Spot, Tone, Work};
use crate::model::assessment::keys;
use crate::model::questionnaire::{Node, Target};
use crate::model::{Level, Status, edit};
use crate::tui::keymap::Command;
use crate::words::Word as _;

impl Work {
    /// Where one goes after an answer; none after the last question.
    pub fn after(&self, spot: Spot) -> Option<Spot> {
        let checks = self.q().requirements[spot.requirement].checks.len();
        if spot.row > 0 && spot.row < checks {
            return Some(Spot { row: spot.row + 1, ..spot });
        }
        let requirement = spot.requirement + 1;
        (requirement < self.q().requirements.len()).then_some(Spot { requirement, row: 0 })
    }

    /// Keeps the outline on this id; where a filter took its row away, on the next requirement: a digit
    /// meant for one must never reach a heading.
    fn stay_on(&mut self, id: &str) {
        let rows = self.outline_rows();
        let target = self.q().find(id);
        let same = |(node, _): &(Node, usize)| match (node, target) {
            (Node::Heading(h), Some(Target::Heading(x))) => *h == x,
            (Node::Requirement(r), Some(Target::Requirement(x))) => *r == x,
            _ => false,
        };
        let requirement = |(node, _): &(Node, usize)| matches!(node, Node::Requirement(_));
        let at = self.outline.at.min(rows.len());
        let next = rows[at..].iter().position(requirement).map(|n| at + n);
        let place = rows.iter().position(same).or(next).or_else(|| rows.iter().rposition(requirement));
        self.outline.at = place.unwrap_or(0);
    }

    /// The level given at a place.
    pub fn given(&self, spot: Spot) -> Option<Level> {
        let (q, a) = (self.q(), self.s.assessment());
        match spot.row.checked_sub(1) {
            None => a.bulk(q, spot.requirement),
            Some(n) => a.level(q, q.first_check[spot.requirement] + n).map(|(l, _)| l),
        }
    }

    /// Whether anything was answered at this id, above or below it.
    fn answered(&self, id: &str) -> bool {
        let (q, a) = (self.q(), self.s.assessment());
        let level = |c: usize| a.level(q, c).is_some();
        match q.find(id) {
            Some(Target::Check(c)) => level(c),
            Some(Target::Requirement(r)) => q.checks_of(r).any(level),
            Some(Target::Heading(h)) => q.below(h).into_iter().flat_map(|r| q.checks_of(r)).any(level),
            None => false,
        }
    }

    /// The next requirement with this status after the present one, round the end.
    pub fn next_with(&self, status: Status) -> Option<usize> {
        let n = self.q().requirements.len();
        (1..=n).map(|d| (self.spot.requirement + d) % n).find(|r| self.scores.status(*r) == status)
    }

    /// Goes to a place of the questionnaire.
    pub(super) fn move_to(&mut self, spot: Spot) {
        self.spot = spot;
        self.card.at = spot.row;
    }
}

impl App {
    /// Gives the selected question a level, or withdraws it, and goes on to the next one.
    pub(super) fn rate(&mut self, level: Option<Level>) {
        let Some(id) = self.selected_id() else { return };
        let on_card = matches!(self.screen, Screen::Question | Screen::Room);
        let Some(work) = &self.work else { return };
        let spot = work.spot;
        if level.is_none() && !work.answered(&id) {
            return self.say(Tone::Done, format!("{id} has no answer to withdraw."));
        }
        let e = match edit::rate(work.q(), work.s.assessment(), &id, level, None) {
            Ok(e) => e,
            Err(refusal) => return self.say(Tone::Warning, refusal.to_string()),
        };
        let excluded = level == Some(Level::NotApplicable);
        let next = if on_card && level.is_some() && !excluded { work.after(spot) } else { None };
        let words = self.rated_words(work, &id, level);
        if !e.is_empty() && !self.apply(&e, next) {
            return;
        }
        if self.screen == Screen::Outline
            && let Some(work) = &mut self.work
        {
            work.stay_on(&id);
        }
        self.say(Tone::Done, words);
        self.unknown = (level == Some(Level::DontKnow)).then(|| id.clone());
        if on_card && level.is_some() && !excluded {
            let results = self.key(Command::Results);
            match (next, &mut self.work) {
                (Some(next), Some(work)) => work.move_to(next),
                _ => self.say(
                    Tone::Done,
                    format!("{id} answered. That was the last question; {results} shows the results."),
                ),
            }
        }
        if excluded && on_card {
            self.write_reason(&id);
        }
    }

    fn rated_words(&self, work: &Work, id: &str, level: Option<Level>) -> String {
        let (q, undo) = (work.q(), self.key(Command::Undo));
        let Some(level) = level else { return format!("{id}: answer withdrawn. {undo} brings it back.") };
        let word = level.word();
        match q.find(id) {
            Some(Target::Heading(h)) => {
                let n = q.below(h).len();
                format!("{id}: {word} for the unrated checks of {n} requirements. {undo} takes it back.")
            }
            Some(Target::Requirement(r)) => {
                let own = q.checks_of(r).filter(|c| work.s.assessment().own_level(*c).is_some()).count();
                let kept = if own > 0 {
                    format!(" {own} of its checks keep their own level.")
                } else {
                    String::new()
                };
                let more = match level {
                    Level::Proven if !work.s.assessment().is_named(id) => " Claimed until v names evidence.",
                    Level::Written | Level::InUse => " Met needs Proven.",
                    _ => "",
                };
                let ask = if level == Level::DontKnow {
                    let ask = self.key(Command::Reason);
                    format!(" It is on the list to find out; {ask} names whom to ask.")
                } else {
                    String::new()
                };
                format!("{id}: {word}.{kept}{more}{ask}")
            }
            _ => format!("{id}: {word}."),
        }
    }

    /// Moves to the neighbouring requirement.
    pub(super) fn neighbour(&mut self, by: isize) {
        let Some(work) = &mut self.work else { return };
        let last = work.q().requirements.len() - 1;
        let to = work.spot.requirement.saturating_add_signed(by).min(last);
        if to == work.spot.requirement {
            let words =
                if by < 0 { "This is the first requirement." } else { "This is the last requirement." };
            return self.say(Tone::Done, words);
        }
        work.move_to(Spot { requirement: to, row: 0 });
    }

    /// Moves to the next requirement with this status.
    pub(super) fn seek(&mut self, status: Status) {
        let Some(work) = &mut self.work else { return };
        match work.next_with(status) {
            Some(r) => {
                work.move_to(Spot { requirement: r, row: 0 });
                if self.screen != Screen::Room {
                    self.screen = Screen::Question;
                }
            }
            None if status == Status::Open => self.say(Tone::Done, "Every requirement is answered."),
            None => self.say(Tone::Done, format!("There is no requirement with status {}.", status.word())),
        }
    }

    /// Marks the selected id for review, or takes the mark away.
    pub(super) fn toggle_review(&mut self) {
        let (Some(id), Some(work)) = (self.selected_id(), &self.work) else { return };
        let marked = work.s.assessment().at(keys::REVIEW, &id).is_some();
        let value = if marked { "" } else { "yes" };
        if self.try_edit(edit::text_at(work.q(), work.s.assessment(), keys::REVIEW, &id, value)) {
            let list = self.key(Command::Lists);
            self.say(
                Tone::Done,
                if marked {
                    format!("{id} no longer marked.")
                } else {
                    format!("{id} marked for review; {list} lists the marks.")
                },
            );
        }
    }

    /// Takes the last change back, or makes it again.
    pub(super) fn undo(&mut self, again: bool) {
        let Some(work) = &mut self.work else { return };
        let done = match if again { work.s.redo() } else { work.s.undo() } {
            Ok(done) => done,
            Err(e) => return self.say(Tone::Warning, e.to_string()),
        };
        if let Some(e) = done {
            work.refresh();
            if let Some(spot) = work.spot_of(&e.at) {
                work.move_to(spot);
            }
            let what = if again { "Made again" } else { "Taken back" };
            let at = if e.at.is_empty() { String::new() } else { format!(" on {}", e.at) };
            self.say(Tone::Done, format!("{what}: {}{at}.", e.what));
        } else {
            let words = work.s.why_nothing(again).word();
            self.say(Tone::Done, words);
        }
    }
}
