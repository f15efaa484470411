//! Work on the plan: owners, hours, dates, shapes of actions, what-if; filters and order of the gap list.

use super::{App, Tone};
use crate::model::priority;
use crate::model::whatif;
use crate::tui::dialog::{Dialog, Form, FormKind, Offer, Reader};
use crate::work::NewAction;

/// Words of a form's field that is wrong.
type Wrong = (&'static str, String);

impl App {
    /// Takes over a form about the plan.
    pub(super) fn take_plan_form(&mut self, form: &Form) -> Result<(), Wrong> {
        if form.kind == FormKind::WhatIf {
            return self.offer_what_if(form);
        }
        let done = match &form.kind {
            FormKind::Split(id) => {
                let parts: Vec<String> = form.fields.iter().map(|f| form.value(f.key)).collect();
                self.act_typed(|w| w.split(id, &parts))
            }
            FormKind::Merge(_) => {
                let (ids, what, output) = (form.value("ids"), form.value("what"), form.value("output"));
                self.act_typed(|w| w.join(&ids, &what, &output))
            }
            FormKind::Add(parked) => {
                let new = NewAction {
                    at: form.value("at"),
                    what: form.value("what"),
                    output: form.value("output"),
                    hours: form.value("hours"),
                    closes: form.value("closes"),
                    after: form.value("after"),
                    owner: form.value("owner"),
                    parked: parked.clone(),
                };
                self.act_typed(|w| w.add_action(&new))
            }
            _ => return Ok(()),
        };
        let first = form.fields.first().map_or("what", |f| f.key);
        done.map(|_| ()).map_err(|refused| (refused.field().unwrap_or(first), self.shell.refused(&refused)))
    }

    fn offer_what_if(&mut self, form: &Form) -> Result<(), Wrong> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let c = desk
            .work
            .what_if(|key| form.value(key))
            .map_err(|refused| (refused.field().unwrap_or("hours"), self.shell.refused(&refused)))?;
        let mut lines = Vec::new();
        let side = |name: &str, s: &whatif::Side| {
            let end = s.finish.map_or_else(|| "nothing to do".to_owned(), |d| format!("ends {d}"));
            let miss = if s.misses_by_weeks > 0 {
                format!(", misses the target by {} weeks", s.misses_by_weeks)
            } else {
                String::new()
            };
            format!("  {name:<8}{end}{miss}; {} in all", priority::hours(s.total_hours))
        };
        lines.extend([side("Now", &c.before), side("What if", &c.after), String::new()]);
        if c.kept_order {
            lines.push("A new order would end later; the order of now is kept.".into());
        }
        if !c.done.is_empty() {
            lines.push(format!("Taken as done: {}.", c.done.join(", ")));
        }
        lines.push(format!("# {} actions move", c.moved.len()));
        lines.extend(c.moved.iter().map(|m| {
            format!("  {:<10}{} to {}  ->  {} to {}", m.id, m.before.0, m.before.1, m.after.0, m.after.1)
        }));
        let reader = Reader { title: "What if".into(), lines, top: 0 };
        self.shell.dialogs.push(Dialog::Offer(Box::new(Offer { reader, edit: c.accept() })));
        Ok(())
    }

    /// Keeps what was offered.
    pub(super) fn accept_offer(&mut self) {
        let Some(Dialog::Offer(offer)) = self.shell.dialogs.pop() else { return };
        if offer.edit.is_empty() {
            return self.say(Tone::Done, "Nothing differs; nothing was kept.");
        }
        self.act(|w| w.accept(&offer.edit));
    }
}
