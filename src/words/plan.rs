//! Words for the roadmap: what is reached on the way, how one sees that an action is done, and what in its
//! input contradicts itself.

use jiff::civil::Date;

use super::work::{hours_between, waits_for};
use super::{Words, day, few, figures};
use crate::model::Questionnaire;
use crate::model::plan_warning::{Later, PlanWarning};
use crate::model::priority::hours;
use crate::model::progress::DoneWhen;
use crate::model::roadmap::{Ends, Milestone, Reached, Records, Reserve, Roadmap, RoadmapItem, Start, Sure};
use crate::model::verdict::{Class, GateState, Verdict};
use crate::say;

/// What is reached.
pub fn reached(reached: &Reached) -> String {
    match reached {
        Reached::Wave(title) => title.clone(),
        Reached::Running { weeks } => say!("Running, with {weeks|week|weeks} of records", weeks),
        Reached::InternalAudit => say!("Internal audit held").to_owned(),
        Reached::ManagementReview => say!("Management review held with decisions").to_owned(),
        Reached::CorrectiveAction => say!("Corrective action on what audit and review found").to_owned(),
        Reached::Stage1 { enough: true } => say!("Stage 1, once all this is done").to_owned(),
        Reached::Stage1 { enough: false } => {
            say!("Stage 1 not before: all this is done, but that alone is not enough").to_owned()
        }
        Reached::Stage2 => say!("Stage 2").to_owned(),
    }
}

/// What is reached, and how early it can be while anything is open.
impl Words for Milestone {
    fn words(&self) -> String {
        let reached = reached(&self.reached);
        let reached = match &self.over {
            Some(over) if !over.left.is_empty() => {
                say!("{reached} on {on}; left: {ids}", reached, on = over.on, ids = few(&over.left, 3))
            }
            _ => reached,
        };
        let reached = if self.earliest == self.date {
            reached
        } else {
            say!("{reached} (at the earliest {earliest})", reached, earliest = self.earliest)
        };
        if self.open.is_empty() {
            return reached;
        }
        say!("{reached}; open, not in this plan: {ids}", reached, ids = few(&self.open, 3))
    }
}

impl Words for DoneWhen {
    fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Output(output) => say!("{output} is there", output),
            Self::Proven { evidence: None, checks } => say!("Proven on {ids}", ids = few(checks, 5)),
            Self::Proven { evidence: Some(evidence), checks } => {
                say!("{evidence}. Proven on {ids}", evidence, ids = few(checks, 5))
            }
        }
    }
}

impl Words for PlanWarning {
    fn words(&self) -> String {
        match self {
            Self::SplitAndMerged { id } => say!(
                "{id} is both split and merged: the merged action is planned, the parts are not. Take one of the two back.",
                id
            ),
            Self::Circle { ids } => say!(
                "{ids} wait for each other in a circle; one of these waits is not obeyed. Change what they depend on.",
                ids = ids.join(", ")
            ),
            Self::TooFewHours { a_week } => say!(
                "At {hours} a week this work takes more than two centuries; the dates assume more hours.",
                hours = hours(*a_week)
            ),
            Self::SizeAgain => super::asked::size_meant().to_owned(),
            Self::TargetBeforeStart { target, start } => {
                say!("The target {target} lies before the start {start}.", target, start)
            }
            Self::PinNotHeld { id, pin, start, because } => match because {
                Later::PlanStarts(first) => say!(
                    "{id}: pinned to {pin}, but starts on {start} because the plan starts on {first}.",
                    id,
                    pin,
                    start,
                    first
                ),
                Later::NoCapacity => say!(
                    "{id}: pinned to {pin}, but starts on {start} because there is no capacity earlier.",
                    id,
                    pin,
                    start
                ),
                Later::DependsOn(ids) => say!(
                    "{id}: pinned to {pin}, but starts on {start} because it waits for {ids}.",
                    id,
                    pin,
                    start,
                    ids = waits_for(ids)
                ),
            },
            Self::DueNotHeld { id, due, end } => {
                say!("{id}: due on {due}, but ends on {end}.", id, due, end)
            }
            Self::LevelsToAsk { id, checks } => say!(
                "{id}: marked done; ask again for the levels of {ids}. Until then no figure moves.",
                id,
                ids = few(checks, 4)
            ),
        }
    }
}

