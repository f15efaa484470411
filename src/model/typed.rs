//! Days and hours as people type them. The one place that reads them, for the window, plain mode and the command line;
//! what is kept is what files hold, a day as year-month-day and hours as a number.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::limits;

/// Which day is meant where the year is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// The next one from today on: a day of a plan.
    Ahead,
    /// The latest one up to today: a day of something that was.
    Behind,
    /// The one nearest to today: a day of something that was or will be.
    Nearest,
}

/// Working hours of a day, where work is typed in days.
const HOURS_A_DAY: f64 = 8.0;

/// The names of months, of which three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Numbers in words, from one on.
pub(super) const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Round numbers in words in which days are counted.
pub(super) const TENS: [(&str, i32); 5] =
    [("fourteen", 14), ("twenty", 20), ("thirty", 30), ("sixty", 60), ("ninety", 90)];

/// A day as people type it: `2026-11-20`, `20.11.2026`, `20 Nov`, `Nov 20 2026`, `today`, `in 9 months`, `in a year`, `+6w`,
/// `next week`, `end of March`, `end of next month`, `31/12/2026`, `by 20 Nov`. None
/// where it is none, or none that may stand in a file. Numbers with strokes are one only where they can be read in one way: half of
/// the world writes the month first.
pub fn day(typed: &str, today: Date, year: Year) -> Option<Date> {
    let typed = typed.trim().to_lowercase();
    let typed = BEFORE_A_DAY.iter().find_map(|word| typed.strip_prefix(word)).unwrap_or(&typed).trim();
    let found = match typed {
        "today" => Some(today),
        "tomorrow" => today.checked_add(1.day()).ok(),
        "yesterday" => today.checked_sub(1.day()).ok(),
        "the day after tomorrow" | "day after tomorrow" => today.checked_add(2.days()).ok(),
        "the day before yesterday" | "day before yesterday" => today.checked_sub(2.days()).ok(),
        _ => limits::day(typed)
            .or_else(|| later(typed, today))
            .or_else(|| end_of(typed, today, year))
            .or_else(|| named(typed, today, year))
            .or_else(|| match strokes(typed).as_slice() {
                [one] => Some(*one),
                _ => None,
            }),
    };
    found.filter(|d| limits::day(&d.to_string()).is_some())
}

/// The two days that numbers with strokes can be: `03/04/2026`. None where they are one or no day.
pub fn two_days(typed: &str) -> Option<(Date, Date)> {
    match strokes(typed.trim()).as_slice() {
        [one, other] => Some((*one, *other)),
        _ => None,
    }
}

/// The days that three numbers with strokes or hyphens between them can be: the year in four figures first or last, the month
/// before the day or behind it.
fn strokes(typed: &str) -> Vec<Date> {
    let sign = if typed.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = typed.split(sign).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return Vec::new() };
    let number = |n: &str| n.bytes().all(|b| b.is_ascii_digit()).then(|| n.parse::<i8>().ok()).flatten();
    let year = |n: &str| if n.len() == 4 { n.parse::<i16>().ok() } else { None };
    let (years, one, other) = match (year(first), year(third)) {
        (Some(y), None) => (y, (number(second), number(third)), None),
        (None, Some(y)) => (y, (number(second), number(first)), Some((number(first), number(second)))),
        _ => return Vec::new(),
    };
    let of = |(month, day): (Option<i8>, Option<i8>)| Date::new(years, month?, day?).ok();
    let mut all: Vec<Date> = std::iter::once(one).chain(other).filter_map(of).collect();
    all.dedup();
    all
}

/// What may stand before a day and says nothing of which.
const BEFORE_A_DAY: [&str; 3] = ["on ", "by ", "until "];

