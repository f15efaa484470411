//! What a value may be: the one home of every limit. The same functions are asked when a person changes
//! something (then the change is refused) and when a file is read (then the fact counts as not given, and
//! `check` names it; see [`super::allowed`]). So nothing that a file holds can make a figure, a plan or a report
//! without bounds.

use jiff::civil::Date;

use super::progress::Progress;

/// The longest note or other text, in bytes.
pub const TEXT: usize = 64 * 1024;
/// The longest frozen state, in bytes: one change of the file holds it as it was and as it is.
pub(super) const RECORD: usize = 3_500_000;
/// The highest number of a record of 0.1.0, and so the most of one kind there.
pub const NUMBER: u32 = 99_999;
/// The highest number of a record: parts of the splits of 0.1.0 are lifted to a hundred times the number of the
/// whole and more.
pub(super) const GIVEN: u32 = 9_999_999;
/// The longest name of a frozen state, in letters.
pub(super) const NAME: usize = 80;
/// The most parts of a split action.
pub(super) const PARTS: usize = 20;
/// The most rows of an order of the plan.
const ORDER: usize = 30_000;

/// A limit that a value does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Which field.
    pub what: &'static str,
    /// What would be right.
    pub expected: &'static str,
    /// The most bytes, where it is the length that is wrong.
    pub most: Option<usize>,
}

const LONG: Limit = Limit { what: "Text", expected: "at most 65536 bytes", most: Some(TEXT) };
/// What a record that cannot be read ought to be.
pub(super) const READABLE: &str = "a record this version can read, within its limits";

pub(super) const fn limit(what: &'static str, expected: &'static str) -> Limit {
    Limit { what, expected, most: None }
}

/// Hours of work on an action.
pub fn effort(value: &str) -> Result<f64, Limit> {
    let hours = value.parse().ok().filter(|h| is_effort(*h));
    hours.ok_or(limit("Effort", "hours above 0, at most 100000, for example 6 or 12.5"))
}

pub(super) fn is_effort(hours: f64) -> bool {
    hours > 0.0 && hours <= 100_000.0
}

/// Hours a week the organisation can give.
pub fn hours_a_week(value: &str) -> Result<f64, Limit> {
    let hours = value.parse().ok().filter(|h| *h > 0.0 && *h <= 10_000.0);
    hours.ok_or(limit("Hours a week", "a number above 0, at most 10000, for example 6 or 16"))
}

/// A day in a plan.
pub fn date(what: &'static str, value: &str) -> Result<Date, Limit> {
    let day = value.parse().ok().filter(|d: &Date| (1990..=2200).contains(&d.year()));
    day.ok_or(limit(what, "year-month-day from 1990 to 2200, for example 2027-03-01"))
}

/// Weeks of records, weeks between two stages.
pub fn weeks(value: &str) -> Result<u32, Limit> {
    let weeks = value.parse().ok().filter(|w| *w <= 104);
    weeks.ok_or(limit("Weeks", "a whole number from 0 to 104"))
}

/// Rank and reason, as they are stored together.
pub fn rank(value: &str) -> Result<(u32, &str), Limit> {
    let (rank, reason) = value.split_once(' ').unwrap_or((value, ""));
    let rank = rank.parse().ok().filter(|n| (1..=9_999).contains(n) && !reason.is_empty());
    rank.map(|n| (n, reason)).ok_or(limit("Rank", "a whole number from 1 to 9999, and a reason"))
}

/// How far an action is, and the day it was done.
pub fn progress(value: &str) -> Result<(Progress, Option<Date>), Limit> {
    let (word, day) = value.split_once(' ').unwrap_or((value, ""));
    let progress = Progress::parse(word).ok_or(limit("Progress", "planned, started or done"))?;
    let day = if day.is_empty() { None } else { Some(date("Done", day)?) };
    Ok((progress, day))
}

/// Any text.
pub fn text(value: &str) -> Result<(), Limit> {
    if value.len() <= TEXT { Ok(()) } else { Err(LONG) }
}

/// The facts of a frozen state.
pub fn frozen(value: &str) -> Result<(), Limit> {
    if value.len() > RECORD {
        return Err(Limit { what: "Frozen state", expected: "at most 3500000 bytes", most: Some(RECORD) });
    }
    let facts = serde_json::from_str::<std::collections::BTreeMap<String, String>>(value);
    facts.map(|_| ()).map_err(|_| limit("Frozen state", READABLE))
}

/// The order of a plan somebody chose to keep.
pub(super) fn order(value: &str) -> Result<Vec<(String, Date)>, Limit> {
    let wrong = limit("Order of the plan", READABLE);
    if value.len() > RECORD {
        return Err(wrong);
    }
    let rows: Vec<(String, String)> = serde_json::from_str(value).map_err(|_| wrong)?;
    let dated = rows.into_iter().take(ORDER + 1).map(|(id, day)| Some((id, day.parse().ok()?)));
    dated.collect::<Option<Vec<_>>>().filter(|rows| rows.len() <= ORDER).ok_or(wrong)
}
