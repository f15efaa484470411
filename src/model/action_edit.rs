//! Changes people make to the actions of the roadmap. Like all edits they check first, name what is
//! wrong in words, and change nothing when they refuse. Reached through [`super::edit`].

use jiff::civil::Date;

use super::action::{self, Actions, Own, Part, Progress, Shape};
use super::assessment::{Assessment, keys};
use super::edit::{self, Edit, Refusal, facts};
use super::limits::{self, PARTS};
use super::priority::GapList;
use super::questionnaire::{Questionnaire, Target};
use super::score::{self, Scores, Status};
use super::text;

/// What an action's id stands for.
enum Named {
    /// The default action of a requirement.
    Requirement,
    /// A shape, with the number of its fact.
    Shaped(u32),
}

fn named(q: &Questionnaire, a: &Assessment, id: &str) -> Result<(String, Named), Refusal> {
    let id = id.trim();
    if let Some(Target::Requirement(r)) = q.find(id) {
        return Ok((q.requirements[r].id.clone(), Named::Requirement));
    }
    let shapes = action::shapes(a);
    let ids =
        |(n, s): &(u32, Shape)| -> Vec<(u32, String)> { s.ids(*n).into_iter().map(|id| (*n, id)).collect() };
    let all: Vec<(u32, String)> = shapes.iter().flat_map(ids).collect();
    if let Some((n, id)) = all.iter().find(|(_, x)| x.eq_ignore_ascii_case(id)) {
        return Ok((id.clone(), Named::Shaped(*n)));
    }
    let mut near = super::find::near_ids(q, id.split('-').next().unwrap_or(id), 3);
    near.extend(all.into_iter().map(|(_, id)| id).take(5));
    Err(Refusal::UnknownAction {
        id: text::shown(id, 40),
        near: if near.is_empty() { String::new() } else { format!(" Near: {}.", near.join(", ")) },
    })
}

fn set(
    q: &Questionnaire,
    a: &Assessment,
    prefix: &'static str,
    id: &str,
    value: Option<String>,
) -> Result<Edit, Refusal> {
    let (id, _) = named(q, a, id)?;
    if let Some(v) = &value {
        edit::too_long(v)?;
    }
    Ok(facts(a, prefix.trim_end_matches('.'), &id, [(format!("{prefix}{id}"), value)]))
}

/// Names the owner of an action; empty text takes the name away.
pub fn action_owner(q: &Questionnaire, a: &Assessment, id: &str, name: &str) -> Result<Edit, Refusal> {
    set(q, a, keys::OWNER, id, Some(text::clean_line(name)))
}

/// Names the owner of several actions in one step.
pub fn action_owners(q: &Questionnaire, a: &Assessment, ids: &[&str], name: &str) -> Result<Edit, Refusal> {
    let mut all = Edit { what: "owner".into(), at: String::new(), changes: Vec::new() };
    for id in ids {
        all.changes.extend(action_owner(q, a, id, name)?.changes);
    }
    Ok(all)
}

/// Sets the hours of an action; `None` gives them back to the rule.
pub fn action_effort(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    hours: Option<&str>,
) -> Result<Edit, Refusal> {
    let hours = hours.map(str::trim).filter(|h| !h.is_empty());
    if let Some(h) = hours {
        limits::effort(h).map_err(|l| l.refusal(h))?;
    }
    set(q, a, keys::EFFORT, id, hours.map(str::to_owned))
}

/// Says in words how one sees that an action is done; empty text gives it back to the rule.
pub fn done_when(q: &Questionnaire, a: &Assessment, id: &str, words: &str) -> Result<Edit, Refusal> {
    set(q, a, keys::DONE_WHEN, id, Some(text::clean_line(words)))
}

/// Sets the earliest start of an action; `None` or empty text takes it away.
pub fn pin(q: &Questionnaire, a: &Assessment, id: &str, day: Option<&str>) -> Result<Edit, Refusal> {
    let day = date("Earliest start", day)?;
    let (id, _) = named(q, a, id)?;
    if let (Some(pin), Some(due)) = (day, a.at(keys::DUE, &id).and_then(|d| d.parse::<Date>().ok()))
        && pin > due
    {
        return Err(Refusal::Order {
            what: "the earliest start",
            first: pin,
            then: "the due date",
            second: due,
        });
    }
    set(q, a, keys::PIN, &id, day.map(|d| d.to_string()))
}