/// How the end of a plan stands to the target, in one sentence for every document; none without a target.
pub fn target(map: &Roadmap) -> Option<String> {
    match map.ends() {
        Ends::Nothing | Ends::Untold(_) => None,
        Ends::Late { on, target, weeks, sure: Sure::Certain } => Some(say!(
            "The target {target} is missed by {weeks|week|weeks}: the plan ends {on}.",
            target,
            weeks,
            on
        )),
        Ends::Late { target, weeks, sure, .. } => {
            let end = ends_on(map)?;
            Some(if sure == Sure::AtMost {
                say!(
                    "The target {target} is missed by up to {weeks|week|weeks}: the plan ends {end}.",
                    target,
                    weeks,
                    end
                )
            } else {
                say!(
                    "The target {target} may be missed by up to {weeks|week|weeks}: the plan ends {end}.",
                    target,
                    weeks,
                    end
                )
            })
        }
        Ends::Between { target, stage2, .. } => Some(say!(
            "By this plan Stage 1 comes by the target {target}, Stage 2 ({stage2}) after it.",
            target,
            stage2
        )),
        Ends::InTime { target, .. } => Some(say!("The plan ends in time for the target {target}.", target)),
    }
}

/// Why no action is planned, and whether that is an end. Without a gap there may still be something that holds the
/// verdict down: evidence, an exclusion.
pub fn undated(q: &Questionnaire, v: &Verdict, map: &Roadmap) -> String {
    if let (Some(end), n @ 1..) = (ends_on(map), map.open_requirements) {
        return say!(
            "What is answered in full has no gap, so nothing is planned. {n|requirement is|requirements are} still open; time is kept for {n?it|them}: {end}.",
            n,
            end
        );
    }
    match (map.open_requirements, v.class) {
        (n @ 1.., _) => say!(
            "Nothing is rated yet, so there is no date; first assess {n|open requirement|open requirements}.",
            n
        ),
        (0, Class::Stage1 | Class::Stage2) => say!("No gap is left to plan.").to_owned(),
        (0, _) => say!(
            "No gap is left to plan, but that is not enough: {verdict}.",
            verdict = figures::verdict(q, v)
        ),
    }
}

/// That finishing the plan does not make one ready, and what is missing then; none where it does, or where there is no
/// end that could be taken for readiness.
pub fn not_enough(q: &Questionnaire, map: &Roadmap) -> Option<String> {
    let short = not_enough_in_short(map)?;
    let verdict = figures::verdict(q, &map.afterwards);
    Some(say!("{short} Until then: {verdict}.", short, verdict))
}

/// As [`not_enough`], for where a line has room.
pub fn not_enough_in_short(map: &Roadmap) -> Option<String> {
    let bare = map.afterwards.gates.iter().filter(|s| **s == GateState::Claimed).count();
    (map.finish.is_some() && !map.is_enough()).then(|| match bare {
        0 => say!("Finishing this plan is not enough for Stage 1.").to_owned(),
        n => say!("Not enough for Stage 1 by itself: name evidence for {n|gate|gates}.", n),
    })
}

/// That one wants to be ready before one begins; none where that is not so.
pub fn target_too_early(map: &Roadmap) -> Option<String> {
    let early = map.warnings.iter().find(|w| matches!(w, PlanWarning::TargetBeforeStart { .. }))?;
    Some(early.words())
}

/// That a plan runs in the past; none while nothing that is not done lies behind.
pub fn in_the_past(map: &Roadmap, today: Date) -> Option<String> {
    let n = map.overdue(today)?;
    Some(say!(
        "The plan starts on {start}, which is past: {n|action|actions} not done should have ended by now. Set a new start in the field \"Start\" of the organisation; roadmap FILE --start {today} shows what that makes of it.",
        start = map.input.start,
        n,
        today
    ))
}

/// From when to when the records run that the internal audit wants to see; none where it waits for none.
pub fn records_run(map: &Roadmap) -> Option<String> {
    let Records { from, audit, .. } = map.records?;
    Some(say!(
        "Records run from {from} until the internal audit begins on {audit}: at least {weeks|week|weeks} of working days.",
        from,
        audit,
        weeks = map.input.record_weeks
    ))
}

/// Between which days and hours the end lies while anything is open, in one sentence for every screen and document.
pub fn range(map: &Roadmap) -> Option<String> {
    let (earliest, latest) = (map.earliest?, map.finish?);
    let (low, high) = map.hours_range;
    map.is_range().then(|| {
        say!(
            "With what is still open: {earliest} and {low} if all of it is Proven, {latest} and {high} if it is Nothing.",
            earliest,
            low = hours(low),
            latest,
            high = hours(high)
        )
    })
}

/// How much later an action can start.
pub fn slack(i: &RoadmapItem) -> String {
    if i.critical() {
        say!("critical: if it slips, the end slips").to_owned()
    } else {
        say!("{n|working day|working days} of slack", n = i.slack_days)
    }
}

