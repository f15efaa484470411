//! How much work something is and what it waits for, as lists of gaps and plans say it.

use super::few;
use crate::model::GapList;
use crate::model::priority::hours;
use crate::model::roadmap::Roadmap;
use crate::say;

/// What must end before an action, or before the work on a gap, and how much work that is: "4.2, 5.1, 8.5 h".
pub fn first(all: &[String], in_all: f64) -> String {
    if all.is_empty() {
        return say!("nothing").to_owned();
    }
    say!("{ids}, {hours}", ids = waits_for(all), hours = hours(in_all))
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
