//! Who sits here: chosen from the people of the register.

use super::Desk;
use crate::model::record::{PERSON, Rid, read};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::keymap::{Command, OnScreen};
use crate::tui::shell::{Next, Shell, Tone};

impl Desk {
    /// Offers the people of the register; whoever is logged in stays where none of them is meant.
    pub(in crate::tui) fn choose_me(&self, then: Option<Command>, shell: &mut Shell) {
        let people = read::all(self.work.a(), &PERSON);
        if people.is_empty() {
            let about = shell.key(OnScreen::About);
            let words = say!("Nobody is in the register of people yet; {about} adds you.", about);
            return shell.say(Tone::Warning, words);
        }
        let mut rows: Vec<PickRow> = people
            .iter()
            .map(|r| PickRow {
                detail: r.get("role").to_owned(),
                ..PickRow::new(&r.shown_no(), r.name(), Pick::Me(Some(r.id.clone()), then))
            })
            .collect();
        rows.push(PickRow::new("", say!("Nobody of the register"), Pick::Me(None, None)));
        let mut picker = Picker::of_names(rows);
        // While nobody sits here, the first person is nearer than nobody.
        let me = |p: &PickRow| matches!(&p.pick, Pick::Me(Some(id), _) if Some(id) == self.work.me());
        picker.cursor.at = picker.rows.iter().position(me).unwrap_or(0);
        shell.dialogs.push(Dialog::Choose(say!("Who sits here? Every change carries the name."), picker));
    }

    /// From here on changes are made by this person.
    pub(in crate::tui) fn i_am(
        &mut self,
        person: Option<&Rid>,
        then: Option<Command>,
        shell: &mut Shell,
    ) -> Next {
        self.act(shell, |w| w.i_am(person.map_or("", Rid::as_str)));
        then.filter(|_| self.work.me().is_some()).map_or(Next::Stay, Next::Run)
    }
}
