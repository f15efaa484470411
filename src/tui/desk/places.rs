//! Getting about in an assessment: screens, jumps, the way back, what Enter opens.

use super::{Desk, Screen, Spot};
use crate::model::questionnaire::Target;
use crate::say;
use crate::tui::keymap::{InClause, InHistory};
use crate::tui::screen::results::ResultRow;
use crate::tui::shell::{Next, Shell, Tone};
use crate::work::Work;

/// Where one step out of a screen leads back to, where one came from elsewhere than usual: out of a question to the list
/// it was opened from, out of a clause in short to the outline.
#[derive(Default)]
pub struct LeadsBack(Vec<(Screen, Screen)>);

impl LeadsBack {
    /// Where it leads out of this screen; none where it leads as ever.
    pub fn of(&self, screen: Screen) -> Option<Screen> {
        self.0.iter().find(|(of, _)| *of == screen).map(|(_, to)| *to)
    }

    /// Sets where it leads out of this screen; none forgets it.
    pub(super) fn set(&mut self, screen: Screen, to: Option<Screen>) {
        self.0.retain(|(of, _)| *of != screen);
        self.0.extend(to.map(|to| (screen, to)));
    }
}

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

    /// Goes to a place of the questionnaire.
    pub(in crate::tui) fn move_to(&mut self, spot: Spot) {
        self.card.spot = spot;
        self.card.cursor.at = spot.row;
        self.just = None;
    }

    /// Moves the selection of the list on screen.
    pub(in crate::tui) fn step(&mut self, by: isize, shell: &Shell) {
        // Of the results a room reads what they come to, and no single row.
        let len =
            if shell.in_large() && shell.screen == Screen::Results { 1 } else { self.rows(shell.screen) };
        if let Some(cursor) = self.cursor(shell.screen) {
            cursor.step(by, len);
        }
        self.card.spot.row = self.card.cursor.at;
    }

    /// Shows another screen and puts its selection where one is.
    pub(in crate::tui) fn show(&mut self, screen: Screen, shell: &mut Shell) {
        self.from.set(Screen::Question, None);
        if screen == Screen::Outline {
            self.outline.select(&self.work, self.card.spot.requirement);
        }
        if screen == Screen::Spread && shell.screen != Screen::Spread {
            self.spread.enter(&self.work);
        }
        shell.show(screen);
        self.shown_to_room(shell);
    }

    /// Shows what is on the screen to a room, or no more.
    pub(in crate::tui) fn toggle_large(&mut self, shell: &mut Shell) {
        shell.large = !shell.large;
        shell.show(shell.screen);
        self.shown_to_room(shell);
    }

    /// In a form for a room a row is all there is of it, and of the results what they come to.
    fn shown_to_room(&mut self, shell: &Shell) {
        if shell.in_large() {
            self.results.cursor.to_first();
            self.leave_row(shell.screen);
        }
    }

    /// One step out of what is shown to a room: from a question to the list it was opened from, else to the usual form.
    /// False where nothing is shown so.
    pub(in crate::tui) fn leave_large(&mut self, shell: &mut Shell) -> bool {
        if !shell.in_large() {
            return false;
        }
        match self.from.of(Screen::Question).filter(|from| shell.screen == Screen::Room && from.has_large()) {
            Some(from) => self.show(from, shell),
            None => self.toggle_large(shell),
        }
        true
    }

    /// Shows the clause of a requirement in short; from the outline it leads back there.
    pub(in crate::tui) fn show_clause(
        &mut self,
        requirement: usize,
        from: Option<Screen>,
        shell: &mut Shell,
    ) {
        self.clause = requirement;
        self.from.set(Screen::Clause, from);
        self.show(Screen::Clause, shell);
    }

    /// Goes to a question and remembers where one was.
    pub(in crate::tui) fn go_to(&mut self, spot: Spot, shell: &mut Shell) {
        let elsewhere = !matches!(shell.screen, Screen::Question | Screen::Room);
        if self.card.spot != spot || elsewhere {
            self.trail.push((shell.screen, self.card.spot));
        }
        if elsewhere {
            self.from.set(Screen::Question, Some(shell.screen));
        }
        self.move_to(spot);
        shell.show(Screen::Question);
    }

    /// Back to where one was before the last jump.
    pub(in crate::tui) fn return_back(&mut self, shell: &mut Shell) {
        match self.trail.pop() {
            Some((screen, spot)) => {
                self.move_to(spot);
                self.show(screen, shell);
            }
            None if !matches!(shell.screen, Screen::Question | Screen::Room) => {
                self.show(Screen::Question, shell);
            }
            None => shell.say(Tone::Done, say!("There is nowhere to go back to.")),
        }
    }

    /// Whether there is somewhere to go back to in this file.
    pub(in crate::tui) fn has_trail(&self) -> bool {
        !self.trail.is_empty()
    }

    /// Opens the row that is selected.
    pub(in crate::tui) fn open_row(&mut self, shell: &mut Shell) -> Next {
        match shell.screen {
            Screen::About => return self.about.open(shell, &self.work),
            Screen::Soa => return self.open_stated(shell),
            Screen::Audit => return self.open_audited(shell),
            Screen::Rehearsal => self.open_rehearsed(shell),
            Screen::Workshop => return self.open_in_workshop(shell),
            Screen::Question | Screen::Room => match self.standing_to_agree(shell.screen) {
                Some(level) => self.rate(Some(level), shell),
                None => self.details(shell),
            },
            // A room goes on from what the verdict is to what there is to do, and from that to its question.
            Screen::Results if shell.large => self.show(Screen::Gaps, shell),
            Screen::Gaps | Screen::Roadmap if shell.large => {
                match self.selected(shell.screen).and_then(|id| self.spot_of(&id)) {
                    Some(spot) => self.go_to(spot, shell),
                    None => return self.explain(shell),
                }
            }
            Screen::Gaps | Screen::Roadmap => return self.enter_row(shell),
            Screen::Clause => return Next::Run(InClause::NextOpen.into()),
            Screen::Start => {
                return self.change(|desk| desk.start.open(shell, &mut desk.work));
            }
            Screen::Results => match self.results.leads_to(&self.work).and_then(|id| self.spot_of(&id)) {
                Some(spot) => self.go_to(spot, shell),
                None if self.results.row(&self.work) == Some(ResultRow::Annex) => {
                    self.show(Screen::Soa, shell);
                }
                None => return self.explain(shell),
            },
            _ => match self.selected(shell.screen).and_then(|id| self.spot_of(&id)) {
                Some(spot) => self.go_to(spot, shell),
                None if shell.screen == Screen::History => {
                    self.history.update(InHistory::Details, shell, &self.work);
                }
                None => {}
            },
        }
        Next::Stay
    }
}
