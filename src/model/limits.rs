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
/// The highest number of a record: parts of the splits of 0.1.0 are upgraded to a hundred times the number of the
/// whole and more.
pub(crate) const GIVEN: u32 = 9_999_999;
/// The longest name of a frozen state, in letters.
pub(super) const NAME: usize = 80;
/// The most parts of a split action.
pub(super) const PARTS: usize = 20;
/// The most rows of an order of the plan.
const ORDER: usize = 30_000;

/// Which value it is that a limit binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A level.
    Level,
    /// First day of the plan.
    Start,
    /// Wished end of the plan.
    Target,
    /// Size of the organisation.
    Size,
    /// Whether a firm of one is asked everything.
    AskEverything,
    /// That a control is in.
    DecidedIn,
    /// Its roles.
    Roles,
    /// A record of 0.1.0.
    Record,
    /// Earliest start of an action.
    EarliestStart,
    /// Due date of an action.
    Due,
    /// The day to look at an exclusion again.
    LookAgain,
    /// Any text.
    Text,
    /// Hours of work on an action.
    Effort,
    /// Hours a week the organisation can give.
    HoursAWeek,
    /// Days off.
    DaysOff,
    /// Weeks of records, weeks between two stages.
    Weeks,
    /// Rank and its reason.
    Rank,
    /// The reason for a rank.
    Reason,
    /// How far an action is.
    Progress,
    /// The day an action was done.
    Done,
    /// The facts of a frozen state.
    FrozenState,
    /// The name of a frozen state.
    NameOfState,
    /// The order of the plan.
    Order,
    /// The number of a record.
    Number,
    /// A field of a record, by its label.
    Field(&'static str),
}

impl What {
    /// The key of the field it is typed into, the same in every form; empty where it is not typed.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Target => "target",
            Self::Size => "size",
            Self::AskEverything => "ask-all",
            Self::DecidedIn => "applicable",
            Self::Roles => "roles",
            Self::EarliestStart => "pin",
            Self::Due => "due",
            Self::LookAgain => "again",
            Self::Effort | Self::HoursAWeek => "hours",
            Self::DaysOff => "days-off",
            Self::Weeks => "weeks",
            Self::Rank => "rank",
            Self::Reason => "reason",
            Self::Progress | Self::Done => "progress",
            Self::NameOfState => "name",
            Self::Level => "level",
            Self::Record | Self::Text | Self::FrozenState | Self::Order | Self::Number | Self::Field(_) => "",
        }
    }
}

/// What would be right in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A level.
    Level,
    /// A level of what cannot be excluded.
    LevelOfClause,
    /// The general answer, as only controls are answered per AI system.
    GeneralAnswer,
    /// A size of an organisation.
    Size,
    /// Yes or no.
    YesOrNo,
    /// Yes and nothing else.
    Yes,
    /// Roles with commas.
    Roles,
    /// A text that is not too long.
    Text,
    /// Something this version can read.
    Readable,
    /// Hours of work.
    Effort,
    /// Hours a week.
    HoursAWeek,
    /// A day.
    Date,
    /// Days of the year or dates, with commas, or none.
    DaysOff,
    /// A number of weeks.
    Weeks,
    /// A rank that fits, and a reason.
    Rank,
    /// A rank at all, and a reason.
    RankAndReason,
    /// Why a gap has another rank.
    Reason,
    /// A word for how far an action is.
    Progress,
    /// A frozen state that is not too long.
    FrozenState,
    /// A name of a frozen state.
    NameOfState,
    /// A person.
    Person,
    /// A number above 0.
    Number,
    /// A record.
    OtherRecord,
    /// A number of a record.
    RecordNumber,
}

/// A limit that a value does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Which value.
    pub what: What,
    /// What would be right.
    pub expected: Expected,
    /// The most bytes, where it is the length that is wrong.
    pub most: Option<usize>,
}

const LONG: Limit = Limit { what: What::Text, expected: Expected::Text, most: Some(TEXT) };

pub(super) const fn limit(what: What, expected: Expected) -> Limit {
    Limit { what, expected, most: None }
}

