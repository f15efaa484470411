//! Changes people make to the actions of the roadmap. Like all edits they check first, name what is
//! wrong and in which field, and change nothing when they refuse. Reached through [`super::edit`].

use jiff::civil::Date;

use crate::model::action::{self, Own, Part, Shape, Shaped, Voice};
use crate::model::assessment::{Assessment, keys};
use crate::model::change::{Edit, Refusal, facts, too_long};
use crate::model::find;
use crate::model::limits::{self, PARTS, What};
use crate::model::plannable;
use crate::model::progress::Progress;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{ACTION, Kind, MADE, PART, Rid, record_key, write};
use crate::model::score::{self, Status};
use crate::model::text;

type Sets = Vec<(String, Option<String>)>;

/// What an action's id stands for.
enum Named {
    /// The default action of a requirement.
    Requirement,
    /// A shape, and the record of the very action.
    Shaped(Box<Shaped>, &'static Kind, Rid),
}

impl Named {
    /// The key of one thing said of the action.
    fn key(&self, prefix: &str, id: &str) -> String {
        match self {
            Self::Requirement => Voice::Requirement(id).key(prefix),
            Self::Shaped(_, kind, record) => Voice::Record(kind, record).key(prefix),
        }
    }
}

fn named(q: &Questionnaire, a: &Assessment, id: &str) -> Result<(String, Named), Refusal> {
    let id = id.trim();
    if let Some(Target::Requirement(r)) = q.find(id) {
        return Ok((q.requirements[r].id.clone(), Named::Requirement));
    }
    let shapes = action::shapes(a);
    let all: Vec<String> = shapes.iter().flat_map(Shaped::ids).collect();
    for s in &shapes {
        let ids = s.ids();
        if let Some(at) = ids.iter().position(|x| x.eq_ignore_ascii_case(id))
            && let Some((kind, record)) = s.records().get(at).map(|(k, r)| (*k, (*r).clone()))
        {
            return Ok((ids[at].clone(), Named::Shaped(Box::new(s.clone()), kind, record)));
        }
    }
    let mut near = find::near_ids(q, id.split('-').next().unwrap_or(id), 3);
    near.extend(all.into_iter().take(5));
    Err(Refusal::UnknownAction { field: "", id: text::shown(id, 40), near })
}

fn set(
    q: &Questionnaire,
    a: &Assessment,
    prefix: &'static str,
    id: &str,
    value: Option<String>,
) -> Result<Edit, Refusal> {
    let (id, named) = named(q, a, id)?;
    let what = prefix.trim_end_matches('.');
    if let Some(v) = &value {
        too_long(what, v)?;
    }
    Ok(facts(a, what, &id, [(named.key(prefix, &id), value)]))
}

/// Names the owner of an action; empty text takes the name away.
pub fn action_owner(q: &Questionnaire, a: &Assessment, id: &str, name: &str) -> Result<Edit, Refusal> {
    set(q, a, keys::OWNER, id, Some(a.by_name(&text::clean_line(name))))
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
    let day = date(What::EarliestStart, day)?;
    let (id, named) = named(q, a, id)?;
    let due = a.get(&named.key(keys::DUE, &id)).and_then(|d| d.parse::<Date>().ok());
    if let Some((pin, due)) = plannable::too_late(day, due) {
        return Err(Refusal::Order { due: false, typed: pin, stands: due });
    }
    set(q, a, keys::PIN, &id, day.map(|d| d.to_string()))
}

/// Sets the due date of an action; `None` or empty text takes it away.
pub fn due(q: &Questionnaire, a: &Assessment, id: &str, day: Option<&str>) -> Result<Edit, Refusal> {
    let day = date(What::Due, day)?;
    let (id, named) = named(q, a, id)?;
    let pin = a.get(&named.key(keys::PIN, &id)).and_then(|d| d.parse::<Date>().ok());
    if let Some((pin, due)) = plannable::too_late(pin, day) {
        return Err(Refusal::Order { due: true, typed: due, stands: pin });
    }
    set(q, a, keys::DUE, &id, day.map(|d| d.to_string()))
}

fn date(what: What, day: Option<&str>) -> Result<Option<Date>, Refusal> {
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
        (Progress::Done, Some(day)) => Some(format!("{} {day}", progress.key())),
        _ => Some(progress.key().to_owned()),
    };
    set(q, a, keys::ACTION_STATUS, id, value)
}

/// Splits the action on a requirement into parts that follow each other.
pub fn split(
    q: &Questionnaire,
    a: &Assessment,
    new: &mut dyn FnMut() -> Rid,
    id: &str,
    parts: &[Part],
) -> Result<Edit, Refusal> {
    let (id, Named::Requirement) = named(q, a, id)? else {
        return Err(Refusal::NotToSplit { id: text::shown(id, 40) });
    };
    if !(2..=PARTS).contains(&parts.len()) {
        return Err(Refusal::Parts { n: parts.len(), most: PARTS });
    }
    free(a, &id)?;
    let whole = new();
    let fields = [("kind".to_owned(), "split".to_owned()), yes("of")(&id)];
    let mut sets = write::made(&ACTION, &whole, a.index().next_number(ACTION.key), fields)?;
    for (no, p) in (a.index().next_number(PART.key)..).zip(parts) {
        let (what, output) = (text::clean_line(&p.what), text::clean_line(&p.output));
        if what.is_empty() || !limits::is_effort(p.share) {
            return Err(Refusal::EmptyPart);
        }
        let fields = [
            ("what", what),
            ("output", output),
            ("action", whole.to_string()),
            ("share", p.share.to_string()),
        ];
        let fields = fields.map(|(f, v)| (f.to_owned(), v));
        sets.extend(write::made(&PART, &new(), no, fields)?);
    }
    shaped(q, a, &id, sets)
}

