//! Ranks and dates: why a gap stands where it does, why an action lies when it does, why the plan ends
//! when it ends. What would change them is tried on a copy, never guessed.

use std::collections::BTreeSet;

use super::page;
use crate::doc::{Doc, Page};
use crate::model::assessment::Assessment;
use crate::model::level::Level;
use crate::model::priority::{Gap, GapList, hours};
use crate::model::questionnaire::Questionnaire;
use crate::model::roadmap::{Projection, Reached, Roadmap, RoadmapItem, runs_before_audit};
use crate::model::score::{self, Scores, percent};
use crate::model::whatif::{self, WhatIf};
use crate::model::{RULE, Verdict};
use crate::say;
use crate::words::figures::projection;
use crate::words::{
    Word as _, Words as _, advice, asked, certification, decides, ends_on, first, hours_between, not_enough,
    range, records_run, running, target, undated,
};

/// Rank, band and reason of a gap.
pub(super) fn gap(q: &Questionnaire, a: &Assessment, gaps: &GapList, r: usize) -> Option<Doc> {
    let g = gaps.of(r)?;
    let req = &q.requirements[r];
    let n = gaps.gaps.len();
    let mut page = page(&say!("Gap {id} {title}", id = req.id, title = q.list_title(g.requirement)));
    page.paragraph(say!(
        "{id}: rank {rank} of {n}, band {band}.",
        id = g.id(q),
        rank = g.rank,
        n,
        band = g.band.word()
    ));
    page.paragraph(say!("Reason: {reason}.", reason = g.reason(q, a).words()));
    page.paragraph(say!("The order: class first; within it what carries a gate, then a likely major, then Gap before Partial, then exposure, then how many wait for it, then less effort, then the order of the standard."));
    page.row(say!("class {class} of 5: {meaning}", class = g.class, meaning = class_meaning(g.class)));
    page.row(say!(
        "{n|unfinished requirement waits|unfinished requirements wait} for it, directly or through others",
        n = g.unblocks
    ));
    page.row(say!("{n|AI system|AI systems} with effects on people or a legal duty", n = g.exposure));
    let s = score::requirement(q, a, r);
    for s in &g.served {
        let (id, by) = (&q.check(s.check).id, &q.check(s.by).id);
        page.row(say!("{id} is the same work as {by}, which comes first: counted a quarter here", id, by));
    }
    page.row(if g.effort_set {
        say!("{hours} set by hand", hours = hours(g.effort_hours))
    } else {
        say!("{hours} = hours for a {size} organisation times the share still missing ({score}, at least a quarter)", hours = hours(g.effort_hours), size = a.size().word(), score = percent(100.0 * (1.0 - s.score().unwrap_or(0.0))))
    });
    page.paragraph(say!(
        "P1 holds the first {most} of {n} (a quarter, rounded up); P2 goes up to half; P4 is class 5 less gates and likely majors. Bands speak of importance, not of time.",
        most = n.div_ceil(4),
        n
    ));
    if let Some((by_rule, why)) = &g.overridden {
        page.paragraph(say!("A person set this rank; the rule gives {by_rule}. Reason: {why}", by_rule, why));
    }
    page.paragraphs(other_rank(q, a, g));
    page.paragraph(say!("What closes it:"));
    for m in &g.missing {
        let check = a.check(q, m.check);
        let level = m.level.map_or(say!("open"), |l| l.word());
        page.row(format!(
            "{} ({level}): {} -> {}",
            check.id,
            check.action_for(m.stands_at(q, a)),
            check.output
        ));
    }
    page.paragraphs(advice::at_hand(q, a, &[g.requirement]));
    page.paragraph(say!("By {rule}, section 6.", rule = RULE));
    Some(page.finish())
}

fn class_meaning(class: u8) -> &'static str {
    match class {
        1 => say!("a gap that Stage 1 looks at and whose absence is likely a major"),
        2 => say!("a gap on another clause requirement"),
        3 => say!(
            "partial where Stage 1 looks and absence is likely a major, or a gap on a control likely major if absent"
        ),
        4 => say!("a gap on another control, or partial on another clause requirement"),
        _ => say!("partial on another control"),
    }
}

