//! Actions on working days: how they wait for each other, and the days the plan gives them; once as known, and once
//! each with everything open at Nothing and at Proven. Used by the roadmap only (method, section 7).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::action::{Action, Actions};
use super::assessment::Assessment;
use super::calendar::Calendar;
use super::hours;
use super::level::Level;
use super::milestone::Ended;
use super::plan_warning::PlanWarning;
use super::planned::{PlanInput, Records, Reserve};
use super::priority::GapList;
use super::progress::Progress;
use super::questionnaire::{Marker, Pdca, Questionnaire};
use super::schedule::{self, Schedule, Task};
use super::score::Scores;

/// Longest plan in working days, about two hundred years: beyond it a date means nothing.
const LONGEST: u64 = 50_000;

/// Actions, how they wait for each other, and the days given to them.
pub(super) struct Plan {
    pub(super) actions: Actions,
    pub(super) network: Network,
    pub(super) schedule: Schedule,
    /// Requirements with what belongs to an event, each with that event.
    follows: Vec<(usize, usize)>,
}

impl Plan {
    /// Without days: [`Self::place`] gives them.
    pub(super) fn of(
        q: &Questionnaire,
        a: &Assessment,
        scores: &Scores,
        gaps: &GapList,
        input: &PlanInput,
    ) -> Self {
        let actions = Actions::of(q, a, scores, gaps, input.record_weeks);
        let network = Network::of(q, &actions, input);
        let follows = gaps.gaps.iter().filter_map(|g| Some((g.requirement, g.follows?))).collect();
        Self { actions, network, schedule: schedule::schedule(&[], 1), follows }
    }

    pub(super) fn place(&mut self, input: &PlanInput, earlier: &[(String, Date)]) {
        let calendar = Calendar::new(input.start, input.days_off);
        let kept: Vec<Option<(usize, u32)>> = self
            .network
            .open
            .iter()
            .map(|x| {
                let turn = earlier.iter().position(|(id, _)| id == &self.actions.list[*x].id)?;
                Some((turn, calendar.day(earlier[turn].1)))
            })
            .collect();
        let kept = kept.iter().any(Option::is_some).then_some(kept.as_slice());
        self.schedule = schedule::schedule_keeping(&self.network.tasks, self.per_day(input), kept);
    }

    /// Actions merged across an open requirement would wait for themselves through the time reserved for it: then
    /// what is known waits for what is known alone, as without that requirement.
    fn reserves_give_way(&mut self, known: &Self) {
        let id = |plan: &Self, t: usize| plan.actions.list[plan.network.open[t]].id.clone();
        let task_of: BTreeMap<String, usize> =
            (0..self.network.open.len()).map(|t| (id(self, t), t)).collect();
        let circle = schedule::circle(&self.network.depends());
        for (k, task) in known.network.tasks.iter().enumerate() {
            let Some(t) = task_of.get(&id(known, k)).copied().filter(|t| circle.contains(t)) else {
                continue;
            };
            let waits = task.after.iter().filter_map(|(b, lag)| Some((*task_of.get(&id(known, *b))?, *lag)));
            self.network.tasks[t].after = waits.collect();
        }
    }

    /// Minutes a day: what was given, or what ends the work in a time that means something.
    pub(super) fn per_day(&self, input: &PlanInput) -> u64 {
        given(input).max(self.least())
    }

    fn least(&self) -> u64 {
        self.network.tasks.iter().map(|t| t.minutes).sum::<u64>().div_ceil(LONGEST)
    }

    pub(super) fn too_few(&self, input: &PlanInput) -> Option<PlanWarning> {
        (self.least() > given(input)).then_some(PlanWarning::TooFewHours { a_week: input.hours_per_week })
    }

    /// With everything done nothing is left to do from the first day on.
    pub(super) fn finish(&self, calendar: Calendar) -> Option<Date> {
        let last = self.schedule.finish.map(|d| calendar.date(d));
        last.or_else(|| (!self.actions.list.is_empty()).then(|| calendar.first()))
    }

    pub(super) fn hours(&self) -> f64 {
        hours::sum(self.network.open.iter().map(|x| self.actions.list[*x].hours))
    }

    /// Hours still to work in one wave.
    pub(super) fn hours_of(&self, wave: u8) -> f64 {
        let open = self.network.open.iter().map(|x| &self.actions.list[*x]);
        hours::sum(open.filter(|x| x.wave == wave).map(|x| x.hours))
    }

