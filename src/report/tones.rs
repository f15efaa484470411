//! How states, bands and levels are to be taken, whatever they are called: the one place where a document learns what
//! is good and what is missing. Used inside `report` only.

use jiff::civil::Date;

use crate::doc::{Cell, Tone};
use crate::model::{Band, Class, Level, Status};
use crate::words::Word as _;

/// How a status is to be taken.
pub(super) const fn of_status(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Good,
        Status::Partial => Tone::Half,
        Status::Gap => Tone::Bad,
        Status::NotApplicable => Tone::Out,
        Status::Open => Tone::Open,
    }
}

/// A status in a table.
pub(super) fn status(status: Status) -> Cell {
    Cell::Toned(of_status(status), status.word().to_owned())
}

/// How a verdict is to be taken.
pub(super) const fn of_class(class: Class) -> Tone {
    match class {
        Class::Incomplete => Tone::Open,
        Class::Early | Class::NotReady => Tone::Bad,
        Class::NearlyReady => Tone::Half,
        Class::Stage1 | Class::Stage2 => Tone::Good,
    }
}

/// A band in a table: what weighs most stands out, what weighs less does not.
pub(super) fn band(band: Band) -> Cell {
    let tone = match band {
        Band::P1 => Tone::Bad,
        Band::P2 => Tone::Half,
        Band::P3 | Band::P4 => Tone::Plain,
    };
    Cell::Toned(tone, band.word().to_owned())
}

/// A level in a table.
pub(super) fn level(level: Level) -> Cell {
    let tone = match level {
        Level::Nothing | Level::Planned => Tone::Bad,
        Level::Written | Level::InUse => Tone::Half,
        Level::Proven => Tone::Good,
        Level::DontKnow => Tone::Open,
        Level::NotApplicable => Tone::Out,
    };
    Cell::Toned(tone, level.word().to_owned())
}

/// A day in a table; nothing where there is none.
pub(super) fn day(day: Option<Date>) -> Cell {
    day.map_or_else(|| "".into(), Cell::Day)
}