/// The rank it would have if its most important check were Proven, by computing it.
fn other_rank(q: &Questionnaire, a: &Assessment, g: &Gap) -> Option<String> {
    let check = &q.check(g.missing.first()?.check).id;
    let mut trial = a.clone();
    trial.set(q, check, Some(Level::Proven.key().to_owned()));
    let list = GapList::compute(q, &trial, &Scores::compute(q, &trial));
    Some(match list.of(g.requirement) {
        None => say!("What would change it: Proven on {check} would take it off the list.", check),
        Some(then) if (then.rank, then.status) == (g.rank, g.status) => {
            say!(
                "What would change it: Proven on {check} alone leaves it at rank {rank}, {status}.",
                check,
                rank = then.rank,
                status = then.status.word()
            )
        }
        Some(then) => say!(
            "What would change it: Proven on {check} would make it rank {rank} of {gaps}, band {band}, {status}.",
            check,
            rank = then.rank,
            gaps = list.gaps.len(),
            band = then.band.word(),
            status = then.status.word()
        ),
    })
}

/// Dates of one action.
pub fn action(q: &Questionnaire, a: &Assessment, map: &Roadmap, i: &RoadmapItem) -> Doc {
    let mut page = page(&say!("Action {id} {title}", id = i.id, title = i.name));
    let closes: Vec<&str> = i.closes.iter().map(|r| q.requirements[*r].id.as_str()).collect();
    page.paragraph(format!("{} -> {}", asked::to_do(q, a, i), i.output));
    page.paragraphs(advice::at_hand(q, a, &i.closes));
    page.paragraph(if closes.is_empty() {
        say!("It closes no gap by itself.").into()
    } else {
        say!(
            "It closes, or helps to close: {closes}. Done when: {done_when}.",
            closes = closes.join(", "),
            done_when = i.done_when.words()
        )
    });
    if i.done() {
        let day = i.done_on.map_or_else(|| say!("a day not named").to_owned(), |d| d.to_string());
        page.paragraph(say!(
            "Marked done on {day}; no hours left. No figure moves until levels change.",
            day
        ));
        page.paragraph(say!("By {rule}, section 7.", rule = RULE));
        return page.finish();
    }
    page.paragraph(say!(
        "From {start} to {end}, {hours}.",
        start = i.start,
        end = i.end,
        hours = hours(i.effort_hours)
    ));
    page.paragraph(say!(
        "Capacity {week} a week from {start}; five working days a week.",
        week = hours(map.input.hours_per_week),
        start = map.input.start
    ));
    say_waits(&mut page, map, i);
    if q.audits(&i.closes) {
        page.paragraphs(records_run(map));
    }
    if let Some(pin) = i.pinned {
        page.paragraph(say!("A person set {pin} as its earliest start.", pin));
    }
    if let Some(due) = i.due {
        page.paragraph(if i.late() {
            say!("Due on {due}: it ends later.", due)
        } else {
            say!("Due on {due}.", due)
        });
    }
    page.paragraph(match i.slack_days {
        0 => say!("On the critical path: a working day later, and Stage 1 moves (tried, order kept).")
            .to_owned(),
        days => say!(
            "It can start {days|working day|working days} later without moving Stage 1 (tried, order kept).",
            days
        ),
    });
    say_tried(&mut page, (q, a, map), &steps(map, &i.depends_on), |m| {
        m.item(&i.id).map(|x| (x.start, say!("from {start} to {end}", start = x.start, end = x.end)))
    });
    page.paragraph(say!("By {rule}, section 7.", rule = RULE));
    page.finish()
}

/// What an action waits for, with the day each ends.
fn say_waits(page: &mut Page, map: &Roadmap, i: &RoadmapItem) {
    if i.depends_on.is_empty() {
        page.paragraph(say!(
            "It waits for nothing; its place comes from capacity and the longest path behind it."
        ));
    } else {
        page.paragraph(say!(
            "First {actions}. It waits directly for:",
            actions = first(&i.first, i.first_hours)
        ));
        for before in i.depends_on.iter().filter_map(|d| map.item(d)) {
            page.row(say!(
                "{id} {title} - ends {end}",
                id = before.id,
                title = before.name,
                end = before.end
            ));
        }
    }
}