/// Sets the due date of an action; `None` or empty text takes it away.
pub fn due(q: &Questionnaire, a: &Assessment, id: &str, day: Option<&str>) -> Result<Edit, Refusal> {
    let day = date("Due", day)?;
    let (id, _) = named(q, a, id)?;
    if let (Some(due), Some(pin)) = (day, a.at(keys::PIN, &id).and_then(|d| d.parse::<Date>().ok()))
        && due < pin
    {
        return Err(Refusal::Order {
            what: "the due date",
            first: due,
            then: "the earliest start",
            second: pin,
        });
    }
    set(q, a, keys::DUE, &id, day.map(|d| d.to_string()))
}

fn date(what: &'static str, day: Option<&str>) -> Result<Option<Date>, Refusal> {
    let Some(day) = day.map(str::trim).filter(|d| !d.is_empty()) else { return Ok(None) };
    limits::date(what, day).map(Some).map_err(|l| l.refusal(day))
}

/// Says how far an action is. Done never scores: `super::action::to_ask` lists the checks whose level
/// should be asked now. `on` is the day it was done, from which its records have run.
pub fn progress(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    progress: Progress,
    on: Option<Date>,
) -> Result<Edit, Refusal> {
    let value = match (progress, on) {
        (Progress::Planned, _) => None,
        (Progress::Done, Some(day)) => Some(format!("{} {day}", progress.word())),
        _ => Some(progress.word().to_owned()),
    };
    set(q, a, keys::ACTION_STATUS, id, value)
}

/// Splits the action on a requirement into parts that follow each other.
pub fn split(q: &Questionnaire, a: &Assessment, id: &str, parts: &[Part]) -> Result<Edit, Refusal> {
    let (id, Named::Requirement) = named(q, a, id)? else {
        return Err(Refusal::Shape(format!(
            "{} is split, merged or added already; take that back first.",
            text::shown(id, 40)
        )));
    };
    if !(2..=PARTS).contains(&parts.len()) {
        return Err(Refusal::Shape(format!("A split needs 2 to {PARTS} parts, not {}.", parts.len())));
    }
    free(a, &id)?;
    let mut clean = Vec::with_capacity(parts.len());
    for p in parts {
        let (what, output) = (text::clean_line(&p.what), text::clean_line(&p.output));
        if what.is_empty() || !(p.share > 0.0 && p.share.is_finite()) {
            return Err(Refusal::Shape(
                "Each part needs what to do and a share of the hours above 0.".into(),
            ));
        }
        clean.push(Part { what, output, share: p.share });
    }
    shaped(q, a, &id.clone(), &Shape::Split { of: id, parts: clean })
}

/// Makes one action of several gaps.
pub fn merge(
    q: &Questionnaire,
    a: &Assessment,
    ids: &[&str],
    what: &str,
    output: &str,
) -> Result<Edit, Refusal> {
    let mut of: Vec<String> = Vec::new();
    for id in ids {
        let (id, Named::Requirement) = named(q, a, id)? else {
            return Err(Refusal::Shape(format!(
                "{} is split, merged or added already; only actions as the rule makes them can be merged.",
                text::shown(id, 40)
            )));
        };
        free(a, &id)?;
        if !of.contains(&id) {
            of.push(id);
        }
    }
    let (what, output) = (text::clean_line(what), text::clean_line(output));
    if of.len() < 2 || what.is_empty() {
        return Err(Refusal::Shape("A merged action needs two gaps or more, and what to do.".into()));
    }
    let at = of[0].clone();
    shaped(q, a, &at, &Shape::Merge { of, what, output })
}

