//! In the room: several people's answers, dissent, the clock of a clause.

use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent};

use super::{App, Tone};
use crate::model::record::{PERSON, Rid};
use crate::model::votes::{self, Votes};
use crate::model::{Assessment, Level};
use crate::tui::dialog::{Dialog, Poll, Purpose};
use crate::tui::keymap::Command;
use crate::tui::pane::Cursor;
use crate::words::Words as _;

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
        (true, 0) => "somebody".to_owned(),
        (true, no) => format!("{}-{no}", PERSON.letter),
    }
}

impl App {
    /// Opens the answers of several people to the selected question.
    pub(super) fn open_poll(&mut self) {
        let (Some(id), Some(work)) = (self.selected_id(), &self.work) else { return };
        let a = work.s.assessment();
        let mut people: Vec<(Rid, String)> =
            a.people().into_iter().map(|p| (p.id.clone(), p.words())).collect();
        let votes = votes::of(a, &id).unwrap_or_default();
        let listed = people.len();
        // What somebody said stays theirs, also when they are gone.
        let gone = votes.given.keys().filter(|who| people.iter().all(|(id, _)| id != *who));
        let gone: Vec<_> = gone.map(|who| (who.clone(), format!("{} (removed)", said_by(a, who)))).collect();
        people.extend(gone);
        if people.is_empty() {
            let (about, add, votes) =
                (self.key(Command::About), self.key(Command::Add), self.key(Command::Votes));
            let words = format!(
                "Nobody is listed yet: {about}, then {add} under {} adds one; then {votes} asks each of them.",
                PERSON.words
            );
            return self.say(Tone::Warning, words);
        }
        let poll = Poll { id, people, listed, votes, cursor: Cursor::default() };
        self.dialogs.push(Dialog::Poll(Box::new(poll)));
    }

    pub(super) fn poll_key(&mut self, key: KeyEvent) {
        let Some(Dialog::Poll(poll)) = self.dialogs.last_mut() else { return };
        let len = poll.people.len();
        match key.code {
            KeyCode::Up => poll.cursor.step(-1, len),
            KeyCode::Down => poll.cursor.step(1, len),
            KeyCode::Enter if !poll.votes.shown && !poll.votes.given.is_empty() => poll.votes.shown = true,
            KeyCode::Enter => self.leave_dialog(),
            KeyCode::Char('c') | KeyCode::Backspace | KeyCode::Delete => {
                if let Some((n, _)) = poll.people.get(poll.cursor.at) {
                    poll.votes.given.remove(n);
                }
            }
            KeyCode::Char(c) => {
                let level =
                    Some(c).filter(|c| "12345?n".contains(*c)).and_then(|c| Level::parse(&c.to_string()));
                let Some((n, _)) = poll.people.get(poll.cursor.at) else { return };
                let gone = poll.cursor.at >= poll.listed;
                let hidden = !poll.votes.shown && poll.votes.given.contains_key(n);
                match level {
                    Some(_) if gone => {
                        let words =
                            "This person was removed: what they said stays as it is, and c takes it away.";
                        self.say(Tone::Warning, words);
                    }
                    Some(_) if hidden => {
                        self.say(Tone::Warning, "This person has answered; c takes the answer away first.");
                    }
                    Some(level) => {
                        poll.votes.given.insert(n.clone(), level);
                        poll.cursor.step(1, len);
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// Keeps what was answered, shown or not.
    pub(super) fn keep_poll(&mut self, poll: &Poll) {
        let Some(work) = &self.work else { return };
        let before: Option<Votes> = votes::of(work.s.assessment(), &poll.id);
        if before.as_ref() == Some(&poll.votes) || (before.is_none() && poll.votes.given.is_empty()) {
            return;
        }
        if self.try_edit(votes::keep(work.q(), work.s.assessment(), &poll.id, &poll.votes)) {
            let next = if poll.votes.shown {
                " D writes dissent; then press the agreed level, which goes on to the next question."
            } else {
                ""
            };
            self.say(Tone::Done, format!("{}.{next}", poll.votes.words()));
        }
    }

    pub(super) fn write_dissent(&mut self) {
        let Some(id) = self.selected_id() else { return };
        let work = self.work.as_ref();
        let value = work.and_then(|w| votes::of(w.s.assessment(), &id)).unwrap_or_default().dissent;
        let hint = "Who holds what against the agreed answer. It stands in the report beside it.";
        self.write(Purpose::Dissent(id.clone()), &format!("Dissent on {id}"), hint, &value, false);
    }

    pub(super) fn write_clock(&mut self) {
        let hint =
            "Minutes for this clause, for example 20. Empty stops the clock. It warns; it never forces.";
        self.write(Purpose::Clock, "Clock", hint, "", false);
    }

    /// Starts or stops the clock; the words of a wrong entry.
    pub(super) fn set_clock(&mut self, typed: &str) -> Result<(), String> {
        let Some(work) = &self.work else { return Ok(()) };
        if typed.is_empty() {
            self.clock = None;
            self.say(Tone::Done, "The clock is stopped.");
            return Ok(());
        }
        let minutes = typed.parse().ok().filter(|m| (1..=600).contains(m));
        let minutes = minutes.ok_or("Write whole minutes from 1 to 600, for example 20.")?;
        let top = work.q().top_heading(work.spot.requirement).unwrap_or(0);
        self.clock = Some(Clock { top, minutes, gone: 0, began: None, told: false });
        let id = &work.q().headings[top].id;
        let words = format!("{minutes} min for {id} from now.");
        self.say(Tone::Done, words);
        Ok(())
    }

    /// Moves the clock on; draws when a minute is over.
    pub(super) fn run_clock(&mut self, now: Instant) {
        let Some(clock) = &mut self.clock else { return };
        let began = *clock.began.get_or_insert(now);
        let gone = now.saturating_duration_since(began).as_secs() / 60;
        if gone != clock.gone {
            clock.gone = gone;
            self.dirty = true;
        }
        if gone >= clock.minutes && !clock.told {
            clock.told = true;
            let (minutes, top) = (clock.minutes, clock.top);
            let id = self.work.as_ref().map_or_else(String::new, |w| w.q().headings[top].id.clone());
            self.say(
                Tone::Warning,
                format!("Time for {id} is over ({minutes} min). Nothing is lost or forced; t sets more."),
            );
        }
    }
}