/// So long from today on: `in 9 months`, `+6w`, `3 weeks`.
fn later(typed: &str, today: Date) -> Option<Date> {
    let (said, rest) = match (typed.strip_prefix("in "), typed.strip_prefix('+')) {
        (Some(rest), _) | (_, Some(rest)) => (true, rest),
        _ => (false, typed),
    };
    let (rest, said) = ["from now", "from today"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .map_or((rest, said), |rest| (rest, true));
    let rest = rest.trim();
    if said && rest == "half a year" {
        return today.checked_add(6.months()).ok();
    }
    // A week alone may be how long something takes.
    let spelt = if said { spelt_out(rest) } else { None };
    let (n, unit) = match (spelt, typed.strip_prefix("next ")) {
        (Some(spelt), _) => spelt,
        (None, Some(unit)) => (1, unit.trim()),
        (None, None) => {
            let (number, unit) = amount(rest)?;
            (number.parse::<i32>().ok().filter(|n| (0..=4_000).contains(n))?, unit)
        }
    };
    let span = match unit {
        "d" | "day" | "days" => Span::new().days(n),
        "w" | "week" | "weeks" => Span::new().weeks(n),
        // A single m could be minutes anywhere else; with a sign before it, it is none.
        "m" if said => Span::new().months(n),
        "mo" | "month" | "months" => Span::new().months(n),
        "y" | "year" | "years" => Span::new().years(n.min(300)),
        _ => return None,
    };
    today.checked_add(span).ok()
}

/// A number in words and what is counted: `a year`, `three months`.
pub(super) fn spelt_out(text: &str) -> Option<(i32, &str)> {
    let (word, unit) = text.split_once(' ')?;
    let n = match word {
        "a" | "an" => 1,
        word => match TENS.iter().find(|(ten, _)| *ten == word) {
            Some((_, n)) => *n,
            None => i32::try_from(NUMBERS.iter().position(|n| *n == word)?).ok()? + 1,
        },
    };
    Some((n, unit.trim()))
}

/// The last day of a month or of a year: `end of march`, `end of march 2027`, `end of next month`, `end of the year`.
fn end_of(typed: &str, today: Date, year: Year) -> Option<Date> {
    let typed = typed.strip_prefix("the ").unwrap_or(typed);
    let of = typed.strip_prefix("end of ").or_else(|| typed.strip_prefix("end "))?.trim();
    match of.strip_prefix("the ").or_else(|| of.strip_prefix("this ")).unwrap_or(of) {
        "month" => return Some(today.last_of_month()),
        "next month" => return Some(today.checked_add(1.month()).ok()?.last_of_month()),
        "year" => return Some(today.last_of_year()),
        "next year" => return Some(today.checked_add(1.year()).ok()?.last_of_year()),
        _ => {}
    }
    let (name, said) = of.split_once(' ').map_or((of, None), |(name, year)| (name, Some(year)));
    let month = month(name)?;
    let last = |y: i16| Date::new(y, month, 1).ok().map(Date::last_of_month);
    match said {
        Some(said) if said.len() == 4 => last(said.parse().ok()?),
        Some(_) => None,
        None => around(today, year, last),
    }
}

/// Of a day of every year the one that is meant.
fn around(today: Date, year: Year, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    // 29 February may have to wait for its year.
    let all = (today.year().saturating_sub(8)..=today.year().saturating_add(8)).filter_map(of);
    match year {
        Year::Ahead => all.filter(|d| *d >= today).min(),
        Year::Behind => all.filter(|d| *d <= today).max(),
        Year::Nearest => {
            all.min_by_key(|d| (today.until(*d).map_or(i32::MAX, |s| s.get_days().abs()), today > *d))
        }
    }
}

/// A day with its month by number or name, with or without a year: `20.11.`, `20 nov 2026`, `november 20`.
fn named(typed: &str, today: Date, year: Year) -> Option<Date> {
    let dotted = typed.contains('.') && typed.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ' ');
    let parts: Vec<&str> = typed.split([' ', '.', ',']).filter(|p| !p.is_empty() && *p != "of").collect();
    let (first, second, rest) = match parts.as_slice() {
        [first, second] => (*first, *second, None),
        [first, second, third] => (*first, *second, Some(*third)),
        _ => return None,
    };
    let number = |word: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        bare.parse::<i8>().ok()
    };
    let (day, month) = if dotted {
        (number(first)?, number(second)?)
    } else {
        match (month(first), month(second)) {
            (None, Some(month)) => (number(first)?, month),
            (Some(month), None) => (number(second)?, month),
            _ => return None,
        }
    };
    if let Some(year) = rest {
        let year = match (year.len(), year.parse::<i16>().ok()?) {
            (2, short) => 2000 + short,
            (4, whole) => whole,
            _ => return None,
        };
        return Date::new(year, month, day).ok();
    }
    around(today, year, |y| Date::new(y, month, day).ok())
}

