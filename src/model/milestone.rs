//! What a plan reaches on the way: waves, milestones, readiness after each, records to start now.
//! Reads a finished plan; used by the roadmap, which hands its types on.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::hours;
use super::planned::{Records, RoadmapItem};
use super::priority::GapList;
use super::questionnaire::{CheckKind, Marker, Questionnaire};
use super::score::{Scores, Status};

/// A date worth naming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Stable id.
    pub id: String,
    /// What is reached.
    pub reached: Reached,
    /// When; while anything is open, if all of it turns out to be Nothing.
    pub date: Date,
    /// When, if everything open turns out to be Proven; the same day while nothing is open.
    pub earliest: Date,
    /// Ids of what it speaks of and nobody knows yet: no action of the plan brings it.
    pub open: Vec<String>,
    /// That the event it speaks of has been held; none while it is to come, and for what is no event.
    pub over: Option<Over>,
}

/// An event that has been held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// When.
    pub on: Date,
    /// Ids of the actions that belong to it and are left.
    pub left: Vec<String>,
}

/// What is reached on a day of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// What the questionnaire says of the end of a wave.
    Wave(String),
    /// The end of the wave before the internal audit, where that waits for records.
    Running {
        /// So many weeks of them.
        weeks: u32,
    },
    /// The internal audit is held.
    InternalAudit,
    /// The management review is held.
    ManagementReview,
    /// What audit and review found is corrected.
    CorrectiveAction,
    /// Stage 1 can be booked.
    Stage1 {
        /// Whether what is planned is all that it takes.
        enough: bool,
    },
    /// Stage 2.
    Stage2,
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
    /// The same if everything open is Proven, and if all of it is Nothing.
    pub hours_range: (f64, f64),
    /// First and last day; none when it holds nothing.
    pub span: Option<(Date, Date)>,
    /// Readiness over all applicable requirements if everything up to here is closed.
    pub readiness_after: Projection,
}

/// Readiness to come, 0 to 100: an interval while anything is open, never to stand beside "so far".
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Projection {
    /// If every open check turned out Nothing.
    pub low: f64,
    /// If Proven.
    pub high: f64,
}

/// `range` gives the hours of a wave at best and at worst, from those that are known.
pub(super) fn waves(
    q: &Questionnaire,
    scores: &Scores,
    items: &[RoadmapItem],
    range: &dyn Fn(u8, f64) -> (f64, f64),
) -> Vec<WaveState> {
    // A requirement counts as closed with the last of its actions.
    let mut closed_in = vec![0u8; q.requirements.len()];
    for i in items {
        for r in &i.closes {
            closed_in[*r] = closed_in[*r].max(i.wave);
        }
    }
    q.waves
        .iter()
        .map(|w| {
            let mine: Vec<&RoadmapItem> = items.iter().filter(|i| i.wave == w.number).collect();
            let first = mine.iter().map(|i| i.start).min();
            let last = mine.iter().map(|i| i.end).max();
            let hours = hours::sum(mine.iter().map(|i| i.effort_hours));
            WaveState {
                number: w.number,
                title: w.title.clone(),
                actions: mine.len(),
                hours,
                hours_range: range(w.number, hours),
                span: first.zip(last),
                readiness_after: projected(scores, |r| match closed_in[r] {
                    0 => q.requirements[r].wave <= w.number,
                    last => last <= w.number,
                }),
            }
        })
        .collect()
}

/// Readiness if every answered check of what `closed` names were Proven, whatever the status; open checks stay open.
pub fn projected(scores: &Scores, closed: impl Fn(usize) -> bool) -> Projection {
    let (mut low, mut high, mut of) = (0.0, 0.0, 0u32);
    for (r, s) in scores.requirements.iter().enumerate().filter(|(_, s)| s.status != Status::NotApplicable) {
        of += 1;
        let done = closed(r);
        low += if done { f64::from(s.answered) / f64::from(s.of) } else { s.low() };
        high += if done { 1.0 } else { s.high() };
    }
    let share = |sum: f64| if of == 0 { 0.0 } else { 100.0 * sum / f64::from(of) };
    Projection { low: share(low), high: share(high) }
}

