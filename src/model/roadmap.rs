//! The roadmap (method, section 7): one action per gap, in dependency order, on a calendar.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::calendar::Calendar;
use super::hours;
use super::level::Level;
use super::limits;
use super::milestone;
use super::network::{Bounds, Plan};
use super::plan_warning::{Later, PlanWarning};
use super::priority::GapList;
use super::questionnaire::Questionnaire;
use super::running::{Certification, Running};
use super::schedule;
use super::score::{Scores, Status};
use super::verdict::{Class, Verdict};

pub use super::milestone::{Milestone, Over, Projection, Reached, WaveState, projected, runs_before_audit};
pub use super::planned::{PlanInput, Records, Reserve, RoadmapItem, Start};

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
    /// The day Stage 1 can be booked: the last action has ended, and what audit and review found is corrected.
    /// While anything is open, the day if all of it is Nothing; none when there is nothing to do or nothing rated.
    pub finish: Option<Date>,
    /// The same if everything open is Proven; the finish itself while nothing is open.
    pub earliest: Option<Date>,
    /// Hours to the finish if everything open is Proven, and if all of it is Nothing.
    pub hours_range: (f64, f64),
    /// Hours over the gap list if everything open is Proven, and if all of it is Nothing.
    pub gap_hours: (f64, f64),
    /// What the verdict would be with all of this done and everything open Proven: what keeps Stage 1 away then, no
    /// action brings.
    pub afterwards: Verdict,
    /// From when to when the records of the internal audit run; none without an audit that waits for records.
    pub records: Option<Records>,
    /// Time kept for what is open, by wave, by start.
    pub reserves: Vec<Reserve>,
    /// Where the longest chain of waits alone would end: with more hours the finish can come down to it.
    pub chain_end: Option<Date>,
    /// Whole weeks by which the finish misses the target; 0 when met or no target.
    pub misses_by_weeks: u32,
    /// Hours over all actions.
    pub total_hours: f64,
    /// Actions nobody owns; none in a firm of one, where they are the owner's.
    pub blank_owners: usize,
    /// Records whose running time decides the audit: requirement and record, to start now.
    pub start_now: Vec<(usize, String)>,
    /// Open requirements: no action stands for them, but time is reserved as if all were Nothing.
    pub open_requirements: usize,
    /// Hours a year once everything runs; in no total.
    pub running: Running,
    /// What the certification itself takes; in no total.
    pub certification: Option<Certification>,
    /// What in the input contradicts itself.
    pub warnings: Vec<PlanWarning>,
    /// Everything time was given to, in turn: id and first day.
    order: Vec<(String, Date)>,
}

