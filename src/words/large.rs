//! What a whole room reads of the results, of a gap and of an action: figures with what they count, and few words. The
//! sentences that say all of it stand in `headline`, `plan` and `page`.

use super::day;
use crate::model::priority::hours;
use crate::model::roadmap::{Ends, Roadmap, RoadmapItem, Sure};
use crate::model::standing::{self, Standing};
use crate::say;

/// A figure, and what stands under it.
pub type Counted = (String, String);

/// How many gates hold nothing back: "4 of 9".
pub fn gates(all: &[Standing]) -> Counted {
    let (n, of) = (standing::passed(all), all.len());
    (say!("{n} of {of}", n, of), say!("{of?gate|gates} passed", of))
}

/// How much work the plan is, at most where what is open may take some of it away.
pub fn work(map: &Roadmap) -> Counted {
    let (low, high) = map.hours_range;
    if low < high {
        (hours(high), say!("of work at most").to_owned())
    } else {
        (hours(map.total_hours), say!("of work").to_owned())
    }
}

/// The day on which the plan ends, and whether that is the last it can be or too late; none without a day.
pub fn end(map: &Roadmap) -> Option<Counted> {
    let (earliest, on) = (map.earliest?, map.finish?);
    let year = on.year();
    let under = match map.ends() {
        Ends::Late { weeks, sure: Sure::Certain, .. } => {
            say!("{year}: {weeks|week|weeks} too late", year, weeks)
        }
        Ends::Late { weeks, .. } => {
            say!("{year}: up to {weeks|week|weeks} too late", year, weeks)
        }
        _ if earliest < on => say!("{year}: end at the latest", year),
        _ => say!("{year}: end of the plan", year),
    };
    Some((day::short(on), under))
}

/// Who owns a piece of work, that nobody does, and its hours.
pub fn whose(owner: &str, effort: f64) -> String {
    let owner = if owner.is_empty() { say!("no owner") } else { owner };
    format!("{owner}, {}", hours(effort))
}

/// What an action waits for, the first by its name; none where it waits for nothing.
pub fn waits(map: &Roadmap, i: &RoadmapItem) -> Option<String> {
    let mut all = map.items.iter().filter(|x| i.depends_on.contains(&x.id) && !x.done());
    let name = &all.next()?.name;
    Some(match all.count() {
        0 => say!("waits for {name}", name),
        more => say!("waits for {name} and {more} more", name, more),
    })
}