/// One action as milestones see it: what of a plan ends when, with what must pass after it.
pub(super) struct Ended {
    /// Its id.
    pub(super) id: String,
    /// Wave of the action.
    pub(super) wave: u8,
    /// What the requirements mark that it closes or is filed under.
    pub(super) markers: Vec<Marker>,
    /// What the events mark that it belongs to.
    pub(super) belongs: Vec<Marker>,
    /// Whether it closes a gap: work that closes none holds no milestone up.
    pub(super) closes: bool,
    /// Whether it is marked done.
    pub(super) done: bool,
    /// Last day of work.
    pub(super) end: Date,
    /// The day on which what it found can be corrected.
    pub(super) corrected: Date,
}

/// One plan as milestones see it.
pub(super) struct Side {
    /// Its actions.
    pub(super) ended: Vec<Ended>,
    /// Its finish; none without one.
    pub(super) finish: Option<Date>,
    /// The records its audit waits for.
    pub(super) records: Option<Records>,
}

impl Side {
    /// When an event is over with all that belongs to it.
    fn held(&self, m: Marker) -> Option<Date> {
        let of = |e: &&Ended| e.markers.contains(&m) || e.belongs.contains(&m);
        let event = self.ended.iter().any(|e| e.markers.contains(&m));
        event.then(|| self.ended.iter().filter(of).map(|e| e.end).max()).flatten()
    }

    /// That an event is over, and since when, though something that belongs to it may be left.
    fn over(&self, m: Marker) -> Option<Over> {
        let all = || self.ended.iter().filter(|e| e.markers.contains(&m));
        let on = all().map(|e| e.end).max().filter(|_| all().all(|e| e.done))?;
        let left = self.ended.iter().filter(|e| e.belongs.contains(&m) && !e.done);
        Some(Over { on, left: left.map(|e| e.id.clone()).collect() })
    }

    fn wave(&self, n: u8) -> Option<Date> {
        self.ended.iter().filter(|e| e.wave == n && e.closes).map(|e| e.end).max()
    }

    fn corrected(&self) -> Option<Date> {
        let found = [Marker::InternalAudit, Marker::ManagementReview, Marker::CorrectiveAction];
        let of = |e: &&Ended| e.markers.iter().chain(&e.belongs).any(|m| found.contains(m));
        self.ended.iter().filter(of).map(|e| e.corrected).max()
    }
}

/// What milestones are made for.
pub(super) struct Asked<'a> {
    /// Whether Stage 1 can be booked after the plan.
    pub(super) enough: bool,
    /// Weeks from Stage 1 to Stage 2.
    pub(super) stage2_weeks: u32,
    /// Weeks of records before the internal audit.
    pub(super) record_weeks: u32,
    /// Working days.
    pub(super) calendar: Calendar,
    /// Whether nobody knows yet what a requirement lacks.
    pub(super) is_open: &'a dyn Fn(usize) -> bool,
}

