//! Sentences that several documents share, so that they never differ: counts, readiness, what blocks,
//! what to decide, how long it takes.

use std::cmp::Reverse;

use super::{Input, first_few, number_of};
use crate::model::priority::{hours, is_gate};
use crate::model::questionnaire::{Grade, RequirementKind};
use crate::model::score::{Counts, Status, percent};
use crate::model::verdict::GateState;
use crate::words::Word as _;
use crate::words::figures::interval;

/// "4 met, 20 partial, 30 gap, 1 not applicable, 15 open".
pub fn counts_words(c: &Counts) -> String {
    Status::ALL.map(|s| format!("{} {}", c.of(s), s.word().to_lowercase())).join(", ")
}

/// Both readiness figures with their denominators.
pub(super) fn readiness(input: &Input) -> String {
    let all = &input.scores.all;
    match all.so_far {
        None => "Readiness: no figure yet, nothing is answered.".to_owned(),
        Some(x) if all.assessed == all.applicable && (all.high - all.low).abs() < 1e-9 => {
            format!("Readiness: {} over all {} applicable requirements.", percent(x), all.applicable)
        }
        Some(x) => format!(
            "Readiness so far: {} over the {} of {} applicable requirements that have an answer; over all of \
             them {}, depending on what is still open.",
            percent(x),
            all.assessed,
            all.applicable,
            interval(all)
        ),
    }
}

/// How much has been asked, and how much of it is backed by evidence.
pub(super) fn coverage(input: &Input) -> String {
    let (s, all) = (input.scores, &input.scores.all);
    format!(
        "Coverage: {} of {} checks answered; Don't know: {}. Claimed Proven: {}; of these with evidence that a \
         named person has seen: {}.",
        all.checks_answered,
        all.checks_applicable,
        all.dont_know,
        number_of(s.claimed as usize, "check"),
        s.verified
    )
}

/// Gates by state, with label and titles; states nothing is in are left out.
pub(super) fn gates(input: &Input) -> Vec<(GateState, &'static str, Vec<String>)> {
    [
        (GateState::NotProven, "Not proven"),
        (GateState::Open, "Still open"),
        (GateState::Proven, "Proven as claimed, evidence not seen"),
        (GateState::Verified, "Proven, evidence seen"),
    ]
    .into_iter()
    .map(|(state, label)| {
        let titles = input.q.gates.iter().zip(&input.verdict.gates).filter(|(_, s)| **s == state);
        (state, label, titles.map(|(g, _)| g.title.clone()).collect::<Vec<_>>())
    })
    .filter(|(_, _, titles)| !titles.is_empty())
    .collect()
}

/// Clause requirements with a status, by rank where they have one.
pub(super) fn clauses(input: &Input, status: Status) -> Vec<usize> {
    let mut list: Vec<usize> = (0..input.q.requirements.len())
        .filter(|r| {
            input.q.requirements[*r].kind == RequirementKind::Clause && input.scores.status(*r) == status
        })
        .collect();
    list.sort_by_key(|r| input.gaps.of(*r).map_or(usize::MAX, |g| g.rank));
    list
}

/// What the management has to decide, most pressing first. Never empty: the last step is always there.
pub(super) fn decisions(input: &Input) -> Vec<String> {
    let (map, open) = (input.roadmap, &input.gaps.open);
    let mut list = Vec::new();
    if input.scores.all.checks_answered == 0 {
        list.push("Set a date and the people for the first session; nothing is assessed yet.".to_owned());
    }
    for (gate, state) in input.q.gates.iter().zip(&input.verdict.gates) {
        if *state != GateState::NotProven {
            continue;
        }
        match gate.id.as_str() {
            "scope" => list.push("Approve the scope; everything else is measured against it.".into()),
            "policy" => list.push("Approve the AI policy and say who may see it.".into()),
            "residual-risk" => list.push("Name who may accept the risks that remain.".into()),
            _ => {}
        }
    }
    if map.misses_by_weeks > 0 {
        list.push(format!(
            "Give more than {} a week, or move the target: at this pace it is missed by {}.",
            hours(map.input.hours_per_week),
            number_of(map.misses_by_weeks as usize, "week")
        ));
    }
    if map.blank_owners > 0 {
        let whose = match map.items.len() - map.blank_owners {
            0 => format!("all {} planned actions; none has one", map.items.len()),
            owned => format!("{} of {} planned actions", map.blank_owners, map.blank_owners + owned),
        };
        list.push(format!("Name an owner for {whose}."));
    }
    let undecided = input.scores.annex.counts.open as usize;
    if undecided > 0 && input.scores.all.checks_answered > 0 {
        list.push(format!(
            "Decide {} in the Statement of Applicability.",
            number_of(undecided, "open control")
        ));
    }
    if !open.without_reason.is_empty() {
        list.push(format!(
            "Give the reason for leaving out {}.",
            first_few(&input.ids(&open.without_reason), 6)
        ));
    }
    if list.is_empty() {
        list.push("Book the audit stage the verdict names, and keep the records running until then.".into());
    }
    list
}

/// When Stage 1 can be booked, at which pace, and how that stands to the target.
pub(super) fn time_to_stage1(input: &Input) -> Vec<String> {
    let map = input.roadmap;
    let Some(finish) = map.finish else {
        return vec![match map.open_requirements {
            0 => "No work is left: there are no gaps.".to_owned(),
            n => format!("No gap is known yet; first assess {}.", number_of(n, "open requirement")),
        }];
    };
    let days = finish.since(map.input.start).map_or(0, |s| s.get_days()).max(0) as usize;
    let mut lines = vec![
        format!(
            "{} of work in {}, at {} a week from {}.",
            hours(map.total_hours),
            number_of(map.items.len(), "action"),
            hours(map.input.hours_per_week),
            map.input.start
        ),
        format!(
            "At this pace Stage 1 can be booked on {finish}, after {}; Stage 2 about {} later.",
            number_of(days.div_ceil(7), "week"),
            number_of(map.input.stage2_weeks as usize, "week")
        ),
    ];
    if let Some(target) = map.input.target {
        lines.push(if map.misses_by_weeks > 0 {
            format!("The target {target} is missed by {}.", number_of(map.misses_by_weeks as usize, "week"))
        } else {
            format!("The target {target} is kept.")
        });
    }
    if map.open_requirements > 0 {
        lines.push(format!(
            "Not in these figures: {} that may still turn out to be gaps.",
            number_of(map.open_requirements, "open requirement")
        ));
    }
    lines
}

/// Up to four Met requirements that weigh most: a gate first, then what Stage 1 looks at, then a likely
/// major, then what most others wait for.
pub(super) fn strengths(input: &Input) -> Vec<usize> {
    let dependents = input.q.dependents();
    let mut met: Vec<usize> =
        (0..input.q.requirements.len()).filter(|r| input.scores.status(*r) == Status::Met).collect();
    met.sort_by_key(|r| {
        let req = &input.q.requirements[*r];
        Reverse((
            is_gate(input.q, req),
            req.stage1,
            req.if_absent == Grade::Major,
            dependents[*r].len(),
            Reverse(*r),
        ))
    });
    met.truncate(4);
    met
}
