//! How much work something is and what it waits for, as lists of gaps and plans say it.

use jiff::civil::Date;

use super::few;
use crate::model::GapList;
use crate::model::priority::hours;
use crate::model::roadmap::{Roadmap, RoadmapItem};
use crate::say;

/// What must end before an action, or before the work on a gap, and how much work that is: "4.2, 5.1, 8.5 h".
pub fn first(all: &[String], in_all: f64) -> String {
    if all.is_empty() {
        return say!("nothing").to_owned();
    }
    say!("{ids}, {hours}", ids = waits_for(all), hours = hours(in_all))
}

/// That the seven days from a day ask for nothing.
pub fn nothing_this_week() -> &'static str {
    say!("Nothing this week.")
}

/// How much the seven days from this one ask for of what there is: "11 of 16 h"; none where nothing is worked on.
pub fn week_load(map: &Roadmap, from: Date) -> Option<String> {
    let load = map.week_load(from)?;
    let mut said =
        say!("{hours} of {given}", hours = hours(load.planned).replace(" h", ""), given = hours(load.given));
    if load.behind > 0.0 {
        said = say!("{said}, {behind} left from before", said, behind = hours(load.behind));
    }
    Some(if load.over() { format!("{said}, {}", say!("over")) } else { said })
}

/// Hours of an action in the seven days from this one, and of how many where that is not all: "11 of 14 h". What should
/// have ended before them is there with all its hours.
pub fn week_share(map: &Roadmap, item: &RoadmapItem, from: Date) -> String {
    let share = if item.end < from { item.effort_hours } else { map.hours_in_week(item, from) };
    let (share, all) = (hours(share), hours(item.effort_hours));
    if share == all {
        return all;
    }
    say!("{hours} of {given}", hours = share.replace(" h", ""), given = all)
}

/// What something waits for: the first three, and how many more.
pub fn waits_for(ids: &[impl AsRef<str>]) -> String {
    few(ids, 3)
}

/// Hours of what is known, and beside them what they may come to with what is open, where that is sure to add some with
/// both its ends.
pub fn hours_between(known: f64, (low, high): (f64, f64)) -> String {
    if low >= high {
        return hours(known);
    }
    let (sure, known, low, high) = (low > known, hours(known), hours(low), hours(high));
    if sure && known != low {
        return say!("{known} (with what is open {low} to {high})", known, low, high);
    }
    say!("{known} (with what is open up to {high})", known, high)
}

/// Hours of a gap list, and those of its plan where people set, added or finished actions in it.
pub fn gap_hours(list: &GapList, map: &Roadmap) -> String {
    let known = hours_between(list.total_hours(), map.gap_hours);
    let planned = hours(map.total_hours);
    if planned == hours(list.total_hours()) {
        return known;
    }
    say!("{known}; the roadmap plans {planned}, as its actions were set, added or done", known, planned)
}
