//! All changes, newest first: when, who, what was, what is; and every change of one. Owns its selection.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::text;
use crate::say;
use crate::tui::keymap::{InHistory, OnScreen};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Shell, Tone};
use crate::words::{history, trail};
use crate::work::Work;

/// From this width on, it says who.
const WIDE: usize = 76;
/// From this width on, everything stands in columns.
const BROAD: usize = 100;
/// The most changes that are read at once; an import can hold tens of thousands.
const MOST: usize = 1000;

/// The history.
#[derive(Default)]
pub struct History {
    /// Selected row.
    pub cursor: Cursor,
    /// Events in words, by their row, as far as they were looked at.
    changes: RefCell<BTreeMap<usize, String>>,
}

/// The place of an event by its row in the history, newest first.
fn event_at(work: &Work, row: usize) -> Option<usize> {
    work.session().events().len().checked_sub(row + 1)
}

impl History {
    /// All changes of a row of the history in a line; made once after a change.
    pub fn change(&self, work: &Work, row: usize) -> String {
        if let Some(words) = self.changes.borrow().get(&row) {
            return words.clone();
        }
        let Some(e) = event_at(work, row).and_then(|n| work.session().events().get(n)) else {
            return String::new();
        };
        let changes = work.session().changes_of(e.seq);
        let words = history::of_event(work.q(), work.a(), work.kinds, (&e.what, &e.at), &changes);
        self.changes.borrow_mut().insert(row, words.clone());
        words
    }

    /// After a change the words are made again.
    pub fn forget(&mut self) {
        self.changes.borrow_mut().clear();
    }

    /// Selects an event by its number.
    pub fn select(&mut self, work: &Work, seq: i64) {
        let newest_first = work.session().events().iter().rev().position(|e| e.seq == seq);
        self.cursor.at = newest_first.unwrap_or(self.cursor.at);
    }

    /// The id the selected change was made at.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let event = work.session().events().get(event_at(work, self.cursor.at)?)?;
        Some(history::place(event).to_owned()).filter(|id| !id.is_empty())
    }

    /// Does what a key of the history asks for.
    pub fn update(&self, command: InHistory, shell: &mut Shell, work: &Work) {
        match command {
            InHistory::Details => match Self::in_full(work, self.cursor.at) {
                Some((title, lines)) => shell.read(title, lines),
                None => shell.say(Tone::Warning, say!("Select a change first.")),
            },
        }
    }

    /// Every change of a row of the history in full, one after the other: which fact of what, what was, what is.
    fn in_full(work: &Work, row: usize) -> Option<(String, Vec<String>)> {
        let seq = work.session().events().get(event_at(work, row)?)?.seq;
        let e = work.recorded(seq)?;
        let mut lines = trail::head(&e);
        let more = e.changes.len().saturating_sub(MOST);
        let all = e.changes.get(..MOST).unwrap_or(&e.changes);
        for said in trail::said(work.q(), work.a(), work.kinds, all) {
            lines.extend(Some(format!("# {}", said.about)).filter(|_| !said.about.is_empty()));
            lines.extend(said.facts);
        }
        if more > 0 {
            lines.push(say!("{n|more change is|more changes are} not listed here.", n = more));
        }
        Some((say!("Event {n}", n = seq), lines))
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let events = work.session().events();
        let words = say!(
            "{n|change|changes}, newest first (times in UTC). {key} takes the last one back.",
            n = events.len(),
            key = shell.key(OnScreen::Undo)
        );
        pane.line(Span::styled(words, t.quiet()));
        pane.blank();
        super::list(shell, pane, &self.cursor, events.len(), |n, width| {
            let e = &events[events.len() - 1 - n];
            let change = self.change(work, n);
            let what = trail::what_of(e);
            let time = Span::styled(format!("{}  ", trail::when(&e.time)), t.quiet());
            if width < WIDE {
                // What changed matters more than columns.
                let at = history::place(e);
                let at = if at.is_empty() { String::new() } else { format!(" {at}") };
                let what = Span::raw(format!("{}{at}: ", text::shown(&what, 14)));
                return Line::from(vec![time, what, Span::styled(change, t.accent())]);
            }
            // What an import brought has the room of the place it has not.
            if width < BROAD {
                let at = history::place(e);
                let at = if at.is_empty() { String::new() } else { format!(" {at}") };
                let who = format!("{:<10} ", text::shown(trail::who(&e.by), 10));
                let what = Span::raw(format!("{who}{}{at}: ", text::shown(&what, 14)));
                return Line::from(vec![time, what, Span::styled(change, t.accent())]);
            }
            let at = match history::place(e) {
                "" if !e.at.is_empty() => String::new(),
                at => format!("{at:<10} "),
            };
            Line::from(vec![
                time,
                Span::raw(format!("{:<10} ", text::shown(trail::who(&e.by), 10))),
                Span::raw(format!("{} {at}", crate::tui::text::fit(&what, 14))),
                Span::styled(change, t.accent()),
            ])
        })
    }
}
