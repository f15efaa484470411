//! The roadmap (method, section 7): one action per gap, in dependency order, on a calendar.

use jiff::civil::Date;

use super::action::Actions;
use super::assessment::{Assessment, keys};
use super::calendar::Calendar;
use super::limits;
use super::milestone;
use super::plan_warning::{Later, PlanWarning};
use super::priority::GapList;
use super::progress::Progress;
use super::questionnaire::Questionnaire;
use super::schedule::{self, Schedule, Task};
use super::score::Scores;

pub use super::milestone::{Milestone, Projection, Reached, WaveState, projected};
pub use super::planned::{PlanInput, RoadmapItem};

/// The plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// What it was made for.
    pub input: PlanInput,
    /// Actions by start, then by the standard.
    pub items: Vec<RoadmapItem>,
    /// Milestones by date.
    pub milestones: Vec<Milestone>,
    /// Waves.
    pub waves: Vec<WaveState>,
    /// Last day of the last action; none when there is nothing to do.
    pub finish: Option<Date>,
    /// Where the longest chain of waits alone would end: with more hours the finish can come down to it.
    pub chain_end: Option<Date>,
    /// Whole weeks by which the finish misses the target; 0 when met or no target.
    pub misses_by_weeks: u32,
    /// Hours over all actions.
    pub total_hours: f64,
    /// Actions nobody owns.
    pub blank_owners: usize,
    /// Records whose running time decides the audit: requirement and record, to start now.
    pub start_now: Vec<(usize, String)>,
    /// Open requirements the plan does not know yet.
    pub open_requirements: usize,
    /// What in the input contradicts itself.
    pub warnings: Vec<PlanWarning>,
}

/// How the end of a plan stands to the day one wants to be ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Nothing is planned, so nothing ends.
    Nothing,
    /// There is no such day.
    Untold(Date),
    /// After that day.
    Late {
        /// The end.
        on: Date,
        /// The day.
        target: Date,
        /// Whole weeks between.
        weeks: u32,
    },
    /// Stage 1 can be held before that day, Stage 2 only after it.
    Between {
        /// The end.
        on: Date,
        /// The day.
        target: Date,
        /// The day of Stage 2.
        stage2: Date,
    },
    /// In time.
    InTime {
        /// The end.
        on: Date,
        /// The day.
        target: Date,
    },
}

impl Roadmap {
    /// How the end stands to the target.
    pub fn ends(&self) -> Ends {
        let stage2 = self.milestones.iter().find(|m| m.id == "stage-2").map(|m| m.date);
        match (self.finish, self.input.target) {
            (None, _) => Ends::Nothing,
            (Some(on), None) => Ends::Untold(on),
            (Some(on), Some(target)) if self.misses_by_weeks > 0 => {
                Ends::Late { on, target, weeks: self.misses_by_weeks }
            }
            (Some(on), Some(target)) => match stage2 {
                Some(stage2) if stage2 > target => Ends::Between { on, target, stage2 },
                _ => Ends::InTime { on, target },
            },
        }
    }

    /// Makes the plan from the gap list and what people made of its actions.
    pub fn compute(
        q: &Questionnaire,
        a: &Assessment,
        scores: &Scores,
        gaps: &GapList,
        input: PlanInput,
    ) -> Self {
        let earlier = kept_order(a);
        Self::keeping(q, a, scores, gaps, input, &earlier)
    }

