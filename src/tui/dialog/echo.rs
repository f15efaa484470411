//! What was understood of a day or of hours while one types them: it stands behind the field.

use jiff::civil::Date;

use crate::model::assessment::keys;
use crate::model::record::{Field, Type};
use crate::model::said::Matter;
use crate::model::typed::{self, Year};
use crate::say;
use crate::words::day;

use super::Purpose;

impl Purpose {
    /// Whether it is a number or a day, which one writes anew rather than mends.
    pub fn is_short(&self) -> bool {
        let rank = matches!(self, Self::Text(Matter::Rank, _) | Self::Clock);
        rank || Typed::of_text(self).is_some()
    }
}

/// What is typed into a field, where it is understood in more than one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A day.
    Day(Year),
    /// Hours of work.
    Hours,
}

impl Typed {
    /// What a fact about the organisation or the plan takes.
    pub fn of_fact(key: &str) -> Option<Self> {
        match key {
            keys::START | keys::TARGET => Some(Self::Day(Year::Ahead)),
            keys::HOURS => Some(Self::Hours),
            _ => None,
        }
    }

    /// What a field of a record takes.
    pub fn of_record(field: &Field) -> Option<Self> {
        match field.typ {
            Type::Date => Some(Self::Day(field.year())),
            Type::Hours(_) => Some(Self::Hours),
            _ => None,
        }
    }

    /// What a text of one line takes.
    pub fn of_text(purpose: &Purpose) -> Option<Self> {
        match purpose {
            Purpose::Text(Matter::Pin | Matter::Due, _) => Some(Self::Day(Year::Ahead)),
            Purpose::Text(Matter::Effort, _) => Some(Self::Hours),
            Purpose::Fact(key) => Self::of_fact(key),
            _ => None,
        }
    }

    /// What was understood; none where nothing was, or where it says no more than what was typed.
    pub fn understood(self, typed: &str, today: Date) -> Option<String> {
        match self {
            Self::Day(year) => day::understood(typed, today, year),
            Self::Hours => {
                let hours = typed::hours(typed)?.to_string();
                (hours != typed.trim()).then(|| say!("= {hours} h", hours))
            }
        }
    }
}
