//! Serial schedule generation over a shared weekly capacity (method, section 7). Knows tasks and days,
//! nothing of requirements, so that it can be tested against a naive reference and measured at scale.
//!
//! Days are working days counted from the start (five a week). Capacity is minutes a day.

/// Something to be scheduled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Work in minutes.
    pub minutes: u64,
    /// Tasks that must end first, each with a lag in working days after their end.
    pub after: Vec<(usize, u32)>,
    /// Not before this day.
    pub earliest: u32,
    /// Smaller is served first, whatever waits behind: the turn of its wave.
    pub wave: u8,
    /// Smaller goes first among equals.
    pub rank: usize,
    /// Working days that must pass after its end before the finish.
    pub tail: u32,
}

/// Where a task lies: first and last day of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First working day.
    pub start: u32,
    /// Last working day.
    pub end: u32,
}

/// A finished schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// One span per task.
    pub spans: Vec<Span>,
    /// For each task its turn in the order in which days were given out.
    pub turn: Vec<usize>,
    /// For each task the day before which it was not put: its own, or that of an order that was kept.
    pub from: Vec<u32>,
    /// The day on which the last task and what must pass after it are over; none without tasks.
    pub finish: Option<u32>,
    /// Where the longest chain of waits alone would end, if each task had all capacity for itself: no order
    /// of work ends before it.
    pub chain_end: Option<u32>,
    /// Tasks that wait for themselves through others; one wait of each circle is not obeyed.
    pub circular: Vec<usize>,
}

/// An order in which everything comes after what it depends on. Members of circles come last.
pub fn topological(depends: &[Vec<usize>]) -> Vec<usize> {
    let n = depends.len();
    let mut waiting: Vec<usize> = depends.iter().map(Vec::len).collect();
    let mut dependents = vec![Vec::new(); n];
    for (t, before) in depends.iter().enumerate() {
        for b in before {
            dependents[*b].push(t);
        }
    }
    let mut ready: std::collections::VecDeque<usize> = (0..n).filter(|t| waiting[*t] == 0).collect();
    let mut order = Vec::with_capacity(n);
    let mut placed = vec![false; n];
    while let Some(t) = ready.pop_front() {
        order.push(t);
        placed[t] = true;
        for d in &dependents[t] {
            waiting[*d] -= 1;
            if waiting[*d] == 0 {
                ready.push_back(*d);
            }
        }
    }
    order.extend((0..n).filter(|t| !placed[*t]));
    order
}

/// Members of circles in ascending order; none in a sound graph.
pub fn circle(depends: &[Vec<usize>]) -> Vec<usize> {
    let order = topological(depends);
    let mut at = vec![0; order.len()];
    for (i, t) in order.iter().enumerate() {
        at[*t] = i;
    }
    if (0..depends.len()).all(|t| depends[t].iter().all(|b| at[*b] < at[t])) {
        return Vec::new();
    }
    // What cannot be reached from itself only waits behind a circle.
    let reaches_itself = |t: usize| {
        let mut seen = vec![false; depends.len()];
        let mut stack = depends[t].clone();
        while let Some(x) = stack.pop() {
            if x == t {
                return true;
            }
            if !std::mem::replace(&mut seen[x], true) {
                stack.extend(&depends[x]);
            }
        }
        false
    };
    (0..depends.len()).filter(|t| reaches_itself(*t)).collect()
}

/// Schedules all tasks with `minutes_per_day` of capacity (at least 1): among those whose predecessors are placed
/// the earliest wave first, in it the longest remaining path, then the rank; each on the first days with room.
pub fn schedule(tasks: &[Task], minutes_per_day: u64) -> Schedule {
    schedule_keeping(tasks, minutes_per_day, None)
}

/// As [`schedule`], with a second order to choose from: for each task of an earlier plan its turn and
/// its first day there. With the same or fewer tasks, none longer, that order never ends later than the
/// earlier plan did: every task finds at least the time on each day that it had before.
pub fn schedule_keeping(
    tasks: &[Task],
    minutes_per_day: u64,
    earlier: Option<&[Option<(usize, u32)>]>,
) -> Schedule {
    let capacity = minutes_per_day.max(1);
    let depends: Vec<Vec<usize>> = tasks.iter().map(|t| t.after.iter().map(|(b, _)| *b).collect()).collect();
    let order = topological(&depends);
    let remaining = remaining_paths(tasks, &order, capacity);
    let own: Vec<Priority> =
        tasks.iter().zip(&remaining).map(|(t, r)| (u64::from(t.wave), u64::MAX - r, t.rank)).collect();
    let mut from: Vec<u32> = tasks.iter().map(|t| t.earliest).collect();
    let mut best = place(tasks, &depends, &own, &from, capacity);
    if let Some(earlier) = earlier {
        let turns: Vec<Priority> =
            (0..tasks.len()).map(|t| earlier[t].map_or(own[t], |(turn, _)| (0, 0, turn))).collect();
        let days: Vec<u32> = tasks
            .iter()
            .zip(earlier)
            .map(|(t, e)| e.map_or(t.earliest, |(_, day)| day.max(t.earliest)))
            .collect();
        let kept = place(tasks, &depends, &turns, &days, capacity);
        if finish(tasks, &kept.spans) < finish(tasks, &best.spans) {
            (best, from) = (kept, days);
        }
    }
    Schedule {
        finish: finish(tasks, &best.spans),
        chain_end: chain_end(tasks, &order, &remaining, capacity),
        circular: circle(&depends),
        spans: best.spans,
        turn: best.turn,
        from,
    }
}

