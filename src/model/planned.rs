//! What a plan is made for, and one action of it on the calendar. Knows nothing of how plans are made, so that
//! the plan and what it reaches on the way can both speak of it.

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::calendar::DaysOff;
use super::progress::{DoneWhen, Progress};
use super::questionnaire::Pdca;
use super::questionnaire::Questionnaire;

/// What a plan is made for. Taken from the assessment, each can be changed for a what-if.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanInput {
    /// First day.
    pub start: Date,
    /// Hours a week the organisation can give.
    pub hours_per_week: f64,
    /// Wished end.
    pub target: Option<Date>,
    /// Weeks of records before the internal audit.
    pub record_weeks: u32,
    /// Days nobody works beside weekends.
    pub days_off: DaysOff,
    /// Weeks of corrective action after audit and review, before Stage 1.
    pub corrective_weeks: u32,
    /// Weeks from Stage 1 to Stage 2.
    pub stage2_weeks: u32,
}

impl PlanInput {
    /// The assessment's own figures; `today` is the start when none is set.
    pub fn of(a: &Assessment, today: Date) -> Self {
        Self {
            start: a.start().unwrap_or(today),
            hours_per_week: a.hours_per_week(),
            target: a.target(),
            record_weeks: a.weeks(keys::RECORD_WEEKS, 8),
            days_off: a.get(keys::DAYS_OFF).and_then(DaysOff::parse).unwrap_or_else(DaysOff::usual),
            corrective_weeks: a.weeks(keys::CORRECTIVE_WEEKS, 4),
            stage2_weeks: a.weeks(keys::STAGE2_WEEKS, 6),
        }
    }
}

/// The records that the internal audit wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Records {
    /// The day from which all of them run.
    pub from: Date,
    /// The first working day with the weeks asked for behind them.
    pub enough: Date,
    /// The day on which the audit begins.
    pub audit: Date,
}

/// Time of a wave that no action stands for: it is kept for what is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reserve {
    /// The wave.
    pub wave: u8,
    /// Hours if all of it is Nothing.
    pub hours: f64,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// A record that an audit wants to have seen running for a while, and when it is to be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start<'a> {
    /// The requirement.
    pub requirement: usize,
    /// The record.
    pub record: &'a str,
    /// The day the plan starts the work that leaves it; none where it does so within a week: now.
    pub on: Option<Date>,
}

/// One action on the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapItem {
    /// Stable id: of the default action of a gap the requirement's id; of a part `5.2-a`, merged `M-3`,
    /// added by hand `H-4`.
    pub id: String,
    /// Index of the requirement it closes, of several the first by rank; of an action that closes none,
    /// where it is filed.
    pub requirement: usize,
    /// All requirements whose gaps it closes or helps to close.
    pub closes: Vec<usize>,
    /// What to do.
    pub action: String,
    /// What that is called where a line holds no sentence: the questionnaire's name for it, else, and where people
    /// worded it, the first words of the action.
    pub name: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// How one sees that it is done.
    pub done_when: DoneWhen,
    /// First day of work.
    pub start: Date,
    /// Last day of work.
    pub end: Date,
    /// Hours still to work: 0 when it is done.
    pub effort_hours: f64,
    /// On which working days of the plan, counted from its first, and for how many minutes each; none when it is done.
    pub worked: Vec<(u32, u64)>,
    /// Who; empty when nobody was named.
    pub owner: String,
    /// Ids of actions that must end first.
    pub depends_on: Vec<String>,
    /// Ids of all actions that must end first, these and what they wait for.
    pub first: Vec<String>,
    /// Hours of all of them.
    pub first_hours: f64,
    /// Wave, from 1.
    pub wave: u8,
    /// Lane.
    pub pdca: Pdca,
    /// Working days it can start later, order kept and the rest replanned, without moving the finish.
    pub slack_days: u32,
    /// Whether weeks of records, not work, decide its start.
    pub waits_for_records: bool,
    /// Earliest start set by a person.
    pub pinned: Option<Date>,
    /// Due date set by a person.
    pub due: Option<Date>,
    /// How far it is.
    pub progress: Progress,
    /// When it was done, if that was said.
    pub done_on: Option<Date>,
}

impl RoadmapItem {
    /// Whether it is the action the rule makes of a gap, not one that people split, joined or added.
    pub fn is_default(&self, q: &Questionnaire) -> bool {
        self.id == q.requirements[self.requirement].id
    }

    /// On the critical path: a working day later, and Stage 1 moves.
    pub fn critical(&self) -> bool {
        self.slack_days == 0 && !self.done()
    }

    /// Done, and waiting for new levels.
    pub fn done(&self) -> bool {
        self.progress == Progress::Done
    }

    /// It ends after its due date.
    pub fn late(&self) -> bool {
        !self.done() && self.due.is_some_and(|d| self.end > d)
    }
}
