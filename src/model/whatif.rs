//! What if: other hours, people, dates, or actions taken as done. The plan before and the plan after
//! side by side; nothing is kept until the person accepts, and then as one edit like any other.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::edit::{self, Edit, Refusal, facts};
use super::limits::{self, What};
use super::priority::GapList;
use super::progress::Progress;
use super::questionnaire::Questionnaire;
use super::roadmap::{PlanInput, Roadmap};
use super::score::Scores;

/// What is tried. What is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhatIf {
    /// Hours a week; with `people`, of each of them.
    pub hours: Option<f64>,
    /// How many people give these hours (without `hours`: as many as the organisation gives now).
    pub people: Option<u32>,
    /// First day.
    pub start: Option<Date>,
    /// Wished end.
    pub target: Option<Date>,
    /// Weeks of records before the internal audit.
    pub record_weeks: Option<u32>,
    /// Ids of actions taken as done.
    pub closed: BTreeSet<String>,
}

impl WhatIf {
    /// Hours a week of everybody together.
    fn hours_per_week(&self, input: &PlanInput) -> f64 {
        self.hours.unwrap_or(input.hours_per_week) * f64::from(self.people.unwrap_or(1))
    }
}

/// One side of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The plan.
    pub plan: Roadmap,
    /// Its finish; none when there is nothing to do.
    pub finish: Option<Date>,
    /// Hours over all actions.
    pub total_hours: f64,
    /// Weeks by which the target is missed.
    pub misses_by_weeks: u32,
}

impl From<Roadmap> for Side {
    fn from(plan: Roadmap) -> Self {
        let (finish, total_hours, misses_by_weeks) = (plan.finish, plan.total_hours, plan.misses_by_weeks);
        Self { plan, finish, total_hours, misses_by_weeks }
    }
}

/// An action whose dates move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The action.
    pub id: String,
    /// First and last day before.
    pub before: (Date, Date),
    /// First and last day after.
    pub after: (Date, Date),
}

/// Before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// As it is.
    pub before: Side,
    /// As it would be.
    pub after: Side,
    /// Actions whose dates move, in the order of the plan after.
    pub moved: Vec<Moved>,
    /// Actions that would be done.
    pub done: Vec<String>,
    /// The order of the present plan is kept, because a new order would end later (with limited hours,
    /// less work can take longer when its order changes).
    pub kept_order: bool,
    accept: Edit,
}

impl Comparison {
    /// The edit that makes it so.
    pub fn accept(&self) -> Edit {
        self.accept.clone()
    }
}

/// Plans both sides. Refuses hours or ids that make no sense.
pub fn compare(
    q: &Questionnaire,
    a: &Assessment,
    input: PlanInput,
    what: &WhatIf,
) -> Result<Comparison, Refusal> {
    let edit = changes(q, a, &input, what)?;
    let mut trial = a.for_figures();
    trial.apply(q, &edit);
    let then = PlanInput {
        start: what.start.unwrap_or(input.start),
        hours_per_week: what.hours_per_week(&input),
        target: what.target.or(input.target),
        record_weeks: what.record_weeks.unwrap_or(input.record_weeks),
        ..input
    };
    let scores = Scores::compute(q, a);
    let gaps = GapList::compute(q, a, &scores);
    let before = Roadmap::compute(q, a, &scores, &gaps, input);
    let fresh = Roadmap::compute(q, &trial, &scores, &gaps, then);
    // The earlier order is a fair rival only on the same calendar with no fewer hours.
    let fair = then.start == input.start && then.hours_per_week >= input.hours_per_week;
    let kept = Roadmap::keeping(q, &trial, &scores, &gaps, then, before.order());
    let kept_order = fair && kept.finish < fresh.finish;
    let mut accept = edit;
    let after = if kept_order {
        let order: Vec<(String, String)> =
            before.order().iter().map(|(id, day)| (id.clone(), day.to_string())).collect();
        let order = serde_json::to_string(&order).unwrap_or_default();
        accept.changes.extend(facts(a, "", "", [(keys::PLAN_ORDER.to_owned(), Some(order))]).changes);
        kept
    } else {
        fresh
    };
    let moved = moved(&before, &after);
    let is_new = |id: &&str| before.item(id).is_none_or(|i| !i.done());
    let done = after.items.iter().filter(|i| i.done()).map(|i| i.id.as_str()).filter(is_new);
    let done = done.map(str::to_owned).collect();
    Ok(Comparison { done, moved, kept_order, accept, before: before.into(), after: after.into() })
}

