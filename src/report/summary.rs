//! Sentences that several documents share, so that they never differ: counts, readiness, what blocks,
//! what to decide, how long it takes.

use std::cmp::Reverse;

use super::Input;
use crate::model::priority::{hours, is_gate};
use crate::model::questionnaire::{Grade, RequirementKind};
use crate::model::roadmap::{Ends, Sure};
use crate::model::score::{Counts, Status, percent};
use crate::model::verdict::{Class, GateState};
use crate::say;
use crate::words::figures::{self, interval};
use crate::words::{few, hours_between, in_the_past, not_enough, range, target, undated};

/// "4 met, 20 partial, 30 gap, 1 not applicable, 15 open".
pub fn counts_words(c: &Counts) -> String {
    say!(
        "{met} met, {partial} partial, {gap} gap, {not_applicable} not applicable, {open} open",
        met = c.met,
        partial = c.partial,
        gap = c.gap,
        not_applicable = c.not_applicable,
        open = c.open
    )
}

/// Both readiness figures with their denominators.
pub(super) fn readiness(input: &Input) -> String {
    let all = &input.scores.all;
    match all.so_far {
        None => say!("Readiness: no figure yet, nothing is answered.").to_owned(),
        Some(x) if all.assessed == all.applicable && (all.high - all.low).abs() < 1e-9 => {
            say!(
                "Readiness: {score} over all {applicable} applicable requirements.",
                score = percent(x),
                applicable = all.applicable
            )
        }
        Some(x) => say!(
            "Readiness so far: {score} over the {assessed} of {applicable} applicable requirements that have an \
             answer; over all of them {range}, depending on what is still open.",
            score = percent(x),
            assessed = all.assessed,
            applicable = all.applicable,
            range = interval(all)
        ),
    }
}

/// How much has been asked.
pub(super) fn coverage(input: &Input) -> String {
    let all = &input.scores.all;
    say!(
        "Coverage: {answered} of {applicable} checks answered; Don't know: {dont_know}.",
        answered = all.checks_answered,
        applicable = all.checks_applicable,
        dont_know = all.dont_know
    )
}

/// The titles of the gates by state; states nothing is in are left out.
pub(super) fn gates(input: &Input) -> Vec<(GateState, Vec<String>)> {
    [GateState::NotProven, GateState::Open, GateState::Claimed, GateState::Named, GateState::Seen]
        .into_iter()
        .map(|state| {
            let titles = input.q.gates.iter().zip(&input.verdict.gates).filter(|(_, s)| **s == state);
            (state, titles.map(|(g, _)| g.title.clone()).collect::<Vec<_>>())
        })
        .filter(|(_, titles)| !titles.is_empty())
        .collect()
}

/// Requirements of a kind with a status, by rank where they have one.
pub(super) fn requirements(input: &Input, kind: RequirementKind, status: Status) -> Vec<usize> {
    let mut list: Vec<usize> = (0..input.q.requirements.len())
        .filter(|r| input.q.requirements[*r].kind == kind && input.scores.status(*r) == status)
        .collect();
    list.sort_by_key(|r| input.gaps.of(*r).map_or(usize::MAX, |g| g.rank));
    list
}

