//! In the room: several people's answers, dissent, the clock of a clause.

use std::time::Instant;

use super::{App, Tone};
use crate::model::Assessment;
use crate::model::record::{PERSON, Rid};
use crate::model::said::Matter;
use crate::model::votes;
use crate::say;
use crate::tui::dialog::{Dialog, Poll, Purpose};
use crate::tui::keymap::{InAbout, OnCard, OnScreen};
use crate::tui::pane::Cursor;
use crate::words::{self, Words as _};

/// Minutes somebody set for a clause. It warns in words and forces nothing.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The topmost heading, by its index.
    pub top: usize,
    /// Minutes given.
    pub minutes: u64,
    /// Whole minutes gone.
    pub gone: u64,
    began: Option<Instant>,
    told: bool,
}

/// Whose answer it is: the name, else the number, else that it is not known.
fn said_by(a: &Assessment, who: &Rid) -> String {
    let p = a.person(who);
    match (p.name.is_empty(), p.no) {
        (false, _) => p.words(),
        (true, 0) => say!("somebody").to_owned(),
        (true, no) => format!("{}-{no}", PERSON.letter),
    }
}

impl App {
    /// Opens the answers of several people to the selected question.
    pub(super) fn open_poll(&mut self) {
        let (Some(id), Some(desk)) = (self.selected_id(), &self.desk) else { return };
        let a = desk.work.a();
        let mut people: Vec<(Rid, String)> =
            a.people().into_iter().map(|p| (p.id.clone(), p.words())).collect();
        let votes = votes::of(a, &id).unwrap_or_default();
        let listed = people.len();
        // What somebody said stays theirs, also when they are gone.
        let gone = votes.given.keys().filter(|who| people.iter().all(|(id, _)| id != *who));
        let gone: Vec<_> =
            gone.map(|who| (who.clone(), say!("{who} (removed)", who = said_by(a, who)))).collect();
        people.extend(gone);
        if people.is_empty() {
            let (about, add, votes) = (
                self.shell.key(OnScreen::About),
                self.shell.key(InAbout::Add),
                self.shell.key(OnCard::Votes),
            );
            let words = say!(
                "Nobody is listed yet: {about}, then {add} under {register} adds one; then {votes} asks each of them.",
                about,
                add,
                register = words::text(PERSON.words),
                votes
            );
            return self.say(Tone::Warning, words);
        }
        let poll = Poll { id, people, listed, votes, cursor: Cursor::default() };
        self.shell.dialogs.push(Dialog::Poll(Box::new(poll)));
    }

    /// Keeps what was answered, shown or not.
    pub(super) fn keep_poll(&mut self, poll: &Poll) {
        let before = self.desk.as_ref().and_then(|desk| votes::of(desk.work.a(), &poll.id));
        if before.as_ref() == Some(&poll.votes) || (before.is_none() && poll.votes.given.is_empty()) {
            return;
        }
        self.act(|w| w.vote(&poll.id, &poll.votes));
    }

    pub(super) fn write_dissent(&mut self) {
        let Some((id, other)) = self.writing_at() else { return };
        let hint = say!("Who holds what against the agreed answer. It stands in the report beside it.");
        self.write_text(Matter::Dissent, &id, &say!("Dissent on {id}", id), hint, other);
    }

    pub(super) fn write_clock(&mut self) {
        let hint = say!(
            "Minutes for this clause, for example 20. Empty stops the clock. It warns; it never forces."
        );
        self.write(Purpose::Clock, say!("Clock"), hint, "", false);
    }

    /// Starts or stops the clock; the words of a wrong entry.
    pub(super) fn set_clock(&mut self, typed: &str) -> Result<(), String> {
        let Some(desk) = &mut self.desk else { return Ok(()) };
        if typed.is_empty() {
            desk.clock = None;
            self.say(Tone::Done, say!("The clock is stopped."));
            return Ok(());
        }
        let minutes = typed.parse().ok().filter(|m| (1..=600).contains(m));
        let minutes = minutes.ok_or(say!("Write whole minutes from 1 to 600, for example 20."))?;
        let top = desk.q().top_heading(desk.card.spot.requirement).unwrap_or(0);
        desk.clock = Some(Clock { top, minutes, gone: 0, began: None, told: false });
        let id = &desk.q().headings[top].id;
        let words = say!("{minutes} min for {id} from now.", minutes, id);
        self.say(Tone::Done, words);
        Ok(())
    }

    /// Moves the clock on; draws when a minute is over.
    pub(super) fn run_clock(&mut self, now: Instant) {
        let Some(desk) = &mut self.desk else { return };
        let Some(clock) = &mut desk.clock else { return };
        let began = *clock.began.get_or_insert(now);
        let gone = now.saturating_duration_since(began).as_secs() / 60;
        if gone != clock.gone {
            clock.gone = gone;
            self.shell.dirty = true;
        }
        if gone >= clock.minutes && !clock.told {
            clock.told = true;
            let key = self.shell.keys.of(OnCard::Clock);
            let (minutes, top) = (clock.minutes, clock.top);
            let id = desk.q().headings[top].id.clone();
            self.say(
                Tone::Warning,
                say!(
                    "Time for {id} is over ({minutes} min). Nothing is lost or forced; {key} sets more.",
                    id,
                    minutes,
                    key
                ),
            );
        }
    }
}
