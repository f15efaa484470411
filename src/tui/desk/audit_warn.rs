//! What an auditor should know at once: that with what was just done somebody audits, checks or reads through work of their
//! own. The warnings are the model's; here they are only said where one acts.

use super::{Desk, Screen};
use crate::model::audit::Warning;
use crate::say;
use crate::tui::shell::Shell;
use crate::words::Words as _;

impl Desk {
    /// What stands against the independence of the audit one works in; nothing on other screens, where nobody acts in it.
    pub(super) fn own_work(&self, shell: &Shell) -> Vec<Warning> {
        // A large audit takes long to read, and this is asked at every act.
        if shell.screen != Screen::Audit {
            return Vec::new();
        }
        let audit = self.work.audit();
        let all = audit.map(|audit| audit.warnings(self.q(), self.work.a())).unwrap_or_default();
        // What a working paper lacks is shown on it.
        let of_papers = |w: &Warning| {
            matches!(
                w,
                Warning::NoSample { .. }
                    | Warning::Deviates { .. }
                    | Warning::NoRole { .. }
                    | Warning::NoRow { .. }
                    | Warning::ManyMinors { .. }
                    | Warning::CauseIsCorrection { .. }
                    | Warning::NotReviewed { .. }
            )
        };
        all.into_iter().filter(|w| !of_papers(w)).collect()
    }

    /// Adds to what was said of an act what now stands against independence and did not before.
    pub(super) fn warn_anew(&self, before: &[Warning], shell: &mut Shell) {
        let now = self.own_work(shell);
        let Some((_, said)) = &mut shell.message else { return };
        let mut new = now.into_iter().filter_map(|w| w.since(before)).map(|w| w.words());
        let Some(first) = new.find(|words| !said.contains(words.as_str())) else { return };
        let more = new.count();
        *said = if more == 0 {
            format!("{said} {first}")
        } else {
            say!(
                "{said} {first} {more} more like that; the header of the audit names all.",
                said = said.as_str(),
                first,
                more
            )
        };
    }
}