/// What the management has to decide, most pressing first. Never empty: the last step is always there.
pub(super) fn decisions(input: &Input) -> Vec<String> {
    let (map, open) = (input.roadmap, &input.gaps.open);
    let mut list = Vec::new();
    if input.scores.all.checks_answered == 0 {
        list.push(
            say!("Set a date and the people for the first session; nothing is assessed yet.").to_owned(),
        );
    }
    // A date that is missed changes everything else.
    if let Ends::Late { sure: missed, .. } = map.ends() {
        let pace = hours(map.input.hours_per_week);
        list.push(if missed == Sure::Perhaps {
            say!("Give more than {pace} a week, or move the target, which this plan may miss.", pace)
        } else {
            say!("Give more than {pace} a week, or move the target, which this plan misses.", pace)
        });
    }
    for (gate, state) in input.q.gates.iter().zip(&input.verdict.gates) {
        if *state != GateState::NotProven {
            continue;
        }
        match gate.id.as_str() {
            "scope" => {
                list.push(say!("Approve the scope; everything else is measured against it.").into());
            }
            "policy" => list.push(say!("Approve the AI policy and say who may see it.").into()),
            "residual-risk" => {
                list.push(say!("Name who may accept the risks that remain.").into());
            }
            _ => {}
        }
    }
    if map.blank_owners > 0 {
        let of = map.items.len();
        list.push(if map.blank_owners == of {
            say!("Name an owner for {of|planned action|planned actions}; none has one.", of)
        } else {
            say!("Name an owner for {blank} of {of} planned actions.", blank = map.blank_owners, of)
        });
    }
    if input.scores.annex.counts.open > 0 && input.scores.all.checks_answered > 0 {
        list.push(say!(
            "Decide {n|open control|open controls} in the Statement of Applicability.",
            n = input.scores.annex.counts.open
        ));
    }
    if !open.without_reason.is_empty() {
        let ids = few(&input.ids(&open.without_reason), 6);
        list.push(say!("Give the reason for leaving out {ids}.", ids));
    }
    if !open.cannot_stand.is_empty() {
        let ids = few(&input.ids(&open.cannot_stand), 6);
        list.push(say!(
            "Take {ids} back in: no reason for leaving {n?it|them} out can stand.",
            ids,
            n = open.cannot_stand.len()
        ));
    }
    if !open.weak_reason.is_empty() {
        let ids = few(&input.ids(&open.weak_reason), 6);
        let n = open.weak_reason.len();
        list.push(say!("Write why no risk needs {ids}: {n?the reason says|the reasons say} little.", ids, n));
    }
    let bare = input.verdict.gates.iter().filter(|s| **s == GateState::Claimed).count();
    if bare > 0 {
        list.push(say!(
            "Have evidence named for {bare|gate|gates} of the verdict: a claim alone passes no audit.",
            bare
        ));
    }
    // Counted where the class is one of readiness.
    let n = input.verdict.against;
    if n > 0 {
        let settle = say!(
            "Before an audit is booked: settle {n|answer that contradicts another|answers that contradict others}.",
            n
        );
        list.insert(0, settle);
    }
    if list.is_empty() {
        list.push(last_step(input));
    }
    list
}

/// What is left to decide where nothing else is.
fn last_step(input: &Input) -> String {
    match input.verdict.class {
        Class::Stage1 | Class::Stage2 => {
            say!("Book the audit stage the verdict names, and keep the records running until then.")
                .to_owned()
        }
        _ => say!(
            "Settle first what holds the verdict down: {causes}.",
            causes = figures::causes(input.q, input.verdict)
        ),
    }
}

/// How long the planned work takes at which pace, how that stands to Stage 1 and to the target. Only the verdict says
/// whether Stage 1 can be booked.
pub(super) fn time_to_stage1(input: &Input) -> Vec<String> {
    let map = input.roadmap;
    let Some(finish) = map.finish else { return vec![undated(input.q, input.verdict, map)] };
    let days = finish.since(map.input.start).map_or(0, |s| s.get_days()).max(0) as usize;
    let later = map.input.stage2_weeks;
    let within = match days.div_ceil(7) {
        0 => say!("within a week").to_owned(),
        weeks => say!("{weeks|week|weeks}", weeks),
    };
    let mut lines = vec![
        if map.items.is_empty() {
            undated(input.q, input.verdict, map)
        } else {
            say!(
                "{hours} of work in {n|action|actions}, at {pace} a week from {start}.",
                hours = hours_between(map.total_hours, map.hours_range),
                n = map.items.len(),
                pace = hours(map.input.hours_per_week),
                start = map.input.start
            )
        },
        if input.verdict.against > 0 {
            say!(
                "What contradicts is settled first; at this pace the rest is done on {finish} ({within}).",
                finish,
                within
            )
        } else if input.verdict.class >= Class::Stage1 {
            say!(
                "Stage 1 can be booked now; at this pace the rest is done on {finish} ({within}).",
                finish,
                within
            )
        } else if map.is_enough() {
            say!(
                "Done at this pace on {finish} ({within}): Stage 1 not before, Stage 2 about {later|week|weeks} later.",
                finish,
                within,
                later
            )
        } else {
            say!(
                "Done at this pace on {finish} ({within}): Stage 1 not before, and not by that alone.",
                finish,
                within
            )
        },
    ];
    // In the order in which they may not be lost where a page is full.
    lines.extend(in_the_past(map, input.made));
    lines.extend(target(map));
    lines.extend(not_enough(input.q, map));
    lines.extend(range(map));
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
            input.a.if_absent(req) == Grade::Major,
            dependents[*r].len(),
            Reverse(*r),
        ))
    });
    met.truncate(4);
    met
}
