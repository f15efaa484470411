//! What is told of a file although nothing is wrong, and what a salvage lost.

use std::path::Path;

use crate::files::{human_path, shown_name};
use crate::say;
use crate::store::backup::REPLACED_DAYS;
use crate::store::{Beside, Lost, Notice, SCHEMA};
use crate::words::Words;

impl Words for Notice {
    fn words(&self) -> String {
        match self {
            Self::Link(file) => {
                say!("This name is a link; the file itself is {file}.", file = human_path(file))
            }
            Self::Names(n) => {
                say!("This file has {n} names (hard links): a change shows under all of them.", n)
            }
            Self::SecondVersion(copy) => copy.words(),
            Self::NoLocks => {
                say!("This folder cannot lock files: make sure that nobody else has it open.").to_owned()
            }
            Self::DraftsLeftOut(n) => say!("{n} unfinished drafts could not be read and were left out.", n),
            Self::Replaced { events: Some(events), kept } => say!(
                "What was there, {events} events, is kept for {days} days as a backup: {kept}",
                events,
                days = REPLACED_DAYS,
                kept = human_path(kept)
            ),
            Self::Replaced { events: None, kept } => say!(
                "What was there, damaged as it is, is kept for {days} days as a backup: {kept}",
                days = REPLACED_DAYS,
                kept = human_path(kept)
            ),
            Self::ClearedUp => {
                say!("The last session ended unexpectedly. Everything it showed as saved is here.").to_owned()
            }
            Self::NotClearedUp => say!(
                "The last session ended unexpectedly. Shown is its last saved state; the file was not touched."
            )
            .to_owned(),
            Self::EarlierFormat(schema) => say!(
                "format {schema}; the first change brings it to format {ours} after a backup",
                schema,
                ours = SCHEMA
            ),
        }
    }
}

impl Words for Beside {
    fn words(&self) -> String {
        say!(
            "{name}, another copy beside this file, holds {n|event|events} that {n?is|are} not here; merging takes {n?it|them} over.",
            name = shown_name(Path::new(&self.name), 60),
            n = self.more
        )
    }
}

impl Words for Lost {
    fn words(&self) -> String {
        match self {
            Self::Events(a, b) if a == b => say!("event {a} is missing or damaged", a),
            Self::Events(a, b) => {
                let n = b.saturating_sub(*a).saturating_add(1);
                say!("events {a} to {b}, {n} in all, are missing or damaged", a, b, n)
            }
            Self::NotFollowing(n) => say!("event {n} does not follow the one before it", n),
            Self::EndUnknown(n) => say!("whether there were events after {n} is not known", n),
            Self::Description => say!("its own description is missing").to_owned(),
            Self::Head => say!("its last event is not the one it names as the last").to_owned(),
            Self::MorePlaces(n) => say!("and {n} more places like these", n),
            Self::Strangers(n) => say!("{n} events that belong to another record were left out", n),
            Self::Drafts(n) => say!("{n} unfinished drafts", n),
            Self::GaveUp => {
                say!("looking through it took too much work; its end was not looked at").to_owned()
            }
            Self::Questionnaire => say!("the questionnaire it answers").to_owned(),
            Self::Branches(n) => say!("what {n} merged branches said beside their results", n),
            Self::LogBeside => {
                say!("what another program keeps in a second file (-wal) beside it was not read").to_owned()
            }
        }
    }
}
