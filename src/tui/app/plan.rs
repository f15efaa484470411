//! Work on the plan: owners, hours, dates, shapes of actions, what-if; filters and order of the gap list.

use jiff::civil::Date;

use super::{App, Tone};
use crate::model::priority;
use crate::model::whatif;
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Offer, Reader};
use crate::work::NewAction;

/// Words of a form's field that is wrong.
type Wrong = (&'static str, String);

/// When a plan ends, whether that is too late, and what it takes.
fn ends(side: &whatif::Side) -> String {
    let hours = priority::hours(side.total_hours);
    match (side.finish, side.misses_by_weeks) {
        (None, _) => say!("nothing to do; {hours} in all", hours),
        (Some(end), 0) => say!("ends {end}; {hours} in all", end, hours),
        (Some(end), weeks) => {
            say!("ends {end}, misses the target by {weeks|week|weeks}; {hours} in all", end, weeks, hours)
        }
    }
}

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
        let side = |name: &str, s: &whatif::Side| format!("  {name:<7} {}", ends(s));
        lines.extend([side(say!("Now"), &c.before), side(say!("What if"), &c.after), String::new()]);
        if c.kept_order {
            lines.push(say!("A new order would end later; the order of now is kept.").into());
        }
        if !c.done.is_empty() {
            lines.push(say!("Taken as done: {actions}.", actions = c.done.join(", ")));
        }
        lines.push(format!("# {}", say!("{n|action moves|actions move}", n = c.moved.len())));
        lines.extend(c.moved.iter().map(|m| {
            let days = |(start, end): (Date, Date)| say!("{start} to {end}", start, end);
            format!("  {:<10}{}  ->  {}", m.id, days(m.before), days(m.after))
        }));
        let reader = Reader { title: say!("What if").into(), lines, top: 0 };
        self.shell.dialogs.push(Dialog::Offer(Box::new(Offer { reader, edit: c.accept() })));
        Ok(())
    }

    /// Keeps what was offered.
    pub(super) fn accept_offer(&mut self) {
        let Some(Dialog::Offer(offer)) = self.shell.dialogs.pop() else { return };
        if offer.edit.is_empty() {
            return self.say(Tone::Done, say!("Nothing differs; nothing was kept."));
        }
        self.act(|w| w.accept(&offer.edit));
    }
}