/// Makes one action of several gaps.
pub fn merge(
    q: &Questionnaire,
    a: &Assessment,
    id: &Rid,
    ids: &[&str],
    what: &str,
    output: &str,
) -> Result<Edit, Refusal> {
    let mut of: Vec<String> = Vec::new();
    for wanted in ids {
        let (wanted, Named::Requirement) = named(q, a, wanted).map_err(|r| r.of_field("of"))? else {
            return Err(Refusal::NotToMerge { id: text::shown(wanted, 40) });
        };
        free(a, &wanted)?;
        if !of.contains(&wanted) {
            of.push(wanted);
        }
    }
    let (what, output) = (text::clean_line(what), text::clean_line(output));
    let fields = [("kind", "merge".to_owned()), ("what", what), ("output", output)];
    let fields = fields.map(|(f, v)| (f.to_owned(), v)).into_iter().chain(of.iter().map(yes("of")));
    let at = of.first().map_or("", String::as_str);
    shaped(q, a, at, write::made(&ACTION, id, a.index().next_number(ACTION.key), fields)?)
}

/// Adds an action by hand, under this id.
pub fn add_action(q: &Questionnaire, a: &Assessment, id: &Rid, own: &Own) -> Result<Edit, Refusal> {
    let requirement = |field: &'static str, id: &String| match q.find(id) {
        Some(Target::Requirement(r)) => Ok(q.requirements[r].id.clone()),
        _ => Err(find::unknown(q, id).of_field(field)),
    };
    let (at, what) = (requirement("at", &own.at)?, text::clean_line(&own.what));
    let closes = own.closes.iter().map(|id| requirement("closes", id)).collect::<Result<Vec<_>, _>>()?;
    let after = own.after.iter().map(|x| match named(q, a, x).map_err(|r| r.of_field("after"))? {
        (id, Named::Requirement) => Ok(id),
        (_, Named::Shaped(_, _, record)) => Ok(record.to_string()),
    });
    let after = after.collect::<Result<Vec<_>, Refusal>>()?;
    let fields = [
        ("kind", "own".to_owned()),
        ("at", at.clone()),
        ("what", what),
        ("output", text::clean_line(&own.output)),
        ("hours", own.hours.to_string()),
    ];
    let fields = fields.map(|(f, v)| (f.to_owned(), v)).into_iter();
    let fields = fields.chain(closes.iter().map(yes("closes"))).chain(after.iter().map(yes("after")));
    shaped(q, a, &at, write::made(&ACTION, id, a.index().next_number(ACTION.key), fields)?)
}

/// Takes a split, a merge or an added action back, with what was said of its ids.
pub fn drop_action(q: &Questionnaire, a: &Assessment, id: &str) -> Result<Edit, Refusal> {
    let (mut id, is) = named(q, a, id)?;
    let s = match is {
        Named::Shaped(s, ..) => s,
        // The action was split: what is dropped is the split.
        Named::Requirement => {
            let split = |s: &Shaped| matches!(&s.shape, Shape::Split { of, .. } if *of == id);
            let Some(s) = action::shapes(a).into_iter().find(split) else {
                return Err(Refusal::RulesOwn { id: text::shown(&id, 40) });
            };
            id = s.ids().swap_remove(0);
            Box::new(s)
        }
    };
    let parts = s.records().into_iter().map(|(kind, id)| (kind.key_of(id, MADE), None));
    let sets = parts.chain([(ACTION.key_of(&s.id, MADE), None)]);
    let e = facts(a, ACTION.key, &id, sets);
    plannable::refuse(q, a, &e)?;
    Ok(e)
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
    let shapes = action::shapes(a);
    let mut used = Vec::new();
    for r in requirements {
        let id = &q.requirements[*r].id;
        let worse = score::requirement(q, trial, *r).low() < score::requirement(q, a, *r).low();
        let own = Voice::Requirement(id).key(keys::ACTION_STATUS);
        let mut keys = if worse || closed(*r) { vec![own] } else { Vec::new() };
        for s in &shapes {
            let over = match &s.shape {
                Shape::Split { of, .. } => of == id && (worse || closed(*r)),
                Shape::Merge { of, .. } => {
                    let all = || of.iter().filter_map(|x| q.requirement_index(x)).all(closed);
                    of.contains(id) && (worse || all())
                }
                Shape::Own(_) => false,
            };
            if over {
                keys.extend(
                    s.records().iter().map(|(kind, id)| Voice::Record(kind, id).key(keys::ACTION_STATUS)),
                );
            }
        }
        used.extend(
            keys.into_iter().filter(|k| a.get(k).is_some_and(|v| v.starts_with(Progress::Done.key()))),
        );
    }
    used.into_iter().map(|k| (k, None)).collect()
}

/// Refuses a requirement that is split or merged already.
fn free(a: &Assessment, id: &str) -> Result<(), Refusal> {
    plannable::taken(a, id, None).map_or(Ok(()), |taken| Err(Refusal::Taken(taken)))
}

/// The edit that adds a record of an action and its parts, unless actions would wait for each other in a
/// circle then.
fn shaped(q: &Questionnaire, a: &Assessment, at: &str, sets: Sets) -> Result<Edit, Refusal> {
    for (key, value) in &sets {
        let field = record_key(key).and_then(|k| ACTION.field(k.field)).map_or("", |f| f.key);
        too_long(field, value.as_deref().unwrap_or(""))?;
    }
    let e = facts(a, ACTION.key, at, sets);
    plannable::refuse(q, a, &e)?;
    Ok(e)
}

fn yes(field: &'static str) -> impl Fn(&String) -> (String, String) {
    move |member| (format!("{field}.{member}"), "yes".to_owned())
}

#[cfg(test)]
mod tests;
