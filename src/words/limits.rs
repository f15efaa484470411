//! What values are called and what would be right in their place.

use super::Word;
use crate::model::limits::{Expected, What};
use crate::say;

impl Word for What {
    fn word(&self) -> &'static str {
        match self {
            Self::Level => say!("Level"),
            Self::Start => say!("Start"),
            Self::Target => say!("Target"),
            Self::Size => say!("Size"),
            Self::AskEverything => say!("Ask everything"),
            Self::DecidedIn => say!("Decided in"),
            Self::Roles => say!("Roles"),
            Self::Record => say!("Record"),
            Self::EarliestStart => say!("Earliest start"),
            Self::Due => say!("Due"),
            Self::LookAgain => say!("Look again on"),
            Self::Text => say!("Text"),
            Self::Effort => say!("Effort"),
            Self::HoursAWeek => say!("Hours a week"),
            Self::DaysOff => say!("Days off"),
            Self::Weeks => say!("Weeks"),
            Self::Rank => say!("Rank"),
            Self::Reason => say!("Reason"),
            Self::Progress => say!("Progress"),
            Self::Done => say!("Done"),
            Self::FrozenState => say!("Frozen state"),
            Self::NameOfState => say!("Name of the snapshot"),
            Self::Order => say!("Order of the plan"),
            Self::Number => say!("Number"),
            Self::Field(label) => label,
        }
    }
}

impl Word for Expected {
    fn word(&self) -> &'static str {
        match self {
            Self::Level => say!("1 to 5, 0 or n"),
            Self::LevelOfClause => say!("1 to 5 or 0, as only controls can be Not applicable"),
            Self::GeneralAnswer => say!("the general answer, as only controls are answered per AI system"),
            Self::Size => say!("solo, micro, small, medium, large, or a number of people"),
            Self::YesOrNo => say!("yes or no"),
            Self::Yes => say!("yes"),
            Self::Roles => say!("developer, provider, user, separated by commas"),
            Self::Text => say!("at most 65536 bytes"),
            Self::Readable => say!("a record this version can read, within its limits"),
            Self::Effort => say!("hours above 0, at most 100000, for example 6 or 12.5"),
            Self::HoursAWeek => say!("a number above 0, at most 10000, for example 6 or 16"),
            Self::Date => say!("a day from 1990 to 2200, for example 20 Nov, in 9 months or 2026-11-20"),
            Self::DaysOff => {
                say!("month-day or year-month-day, with commas, at most 40, for example 05-17, or none")
            }
            Self::Weeks => say!("a whole number from 0 to 104"),
            Self::Rank => say!("a whole number from 1 to 9999, and a reason"),
            Self::RankAndReason => {
                say!("a number and a reason, for example: 1 customer asks for it in January")
            }
            Self::Reason => say!("why this gap deserves another rank than the rule gives it"),
            Self::Progress => say!("planned, started or done"),
            Self::FrozenState => say!("at most 3500000 bytes"),
            Self::NameOfState => say!("1 to 80 characters, for example \"After the workshop\""),
            Self::Person => say!("a person of the register"),
            Self::Number => say!("a number above 0, at most 100000"),
            Self::OtherRecord => say!("another record"),
            Self::RecordNumber => say!("a whole number from 1 to 9999999"),
        }
    }
}