/// Hours of work on an action.
pub fn effort(value: &str) -> Result<f64, Limit> {
    let hours = value.parse().ok().filter(|h| is_effort(*h));
    hours.ok_or(limit(What::Effort, Expected::Effort))
}

/// The most hours one action usually takes: ten weeks of one person. More may stand, but is said to whoever types it.
const USUAL_EFFORT: f64 = 400.0;

/// Whether so many hours are more than one action usually takes.
pub fn is_much_effort(hours: f64) -> bool {
    hours > USUAL_EFFORT
}

pub(super) fn is_effort(hours: f64) -> bool {
    hours > 0.0 && hours <= 100_000.0
}

/// Hours a week the organisation can give.
pub fn hours_a_week(value: &str) -> Result<f64, Limit> {
    let hours = value.parse().ok().filter(|h| *h > 0.0 && *h <= 10_000.0);
    hours.ok_or(limit(What::HoursAWeek, Expected::HoursAWeek))
}

/// A day that may stand in a file.
pub fn day(value: &str) -> Option<Date> {
    value.parse().ok().filter(|d: &Date| (1990..=2200).contains(&d.year()))
}

/// A day in a plan or of a record.
pub fn date(what: What, value: &str) -> Result<Date, Limit> {
    day(value).ok_or(limit(what, Expected::Date))
}

/// How yes is stored.
pub const YES: &str = "yes";

/// A yes or no as it is stored, however it was typed.
pub fn yes_or_no(typed: &str) -> Result<&'static str, Limit> {
    match typed.trim().to_lowercase().as_str() {
        "yes" | "y" => Ok(YES),
        "no" | "n" => Ok("no"),
        _ => Err(limit(What::AskEverything, Expected::YesOrNo)),
    }
}

/// Weeks of records, weeks between two stages.
pub fn weeks(value: &str) -> Result<u32, Limit> {
    let weeks = value.parse().ok().filter(|w| *w <= 104);
    weeks.ok_or(limit(What::Weeks, Expected::Weeks))
}

/// Rank and reason, as they are stored together.
pub fn rank(value: &str) -> Result<(u32, &str), Limit> {
    let (rank, reason) = value.split_once(' ').unwrap_or((value, ""));
    let rank = rank.parse().ok().filter(|n| (1..=9_999).contains(n) && !reason.is_empty());
    rank.map(|n| (n, reason)).ok_or(limit(What::Rank, Expected::Rank))
}

/// How far an action is, and the day it was done.
pub fn progress(value: &str) -> Result<(Progress, Option<Date>), Limit> {
    let (word, day) = value.split_once(' ').unwrap_or((value, ""));
    let progress = Progress::parse(word).ok_or(limit(What::Progress, Expected::Progress))?;
    let day = if day.is_empty() { None } else { Some(date(What::Done, day)?) };
    Ok((progress, day))
}

/// Any text.
pub fn text(value: &str) -> Result<(), Limit> {
    if value.len() <= TEXT { Ok(()) } else { Err(LONG) }
}

/// The facts of a frozen state.
pub fn frozen(value: &str) -> Result<(), Limit> {
    if value.len() > RECORD {
        return Err(Limit { what: What::FrozenState, expected: Expected::FrozenState, most: Some(RECORD) });
    }
    let facts = serde_json::from_str::<std::collections::BTreeMap<String, String>>(value);
    facts.map(|_| ()).map_err(|_| limit(What::FrozenState, Expected::Readable))
}

/// The order of a plan somebody chose to keep.
pub(super) fn order(value: &str) -> Result<Vec<(String, Date)>, Limit> {
    let wrong = limit(What::Order, Expected::Readable);
    if value.len() > RECORD {
        return Err(wrong);
    }
    let rows: Vec<(String, String)> = serde_json::from_str(value).map_err(|_| wrong)?;
    let dated = rows.into_iter().take(ORDER + 1).map(|(id, day)| Some((id, day.parse().ok()?)));
    dated.collect::<Option<Vec<_>>>().filter(|rows| rows.len() <= ORDER).ok_or(wrong)
}