fn finish(tasks: &[Task], spans: &[Span]) -> Option<u32> {
    tasks.iter().zip(spans).map(|(t, s)| s.end + t.tail).max()
}

/// Working days each task can start later, the order of the plan kept and the rest replanned, before the finish
/// moves: 0 on the critical path. What the order and the lags alone leave is tried; where hours take it away,
/// the longest delay found that holds.
pub fn slack(tasks: &[Task], plan: &Schedule, minutes_per_day: u64) -> Vec<u32> {
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by_key(|t| plan.turn[*t]);
    let holds = |t: usize, days: u32| {
        let mut from = plan.from.clone();
        from[t] = plan.spans[t].start + days;
        finish(tasks, &in_turn(tasks, &order, &from, minutes_per_day.max(1))) <= plan.finish
    };
    let loose = loose(tasks, &order, plan);
    let days = |t: usize| {
        if !holds(t, 1) {
            return 0;
        }
        let most = loose[t].max(1);
        if holds(t, most) {
            return most;
        }
        let (mut low, mut high) = (1, most);
        while high - low > 1 {
            let middle = low.midpoint(high);
            *(if holds(t, middle) { &mut low } else { &mut high }) = middle;
        }
        low
    };
    (0..tasks.len()).map(days).collect()
}

/// On which days each task of a plan is worked on and for how many minutes: the days given out once more, each task on
/// those of its span with something left, in turn.
pub fn worked(tasks: &[Task], plan: &Schedule, minutes_per_day: u64) -> Vec<Vec<(u32, u64)>> {
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by_key(|t| plan.turn[*t]);
    let days = plan.spans.iter().map(|s| s.end as usize + 1).max().unwrap_or(0);
    let mut left = vec![minutes_per_day.max(1); days];
    let mut worked = vec![Vec::new(); tasks.len()];
    for t in order {
        let mut need = tasks[t].minutes.max(1);
        for day in plan.spans[t].start..=plan.spans[t].end {
            let free = &mut left[day as usize];
            let used = need.min(*free);
            if used > 0 {
                *free -= used;
                need -= used;
                worked[t].push((day, used));
            }
        }
    }
    worked
}

/// Spans when days are given out in this order, whatever the priorities; `order` names every task once.
fn in_turn(tasks: &[Task], order: &[usize], from: &[u32], capacity: u64) -> Vec<Span> {
    let mut spans = vec![None; tasks.len()];
    let mut days = Days::new(capacity);
    for t in order {
        spans[*t] = Some(days.put(tasks, *t, from[*t], &spans));
    }
    spans.into_iter().map(Option::unwrap_or_default).collect()
}

/// First what goes first: wave, longest remaining path, rank.
type Priority = (u64, u64, usize);

/// Working days from the start of a task to the end of the longest chain behind it.
fn remaining_paths(tasks: &[Task], order: &[usize], capacity: u64) -> Vec<u64> {
    let mut tail: Vec<u64> = tasks.iter().map(|t| u64::from(t.tail)).collect();
    let own = |t: usize| tasks[t].minutes.div_ceil(capacity).max(1);
    for t in order.iter().rev() {
        let whole = own(*t) + tail[*t];
        for (before, lag) in &tasks[*t].after {
            tail[*before] = tail[*before].max(whole + u64::from(*lag));
        }
    }
    (0..tasks.len()).map(|t| own(t) + tail[t]).collect()
}

struct Placed {
    spans: Vec<Span>,
    turn: Vec<usize>,
}

