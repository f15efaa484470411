//! Planning a second time: day by day, one thing after the other, and every promise looked up.

use std::collections::BTreeMap;

use clausewise::model::schedule::{Span, Task};

use super::case::Dice;

/// Random tasks in which each waits only for earlier ones, and a capacity in minutes a day.
pub(crate) fn tasks(seed: u64) -> (Vec<Task>, u64) {
    let dice = &mut Dice(seed);
    let n = 1 + dice.below(10);
    let mut ranks: Vec<usize> = (1..=n).collect();
    for i in (1..n).rev() {
        ranks.swap(i, dice.below(i + 1));
    }
    let tasks = (0..n)
        .map(|t| Task {
            minutes: dice.pick(&[0, 1, 30, 60, 240, 600, 2400]),
            after: (0..t)
                .filter(|_| dice.chance(25))
                .collect::<Vec<_>>()
                .into_iter()
                .map(|b| (b, dice.pick(&[0, 0, 0, 5, 40])))
                .collect(),
            earliest: if dice.chance(20) { dice.below(30) as u32 } else { 0 },
            wave: dice.pick(&[1, 2, 3]),
            rank: ranks[t],
            tail: dice.pick(&[0, 0, 0, 20]),
        })
        .collect();
    (tasks, dice.pick(&[30, 72, 144, 480, 2400]))
}

/// Whether each task can do its work inside its span when a day has `capacity` minutes for all of
/// them: every day the work that must end soonest goes first, which finds a way if there is one.
pub(crate) fn fits(tasks: &[Task], spans: &[Span], capacity: u64) -> bool {
    let mut left: Vec<u64> = tasks.iter().map(|t| t.minutes.max(1)).collect();
    let last = spans.iter().map(|s| s.end).max().unwrap_or(0);
    for day in 0..=last {
        let mut today = capacity;
        let mut ready: Vec<usize> =
            (0..tasks.len()).filter(|t| spans[*t].start <= day && left[*t] > 0).collect();
        ready.sort_by_key(|t| spans[*t].end);
        for t in ready {
            let done = left[t].min(today);
            left[t] -= done;
            today -= done;
            if left[t] > 0 && spans[t].end <= day {
                return false;
            }
        }
    }
    left.iter().all(|l| *l == 0)
}

/// Working days from the start of a task to the finish if nothing but the order and the lags held anything up.
fn remaining(tasks: &[Task], t: usize, capacity: u64) -> u64 {
    let behind = (0..tasks.len()).flat_map(|x| {
        let lags = tasks[x].after.iter().filter(move |(b, _)| *b == t).map(|(_, lag)| *lag);
        lags.map(move |lag| u64::from(lag) + remaining(tasks, x, capacity))
    });
    let own = tasks[t].minutes.max(1).div_ceil(capacity);
    own + behind.max().unwrap_or(0).max(u64::from(tasks[t].tail))
}

/// The order of section 7: of what may be placed the earliest wave, in it the longest remaining path, then the rank.
pub(crate) fn order(tasks: &[Task], capacity: u64) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < tasks.len() {
        let may = |t: &usize| !order.contains(t) && tasks[*t].after.iter().all(|(b, _)| order.contains(b));
        let first = (0..tasks.len())
            .filter(may)
            .min_by_key(|t| (tasks[*t].wave, u64::MAX - remaining(tasks, *t, capacity), tasks[*t].rank));
        order.push(first.unwrap());
    }
    order
}

/// One task after the other in this order, each on the first days that have something left and leave no long break in it; no task before
/// its day in `from`.
pub(crate) fn one_by_one(tasks: &[Task], order: &[usize], from: &[u32], capacity: u64) -> Vec<Span> {
    let mut used: BTreeMap<u32, u64> = BTreeMap::new();
    let mut spans = vec![Span::default(); tasks.len()];
    for t in order {
        let after = tasks[*t].after.iter().map(|(b, lag)| spans[*b].end + 1 + lag).max().unwrap_or(0);
        let minutes = tasks[*t].minutes.max(1);
        let left = |day: u32| capacity - used.get(&day).copied().unwrap_or_default();
        // Minute by minute on the days that have one left; begun anew after a break longer than what was done before it.
        let mut days: Vec<u32> = Vec::new();
        for day in after.max(from[*t]).. {
            if left(day) == 0 {
                continue;
            }
            if days.last().is_some_and(|last| (day - last - 1) as usize > days.len()) {
                days.clear();
            }
            days.push(day);
            if days.iter().map(|d| left(*d)).sum::<u64>() >= minutes {
                break;
            }
        }
        let mut need = minutes;
        for day in &days {
            let today = used.entry(*day).or_default();
            let take = need.min(capacity - *today);
            *today += take;
            need -= take;
        }
        spans[*t] = Span { start: days[0], end: *days.last().unwrap() };
    }
    spans
}

/// When everything is over: the last day of each task, and what must pass after it.
pub(crate) fn over(tasks: &[Task], spans: &[Span]) -> u32 {
    tasks.iter().zip(spans).map(|(t, s)| s.end + t.tail).max().unwrap_or(0)
}

/// First days when nothing but the order and the lags holds a task up, and each takes one day.
pub(crate) fn without_limit(tasks: &[Task]) -> Vec<u32> {
    let mut start: Vec<u32> = Vec::new();
    for t in tasks {
        let after = t.after.iter().map(|(b, lag)| start[*b] + 1 + lag).max().unwrap_or(0);
        start.push(after.max(t.earliest));
    }
    start
}