/// How sure it is that a plan ends too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// By so much.
    Certain,
    /// Too late, but by less if what is open turns out well.
    AtMost,
    /// Not at all if what is open turns out well.
    Perhaps,
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
        /// How sure that is.
        sure: Sure,
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
                let sure = match self.earliest {
                    Some(early) if early <= target => Sure::Perhaps,
                    Some(early) if early < on => Sure::AtMost,
                    _ => Sure::Certain,
                };
                Ends::Late { on, target, weeks: self.misses_by_weeks, sure }
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
        let calendar = Calendar::new(input.start, input.days_off);
        let mut known = Plan::of(q, a, scores, gaps, &input);
        let bounds = Bounds::of(q, a, &known, &input, earlier);
        let listed = gaps.total_hours();
        let (worst, best, gap_hours) = if let Some(b) = &bounds {
            (&b.worst, &b.best, between(listed, b.gap_hours))
        } else {
            known.place(&input, earlier);
            (&known, &known, (listed, listed))
        };
        let mut warnings = known.actions.warnings.clone();
        warnings.extend(a.is_size_asked_again().then_some(PlanWarning::SizeAgain));
        warnings.extend(worst.too_few(&input));
        let mut items = items(&known, worst, calendar, worst.per_day(&input));
        warnings.extend(self::warnings(q, gaps, &items, &input));
        let circle = schedule::circle(&known.network.depends());
        if !circle.is_empty() {
            let id = |t: usize| known.actions.list[known.network.open[t]].id.clone();
            warnings.push(PlanWarning::Circle { ids: circle.into_iter().map(id).collect() });
        }
        items.sort_by(|x, y| {
            (x.start, x.end, x.requirement, &x.id).cmp(&(y.start, y.end, y.requirement, &y.id))
        });
        let rated = scores.all.assessed > 0;
        let finish = worst.finish(calendar).filter(|_| rated);
        // Nothing is left to do when all is Proven: Stage 1 could be booked on the first day.
        let earliest = finish.map(|f| best.finish(calendar).unwrap_or(calendar.first()).min(f));
        let misses_by_weeks = match (finish, input.target) {
            (Some(f), Some(t)) if f > t => (f.since(t).map_or(0, |s| s.get_days()).max(0) as u32).div_ceil(7),
            _ => 0,
        };
        let side = |plan: &Plan, finish| milestone::Side {
            ended: plan.ended(q, calendar),
            finish,
            records: plan.records(q, calendar).filter(|_| rated),
        };
        let (late, early) = (side(worst, finish), side(best, earliest));
        let afterwards = afterwards(q, a);
        let asked = milestone::Asked {
            enough: afterwards.class >= Class::Stage1,
            stage2_weeks: input.stage2_weeks,
            record_weeks: input.record_weeks,
            calendar,
            is_open: &|r: usize| scores.status(r) == Status::Open,
        };
        let total_hours = hours::sum(items.iter().map(|i| i.effort_hours));
        Self {
            milestones: milestone::milestones(q, &asked, &late, &early),
            waves: milestone::waves(q, scores, &items, &|n, known| {
                between(known, (best.hours_of(n), worst.hours_of(n)))
            }),
            finish,
            earliest,
            hours_range: between(total_hours, (best.hours(), worst.hours())),
            gap_hours,
            afterwards,
            records: late.records,
            reserves: worst.reserves(&known, calendar),
            chain_end: worst.schedule.chain_end.map(|d| calendar.date(d)).filter(|_| rated),
            misses_by_weeks,
            total_hours,
            blank_owners: items.iter().filter(|i| i.owner.is_empty() && !i.done() && !a.owns_all()).count(),
            start_now: milestone::start_now(q, gaps),
            open_requirements: scores.all.counts.open as usize,
            running: Running::of(q, a),
            certification: Certification::of(q, a),
            warnings,
            order: worst.order(calendar),
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

    /// The records of `start_now` as they can be started from this day: first what the plan begins within a week, in the
    /// order of the standard, then the others in the order of their days.
    pub fn records_to_start(&self, from: Date) -> Vec<Start<'_>> {
        let soon = from.checked_add(jiff::Span::new().days(6)).unwrap_or(Date::MAX);
        let later = |r: usize| self.span(r).map(|(start, _)| start).filter(|start| *start > soon);
        let rows = self.start_now.iter();
        let mut list: Vec<Start<'_>> =
            rows.map(|(r, record)| Start { requirement: *r, record, on: later(*r) }).collect();
        list.sort_by_key(|s| s.on);
        list
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&RoadmapItem> {
        self.items.iter().find(|i| i.id == id)
    }

    /// The critical path in the order of work: what moves Stage 1 when it starts a working day later. Empty where
    /// hours alone set the end.
    pub fn critical_path(&self) -> Vec<&RoadmapItem> {
        self.items.iter().filter(|i| i.critical()).collect()
    }

    /// What is worked on in the seven days from this one, in the order of work: what should have ended before them and
    /// has not comes first, as the rest waits for it.
    pub fn week(&self, from: Date) -> impl Iterator<Item = &RoadmapItem> {
        let to = from.checked_add(jiff::Span::new().days(6)).unwrap_or(Date::MAX);
        self.items.iter().filter(move |i| !i.done() && i.start <= to)
    }

    /// What is worked on next from this day: first what this week holds, then the rest in the order of work.
    pub fn next(&self, from: Date) -> impl Iterator<Item = &RoadmapItem> {
        let this_week: Vec<&str> = self.week(from).map(|i| i.id.as_str()).collect();
        let later = move |i: &&RoadmapItem| !i.done() && !this_week.contains(&i.id.as_str());
        self.week(from).chain(self.items.iter().filter(later))
    }

    /// Whether an internal audit is still to be held in it.
    pub fn plans_audit(&self) -> bool {
        self.milestones.iter().any(|m| m.reached == Reached::InternalAudit)
    }

    /// Actions that are not done although they should have ended before `today`, in a plan that began before it; none
    /// where nothing lies behind.
    pub fn overdue(&self, today: Date) -> Option<usize> {
        let late = self.items.iter().filter(|i| !i.done() && i.end < today).count();
        (self.input.start < today && late > 0).then_some(late)
    }

    /// Whether finishing all of it, and finding everything open Proven, makes one ready for Stage 1.
    pub fn is_enough(&self) -> bool {
        self.afterwards.class >= Class::Stage1
    }

    /// Whether anything is open, so that every end is a range.
    pub fn is_range(&self) -> bool {
        self.earliest != self.finish || self.hours_range.0 < self.hours_range.1
    }

    /// Its order as [`Self::keeping`] takes it.
    pub fn order(&self) -> &[(String, Date)] {
        &self.order
    }
}

