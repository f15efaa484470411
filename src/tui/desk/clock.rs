//! In the room: minutes for a clause.

use std::time::Instant;

use super::Desk;
use crate::say;
use crate::tui::dialog::Purpose;
use crate::tui::keymap::OnCard;
use crate::tui::shell::{Shell, Tone};

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
    rang: bool,
}

impl Clock {
    /// A clock for a topmost heading that begins when it is first looked at.
    pub const fn of(top: usize, minutes: u64) -> Self {
        Self { top, minutes, gone: 0, began: None, rang: false }
    }

    /// Moves on; whether another minute is over.
    pub fn run(&mut self, now: Instant) -> bool {
        let began = *self.began.get_or_insert(now);
        let gone = now.saturating_duration_since(began).as_secs() / 60;
        std::mem::replace(&mut self.gone, gone) != gone
    }

    /// Whether the time is over and nobody was told yet.
    pub fn rings(&mut self) -> bool {
        self.gone >= self.minutes && !std::mem::replace(&mut self.rang, self.gone >= self.minutes)
    }
}

impl Desk {
    pub(super) fn write_clock(&self, shell: &mut Shell) {
        let hint = say!(
            "Minutes for this clause, for example 20. Empty stops the clock. It warns; it never forces."
        );
        shell.write(Some(&self.work), Purpose::Clock, (say!("Clock"), hint), "", false);
    }

    /// Starts or stops the clock; the words of a wrong entry.
    pub(super) fn set_clock(&mut self, typed: &str, shell: &mut Shell) -> Result<(), String> {
        if typed.is_empty() {
            self.clock = None;
            shell.say(Tone::Done, say!("The clock is stopped."));
            return Ok(());
        }
        let minutes = typed.parse().ok().filter(|m| (1..=600).contains(m));
        let minutes = minutes.ok_or(say!("Write whole minutes from 1 to 600, for example 20."))?;
        let top = self.q().top_heading(self.card.spot.requirement).unwrap_or(0);
        self.clock = Some(Clock::of(top, minutes));
        let words = say!("{minutes} min for {id} from now.", minutes, id = self.q().headings[top].id);
        shell.say(Tone::Done, words);
        Ok(())
    }

    /// Moves the clock on; draws when a minute is over.
    pub(in crate::tui) fn run_clock(&mut self, now: Instant, shell: &mut Shell) {
        let Some(clock) = &mut self.clock else { return };
        shell.dirty |= clock.run(now);
        if clock.rings() {
            let (minutes, top) = (clock.minutes, clock.top);
            let words = say!(
                "Time for {id} is over ({minutes} min). Nothing is lost or forced; {key} sets more.",
                id = self.q().headings[top].id,
                minutes,
                key = shell.key(OnCard::Clock)
            );
            shell.say(Tone::Warning, words);
        }
    }
}
