//! The agenda of a session: its items in their order, the minutes planned for each and the minutes used.
//!
//! **What was used** follows from the history alone. The time between two changes in the file counts to one item: to the one
//! that asks about what the second change was made at, else to the one that ran. While an item runs, an hour without any
//! change was a pause; while none runs, [`PAUSE`] was. A pause counts nowhere. So a window that dies takes no minute with
//! it, two windows on one file never count twice, and a night between two days is nobody's time. Items overlap: of several
//! that ask about a requirement the one that runs is meant, else the first. While an item runs, nothing counts to one nobody has
//! begun, and nothing counts to an item from before it stood on the agenda.

mod line;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::assessment::Assessment;
use super::change::{Edit, facts};
use super::pace::PAUSE;
use super::questionnaire::{Questionnaire, Target};
use super::record::{AGENDA, MADE, Rec, Rid, read};

pub use line::{Typed, read as read_line};

/// Seconds without a change after which a room is no more at an item that somebody began.
const LONG_PAUSE: i64 = 60 * 60;

/// The field that says how far an item is.
const STATE: &str = "state";

/// How far an item is, as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has not begun.
    Planned,
    /// The room is at it.
    Running,
    /// It was left before its end.
    Paused,
    /// It is over.
    Done,
}

impl State {
    fn of(rec: &Rec<'_>) -> Self {
        match rec.get(STATE) {
            "running" => Self::Running,
            "paused" => Self::Paused,
            "done" => Self::Done,
            _ => Self::Planned,
        }
    }

    /// As it is stored; nothing while it has not begun.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planned => "",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
        }
    }
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: String,
    /// What it is about.
    pub what: String,
    /// The ids it asks about, as they stand there.
    pub at: Vec<String>,
    /// The requirements below them, in the order of the questionnaire.
    pub requirements: Vec<usize>,
    /// Those of them nobody assessed yet.
    pub open: Vec<usize>,
    /// Minutes planned; 0 where nobody said.
    pub minutes: u32,
    /// Who has to be there.
    pub people: Vec<Rid>,
    /// What is there at its end; may be empty.
    pub purpose: String,
    /// How far it is.
    pub state: State,
    /// Seconds used up to the last change.
    pub seconds: u64,
}

impl Item {
    /// Whether nothing of it is left: somebody said so, or all it asks about is assessed.
    pub const fn is_over(&self) -> bool {
        matches!(self.state, State::Done) || (!self.requirements.is_empty() && self.open.is_empty())
    }

    /// Where one goes on in it: the first requirement that is open, else the first; none where it asks nothing.
    pub fn first(&self) -> Option<usize> {
        self.open.first().or(self.requirements.first()).copied()
    }

    /// Whole minutes used up to the last change.
    pub const fn used(&self) -> u64 {
        self.seconds / 60
    }
}

/// What was done at one moment of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// In seconds, on any clock.
    pub second: i64,
    /// The requirement it was done at; none for anything else.
    pub requirement: Option<usize>,
    /// Items that began to run with it, and items that no longer did.
    pub turns: Vec<(Rid, bool)>,
    /// Items that were put on the agenda with it.
    pub made: Vec<Rid>,
}

/// Where the room is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The item, by its place.
    pub item: usize,
    /// Seconds it has used, those since the last change too.
    pub seconds: u64,
}

impl Now {
    /// Whole minutes it has used.
    pub const fn used(self) -> u64 {
        self.seconds / 60
    }
}

/// What is left beside an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Items that are not over.
    pub items: usize,
    /// Minutes of their plan that are not used yet.
    pub plan: u64,
    /// Minutes there are for them: the whole plan without what all items used. Below zero where more was used.
    pub time: i64,
}

/// The agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Its items, in their order.
    pub items: Vec<Item>,
    last: Option<i64>,
}

