//! The roadmap (method, section 7): one action per gap, in dependency order, on a calendar.

use jiff::civil::{Date, Weekday};

use super::assessment::{Assessment, keys};
use super::priority::{Gap, GapList};
use super::questionnaire::{CheckKind, Marker, Questionnaire};
use super::schedule::{self, Span, Task};
use super::score::{Scores, Status};

/// What a plan is made for. Taken from the assessment, each can be changed for a what-if.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanInput {
    /// First day.
    pub start: Date,
    /// Hours a week the organisation can give.
    pub hours_per_week: f64,
    /// Wished end.
    pub target: Option<Date>,
    /// Weeks of records before the internal audit.
    pub record_weeks: u32,
    /// Weeks from Stage 1 to Stage 2.
    pub stage2_weeks: u32,
}

impl PlanInput {
    /// The assessment's own figures; `today` is the start when none is set.
    pub fn of(a: &Assessment, today: Date) -> Self {
        Self {
            start: a.start().unwrap_or(today),
            hours_per_week: a.hours_per_week(),
            target: a.target(),
            record_weeks: a.weeks(keys::RECORD_WEEKS, 8),
            stage2_weeks: a.weeks(keys::STAGE2_WEEKS, 6),
        }
    }
}

/// One action.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapItem {
    /// Stable id; of the default action of a gap, the requirement's id.
    pub id: String,
    /// Index of the requirement it closes.
    pub requirement: usize,
    /// What to do.
    pub action: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// First day of work.
    pub start: Date,
    /// Last day of work.
    pub end: Date,
    /// Hours.
    pub effort_hours: f64,
    /// Who; empty when nobody was named.
    pub owner: String,
    /// Ids of actions that must end first.
    pub depends_on: Vec<String>,
    /// Wave, from 1.
    pub wave: u8,
    /// Working days it could slip without moving the finish.
    pub slack_days: u32,
    /// Working days of waiting before it that come from a lag, not from work.
    pub waits_for_records: bool,
    /// Earliest start set by a person.
    pub pinned: Option<Date>,
}

impl RoadmapItem {
    /// On the critical path: if it slips, the finish slips.
    pub fn critical(&self) -> bool {
        self.slack_days == 0
    }
}

/// A date worth naming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Stable id.
    pub id: String,
    /// What is reached.
    pub title: String,
    /// When.
    pub date: Date,
}

/// State after a wave.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveState {
    /// Wave number.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// Actions in it.
    pub actions: usize,
    /// Hours in it.
    pub hours: f64,
    /// First and last day; none when it holds nothing.
    pub span: Option<(Date, Date)>,
    /// Readiness over all applicable requirements if everything up to here is closed, 0 to 100;
    /// open requirements count as nothing.
    pub readiness_after: f64,
}

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
    /// What in the input contradicts itself, in words.
    pub warnings: Vec<String>,
}

impl Roadmap {
    /// Makes the plan from the gap list.
    pub fn compute(
        q: &Questionnaire,
        a: &Assessment,
        scores: &Scores,
        gaps: &GapList,
        input: PlanInput,
    ) -> Self {
        let tasks = tasks(q, a, scores, gaps, &input);
        let per_day = ((input.hours_per_week * 60.0 / 5.0).round() as u64).max(1);
        let plan = schedule::schedule(&tasks, per_day);
        let calendar = Calendar::new(input.start);
        let mut items = items(q, a, gaps, &tasks, &plan, &calendar);
        let warnings = warnings(q, a, &items, &input);
        items.sort_by(|x, y| {
            (x.start, x.end, x.requirement, &x.id).cmp(&(y.start, y.end, y.requirement, &y.id))
        });
        let finish = items.iter().map(|i| i.end).max();
        let misses_by_weeks = match (finish, input.target) {
            (Some(f), Some(t)) if f > t => (f.since(t).map_or(0, |s| s.get_days()).max(0) as u32).div_ceil(7),
            _ => 0,
        };
        Self {
            milestones: milestones(q, scores, &items, finish, &input),
            waves: waves(q, scores, &items),
            finish,
            misses_by_weeks,
            total_hours: items.iter().map(|i| i.effort_hours).sum(),
            blank_owners: items.iter().filter(|i| i.owner.is_empty()).count(),
            start_now: start_now(q, gaps),
            open_requirements: scores.all.counts.open as usize,
            warnings,
            items,
            input,
        }
    }
}

/// Working days from a start date.
struct Calendar {
    first: Date,
}

impl Calendar {
    fn new(start: Date) -> Self {
        let mut first = start;
        while matches!(first.weekday(), Weekday::Saturday | Weekday::Sunday) {
            first = first.tomorrow().unwrap_or(first);
        }
        Self { first }
    }

