//! Schedules against the second writing: the same days, the same critical tasks, and no harm from less work.

use clausewise::model::schedule::{self, Task};

use crate::naive;
use crate::naive::case::Dice;

/// What must hold of every schedule, and the same schedule found a second time.
pub(crate) fn hold(tasks: &[Task], capacity: u64) {
    let plan = schedule::schedule(tasks, capacity);
    assert!(plan.circular.is_empty());
    for (t, task) in tasks.iter().enumerate() {
        assert!(plan.spans[t].start >= task.earliest);
        for (b, lag) in &task.after {
            assert!(plan.spans[t].start > plan.spans[*b].end + lag);
        }
    }
    assert!(naive::plan::fits(tasks, &plan.spans, capacity));
    // The method names one order; written a second time it gives the same days.
    let order = naive::plan::order(tasks, capacity);
    let from: Vec<u32> = tasks.iter().map(|t| t.earliest).collect();
    assert_eq!(plan.spans, naive::plan::one_by_one(tasks, &order, &from, capacity));
    let finish = plan.finish.unwrap();
    assert_eq!(finish, naive::plan::over(tasks, &plan.spans));

    // With limited capacity a smaller set of tasks may end later, but never later than one after the other, with all
    // that holds each of them up.
    let in_a_row: u64 = tasks.iter().map(|t| t.minutes.max(1).div_ceil(capacity) + 1).sum();
    let held = |t: &Task| t.earliest + t.tail + t.after.iter().map(|(_, lag)| *lag).max().unwrap_or(0);
    assert!(u64::from(finish) <= in_a_row + tasks.iter().map(|t| u64::from(held(t))).sum::<u64>());
    let starts = naive::plan::without_limit(tasks);
    assert!(plan.chain_end <= plan.finish);

    // Critical is what moves the finish when it starts a working day later, order kept and the rest replanned; what
    // is not has the slack it says.
    let slack = schedule::slack(tasks, &plan, capacity);
    for (t, days) in slack.iter().enumerate() {
        let over = |days: u32| {
            let mut from = from.clone();
            from[t] = plan.spans[t].start + days;
            naive::plan::over(tasks, &naive::plan::one_by_one(tasks, &order, &from, capacity))
        };
        assert_eq!(*days == 0, over(1) > finish, "{t}");
        assert!(*days == 0 || over(*days) <= finish, "{t}");
    }

    let plan = schedule::schedule(tasks, u64::from(u32::MAX));
    assert_eq!(plan.spans.iter().map(|s| s.start).collect::<Vec<_>>(), starts);
    // Without a limit the longest chain is the plan, and slack goes so far and no day further.
    assert_eq!(plan.chain_end, plan.finish);
    let slack = schedule::slack(tasks, &plan, u64::from(u32::MAX));
    for t in 0..tasks.len() {
        let moved = |days: u32| {
            let mut later = tasks.to_vec();
            later[t].earliest = plan.spans[t].start + days;
            schedule::schedule(&later, u64::from(u32::MAX)).finish
        };
        assert_eq!(moved(slack[t]), plan.finish);
        assert!(moved(slack[t] + 1) > plan.finish);
    }
}

/// Some tasks get shorter, as when levels rise. Returns whether a fresh plan ends later than before,
/// which limited capacity makes possible; keeping the earlier order never does.
pub(crate) fn less_work(seed: u64) -> bool {
    let (tasks, capacity) = naive::plan::tasks(seed);
    let before = schedule::schedule(&tasks, capacity);
    let dice = &mut Dice(seed ^ 7);
    let mut less = tasks.clone();
    for t in &mut less {
        if dice.chance(40) {
            t.minutes = t.minutes * dice.below(4) as u64 / 4;
        }
    }
    let turns: Vec<Option<(usize, u32)>> =
        (0..tasks.len()).map(|t| Some((before.turn[t], before.spans[t].start))).collect();
    let kept = schedule::schedule_keeping(&less, capacity, Some(&turns));
    assert!(kept.finish <= before.finish, "seed {seed}");
    assert!(naive::plan::fits(&less, &kept.spans, capacity));
    schedule::schedule(&less, capacity).finish > before.finish
}
