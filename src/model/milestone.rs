//! What a plan reaches on the way: waves, milestones, readiness after each, records to start now.
//! Reads a finished plan; used by the roadmap, which hands its types on.

use jiff::civil::Date;

use super::planned::{PlanInput, RoadmapItem};
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
    /// When.
    pub date: Date,
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
    /// Stage 1 can be booked; with open requirements only that it cannot be earlier.
    Stage1 {
        /// Open requirements, which are not planned yet.
        open: u32,
    },
    /// Stage 2; with open requirements only that it cannot be earlier.
    Stage2 {
        /// Open requirements, which are not planned yet.
        open: u32,
    },
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

pub(super) fn waves(q: &Questionnaire, scores: &Scores, items: &[RoadmapItem]) -> Vec<WaveState> {
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
            WaveState {
                number: w.number,
                title: w.title.clone(),
                actions: mine.len(),
                hours: mine.iter().map(|i| i.effort_hours).sum(),
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

pub(super) fn milestones(
    q: &Questionnaire,
    scores: &Scores,
    items: &[RoadmapItem],
    finish: Option<Date>,
    input: &PlanInput,
) -> Vec<Milestone> {
    let mut list = Vec::new();
    for w in &q.waves {
        // Nothing is promised while a part of it has not even been looked at.
        let open = |r: usize| q.requirements[r].wave == w.number && scores.status(r) == Status::Open;
        if (0..q.requirements.len()).any(open) {
            continue;
        }
        // Work that closes no gap holds no milestone up.
        let mine = items.iter().filter(|i| i.wave == w.number && !i.closes.is_empty());
        if let Some(date) = mine.map(|i| i.end).max() {
            list.push(Milestone {
                id: format!("wave-{}", w.number),
                reached: Reached::Wave(w.milestone.clone()),
                date,
            });
        }
    }
    let end = |markers: &[Marker]| {
        let marked =
            |i: &&RoadmapItem| q.requirements[i.requirement].marker.is_some_and(|m| markers.contains(&m));
        items.iter().filter(marked).map(|i| i.end).max()
    };

    for (markers, id, reached) in [
        (&[Marker::InternalAudit][..], "internal-audit", Reached::InternalAudit),
        (&[Marker::ManagementReview], "management-review", Reached::ManagementReview),
        // The process may stand earlier; what audit and review find can only be corrected after them.
        (
            &[Marker::CorrectiveAction, Marker::InternalAudit, Marker::ManagementReview],
            "corrective-action",
            Reached::CorrectiveAction,
        ),
    ] {
        if let Some(date) = end(markers) {
            list.push(Milestone { id: id.into(), reached, date });
        }
    }
    if let Some(finish) = finish {
        let stage2 =
            finish.checked_add(jiff::Span::new().weeks(i64::from(input.stage2_weeks))).unwrap_or(finish);
        let open = scores.all.counts.open;
        list.push(Milestone { id: "stage-1".into(), reached: Reached::Stage1 { open }, date: finish });
        list.push(Milestone { id: "stage-2".into(), reached: Reached::Stage2 { open }, date: stage2 });
    }
    list.sort_by_key(|m| m.date);
    list
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
