//! Days as people write them beside a list, where a row has no room for year, month and day in figures.

use jiff::civil::Date;

use crate::model::limits;
use crate::model::typed::{self, Year};
use crate::say;

/// The name of the month of a day, in short.
pub fn month(day: Date) -> &'static str {
    match day.month() {
        1 => say!("Jan"),
        2 => say!("Feb"),
        3 => say!("Mar"),
        4 => say!("Apr"),
        5 => say!("May"),
        6 => say!("Jun"),
        7 => say!("Jul"),
        8 => say!("Aug"),
        9 => say!("Sep"),
        10 => say!("Oct"),
        11 => say!("Nov"),
        _ => say!("Dec"),
    }
}

/// `2 Dec`.
pub fn short(day: Date) -> String {
    say!("{day} {month}", day = day.day(), month = month(day))
}

/// `2 Dec 2026`.
pub fn whole(day: Date) -> String {
    say!("{day} {month} {year}", day = day.day(), month = month(day), year = day.year())
}

/// That what was typed is no day.
pub(super) fn none() -> String {
    say!("That is no day. Write it like this: {how}.", how = how_to_type())
}

/// How people may type a day; said wherever one is asked.
pub fn how_to_type() -> &'static str {
    say!("20 Nov, in 9 months or 2026-11-20")
}

/// That numbers with strokes can be two days, and how to say which.
pub fn two_days(one: Date, other: Date) -> String {
    say!(
        "That can be {one} or {other}: write {typed} or {or}.",
        one = whole(one),
        other = whole(other),
        typed = one.to_string(),
        or = other.to_string()
    )
}

/// What was understood of a day that was typed: `= 28 Feb 2027`; none where nothing was, or where it says no more than what
/// was typed.
pub fn understood(typed: &str, today: Date, year: Year) -> Option<String> {
    let understood = typed::day(typed, today, year)?;
    let day = whole(understood);
    let is_said = [day.clone(), understood.to_string()].iter().any(|said| said == typed.trim());
    (!is_said).then(|| say!("= {day}", day))
}

/// A stored value to read: a day as `2 Dec 2026`, all else as it is.
pub fn shown(stored: &str) -> String {
    limits::day(stored).map_or_else(|| stored.to_owned(), whole)
}

/// A day as it is stored, as people read it: `2 Dec 2026`. What is no day stays as it is, and so does one whose month
/// would not be understood again where it is written: it may stand in a field.
pub fn of_stored(stored: &str) -> String {
    let read = limits::day(stored).filter(|day| typed::day(&whole(*day), *day, Year::Ahead) == Some(*day));
    read.map_or_else(|| stored.to_owned(), whole)
}

/// `2 Dec to 8 Dec 2026`; with both years where they differ, and one day where both are the same.
pub fn span(start: Date, end: Date) -> String {
    if start == end {
        return whole(end);
    }
    let start = if start.year() == end.year() { short(start) } else { whole(start) };
    say!("{start} to {end}", start, end = whole(end))
}

/// `2 Dec - 8 Dec`.
pub fn short_span(start: Date, end: Date) -> String {
    if start == end { short(end) } else { format!("{} - {}", short(start), short(end)) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::assessment::keys;
    use crate::model::fields;
    use crate::words::Word as _;

    #[test]
    fn a_year_is_said_where_it_is_not_clear() {
        let (a, b, c) = (date(2026, 12, 2), date(2026, 12, 8), date(2027, 1, 7));
        assert_eq!(span(a, b), "2 Dec to 8 Dec 2026");
        assert_eq!(span(a, c), "2 Dec 2026 to 7 Jan 2027");
        assert_eq!(span(a, a), "2 Dec 2026");
        assert_eq!(short_span(a, c), "2 Dec - 7 Jan");
    }

    #[test]
    fn a_stored_day_is_read_as_people_say_it_and_all_else_stays() {
        assert_eq!(of_stored("2026-12-02"), "2 Dec 2026");
        assert_eq!(of_stored("2026-13-02"), "2026-13-02");
        assert_eq!(of_stored("soon"), "soon");
        for said in fields::ABOUT.iter().filter(|(k, ..)| [keys::START, keys::TARGET].contains(k)) {
            assert!(said.2.contains(how_to_type()), "{said:?}");
        }
        assert!(limits::Expected::Date.word().contains(how_to_type()));
        // Every way that is told of is understood.
        for typed in how_to_type().replace(" or ", ", ").split(", ") {
            assert!(typed::day(typed, date(2026, 11, 1), Year::Ahead).is_some(), "{typed}");
        }
    }
}