/// The month of a name or of its first letters, three at least.
pub(super) fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|m| word.len() >= 3 && m.starts_with(word) || word == "sept" && m.starts_with("sep"))?;
    i8::try_from(at + 1).ok()
}

/// Hours of work as people type them: `12`, `12 h`, `1.5 d`, `1,5 days`, `2 weeks`; a day is 8 hours, a week 5 days.
/// None where it is no amount. Whether so many are allowed is for the limits to say.
pub fn hours(typed: &str) -> Option<f64> {
    let typed = typed.trim().to_lowercase();
    // A comma before three figures parts thousands for some and decimals for others.
    let parts = typed.split_once(',').map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).count());
    if parts == Some(3) {
        return None;
    }
    let typed = typed.replace(',', ".");
    let (number, unit) = amount(&typed)?;
    let n = number.parse::<f64>().ok().filter(|n| n.is_finite())?;
    Some(match unit {
        "" | "h" | "hr" | "hrs" | "hour" | "hours" => n,
        "d" | "day" | "days" => n * HOURS_A_DAY,
        "w" | "week" | "weeks" => n * HOURS_A_DAY * 5.0,
        _ => return None,
    })
}

/// Hours as files hold them, of what was typed; what is no amount stays, so that it is refused by its own words.
pub fn kept_hours(typed: &str) -> String {
    hours(typed).map_or_else(|| typed.trim().to_owned(), |h| h.to_string())
}

/// A day as files hold it, of what was typed; what is no day stays, so that it is refused by its own words.
pub fn kept_day(typed: &str, today: Date, year: Year) -> String {
    day(typed, today, year).map_or_else(|| typed.trim().to_owned(), |d| d.to_string())
}