/// Adds an action by hand.
pub fn add_action(q: &Questionnaire, a: &Assessment, own: &Own) -> Result<Edit, Refusal> {
    let requirement = |id: &String| match q.find(id) {
        Some(Target::Requirement(r)) => Ok(q.requirements[r].id.clone()),
        _ => Err(edit::unknown(q, id)),
    };
    let own = Own {
        at: requirement(&own.at)?,
        what: text::clean_line(&own.what),
        output: text::clean_line(&own.output),
        hours: own.hours,
        closes: own.closes.iter().map(requirement).collect::<Result<_, _>>()?,
        after: own.after.iter().map(|id| named(q, a, id).map(|(id, _)| id)).collect::<Result<_, _>>()?,
    };
    if own.what.is_empty() || !limits::is_effort(own.hours) {
        return Err(Refusal::Shape("An action needs what to do and hours above 0.".into()));
    }
    shaped(q, a, &own.at.clone(), &Shape::Own(own))
}

/// Takes a split, a merge or an added action back, with what was said of its ids.
pub fn drop_action(q: &Questionnaire, a: &Assessment, id: &str) -> Result<Edit, Refusal> {
    let (id, Named::Shaped(number)) = named(q, a, id)? else {
        return Err(Refusal::Shape(format!(
            "{} is the rule's own action: it leaves the roadmap when its gap is closed.",
            text::shown(id, 40)
        )));
    };
    let shape = action::shapes(a).into_iter().find(|(n, _)| *n == number);
    let mut sets = vec![(format!("{}{number}", keys::ACTION), None)];
    for id in shape.map(|(n, s)| s.ids(n)).unwrap_or_default() {
        for prefix in [keys::OWNER, keys::EFFORT, keys::PIN, keys::DUE, keys::DONE_WHEN, keys::ACTION_STATUS]
        {
            sets.push((format!("{prefix}{id}"), None));
        }
    }
    without_circle(q, a, facts(a, "action", &id, sets))
}

/// Marks "done" that new levels use up: the gap is closed, or an answer got worse after the mark. They
/// must not wait there and hide the work when the requirement becomes a gap again.
pub(super) fn marks_used_up(
    q: &Questionnaire,
    a: &Assessment,
    trial: &Assessment,
    requirements: &[usize],
) -> Vec<(String, Option<String>)> {
    let closed =
        |r: usize| matches!(score::requirement(q, trial, r).status, Status::Met | Status::NotApplicable);
    let mut used = Vec::new();
    for r in requirements {
        let id = &q.requirements[*r].id;
        let worse = score::requirement(q, trial, *r).low() < score::requirement(q, a, *r).low();
        let mut ids = if worse || closed(*r) { vec![id.clone()] } else { Vec::new() };
        for (n, shape) in action::shapes(a) {
            let over = match &shape {
                Shape::Split { of, .. } => of == id && (worse || closed(*r)),
                Shape::Merge { of, .. } => {
                    let all = || of.iter().filter_map(|x| q.requirement_index(x)).all(closed);
                    of.contains(id) && (worse || all())
                }
                Shape::Own(_) => false,
            };
            if over {
                ids.extend(shape.ids(n));
            }
        }
        let keys = ids.into_iter().map(|id| format!("{}{id}", keys::ACTION_STATUS));
        used.extend(keys.filter(|k| a.get(k).is_some_and(|v| v.starts_with(Progress::Done.word()))));
    }
    used.into_iter().map(|k| (k, None)).collect()
}

/// Refuses a requirement that is split or merged already.
fn free(a: &Assessment, id: &str) -> Result<(), Refusal> {
    for (n, shape) in action::shapes(a) {
        let taken = match &shape {
            Shape::Split { of, .. } => of == id,
            Shape::Merge { of, .. } => of.iter().any(|x| x == id),
            Shape::Own(_) => false,
        };
        if taken {
            return Err(Refusal::Shape(format!(
                "{id} is part of {} already; take that back first.",
                shape.ids(n).join(", ")
            )));
        }
    }
    Ok(())
}

/// The edit that adds a shape, unless actions would wait for each other in a circle then.
fn shaped(q: &Questionnaire, a: &Assessment, at: &str, shape: &Shape) -> Result<Edit, Refusal> {
    let e = edit::add_numbered(a, keys::ACTION, at, shape)?;
    for c in &e.changes {
        edit::too_long(c.now.as_deref().unwrap_or(""))?;
    }
    without_circle(q, a, e)
}

