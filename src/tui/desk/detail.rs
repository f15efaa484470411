//! Stepping into a row of the gap list or the roadmap, acting on a line of what is told of it, and stepping out.

use super::{Desk, Screen};
use crate::model::roadmap::RoadmapItem;
use crate::tui::keymap::{InGaps, OnRoadmap};
use crate::tui::screen::detail::{Does, Stepping, len, selected};
use crate::tui::shell::{Next, Shell};
use crate::work::Work;

impl Desk {
    /// The list of a screen into whose rows one steps; none on another screen.
    fn list(&self, screen: Screen) -> Option<&dyn Stepping> {
        match screen {
            Screen::Gaps => Some(&self.gaps),
            Screen::Roadmap => Some(&self.roadmap),
            _ => None,
        }
    }

    /// As [`Self::list`], to be changed, with the work it shows.
    pub(super) fn list_mut(&mut self, screen: Screen) -> Option<(&mut dyn Stepping, &Work)> {
        match screen {
            Screen::Gaps => Some((&mut self.gaps, &self.work)),
            Screen::Roadmap => Some((&mut self.roadmap, &self.work)),
            _ => None,
        }
    }

    /// Whether one is in a row of this screen, and not in its list.
    pub(in crate::tui) fn is_in_row(&self, screen: Screen) -> bool {
        self.list(screen).is_some_and(Stepping::is_in_row)
    }

    /// How many rows there are to select: lines of the row one is in, else rows of the list.
    pub(super) fn to_select(&self, screen: Screen) -> usize {
        self.list(screen).map_or(0, |list| {
            if list.is_in_row() { len(&list.lines(&self.work)) } else { list.count(&self.work) }
        })
    }

    /// What Enter does on the selected line of the row one is in.
    pub(in crate::tui) fn line_does(&self, screen: Screen) -> Option<Does> {
        let list = self.list(screen).filter(|list| list.is_in_row())?;
        selected(&list.lines(&self.work), list.parts().1.cursor.at).cloned()
    }

    /// Steps into the selected row; in it, does what the selected line is for.
    pub(super) fn enter_row(&mut self, shell: &mut Shell) -> Next {
        if let Some((list, work)) = self.list_mut(shell.screen)
            && !list.is_in_row()
        {
            list.step_in(work);
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
        if screen == Screen::About {
            return self.about.leave(&self.work);
        }
        if screen == Screen::Audit {
            return self.audit.leave_card(&self.work);
        }
        if screen == Screen::Rehearsal {
            return self.rehearsal.leave_card();
        }
        let Some((list, work)) = self.list_mut(screen) else { return false };
        let was = list.is_in_row();
        list.step_out(work);
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