    /// The date of a working day.
    fn date(&self, day: u32) -> Date {
        let weekday = i64::from(self.first.weekday().to_monday_zero_offset());
        let total = weekday + i64::from(day);
        let days = total / 5 * 7 + total % 5 - weekday;
        self.first.checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
    }

    /// The first working day on or after a date.
    fn day(&self, date: Date) -> u32 {
        let days = date.since(self.first).map_or(0, |s| s.get_days());
        if days <= 0 {
            return 0;
        }
        let weekday = i32::from(self.first.weekday().to_monday_zero_offset());
        let total = weekday + days;
        (total / 7 * 5 + (total % 7).min(5) - weekday).max(0) as u32
    }
}

/// One task per gap, in the order of the gap list.
fn tasks(q: &Questionnaire, a: &Assessment, scores: &Scores, gaps: &GapList, input: &PlanInput) -> Vec<Task> {
    let mut at = vec![None; q.requirements.len()];
    for (t, g) in gaps.gaps.iter().enumerate() {
        at[g.requirement] = Some(t);
    }
    let calendar = Calendar::new(input.start);
    gaps.gaps
        .iter()
        .map(|g| {
            let r = &q.requirements[g.requirement];
            let mut after: Vec<(usize, u32)> =
                before(q, scores, g).into_iter().filter_map(|b| Some((at[b]?, 0))).collect();
            if r.marker == Some(Marker::InternalAudit) {
                // Records start to run when the work that leaves them is done, however far before the
                // audit that work lies.
                for b in everything_before(q, g.requirement) {
                    if let (Some(t), true) = (at[b], q.requirements[b].operates) {
                        after.retain(|(x, _)| *x != t);
                        after.push((t, input.record_weeks * 5));
                    }
                }
            }
            Task {
                minutes: (g.effort_hours * 60.0).round() as u64,
                after,
                earliest: a
                    .at(keys::PIN, &r.id)
                    .and_then(|d| d.parse().ok())
                    .map_or(0, |d: Date| calendar.day(d)),
                rank: g.rank,
            }
        })
        .collect()
}

/// Gaps that must be closed before this one: those it depends on, and all controls where it waits for
/// all of them.
fn before(q: &Questionnaire, scores: &Scores, g: &Gap) -> Vec<usize> {
    let mut before = g.depends_on.clone();
    if q.requirements[g.requirement].after_all_controls {
        before.extend(controls_before(q, g.requirement).into_iter().filter(|c| is_gap(scores.status(*c))));
    }
    before.sort_unstable();
    before.dedup();
    before
}

fn is_gap(status: Status) -> bool {
    matches!(status, Status::Gap | Status::Partial)
}

/// Controls that do not wait for `r` themselves: an edge from them closes no circle.
fn controls_before(q: &Questionnaire, r: usize) -> Vec<usize> {
    let dependents = q.dependents();
    let mut behind = vec![false; q.requirements.len()];
    let mut stack = vec![r];
    while let Some(x) = stack.pop() {
        if !std::mem::replace(&mut behind[x], true) {
            stack.extend(&dependents[x]);
        }
    }
    (0..q.requirements.len()).filter(|o| !behind[*o] && q.requirements[*o].exclusion.is_some()).collect()
}

/// Everything that comes before `r`, directly or through others, whatever its status.
fn everything_before(q: &Questionnaire, r: usize) -> Vec<usize> {
    let mut stack = q.depends[r].clone();
    if q.requirements[r].after_all_controls {
        stack.extend(controls_before(q, r));
    }
    let mut seen = vec![false; q.requirements.len()];
    while let Some(x) = stack.pop() {
        if x != r && !std::mem::replace(&mut seen[x], true) {
            stack.extend(&q.depends[x]);
        }
    }
    (0..seen.len()).filter(|x| seen[*x]).collect()
}

fn items(
    q: &Questionnaire,
    a: &Assessment,
    gaps: &GapList,
    tasks: &[Task],
    plan: &schedule::Schedule,
    calendar: &Calendar,
) -> Vec<RoadmapItem> {
    gaps.gaps
        .iter()
        .enumerate()
        .map(|(t, g)| {
            let r = &q.requirements[g.requirement];
            let Span { start, end } = plan.spans[t];
            let without_lag = tasks[t].after.iter().map(|(b, _)| plan.spans[*b].end + 1).max().unwrap_or(0);
            RoadmapItem {
                id: r.id.clone(),
                requirement: g.requirement,
                action: g.action(q).to_owned(),
                output: g.output(q).to_owned(),
                start: calendar.date(start),
                end: calendar.date(end),
                effort_hours: g.effort_hours,
                owner: a.at(keys::OWNER, &r.id).unwrap_or("").to_owned(),
                depends_on: tasks[t]
                    .after
                    .iter()
                    .map(|(b, _)| q.requirements[gaps.gaps[*b].requirement].id.clone())
                    .collect(),
                wave: r.wave,
                slack_days: plan.slack[t],
                waits_for_records: tasks[t].after.iter().any(|(_, lag)| *lag > 0) && start > without_lag,
                pinned: a.at(keys::PIN, &r.id).and_then(|d| d.parse().ok()),
            }
        })
        .collect()
}

