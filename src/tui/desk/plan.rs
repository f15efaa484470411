//! Forms about the plan: shapes of actions, what-if.

use super::Desk;
use crate::model::record::Rid;
use crate::say;
use crate::tui::dialog::{Dialog, Form, Makes, Offer, Reader};
use crate::tui::shell::{Shell, Tone, Wrong};
use crate::words;
use crate::work::{Done, NewAction, Refused, Work};

impl Desk {
    /// Makes parts of an action.
    pub(super) fn split(&mut self, id: &str, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let parts: Vec<String> = form.fields.iter().map(|f| form.value(f.key)).collect();
        self.plan(form, shell, |w| w.split(id, &parts))
    }

    /// Makes one action of several gaps.
    pub(super) fn merge(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let (ids, what, output) = (form.value("ids"), form.value("what"), form.value("output"));
        self.plan(form, shell, |w| w.join(&ids, &what, &output))
    }

    /// Adds an action of one's own, made from a parked item or not.
    pub(super) fn add_action(
        &mut self,
        parked: Option<Rid>,
        form: &Form,
        shell: &mut Shell,
    ) -> Result<(), Wrong> {
        let new = NewAction {
            at: form.value("at"),
            what: form.value("what"),
            output: form.value("output"),
            hours: form.value("hours"),
            closes: form.value("closes"),
            after: form.value("after"),
            owner: form.value("owner"),
            parked,
        };
        self.plan(form, shell, |w| w.add_action(&new))
    }

    fn plan(
        &mut self,
        form: &Form,
        shell: &mut Shell,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> Result<(), Wrong> {
        self.act_typed(shell, verb).map(|_| ()).map_err(|refused| shell.wrong(form, &refused))
    }

    pub(super) fn offer_what_if(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        let c = self.work.what_if(|key| form.value(key)).map_err(|refused| shell.wrong(form, &refused))?;
        let lines = words::comparison::what_if(&c);
        let reader = Reader { title: say!("What if").into(), lines, top: 0, by: None };
        shell.dialogs.push(Dialog::Offer(Box::new(Offer { reader, makes: Makes::Edit(c.accept()) })));
        Ok(())
    }

    /// Keeps what was offered.
    pub(in crate::tui) fn accept_offer(&mut self, offer: &Offer, shell: &mut Shell) {
        match &offer.makes {
            Makes::Edit(edit) if edit.is_empty() => {
                shell.say(Tone::Done, say!("Nothing differs; nothing was kept."));
            }
            Makes::Edit(edit) => {
                self.act(shell, |w| w.accept(edit));
            }
            Makes::Import => self.import(shell),
        }
    }
}