    /// From when the records run that the internal audit wants to see, and the day it begins; none where no audit is
    /// planned or no record is still to be started.
    pub(super) fn records(&self, q: &Questionnaire, calendar: Calendar) -> Option<Records> {
        let span = |(t, task): (usize, &Task)| {
            q.audits(&self.actions.list[self.network.open[t]].closes).then_some(())?;
            let records = || task.after.iter().filter(|(_, lag)| *lag > 0);
            let from = records().map(|(b, _)| self.schedule.spans[*b].end + 1).max()?;
            let enough = records().map(|(b, lag)| self.schedule.spans[*b].end + 1 + lag).max()?;
            Some((self.schedule.spans[t].start, from, enough))
        };
        let (audit, from, enough) = self.network.tasks.iter().enumerate().filter_map(span).min()?;
        let date = |day| calendar.date(day);
        Some(Records { from: date(from), enough: date(enough), audit: date(audit) })
    }

    /// What of this plan stands for what is open alone: the actions that `known` has not, by wave.
    pub(super) fn reserves(&self, known: &Self, calendar: Calendar) -> Vec<Reserve> {
        let known: BTreeSet<&str> = known.actions.list.iter().map(|x| x.id.as_str()).collect();
        let mut list: Vec<Reserve> = Vec::new();
        for (t, x) in self.network.open.iter().enumerate() {
            let (action, span) = (&self.actions.list[*x], self.schedule.spans[t]);
            if known.contains(action.id.as_str()) {
                continue;
            }
            let (start, end) = (calendar.date(span.start), calendar.date(span.end));
            match list.iter_mut().find(|r| r.wave == action.wave) {
                Some(r) => {
                    (r.hours, r.start, r.end) = (r.hours + action.hours, r.start.min(start), r.end.max(end));
                }
                None => list.push(Reserve { wave: action.wave, hours: action.hours, start, end }),
            }
        }
        list.sort_by_key(|r| (r.start, r.wave));
        list
    }

    pub(super) fn order(&self, calendar: Calendar) -> Vec<(String, Date)> {
        let mut tasks: Vec<usize> = (0..self.network.open.len()).collect();
        tasks.sort_by_key(|t| self.schedule.turn[*t]);
        let row = |t: usize| {
            let id = self.actions.list[self.network.open[t]].id.clone();
            (id, calendar.date(self.schedule.spans[t].start))
        };
        tasks.into_iter().map(row).collect()
    }

    /// What ends when. What is done has been held: nothing has to pass after it.
    pub(super) fn ended(&self, q: &Questionnaire, calendar: Calendar) -> Vec<Ended> {
        let mut task_of = vec![None; self.actions.list.len()];
        for (t, x) in self.network.open.iter().enumerate() {
            task_of[*x] = Some(t);
        }
        let ended = |(x, action): (usize, &Action)| {
            let held = action.done_on.unwrap_or(calendar.first());
            let (end, corrected) = task_of[x].map_or((held, held), |t: usize| {
                let day = self.schedule.spans[t].end;
                (calendar.date(day), calendar.date(day + self.network.tasks[t].tail))
            });
            let of = |r: &usize| q.requirements[*r].marker;
            let event = |r: &usize| self.follows.iter().find(|(f, _)| f == r).map(|(_, event)| *event);
            Ended {
                id: action.id.clone(),
                wave: action.wave,
                markers: [action.requirement].iter().chain(&action.closes).filter_map(of).collect(),
                belongs: action.closes.iter().filter_map(event).filter_map(|e| of(&e)).collect(),
                closes: !action.closes.is_empty(),
                done: task_of[x].is_none(),
                end,
                corrected,
            }
        };
        self.actions.list.iter().enumerate().map(ended).collect()
    }
}

fn given(input: &PlanInput) -> u64 {
    ((input.hours_per_week * 60.0 / 5.0).round() as u64).max(1)
}

/// The plan if everything open is Nothing, and if everything open is Proven.
pub(super) struct Bounds {
    pub(super) worst: Plan,
    pub(super) best: Plan,
    /// Hours over the gap list at best and at worst.
    pub(super) gap_hours: (f64, f64),
}