fn changes(q: &Questionnaire, a: &Assessment, input: &PlanInput, what: &WhatIf) -> Result<Edit, Refusal> {
    let mut sets = Vec::new();
    if what.hours.is_some() || what.people.is_some() {
        sets.push((keys::HOURS, what.hours_per_week(input).to_string()));
    }
    sets.extend(what.start.map(|d| (keys::START, d.to_string())));
    sets.extend(what.target.map(|d| (keys::TARGET, d.to_string())));
    sets.extend(what.record_weeks.map(|w| (keys::RECORD_WEEKS, w.to_string())));
    // Hours that are right for one are too many, or none, only for so many people.
    let one = what.hours.unwrap_or(input.hours_per_week);
    let people = what.people.is_some() && limits::hours_a_week(&one.to_string()).is_ok();
    let mut edit = edit::about(a, sets).map_err(|r| match r {
        Refusal::BadValue { what: What::HoursAWeek, .. } if people => r.of_field("people"),
        r => r,
    })?;
    for id in &what.closed {
        let done = edit::progress(q, a, id, Progress::Done, None).map_err(|r| r.of_field("done"))?;
        edit.changes.extend(done.changes);
    }
    // Another order of days belongs to another calendar.
    if what.start.is_some() || what.hours_per_week(input) < input.hours_per_week {
        edit.changes.extend(facts(a, "", "", [(keys::PLAN_ORDER.to_owned(), None)]).changes);
    }
    "what-if".clone_into(&mut edit.what);
    Ok(edit)
}

fn moved(before: &Roadmap, after: &Roadmap) -> Vec<Moved> {
    let open = |m: &Roadmap, id: &str| m.item(id).filter(|i| !i.done()).map(|i| (i.start, i.end));
    after
        .items
        .iter()
        .filter_map(|i| {
            let (was, now) = (open(before, &i.id)?, open(after, &i.id)?);
            (was != now).then(|| Moved { id: i.id.clone(), before: was, after: now })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
    use crate::words::Words as _;
    use jiff::civil::date;

    fn case() -> (Questionnaire, Assessment, PlanInput) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for (n, r) in q.requirements.iter().enumerate() {
            let level = [Level::Nothing, Level::Written, Level::InUse][n % 3];
            let e = edit::rate(&q, &a, &r.id, Some(level), None).unwrap();
            a.apply(&q, &e);
        }
        let input = PlanInput::of(&a, date(2027, 1, 4));
        (q, a, input)
    }

    #[test]
    fn what_was_promised_is_what_accepting_gives() {
        let (q, mut a, input) = case();
        let facts = a.facts().clone();
        let closed = ["5.1", "5.2"].map(str::to_owned).into();
        let what = WhatIf { hours: Some(10.0), people: Some(2), closed, ..WhatIf::default() };
        let c = compare(&q, &a, input, &what).unwrap();
        assert_eq!(a.facts(), &facts);
        assert!(c.after.finish < c.before.finish && c.after.total_hours < c.before.total_hours);
        assert_eq!(c.done, ["5.1", "5.2"]);
        assert!(c.moved.iter().all(|m| m.before != m.after && m.id != "5.1"));
        a.apply(&q, &c.accept());
        let scores = Scores::compute(&q, &a);
        let gaps = GapList::compute(&q, &a, &scores);
        let kept = Roadmap::compute(&q, &a, &scores, &gaps, PlanInput::of(&a, date(2027, 1, 4)));
        assert_eq!(kept, c.after.plan);
        assert_eq!(
            compare(&q, &a, input, &WhatIf { hours: Some(0.0), ..WhatIf::default() })
                .map(|_| ())
                .unwrap_err()
                .words(),
            "Hours a week: \"0\" cannot be read. Expected: a number above 0, at most 10000, for example 6 or 16. Nothing was changed."
        );
        assert!(
            compare(&q, &a, input, &WhatIf { closed: ["9.9".to_owned()].into(), ..WhatIf::default() })
                .is_err()
        );
    }

    #[test]
    fn closing_an_action_never_moves_the_finish_back() {
        let (q, a, input) = case();
        for hours in [4.0, 9.0, 23.0, 60.0] {
            let input = PlanInput { hours_per_week: hours, ..input };
            for r in &q.requirements {
                let what = WhatIf { closed: [r.id.clone()].into(), ..WhatIf::default() };
                let c = compare(&q, &a, input, &what).unwrap();
                assert!(c.after.finish <= c.before.finish, "{} at {hours} h", r.id);
            }
        }
    }
}