impl Agenda {
    /// The agenda of an assessment with what was used, by the moments of its history, oldest first. `is_open` says of a
    /// requirement whether it is not assessed yet.
    pub fn of(
        q: &Questionnaire,
        a: &Assessment,
        is_open: impl Fn(usize) -> bool,
        moments: &[Moment],
    ) -> Self {
        let mut items: Vec<(u32, Item)> =
            read::all(a, &AGENDA).iter().map(|rec| item(q, rec, &is_open)).collect();
        items.sort_by_key(|(order, _)| *order);
        let mut agenda = Self { items: items.into_iter().map(|(_, item)| item).collect(), last: None };
        let mut runs = None;
        // What was done before an item was on the agenda, or while another ran and nobody had begun it, is none of its time.
        let mut to_come: BTreeSet<&Rid> = moments.iter().flat_map(|m| &m.made).collect();
        let mut begun: BTreeSet<usize> = BTreeSet::new();
        for m in moments {
            let counts =
                |n: &usize, item: &Item| !to_come.contains(&item.id) && (runs.is_none() || begun.contains(n));
            let at = m.requirement.and_then(|r| agenda.asks(r, runs, counts));
            if let Some(item) = at.or(runs).and_then(|n| agenda.items.get_mut(n)) {
                item.seconds += agenda.last.map_or(0, |last| worked(m.second - last, runs.is_some()));
            }
            m.made.iter().for_each(|id| _ = to_come.remove(id));
            for (id, on) in &m.turns {
                let item = agenda.place(id);
                if *on {
                    begun.extend(item);
                    runs = item.or(runs);
                } else if item.is_some() && item == runs {
                    runs = None;
                }
            }
            agenda.last = Some(m.second);
        }
        agenda
    }

    /// The place of an item.
    pub fn place(&self, id: &Rid) -> Option<usize> {
        self.items.iter().position(|i| i.id == *id)
    }

    /// The item that runs.
    pub fn runs(&self) -> Option<usize> {
        self.items.iter().position(|i| i.state == State::Running)
    }

    /// The item that asks about a requirement, while this one runs, of those that count.
    fn asks(
        &self,
        requirement: usize,
        runs: Option<usize>,
        counts: impl Fn(&usize, &Item) -> bool,
    ) -> Option<usize> {
        let has = |n: &usize| {
            self.items.get(*n).is_some_and(|i| counts(n, i) && i.requirements.contains(&requirement))
        };
        runs.filter(has).or_else(|| (0..self.items.len()).find(has))
    }

    /// Where the room is at this second; none while no item runs.
    pub fn now(&self, second: i64) -> Option<Now> {
        let item = self.runs()?;
        let since = self.last.map_or(0, |last| worked(second - last, true));
        Some(Now { item, seconds: self.items.get(item)?.seconds + since })
    }

    /// Minutes planned for all of it.
    pub fn planned(&self) -> u64 {
        self.items.iter().map(|i| u64::from(i.minutes)).sum()
    }

    /// Whole minutes an item has used, those since the last change too where the room is at it.
    pub fn used(&self, item: usize, now: Option<Now>) -> u64 {
        match now {
            Some(now) if now.item == item => now.used(),
            _ => self.items.get(item).map_or(0, Item::used),
        }
    }

    /// Minutes all items have used.
    pub fn used_in_all(&self, now: Option<Now>) -> u64 {
        (0..self.items.len()).map(|n| self.used(n, now)).sum()
    }

    /// What is left beside this item, or at all.
    pub fn left(&self, beside: Option<usize>, now: Option<Now>) -> Left {
        let open = |n: &usize| Some(*n) != beside && self.items.get(*n).is_some_and(|i| !i.is_over());
        let open: Vec<usize> = (0..self.items.len()).filter(open).collect();
        let minutes = |n: usize| self.items.get(n).map_or(0, |i| u64::from(i.minutes));
        let plan = open.iter().map(|n| minutes(*n).saturating_sub(self.used(*n, now))).sum();
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        Left { items: open.len(), plan, time: whole(self.planned()) - whole(self.used_in_all(now)) }
    }

    /// Whether an item has used more than was planned for it, be it by a second.
    pub fn is_late(&self, item: usize, now: Option<Now>) -> bool {
        let Some(i) = self.items.get(item).filter(|i| i.minutes > 0) else { return false };
        let seconds = now.filter(|now| now.item == item).map_or(i.seconds, |now| now.seconds);
        seconds > u64::from(i.minutes) * 60
    }

    /// The item that comes next: the first behind the one that runs that is not over, else the first at all.
    pub fn next(&self) -> Option<usize> {
        let runs = self.runs();
        // What stands on the agenda is talked about, also where all of it was answered before.
        let open = |n: &usize| Some(*n) != runs && self.items.get(*n).is_some_and(|i| i.state != State::Done);
        let behind = runs.map_or(0, |n| n + 1);
        (behind..self.items.len()).chain(0..behind.min(self.items.len())).find(open)
    }

