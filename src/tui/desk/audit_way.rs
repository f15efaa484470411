//! Into the audit and out of it again: back to where one came from, and no key that meant something in the audit answers for
//! the organisation unnoticed.

use super::{Desk, Screen, Spot};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT, read};
use crate::say;
use crate::tui::keymap::{Command, InAudit, InList, OnScreen};
use crate::tui::shell::{Shell, Tone};

/// Where one was before the audit, and whether one has just stepped out of it.
#[derive(Default)]
pub(super) struct AuditWay {
    came: Option<(Screen, Spot)>,
    just_left: bool,
    /// Whether it was said already that going on leads to a card of the organisation's own.
    warned: bool,
}

impl Desk {
    /// Goes to a place of the standard that was found: in an audit to its row, so that a result meant for the audit answers nothing
    /// for the organisation; everywhere else to its question.
    pub(in crate::tui) fn go_to_place(&mut self, at: Target, shell: &mut Shell) {
        let in_audit = shell.screen == Screen::Audit;
        let Some(no) = self.audit_no().filter(|_| in_audit) else {
            return self.go_to(self.spot_of_target(at), shell);
        };
        let Some(row) = self.audit.show_place(&self.work, at) else { return };
        let (id, stands) = (row.id.as_str(), row.stands());
        let words = if row.state.is_some() || row.with.is_some() {
            say!("{id} in {no}: {stands}.", id, no, stands)
        } else {
            let plan = shell.key(InAudit::Toggle);
            say!("{id} is not planned in {no}: {plan} takes it into the plan.", id, no, plan)
        };
        shell.say(Tone::Done, words);
    }

    /// The number of the audit one works in, of which nothing else is read for it.
    fn audit_no(&self) -> Option<String> {
        let id = self.work.audit_id()?;
        Some(read::at(self.work.a(), &AUDIT, &id).shown_no())
    }

    /// Shows the audit, and remembers where one was.
    pub(in crate::tui) fn enter_audit(&mut self, shell: &mut Shell) {
        if shell.screen != Screen::Audit {
            self.audit_way.came = Some((shell.screen, self.card.spot));
        }
        self.show(Screen::Audit, shell);
    }

    /// Leaves the audit for where one came from, and says so.
    pub(in crate::tui) fn leave_audit(&mut self, shell: &mut Shell) {
        let on_card = self.audit_way.came.is_some_and(|(screen, _)| screen == Screen::Question);
        if on_card && !std::mem::replace(&mut self.audit_way.warned, true) {
            let key = shell.key(OnScreen::Back);
            let words = say!(
                "{key} again leaves the audit for the card one came from, where keys answer for the organisation.",
                key
            );
            return shell.say(Tone::Warning, words);
        }
        let from = self.audit_way.came.take();
        let (screen, spot) = from.unwrap_or((Screen::Outline, self.card.spot));
        self.move_to(spot);
        self.show(screen, shell);
        self.audit_way = AuditWay { just_left: true, ..AuditWay::default() };
        let key = shell.key(OnScreen::Audit);
        let words = match self.audit_no() {
            Some(no) => say!("Left the audit {no}; {key} goes back.", no, key),
            None => say!("Left the audit; {key} goes back.", key),
        };
        shell.say(Tone::Done, words);
    }

    /// Whether a key that answers is held back, because one has just left the audit, where it means something else. It is
    /// once; then it answers.
    pub(in crate::tui) fn holds_back(&mut self, command: Command, shell: &mut Shell) -> bool {
        if command != Command::OnScreen(OnScreen::Back) {
            self.audit_way.warned = false;
        }
        if !std::mem::take(&mut self.audit_way.just_left) {
            return false;
        }
        match command {
            // Going up and down is done in both without looking.
            Command::InList(c) if c != InList::Open => self.audit_way.just_left = true,
            c if c.is_answer() || matches!(c, Command::Rating(_)) => {
                let audit = shell.key(OnScreen::Audit);
                let words = say!(
                    "Not answered: you left the audit, and here the key answers for the organisation. Press it again if that is meant; {audit} goes back to the audit.",
                    audit
                );
                shell.say(Tone::Warning, words);
                return true;
            }
            _ => {}
        }
        false
    }
}
