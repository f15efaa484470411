//! What is told of one gap and of one action: label and text, in the order of what a reader wants to know first. The
//! window shows it beside the list, plain mode line by line.

use super::{Word, Words as _, advice, asked, day, figures, first, slack};
use crate::model::assessment::keys;
use crate::model::priority::{Gap, hours};
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::model::{Assessment, Questionnaire};
use crate::say;

/// What a line tells of a gap or an action, or what can be said of it there. Named here for all who show it; what a
/// line does where it is entered, the window decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The question it comes from.
    Question,
    /// What to do.
    Do,
    /// Why it stands where it stands.
    Why,
    /// What is there already.
    There,
    /// What must be done before a gap can be closed.
    First,
    /// What must be done before an action can begin.
    After,
    /// What it leaves behind.
    Leaves,
    /// When it is planned.
    Planned,
    /// When it is, with its hours.
    When,
    /// Who owns it.
    Owner,
    /// Who owns it, and how far it is.
    Who,
    /// How one sees that it is done.
    DoneWhen,
    /// The hours it takes.
    Hours,
    /// Its rank.
    Rank,
    /// The day before which it does not start.
    NotBefore,
    /// The day by which it is wanted.
    Due,
    /// How far it is.
    Progress,
    /// Parts of it.
    Split,
    /// Several gaps in one action.
    Join,
    /// A split, joined or own action taken back.
    TakeBack,
    /// The hours a week of the whole plan.
    Week,
    /// Records to start now.
    Records,
}

impl Word for About {
    fn word(&self) -> &'static str {
        match self {
            Self::Question => say!("Question"),
            Self::Do => say!("Do"),
            Self::Why => say!("Why here"),
            Self::There => say!("There"),
            Self::First => say!("First"),
            Self::After => say!("After"),
            Self::Leaves => say!("Leaves"),
            Self::Planned => say!("Planned"),
            Self::When => say!("When"),
            Self::Owner => say!("Owner"),
            Self::Who => say!("Who"),
            Self::DoneWhen => say!("Done when"),
            Self::Hours => say!("Hours"),
            Self::Rank => say!("Rank"),
            Self::NotBefore => say!("Not before"),
            Self::Due => say!("Due"),
            Self::Progress => say!("Progress"),
            Self::Split => say!("Split"),
            Self::Join => say!("Join"),
            Self::TakeBack => say!("Take back"),
            Self::Week => say!("Hours a week"),
            Self::Records => say!("Records"),
        }
    }
}

/// What a line is about and what it says; empty where there is nothing to say.
pub type Fact = (About, String);

/// A label of any page, and what stands behind it; empty where there is nothing.
pub type Labelled = (&'static str, String);

/// The facts with their names, as they stand beside each other.
pub fn named(facts: Vec<Fact>) -> Vec<Labelled> {
    facts.into_iter().map(|(about, words)| (about.word(), words)).collect()
}

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
    let last = closing(map, g.requirement);
    let planned = last.zip(map.span(g.requirement)).map(|(i, (start, end))| {
        let (days, slack) = (day::span(start, end), slack(i));
        format!("{days}, {slack}")
    });
    vec![
        (About::Do, g.action(q, a).to_owned()),
        (About::Why, figures::why_here(&g.reason(q, a))),
        (About::There, advice::at_hand(q, a, &[g.requirement]).join("; ")),
        (About::First, first_by_name(map, &g.first, g.first_hours)),
        (About::Leaves, g.outputs(q).join("; ")),
        (About::Planned, planned.unwrap_or_default()),
        (About::Owner, owner(q, a, &[g.requirement], a.at(keys::OWNER, id).unwrap_or_default())),
        (About::DoneWhen, last.map(|i| i.done_when.words()).unwrap_or_default()),
    ]
}

/// What is told of an action.
pub fn of_action(q: &Questionnaire, a: &Assessment, map: &Roadmap, i: &RoadmapItem) -> Vec<Fact> {
    let mut when = vec![day::span(i.start, i.end), hours(i.effort_hours), slack(i)];
    when.extend(i.pinned.map(|day| say!("not before {day}", day)));
    when.extend(i.due.map(|day| say!("due {day}", day)));
    let who = format!("{}, {}", owner(q, a, &i.closes, &i.owner), i.progress.word());
    vec![
        (About::When, when.join(", ")),
        (About::Who, who),
        (About::Do, Some(asked::to_do(q, a, i)).filter(|what| *what != i.name).unwrap_or_default()),
        (About::After, first_by_name(map, &i.first, i.first_hours)),
        (About::Leaves, i.output.clone()),
        (About::There, advice::at_hand(q, a, &i.closes).join("; ")),
        (About::DoneWhen, i.done_when.words()),
    ]
}

/// The action that closes a gap: of several parts the last one.
pub fn closing(map: &Roadmap, requirement: usize) -> Option<&RoadmapItem> {
    map.items.iter().filter(|i| i.closes.contains(&requirement)).max_by_key(|i| i.end)
}

/// What can be said of a gap beside what is told of it, each with what it is now.
pub fn gap_to_say(of: usize, g: &Gap) -> Vec<Fact> {
    let rank = g.rank;
    let ranked = match &g.overridden {
        Some((_, why)) => say!("{rank} of {of}, by hand: {why}", rank, of, why),
        None => say!("{rank} of {of}, by the rule", rank, of),
    };
    let all = hours(g.effort_hours);
    let all = if g.effort_set { say!("{hours}, by hand", hours = all) } else { all };
    vec![(About::Hours, all), (About::Rank, ranked)]
}

/// What can be said of an action beside what is told of it, each with what it is now.
pub fn action_to_say(i: &RoadmapItem) -> Vec<Fact> {
    let none = say!("no day");
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| none.to_owned(), |day| day.to_string());
    vec![
        (About::Progress, i.progress.word().to_owned()),
        (About::NotBefore, day(i.pinned)),
        (About::Due, day(i.due)),
        (About::Split, say!("into parts that follow each other").to_owned()),
        (About::Join, say!("with other gaps in one action").to_owned()),
    ]
}

/// What can be said of the whole plan, with what it is now.
pub fn plan_to_say(map: &Roadmap) -> Vec<Fact> {
    let n = map.start_now.len();
    vec![(About::Week, hours(map.input.hours_per_week)), (About::Records, say!("{n} to start now", n))]
}