/// Twice the hours, and each of these actions done.
fn steps(map: &Roadmap, ids: &[String]) -> Vec<(String, WhatIf)> {
    let double = map.input.hours_per_week * 2.0;
    let mut list = vec![(
        say!(
            "{double} a week instead of {week}",
            double = hours(double),
            week = hours(map.input.hours_per_week)
        ),
        WhatIf { hours: Some(double), ..WhatIf::default() },
    )];
    for id in ids {
        let closed = BTreeSet::from([id.clone()]);
        list.push((say!("{id} done", id), WhatIf { closed, ..WhatIf::default() }));
    }
    list
}

/// What each step would make of it, best first; steps that move nothing are left out.
fn say_tried<D: Ord + Copy>(
    page: &mut Page,
    (q, a, map): (&Questionnaire, &Assessment, &Roadmap),
    steps: &[(String, WhatIf)],
    see: impl Fn(&Roadmap) -> Option<(D, String)>,
) {
    let Some((now, _)) = see(map) else { return };
    let mut found: Vec<(D, String)> = steps
        .iter()
        .filter_map(|(words, step)| {
            let after = whatif::compare(q, a, map.input, step).ok()?.after.plan;
            let (then, text) = see(&after)?;
            (then < now).then(|| (then, format!("{words}: {text}")))
        })
        .collect();
    found.sort();
    if found.is_empty() {
        return page
            .paragraph(say!("What would change it: neither twice the hours nor one action before it done."));
    }
    page.paragraph(say!("What would change it (each tried by itself):"));
    page.rows(found.into_iter().take(4).map(|(_, words)| words));
}

/// One action of the critical path.
fn link(i: &RoadmapItem) -> String {
    let (start, end, id, title) = (i.start, i.end, &i.id, &i.name);
    let hours = hours(i.effort_hours);
    if i.waits_for_records {
        say!("{start} to {end}  {id} {title} ({hours}, after weeks of records)", start, end, id, title, hours)
    } else {
        say!("{start} to {end}  {id} {title} ({hours})", start, end, id, title, hours)
    }
}

/// How long the work would take if nothing waited, with what is kept for what is open.
fn work_alone(map: &Roadmap) -> String {
    let (week, high) = (map.input.hours_per_week, map.hours_range.1);
    let weeks = |h: f64| format!("{:.1}", h / week);
    let (total_hours, work) = (hours_between(map.total_hours, map.hours_range), weeks(map.total_hours));
    let most = weeks(high);
    let week = hours(week);
    if work == most {
        return say!("Work alone: {total_hours} at {week} a week = {work} weeks.", total_hours, week, work);
    }
    say!(
        "Work alone: {total_hours} at {week} a week = {work} weeks, with what is open up to {most} weeks; the date keeps room for that.",
        total_hours,
        week,
        work,
        most
    )
}

/// Why the plan ends when it ends.
pub fn finish(q: &Questionnaire, a: &Assessment, v: &Verdict, map: &Roadmap) -> Doc {
    let mut page = page(say!("Finish of the roadmap"));
    let rule = say!("By {rule}, section 7.", rule = RULE);
    let Some(finish) = map.finish else {
        page.paragraphs([undated(q, v, map), rule]);
        return page.finish();
    };
    if map.items.is_empty() {
        page.paragraph(undated(q, v, map));
        page.paragraphs(not_enough(q, map).into_iter().chain(range(map)).chain([rule]));
        return page.finish();
    }
    let span = finish.since(map.input.start).map_or(0, |s| s.get_days() + 1);
    page.paragraph(say!(
        "{finish}, {weeks} weeks after the start on {start}.",
        finish,
        weeks = format!("{:.1}", f64::from(span) / 7.0),
        start = map.input.start
    ));
    page.paragraph(work_alone(map));
    page.paragraph(decides(map).unwrap_or_else(|| say!("Everything is marked done.").to_owned()));
    page.paragraphs(not_enough(q, map));
    page.paragraphs(target(map));
    let path = map.critical_path();
    page.paragraph(if path.is_empty() {
        say!("No action by itself moves Stage 1 when it starts a working day later: the hours alone set the end.")
    } else {
        say!("The critical path, where a working day later moves Stage 1:")
    });
    page.rows(path.iter().map(|i| link(i)));
    let ids: Vec<String> = path.iter().map(|i| i.id.clone()).collect();
    let mut all = steps(map, &ids);
    if map.input.record_weeks > 0 {
        let step = WhatIf { record_weeks: Some(map.input.record_weeks / 2), ..WhatIf::default() };
        all.push((
            say!("{record_weeks|week|weeks} of records", record_weeks = map.input.record_weeks / 2),
            step,
        ));
    }
    say_tried(&mut page, (q, a, map), &all, |m| {
        m.finish.map(|f| (f, say!("ends {end}", end = ends_on(m).unwrap_or_default())))
    });
    page.paragraphs(range(map).into_iter().chain([rule]));
    page.finish()
}