/// Between which figures hours lie that are known to be at least these. What is joined with something open may be done
/// in another wave then, so that a wave can be without what is known to be in it now.
fn between(known: f64, (best, worst): (f64, f64)) -> (f64, f64) {
    (best.min(worst), worst.max(best).max(known))
}

/// The verdict with everything that applies Proven and nothing else changed.
fn afterwards(q: &Questionnaire, a: &Assessment) -> Verdict {
    let mut trial = a.for_figures();
    for r in (0..q.requirements.len()).filter(|r| !a.excluded(*r)) {
        for check in q.checks_of(r).filter(|c| a.counts(q, *c)) {
            trial.suppose(check, Some(Level::Proven));
        }
    }
    Verdict::compute(q, &trial, &Scores::compute(q, &trial))
}

/// The order somebody chose to keep; empty when there is none.
fn kept_order(a: &Assessment) -> Vec<(String, Date)> {
    a.get(keys::PLAN_ORDER).and_then(|v| limits::order(v).ok()).unwrap_or_default()
}

/// The known actions on the days that the longest plan gives them; that plan knows every one of them.
fn items(known: &Plan, worst: &Plan, calendar: Calendar, per_day: u64) -> Vec<RoadmapItem> {
    let (actions, network, plan) = (&known.actions, &known.network, &worst.schedule);
    let slack = schedule::slack(&worst.network.tasks, plan, per_day);
    let mut worked = schedule::worked(&worst.network.tasks, plan, per_day);
    let id = |p: &Plan, t: usize| p.actions.list[p.network.open[t]].id.clone();
    let placed: BTreeMap<String, usize> = (0..worst.network.open.len()).map(|t| (id(worst, t), t)).collect();
    let mut task_of = vec![None; actions.list.len()];
    for (t, x) in network.open.iter().enumerate() {
        task_of[*x] = Some(t);
    }
    let mut item = |x: usize| {
        let action = &actions.list[x];
        let task = task_of[x].and_then(|t| Some((&network.tasks[t], *placed.get(&action.id)?)));
        let after: Vec<usize> = task.map_or(Vec::new(), |(t, _)| t.after.iter().map(|(b, _)| *b).collect());
        let waits = task.map_or(&[][..], |(_, t)| worst.network.tasks[t].after.as_slice());
        let without_lag = waits.iter().map(|(b, _)| plan.spans[*b].end + 1).max().unwrap_or(0);
        let span = task.map(|(_, t)| plan.spans[t]).unwrap_or_default();
        let done_on = action.done_on.unwrap_or(calendar.first());
        let (first, first_hours) = task.map_or((Vec::new(), 0.0), |_| actions.first(&[x]));
        RoadmapItem {
            id: action.id.clone(),
            requirement: action.requirement,
            closes: action.closes.clone(),
            action: action.action.clone(),
            name: action.name.clone(),
            output: action.output.clone(),
            done_when: action.done_when.clone(),
            start: if task.is_some() { calendar.date(span.start) } else { done_on },
            end: if task.is_some() { calendar.date(span.end) } else { done_on },
            effort_hours: if task.is_some() { action.hours } else { 0.0 },
            worked: task.map_or_else(Vec::new, |(_, t)| std::mem::take(&mut worked[t])),
            owner: action.owner.clone(),
            depends_on: after.iter().map(|b| id(known, *b)).collect(),
            first,
            first_hours,
            wave: action.wave,
            pdca: action.pdca,
            slack_days: task.map_or(0, |(_, t)| slack[t]),
            waits_for_records: waits.iter().any(|(b, lag)| {
                *lag > 0 && plan.spans[*b].end + 1 + lag == span.start && span.start > without_lag
            }),
            pinned: action.pinned,
            due: action.due,
            progress: action.progress,
            done_on: action.done_on,
        }
    };
    (0..actions.list.len()).map(&mut item).collect()
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
            // A weekend or a day off is no contradiction.
            if Calendar::new(pin, input.days_off).first() != i.start {
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
