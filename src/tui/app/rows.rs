//! Places in the questionnaire, and the selection of whichever screen is shown.

use super::{App, Desk, Screen, Spot};
use crate::model::questionnaire::Target;
use crate::tui::pane::Cursor;
use crate::work::Work;

impl Desk {
    /// The id of a place: the requirement, or the check the row stands for.
    pub fn id_of(&self, spot: Spot) -> String {
        spot.id(self.q())
    }

    /// The requirement whose card one is at, with the assessment.
    pub const fn card_at(&self) -> (&Work, usize) {
        (&self.work, self.card.spot.requirement)
    }

    /// The place of an id: a heading leads to its first requirement.
    pub fn spot_of(&self, id: &str) -> Option<Spot> {
        Some(self.spot_of_target(self.q().find(id)?))
    }

    /// As [`Self::spot_of`].
    pub fn spot_of_target(&self, target: Target) -> Spot {
        Spot::of(self.q(), target)
    }
}

impl Desk {
    /// How many rows the list of a screen has; 0 where it has none of an assessment.
    pub fn rows(&self, screen: Screen) -> usize {
        match screen {
            Screen::Home | Screen::Backups | Screen::Quick => 0,
            Screen::Outline => self.outline.rows(&self.work).len(),
            Screen::Question | Screen::Room => {
                self.q().requirements[self.card.spot.requirement].checks.len() + 1
            }
            Screen::Results => self.results.rows(&self.work).len(),
            Screen::Gaps => self.gaps.rows(&self.work).len(),
            Screen::Roadmap => self.roadmap.rows(&self.work).len(),
            Screen::Xray => self.work.findings().len(),
            Screen::Lists => self.lists.rows(&self.work).len(),
            Screen::History => self.work.session().events().len(),
            Screen::About => self.about.rows(&self.work).len(),
        }
    }

    /// The selection of a screen; none where it has none of an assessment.
    pub const fn cursor(&mut self, screen: Screen) -> Option<&mut Cursor> {
        Some(match screen {
            Screen::Home | Screen::Backups | Screen::Quick => return None,
            Screen::Outline => &mut self.outline.cursor,
            Screen::Question | Screen::Room => &mut self.card.cursor,
            Screen::Results => &mut self.results.cursor,
            Screen::Gaps => &mut self.gaps.cursor,
            Screen::Roadmap => &mut self.roadmap.cursor,
            Screen::Xray => &mut self.xray.cursor,
            Screen::Lists => &mut self.lists.cursor,
            Screen::History => &mut self.history.cursor,
            Screen::About => &mut self.about.cursor,
        })
    }

    /// The id that is selected on a screen; none when the row stands for none.
    pub fn selected(&self, screen: Screen) -> Option<String> {
        match screen {
            Screen::Home | Screen::About | Screen::Quick | Screen::Backups => None,
            Screen::Question | Screen::Room => Some(self.id_of(self.card.spot)),
            Screen::Outline => self.outline.selected(&self.work),
            Screen::Results => self.results.selected(&self.work),
            Screen::Gaps => self.gaps.selected(&self.work),
            Screen::Roadmap => self.roadmap.selected(&self.work),
            Screen::Xray => self.xray.selected(&self.work),
            Screen::Lists => self.lists.selected(&self.work),
            Screen::History => self.history.selected(&self.work),
        }
    }
}

impl App {
    /// How many rows the list on screen has.
    pub fn rows(&self) -> usize {
        match (self.shell.screen, &self.desk) {
            (Screen::Backups, _) => self.backups.rows().len(),
            (Screen::Quick, _) => 1,
            (Screen::Home, _) | (_, None) => self.home.rows(),
            (screen, Some(desk)) => desk.rows(screen),
        }
    }

    /// The id that is selected on this screen; none when the row stands for none.
    pub fn selected_id(&self) -> Option<String> {
        self.desk.as_ref()?.selected(self.shell.screen)
    }
}
