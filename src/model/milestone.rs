//! What a plan reaches on the way: waves, milestones, readiness after each, records to start now.
//! Reads a finished plan; used by the roadmap, which hands its types on.

use jiff::civil::Date;

use super::hours;
use super::planned::RoadmapItem;
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
}

/// What is reached on a day of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// What the questionnaire says of the end of a wave.
    Wave(String),
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

/// One plan as milestones see it: what ends when, with what must pass after it.
pub(super) struct Ended {
    /// Wave of the action.
    pub(super) wave: u8,
    /// What the requirement it is filed under marks.
    pub(super) marker: Option<Marker>,
    /// Whether it closes a gap: work that closes none holds no milestone up.
    pub(super) closes: bool,
    /// Last day of work.
    pub(super) end: Date,
    /// The day on which what it found can be corrected.
    pub(super) corrected: Date,
}

/// Milestones in the order of the method, none before an earlier one: waves, audit and review before the wave they
/// belong to is reached, corrective action, Stage 1, Stage 2. `worst` has everything open at Nothing, `best` at
/// Proven; each comes with its finish, none without one. `stage1` is whether Stage 1 can be booked after it, and
/// `is_open` whether nobody knows yet what a requirement lacks.
pub(super) fn milestones(
    q: &Questionnaire,
    (stage1, stage2_weeks): (bool, u32),
    is_open: &dyn Fn(usize) -> bool,
    worst: (&[Ended], Option<Date>),
    best: (&[Ended], Option<Date>),
) -> Vec<Milestone> {
    let (Some(latest), Some(earliest)) = (worst.1, best.1) else { return Vec::new() };
    let later = |d: Date| d.checked_add(jiff::Span::new().weeks(i64::from(stage2_weeks))).unwrap_or(d);
    let mut list: Vec<Milestone> = Vec::new();
    let mut add = |id: String, reached: Reached, late: Option<Date>, early: Option<Date>| {
        let spoken_of = |r: usize| match (&reached, q.requirements[r].marker) {
            (Reached::Wave(_), _) => id == wave_id(q.requirements[r].wave),
            (Reached::InternalAudit, marker) => marker == Some(Marker::InternalAudit),
            (Reached::ManagementReview, marker) => marker == Some(Marker::ManagementReview),
            _ => false,
        };
        let open = (0..q.requirements.len()).filter(|r| is_open(*r) && spoken_of(*r));
        let open = open.map(|r| q.requirements[r].id.clone()).collect();
        let Some(late) = late else { return };
        let before = list.last().map(|m: &Milestone| (m.date, m.earliest));
        let date = before.map_or(late, |(d, _)| d.max(late));
        // What no work is left for is reached with what comes before it, at the latest when the rest is.
        let early = early.unwrap_or(Date::MIN).max(before.map_or(Date::MIN, |(_, e)| e));
        let early = if early == Date::MIN { earliest } else { early };
        list.push(Milestone { id, reached, date, earliest: early.min(date), open });
    };
    let end = |of: &[Ended], m: Marker| of.iter().filter(|e| e.marker == Some(m)).map(|e| e.end).max();
    let wave = |of: &[Ended], n: u8| of.iter().filter(|e| e.wave == n && e.closes).map(|e| e.end).max();
    for w in &q.waves {
        for (marker, id, reached) in [
            (Marker::InternalAudit, "internal-audit", Reached::InternalAudit),
            (Marker::ManagementReview, "management-review", Reached::ManagementReview),
        ] {
            if q.requirements.iter().any(|r| r.wave == w.number && r.marker == Some(marker)) {
                add(id.into(), reached, end(worst.0, marker), end(best.0, marker));
            }
        }
        let reached = Reached::Wave(w.milestone.clone());
        add(wave_id(w.number), reached, wave(worst.0, w.number), wave(best.0, w.number));
    }
    let found = [Marker::InternalAudit, Marker::ManagementReview, Marker::CorrectiveAction];
    let corrected = |of: &[Ended]| {
        of.iter().filter(|e| e.marker.is_some_and(|m| found.contains(&m))).map(|e| e.corrected).max()
    };
    add("corrective-action".into(), Reached::CorrectiveAction, corrected(worst.0), corrected(best.0));
    add("stage-1".into(), Reached::Stage1 { enough: stage1 }, Some(latest), Some(earliest));
    add("stage-2".into(), Reached::Stage2, Some(later(latest)), Some(later(earliest)));
    list
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
