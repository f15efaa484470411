//! Work on the plan: how far an action is, its shape, what-if.

use jiff::civil::Date;

use super::{Done, Refused, Work};
use crate::model::action::{self, Own, Part};
use crate::model::limits::{self, Limit};
use crate::model::progress::Progress;
use crate::model::record::{ACTION, Draft, PARKED, Rid, read, write};
use crate::model::roadmap::{PlanInput, RoadmapItem};
use crate::model::said::Said;
use crate::model::typed::{self, Year};
use crate::model::whatif::{self, Comparison, WhatIf};
use crate::model::{Edit, Refusal, edit, find, text};
use crate::session::Session;

/// Ids offered beside one that is no action.
const NEAR: usize = 3;

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
    /// The action of the roadmap with this id, however it is typed.
    pub fn action_named(&self, id: &str) -> Result<&RoadmapItem, Refused> {
        self.plan().1.items.iter().find(|i| i.id.eq_ignore_ascii_case(id)).ok_or_else(|| {
            let parts = self.plan().1.items.iter().filter(|i| i.id.starts_with(&format!("{id}-")));
            let mut near: Vec<String> = parts.map(|i| i.id.clone()).collect();
            if near.is_empty() {
                near = find::near_ids(self.q(), id, NEAR);
                near.retain(|x| !x.eq_ignore_ascii_case(id));
            }
            Refusal::UnknownAction { field: "", id: text::shown(id, 40), near }.into()
        })
    }

    /// The id of the requirement under which work on a place is filed.
    pub fn filed_under(&self, at: &str) -> String {
        let q = self.q();
        let r = q.find(at).and_then(|t| q.requirement_of(t));
        r.map_or(at, |r| q.requirements[r].id.as_str()).to_owned()
    }

    /// What an action made of a parked item begins with; the rest of it has to be filled in.
    pub fn promotion(&self, item: &Rid) -> NewAction {
        let rec = read::at(self.a(), &PARKED, item);
        let of = |field: &str| rec.get(field).to_owned();
        let at = self.filed_under(rec.get("at"));
        NewAction {
            at,
            what: of("what"),
            owner: of("owner"),
            parked: Some(item.clone()),
            ..NewAction::default()
        }
    }

    /// The next step of an action: planned, started, done, planned. Done asks for new levels; it never scores by
    /// itself.
    pub fn next_progress(&mut self, id: &str) -> Result<Done, Refused> {
        let found = self.action_named(id).map(|i| (i.progress, i.closes.clone()));
        // Without a gap there is no action on the roadmap; whether one may be said of it is for the edit to judge.
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
        let (id, to_ask) = (e.at.clone(), if is_done { asked.len() } else { 0 });
        let done = self.done(&e, |_| Said::Progressed { id, to, to_ask })?;
        Ok(Done { next, ..done })
    }

    /// Splits an action; each part as typed, its share of the hours and what to do: `1 Draft it`. An empty one is
    /// no part.
    pub fn split(&mut self, id: &str, parts: &[String]) -> Result<Done, Refused> {
        let mut list = Vec::new();
        for (n, typed) in (1..).zip(parts) {
            list.extend(parse_part(n, typed)?);
        }
        let e = edit::split(self.q(), self.a(), &mut Session::new_id, id, &list)?;
        self.done(&e, |_| Said::Shaped)
    }

    /// Whether these gaps can become one action, before anybody says what it does; `ids` as typed.
    pub fn may_join(&self, ids: &str) -> Result<(), Refused> {
        let list = listed(ids);
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        let first = self.action_named(list.first().copied().unwrap_or_default())?;
        edit::merge(self.q(), self.a(), &Session::new_id(), &list, &first.action, &first.output)?;
        Ok(())
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
            hours: parse_hours("hours", &new.hours)?.unwrap_or(0.0),
            closes: listed(&new.closes),
            after: listed(&new.after),
        };
        let (q, a, id) = (self.q(), self.a(), Session::new_id());
        let mut e = edit::add_action(q, a, &id, &own)?;
        limits::text(&new.owner).map_err(|l: Limit| l.refusal(&new.owner).of_field("owner"))?;
        let owner = [(ACTION.key_of(&id, "owner"), Some(a.by_name(&new.owner)))];
        e.changes.extend(edit::facts(a, "", "", owner).changes);
        if let Some(item) = &new.parked {
            let closed = Draft::from([("closed".to_owned(), "yes".to_owned())]);
            e.changes.extend(write::set(self.records(), &read::at(a, &PARKED, item), &closed)?.changes);
        }
        self.done(&e, |_| Said::Shaped)
    }

    /// Whether an action was split, joined or added, so that it can be taken back.
    pub fn may_drop(&self, id: &str) -> Result<(), Refused> {
        self.may_change()?;
        edit::drop_action(self.q(), self.a(), id)?;
        Ok(())
    }

    /// Takes a split, joined or added action back.
    pub fn drop_action(&mut self, id: &str) -> Result<Done, Refused> {
        let e = edit::drop_action(self.q(), self.a(), id)?;
        let id = e.at.clone();
        self.done(&e, |_| Said::Dropped { id })
    }

    /// The plan as it would be; each field as typed, what differs from now counts. Nothing is kept.
    pub fn what_if(&self, typed: impl Fn(&'static str) -> String) -> Result<Comparison, Refused> {
        let input = PlanInput::of(self.a(), self.today);
        let changed = |x: Option<Date>, now: Option<Date>| x.filter(|d| Some(*d) != now);
        let what = WhatIf {
            hours: parse_hours("hours", &typed("hours"))?.filter(|h| (h - input.hours_per_week).abs() > 1e-9),
            people: whole("people", &typed("people"))?.filter(|p| *p != 1),
            start: changed(day("start", &typed("start"), self.today)?, Some(input.start)),
            target: changed(day("target", &typed("target"), self.today)?, input.target),
            record_weeks: whole("weeks", &typed("weeks"))?.filter(|w| *w != input.record_weeks),
            closed: listed(&typed("done")).into_iter().collect(),
        };
        Ok(whatif::compare(self.q(), self.a(), input, &what)?)
    }

    /// When the plan ends now.
    pub(super) fn planned(&self) -> Said {
        let map = &self.plan().1;
        Said::Planned { finish: map.finish, earliest: map.earliest, hours_a_week: map.input.hours_per_week }
    }

    /// Keeps what a what-if showed.
    pub fn accept(&mut self, offered: &Edit) -> Result<Done, Refused> {
        self.done(offered, Self::planned)
    }
}

/// A part of an action as typed, its share of the hours and what to do; none when nothing is. `n` counts from 1.
pub fn parse_part(n: usize, typed: &str) -> Result<Option<Part>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let (share, what) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let share = share.parse().map_err(|_| Refused::NoShare { part: n })?;
    Ok(Some(Part { what: what.trim().to_owned(), output: String::new(), share }))
}

/// Ids as typed, with commas or blanks.
fn listed(typed: &str) -> Vec<String> {
    typed.split([',', ' ']).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Hours as typed into this field; none when nothing is.
pub fn parse_hours(field: &'static str, typed: &str) -> Result<Option<f64>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed::hours(typed).map(Some).ok_or(Refused::NoNumber { field })
}

fn whole(field: &'static str, typed: &str) -> Result<Option<u32>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Refused::NoWholeNumber { field })
}

fn day(field: &'static str, typed: &str, today: Date) -> Result<Option<Date>, Refused> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed::day(typed, today, Year::Ahead).map(Some).ok_or(Refused::NoDay { field })
}
