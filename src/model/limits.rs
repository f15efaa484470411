//! What a fact may hold: the one home of every limit. The same functions are asked when a person changes
//! something (then the change is refused) and when a file is read (then the fact counts as not given, and
//! `check` names it). So nothing that a file holds can make a figure, a plan or a report without bounds.
//!
//! Facts under names of a newer version have no limit here: nothing reads them.

use jiff::civil::Date;

use super::OrgSize;
use super::action::{Part, Progress, Shape};
use super::assessment::{Evidence, Parked, Person, System, keys};
use super::edit::Refusal;
use super::level::Level;
use super::questionnaire::{Questionnaire, RequirementKind, Target};
use super::snapshot::Snapshot;
use super::text;
use super::votes::Votes;

/// The longest note or other text, in bytes.
pub const TEXT: usize = 64 * 1024;
/// The longest record or snapshot, in bytes: one change of the file holds it as it was and as it is.
const RECORD: usize = 3_500_000;
/// The highest number of a record, and so the most of one kind.
const NUMBER: u32 = 9_999;
/// The most split, merged and added actions.
const ACTIONS: u32 = 999;
/// The most parts of a split action.
pub(super) const PARTS: usize = 20;
/// The most ids an action may name.
const IDS: usize = 200;
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

impl Limit {
    /// As the refusal of a change.
    pub fn refusal(self, value: &str) -> Refusal {
        match self.most {
            Some(max) => Refusal::TooLong { len: value.len(), max },
            None => {
                Refusal::BadValue { what: self.what, value: text::shown(value, 40), expected: self.expected }
            }
        }
    }
}

const LONG: Limit = Limit { what: "Text", expected: "at most 65536 bytes", most: Some(TEXT) };
const READABLE: &str = "a record this version can read, within its limits";

