//! Days as people write them beside a list, where a row has no room for year, month and day in figures.

use jiff::civil::Date;

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

    #[test]
    fn a_year_is_said_where_it_is_not_clear() {
        let (a, b, c) = (date(2026, 12, 2), date(2026, 12, 8), date(2027, 1, 7));
        assert_eq!(span(a, b), "2 Dec to 8 Dec 2026");
        assert_eq!(span(a, c), "2 Dec 2026 to 7 Jan 2027");
        assert_eq!(span(a, a), "2 Dec 2026");
        assert_eq!(short_span(a, c), "2 Dec - 7 Jan");
    }
}