impl Bounds {
    /// None while nothing is open. `known` is the plan without what is open.
    pub(super) fn of(
        q: &Questionnaire,
        a: &Assessment,
        known: &Plan,
        input: &PlanInput,
        earlier: &[(String, Date)],
    ) -> Option<Self> {
        let open = open_checks(q, a);
        if open.is_empty() {
            return None;
        }
        let plan = |level: Level, earlier: &[(String, Date)]| {
            let mut trial = a.for_figures();
            for check in &open {
                trial.suppose(*check, Some(level));
            }
            let scores = Scores::compute(q, &trial);
            let gaps = GapList::compute(q, &trial, &scores);
            let mut plan = Plan::of(q, &trial, &scores, &gaps, input);
            plan.reserves_give_way(known);
            plan.place(input, earlier);
            (plan, gaps.total_hours())
        };
        let (worst, most) = plan(Level::Nothing, earlier);
        // Less work in another order can end later: with the order of the longer plan it never does.
        let order = worst.order(Calendar::new(input.start, input.days_off));
        let (best, least) = plan(Level::Proven, &order);
        Some(Self { worst, best, gap_hours: (least, most) })
    }
}

/// Mandatory checks of what is applicable that nobody answered, or nobody knows.
fn open_checks(q: &Questionnaire, a: &Assessment) -> Vec<usize> {
    let applicable = (0..q.requirements.len()).filter(|r| !a.excluded(*r));
    let checks = applicable.flat_map(|r| q.checks_of(r)).filter(|c| a.counts(q, *c));
    checks.filter(|c| a.level(q, *c).is_none_or(|(level, _)| level == Level::DontKnow)).collect()
}

/// The actions still to do as tasks; what is done holds nobody up.
pub(super) struct Network {
    /// For each task its action.
    pub(super) open: Vec<usize>,
    pub(super) tasks: Vec<Task>,
}

impl Network {
    pub(super) fn depends(&self) -> Vec<Vec<usize>> {
        self.tasks.iter().map(|t| t.after.iter().map(|(b, _)| *b).collect()).collect()
    }

    pub(super) fn of(q: &Questionnaire, actions: &Actions, input: &PlanInput) -> Self {
        let calendar = Calendar::new(input.start, input.days_off);
        let open: Vec<usize> =
            (0..actions.list.len()).filter(|x| actions.list[*x].progress != Progress::Done).collect();
        let mut task_of = vec![None; actions.list.len()];
        for (t, x) in open.iter().enumerate() {
            task_of[*x] = Some(t);
        }
        let tasks = open
            .iter()
            .map(|x| {
                let action = &actions.list[*x];
                let mut earliest = action.pinned.map_or(0, |d| calendar.day(d));
                let mut after: Vec<(usize, u32)> = Vec::new();
                let mut seen = vec![false; actions.list.len()];
                let mut stack = action.after.clone();
                while let Some((b, weeks)) = stack.pop() {
                    let done = &actions.list[b];
                    if let Some(t) = task_of[b] {
                        after.push((t, weeks * 5));
                        continue;
                    }
                    // Through what is done to what that waited for; its records have run since its day.
                    if weeks > 0 {
                        let from = done.done_on.map_or(0, |d| calendar.day(d) + 1);
                        let ran = done.done_on.map_or(0, |d| weeks_before(d, calendar.first()));
                        earliest = earliest.max(from + weeks.saturating_sub(ran) * 5);
                    }
                    if !std::mem::replace(&mut seen[b], true) {
                        stack.extend(done.after.iter().map(|(x, _)| (*x, 0)));
                    }
                }
                after.sort_unstable_by_key(|(t, lag)| (*t, std::cmp::Reverse(*lag)));
                after.dedup_by_key(|(t, _)| *t);
                let minutes = (action.hours * 60.0).round() as u64;
                let found = |r: &usize| {
                    matches!(
                        q.requirements[*r].marker,
                        Some(Marker::InternalAudit | Marker::ManagementReview)
                    )
                };
                let weeks = if action.closes.iter().any(found) { input.corrective_weeks } else { 0 };
                Task {
                    minutes,
                    after,
                    earliest,
                    wave: turn(q, action.wave),
                    rank: action.rank,
                    tail: weeks * 5,
                }
            })
            .collect();
        Self { open, tasks }
    }
}

/// When a wave is served: in their order, but those of the Do lane that follow each other together.
fn turn(q: &Questionnaire, wave: u8) -> u8 {
    let does = |n: u8| q.waves.iter().any(|w| w.number == n && w.pdca == Pdca::Do);
    (1..=wave).rev().find(|n| !does(*n) || !does(n - 1)).unwrap_or(wave)
}

/// Whole weeks that had passed since a day when the plan starts.
fn weeks_before(day: Date, start: Date) -> u32 {
    start.since(day).map_or(0, |s| s.get_days()).max(0) as u32 / 7
}