/// The edit, unless actions would wait for each other in a circle after it.
fn without_circle(q: &Questionnaire, a: &Assessment, e: Edit) -> Result<Edit, Refusal> {
    let mut trial = a.clone();
    trial.apply(q, &e);
    let scores = Scores::compute(q, &trial);
    let gaps = GapList::compute(q, &trial, &scores);
    let actions = Actions::of(q, &trial, &scores, &gaps, 0);
    let circle = actions.circle();
    if circle.is_empty() {
        return Ok(e);
    }
    Err(Refusal::Shape(format!("Then {} would wait for each other in a circle.", circle.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
    use crate::model::roadmap::{PlanInput, Roadmap};
    use jiff::civil::date;

    fn case() -> (Questionnaire, Assessment) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for (id, level) in
            [("4", Level::Written), ("5", Level::Nothing), ("8", Level::Nothing), ("9", Level::Planned)]
        {
            let e = edit::rate(&q, &a, id, Some(level), None).unwrap();
            a.apply(&q, &e);
        }
        (q, a)
    }

    fn plan(q: &Questionnaire, a: &Assessment) -> Roadmap {
        let scores = Scores::compute(q, a);
        let gaps = GapList::compute(q, a, &scores);
        Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, date(2027, 1, 4)))
    }

    fn parts() -> Vec<Part> {
        [("Draft it", 3.0), ("Have it approved", 1.0)]
            .map(|(what, share)| Part { what: what.into(), output: String::new(), share })
            .into()
    }

    #[test]
    fn a_split_keeps_the_hours_and_the_order_and_can_be_taken_back() {
        let (q, mut a) = case();
        let before = plan(&q, &a);
        let e = split(&q, &a, "5.2", &parts()).unwrap();
        a.apply(&q, &e);
        let map = plan(&q, &a);
        let (first, second) = (map.item("5.2-a").unwrap(), map.item("5.2-b").unwrap());
        assert!(map.item("5.2").is_none());
        assert!((map.total_hours - before.total_hours).abs() < 1e-9);
        assert!((first.effort_hours - 3.0 * second.effort_hours).abs() < 1e-9);
        assert!(first.end < second.start && second.depends_on.contains(&"5.2-a".to_owned()));
        let late = before.items.iter().find(|i| i.depends_on.contains(&"5.2".into())).unwrap();
        assert!(map.item(&late.id).unwrap().start > second.end);
        assert!(split(&q, &a, "5.2", &parts()).is_err() && merge(&q, &a, &["5.2", "5.3"], "x", "").is_err());
        let e = drop_action(&q, &a, "5.2-b").unwrap();
        a.apply(&q, &e);
        assert_eq!(plan(&q, &a), before);
    }

    #[test]
    fn a_merge_closes_all_its_gaps_and_never_in_a_circle() {
        let (q, mut a) = case();
        let before = plan(&q, &a);
        let e = merge(&q, &a, &["5.2", "5.3"], "Sign policy and roles in one meeting", "Minutes").unwrap();
        a.apply(&q, &e);
        let map = plan(&q, &a);
        let m = map.item("M-1").unwrap();
        assert_eq!((m.closes.len(), map.items.len()), (2, before.items.len() - 1));
        assert!((map.total_hours - before.total_hours).abs() < 1e-9);
        // 4.3 lies between 5.1 and 5.3: 4.3 waits for 5.1, 5.3 for 4.3.
        drop_and_check_circle(&q, &mut a);
        // What closes one of the gaps leaves the action in place for the other.
        let e = edit::rate(&q, &a, "5.2", Some(Level::Proven), None).unwrap();
        a.apply(&q, &e);
        assert_eq!(Scores::compute(&q, &a).status(q.requirement_index("5.2").unwrap()), Status::Met);
        assert!(plan(&q, &a).items.iter().all(|i| !i.closes.contains(&q.requirement_index("5.2").unwrap())));
    }

    fn drop_and_check_circle(q: &Questionnaire, a: &mut Assessment) {
        let e = drop_action(q, a, "M-1").unwrap();
        a.apply(q, &e);
        let facts = a.facts().clone();
        let no = merge(q, a, &["5.1", "5.3"], "x", "").unwrap_err().to_string();
        assert!(no.contains("4.3") && no.contains("circle"), "{no}");
        assert_eq!(a.facts(), &facts);
    }

    #[test]
    fn done_holds_nobody_up_and_scores_nothing() {
        let (q, mut a) = case();
        let before = plan(&q, &a);
        let scores = Scores::compute(&q, &a);
        let e = progress(&q, &a, "5.1", Progress::Done, None).unwrap();
        a.apply(&q, &e);
        let map = plan(&q, &a);
        let item = map.item("5.1").unwrap();
        assert!(item.done() && item.effort_hours.abs() < 1e-9 && map.finish <= before.finish);
        assert_eq!(Scores::compute(&q, &a), scores);
        assert!(map.items.iter().all(|i| !i.depends_on.contains(&"5.1".to_owned())));
        assert!(
            map.warnings.iter().any(|w| w.starts_with("5.1: marked done; ask again")),
            "{:?}",
            map.warnings
        );
        // A worse answer after the mark, or the gap closed, uses the mark up.
        for level in [Level::Proven, Level::Nothing] {
            let e = edit::rate(&q, &a, "5.1", Some(level), None).unwrap();
            assert_eq!(e.changes.iter().any(|c| c.key == "action-status.5.1"), level == Level::Proven);
        }
        let e = edit::rate(&q, &a, "5.1", Some(Level::Written), None).unwrap();
        assert_eq!(e.changes.len(), 1, "a better answer that is not all leaves the mark");
        // Records that run since a known day count from that day.
        for id in ["8.1", "8.2", "8.3", "8.4", "9.1"] {
            let e = progress(&q, &a, id, Progress::Done, Some(date(2027, 3, 1))).unwrap();
            a.apply(&q, &e);
        }
        let audit = plan(&q, &a).item("9.2.1").unwrap().start;
        assert!(audit > date(2027, 4, 26), "{audit}");
    }

    #[test]
    fn dates_that_contradict_are_refused_or_named() {
        let (q, mut a) = case();
        let e = pin(&q, &a, "9.2.1", Some("2027-01-11")).unwrap();
        a.apply(&q, &e);
        let no = due(&q, &a, "9.2.1", Some("2027-01-08")).unwrap_err().to_string();
        assert!(no.contains("2027-01-08") && no.contains("2027-01-11"), "{no}");
        let map = plan(&q, &a);
        assert!(map.item("9.2.1").unwrap().start > date(2027, 1, 11));
        assert!(
            map.warnings.iter().any(|w| w.contains("9.2.1: pinned to 2027-01-11, but starts")),
            "{:?}",
            map.warnings
        );
        let e = due(&q, &a, "9.2.1", Some("2027-01-12")).unwrap();
        a.apply(&q, &e);
        assert!(plan(&q, &a).warnings.iter().any(|w| w.contains("9.2.1: due on 2027-01-12, but ends")));
        assert!(action_effort(&q, &a, "9.2.1", Some("0")).is_err());
        let no = action_owner(&q, &a, "5.2-z", "Ann").unwrap_err().to_string();
        assert!(no.contains("5.2-z") && no.contains("Near: 5.2"), "{no}");
    }

    #[test]
    fn an_added_action_joins_the_plan_and_leaves_with_its_gap() {
        let (q, mut a) = case();
        let own = Own {
            at: "9.2.2".into(),
            what: "Find an auditor from outside".into(),
            output: "Contract".into(),
            hours: 4.0,
            closes: vec!["9.2.2".into()],
            after: vec!["5.1".into()],
        };
        let e = add_action(&q, &a, &own).unwrap();
        a.apply(&q, &e);
        let map = plan(&q, &a);
        let (mine, leader, audit) =
            (map.item("H-1").unwrap(), map.item("5.1").unwrap(), map.item("9.2.1").unwrap());
        assert!(mine.start > leader.end && audit.start > mine.end);
        let circular = Own { closes: vec!["5.1".into()], after: vec!["5.2".into()], ..own.clone() };
        assert!(add_action(&q, &a, &circular).unwrap_err().to_string().contains("circle"));
        let e = edit::rate(&q, &a, "9.2.2", Some(Level::Proven), None).unwrap();
        a.apply(&q, &e);
        assert!(plan(&q, &a).item("H-1").is_none());
    }
}