    /// The change by which an item begins; the one that ran is over, or else paused until somebody returns to it.
    pub fn begin(&self, a: &Assessment, item: usize, over: bool) -> Edit {
        let left = self.runs().filter(|n| *n != item).and_then(|n| self.items.get(n));
        let ended = |i: &Item| if over || i.is_over() { State::Done } else { State::Paused };
        let left = left.map(|i| (i, ended(i)));
        Self::turned(a, left.into_iter().chain(self.items.get(item).map(|i| (i, State::Running))))
    }

    /// The change by which an item is so far.
    pub fn set(&self, a: &Assessment, item: usize, to: State) -> Edit {
        Self::turned(a, self.items.get(item).map(|i| (i, to)))
    }

    fn turned<'i>(a: &Assessment, to: impl IntoIterator<Item = (&'i Item, State)>) -> Edit {
        let sets = to.into_iter().map(|(i, to)| (AGENDA.key_of(&i.id, STATE), Some(to.key().to_owned())));
        facts(a, AGENDA.key, "", sets)
    }
}

/// Seconds of work between two changes; none where it was a pause, or where a clock was set back.
fn worked(seconds: i64, runs: bool) -> u64 {
    let pause = if runs { LONG_PAUSE } else { PAUSE };
    u64::try_from(seconds).ok().filter(|_| seconds < pause).unwrap_or(0)
}

/// Its place in the order, and the item.
fn item(q: &Questionnaire, rec: &Rec<'_>, is_open: &impl Fn(usize) -> bool) -> (u32, Item) {
    let at: Vec<String> = rec.members("at").into_iter().map(|(id, _)| id.to_owned()).collect();
    let mut requirements: Vec<usize> = at
        .iter()
        .filter_map(|id| q.find(id))
        .flat_map(|t| match t {
            Target::Heading(h) => q.below(h),
            other => q.requirement_of(other).into_iter().collect(),
        })
        .collect();
    requirements.sort_unstable();
    requirements.dedup();
    let order = rec.get("order").parse().unwrap_or_else(|_| rec.no());
    let item = Item {
        id: rec.id.clone(),
        no: rec.shown_no(),
        what: rec.name().to_owned(),
        at,
        open: requirements.iter().copied().filter(|r| is_open(*r)).collect(),
        requirements,
        minutes: rec.get("minutes").parse().unwrap_or_default(),
        people: rec.members("people").into_iter().filter_map(|(id, _)| Rid::parse(id)).collect(),
        purpose: rec.get("purpose").to_owned(),
        state: State::of(rec),
        seconds: 0,
    };
    (order, item)
}

/// Which items an event put on the agenda, by its changes.
pub fn made<'c>(changes: impl IntoIterator<Item = &'c super::Change>) -> Vec<Rid> {
    let made = |c: &super::Change| {
        let key = super::record::record_key(&c.key).filter(|k| k.kind == AGENDA.key && k.field == MADE)?;
        Rid::parse(key.id).filter(|_| c.was.is_none() && c.now.is_some())
    };
    changes.into_iter().filter_map(made).collect()
}

/// Which items an event turned on or off, by its changes.
pub fn turns<'c>(changes: impl IntoIterator<Item = &'c super::Change>) -> Vec<(Rid, bool)> {
    let turn = |c: &super::Change| {
        let key = super::record::record_key(&c.key).filter(|k| k.kind == AGENDA.key && k.field == STATE)?;
        let runs = |state: &Option<String>| state.as_deref() == Some(State::Running.key());
        Rid::parse(key.id).filter(|_| runs(&c.was) != runs(&c.now)).map(|id| (id, runs(&c.now)))
    };
    let mut turns: Vec<(Rid, bool)> = changes.into_iter().filter_map(turn).collect();
    // What ends does so before what begins.
    turns.sort_by_key(|(_, on)| *on);
    turns
}

/// What came of something done with the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// An item began.
    Began {
        /// What it is about.
        what: String,
        /// Minutes planned.
        minutes: u32,
        /// Minutes used before.
        used: u64,
        /// Requirements of it that are open.
        open: usize,
    },
    /// An item is paused or over.
    Left {
        /// What it is about.
        what: String,
        /// Whether it is over.
        over: bool,
        /// Minutes used.
        used: u64,
        /// Minutes planned.
        minutes: u32,
    },
    /// No item runs.
    NothingRuns,
    /// No item is left.
    NothingLeft,
    /// There is no agenda yet.
    Empty,
}