/// Milestones in the order of the method, none before an earlier one: waves, audit and review before the wave they
/// belong to is reached, corrective action, Stage 1, Stage 2; what has been held stands on its day. `worst` has
/// everything open at Nothing, `best` at Proven.
pub(super) fn milestones(q: &Questionnaire, asked: &Asked<'_>, worst: &Side, best: &Side) -> Vec<Milestone> {
    let (Some(latest), Some(earliest)) = (worst.finish, best.finish) else { return Vec::new() };
    let mut list: Vec<Milestone> = Vec::new();
    let mut add = |id: String, reached: Reached, late: Option<Date>, early: Option<Date>| {
        let Some(late) = late else { return };
        let open = open(q, asked, &id, &reached);
        let before = list.last().map(|m: &Milestone| (m.date, m.earliest));
        let date = before.map_or(late, |(d, _)| d.max(late));
        // What no work is left for is reached with what comes before it, at the latest when the rest is.
        let early = early.unwrap_or(Date::MIN).max(before.map_or(Date::MIN, |(_, e)| e));
        let early = if early == Date::MIN { earliest } else { early };
        list.push(Milestone { id, reached, date, earliest: early.min(date), open, over: None });
    };
    let mut over = Vec::new();
    for w in &q.waves {
        for (marker, id, reached) in [
            (Marker::InternalAudit, "internal-audit", Reached::InternalAudit),
            (Marker::ManagementReview, "management-review", Reached::ManagementReview),
        ] {
            if q.requirements.iter().any(|r| r.wave == w.number && r.marker == Some(marker)) {
                match worst.over(marker) {
                    Some(held) if held.left.is_empty() => over.push((id, reached, held)),
                    held => {
                        over.extend(held.map(|h| (id, reached.clone(), h)));
                        add(id.into(), reached, worst.held(marker), best.held(marker));
                    }
                }
            }
        }
        let runs = runs_before_audit(q, w.number);
        let records = |side: &Side| side.records.filter(|_| runs).map(|r| r.enough);
        let reached = match records(worst) {
            Some(_) => Reached::Running { weeks: asked.record_weeks },
            None => Reached::Wave(w.milestone.clone()),
        };
        let end = |side: &Side| side.wave(w.number).max(records(side));
        add(wave_id(w.number), reached, end(worst), end(best));
    }
    let later = |d: Date| {
        let weeks = jiff::Span::new().weeks(i64::from(asked.stage2_weeks));
        asked.calendar.working(d.checked_add(weeks).unwrap_or(d))
    };
    add("corrective-action".into(), Reached::CorrectiveAction, worst.corrected(), best.corrected());
    add("stage-1".into(), Reached::Stage1 { enough: asked.enough }, Some(latest), Some(earliest));
    add("stage-2".into(), Reached::Stage2, Some(later(latest)), Some(later(earliest)));
    for (id, reached, held) in over {
        put_over(&mut list, id, reached, held);
    }
    list
}

/// What has been held stands on its day; where something that belongs to it is left, on the day that ends, and says so.
fn put_over(list: &mut Vec<Milestone>, id: &str, reached: Reached, held: Over) {
    if let Some(m) = list.iter_mut().find(|m| m.id == id) {
        m.over = Some(held);
        return;
    }
    let on = held.on;
    let at = list.partition_point(|m| m.date <= on);
    for m in &mut list[at..] {
        m.earliest = m.earliest.max(on).min(m.date);
    }
    let m = Milestone { id: id.into(), reached, date: on, earliest: on, open: Vec::new(), over: Some(held) };
    list.insert(at, m);
}

/// Ids of what a milestone speaks of and nobody knows yet.
fn open(q: &Questionnaire, asked: &Asked<'_>, id: &str, reached: &Reached) -> Vec<String> {
    let spoken_of = |r: usize| match (reached, q.requirements[r].marker) {
        (Reached::Wave(_) | Reached::Running { .. }, _) => id == wave_id(q.requirements[r].wave),
        (Reached::InternalAudit, marker) => marker == Some(Marker::InternalAudit),
        (Reached::ManagementReview, marker) => marker == Some(Marker::ManagementReview),
        _ => false,
    };
    let open = (0..q.requirements.len()).filter(|r| (asked.is_open)(*r) && spoken_of(*r));
    open.map(|r| q.requirements[r].id.clone()).collect()
}

/// Whether a wave is the last one before that of the internal audit: its records are what the audit looks at.
pub fn runs_before_audit(q: &Questionnaire, wave: u8) -> bool {
    let audits = q.requirements.iter().filter(|r| r.marker == Some(Marker::InternalAudit)).map(|r| r.wave);
    let before = |audit: u8| q.waves.iter().map(|w| w.number).filter(|n| *n < audit).max();
    audits.min().and_then(before) == Some(wave)
}

/// The id of the milestone of a wave.
fn wave_id(number: u8) -> String {
    format!("wave-{number}")
}

pub(super) fn start_now(q: &Questionnaire, gaps: &GapList) -> Vec<(usize, String)> {
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