const fn limit(what: &'static str, expected: &'static str) -> Limit {
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
    let rank = rank.parse().ok().filter(|n| (1..=NUMBER).contains(n) && !reason.is_empty());
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

/// The stored value of an answer: a level where it may stand, or nothing when it was withdrawn.
pub fn level(q: &Questionnaire, target: Target, value: &str) -> Result<Option<Level>, Limit> {
    if value == keys::CLEAR {
        return Ok(None);
    }
    let level = Level::parse(value).ok_or(limit("Level", "1 to 5, ? or n"))?;
    let control = |r: usize| q.requirements[r].kind == RequirementKind::Control;
    let may = match target {
        Target::Heading(_) => false,
        Target::Requirement(r) => control(r),
        Target::Check(c) => control(q.check_owner[c]),
    };
    if level == Level::NotApplicable && !may {
        return Err(limit("Level", "1 to 5 or ?, as only controls can be Not applicable"));
    }
    Ok(Some(level))
}

/// A fact that is no answer, by its key.
pub fn fact(key: &str, value: &str) -> Result<(), Limit> {
    match key {
        keys::HOURS => hours_a_week(value).map(|_| ()),
        keys::START => date("Start", value).map(|_| ()),
        keys::TARGET => date("Target", value).map(|_| ()),
        keys::RECORD_WEEKS | keys::STAGE2_WEEKS => weeks(value).map(|_| ()),
        keys::SIZE => OrgSize::parse(value).map(|_| ()).ok_or(limit("Size", "solo, small, medium or large")),
        keys::ROLES => value
            .split(',')
            .all(|r| matches!(r.trim(), "developer" | "provider" | "user"))
            .then_some(())
            .ok_or(limit("Roles", "developer, provider, user, separated by commas")),
        keys::PLAN_ORDER => order(value).map(|_| ()),
        _ => prefixed(key, value),
    }
}

fn prefixed(key: &str, value: &str) -> Result<(), Limit> {
    let (name, rest) = key.split_at(key.find('.').map_or(0, |at| at + 1));
    match name {
        keys::EFFORT => effort(value).map(|_| ()),
        keys::RANK => text(value).and_then(|()| rank(value).map(|_| ())),
        keys::PIN => date("Earliest start", value).map(|_| ()),
        keys::DUE => date("Due", value).map(|_| ()),
        keys::ACTION_STATUS => progress(value).map(|_| ()),
        keys::VOTES => votes(value),
        keys::PARKED => record::<Parked>("Parked item", NUMBER, rest, value).map(|_| ()),
        keys::EVIDENCE => record::<Evidence>("Evidence", NUMBER, rest, value).map(|_| ()),
        keys::PERSON => record::<Person>("Person", NUMBER, rest, value).map(|_| ()),
        keys::SYSTEM => record::<System>("AI system", NUMBER, rest, value).map(|_| ()),
        keys::SNAPSHOT => record::<Snapshot>("Snapshot", NUMBER, rest, value).map(|_| ()),
        keys::ACTION => shape(&record("Action", ACTIONS, rest, value)?),
        "about."
        | keys::NOTE
        | keys::REASON
        | keys::REVIEW
        | keys::ASK
        | keys::OWNER
        | keys::DONE_WHEN
        | keys::DOCUMENT => text(value),
        _ => Ok(()),
    }
}

/// The highest number records under this prefix may have.
pub(super) fn highest(prefix: &str) -> u32 {
    if prefix == keys::ACTION { ACTIONS } else { NUMBER }
}

/// The number of a record as the program writes it: no sign, no leading zero.
fn number(text: &str, most: u32) -> Option<u32> {
    let n: u32 = text.parse().ok()?;
    ((1..=most).contains(&n) && text.len() == n.to_string().len()).then_some(n)
}

fn record<T: serde::de::DeserializeOwned>(
    what: &'static str,
    most: u32,
    rest: &str,
    value: &str,
) -> Result<T, Limit> {
    if number(rest, most).is_none() {
        return Err(limit(what, "a number that is not too high (999 for actions, 9999 for all else)"));
    }
    if value.len() > RECORD {
        return Err(Limit { what, expected: "at most 3500000 bytes", most: Some(RECORD) });
    }
    serde_json::from_str(value).map_err(|_| limit(what, READABLE))
}

fn shape(shape: &Shape) -> Result<(), Limit> {
    let share = |p: &Part| p.share > 0.0 && p.share <= 100_000.0;
    match shape {
        Shape::Split { parts, .. } if !(2..=PARTS).contains(&parts.len()) => {
            Err(limit("Action", "2 to 20 parts"))
        }
        Shape::Split { parts, .. } if !parts.iter().all(share) => {
            Err(limit("Action", "a share of the hours above 0 for each part"))
        }
        Shape::Own(own) if !is_effort(own.hours) => Err(limit("Action", "hours above 0, at most 100000")),
        Shape::Merge { of, .. } if of.len() > IDS => Err(limit("Action", "at most 200 ids")),
        Shape::Own(own) if own.closes.len() > IDS || own.after.len() > IDS => {
            Err(limit("Action", "at most 200 ids"))
        }
        _ => Ok(()),
    }
}

fn votes(value: &str) -> Result<(), Limit> {
    text(value)?;
    let votes: Option<Votes> = serde_json::from_str(value).ok();
    let fits = |v: &Votes| v.given.keys().all(|n| *n <= NUMBER);
    votes.filter(fits).map(|_| ()).ok_or(limit("Answers of several people", READABLE))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn own(hours: &str) -> String {
        format!(r#"{{"kind":"own","at":"5.2","what":"x","hours":{hours}}}"#)
    }

    #[test]
    fn what_no_person_may_write_no_file_may_hold() {
        let part = r#"{"what":"x","share":1}"#;
        let split =
            |n: usize| format!(r#"{{"kind":"split","of":"5.2","parts":[{}]}}"#, vec![part; n].join(","));
        for (key, right, wrong) in [
            (keys::HOURS, vec!["16", "0.5"], vec!["0", "-1", "inf", "NaN", "1e308", "10001", "x"]),
            (keys::START, vec!["2026-01-05"], vec!["9999-12-31", "-9999-01-01", "2026-02-30", "1"]),
            (keys::STAGE2_WEEKS, vec!["0", "104"], vec!["105", "4294967295", "-1", "1.5"]),
            (keys::SIZE, vec!["solo"], vec!["huge"]),
            ("effort.5.2", vec!["6", "100000"], vec!["1e308", "inf", "NaN", "0", "-5", "100001"]),
            ("rank.5.2", vec!["3 because"], vec!["3", "0 x", "-1 x", "99999999999999999999 x", "10000 x"]),
            ("pin.5.2", vec!["2026-05-05"], vec!["2026-05-05x", "10000-01-01"]),
            (
                "action-status.5.2",
                vec!["started", "done 2026-05-05", "done"],
                vec!["later", "done 9999-12-31"],
            ),
            ("votes.5.2", vec![r#"{"given":{"1":"5"}}"#], vec!["5", r#"{"given":{"4294967295":"5"}}"#]),
            ("action.1", vec![&own("4"), &split(20)], vec![&own("1e308"), &own("-5"), &split(21), &split(1)]),
            ("person.9999", vec![r#"{"name":"Ann"}"#], vec!["Ann", "{}"]),
            (keys::PLAN_ORDER, vec![r#"[["5.2","2026-01-05"]]"#], vec![r#"[["5.2","x"]]"#]),
            ("note.5.2", vec!["", "x"], vec![&"x".repeat(TEXT + 1)]),
            ("of.a.newer.version", vec![&"x".repeat(TEXT + 1)], vec![]),
        ] {
            for value in right {
                assert_eq!(fact(key, value), Ok(()), "{key}={value}");
            }
            for value in wrong {
                assert!(fact(key, value).is_err(), "{key}={}", text::shown(value, 60));
            }
        }
        for key in ["person.01", "person.+1", "person.0", "person.10000", "person.4294967296", "person.1.2"] {
            assert!(fact(key, r#"{"name":"Ann"}"#).is_err(), "{key}");
        }
    }

    #[test]
    fn only_controls_can_be_left_out() {
        let q = crate::bank::embedded().unwrap();
        for (id, may) in
            [("A.7.3", true), ("A.7.3/1", true), ("5.2", false), ("5.2/1", false), ("A.7", false)]
        {
            let target = q.find(id).unwrap();
            assert_eq!(level(&q, target, "n").is_ok(), may, "{id}");
            assert_eq!(level(&q, target, "5"), Ok(Some(Level::Proven)));
            assert_eq!(level(&q, target, "clear"), Ok(None));
            assert!(level(&q, target, "7").is_err());
        }
    }
}
