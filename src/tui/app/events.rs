//! The history in words: a line an event, and every change of one.

use super::{App, Desk, Tone};
use crate::words::history;

/// The most changes that are read at once; an import can hold tens of thousands.
const MOST: usize = 1000;

impl Desk {
    /// The place of an event by its row in the history, newest first.
    fn event_at(&self, row: usize) -> Option<usize> {
        self.work.session().events().len().checked_sub(row + 1)
    }

    /// All changes of a row of the history in a line; made once after a change.
    pub fn told(&self, row: usize) -> String {
        if let Some(words) = self.told.borrow().get(&row) {
            return words.clone();
        }
        let event = self.event_at(row).and_then(|n| self.work.session().events().get(n));
        let changes = event.map(|e| self.work.session().changes_of(e.seq)).unwrap_or_default();
        let words = history::event(self.q(), self.work.a(), self.work.kinds, &changes);
        self.told.borrow_mut().insert(row, words.clone());
        words
    }

    /// Every change of a row of the history, one after the other: which field, what was, what is.
    fn told_in_full(&self, row: usize) -> Option<(String, Vec<String>)> {
        let e = self.work.session().events().get(self.event_at(row)?)?;
        let time: String = e.time.chars().take(16).collect::<String>().replace('T', " ");
        let at = if e.at.is_empty() { String::new() } else { format!(" on {}", e.at) };
        let title = format!("{time} {}: {}{at}", e.by, e.what);
        let changes = self.work.session().changes_of(e.seq);
        let mut lines = Vec::new();
        for c in changes.iter().take(MOST) {
            let told = history::in_full(self.q(), self.work.a(), self.work.kinds, c);
            lines.extend([
                format!("# {}", told.label()),
                format!("was  {}", told.was),
                format!("now  {}", told.now),
            ]);
        }
        if let Some(more) = changes.len().checked_sub(MOST).filter(|n| *n > 0) {
            lines.push(format!("{more} more changes are not listed here."));
        }
        Some((title, lines))
    }
}

impl App {
    /// Shows every change of the selected event.
    pub(super) fn read_event(&mut self) {
        match self.desk.as_ref().and_then(|w| w.told_in_full(w.history.at)) {
            Some((title, lines)) => self.shell.read(title, lines),
            None => self.say(Tone::Warning, "Select a change first."),
        }
    }
}
