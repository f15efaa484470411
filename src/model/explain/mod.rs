//! Where a number comes from: the rows behind it, the arithmetic in words and figures, the rule, and
//! what would change it. One line of text per entry; the screens and `clausewise explain` show the same.

use super::assessment::{Assessment, Given, keys};
use super::level::Level;
use super::priority::GapList;
use super::questionnaire::{Questionnaire, RequirementKind, Target};
use super::roadmap::Roadmap;
use super::score::{self, RequirementScore, Scores, Status, Total, percent};
use super::verdict::{Class, GateState, Verdict};
use super::{RULE, edit};

/// An explanation: a title and lines. A line that begins with two spaces is a row behind the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained.
    pub title: String,
    /// The text.
    pub lines: Vec<String>,
}

/// A requirement's status and score.
pub fn requirement(q: &Questionnaire, a: &Assessment, r: usize) -> Explanation {
    let req = &q.requirements[r];
    let s = score::requirement(q, a, r);
    let mut lines = vec![format!("Status: {}.", s.status.word())];
    if a.excluded(r) {
        lines.push(match a.reason(&req.id) {
            Some(reason) => format!("Excluded. Reason: {reason}"),
            None => "Excluded without a reason: listed as an open item of 6.1.3 until one is written.".into(),
        });
        lines.push("It leaves the denominator of every figure.".into());
    } else {
        lines.push(why_status(q, a, r, &s));
        lines.push(score_words(&s));
        lines
            .push("Rows behind it (credit: Nothing 0, Planned 0, Written 1/3, In use 2/3, Proven 1):".into());
        for c in q.checks_of(r) {
            lines.push(check_row(q, a, c));
        }
        lines.extend(what_would_change(q, a, r, &s));
    }
    lines.push(format!("By {RULE}, sections 2 and 3."));
    Explanation { title: format!("{} {}", req.id, req.title), lines }
}

fn why_status(q: &Questionnaire, a: &Assessment, r: usize, s: &RequirementScore) -> String {
    match s.status {
        Status::Gap if s.key_at_gap => {
            let keys: Vec<&str> = q
                .checks_of(r)
                .filter(|c| q.check(*c).key && q.check(*c).mandatory)
                .filter(|c| a.level(q, *c).is_some_and(|(l, _)| l.is_gap(q.check(*c).kind)))
                .map(|c| q.check(c).id.as_str())
                .collect();
            format!(
                "Because a key check has nothing to show ({}): its absence alone would likely be a major nonconformity.",
                keys.join(", ")
            )
        }
        Status::Gap => {
            format!("Because {} of {} checks, more than half, have nothing to show.", s.at_gap, s.of)
        }
        Status::Open => {
            let unanswered = s.of - s.answered - s.dont_know;
            format!(
                "Because {unanswered} of {} checks are not answered and {} are Don't know.",
                s.of, s.dont_know
            )
        }
        Status::Met => "Because every check is Proven.".into(),
        Status::Partial => "Because something is there, but not every check is Proven.".into(),
        Status::NotApplicable => "Because no check applies.".into(),
    }
}

fn score_words(s: &RequirementScore) -> String {
    let credit = thirds(s.thirds);
    let so_far = s.score().map_or_else(
        || "Score: none yet, nothing is answered.".to_owned(),
        |x| {
            format!(
                "Score: {} = {credit} points over {} answered checks (of {}).",
                percent(100.0 * x),
                s.answered,
                s.of
            )
        },
    );
    if s.answered == s.of {
        return so_far;
    }
    format!(
        "{so_far} Between {} (every open check Nothing) and {} (every open check Proven).",
        percent(100.0 * s.low()),
        percent(100.0 * s.high())
    )
}

fn thirds(t: u32) -> String {
    match (t / 3, t % 3) {
        (w, 0) => format!("{w}"),
        (0, r) => format!("{r}/3"),
        (w, r) => format!("{w} {r}/3"),
    }
}

fn check_row(q: &Questionnaire, a: &Assessment, c: usize) -> String {
    let check = q.check(c);
    let level = a.level(q, c);
    let word = level.map_or("not answered", |(l, _)| l.word());
    let bulk = if matches!(level, Some((_, Given::Bulk))) { ", given in bulk" } else { "" };
    let key = if check.key { ", key" } else { "" };
    let good = if check.mandatory { "" } else { ", good practice, moves no figure" };
    format!("  {} {word} ({}{key}{bulk}{good}) - {}", check.id, check.kind.word(), check.question)
}

