//! In a workshop: its agenda with the clock, what Enter leads to, the papers of what is shown.

use super::clock::second;
use super::{Desk, Screen};
use crate::model::agenda::Now;
use crate::model::record::Rid;
use crate::report::Reader;
use crate::say;
use crate::tui::keymap::InWorkshop;
use crate::tui::screen::detail::Stepping as _;
use crate::tui::screen::workshop::{Shown, View, minutes_left};
use crate::tui::shell::{Next, Shell};
use crate::words::closing::Lead;
use crate::words::{agenda, room};
use crate::work::{Done, Refused, Work};

/// Where the room is on its agenda.
#[derive(Debug, Default)]
pub struct Hour {
    /// The item and what it has used; none while none runs.
    pub now: Option<Now>,
    /// The item of which was said that its time is over.
    rang: Option<Rid>,
}

impl Desk {
    /// Moves the clock of the agenda on; draws when a minute is over, and says once that the time of an item is.
    pub(super) fn run_agenda(&mut self, shell: &mut Shell) {
        let now = self.work.agenda().now(second());
        let minute = |now: Option<Now>| now.map(|now| (now.item, now.used()));
        shell.dirty |= minute(now) != minute(self.hour.now);
        self.hour.now = now;
        let Some(now) = now else { return };
        let late = agenda::late(self.work.agenda(), now.item, Some(now));
        let id = self.work.agenda().items.get(now.item).map(|i| i.id.clone());
        if !late.is_empty() && self.hour.rang != id {
            self.hour.rang = id;
            shell.warn_too(late);
        }
    }

    /// Shows the workshop, or a part of it.
    pub(in crate::tui) fn enter_workshop(&mut self, view: Option<View>, shell: &mut Shell) {
        if let Some(view) = view {
            self.workshop.turn_to(view);
        }
        self.show(Screen::Workshop, shell);
    }

    /// Does what a key of the workshop asks for.
    pub(in crate::tui) fn in_workshop(&mut self, command: InWorkshop, shell: &mut Shell) -> Next {
        if command == InWorkshop::Export {
            self.choose_papers_of(self.workshop.view().papers(), shell);
            return Next::Stay;
        }
        self.workshop.update(command, shell, &mut self.work)
    }

    /// Begins the next item of the agenda, and goes to its first open question.
    pub(in crate::tui) fn next_item(&mut self, shell: &mut Shell) {
        self.turn_item(shell, Work::next_item);
    }

    fn turn_item(&mut self, shell: &mut Shell, verb: impl FnOnce(&mut Work) -> Result<Done, Refused>) {
        let done = self.act(shell, verb);
        self.run_agenda(shell);
        let Some(spot) = done.and_then(|done| self.spot_of(&done.next?)) else { return };
        if shell.screen == Screen::Room {
            self.move_to(spot);
        } else {
            self.go_to(spot, shell);
        }
    }

    /// Begins the selected item; of anything else goes to its question, its record or its action.
    pub(super) fn open_in_workshop(&mut self, shell: &mut Shell) -> Next {
        match self.workshop.row(&self.work).cloned() {
            Some(Shown::Item(n)) => {
                if let Some(id) = self.work.agenda().items.get(n).map(|i| i.id.clone()) {
                    self.turn_item(shell, |w| w.begin_item(&id));
                }
            }
            Some(Shown::Still) => {
                let minutes = minutes_left(self.work.agenda(), self.hour.now);
                let lines = room::still_in(self.q(), self.work.a(), &self.work.still(minutes));
                shell.read(say!("What can still be asked"), lines);
            }
            Some(Shown::Told(row)) => match (self.spot_of(&row.at), row.lead) {
                (_, Lead::Action(id)) => {
                    self.trail.push((shell.screen, self.card.spot));
                    self.roadmap.go_to(&id, &self.work);
                    self.show(Screen::Roadmap, shell);
                }
                (Some(spot), _) => self.go_to(spot, shell),
                (None, Lead::Record(kind, id)) => return Next::Record(kind, Some(id)),
                (None, Lead::Question) => {}
            },
            Some(Shown::Head(..)) | None => {}
        }
        Next::Stay
    }

    /// Opens the list of papers of a meeting with these alone ticked: Enter writes them.
    fn choose_papers_of(&mut self, papers: &[&str], shell: &mut Shell) {
        let all = Reader::Meeting.files().iter().map(|(name, _)| (*name).to_owned());
        self.export.is_for(Some(Reader::Meeting));
        self.export.without = all.filter(|name| !papers.contains(&name.as_str())).collect();
        self.choose_papers(None, shell);
    }
}
