//! What Enter opens in the rehearsal: the card of something, and from its lines the question, the register, the Statement of
//! Applicability, the audit or the papers to start from.

use super::{Desk, Screen};
use crate::model::questionnaire::Target;
use crate::tui::shell::Shell;
use crate::words::rehearsal::Leads;

impl Desk {
    /// Opens the card of what is selected; on a card goes where the selected line leads to, and remembers where one was.
    pub(super) fn open_rehearsed(&mut self, shell: &mut Shell) {
        if self.rehearsal.open_card(&self.work) {
            return;
        }
        let Some(leads) = self.rehearsal.leads(&self.work) else { return };
        match leads {
            Leads::Check(c) => return self.go_to(self.spot_of_target(Target::Check(c)), shell),
            Leads::Papers => return self.choose_drafts(None, shell),
            Leads::Register(_) | Leads::Statement | Leads::Audit | Leads::Finding(_) => {}
        }
        self.trail.push((shell.screen, self.card.spot));
        match leads {
            Leads::Register(kind) => {
                self.about.show(kind, None, &self.work);
                self.show(Screen::About, shell);
            }
            Leads::Statement => self.show(Screen::Soa, shell),
            _ => self.enter_audit(shell),
        }
    }
}