fn what_would_change(q: &Questionnaire, a: &Assessment, r: usize, s: &RequirementScore) -> Vec<String> {
    if s.status == Status::Met {
        return vec!["What would change it: any check below Proven makes it Partial.".into()];
    }
    let below: Vec<usize> = q
        .checks_of(r)
        .filter(|c| q.check(*c).mandatory)
        .filter(|c| !matches!(a.level(q, *c), Some((Level::Proven | Level::NotApplicable, _))))
        .collect();
    let mut lines = Vec::new();
    if s.status == Status::Gap
        && let Some(one) = below.iter().find(|c| {
            let id = q.check(**c).id.clone();
            let mut trial = a.clone();
            if let Ok(e) = edit::rate(q, a, &id, Some(Level::Proven), None) {
                for change in e.changes {
                    trial.set(q, &change.key, change.now);
                }
            }
            score::requirement(q, &trial, r).status != Status::Gap
        })
    {
        lines.push(format!(
            "What would change it: Proven on {} alone would lift it from Gap.",
            q.check(*one).id
        ));
    }
    let ids: Vec<&str> = below.iter().take(8).map(|c| q.check(*c).id.as_str()).collect();
    let more = below.len().saturating_sub(ids.len());
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    lines.push(format!("Met needs Proven on: {}{tail}.", ids.join(", ")));
    lines
}

