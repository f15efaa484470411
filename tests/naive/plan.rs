//! Planning a second time: day by day, one thing after the other, and every promise looked up.

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
            rank: ranks[t],
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

/// Last day when the tasks are done strictly one after the other, each on days of its own, by rank
/// among those that may start.
pub(crate) fn one_by_one(tasks: &[Task], capacity: u64) -> u32 {
    let mut end: Vec<Option<u32>> = vec![None; tasks.len()];
    let mut next_day = 0;
    while let Some(t) = (0..tasks.len())
        .filter(|t| end[*t].is_none() && tasks[*t].after.iter().all(|(b, _)| end[*b].is_some()))
        .min_by_key(|t| tasks[*t].rank)
    {
        let free = tasks[t].after.iter().map(|(b, lag)| end[*b].unwrap() + 1 + lag).max().unwrap_or(0);
        let start = free.max(next_day).max(tasks[t].earliest);
        let days = tasks[t].minutes.max(1).div_ceil(capacity) as u32;
        end[t] = Some(start + days - 1);
        next_day = start + days;
    }
    end.into_iter().flatten().max().unwrap_or(0)
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
