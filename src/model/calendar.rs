//! Working days, five a week, counted from the first one of a plan. Used by the roadmap and by what
//! asks about its dates; knows dates and nothing else.

use jiff::civil::{Date, Weekday};

/// Working days from a start date; a start at the weekend means the Monday after it.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    first: Date,
}

impl Calendar {
    /// The calendar of a plan that starts on this date.
    pub fn new(start: Date) -> Self {
        let mut first = start;
        while matches!(first.weekday(), Weekday::Saturday | Weekday::Sunday) {
            first = first.tomorrow().unwrap_or(first);
        }
        Self { first }
    }

    /// The first working day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The date of a working day, from 0.
    pub fn date(&self, day: u32) -> Date {
        let weekday = i64::from(self.first.weekday().to_monday_zero_offset());
        let total = weekday + i64::from(day);
        let days = total / 5 * 7 + total % 5 - weekday;
        // A plan of centuries (an hour a week, thousands of hours) must not end the program.
        jiff::Span::new().try_days(days).and_then(|s| self.first.checked_add(s)).unwrap_or(Date::MAX)
    }

    /// The first working day on or after a date; 0 for dates before the first.
    pub fn day(&self, date: Date) -> u32 {
        let days = date.since(self.first).map_or(0, |s| s.get_days());
        if days <= 0 {
            return 0;
        }
        let weekday = i32::from(self.first.weekday().to_monday_zero_offset());
        let total = weekday + days;
        (total / 7 * 5 + (total % 7).min(5) - weekday).max(0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_dates_lead_to_each_other() {
        for offset in 0..7 {
            let start = date(2026, 11, 16 + offset);
            let c = Calendar::new(start);
            for day in 0..600 {
                assert_eq!(c.day(c.date(day)), day);
                assert!(c.date(day).weekday().to_monday_zero_offset() < 5);
                assert!(c.date(day) < c.date(day + 1));
            }
        }
        // A Saturday means the Monday after it.
        assert_eq!(Calendar::new(date(2026, 11, 16)).day(date(2026, 11, 21)), 5);
        assert_eq!(Calendar::new(date(2026, 11, 16)).date(u32::MAX), Date::MAX);
    }
}