/// Takes tasks whose predecessors are placed, best priority first, and puts each at the earliest days
/// that still have capacity, none before its day in `earliest`.
fn place(
    tasks: &[Task],
    depends: &[Vec<usize>],
    priority: &[Priority],
    earliest: &[u32],
    capacity: u64,
) -> Placed {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    let n = tasks.len();
    let mut spans = vec![None; n];
    let mut turn = vec![0; n];
    let mut placed = vec![false; n];
    let mut waiting: Vec<usize> = depends.iter().map(Vec::len).collect();
    let mut dependents = vec![Vec::new(); n];
    for (t, before) in depends.iter().enumerate() {
        for b in before {
            dependents[*b].push(t);
        }
    }
    let mut ready: BinaryHeap<Reverse<(Priority, usize)>> =
        (0..n).filter(|t| waiting[*t] == 0).map(|t| Reverse((priority[t], t))).collect();
    let mut days = Days::new(capacity);
    let mut left = n;
    while left > 0 {
        let t = match ready.pop() {
            Some(Reverse((_, t))) => t,
            // Only circles remain: break one rather than lose the task.
            None => match (0..n).find(|t| !placed[*t]) {
                Some(t) => t,
                None => break,
            },
        };
        if std::mem::replace(&mut placed[t], true) {
            continue;
        }
        turn[t] = n - left;
        left -= 1;
        spans[t] = Some(days.put(tasks, t, earliest[t], &spans));
        for d in &dependents[t] {
            waiting[*d] = waiting[*d].saturating_sub(1);
            if waiting[*d] == 0 && !placed[*d] {
                ready.push(Reverse((priority[*d], *d)));
            }
        }
    }
    Placed { spans: spans.into_iter().map(Option::unwrap_or_default).collect(), turn }
}

/// Last day of the longest way from the start through every task and what remains behind it.
fn chain_end(tasks: &[Task], order: &[usize], remaining: &[u64], capacity: u64) -> Option<u32> {
    let mut start = vec![0u64; tasks.len()];
    for t in order {
        let after = tasks[*t]
            .after
            .iter()
            .map(|(b, lag)| start[*b] + tasks[*b].minutes.div_ceil(capacity).max(1) + u64::from(*lag));
        start[*t] = after.max().unwrap_or(0).max(u64::from(tasks[*t].earliest));
    }
    (0..tasks.len()).map(|t| (start[t] + remaining[t]).saturating_sub(1) as u32).max()
}

/// What is left of each day, with a skip list over full days so that scale stays near linear.
struct Days {
    capacity: u64,
    left: Vec<u64>,
    next_free: Vec<u32>,
}

impl Days {
    fn new(capacity: u64) -> Self {
        Self { capacity, left: Vec::new(), next_free: Vec::new() }
    }

    fn grow(&mut self, day: u32) {
        while self.left.len() <= day as usize {
            self.next_free.push(self.left.len() as u32);
            self.left.push(self.capacity);
        }
    }

    /// First day from `day` on with something left; shortens the paths it walked.
    fn free(&mut self, day: u32) -> u32 {
        let mut d = day;
        loop {
            self.grow(d);
            let next = self.next_free[d as usize];
            if next == d {
                break;
            }
            d = next;
        }
        let mut walk = day;
        while walk != d {
            let next = self.next_free[walk as usize];
            self.next_free[walk as usize] = d;
            walk = next;
        }
        d
    }

    /// Puts a task on the first days with room after what is placed of its predecessors.
    fn put(&mut self, tasks: &[Task], t: usize, earliest: u32, spans: &[Option<Span>]) -> Span {
        let ends = tasks[t].after.iter().filter_map(|(b, lag)| Some(spans[*b]?.end + 1 + lag));
        self.take(ends.max().unwrap_or(0).max(earliest), tasks[t].minutes.max(1))
    }

    /// First day to begin so much work on: no break in it is longer than the days worked on before. Two hours that
    /// begin in a scrap of July and end in September are no work anybody would recognise.
    fn begin(&mut self, from: u32, minutes: u64) -> u32 {
        let mut start = self.free(from);
        let (mut day, mut have, mut worked) = (start, 0, 0);
        loop {
            have += self.left[day as usize];
            worked += 1;
            if have >= minutes {
                return start;
            }
            let next = self.free(day + 1);
            if next - day - 1 > worked {
                (start, have, worked) = (next, 0, 0);
            }
            day = next;
        }
    }

    fn take(&mut self, from: u32, minutes: u64) -> Span {
        let mut need = minutes;
        let start = self.begin(from, minutes);
        let mut day = start;
        loop {
            let left = &mut self.left[day as usize];
            let used = need.min(*left);
            *left -= used;
            need -= used;
            if *left == 0 {
                self.next_free[day as usize] = day + 1;
            }
            if need == 0 {
                return Span { start, end: day };
            }
            day = self.free(day + 1);
        }
    }
}

/// How far each task could slip by order and lags alone: its end against the start of what waits for it, passed
/// backwards through what those can slip.
fn loose(tasks: &[Task], order: &[usize], plan: &Schedule) -> Vec<u32> {
    let spans = &plan.spans;
    let finish = plan.finish.unwrap_or(0);
    let mut loose: Vec<u32> = tasks.iter().zip(spans).map(|(t, s)| finish - (s.end + t.tail)).collect();
    for t in order.iter().rev() {
        for (before, lag) in &tasks[*t].after {
            let latest = (spans[*t].start + loose[*t]).saturating_sub(1 + lag);
            loose[*before] = loose[*before].min(latest.saturating_sub(spans[*before].end));
        }
    }
    loose
}
