//! What a week asks for: the part of each action that the plan lays into it, and what should have ended before it and has
//! not.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::hours;
use super::roadmap::{Roadmap, RoadmapItem};

/// Minutes of an hour.
const MINUTES: f64 = 60.0;

/// Hours by which a sum may exceed another and still be the same: a minute.
const SAME: f64 = 1.0 / MINUTES;

/// How much seven days ask for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekLoad {
    /// Hours the plan lays into these days.
    pub planned: f64,
    /// Hours of what should have ended before them and has not.
    pub behind: f64,
    /// Hours a week there are.
    pub given: f64,
}

impl WeekLoad {
    /// Whether it is more than there is.
    pub fn over(&self) -> bool {
        self.planned + self.behind > self.given + SAME
    }
}

impl Roadmap {
    /// How much the seven days from this one ask for; none where nothing is worked on in them.
    pub fn week_load(&self, from: Date) -> Option<WeekLoad> {
        self.week(from).next()?;
        Some(WeekLoad {
            planned: hours::sum(self.week(from).map(|i| self.hours_in_week(i, from))),
            behind: hours::sum(self.week(from).filter(|i| i.end < from).map(|i| i.effort_hours)),
            given: self.input.hours_per_week,
        })
    }

    /// Hours of an action that the plan lays into the seven days from this one; 0 when none of its days is among them.
    pub fn hours_in_week(&self, item: &RoadmapItem, from: Date) -> f64 {
        let calendar = Calendar::new(self.input.start, self.input.days_off);
        let next = from.checked_add(jiff::Span::new().days(7)).unwrap_or(Date::MAX);
        let (first, end) = (calendar.day(from), calendar.day(next));
        let until = |day: u32| {
            let minutes: u64 = item.worked.iter().filter(|(d, _)| *d < day).map(|(_, m)| m).sum();
            // While something is open the plan may keep more time for an action than is known to be in it.
            (minutes as f64 / MINUTES).min(item.effort_hours)
        };
        until(end) - until(first)
    }
}
