//! Work on the plan: how far an action is, its shape, what-if.

use jiff::civil::Date;

use super::{Done, Refused, Work};
use crate::model::action::{self, Own, Part};
use crate::model::limits::{self, Limit};
use crate::model::progress::Progress;
use crate::model::record::{ACTION, Draft, PARKED, Rid, read, write};
use crate::model::roadmap::PlanInput;
use crate::model::said::Said;
use crate::model::whatif::{self, Comparison, WhatIf};
use crate::model::{Edit, edit};
use crate::session::Session;

/// An action of one's own as it was filled in, every field as typed. Several ids stand with commas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAction {
    /// Id of the requirement it belongs to.
    pub at: String,
    /// The work in one sentence.
    pub what: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// Hours of work.
    pub hours: String,
    /// Ids of gaps it helps to close.
    pub closes: String,
    /// Ids of actions that must end first.
    pub after: String,
    /// Who owns it; may be empty.
    pub owner: String,
    /// The parked item it is made of, which is closed in the same step.
    pub parked: Option<Rid>,
}

impl Work {
    /// The next step of an action: planned, started, done, planned. Done asks for new levels; it never scores by
    /// itself.
    pub fn next_progress(&mut self, id: &str) -> Result<Done, Refused> {
        let found = self.plan().1.items.iter().find(|i| i.id == id).map(|i| (i.progress, i.closes.clone()));
        let (now, closes) = found.unwrap_or((Progress::Planned, Vec::new()));
        let to = match now {
            Progress::Planned => Progress::Started,
            Progress::Started => Progress::Done,
            Progress::Done => Progress::Planned,
        };
        let on = (to == Progress::Done).then_some(self.today);
        let asked = action::to_ask(&self.plan().0, &closes);
        let e = edit::progress(self.q(), self.a(), id, to, on)?;
        let is_done = to == Progress::Done;
        let next = asked.first().filter(|_| is_done).map(|c| self.q().check(*c).id.clone());
        let (id, to_ask) = (id.to_owned(), if is_done { asked.len() } else { 0 });
        let done = self.done(&e, |_| Said::Progressed { id, to, to_ask })?;
        Ok(Done { next, ..done })
    }

    /// Splits an action; each part as typed, its share of the hours and what to do: `1 Draft it`. An empty one is
    /// no part.
    pub fn split(&mut self, id: &str, parts: &[String]) -> Result<Done, Refused> {
        let mut list = Vec::new();
        for (n, typed) in parts.iter().enumerate() {
            let typed = typed.trim();
            if typed.is_empty() {
                continue;
            }
            let (share, what) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
            let share = share.parse::<f64>().map_err(|_| Refused::NoShare { part: n + 1 })?;
            list.push(Part { what: what.trim().to_owned(), output: String::new(), share });
        }
        let e = edit::split(self.q(), self.a(), &mut Session::new_id, id, &list)?;
        self.done(&e, |_| Said::Shaped)
    }

    /// Makes one action of several gaps; `ids` as typed.
    pub fn join(&mut self, ids: &str, what: &str, output: &str) -> Result<Done, Refused> {
        let list = listed(ids);
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        let e = edit::merge(self.q(), self.a(), &Session::new_id(), &list, what, output)?;
        self.done(&e, |_| Said::Shaped)
    }

    /// Adds an action of one's own, with the parked item it came from closed in the same step.
    pub fn add_action(&mut self, new: &NewAction) -> Result<Done, Refused> {
        self.may_change()?;
        let own = Own {
            at: new.at.clone(),
            what: new.what.clone(),
            output: new.output.clone(),
            hours: number("hours", &new.hours)?.unwrap_or(0.0),
            closes: listed(&new.closes),
            after: listed(&new.after),
        };
        let (q, a, id) = (self.q(), self.a(), Session::new_id());
        let mut e = edit::add_action(q, a, &id, &own)?;
        limits::text(&new.owner).map_err(|l: Limit| l.refusal(&new.owner))?;
        let owner = [(ACTION.key_of(&id, "owner"), Some(new.owner.clone()))];
        e.changes.extend(edit::facts(a, "", "", owner).changes);
        if let Some(item) = &new.parked {
            let closed = Draft::from([("closed".to_owned(), "yes".to_owned())]);
            e.changes.extend(write::set(self.records(), &read::at(a, &PARKED, item), &closed)?.changes);
        }
        self.done(&e, |_| Said::Shaped)
    }

    /// Takes a split, joined or added action back.
    pub fn drop_action(&mut self, id: &str) -> Result<Done, Refused> {
        let e = edit::drop_action(self.q(), self.a(), id)?;
        let id = id.to_owned();
        self.done(&e, |_| Said::Dropped { id })
    }

    /// What the plan is made with.
    pub fn plan_input(&self) -> PlanInput {
        PlanInput::of(self.a(), self.today)
    }

    /// The plan as it would be; each field as typed, what differs from now counts. Nothing is kept.
    pub fn what_if(&self, typed: impl Fn(&'static str) -> String) -> Result<Comparison, Refused> {
        let input = self.plan_input();
        let changed = |x: Option<Date>, now: Option<Date>| x.filter(|d| Some(*d) != now);
        let what = WhatIf {
            hours: number("hours", &typed("hours"))?.filter(|h| (h - input.hours_per_week).abs() > 1e-9),
            people: whole("people", &typed("people"))?.filter(|p| *p != 1),
            start: changed(day("start", &typed("start"))?, Some(input.start)),
            target: changed(day("target", &typed("target"))?, input.target),
            record_weeks: whole("weeks", &typed("weeks"))?.filter(|w| *w != input.record_weeks),
            closed: listed(&typed("done")).into_iter().collect(),
        };
        Ok(whatif::compare(self.q(), self.a(), input, &what)?)
    }

    /// Keeps what a what-if showed.
    pub fn accept(&mut self, offered: &Edit) -> Result<Done, Refused> {
        self.done(offered, |w| Said::Planned { finish: w.plan().1.finish })
    }
}

/// Ids as typed, with commas or blanks.
fn listed(typed: &str) -> Vec<String> {
    typed.split([',', ' ']).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

fn number(field: &'static str, typed: &str) -> Result<Option<f64>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Refused::NoNumber { field })
}

fn whole(field: &'static str, typed: &str) -> Result<Option<u32>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Refused::NoWholeNumber { field })
}

fn day(field: &'static str, typed: &str) -> Result<Option<Date>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Refused::NoDay { field })
}
