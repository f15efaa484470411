//! Stepping into a row of the gap list or the roadmap, acting on a line of what is told of it, and stepping out.

use super::{Desk, Screen};
use crate::model::roadmap::RoadmapItem;
use crate::tui::keymap::{InGaps, OnRoadmap};
use crate::tui::screen::detail::{Does, Entry, selected};
use crate::tui::shell::{Next, Shell};

impl Desk {
    /// Whether one is in a row of this screen, and not in its list.
    pub(in crate::tui) const fn is_in_row(&self, screen: Screen) -> bool {
        match screen {
            Screen::Gaps => self.gaps.detail.is_open(),
            Screen::Roadmap => self.roadmap.detail.is_open(),
            _ => false,
        }
    }

    /// The lines of the row one is in.
    pub(super) fn lines(&self, screen: Screen) -> Vec<Entry> {
        match screen {
            Screen::Gaps => self.gaps.lines(&self.work),
            Screen::Roadmap => self.roadmap.lines(&self.work),
            _ => Vec::new(),
        }
    }

    /// What Enter does on the selected line of the row one is in.
    pub(in crate::tui) fn line_does(&self, screen: Screen) -> Option<Does> {
        let cursor = match screen {
            Screen::Gaps => &self.gaps.detail.cursor,
            Screen::Roadmap => &self.roadmap.detail.cursor,
            _ => return None,
        };
        selected(&self.lines(screen), cursor.at).cloned().filter(|_| self.is_in_row(screen))
    }

    /// Steps into the selected row; in it, does what the selected line is for.
    pub(super) fn enter_row(&mut self, shell: &mut Shell) -> Next {
        if !self.is_in_row(shell.screen) {
            match shell.screen {
                Screen::Gaps => self.gaps.step_in(&self.work),
                _ => self.roadmap.step_in(&self.work),
            }
            return Next::Stay;
        }
        match self.line_does(shell.screen) {
            Some(Does::Run(command)) => return Next::Run(command),
            Some(Does::Card(id)) => {
                if let Some(spot) = self.spot_of(&id) {
                    self.go_to(spot, shell);
                }
            }
            Some(Does::Gap(id)) => self.gaps.go_to(&id, &self.work),
            Some(Does::Action(id)) => {
                if shell.screen != Screen::Roadmap {
                    self.trail.push((shell.screen, self.card.spot));
                }
                self.roadmap.go_to(&id, &self.work);
                self.show(Screen::Roadmap, shell);
            }
            None => {}
        }
        Next::Stay
    }

    /// Steps out to the list, on the same row; false where one was in the list.
    pub(in crate::tui) fn leave_row(&mut self, screen: Screen) -> bool {
        let was = self.is_in_row(screen);
        match screen {
            Screen::Gaps => self.gaps.step_out(&self.work),
            Screen::Roadmap => self.roadmap.step_out(&self.work),
            _ => {}
        }
        was
    }

    /// The action a command of the plan is about: on the gap list the one that closes the gap.
    fn action(&self, screen: Screen) -> Option<RoadmapItem> {
        match screen {
            Screen::Gaps => self.gaps.item(&self.work).cloned(),
            _ => self.roadmap.item(&self.work).cloned(),
        }
    }

    /// Does what is asked of the plan, or of the selected action.
    pub(in crate::tui) fn on_roadmap(&mut self, command: OnRoadmap, shell: &mut Shell) -> Next {
        let item = self.action(shell.screen);
        self.roadmap.update(command, item, shell, &mut self.work)
    }

    /// Does what is asked of the gaps, or of the selected one; on the roadmap that is the one its action closes.
    pub(in crate::tui) fn on_gaps(&mut self, command: InGaps, shell: &mut Shell) -> Next {
        let id = match shell.screen {
            Screen::Roadmap => self.roadmap.selected(&self.work),
            _ => self.gaps.selected(&self.work),
        };
        self.gaps.update(command, id, shell, &mut self.work)
    }
}
