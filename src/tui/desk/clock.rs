//! In the room: minutes for a clause.

use std::time::Instant;

use super::Desk;
use crate::model::{Questionnaire, still};
use crate::say;
use crate::tui::dialog::Purpose;
use crate::tui::keymap::OnCard;
use crate::tui::shell::{Shell, Tone};
use crate::words::room;
use crate::work::CLOCK;

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
    /// Seconds that had passed before this window looked at it first.
    before: u64,
    rang: bool,
}

impl Clock {
    /// A clock for a topmost heading that begins when it is first looked at.
    pub const fn of(top: usize, minutes: u64) -> Self {
        Self { top, minutes, gone: 0, began: None, before: 0, rang: false }
    }

    /// The clock a file kept, where its window died or was left while it ran; none that ended long ago.
    pub(super) fn kept(q: &Questionnaire, kept: Option<&str>, now: i64) -> Option<Self> {
        let mut parts = kept?.split(' ');
        let id = parts.next()?;
        let minutes: u64 = parts.next()?.parse().ok()?;
        let began: i64 = parts.next()?.parse().ok()?;
        let top = q.headings.iter().position(|h| h.id == id)?;
        let before = u64::try_from(now.checked_sub(began)?).ok().filter(|s| *s < (minutes + LATE) * 60)?;
        Some(Self { before, gone: before / 60, ..Self::of(top, minutes) })
    }

    /// Moves on; whether another minute is over.
    pub fn run(&mut self, now: Instant) -> bool {
        let began = *self.began.get_or_insert(now);
        let gone = (now.saturating_duration_since(began).as_secs() + self.before) / 60;
        std::mem::replace(&mut self.gone, gone) != gone
    }

    /// Whether the time is over and nobody was told yet.
    pub fn rings(&mut self) -> bool {
        self.gone >= self.minutes && !std::mem::replace(&mut self.rang, self.gone >= self.minutes)
    }
}

/// Minutes after which a clock that ran out is no longer of this session.
const LATE: u64 = 60;

/// Now, in seconds: a clock outlives its window.
pub(super) fn second() -> i64 {
    jiff::Timestamp::now().as_second()
}

impl Desk {
    /// Asks how many minutes are left: those of the clock that runs, or what a session often has left.
    pub(in crate::tui) fn write_still(&self, shell: &mut Shell) {
        let left = self.clock.map(|c| c.minutes.saturating_sub(c.gone)).filter(|left| *left > 0);
        let left = left.unwrap_or_else(|| still::OFTEN_LEFT.into()).to_string();
        let hint = say!("Minutes that are left, for example 40. What stops a certification comes first.");
        let title = say!("What can still be asked");
        shell.write(Some(&self.work), Purpose::Still, (title, hint), &left, false);
    }

    /// Tells what can still be asked; the words of a wrong entry.
    pub(super) fn read_still(&self, typed: &str, shell: &mut Shell) -> Result<(), String> {
        let minutes = still::minutes(typed).ok_or_else(room::not_minutes)?;
        let lines = room::still_in(self.q(), self.work.a(), &self.work.still(minutes));
        shell.read(say!("What can still be asked"), lines);
        Ok(())
    }

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
            self.work.keep_draft(CLOCK, None);
            shell.say(Tone::Done, say!("The clock is stopped."));
            return Ok(());
        }
        let minutes = still::minutes(typed).ok_or_else(room::not_minutes)?;
        let top = self.q().top_heading(self.card.spot.requirement).unwrap_or(0);
        self.clock = Some(Clock::of(top, minutes.into()));
        let kept = format!("{} {minutes} {}", self.q().headings[top].id, second());
        self.work.keep_draft(CLOCK, Some(&kept));
        let words = say!("{minutes} min for {id} from now.", minutes, id = self.q().headings[top].id);
        shell.say(Tone::Done, words);
        Ok(())
    }

    /// Moves the clock on; draws when a minute is over.
    pub(in crate::tui) fn run_clock(&mut self, now: Instant, shell: &mut Shell) {
        self.run_agenda(shell);
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
            shell.warn_too(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A window that dies takes no clock with it: the next one goes on where it would be.
    #[test]
    fn a_clock_goes_on_in_the_next_window() {
        let q = crate::bank::embedded().unwrap();
        let mut clock = Clock::kept(&q, Some("6 20 1000"), 1000 + 7 * 60).unwrap();
        assert_eq!((q.headings[clock.top].id.as_str(), clock.minutes, clock.gone), ("6", 20, 7));
        let now = Instant::now();
        clock.run(now);
        assert!(clock.gone == 7 && !clock.rings());
        clock.run(now + Duration::from_mins(13));
        assert!(clock.gone == 20 && clock.rings() && !clock.rings());
        // A day later it is of another session, and what makes no sense is no clock.
        assert!(Clock::kept(&q, Some("6 20 1000"), 100_000).is_none());
        for kept in ["", "6", "6 20", "zz 20 1000", "6 x 1000", "6 20 9999"] {
            assert!(Clock::kept(&q, Some(kept), 1100).is_none(), "{kept}");
        }
    }
}