/// A number and the letters behind it, with or without a blank.
pub(super) fn amount(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    (!number.is_empty()).then_some((number, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_people_type_them() {
        let today = date(2026, 11, 23);
        for (typed, ahead) in [
            ("2026-11-20", Some("2026-11-20")),
            ("20.11.2026", Some("2026-11-20")),
            ("1.2.27", Some("2027-02-01")),
            ("20.11.", Some("2027-11-20")),
            ("24.11", Some("2026-11-24")),
            ("20 Nov", Some("2027-11-20")),
            ("20 Nov 2026", Some("2026-11-20")),
            ("Nov 30", Some("2026-11-30")),
            ("3rd of December", Some("2026-12-03")),
            ("December 3, 2028", Some("2028-12-03")),
            ("29 feb", Some("2028-02-29")),
            ("in 9 months", Some("2027-08-23")),
            ("+6w", Some("2027-01-04")),
            ("+ 6 w", Some("2027-01-04")),
            ("3 weeks", Some("2026-12-14")),
            ("+2m", Some("2027-01-23")),
            ("in 1 year", Some("2027-11-23")),
            ("today", Some("2026-11-23")),
            ("tomorrow", Some("2026-11-24")),
            ("in a year", Some("2027-11-23")),
            ("in an year", Some("2027-11-23")),
            ("in a week", Some("2026-11-30")),
            ("in two weeks", Some("2026-12-07")),
            ("In Three Months", Some("2027-02-23")),
            ("3 months from now", Some("2027-02-23")),
            ("a month from today", Some("2026-12-23")),
            ("in half a year", Some("2027-05-23")),
            ("next week", Some("2026-11-30")),
            ("next month", Some("2026-12-23")),
            ("next year", Some("2027-11-23")),
            ("end of March", Some("2027-03-31")),
            ("the end of feb", Some("2027-02-28")),
            ("end of Feb 2028", Some("2028-02-29")),
            ("end of november", Some("2026-11-30")),
            ("end of the month", Some("2026-11-30")),
            ("end of next month", Some("2026-12-31")),
            ("end of year", Some("2026-12-31")),
            ("a year", None),
            ("next", None),
            ("end of", None),
            ("end of time", None),
            ("in a while", None),
            ("03/04/2026", None),
            ("31.02.2027", None),
            ("13 months ago", None),
            ("soon", None),
            ("2 m", None),
            ("12", None),
            ("in 9", None),
            ("20 Nov 26 8", None),
            ("+4000y", None),
            ("31/12/2026", Some("2026-12-31")),
            ("12/31/2026", Some("2026-12-31")),
            ("05/05/2027", Some("2027-05-05")),
            ("2026/12/31", Some("2026-12-31")),
            ("31-12-2026", Some("2026-12-31")),
            ("2026-2-9", Some("2026-02-09")),
            ("by 31 Dec 2026", Some("2026-12-31")),
            ("until the end of March", Some("2027-03-31")),
            ("31/12/26", None),
            ("31/31/2026", None),
            ("1/2", None),
            ("", None),
        ] {
            assert_eq!(day(typed, today, Year::Ahead).map(|d| d.to_string()).as_deref(), ahead, "{typed:?}");
        }
        // What was or will be is the nearest one.
        assert_eq!(day("20 Nov", today, Year::Nearest), Some(date(2026, 11, 20)));
        assert_eq!(day("20 Mar", today, Year::Nearest), Some(date(2027, 3, 20)));
        assert_eq!(day("end of October", today, Year::Nearest), Some(date(2026, 10, 31)));
        assert_eq!(day("end of March", today, Year::Behind), Some(date(2026, 3, 31)));
        assert_eq!(day("24 Nov", today, Year::Behind), Some(date(2025, 11, 24)));
        assert_eq!(day("end of October", today, Year::Ahead), Some(date(2027, 10, 31)));
        assert_eq!(kept_day(" +1d ", today, Year::Ahead), "2026-11-24");
        assert_eq!(kept_day(" soon ", today, Year::Ahead), "soon");
    }

    #[test]
    fn hours_as_people_type_them() {
        for (typed, found) in [
            ("12", Some(12.0)),
            ("12 h", Some(12.0)),
            ("12h", Some(12.0)),
            ("1.5 d", Some(12.0)),
            ("1,5 days", Some(12.0)),
            ("2 weeks", Some(80.0)),
            ("0.5", Some(0.5)),
            ("-3", None),
            ("half a day", None),
            ("12 minutes", None),
            ("h", None),
            ("1.2.3", None),
            ("1,000", None),
            ("1,250 h", None),
            ("1,25", Some(1.25)),
        ] {
            assert_eq!(hours(typed), found, "{typed:?}");
        }
        assert_eq!(kept_hours(" 1.5 d"), "12");
        assert_eq!(kept_hours(" none "), "none");
    }

    #[test]
    fn numbers_with_strokes_are_two_days_where_they_can_be_read_in_two_ways() {
        assert_eq!(two_days("03/04/2026"), Some((date(2026, 4, 3), date(2026, 3, 4))));
        assert_eq!((two_days("31/12/2026"), two_days("05/05/2027"), two_days("soon")), (None, None, None));
    }
}