/// What it takes beside the roadmap, requirement by requirement.
pub fn beside(q: &Questionnaire, a: &Assessment, map: &Roadmap) -> Doc {
    let mut page = page(say!("Beside the roadmap"));
    page.paragraphs(running(map).into_iter().chain(certification(map)));
    page.paragraph(say!(
        "Hours of the questionnaire for a {size} organisation, over every requirement that is not left out; none of them is in a total of the roadmap.",
        size = a.size().word()
    ));
    page.rows(map.running.by.iter().map(|(r, h)| {
        say!(
            "{id} {title}: {hours} a year",
            id = q.requirements[*r].id,
            title = q.list_title(*r),
            hours = hours(*h)
        )
    }));
    page.paragraph(say!("What would change it: another size, or a control left out or taken in."));
    page.paragraph(say!("By {rule}, section 7.", rule = RULE));
    page.finish()
}

/// A milestone, or what a wave makes of readiness.
pub fn milestone(q: &Questionnaire, scores: &Scores, map: &Roadmap, id: &str) -> Option<Doc> {
    let m = map.milestones.iter().find(|m| m.id == id)?;
    let mut page = page(&m.words());
    page.paragraph(format!("{}.", m.date));
    let wave = map.waves.iter().find(|w| format!("wave-{}", w.number) == id);
    let rows: Vec<&RoadmapItem> = match wave {
        Some(w) => map.items.iter().filter(|i| i.wave == w.number).collect(),
        None => map.items.iter().filter(|i| i.end == m.date && !i.done()).collect(),
    };
    if let Some(w) = wave {
        page.paragraph(say!(
            "The {actions|action|actions} of this wave: {hours}.",
            actions = w.actions,
            hours = hours_between(w.hours, w.hours_range)
        ));
        if w.span.is_none_or(|(_, last)| last < m.date) {
            page.paragraph(if matches!(m.reached, Reached::Running { .. }) {
                say!("The weeks of records, an earlier milestone, or time kept for what is open puts it on this day.")
            } else {
                say!("An earlier milestone, or time kept for what is open, puts it on this day.")
            });
        }
    } else if m.over.as_ref().is_some_and(|over| over.left.is_empty()) {
        page.paragraph(say!("It was marked done on that day."));
    } else if id == "stage-2" {
        page.paragraph(say!(
            "{weeks|week|weeks} after Stage 1, as set for this organisation.",
            weeks = map.input.stage2_weeks
        ));
    } else if map.input.corrective_weeks > 0 && rows.is_empty() {
        page.paragraph(say!(
            "What audit and review find takes {weeks|week|weeks} to correct, as set for this organisation.",
            weeks = map.input.corrective_weeks
        ));
    } else {
        page.paragraph(say!("The last action it waits for ends then:"));
    }
    let before_audit = wave.is_some_and(|w| runs_before_audit(q, w.number));
    if before_audit || m.reached == Reached::InternalAudit {
        page.paragraphs(records_run(map));
    }
    if matches!(m.reached, Reached::Stage1 { .. }) {
        page.paragraphs(not_enough(q, map));
    }
    for i in rows {
        let title = &i.name;
        page.row(say!(
            "{start} to {end}  {id} {title} ({hours})",
            start = i.start,
            end = i.end,
            id = i.id,
            title,
            hours = hours(i.effort_hours)
        ));
    }
    if let Some(w) = wave {
        let now = Projection { low: scores.all.low, high: scores.all.high };
        page.paragraph(say!("Readiness after it, over the whole: {readiness_after} if every answered check up to this wave is Proven, open checks staying open; now {now}.", readiness_after = projection(&w.readiness_after), now = projection(&now)));
    }
    page.paragraph(say!("What would change it: explain one of its actions, or finish."));
    page.paragraph(say!("By {rule}, section 7.", rule = RULE));
    Some(page.finish())
}
