//! The agenda of a session line by line, and what is asked of whom. Says, and changes nothing.

use jiff::Timestamp;

use super::sitting::Sitting;
use crate::report::pages;
use crate::words::agenda as said;

impl Sitting<'_, '_> {
    /// The agenda: planned against used, with the minutes since the last change.
    pub(super) fn agenda(&self) -> Vec<String> {
        let agenda = self.w.agenda();
        let now = agenda.now(Timestamp::now().as_second());
        said::lines(self.a(), agenda, now)
    }

    /// What each is to bring to a session.
    pub(super) fn requests(&self) -> Vec<String> {
        let head = self.w.head();
        pages::requests(&self.w.input(&head))
    }

    /// What is open after it, by who has it.
    pub(super) fn reminders(&self) -> Vec<String> {
        let head = self.w.head();
        pages::reminders(&self.w.input(&head))
    }
}