/// The verdict.
pub fn verdict(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Explanation {
    let mut lines = vec![v.sentence(), super::DISCLAIMER.to_owned()];
    let c = scores.clauses.counts;
    lines.push(format!(
        "Clause requirements: {} met, {} partial, {} gap, {} open, of {}. Controls: {} met, {} partial, {} gap, {} not applicable, {} open, of {}.",
        c.met, c.partial, c.gap, c.open, c.total(),
        scores.annex.counts.met, scores.annex.counts.partial, scores.annex.counts.gap,
        scores.annex.counts.not_applicable, scores.annex.counts.open, scores.annex.counts.total(),
    ));
    lines.push("The lowest cap wins; nothing is averaged away:".into());
    let mark = |class| {
        if v.class == class || v.would_be == Some(class) { "  > " } else { "    " }
    };
    for (class, when) in [
        (Class::Incomplete, "a clause requirement is open, or a control is undecided"),
        (Class::Early, "more than half of the clause requirements are gaps"),
        (Class::NotReady, "any clause requirement is a gap"),
        (
            Class::NearlyReady,
            "a clause requirement is partial, a gate is not Proven, or an exclusion has no reason",
        ),
        (Class::Stage1, "all clause requirements met, every gate Proven, all controls decided"),
        (Class::Stage2, "and every included control met, and every gate seen by somebody"),
    ] {
        lines.push(format!("{}{}: {when}", mark(class), class.words()));
    }
    lines.push("Gates:".into());
    for (gate, state) in q.gates.iter().zip(&v.gates) {
        lines.push(format!("  {} - {} ({})", state.word(), gate.title, gate.checks.join(", ")));
    }
    if !v.because.is_empty() {
        lines.push("Because of:".into());
        for id in &v.because {
            if let Some(r) = q.requirement_index(id) {
                let state = scores.status(r).word();
                lines.push(format!("  {id} {} - {state}", q.requirements[r].title));
            } else if let Some(g) = q.gates.iter().position(|g| &g.id == id) {
                lines.push(format!("  gate: {} - {}", q.gates[g].title, v.gates[g].word()));
            }
        }
    }
    if !v.unreasoned.is_empty() {
        lines.push(format!("Excluded without a reason (6.1.3): {}.", v.unreasoned.join(", ")));
    }
    lines.push(lift(q, a, scores, v));
    lines.push(format!("By {RULE}, section 5."));
    Explanation { title: "Verdict".into(), lines }
}

fn lift(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> String {
    let cap = v.would_be.unwrap_or(v.class);
    if matches!(cap, Class::Early | Class::NotReady) {
        let gaps: Vec<usize> = (0..q.requirements.len())
            .filter(|r| {
                q.requirements[*r].kind == RequirementKind::Clause && scores.status(*r) == Status::Gap
            })
            .collect();
        if let [only] = gaps.as_slice() {
            let row = &q.requirements[*only];
            let key = q
                .checks_of(*only)
                .find(|c| q.check(*c).key && a.level(q, *c).is_some_and(|(l, _)| l.is_gap(q.check(*c).kind)));
            return match key {
                Some(c) => format!(
                    "What would change it: Proven on {} would take {} out of the gaps.",
                    q.check(c).id,
                    row.id
                ),
                None => format!("What would change it: {} is the only gap left in the clauses.", row.id),
            };
        }
        let half = scores.clauses.counts.total() / 2;
        if cap == Class::Early {
            return format!(
                "What would change it: at most {half} gaps in the clauses (now {}) lifts it to Not ready.",
                gaps.len()
            );
        }
        return format!("What would change it: no gap left in the clauses (now {}).", gaps.len());
    }
    if v.class == Class::Incomplete {
        return format!("What would change it: decide the {} open requirements.", v.open.len());
    }
    match v.class {
        Class::NearlyReady => "What would change it: every row above met, proven or given its reason.".into(),
        Class::Stage1 => {
            let unseen = v.gates.iter().filter(|g| **g != GateState::Verified).count();
            format!("What would change it: controls met, and evidence seen for {unseen} gates.")
        }
        _ => "Nothing higher than this can be said by a questionnaire.".into(),
    }
}

/// Readiness.
pub fn readiness(q: &Questionnaire, scores: &Scores) -> Explanation {
    let all = &scores.all;
    let mut lines = Vec::new();
    match all.so_far {
        Some(x) => lines.push(format!(
            "Readiness so far: {} - the mean score of the {} requirements that have an answer (of {} applicable).",
            percent(x), all.assessed, all.applicable
        )),
        None => lines.push("Readiness so far: none, nothing is answered yet.".into()),
    }
    lines.push(format!(
        "Whole: {} - the same over all {} applicable requirements; open checks as Nothing at the lower end, as Proven at the upper.",
        interval(all), all.applicable
    ));
    lines.push(format!(
        "Coverage: {} of {} applicable checks answered, {} Don't know. A separate figure, never mixed in.",
        all.checks_answered, all.checks_applicable, all.dont_know
    ));
    lines.push(format!(
        "Claimed: {} checks at Proven. Verified: {} of them with evidence a named person has seen.",
        scores.claimed, scores.verified
    ));
    lines.push("Rows behind it (requirement: score, answered checks):".into());
    for (r, s) in q.requirements.iter().zip(&scores.requirements) {
        let text = match (s.status, s.score()) {
            (Status::NotApplicable, _) => "not applicable, left out".to_owned(),
            (_, None) => "no answer".to_owned(),
            (_, Some(x)) => format!("{} ({} of {})", percent(100.0 * x), s.answered, s.of),
        };
        lines.push(format!("  {} {} - {text}", r.id, r.title));
    }
    lines.push("What would change it: closing the gaps, first those at the top of the gap list.".into());
    lines.push(format!("By {RULE}, section 4. Readiness is an estimate, not a measure of conformity."));
    Explanation { title: "Readiness".into(), lines }
}

/// "27 %" or "between 20 % and 61 %".
pub fn interval(t: &Total) -> String {
    if (t.high - t.low).abs() < 1e-9 {
        percent(t.low)
    } else {
        format!("between {} and {}", percent(t.low), percent(t.high))
    }
}

/// Rank, band and reason of a gap.
pub fn gap(q: &Questionnaire, a: &Assessment, gaps: &GapList, r: usize) -> Option<Explanation> {
    let g = gaps.of(r)?;
    let req = &q.requirements[r];
    let n = gaps.gaps.len();
    let mut lines = vec![
        format!("{}: rank {} of {n}, band {}.", g.id(q), g.rank, g.band.word()),
        format!("Reason: {}.", g.reason(q, a)),
        "The order: class first, then how many wait for it, then exposure, then less effort, then the standard's order.".into(),
        format!("  class {} of 5: {}", g.class, class_words(g.class)),
        format!("  {} unfinished requirements wait for it, directly or through others", g.unblocks),
        format!("  {} AI systems with effects on people or a legal duty", g.exposure),
    ];
    let s = score::requirement(q, a, r);
    lines.push(if g.effort_set {
        format!("  {} set by hand", super::priority::hours(g.effort_hours))
    } else {
        format!(
            "  {} = hours for a {} organisation times the share still missing ({}, at least a quarter)",
            super::priority::hours(g.effort_hours),
            a.size().word(),
            percent(100.0 * (1.0 - s.score().unwrap_or(0.0)))
        )
    });
    lines.push(format!(
        "Now holds the first {} of {n} (a quarter, rounded up); Next goes up to half; Polish is class 5.",
        n.div_ceil(4)
    ));
    if let Some((by_rule, why)) = &g.overridden {
        lines.push(format!("A person set this rank; the rule gives {by_rule}. Reason: {why}"));
    }
    lines.push("What closes it:".into());
    for m in &g.missing {
        let check = q.check(m.check);
        let level = m.level.map_or("open", Level::word);
        lines.push(format!("  {} ({level}): {} -> {}", check.id, check.action, check.output));
    }
    if let Some(note) = a.at(keys::NOTE, &req.id) {
        lines.push(format!("Note: {note}"));
    }
    lines.push(format!("By {RULE}, section 6."));
    Some(Explanation { title: format!("Gap {} {}", req.id, req.title), lines })
}

fn class_words(class: u8) -> &'static str {
    match class {
        1 => "a gap that Stage 1 looks at and whose absence is likely a major",
        2 => "a gap on another clause requirement",
        3 => {
            "partial where Stage 1 looks and absence is likely a major, or a gap on a control likely major if absent"
        }
        4 => "a gap on another control, or partial on another clause requirement",
        _ => "partial on another control",
    }
}

/// Dates of an action.
pub fn action(q: &Questionnaire, map: &Roadmap, r: usize) -> Option<Explanation> {
    let i = map.items.iter().find(|i| i.requirement == r)?;
    let mut lines = vec![
        format!("From {} to {}, {}.", i.start, i.end, super::priority::hours(i.effort_hours)),
        format!(
            "Capacity {} a week from {}; five working days a week.",
            super::priority::hours(map.input.hours_per_week),
            map.input.start
        ),
    ];
    if i.depends_on.is_empty() {
        lines.push(
            "It waits for nothing; its place comes from capacity and the longest path behind it.".into(),
        );
    } else {
        lines.push("It starts after:".into());
        for d in &i.depends_on {
            if let Some(before) = map.items.iter().find(|x| &x.id == d) {
                lines.push(format!(
                    "  {d} {} - ends {}",
                    q.requirements[before.requirement].title, before.end
                ));
            }
        }
    }
    if i.waits_for_records {
        lines.push(format!(
            "Records must run for {} weeks before the internal audit.",
            map.input.record_weeks
        ));
    }
    lines.push(if i.critical() {
        "On the critical path: if it slips, the finish slips.".into()
    } else {
        format!("It can slip {} working days without moving the finish.", i.slack_days)
    });
    lines
        .push("What would change it: more hours a week, an earlier start, closing what it waits for.".into());
    lines.push(format!("By {RULE}, section 7."));
    Some(Explanation { title: format!("Action {} {}", i.id, q.requirements[r].title), lines })
}

/// Everything about one id: status, rank and dates of a requirement; the parts of a heading.
pub fn target(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    gaps: &GapList,
    map: &Roadmap,
    t: Target,
) -> Explanation {
    match t {
        Target::Requirement(r) => {
            let mut e = requirement(q, a, r);
            for more in [gap(q, a, gaps, r), action(q, map, r)].into_iter().flatten() {
                e.lines.push(String::new());
                e.lines.push(format!("{}:", more.title));
                e.lines.extend(more.lines);
            }
            e
        }
        Target::Check(c) => {
            let mut e = requirement(q, a, q.check_owner[c]);
            e.lines.insert(0, check_row(q, a, c).trim().to_owned());
            e
        }
        Target::Heading(h) => heading(q, scores, h),
    }
}

fn heading(q: &Questionnaire, scores: &Scores, h: usize) -> Explanation {
    let below = q.below(h);
    let applicable: Vec<&RequirementScore> = below
        .iter()
        .map(|r| &scores.requirements[*r])
        .filter(|s| s.status != Status::NotApplicable)
        .collect();
    let scored: Vec<f64> = applicable.iter().filter_map(|s| s.score()).collect();
    let mut lines = vec![if scored.is_empty() {
        "Readiness so far: none, nothing is answered yet.".into()
    } else {
        format!(
            "Readiness so far: {} - the mean of {} requirements that have an answer (of {} applicable).",
            percent(100.0 * scored.iter().sum::<f64>() / scored.len() as f64),
            scored.len(),
            applicable.len()
        )
    }];
    for r in below {
        let s = &scores.requirements[r];
        let score = s.score().map_or_else(|| "no answer".to_owned(), |x| percent(100.0 * x));
        lines.push(format!(
            "  {} {} - {}, {score}",
            q.requirements[r].id,
            q.requirements[r].title,
            s.status.word()
        ));
    }
    lines.push(format!("By {RULE}, section 4."));
    Explanation { title: format!("{} {}", q.headings[h].id, q.headings[h].title), lines }
}
