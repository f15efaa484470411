//! Who sits here: chosen from the people of the register.

use super::Desk;
use crate::model::record::{Draft, PERSON, Rec, Rid, read};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::keymap::Command;
use crate::tui::shell::{Next, Shell};

impl Desk {
    /// Offers the people of the register; whoever is logged in stays where none of them is meant.
    pub(in crate::tui) fn choose_me(&self, then: Option<Command>, shell: &mut Shell) {
        let people = read::all(self.work.a(), &PERSON);
        let mut rows: Vec<PickRow> = people
            .iter()
            .map(|r| PickRow {
                detail: r.get("role").to_owned(),
                ..PickRow::new(&r.shown_no(), r.name(), Pick::Me(Some(r.id.clone()), then))
            })
            .collect();
        rows.push(PickRow::new("+", say!("add a person: you"), Pick::NewMe(then, String::new())));
        rows.push(PickRow::new("", say!("Nobody of the register"), Pick::Me(None, None)));
        let mut picker = Picker::of_names(rows);
        // While nobody sits here, the first person is nearer than nobody.
        let me = |p: &PickRow| matches!(&p.pick, Pick::Me(Some(id), _) if Some(id) == self.work.me());
        picker.cursor.at = picker.rows.iter().position(me).unwrap_or(0);
        shell.dialogs.push(Dialog::Choose(say!("Who sits here? Every change carries the name."), picker));
    }

    /// Asks who somebody is that the register has not, of whom perhaps the name was typed; once saved, that person sits here.
    pub(in crate::tui) fn add_me(&self, then: Option<Command>, name: &str, shell: &mut Shell) {
        if name.is_empty() {
            self.open_record_at(&PERSON, None, ("", None), shell);
        } else {
            let draft = Draft::from([("name".to_owned(), name.to_owned())]);
            self.open_begun(&PERSON, None, ("", None), &draft, shell);
        }
        if let Some(Dialog::Form(form)) = shell.dialogs.last_mut() {
            form.sits = Some(then);
            let words = say!("Once this is saved, you are this person.");
            form.note =
                if form.note.is_empty() { words.to_owned() } else { format!("{} {words}", form.note) };
        }
    }

    /// From here on changes are made by who was added last.
    pub(in crate::tui) fn i_am_the_newest(&mut self, then: Option<Command>, shell: &mut Shell) -> Next {
        let newest = read::all(self.work.a(), &PERSON).into_iter().max_by_key(Rec::no).map(|r| r.id);
        self.i_am(newest.as_ref(), then, shell)
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