    /// As [`Self::compute`], but an order of an earlier plan (id, first day, in turn) is kept where it
    /// ends earlier than a new one.
    pub fn keeping(
        q: &Questionnaire,
        a: &Assessment,
        scores: &Scores,
        gaps: &GapList,
        input: PlanInput,
        earlier: &[(String, Date)],
    ) -> Self {
        let actions = Actions::of(q, a, scores, gaps, input.record_weeks);
        let calendar = Calendar::new(input.start);
        let network = Network::of(&actions, calendar);
        let mut warnings = actions.warnings.clone();
        let per_day = minutes_per_day(&input, &network.tasks, &mut warnings);
        let kept: Vec<Option<(usize, u32)>> = network
            .open
            .iter()
            .map(|x| {
                let turn = earlier.iter().position(|(id, _)| id == &actions.list[*x].id)?;
                Some((turn, calendar.day(earlier[turn].1)))
            })
            .collect();
        let kept = kept.iter().any(Option::is_some).then_some(kept.as_slice());
        let plan = schedule::schedule_keeping(&network.tasks, per_day, kept);
        let mut items = items(&actions, &network, &plan, calendar);
        warnings.extend(self::warnings(q, gaps, &items, &input));
        let circle: Vec<String> =
            plan.circular.iter().map(|t| actions.list[network.open[*t]].id.clone()).collect();
        if !circle.is_empty() {
            warnings.push(PlanWarning::Circle { ids: circle });
        }
        items.sort_by(|x, y| {
            (x.start, x.end, x.requirement, &x.id).cmp(&(y.start, y.end, y.requirement, &y.id))
        });
        let last = items.iter().filter(|i| !i.done()).map(|i| i.end).max();
        // Everything done: nothing is left to do from the first day on.
        let finish = last.or_else(|| (!items.is_empty()).then(|| calendar.first()));
        let misses_by_weeks = match (finish, input.target) {
            (Some(f), Some(t)) if f > t => (f.since(t).map_or(0, |s| s.get_days()).max(0) as u32).div_ceil(7),
            _ => 0,
        };
        Self {
            milestones: milestone::milestones(q, scores, &items, finish, &input),
            waves: milestone::waves(q, scores, &items),
            finish,
            chain_end: plan.chain_end.map(|d| calendar.date(d)),
            misses_by_weeks,
            total_hours: items.iter().map(|i| i.effort_hours).sum(),
            blank_owners: items.iter().filter(|i| i.owner.is_empty() && !i.done()).count(),
            start_now: milestone::start_now(q, gaps),
            open_requirements: scores.all.counts.open as usize,
            warnings,
            items,
            input,
        }
    }

