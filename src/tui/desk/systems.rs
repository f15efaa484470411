//! For which AI system the card answers.

use super::Desk;
use crate::model::questionnaire::Target;
use crate::model::record::{Rid, SYSTEM, read};
use crate::model::{Refusal, for_system};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::keymap::OnScreen;
use crate::tui::shell::{Shell, Tone};
use crate::work::Refused;

impl Desk {
    /// Offers all AI systems, or one of the register, to answer this control for.
    pub(super) fn choose_system(&self, shell: &mut Shell) {
        let (q, a) = (self.q(), self.work.a());
        let control = Target::Requirement(self.card.spot.requirement);
        // Where nobody can answer for one system one can still go back to all of them.
        if !q.is_per_system(control) && self.work.system().is_none() {
            let refusal: Refusal = for_system::refusal(q, control);
            return shell.say(Tone::Warning, shell.refused(&Refused::from(refusal)));
        }
        let mut rows = vec![PickRow::new("", say!("All AI systems"), Pick::System(None))];
        let systems = read::all(a, &SYSTEM);
        if systems.is_empty() {
            let about = shell.key(OnScreen::About);
            let words = say!("No AI system is in the register yet; {about} adds one.", about);
            return shell.say(Tone::Done, words);
        }
        rows.extend(systems.into_iter().map(|r| PickRow {
            detail: r.get("purpose").to_owned(),
            ..PickRow::new(&r.shown_no(), r.name(), Pick::System(Some(r.id.clone())))
        }));
        let mut picker = Picker::of_names(rows);
        let chosen = |p: &PickRow| matches!(&p.pick, Pick::System(id) if id.as_ref() == self.work.system());
        picker.cursor.at = picker.rows.iter().position(chosen).unwrap_or(0);
        shell.dialogs.push(Dialog::Choose(say!("Answer controls for which AI system?"), picker));
    }

    /// From here on the card answers controls for this system; none is all of them.
    pub(in crate::tui) fn answer_for(&mut self, system: Option<&Rid>, shell: &mut Shell) {
        self.act(shell, |w| w.answer_for(system.map_or("", Rid::as_str)));
    }
}
