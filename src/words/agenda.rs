//! What is said of the agenda of a session: its items, minutes planned against used, and what came of beginning or leaving one.

use super::{Word, Words, joined};
use crate::model::agenda::{Agenda, Item, Left, Now, State, Told};
use crate::model::record::{PERSON, read, value};
use crate::model::{Assessment, Questionnaire};
use crate::say;

impl Word for State {
    fn word(&self) -> &'static str {
        match self {
            Self::Planned => say!("planned"),
            Self::Running => say!("running"),
            Self::Paused => say!("paused"),
            Self::Done => say!("done"),
        }
    }
}

impl Words for Told {
    fn words(&self) -> String {
        match self {
            Self::Began { what, minutes, used, open } => joined([
                match (minutes, used) {
                    (0, _) => say!("{what} begins.", what),
                    (_, 0) => say!("{what} begins: {minutes|minute|minutes}.", what, minutes),
                    _ => {
                        say!("{what} goes on: {used} of {minutes|minute|minutes} used.", what, used, minutes)
                    }
                },
                if *open == 0 {
                    String::new()
                } else {
                    say!("{open|requirement is|requirements are} open.", open)
                },
            ]),
            Self::Left { what, over, used, minutes } => {
                let used = of_planned(*used, *minutes);
                if *over {
                    say!("{what} is over: {used}.", what, used)
                } else {
                    say!("{what} is paused: {used}.", what, used)
                }
            }
            Self::NothingRuns => say!("No item of the agenda runs, and none is paused.").to_owned(),
            Self::NothingLeft => say!("Every item of the agenda is over.").to_owned(),
            Self::Empty => empty().to_owned(),
        }
    }
}

/// Signs of the name of an item in the corner of a screen.
const SHORT: usize = 16;

/// What is said where there is no agenda.
pub fn empty() -> &'static str {
    say!(
        "There is no agenda yet. An item is one line: what it asks about, its name, its minutes, who is needed, for example 4 Context 20 min Jo, Mara."
    )
}

/// Minutes used of those planned.
pub fn of_planned(used: u64, minutes: u32) -> String {
    if minutes == 0 { say!("{used} min", used) } else { say!("{used} of {minutes} min", used, minutes) }
}

/// Who is needed for an item.
pub fn people(a: &Assessment, item: &Item) -> String {
    let called = |id| value::called(&read::at(a, &PERSON, id));
    item.people.iter().map(called).collect::<Vec<_>>().join(", ")
}

/// How far an item is, with what of it is open.
pub fn state(item: &Item) -> String {
    match (item.state, item.open.len()) {
        (State::Planned, 0) if item.is_over() => say!("answered").to_owned(),
        (state, 0) => state.word().to_owned(),
        (state, open) => say!("{state}, {open} open", state = state.word(), open),
    }
}

/// An item in a line: number, what it asks about, its name, minutes, who is needed, how far it is.
pub fn line(a: &Assessment, agenda: &Agenda, n: usize, now: Option<Now>) -> String {
    let Some(item) = agenda.items.get(n) else { return String::new() };
    let parts =
        [item.at.join(", "), of_planned(agenda.used(n, now), item.minutes), people(a, item), state(item)];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    format!("{} {}: {}", item.no, item.what, parts.join("; "))
}

/// Where the room is, in the corner of a screen.
pub fn in_short(agenda: &Agenda, now: Now) -> String {
    let Some(item) = agenda.items.get(now.item) else { return String::new() };
    let what = crate::model::text::shown(&item.what, SHORT);
    format!("{what}: {}", of_planned(now.used(), item.minutes))
}

/// What was planned and used, in a sentence.
fn planned_and_used(agenda: &Agenda, now: Option<Now>) -> String {
    let (planned, used) = (agenda.planned(), agenda.used_in_all(now));
    say!(
        "{n|item|items}, {planned|minute|minutes} planned, {used} used.",
        n = agenda.items.len(),
        planned,
        used
    )
}

/// The same after it, with how many items did not come to their end.
pub fn in_all(agenda: &Agenda) -> String {
    let left = agenda.left(None, None).items;
    let left = if left == 0 {
        say!("Every item is over.").to_owned()
    } else {
        say!("{left|item|items} not over.", left)
    };
    joined([planned_and_used(agenda, None), left])
}

/// The whole in a sentence: what was planned and used, and what is left.
pub fn head(agenda: &Agenda, now: Option<Now>) -> String {
    joined([
        planned_and_used(agenda, now),
        match agenda.left(None, now) {
            Left { items: 0, .. } => say!("Every item is over.").to_owned(),
            left => format!("{}.", left_for(left)),
        },
    ])
}

/// What is left, and for how many minutes; without its stop.
fn left_for(left: Left) -> String {
    let Left { items, plan, time } = left;
    match u64::try_from(time) {
        Ok(0) | Err(_) => say!(
            "{items|item|items} and {plan|minute|minutes} of plan are left, and no minute of the plan for them",
            items,
            plan
        ),
        Ok(time) => say!(
            "{items|item|items} and {plan|minute|minutes} of plan are left for {time|minute|minutes}",
            items,
            plan,
            time
        ),
    }
}

/// That an item has used more than was planned for it, and what waits; empty where it has not.
pub fn late(agenda: &Agenda, n: usize, now: Option<Now>) -> String {
    let Some(item) = agenda.items.get(n).filter(|_| agenda.is_late(n, now)) else { return String::new() };
    let (what, minutes, used) = (item.what.as_str(), item.minutes, agenda.used(n, now));
    match agenda.left(Some(n), now) {
        Left { items: 0, .. } => say!(
            "{what} has used {used} of {minutes|minute|minutes}; nothing else is left of the agenda.",
            what,
            used,
            minutes
        ),
        left => say!(
            "{what} has used {used} of {minutes|minute|minutes}; {left}.",
            what,
            used,
            minutes,
            left = left_for(left)
        ),
    }
}

/// The agenda in lines: the whole, each item, and which one is late.
pub fn lines(a: &Assessment, agenda: &Agenda, now: Option<Now>) -> Vec<String> {
    if agenda.items.is_empty() {
        return vec![empty().to_owned()];
    }
    let mut lines = vec![head(agenda, now)];
    lines.extend((0..agenda.items.len()).map(|n| line(a, agenda, n, now)));
    let runs = now.map(|now| now.item).or_else(|| agenda.runs());
    lines.extend(runs.map(|n| late(agenda, n, now)).filter(|words| !words.is_empty()));
    lines
}

/// Where the items of an agenda ask, as it is listed: ids with the titles they have.
pub fn asks(q: &Questionnaire, item: &Item) -> String {
    let named = |id: &String| q.find(id).map_or_else(|| id.clone(), |at| super::audit_page::place(q, at));
    item.at.iter().map(named).collect::<Vec<_>>().join("; ")
}