    /// When work on a gap begins and ends: over every action that closes it and is not done; over all of them when
    /// all are. None when no action of the plan closes it.
    pub fn span(&self, requirement: usize) -> Option<(Date, Date)> {
        let mine = || self.items.iter().filter(|i| i.closes.contains(&requirement));
        let over = |items: &mut dyn Iterator<Item = &RoadmapItem>| {
            items.map(|i| (i.start, i.end)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        over(&mut mine().filter(|i| !i.done())).or_else(|| over(&mut mine()))
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&RoadmapItem> {
        self.items.iter().find(|i| i.id == id)
    }

    /// The longest chain of waits, the critical path, in the order of work.
    pub fn critical_path(&self) -> Vec<&RoadmapItem> {
        self.items.iter().filter(|i| i.on_longest_chain).collect()
    }

    /// Its order as [`Self::keeping`] takes it.
    pub fn order(&self) -> Vec<(String, Date)> {
        let mut items: Vec<&RoadmapItem> = self.items.iter().filter(|i| !i.done()).collect();
        items.sort_by_key(|i| i.turn);
        items.into_iter().map(|i| (i.id.clone(), i.start)).collect()
    }
}

/// The order somebody chose to keep; empty when there is none.
fn kept_order(a: &Assessment) -> Vec<(String, Date)> {
    a.get(keys::PLAN_ORDER).and_then(|v| limits::order(v).ok()).unwrap_or_default()
}

/// Longest plan in working days, about two hundred years: beyond it a date means nothing.
const LONGEST: u64 = 50_000;

fn minutes_per_day(input: &PlanInput, tasks: &[Task], warnings: &mut Vec<PlanWarning>) -> u64 {
    let given = ((input.hours_per_week * 60.0 / 5.0).round() as u64).max(1);
    let work: u64 = tasks.iter().map(|t| t.minutes).sum();
    let least = work.div_ceil(LONGEST);
    if least > given {
        warnings.push(PlanWarning::TooFewHours { a_week: input.hours_per_week });
    }
    given.max(least)
}

/// The actions still to do as tasks; what is done holds nobody up.
struct Network {
    /// For each task its action.
    open: Vec<usize>,
    tasks: Vec<Task>,
}

impl Network {
    fn of(actions: &Actions, calendar: Calendar) -> Self {
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
                Task { minutes, after, earliest, rank: action.rank }
            })
            .collect();
        Self { open, tasks }
    }
}

/// Whole weeks that had passed since a day when the plan starts.
fn weeks_before(day: Date, start: Date) -> u32 {
    start.since(day).map_or(0, |s| s.get_days()).max(0) as u32 / 7
}

fn items(actions: &Actions, network: &Network, plan: &Schedule, calendar: Calendar) -> Vec<RoadmapItem> {
    let mut task_of = vec![None; actions.list.len()];
    for (t, x) in network.open.iter().enumerate() {
        task_of[*x] = Some(t);
    }
    let item = |x: usize| {
        let action = &actions.list[x];
        let task = task_of[x].map(|t| (&network.tasks[t], plan.spans[t], plan.slack[t], plan.turn[t]));
        let after: Vec<(usize, u32)> = task.map_or(Vec::new(), |(t, ..)| t.after.clone());
        let without_lag = after.iter().map(|(b, _)| plan.spans[*b].end + 1).max().unwrap_or(0);
        let span = task.map(|(_, span, ..)| span).unwrap_or_default();
        let done_on = action.done_on.unwrap_or(calendar.first());
        RoadmapItem {
            id: action.id.clone(),
            requirement: action.requirement,
            closes: action.closes.clone(),
            action: action.action.clone(),
            output: action.output.clone(),
            done_when: action.done_when.clone(),
            start: if task.is_some() { calendar.date(span.start) } else { done_on },
            end: if task.is_some() { calendar.date(span.end) } else { done_on },
            effort_hours: if task.is_some() { action.hours } else { 0.0 },
            owner: action.owner.clone(),
            depends_on: after.iter().map(|(b, _)| actions.list[network.open[*b]].id.clone()).collect(),
            wave: action.wave,
            pdca: action.pdca,
            slack_days: task.map_or(0, |(_, _, slack, _)| slack),
            waits_for_records: after.iter().any(|(b, lag)| {
                *lag > 0 && plan.spans[*b].end + 1 + lag == span.start && span.start > without_lag
            }),
            pinned: action.pinned,
            due: action.due,
            progress: action.progress,
            done_on: action.done_on,
            on_longest_chain: task_of[x].is_some_and(|t| plan.float[t] == 0),
            turn: task.map_or(0, |(.., turn)| turn),
        }
    };
    (0..actions.list.len()).map(item).collect()
}

fn warnings(q: &Questionnaire, gaps: &GapList, items: &[RoadmapItem], input: &PlanInput) -> Vec<PlanWarning> {
    let mut list = Vec::new();
    if let Some(target) = input.target.filter(|t| *t < input.start) {
        list.push(PlanWarning::TargetBeforeStart { target, start: input.start });
    }
    for i in items {
        if let Some(pin) = i.pinned.filter(|p| i.start > *p && !i.done()) {
            let because = if pin < input.start {
                Later::PlanStarts(input.start)
            } else if i.depends_on.is_empty() {
                Later::NoCapacity
            } else {
                Later::DependsOn(i.depends_on.clone())
            };
            // A weekend is no contradiction.
            if Calendar::new(pin).first() != i.start {
                list.push(PlanWarning::PinNotHeld { id: i.id.clone(), pin, start: i.start, because });
            }
        }
        if let Some(due) = i.due.filter(|_| i.late()) {
            list.push(PlanWarning::DueNotHeld { id: i.id.clone(), due, end: i.end });
        }
        if !i.done() {
            continue;
        }
        let ask = super::action::to_ask(gaps, &i.closes);
        if !ask.is_empty() {
            let checks = ask.iter().map(|c| q.check(*c).id.clone()).collect();
            list.push(PlanWarning::LevelsToAsk { id: i.id.clone(), checks });
        }
    }
    list
}