/// Time of a wave that is kept for what is open.
pub fn kept(r: &Reserve) -> String {
    say!("kept for what is open: {hours}", hours = hours(r.hours))
}

/// The same with its days.
pub fn kept_on(r: &Reserve) -> String {
    say!("{start} to {end}: {kept}", start = r.start, end = r.end, kept = kept(r))
}

/// All hours of a plan where its end stands beside them: that takes part in the hours kept for what is open.
pub fn total(map: &Roadmap) -> String {
    let (all, high) = (hours(map.total_hours), hours(map.hours_range.1));
    let between = hours_between(map.total_hours, map.hours_range);
    if map.finish.is_none() || all == high {
        return say!("{all} in all", all = between);
    }
    if map.hours_range.0 > map.total_hours {
        let (low, high) = (hours(map.hours_range.0), high);
        return say!(
            "{all} in all ({low} to {high} with what is open; the date keeps room for that)",
            all,
            low,
            high
        );
    }
    say!("{all} in all (up to {high} with what is open; the date keeps room for that)", all, high)
}

/// The end of a plan: a day, or the days it lies between while anything is open; none where there is none.
pub fn ends_on(map: &Roadmap) -> Option<String> {
    let (earliest, latest) = (map.earliest?, map.finish?);
    Some(if earliest == latest {
        latest.to_string()
    } else {
        say!("{start} to {end}", start = earliest, end = latest)
    })
}

/// As [`brief`], and before it that what should be over is not.
pub fn brief_today(map: &Roadmap, today: Date) -> String {
    match map.overdue(today) {
        Some(n) => {
            let (start, plan) = (day::whole(map.input.start), brief(map));
            say!("starts on {start}, which is past, {n|action|actions} late; {plan}", start, n, plan)
        }
        None => brief(map),
    }
}

/// How much work a plan is: both its ends, where what is open may add some.
fn in_all(map: &Roadmap) -> String {
    let (low, high) = map.hours_range;
    if low < high {
        say!("{start} to {end}", start = hours(low), end = hours(high))
    } else {
        hours(map.total_hours)
    }
}

/// A plan as a title: when it ends and by how much that is too late, at how many hours a week, and how much work it is.
pub fn plan_title(map: &Roadmap) -> String {
    let (given, all) = (hours(map.input.hours_per_week), in_all(map));
    let Some((earliest, latest)) = map.earliest.zip(map.finish) else {
        return say!("No end, {given} a week, {all}", given, all);
    };
    let end = day::span(earliest, latest);
    match map.ends() {
        Ends::Late { weeks, sure: Sure::Certain, .. } => {
            say!("Ends {end}, {weeks|week|weeks} too late, {given} a week, {all}", end, weeks, given, all)
        }
        Ends::Late { weeks, .. } => {
            say!(
                "Ends {end}, up to {weeks|week|weeks} too late, {given} a week, {all}",
                end,
                weeks,
                given,
                all
            )
        }
        _ => say!("Ends {end}, {given} a week, {all}", end, given, all),
    }
}

/// A plan in half a line: when it ends, by how much that is too late, and how much work it is.
pub fn brief(map: &Roadmap) -> String {
    let hours = in_all(map);
    let Some(end) = map.earliest.zip(map.finish).map(|(earliest, latest)| day::span(earliest, latest)) else {
        return if map.open_requirements > 0 {
            say!("nothing is rated yet, so there is no date").to_owned()
        } else {
            say!("no gap is left to plan").to_owned()
        };
    };
    match map.ends() {
        Ends::Late { weeks, sure: Sure::Certain, .. } => {
            say!("ends {end}, {weeks|week|weeks} too late; {hours} of work", end, weeks, hours)
        }
        Ends::Late { weeks, .. } => {
            say!("ends {end}, up to {weeks|week|weeks} too late; {hours} of work", end, weeks, hours)
        }
        _ => say!("ends {end}; {hours} of work", end, hours),
    }
}

/// That there is no gap, by how many requirements are open.
pub fn no_gaps(open: usize) -> &'static str {
    if open == 0 { say!("No gap is left.") } else { say!("No gaps among what is answered in full so far.") }
}

/// Whether waiting or hours set the end, and where waiting alone would end; none without an end to work towards.
pub fn decides(map: &Roadmap) -> Option<String> {
    let (finish, chain) = (map.finish?, map.chain_end?);
    Some(if chain >= finish {
        say!("So the waiting decides, not the hours: the longest chain alone takes as long.").to_owned()
    } else {
        say!(
            "The longest chain of waits alone would end on {chain}; the hours make the rest, and more of them bring the finish down towards it.",
            chain
        )
    })
}

