//! The results where there is no picture of them: the map of the requirements, what to start with and how the figures
//! moved, in lines.

use super::{Word as _, day, figures};
use crate::model::Status;
use crate::model::compare::Point;
use crate::model::priority::hours;
use crate::model::score::percent;
use crate::say;
use crate::work::Work;

/// Actions to start with.
pub const FIRST: usize = 8;

/// Every requirement with the sign of its status, a clause a line; before them what the signs mean.
pub fn map(work: &Work) -> Vec<String> {
    let (q, scores) = (work.q(), work.scores());
    let signs = Status::ALL.map(|s| format!("{} {}", s.sign(), s.word().to_lowercase())).join(", ");
    let mut lines = vec![say!("The requirements by clause ({signs}):", signs)];
    for (h, _) in &scores.groups {
        let each = q.below(*h).into_iter().map(|r| {
            let id = &q.requirements[r].id;
            format!("{} {id}", scores.status(r).sign())
        });
        let (id, each) = (&q.headings[*h].id, each.collect::<Vec<_>>().join(", "));
        lines.push(say!("Map {id}: {each}", id, each));
    }
    lines
}

/// The actions to start with: what to do, hours, until when, and where it belongs.
pub fn start(work: &Work) -> Vec<String> {
    let line = |i: &crate::model::RoadmapItem| {
        let (name, hours, end, id) = (&i.name, hours(i.effort_hours), day::whole(i.end), &i.id);
        say!("Start here: {name}, {hours}, by {end} ({id})", name, hours, end, id)
    };
    work.plan().1.next(work.today).take(FIRST).map(line).collect()
}

/// Verdict and readiness at each frozen state and now, where there is more than one of the same rule.
pub fn over_time(work: &Work) -> Vec<String> {
    let trend = work.trend();
    if trend.points.len() < 2 {
        return Vec::new();
    }
    let last = trend.points.len() - 1;
    let line = |(n, p): (usize, &Point)| {
        let when =
            if n == last { say!("now").to_owned() } else { format!("{} ({})", day::shown(&p.date), p.name) };
        let share = p.so_far.map_or_else(|| say!("none").into(), percent);
        let (assessed, class) = (p.assessed, figures::class(p.class, p.would_be));
        say!("Over time, {when}: {share} of {assessed}, {class}", when, share, assessed, class)
    };
    trend.points.iter().enumerate().map(line).collect()
}
