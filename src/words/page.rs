//! What is told of one gap and of one action: label and text, in the order of what a reader wants to know first. The
//! window shows it beside the list, plain mode line by line.

use super::{Word as _, Words as _, advice, asked, day, first, slack};
use crate::model::assessment::keys;
use crate::model::priority::{Gap, hours};
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::model::{Assessment, Questionnaire};
use crate::say;

/// A label and what it says; empty where there is nothing to say.
pub type Fact = (&'static str, String);

/// Who owns the work on a requirement; that nobody does, where nobody was named.
fn owner(q: &Questionnaire, a: &Assessment, requirements: &[usize], named: &str) -> String {
    let owner = asked::owner(q, a, requirements, named);
    if owner.is_empty() { say!("no owner").to_owned() } else { owner.to_owned() }
}

/// What must be done first with its hours, and the name of the action that begins it.
fn first_by_name(map: &Roadmap, all: &[String], in_all: f64) -> String {
    let said = first(all, in_all);
    match map.items.iter().find(|i| all.contains(&i.id)) {
        Some(begins) => say!("{said}; begins with {name}", said, name = begins.name),
        None => said,
    }
}

/// What is told of a gap.
pub fn of_gap(q: &Questionnaire, a: &Assessment, map: &Roadmap, g: &Gap) -> Vec<Fact> {
    let id = &q.requirements[g.requirement].id;
    // Of several actions the one that closes the gap.
    let last = map.items.iter().filter(|i| i.closes.contains(&g.requirement)).max_by_key(|i| i.end);
    let planned = last.zip(map.span(g.requirement)).map(|(i, (start, end))| {
        let (days, slack) = (day::span(start, end), slack(i));
        format!("{days}, {slack}")
    });
    vec![
        (say!("Do"), g.action(q, a).to_owned()),
        (say!("Why here"), g.reason(q, a).words()),
        (say!("There"), advice::at_hand(q, a, &[g.requirement]).join("; ")),
        (say!("First"), first_by_name(map, &g.first, g.first_hours)),
        (say!("Leaves"), g.outputs(q).join("; ")),
        (say!("Planned"), planned.unwrap_or_default()),
        (say!("Owner"), owner(q, a, &[g.requirement], a.at(keys::OWNER, id).unwrap_or_default())),
        (say!("Done when"), last.map(|i| i.done_when.words()).unwrap_or_default()),
    ]
}

/// What is told of an action.
pub fn of_action(q: &Questionnaire, a: &Assessment, map: &Roadmap, i: &RoadmapItem) -> Vec<Fact> {
    let mut when = vec![day::span(i.start, i.end), hours(i.effort_hours), slack(i)];
    when.extend(i.pinned.map(|day| say!("not before {day}", day)));
    when.extend(i.due.map(|day| say!("due {day}", day)));
    let who = format!("{}, {}", owner(q, a, &i.closes, &i.owner), i.progress.word());
    vec![
        (say!("When"), when.join(", ")),
        (say!("Who"), who),
        (say!("Do"), Some(asked::to_do(q, a, i)).filter(|what| *what != i.name).unwrap_or_default()),
        (say!("After"), first_by_name(map, &i.first, i.first_hours)),
        (say!("Leaves"), i.output.clone()),
        (say!("There"), advice::at_hand(q, a, &i.closes).join("; ")),
        (say!("Done when"), i.done_when.words()),
    ]
}