/// A record that is to be started: now, or on the day the plan starts it.
pub fn start_record(q: &Questionnaire, start: &Start<'_>) -> String {
    let (id, record) = (&q.requirements[start.requirement].id, start.record);
    match start.on {
        None => say!("Start this record now, {id}: {record}.", id, record),
        Some(day) => say!("Start this record on {day}, {id}: {record}.", day, id, record),
    }
}

/// How many actions nobody owns of those still to be done; none where there is no such action.
pub fn owners(map: &Roadmap) -> Option<String> {
    let of = map.items.iter().filter(|i| !i.done()).count();
    Some(match (map.blank_owners, of) {
        (_, 0) => return None,
        (0, _) => say!("Every planned action has an owner.").to_owned(),
        (n, of) => say!("{n} of {of|planned action|planned actions} {n?has|have} no owner yet.", n, of),
    })
}

/// What is to do in the seven days from this one, an action each.
pub fn this_week(map: &Roadmap, from: Date) -> Vec<String> {
    map.week(from).map(to_do).collect()
}

/// An action of the plan with its id, by its name and in full; by its name alone where that says all.
pub fn to_do(i: &RoadmapItem) -> String {
    if i.action.starts_with(&i.name) {
        format!("{} {}", i.id, i.action)
    } else {
        format!("{} {}: {}", i.id, i.name, i.action)
    }
}

/// Weeks the hours of a plan are given for in a year.
const WEEKS_A_YEAR: f64 = 52.0;

/// Hours a year once everything runs; none where the questionnaire says nothing of it.
pub fn running(map: &Roadmap) -> Option<String> {
    let total = map.running.total;
    let planned = map.input.hours_per_week * WEEKS_A_YEAR;
    (total > 0.0).then(|| {
        if total > planned {
            say!(
                "Once it runs it takes {hours} a year: more than the {planned} a year you plan with now.",
                hours = hours(total),
                planned = hours(planned)
            )
        } else {
            say!("Once it runs it takes {hours} a year.", hours = hours(total))
        }
    })
}

/// What the certification itself takes, which is in no total of the roadmap; none where the questionnaire says nothing
/// of it.
pub fn certification(map: &Roadmap) -> Option<String> {
    let c = map.certification?;
    Some(say!(
        "The certification itself takes {all} more: Stage 1 {stage1}, Stage 2 {stage2}, answering findings {findings}.",
        all = hours(c.total()),
        stage1 = hours(c.stage1),
        stage2 = hours(c.stage2),
        findings = hours(c.findings)
    ))
}

fn misses(target: Date, weeks: u32, sure: Sure) -> String {
    match sure {
        Sure::Certain => say!("misses the target {target} by {weeks|week|weeks}", target, weeks),
        Sure::AtMost => say!("misses the target {target} by up to {weeks|week|weeks}", target, weeks),
        Sure::Perhaps => say!("may miss the target {target} by up to {weeks|week|weeks}", target, weeks),
    }
}

/// A plan in one sentence: hours a week, from when, how much in all, and how its end stands to the target.
pub fn planned(map: &Roadmap) -> String {
    let total = match map.finish {
        Some(_) => total(map),
        None => say!("{all} in all", all = hours(map.total_hours)),
    };
    let hours_week = hours(map.input.hours_per_week).replace(" h", "");
    let start = map.input.start;
    match map.ends() {
        Ends::Nothing if map.total_hours == 0.0 => {
            say!("{hours_week} hours a week from {start}: nothing is planned.", hours_week, start)
        }
        Ends::Nothing => {
            say!("{hours_week} hours a week from {start}: {total}, no end.", hours_week, start, total)
        }
        Ends::Untold(on) => say!(
            "{hours_week} hours a week from {start}: {total}, ends {on}, no target set.",
            hours_week,
            start,
            total,
            on
        ),
        Ends::Late { on, target, weeks, sure } => say!(
            "{hours_week} hours a week from {start}: {total}, ends {on}, {missed}.",
            hours_week,
            start,
            total,
            on,
            missed = misses(target, weeks, sure)
        ),
        Ends::Between { on, target, stage2 } => say!(
            "{hours_week} hours a week from {start}: {total}, ends {on}; Stage 1 by {target}, Stage 2 ({stage2}) after it.",
            hours_week,
            start,
            total,
            on,
            target,
            stage2
        ),
        Ends::InTime { on, target } => say!(
            "{hours_week} hours a week from {start}: {total}, ends {on}, in time for {target}.",
            hours_week,
            start,
            total,
            on,
            target
        ),
    }
}
