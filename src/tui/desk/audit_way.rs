//! Into the audit and out of it again: back to where one came from, and no key that meant something in the audit answers for
//! the organisation unnoticed.

use super::{Desk, Screen, Spot};
use crate::say;
use crate::tui::keymap::{Command, InList, OnScreen};
use crate::tui::shell::{Shell, Tone};

/// Where one was before the audit, and whether one has just stepped out of it.
#[derive(Default)]
pub(super) struct AuditWay {
    came: Option<(Screen, Spot)>,
    just_left: bool,
}

impl Desk {
    /// Shows the audit, and remembers where one was.
    pub(in crate::tui) fn enter_audit(&mut self, shell: &mut Shell) {
        if shell.screen != Screen::Audit {
            self.audit_way.came = Some((shell.screen, self.card.spot));
        }
        self.show(Screen::Audit, shell);
    }

    /// Leaves the audit for where one came from, and says so.
    pub(in crate::tui) fn leave_audit(&mut self, shell: &mut Shell) {
        let from = self.audit_way.came.take();
        let (screen, spot) = from.unwrap_or((Screen::Outline, self.card.spot));
        self.move_to(spot);
        self.show(screen, shell);
        self.audit_way.just_left = true;
        let key = shell.key(OnScreen::Audit);
        let no = self.work.audit().map(|audit| audit.header.shown_no());
        let words = match no {
            Some(no) => say!("Left the audit {no}; {key} goes back.", no, key),
            None => say!("Left the audit; {key} goes back.", key),
        };
        shell.say(Tone::Done, words);
    }

    /// Whether a key that answers is held back, because one has just left the audit, where it means something else. It is
    /// once; then it answers.
    pub(in crate::tui) fn holds_back(&mut self, command: Command, shell: &mut Shell) -> bool {
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
