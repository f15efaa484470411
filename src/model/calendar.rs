//! Working days: weekends and days off left out, counted from the first one of a plan. Used by the roadmap and by
//! what asks about its dates; knows dates and nothing else.

use jiff::civil::{Date, Weekday};

/// What most are closed on, by month and day.
const USUAL: [(i8, i8); 5] = [(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)];

/// Most entries in a list of one's own, so that it stays a plain value.
const MOST: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DayOff {
    /// Month and day, every year.
    Yearly(i8, i8),
    Once(Date),
}

/// Days nobody works beside weekends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysOff {
    /// Beside the usual ones.
    own: [Option<DayOff>; MOST],
}

impl DaysOff {
    /// What most are closed on: 24 to 26 and 31 December, 1 January.
    pub fn usual() -> Self {
        Self::with([])
    }

    /// The usual days, and with them those of a list with commas: `12-24` every year, `2027-05-17` once; `none` for no
    /// more than the usual. None when an entry is no day of a year, or there are more than 40.
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim() == "none" {
            return Some(Self::usual());
        }
        let mut days: Vec<DayOff> = Vec::new();
        for entry in text.split(',').map(str::trim) {
            let day = if let Ok(day) = entry.parse::<Date>() {
                DayOff::Once(day)
            } else {
                // A leap year, so that 29 February is a day.
                let day: Date = format!("2024-{entry}").parse().ok()?;
                DayOff::Yearly(day.month(), day.day())
            };
            if !days.contains(&day) {
                days.push(day);
            }
        }
        (days.len() <= MOST).then(|| Self::with(days))
    }

    /// Days of one's own add to the usual ones: who names a fair has not said that Christmas is worked.
    fn with(days: impl IntoIterator<Item = DayOff>) -> Self {
        let mut own = [None; MOST];
        for (place, day) in own.iter_mut().zip(days.into_iter().filter(|day| !is_usual(*day))) {
            *place = Some(day);
        }
        Self { own }
    }

    fn yearly(&self, date: Date) -> bool {
        let day = DayOff::Yearly(date.month(), date.day());
        is_usual(day) || self.own.contains(&Some(day))
    }

    fn on(&self, date: Date) -> bool {
        self.yearly(date) || self.own.contains(&Some(DayOff::Once(date)))
    }

    /// How many weekdays of them lie from one date on and before another.
    fn between(&self, from: Date, to: Date) -> i64 {
        let counts = |d: &Date| *d >= from && *d < to && !weekend(*d);
        let years = |entry: &DayOff| match *entry {
            DayOff::Once(date) => i64::from(counts(&date) && !self.yearly(date)),
            DayOff::Yearly(month, day) => {
                let dates = (from.year()..=to.year()).filter_map(|y| Date::new(y, month, day).ok());
                dates.filter(counts).map(|_| 1).sum()
            }
        };
        let usual = USUAL.map(|(month, day)| DayOff::Yearly(month, day));
        usual.iter().chain(self.own.iter().flatten()).map(years).sum()
    }
}

fn is_usual(day: DayOff) -> bool {
    matches!(day, DayOff::Yearly(month, day) if USUAL.contains(&(month, day)))
}

fn weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Working days from a start date; a start on a weekend or a day off means the working day after it.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    first: Date,
    off: DaysOff,
}

impl Calendar {
    /// The calendar of a plan that starts on this date.
    pub fn new(start: Date, off: DaysOff) -> Self {
        let mut first = start;
        while (weekend(first) || off.on(first)) && first < Date::MAX {
            first = first.tomorrow().unwrap_or(Date::MAX);
        }
        Self { first, off }
    }

    /// The first working day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The date of a working day, from 0.
    pub fn date(&self, day: u32) -> Date {
        let mut skipped = 0;
        loop {
            let date = self.weekday(i64::from(day) + skipped);
            let off = date.tomorrow().map_or(skipped, |next| self.off.between(self.first, next));
            if off == skipped {
                return date;
            }
            skipped = off;
        }
    }

    /// The first working day on or after a date; dates before the first stay.
    pub fn working(&self, date: Date) -> Date {
        if date < self.first { date } else { self.date(self.day(date)) }
    }

    /// The date of a weekday, from 0, whether anybody works on it or not.
    fn weekday(&self, day: i64) -> Date {
        let weekday = i64::from(self.first.weekday().to_monday_zero_offset());
        let total = weekday + day;
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
        let weekdays = i64::from(total / 7 * 5 + (total % 7).min(5) - weekday);
        (weekdays - self.off.between(self.first, date)).max(0) as u32
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
            let c = Calendar::new(start, DaysOff::usual());
            for day in 0..600 {
                assert_eq!(c.day(c.date(day)), day);
                assert!(c.date(day).weekday().to_monday_zero_offset() < 5);
                assert!(c.date(day) < c.date(day + 1));
                assert!(!DaysOff::usual().on(c.date(day)), "{}", c.date(day));
            }
        }
        // A Saturday means the Monday after it.
        assert_eq!(Calendar::new(date(2026, 11, 16), DaysOff::usual()).day(date(2026, 11, 21)), 5);
        assert_eq!(Calendar::new(date(2026, 11, 16), DaysOff::usual()).date(u32::MAX), Date::MAX);
    }

    #[test]
    fn days_off_are_read_and_left_out() {
        let usual = DaysOff::usual();
        assert_eq!(DaysOff::parse("12-24, 12-25,12-26,12-31,01-01"), Some(usual));
        assert_eq!(DaysOff::parse("none"), Some(usual));
        let many = |n: usize| {
            (0..n).map(|d| format!("2027-{:02}-{:02}", 1 + d / 28, 1 + d % 28)).collect::<Vec<_>>()
        };
        assert!(
            DaysOff::parse(&many(40).join(",")).is_some() && DaysOff::parse(&many(41).join(",")).is_none()
        );
        for wrong in ["", "christmas", "13-01", "12-24,,12-25", "02-30"] {
            assert_eq!(DaysOff::parse(wrong), None, "{wrong}");
        }
        // 24 and 25 December 2026 are a Thursday and a Friday: the Monday after them is the next working day.
        let c = Calendar::new(date(2026, 12, 23), usual);
        assert_eq!((c.date(0), c.date(1)), (date(2026, 12, 23), date(2026, 12, 28)));
        assert_eq!(Calendar::new(date(2026, 12, 24), usual).first(), date(2026, 12, 28));
        // Named twice, a day is left out once.
        let twice = DaysOff::parse("12-24,2026-12-24,12-28,2026-12-28").unwrap();
        assert_eq!(Calendar::new(date(2026, 12, 23), twice).date(1), date(2026, 12, 29));
        assert_eq!(Calendar::new(date(2026, 12, 24), twice).working(date(2026, 12, 31)), date(2027, 1, 4));
    }
}