fn waves(q: &Questionnaire, scores: &Scores, items: &[RoadmapItem]) -> Vec<WaveState> {
    q.waves
        .iter()
        .map(|w| {
            let mine: Vec<&RoadmapItem> = items.iter().filter(|i| i.wave == w.number).collect();
            let first = mine.iter().map(|i| i.start).min();
            let last = mine.iter().map(|i| i.end).max();
            WaveState {
                number: w.number,
                title: w.title.clone(),
                actions: mine.len(),
                hours: mine.iter().map(|i| i.effort_hours).sum(),
                span: first.zip(last),
                readiness_after: projected(q, scores, |r| q.requirements[r].wave <= w.number),
            }
        })
        .collect()
}

/// Readiness if every gap for which `closed` says so were Met; open requirements count their low end.
pub fn projected(q: &Questionnaire, scores: &Scores, closed: impl Fn(usize) -> bool) -> f64 {
    let (mut sum, mut of) = (0.0, 0u32);
    for (r, s) in scores.requirements.iter().enumerate() {
        if s.status == Status::NotApplicable {
            continue;
        }
        of += 1;
        let gap = matches!(s.status, Status::Gap | Status::Partial);
        sum += if gap && closed(r) { 1.0 } else { s.low() };
    }
    let _ = q;
    if of == 0 { 0.0 } else { 100.0 * sum / f64::from(of) }
}

fn milestones(
    q: &Questionnaire,
    scores: &Scores,
    items: &[RoadmapItem],
    finish: Option<Date>,
    input: &PlanInput,
) -> Vec<Milestone> {
    let mut list = Vec::new();
    for w in &q.waves {
        if let Some(date) = items.iter().filter(|i| i.wave == w.number).map(|i| i.end).max() {
            list.push(Milestone { id: format!("wave-{}", w.number), title: w.milestone.clone(), date });
        }
    }
    for (marker, id, title) in [
        (Marker::InternalAudit, "internal-audit", "Internal audit held"),
        (Marker::ManagementReview, "management-review", "Management review held with decisions"),
        (Marker::CorrectiveAction, "corrective-action", "Corrective action working"),
    ] {
        let date =
            items.iter().filter(|i| q.requirements[i.requirement].marker == Some(marker)).map(|i| i.end);
        if let Some(date) = date.max() {
            list.push(Milestone { id: id.into(), title: title.into(), date });
        }
    }
    if let Some(finish) = finish {
        let stage2 =
            finish.checked_add(jiff::Span::new().weeks(i64::from(input.stage2_weeks))).unwrap_or(finish);
        let open = if scores.all.counts.open > 0 { " (open requirements not counted)" } else { "" };
        list.push(Milestone {
            id: "stage-1".into(),
            title: format!("Stage 1 can be booked{open}"),
            date: finish,
        });
        list.push(Milestone { id: "stage-2".into(), title: "Stage 2".into(), date: stage2 });
    }
    list.sort_by_key(|m| m.date);
    list
}

fn start_now(q: &Questionnaire, gaps: &GapList) -> Vec<(usize, String)> {
    let mut list = Vec::new();
    for g in &gaps.gaps {
        if !q.requirements[g.requirement].operates {
            continue;
        }
        for m in &g.missing {
            let check = q.check(m.check);
            let row = (g.requirement, check.output.clone());
            if check.kind == CheckKind::Record && !list.contains(&row) {
                list.push(row);
            }
        }
    }
    list.sort_by_key(|(r, _)| *r);
    list
}

fn warnings(q: &Questionnaire, a: &Assessment, items: &[RoadmapItem], input: &PlanInput) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(target) = input.target.filter(|t| *t < input.start) {
        list.push(format!("The target {target} lies before the start {}.", input.start));
    }
    for i in items {
        let Some(pin) = i.pinned else { continue };
        if i.start > pin {
            let what = if i.depends_on.is_empty() {
                "there is no capacity earlier".to_owned()
            } else {
                format!("it waits for {}", i.depends_on.join(", "))
            };
            list.push(format!(
                "{}: pinned to {pin}, but starts on {} because {what}.",
                q.requirements[i.requirement].id, i.start
            ));
        }
    }
    let _ = a;
    list
}
